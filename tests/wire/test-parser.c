/* tests/wire/test-parser.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/parser.h"

#include "core/error.h"
#include "core/limits.h"
#include "tests/wire/vectors.h"

#define LARGE_SIZE (100 * 1024 + 3) /* bytes; has a buffer of its own */

static void
describe_frame (PyroFrame *frame,
                GString   *text)
{
  GBytes *payload = pyro_frame_get_payload (frame);
  GBytes *block = pyro_frame_get_annotations_block (frame);

  g_string_append_printf (text, "%s %u %x %u %u %08x %08x\n",
                          pyro_frame_type_get_name (pyro_frame_get_frame_type (frame)),
                          pyro_frame_get_seq (frame), pyro_frame_get_flags (frame),
                          pyro_frame_get_serializer_id (frame),
                          pyro_frame_get_correlation (frame) != NULL,
                          g_bytes_hash (payload), g_bytes_hash (block));
}

/* Takes all frames that are whole. Returns: how many further bytes the parser wants */
static gsize
drain (PyroParser *parser,
       GString    *text)
{
  g_autoptr(GError) error = NULL;
  PyroParseResult result;
  PyroFrame *frame = NULL;
  gsize wanted = 0;

  while ((result = pyro_parser_next (parser, &frame, &wanted, &error)) == PYRO_PARSE_FRAME)
    {
      describe_frame (frame, text);
      g_clear_pointer (&frame, pyro_frame_unref);
    }
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, PYRO_PARSE_NEED_MORE);
  g_assert_null (frame);
  g_assert_cmpuint (wanted, >, 0);

  return wanted;
}

/* Feeds an exact copy on the heap, so that a sanitizer sees any read past it. */
static void
feed_copy (PyroParser   *parser,
           const guint8 *data,
           gsize         size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);

  pyro_parser_feed (parser, copy, size);
}

static char *
parse_in_steps (GByteArray *wire,
                gsize       step)
{
  g_autoptr(PyroParser) parser = pyro_parser_new (LARGE_SIZE);
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize at = 0; at < wire->len; at += step)
    {
      feed_copy (parser, wire->data + at, MIN (step, wire->len - at));
      drain (parser, text);
    }
  g_assert_true (pyro_parser_is_idle (parser));

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Writes into the parser's own room, as a transport does; never more than it says it wants, so that
 * its promise is tested too. */
static char *
parse_as_wanted (GByteArray *wire,
                 gsize       step)
{
  g_autoptr(PyroParser) parser = pyro_parser_new (LARGE_SIZE);
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize at = 0; at < wire->len;)
    {
      gsize wanted = drain (parser, text);
      gsize room;
      guint8 *into = pyro_parser_reserve (parser, &room);
      gsize n = MIN (MIN (step, wanted), room);

      g_assert_cmpuint (wanted, <=, wire->len - at);
      g_assert_cmpuint (room, >, 0);
      memcpy (into, wire->data + at, n);
      pyro_parser_commit (parser, n);
      at += n;
    }
  drain (parser, text);
  g_assert_true (pyro_parser_is_idle (parser));

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static GByteArray *
all_vectors (void)
{
  GByteArray *all = g_byte_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr(GByteArray) wire = vector_dup_wire (&vectors[i]);

      g_byte_array_append (all, wire->data, wire->len);
    }

  return all;
}

/* However the bytes are cut up, the same frames have to come out. */
static void
test_steps (void)
{
  g_autoptr(GByteArray) wire = all_vectors ();
  g_autofree char *whole = parse_in_steps (wire, wire->len);

  for (gsize step = 1; step < wire->len; step++)
    {
      g_autofree char *fed = parse_in_steps (wire, step);
      g_autofree char *read = parse_as_wanted (wire, step);

      g_assert_cmpstr (fed, ==, whole);
      g_assert_cmpstr (read, ==, whole);
    }
}

