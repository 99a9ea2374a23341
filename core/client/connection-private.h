/* core/client/connection-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/client/connection.h"
#include "core/client/terms-private.h"
#include "core/link/transport.h"

G_BEGIN_DECLS

/* How a message ended: with an answer, with neither (a oneway call is sent, a ping is answered), or
 * with an error. Consumes all three. */
typedef void (*PyroEndFunc) (GTask     *task,
                             PyroReply *reply,
                             GError    *error);

/* Somebody waits for the end of a message. */
typedef struct
{
  PyroConnection *connection; /* unowned: it owns all of its waits */
  GTask          *task;
  PyroEndFunc     end;
  GSource        *cancel;
  gint64          timeout;    /* microseconds, or 0 for none */
  gint64          deadline;   /* in monotonic microseconds, or G_MAXINT64 for none */
  guint           token;
} PyroWait;

typedef enum
{
  PYRO_CONNECTION_NEW,
  PYRO_CONNECTION_CONNECTING, /* the socket is on its way */
  PYRO_CONNECTION_GREETING,   /* the handshake is */
  PYRO_CONNECTION_ASKING,     /* the metadata is */
  PYRO_CONNECTION_OPEN,
  PYRO_CONNECTION_CLOSED,
} PyroConnectionState;

struct _PyroConnection
{
  GObject              parent_instance;

  PyroTerms            terms;
  GMainContext        *context;
  PyroTransport       *transport;
  PyroSession         *session;       /* unowned: the transport's */
  GTask               *open_task;
  GSource             *open_cancel;
  GCancellable        *connecting;
  GSource             *timer;         /* for the earliest deadline of all, or before it */
  GHashTable          *waits;         /* token → PyroWait, owned */
  PyroMetadata        *metadata;
  PyroValue           *welcome;

  PyroConnectionState  state;
  gint64               open_timeout;  /* microseconds, or 0 for none */
  gint64               open_deadline; /* in monotonic microseconds, or G_MAXINT64 for none */
  gint64               retire_at;     /* in monotonic microseconds, or 0 while it is in use */
};

PyroConnection *_pyro_connection_new_with_terms (const PyroTerms *terms) G_GNUC_WARN_UNUSED_RESULT;

/* connection.c */
void            _pyro_connection_opened         (PyroConnection  *self);
void            _pyro_connection_fail           (PyroConnection  *self,
                                                 const GError    *error);
PyroTunnel     *_pyro_connection_get_tunnel     (PyroConnection  *self);

/* connection-open.c */
void            _pyro_connection_take_welcome   (PyroConnection  *self,
                                                 PyroFrame       *frame);
gboolean        _pyro_connection_redial         (PyroConnection  *self,
                                                 const GError    *error);
GError         *_pyro_connection_open_timed_out (PyroConnection  *self) G_GNUC_WARN_UNUSED_RESULT;

/* connection-call.c */
void            _pyro_wait_end                  (PyroWait        *wait,
                                                 PyroReply       *reply,
                                                 GError          *error);
GPtrArray      *_pyro_connection_steal_waits    (PyroConnection  *self,
                                                 gint64           now) G_GNUC_WARN_UNUSED_RESULT;
void            _pyro_connection_submit         (PyroConnection  *self,
                                                 PyroFrame       *frame,
                                                 gint64           timeout,
                                                 GTask           *task,
                                                 PyroEndFunc      end);
void            _pyro_connection_moved          (PyroTransport   *transport,
                                                 const GError    *error,
                                                 gpointer         user_data);
gboolean        _pyro_connection_is_usable      (PyroConnection  *self);
void            _pyro_reply_end                 (GTask           *task,
                                                 PyroReply       *reply,
                                                 GError          *error);
void            _pyro_boolean_end               (GTask           *task,
                                                 PyroReply       *reply,
                                                 GError          *error);

/* connection-time.c */
void            _pyro_connection_schedule       (PyroConnection  *self,
                                                 gint64           deadline);
void            _pyro_connection_check_retired  (PyroConnection  *self);

/* Stops and forgets a source. */
static inline void
_pyro_source_clear (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

G_END_DECLS
