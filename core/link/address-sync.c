/* core/link/address-sync.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/link/address.h"

#include <errno.h>

#include "core/link/address-private.h"
#include "core/translation-private.h"

/* Addresses of one host that are tried at the same time. */
#define MAX_ATTEMPTS 16

/* Microseconds that one address has before the next is tried beside it: the “Connection Attempt
 * Delay” of RFC 8305, section 5. */
#define ATTEMPT_DELAY (250 * G_TIME_SPAN_MILLISECOND)

/* ---- The name ---- */

typedef struct
{
  GResolver    *resolver;
  GCancellable *cancellable;
  GList        *addresses;
  GError       *error;
  gboolean      done;
} Lookup;

static void
lookup_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Lookup *lookup = user_data;

  lookup->addresses = g_resolver_lookup_by_name_finish (lookup->resolver, result, &lookup->error);
  lookup->done = TRUE;
}

static gboolean
lookup_stop (gpointer user_data)
{
  g_cancellable_cancel (((Lookup *) user_data)->cancellable);

  return G_SOURCE_REMOVE;
}

static gboolean
lookup_cancelled (GCancellable *cancellable,
                  gpointer      user_data)
{
  return lookup_stop (user_data);
}

static void
lookup_add_source (GSource      *source,
                   GSourceFunc   stop,
                   Lookup       *lookup,
                   GMainContext *context)
{
  g_source_set_callback (source, stop, lookup, NULL);
  g_source_attach (source, context);
}

/* A lookup that blocks knows no deadline. One that does not, in a context of its own in which
 * nothing else can run, is ended by a timer. */
static GList *
lookup_by_name (const char    *host,
                gint64         deadline,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  g_autoptr(GResolver) resolver = g_resolver_get_default ();
  g_autoptr(GCancellable) stop = g_cancellable_new ();
  g_autoptr(GSource) timer = g_timeout_source_new (0);
  g_autoptr(GSource) cancel = NULL;
  Lookup lookup = { .resolver = resolver, .cancellable = stop };

  g_main_context_push_thread_default (context);
  g_source_set_ready_time (timer, deadline > 0 ? deadline : -1);
  lookup_add_source (timer, lookup_stop, &lookup, context);
  if (cancellable != NULL)
    {
      cancel = g_cancellable_source_new (cancellable);
      lookup_add_source (cancel, G_SOURCE_FUNC (lookup_cancelled), &lookup, context);
    }

  g_resolver_lookup_by_name_async (resolver, host, stop, lookup_cb, &lookup);
  while (!lookup.done)
    g_main_context_iteration (context, TRUE);

  g_source_destroy (timer);
  if (cancel != NULL)
    g_source_destroy (cancel);
  g_main_context_pop_thread_default (context);

  if (g_error_matches (lookup.error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_cancellable_is_cancelled (cancellable))
    {
      g_clear_error (&lookup.error);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _("Its name was not found in time"));
    }
  else if (lookup.error != NULL)
    {
      g_propagate_error (error, lookup.error);
    }

  return lookup.addresses;
}

/* Returns: (transfer full) (element-type GSocketAddress): where @uri points to; none is an error. */
static GPtrArray *
find_addresses (PyroUri       *uri,
                gint64         deadline,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autolist(GInetAddress) addresses = NULL;
  g_autoptr(GInetAddress) literal = NULL;

  if (pyro_uri_get_socket_path (uri, NULL) != NULL)
    {
      GSocketAddress *address = pyro_address_new_unix (uri, error);

      if (address == NULL)
        return NULL;
      g_ptr_array_add (found, address);
      return g_steal_pointer (&found);
    }

  literal = g_inet_address_new_from_string (pyro_uri_get_host (uri));
  if (literal != NULL)
    addresses = g_list_prepend (NULL, g_steal_pointer (&literal));
  else
    addresses = lookup_by_name (pyro_uri_get_host (uri), deadline, cancellable, error);
  if (addresses == NULL)
    return NULL;

  for (GList *l = addresses; l != NULL && found->len < MAX_ATTEMPTS; l = l->next)
    g_ptr_array_add (found, g_inet_socket_address_new (l->data, pyro_uri_get_port (uri)));

  return g_steal_pointer (&found);
}

/* ---- The addresses, tried side by side ---- */

typedef struct
{
  GPtrArray *addresses; /* of GSocketAddress */
  guint      n_started; /* of @addresses */
  GPtrArray *sockets;   /* of GSocket, on their way */
  gint64     next;      /* when to start the next, in monotonic microseconds */
  gint64     deadline;  /* in monotonic microseconds, or 0 for none */
  GError    *error;     /* of the first address that failed */
} Race;

