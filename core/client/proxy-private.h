/* core/client/proxy-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/client/connection-private.h"
#include "core/client/exchange-private.h"
#include "core/client/proxy.h"

G_BEGIN_DECLS

typedef enum
{
  PYRO_PROXY_UNUSED,
  PYRO_PROXY_ASYNC,
  PYRO_PROXY_SYNC,
} PyroProxyMode;

struct _PyroProxy
{
  GObject         parent_instance;

  PyroTerms       terms;
  PyroMetadata   *metadata;
  gint64          timeout;         /* microseconds, or 0 for none */
  gint64          connect_timeout; /* the same for connecting, or -1 for @timeout */
  guint           max_retries;
  int             mode;            /* PyroProxyMode, atomic: set once */
  int             busy;            /* atomic: a blocking call is under way */
  gboolean        connected;

  PyroConnection *connection;      /* open or opening */
  GQueue          requests;        /* of Request, waiting for @connection to open */
  GPtrArray      *aside;           /* of PyroConnection: calls on them were given up */

  PyroExchange   *exchange;
  GQueue          old;             /* of OldExchange: a call on them was given up */
};

gboolean  _pyro_proxy_set_mode      (PyroProxy     *self,
                                     PyroProxyMode  mode,
                                     GError       **error);
void      _pyro_proxy_set_metadata  (PyroProxy     *self,
                                     PyroMetadata  *metadata);
void      _pyro_proxy_set_connected (PyroProxy     *self,
                                     gboolean       connected);
void      _pyro_proxy_terms_changed (PyroProxy     *self);

/* proxy-link.c */
gint64    _pyro_proxy_get_open_timeout (PyroProxy  *self);

/* proxy-check.c */
PyroCall *_pyro_proxy_check_call    (PyroProxy     *self,
                                     PyroCall      *call,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes a message that is no call: not before it is known what the daemon speaks. */
typedef PyroFrame *(*PyroMakeFunc) (const PyroTerms *terms);

/* proxy-request.c */
void      _pyro_proxy_start         (PyroProxy           *self,
                                     PyroMakeFunc         make,
                                     PyroCall            *call,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data,
                                     gpointer             source_tag,
                                     PyroEndFunc          end);
void      _pyro_proxy_put_aside     (PyroProxy     *self);
void      _pyro_proxy_release_async (PyroProxy     *self);

/* proxy-retry.c */
gboolean  _pyro_proxy_may_retry     (PyroProxy     *self,
                                     PyroCall      *call);
void      _pyro_proxy_start_call    (PyroProxy           *self,
                                     PyroCall            *call,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data,
                                     gpointer             source_tag,
                                     PyroEndFunc          end);
gboolean  _pyro_proxy_pause         (gint64         pause,
                                     GCancellable  *cancellable);
gboolean  _pyro_proxy_wait_to_retry (PyroProxy     *self,
                                     guint          n_tries,
                                     const GError  *error,
                                     GCancellable  *cancellable);

/* proxy-sync.c */
void      _pyro_proxy_put_aside_sync (PyroProxy    *self);
void      _pyro_proxy_release_sync  (PyroProxy     *self);
void      _pyro_proxy_send_at_once_sync
                                    (PyroProxy     *self,
                                     PyroCall      *call);

G_END_DECLS
