/* core/wire/hello.c - the messages of the handshake
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/hello.h"

#include "core/error.h"
#include "core/value/builder.h"
#include "core/wire/generation-private.h"
#include "core/wire/payload-private.h"

/* What Python's proxies say when nothing else is set. */
#define DEFAULT_HANDSHAKE "hello"

static PyroValue *
build_hello (const char  *object,
             PyroValue   *handshake,
             GError     **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  if (!pyro_builder_open (builder, PYRO_VALUE_DICT, error))
    return NULL;
  pyro_builder_add_string (builder, "handshake", -1);
  if (handshake != NULL)
    pyro_builder_add_value (builder, handshake);
  else
    pyro_builder_add_string (builder, DEFAULT_HANDSHAKE, -1);
  pyro_builder_add_string (builder, "object", -1);
  pyro_builder_add_string (builder, object, -1);
  if (!pyro_builder_close (builder, error))
    return NULL;

  return pyro_builder_end (builder, error);
}

/**
 * pyro_hello_new:
 * @generation: the protocol to speak
 * @codec: the serializer of the handshake
 * @object: the id of the object to connect to
 * @handshake: (nullable): what the daemon's own check wants to see; %NULL for what Python's proxies
 *   say
 * @correlation: (nullable) (array fixed-size=16): a correlation id, the bytes of a UUID
 * @annotations: (nullable): annotations to send along
 * @error: return location for an error
 *
 * Makes the message that a client opens a connection with.
 *
 * Returns: (transfer full): the message, or %NULL with %PYRO_ERROR_SERIALIZE when @codec cannot
 *   carry @handshake or @generation does not have it, and %PYRO_ERROR_TOO_LARGE when it is nested
 *   too deep
 */
PyroFrame *
pyro_hello_new (const PyroGeneration  *generation,
                const PyroCodec       *codec,
                const char            *object,
                PyroValue             *handshake,
                const guint8          *correlation,
                PyroAnnotations       *annotations,
                GError               **error)
{
  g_autoptr(PyroValue) hello = NULL;
  g_autoptr(GBytes) payload = NULL;
  guint16 serializer_id;

  g_return_val_if_fail (generation != NULL, NULL);
  g_return_val_if_fail (codec != NULL, NULL);
  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!_pyro_payload_find_serializer_id (generation, codec, &serializer_id, error))
    return NULL;
  hello = build_hello (object, handshake, error);
  if (hello == NULL)
    return NULL;
  payload = pyro_codec_encode (codec, hello, error);
  if (payload == NULL)
    return NULL;

  return pyro_frame_new (generation, PYRO_FRAME_CONNECT, generation->hello_flags, serializer_id,
                         correlation, annotations, payload);
}

static gboolean
refuse (PyroFrame  *reply,
        GError    **error)
{
  g_autofree char *reason = _pyro_payload_dup_text (reply);

  if (reason != NULL && *reason != '\0')
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_REFUSED,
                 "The daemon refused the connection: %s", reason);
  else
    g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_REFUSED,
                         "The daemon refused the connection and did not say why");
  return FALSE;
}

/* What Python takes for false: then the daemon keeps its metadata for a call of their own. */
static gboolean
is_nothing (PyroValue *value)
{
  gint64 number;

  switch (pyro_value_get_kind (value))
    {
    case PYRO_VALUE_NONE:
      return TRUE;
    case PYRO_VALUE_BOOL:
      return !pyro_value_get_bool (value);
    case PYRO_VALUE_INT:
      return pyro_value_get_int64 (value, &number) && number == 0;
    case PYRO_VALUE_STR:
    case PYRO_VALUE_BYTES:
    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
    case PYRO_VALUE_SET:
    case PYRO_VALUE_FROZENSET:
    case PYRO_VALUE_DICT:
      return pyro_value_get_length (value) == 0;
    case PYRO_VALUE_FLOAT:
    case PYRO_VALUE_COMPLEX:
    case PYRO_VALUE_RECORD:
    default:
      return FALSE;
    }
}

/* Whether the daemon says nothing but what its own check answered: some leave the metadata out even
 * where they were asked for, and then the answer is no dict. */
static gboolean
is_bare (PyroFrame *reply)
{
  PyroFrameFlags flag = pyro_frame_get_generation (reply)->hello_flags & PYRO_FRAME_FLAG_META_ON_CONNECT;

  return flag != PYRO_FRAME_FLAG_NONE && (pyro_frame_get_flags (reply) & flag) == PYRO_FRAME_FLAG_NONE;
}

static gboolean
read_welcome (PyroFrame     *reply,
              PyroValue    **handshake,
              PyroMetadata **metadata,
              GError       **error)
{
  g_autoptr(PyroValue) welcome = _pyro_payload_decode (reply, error);
  g_autoptr(PyroMetadata) found = NULL;
  PyroValue *answer, *meta;

  if (welcome == NULL)
    return FALSE;
  if (is_bare (reply))
    {
      if (handshake != NULL)
        *handshake = g_steal_pointer (&welcome);
      return TRUE;
    }

  answer = pyro_value_lookup_string (welcome, "handshake");
  meta = pyro_value_lookup_string (welcome, "meta");
  if (answer == NULL)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                           "The daemon accepted the handshake but did not answer it");
      return FALSE;
    }
  if (meta != NULL && !is_nothing (meta))
    {
      found = pyro_metadata_from_value (meta, error);
      if (found == NULL)
        return FALSE;
    }

  if (handshake != NULL)
    *handshake = pyro_value_ref (answer);
  if (metadata != NULL)
    *metadata = g_steal_pointer (&found);

  return TRUE;
}

/**
 * pyro_hello_receive:
 * @reply: the first message that came from the daemon
 * @handshake: (out) (optional) (transfer full): what the daemon's own check answered
 * @metadata: (out) (optional) (nullable) (transfer full): what the object offers; %NULL when the
 *   daemon did not say it
 * @error: return location for an error
 *
 * Reads the daemon's answer to the handshake. When neither result is wanted, a welcome is not
 * decoded.
 *
 * Returns: %TRUE when the daemon accepted; %FALSE with %PYRO_ERROR_REFUSED and the daemon's reason
 *   when it did not, %PYRO_ERROR_PROTOCOL when it said something else, and the codec's errors or
 *   %PYRO_ERROR_VALUE when what it said cannot be read
 */
gboolean
pyro_hello_receive (PyroFrame     *reply,
                    PyroValue    **handshake,
                    PyroMetadata **metadata,
                    GError       **error)
{
  PyroFrameType type;

  g_return_val_if_fail (reply != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (handshake != NULL)
    *handshake = NULL;
  if (metadata != NULL)
    *metadata = NULL;

  type = pyro_frame_get_frame_type (reply);
  if (type == PYRO_FRAME_CONNECT_FAIL)
    return refuse (reply, error);
  if (type != PYRO_FRAME_CONNECT_OK)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                   "The peer answered the handshake with a message of type %s",
                   pyro_frame_type_get_name (type));
      return FALSE;
    }
  if (handshake == NULL && metadata == NULL)
    return TRUE;

  return read_welcome (reply, handshake, metadata, error);
}
