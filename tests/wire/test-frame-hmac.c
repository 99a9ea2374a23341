/* tests/wire/test-frame-hmac.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/error.h"
#include "core/wire/parser.h"
#include "tests/wire/vectors.h"

#define NO_KEY     "The peer signs its messages with an HMAC key, and none was given"
#define UNSIGNED   "An HMAC key was given, but the peer does not sign its messages"
#define WRONG_HMAC "The HMAC of a message is wrong: the peer has another key, or the message was changed"

/* A call with the annotation XYZZ that Pyro4 4.82 signed with the key “secret”. */
static const char signed_header[] = "5059524f0030000400000001000000330001002200003574";
static const char signed_block[] = "58595a5a00026162"
                                   "484d41430014252e3f5232370e82d4f12c8d4718612419c622b8";
static const char signed_payload[] = "# serpent utf-8 python3.2\n('obj','echo',('hi',),{})";

/* One whose annotations were not in the order of their ids, one of them empty, with the key “k” a
 * hundred times, which is longer than a block of SHA-1. */
static const char odd_header[] = "5059524f0030000500000001000000040001004500003569";
static const char odd_block[] = "5a5a5a5a000131" "4141414100023232"
                                "434f52520010000102030405060708090a0b0c0d0e0f" "4d4d4d4d0000"
                                "484d414300143806f85d04ecf415c7153692de809ddeaef432a3";

static GBytes *
new_key (const char *text)
{
  return text != NULL ? g_bytes_new (text, strlen (text)) : NULL;
}

static void
append_hex (GByteArray *wire,
            const char *text)
{
  for (const char *at = text; *at != '\0'; at += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (at[0]) << 4 | g_ascii_xdigit_value (at[1]));

      g_byte_array_append (wire, &byte, 1);
    }
}

static GByteArray *
build_wire (const char *header,
            const char *block,
            const char *payload)
{
  GByteArray *wire = g_byte_array_new ();

  append_hex (wire, header);
  append_hex (wire, block);
  g_byte_array_append (wire, (const guint8 *) payload, (guint) strlen (payload));

  return wire;
}

static PyroFrame *
parse (GByteArray *wire)
{
  g_autoptr(PyroParser) parser = pyro_parser_new (1024);
  g_autoptr(GError) error = NULL;
  PyroFrame *frame = NULL;

  pyro_parser_feed (parser, wire->data, wire->len);
  g_assert_cmpint (pyro_parser_next (parser, &frame, NULL, &error), ==, PYRO_PARSE_FRAME);
  g_assert_no_error (error);

  return frame;
}

static void
assert_check (PyroFrame  *frame,
              const char *key,
              const char *message)
{
  g_autoptr(GBytes) bytes = new_key (key);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (pyro_frame_check_hmac (frame, bytes, &error), ==, message == NULL);
  if (message == NULL)
    {
      g_assert_no_error (error);
      return;
    }
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SECURITY);
  g_assert_cmpstr (error->message, ==, message);
}

/* Byte for byte what Python makes. */
static void
test_sign (void)
{
  g_autoptr(GByteArray) wire = build_wire (signed_header, signed_block, signed_payload);
  g_autoptr(PyroAnnotations) annotations = vector_dup_annotations (vector_find ("pyro4-invoke"));
  g_autoptr(GBytes) payload = g_bytes_new_static (signed_payload, strlen (signed_payload));
  g_autoptr(PyroFrame) plain = pyro_frame_new (pyro_generation_get_pyro4 (), PYRO_FRAME_INVOKE, 0, 1, NULL,
                                               annotations, payload);
  g_autoptr(GBytes) key = new_key ("secret");
  g_autoptr(PyroFrame) once = pyro_frame_with_hmac (plain, key);
  g_autoptr(PyroFrame) twice = pyro_frame_with_hmac (once, key);
  g_autoptr(GBytes) once_wire = pyro_frame_encode (once, 1, NULL);
  g_autoptr(GBytes) twice_wire = pyro_frame_encode (twice, 1, NULL);

  g_assert_cmpmem (g_bytes_get_data (once_wire, NULL), g_bytes_get_size (once_wire), wire->data, wire->len);
  g_assert_true (g_bytes_equal (once_wire, twice_wire));
}

static void
test_check (void)
{
  g_autoptr(GByteArray) wire = build_wire (signed_header, signed_block, signed_payload);
  g_autoptr(GByteArray) plain_wire = vector_dup_wire (vector_find ("pyro4-invoke"));
  g_autoptr(PyroFrame) with = parse (wire);
  g_autoptr(PyroFrame) without = parse (plain_wire);

  assert_check (with, "secret", NULL);
  assert_check (with, "Secret", WRONG_HMAC);
  assert_check (with, "secret ", WRONG_HMAC);
  assert_check (with, NULL, NO_KEY);
  assert_check (without, NULL, NULL);
  assert_check (without, "secret", UNSIGNED);
}

