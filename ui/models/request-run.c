/* ui/models/request-run.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/request-private.h"

#include "ui/models/activity.h"

#include "ui/models/format.h"
#include "ui/models/object-private.h"
#include "ui/models/verdict.h"

#include <glib/gi18n.h>

/* How a request is carried out. It keeps itself alive until it is done: who started a call and then
 * looks elsewhere still wants it made. */

#define TICK_TIME 100               /* milliseconds between two looks at the clock */
#define MAX_SIZE_AT_ONCE (64 * 1024) /* bytes of a payload that are decoded here and not in a thread */

static void
fail (LensRequest  *self,
      const GError *error)
{
  g_autofree char *problem = lens_verdict_explain (error, lens_object_get_location (self->object));

  self->unsent = self->reply == NULL && (g_error_matches (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE) ||
                                         g_error_matches (error, PYRO_ERROR, PYRO_ERROR_VALUE));
  lens_request_finish (self, LENS_REQUEST_FAILED, NULL, NULL, problem);

  /* What a call runs into, the badge of the object should show. */
  if (error->domain == G_IO_ERROR || error->domain == G_RESOLVER_ERROR)
    lens_object_recheck (self->object);
}

static void
take_decoded (LensRequest  *self,
              PyroValue    *value,
              const GError *error)
{
  if (self->state != LENS_REQUEST_RUNNING)
    return; /* cancelled meanwhile */

  if (value != NULL)
    lens_request_finish (self, LENS_REQUEST_DONE, value, NULL, NULL);
  else if (g_error_matches (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED))
    lens_request_finish (self, LENS_REQUEST_RAISED, NULL, pyro_remote_error_get_exception (error), NULL);
  else
    fail (self, error);
}

static void
decode_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  GError *error = NULL;
  PyroValue *value = pyro_reply_decode (task_data, &error);

  if (value != NULL)
    g_task_return_pointer (task, value, (GDestroyNotify) pyro_value_unref);
  else
    g_task_return_error (task, error);
}

static void
decoded_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(LensRequest) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = g_task_propagate_pointer (G_TASK (result), &error);

  take_decoded (self, value, error);
}

static gboolean
is_large (PyroReply *reply)
{
  PyroFrame *frame = pyro_reply_get_frame (reply);

  return (pyro_frame_get_flags (frame) & PYRO_FRAME_FLAG_COMPRESSED) != 0 ||
         g_bytes_get_size (pyro_frame_get_payload (frame)) > MAX_SIZE_AT_ONCE;
}

static void
decode (LensRequest *self,
        PyroReply   *reply)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = NULL;

  if (pyro_reply_get_stream_id (reply) != NULL)
    {
      self->flow = lens_flow_new (self->proxy, reply, NULL);
      lens_request_finish (self, LENS_REQUEST_DONE, NULL, NULL, NULL);
    }
  else if (is_large (reply))
    {
      g_autoptr(GTask) task = g_task_new (NULL, NULL, decoded_cb, g_object_ref (self));

      /* The request is no source object: a worker can be the last to let go of that, and whoever listens to
       * the request, or its stream, has to end in the main thread. */
      g_task_set_source_tag (task, decode);
      g_task_set_task_data (task, pyro_reply_ref (reply), (GDestroyNotify) pyro_reply_unref);
      g_task_run_in_thread (task, decode_thread);
    }
  else
    {
      value = pyro_reply_decode (reply, &error);
      take_decoded (self, value, error);
    }
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(LensRequest) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroReply) reply = pyro_proxy_send_finish (PYRO_PROXY (object), result, &error);

  if (reply != NULL && pyro_reply_get_stream_id (reply) != NULL && self->state == LENS_REQUEST_RUNNING)
    self->proxy = g_object_ref (PYRO_PROXY (object)); /* its items come the same way, and no calls in between */
  else
    lens_object_return_proxy (self->object, PYRO_PROXY (object));
  if (self->state != LENS_REQUEST_RUNNING)
    return; /* cancelled or timed out */

  lens_request_arrive (self, reply);
  if (reply != NULL)
    lens_timing_add (lens_member_get_timing (self->member), self->elapsed);
  if (error != NULL)
    fail (self, error);
  else if (reply == NULL)
    lens_request_finish (self, LENS_REQUEST_DONE, NULL, NULL, NULL);
  else
    decode (self, reply);
}

static gboolean
tick_cb (gpointer user_data)
{
  lens_request_tick (user_data);

  return G_SOURCE_CONTINUE;
}

static gboolean
deadline_cb (gpointer user_data)
{
  g_autoptr(LensRequest) self = g_object_ref (LENS_REQUEST (user_data));
  g_autofree char *time = lens_format_duration (lens_particulars_get_time_limit (self->particulars));
  /* Translators: %s is a span of time */
  g_autoptr(GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _("No answer came within %s"), time);

  self->deadline = 0;
  g_cancellable_cancel (self->cancellable);
  fail (self, error);

  return G_SOURCE_REMOVE;
}

static PyroCall *
make_call (LensRequest *self,
           const char  *object)
{
  const char *name = lens_member_get_name (self->member);
  g_autoptr(PyroCall) call = NULL;

  switch (self->verb)
    {
    case LENS_REQUEST_READ:
      return pyro_call_new_get (object, name);

    case LENS_REQUEST_WRITE:
      return pyro_call_new_set (object, name, pyro_value_get_item (self->args, 0));

    case LENS_REQUEST_CALL:
    default:
      call = pyro_call_new (object, name, self->args, self->kwargs);
      return pyro_call_with_oneway (call, lens_member_get_kind (self->member) == LENS_MEMBER_ONEWAY ||
                                          lens_particulars_get_oneway (self->particulars));
    }
}

