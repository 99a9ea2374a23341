/* core/client/proxy.h
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

#define PYRO_TYPE_PROXY (pyro_proxy_get_type ())
G_DECLARE_FINAL_TYPE (PyroProxy, pyro_proxy, PYRO, PROXY, GObject)

PyroProxy    *pyro_proxy_new              (PyroUri              *uri) G_GNUC_WARN_UNUSED_RESULT;
PyroProxy    *pyro_proxy_new_for_socket   (GSocket              *socket,
                                           const char           *object) G_GNUC_WARN_UNUSED_RESULT;
PyroProxy    *pyro_proxy_new_from_value   (PyroValue            *value,
                                           PyroProxy            *model,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
PyroUri      *pyro_proxy_get_uri          (PyroProxy            *self);
PyroMetadata *pyro_proxy_get_metadata     (PyroProxy            *self);
gboolean      pyro_proxy_get_connected    (PyroProxy            *self);
gint64        pyro_proxy_get_timeout      (PyroProxy            *self);
void          pyro_proxy_set_timeout      (PyroProxy            *self,
                                           gint64                timeout);
const char   *pyro_proxy_get_serializer   (PyroProxy            *self);
gboolean      pyro_proxy_set_serializer   (PyroProxy            *self,
                                           const char           *name,
                                           GError              **error);
void          pyro_proxy_set_handshake    (PyroProxy            *self,
                                           PyroValue            *handshake);
const PyroGeneration *
              pyro_proxy_get_generation   (PyroProxy            *self);
void          pyro_proxy_set_generation   (PyroProxy            *self,
                                           const PyroGeneration *generation);
void          pyro_proxy_set_hmac_key     (PyroProxy            *self,
                                           GBytes               *key);
void          pyro_proxy_set_max_size     (PyroProxy            *self,
                                           gsize                 max_size);
void          pyro_proxy_set_compression  (PyroProxy            *self,
                                           gboolean              compression);
void          pyro_proxy_set_tap          (PyroProxy            *self,
                                           PyroTap              *tap);
void          pyro_proxy_set_spin_time    (PyroProxy            *self,
                                           gint64                spin_time);
guint         pyro_proxy_get_max_retries  (PyroProxy            *self);
void          pyro_proxy_set_max_retries  (PyroProxy            *self,
                                           guint                 max_retries);
void          pyro_proxy_set_annotations  (PyroProxy            *self,
                                           PyroAnnotations      *annotations);
void          pyro_proxy_set_correlation  (PyroProxy            *self,
                                           const guint8         *correlation);

/* The way to the daemon. */
gint64        pyro_proxy_get_connect_timeout
                                          (PyroProxy            *self);
void          pyro_proxy_set_connect_timeout
                                          (PyroProxy            *self,
                                           gint64                timeout);
void          pyro_proxy_set_tls          (PyroProxy            *self,
                                           PyroTls              *tls);
PyroCertificate *
              pyro_proxy_get_certificate  (PyroProxy            *self);
const char   *pyro_proxy_get_tls_version  (PyroProxy            *self);

/* Asynchronous: in the thread-default context in which the proxy was made. */
void          pyro_proxy_bind_async       (PyroProxy            *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      pyro_proxy_bind_finish      (PyroProxy            *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void          pyro_proxy_send_async       (PyroProxy            *self,
                                           PyroCall             *call,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
PyroReply    *pyro_proxy_send_finish      (PyroProxy            *self,
                                           GAsyncResult         *result,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void          pyro_proxy_call_async       (PyroProxy            *self,
                                           const char           *method,
                                           PyroValue            *args,
                                           PyroValue            *kwargs,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
PyroValue    *pyro_proxy_call_finish      (PyroProxy            *self,
                                           GAsyncResult         *result,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void          pyro_proxy_get_async        (PyroProxy            *self,
                                           const char           *attribute,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
PyroValue    *pyro_proxy_get_finish       (PyroProxy            *self,
                                           GAsyncResult         *result,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void          pyro_proxy_set_async        (PyroProxy            *self,
                                           const char           *attribute,
                                           PyroValue            *value,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      pyro_proxy_set_finish       (PyroProxy            *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void          pyro_proxy_ping_async       (PyroProxy            *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      pyro_proxy_ping_finish      (PyroProxy            *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void          pyro_proxy_reconnect_async  (PyroProxy            *self,
                                           guint                 n_tries,
                                           gint64                pause,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      pyro_proxy_reconnect_finish (PyroProxy            *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* Blocking: from any thread, one at a time; never mixed with the asynchronous calls. */
gboolean      pyro_proxy_bind_sync        (PyroProxy            *self,
                                           GCancellable         *cancellable,
                                           GError              **error);
PyroReply    *pyro_proxy_send_sync        (PyroProxy            *self,
                                           PyroCall             *call,
                                           GCancellable         *cancellable,
                                           GError              **error);
PyroValue    *pyro_proxy_call_sync        (PyroProxy            *self,
                                           const char           *method,
                                           PyroValue            *args,
                                           PyroValue            *kwargs,
                                           GCancellable         *cancellable,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
PyroValue    *pyro_proxy_get_sync         (PyroProxy            *self,
                                           const char           *attribute,
                                           GCancellable         *cancellable,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      pyro_proxy_set_sync         (PyroProxy            *self,
                                           const char           *attribute,
                                           PyroValue            *value,
                                           GCancellable         *cancellable,
                                           GError              **error);
gboolean      pyro_proxy_ping_sync        (PyroProxy            *self,
                                           GCancellable         *cancellable,
                                           GError              **error);
gboolean      pyro_proxy_reconnect_sync   (PyroProxy            *self,
                                           guint                 n_tries,
                                           gint64                pause,
                                           GCancellable         *cancellable,
                                           GError              **error);

void          pyro_proxy_release          (PyroProxy            *self);

G_END_DECLS
