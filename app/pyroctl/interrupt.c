/* app/pyroctl/interrupt.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/interrupt.h"

#include <glib-unix.h>
#include <signal.h>

static gboolean
quit_cb (gpointer user_data)
{
  CtlInterrupt *self = user_data;

  g_cancellable_cancel (self->cancellable);
  g_main_loop_quit (self->loop);

  return G_SOURCE_CONTINUE;
}

/**
 * ctl_interrupt_begin:
 * @self: what is set up; it and the others live until ctl_interrupt_end()
 * @loop: the loop that is to end
 * @cancellable: (nullable): what is under way then, or %NULL
 *
 * From now on SIGINT and SIGTERM end the loop, and not the program.
 */
void
ctl_interrupt_begin (CtlInterrupt *self,
                     GMainLoop    *loop,
                     GCancellable *cancellable)
{
  *self = (CtlInterrupt) { .loop = loop, .cancellable = cancellable };
  self->sources[0] = g_unix_signal_add (SIGINT, quit_cb, self);
  self->sources[1] = g_unix_signal_add (SIGTERM, quit_cb, self);
}

/**
 * ctl_interrupt_end:
 * @self: what was begun
 *
 * Lets what was closed come to its end; after that the signals end the program again.
 */
void
ctl_interrupt_end (CtlInterrupt *self)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  for (gsize i = 0; i < G_N_ELEMENTS (self->sources); i++)
    g_source_remove (self->sources[i]);
}
