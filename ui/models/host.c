/* ui/models/host.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/host.h"

#include <ifaddrs.h>
#include <netinet/in.h>
#include <string.h>

/* Whether an address of a network interface of this computer is @address. */
static gboolean
interface_has (const struct sockaddr *interface,
               GInetAddress          *address)
{
  gsize size = g_inet_address_get_native_size (address);
  gconstpointer bytes;

  if (interface == NULL || interface->sa_family != (int) g_inet_address_get_family (address))
    return FALSE;

  if (interface->sa_family == AF_INET)
    bytes = &((const struct sockaddr_in *) (gconstpointer) interface)->sin_addr;
  else
    bytes = &((const struct sockaddr_in6 *) (gconstpointer) interface)->sin6_addr;

  return memcmp (bytes, g_inet_address_to_bytes (address), size) == 0;
}

static gboolean
address_is_here (GInetAddress *address)
{
  struct ifaddrs *interfaces = NULL;
  gboolean found = FALSE;

  if (g_inet_address_get_is_loopback (address) || g_inet_address_get_is_any (address))
    return TRUE;

  if (getifaddrs (&interfaces) != 0)
    return FALSE;

  for (struct ifaddrs *at = interfaces; at != NULL && !found; at = at->ifa_next)
    found = interface_has (at->ifa_addr, address);
  freeifaddrs (interfaces);

  return found;
}

static void
addresses_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  GList *addresses;
  gboolean here = FALSE;

  addresses = g_resolver_lookup_by_name_finish (G_RESOLVER (object), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  for (GList *at = addresses; at != NULL && !here; at = at->next)
    here = address_is_here (at->data);
  g_resolver_free_addresses (addresses);

  g_task_return_int (task, here);
}

/**
 * lens_host_is_loopback:
 * @host: a host name or a numeric address
 *
 * Checks whether a host means "this computer" wherever it is read.
 *
 * Returns: %TRUE if it does
 */
gboolean
lens_host_is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

/**
 * lens_host_is_any:
 * @host: a host name or a numeric address
 *
 * Checks whether a host is the address that a server binds to when it listens everywhere, which no
 * client can reach.
 *
 * Returns: %TRUE if it is
 */
gboolean
lens_host_is_any (const char *host)
{
  g_autoptr(GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_any (address);
}

/**
 * lens_host_is_numeric_here:
 * @host: a host name or a numeric address
 *
 * Checks whether a host is this computer, as far as that is known without a look-up.
 *
 * Returns: %TRUE if it is "localhost", or an address of this computer
 */
gboolean
lens_host_is_numeric_here (const char *host)
{
  g_autoptr(GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  address = g_inet_address_new_from_string (host);

  return address != NULL ? address_is_here (address) : lens_host_is_loopback (host);
}

/**
 * lens_host_is_here_async:
 * @host: a host name or a numeric address
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when it is known
 * @user_data: for @callback
 *
 * Finds out whether a host is this computer. A name is looked up.
 */
void
lens_host_is_here_async (const char          *host,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(GInetAddress) address = NULL;
  g_autoptr(GResolver) resolver = NULL;

  g_return_if_fail (host != NULL);

  g_task_set_source_tag (task, lens_host_is_here_async);

  address = g_inet_address_new_from_string (host);
  if (address != NULL || lens_host_is_loopback (host))
    {
      g_task_return_int (task, address == NULL || address_is_here (address));
      return;
    }

  resolver = g_resolver_get_default ();
  g_resolver_lookup_by_name_async (resolver, host, cancellable, addresses_cb, g_steal_pointer (&task));
}

/**
 * lens_host_is_here_finish:
 * @here: (out): whether the host is this computer
 * @error: `G_RESOLVER_ERROR` where the name is not known
 *
 * Finishes lens_host_is_here_async().
 *
 * Returns: %TRUE if it is known
 */
gboolean
lens_host_is_here_finish (GAsyncResult  *result,
                          gboolean      *here,
                          GError       **error)
{
  GError *failure = NULL;
  gssize found;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (here != NULL, FALSE);

  found = g_task_propagate_int (G_TASK (result), &failure);
  *here = found > 0;
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, failure);

  return FALSE;
}
