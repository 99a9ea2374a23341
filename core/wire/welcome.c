/* core/wire/welcome.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The daemon's half of the handshake. What it refuses, it refuses in Python's words. */

#include "core/wire/welcome.h"

#include <string.h>

#include "core/error.h"
#include "core/value/builder.h"
#include "core/wire/generation-private.h"
#include "core/wire/payload-private.h"

/* What a refusal is written in when nothing of the client could be read. */
#define REFUSAL_SERIALIZER "marshal"

/**
 * pyro_welcome_read_hello: (skip)
 * @hello: the first message of a client
 * @handshake: (out) (transfer full): what the client has for the daemon's own check
 * @object: (out) (nullable) (transfer full): the id of the object that it connects to; %NULL when it
 *   does not say, which those may who do not ask for metadata
 * @error: return location for an error, whose message is what Python's daemons say
 *
 * Returns: %TRUE, or %FALSE with %PYRO_ERROR_PROTOCOL or what the serializer has against it
 */
gboolean
pyro_welcome_read_hello (PyroFrame  *hello,
                         PyroValue **handshake,
                         char      **object,
                         GError    **error)
{
  PyroFrameFlags flags = pyro_frame_get_generation (hello)->hello_flags;
  g_autoptr(PyroValue) value = _pyro_payload_decode (hello, error);
  PyroValue *answer, *id;

  if (value == NULL)
    return FALSE;

  answer = pyro_value_lookup_string (value, "handshake");
  id = pyro_value_lookup_string (value, "object");
  *object = id != NULL ? pyro_value_dup_utf8 (id) : NULL;
  if (answer == NULL)
    g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL, "'handshake'"); /* a KeyError */
  else if (*object == NULL && (pyro_frame_get_flags (hello) & flags) == flags)
    g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL, "'object'");
  else
    {
      *handshake = pyro_value_ref (answer);
      return TRUE;
    }
  g_clear_pointer (object, g_free);

  return FALSE;
}

static PyroValue *
build_welcome (PyroValue     *handshake,
               PyroMetadata  *metadata,
               gboolean       as_lists,
               GError       **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) names = pyro_metadata_to_value (metadata, as_lists);

  if (!pyro_builder_open (builder, PYRO_VALUE_DICT, error))
    return NULL;
  pyro_builder_add_string (builder, "handshake", -1);
  pyro_builder_add_value (builder, handshake);
  pyro_builder_add_string (builder, "meta", -1);
  pyro_builder_add_value (builder, names);
  if (!pyro_builder_close (builder, error))
    return NULL;

  return pyro_builder_end (builder, error);
}

/**
 * pyro_welcome_new: (skip)
 * @hello: the first message of a client
 * @handshake: what the daemon's own check answers
 * @metadata: what the object offers; only sent to those who ask for it
 * @correlation: (nullable) (array fixed-size=16): a correlation id
 * @annotations: (nullable): annotations to send along
 * @error: return location for an error
 *
 * Returns: (transfer full): the message that accepts the client, to be sent under the number of
 *   @hello; or %NULL when its serializer cannot carry @handshake
 */
PyroFrame *
pyro_welcome_new (PyroFrame        *hello,
                  PyroValue        *handshake,
                  PyroMetadata     *metadata,
                  const guint8     *correlation,
                  PyroAnnotations  *annotations,
                  GError          **error)
{
  const PyroGeneration *generation = pyro_frame_get_generation (hello);
  guint16 id = pyro_frame_get_serializer_id (hello);
  PyroFrameFlags flags = pyro_frame_get_flags (hello) & generation->hello_flags;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GBytes) payload = NULL;

  if (flags == generation->hello_flags && metadata != NULL)
    value = build_welcome (handshake, metadata, generation->names_kind == PYRO_VALUE_LIST, error);
  else
    value = pyro_value_ref (handshake);
  if (value == NULL)
    return NULL;
  payload = pyro_codec_encode (pyro_generation_find_codec (generation, id), value, error);
  if (payload == NULL)
    return NULL;

  return pyro_frame_new (generation, PYRO_FRAME_CONNECT_OK, flags, id, correlation, annotations, payload);
}

static PyroFrame *
new_refusal (const PyroGeneration *generation,
             const PyroCodec      *codec,
             const char           *reason,
             const guint8         *correlation,
             PyroAnnotations      *annotations)
{
  g_autoptr(PyroValue) text = pyro_value_new_string (reason);
  g_autoptr(GBytes) payload = NULL;
  guint16 id;

  if (codec == NULL || !pyro_generation_find_serializer_id (generation, codec, &id))
    {
      codec = pyro_codec_find (REFUSAL_SERIALIZER);
      if (!pyro_generation_find_serializer_id (generation, codec, &id))
        g_assert_not_reached ();
    }
  payload = pyro_codec_encode (codec, text, NULL);

  return pyro_frame_new (generation, PYRO_FRAME_CONNECT_FAIL, PYRO_FRAME_FLAG_NONE, id, correlation,
                         annotations, payload);
}