static void
test_splits (void)
{
  g_autoptr(GByteArray) wire = all_vectors ();
  g_autofree char *whole = parse_in_steps (wire, wire->len);

  for (gsize split = 1; split < wire->len; split++)
    {
      g_autoptr(PyroParser) parser = pyro_parser_new (LARGE_SIZE);
      g_autoptr(GString) text = g_string_new (NULL);

      feed_copy (parser, wire->data, split);
      drain (parser, text);
      feed_copy (parser, wire->data + split, wire->len - split);
      drain (parser, text);

      g_assert_cmpstr (text->str, ==, whole);
    }
}

/* A vector by itself, cut off anywhere, is neither a frame nor an error. */
static void
test_cut_off (gconstpointer data)
{
  g_autoptr(GByteArray) wire = vector_dup_wire (data);

  for (gsize size = 0; size < wire->len; size++)
    {
      g_autoptr(PyroParser) parser = pyro_parser_new (LARGE_SIZE);
      g_autoptr(GString) text = g_string_new (NULL);

      feed_copy (parser, wire->data, size);
      g_assert_cmpuint (drain (parser, text), <=, wire->len - size);
      g_assert_cmpstr (text->str, ==, "");
      g_assert_cmpint (pyro_parser_is_idle (parser), ==, size == 0);
    }
}

static PyroFrame *
large_frame (const PyroGeneration *generation,
             gsize                 size)
{
  g_autoptr(PyroAnnotations) empty = pyro_annotations_new ();
  g_autoptr(GBytes) mark = g_bytes_new_static ("ab", 2);
  g_autoptr(PyroAnnotations) annotations = pyro_annotations_with (empty, "XYZZ", mark, NULL);
  guint8 *data = g_malloc (size);
  g_autoptr(GBytes) payload = NULL;

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 31 + (i >> 8));
  payload = g_bytes_new_take (data, size);

  return pyro_frame_new (generation, PYRO_FRAME_RESULT, PYRO_FRAME_FLAG_NONE, 1, NULL, annotations,
                         payload);
}

static void
append_encoded (GByteArray *wire,
                guint       major,
                gsize       payload_size)
{
  g_autoptr(PyroFrame) frame = large_frame (pyro_generation_find_major (major), payload_size);
  g_autoptr(GBytes) bytes = pyro_frame_encode (frame, 7, NULL);

  g_byte_array_append (wire, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
}

/* Small and large ones after each other, also such as just do or do not fit into the buffer. */
static void
test_large (void)
{
  static const gsize sizes[] = {
    LARGE_SIZE - 10, 0, 5, 32758, 32757, 32759, LARGE_SIZE - 10, LARGE_SIZE - 11, 65536, 65526, 1,
  };
  static const gsize steps[] = { 1, 7, 23, 24, 25, 39, 40, 41, 1000, 4096, 32767, 32768, 65535, 65536, 65537, 200000 };
  g_autoptr(GByteArray) wire = g_byte_array_new ();
  g_autofree char *whole = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      append_encoded (wire, 5, sizes[i]);
      append_encoded (wire, 4, sizes[i] + 2);
    }
  whole = parse_in_steps (wire, wire->len);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *fed = parse_in_steps (wire, steps[i]);
      g_autofree char *read = parse_as_wanted (wire, steps[i]);

      g_assert_cmpstr (fed, ==, whole);
      g_assert_cmpstr (read, ==, whole);
    }
}

/* The payload of a large message is where its bytes were read to. */
static void
test_not_copied (void)
{
  g_autoptr(GByteArray) wire = g_byte_array_new ();
  g_autoptr(PyroParser) parser = pyro_parser_new (LARGE_SIZE);
  g_autoptr(PyroFrame) frame = NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  guint8 *into;
  gsize room;

  append_encoded (wire, 5, LARGE_SIZE - 10);
  feed_copy (parser, wire->data, 40);
  g_assert_cmpuint (drain (parser, text), ==, LARGE_SIZE);
  into = pyro_parser_reserve (parser, &room);
  g_assert_cmpuint (room, ==, LARGE_SIZE); /* and not a byte of the next message */
  memcpy (into, wire->data + 40, LARGE_SIZE);
  pyro_parser_commit (parser, LARGE_SIZE);

  g_assert_cmpint (pyro_parser_next (parser, &frame, NULL, NULL), ==, PYRO_PARSE_FRAME);
  g_assert_true (g_bytes_get_data (pyro_frame_get_payload (frame), NULL) == into + 10);
}

