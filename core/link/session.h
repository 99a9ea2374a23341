/* core/link/session.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/hello.h"
#include "core/wire/parser.h"

#include <sys/uio.h>

G_BEGIN_DECLS

/**
 * PyroEventType:
 * @PYRO_EVENT_WELCOME: the daemon accepted the handshake
 * @PYRO_EVENT_REPLY: the answer to a call or a ping is here
 * @PYRO_EVENT_SENT: a oneway call was written to its end, and nothing will answer it
 * @PYRO_EVENT_DROPPED: a message came that nobody waits for: the late answer to a call that was
 *   withdrawn, or one that ends the session. It is of interest to a tap only
 *
 * What came out of a session.
 */
typedef enum
{
  PYRO_EVENT_WELCOME,
  PYRO_EVENT_REPLY,
  PYRO_EVENT_SENT,
  PYRO_EVENT_DROPPED,
} PyroEventType;

typedef struct
{
  PyroEventType  type;
  guint          token; /* of PYRO_EVENT_REPLY and PYRO_EVENT_SENT */
  PyroFrame     *frame; /* owned by whoever took the event; NULL for PYRO_EVENT_SENT */
} PyroEvent;

/**
 * PyroSession:
 *
 * The client's half of a conversation, without a socket and without a clock: bytes in, events out;
 * frames in, bytes out.
 */
typedef struct _PyroSession PyroSession;

PyroSession *pyro_session_new       (PyroFrame      *hello,
                                     gsize           max_size) G_GNUC_WARN_UNUSED_RESULT;
void         pyro_session_free      (PyroSession    *self);
void         pyro_session_set_hmac_key
                                    (PyroSession    *self,
                                     GBytes         *key);

guint8      *pyro_session_reserve   (PyroSession    *self,
                                     gsize          *size);
gboolean     pyro_session_received  (PyroSession    *self,
                                     gsize           size,
                                     GError        **error);
GError      *pyro_session_ended     (PyroSession    *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean     pyro_session_has_event  (PyroSession    *self);
gboolean     pyro_session_next      (PyroSession    *self,
                                     PyroEvent      *event);

guint        pyro_session_send      (PyroSession    *self,
                                     PyroFrame      *frame,
                                     GError        **error);
guint16      pyro_session_get_seq    (PyroSession    *self,
                                     guint           token);
gboolean     pyro_session_withdraw  (PyroSession    *self,
                                     guint           token);
guint        pyro_session_output    (PyroSession    *self,
                                     struct iovec   *vectors,
                                     guint           n_vectors);
void         pyro_session_wrote     (PyroSession    *self,
                                     gsize           size);

gboolean     pyro_session_is_open         (PyroSession *self);
gboolean     pyro_session_heard_nothing   (PyroSession *self);
const PyroGeneration *
             pyro_session_get_heard       (PyroSession *self);
guint        pyro_session_get_n_waiting   (PyroSession *self);
guint        pyro_session_get_n_abandoned (PyroSession *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroSession, pyro_session_free)

G_END_DECLS
