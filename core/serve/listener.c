/* core/serve/listener.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/serve/listener.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/error.h"
#include "core/link/poller.h"
#include "core/serve/daemon-private.h"

/* Connections that the system keeps until they are accepted: Python has 100, which a flood fills. */
#define BACKLOG 1024

/* Connections that are accepted before others have their turn. */
#define MAX_ACCEPTS_A_TURN 64

/* The same with TLS, whose handshake takes up to a millisecond for each. Those who are not accepted yet wait
 * in the system, where they cost nothing. */
#define MAX_TLS_ACCEPTS_A_TURN 4

/* Milliseconds until it is tried again when the system has no descriptors left. */
#define PAUSE_MSEC 100

struct _PyroListener
{
  PyroDaemon *daemon;      /* unowned: it owns the listener */
  GSocket    *socket;
  PyroWatch  *watch;
  GSource    *pause;       /* while nothing is accepted */
  char       *host;        /* as it was given; NULL for a Unix socket */
  char       *path;        /* of a Unix socket, as it was given */
  char       *file;        /* to be removed; NULL for none */
  struct stat identity;    /* of @file: another daemon may have one there later */
  guint16     port;
};

/* ---- Accepting ---- */

static gboolean
listener_resume (gpointer user_data)
{
  PyroListener *self = user_data;

  g_clear_pointer (&self->pause, g_source_unref);
  pyro_watch_set_condition (self->watch, G_IO_IN);

  return G_SOURCE_REMOVE;
}

/* The system has no room: to be told so again and again would only take time from those who are here. */
static void
listener_pause (PyroListener *self)
{
  if (self->pause != NULL)
    return;

  pyro_watch_set_condition (self->watch, 0);
  self->pause = g_timeout_source_new (PAUSE_MSEC);
  g_source_set_callback (self->pause, listener_resume, self, NULL);
  g_source_attach (self->pause, self->daemon->context);
}

static void
tune (int fd)
{
  const int yes = 1;

  /* both fail on Unix sockets, which need neither */
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  setsockopt (fd, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof yes);
}

static void
listener_ready (GIOCondition condition,
                gpointer     user_data)
{
  PyroListener *self = user_data;
  g_autoptr(PyroDaemon) hold = g_object_ref (self->daemon);
  guint n_most = self->daemon->tls != NULL ? MAX_TLS_ACCEPTS_A_TURN : MAX_ACCEPTS_A_TURN;

  for (guint i = 0; i < n_most && self->watch != NULL; i++)
    {
      g_autoptr(GError) error = NULL;
      int fd = accept4 (g_socket_get_fd (self->socket), NULL, NULL, SOCK_CLOEXEC);

      if (fd < 0 && (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM))
        listener_pause (self);
      if (fd < 0 && errno != EINTR && errno != ECONNABORTED)
        return;
      if (fd < 0)
        continue;
      tune (fd);
      if (!_pyro_daemon_accept (self->daemon, fd, FALSE, &error))
        g_debug ("A client was not accepted: %s", error->message);
    }
}

/* ---- Listening ---- */

static PyroListener *
listener_new (PyroDaemon  *daemon,
              GSocket     *socket,
              GError     **error)
{
  g_autoptr(PyroPoller) poller = pyro_poller_get (daemon->context);
  PyroListener *self = g_new0 (PyroListener, 1);

  self->daemon = daemon;
  self->socket = g_object_ref (socket);
  g_socket_set_blocking (socket, FALSE);
  self->watch = pyro_poller_add (poller, g_socket_get_fd (socket), G_IO_IN, listener_ready, self, error);
  if (self->watch == NULL)
    g_clear_pointer (&self, _pyro_listener_free);

  return self;
}

static GSocket *
listen_at (GSocketAddress  *address,
           gboolean         reuse,
           GError         **error)
{
  g_autoptr(GSocket) socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                                            G_SOCKET_PROTOCOL_DEFAULT, error);

  if (socket == NULL)
    return NULL;
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, address, reuse, error) || !g_socket_listen (socket, error))
    return NULL;

  return g_steal_pointer (&socket);
}

/* The addresses of @host, the preferred first. Looking up a name may take time. */
static GList *
look_up (PyroDaemon  *daemon,
         const char  *host,
         GError     **error)
{
  g_autoptr(GResolver) resolver = g_resolver_get_default ();
  GInetAddress *literal = g_inet_address_new_from_string (*host != '\0' ? host : "0.0.0.0");
  guint wanted = daemon->config->prefer_ip_version;
  GResolverNameLookupFlags flags = G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT;

  if (literal != NULL)
    return g_list_prepend (NULL, literal);
  if (wanted == 4)
    flags = G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY;
  else if (wanted == 6)
    flags = G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY;

  return g_resolver_lookup_by_name_with_flags (resolver, host, flags, NULL, error);
}

static guint16
get_local_port (GSocket *socket)
{
  g_autoptr(GSocketAddress) local = g_socket_get_local_address (socket, NULL);

  return local != NULL && G_IS_INET_SOCKET_ADDRESS (local)
         ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local)) : 0;
}

/* IPv4 first, as Python's peers have it: many of them know a name by its first address only. */
static int
compare_addresses (gconstpointer a,
                   gconstpointer b)
{
  return (int) g_inet_address_get_family ((gpointer) a) - (int) g_inet_address_get_family ((gpointer) b);
}