static void
test_order (void)
{
  g_autoptr(GByteArray) wire = build_wire (odd_header, odd_block, "data");
  g_autofree char *key = g_strnfill (100, 'k');
  g_autoptr(PyroFrame) frame = parse (wire);
  g_autoptr(GBytes) bytes = new_key (key);
  g_autoptr(PyroFrame) again = pyro_frame_with_hmac (frame, bytes);
  g_autoptr(GBytes) encoded = pyro_frame_encode (again, 1, NULL);

  assert_check (frame, key, NULL);
  g_assert_cmpmem (g_bytes_get_data (encoded, NULL), g_bytes_get_size (encoded), wire->data, wire->len);
  g_assert_cmpmem (pyro_frame_get_correlation (again), 16, vector_correlation, 16);
}

/* Whatever byte of what is signed is changed, it is noticed; ids and numbers are not signed. */
static void
test_changed (void)
{
  g_autoptr(GByteArray) wire = build_wire (signed_header, signed_block, signed_payload);

  for (guint i = 24; i < wire->len; i++)
    {
      g_autoptr(PyroParser) parser = pyro_parser_new (1024);
      g_autoptr(PyroFrame) frame = NULL;
      gboolean in_id = i < 28;

      wire->data[i] ^= 1;
      pyro_parser_feed (parser, wire->data, wire->len);
      if (pyro_parser_next (parser, &frame, NULL, NULL) == PYRO_PARSE_FRAME)
        assert_check (frame, "secret", in_id ? NULL : i >= 32 && i < 36 ? UNSIGNED : WRONG_HMAC);
      else
        g_assert_true (i == 28 || i == 29 || i == 36 || i == 37); /* in a size */
      wire->data[i] ^= 1;
    }
}

/* One of no size at all, and one of the right size that anybody could have made up. */
static void
test_odd_signatures (void)
{
  static const struct
  {
    const char *header;
    const char *block;
    const char *message;
  } cases[] = {
    { "5059524f003000050000000000000000000100060000" "3525", "484d41430000", WRONG_HMAC },
    { "5059524f0030000500000000000000000001001a0000" "3539",
      "484d41430014" "b8d0f1a2c3e4958677685a4b3c2d1e0f00112233", WRONG_HMAC },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) wire = build_wire (cases[i].header, cases[i].block, "");
      g_autoptr(PyroFrame) frame = parse (wire);

      assert_check (frame, "k", cases[i].message);
    }
}

/* Of two annotations with one id the last counts, as in Python. */
static void
test_twice_the_same_id (void)
{
  g_autoptr(GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA1, (const guchar *) "k", 1);
  g_autoptr(GByteArray) wire = build_wire ("5059524f003000050000000000000000000100280000" "3547",
                                           "41414141000161" "41414141000162" "484d41430014", "");
  g_autoptr(PyroFrame) frame = NULL;
  guint8 digest[20];
  gsize size = sizeof digest;

  g_hmac_update (hmac, (const guchar *) "b", 1);
  g_hmac_get_digest (hmac, digest, &size);
  g_byte_array_append (wire, digest, sizeof digest);
  frame = parse (wire);

  assert_check (frame, "k", NULL);
}

/* Where there are no signatures, what looks like one is the user's. */
static void
test_pyro5 (void)
{
  g_autoptr(PyroAnnotations) empty = pyro_annotations_new ();
  g_autoptr(GBytes) data = g_bytes_new_static ("abc", 3);
  g_autoptr(PyroAnnotations) annotations = pyro_annotations_with (empty, "HMAC", data, NULL);
  g_autoptr(PyroFrame) frame = pyro_frame_new (pyro_generation_get_pyro5 (), PYRO_FRAME_PING, 0, 1, NULL,
                                               annotations, NULL);

  assert_check (frame, NULL, NULL);
  assert_check (frame, "secret", NULL);
}

/* What cannot be sent stays so, and says so when it is to be sent. */
static void
test_too_large (void)
{
  g_autofree char *zeros = g_malloc0 (G_MAXUINT16);
  g_autoptr(PyroAnnotations) empty = pyro_annotations_new ();
  g_autoptr(GBytes) key = new_key ("secret");

  for (gsize size = G_MAXUINT16 - 40; size < G_MAXUINT16; size++)
    {
      g_autoptr(GBytes) data = g_bytes_new_static (zeros, size);
      g_autoptr(PyroAnnotations) annotations = pyro_annotations_with (empty, "BIGG", data, NULL);
      g_autoptr(PyroFrame) plain = pyro_frame_new (pyro_generation_get_pyro4 (), PYRO_FRAME_PING, 0, 1, NULL,
                                                   annotations, NULL);
      g_autoptr(PyroFrame) frame = pyro_frame_with_hmac (plain, key);
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) wire = pyro_frame_encode (frame, 0, &error);

      g_assert_cmpint (wire != NULL, ==, size + 6 + 26 <= G_MAXUINT16);
      if (wire == NULL)
        g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame-hmac/sign", test_sign);
  g_test_add_func ("/frame-hmac/check", test_check);
  g_test_add_func ("/frame-hmac/order", test_order);
  g_test_add_func ("/frame-hmac/changed", test_changed);
  g_test_add_func ("/frame-hmac/odd-signatures", test_odd_signatures);
  g_test_add_func ("/frame-hmac/twice-the-same-id", test_twice_the_same_id);
  g_test_add_func ("/frame-hmac/pyro5", test_pyro5);
  g_test_add_func ("/frame-hmac/too-large", test_too_large);

  return g_test_run ();
}
