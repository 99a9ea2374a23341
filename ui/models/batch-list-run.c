/* ui/models/batch-list-run.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/batch-list-private.h"

#include "ui/models/activity.h"
#include "ui/models/format.h"
#include "ui/models/object-private.h"
#include "ui/models/verdict.h"

#include <glib/gi18n.h>

/* How a batch is carried out. */

typedef struct
{
  LensBatchList *batch;
  LensObject    *object;
  GCancellable  *cancellable;
  guint          n_calls;
} Trip;

static void
trip_free (Trip *self)
{
  g_object_unref (self->batch);
  g_object_unref (self->object);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Trip, trip_free)

/* What the worker reads. It has no part in the batch, which ends in the main thread. */
typedef struct
{
  PyroReply *reply;
  guint      n_calls;
} Reading;

static void
reading_free (Reading *self)
{
  pyro_reply_unref (self->reply);
  g_free (self);
}

static void
end (LensBatchList    *self,
     LensRequestState  outcome,
     const char       *text)
{
  self->outcome = outcome;
  self->elapsed = g_get_monotonic_time () - self->start;
  g_clear_handle_id (&self->deadline, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->sent, g_ptr_array_unref);
  lens_batch_list_set_state_text (self, text);
  lens_batch_list_notify_running (self);
}

static void
set_states (LensBatchList       *self,
            LensBatchEntryState  state)
{
  for (guint i = 0; i < self->sent->len; i++)
    lens_batch_entry_set_state (g_ptr_array_index (self->sent, i), state);
}

static void
fail (LensBatchList *self,
      const GError  *error)
{
  g_autofree char *sentence = NULL;
  g_autofree char *text = NULL;

  if (g_error_matches (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED))
    {
      PyroException *exception = pyro_remote_error_get_exception (error);

      /* The daemon says so only when it is too late: calls before the one that it does not know were made. */
      text = g_strdup_printf (_("Refused, maybe after some of the calls: %s: %s"),
                              pyro_exception_get_short_class_name (exception), pyro_exception_get_message (exception));
    }
  else
    {
      sentence = lens_verdict_explain (error, self->object != NULL ? lens_object_get_location (self->object) : "");
      /* Translators: %s is a sentence that says why */
      text = g_strdup_printf (_("Could not send the batch: %s"), sentence);
    }
  set_states (self, LENS_BATCH_ENTRY_WAITING);
  end (self, LENS_REQUEST_FAILED, text);
}

static char *
describe (PyroBatchReply *reply,
          gint64          elapsed)
{
  guint n = pyro_batch_reply_get_n_calls (reply);
  guint n_results = pyro_batch_reply_get_n_results (reply);
  g_autofree char *duration = lens_format_duration (elapsed);

  if (pyro_batch_reply_get_exception (reply) != NULL)
    /* Translators: how many calls have a result, how many there are, and a duration */
    return g_strdup_printf (ngettext ("%u of %u call returned; the next one raised an exception · %s",
                                      "%u of %u calls returned; the next one raised an exception · %s", n),
                            n_results, n, duration);

  /* Translators: a number of calls, and a duration */
  return g_strdup_printf (ngettext ("%u call returned · %s", "%u calls returned · %s", n), n, duration);
}

static void
take_reply (LensBatchList  *self,
            PyroBatchReply *reply,
            gint64          elapsed)
{
  g_autofree char *text = describe (reply, elapsed);

  for (guint i = 0; i < self->sent->len; i++)
    lens_batch_entry_take_result (g_ptr_array_index (self->sent, i), reply, i);
  end (self, pyro_batch_reply_get_exception (reply) != NULL ? LENS_REQUEST_RAISED : LENS_REQUEST_DONE, text);
}

static void
read_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  Reading *reading = task_data;
  PyroBatchReply *results = pyro_batch_reply_new (reading->reply, reading->n_calls, &error);

  if (results != NULL)
    g_task_return_pointer (task, results, (GDestroyNotify) pyro_batch_reply_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Trip) trip = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroBatchReply) results = g_task_propagate_pointer (G_TASK (result), &error);
  LensBatchList *self = trip->batch;
  gint64 elapsed = g_get_monotonic_time () - self->start;

  if (self->cancellable != trip->cancellable)
    return; /* given up meanwhile */

  if (results != NULL)
    take_reply (self, results, elapsed);
  else
    fail (self, error);
}

static void
read_reply (Trip      *trip,
            PyroReply *reply)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, read_cb, trip);
  Reading *reading = g_new0 (Reading, 1);

  reading->reply = pyro_reply_ref (reply);
  reading->n_calls = trip->n_calls;
  g_task_set_source_tag (task, read_reply);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_thread);
}

