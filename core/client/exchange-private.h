/* core/client/exchange-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/client/exchange.h"
#include "core/client/terms-private.h"
#include "core/link/session.h"

G_BEGIN_DECLS

struct _PyroExchange
{
  grefcount     ref_count;
  PyroTerms     terms;
  GObject      *owner; /* unowned: what a tap is told; it owns the exchange */
  PyroChannel  *channel; /* NULL before it is connected */
  PyroSession  *session;
  PyroMetadata *metadata;
  PyroValue    *welcome;
  GCancellable *cancellable; /* the one that @cancel_fd belongs to */
  GPollFD       cancel_fd;
  gboolean      broken;
  GError       *fault; /* what broke it behind an answer that was good, or NULL */
};

/* One operation: how long it may take, and what can end it. */
typedef struct
{
  gint64   timeout;  /* microseconds for all of it, or 0 for no limit */
  gint64   deadline; /* in monotonic microseconds, or 0 for none */
  gboolean can_cancel;
} PyroTurn;

PyroExchange *_pyro_exchange_open_with_terms (const PyroTerms  *terms,
                                              GObject          *owner,
                                              gint64            timeout,
                                              GCancellable     *cancellable,
                                              GError          **error) G_GNUC_WARN_UNUSED_RESULT;
const PyroGeneration *
              _pyro_exchange_get_generation  (PyroExchange     *self);
void          _pyro_exchange_set_tap         (PyroExchange     *self,
                                              PyroTap          *tap);
void          _pyro_exchange_set_spin_time   (PyroExchange     *self,
                                              gint64            spin_time);

/* exchange-turn.c */
void          _pyro_exchange_set_cancellable (PyroExchange     *self,
                                              GCancellable     *cancellable);
PyroTurn      _pyro_exchange_begin_turn      (PyroExchange     *self,
                                              gint64            timeout,
                                              GCancellable     *cancellable);
gboolean      _pyro_exchange_turn            (PyroExchange     *self,
                                              const PyroTurn   *turn,
                                              PyroEvent        *event,
                                              GError          **error);
PyroTunnel   *_pyro_exchange_get_tunnel      (PyroExchange     *self);
gboolean      _pyro_exchange_is_alive        (PyroExchange     *self);
gboolean      _pyro_exchange_is_settled      (PyroExchange     *self);

G_END_DECLS
