/* core/link/tls.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/config.h"

G_BEGIN_DECLS

/**
 * PyroTls:
 *
 * What one side of TLS connections knows: whom it trusts, and which certificate it shows. It never
 * changes, is made once and serves any number of connections, in any thread.
 */
typedef struct _PyroTls PyroTls;

#define PYRO_TYPE_TLS (pyro_tls_get_type ())

GType    pyro_tls_get_type   (void);
PyroTls *pyro_tls_new_client (const PyroConfig  *config,
                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;
PyroTls *pyro_tls_new_server (const PyroConfig  *config,
                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;
PyroTls *pyro_tls_ref        (PyroTls           *self);
void     pyro_tls_unref      (PyroTls           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroTls, pyro_tls_unref)

G_END_DECLS
