/* tests/wire/vectors.h - messages as Python's peers write them, with what they say
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <string.h>

#include "core/wire/frame.h"

typedef struct
{
  const char     *name;
  guint           major; /* 0 for Pyro5 */
  PyroFrameType   type;
  PyroFrameFlags  flags;
  guint16         serializer_id;
  guint16         seq;
  const char     *header;         /* hexadecimal */
  const char     *annotations[3]; /* id, data; at most one */
  const char     *payload;
  gsize           payload_size;
} Vector;

#define PAYLOAD(bytes) .payload = bytes, .payload_size = sizeof bytes - 1

/* The correlation id of those that have one. */
static const guint8 vector_correlation[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };

static const Vector vectors[] = {
  {
    .name = "connect-serpent", .type = PYRO_FRAME_CONNECT, .serializer_id = 1,
    .header = "5059524f01f60101000000000000003e00000000"
              "0000000000000000000000000000000000004dc5",
    PAYLOAD ("# serpent utf-8 python3.2\n{'handshake':'hello','object':'obj'}"),
  },
  {
    .name = "connect-json", .type = PYRO_FRAME_CONNECT, .serializer_id = 3,
    .header = "5059524f01f60103000000000000002700000000"
              "0000000000000000000000000000000000004dc5",
    PAYLOAD ("{\"handshake\": \"hello\", \"object\": \"obj\"}"),
  },
  {
    .name = "connect-msgpack", .type = PYRO_FRAME_CONNECT, .serializer_id = 4, .seq = 4,
    .header = "5059524f01f60104000000040000001c00000000"
              "0000000000000000000000000000000000004dc5",
    PAYLOAD ("\x82\xa9handshake\xa5hello\xa6object\xa3obj"),
  },
  {
    .name = "connect-ok", .type = PYRO_FRAME_CONNECT_OK, .serializer_id = 1,
    .flags = PYRO_FRAME_FLAG_CORRELATION,
    .header = "5059524f01f60201004000000000006f00000000"
              "000102030405060708090a0b0c0d0e0f00004dc5",
    PAYLOAD ("# serpent utf-8 python3.2\n"
             "{'handshake':'hello','meta':{'methods':{'echo','fire'},'oneway':{'fire'},'attrs':()}}"),
  },
  {
    .name = "connect-fail-marshal", .type = PYRO_FRAME_CONNECT_FAIL, .serializer_id = 2,
    .header = "5059524f01f60302000000000000000e00000000"
              "0000000000000000000000000000000000004dc5",
    PAYLOAD ("\xfa\x0cinvalid data"),
  },
  {
    .name = "invoke", .type = PYRO_FRAME_INVOKE, .serializer_id = 1, .seq = 1,
    .flags = PYRO_FRAME_FLAG_CORRELATION,
    .header = "5059524f01f604010040000100000033" "0000000a"
              "000102030405060708090a0b0c0d0e0f00004dc5",
    .annotations = { "XYZZ", "ab" },
    PAYLOAD ("# serpent utf-8 python3.2\n('obj','echo',('hi',),{})"),
  },
  {
    .name = "invoke-oneway-batch", .type = PYRO_FRAME_INVOKE, .serializer_id = 1, .seq = 65535,
    .flags = PYRO_FRAME_FLAG_ONEWAY | PYRO_FRAME_FLAG_BATCH | PYRO_FRAME_FLAG_KEEP_SERIALIZED,
    .header = "5059524f01f60401002cffff0000000000000008"
              "0000000000000000000000000000000000004dc5",
    .annotations = { "BLBI", "" },
    PAYLOAD (""),
  },
  {
    .name = "result-stream", .type = PYRO_FRAME_RESULT, .serializer_id = 1, .seq = 2,
    .flags = PYRO_FRAME_FLAG_EXCEPTION | PYRO_FRAME_FLAG_ITEM_STREAM,
    .header = "5059524f01f6050100110002" "00000004" "0000002c"
              "0000000000000000000000000000000000004dc5",
    .annotations = { "STRM", "0f5bd1a0-24f3-4bb0-9ffb-6d5e2f0a4a11" },
    PAYLOAD ("None"),
  },
  {
    .name = "result-compressed", .type = PYRO_FRAME_RESULT, .serializer_id = 1, .seq = 3,
    .flags = PYRO_FRAME_FLAG_COMPRESSED,
    .header = "5059524f01f6050100020003" "0000000d" "00000000"
              "0000000000000000000000000000000000004dc5",
    PAYLOAD ("\x78\x9c\xcb\x48\xcd\xc9\xc9\x07\x00\x06\x2c\x02\x15"), /* hello */
  },
  {
    .name = "ping", .type = PYRO_FRAME_PING, .serializer_id = 42,
    .header = "5059524f01f6062a000000000000000400000000"
              "0000000000000000000000000000000000004dc5",
    PAYLOAD ("ping"),
  },
  {
    .name = "pyro4-connect", .major = 4, .type = PYRO_FRAME_CONNECT, .serializer_id = 1,
    .flags = PYRO_FRAME_FLAG_META_ON_CONNECT,
    .header = "5059524f00300001001000000000003e0001000000003569",
    PAYLOAD ("# serpent utf-8 python3.2\n{'handshake':'hello','object':'obj'}"),
  },
  {
    .name = "pyro4-connect-ok", .major = 4, .type = PYRO_FRAME_CONNECT_OK, .serializer_id = 1,
    .flags = PYRO_FRAME_FLAG_META_ON_CONNECT | PYRO_FRAME_FLAG_CORRELATION,
    .header = "5059524f00300002001000000000006f00010016000035b1",
    PAYLOAD ("# serpent utf-8 python3.2\n"
             "{'handshake':'hello','meta':{'methods':['echo','fire'],'oneway':['fire'],'attrs':[]}}"),
  },
  {
    .name = "pyro4-connect-ok-bare", .major = 4, .type = PYRO_FRAME_CONNECT_OK, .serializer_id = 1,
    .header = "5059524f003000020000000000000021000100000000353d",
    PAYLOAD ("# serpent utf-8 python3.2\n'hello'"),
  },
  {
    .name = "pyro4-connect-fail-marshal", .major = 4, .type = PYRO_FRAME_CONNECT_FAIL, .serializer_id = 3,
    .header = "5059524f00300003000000000000002e000300000000354d",
    PAYLOAD ("\xfa\x2cinvalid data or unsupported protocol version"),
  },
  {
    .name = "pyro4-invoke", .major = 4, .type = PYRO_FRAME_INVOKE, .serializer_id = 1, .seq = 1,
    .header = "5059524f003000040000000100000033000100080000355a",
    .annotations = { "XYZZ", "ab" },
    PAYLOAD ("# serpent utf-8 python3.2\n('obj','echo',('hi',),{})"),
  },
  {
    .name = "pyro4-invoke-oneway-batch", .major = 4, .type = PYRO_FRAME_INVOKE, .serializer_id = 1,
    .seq = 65535,
    .flags = PYRO_FRAME_FLAG_ONEWAY | PYRO_FRAME_FLAG_BATCH | PYRO_FRAME_FLAG_KEEP_SERIALIZED,
    .header = "5059524f00300004004cffff00000000000100060000356f",
    .annotations = { "BLBI", "" },
    PAYLOAD (""),
  },
  {
    .name = "pyro4-result-stream", .major = 4, .type = PYRO_FRAME_RESULT, .serializer_id = 1, .seq = 2,
    .flags = PYRO_FRAME_FLAG_EXCEPTION | PYRO_FRAME_FLAG_ITEM_STREAM,
    .header = "5059524f0030000500210002000000040001002a00003570",
    .annotations = { "STRM", "0f5bd1a0-24f3-4bb0-9ffb-6d5e2f0a4a11" },
    PAYLOAD ("None"),
  },
  {
    .name = "pyro4-result-compressed", .major = 4, .type = PYRO_FRAME_RESULT, .serializer_id = 1,
    .seq = 3, .flags = PYRO_FRAME_FLAG_COMPRESSED,
    .header = "5059524f00300005000200030000000d0001000000003531",
    PAYLOAD ("\x78\x9c\xcb\x48\xcd\xc9\xc9\x07\x00\x06\x2c\x02\x15"), /* hello */
  },
  {
    .name = "pyro4-result-exception", .major = 4, .type = PYRO_FRAME_RESULT, .serializer_id = 1,
    .seq = 300, .flags = PYRO_FRAME_FLAG_EXCEPTION,
    .header = "5059524f003000050001012c00000001000100000000364d",
    PAYLOAD ("x"),
  },
  {
    .name = "pyro4-serializer", .major = 4, .type = PYRO_FRAME_RESULT, .serializer_id = 0xabcd, .seq = 1,
    .header = "5059524f003000050000000100000001abcd00000000e0ed",
    PAYLOAD ("x"),
  },
  {
    .name = "pyro4-ping", .major = 4, .type = PYRO_FRAME_PING, .serializer_id = 42,
    .header = "5059524f003000060000000000000004002a00000000354d",
    PAYLOAD ("ping"),
  },
};

