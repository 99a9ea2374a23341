/* core/serve/daemon.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/serve/daemon.h"

#include <sys/socket.h>
#include <unistd.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/serve/daemon-private.h"

/**
 * PyroDaemon:
 *
 * Objects that clients can call: Pyro's daemon. It speaks every generation of Pyro at every address, to
 * each client in its own.
 *
 * A daemon lives in the main context that was the thread-default one where it was made. Nothing happens
 * unless that is run. There are two server types, as in Python, by `SERVERTYPE` of the configuration:
 *
 * - `multiplex`: all clients are served there. A servant that takes long hands its call to a worker and
 *   has it answered from there; [class@Pyro.Skeleton] does that for the methods that ask for it. Any
 *   number of clients costs no thread, and none waits for another that is slow, silent or hostile.
 * - `thread`: each client has a thread, at most `THREADPOOL_SIZE` of them. Servants may block, and have
 *   to expect calls from many threads at once. An answer takes the shortest time.
 *
 * A daemon is used in its own context, but for the methods that say otherwise. It has to be closed with
 * [method@Pyro.Daemon.close].
 */
G_DEFINE_FINAL_TYPE (PyroDaemon, pyro_daemon, G_TYPE_OBJECT)

enum
{
  PEER_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
pyro_daemon_dispose (GObject *object)
{
  pyro_daemon_close (PYRO_DAEMON (object));

  G_OBJECT_CLASS (pyro_daemon_parent_class)->dispose (object);
}

static void
pyro_daemon_finalize (GObject *object)
{
  PyroDaemon *self = PYRO_DAEMON (object);

  if (self->handshake_destroy != NULL)
    self->handshake_destroy (self->handshake_data);
  g_clear_pointer (&self->threads, _pyro_thread_server_free);
  g_clear_pointer (&self->loop, _pyro_loop_free);
  if (self->workers != NULL)
    g_thread_pool_free (self->workers, FALSE, FALSE);
  if (self->errands != NULL)
    g_thread_pool_free (self->errands, FALSE, FALSE);
  g_clear_object (&self->tap);
  g_clear_pointer (&self->tls, pyro_tls_unref);
  g_clear_pointer (&self->hmac_key, g_bytes_unref);
  g_clear_pointer (&self->config, pyro_config_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->annotations, pyro_annotations_unref);
  g_ptr_array_unref (self->listeners);
  g_hash_table_unref (self->streams);
  g_hash_table_unref (self->objects);
  g_hash_table_unref (self->ids);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (pyro_daemon_parent_class)->finalize (object);
}

static void
pyro_daemon_class_init (PyroDaemonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyro_daemon_dispose;
  object_class->finalize = pyro_daemon_finalize;

  /**
   * PyroDaemon::peer-left:
   * @self: the daemon
   * @peer: the client
   *
   * The connection of a client that was welcomed ends. Emitted where its calls are served, before what it
   * tracks is released.
   */
  signals[PEER_LEFT] = g_signal_new ("peer-left", PYRO_TYPE_DAEMON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, PYRO_TYPE_PEER);
}

static void
pyro_daemon_init (PyroDaemon *self)
{
  g_mutex_init (&self->lock);
  self->context = g_main_context_ref_thread_default ();
  self->listeners = g_ptr_array_new_with_free_func ((GDestroyNotify) _pyro_listener_free);
  self->objects = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, _pyro_hosted_unref);
  self->ids = g_hash_table_new (NULL, NULL);
  self->streams = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, _pyro_outgoing_stream_unref);
  self->max_peers = PYRO_MAX_PEERS;
  self->handshake_time = PYRO_HANDSHAKE_TIME;
  self->stall_time = PYRO_STALL_TIME;
  self->drain_time = PYRO_DRAIN_TIME;
}

