/* core/link/session-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/link/session.h"

G_BEGIN_DECLS

/*
 * A daemon answers the messages of one connection in their order, so the messages that were written
 * stand in a queue and a reply belongs to its head: the sequence number only has to agree.
 *
 *   pyro_session_send() ──▶ unsent ──written──▶ in_flight ──reply──▶ event
 *                             │                    │
 *                         withdraw:            withdraw:
 *                           gone          a mark, whose reply is dropped
 *
 * The handshake is the first message of the queue and holds up the rest until it is answered.
 */
struct _PyroSession
{
  PyroParser           *parser;
  const PyroGeneration *generation; /* NULL until there was a frame to learn it from */
  const PyroGeneration *heard;      /* of the last frame that came, NULL before the first */
  GBytes               *hmac_key;   /* NULL for none */
  GQueue                unsent;     /* of PyroMessage; @n_written bytes of the head are gone already */
  GQueue                in_flight;  /* of PyroMessage, in the order of their replies */
  GHashTable           *messages;   /* token → PyroMessage, unowned: the messages of both queues */
  GQueue                events;     /* of PyroEvent */
  gsize                 n_written;
  guint64               last_serial;
  guint                 last_token;
  guint                 n_waiting;   /* messages that somebody waits for */
  guint                 n_abandoned; /* messages in flight that nobody waits for */
  gboolean              open;
  GError               *broken; /* set once, and for good */
};

typedef struct
{
  GList          link;   /* in one of the two queues */
  GBytes        *wire;   /* NULL once written */
  guint64        serial; /* its low 16 bits are the sequence number */
  guint          token;
  PyroFrameType  type;
  guint16        serializer_id;
  gboolean       oneway;
  gboolean       abandoned;
} PyroMessage;

void         _pyro_message_free       (PyroMessage        *self);
guint16      _pyro_message_get_seq    (const PyroMessage  *self);
PyroMessage *_pyro_session_enqueue    (PyroSession        *self,
                                       PyroFrame          *frame,
                                       guint64             serial,
                                       GError            **error);
void         _pyro_session_push_event (PyroSession        *self,
                                       PyroEventType       type,
                                       guint               token,
                                       PyroFrame          *frame);

G_END_DECLS
