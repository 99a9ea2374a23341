/* core/names/broadcast.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/broadcast-private.h"

#include "core/error.h"
#include "core/translation-private.h"

#define IPV4_ONLY G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY

/* Addresses and host names, and what was found of them so far. It does no waiting of its own. */
typedef struct
{
  char      **names;
  guint16     port;
  guint       next;
  GPtrArray  *found;   /* of GSocketAddress */
  GError     *problem; /* the first host name that was not found */
} Broadcast;

static Broadcast *
broadcast_new (const char *const *names,
               guint16            port)
{
  Broadcast *self = g_new0 (Broadcast, 1);

  self->names = g_strdupv ((char **) names);
  self->port = port;
  self->found = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

static void
broadcast_free (Broadcast *self)
{
  g_strfreev (self->names);
  g_ptr_array_unref (self->found);
  g_clear_error (&self->problem);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Broadcast, broadcast_free)

static void
broadcast_add (Broadcast    *self,
               GInetAddress *address)
{
  g_ptr_array_add (self->found, g_inet_socket_address_new (address, self->port));
}

/* Goes on to the next host name. Addresses on the way are added.
 *
 * Returns: (nullable): the name, which has to be looked up; %NULL at the end, and with @error set */
static const char *
broadcast_next_host (Broadcast  *self,
                     GError    **error)
{
  while (self->names[self->next] != NULL)
    {
      const char *name = self->names[self->next++];
      const char *text = g_str_equal (name, "<broadcast>") ? "255.255.255.255" : name;
      g_autoptr(GInetAddress) address = g_inet_address_new_from_string (text);

      if (address == NULL && *name != '\0')
        return name;
      if (address == NULL || g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV4)
        {
          g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                       _("The broadcast address “%s” is no IPv4 address"), name);
          return NULL;
        }
      broadcast_add (self, address);
    }

  return NULL;
}

/* Takes what the resolver said of @host: the first of its addresses is enough. Takes @addresses and
 * @problem. */
static void
broadcast_take (Broadcast  *self,
                const char *host,
                GList      *addresses,
                GError     *problem)
{
  if (addresses != NULL)
    broadcast_add (self, addresses->data);
  else if (self->problem == NULL)
    self->problem = g_error_new (problem->domain, problem->code,
                                 _("The broadcast address “%s” was not found: %s"), host, problem->message);

  g_resolver_free_addresses (addresses);
  g_clear_error (&problem);
}

/* That a host is not known is no error as long as another address is. */
static GPtrArray *
broadcast_finish (Broadcast  *self,
                  GError    **error)
{
  if (self->found->len > 0 || self->problem == NULL)
    return g_ptr_array_ref (self->found);

  g_propagate_error (error, g_steal_pointer (&self->problem));

  return NULL;
}

/*
 * _pyro_broadcast_resolve_sync:
 * @names: (array zero-terminated=1): IPv4 addresses, host names, and `<broadcast>` for
 *   255.255.255.255
 * @port: the UDP port
 * @cancellable: (nullable): a way to give up
 * @error: return location for an error: %PYRO_ERROR_VALUE for an address that is not of IPv4, or why
 *   no host of @names was found
 *
 * Returns: (transfer full) (element-type GSocketAddress): the addresses, or %NULL with @error set
 */
GPtrArray *
_pyro_broadcast_resolve_sync (const char *const  *names,
                              guint16             port,
                              GCancellable       *cancellable,
                              GError            **error)
{
  g_autoptr(Broadcast) self = broadcast_new (names, port);
  g_autoptr(GResolver) resolver = g_resolver_get_default ();
  g_autoptr(GError) mistake = NULL;
  const char *host;

  while ((host = broadcast_next_host (self, &mistake)) != NULL)
    {
      GError *problem = NULL;
      GList *addresses = g_resolver_lookup_by_name_with_flags (resolver, host, IPV4_ONLY,
                                                               cancellable, &problem);

      broadcast_take (self, host, addresses, problem);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  if (mistake != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&mistake));
      return NULL;
    }

  return broadcast_finish (self, error);
}

static void look_up (GTask *unowned);

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Broadcast *self = g_task_get_task_data (task);
  GError *problem = NULL;
  GList *addresses = g_resolver_lookup_by_name_with_flags_finish (G_RESOLVER (object), result, &problem);

  broadcast_take (self, self->names[self->next - 1], addresses, problem);
  look_up (g_steal_pointer (&task));
}

/* Goes on with the next host name. Takes @unowned. */
static void
look_up (GTask *unowned)
{
  g_autoptr(GTask) task = unowned;
  g_autoptr(GResolver) resolver = g_resolver_get_default ();
  Broadcast *self = g_task_get_task_data (task);
  GPtrArray *found = NULL;
  GError *error = NULL;
  const char *host;

  if (g_task_return_error_if_cancelled (task))
    return;

  host = broadcast_next_host (self, &error);
  if (host != NULL)
    {
      g_resolver_lookup_by_name_with_flags_async (resolver, host, IPV4_ONLY,
                                                  g_task_get_cancellable (task),
                                                  looked_up_cb, g_object_ref (task));
      return;
    }

  if (error == NULL)
    found = broadcast_finish (self, &error);
  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/*
 * _pyro_broadcast_resolve_async:
 *
 * Finds the addresses as _pyro_broadcast_resolve_sync() does.
 */
void
_pyro_broadcast_resolve_async (const char *const   *names,
                               guint16              port,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, _pyro_broadcast_resolve_async);
  g_task_set_task_data (task, broadcast_new (names, port), (GDestroyNotify) broadcast_free);
  look_up (task);
}

/*
 * _pyro_broadcast_resolve_finish:
 *
 * Ends _pyro_broadcast_resolve_async().
 *
 * Returns: (transfer full) (element-type GSocketAddress): the addresses, or %NULL with @error set
 */
GPtrArray *
_pyro_broadcast_resolve_finish (GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
