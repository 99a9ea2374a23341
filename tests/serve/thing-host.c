/* tests/serve/thing-host.c - a daemon in C for Python clients
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints the URI of the object `thing`, for the outside and for this machine, on one line, and lives until
 * its standard input ends; then how many clients have left, and how many item streams are still there.
 *
 * usage: host [--host HOST] [--unix PATH] [--fd CONNECTED] [--max-peers N]
 *             [--limits HANDSHAKE STALL DRAIN] [ITEM=VALUE…]
 * with times in milliseconds and items of the configuration. */

#include <gio/gunixinputstream.h>
#include <stdlib.h>
#include <string.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "tests/serve/thing.h"

/* Bytes that are free from which on they go back to the system: by itself the C library keeps as much as was
 * ever needed at once, for each of its arenas, of which a daemon with threads has many. */
#define TRIM_THRESHOLD (1024 * 1024)

static PyroValue *
validate (PyroDaemon  *daemon,
          PyroPeer    *peer,
          PyroValue   *data,
          const char  *object,
          gpointer     user_data,
          GError     **error)
{
  g_autofree char *text = pyro_value_get_kind (data) == PYRO_VALUE_STR ? pyro_value_dup_utf8 (data) : NULL;

  if (g_strcmp0 (text, "go away") == 0)
    {
      PYRO_RAISE (error, "ValueError", "you are not wanted here");
      return NULL;
    }
  if (g_strcmp0 (text, "hello") == 0)
    return pyro_value_new_string ("hello");

  return pyro_value_new_tuple (&data, 1);
}

static void
peer_left (PyroDaemon *daemon,
           PyroPeer   *peer,
           Thing      *thing)
{
  g_atomic_int_inc (&thing->n_left);
}

static void
stdin_ended (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_main_loop_quit (user_data);
}

static void
must (gboolean   good,
      GError   **error)
{
  if (!good)
    {
      g_print ("failed: %s\n", (*error)->message);
      exit (1);
    }
}

static void
register_all (Thing *thing)
{
  g_autoptr(PyroServant) servant = PYRO_SERVANT (pyro_skeleton_new (&thing_info, thing, NULL));
  g_autoptr(PyroMetadata) metadata = pyro_class_info_dup_metadata (&counter_info);
  static const struct
  {
    const char       *id;
    PyroInstanceMode  mode;
    PyroInstanceFunc  create;
  } classes[] = {
    { "session", PYRO_INSTANCE_SESSION, counter_create },
    { "single", PYRO_INSTANCE_SINGLE, counter_create },
    { "percall", PYRO_INSTANCE_PERCALL, counter_create },
    { "failing", PYRO_INSTANCE_SESSION, failing_create },
    { "empty", PYRO_INSTANCE_SESSION, empty_create },
  };

  pyro_uri_unref (pyro_daemon_register (thing->daemon, servant, "thing", 0, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    pyro_uri_unref (pyro_daemon_register_class (thing->daemon, metadata, classes[i].mode, classes[i].create, thing,
                                                NULL, classes[i].id, 0, NULL));
}

/* Serves a client that is connected already. */
static void
serve_fd (PyroDaemon *daemon,
          int         fd)
{
  GError *error = NULL;
  g_autoptr(GSocket) socket = g_socket_new_from_fd (fd, &error);

  must (socket != NULL, &error);
  must (pyro_daemon_serve_socket (daemon, socket, &error), &error);
}

/* Listens where the arguments say, or at a port of 127.0.0.1. */
static void
listen_all (PyroDaemon *daemon,
            char      **argv)
{
  GError *error = NULL;
  gboolean listens = FALSE;

  for (; *argv != NULL; argv++)
    {
      if (g_str_equal (*argv, "--host"))
        must (pyro_daemon_listen (daemon, *++argv, 0, &error), &error);
      else if (g_str_equal (*argv, "--unix"))
        must (pyro_daemon_listen_unix (daemon, *++argv, &error), &error);
      else if (g_str_equal (*argv, "--fd"))
        serve_fd (daemon, atoi (*++argv));
      else
        continue;
      listens = TRUE;
    }
  if (!listens)
    must (pyro_daemon_listen (daemon, "127.0.0.1", 0, &error), &error);
}

static void
configure (PyroConfig  *config,
           char       **argv)
{
  GError *error = NULL;

  must (pyro_config_set (config, "SERVERTYPE", "multiplex", &error), &error);
  for (; *argv != NULL; argv++)
    {
      char *equals = strchr (*argv, '=');
      g_autofree char *item = equals != NULL ? g_strndup (*argv, (gsize) (equals - *argv)) : NULL;

      if (item != NULL)
        must (pyro_config_set (config, item, equals + 1, &error), &error);
    }
}

static void
limit (PyroDaemon  *daemon,
       char       **argv)
{
  for (; *argv != NULL; argv++)
    if (g_str_equal (*argv, "--max-peers"))
      pyro_daemon_set_max_peers (daemon, (guint) atoi (*++argv));
    else if (g_str_equal (*argv, "--limits"))
      {
        pyro_daemon_set_limits (daemon, atoi (argv[1]) * G_TIME_SPAN_MILLISECOND,
                                atoi (argv[2]) * G_TIME_SPAN_MILLISECOND, atoi (argv[3]) * G_TIME_SPAN_MILLISECOND);
        argv += 3;
      }
}

static void
announce (PyroDaemon *daemon)
{
  g_autoptr(PyroUri) uri = pyro_daemon_dup_uri (daemon, "thing", TRUE);
  g_autoptr(PyroUri) inner = pyro_daemon_dup_uri (daemon, "thing", FALSE);
  g_autofree char *text = pyro_uri_to_string (uri);
  g_autofree char *inner_text = pyro_uri_to_string (inner);

  g_print ("%s %s\n", text, inner_text);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(PyroConfig) config = pyro_config_new ();
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GInputStream) input = g_unix_input_stream_new (0, FALSE);
  g_autoptr(PyroAnnotations) empty = pyro_annotations_new ();
  g_autoptr(GBytes) greeting = g_bytes_new_static ("from the daemon", 15);
  g_autoptr(PyroAnnotations) common = pyro_annotations_with (empty, "DAEM", greeting, NULL);
  GError *error = NULL;
  Thing thing = { .loop = loop };
  char byte;

#ifdef __GLIBC__
  mallopt (M_TRIM_THRESHOLD, TRIM_THRESHOLD);
#endif
  configure (config, argv + 1);
  thing.daemon = pyro_daemon_new (config, &error);
  must (thing.daemon != NULL, &error);
  g_mutex_init (&thing.lock);
  thing.notes = g_ptr_array_new_with_free_func (g_free);
  thing.temperature = 21.5;
  limit (thing.daemon, argv + 1);
  pyro_daemon_set_handshake (thing.daemon, validate, NULL, NULL);
  pyro_daemon_set_annotations (thing.daemon, common);
  g_signal_connect (thing.daemon, "peer-left", G_CALLBACK (peer_left), &thing);
  listen_all (thing.daemon, argv + 1);
  register_all (&thing);
  announce (thing.daemon);

  g_input_stream_read_async (input, &byte, 1, 0, NULL, stdin_ended, loop);
  g_main_loop_run (loop);
  pyro_daemon_close (thing.daemon);
  g_object_unref (thing.daemon);
  g_ptr_array_unref (thing.notes);
  g_mutex_clear (&thing.lock);
  g_print ("closed %d %d\n", thing.n_left, thing.n_streams);

  return 0;
}
