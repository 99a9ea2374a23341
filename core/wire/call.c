/* core/wire/call.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/call.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/value/builder.h"
#include "core/wire/call-private.h"
#include "core/wire/payload-private.h"

/* The methods that every daemon understands: reading and writing an attribute of an object. Their
 * keyword arguments are None. */
#define GET_METHOD "__getattr__"
#define SET_METHOD "__setattr__"

/**
 * PyroCall:
 *
 * A method of a remote object with its arguments, and what to send along with them.
 *
 * A call never changes once made, so it may be shared between threads. The `_with_` methods make
 * another one.
 */
G_DEFINE_BOXED_TYPE (PyroCall, pyro_call, pyro_call_ref, pyro_call_unref)

/*
 * _pyro_call_new_empty:
 *
 * Returns: (transfer full): an empty container
 */
PyroValue *
_pyro_call_new_empty (PyroValueKind kind)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  if (!pyro_builder_open (builder, kind, NULL) || !pyro_builder_close (builder, NULL))
    g_assert_not_reached ();

  return pyro_builder_end (builder, NULL);
}

static gboolean
is_attribute_method (const char *method)
{
  return g_str_equal (method, GET_METHOD) || g_str_equal (method, SET_METHOD);
}

/*
 * _pyro_call_new:
 * @args: (transfer full): a list or a tuple
 * @kwargs: (transfer full) (nullable): a dict, or %NULL for None
 *
 * Returns: (transfer full): a call that nobody else knows yet
 */