static void
race_note_error (Race   *race,
                 GError *error)
{
  if (race->error == NULL)
    race->error = error;
  else
    g_error_free (error);
}

/* Starts the next address when it is its turn. */
static void
race_start (Race   *race,
            gint64  now)
{
  while (race->n_started < race->addresses->len && (race->sockets->len == 0 || now >= race->next))
    {
      GError *error = NULL;
      GSocket *socket = pyro_address_new_socket (race->addresses->pdata[race->n_started], &error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        {
          g_error_free (error);
          race->next = now + PYRO_UNIX_RETRY_MSEC * G_TIME_SPAN_MILLISECOND;
          return;
        }

      race->n_started++;
      race->next = now + ATTEMPT_DELAY;
      if (socket != NULL)
        g_ptr_array_add (race->sockets, socket);
      else
        race_note_error (race, error);
    }
}

static gboolean
race_is_lost (Race *race)
{
  return race->sockets->len == 0 && race->n_started == race->addresses->len;
}

/* Milliseconds until something is to be done, -1 for never; rounded up, so as not to spin. */
static int
race_get_timeout (Race   *race,
                  gint64  now)
{
  gint64 until = race->deadline > 0 ? race->deadline : G_MAXINT64;

  if (race->n_started < race->addresses->len)
    until = MIN (until, race->next);
  if (until == G_MAXINT64)
    return -1;

  return (int) CLAMP ((until - now + 999) / 1000, 0, G_MAXINT);
}

/* Returns: (transfer full) (nullable): the first socket that is connected; the failed are dropped */
static GSocket *
race_check (Race           *race,
            const GPollFD  *fds)
{
  GSocket *winner = NULL;

  for (guint i = race->sockets->len; i-- > 0;)
    {
      GSocket *socket = race->sockets->pdata[i];
      GError *error = NULL;

      if (fds[i].revents == 0)
        continue;

      if (!g_socket_check_connect_result (socket, &error))
        race_note_error (race, error);
      else
        g_set_object (&winner, socket);
      g_ptr_array_remove_index (race->sockets, i);
    }

  return winner;
}

static GSocket *
race_run (Race          *race,
          GCancellable  *cancellable,
          GError       **error)
{
  GPollFD fds[MAX_ATTEMPTS + 1];
  GPollFD *cancel_fd = &fds[MAX_ATTEMPTS];
  gboolean can_cancel = g_cancellable_make_pollfd (cancellable, cancel_fd);
  GSocket *winner = NULL;

  while (winner == NULL && !g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      gint64 now = g_get_monotonic_time ();
      guint n;

      race_start (race, now);
      if (race_is_lost (race))
        {
          g_propagate_error (error, g_steal_pointer (&race->error));
          break;
        }
      if (race->deadline > 0 && now >= race->deadline)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _("There was no answer in time"));
          break;
        }

      for (n = 0; n < race->sockets->len; n++)
        fds[n] = (GPollFD) { g_socket_get_fd (race->sockets->pdata[n]), G_IO_OUT, 0 };
      if (can_cancel)
        fds[n] = *cancel_fd;
      if (g_poll (fds, n + (can_cancel ? 1 : 0), race_get_timeout (race, now)) > 0)
        winner = race_check (race, fds);
    }

  if (can_cancel)
    g_cancellable_release_fd (cancellable);

  return winner;
}

/**
 * pyro_address_connect_sync:
 * @uri: a URI with a location
 * @deadline: when to give up, in microseconds of g_get_monotonic_time(), or 0 for never
 * @cancellable: (nullable): a way to give up
 * @error: return location for an error
 *
 * Opens a socket to the location of @uri and blocks meanwhile; the same as
 * pyro_address_connect_async() otherwise. No main context of the caller runs, and any thread may
 * call it.
 *
 * Returns: (transfer full): the socket, or %NULL with @error set in the `G_IO_ERROR` or
 *   `G_RESOLVER_ERROR` domain
 */
GSocket *
pyro_address_connect_sync (PyroUri       *uri,
                           gint64         deadline,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr(GPtrArray) addresses = NULL;
  g_autoptr(GPtrArray) sockets = g_ptr_array_new_with_free_func (g_object_unref);
  GError *local_error = NULL;
  GSocket *socket = NULL;
  Race race;

  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (pyro_uri_has_location (uri), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  addresses = find_addresses (uri, deadline, cancellable, &local_error);
  if (addresses != NULL)
    {
      race = (Race) { .addresses = addresses, .sockets = sockets, .deadline = deadline };
      socket = race_run (&race, cancellable, &local_error);
      g_clear_error (&race.error);
    }
  if (socket == NULL)
    {
      g_propagate_error (error, pyro_address_describe (uri, local_error));
      return NULL;
    }

  pyro_address_tune (socket);

  return socket;
}
