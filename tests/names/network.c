/* tests/names/network.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/names/network.h"

#include <string.h>

/* Starts tests/FOLDER/PROGRAM with arguments; the first argument is `FOLDER/PROGRAM`. Skips the
 * test and returns NULL where the program cannot run. */
Network *
network_start (const char *const *arguments)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, arguments[0], NULL);
  g_autoptr(GPtrArray) command = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *line = NULL;
  Network *self = g_new0 (Network, 1);
  const char *colon;

  g_ptr_array_add (command, (gpointer) "python3");
  g_ptr_array_add (command, script);
  for (gsize i = 1; arguments[i] != NULL; i++)
    g_ptr_array_add (command, (gpointer) arguments[i]);
  g_ptr_array_add (command, NULL);

  self->process = g_subprocess_newv ((const char *const *) command->pdata,
                                     G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                     &error);
  g_assert_no_error (error);
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (self->lines, NULL, NULL, &error);
  g_assert_no_error (error);
  if (line == NULL)
    {
      g_test_skip ("The Python peer does not start; is Pyro5 installed?");
      network_stop (self);
      return NULL;
    }

  if (g_str_has_prefix (line, "skip "))
    {
      g_test_skip (line + strlen ("skip "));
      network_stop (self);
      return NULL;
    }

  self->words = g_strsplit (line, " ", -1);
  g_assert_cmpstr (self->words[0], ==, "ready");
  colon = strrchr (self->words[1], ':');
  g_assert_nonnull (colon);
  self->host = g_strndup (self->words[1], (gsize) (colon - self->words[1]));
  self->port = (guint16) g_ascii_strtoull (colon + 1, NULL, 10);

  return self;
}

/* Gives the program a line and waits until it is done. */
void
network_command (Network    *self,
                 const char *line)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (self->process);
  g_autofree char *answer = NULL;
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all (input, line, strlen (line), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (input, "\n", 1, NULL, NULL, &error);
  g_assert_no_error (error);
  answer = g_data_input_stream_read_line (self->lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==, "done");
}

void
network_stop (Network *self)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_object_unref (self->lines);
  g_strfreev (self->words);
  g_free (self->host);
  g_free (self);
}
