/* core/gateway/gateway.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

#include "core/config.h"
#include "core/wire/uri.h"

G_BEGIN_DECLS

#define PYRO_TYPE_GATEWAY (pyro_gateway_get_type ())
G_DECLARE_FINAL_TYPE (PyroGateway, pyro_gateway, PYRO, GATEWAY, GObject)

PyroGateway *pyro_gateway_new             (const PyroConfig     *config) G_GNUC_WARN_UNUSED_RESULT;
void         pyro_gateway_set_name_server (PyroGateway          *self,
                                           const char           *host,
                                           guint16               port);
const char  *pyro_gateway_get_exposed     (PyroGateway          *self);
gboolean     pyro_gateway_set_exposed     (PyroGateway          *self,
                                           const char           *pattern,
                                           GError              **error);
void         pyro_gateway_set_key         (PyroGateway          *self,
                                           const char           *key);
void         pyro_gateway_set_cors        (PyroGateway          *self,
                                           const char           *origin);
gint64       pyro_gateway_get_timeout     (PyroGateway          *self);
void         pyro_gateway_set_timeout     (PyroGateway          *self,
                                           gint64                timeout);
void         pyro_gateway_set_pooled      (PyroGateway          *self,
                                           gboolean              pooled);
void         pyro_gateway_set_patience    (PyroGateway          *self,
                                           gint64                patience,
                                           guint                 max_clients);

gboolean     pyro_gateway_listen          (PyroGateway          *self,
                                           const char           *host,
                                           guint16               port,
                                           GError              **error);
char       **pyro_gateway_list_uris       (PyroGateway          *self) G_GNUC_WARN_UNUSED_RESULT;
void         pyro_gateway_close           (PyroGateway          *self);

void         pyro_gateway_locate_async    (PyroGateway          *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
PyroUri     *pyro_gateway_locate_finish   (PyroGateway          *self,
                                           GAsyncResult         *result,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