/* A call can be followed through the log of a server by its id. */
static PyroCall *
add_correlation (LensRequest *self,
                 PyroCall    *call)
{
  guint8 id[PYRO_CORRELATION_SIZE];

  if (!pyro_correlation_parse (self->correlation, id, NULL))
    return pyro_call_ref (call);

  return pyro_call_with_correlation (call, id);
}

/* The size is told only where counting it costs nothing that could be felt. */
static void
measure (LensRequest *self,
         PyroCall    *call,
         PyroProxy   *proxy)
{
  const PyroCodec *codec = pyro_codec_find (pyro_proxy_get_serializer (proxy));
  const PyroGeneration *generation = pyro_proxy_get_generation (proxy);
  g_autoptr(PyroFrame) frame = NULL;

  if (codec == NULL ||
      pyro_value_get_memory_size (self->args) + pyro_value_get_memory_size (self->kwargs) > MAX_SIZE_AT_ONCE)
    return;

  if (generation == NULL)
    generation = pyro_generation_get_pyro5 (); /* what is tried first */
  frame = pyro_call_to_frame (call, generation, codec, NULL);
  if (frame != NULL)
    self->request_size = pyro_frame_get_size (frame);
}

static void
refuse (LensRequest *self)
{
  g_autoptr(GError) error = NULL;

  g_set_error (&error, PYRO_ERROR, PYRO_ERROR_URI, _("“%s” is no address of an object"),
               lens_object_get_uri (self->object));
  fail (self, error);
}

void
lens_request_stop (LensRequest *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->deadline, g_source_remove);
}

/* Whoever looks at the stream still has it, and its connection; the server is told that nothing more is wanted. */
void
lens_request_drop_proxy (LensRequest *self)
{
  if (self->flow != NULL)
    lens_flow_close (self->flow);
  g_clear_object (&self->flow);
  if (self->proxy != NULL && self->proxy == lens_object_get_proxy (self->object))
    lens_object_return_proxy (self->object, self->proxy);
  g_clear_object (&self->proxy); /* another one goes when that is said */
}

/**
 * lens_request_run:
 *
 * Sends the request. It can be run once.
 */
void
lens_request_run (LensRequest *self)
{
  g_autoptr(PyroAnnotations) annotations = NULL;
  g_autoptr(PyroCall) plain = NULL;
  g_autoptr(PyroCall) annotated = NULL;
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(PyroProxy) proxy = NULL;
  gint64 limit;

  g_return_if_fail (LENS_IS_REQUEST (self));
  g_return_if_fail (self->cancellable == NULL);

  self->cancellable = g_cancellable_new ();
  lens_activity_add (lens_activity_get_default (), self);
  lens_request_start (self);

  proxy = lens_object_take_proxy (self->object, self->particulars);
  if (proxy == NULL)
    {
      refuse (self);
      return;
    }

  plain = make_call (self, pyro_uri_get_object (pyro_proxy_get_uri (proxy)));
  annotations = lens_particulars_dup_annotations (self->particulars, NULL);
  annotated = annotations != NULL ? pyro_call_with_annotations (plain, annotations) : pyro_call_ref (plain);
  call = add_correlation (self, annotated);
  measure (self, call, proxy);

  self->tick = g_timeout_add (TICK_TIME, tick_cb, self);
  limit = lens_particulars_get_time_limit (self->particulars);
  if (limit > 0)
    self->deadline = g_timeout_add ((guint) MIN (limit / 1000, G_MAXUINT), deadline_cb, self);

  pyro_proxy_send_async (proxy, call, self->cancellable, sent_cb, g_object_ref (self));
}

/**
 * lens_request_cancel:
 *
 * Gives the request up, at once. A method that was begun goes on at the other side: Pyro cannot stop
 * it.
 */
void
lens_request_cancel (LensRequest *self)
{
  g_autoptr(LensRequest) held = NULL;

  g_return_if_fail (LENS_IS_REQUEST (self));

  if (self->state != LENS_REQUEST_RUNNING || self->cancellable == NULL)
    return;

  held = g_object_ref (self);
  lens_request_tick (self);
  lens_request_finish (self, LENS_REQUEST_CANCELLED, NULL, NULL, NULL);
  g_cancellable_cancel (self->cancellable);
}

/**
 * lens_request_new_again:
 *
 * Makes a request for the same, with the same arguments, sent in the same way. Nothing is sent yet.
 *
 * Returns: (transfer full): the request
 */
LensRequest *
lens_request_new_again (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  return lens_request_new_elsewhere (self, self->object);
}

/**
 * lens_request_new_elsewhere:
 * @object: another object
 *
 * Makes a request for the same with another object. Nothing is sent yet.
 *
 * Returns: (transfer full): the request
 */
LensRequest *
lens_request_new_elsewhere (LensRequest *self,
                            LensObject  *object)
{
  g_autoptr(LensMember) member = NULL;
  LensRequest *again;

  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);
  g_return_val_if_fail (LENS_IS_OBJECT (object), NULL);

  member = object == self->object ? g_object_ref (self->member)
                                  : lens_member_new (lens_member_get_name (self->member), lens_member_get_kind (self->member));
  again = lens_request_new (object, member, self->verb, self->args, self->kwargs);
  lens_request_set_particulars (again, self->particulars);

  return again;
}

/**
 * lens_request_is_unsent:
 *
 * Tells whether the request failed before anything was sent, as its arguments fit no message.
 *
 * Returns: %TRUE if nothing left this program
 */
gboolean
lens_request_is_unsent (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), FALSE);

  return self->unsent;
}
