/* core/serve/invocation.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/serve/invocation.h"

#include <string.h>

#include "core/limits.h"
#include "core/serve/invocation-private.h"
#include "core/wire/answer.h"

/**
 * PyroInvocation:
 *
 * A call of a client, to be answered once.
 *
 * Whoever wants to answer later keeps a reference, and may answer from any thread. A call that is dropped
 * without an answer is answered with an error. What is looked up here never changes, but for what is to be
 * sent along, so that a worker may have the whole call.
 */
G_DEFINE_FINAL_TYPE (PyroInvocation, pyro_invocation, G_TYPE_OBJECT)

static void
pyro_invocation_dispose (GObject *object)
{
  PyroInvocation *self = PYRO_INVOCATION (object);

  if (!g_atomic_int_get (&self->answered) && self->request != NULL)
    {
      g_autoptr(GError) dropped = NULL;

      pyro_set_exception (&dropped, NULL, 0, NULL, "RuntimeError", "The server did not answer the call");
      pyro_invocation_return_error (self, dropped);
    }

  G_OBJECT_CLASS (pyro_invocation_parent_class)->dispose (object);
}

static void
pyro_invocation_finalize (GObject *object)
{
  PyroInvocation *self = PYRO_INVOCATION (object);

  for (guint i = 0; i < self->n_params; i++)
    g_clear_pointer (&self->params[i], pyro_value_unref);
  g_free (self->params);
  g_clear_error (&self->unreadable);
  g_free (self->attribute);
  g_clear_object (&self->servant);
  g_clear_pointer (&self->call, pyro_call_unref);
  g_clear_pointer (&self->request, pyro_frame_unref);
  g_clear_pointer (&self->annotations, pyro_annotations_unref);
  g_clear_pointer (&self->batch, _pyro_batch_run_unref);
  g_clear_pointer (&self->stream, _pyro_outgoing_stream_unref);
  g_clear_object (&self->peer);
  g_clear_object (&self->daemon);

  G_OBJECT_CLASS (pyro_invocation_parent_class)->finalize (object);
}

static void
pyro_invocation_class_init (PyroInvocationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyro_invocation_dispose;
  object_class->finalize = pyro_invocation_finalize;
}

static void
pyro_invocation_init (PyroInvocation *self)
{
}

/*
 * _pyro_invocation_new:
 *
 * Returns: (transfer full): a call of which it is not known yet what it calls
 */
PyroInvocation *
_pyro_invocation_new (PyroDaemon   *daemon,
                      PyroPeer     *peer,
                      PyroFrame    *request,
                      PyroCall     *call,
                      const guint8 *correlation)
{
  PyroInvocation *self = g_object_new (PYRO_TYPE_INVOCATION, NULL);

  self->daemon = g_object_ref (daemon);
  self->peer = g_object_ref (peer);
  self->request = pyro_frame_ref (request);
  self->call = pyro_call_ref (call);
  memcpy (self->correlation, correlation, sizeof self->correlation);
  self->holds = TRUE;

  return self;
}

/* ---- Answers ---- */

/*
 * _pyro_invocation_take_outcome:
 *
 * Returns: whether nobody has answered yet, who then is the one that does
 */
gboolean
_pyro_invocation_take_outcome (PyroInvocation *self)
{
  if (g_atomic_int_compare_and_exchange (&self->answered, FALSE, TRUE))
    return TRUE;

  g_critical ("A call of %s was answered twice", pyro_invocation_get_name (self));

  return FALSE;
}

/*
 * _pyro_invocation_deliver:
 * @answer: (nullable): what to send, or %NULL for nothing
 * @last: whether the connection is closed after it
 */
void
_pyro_invocation_deliver (PyroInvocation *self,
                          PyroFrame      *answer,
                          gboolean        last)
{
  if (self->oneway)
    g_atomic_int_add (&self->peer->n_oneway, -1);
  if (!self->holds)
    return;

  if (self->oneway)
    answer = NULL;
  if (answer != NULL)
    _pyro_daemon_tap (self->daemon, self->peer, PYRO_TAP_OUT, answer, pyro_frame_get_seq (self->request));
  self->peer->ops->deliver (self->daemon, self->peer, self->request, answer, last && !self->oneway);
}

