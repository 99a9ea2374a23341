/* ui/models/server-poll.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/server-private.h"

#include "ui/models/host.h"
#include "ui/models/target.h"
#include "ui/models/verdict.h"
#include "ui/models/weak.h"

#include <glib/gi18n.h>
#include <string.h>

/* How a server is asked what it has, over and over: one question at a time, the next one a while
 * after the answer. */

#define LIST_PERIOD (G_TIME_SPAN_SECOND)        /* microseconds between an answer and the next question */
#define LIST_SHARE 10                           /* of its time a name server spends at most one part on us */
#define RESOLVE_PERIOD (30 * G_TIME_SPAN_SECOND)
#define MAX_FAILURE_PERIOD (5 * G_TIME_SPAN_SECOND)
#define MAX_AT_ONCE 1000                        /* names, listed and known, that are taken in one turn of the loop */
#define ANSWER_TIME (10 * G_TIME_SPAN_SECOND)   /* microseconds that a step of a question may take */

static gboolean
ask_cb (gpointer user_data)
{
  LensServer *self = user_data;

  self->source = 0;
  lens_server_ask (self);

  return G_SOURCE_REMOVE;
}

static gint64
choose_wait (LensServer *self)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return 0; /* it was stopped, and started again before the question was over */

  if (self->again)
    return 0;

  if (self->n_failures > 0)
    return MIN (G_TIME_SPAN_SECOND << MIN (self->n_failures - 1, 3), MAX_FAILURE_PERIOD);

  if (lens_server_get_kind (self) != LENS_SERVER_OBJECT)
    return MAX (LIST_PERIOD, LIST_SHARE * (g_get_monotonic_time () - self->asked));

  return RESOLVE_PERIOD;
}

/* The question that was under way is over: says when the next one is. */
static void
plan (LensServer *self)
{
  gint64 wait = choose_wait (self);

  self->asking = FALSE;
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->active || self->again)
    self->source = g_timeout_add ((guint) (wait / 1000), ask_cb, self);
  else
    lens_server_stop (self);
}

static char *
explain (LensServer   *self,
         const GError *error)
{
  g_autofree char *location = pyro_uri_dup_location (self->target);

  if (lens_server_get_kind (self) == LENS_SERVER_OBJECT)
    return g_strdup (error->message);

  return lens_verdict_explain (error, location);
}

/* What is known of the objects stays: the name server may be back in a moment. */
static void
failed (LensServer   *self,
        const GError *error)
{
  g_autofree char *sentence = NULL;

  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      sentence = explain (self, error);
      self->n_failures++;
      lens_server_set_state (self, LENS_SERVER_FAILED, sentence);
    }

  plan (self);
}

static void
succeeded (LensServer *self)
{
  self->n_failures = 0;
  lens_server_set_state (self, LENS_SERVER_READY, NULL);
  plan (self);
}

static void
updated_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(LensServer) self = lens_weak_take (user_data);

  lens_roster_update_finish (LENS_ROSTER (object), result, NULL); /* what was stopped was answered nevertheless */
  if (self != NULL)
    succeeded (self);
}

/* Takes what a name server or a daemon has. A few names are there at once, and with many the server is ready
 * when all are there. */
void
lens_server_take_list (LensServer *self,
                       GPtrArray  *entries)
{
  guint n = entries->len + g_list_model_get_n_items (lens_roster_get_objects (self->roster));

  if (n > MAX_AT_ONCE && !g_cancellable_is_cancelled (self->cancellable))
    {
      lens_roster_update_async (self->roster, g_ptr_array_ref (entries), self->cancellable,
                                updated_cb, lens_weak_new (self));
      return;
    }

  if (!g_cancellable_is_cancelled (self->cancellable))
    lens_roster_update (self->roster, entries);
  succeeded (self);
}

/* Takes why there is no answer. What was a daemon may be a name server when it is back. */
void
lens_server_take_error (LensServer   *self,
                        const GError *error)
{
  if (!g_cancellable_is_cancelled (self->cancellable))
    lens_server_set_daemon (self, lens_target_is_daemon (self->target));
  failed (self, error);
}

static gboolean
is_no_name_server (const GError *error)
{
  return g_error_matches (error, PYRO_ERROR, PYRO_ERROR_REFUSED) && strstr (error->message, "unknown object") != NULL;
}

static void
list_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(LensServer) self = lens_weak_take (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = pyro_name_server_list_finish (PYRO_NAME_SERVER (object), result, &error);

  if (self == NULL)
    return;

  if (entries != NULL)
    {
      lens_server_take_list (self, entries);
    }
  else if (is_no_name_server (error))
    {
      lens_server_set_daemon (self, TRUE);
      lens_server_list_daemon (self);
    }
  else
    {
      failed (self, error);
    }
}