static PyroFrame *
parse_one (guint payload_size)
{
  g_autoptr(GByteArray) wire = g_byte_array_new ();
  g_autoptr(PyroParser) parser = pyro_parser_new (G_MAXUINT32);
  PyroFrame *frame;

  append_encoded (wire, 5, payload_size);
  pyro_parser_feed (parser, wire->data, 40);
  g_assert_cmpint (pyro_parser_next (parser, &frame, NULL, NULL), ==, PYRO_PARSE_NEED_MORE);
  pyro_parser_feed (parser, wire->data + 40, wire->len - 40);
  g_assert_cmpint (pyro_parser_next (parser, &frame, NULL, NULL), ==, PYRO_PARSE_FRAME);

  return frame;
}

static gconstpointer
get_payload_data (PyroFrame *frame)
{
  return g_bytes_get_data (pyro_frame_get_payload (frame), NULL);
}

/* The memory of a large message is used again when the message is gone, not before, and not for a much
 * smaller one. */
static void
test_used_again (void)
{
  PyroFrame *first = parse_one (200000), *second = parse_one (200000), *third;
  gconstpointer place;

  g_assert_true (get_payload_data (first) != get_payload_data (second));
  g_assert_true (g_bytes_equal (pyro_frame_get_payload (first), pyro_frame_get_payload (second)));

  place = get_payload_data (first);
  pyro_frame_unref (first);
  third = parse_one (150000);
  g_assert_true (get_payload_data (third) == place);
  g_assert_true (memcmp (get_payload_data (third), get_payload_data (second), 150000) == 0);

  pyro_frame_unref (third);
  third = parse_one (50000);
  g_assert_true (get_payload_data (third) != place);
  g_assert_true (memcmp (get_payload_data (third), get_payload_data (second), 50000) == 0);
  pyro_frame_unref (third);
  pyro_frame_unref (second);
}

/* A header that announces much costs little until the bytes come. */
static void
test_lying_header (void)
{
  static const guint8 header[] = "PYRO\x01\xf6\x05\x01\0\0\0\x01\x3f\xff\xff\xff\0\0\0\0"
                                 "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x4d\xc5";
  g_autoptr(PyroParser) parser = pyro_parser_new (PYRO_MAX_MESSAGE_SIZE);
  g_autoptr(GString) text = g_string_new (NULL);
  gsize room, seen = 0;

  feed_copy (parser, header, 40);
  g_assert_cmpuint (drain (parser, text), ==, 0x3fffffff);

  while (seen < 20 * PYRO_GROW_SIZE)
    {
      guint8 *into = pyro_parser_reserve (parser, &room);

      g_assert_cmpuint (room, >, 0);
      g_assert_cmpuint (room, <=, MAX (seen, PYRO_GROW_SIZE));
      memset (into, 'x', room);
      pyro_parser_commit (parser, room);
      seen += room;
      g_assert_cmpuint (drain (parser, text), ==, 0x3fffffff - seen);
    }
  g_assert_false (pyro_parser_is_idle (parser));
}

/* Whoever puts in all before taking out any gets all. */
static void
test_late_taker (void)
{
  g_autoptr(GByteArray) wire = g_byte_array_new ();
  g_autoptr(PyroParser) parser = pyro_parser_new (LARGE_SIZE);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *whole = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GByteArray) all = all_vectors ();

      g_byte_array_append (wire, all->data, all->len);
      append_encoded (wire, 5, LARGE_SIZE - 10);
      append_encoded (wire, 4, LARGE_SIZE - 8);
    }
  whole = parse_in_steps (wire, 500);
  for (gsize at = 0; at < wire->len; at += 500)
    feed_copy (parser, wire->data + at, MIN (500, wire->len - at));
  drain (parser, text);

  g_assert_cmpstr (text->str, ==, whole);
}

