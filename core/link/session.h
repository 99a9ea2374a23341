/* core/link/session.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/hello.h"
#include "core/wire/parser.h"

G_BEGIN_DECLS

/**
 * PyroEventType:
 * @PYRO_EVENT_WELCOME: the daemon accepted the handshake
 * @PYRO_EVENT_REPLY: the answer to a call or a ping is here
 * @PYRO_EVENT_SENT: a oneway call is in the output and nothing will answer it
 *
 * What came out of a session.
 */
typedef enum
{
  PYRO_EVENT_WELCOME,
  PYRO_EVENT_REPLY,
  PYRO_EVENT_SENT,
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

guint8      *pyro_session_reserve   (PyroSession    *self,
                                     gsize          *size);
gboolean     pyro_session_received  (PyroSession    *self,
                                     gsize           size,
                                     GError        **error);
gboolean     pyro_session_next      (PyroSession    *self,
                                     PyroEvent      *event);
guint        pyro_session_send      (PyroSession    *self,
                                     PyroFrame      *frame,
                                     GError        **error);
gboolean     pyro_session_withdraw  (PyroSession    *self,
                                     guint           token);
GBytes      *pyro_session_output    (PyroSession    *self,
                                     gsize          *offset);
void         pyro_session_wrote     (PyroSession    *self,
                                     gsize           size);
guint        pyro_session_get_n_waiting (PyroSession *self);
gboolean     pyro_session_is_open   (PyroSession    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroSession, pyro_session_free)

G_END_DECLS