/*
 * _pyro_invocation_dup_annotations:
 * @correlation: (nullable): the correlation id, if the answer has it
 *
 * Returns: (transfer full) (nullable): what is sent along: what the method has said, and the daemon
 */
PyroAnnotations *
_pyro_invocation_dup_annotations (PyroInvocation *self,
                                  const guint8   *correlation)
{
  g_autoptr(PyroAnnotations) common = pyro_daemon_dup_annotations (self->daemon);

  return pyro_answer_join_annotations (self->request, self->annotations, correlation, common);
}

static PyroFrame *
encode_exception (PyroInvocation *self,
                  PyroException  *exception)
{
  g_autoptr(PyroAnnotations) annotations = pyro_daemon_dup_annotations (self->daemon);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroException) other = NULL;
  g_autofree char *text = NULL;
  PyroFrame *answer = pyro_answer_new_exception (self->request, exception, self->correlation, annotations, &error);

  if (answer != NULL)
    return answer;

  text = g_strdup_printf ("Error serializing exception: %s. Original exception: <class '%s'>: %s", error->message,
                          pyro_exception_get_class_name (exception), pyro_exception_get_message (exception));
  other = pyro_exception_new ("PyroError", text);

  return pyro_answer_new_exception (self->request, other, self->correlation, annotations, NULL);
}

/*
 * _pyro_invocation_send_exception:
 *
 * Sends an exception as Python does: some end the connection, some of them without a word.
 */
void
_pyro_invocation_send_exception (PyroInvocation *self,
                                 PyroException  *exception)
{
  g_autoptr(PyroFrame) answer = NULL;

  if (self->holds && !self->oneway && !_pyro_raise_is_silent (exception))
    answer = encode_exception (self, exception);
  _pyro_invocation_deliver (self, answer, self->callback || _pyro_raise_is_last (exception));
}

/* The value could not be sent: that is one more exception. */
static void
send_unserializable (PyroInvocation *self,
                     const GError   *error)
{
  g_autoptr(PyroException) exception = pyro_exception_new ("TypeError", error->message);

  _pyro_invocation_send_exception (self, exception);
}

/*
 * _pyro_invocation_send_value:
 *
 * Writes a value, in whatever thread this is, and sends it.
 */
void
_pyro_invocation_send_value (PyroInvocation *self,
                             PyroValue      *value)
{
  g_autoptr(PyroAnnotations) annotations = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroFrame) answer = NULL;

  if (!self->holds || self->oneway)
    {
      _pyro_invocation_deliver (self, NULL, FALSE);
      return;
    }

  annotations = _pyro_invocation_dup_annotations (self, self->correlation);
  answer = pyro_answer_new (self->request, PYRO_FRAME_FLAG_NONE, value, self->correlation, annotations,
                            self->daemon->config->compression, &error);
  if (answer != NULL)
    _pyro_invocation_deliver (self, answer, FALSE);
  else
    send_unserializable (self, error);
}

typedef struct
{
  PyroInvocation *invocation;
  PyroValue      *value;
} Writing;

static void
write_in_worker (gpointer data)
{
  Writing *self = data;

  _pyro_invocation_send_value (self->invocation, self->value);
  pyro_value_unref (self->value);
  g_object_unref (self->invocation);
  g_free (self);
}

static void
pyro_invocation_finish_value (PyroInvocation *self,
                              PyroValue      *value)
{
  if (self->stream != NULL)
    _pyro_outgoing_stream_pulled (self->stream, self->daemon, FALSE);
  if (self->batch != NULL)
    {
      _pyro_batch_run_take_value (self->batch, value);
    }
  else if (self->daemon->threads == NULL && pyro_value_get_memory_size (value) > PYRO_MAX_INLINE_VALUE &&
           g_main_context_is_owner (self->daemon->context))
    {
      Writing *writing = g_new (Writing, 1);

      *writing = (Writing) { g_object_ref (self), pyro_value_ref (value) };
      _pyro_daemon_run_in_worker (self->daemon, write_in_worker, writing);
    }
  else
    _pyro_invocation_send_value (self, value);
}

static void
pyro_invocation_finish_exception (PyroInvocation *self,
                                  PyroException  *exception)
{
  if (self->stream != NULL)
    _pyro_outgoing_stream_pulled (self->stream, self->daemon, TRUE);
  if (self->batch != NULL)
    _pyro_batch_run_take_exception (self->batch, exception);
  else
    _pyro_invocation_send_exception (self, exception);
}

