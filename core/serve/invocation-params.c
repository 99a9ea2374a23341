/* core/serve/invocation-params.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What a call says, and what may be said to it. */

#include "core/serve/invocation.h"

#include "core/serve/invocation-private.h"

/**
 * pyro_invocation_get_daemon:
 * @self: a call
 *
 * Returns: (transfer none): the daemon that it came to
 */
PyroDaemon *
pyro_invocation_get_daemon (PyroInvocation *self)
{
  g_return_val_if_fail (PYRO_IS_INVOCATION (self), NULL);

  return self->daemon;
}

/**
 * pyro_invocation_get_peer:
 * @self: a call
 *
 * Returns: (transfer none): the client that it came from
 */
PyroPeer *
pyro_invocation_get_peer (PyroInvocation *self)
{
  g_return_val_if_fail (PYRO_IS_INVOCATION (self), NULL);

  return self->peer;
}

/**
 * pyro_invocation_get_servant:
 * @self: a call
 *
 * Returns: (transfer none): the object that is called
 */
PyroServant *
pyro_invocation_get_servant (PyroInvocation *self)
{
  g_return_val_if_fail (PYRO_IS_INVOCATION (self), NULL);

  return self->servant;
}

/**
 * pyro_invocation_get_call:
 * @self: a call
 *
 * Returns: (transfer none): the call as it came, or the one of a batch
 */
PyroCall *
pyro_invocation_get_call (PyroInvocation *self)
{
  g_return_val_if_fail (PYRO_IS_INVOCATION (self), NULL);

  return self->call;
}

/**
 * pyro_invocation_get_batch:
 * @self: a call
 *
 * Tells in which batch a call came. All calls of one batch are of one object; they come to it one after
 * another, each once the one before it was answered, and the first that raises is the last. Who wants to make
 * several at once finds what is to come in [method@Pyro.Invocation.get_call] of the batch.
 *
 * Returns: (transfer none) (nullable): the batch, which is answered by itself; %NULL for a call that came alone
 */
PyroInvocation *
pyro_invocation_get_batch (PyroInvocation *self)
{
  g_return_val_if_fail (PYRO_IS_INVOCATION (self), NULL);

  return self->batch != NULL ? _pyro_batch_run_get_whole (self->batch) : NULL;
}

/**
 * pyro_invocation_get_kind:
 * @self: a call
 *
 * Returns: whether it calls a method, or what it does with an attribute
 */
PyroInvocationKind
pyro_invocation_get_kind (PyroInvocation *self)
{
  g_return_val_if_fail (PYRO_IS_INVOCATION (self), PYRO_INVOCATION_CALL);

  return self->kind;
}

/**
 * pyro_invocation_get_name:
 * @self: a call
 *
 * Returns: (transfer none): the name of the method or the attribute
 */
const char *
pyro_invocation_get_name (PyroInvocation *self)
{
  g_return_val_if_fail (PYRO_IS_INVOCATION (self), NULL);

  return self->attribute != NULL ? self->attribute : pyro_call_get_method (self->call);
}

/**
 * pyro_invocation_get_args:
 * @self: a call
 *
 * Returns: (transfer none): the positional arguments, a list or a tuple
 */
PyroValue *
pyro_invocation_get_args (PyroInvocation *self)
{
  g_return_val_if_fail (PYRO_IS_INVOCATION (self), NULL);

  return pyro_call_get_args (self->call);
}

/**
 * pyro_invocation_get_kwargs:
 * @self: a call
 *
 * Returns: (transfer none) (nullable): the keyword arguments, a dict; %NULL for an attribute
 */
PyroValue *
pyro_invocation_get_kwargs (PyroInvocation *self)
{
  g_return_val_if_fail (PYRO_IS_INVOCATION (self), NULL);

  return pyro_call_get_kwargs (self->call);
}

/**
 * pyro_invocation_get_blob:
 * @self: a call
 *
 * Returns: (transfer none) (nullable): the blob that came in the place of arguments, unopened
 */
PyroBlob *
pyro_invocation_get_blob (PyroInvocation *self)
{
  g_return_val_if_fail (PYRO_IS_INVOCATION (self), NULL);

  return pyro_call_get_blob (self->call);
}

