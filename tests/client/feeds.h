/* tests/client/feeds.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/client/item-stream.h"
#include "tests/client/far-side.h"

G_BEGIN_DECLS

/* Item streams of a real daemon, feeds.py, with both kinds of server, pulled in both ways. */

enum
{
  THREAD,
  MULTIPLEX,
  N_SERVERS
};

typedef struct
{
  Way   way;
  Peer *peer;
} Setting;

extern Peer peers[N_SERVERS];

/* How late “at once” may be on a machine that is busy; what is not to be waited for takes 30 s here. */
#define SOON (5 * G_TIME_SPAN_SECOND)

PyroItemStream *open_stream    (PyroProxy       *proxy,
                                Way              way,
                                const char      *method,
                                const char      *arguments,
                                GError         **error);
PyroItemStream *must_open      (PyroProxy       *proxy,
                                Way              way,
                                const char      *method,
                                const char      *arguments);
PyroValue      *next           (PyroItemStream  *stream,
                                Way              way,
                                GCancellable    *cancellable,
                                GError         **error);
GPtrArray      *next_many      (PyroItemStream  *stream,
                                Way              way,
                                guint            n_items,
                                GCancellable    *cancellable,
                                GError         **error);
gboolean        run            (PyroItemStream  *stream,
                                Way              way,
                                PyroItemFunc     func,
                                gpointer         data,
                                GError         **error);
gboolean        close_stream   (PyroItemStream  *stream,
                                Way              way,
                                GError         **error);
void            assert_next    (PyroItemStream  *stream,
                                Way              way,
                                const char      *literal);
void            assert_end     (PyroItemStream  *stream,
                                Way              way);
void            assert_no_next (PyroItemStream  *stream,
                                Way              way,
                                GQuark           domain,
                                int              code,
                                const char      *message);
void            assert_happens (Peer            *peer,
                                const char      *entry);
void            add            (const char      *name,
                                GTestDataFunc    func);
void            add_ways       (const char      *name,
                                GTestDataFunc    func);

/* With the daemons of both kinds. */
int             run_with_peers (void);

G_END_DECLS
