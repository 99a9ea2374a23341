/* tests/examples/program.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "program.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#define PATIENCE (30 * G_TIME_SPAN_SECOND)

struct _Program
{
  GSubprocess *process;
  GThread     *reader;
  GMutex       mutex;
  GCond        printed;
  GString     *output; /* all of it, with @mutex */
  gboolean     ended;  /* with @mutex */
};

static gpointer
read_output (gpointer data)
{
  Program *self = data;
  GInputStream *stream = g_subprocess_get_stdout_pipe (self->process);
  char buffer[4096];
  gssize size;

  do
    {
      size = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL);
      for (gssize i = 0; i < size; i++)
        if (buffer[i] == '\0')
          buffer[i] = '?'; /* it would be the end of the text */
      g_mutex_lock (&self->mutex);
      if (size > 0)
        g_string_append_len (self->output, buffer, size);
      else
        self->ended = TRUE;
      g_cond_broadcast (&self->printed);
      g_mutex_unlock (&self->mutex);
    }
  while (size > 0);

  return NULL;
}

/* In the child: it ends with this process, also where a test is aborted. */
static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* @fd: what the program has as its descriptor 3, or -1; this takes it */
Program *
program_start (const char        *folder,
               const char *const *environment,
               const char *const *argv,
               int                fd)
{
  g_autoptr(GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                 | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr(GError) error = NULL;
  Program *self = g_new0 (Program, 1);

  g_subprocess_launcher_set_cwd (launcher, folder);
  g_subprocess_launcher_set_environ (launcher, (char **) environment);
  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  if (fd >= 0)
    g_subprocess_launcher_take_fd (launcher, fd, 3);
  self->process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->printed);
  self->output = g_string_new (NULL);
  self->reader = g_thread_new ("program", read_output, self);

  return self;
}

void
program_stop (Program *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_thread_join (self->reader);
  g_object_unref (self->process);
  g_string_free (self->output, TRUE);
  g_cond_clear (&self->printed);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* Types a line. */
void
program_say (Program    *self,
             const char *line)
{
  GOutputStream *stream = g_subprocess_get_stdin_pipe (self->process);
  g_autofree char *text = g_strconcat (line, "\n", NULL);
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, &error);
  g_output_stream_flush (stream, NULL, error == NULL ? &error : NULL);
  g_assert_no_error (error);
}

/* Waits until what was printed since the start matches @pattern. Returns what its last group matched, or NULL
 * when it ended before. */
char *
program_try_await (Program    *self,
                   const char *pattern)
{
  g_autoptr(GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  gint64 deadline = g_get_monotonic_time () + PATIENCE;
  gboolean patient = TRUE, ended = FALSE;
  char *found = NULL;

  g_assert_nonnull (regex);
  g_mutex_lock (&self->mutex);
  while (found == NULL && !ended)
    {
      g_autoptr(GMatchInfo) match = NULL;

      if (g_regex_match (regex, self->output->str, 0, &match))
        found = g_match_info_fetch (match, g_match_info_get_match_count (match) - 1);
      else if (self->ended)
        ended = TRUE;
      else if (!patient)
        g_error ("Time is over before it printed “%s”; it printed:\n%s", pattern, self->output->str);
      else
        patient = g_cond_wait_until (&self->printed, &self->mutex, deadline);
    }
  g_mutex_unlock (&self->mutex);

  return found;
}

/* The same; it may not end before. */
char *
program_await (Program    *self,
               const char *pattern)
{
  char *found = program_try_await (self, pattern);

  if (found == NULL)
    g_error ("It ended before it printed “%s”; it printed:\n%s", pattern, self->output->str);

  return found;
}

/* Waits until it ended, as it should. */
void
program_await_end (Program *self)
{
  g_autoptr(GError) error = NULL;

  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);
}

/* Types the key that interrupts. */
void
program_interrupt (Program *self)
{
  g_subprocess_send_signal (self->process, SIGINT);
}

/* Waits until it ended, in whatever way, as long as it goes on printing. Returns: all that it printed; its exit
 * status in @status */
char *
program_finish (Program *self,
                int     *status)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  g_mutex_lock (&self->mutex);
  while (!self->ended)
    if (g_cond_wait_until (&self->printed, &self->mutex, deadline))
      deadline = g_get_monotonic_time () + PATIENCE;
    else
      g_error ("Time is over before it ended; it printed:\n%s", self->output->str);
  g_mutex_unlock (&self->mutex);
  g_subprocess_wait (self->process, NULL, NULL);
  *status = g_subprocess_get_if_exited (self->process) ? g_subprocess_get_exit_status (self->process) : -1;

  return g_strdup (self->output->str);
}

/* With the mutex. */
static guint
count (Program    *self,
       const char *text)
{
  guint n = 0;

  for (const char *place = strstr (self->output->str, text); place != NULL;
       place = strstr (place + strlen (text), text))
    n++;

  return n;
}

/* Waits until it printed @text so often, and not more often. */
void
program_await_count (Program    *self,
                     const char *text,
                     guint       n)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  g_mutex_lock (&self->mutex);
  while (count (self, text) < n && g_cond_wait_until (&self->printed, &self->mutex, deadline))
    ;
  g_assert_cmpuint (count (self, text), ==, n);
  g_mutex_unlock (&self->mutex);
}
