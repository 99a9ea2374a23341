/* core/names/resolver-lookup.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/resolver.h"

#include "core/error.h"
#include "core/translation-private.h"
#include "core/wire/exception.h"

/* Microseconds between two questions about a name that is waited for, and the part of the whole
 * time that they are at least: lookup() in Pyro5/nameserver.py. */
#define MIN_PAUSE    (200 * G_TIME_SPAN_MILLISECOND)
#define N_PAUSES     5

/* How much longer a name is waited for. */
typedef struct
{
  gint64 deadline; /* in monotonic time */
  gint64 pause;    /* microseconds */
} Patience;

static Patience
patience_new (gint64 delay)
{
  gint64 now = g_get_monotonic_time ();

  return (Patience) {
    .deadline = delay < G_MAXINT64 - now ? now + delay : G_MAXINT64,
    .pause = MAX (MIN_PAUSE, delay / N_PAUSES),
  };
}

/* Returns: the microseconds until the next question; 0 when there is none to be */
static gint64
patience_get_pause (const Patience *self)
{
  gint64 left = self->deadline - g_get_monotonic_time ();

  return CLAMP (left, 0, self->pause);
}

/* ---- What is answered ---- */

/* Reads what is registered: only the address of an object will do. */
static PyroUri *
take_address (const PyroNameEntry  *entry,
              GError              **error)
{
  g_autoptr(PyroUri) uri = pyro_uri_parse (entry->uri, 0, NULL);

  if (uri != NULL && pyro_uri_get_scheme (uri) == PYRO_URI_PYRO)
    return g_steal_pointer (&uri);

  g_set_error (error, PYRO_ERROR, PYRO_ERROR_NAMING,
               _("The name “%s” is registered as “%s”, which is not the address of an object"),
               entry->name, entry->uri);

  return NULL;
}

static char *
dup_location (PyroNameServer *server)
{
  return pyro_uri_dup_location (pyro_proxy_get_uri (pyro_name_server_get_proxy (server)));
}

static gboolean
is_naming_error (const GError *error)
{
  return g_error_matches (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED) &&
         g_strcmp0 (pyro_exception_get_short_class_name (pyro_remote_error_get_exception (error)),
                    "NamingError") == 0;
}

/* Says a name server's NamingError in a sentence that tells which name server it was. */
static GError *
explain_lookup (PyroNameServer *server,
                PyroUri        *uri,
                GError         *error)
{
  g_autofree char *location = NULL;
  g_autoptr(GError) owned = error;

  if (!is_naming_error (error))
    return g_steal_pointer (&owned);

  location = dup_location (server);

  return g_error_new (PYRO_ERROR, PYRO_ERROR_NAMING,
                      _("The name server at %s does not know the name “%s”"),
                      location, pyro_uri_get_object (uri));
}

/* Chooses any of the objects, as Python's clients do, so that they share the work. */
static PyroUri *
choose_one (PyroNameServer  *server,
            PyroUri         *uri,
            GPtrArray       *entries,
            GError         **error)
{
  g_autofree char *location = NULL;
  g_autofree char *tags = NULL;

  if (entries->len > 0)
    return take_address (g_ptr_array_index (entries, g_random_int_range (0, (gint32) entries->len)),
                         error);

  location = dup_location (server);
  tags = g_strjoinv (", ", (char **) pyro_uri_get_tags (uri));
  g_set_error (error, PYRO_ERROR, PYRO_ERROR_NAMING,
               _("The name server at %s knows no object with the metadata tags %s"), location, tags);

  return NULL;
}

/* The end of one question: one of @entry, @entries and @problem came of it. Takes @problem.
 *
 * Returns: (transfer full): the address, or %NULL with @error set; @absent tells whether to ask
 *   again can help */
static PyroUri *
take_answer (PyroNameServer       *server,
             PyroUri              *uri,
             const PyroNameEntry  *entry,
             GPtrArray            *entries,
             GError               *problem,
             gboolean             *absent,
             GError              **error)
{
  *absent = problem != NULL
            ? is_naming_error (problem) || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
            : entries != NULL && entries->len == 0;

  if (entry != NULL)
    return take_address (entry, error);
  if (entries != NULL)
    return choose_one (server, uri, entries, error);

  g_propagate_error (error, explain_lookup (server, uri, problem));

  return NULL;
}

/* ---- Blocking ---- */

static PyroUri *
ask_sync (PyroNameServer  *server,
          PyroUri         *uri,
          gboolean        *absent,
          GCancellable    *cancellable,
          GError         **error)
{
  g_autoptr(PyroNameEntry) entry = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  GError *problem = NULL;

  if (pyro_uri_get_scheme (uri) == PYRO_URI_PYRONAME)
    entry = pyro_name_server_lookup_sync (server, pyro_uri_get_object (uri), cancellable, &problem);
  else
    entries = pyro_name_server_yplookup_sync (server, pyro_uri_get_tags (uri), NULL,
                                              cancellable, &problem);

  return take_answer (server, uri, entry, entries, problem, absent, error);
}

static void
wait_sync (gint64        pause,
           GCancellable *cancellable)
{
  GPollFD cancelled;
  int milliseconds = (int) MIN (pause / G_TIME_SPAN_MILLISECOND + 1, G_MAXINT);

  if (!g_cancellable_make_pollfd (cancellable, &cancelled))
    {
      g_usleep ((gulong) pause);
      return;
    }

  g_poll (&cancelled, 1, milliseconds);
  g_cancellable_release_fd (cancellable);
}

