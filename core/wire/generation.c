/* core/wire/generation.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/generation-private.h"

#include <string.h>

#include "core/error.h"

/* Numbers in headers are big-endian, in every generation. */

guint32
_pyro_get_number (const guint8 *data,
                  gsize         width)
{
  guint32 number = 0;

  for (gsize i = 0; i < width; i++)
    number = number << 8 | data[i];

  return number;
}

/* Returns: the place after the number */
guint8 *
_pyro_put_number (guint8  *data,
                  gsize    width,
                  guint32  number)
{
  for (gsize i = width; i > 0; i--, number >>= 8)
    data[i - 1] = (guint8) number;

  return data + width;
}

static PyroFrameFlags
flags_from_bits (const PyroGeneration *self,
                 guint32               bits)
{
  PyroFrameFlags flags = PYRO_FRAME_FLAG_NONE;

  for (guint i = 0; i < PYRO_N_FLAG_BITS; i++)
    if ((bits & 1u << i) != 0)
      flags |= self->flag_bits[i];

  return flags;
}

static guint32
flags_to_bits (const PyroGeneration *self,
               PyroFrameFlags        flags)
{
  guint32 bits = 0;

  for (guint i = 0; i < PYRO_N_FLAG_BITS; i++)
    if ((flags & self->flag_bits[i]) != 0)
      bits |= 1u << i;

  return bits;
}

static gboolean
check_type (guint32   type,
            GError  **error)
{
  if (type >= PYRO_FRAME_CONNECT && type <= PYRO_FRAME_PING)
    return TRUE;

  g_set_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
               "The peer sent a message of the unknown type %u", type);
  return FALSE;
}

/* Pyro5, protocol 502: the struct `!4sHBBHHII16sHH` of Pyro5/protocol.py. */

#define PYRO5_HEADER_SIZE 40
#define PYRO5_MAGIC       0x4dc5

static gboolean
read_pyro5_header (const PyroGeneration  *self,
                   const guint8          *data,
                   PyroHeader            *header,
                   GError               **error)
{
  if (_pyro_get_number (data + 38, 2) != PYRO5_MAGIC)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                           "The peer sent a damaged message header");
      return FALSE;
    }
  if (!check_type (data[6], error))
    return FALSE;

  header->type = (PyroFrameType) data[6];
  header->serializer_id = data[7];
  header->flags = flags_from_bits (self, _pyro_get_number (data + 8, 2));
  header->seq = (guint16) _pyro_get_number (data + 10, 2);
  header->payload_size = _pyro_get_number (data + 12, 4);
  header->annotations_size = _pyro_get_number (data + 16, 4);
  memcpy (header->correlation, data + 20, PYRO_CORRELATION_SIZE);

  return TRUE;
}

static void
write_pyro5_header (const PyroGeneration *self,
                    const PyroHeader     *header,
                    guint8               *data)
{
  guint8 *at = data;

  at = (guint8 *) memcpy (at, "PYRO", 4) + 4;
  at = _pyro_put_number (at, 2, self->version);
  *at++ = (guint8) header->type;
  *at++ = header->serializer_id;
  at = _pyro_put_number (at, 2, flags_to_bits (self, header->flags));
  at = _pyro_put_number (at, 2, header->seq);
  at = _pyro_put_number (at, 4, header->payload_size);
  at = _pyro_put_number (at, 4, header->annotations_size);
  at = (guint8 *) memcpy (at, header->correlation, PYRO_CORRELATION_SIZE) + PYRO_CORRELATION_SIZE;
  at = _pyro_put_number (at, 2, 0); /* reserved */
  at = _pyro_put_number (at, 2, PYRO5_MAGIC);

  g_assert (at == data + PYRO5_HEADER_SIZE);
}

static const char *const pyro5_serializers[] = { "serpent", "marshal", "json", "msgpack", NULL };

static const PyroGeneration generations[] = {
  {
    .version = 502,
    .name = "Pyro5",
    .class_prefix = "Pyro5.",
    .header_size = PYRO5_HEADER_SIZE,
    .chunk_width = 4,
    .max_payload_size = G_MAXUINT32,
    .max_annotations_size = G_MAXUINT32,
    .flag_bits = {
      [0] = PYRO_FRAME_FLAG_EXCEPTION,
      [1] = PYRO_FRAME_FLAG_COMPRESSED,
      [2] = PYRO_FRAME_FLAG_ONEWAY,
      [3] = PYRO_FRAME_FLAG_BATCH,
      [4] = PYRO_FRAME_FLAG_ITEM_STREAM,
      [5] = PYRO_FRAME_FLAG_KEEP_SERIALIZED,
      [6] = PYRO_FRAME_FLAG_CORRELATION,
    },
    .serializers = pyro5_serializers,
    .read_header = read_pyro5_header,
    .write_header = write_pyro5_header,
  },
};

/* What else is found at the addresses that people mistake for a Pyro daemon's. */
static const struct
{
  const char *start;
  gsize       size;
  const char *sentence;
} strangers[] = {
  { "HTTP", 4, "There is an HTTP server at this address, not Pyro" },
  { "<!DOCTYPE", 9, "There is an HTTP server at this address, not Pyro" }, /* HTTP/0.9 has no head */
  { "<html", 5, "There is an HTTP server at this address, not Pyro" },
  { "\x15\x03", 2, "The peer wants TLS" }, /* an alert */
  { "\x16\x03", 2, "The peer wants TLS" }, /* a handshake */
};