/**
 * pyro_welcome_new_refusal: (skip)
 * @hello: the first message of a client
 * @reason: why it is not welcome
 * @correlation: (nullable) (array fixed-size=16): a correlation id
 * @annotations: (nullable): annotations to send along
 *
 * Returns: (transfer full): the message that refuses the client
 */
PyroFrame *
pyro_welcome_new_refusal (PyroFrame       *hello,
                          const char      *reason,
                          const guint8    *correlation,
                          PyroAnnotations *annotations)
{
  const PyroGeneration *generation = pyro_frame_get_generation (hello);

  return new_refusal (generation, pyro_generation_find_codec (generation, pyro_frame_get_serializer_id (hello)),
                      reason, correlation, annotations);
}

/* Says why a whole header of @generation was not taken, or %NULL when nothing is said of that. */
static char *
describe_header (const PyroGeneration *generation,
                 const guint8         *data,
                 gsize                 max_size)
{
  guint32 type = _pyro_get_number (data + PYRO_PREAMBLE_SIZE, generation->type_width);
  PyroHeader header;

  if (type < PYRO_FRAME_CONNECT || type > PYRO_FRAME_PING)
    return g_strdup_printf ("invalid msg type %u received%s", type, generation->type_reason);
  if (!generation->read_header (generation, data, &header, NULL))
    return g_strdup (generation->damaged_reason);
  if ((guint64) header.payload_size + header.annotations_size > max_size)
    return generation->tells_size
           ? g_strdup_printf ("message too large (%" G_GUINT64_FORMAT ", max=%" G_GSIZE_FORMAT ")",
                              (guint64) header.payload_size + header.annotations_size, max_size)
           : NULL;
  if (type != PYRO_FRAME_CONNECT)
    return g_strdup_printf ("invalid msg type %u received%s", type, generation->type_reason);

  return NULL;
}

/**
 * pyro_welcome_refuse_bytes: (skip)
 * @opening: the first bytes of a client, as far as the end of the first header
 * @size: how many
 * @max_size: bytes of annotations and payload that a message may have
 * @hmac_key: (nullable): what refusals are signed with where they can be
 *
 * Says what is wrong with a client that did not begin with a handshake.
 *
 * Returns: (transfer full) (nullable): the message that refuses it, or %NULL when it is to hear nothing
 */
PyroFrame *
pyro_welcome_refuse_bytes (const guint8 *opening,
                           gsize         size,
                           gsize         max_size,
                           GBytes       *hmac_key)
{
  const PyroGeneration *generation = NULL;
  g_autoptr(PyroFrame) refusal = NULL;
  g_autofree char *reason = NULL;

  if (size >= 4 && memcmp (opening, "PYRO", 4) != 0)
    reason = g_strdup ("invalid data");
  else if (size >= PYRO_PREAMBLE_SIZE)
    {
      guint16 version = (guint16) _pyro_get_number (opening + 4, 2);

      generation = pyro_generation_find (version);
      if (generation == NULL)
        reason = g_strdup_printf ("invalid protocol version: %u", version);
      else if (size >= generation->header_size)
        reason = describe_header (generation, opening, max_size);
    }
  else if (size > 0)
    reason = g_strdup ("invalid data");
  if (reason == NULL)
    return NULL;

  if (generation == NULL)
    generation = pyro_generation_list ()[0];
  refusal = new_refusal (generation, NULL, reason, NULL, NULL);
  if (hmac_key != NULL && pyro_generation_has_hmac (generation))
    return pyro_frame_with_hmac (refusal, hmac_key);

  return g_steal_pointer (&refusal);
}

/**
 * pyro_welcome_refuse_signature: (skip)
 * @hello: the first message of a client, which is not signed as it should be
 * @hmac_key: (nullable): what it should have been signed with
 *
 * Returns: (transfer full): the message that refuses it, signed with @hmac_key
 */
PyroFrame *
pyro_welcome_refuse_signature (PyroFrame *hello,
                               GBytes    *hmac_key)
{
  const PyroGeneration *generation = pyro_frame_get_generation (hello);
  g_autoptr(PyroAnnotations) annotations = pyro_frame_dup_annotations (hello);
  gboolean can_sign = generation->hmac_id != NULL;
  gboolean is_signed = can_sign && pyro_annotations_lookup (annotations, generation->hmac_id) != NULL;
  g_autoptr(PyroFrame) refusal = NULL;

  refusal = new_refusal (generation, NULL,
                         is_signed == (hmac_key != NULL) ? "message hmac mismatch" : "hmac key config not symmetric",
                         NULL, NULL);

  return hmac_key != NULL && can_sign ? pyro_frame_with_hmac (refusal, hmac_key) : pyro_frame_ref (refusal);
}
