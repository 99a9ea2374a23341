/* tests/ui/models/directed-peer.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <gio/gio.h>

/* A Python program in a process of its own, which says "ready …" and then does what each line on its
 * standard input says, until that is closed. */
typedef struct
{
  GSubprocess      *process;
  GDataInputStream *lines;
  char             *ready; /* what it said behind "ready " */
} DirectedPeer;

/* NULL after g_test_skip() where there is no Pyro5. */
DirectedPeer *directed_peer_start (const char *folder,
                                   const char *program,
                                   ...) G_GNUC_NULL_TERMINATED;
/* Gives a command, and waits until it was carried out. */
void          directed_peer_tell  (DirectedPeer *self,
                                   const char   *format,
                                   ...) G_GNUC_PRINTF (2, 3);
void          directed_peer_stop  (DirectedPeer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectedPeer, directed_peer_stop)

typedef gboolean (*WaitFunc) (gpointer data);

/* Runs the main loop until @func says so; fails the test after 20 seconds. Returns the longest time in
 * microseconds that the loop was busy at one go. */
gint64 wait_until (WaitFunc func,
                   gpointer data);
