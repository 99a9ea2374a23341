/* tests/python-peer.h - a Python program that a test talks to, line by line
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <string.h>

/* A peer prints one line when it is ready, and lives until its standard input ends. It reads all the
 * lines of a request before it answers, so neither side can wait for the other with full pipes. */
typedef struct
{
  GSubprocess      *process;
  GDataInputStream *lines;
  char             *greeting;
} PythonPeer;

static inline char *
python_peer_read (PythonPeer *self,
                  gsize      *size)
{
  g_autoptr(GError) error = NULL;
  char *line = g_data_input_stream_read_line (self->lines, size, NULL, &error);

  g_assert_no_error (error);

  return line;
}

static inline void
python_peer_write (PythonPeer *self,
                   const char *text,
                   gsize       size)
{
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->process), text, size, NULL, NULL, &error);
  g_assert_no_error (error);
}

G_GNUC_PRINTF (2, 3)
static inline void
python_peer_ask (PythonPeer *self,
                 const char *format,
                 ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  python_peer_write (self, line, strlen (line));
  python_peer_write (self, "\n", 1);
}

static inline void
python_peer_free (PythonPeer *self)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL));
  g_assert_true (g_subprocess_wait_check (self->process, NULL, &error));
  g_assert_no_error (error);
  g_object_unref (self->lines);
  g_object_unref (self->process);
  g_free (self->greeting);
  g_free (self);
}

/* Starts tests/@room/@script; where Python has not what it needs, the greeting says so after the word
 * `skip`, and the test is skipped and NULL returned. */
static inline PythonPeer *
python_peer_new (const char *room,
                 const char *script)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, room, script, NULL);
  g_autoptr(GError) error = NULL;
  PythonPeer *self = g_new0 (PythonPeer, 1);

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                    "/usr/bin/python3", "-W", "ignore", path, NULL);
  g_assert_no_error (error);
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_buffered_input_stream_set_buffer_size (G_BUFFERED_INPUT_STREAM (self->lines), 65536);
  g_data_input_stream_set_newline_type (self->lines, G_DATA_STREAM_NEWLINE_TYPE_LF);
  self->greeting = python_peer_read (self, NULL);
  g_assert_nonnull (self->greeting);
  if (g_str_has_prefix (self->greeting, "skip"))
    {
      g_test_skip (self->greeting + strlen ("skip"));
      g_clear_pointer (&self, python_peer_free);
    }

  return self;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PythonPeer, python_peer_free)