/**
 * pyro_invocation_return_value:
 * @self: a call that was not answered yet
 * @value: (nullable): the result, or %NULL for `None`
 *
 * Answers the call. A value that the serializer of the client cannot carry becomes an exception.
 *
 * This function may be called from any thread.
 */
void
pyro_invocation_return_value (PyroInvocation *self,
                              PyroValue      *value)
{
  g_autoptr(PyroValue) none = NULL;

  g_return_if_fail (PYRO_IS_INVOCATION (self));

  if (!_pyro_invocation_take_outcome (self))
    return;
  if (value == NULL)
    value = none = pyro_value_new_none ();
  pyro_invocation_finish_value (self, value);
}

/**
 * pyro_invocation_return_error:
 * @self: a call that was not answered yet
 * @error: what is wrong: an exception ([func@Pyro.set_exception], [method@Pyro.Exception.to_error]) is
 *   raised as it is, any other error as the Python exception that comes next to it
 *
 * Answers the call with an exception.
 *
 * This function may be called from any thread.
 */
void
pyro_invocation_return_error (PyroInvocation *self,
                              const GError   *error)
{
  g_autoptr(PyroException) exception = NULL;

  g_return_if_fail (PYRO_IS_INVOCATION (self));
  g_return_if_fail (error != NULL);

  if (!_pyro_invocation_take_outcome (self))
    return;
  exception = _pyro_raise_from_error (error);
  pyro_invocation_finish_exception (self, exception);
}

/**
 * pyro_invocation_return_end:
 * @self: a request for the next item of a stream
 * @result: (nullable): what the stream leaves behind, as Python's generators may
 *
 * Says that there are no more items.
 *
 * This function may be called from any thread.
 */
void
pyro_invocation_return_end (PyroInvocation *self,
                            PyroValue      *result)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroException) exception = NULL;

  g_return_if_fail (PYRO_IS_INVOCATION (self));

  if (!_pyro_invocation_take_outcome (self))
    return;
  args = result != NULL ? pyro_value_new_tuple (&result, 1) : NULL;
  exception = pyro_exception_new_raised ("StopIteration", args, NULL, 0, NULL, NULL);
  pyro_invocation_finish_exception (self, exception);
}

/* What a stream cannot be where it is not streamed, in Python's words. */
static void
refuse_stream (PyroInvocation *self)
{
  g_autoptr(PyroException) exception = pyro_exception_new ("TypeError", "cannot serialize an iterator here");

  pyro_invocation_finish_exception (self, exception);
}

/**
 * pyro_invocation_return_stream: (skip)
 * @self: a call that was not answered yet
 * @func: (scope notified) (closure user_data) (destroy destroy): gives the items
 * @user_data: passed to @func
 * @destroy: (nullable): frees @user_data, when the stream is at its end, or closed, or forgotten
 *
 * Answers the call with an iterator, which the client asks for one item after another.
 *
 * This function may be called from any thread.
 */
void
pyro_invocation_return_stream (PyroInvocation *self,
                               PyroPullFunc    func,
                               gpointer        user_data,
                               GDestroyNotify  destroy)
{
  g_autoptr(PyroFrame) answer = NULL;
  g_autoptr(PyroAnnotations) annotations = NULL;
  g_autofree char *id = NULL;
  PyroOutgoingStream *stream;
  gboolean streams;

  g_return_if_fail (PYRO_IS_INVOCATION (self));
  g_return_if_fail (func != NULL);

  stream = _pyro_outgoing_stream_new (func, user_data, destroy);
  if (!_pyro_invocation_take_outcome (self))
    {
      _pyro_outgoing_stream_unref (stream);
      return;
    }

  streams = self->batch == NULL && !self->oneway && self->stream == NULL;
  if (streams && self->daemon->config->iter_streaming)
    id = _pyro_daemon_add_stream (self->daemon, self->peer, stream);
  _pyro_outgoing_stream_unref (stream);
  annotations = _pyro_invocation_dup_annotations (self, NULL);
  if (streams)
    answer = pyro_answer_new_stream (self->request, id, annotations, NULL);
  if (answer != NULL)
    _pyro_invocation_deliver (self, answer, FALSE);
  else
    refuse_stream (self);
}
