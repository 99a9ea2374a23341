/* core/wire/generation-pyro4.c - Pyro4, protocol 48
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/generation-private.h"

#include <string.h>

#include "core/error.h"

/* The struct `!4sHHHHiHHHH` of Pyro4/message.py. */
#define HEADER_SIZE    24
#define CHECKSUM_MAGIC 0x34e9

/* The sum of what the header says. As it is taken modulo 2¹⁶, it does not matter that the size of the
 * payload is signed. */
static guint16
get_checksum (guint16 version,
              guint32 type,
              guint32 flags,
              guint32 seq,
              guint32 payload_size,
              guint32 serializer_id,
              guint32 annotations_size)
{
  return (guint16) (type + version + payload_size + annotations_size + serializer_id + flags + seq
                    + CHECKSUM_MAGIC);
}

static gboolean
read_header (const PyroGeneration  *self,
             const guint8          *data,
             PyroHeader            *header,
             GError               **error)
{
  guint32 type = _pyro_get_number (data + 6, 2);
  guint32 flags = _pyro_get_number (data + 8, 2);
  guint32 seq = _pyro_get_number (data + 10, 2);
  guint32 payload_size = _pyro_get_number (data + 12, 4);
  guint32 serializer_id = _pyro_get_number (data + 16, 2);
  guint32 annotations_size = _pyro_get_number (data + 18, 2);

  if (_pyro_get_number (data + 22, 2) != get_checksum (self->version, type, flags, seq, payload_size,
                                                       serializer_id, annotations_size))
    {
      _pyro_header_set_damaged (error);
      return FALSE;
    }
  if (!_pyro_header_check_type (type, error))
    return FALSE;
  if (payload_size > self->max_payload_size)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                           "The peer announced a message of a negative size");
      return FALSE;
    }

  *header = (PyroHeader) {
    .type = (PyroFrameType) type,
    .flags = _pyro_flags_from_bits (self, flags),
    .serializer_id = (guint16) serializer_id,
    .seq = (guint16) seq,
    .payload_size = payload_size,
    .annotations_size = annotations_size,
  };

  return TRUE;
}

static void
write_header (const PyroGeneration *self,
              const PyroHeader     *header,
              guint8               *data)
{
  guint32 flags = _pyro_flags_to_bits (self, header->flags);
  guint8 *at = data;

  at = (guint8 *) memcpy (at, "PYRO", 4) + 4;
  at = _pyro_put_number (at, 2, self->version);
  at = _pyro_put_number (at, 2, header->type);
  at = _pyro_put_number (at, 2, flags);
  at = _pyro_put_number (at, 2, header->seq);
  at = _pyro_put_number (at, 4, header->payload_size);
  at = _pyro_put_number (at, 2, header->serializer_id);
  at = _pyro_put_number (at, 2, header->annotations_size);
  at = _pyro_put_number (at, 2, 0); /* reserved */
  at = _pyro_put_number (at, 2, get_checksum (self->version, header->type, flags, header->seq,
                                              header->payload_size, header->serializer_id,
                                              header->annotations_size));

  g_assert (at == data + HEADER_SIZE);
}

static const char *const serializers[] = {
  "serpent", "json", "marshal", "pickle", "dill", "msgpack", "cloudpickle", NULL,
};

static const PyroHeaderField fields[] = {
  { "tag", 0, 4, PYRO_HEADER_TEXT },
  { "protocol version", 4, 2, PYRO_HEADER_NUMBER },
  { "message type", 6, 2, PYRO_HEADER_TYPE },
  { "flags", 8, 2, PYRO_HEADER_FLAGS },
  { "sequence number", 10, 2, PYRO_HEADER_NUMBER },
  { "payload length", 12, 4, PYRO_HEADER_NUMBER },
  { "serializer id", 16, 2, PYRO_HEADER_SERIALIZER },
  { "annotations length", 18, 2, PYRO_HEADER_NUMBER },
  { "checksum", 22, 2, PYRO_HEADER_HEX },
  { NULL }
};

const PyroGeneration _pyro_generation_pyro4 = {
  .version = 48,
  .major = 4,
  .name = "Pyro4",
  .class_prefix = "Pyro4.",
  .header_size = HEADER_SIZE,
  .chunk_width = 2,
  .max_payload_size = G_MAXINT32,
  .max_annotations_size = G_MAXUINT16,
  .flag_bits = {
    [0] = PYRO_FRAME_FLAG_EXCEPTION,
    [1] = PYRO_FRAME_FLAG_COMPRESSED,
    [2] = PYRO_FRAME_FLAG_ONEWAY,
    [3] = PYRO_FRAME_FLAG_BATCH,
    [4] = PYRO_FRAME_FLAG_META_ON_CONNECT,
    [5] = PYRO_FRAME_FLAG_ITEM_STREAM,
    [6] = PYRO_FRAME_FLAG_KEEP_SERIALIZED,
  },
  .hello_flags = PYRO_FRAME_FLAG_META_ON_CONNECT,
  .names_kind = PYRO_VALUE_LIST,
  .type_width = 2,
  .damaged_reason = "header checksum mismatch",
  .type_reason = "",
  .serializers_accepted = TRUE,
  .wrapper_class = "Pyro4.futures._ExceptionWrapper",
  .proxy_class = "Pyro4.core.Proxy",
  .proxy_state = "UOMATKHRS",
  .correlation_id = "CORR",
  .hmac_id = "HMAC",
  .serializers = serializers,
  .compress_from = 200, /* SerializerBase of Pyro4/util.py */
  .compress_level = -1,
  .compress_to_smaller = TRUE,
  .fields = fields,
  .read_header = read_header,
  .write_header = write_header,
};
