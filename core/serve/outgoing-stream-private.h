/* core/serve/outgoing-stream-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/serve/invocation.h"

G_BEGIN_DECLS

/* An iterator that a method returned: the client asks for its items one by one. Counted atomically. */
typedef struct
{
  gatomicrefcount  ref_count;
  char            *id;
  PyroPullFunc     func;
  gpointer         user_data;
  GDestroyNotify   destroy;
  PyroPeer        *peer;    /* unowned: it is forgotten when the client goes; NULL for none */
  gint64           created; /* microseconds of the monotonic clock */
  gint64           left;    /* when its client went; 0 for not yet */
  gboolean         pulling; /* an item is under way */
} PyroOutgoingStream;

PyroOutgoingStream *_pyro_outgoing_stream_new     (PyroPullFunc        func,
                                                   gpointer            user_data,
                                                   GDestroyNotify      destroy) G_GNUC_WARN_UNUSED_RESULT;
void                _pyro_outgoing_stream_unref   (gpointer            data);
void                _pyro_outgoing_stream_pulled  (PyroOutgoingStream *self,
                                                   PyroDaemon         *daemon,
                                                   gboolean            over);

char               *_pyro_daemon_add_stream       (PyroDaemon         *self,
                                                   PyroPeer           *peer,
                                                   PyroOutgoingStream *stream);
void                _pyro_daemon_pull_stream      (PyroDaemon         *self,
                                                   PyroInvocation     *pull,
                                                   const char         *id);
void                _pyro_daemon_close_stream     (PyroDaemon         *self,
                                                   const char         *id);
void                _pyro_daemon_leave_streams    (PyroDaemon         *self,
                                                   PyroPeer           *peer);
void                _pyro_daemon_drop_late_streams (PyroDaemon        *self);
void                _pyro_daemon_drop_all_streams (PyroDaemon         *self);

G_END_DECLS
