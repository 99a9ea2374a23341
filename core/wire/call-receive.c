/* core/wire/call-receive.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Calls that came in a message: the daemon's side. */

#include "core/wire/call.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/wire/call-private.h"
#include "core/wire/payload-private.h"

static gboolean
is_sequence (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  return kind == PYRO_VALUE_LIST || kind == PYRO_VALUE_TUPLE;
}

static gboolean
is_dict (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  return kind == PYRO_VALUE_DICT || kind == PYRO_VALUE_RECORD;
}

/* A name with a lone surrogate is the name of nothing. */
static char *
dup_name (PyroValue   *value,
          const char  *what,
          GError     **error)
{
  char *name = pyro_value_get_kind (value) == PYRO_VALUE_STR ? pyro_value_dup_utf8 (value) : NULL;

  if (name == NULL)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL, "The %s of a call is no text", what);

  return name;
}

static PyroCall *
read_member (const char  *object,
             PyroValue   *item,
             GError     **error)
{
  g_autofree char *method = NULL;
  PyroValue *args, *kwargs;

  if (!is_sequence (item) || pyro_value_get_length (item) != 3 ||
      !is_sequence (pyro_value_get_item (item, 1)) || !is_dict (pyro_value_get_item (item, 2)))
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                           "A call of a batch is not made of a method and two kinds of arguments");
      return NULL;
    }
  method = dup_name (pyro_value_get_item (item, 0), "method name", error);
  if (method == NULL)
    return NULL;

  args = pyro_value_get_item (item, 1);
  kwargs = pyro_value_get_item (item, 2);

  return _pyro_call_new (object, method, pyro_value_ref (args), pyro_value_ref (kwargs));
}

static gboolean
pyro_call_read_batch (PyroCall  *self,
                      GError   **error)
{
  gsize n = pyro_value_get_length (self->args);

  self->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_call_unref);
  if (n > PYRO_MAX_BATCH)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE,
                   "A batch holds %d calls at most, not %" G_GSIZE_FORMAT, PYRO_MAX_BATCH, n);
      return FALSE;
    }
  for (gsize i = 0; i < n; i++)
    {
      PyroCall *member = read_member (self->object, pyro_value_get_item (self->args, i), error);

      if (member == NULL)
        return FALSE;
      g_ptr_array_add (self->calls, member);
    }

  return TRUE;
}

static PyroCall *
new_plain (PyroFrame  *frame,
           GError    **error)
{
  const PyroCodec *codec = pyro_generation_find_codec (pyro_frame_get_generation (frame),
                                                       pyro_frame_get_serializer_id (frame));
  g_autoptr(GBytes) plain = NULL;
  g_autoptr(PyroValue) id = NULL;
  g_autoptr(PyroValue) name = NULL;
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autofree char *object = NULL;
  g_autofree char *method = NULL;

  if (codec == NULL)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE, "The peer used a serializer with the unknown number %u",
                   pyro_frame_get_serializer_id (frame));
      return NULL;
    }

  plain = pyro_frame_dup_plain_payload (frame, error);
  if (plain == NULL || !pyro_codec_decode_call (codec, plain, &id, &name, &args, &kwargs, error) ||
      (object = dup_name (id, "object id", error)) == NULL ||
      (method = dup_name (name, "method name", error)) == NULL)
    return NULL;

  return _pyro_call_new (object, method, g_steal_pointer (&args),
                         pyro_value_get_kind (kwargs) != PYRO_VALUE_NONE ? g_steal_pointer (&kwargs) : NULL);
}

static PyroCall *
new_from_blob (PyroFrame  *frame,
               GError    **error)
{
  g_autoptr(PyroBlob) blob = pyro_blob_new_from_frame (frame, error);

  if (blob == NULL)
    return NULL;

  return pyro_call_new_blob (pyro_blob_get_object (blob), pyro_blob_get_method (blob), blob);
}

/**
 * pyro_call_new_from_frame:
 * @frame: a message of the type %PYRO_FRAME_INVOKE
 * @error: return location for an error
 *
 * Reads a call that came. A large one takes time: this may be done in another thread.
 *
 * Returns: (transfer full): the call, or %NULL with %PYRO_ERROR_SERIALIZE, %PYRO_ERROR_TOO_LARGE or
 *   %PYRO_ERROR_PROTOCOL when it cannot be read
 */
PyroCall *
pyro_call_new_from_frame (PyroFrame  *frame,
                          GError    **error)
{
  g_autoptr(PyroCall) self = NULL;
  PyroFrameFlags flags;
  const guint8 *correlation;

  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  flags = pyro_frame_get_flags (frame);
  self = (flags & PYRO_FRAME_FLAG_KEEP_SERIALIZED) != 0 ? new_from_blob (frame, error) : new_plain (frame, error);
  if (self == NULL)
    return NULL;
  if ((flags & PYRO_FRAME_FLAG_BATCH) != 0 && self->blob == NULL && !pyro_call_read_batch (self, error))
    return NULL;

  self->oneway = (flags & PYRO_FRAME_FLAG_ONEWAY) != 0;
  correlation = pyro_frame_get_correlation (frame);
  self->has_correlation = correlation != NULL;
  if (correlation != NULL)
    memcpy (self->correlation, correlation, PYRO_CORRELATION_SIZE);
  if (g_bytes_get_size (pyro_frame_get_annotations_block (frame)) > 0)
    self->annotations = pyro_frame_dup_annotations (frame);

  return g_steal_pointer (&self);
}
