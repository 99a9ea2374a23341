/* core/wire/call-blob.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The calls whose argument is a blob. */

#include "core/wire/call.h"

#include "core/error.h"
#include "core/wire/blob-label-private.h"
#include "core/wire/call-private.h"
#include "core/wire/payload-private.h"

/**
 * pyro_call_new_blob:
 * @object: the id of the object, UTF-8
 * @method: the name of the method, UTF-8
 * @blob: its only argument
 *
 * Makes a call with an argument that the daemon hands on unread. A blob that was received is sent as
 * it came, in the serializer in which it came.
 *
 * Returns: (transfer full): a call that waits for an answer
 */
PyroCall *
pyro_call_new_blob (const char *object,
                    const char *method,
                    PyroBlob   *blob)
{
  PyroCall *self;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (blob != NULL, NULL);

  self = _pyro_call_new (object, method, _pyro_call_new_empty (PYRO_VALUE_TUPLE),
                         _pyro_call_new_empty (PYRO_VALUE_DICT));
  self->blob = pyro_blob_ref (blob);

  return self;
}

/**
 * pyro_call_get_blob:
 * @self: a call
 *
 * Returns: (transfer none) (nullable): the blob that is sent instead of arguments
 */
PyroBlob *
pyro_call_get_blob (PyroCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->blob;
}

static PyroAnnotations *
pyro_call_label_blob (PyroCall  *self,
                      GError   **error)
{
  g_autoptr(GBytes) label = _pyro_blob_label_write (pyro_blob_get_info (self->blob),
                                                    self->object, self->method, error);
  g_autoptr(PyroAnnotations) annotations = NULL;

  if (label == NULL)
    return NULL;
  annotations = self->annotations != NULL ? pyro_annotations_ref (self->annotations)
                                          : pyro_annotations_new ();

  return pyro_annotations_with (annotations, PYRO_BLOB_ANNOTATION, label, error);
}

/*
 * _pyro_call_blob_to_frame:
 *
 * Returns: (transfer full): the message, or %NULL; see pyro_call_to_frame(). A blob that came in
 *   another generation is %PYRO_ERROR_SERIALIZE when this one has not its serializer
 */
PyroFrame *
_pyro_call_blob_to_frame (PyroCall              *self,
                          const PyroGeneration  *generation,
                          const PyroCodec       *codec,
                          guint16                serializer_id,
                          GError               **error)
{
  g_autoptr(PyroAnnotations) annotations = pyro_call_label_blob (self, error);
  PyroFrame *source = pyro_blob_get_frame (self->blob);
  PyroFrameFlags flags = _pyro_call_get_flags (self);
  g_autoptr(PyroValue) data = NULL;
  g_autoptr(GBytes) payload = NULL;

  if (annotations == NULL)
    return NULL;

  if (source == NULL)
    {
      data = pyro_blob_decode (self->blob, error);
      payload = pyro_codec_encode_call (codec, self->object, self->method, data, self->kwargs, error);
      if (payload == NULL)
        return NULL;
    }
  else
    {
      payload = g_bytes_ref (pyro_frame_get_payload (source));
      serializer_id = pyro_frame_get_serializer_id (source);
      flags |= pyro_frame_get_flags (source) & PYRO_FRAME_FLAG_COMPRESSED;
      if (pyro_frame_get_generation (source) != generation &&
          !_pyro_payload_translate_serializer_id (source, generation, &serializer_id, error))
        return NULL;
    }

  return pyro_frame_new (generation, PYRO_FRAME_INVOKE, flags, serializer_id,
                         pyro_call_get_correlation (self), annotations, payload);
}