static void
test_reserved_bytes (void)
{
  g_autoptr(GByteArray) wire = vector_dup_wire (&vectors[0]);
  g_autoptr(PyroParser) parser = pyro_parser_new (1024);
  g_autoptr(GString) text = g_string_new (NULL);

  wire->data[36] = 0xff; /* never checked by Python either */
  wire->data[8] = 0xff;  /* flags that nobody knows */
  feed_copy (parser, wire->data, wire->len);
  drain (parser, text);

  g_assert_true (g_str_has_prefix (text->str, "CONNECT 0 0 1 0 "));
}

typedef struct
{
  const char *name;
  const char *bytes;
  gsize       size;
  gsize       enough; /* bytes that show it */
  PyroError   code;
  const char *message;
} BadCase;

#define BAD(name, bytes, enough, code, message) \
  { name, bytes, sizeof bytes - 1, enough, PYRO_ERROR_##code, message }
#define ZEROS_16 "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
/* of a PING; sizes as 4 bytes each */
#define HEADER(payload_size, annotations_size) \
  "PYRO\x01\xf6\x06\x01\0\0\0\x01" payload_size annotations_size ZEROS_16 "\0\0\x4d\xc5"
/* of a PING of Pyro4; 4 bytes, 2 and 2 */
#define HEADER4(payload_size, annotations_size, checksum) \
  "PYRO\0\x30\0\x06\0\0\0\x01" payload_size "\0\x01" annotations_size "\0\0" checksum

static const BadCase bad_cases[] = {
  BAD ("garbage", "garbage", 1, PROTOCOL, "The peer does not speak Pyro"),
  BAD ("second-byte", "PXRO", 2, PROTOCOL, "The peer does not speak Pyro"),
  BAD ("lower-case", "pyro\x01\xf6", 1, PROTOCOL, "The peer does not speak Pyro"),
  BAD ("ssh", "SSH-2.0-OpenSSH_9.9\r\n", 1, PROTOCOL, "The peer does not speak Pyro"),
  BAD ("nearly-http", "HTML", 3, PROTOCOL, "The peer does not speak Pyro"),
  BAD ("http", "HTTP/1.1 400 Bad Request\r\n", 4, PROTOCOL,
       "There is an HTTP server at this address, not Pyro"),
  BAD ("html", "<html>", 5, PROTOCOL, "There is an HTTP server at this address, not Pyro"),
  BAD ("doctype", "<!DOCTYPE html>", 9, PROTOCOL, "There is an HTTP server at this address, not Pyro"),
  BAD ("nearly-doctype", "<!DOCTYP html>", 9, PROTOCOL, "The peer does not speak Pyro"),
  BAD ("tls-alert", "\x15\x03\x01\0\x02\x02\x46", 2, TLS, "The peer wants TLS"),
  BAD ("tls-handshake", "\x16\x03\x03\0\x7a", 2, TLS, "The peer wants TLS"),
  BAD ("nearly-tls", "\x16\x04", 2, PROTOCOL, "The peer does not speak Pyro"),
  BAD ("pyro3", "PYRO\0\x05\0\x12\0\0\0\x10", 6, VERSION, "The peer speaks Pyro3, which is not supported"),
  BAD ("version-47", "PYRO\0\x2f\0\x03", 6, VERSION,
       "The peer speaks protocol version 47, which is not supported"),
  BAD ("version-501", "PYRO\x01\xf5", 6, VERSION,
       "The peer speaks protocol version 501, which is not supported"),
  BAD ("version-65535", "PYRO\xff\xff", 6, VERSION,
       "The peer speaks protocol version 65535, which is not supported"),
  BAD ("magic", "PYRO\x01\xf6\x06\x01\0\0\0\x01\0\0\0\0\0\0\0\0" ZEROS_16 "\0\0\x4d\xc6", 40, PROTOCOL,
       "The peer sent a damaged message header"),
  BAD ("type-0", "PYRO\x01\xf6\0\x01\0\0\0\x01\0\0\0\0\0\0\0\0" ZEROS_16 "\0\0\x4d\xc5", 40, PROTOCOL,
       "The peer sent a message of the unknown type 0"),
  BAD ("type-7", "PYRO\x01\xf6\x07\x01\0\0\0\x01\0\0\0\0\0\0\0\0" ZEROS_16 "\0\0\x4d\xc5", 40, PROTOCOL,
       "The peer sent a message of the unknown type 7"),
  BAD ("huge", HEADER ("\xff\xff\xff\xff", "\xff\xff\xff\xff"), 40, TOO_LARGE,
       "The peer announced a message of 8589934590 bytes, over the limit of 1024"),
  BAD ("sum-wraps", HEADER ("\xff\xff\xff\xff", "\0\0\0\x02"), 40, TOO_LARGE,
       "The peer announced a message of 4294967297 bytes, over the limit of 1024"),
  BAD ("one-over", HEADER ("\0\0\x03\xff", "\0\0\0\x02"), 40, TOO_LARGE,
       "The peer announced a message of 1025 bytes, over the limit of 1024"),
  BAD ("annotations-over", HEADER ("\0\0\0\0", "\0\0\x04\x01"), 40, TOO_LARGE,
       "The peer announced a message of 1025 bytes, over the limit of 1024"),
  BAD ("chunk-head", HEADER ("\0\0\0\0", "\0\0\0\x07") "ABCD\0\0\0", 47, PROTOCOL,
       "The peer sent annotations that end in the middle of one"),
  BAD ("chunk-data", HEADER ("\0\0\0\x01", "\0\0\0\x09") "ABCD\0\0\0\x02xy", 50, PROTOCOL,
       "The peer sent an annotation that is longer than the message says"),
  BAD ("chunk-huge", HEADER ("\0\0\0\0", "\0\0\0\x08") "ABCD\xff\xff\xff\xff", 48, PROTOCOL,
       "The peer sent an annotation that is longer than the message says"),
  BAD ("chunk-rest", HEADER ("\0\0\0\0", "\0\0\0\x0c") "ABCD\0\0\0\0EFGH", 52, PROTOCOL,
       "The peer sent annotations that end in the middle of one"),
  BAD ("chunk-id", HEADER ("\0\0\0\0", "\0\0\0\x08") "AB\xc3\xa4\0\0\0\0", 48, PROTOCOL,
       "The peer sent an annotation whose id is not ASCII text"),
  BAD ("pyro4-checksum", HEADER4 ("\0\0\0\x04", "\0\0", "\x35\x24"), 24, PROTOCOL,
       "The peer sent a damaged message header"),
  BAD ("pyro4-size-changed", HEADER4 ("\0\0\x01\x04", "\0\0", "\x35\x25"), 24, PROTOCOL,
       "The peer sent a damaged message header"),
  BAD ("pyro4-type-0", "PYRO\0\x30\0\0\0\0\0\x01\0\0\0\0\0\x01\0\0\0\0\x35\x1b", 24, PROTOCOL,
       "The peer sent a message of the unknown type 0"),
  BAD ("pyro4-type-262", "PYRO\0\x30\x01\x06\0\0\0\x01\0\0\0\0\0\x01\0\0\0\0\x36\x21", 24, PROTOCOL,
       "The peer sent a message of the unknown type 262"),
  BAD ("pyro4-minus-one", HEADER4 ("\xff\xff\xff\xff", "\0\0", "\x35\x20"), 24, PROTOCOL,
       "The peer announced a message of a negative size"),
  BAD ("pyro4-minus-all", HEADER4 ("\x80\0\0\0", "\0\0", "\x35\x21"), 24, PROTOCOL,
       "The peer announced a message of a negative size"),
  BAD ("pyro4-huge", HEADER4 ("\x7f\xff\xff\xff", "\xff\xff", "\x35\x1f"), 24, TOO_LARGE,
       "The peer announced a message of 2147549182 bytes, over the limit of 1024"),
  BAD ("pyro4-one-over", HEADER4 ("\0\0\x03\xff", "\0\x02", "\x39\x22"), 24, TOO_LARGE,
       "The peer announced a message of 1025 bytes, over the limit of 1024"),
  BAD ("pyro4-chunk-head", HEADER4 ("\0\0\0\0", "\0\x05", "\x35\x26") "ABCD\0", 29, PROTOCOL,
       "The peer sent annotations that end in the middle of one"),
  BAD ("pyro4-chunk-data", HEADER4 ("\0\0\0\x01", "\0\x07", "\x35\x29") "ABCD\0\x02xy", 32, PROTOCOL,
       "The peer sent an annotation that is longer than the message says"),
  BAD ("pyro4-chunk-huge", HEADER4 ("\0\0\0\0", "\0\x06", "\x35\x27") "ABCD\xff\xff", 30, PROTOCOL,
       "The peer sent an annotation that is longer than the message says"),
  BAD ("pyro4-chunk-rest", HEADER4 ("\0\0\0\0", "\0\x0a", "\x35\x2b") "ABCD\0\0EFGH", 34, PROTOCOL,
       "The peer sent annotations that end in the middle of one"),
  BAD ("pyro4-chunk-id", HEADER4 ("\0\0\0\0", "\0\x06", "\x35\x27") "AB\xc3\xa4\0\0", 30, PROTOCOL,
       "The peer sent an annotation whose id is not ASCII text"),
};

static void
assert_broken (PyroParser    *parser,
               const BadCase *bad)
{
  for (guint again = 0; again < 2; again++) /* once broken, always broken */
    {
      g_autoptr(GError) error = NULL;
      PyroFrame *frame = NULL;

      g_assert_cmpint (pyro_parser_next (parser, &frame, NULL, &error), ==, PYRO_PARSE_ERROR);
      g_assert_error (error, PYRO_ERROR, (int) bad->code);
      g_assert_cmpstr (error->message, ==, bad->message);
      g_assert_null (frame);
      g_assert_false (pyro_parser_is_idle (parser));
      g_assert_cmpint (pyro_parser_next (parser, &frame, NULL, NULL), ==, PYRO_PARSE_ERROR);
    }
}

static void
test_bad (gconstpointer data)
{
  const BadCase *bad = data;
  g_autoptr(PyroParser) parser = pyro_parser_new (1024);
  g_autoptr(PyroParser) stepwise = pyro_parser_new (1024);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GByteArray) good = vector_dup_wire (&vectors[0]);

  feed_copy (parser, (const guint8 *) bad->bytes, bad->size);
  assert_broken (parser, bad);
  feed_copy (parser, good->data, good->len);
  assert_broken (parser, bad);

  /* It is refused as soon as it can be told. */
  for (gsize at = 0; at < bad->enough; at++)
    {
      feed_copy (stepwise, (const guint8 *) bad->bytes + at, 1);
      if (at + 1 < bad->enough)
        drain (stepwise, text);
    }
  assert_broken (stepwise, bad);
  g_assert_cmpstr (text->str, ==, "");
}

