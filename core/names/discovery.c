/* core/names/discovery.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/discovery.h"

#include "core/error.h"
#include "core/limits.h"
#include "core/names/broadcast-private.h"
#include "core/translation-private.h"

#include <string.h>

/* What Python's clients send, how often, and how long they wait each time: locate_ns() in
 * Pyro5/core.py. */
#define QUESTION     "GET_NSURI"
#define N_ROUNDS     3
#define ROUND_MSEC   700

/* One question to the networks, and what was answered so far. It does no waiting of its own. */
typedef struct
{
  GSocket   *socket;
  GPtrArray *targets; /* of GSocketAddress */
  GPtrArray *found;   /* of PyroUri, each once */
  guint      n_rounds;
  guint      n_seen;  /* answers, good or bad */
  gboolean   only_first;
  GSource   *readable;
  GSource   *timer;
  GSource   *cancelled;
} Search;

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
search_free (Search *self)
{
  clear_source (&self->readable);
  clear_source (&self->timer);
  clear_source (&self->cancelled);
  g_clear_object (&self->socket);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

/* Takes @targets. */
static Search *
search_new (GPtrArray  *targets,
            GError    **error)
{
  g_autoptr(Search) self = g_new0 (Search, 1);

  self->targets = targets;
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_uri_unref);
  self->socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM,
                               G_SOCKET_PROTOCOL_UDP, error);
  if (self->socket == NULL)
    return NULL;
  g_socket_set_blocking (self->socket, FALSE);
  g_socket_set_broadcast (self->socket, TRUE);

  return g_steal_pointer (&self);
}

/* Asks once more. That a network is not there is no error as long as another one is: a computer
 * without a default route cannot send to 255.255.255.255. */
static gboolean
search_ask (Search  *self,
            GError **error)
{
  g_autoptr(GError) problem = NULL;
  gboolean sent = FALSE;

  for (guint i = 0; i < self->targets->len; i++)
    {
      g_clear_error (&problem);
      if (g_socket_send_to (self->socket, g_ptr_array_index (self->targets, i),
                            QUESTION, strlen (QUESTION), NULL, &problem) >= 0)
        sent = TRUE;
    }
  self->n_rounds++;

  if (!sent && problem != NULL)
    {
      g_set_error (error, problem->domain, problem->code, _("The broadcast cannot be sent: %s"), problem->message);
      return FALSE;
    }

  return TRUE;
}