/* What is sent one-way has no reply. */
static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Trip) trip = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroReply) reply = pyro_proxy_send_finish (PYRO_PROXY (object), result, &error);
  LensBatchList *self = trip->batch;

  lens_object_return_proxy (trip->object, PYRO_PROXY (object));
  if (self->cancellable != trip->cancellable)
    return;

  if (error != NULL)
    {
      fail (self, error);
    }
  else if (reply == NULL)
    {
      set_states (self, LENS_BATCH_ENTRY_SENT);
      end (self, LENS_REQUEST_DONE, _("Sent; no answer comes to a one-way batch"));
    }
  else
    {
      read_reply (g_steal_pointer (&trip), reply);
    }
}

static gboolean
deadline_cb (gpointer user_data)
{
  LensBatchList *self = user_data;
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                                 _("No answer came within the time limit"));

  self->deadline = 0;
  g_cancellable_cancel (self->cancellable);
  fail (self, error);

  return G_SOURCE_REMOVE;
}

static PyroCall *
make_call (LensBatchList    *self,
           PyroProxy        *proxy,
           LensParticulars  *particulars,
           GError          **error)
{
  g_autoptr(PyroBatch) batch = pyro_batch_new (proxy);
  g_autoptr(PyroAnnotations) annotations = lens_particulars_dup_annotations (particulars, NULL);
  g_autoptr(PyroCall) plain = NULL;
  g_autoptr(PyroCall) annotated = NULL;

  for (guint i = 0; i < self->sent->len; i++)
    {
      LensPastCall *call = lens_batch_entry_get_call (g_ptr_array_index (self->sent, i));

      pyro_batch_add (batch, lens_past_call_get_method (call), lens_past_call_get_args (call),
                      lens_past_call_get_kwargs (call));
    }
  plain = pyro_batch_dup_call (batch, error);
  if (plain == NULL)
    return NULL;

  annotated = annotations != NULL ? pyro_call_with_annotations (plain, annotations) : pyro_call_ref (plain);

  return pyro_call_with_oneway (annotated, self->oneway);
}

static void
send (LensBatchList   *self,
      LensParticulars *particulars)
{
  g_autoptr(PyroProxy) proxy = lens_object_take_proxy (self->object, particulars);
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(GError) error = NULL;
  gint64 limit = lens_particulars_get_time_limit (particulars);
  Trip *trip;

  if (proxy == NULL)
    g_set_error (&error, PYRO_ERROR, PYRO_ERROR_URI, _("“%s” is no address of an object"),
                 lens_object_get_uri (self->object));
  else
    call = make_call (self, proxy, particulars, &error);
  if (call == NULL)
    {
      if (proxy != NULL)
        lens_object_return_proxy (self->object, proxy);
      fail (self, error);
      return;
    }

  trip = g_new0 (Trip, 1);
  trip->batch = g_object_ref (self);
  trip->object = g_object_ref (self->object);
  trip->cancellable = g_object_ref (self->cancellable);
  trip->n_calls = self->sent->len;
  if (limit > 0)
    self->deadline = g_timeout_add ((guint) MIN (limit / 1000, G_MAXUINT), deadline_cb, self);
  pyro_proxy_send_async (proxy, call, self->cancellable, sent_cb, trip);
}

/**
 * lens_batch_list_run:
 *
 * Sends the calls, unless they are on their way or there are none.
 */
void
lens_batch_list_run (LensBatchList *self)
{
  g_autoptr(LensParticulars) particulars = NULL;

  g_return_if_fail (LENS_IS_BATCH_LIST (self));

  if (self->cancellable != NULL || self->entries->len == 0 || self->object == NULL)
    return;

  particulars = lens_past_call_dup_particulars (lens_batch_entry_get_call (g_ptr_array_index (self->entries, 0)));
  self->sent = g_ptr_array_copy (self->entries, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  g_ptr_array_set_free_func (self->sent, g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->start = g_get_monotonic_time ();
  set_states (self, LENS_BATCH_ENTRY_RUNNING);
  lens_batch_list_set_state_text (self, _("Waiting for the answer"));
  lens_batch_list_notify_running (self);
  lens_activity_add_batch (lens_activity_get_default (), self);
  send (self, particulars);
}

/**
 * lens_batch_list_cancel:
 *
 * Gives up waiting. The calls may be made all the same.
 */
void
lens_batch_list_cancel (LensBatchList *self)
{
  g_autoptr(GCancellable) cancellable = NULL;

  g_return_if_fail (LENS_IS_BATCH_LIST (self));

  if (self->cancellable == NULL)
    return;

  cancellable = g_object_ref (self->cancellable);
  set_states (self, LENS_BATCH_ENTRY_WAITING);
  end (self, LENS_REQUEST_CANCELLED, _("Given up; it may still be running there"));
  g_cancellable_cancel (cancellable);
}

LensRequestState
lens_batch_list_get_outcome (LensBatchList *self,
                             gint64        *elapsed)
{
  g_return_val_if_fail (LENS_IS_BATCH_LIST (self), LENS_REQUEST_CANCELLED);

  *elapsed = self->elapsed;

  return self->cancellable != NULL ? LENS_REQUEST_RUNNING : self->outcome;
}