static gboolean
refuse_stranger (const guint8  *data,
                 gsize          size,
                 GError       **error)
{
  const char *sentence = "The peer does not speak Pyro";

  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      if (memcmp (data, strangers[i].start, MIN (size, strangers[i].size)) != 0)
        continue;
      if (size < strangers[i].size)
        return TRUE; /* one more byte will tell */
      sentence = strangers[i].sentence;
    }

  g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL, sentence);
  return FALSE;
}

static void
set_version_error (guint16   version,
                   GError  **error)
{
  switch (version)
    {
    case 5:
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VERSION,
                           "The peer speaks Pyro3, which is not supported");
      break;
    case 48:
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VERSION,
                           "The peer speaks Pyro4 (protocol 48), which is not supported yet");
      break;
    default:
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_VERSION,
                   "The peer speaks protocol version %u, not %u", version, generations[0].version);
    }
}

/*
 * _pyro_generation_recognise:
 * @data: the start of what a peer sent
 * @size: bytes of it
 * @generation: (out) (nullable): the generation, or %NULL while @size is too small to tell
 *
 * Finds the generation that a stream of messages belongs to, and refuses what is none of Pyro's at
 * the first byte that shows it.
 *
 * Returns: %FALSE when the bytes can never become a message
 */
gboolean
_pyro_generation_recognise (const guint8          *data,
                            gsize                  size,
                            const PyroGeneration **generation,
                            GError               **error)
{
  guint16 version;

  *generation = NULL;
  if (size == 0)
    return TRUE;
  if (memcmp (data, "PYRO", MIN (size, 4)) != 0)
    return refuse_stranger (data, size, error);
  if (size < PYRO_PREAMBLE_SIZE)
    return TRUE;

  version = (guint16) _pyro_get_number (data + 4, 2);
  *generation = pyro_generation_find (version);
  if (*generation == NULL)
    set_version_error (version, error);

  return *generation != NULL;
}

/**
 * pyro_generation_get_pyro5:
 *
 * Returns: (transfer none): the generation of Pyro5, protocol 502
 */
const PyroGeneration *
pyro_generation_get_pyro5 (void)
{
  return &generations[0];
}

/**
 * pyro_generation_find:
 * @version: a protocol version, as headers have it
 *
 * Returns: (transfer none) (nullable): the generation of that protocol version, or %NULL when it is
 *   not known here
 */
const PyroGeneration *
pyro_generation_find (guint16 version)
{
  for (gsize i = 0; i < G_N_ELEMENTS (generations); i++)
    if (generations[i].version == version)
      return &generations[i];

  return NULL;
}

/**
 * pyro_generation_get_name:
 * @self: a generation
 *
 * Returns: (transfer none): what users call it, such as “Pyro5”
 */
const char *
pyro_generation_get_name (const PyroGeneration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * pyro_generation_get_version:
 * @self: a generation
 *
 * Returns: the protocol version in the headers
 */
guint16
pyro_generation_get_version (const PyroGeneration *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->version;
}

/**
 * pyro_generation_get_class_prefix:
 * @self: a generation
 *
 * Returns: (transfer none): what the names of its own classes begin with, such as `Pyro5.`
 */
const char *
pyro_generation_get_class_prefix (const PyroGeneration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->class_prefix;
}

/**
 * pyro_generation_get_header_size:
 * @self: a generation
 *
 * Returns: the size of a message header, in bytes
 */
gsize
pyro_generation_get_header_size (const PyroGeneration *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->header_size;
}

/**
 * pyro_generation_get_serializer_name:
 * @self: a generation
 * @serializer_id: a serializer's number, as headers have it
 *
 * Returns: (transfer none) (nullable): the serializer's name, or %NULL when this generation has no
 *   serializer of that number. There need not be a codec for it
 */
const char *
pyro_generation_get_serializer_name (const PyroGeneration *self,
                                     guint8                serializer_id)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; self->serializers[i] != NULL; i++)
    if (serializer_id == i + 1)
      return self->serializers[i];

  return NULL;
}

/**
 * pyro_generation_find_codec:
 * @self: a generation
 * @serializer_id: a serializer's number, as headers have it
 *
 * Returns: (transfer none) (nullable): the codec that the number stands for, or %NULL
 */
const PyroCodec *
pyro_generation_find_codec (const PyroGeneration *self,
                            guint8                serializer_id)
{
  const char *name;

  g_return_val_if_fail (self != NULL, NULL);

  name = pyro_generation_get_serializer_name (self, serializer_id);

  return name != NULL ? pyro_codec_find (name) : NULL;
}

/**
 * pyro_generation_find_serializer_id:
 * @self: a generation
 * @codec: a codec
 * @serializer_id: (out): the number that stands for @codec in headers
 *
 * Returns: %FALSE when this generation has no such serializer
 */
gboolean
pyro_generation_find_serializer_id (const PyroGeneration *self,
                                    const PyroCodec      *codec,
                                    guint8               *serializer_id)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (codec != NULL, FALSE);
  g_return_val_if_fail (serializer_id != NULL, FALSE);

  for (guint i = 0; self->serializers[i] != NULL; i++)
    if (g_str_equal (self->serializers[i], pyro_codec_get_serializer (codec)))
      {
        *serializer_id = (guint8) (i + 1);
        return TRUE;
      }

  return FALSE;
}
