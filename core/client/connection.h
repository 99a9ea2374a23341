/* core/client/connection.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/link/certificate.h"
#include "core/link/tap.h"
#include "core/link/tls.h"
#include "core/wire/call.h"
#include "core/wire/metadata.h"
#include "core/wire/reply.h"
#include "core/wire/uri.h"

G_BEGIN_DECLS

#define PYRO_TYPE_CONNECTION (pyro_connection_get_type ())
G_DECLARE_FINAL_TYPE (PyroConnection, pyro_connection, PYRO, CONNECTION, GObject)

PyroConnection  *pyro_connection_new            (PyroUri              *uri) G_GNUC_WARN_UNUSED_RESULT;
PyroUri         *pyro_connection_get_uri        (PyroConnection       *self);
void             pyro_connection_set_serializer (PyroConnection       *self,
                                                 const char           *name);
void             pyro_connection_set_handshake  (PyroConnection       *self,
                                                 PyroValue            *handshake);
void             pyro_connection_set_max_size   (PyroConnection       *self,
                                                 gsize                 max_size);
void             pyro_connection_set_generation (PyroConnection       *self,
                                                 const PyroGeneration *generation);
void             pyro_connection_set_hmac_key   (PyroConnection       *self,
                                                 GBytes               *key);
void             pyro_connection_set_tls        (PyroConnection       *self,
                                                 PyroTls              *tls);
void             pyro_connection_set_tap        (PyroConnection       *self,
                                                 PyroTap              *tap);

void             pyro_connection_open_async     (PyroConnection       *self,
                                                 gint64                timeout,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean         pyro_connection_open_finish    (PyroConnection       *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void             pyro_connection_call_async     (PyroConnection       *self,
                                                 PyroCall             *call,
                                                 gint64                timeout,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
PyroReply       *pyro_connection_call_finish    (PyroConnection       *self,
                                                 GAsyncResult         *result,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void             pyro_connection_ping_async     (PyroConnection       *self,
                                                 gint64                timeout,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean         pyro_connection_ping_finish    (PyroConnection       *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void             pyro_connection_retire         (PyroConnection       *self);
void             pyro_connection_close          (PyroConnection       *self);

gboolean         pyro_connection_get_closed     (PyroConnection       *self);
const PyroGeneration *
                 pyro_connection_get_generation (PyroConnection       *self);
PyroMetadata    *pyro_connection_get_metadata   (PyroConnection       *self);
PyroValue       *pyro_connection_get_welcome    (PyroConnection       *self);
PyroCertificate *pyro_connection_get_certificate
                                                (PyroConnection       *self);
const char      *pyro_connection_get_tls_version
                                                (PyroConnection       *self);
guint            pyro_connection_get_n_waiting  (PyroConnection       *self);
gboolean         pyro_connection_has_abandoned  (PyroConnection       *self);

G_END_DECLS