static gboolean
pyro_daemon_configure (PyroDaemon        *self,
                       const PyroConfig  *config,
                       GError           **error)
{
  self->config = config != NULL ? pyro_config_copy (config) : pyro_config_new ();
  if (config == NULL)
    {
      g_free (self->config->servertype);
      self->config->servertype = g_strdup ("multiplex");
    }
  /* 0 is Pyro4's way to say that there is no limit */
  if (self->config->max_message_size == 0)
    self->config->max_message_size = PYRO_MAX_MESSAGE_SIZE;
  if (self->config->hmac_key != NULL && *self->config->hmac_key != '\0')
    self->hmac_key = g_bytes_new (self->config->hmac_key, strlen (self->config->hmac_key));
  if (self->config->ssl && (self->tls = pyro_tls_new_server (self->config, error)) == NULL)
    return FALSE;

  return TRUE;
}

/**
 * pyro_daemon_new:
 * @config: (nullable): the configuration, which is copied; or %NULL for Pyro's defaults with the server
 *   type `multiplex`
 * @error: return location for an error
 *
 * Makes a daemon that listens nowhere yet.
 *
 * Returns: (transfer full): the daemon, or %NULL with %PYRO_ERROR_USAGE when what the configuration has
 *   for TLS is no good
 */
PyroDaemon *
pyro_daemon_new (const PyroConfig  *config,
                 GError           **error)
{
  g_autoptr(PyroDaemon) self = NULL;
  g_autoptr(PyroServant) own = NULL;
  g_autoptr(PyroUri) uri = NULL;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = g_object_new (PYRO_TYPE_DAEMON, NULL);
  if (!pyro_daemon_configure (self, config, error))
    return NULL;
  self->loop = _pyro_loop_new (self, self->context);
  if (g_str_equal (self->config->servertype, "thread"))
    self->threads = _pyro_thread_server_new (self);
  own = _pyro_daemon_object_new (self);
  uri = pyro_daemon_register (self, own, PYRO_DAEMON_NAME, PYRO_REGISTER_NONE, NULL);

  return g_steal_pointer (&self);
}

/* ---- Where it listens ---- */

static gboolean
pyro_daemon_add_listener (PyroDaemon   *self,
                          PyroListener *listener)
{
  if (listener == NULL)
    return FALSE;

  g_ptr_array_add (self->listeners, listener);

  return TRUE;
}

static gboolean
pyro_daemon_check_open (PyroDaemon  *self,
                        GError     **error)
{
  if (!self->closed)
    return TRUE;

  g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_USAGE, "The daemon is closed");

  return FALSE;
}

/**
 * pyro_daemon_listen:
 * @self: a daemon
 * @host: (nullable): a host name or an address of this machine, `0.0.0.0` or `::` for all; %NULL for
 *   what the configuration says
 * @port: a port, or 0 for any
 * @error: return location for an error
 *
 * Listens at an address, or at all addresses of a name, which is looked up and may take time. It can be
 * called several times; what was listened at first is in the URIs.
 *
 * Returns: %TRUE, or %FALSE with @error set in the `G_IO_ERROR` or `G_RESOLVER_ERROR` domain
 */