/* After a good message, too. */
static void
test_bad_second (gconstpointer data)
{
  const BadCase *bad = data;
  g_autoptr(PyroParser) parser = pyro_parser_new (1024);
  g_autoptr(GByteArray) wire = vector_dup_wire (&vectors[0]);
  PyroFrame *frame = NULL;

  g_byte_array_append (wire, (const guint8 *) bad->bytes, (guint) bad->size);
  feed_copy (parser, wire->data, wire->len);
  g_assert_cmpint (pyro_parser_next (parser, &frame, NULL, NULL), ==, PYRO_PARSE_FRAME);
  g_clear_pointer (&frame, pyro_frame_unref);
  assert_broken (parser, bad);
}

static void
test_too_many_annotations (void)
{
  g_autoptr(PyroParser) parser = pyro_parser_new (PYRO_MAX_MESSAGE_SIZE);
  g_autoptr(GByteArray) wire = g_byte_array_new ();
  g_autoptr(GError) error = NULL;
  PyroFrame *frame = NULL;

  g_byte_array_append (wire, (const guint8 *) HEADER ("\0\0\0\0", "\0\0\x1f\x48"), 40); /* 1001 * 8 */
  for (guint i = 0; i <= PYRO_MAX_ANNOTATIONS; i++)
    g_byte_array_append (wire, (const guint8 *) "ABCD\0\0\0\0", 8);
  feed_copy (parser, wire->data, wire->len);

  g_assert_cmpint (pyro_parser_next (parser, &frame, NULL, &error), ==, PYRO_PARSE_ERROR);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL);
  g_assert_cmpstr (error->message, ==, "The peer sent a message with too many annotations");
}