/* Anybody may answer, with anything. */
static PyroUri *
parse_answer (const char *data,
              gsize       size)
{
  g_autofree char *text = NULL;
  g_autoptr(PyroUri) uri = NULL;

  if (size == 0 || size > PYRO_MAX_BEACON_SIZE || memchr (data, '\0', size) != NULL)
    return NULL;

  text = g_convert (data, (gssize) size, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
  if (text == NULL)
    return NULL;
  uri = pyro_uri_parse (text, 0, NULL);
  if (uri == NULL || pyro_uri_get_scheme (uri) != PYRO_URI_PYRO)
    return NULL;

  return g_steal_pointer (&uri);
}

static gboolean
search_is_over (Search *self)
{
  return self->targets->len == 0 ||
         self->n_seen >= PYRO_MAX_BEACONS ||
         (self->only_first && self->found->len > 0);
}

/* Reads what is there now. */
static void
search_read (Search *self)
{
  while (!search_is_over (self))
    {
      char answer[PYRO_MAX_BEACON_SIZE + 1]; /* one more, so that a longer one is seen to be longer */
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroUri) uri = NULL;
      gssize size = g_socket_receive_from (self->socket, NULL, answer, sizeof answer, NULL, &error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        break;

      self->n_seen++;
      if (size > 0)
        uri = parse_answer (answer, (gsize) size);
      if (uri != NULL &&
          !g_ptr_array_find_with_equal_func (self->found, uri, (GEqualFunc) pyro_uri_equal, NULL))
        g_ptr_array_add (self->found, g_steal_pointer (&uri));
    }
}

static void
finish_search (GTask  *task,
               GError *error)
{
  Search *self = g_task_get_task_data (task);

  clear_source (&self->readable);
  clear_source (&self->timer);
  clear_source (&self->cancelled);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_ptr_array_ref (self->found), (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
search_readable_cb (GSocket      *socket,
                    GIOCondition  condition,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  Search *self = g_task_get_task_data (task);

  search_read (self);
  if (!search_is_over (self))
    return G_SOURCE_CONTINUE;

  finish_search (task, NULL);

  return G_SOURCE_REMOVE;
}

static gboolean
search_timer_cb (gpointer user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  Search *self = g_task_get_task_data (task);
  GError *error = NULL;

  /* A network that goes away meanwhile takes no answers back. */
  if (self->n_rounds < N_ROUNDS && search_ask (self, self->found->len == 0 ? &error : NULL))
    return G_SOURCE_CONTINUE;

  finish_search (task, error);

  return G_SOURCE_REMOVE;
}

static gboolean
search_cancelled_cb (GCancellable *cancellable,
                     gpointer      user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  GError *error = NULL;

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  finish_search (task, error);

  return G_SOURCE_REMOVE;
}

static void
attach_sources (GTask *task)
{
  Search *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->readable = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_task_attach_source (task, self->readable, G_SOURCE_FUNC (search_readable_cb));
  self->timer = g_timeout_source_new (ROUND_MSEC);
  g_task_attach_source (task, self->timer, search_timer_cb);
  if (cancellable != NULL)
    {
      self->cancelled = g_cancellable_source_new (cancellable);
      g_task_attach_source (task, self->cancelled, G_SOURCE_FUNC (search_cancelled_cb));
    }
}

static void
resolved_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *targets = _pyro_broadcast_resolve_finish (result, &error);
  Search *self = targets != NULL ? search_new (targets, &error) : NULL;

  if (self == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->only_first = g_task_get_source_tag (task) == pyro_discovery_find_async;
  g_task_set_task_data (task, self, (GDestroyNotify) search_free);

  if (!search_ask (self, &error))
    g_task_return_error (task, error);
  else if (search_is_over (self))
    finish_search (task, NULL);
  else
    attach_sources (task);
}

static void
start_search (const PyroConfig *config,
              guint16           port,
              GTask            *task)
{
  _pyro_broadcast_resolve_async ((const char *const *) config->broadcast_addrs, port,
                                 g_task_get_cancellable (task), resolved_cb, task);
}

/**
 * pyro_discovery_search_async:
 * @config: where to broadcast to; it is not kept
 * @cancellable: (nullable): a way to give up
 * @callback: what to call when it is done, in the thread-default context of now
 * @user_data: for @callback
 *
 * Looks for all name servers that answer Pyro's broadcast. It asks three times, as Python's clients
 * do, and takes 2.1 seconds: who did not hear the first question may hear the next.
 *
 * A name server on loopback does not answer broadcasts.
 */
void
pyro_discovery_search_async (const PyroConfig    *config,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (config != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_discovery_search_async);
  start_search (config, config->ns_bcport, task);
}

/**
 * pyro_discovery_search_finish:
 * @result: what the callback got
 * @error: return location for an error of `G_IO_ERROR`, or %PYRO_ERROR_VALUE for a broadcast
 *   address that is none
 *
 * Ends [func@Pyro.discovery_search_async].
 *
 * Returns: (transfer full) (element-type PyroUri): the addresses of the name servers in the order in
 *   which they answered, each once; none is no error
 */
GPtrArray *
pyro_discovery_search_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_discovery_search_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static PyroUri *
take_first (GPtrArray  *found,
            GError    **error)
{
  if (found->len > 0)
    return pyro_uri_ref (g_ptr_array_index (found, 0));

  g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_NAMING, _("No name server answered the broadcast"));

  return NULL;
}

/**
 * pyro_discovery_find_async:
 * @config: where to broadcast to; it is not kept
 * @port: the UDP port, or 0 for the one of @config
 * @cancellable: (nullable): a way to give up
 * @callback: what to call when it is done, in the thread-default context of now
 * @user_data: for @callback
 *
 * Looks for the name server that answers Pyro's broadcast first, for at most 2.1 seconds.
 */
void
pyro_discovery_find_async (const PyroConfig    *config,
                           guint16              port,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (config != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_discovery_find_async);
  start_search (config, port > 0 ? port : config->ns_bcport, task);
}

/**
 * pyro_discovery_find_finish:
 * @result: what the callback got
 * @error: return location for an error; %PYRO_ERROR_NAMING when nobody answered
 *
 * Ends [func@Pyro.discovery_find_async].
 *
 * Returns: (transfer full): the address of a name server, or %NULL with @error set
 */
PyroUri *
pyro_discovery_find_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_autoptr(GPtrArray) found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_discovery_find_async), NULL);

  found = g_task_propagate_pointer (G_TASK (result), error);

  return found != NULL ? take_first (found, error) : NULL;
}

/* Reads answers until one is good or the round is over. */
static gboolean
search_wait (Search        *self,
             GCancellable  *cancellable,
             GError       **error)
{
  gint64 deadline = g_get_monotonic_time () + ROUND_MSEC * G_TIME_SPAN_MILLISECOND;

  while (!search_is_over (self))
    {
      g_autoptr(GError) problem = NULL;
      gint64 left = deadline - g_get_monotonic_time ();

      if (left <= 0)
        break;
      if (g_socket_condition_timed_wait (self->socket, G_IO_IN, left, cancellable, &problem))
        search_read (self);
      else if (!g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * pyro_discovery_find_sync:
 * @config: where to broadcast to
 * @port: the UDP port, or 0 for the one of @config
 * @cancellable: (nullable): a way to give up
 * @error: return location for an error; %PYRO_ERROR_NAMING when nobody answered
 *
 * Looks for the name server that answers Pyro's broadcast first. Blocks for at most 2.1 seconds,
 * without a main loop.
 *
 * Returns: (transfer full): the address of a name server, or %NULL with @error set
 */
PyroUri *
pyro_discovery_find_sync (const PyroConfig  *config,
                          guint16            port,
                          GCancellable      *cancellable,
                          GError           **error)
{
  g_autoptr(Search) search = NULL;
  GPtrArray *targets;

  g_return_val_if_fail (config != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  targets = _pyro_broadcast_resolve_sync ((const char *const *) config->broadcast_addrs,
                                          port > 0 ? port : config->ns_bcport, cancellable, error);
  search = targets != NULL ? search_new (targets, error) : NULL;
  if (search == NULL)
    return NULL;
  search->only_first = TRUE;

  while (search->n_rounds < N_ROUNDS && !search_is_over (search))
    {
      if (!search_ask (search, error) || !search_wait (search, cancellable, error))
        return NULL;
    }

  return take_first (search->found, error);
}