/**
 * pyro_invocation_get_annotations:
 * @self: a call
 *
 * Returns: (transfer none) (nullable): what the client sent along
 */
PyroAnnotations *
pyro_invocation_get_annotations (PyroInvocation *self)
{
  g_return_val_if_fail (PYRO_IS_INVOCATION (self), NULL);

  return pyro_call_get_annotations (self->call);
}

/**
 * pyro_invocation_get_correlation:
 * @self: a call
 *
 * Returns: (transfer none) (array fixed-size=16): the correlation id of the client, or a new one when it
 *   has none. It belongs to the calls that are made on behalf of this one:
 *   [method@Pyro.Call.with_correlation]
 */
const guint8 *
pyro_invocation_get_correlation (PyroInvocation *self)
{
  g_return_val_if_fail (PYRO_IS_INVOCATION (self), NULL);

  return self->correlation;
}

/**
 * pyro_invocation_get_oneway:
 * @self: a call
 *
 * Returns: whether nobody waits for the answer, which has to be given all the same
 */
gboolean
pyro_invocation_get_oneway (PyroInvocation *self)
{
  g_return_val_if_fail (PYRO_IS_INVOCATION (self), FALSE);

  return self->oneway;
}

/**
 * pyro_invocation_is_answered:
 * @self: a call
 *
 * Returns: whether it was answered
 */
gboolean
pyro_invocation_is_answered (PyroInvocation *self)
{
  g_return_val_if_fail (PYRO_IS_INVOCATION (self), TRUE);

  return g_atomic_int_get (&self->answered);
}

/* ---- Parameters ---- */

/**
 * pyro_invocation_get_n_params:
 * @self: a call of a [class@Pyro.Skeleton]
 *
 * Returns: how many parameters the method has in its signature; for one that has none, how many
 *   arguments came
 */
guint
pyro_invocation_get_n_params (PyroInvocation *self)
{
  g_return_val_if_fail (PYRO_IS_INVOCATION (self), 0);

  return self->params != NULL ? self->n_params : (guint) pyro_value_get_length (pyro_call_get_args (self->call));
}

/* A method that does not ask for the blob gets what is in it. It stays closed as long as nobody wants that. */
static void
open_blob (PyroInvocation *self,
           PyroBlob       *blob)
{
  PyroValue *data;

  self->opened = TRUE;
  if (pyro_value_get_kind (self->params[0]) != PYRO_VALUE_NONE)
    return;

  data = pyro_blob_decode (blob, &self->unreadable);
  if (data == NULL)
    return;
  pyro_value_unref (self->params[0]);
  self->params[0] = data;
}

/**
 * pyro_invocation_get_param:
 * @self: a call of a [class@Pyro.Skeleton]
 * @index: the number of a parameter, from 0, in the order of the method's signature
 *
 * Returns: (transfer none): what was given for it, by place or by name, or its default. That of `*args`
 *   is a tuple, that of `**kwargs` a dict; an attribute that is written has one parameter. A blob is opened for
 *   the first parameter; when that cannot be done it is `None`, and the client gets the error whatever the method
 *   returns
 */
PyroValue *
pyro_invocation_get_param (PyroInvocation *self,
                           guint           index)
{
  g_return_val_if_fail (PYRO_IS_INVOCATION (self), NULL);
  g_return_val_if_fail (index < pyro_invocation_get_n_params (self), NULL);

  if (index == 0 && !self->opened && self->params != NULL && pyro_call_get_blob (self->call) != NULL)
    open_blob (self, pyro_call_get_blob (self->call));

  return self->params != NULL ? self->params[index] : pyro_value_get_item (pyro_call_get_args (self->call), index);
}

/**
 * pyro_invocation_read_int:
 * @self: a call of a [class@Pyro.Skeleton]
 * @index: the number of a parameter
 * @value: (out): what was given for it
 * @error: return location for an error, a `TypeError` or `OverflowError` for the client
 *
 * Returns: %FALSE when it is no integer of 64 bits
 */