/* The body of a large message is checked like a small one's. */
static void
test_bad_large (void)
{
  g_autoptr(PyroParser) parser = pyro_parser_new (LARGE_SIZE);
  g_autoptr(GByteArray) wire = g_byte_array_new ();
  g_autoptr(GError) error = NULL;
  PyroFrame *frame = NULL;

  append_encoded (wire, 5, LARGE_SIZE - 10);
  wire->data[40] = 0x80;
  feed_copy (parser, wire->data, 40);
  g_assert_cmpint (pyro_parser_next (parser, &frame, NULL, &error), ==, PYRO_PARSE_NEED_MORE);
  feed_copy (parser, wire->data + 40, wire->len - 40);

  g_assert_cmpint (pyro_parser_next (parser, &frame, NULL, &error), ==, PYRO_PARSE_ERROR);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL);
  g_assert_cmpstr (error->message, ==, "The peer sent an annotation whose id is not ASCII text");
}

static void
test_empty (void)
{
  g_autoptr(PyroParser) parser = pyro_parser_new (1024);
  PyroFrame *frame = NULL;
  gsize wanted = 0;

  pyro_parser_feed (parser, NULL, 0);
  g_assert_cmpint (pyro_parser_next (parser, &frame, &wanted, NULL), ==, PYRO_PARSE_NEED_MORE);
  g_assert_cmpuint (wanted, ==, 6);
  g_assert_true (pyro_parser_is_idle (parser));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/parser/empty", test_empty);
  g_test_add_func ("/parser/steps", test_steps);
  g_test_add_func ("/parser/splits", test_splits);
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *path = g_strconcat ("/parser/cut-off/", vectors[i].name, NULL);

      g_test_add_data_func (path, &vectors[i], test_cut_off);
    }
  g_test_add_func ("/parser/large", test_large);
  g_test_add_func ("/parser/not-copied", test_not_copied);
  g_test_add_func ("/parser/used-again", test_used_again);
  g_test_add_func ("/parser/lying-header", test_lying_header);
  g_test_add_func ("/parser/late-taker", test_late_taker);
  g_test_add_func ("/parser/reserved-bytes", test_reserved_bytes);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *first = g_strconcat ("/parser/bad/", bad_cases[i].name, NULL);
      g_autofree char *second = g_strconcat ("/parser/bad-second/", bad_cases[i].name, NULL);

      g_test_add_data_func (first, &bad_cases[i], test_bad);
      g_test_add_data_func (second, &bad_cases[i], test_bad_second);
    }
  g_test_add_func ("/parser/bad-large", test_bad_large);
  g_test_add_func ("/parser/too-many-annotations", test_too_many_annotations);

  return g_test_run ();
}
