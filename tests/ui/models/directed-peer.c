/* tests/ui/models/directed-peer.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/directed-peer.h"

#include "tests/ui/busy-time.h"

#define MAX_WAIT (20 * G_TIME_SPAN_SECOND)

static char *
read_line (DirectedPeer *self)
{
  g_autoptr(GError) error = NULL;
  char *line = g_data_input_stream_read_line (self->lines, NULL, NULL, &error);

  g_assert_no_error (error);

  return line;
}

static gboolean
have_pyro (void)
{
  g_autoptr(GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, "python3", "-c", "import Pyro5.api", NULL);

  return process != NULL && g_subprocess_wait_check (process, NULL, NULL);
}

DirectedPeer *
directed_peer_start (const char *folder,
                     const char *program,
                     ...)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  g_autofree char *line = NULL;
  DirectedPeer *self;
  va_list args;

  if (!have_pyro ())
    {
      g_test_skip ("Python has no Pyro5 here");
      return NULL;
    }

  g_ptr_array_add (argv, g_strdup ("python3"));
  g_ptr_array_add (argv, g_test_build_filename (G_TEST_DIST, folder, program, NULL));
  va_start (args, program);
  for (const char *arg = va_arg (args, const char *); arg != NULL; arg = va_arg (args, const char *))
    g_ptr_array_add (argv, g_strdup (arg));
  va_end (args);
  g_ptr_array_add (argv, NULL);

  self = g_new0 (DirectedPeer, 1);
  self->process = g_subprocess_newv ((const char *const *) argv->pdata,
                                     G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));

  line = read_line (self);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "ready "));
  self->ready = g_strdup (line + strlen ("ready "));

  return self;
}

void
directed_peer_tell (DirectedPeer *self,
                    const char   *format,
                    ...)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;
  g_autofree char *answer = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  text = g_strconcat (line, "\n", NULL);

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->process), text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
  answer = read_line (self);
  g_assert_cmpstr (answer, ==, "done");
}

void
directed_peer_stop (DirectedPeer *self)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->lines);
  g_clear_object (&self->process);
  g_free (self->ready);
  g_free (self);
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

gint64
wait_until (WaitFunc func,
            gpointer data)
{
  gint64 end = g_get_monotonic_time () + MAX_WAIT;
  guint wake = g_timeout_add (20, wake_cb, NULL);
  gint64 longest = 0;

  while (!func (data))
    {
      gint64 start = get_busy_time ();

      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
      longest = MAX (longest, get_busy_time () - start);
    }
  g_source_remove (wake);

  return longest;
}