/*
 * _pyro_listener_list_host:
 *
 * Listens at all addresses that @host has, at the same port. A name of this machine has two, often, and
 * nobody knows which of them a client takes.
 *
 * Returns: (transfer full): the listeners, at least one, or %NULL with @error set
 */
GPtrArray *
_pyro_listener_list_host (PyroDaemon  *daemon,
                          const char  *host,
                          guint16      port,
                          GError     **error)
{
  g_autolist(GInetAddress) addresses = g_list_sort (look_up (daemon, host, error), compare_addresses);
  g_autoptr(GPtrArray) listeners = g_ptr_array_new_with_free_func ((GDestroyNotify) _pyro_listener_free);

  for (GList *l = addresses; l != NULL; l = l->next)
    {
      gboolean is_last_hope = l->next == NULL && listeners->len == 0;
      g_autoptr(GSocketAddress) address = g_inet_socket_address_new (l->data, port);
      g_autoptr(GSocket) socket = listen_at (address, daemon->config->sock_reuse, is_last_hope ? error : NULL);
      PyroListener *self = socket != NULL ? listener_new (daemon, socket, is_last_hope ? error : NULL) : NULL;

      if (self == NULL)
        continue;
      self->host = g_strdup (*host != '\0' ? host : "0.0.0.0");
      self->port = port = get_local_port (socket);
      g_ptr_array_add (listeners, self);
    }
  if (listeners->len > 0)
    return g_steal_pointer (&listeners);

  g_prefix_error (error, "Nothing can listen at %s:%u: ", host, port);

  return NULL;
}

PyroListener *
_pyro_listener_new_unix (PyroDaemon  *daemon,
                         const char  *path,
                         GError     **error)
{
  g_autoptr(PyroUri) uri = pyro_uri_new_unix (PYRO_URI_PYRO, PYRO_DAEMON_NAME, path);
  g_autoptr(GSocketAddress) address = NULL;
  g_autoptr(GSocket) socket = NULL;
  const char *raw;
  PyroListener *self;
  gsize size;

  if (uri == NULL)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_URI, "No Unix socket can have the path “%s”", path);
      return NULL;
    }

  raw = pyro_uri_get_socket_path (uri, &size);
  if (*raw == '\0')
    address = g_unix_socket_address_new_with_type (raw + 1, (int) size - 1, G_UNIX_SOCKET_ADDRESS_ABSTRACT);
  else
    address = g_unix_socket_address_new (raw);
  socket = listen_at (address, FALSE, error);
  if (socket == NULL)
    {
      g_prefix_error (error, "Nothing can listen at the Unix socket %s: ", path);
      return NULL;
    }

  self = listener_new (daemon, socket, error);
  if (self == NULL)
    return NULL;
  self->path = g_strdup (path);
  if (*raw != '\0' && stat (raw, &self->identity) == 0)
    self->file = g_strdup (raw);

  return self;
}

PyroListener *
_pyro_listener_new_socket (PyroDaemon  *daemon,
                           GSocket     *socket,
                           GError     **error)
{
  g_autoptr(GSocketAddress) local = g_socket_get_local_address (socket, error);
  PyroListener *self;

  if (local == NULL)
    return NULL;
  self = listener_new (daemon, socket, error);
  if (self == NULL)
    return NULL;

  if (G_IS_INET_SOCKET_ADDRESS (local))
    {
      self->host = g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (local)));
      self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local));
    }
  else if (g_unix_socket_address_get_address_type (G_UNIX_SOCKET_ADDRESS (local)) == G_UNIX_SOCKET_ADDRESS_PATH)
    self->path = g_strdup (g_unix_socket_address_get_path (G_UNIX_SOCKET_ADDRESS (local)));
  else
    self->path = g_strconcat ("\\x00", g_unix_socket_address_get_path (G_UNIX_SOCKET_ADDRESS (local)), NULL);

  return self;
}

static void
remove_file (PyroListener *self)
{
  struct stat now;

  if (stat (self->file, &now) == 0 && now.st_ino == self->identity.st_ino && now.st_dev == self->identity.st_dev)
    g_unlink (self->file);
}

/*
 * _pyro_listener_free:
 *
 * Stops to listen, and removes the file of a Unix socket that was made here.
 */
void
_pyro_listener_free (PyroListener *self)
{
  g_clear_pointer (&self->watch, pyro_watch_remove);
  if (self->pause != NULL)
    g_source_destroy (self->pause);
  g_clear_pointer (&self->pause, g_source_unref);
  if (self->file != NULL)
    remove_file (self);
  g_socket_close (self->socket, NULL);
  g_object_unref (self->socket);
  g_free (self->host);
  g_free (self->path);
  g_free (self->file);
  g_free (self);
}

/*
 * _pyro_listener_dup_uri:
 *
 * Returns: (transfer full) (nullable): the URI of an object here, or %NULL when its id cannot be in one
 */
PyroUri *
_pyro_listener_dup_uri (PyroListener *self,
                        const char   *id)
{
  return self->host != NULL ? pyro_uri_new (PYRO_URI_PYRO, id, self->host, self->port)
                            : pyro_uri_new_unix (PYRO_URI_PYRO, id, self->path);
}

guint16
_pyro_listener_get_port (PyroListener *self)
{
  return self->port;
}

GSocket *
_pyro_listener_get_socket (PyroListener *self)
{
  return self->socket;
}
