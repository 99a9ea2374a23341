/* core/names/beacon-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/uri.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A UDP socket that answers those who look for a name server, in a main context. */
typedef struct _PyroBeacon PyroBeacon;

PyroBeacon *_pyro_beacon_new          (GMainContext  *context,
                                       PyroUri       *uri,
                                       const char    *host,
                                       guint16        port,
                                       GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void        _pyro_beacon_free         (PyroBeacon    *self);
char       *_pyro_beacon_dup_location (PyroBeacon    *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroBeacon, _pyro_beacon_free)

G_END_DECLS
