/* core/client/exchange-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/client/exchange.h"
#include "core/client/terms-private.h"

G_BEGIN_DECLS

PyroExchange *_pyro_exchange_open_with_terms (const PyroTerms  *terms,
                                              GObject          *owner,
                                              gint64            timeout,
                                              GCancellable     *cancellable,
                                              GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void          _pyro_exchange_set_tap         (PyroExchange     *self,
                                              PyroTap          *tap);
gboolean      _pyro_exchange_is_alive        (PyroExchange     *self);
gboolean      _pyro_exchange_is_settled      (PyroExchange     *self);

G_END_DECLS