gboolean
pyro_invocation_read_int (PyroInvocation  *self,
                          guint            index,
                          gint64          *value,
                          GError         **error)
{
  PyroValue *param = pyro_invocation_get_param (self, index);

  if (pyro_value_get_kind (param) == PYRO_VALUE_BOOL)
    *value = pyro_value_get_bool (param);
  else if (pyro_value_get_kind (param) != PYRO_VALUE_INT)
    pyro_set_exception (error, NULL, 0, NULL, "TypeError", "'%s' object cannot be interpreted as an integer",
                        pyro_value_get_type_name (param));
  else if (!pyro_value_get_int64 (param, value))
    pyro_set_exception (error, NULL, 0, NULL, "OverflowError", "int too big to convert");
  else
    return TRUE;

  return pyro_value_get_kind (param) == PYRO_VALUE_BOOL;
}

/**
 * pyro_invocation_read_float:
 * @self: a call of a [class@Pyro.Skeleton]
 * @index: the number of a parameter
 * @value: (out): what was given for it
 * @error: return location for an error, a `TypeError` for the client
 *
 * Returns: %FALSE when it is no number
 */
gboolean
pyro_invocation_read_float (PyroInvocation  *self,
                            guint            index,
                            double          *value,
                            GError         **error)
{
  PyroValue *param = pyro_invocation_get_param (self, index);

  if (pyro_value_get_number (param, value))
    return TRUE;
  pyro_set_exception (error, NULL, 0, NULL, "TypeError", "must be real number, not %s",
                      pyro_value_get_type_name (param));

  return FALSE;
}

/**
 * pyro_invocation_read_string:
 * @self: a call of a [class@Pyro.Skeleton]
 * @index: the number of a parameter
 * @error: return location for an error, a `TypeError` for the client
 *
 * Returns: (transfer full): what was given for it, or %NULL when it is no text
 */
char *
pyro_invocation_read_string (PyroInvocation  *self,
                             guint            index,
                             GError         **error)
{
  PyroValue *param = pyro_invocation_get_param (self, index);
  char *text = pyro_value_get_kind (param) == PYRO_VALUE_STR ? pyro_value_dup_utf8 (param) : NULL;

  if (text == NULL)
    pyro_set_exception (error, NULL, 0, NULL, "TypeError", "expected str, not %s", pyro_value_get_type_name (param));

  return text;
}

/* ---- What may be said to it ---- */

/**
 * pyro_invocation_dup_proxy:
 * @self: a call
 * @servant: an object that is registered with the daemon
 * @error: return location for an error
 *
 * Makes the value to return, or to put into what is returned, in the place of an object: the client makes
 * a proxy of it.
 *
 * Returns: (transfer full): the value, or %NULL with %PYRO_ERROR_USAGE when @servant is not registered
 */
PyroValue *
pyro_invocation_dup_proxy (PyroInvocation  *self,
                           PyroServant     *servant,
                           GError         **error)
{
  g_return_val_if_fail (PYRO_IS_INVOCATION (self), NULL);

  return pyro_daemon_dup_proxy (self->daemon, servant, pyro_frame_get_generation (self->request), error);
}

/**
 * pyro_invocation_annotate:
 * @self: a call that was not answered yet
 * @id: 4 printable ASCII characters
 * @data: the bytes
 * @error: return location for an error
 *
 * Sends an annotation along with the answer, unless that is an exception.
 *
 * Returns: %TRUE, or %FALSE with @error set as [method@Pyro.Annotations.with] does
 */
gboolean
pyro_invocation_annotate (PyroInvocation  *self,
                          const char      *id,
                          GBytes          *data,
                          GError         **error)
{
  g_autoptr(PyroAnnotations) old = NULL;
  PyroAnnotations *annotations;

  g_return_val_if_fail (PYRO_IS_INVOCATION (self), FALSE);

  old = self->annotations != NULL ? pyro_annotations_ref (self->annotations) : pyro_annotations_new ();
  annotations = pyro_annotations_with (old, id, data, error);
  if (annotations == NULL)
    return FALSE;
  g_clear_pointer (&self->annotations, pyro_annotations_unref);
  self->annotations = annotations;

  return TRUE;
}

/**
 * pyro_invocation_set_callback:
 * @self: a call that was not answered yet
 * @callback: whether an exception ends the connection too, as that of a method with Python's `@callback`
 */
void
pyro_invocation_set_callback (PyroInvocation *self,
                              gboolean        callback)
{
  g_return_if_fail (PYRO_IS_INVOCATION (self));

  self->callback = callback != FALSE;
}