/* Makes a way to the name server (transfer full). */
PyroNameServer *
lens_server_make_names (LensServer *self)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (self->target);

  pyro_proxy_set_timeout (proxy, ANSWER_TIME);

  return pyro_name_server_new (proxy);
}

static void
list_names (LensServer *self)
{
  if (self->is_daemon)
    {
      lens_server_list_daemon (self);
      return;
    }

  if (self->names == NULL)
    self->names = lens_server_make_names (self);
  pyro_name_server_list_async (self->names, NULL, NULL, self->cancellable,
                               list_cb, lens_weak_new (self));
}

static void
is_here_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(LensServer) self = lens_weak_take (user_data);
  g_autoptr(GError) error = NULL;
  gboolean here = FALSE;

  lens_host_is_here_finish (result, &here, &error);
  if (self == NULL)
    return;

  if (error != NULL)
    {
      failed (self, error);
      return;
    }

  self->located = TRUE;
  lens_roster_set_host (self->roster, pyro_uri_get_host (self->target), here);
  list_names (self);
}

/* A server of one object is as good as the object. */
static void
only_checked (LensServer *self,
              LensObject *object)
{
  if (lens_object_get_state (object) == LENS_OBJECT_ALIVE)
    lens_server_set_state (self, LENS_SERVER_READY, NULL);
  else
    lens_server_set_state (self, LENS_SERVER_FAILED, lens_object_get_state_text (object));
}

static void
take_address (LensServer *self,
              PyroUri    *uri)
{
  g_autofree char *text = pyro_uri_to_string (uri);
  g_autoptr(GPtrArray) entries = g_ptr_array_new ();
  char *tags[] = { NULL };
  PyroNameEntry entry = { self->title, text, tags };

  g_ptr_array_add (entries, &entry);
  lens_roster_update (self->roster, entries);

  if (self->only == NULL)
    {
      self->only = g_list_model_get_item (lens_roster_get_objects (self->roster), 0);
      g_signal_connect_object (self->only, "checked", G_CALLBACK (only_checked), self, G_CONNECT_SWAPPED);
    }
}

static void
resolved_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(LensServer) self = lens_weak_take (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroUri) uri = pyro_resolver_resolve_finish (result, &error);

  if (self == NULL)
    return;

  if (uri == NULL)
    {
      failed (self, error);
      return;
    }

  self->n_failures = 0;
  take_address (self, uri);
  plan (self);
}

/* Asks the server what it has, unless that is being asked already. */
void
lens_server_ask (LensServer *self)
{
  if (self->asking)
    return;

  g_clear_handle_id (&self->source, g_source_remove);
  self->cancellable = g_cancellable_new ();
  self->asking = TRUE;
  self->again = FALSE;
  self->asked = g_get_monotonic_time ();
  if (lens_server_get_kind (self) == LENS_SERVER_OBJECT)
    pyro_resolver_resolve_async (self->config, self->target, NULL, 0, ANSWER_TIME, self->cancellable,
                                 resolved_cb, lens_weak_new (self));
  else if (self->located || pyro_uri_get_host (self->target) == NULL)
    list_names (self);
  else
    lens_host_is_here_async (pyro_uri_get_host (self->target), self->cancellable,
                             is_here_cb, lens_weak_new (self));
}

/* Gives up the question that is under way, and the connection. */
void
lens_server_stop (LensServer *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->names != NULL)
    pyro_proxy_release (pyro_name_server_get_proxy (self->names));
  if (self->daemon != NULL)
    pyro_proxy_release (self->daemon);
}

/**
 * lens_server_find_object:
 * @name: a name
 *
 * Finds the object that the server lists under a name.
 *
 * Returns: (transfer none) (nullable): the object
 */
LensObject *
lens_server_find_object (LensServer *self,
                         const char *name)
{
  g_return_val_if_fail (LENS_IS_SERVER (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return lens_roster_find (self->roster, name);
}

/**
 * lens_server_list_dead:
 *
 * Finds the objects whose names lead to nothing: nothing listens there, or the daemon does not know
 * them. Those that were not looked at yet, or that no network leads to from here, are not among them.
 *
 * Returns: (transfer container) (element-type LensObject): the objects
 */
GPtrArray *
lens_server_list_dead (LensServer *self)
{
  GListModel *objects;
  GPtrArray *dead = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (LENS_IS_SERVER (self), dead);

  objects = lens_server_get_objects (self);
  for (guint i = 0; i < g_list_model_get_n_items (objects); i++)
    {
      g_autoptr(LensObject) object = g_list_model_get_item (objects, i);

      if (lens_health_is_dead (lens_object_get_health (object)))
        g_ptr_array_add (dead, g_steal_pointer (&object));
    }

  return dead;
}
