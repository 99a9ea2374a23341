/* core/serve/daemon.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/config.h"
#include "core/link/tap.h"
#include "core/serve/peer.h"
#include "core/serve/servant.h"
#include "core/wire/annotations.h"
#include "core/wire/uri.h"

G_BEGIN_DECLS

/* The id of the object that every daemon has. */
#define PYRO_DAEMON_NAME "Pyro.Daemon"

#define PYRO_TYPE_DAEMON (pyro_daemon_get_type ())
G_DECLARE_FINAL_TYPE (PyroDaemon, pyro_daemon, PYRO, DAEMON, GObject)

/**
 * PyroRegisterFlags:
 * @PYRO_REGISTER_NONE: an id that is taken is an error
 * @PYRO_REGISTER_FORCE: takes over an id that is taken
 * @PYRO_REGISTER_WEAK: the daemon holds no reference: the object goes when nobody else has it
 *
 * How an object is registered.
 */
typedef enum /*< flags >*/
{
  PYRO_REGISTER_NONE  = 0,
  PYRO_REGISTER_FORCE = 1 << 0,
  PYRO_REGISTER_WEAK  = 1 << 1,
} PyroRegisterFlags;

/**
 * PyroHandshakeFunc:
 * @daemon: a daemon
 * @peer: a client that connects
 * @data: what the client says, `'hello'` unless it was told otherwise
 * @object: (nullable): the id of the object that it connects to, when it says
 * @user_data: what was given with the function
 * @error: return location for an error, whose message the client is told
 *
 * Decides whether a client may come in.
 *
 * Returns: (transfer full) (nullable): what to answer, or %NULL with @error set to refuse
 */
typedef PyroValue *(*PyroHandshakeFunc) (PyroDaemon  *daemon,
                                         PyroPeer    *peer,
                                         PyroValue   *data,
                                         const char  *object,
                                         gpointer     user_data,
                                         GError     **error);

PyroDaemon      *pyro_daemon_new             (const PyroConfig      *config,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean         pyro_daemon_listen          (PyroDaemon            *self,
                                              const char            *host,
                                              guint16                port,
                                              GError               **error);
gboolean         pyro_daemon_listen_unix     (PyroDaemon            *self,
                                              const char            *path,
                                              GError               **error);
gboolean         pyro_daemon_listen_socket   (PyroDaemon            *self,
                                              GSocket               *socket,
                                              GError               **error);
gboolean         pyro_daemon_serve_socket    (PyroDaemon            *self,
                                              GSocket               *socket,
                                              GError               **error);
void             pyro_daemon_close           (PyroDaemon            *self);

PyroUri         *pyro_daemon_register        (PyroDaemon            *self,
                                              PyroServant           *servant,
                                              const char            *id,
                                              PyroRegisterFlags      flags,
                                              GError               **error);
PyroUri         *pyro_daemon_register_class  (PyroDaemon            *self,
                                              PyroMetadata          *metadata,
                                              PyroInstanceMode       mode,
                                              PyroInstanceFunc       create,
                                              gpointer               user_data,
                                              GDestroyNotify         destroy,
                                              const char            *id,
                                              PyroRegisterFlags      flags,
                                              GError               **error);
gboolean         pyro_daemon_unregister      (PyroDaemon            *self,
                                              PyroServant           *servant);
gboolean         pyro_daemon_unregister_id   (PyroDaemon            *self,
                                              const char            *id);
char           **pyro_daemon_list_ids        (PyroDaemon            *self) G_GNUC_WARN_UNUSED_RESULT;
char            *pyro_daemon_dup_id          (PyroDaemon            *self,
                                              PyroServant           *servant) G_GNUC_WARN_UNUSED_RESULT;
void             pyro_daemon_reset_metadata  (PyroDaemon            *self,
                                              const char            *id);
PyroUri         *pyro_daemon_dup_uri         (PyroDaemon            *self,
                                              const char            *id,
                                              gboolean               nat) G_GNUC_WARN_UNUSED_RESULT;
GSocketAddress  *pyro_daemon_dup_address     (PyroDaemon            *self) G_GNUC_WARN_UNUSED_RESULT;
PyroValue       *pyro_daemon_dup_proxy       (PyroDaemon            *self,
                                              PyroServant           *servant,
                                              const PyroGeneration  *generation,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;

void             pyro_daemon_set_handshake   (PyroDaemon            *self,
                                              PyroHandshakeFunc      func,
                                              gpointer               user_data,
                                              GDestroyNotify         destroy);
PyroAnnotations *pyro_daemon_dup_annotations (PyroDaemon            *self) G_GNUC_WARN_UNUSED_RESULT;
void             pyro_daemon_set_annotations (PyroDaemon            *self,
                                              PyroAnnotations       *annotations);
void             pyro_daemon_set_hmac_key    (PyroDaemon            *self,
                                              GBytes                *key);
PyroTap         *pyro_daemon_get_tap         (PyroDaemon            *self);
void             pyro_daemon_set_tap         (PyroDaemon            *self,
                                              PyroTap               *tap);
void             pyro_daemon_set_max_peers   (PyroDaemon            *self,
                                              guint                  max_peers);
void             pyro_daemon_set_spin_time   (PyroDaemon            *self,
                                              gint64                 spin_time);
void             pyro_daemon_set_limits      (PyroDaemon            *self,
                                              gint64                 handshake_time,
                                              gint64                 stall_time,
                                              gint64                 drain_time);
guint            pyro_daemon_get_n_peers     (PyroDaemon            *self);
gboolean         pyro_daemon_is_closed       (PyroDaemon            *self);

G_END_DECLS