PyroCall *
_pyro_call_new (const char *object,
                const char *method,
                PyroValue  *args,
                PyroValue  *kwargs)
{
  PyroCall *self = g_new0 (PyroCall, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->object = g_strdup (object);
  self->method = g_strdup (method);
  self->args = args;
  self->kwargs = kwargs;

  return self;
}

/* A copy that nobody else knows yet. */
static PyroCall *
call_copy (PyroCall *self)
{
  PyroCall *copy = _pyro_call_new (self->object, self->method, pyro_value_ref (self->args),
                                   self->kwargs != NULL ? pyro_value_ref (self->kwargs) : NULL);

  if (self->annotations != NULL)
    copy->annotations = pyro_annotations_ref (self->annotations);
  if (self->blob != NULL)
    copy->blob = pyro_blob_ref (self->blob);
  if (self->calls != NULL)
    copy->calls = g_ptr_array_ref (self->calls);
  memcpy (copy->correlation, self->correlation, sizeof copy->correlation);
  copy->has_correlation = self->has_correlation;
  copy->oneway = self->oneway;
  copy->too_deep = self->too_deep;

  return copy;
}

/**
 * pyro_call_new:
 * @object: the id of the object, UTF-8
 * @method: the name of the method, UTF-8
 * @args: (nullable): the positional arguments, a list or a tuple; %NULL for none
 * @kwargs: (nullable): the keyword arguments, a dict with texts as keys; %NULL for none
 *
 * Returns: (transfer full): a call that waits for an answer
 */
PyroCall *
pyro_call_new (const char *object,
               const char *method,
               PyroValue  *args,
               PyroValue  *kwargs)
{
  gboolean no_kwargs = kwargs == NULL || pyro_value_get_kind (kwargs) == PYRO_VALUE_NONE;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (args == NULL || pyro_value_get_kind (args) == PYRO_VALUE_LIST
                        || pyro_value_get_kind (args) == PYRO_VALUE_TUPLE, NULL);
  g_return_val_if_fail (no_kwargs || pyro_value_get_kind (kwargs) == PYRO_VALUE_DICT
                        || pyro_value_get_kind (kwargs) == PYRO_VALUE_RECORD, NULL);

  args = args != NULL ? pyro_value_ref (args) : _pyro_call_new_empty (PYRO_VALUE_TUPLE);
  if (!no_kwargs)
    kwargs = pyro_value_ref (kwargs);
  else
    kwargs = is_attribute_method (method) ? NULL : _pyro_call_new_empty (PYRO_VALUE_DICT);

  return _pyro_call_new (object, method, args, kwargs);
}

/**
 * pyro_call_new_get:
 * @object: the id of the object, UTF-8
 * @attribute: the name of the attribute, UTF-8
 *
 * Returns: (transfer full): a call that reads an attribute
 */
PyroCall *
pyro_call_new_get (const char *object,
                   const char *attribute)
{
  g_autoptr(PyroValue) name = NULL;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (attribute != NULL, NULL);

  name = pyro_value_new_string (attribute);

  return _pyro_call_new (object, GET_METHOD, pyro_value_new_tuple (&name, 1), NULL);
}

/**
 * pyro_call_new_set:
 * @object: the id of the object, UTF-8
 * @attribute: the name of the attribute, UTF-8
 * @value: its new value
 *
 * Returns: (transfer full): a call that writes an attribute
 */
PyroCall *
pyro_call_new_set (const char *object,
                   const char *attribute,
                   PyroValue  *value)
{
  g_autoptr(PyroValue) name = NULL;
  gboolean too_deep;
  PyroCall *self;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (attribute != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  name = pyro_value_new_string (attribute);
  too_deep = pyro_value_get_depth (value) >= PYRO_MAX_DEPTH;
  self = _pyro_call_new (object, SET_METHOD,
                         pyro_value_new_tuple ((PyroValue *[]) { name, value }, too_deep ? 1 : 2), NULL);
  self->too_deep = too_deep;

  return self;
}

/**
 * pyro_call_with_oneway:
 * @self: a call
 * @oneway: whether the caller wants no answer, not even an exception
 *
 * Returns: (transfer full): the same call with that said
 */
PyroCall *
pyro_call_with_oneway (PyroCall *self,
                       gboolean  oneway)
{
  PyroCall *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = call_copy (self);
  copy->oneway = oneway != FALSE;

  return copy;
}

/**
 * pyro_call_with_annotations:
 * @self: a call
 * @annotations: (nullable): annotations to send along, instead of those it has
 *
 * Returns: (transfer full): the same call with those annotations
 */
PyroCall *
pyro_call_with_annotations (PyroCall        *self,
                            PyroAnnotations *annotations)
{
  PyroCall *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = call_copy (self);
  g_clear_pointer (&copy->annotations, pyro_annotations_unref);
  if (annotations != NULL)
    copy->annotations = pyro_annotations_ref (annotations);

  return copy;
}

/**
 * pyro_call_with_correlation:
 * @self: a call
 * @correlation: (nullable) (array fixed-size=16): the bytes of a UUID by which the peers can tell
 *   what belongs together
 *
 * Returns: (transfer full): the same call with that correlation id
 */
PyroCall *
pyro_call_with_correlation (PyroCall     *self,
                            const guint8 *correlation)
{
  PyroCall *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = call_copy (self);
  copy->has_correlation = correlation != NULL;
  if (correlation != NULL)
    memcpy (copy->correlation, correlation, PYRO_CORRELATION_SIZE);

  return copy;
}

/**
 * pyro_call_ref:
 * @self: a call
 *
 * Returns: (transfer full): the same call
 */
PyroCall *
pyro_call_ref (PyroCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * pyro_call_unref:
 * @self: (transfer full): a call
 */
void
pyro_call_unref (PyroCall *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->object);
  g_free (self->method);
  pyro_value_unref (self->args);
  g_clear_pointer (&self->kwargs, pyro_value_unref);
  g_clear_pointer (&self->annotations, pyro_annotations_unref);
  g_clear_pointer (&self->blob, pyro_blob_unref);
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_free (self);
}

/**
 * pyro_call_get_object:
 * @self: a call
 *
 * Returns: (transfer none): the id of the object
 */
const char *
pyro_call_get_object (PyroCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->object;
}

/**
 * pyro_call_get_method:
 * @self: a call
 *
 * Returns: (transfer none): the name of the method; `__getattr__` or `__setattr__` for an attribute
 */
const char *
pyro_call_get_method (PyroCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->method;
}

/**
 * pyro_call_get_args:
 * @self: a call
 *
 * Returns: (transfer none): the positional arguments, a list or a tuple
 */
PyroValue *
pyro_call_get_args (PyroCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->args;
}

/**
 * pyro_call_get_kwargs:
 * @self: a call
 *
 * Returns: (transfer none) (nullable): the keyword arguments, a dict, maybe empty; %NULL for an
 *   attribute, which Pyro gives None instead
 */
PyroValue *
pyro_call_get_kwargs (PyroCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->kwargs;
}

/**
 * pyro_call_get_oneway:
 * @self: a call
 *
 * Returns: whether the caller wants no answer
 */
gboolean
pyro_call_get_oneway (PyroCall *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->oneway;
}

/**
 * pyro_call_get_annotations:
 * @self: a call
 *
 * Returns: (transfer none) (nullable): what is sent along
 */
PyroAnnotations *
pyro_call_get_annotations (PyroCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->annotations;
}

/**
 * pyro_call_get_correlation:
 * @self: a call
 *
 * Returns: (transfer none) (nullable) (array fixed-size=16): the correlation id
 */
const guint8 *
pyro_call_get_correlation (PyroCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->has_correlation ? self->correlation : NULL;
}

/*
 * _pyro_call_get_flags:
 *
 * Returns: what a message with this call says of itself
 */
PyroFrameFlags
_pyro_call_get_flags (PyroCall *self)
{
  PyroFrameFlags flags = PYRO_FRAME_FLAG_NONE;

  if (self->oneway)
    flags |= PYRO_FRAME_FLAG_ONEWAY;
  if (self->calls != NULL)
    flags |= PYRO_FRAME_FLAG_BATCH;
  if (self->blob != NULL)
    flags |= PYRO_FRAME_FLAG_KEEP_SERIALIZED;

  return flags;
}

/**
 * pyro_call_to_frame:
 * @self: a call
 * @generation: the protocol to speak
 * @codec: the serializer of the arguments
 * @error: return location for an error
 *
 * Returns: (transfer full): the message, or %NULL with %PYRO_ERROR_SERIALIZE when @codec cannot
 *   carry an argument or @generation does not have it, and %PYRO_ERROR_TOO_LARGE when the arguments
 *   are nested too deep
 */
PyroFrame *
pyro_call_to_frame (PyroCall              *self,
                    const PyroGeneration  *generation,
                    const PyroCodec       *codec,
                    GError               **error)
{
  g_autoptr(GBytes) payload = NULL;
  guint16 serializer_id;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (generation != NULL, NULL);
  g_return_val_if_fail (codec != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!_pyro_payload_find_serializer_id (generation, codec, &serializer_id, error))
    return NULL;
  if (self->too_deep)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE,
                   "The value is nested deeper than %d levels", PYRO_MAX_DEPTH - 2);
      return NULL;
    }
  if (self->blob != NULL)
    return _pyro_call_blob_to_frame (self, generation, codec, serializer_id, error);

  payload = pyro_codec_encode_call (codec, self->object, self->method, self->args, self->kwargs,
                                    error);
  if (payload == NULL)
    return NULL;

  return pyro_frame_new (generation, PYRO_FRAME_INVOKE, _pyro_call_get_flags (self), serializer_id,
                         pyro_call_get_correlation (self), self->annotations, payload);
}
