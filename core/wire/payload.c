/* core/wire/payload.c - the serializer of a message, by the number in its header
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/payload-private.h"

#include "core/error.h"
#include "core/value/repr.h"

/* Bytes of a text that is shown to a user. */
#define MAX_TEXT_SIZE (16 * 1024)

/*
 * _pyro_payload_find_serializer_id:
 *
 * Returns: %FALSE with %PYRO_ERROR_SERIALIZE when @generation has no number for @codec
 */
gboolean
_pyro_payload_find_serializer_id (const PyroGeneration  *generation,
                                  const PyroCodec       *codec,
                                  guint16               *serializer_id,
                                  GError               **error)
{
  if (pyro_generation_find_serializer_id (generation, codec, serializer_id))
    return TRUE;

  g_set_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE, "%s does not have the serializer %s",
               pyro_generation_get_name (generation), pyro_codec_get_name (codec));
  return FALSE;
}

/*
 * _pyro_payload_translate_serializer_id:
 * @frame: a message of another generation
 * @serializer_id: (out): the number that @generation has for the serializer of @frame
 *
 * Returns: %FALSE with %PYRO_ERROR_SERIALIZE when it has none
 */
gboolean
_pyro_payload_translate_serializer_id (PyroFrame             *frame,
                                       const PyroGeneration  *generation,
                                       guint16               *serializer_id,
                                       GError               **error)
{
  const PyroGeneration *other = pyro_frame_get_generation (frame);
  guint16 id = pyro_frame_get_serializer_id (frame);
  const PyroCodec *codec = pyro_generation_find_codec (other, id);

  if (codec != NULL)
    return _pyro_payload_find_serializer_id (generation, codec, serializer_id, error);

  g_set_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE,
               "The serializer %u of %s is not known to %s", id,
               pyro_generation_get_name (other), pyro_generation_get_name (generation));
  return FALSE;
}

/*
 * _pyro_payload_decode:
 *
 * Returns: (transfer full): the value in the payload of @frame, or %NULL
 */
PyroValue *
_pyro_payload_decode (PyroFrame  *frame,
                      GError    **error)
{
  const PyroGeneration *generation = pyro_frame_get_generation (frame);
  guint16 id = pyro_frame_get_serializer_id (frame);
  const PyroCodec *codec = pyro_generation_find_codec (generation, id);
  const char *name = pyro_generation_get_serializer_name (generation, id);
  g_autoptr(GBytes) plain = NULL;

  if (codec == NULL && name == NULL)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE,
                 "The peer used a serializer with the unknown number %u", id);
  else if (codec == NULL)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE,
                 "The peer used the serializer %s, which is not supported yet", name);
  if (codec == NULL)
    return NULL;

  plain = pyro_frame_dup_plain_payload (frame, error);
  if (plain == NULL)
    return NULL;

  return pyro_codec_decode (codec, plain, error);
}

/*
 * _pyro_payload_dup_text:
 * @frame: a message whose payload is a text for people
 *
 * Returns: (transfer full) (nullable): the text, shortened when it is very long, or %NULL when it
 *   cannot be read or is None
 */
char *
_pyro_payload_dup_text (PyroFrame *frame)
{
  g_autoptr(PyroValue) value = _pyro_payload_decode (frame, NULL);
  gsize size;

  if (value == NULL || pyro_value_get_kind (value) == PYRO_VALUE_NONE)
    return NULL;
  if (pyro_value_get_string (value, &size) != NULL && size <= MAX_TEXT_SIZE)
    return pyro_value_dup_utf8 (value);

  return pyro_value_repr_short (value, MAX_TEXT_SIZE);
}
