/* tests/examples/key-exchange.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/value/value.h"
#include "stage.h"

G_BEGIN_DECLS

/* One side of an exchange of keys as the example diffie-hellman has it. */
typedef struct _KeyExchange KeyExchange;

KeyExchange *key_exchange_new        (Stage       *stage) G_GNUC_WARN_UNUSED_RESULT;
void         key_exchange_free       (KeyExchange *self);
PyroValue   *key_exchange_get_public (KeyExchange *self) G_GNUC_WARN_UNUSED_RESULT;
GBytes      *key_exchange_get_key    (KeyExchange *self,
                                      PyroValue   *other) G_GNUC_WARN_UNUSED_RESULT;
char        *key_exchange_describe   (GBytes      *key) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyExchange, key_exchange_free)

G_END_DECLS
