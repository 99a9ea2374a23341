/* core/wire/generation-pyro5.c - Pyro5, protocol 502
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/generation-private.h"

#include <string.h>

/* The struct `!4sHBBHHII16sHH` of Pyro5/protocol.py. */
#define HEADER_SIZE 40
#define MAGIC       0x4dc5

static gboolean
read_header (const PyroGeneration  *self,
             const guint8          *data,
             PyroHeader            *header,
             GError               **error)
{
  if (_pyro_get_number (data + 38, 2) != MAGIC)
    {
      _pyro_header_set_damaged (error);
      return FALSE;
    }
  if (!_pyro_header_check_type (data[6], error))
    return FALSE;

  header->type = (PyroFrameType) data[6];
  header->serializer_id = data[7];
  header->flags = _pyro_flags_from_bits (self, _pyro_get_number (data + 8, 2));
  header->seq = (guint16) _pyro_get_number (data + 10, 2);
  header->payload_size = _pyro_get_number (data + 12, 4);
  header->annotations_size = _pyro_get_number (data + 16, 4);
  memcpy (header->correlation, data + 20, PYRO_CORRELATION_SIZE);

  return TRUE;
}

static void
write_header (const PyroGeneration *self,
              const PyroHeader     *header,
              guint8               *data)
{
  guint8 *at = data;

  at = (guint8 *) memcpy (at, "PYRO", 4) + 4;
  at = _pyro_put_number (at, 2, self->version);
  *at++ = (guint8) header->type;
  *at++ = (guint8) header->serializer_id;
  at = _pyro_put_number (at, 2, _pyro_flags_to_bits (self, header->flags));
  at = _pyro_put_number (at, 2, header->seq);
  at = _pyro_put_number (at, 4, header->payload_size);
  at = _pyro_put_number (at, 4, header->annotations_size);
  at = (guint8 *) memcpy (at, header->correlation, PYRO_CORRELATION_SIZE) + PYRO_CORRELATION_SIZE;
  at = _pyro_put_number (at, 2, 0); /* reserved */
  at = _pyro_put_number (at, 2, MAGIC);

  g_assert (at == data + HEADER_SIZE);
}

static const char *const serializers[] = { "serpent", "marshal", "json", "msgpack", NULL };

static const PyroHeaderField fields[] = {
  { "tag", 0, 4, PYRO_HEADER_TEXT },
  { "protocol version", 4, 2, PYRO_HEADER_NUMBER },
  { "message type", 6, 1, PYRO_HEADER_TYPE },
  { "serializer id", 7, 1, PYRO_HEADER_SERIALIZER },
  { "flags", 8, 2, PYRO_HEADER_FLAGS },
  { "sequence number", 10, 2, PYRO_HEADER_NUMBER },
  { "payload length", 12, 4, PYRO_HEADER_NUMBER },
  { "annotations length", 16, 4, PYRO_HEADER_NUMBER },
  { "correlation id", 20, PYRO_CORRELATION_SIZE, PYRO_HEADER_CORRELATION },
  { "magic", 38, 2, PYRO_HEADER_HEX },
  { NULL }
};

const PyroGeneration _pyro_generation_pyro5 = {
  .version = 502,
  .major = 5,
  .name = "Pyro5",
  .class_prefix = "Pyro5.",
  .header_size = HEADER_SIZE,
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
  .hello_flags = PYRO_FRAME_FLAG_NONE,
  .names_kind = PYRO_VALUE_SET,
  .type_width = 1,
  .damaged_reason = "invalid message or protocol version",
  .type_reason = " (expected: 1)",
  .tells_size = TRUE,
  .wrapper_class = "Pyro5.core._ExceptionWrapper",
  .proxy_class = "Pyro5.client.Proxy",
  .proxy_state = "UOMAHS",
  .serializers = serializers,
  .compress_from = 101, /* SendingMessage of Pyro5/protocol.py */
  .compress_level = 4,
  .compress_to_smaller = FALSE,
  .fields = fields,
  .read_header = read_header,
  .write_header = write_header,
};
