/* core/serve/daemon-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/link/tls.h"
#include "core/serve/daemon.h"
#include "core/serve/listener.h"
#include "core/serve/loop.h"
#include "core/serve/outgoing-stream-private.h"
#include "core/serve/hosted-private.h"
#include "core/serve/thread-server.h"

G_BEGIN_DECLS

struct _PyroDaemon
{
  GObject            parent_instance;

  PyroConfig        *config;
  GMainContext      *context;
  PyroTls           *tls;         /* NULL for none */
  PyroTap           *tap;         /* NULL for none */
  GPtrArray         *listeners;   /* of PyroListener */
  PyroLoop          *loop;
  PyroThreadServer  *threads;     /* NULL with the server type multiplex */
  GThreadPool       *workers;     /* for large messages; NULL until there was one */
  GThreadPool       *errands;     /* for methods that take long; likewise */

  PyroHandshakeFunc  handshake;
  gpointer           handshake_data;
  GDestroyNotify     handshake_destroy;

  GMutex             lock;        /* of what follows */
  GHashTable        *objects;     /* id → PyroHosted */
  GHashTable        *ids;         /* PyroServant, unowned → its id, in the registration */
  GHashTable        *streams;     /* id → PyroOutgoingStream */
  PyroAnnotations   *annotations; /* NULL for none */
  GBytes            *hmac_key;    /* likewise */

  guint              max_peers;
  gint64             handshake_time; /* microseconds, as all times */
  gint64             stall_time;
  gint64             spin_time;
  gint64             drain_time;
  gboolean           closed;
  gboolean           has_given_client; /* at the other end of a connected socket */
};

/* daemon.c */
void              _pyro_daemon_peer_left         (PyroDaemon *self,
                                                  PyroPeer   *peer);
gboolean          _pyro_daemon_accept            (PyroDaemon *self,
                                                  int         fd,
                                                  gboolean    greeted,
                                                  GError    **error);
void              _pyro_daemon_tap               (PyroDaemon       *self,
                                                  PyroPeer         *peer,
                                                  PyroTapDirection  direction,
                                                  PyroFrame        *frame,
                                                  guint16           seq);

/* daemon-register.c */
PyroUri          *_pyro_daemon_make_uri          (PyroDaemon *self,
                                                  const char *id,
                                                  gboolean    nat) G_GNUC_WARN_UNUSED_RESULT;
PyroHosted       *_pyro_daemon_find              (PyroDaemon *self,
                                                  const char *id) G_GNUC_WARN_UNUSED_RESULT;
void              _pyro_daemon_forget_all        (PyroDaemon *self);

/* daemon-serve.c */
void              _pyro_daemon_serve             (PyroDaemon *self,
                                                  PyroPeer   *peer,
                                                  PyroFrame  *request);
void              _pyro_daemon_make_correlation  (PyroFrame  *request,
                                                  guint8      correlation[PYRO_CORRELATION_SIZE]);

/* worker.c */
typedef void (*PyroWorkFunc) (gpointer data);

void              _pyro_daemon_run_in_worker     (PyroDaemon   *self,
                                                  PyroWorkFunc  func,
                                                  gpointer      data);
void              _pyro_daemon_run_errand        (PyroDaemon   *self,
                                                  PyroWorkFunc  func,
                                                  gpointer      data);

/* daemon-settings.c */
GBytes           *_pyro_daemon_dup_hmac_key      (PyroDaemon *self) G_GNUC_WARN_UNUSED_RESULT;

/* daemon-object.c */
PyroServant      *_pyro_daemon_object_new        (PyroDaemon *daemon) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
