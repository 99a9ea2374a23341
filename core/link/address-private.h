/* core/link/address-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/link/address.h"

G_BEGIN_DECLS

/* How often a Unix socket is tried again whose listener has a full queue, in milliseconds: the
 * kernel has no other way to wait for it. */
#define PYRO_UNIX_RETRY_MSEC 10

GSocketAddress *pyro_address_new_unix   (PyroUri        *uri,
                                         GError        **error) G_GNUC_WARN_UNUSED_RESULT;
GSocket        *pyro_address_new_socket (GSocketAddress *address,
                                         GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void            pyro_address_tune       (GSocket        *socket);
GError         *pyro_address_describe   (PyroUri        *uri,
                                         GError         *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