static inline const PyroGeneration *
vector_get_generation (const Vector *self)
{
  return pyro_generation_find_major (self->major > 0 ? self->major : 5);
}

static inline const Vector *
vector_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    if (g_str_equal (vectors[i].name, name))
      return &vectors[i];

  g_assert_not_reached ();
}

static inline void
vector_append_chunk (const Vector *self,
                     GByteArray   *wire,
                     const char   *id,
                     const void   *data,
                     gsize         size)
{
  guint32 number = GUINT32_TO_BE ((guint32) size);
  guint width = self->major == 4 ? 2 : 4;

  g_byte_array_append (wire, (const guint8 *) id, 4);
  g_byte_array_append (wire, (const guint8 *) &number + 4 - width, width);
  g_byte_array_append (wire, data, (guint) size);
}

/* Pyro4 has the correlation id among the annotations. */
static inline gboolean
vector_annotates_correlation (const Vector *self)
{
  return self->major == 4 && (self->flags & PYRO_FRAME_FLAG_CORRELATION) != 0;
}

/* The whole message. */
static inline GByteArray *
vector_dup_wire (const Vector *self)
{
  GByteArray *wire = g_byte_array_new ();

  for (const char *at = self->header; *at != '\0'; at += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (at[0]) << 4 | g_ascii_xdigit_value (at[1]));

      g_byte_array_append (wire, &byte, 1);
    }
  if (self->annotations[0] != NULL)
    vector_append_chunk (self, wire, self->annotations[0], self->annotations[1],
                         strlen (self->annotations[1]));
  if (vector_annotates_correlation (self))
    vector_append_chunk (self, wire, "CORR", vector_correlation, sizeof vector_correlation);
  g_byte_array_append (wire, (const guint8 *) self->payload, (guint) self->payload_size);

  return wire;
}

static inline PyroAnnotations *
vector_dup_annotations (const Vector *self)
{
  g_autoptr(PyroAnnotations) empty = pyro_annotations_new ();
  g_autoptr(GBytes) data = NULL;

  if (self->annotations[0] == NULL)
    return g_steal_pointer (&empty);

  data = g_bytes_new (self->annotations[1], strlen (self->annotations[1]));

  return pyro_annotations_with (empty, self->annotations[0], data, NULL);
}
