/* core/gateway/pool.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Connections to daemons are kept for a while for who comes next. To one daemon there is a bounded number of
 * them; who finds them all in use waits for one, and those who wait are served in order. */

#include "core/gateway/pool-private.h"

#include <string.h>

#include "core/limits.h"

/* One daemon. */
typedef struct
{
  char   *location;
  guint   n_taken;
  GQueue  idle;    /* Idle, the latest first */
  GQueue  waiting; /* GTask, the first who came first */
} Shelf;

/* A proxy that nobody uses. */
typedef struct
{
  PyroProxy *proxy;
  gint64     since;
} Idle;

/* One who wants a proxy. */
typedef struct
{
  PyroPool *pool;
  Shelf    *shelf;
  PyroUri  *uri;
  GSource  *deadline;
} Wish;

struct _PyroPool
{
  PyroConfig *config;
  PyroTls    *tls;
  gint64      timeout;   /* microseconds, 0 for none */
  gint64      idle_time; /* microseconds, 0 to keep nothing */
  GHashTable *shelves;   /* char * in the Shelf → Shelf */
  GSource    *sweep;     /* while there may be something idle */
};

static void
idle_free (Idle *self)
{
  g_object_unref (self->proxy);
  g_free (self);
}

static void
shelf_free (Shelf *self)
{
  g_queue_clear_full (&self->idle, (GDestroyNotify) idle_free);
  g_free (self->location);
  g_free (self);
}

static void
wish_free (Wish *self)
{
  if (self->deadline != NULL)
    g_source_destroy (self->deadline);
  g_clear_pointer (&self->deadline, g_source_unref);
  pyro_uri_unref (self->uri);
  g_free (self);
}

/*
 * _pyro_pool_new:
 * @config: how to connect
 * @tls: (nullable): a client's settings
 * @timeout: microseconds that connecting, waiting for a connection, and a call may take; 0 for no limit
 * @idle_time: microseconds that a connection is kept without use; 0 for a new one each time
 */
PyroPool *
_pyro_pool_new (const PyroConfig *config,
                PyroTls          *tls,
                gint64            timeout,
                gint64            idle_time)
{
  PyroPool *self = g_new0 (PyroPool, 1);

  self->config = pyro_config_copy (config);
  self->tls = tls != NULL ? pyro_tls_ref (tls) : NULL;
  self->timeout = timeout;
  self->idle_time = idle_time;
  self->shelves = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) shelf_free);

  return self;
}

/*
 * _pyro_pool_close:
 * @self: (transfer full): a pool of which nothing is taken, and for which nobody waits
 */
void
_pyro_pool_close (PyroPool *self)
{
  if (self->sweep != NULL)
    g_source_destroy (self->sweep);
  g_clear_pointer (&self->sweep, g_source_unref);
  g_hash_table_unref (self->shelves);
  g_clear_pointer (&self->tls, pyro_tls_unref);
  pyro_config_free (self->config);
  g_free (self);
}

/* ---- Proxies ---- */

static PyroProxy *
make_proxy (PyroPool *self,
            PyroUri  *uri)
{
  PyroProxy *proxy = pyro_proxy_new (uri);

  pyro_proxy_set_serializer (proxy, "json", NULL);
  pyro_proxy_set_timeout (proxy, self->timeout);
  pyro_proxy_set_max_size (proxy, MIN (self->config->max_message_size, PYRO_MAX_GATEWAY_REPLY));
  pyro_proxy_set_generation (proxy, pyro_generation_find_major (self->config->protocol));
  pyro_proxy_set_tls (proxy, self->tls);
  if (self->config->hmac_key != NULL)
    {
      g_autoptr(GBytes) key = g_bytes_new (self->config->hmac_key, strlen (self->config->hmac_key));

      pyro_proxy_set_hmac_key (proxy, key);
    }

  return proxy;
}

/* Returns: (transfer full) (nullable): an idle proxy of the object. One whose connection was closed meanwhile
 *   goes: its metadata are old */
static PyroProxy *
find_idle (Shelf   *shelf,
           PyroUri *uri)
{
  GList *next;

  for (GList *link = shelf->idle.head; link != NULL; link = next)
    {
      Idle *idle = link->data;
      g_autoptr(PyroProxy) proxy = NULL;

      next = link->next;
      if (!pyro_uri_equal (pyro_proxy_get_uri (idle->proxy), uri))
        continue;

      proxy = g_object_ref (idle->proxy);
      g_queue_delete_link (&shelf->idle, link);
      idle_free (idle);
      if (pyro_proxy_get_connected (proxy))
        return g_steal_pointer (&proxy);
    }

  return NULL;
}

/* Returns: (transfer full) (nullable): a proxy, unless the daemon has as many connections as it may */
static PyroProxy *
take (PyroPool *self,
      Shelf    *shelf,
      PyroUri  *uri)
{
  PyroProxy *proxy = find_idle (shelf, uri);

  if (proxy == NULL && shelf->n_taken >= PYRO_MAX_GATEWAY_CONNECTIONS)
    return NULL;
  if (proxy == NULL && shelf->n_taken + shelf->idle.length >= PYRO_MAX_GATEWAY_CONNECTIONS)
    idle_free (g_queue_pop_tail (&shelf->idle));

  shelf->n_taken++;

  return proxy != NULL ? proxy : make_proxy (self, uri);
}

