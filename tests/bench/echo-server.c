/* tests/bench/echo-server.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/bench/echo-server.h"

#include <gio/gunixinputstream.h>
#include <string.h>
#include <unistd.h>

#include "core/codec/serpent.h"
#include "core/serve/daemon.h"
#include "core/serve/skeleton.h"
#include "tests/bench/bench.h"

#define MAX_SIZE (64 * 1024 * 1024)

/* ---- The object ---- */

static PyroValue *
add (PyroInvocation  *invocation,
     gpointer         object,
     GError         **error)
{
  gint64 a, b;

  if (!pyro_invocation_read_int (invocation, 0, &a, error) || !pyro_invocation_read_int (invocation, 1, &b, error))
    return NULL;

  return pyro_value_new_int (a + b);
}

static PyroValue *
note (PyroInvocation  *invocation,
      gpointer         object,
      GError         **error)
{
  return NULL;
}

/* What serpent made of bytes is a dict to the object, which turns it back. */
static PyroValue *
put (PyroInvocation  *invocation,
     gpointer         object,
     GError         **error)
{
  PyroValue *data = pyro_invocation_get_param (invocation, 0);
  g_autoptr(GBytes) bytes = NULL;
  gsize size = 0;

  if (pyro_value_get_kind (data) == PYRO_VALUE_STR)
    pyro_value_get_string (data, &size);
  else if ((bytes = pyro_serpent_dup_bytes (data, error)) == NULL)
    return NULL;

  return pyro_value_new_int ((gint64) (bytes != NULL ? g_bytes_get_size (bytes) : size));
}

/* What is given is made once for each size, as a program that has it would have it. */
static GBytes *
get_data (PyroInvocation  *invocation,
          GError         **error)
{
  static GBytes *data;
  gint64 size;

  if (!pyro_invocation_read_int (invocation, 0, &size, error))
    return NULL;
  size = CLAMP (size, 0, MAX_SIZE);
  if (data == NULL || g_bytes_get_size (data) != (gsize) size)
    {
      g_clear_pointer (&data, g_bytes_unref);
      data = g_bytes_new_take (g_strnfill ((gsize) size, 'x'), (gsize) size);
    }

  return data;
}

static PyroValue *
get (PyroInvocation  *invocation,
     gpointer         object,
     GError         **error)
{
  GBytes *data = get_data (invocation, error);

  return data != NULL ? pyro_value_new_bytes (data) : NULL;
}

static const PyroMethodInfo methods[] = {
  { "add", "a, b", add },
  { "note", "a, b", note, PYRO_METHOD_ONEWAY },
  { "put", "data", put },
  { "get", "size", get },
  { NULL }
};

static const PyroClassInfo class_info = { "Echo", methods, NULL };

/* ---- The process ---- */

static void
leash_gone (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  _exit (0);
}

static void
serve (gint64      spin_time,
       const char *server_type,
       const char *socket_path,
       int         leash,
       int         out)
{
  g_autoptr(PyroConfig) config = pyro_config_new ();
  g_autoptr(GInputStream) input = g_unix_input_stream_new (leash, TRUE);
  g_autoptr(PyroServant) servant = PYRO_SERVANT (pyro_skeleton_new (&class_info, NULL, NULL));
  g_autoptr(PyroUri) uri = NULL;
  g_autofree char *text = NULL;
  PyroDaemon *daemon;
  char byte;

  g_assert_true (pyro_config_set (config, "SERVERTYPE", server_type, NULL));
  daemon = pyro_daemon_new (config, NULL);
  pyro_daemon_set_spin_time (daemon, spin_time);
  g_assert_true (socket_path != NULL ? pyro_daemon_listen_unix (daemon, socket_path, NULL)
                                     : pyro_daemon_listen (daemon, "127.0.0.1", 0, NULL));
  uri = pyro_daemon_register (daemon, servant, "echo", 0, NULL);
  g_assert_nonnull (uri);
  text = g_strconcat (pyro_uri_to_string (uri), "\n", NULL);
  g_assert_cmpint (write (out, text, strlen (text)), >, 0);
  close (out);
  g_input_stream_read_async (input, &byte, 1, 0, NULL, leash_gone, NULL);
  g_main_loop_run (g_main_loop_new (NULL, FALSE));
}

/* Starts it, and counts its processor time. It has the leashes of those before it, which end after it.
 * @socket_path: (nullable): a Unix socket instead of TCP */
void
echo_server_start (EchoServer *self,
                   const char *server_type,
                   const char *socket_path)
{
  int in[2], out[2];
  char text[200];
  gssize n;

  g_assert_true (pipe (in) == 0 && pipe (out) == 0);
  self->pid = fork ();
  if (self->pid == 0)
    {
      close (in[1]);
      serve (self->spin_time, server_type, socket_path, in[0], out[1]);
    }
  close (in[0]);
  close (out[1]);
  self->leash = in[1];
  n = read (out[0], text, sizeof text - 1);
  g_assert_cmpint (n, >, 0);
  close (out[0]);
  text[n - 1] = '\0';
  self->uri = pyro_uri_parse (text, 0, NULL);
  g_assert_nonnull (self->uri);
  bench_watch (self->pid);
}
