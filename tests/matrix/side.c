/* tests/matrix/side.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/matrix/side.h"

#include <string.h>
#include <sys/socket.h>

#include "tests/certificates.h"
#include "tests/python-peer.h"

/* Where the ends of the connected sockets are in the other process. */
#define FIRST_FD 7

static PythonPeer *clients;
static GHashTable *tls_clients; /* what they are → PyroTls */

void
side_set_up_certificates (void)
{
  certificates_set_up ();
  tls_clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) pyro_tls_unref);
}

void
side_tear_down_certificates (void)
{
  g_clear_pointer (&tls_clients, g_hash_table_unref);
  certificates_tear_down ();
}

/* A client that trusts @authority and shows @name, or nothing where it is NULL. Those that were asked for
 * are kept: to make one takes all the authorities of the system. */
PyroTls *
side_get_tls (const char *authority,
              const char *name)
{
  g_autofree char *key = g_strdup_printf ("%s %s", authority, name != NULL ? name : "");
  PyroTls *tls = g_hash_table_lookup (tls_clients, key);

  if (tls == NULL)
    {
      tls = certificates_client (authority, name);
      g_hash_table_insert (tls_clients, g_steal_pointer (&key), tls);
    }

  return tls;
}

static char *
read_line (GDataInputStream *lines)
{
  g_autoptr(GError) error = NULL;
  char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);

  return line;
}

static GSubprocess *
launch (Side                *self,
        GSubprocessLauncher *launcher,
        const char          *option,
        const char          *value,
        const char          *authority)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "matrix", "grid.py", NULL);
  g_autoptr(GError) error = NULL;
  GSubprocess *process;

  process = g_subprocess_launcher_spawn (launcher, &error, "python3", script, self->generation, self->type, option,
                                         value, authority != NULL ? "--authority" : NULL, authority, NULL);
  g_assert_no_error (error);

  return process;
}

static GSubprocessLauncher *
new_launcher (void)
{
  return g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
}

static void
side_start_plain (Side *self)
{
  g_autoptr(GSubprocessLauncher) launcher = new_launcher ();
  g_autoptr(GString) fds = g_string_new (NULL);

  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(GError) error = NULL;
      int ends[2];

      g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
      self->sockets[way] = g_socket_new_from_fd (ends[0], &error);
      g_assert_no_error (error);
      g_subprocess_launcher_take_fd (launcher, ends[1], FIRST_FD + (int) way);
      g_string_append_printf (fds, "%d,", FIRST_FD + (int) way);
    }
  self->process = launch (self, launcher, "--sockets", fds->str, NULL);
}

static void
side_start_tls (Side *self)
{
  g_autoptr(GSubprocessLauncher) launcher = new_launcher ();
  g_autofree char *name = certificates_path ("server");
  g_autofree char *authority = certificates_path ("ca.pem");

  self->tls_process = launch (self, launcher, "--tls", name, authority);
}

/* Starts both daemons, or only the plain one where there are no certificates. They are waited for
 * elsewhere, so that many can start at the same time. */
void
side_start (Side       *self,
            const char *generation,
            const char *type)
{
  *self = (Side) { .generation = generation, .type = type };
  side_start_plain (self);
  if (certificates_folder != NULL)
    side_start_tls (self);
}

void
side_await (Side *self)
{
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  self->line = read_line (self->lines);
  if (self->tls_process != NULL)
    {
      g_autoptr(GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->tls_process));

      self->tls_line = read_line (lines);
    }
  self->words = g_strsplit (self->line, " ", 4);
  if (g_str_equal (self->words[0], "skip"))
    {
      self->missing = self->line + strlen ("skip ");
      return;
    }

  g_assert_cmpuint (g_strv_length (self->words), ==, 4);
  self->uri = self->words[0];
  self->serializers = self->words[1];
  self->signed_uri = g_str_equal (self->words[2], "-") ? NULL : self->words[2];
  self->names = self->words[3];
  if (self->tls_line != NULL)
    {
      *strchr (self->tls_line, ' ') = '\0';
      self->tls_uri = self->tls_line;
    }
}

static void
stop_process (GSubprocess **process)
{
  g_autoptr(GError) error = NULL;

  if (*process == NULL)
    return;

  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (*process), NULL, NULL));
  g_subprocess_wait (*process, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (process);
}

void
side_stop (Side *self)
{
  stop_process (&self->process);
  stop_process (&self->tls_process);
  for (Way way = SYNC; way < N_WAYS; way++)
    g_clear_object (&self->sockets[way]);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->line, g_free);
  g_clear_pointer (&self->tls_line, g_free);
  g_clear_pointer (&self->words, g_strfreev);
}

/* Waits until something hangs; any thread may. */
void
side_await_hang (Side *self)
{
  g_autofree char *line = read_line (self->lines);

  g_assert_cmpstr (line, ==, "hanging");
}

/* Ends what hangs. */
void
side_let_go (Side *self)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (self->process);

  g_assert_true (g_output_stream_write_all (input, "release\n", strlen ("release\n"), NULL, NULL, NULL));
}

void
side_start_clients (void)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "matrix", "clients.py", NULL);
  g_autoptr(GError) error = NULL;

  clients = g_new0 (PythonPeer, 1);
  clients->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                       "python3", script, NULL);
  g_assert_no_error (error);
  clients->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (clients->process));
  clients->greeting = python_peer_read (clients, NULL);
}

/* Returns: (transfer full): what came of it when Python's own client did that */
char *
side_ask_clients (Side       *self,
                  const char *serializer,
                  const char *what)
{
  python_peer_ask (clients, "%s %s %s %s %s", self->generation, serializer, what, self->uri, self->names);

  return python_peer_read (clients, NULL);
}

void
side_stop_clients (void)
{
  g_clear_pointer (&clients, python_peer_free);
}