static Shelf *
find_shelf (PyroPool *self,
            PyroUri  *uri)
{
  g_autofree char *location = pyro_uri_dup_location (uri);
  Shelf *shelf = g_hash_table_lookup (self->shelves, location);

  if (shelf == NULL)
    {
      shelf = g_new0 (Shelf, 1);
      shelf->location = g_steal_pointer (&location);
      g_queue_init (&shelf->idle);
      g_queue_init (&shelf->waiting);
      g_hash_table_insert (self->shelves, shelf->location, shelf);
    }

  return shelf;
}

/* An empty shelf would be kept for every daemon that ever was. */
static void
forget_if_empty (PyroPool *self,
                 Shelf    *shelf)
{
  if (shelf->n_taken == 0 && shelf->idle.length == 0 && shelf->waiting.length == 0)
    g_hash_table_remove (self->shelves, shelf->location);
}

/* ---- Waiting ---- */

static gboolean
give_up_cb (gpointer user_data)
{
  GTask *task = user_data;
  Wish *wish = g_task_get_task_data (task);

  g_queue_remove (&wish->shelf->waiting, task);
  forget_if_empty (wish->pool, wish->shelf);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                             "All connections to the object's daemon are in use");
  g_object_unref (task);

  return G_SOURCE_REMOVE;
}

/* Waits for the end of the time, and for that of the patience of who asked. */
static void
start_waiting (Wish  *wish,
               GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  gint64 timeout = wish->pool->timeout;

  wish->deadline = g_timeout_source_new (timeout > 0 ? (guint) MIN (timeout / 1000 + 1, G_MAXINT) : G_MAXINT);
  if (cancellable != NULL)
    {
      g_autoptr(GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (wish->deadline, cancelled);
    }
  g_source_set_callback (wish->deadline, give_up_cb, task, NULL);
  g_source_attach (wish->deadline, g_task_get_context (task));
  g_queue_push_tail (&wish->shelf->waiting, task);
}

/*
 * _pyro_pool_take_async:
 * @uri: an object
 *
 * Takes a proxy of the object, which need not be connected; _pyro_pool_give() gives it back.
 */
void
_pyro_pool_take_async (PyroPool            *self,
                       PyroUri             *uri,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wish *wish = g_new0 (Wish, 1);
  PyroProxy *proxy;

  wish->pool = self;
  wish->shelf = find_shelf (self, uri);
  wish->uri = pyro_uri_ref (uri);
  g_task_set_source_tag (task, _pyro_pool_take_async);
  g_task_set_task_data (task, wish, (GDestroyNotify) wish_free);
  g_task_set_check_cancellable (task, FALSE); /* a proxy that was taken has to reach who gives it back */

  proxy = wish->shelf->waiting.length == 0 ? take (self, wish->shelf, uri) : NULL;
  if (proxy != NULL)
    g_task_return_pointer (task, proxy, g_object_unref);
  else
    start_waiting (wish, g_steal_pointer (&task));
}

PyroProxy *
_pyro_pool_take_finish (GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Giving back ---- */

static void
sweep_shelf (Shelf  *shelf,
             gint64  before)
{
  Idle *last;

  while ((last = g_queue_peek_tail (&shelf->idle)) != NULL && last->since <= before)
    idle_free (g_queue_pop_tail (&shelf->idle));
}

static gboolean
sweep_cb (gpointer user_data)
{
  PyroPool *self = user_data;
  gint64 before = g_get_monotonic_time () - self->idle_time;
  gboolean more = FALSE;
  GHashTableIter iter;
  Shelf *shelf;

  g_hash_table_iter_init (&iter, self->shelves);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &shelf))
    {
      sweep_shelf (shelf, before);
      more |= shelf->idle.length > 0;
      if (shelf->n_taken == 0 && shelf->idle.length == 0 && shelf->waiting.length == 0)
        g_hash_table_iter_remove (&iter);
    }
  if (!more)
    g_clear_pointer (&self->sweep, g_source_unref);

  return more ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
keep (PyroPool  *self,
      Shelf     *shelf,
      PyroProxy *proxy)
{
  Idle *idle = g_new0 (Idle, 1);

  idle->proxy = g_object_ref (proxy);
  idle->since = g_get_monotonic_time ();
  g_queue_push_head (&shelf->idle, idle);
  if (self->sweep != NULL)
    return;

  self->sweep = g_timeout_source_new ((guint) (self->idle_time / 2000));
  g_source_set_callback (self->sweep, sweep_cb, self, NULL);
  g_source_attach (self->sweep, g_main_context_get_thread_default ());
}

static void
serve_next (PyroPool *self,
            Shelf    *shelf)
{
  GTask *task = g_queue_peek_head (&shelf->waiting);
  PyroProxy *proxy;
  Wish *wish;

  if (task == NULL)
    return;

  wish = g_task_get_task_data (task);
  proxy = take (self, shelf, wish->uri);
  if (proxy == NULL)
    return;

  g_queue_pop_head (&shelf->waiting);
  g_source_destroy (wish->deadline);
  g_task_return_pointer (task, proxy, g_object_unref);
  g_object_unref (task);
}

/*
 * _pyro_pool_give:
 * @proxy: (transfer full): a proxy of the pool
 * @good: whether all calls on it were answered
 *
 * Gives a proxy back.
 */
void
_pyro_pool_give (PyroPool  *self,
                 PyroProxy *proxy,
                 gboolean   good)
{
  g_autoptr(PyroProxy) owned = proxy;
  Shelf *shelf = find_shelf (self, pyro_proxy_get_uri (proxy));

  shelf->n_taken--;
  if (good && self->idle_time > 0 && pyro_proxy_get_connected (proxy))
    keep (self, shelf, proxy);

  serve_next (self, shelf);
  forget_if_empty (self, shelf);
}
