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

PyroFrameFlags
_pyro_flags_from_bits (const PyroGeneration *self,
                       guint32               bits)
{
  PyroFrameFlags flags = PYRO_FRAME_FLAG_NONE;

  for (guint i = 0; i < PYRO_N_FLAG_BITS; i++)
    if ((bits & 1u << i) != 0)
      flags |= self->flag_bits[i];

  return flags;
}

guint32
_pyro_flags_to_bits (const PyroGeneration *self,
                     PyroFrameFlags        flags)
{
  guint32 bits = 0;

  for (guint i = 0; i < PYRO_N_FLAG_BITS; i++)
    if ((flags & self->flag_bits[i]) != 0)
      bits |= 1u << i;

  return bits;
}

gboolean
_pyro_header_check_type (guint32   type,
                         GError  **error)
{
  if (type >= PYRO_FRAME_CONNECT && type <= PYRO_FRAME_PING)
    return TRUE;

  g_set_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
               "The peer sent a message of the unknown type %u", type);
  return FALSE;
}

void
_pyro_header_set_damaged (GError **error)
{
  g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                       "The peer sent a damaged message header");
}

/* The one to try first comes first. */
static const PyroGeneration *const generations[] = {
  &_pyro_generation_pyro5,
  &_pyro_generation_pyro4,
  NULL,
};

/* What a Pyro3 daemon greets with, before it was asked anything. */
#define PYRO3_VERSION 5

/* What else is found at the addresses that people mistake for a Pyro daemon's. */
static const struct
{
  const char *start;
  gsize       size;
  PyroError   code;
  const char *sentence;
} strangers[] = {
  { "HTTP", 4, PYRO_ERROR_PROTOCOL, "There is an HTTP server at this address, not Pyro" },
  { "<!DOCTYPE", 9, PYRO_ERROR_PROTOCOL, "There is an HTTP server at this address, not Pyro" }, /* HTTP/0.9: no head */
  { "<html", 5, PYRO_ERROR_PROTOCOL, "There is an HTTP server at this address, not Pyro" },
  { "\x15\x03", 2, PYRO_ERROR_TLS, "The peer wants TLS" }, /* an alert */
  { "\x16\x03", 2, PYRO_ERROR_TLS, "The peer wants TLS" }, /* a handshake */
};

static gboolean
refuse_stranger (const guint8  *data,
                 gsize          size,
                 GError       **error)
{
  const char *sentence = "The peer does not speak Pyro";
  PyroError code = PYRO_ERROR_PROTOCOL;

  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      if (memcmp (data, strangers[i].start, MIN (size, strangers[i].size)) != 0)
        continue;
      if (size < strangers[i].size)
        return TRUE; /* one more byte will tell */
      sentence = strangers[i].sentence;
      code = strangers[i].code;
    }

  g_set_error_literal (error, PYRO_ERROR, code, sentence);
  return FALSE;
}

static void
set_version_error (guint16   version,
                   GError  **error)
{
  if (version == PYRO3_VERSION)
    g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VERSION,
                         "The peer speaks Pyro3, which is not supported");
  else
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_VERSION,
                 "The peer speaks protocol version %u, which is not supported", version);
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
  return &_pyro_generation_pyro5;
}

/**
 * pyro_generation_get_pyro4:
 *
 * Returns: (transfer none): the generation of Pyro4, protocol 48
 */
const PyroGeneration *
pyro_generation_get_pyro4 (void)
{
  return &_pyro_generation_pyro4;
}

/**
 * pyro_generation_list: (skip)
 *
 * Returns: (transfer none) (array zero-terminated=1): all generations, the newest first
 */
const PyroGeneration *const *
pyro_generation_list (void)
{
  return generations;
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
  for (gsize i = 0; generations[i] != NULL; i++)
    if (generations[i]->version == version)
      return generations[i];

  return NULL;
}

/**
 * pyro_generation_find_major:
 * @major: 5 for Pyro5, 4 for Pyro4
 *
 * Returns: (transfer none) (nullable): the generation of that name, or %NULL when it is not known
 *   here
 */
const PyroGeneration *
pyro_generation_find_major (guint major)
{
  for (gsize i = 0; generations[i] != NULL; i++)
    if (generations[i]->major == major)
      return generations[i];

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
 * pyro_generation_has_hmac:
 *
 * Returns: whether its messages can be signed with a key that both sides know
 */
gboolean
pyro_generation_has_hmac (const PyroGeneration *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->hmac_id != NULL;
}

/**
 * pyro_generation_has_serializers_accepted:
 * @self: a generation
 *
 * Returns: whether its daemons take some serializers only, as they are told; else they take all
 */
gboolean
pyro_generation_has_serializers_accepted (const PyroGeneration *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->serializers_accepted;
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
                                     guint16               serializer_id)
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
                            guint16               serializer_id)
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
                                    guint16              *serializer_id)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (codec != NULL, FALSE);
  g_return_val_if_fail (serializer_id != NULL, FALSE);

  for (guint i = 0; self->serializers[i] != NULL; i++)
    if (g_str_equal (self->serializers[i], pyro_codec_get_serializer (codec)))
      {
        *serializer_id = (guint16) (i + 1);
        return TRUE;
      }

  return FALSE;
}
