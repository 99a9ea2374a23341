/* core/wire/blob.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/blob.h"

#include "core/error.h"
#include "core/wire/blob-label-private.h"
#include "core/wire/payload-private.h"

/**
 * PyroBlob:
 *
 * Arguments of a call that are not looked at on their way: Pyro's `SerializedBlob`.
 *
 * A blob is made of a value, or of the message in which it came. In the latter case it is passed on
 * as the bytes that it came as, compressed ones still compressed; nothing is decoded but by
 * [method@Pyro.Blob.decode]. A blob is the only argument of its call: [ctor@Pyro.Call.new_blob].
 *
 * A blob never changes once made, so it may be shared between threads.
 */
struct _PyroBlob
{
  gatomicrefcount  ref_count;
  PyroValue       *info;   /* NULL for none */
  char            *object; /* NULL unless it was received */
  char            *method; /* likewise */
  PyroValue       *data;   /* NULL if it was received */
  PyroFrame       *frame;  /* NULL unless it was received */
};

G_DEFINE_BOXED_TYPE (PyroBlob, pyro_blob, pyro_blob_ref, pyro_blob_unref)

/**
 * pyro_blob_new:
 * @info: (nullable): what to say of the blob to those who do not open it: something small that
 *   Python's marshal can carry; %NULL for `None`
 * @data: what is in it: what would be the arguments otherwise, or any other value
 *
 * Returns: (transfer full): a new blob
 */
PyroBlob *
pyro_blob_new (PyroValue *info,
               PyroValue *data)
{
  PyroBlob *self;

  g_return_val_if_fail (data != NULL, NULL);

  self = g_new0 (PyroBlob, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->info = info != NULL ? pyro_value_ref (info) : NULL;
  self->data = pyro_value_ref (data);

  return self;
}

/**
 * pyro_blob_new_from_frame:
 * @frame: a call that came in, with %PYRO_FRAME_FLAG_KEEP_SERIALIZED
 * @error: return location for an error
 *
 * Takes the blob out of a call, without a look into it.
 *
 * Returns: (transfer full): the blob, or %NULL with %PYRO_ERROR_PROTOCOL when @frame carries none
 */
PyroBlob *
pyro_blob_new_from_frame (PyroFrame  *frame,
                          GError    **error)
{
  g_autoptr(PyroBlob) self = NULL;
  g_autoptr(PyroAnnotations) annotations = NULL;
  GBytes *label;

  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  annotations = pyro_frame_dup_annotations (frame);
  label = pyro_annotations_lookup (annotations, PYRO_BLOB_ANNOTATION);
  if (pyro_frame_get_frame_type (frame) != PYRO_FRAME_INVOKE || label == NULL ||
      (pyro_frame_get_flags (frame) & PYRO_FRAME_FLAG_KEEP_SERIALIZED) == 0)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL, "The message carries no blob");
      return NULL;
    }

  self = g_new0 (PyroBlob, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->frame = pyro_frame_ref (frame);
  if (!_pyro_blob_label_read (label, &self->info, &self->object, &self->method, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pyro_blob_ref:
 * @self: a blob
 *
 * Returns: (transfer full): the same blob
 */
PyroBlob *
pyro_blob_ref (PyroBlob *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * pyro_blob_unref:
 * @self: (transfer full): a blob
 */
void
pyro_blob_unref (PyroBlob *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->info, pyro_value_unref);
  g_free (self->object);
  g_free (self->method);
  g_clear_pointer (&self->data, pyro_value_unref);
  g_clear_pointer (&self->frame, pyro_frame_unref);
  g_free (self);
}

/**
 * pyro_blob_get_info:
 * @self: a blob
 *
 * Returns: (transfer none) (nullable): what the sender says of it; %NULL or `None` for nothing
 */
PyroValue *
pyro_blob_get_info (PyroBlob *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->info;
}

/**
 * pyro_blob_get_object:
 * @self: a blob
 *
 * Returns: (transfer none) (nullable): the id of the object that it was sent to; %NULL when it was
 *   not received but made here
 */
const char *
pyro_blob_get_object (PyroBlob *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->object;
}

/**
 * pyro_blob_get_method:
 * @self: a blob
 *
 * Returns: (transfer none) (nullable): the name of the method that it was sent to; %NULL when it was
 *   not received but made here
 */
const char *
pyro_blob_get_method (PyroBlob *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->method;
}

/**
 * pyro_blob_get_frame:
 * @self: a blob
 *
 * Returns: (transfer none) (nullable): the message that it came in; %NULL when it was made here
 */
PyroFrame *
pyro_blob_get_frame (PyroBlob *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->frame;
}

/* The arguments of a call, which are not checked to be arguments: a blob may be any value. */
static PyroValue *
get_arguments (PyroValue *call)
{
  if (pyro_value_get_kind (call) == PYRO_VALUE_DICT)
    return pyro_value_lookup_string (call, "params");
  if (pyro_value_is_container (call) && pyro_value_get_key (call, 0) == NULL &&
      pyro_value_get_length (call) == 4)
    return pyro_value_get_item (call, 2);

  return NULL;
}

/**
 * pyro_blob_decode:
 * @self: a blob
 * @error: return location for an error
 *
 * Opens the blob. A large one takes time: this may be done in another thread.
 *
 * Returns: (transfer full): what is in it, or %NULL with %PYRO_ERROR_SERIALIZE,
 *   %PYRO_ERROR_TOO_LARGE or %PYRO_ERROR_PROTOCOL when it cannot be read
 */
PyroValue *
pyro_blob_decode (PyroBlob  *self,
                  GError   **error)
{
  g_autoptr(PyroValue) call = NULL;
  PyroValue *data;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (self->data != NULL)
    return pyro_value_ref (self->data);

  call = _pyro_payload_decode (self->frame, error);
  if (call == NULL)
    return NULL;
  data = get_arguments (call);
  if (data == NULL)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL, "There is no call in the blob");
      return NULL;
    }

  return pyro_value_ref (data);
}
