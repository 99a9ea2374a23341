/* app/pyroctl/interrupt.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Ends a command that serves until it is interrupted. */
typedef struct
{
  GMainLoop    *loop;
  GCancellable *cancellable; /* NULL for none */
  guint         sources[2];
} CtlInterrupt;

void ctl_interrupt_begin (CtlInterrupt *self,
                          GMainLoop    *loop,
                          GCancellable *cancellable);
void ctl_interrupt_end   (CtlInterrupt *self);

G_END_DECLS
