/* tests/fuzz/fuzz-parser.c - bytes from a peer become frames, and what those hold
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/hello.h"
#include "core/wire/parser.h"
#include "core/wire/reply.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

#define MAX_SIZE (64 * 1024 - 1) /* bytes; large ones get a buffer of their own */

static void
assert_same (PyroFrame *a,
             PyroFrame *b)
{
  const guint8 *id_a = pyro_frame_get_correlation (a);
  const guint8 *id_b = pyro_frame_get_correlation (b);

  g_assert_cmpint (pyro_frame_get_frame_type (a), ==, pyro_frame_get_frame_type (b));
  g_assert_cmphex (pyro_frame_get_flags (a), ==, pyro_frame_get_flags (b));
  g_assert_cmpuint (pyro_frame_get_serializer_id (a), ==, pyro_frame_get_serializer_id (b));
  g_assert_cmpuint (pyro_frame_get_seq (a), ==, pyro_frame_get_seq (b));
  g_assert_cmpmem (id_a, (id_a != NULL ? 16 : 0), id_b, (id_b != NULL ? 16 : 0));
  g_assert_true (g_bytes_equal (pyro_frame_get_payload (a), pyro_frame_get_payload (b)));
  g_assert_true (g_bytes_equal (pyro_frame_get_annotations_block (a), pyro_frame_get_annotations_block (b)));
}

/* What came out goes in again. */
static void
check_round_trip (PyroFrame *frame)
{
  g_autoptr(PyroParser) parser = pyro_parser_new (MAX_SIZE);
  g_autoptr(GBytes) wire = pyro_frame_encode (frame, pyro_frame_get_seq (frame), NULL);
  g_autoptr(PyroFrame) again = NULL;

  g_assert_nonnull (wire);
  g_assert_cmpuint (g_bytes_get_size (wire), ==, pyro_frame_get_size (frame));
  pyro_parser_feed (parser, g_bytes_get_data (wire, NULL), g_bytes_get_size (wire));
  g_assert_cmpint (pyro_parser_next (parser, &again, NULL, NULL), ==, PYRO_PARSE_FRAME);
  g_assert_true (pyro_parser_is_idle (parser));
  assert_same (frame, again);
}

/* The annotations taken apart and put together are the same block, unless an id is there twice. */
static void
check_annotations (PyroFrame *frame)
{
  g_autoptr(PyroAnnotations) annotations = pyro_frame_dup_annotations (frame);
  g_autoptr(PyroAnnotations) built = pyro_annotations_new ();
  g_autoptr(PyroFrame) again = NULL;

  for (guint i = 0; i < pyro_annotations_get_n (annotations); i++)
    {
      g_autoptr(PyroAnnotations) old = g_steal_pointer (&built);

      built = pyro_annotations_with (old, pyro_annotations_get_id (annotations, i),
                                     pyro_annotations_get_data (annotations, i), NULL);
      g_assert_nonnull (built);
      g_assert_nonnull (pyro_annotations_lookup (annotations, pyro_annotations_get_id (annotations, i)));
    }
  if (pyro_annotations_get_n (built) != pyro_annotations_get_n (annotations))
    return;

  again = pyro_frame_new (pyro_frame_get_generation (frame), PYRO_FRAME_PING, 0, 1, NULL, built, NULL);
  g_assert_true (g_bytes_equal (pyro_frame_get_annotations_block (frame), pyro_frame_get_annotations_block (again)));
}

/* What is signed here is signed well, and whatever was signed elsewhere is an answer or an error. */
static void
check_signature (PyroFrame *frame)
{
  g_autoptr(GBytes) key = g_bytes_new_static ("secret", 6);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (pyro_frame_check_hmac (frame, key, &error), ==, error == NULL);
  if (pyro_generation_has_hmac (pyro_frame_get_generation (frame)))
    {
      g_autoptr(PyroFrame) with = pyro_frame_with_hmac (frame, key);

      g_assert_true (pyro_frame_get_annotations_block (with) == NULL ||
                     pyro_frame_check_hmac (with, key, NULL));
    }
}

static void
read_contents (PyroFrame *frame)
{
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(PyroValue) handshake = NULL;
  g_autoptr(PyroMetadata) metadata = NULL;
  g_autoptr(GError) reply_error = NULL;
  g_autoptr(GError) hello_error = NULL;

  if ((pyro_frame_get_flags (frame) & PYRO_FRAME_FLAG_COMPRESSED) != 0)
    return; /* zlib is fuzzed by others */

  reply = pyro_reply_new (frame, &reply_error);
  if (reply != NULL)
    value = pyro_reply_decode (reply, &reply_error);
  g_assert_cmpint (value != NULL, ==, reply_error == NULL);

  if (!pyro_hello_receive (frame, &handshake, &metadata, &hello_error))
    g_assert_nonnull (hello_error);
}

/* Pyro4 has a checksum over the fields of its header, behind which a fuzzer would hardly ever come. */
static void
repair_checksums (guint8 *data,
                  gsize   size)
{
  for (gsize at = 0; at + 24 <= size; at++)
    {
      guint sum = 0x34e9;

      if (memcmp (data + at, "PYRO\0\x30", 6) != 0)
        continue;
      for (gsize i = 4; i < 20; i += 2)
        sum += (guint) data[at + i] << 8 | data[at + i + 1];
      sum -= (guint) data[at + 12] << 8 | data[at + 13]; /* the high half of the size */
      data[at + 22] = (guint8) (sum >> 8);
      data[at + 23] = (guint8) sum;
    }
}

/* The first byte says how to cut the rest up, and its lowest bit to leave checksums as they are. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(PyroParser) parser = pyro_parser_new (MAX_SIZE);
  g_autofree guint8 *copy = g_memdup2 (data, size);
  PyroParseResult result = PYRO_PARSE_NEED_MORE;
  gsize step;

  if (size < 1)
    return 0;
  step = (gsize) data[0] + 1;
  if (data[0] % 2 == 0)
    repair_checksums (copy + 1, size - 1);

  for (gsize at = 1; at < size && result != PYRO_PARSE_ERROR; at += step)
    {
      PyroFrame *frame = NULL;
      GError *error = NULL;

      pyro_parser_feed (parser, copy + at, MIN (step, size - at));
      while ((result = pyro_parser_next (parser, &frame, NULL, &error)) == PYRO_PARSE_FRAME)
        {
          check_round_trip (frame);
          check_annotations (frame);
          check_signature (frame);
          read_contents (frame);
          g_clear_pointer (&frame, pyro_frame_unref);
        }
      g_assert_cmpint (result == PYRO_PARSE_ERROR, ==, error != NULL);
      g_clear_error (&error);
    }

  return 0;
}
