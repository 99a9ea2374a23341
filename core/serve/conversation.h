/* core/serve/conversation.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/frame.h"
#include "core/wire/parser.h"

#include <sys/uio.h>

G_BEGIN_DECLS

/**
 * PyroConversation:
 *
 * The daemon's half of a conversation, without a socket and without a clock: bytes in, requests out;
 * answers in, bytes out.
 */
typedef struct _PyroConversation PyroConversation;

PyroConversation *pyro_conversation_new           (gboolean          greeted,
                                                   gsize             max_size,
                                                   GBytes           *hmac_key) G_GNUC_WARN_UNUSED_RESULT;
void              pyro_conversation_free          (PyroConversation *self);

guint8           *pyro_conversation_reserve       (PyroConversation *self,
                                                   gsize            *size);
void              pyro_conversation_received      (PyroConversation *self,
                                                   gsize             size);
void              pyro_conversation_feed          (PyroConversation *self,
                                                   const guint8     *data,
                                                   gsize             size);
PyroFrame        *pyro_conversation_next          (PyroConversation *self) G_GNUC_WARN_UNUSED_RESULT;

void              pyro_conversation_answer        (PyroConversation *self,
                                                   PyroFrame        *request,
                                                   PyroFrame        *answer);
void              pyro_conversation_finish        (PyroConversation *self);
guint             pyro_conversation_output        (PyroConversation *self,
                                                   struct iovec     *vectors,
                                                   guint             n_vectors);
void              pyro_conversation_wrote         (PyroConversation *self,
                                                   gsize             size);

gboolean          pyro_conversation_is_open       (PyroConversation *self);
gboolean          pyro_conversation_is_busy       (PyroConversation *self);
gboolean          pyro_conversation_is_finished   (PyroConversation *self);
gboolean          pyro_conversation_is_partial    (PyroConversation *self);
gsize             pyro_conversation_get_n_held    (PyroConversation *self);
gsize             pyro_conversation_get_n_unread  (PyroConversation *self);
const PyroGeneration *
                  pyro_conversation_get_generation (PyroConversation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroConversation, pyro_conversation_free)

G_END_DECLS
