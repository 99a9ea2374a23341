/* core/link/address.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/link/address.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixsocketaddress.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#include "core/error.h"
#include "core/link/address-private.h"
#include "core/translation-private.h"

/*
 * pyro_address_new_unix:
 * @uri: a URI with the path of a Unix socket; one that begins with a zero byte is abstract
 *
 * Returns: (transfer full): the address
 */
GSocketAddress *
pyro_address_new_unix (PyroUri  *uri,
                       GError  **error)
{
  gsize size;
  const char *path = pyro_uri_get_socket_path (uri, &size);

  if (size > 1 && path[0] == '\0')
    return g_unix_socket_address_new_with_type (path + 1, (int) size - 1,
                                                G_UNIX_SOCKET_ADDRESS_ABSTRACT);

  return g_unix_socket_address_new (path);
}

/*
 * pyro_address_new_socket:
 *
 * Returns: (transfer full): a socket that does not block and is on its way to @address, or there;
 *   %NULL with @error set, to %G_IO_ERROR_WOULD_BLOCK where it has to be tried again
 */
GSocket *
pyro_address_new_socket (GSocketAddress  *address,
                         GError         **error)
{
  g_autoptr(GSocket) socket = NULL;
  g_autoptr(GError) local_error = NULL;

  socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_DEFAULT, error);
  if (socket == NULL)
    return NULL;

  g_socket_set_blocking (socket, FALSE);
  if (!g_socket_connect (socket, address, NULL, &local_error) &&
      !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_PENDING))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&socket);
}

/*
 * pyro_address_tune:
 *
 * Sets what every connection of Pyro wants: small messages that leave at once, and word of a peer
 * that went away without one.
 */
void
pyro_address_tune (GSocket *socket)
{
  if (g_socket_get_family (socket) == G_SOCKET_FAMILY_UNIX)
    return;

  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  g_socket_set_keepalive (socket, TRUE);
}

/*
 * pyro_address_describe:
 * @error: (transfer full): what GIO said
 *
 * Returns: (transfer full): the same error in a sentence that names the address and the failure
 */
GError *
pyro_address_describe (PyroUri *uri,
                       GError  *error)
{
  g_autoptr(GError) cause = error;
  g_autofree char *location = NULL;
  const char *reason;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&cause);

  /* GIO says “Could not connect to HOST: REASON”, “Error resolving “HOST”: REASON” or just REASON. */
  location = pyro_uri_dup_location (uri);
  reason = strrchr (error->message, ':');
  reason = reason != NULL && reason[1] == ' ' ? reason + 2 : error->message;

  if (error->domain == G_RESOLVER_ERROR)
    return g_error_new (error->domain, error->code, /* Translators: a host, and GIO's reason */
                        _("Could not find the address of %s: %s"), pyro_uri_get_host (uri), reason);

  return g_error_new (error->domain, error->code, /* Translators: an address, and the system's reason */
                      _("Could not connect to %s: %s"), location, reason);
}

static void
connect_return_error (GTask  *task,
                      GError *error)
{
  g_task_return_error (task, pyro_address_describe (g_task_get_task_data (task), error));
}

/* A socket connection closes its socket when it goes, so the descriptor gets a second name. */
static GSocket *
socket_of_connection (GSocketConnection  *connection,
                      GError            **error)
{
  int fd = g_socket_get_fd (g_socket_connection_get_socket (connection));

  fd = fcntl (fd, F_DUPFD_CLOEXEC, 3);
  if (fd < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return NULL;
    }

  return g_socket_new_from_fd (fd, error);
}

static void
host_connected_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(GSocket) socket = NULL;
  GError *error = NULL;

  connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (object), result, &error);
  if (connection != NULL)
    socket = socket_of_connection (connection, &error);
  if (socket == NULL)
    {
      connect_return_error (task, error);
      return;
    }

  pyro_address_tune (socket);
  g_task_return_pointer (task, g_steal_pointer (&socket), g_object_unref);
}

static gboolean
unix_connect (gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr(GSocketAddress) address = NULL;
  g_autoptr(GSocket) socket = NULL;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  address = pyro_address_new_unix (g_task_get_task_data (task), &error);
  if (address != NULL)
    socket = pyro_address_new_socket (address, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      g_error_free (error);
      return G_SOURCE_CONTINUE;
    }

  if (socket != NULL)
    g_task_return_pointer (task, g_steal_pointer (&socket), g_object_unref);
  else
    connect_return_error (task, error);

  return G_SOURCE_REMOVE;
}

static void
unix_connect_async (GTask *task)
{
  g_autoptr(GSource) retry = NULL;

  if (unix_connect (task) == G_SOURCE_REMOVE)
    return;

  retry = g_timeout_source_new (PYRO_UNIX_RETRY_MSEC);
  g_source_set_static_name (retry, "[pyro] connect again");
  g_source_set_callback (retry, unix_connect, g_object_ref (task), g_object_unref);
  g_source_attach (retry, g_task_get_context (task));
}

/**
 * pyro_address_connect_async:
 * @uri: a URI with a location
 * @cancellable: (nullable): a way to give up
 * @callback: called when the socket is connected, or cannot be
 * @user_data: passed to @callback
 *
 * Opens a socket to the location of @uri. A host that has several addresses is tried at all of
 * them, the next one before the last one has failed (RFC 8305). Proxies of the desktop's settings
 * are not asked.
 */
void
pyro_address_connect_async (PyroUri             *uri,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GSocketClient) client = NULL;
  g_autoptr(GSocketConnectable) host = NULL;

  g_return_if_fail (uri != NULL);
  g_return_if_fail (pyro_uri_has_location (uri));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_address_connect_async);
  g_task_set_task_data (task, pyro_uri_ref (uri), (GDestroyNotify) pyro_uri_unref);

  if (pyro_uri_get_socket_path (uri, NULL) != NULL)
    {
      unix_connect_async (task);
      return;
    }

  host = g_network_address_new (pyro_uri_get_host (uri), pyro_uri_get_port (uri));
  client = g_socket_client_new ();
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_async (client, host, cancellable, host_connected_cb,
                                 g_steal_pointer (&task));
}

/**
 * pyro_address_connect_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the socket, or %NULL with @error set in the `G_IO_ERROR` or
 *   `G_RESOLVER_ERROR` domain
 */
GSocket *
pyro_address_connect_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
