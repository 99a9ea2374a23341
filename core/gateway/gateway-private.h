/* core/gateway/gateway-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/gateway/door-private.h"
#include "core/gateway/gateway.h"
#include "core/gateway/pool-private.h"
#include "core/gateway/query-private.h"
#include "core/names/name-server.h"
#include "core/names/python-regex.h"

G_BEGIN_DECLS

struct _PyroGateway
{
  GObject          parent_instance;

  PyroConfig      *config;
  char            *ns_host;     /* NULL for what the configuration says */
  char            *pattern;
  PyroPythonRegex *exposed;     /* NULL for all names */
  char            *key;         /* NULL for none */
  char            *cors;        /* NULL for no other sites */
  gint64           timeout;     /* microseconds, 0 for none */
  gint64           patience;    /* microseconds */
  guint            max_clients;

  SoupServer      *server;      /* NULL while it does not listen, as are the next three */
  PyroDoor        *door;
  PyroPool        *pool;
  GCancellable    *cancellable;

  PyroNameServer  *name_server; /* NULL until it is found, and when it is lost */
  GPtrArray       *seekers;     /* GTask: who waits for it; NULL while it is not looked for */

  guint            n_errands;
  guint16          ns_port;
  guint            pooled : 1;
};

/* How the gateway comes to its name server. */
void            _pyro_gateway_find_async  (PyroGateway          *self,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
PyroNameServer *_pyro_gateway_find_finish (PyroGateway          *self,
                                           GAsyncResult         *result,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        _pyro_gateway_lose        (PyroGateway          *self,
                                           PyroNameServer       *server,
                                           const GError         *error);

gboolean        _pyro_gateway_exposes     (PyroGateway          *self,
                                           const char           *name);

/* What it does with a request. */
void            _pyro_gateway_receive     (PyroGateway          *self);
void            _pyro_errand_start        (PyroGateway          *gateway,
                                           SoupServerMessage    *message,
                                           const char           *object,
                                           const char           *member,
                                           PyroQuery            *query);
void            _pyro_listing_start       (PyroGateway          *gateway,
                                           SoupServerMessage    *message,
                                           gboolean              page);
gboolean        _pyro_page_serve          (SoupServerMessage    *message,
                                           guint                 status,
                                           const char           *name);

G_END_DECLS
