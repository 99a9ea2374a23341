/* core/serve/loop-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/serve/daemon-private.h"

G_BEGIN_DECLS

/*
 * All peers wait in the poller of one main context. One that is ready is read once, and what has come
 * whole of its messages is served, its answers gathered and sent together. Whoever has more than is his
 * due at a time gets in line for another turn, and is not read meanwhile; nor is one whose call is not
 * answered yet, or who does not take his answers. A turn has its time: when that is over, those who had much
 * to do of late wait for the next one, and the others do not. One that hangs up before it is answered may still read:
 * it is waited for, but not for ever.
 *
 * Answers from other threads, and all that has to be done in the context, come by way of posts.
 *
 * Peers that have to do something in time stand in queues by what that is. All in one queue have the
 * same time for it, so the first of it is the first to be late.
 */
struct _PyroLoop
{
  PyroDaemon   *daemon;      /* unowned: it owns the loop */
  GMainContext *context;
  PyroPoller   *poller;
  guint8       *buffer;      /* where everybody reads to */
  GQueue        peers;       /* of PyroPeer, owned */
  guint         n_surplus;
  GQueue        greeting;    /* those who have not shaken hands */
  GQueue        stalled;     /* in the middle of a message, or of an answer */
  GQueue        idle;        /* when the configuration has a limit for it */
  GQueue        turns;       /* those who have more to do */
  GSource      *turn_source;
  GSource      *clock;       /* from the first peer on */
  GMutex        lock;        /* of @posts */
  GQueue        posts;       /* of Post */
  gsize         n_held;      /* bytes of partial messages, of all peers */
  guint         depth;       /* of peers that are served within others */
  gboolean      finishing;
};

/* loop-peer.c */
void _pyro_loop_start_peer (PyroLoop     *self,
                            PyroPeer     *peer,
                            PyroWatch    *watch);
void _pyro_loop_ready      (GIOCondition  condition,
                            gpointer      user_data);
void _pyro_loop_queue      (PyroLoop     *self,
                            PyroPeer     *peer);
gboolean _pyro_loop_is_late (PyroLoop    *self);
void _pyro_loop_take_turn  (PyroLoop     *self,
                            PyroPeer     *peer);
void _pyro_loop_serve      (PyroLoop     *self,
                            PyroPeer     *peer);
void _pyro_loop_settle     (PyroLoop     *self,
                            PyroPeer     *peer);
void _pyro_loop_end_turns  (PyroLoop     *self,
                            PyroPeer     *peer);
void _pyro_loop_drop       (PyroLoop     *self,
                            PyroPeer     *peer);

G_END_DECLS
