/* core/serve/peer.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/link/certificate.h"
#include "core/wire/generation.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PyroInvocation PyroInvocation;

#define PYRO_TYPE_PEER (pyro_peer_get_type ())
G_DECLARE_FINAL_TYPE (PyroPeer, pyro_peer, PYRO, PEER, GObject)

char                 *pyro_peer_dup_address     (PyroPeer       *self) G_GNUC_WARN_UNUSED_RESULT;
PyroCertificate      *pyro_peer_get_certificate (PyroPeer       *self);
const PyroGeneration *pyro_peer_get_generation  (PyroPeer       *self);
PyroInvocation       *pyro_peer_get_invocation  (PyroPeer       *self);
gboolean              pyro_peer_is_closed       (PyroPeer       *self);
void                  pyro_peer_track           (PyroPeer       *self,
                                                 gpointer        resource,
                                                 GDestroyNotify  release);
gboolean              pyro_peer_untrack         (PyroPeer       *self,
                                                 gpointer        resource);

G_END_DECLS
