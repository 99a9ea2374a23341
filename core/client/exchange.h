/* core/client/exchange.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/link/tls.h"
#include "core/wire/call.h"
#include "core/wire/metadata.h"
#include "core/wire/reply.h"
#include "core/wire/uri.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define PYRO_TYPE_EXCHANGE (pyro_exchange_get_type ())

/**
 * PyroExchange:
 *
 * A connection that blocks: one call at a time, from one thread at a time, without a main loop.
 */
typedef struct _PyroExchange PyroExchange;

GType         pyro_exchange_get_type     (void);
PyroExchange *pyro_exchange_open         (PyroUri          *uri,
                                          const char       *serializer,
                                          PyroValue        *handshake,
                                          PyroTls          *tls,
                                          gsize             max_size,
                                          gint64            timeout,
                                          GCancellable     *cancellable,
                                          GError          **error) G_GNUC_WARN_UNUSED_RESULT;
PyroExchange *pyro_exchange_ref          (PyroExchange     *self);
void          pyro_exchange_unref        (PyroExchange     *self);
PyroReply    *pyro_exchange_call         (PyroExchange     *self,
                                          PyroCall         *call,
                                          gint64            timeout,
                                          GCancellable     *cancellable,
                                          GError          **error);
gboolean      pyro_exchange_ping         (PyroExchange     *self,
                                          gint64            timeout,
                                          GCancellable     *cancellable,
                                          GError          **error);
gboolean      pyro_exchange_is_broken    (PyroExchange     *self);
PyroMetadata *pyro_exchange_get_metadata (PyroExchange     *self);
PyroValue    *pyro_exchange_get_welcome  (PyroExchange     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroExchange, pyro_exchange_unref)

G_END_DECLS
