/* core/wire/blob-label.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The label of a blob: a tuple of its info, its object and its method. It is written by Python's
 * marshal, whichever serializer the blob itself is in. */

#include "core/wire/blob-label-private.h"

#include "core/codec/codec.h"
#include "core/error.h"
#include "core/value/builder.h"

#define N_FIELDS 3

static const PyroCodec *
get_codec (void)
{
  return pyro_codec_find ("marshal");
}

/*
 * _pyro_blob_label_write:
 * @info: (nullable): what the sender says of the blob
 * @object: the object the blob is for
 * @method: the method it is for
 *
 * Returns: (transfer full): the bytes of the annotation, or %NULL with %PYRO_ERROR_SERIALIZE or
 *   %PYRO_ERROR_TOO_LARGE when marshal cannot carry @info
 */
GBytes *
_pyro_blob_label_write (PyroValue   *info,
                        const char  *object,
                        const char  *method,
                        GError     **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) label = NULL;

  if (!pyro_builder_open (builder, PYRO_VALUE_TUPLE, error))
    return NULL;
  if (info != NULL)
    pyro_builder_add_value (builder, info);
  else
    pyro_builder_add_none (builder);
  pyro_builder_add_string (builder, object, -1);
  pyro_builder_add_string (builder, method, -1);
  if (!pyro_builder_close (builder, error) || (label = pyro_builder_end (builder, error)) == NULL)
    return NULL;

  return pyro_codec_encode (get_codec (), label, error);
}

/* Python 2 has bytes for text. */
static char *
dup_name (PyroValue *value)
{
  gsize size;
  const char *data;

  if (pyro_value_get_kind (value) != PYRO_VALUE_BYTES)
    return pyro_value_dup_utf8 (value);

  data = pyro_value_get_bytes_data (value, &size);

  return g_utf8_validate_len (data, size, NULL) ? g_strndup (data, size) : NULL;
}

/*
 * _pyro_blob_label_read:
 * @label: the bytes of the annotation
 * @info: (out) (transfer full): what the sender says of the blob, maybe `None`
 * @object: (out) (transfer full): the object it is for
 * @method: (out) (transfer full): the method it is for
 *
 * Returns: %FALSE with %PYRO_ERROR_PROTOCOL when @label is none
 */
gboolean
_pyro_blob_label_read (GBytes     *label,
                       PyroValue **info,
                       char      **object,
                       char      **method,
                       GError    **error)
{
  g_autoptr(PyroValue) fields = pyro_codec_decode (get_codec (), label, NULL);
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;

  if (fields != NULL && pyro_value_get_kind (fields) == PYRO_VALUE_TUPLE &&
      pyro_value_get_length (fields) == N_FIELDS)
    {
      id = dup_name (pyro_value_get_item (fields, 1));
      name = dup_name (pyro_value_get_item (fields, 2));
    }
  if (id == NULL || name == NULL)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                           "The peer sent a blob with a label that cannot be read");
      return FALSE;
    }

  *info = pyro_value_ref (pyro_value_get_item (fields, 0));
  *object = g_steal_pointer (&id);
  *method = g_steal_pointer (&name);

  return TRUE;
}