gboolean
pyro_daemon_listen (PyroDaemon  *self,
                    const char  *host,
                    guint16      port,
                    GError     **error)
{
  g_autoptr(GPtrArray) listeners = NULL;

  g_return_val_if_fail (PYRO_IS_DAEMON (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!pyro_daemon_check_open (self, error))
    return FALSE;
  listeners = _pyro_listener_list_host (self, host != NULL ? host : self->config->host, port, error);
  if (listeners == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (self->listeners, g_steal_pointer (&listeners));

  return TRUE;
}

/**
 * pyro_daemon_listen_unix:
 * @self: a daemon
 * @path: the path of a Unix socket, in which `\x00` stands for a NUL as in [func@Pyro.Uri.parse]; one
 *   that begins so is abstract
 * @error: return location for an error
 *
 * Listens at a Unix socket. Its file must not exist yet, and is removed when the daemon is closed.
 *
 * Returns: %TRUE, or %FALSE with @error set: %PYRO_ERROR_URI when @path can be none, or of the
 *   `G_IO_ERROR` domain
 */
gboolean
pyro_daemon_listen_unix (PyroDaemon  *self,
                         const char  *path,
                         GError     **error)
{
  g_return_val_if_fail (PYRO_IS_DAEMON (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return pyro_daemon_check_open (self, error) &&
         pyro_daemon_add_listener (self, _pyro_listener_new_unix (self, path, error));
}

/**
 * pyro_daemon_listen_socket:
 * @self: a daemon
 * @socket: a socket that listens already, as a service manager passes it
 * @error: return location for an error
 *
 * Listens at a socket that was made elsewhere, and closes it in the end.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
pyro_daemon_listen_socket (PyroDaemon  *self,
                           GSocket     *socket,
                           GError     **error)
{
  g_return_val_if_fail (PYRO_IS_DAEMON (self), FALSE);
  g_return_val_if_fail (G_IS_SOCKET (socket), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return pyro_daemon_check_open (self, error) &&
         pyro_daemon_add_listener (self, _pyro_listener_new_socket (self, socket, error));
}

/*
 * _pyro_daemon_accept:
 * @fd: (transfer full): a connected socket
 * @greeted: whether there is no handshake
 *
 * Returns: whether it has become a peer
 */
gboolean
_pyro_daemon_accept (PyroDaemon  *self,
                     int          fd,
                     gboolean     greeted,
                     GError     **error)
{
  _pyro_loop_start_clock (self->loop);
  if (self->threads != NULL)
    return _pyro_thread_server_add (self->threads, fd, greeted, error);

  return _pyro_loop_add (self->loop, fd, greeted, error);
}

/**
 * pyro_daemon_serve_socket:
 * @self: a daemon
 * @socket: a connected socket, of which the daemon makes a descriptor of its own; nobody else is to use it
 *   meanwhile
 * @error: return location for an error
 *
 * Serves the one client at the other end of a socket that is connected already, such as one of a pair.
 * As in Python there is no handshake then.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
pyro_daemon_serve_socket (PyroDaemon  *self,
                          GSocket     *socket,
                          GError     **error)
{
  int fd;

  g_return_val_if_fail (PYRO_IS_DAEMON (self), FALSE);
  g_return_val_if_fail (G_IS_SOCKET (socket), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!pyro_daemon_check_open (self, error))
    return FALSE;
  fd = dup (g_socket_get_fd (socket));
  if (fd >= 0)
    {
      self->has_given_client = TRUE;
      return _pyro_daemon_accept (self, fd, TRUE, error);
    }

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The socket could not be duplicated");

  return FALSE;
}

/**
 * pyro_daemon_dup_uri:
 * @self: a daemon
 * @id: the id of an object, which need not be registered
 * @nat: whether the host and port that the configuration has for the outside are used, if it has
 *
 * Returns: (transfer full) (nullable): the URI of the object, at the first address where the daemon
 *   listens, or for the other end of a connected socket; %NULL when there is neither, or @id cannot be in a URI
 */
PyroUri *
pyro_daemon_dup_uri (PyroDaemon *self,
                     const char *id,
                     gboolean    nat)
{
  g_return_val_if_fail (PYRO_IS_DAEMON (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return self->listeners->len > 0 || self->has_given_client ? _pyro_daemon_make_uri (self, id, nat) : NULL;
}

/*
 * _pyro_daemon_make_uri:
 *
 * Returns: (transfer full) (nullable): the same, or that for the other end of a connected socket as long as the
 *   daemon listens nowhere
 */
PyroUri *
_pyro_daemon_make_uri (PyroDaemon *self,
                       const char *id,
                       gboolean    nat)
{
  PyroListener *first;

  if (self->listeners->len == 0)
    return pyro_uri_new (PYRO_URI_PYRO, id, "<<connected-socket>>", 0);

  first = self->listeners->pdata[0];
  if (nat && self->config->nathost != NULL && _pyro_listener_get_port (first) != 0)
    return pyro_uri_new (PYRO_URI_PYRO, id, self->config->nathost,
                         self->config->natport != 0 ? self->config->natport : _pyro_listener_get_port (first));

  return _pyro_listener_dup_uri (first, id);
}

/**
 * pyro_daemon_dup_address:
 * @self: a daemon
 *
 * Returns: (transfer full) (nullable): the first address where the daemon listens, of which the URIs may have
 *   a name; %NULL when it listens nowhere
 */
GSocketAddress *
pyro_daemon_dup_address (PyroDaemon *self)
{
  g_return_val_if_fail (PYRO_IS_DAEMON (self), NULL);

  return self->listeners->len > 0
         ? g_socket_get_local_address (_pyro_listener_get_socket (self->listeners->pdata[0]), NULL) : NULL;
}

/* ---- Its end ---- */

static gboolean
is_over (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Gives running calls the time to end. Only what the daemon has in its context can run meanwhile if it
 * runs nothing else. */
static void
pyro_daemon_drain (PyroDaemon *self)
{
  g_autoptr(GSource) timer = g_timeout_source_new ((guint) (self->drain_time / G_TIME_SPAN_MILLISECOND));
  gboolean over = self->drain_time <= 0;

  g_source_set_callback (timer, is_over, &over, NULL);
  g_source_attach (timer, self->context);
  while (!over && (_pyro_loop_get_n_busy (self->loop) > 0 ||
                   (self->threads != NULL && _pyro_thread_server_get_n_busy (self->threads) > 0)))
    g_main_context_iteration (self->context, TRUE);
  g_source_destroy (timer);
}

/**
 * pyro_daemon_close:
 * @self: a daemon
 *
 * Ends the daemon: it listens no more, calls that are running have a while to end (5 s unless set
 * otherwise) in which the main context is run, then all connections and item streams are closed, and all
 * objects let go. The files of Unix sockets are removed. A daemon may be closed twice.
 *
 * A servant that is called in the main context closes its daemon in a later turn of it, not in the call: its
 * own answer could not be sent any more.
 */
void
pyro_daemon_close (PyroDaemon *self)
{
  g_autoptr(PyroDaemon) hold = NULL;

  g_return_if_fail (PYRO_IS_DAEMON (self));

  if (self->closed || self->loop == NULL)
    return;

  hold = g_object_ref (self);
  self->closed = TRUE;
  g_ptr_array_set_size (self->listeners, 0);
  _pyro_loop_finish_peers (self->loop);
  if (self->threads != NULL)
    _pyro_thread_server_finish_peers (self->threads);
  pyro_daemon_drain (self);
  _pyro_loop_close_peers (self->loop);
  if (self->threads != NULL)
    _pyro_thread_server_close_peers (self->threads);
  _pyro_daemon_drop_all_streams (self);
  _pyro_daemon_forget_all (self);
}

/**
 * pyro_daemon_is_closed:
 * @self: a daemon
 *
 * Returns: whether it was closed
 */
gboolean
pyro_daemon_is_closed (PyroDaemon *self)
{
  g_return_val_if_fail (PYRO_IS_DAEMON (self), TRUE);

  return self->closed;
}

/* ---- Who looks on ---- */

void
_pyro_daemon_peer_left (PyroDaemon *self,
                        PyroPeer   *peer)
{
  _pyro_daemon_leave_streams (self, peer);
  g_signal_emit (self, signals[PEER_LEFT], 0, peer);
}

/*
 * _pyro_daemon_tap:
 * @seq: the number under which @frame goes
 *
 * Shows a message to the tap, if there is one.
 */
void
_pyro_daemon_tap (PyroDaemon       *self,
                  PyroPeer         *peer,
                  PyroTapDirection  direction,
                  PyroFrame        *frame,
                  guint16           seq)
{
  g_autoptr(PyroFrame) numbered = NULL;

  if (self->tap == NULL)
    return;

  numbered = direction == PYRO_TAP_OUT ? pyro_frame_with_seq (frame, seq) : pyro_frame_ref (frame);
  pyro_tap_frame (self->tap, G_OBJECT (peer), direction, numbered);
}