/**
 * pyro_resolver_lookup_sync:
 * @server: a name server
 * @uri: a URI of any scheme; its location has no meaning here
 * @delay: for how many microseconds to wait until the name, or an object with the tags, is there; 0
 *   not to wait. Pyro has it as `NS_LOOKUP_DELAY`
 * @cancellable: (nullable): a way to give up
 * @error: return location for an error: %PYRO_ERROR_NAMING when the name server does not know the
 *   name or the tags, or what is registered is no address
 *
 * Asks a name server about a URI, once or until it knows it: the second half of
 * [func@Pyro.resolver_resolve_sync]. Blocks, without a main loop.
 *
 * Returns: (transfer full): the `PYRO:` URI, or %NULL with @error set
 */
PyroUri *
pyro_resolver_lookup_sync (PyroNameServer  *server,
                           PyroUri         *uri,
                           gint64           delay,
                           GCancellable    *cancellable,
                           GError         **error)
{
  Patience patience = patience_new (delay);

  g_return_val_if_fail (PYRO_IS_NAME_SERVER (server), NULL);
  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (delay >= 0, NULL);

  if (pyro_uri_get_scheme (uri) == PYRO_URI_PYRO)
    return pyro_uri_ref (uri);

  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      g_autoptr(GError) problem = NULL;
      gboolean absent;
      PyroUri *address = ask_sync (server, uri, &absent, cancellable, &problem);
      gint64 pause = patience_get_pause (&patience);

      if (address != NULL)
        return address;
      if (!absent || pause == 0)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          break;
        }
      wait_sync (pause, cancellable);
    }

  return NULL;
}

/* ---- Asynchronous ---- */

typedef struct
{
  PyroNameServer *server;
  PyroUri        *uri;
  Patience        patience;
} Lookup;

static void
lookup_free (Lookup *self)
{
  g_object_unref (self->server);
  pyro_uri_unref (self->uri);
  g_free (self);
}

static void ask (GTask *unowned);

static gboolean
wait_over_cb (gpointer user_data)
{
  ask (g_object_ref (user_data));

  return G_SOURCE_REMOVE;
}

/* Asks again after a while, or at once when it is cancelled: then the question is not put. */
static void
wait_and_ask (GTask  *task,
              gint64  pause)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr(GSource) timer =
    g_timeout_source_new ((guint) MIN (pause / G_TIME_SPAN_MILLISECOND + 1, G_MAXUINT));

  if (cancellable != NULL)
    {
      g_autoptr(GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (timer, cancelled);
    }
  g_task_attach_source (task, timer, wait_over_cb);
}

/* Takes @problem. */
static void
answered (GTask         *task,
          PyroNameEntry *entry,
          GPtrArray     *entries,
          GError        *problem)
{
  Lookup *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  gboolean absent;
  PyroUri *address = take_answer (self->server, self->uri, entry, entries, problem, &absent, &error);
  gint64 pause = patience_get_pause (&self->patience);

  if (address != NULL)
    g_task_return_pointer (task, address, (GDestroyNotify) pyro_uri_unref);
  else if (absent && pause > 0)
    wait_and_ask (task, pause);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
lookup_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *problem = NULL;
  g_autoptr(PyroNameEntry) entry =
    pyro_name_server_lookup_finish (PYRO_NAME_SERVER (object), result, &problem);

  answered (task, entry, NULL, problem);
}

static void
yplookup_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *problem = NULL;
  g_autoptr(GPtrArray) entries =
    pyro_name_server_yplookup_finish (PYRO_NAME_SERVER (object), result, &problem);

  answered (task, NULL, entries, problem);
}

/* Takes @unowned. */
static void
ask (GTask *unowned)
{
  g_autoptr(GTask) task = unowned;
  Lookup *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (pyro_uri_get_scheme (self->uri) == PYRO_URI_PYRONAME)
    pyro_name_server_lookup_async (self->server, pyro_uri_get_object (self->uri), cancellable,
                                   lookup_cb, g_object_ref (task));
  else
    pyro_name_server_yplookup_async (self->server, pyro_uri_get_tags (self->uri), NULL, cancellable,
                                     yplookup_cb, g_object_ref (task));
}

/**
 * pyro_resolver_lookup_async:
 * @server: a name server
 * @uri: a URI of any scheme; its location has no meaning here
 * @delay: for how many microseconds to wait until the name, or an object with the tags, is there; 0
 *   not to wait
 * @cancellable: (nullable): a way to give up
 * @callback: what to call when it is done, in the thread-default context of now
 * @user_data: for @callback
 *
 * Asks a name server about a URI, as [func@Pyro.resolver_lookup_sync] does.
 */
void
pyro_resolver_lookup_async (PyroNameServer      *server,
                            PyroUri             *uri,
                            gint64               delay,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Lookup *self;

  g_return_if_fail (PYRO_IS_NAME_SERVER (server));
  g_return_if_fail (uri != NULL);
  g_return_if_fail (delay >= 0);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pyro_resolver_lookup_async);

  if (pyro_uri_get_scheme (uri) == PYRO_URI_PYRO)
    {
      g_task_return_pointer (task, pyro_uri_ref (uri), (GDestroyNotify) pyro_uri_unref);
      return;
    }

  self = g_new0 (Lookup, 1);
  self->server = g_object_ref (server);
  self->uri = pyro_uri_ref (uri);
  self->patience = patience_new (delay);
  g_task_set_task_data (task, self, (GDestroyNotify) lookup_free);
  ask (g_steal_pointer (&task));
}

/**
 * pyro_resolver_lookup_finish:
 * @result: what the callback got
 * @error: return location for an error, as of [func@Pyro.resolver_lookup_sync]
 *
 * Ends [func@Pyro.resolver_lookup_async].
 *
 * Returns: (transfer full): the `PYRO:` URI, or %NULL with @error set
 */
PyroUri *
pyro_resolver_lookup_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pyro_resolver_lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
