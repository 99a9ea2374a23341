/* tests/codec/test-marshal.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/codec/round-trip.h"

static const PyroCodec *
get_marshal (void)
{
  return pyro_codec_find ("marshal");
}

static PyroValue *
decode (const char  *hex,
        GError     **error)
{
  g_autoptr(GBytes) payload = from_hex (hex);

  return pyro_codec_decode (get_marshal (), payload, error);
}

static const char *const written[][2] = {
  { "None", "4e" }, { "True", "54" }, { "False", "46" },
  { "0", "6900000000" }, { "-1", "69ffffffff" }, { "2147483647", "69ffffff7f" }, { "-2147483648", "6900000080" },
  { "2147483648", "6c03000000000000000200" }, { "-2147483649", "6cfdffffff010000000200" },
  { "9223372036854775807", "6c05000000ff7fff7fff7fff7f0700" },
  { "-9223372036854775808", "6cfbffffff00000000000000000800" },
  { "9223372036854775808", "6c0500000000000000000000000800" },
  { "1267650600228229401496703205376", "6c07000000000000000000000000000000" "0004" },
  { "-1267650600228229401496703205376", "6cf9ffffff000000000000000000000000" "0004" },
  { "1.5", "67000000000000f83f" }, { "-0.0", "670000000000000080" }, { "inf", "67000000000000f07f" },
  { "1-2j", "79000000000000f03f00000000000000c0" },
  { "''", "7500000000" }, { "'aä'", "750300000061c3a4" }, { "'\\ud800'", "7503000000eda080" },
  { "'\\ud83d\\ude00'", "7506000000eda0bdedb880" }, { "'\\0'", "750100000000" },
  { "b''", "7300000000" }, { "b'\\xff\\0'", "7302000000ff00" },
  { "[]", "5b00000000" }, { "[None, [True]]", "5b020000004e5b0100000054" },
  { "()", "2800000000" }, { "(None,)", "28010000004e" },
  { "set()", "3c00000000" }, { "{None}", "3c010000004e" },
  { "frozenset()", "3e00000000" }, { "frozenset({True})", "3e0100000054" },
  { "{}", "7b30" }, { "{None: (True,), b'': 'a'}", "7b4e2801000000547300000000750100000061" "30" },
  { "{'__class__': 'A.B'}", "7b75090000005f5f636c6173735f5f7503000000412e4230" },
};

static void
test_written (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autoptr(PyroValue) value = parse (written[i][0]);
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) payload = pyro_codec_encode (get_marshal (), value, &error);
      g_autoptr(PyroValue) back = NULL;
      g_autofree char *hex = NULL;

      g_assert_no_error (error);
      hex = to_hex (payload);
      g_assert_cmpstr (hex, ==, written[i][1]);
      back = pyro_codec_decode (get_marshal (), payload, &error);
      g_assert_no_error (error);
      g_assert_true (pyro_value_identical (back, value));
    }
}

static const char *const readable[][2] = {
  /* Python 2, and versions 0 and 1 */
  { "49 ffffffffffffffff", "-1" }, { "49 0000000000000080", "-9223372036854775808" },
  { "66 03 312e35", "1.5" }, { "66 04 2d696e66", "-inf" }, { "66 03 6e616e", "nan" },
  { "66 06 31652b333030", "1e+300" }, { "66 08 496e66696e697479", "inf" },
  { "66 05 3165393939", "inf" }, { "66 02 2d30", "-0.0" },
  { "66 03 2b2e35", "0.5" },
  { "78 01 31 02 2d32", "(1-2j)" },
  { "28 03000000 74 01000000 61 73 01000000 62 52 00000000", "('a', b'b', 'a')" },
  { "5b 04000000 74 01000000 61 74 01000000 62 52 01000000 52 00000000", "['a', 'b', 'b', 'a']" },
  /* long integers */
  { "6c 00000000", "0" }, { "6c 01000000 0500", "5" }, { "6c ffffffff 0500", "-5" },
  { "6c 05000000 ff7f ff7f ff7f ff7f 0700", "9223372036854775807" },
  { "6c fbffffff 0000 0000 0000 0000 0800", "-9223372036854775808" },
  { "6c 05000000 0000 0000 0000 0000 0800", "9223372036854775808" },
  { "6c 05000000 0000 0000 0000 0000 1000", "18446744073709551616" },
  { "6c faffffff 0000 0000 0000 0000 0000 0100", "-37778931862957161709568" },
  /* text */
  { "61 02000000 6162", "'ab'" }, { "41 00000000", "''" }, { "7a 02 6162", "'ab'" }, { "5a 00", "''" },
  { "7a 02 61e4", "'aä'" }, { "74 02000000 c3a4", "'ä'" }, { "75 03000000 eda080", "'\\ud800'" },
  { "75 07000000 61eda0bdedb880", "'a\\ud83d\\ude00'" },
  { "73 02000000 ff00", "b'\\xff\\x00'" },
  /* containers */
  { "29 00", "()" }, { "a9 02 4e 54", "(None, True)" }, { "7b b0", "{}" },
  { "7b 69 01000000 4e 4e 46 30", "{1: None, None: False}" },
  { "7b 54 4e 69 01000000 54 30", "{True: True}" },
  { "3c 02000000 54 69 01000000", "{True}" }, { "3e 01000000 29 00", "frozenset({()})" },
  /* references, of which the table is in the order in which the values begin */
  { "a9 00", "()" }, { "29 02 a9 00 72 00000000", "((), ())" },
  { "db 02000000 e9 05000000 72 01000000", "[5, 5]" },
  { "5b 04000000 db 01000000 da 01 61 da 01 62 72 00000000 72 02000000", "[['a'], 'b', ['a'], 'b']" },
  { "7b da 01 61 db 00000000 72 00000000 72 01000000 30", "{'a': []}" },
  { "5b 02000000 be 01000000 e9 07000000 72 00000000", "[frozenset({7}), frozenset({7})]" },
  { "5b 02000000 bc 01000000 e9 07000000 72 01000000", "[{7}, 7]" },
  { "5b 02000000 f9 000000000000f03f 000000000000f83f 72 00000000", "[(1+1.5j), (1+1.5j)]" },
  { "5b 02000000 f4 01000000 61 72 00000000", "['a', 'a']" },
  /* None is never in the table; what follows the value does not count */
  { "5b 02000000 ce e9 01000000", "[None, 1]" }, { "4e ff", "None" },
};

static void
test_readable (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readable); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = decode (readable[i][0], &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = pyro_value_repr (value);
      g_assert_cmpstr (text, ==, readable[i][1]);
    }
}

#define AT(place) "The marshal data cannot be read at byte " #place ": "

#define NO_FLOAT "A text should be a float and is none"

static const char *const unreadable[][2] = {
  { "", AT (0) "It ends too early" },
  { "69 0000", AT (3) "It ends too early" },
  { "5b 01000000", AT (1) "The length 1 is more than there is" },
  { "5b ffffff7f 4e", AT (1) "The length 2147483647 is more than there is" },
  { "28 ffffffff", AT (1) "The length -1 is more than there is" },
  { "3c 00000080 4e", AT (1) "The length -2147483648 is more than there is" },
  { "3e 02000000 4e", AT (1) "The length 2 is more than there is" },
  { "29 05 4e", AT (3) "It ends too early" },
  { "73 05000000 61", AT (1) "The length 5 is more than there is" },
  { "75 ffffff7f", AT (1) "The length 2147483647 is more than there is" },
  { "61 02000000 61", AT (1) "The length 2 is more than there is" },
  { "7a 02 61", AT (3) "It ends too early" }, { "7a", AT (1) "It ends too early" },
  { "29", AT (1) "It ends too early" },
  { "6c 02000000 0100", AT (1) "The length 2 is more than there is" },
  { "6c 00000080", AT (1) "The length -2147483648 is more than there is" },
  { "6c 02000000 0080 0100", AT (5) "A digit of an integer has more than 15 bits" },
  { "6c 02000000 0100 0000", AT (7) "An integer begins with a zero" },
  { "66 03 312e", AT (4) "It ends too early" }, { "67 00", AT (2) "It ends too early" },
  { "79 0000000000000000 00", AT (10) "It ends too early" },
  { "78 01 31 01 78", AT (4) NO_FLOAT }, { "66 00", AT (2) NO_FLOAT }, { "66 01 2d", AT (2) NO_FLOAT },
  { "66 03 2d2d31", AT (2) NO_FLOAT }, { "66 03 307831", AT (2) NO_FLOAT }, { "66 02 2031", AT (2) NO_FLOAT },
  { "66 02 3100", AT (2) NO_FLOAT }, { "66 03 315f30", AT (2) NO_FLOAT },
  { "75 01000000 ff", AT (5) "A text is not UTF-8" }, { "74 02000000 eda0", AT (5) "A text is not UTF-8" },
  { "75 03000000 ed9f20", AT (5) "A text is not UTF-8" }, { "75 03000000 eda041", AT (5) "A text is not UTF-8" },
  { "7b", AT (1) "It ends too early" }, { "7b 4e", AT (2) "It ends too early" },
  { "7b 4e 30", AT (2) "A value is missing" }, { "30", AT (0) "A value is missing" },
  { "5b 01000000 b0", AT (5) "A value is missing" },
  { "7b 5b00000000 4e 30", AT (1) "A list cannot be a key of a dict" },
  { "3c 01000000 7b30", AT (1) "A dict cannot be a member of a set" },
  { "63", AT (0) "A code object cannot be carried" }, { "29 01 e3", AT (2) "A code object cannot be carried" },
  { "2e", AT (0) "Ellipsis cannot be carried" }, { "53", AT (0) "StopIteration cannot be carried" },
  { "3a 4e 4e 4e", AT (0) "A slice cannot be carried" },
  { "3f", AT (0) "There is no type 0x3f" }, { "ff", AT (0) "There is no type 0x7f" },
  { "72 00000000", AT (1) "It refers to a value that does not come before" },
  { "29 02 a9 00 72 01000000", AT (5) "It refers to a value that does not come before" },
  { "29 02 a9 00 72 ffffffff", AT (5) "It refers to a value that does not come before" },
  { "52 00000000", AT (1) "It refers to a value that does not come before" },
  { "72 0000", AT (3) "It ends too early" },
  { "db 01000000 72 00000000", AT (6) "A value that contains itself cannot be carried" },
  { "fb 4e 72 00000000 30", AT (3) "A value that contains itself cannot be carried" },
  { "a8 01000000 be 01000000 72 01000000", AT (11) "A value that contains itself cannot be carried" },
};

static void
test_unreadable (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unreadable); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (decode (unreadable[i][0], &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
      g_assert_cmpstr (error->message, ==, unreadable[i][1]);
    }
}

/* Data that is cut off anywhere cannot be read. */
static void
test_truncated (void)
{
  static const char *const texts[] = {
    "(1, -2147483649, 1.5, 2j, 'ä', b'abc', [None, ()], {'a': {True}, 2: frozenset({'b'})})",
    "({'__class__': 'builtins.ValueError', '__exception__': True, 'args': ('x',), 'attributes': {}}, 'x')",
  };
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-serializers.py");

  if (peer == NULL)
    return;
  for (guint version = 0; version < 5 * G_N_ELEMENTS (texts); version++)
    {
      g_autofree char *hex = NULL, *text = NULL;
      g_autoptr(PyroValue) value = NULL;
      g_autoptr(GError) error = NULL;

      python_peer_ask (peer, "marshal %u", version % 5);
      python_peer_ask (peer, "%s", texts[version / 5]);
      hex = python_peer_read (peer, NULL);
      value = decode (hex, &error);
      g_assert_no_error (error);
      text = canonical (value);
      g_assert_cmpstr (text, ==, texts[version / 5]);

      for (gsize size = strlen (hex); size > 0; size -= 2)
        {
          hex[size - 2] = '\0';
          g_assert_null (decode (hex, &error));
          g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
          g_clear_error (&error);
        }
    }
}

static char *
repeat (const char *start,
        const char *middle,
        guint       n)
{
  GString *hex = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (hex, start);
  g_string_append (hex, middle);

  return g_string_free (hex, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *deep = repeat ("5b01000000", "4e", PYRO_MAX_DEPTH);
  g_autofree char *deeper = repeat ("5b01000000", "4e", PYRO_MAX_DEPTH + 1);
  g_autofree char *deepest = repeat ("2901", "4e", 1000000);
  const char *const cases[] = { deeper, deepest };
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = decode (deep, &error);
  g_autoptr(GBytes) payload = NULL;
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (pyro_value_get_depth (value), ==, PYRO_MAX_DEPTH);
  payload = pyro_codec_encode (get_marshal (), value, &error);
  again = to_hex (payload);
  g_assert_cmpstr (again, ==, deep);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_null (decode (cases[i], &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
      g_assert_cmpstr (error->message, ==, "A value is nested deeper than 200 levels");
      g_clear_error (&error);
    }
}

/* A list of many times what is before it, and so on. */
static char *
make_laughs (guint       n_levels,
             const char *type)
{
  GString *hex = g_string_new (NULL);

  g_string_append_printf (hex, "5b%02x000000db00000000", n_levels + 1);
  for (guint level = 0; level < n_levels; level++)
    {
      g_string_append_printf (hex, "%s0a000000", type);
      for (guint i = 0; i < 10; i++)
        g_string_append_printf (hex, "72%02x000000", level);
    }

  return g_string_free (hex, FALSE);
}

/* What is reached on many ways costs its nodes each time, up to the limit. */
static void
test_laughs (void)
{
  g_autofree char *some = make_laughs (4, "db"); /* 10,000 empty lists in one of the lists */
  g_autofree char *many = make_laughs (30, "db");
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = decode (some, &error);
  PyroValue *last;

  g_assert_no_error (error);
  g_assert_cmpuint (pyro_value_get_length (value), ==, 5);
  last = pyro_value_get_item (value, 4);
  g_assert_cmpuint (pyro_value_get_depth (last), ==, 5);
  g_assert_true (pyro_value_identical (pyro_value_get_item (last, 0), pyro_value_get_item (value, 3)));
  g_assert_true (pyro_value_identical (pyro_value_get_item (last, 9), pyro_value_get_item (value, 3)));
  g_assert_cmpuint (pyro_value_get_memory_size (value), <, 4096);

  g_assert_null (decode (many, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "A value has more than 268435456 items in all");
}

/* An item that was read with others stays good for itself. */
static void
test_shared (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = decode ("5b 02000000 fb da 09 6c6f6e672074657874 a9 01 72 01000000 30 72 00000000",
                                       &error);
  g_autoptr(PyroValue) item = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  item = pyro_value_ref (pyro_value_get_item (value, 1));
  g_clear_pointer (&value, pyro_value_unref);
  text = pyro_value_repr (item);
  g_assert_cmpstr (text, ==, "{'long text': ('long text',)}");
}

/* Large bytes stay where they came in. */
static void
test_large (void)
{
  gsize size, n = 100000;
  g_autofree guint8 *data = g_malloc0 (n + 5);
  g_autoptr(GBytes) payload = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;
  const guint8 *bytes;

  memcpy (data, "s\xa0\x86\x01", 5);
  payload = g_bytes_new (data, n + 5);
  value = pyro_codec_decode (get_marshal (), payload, &error);
  g_assert_no_error (error);
  bytes = pyro_value_get_bytes_data (value, &size);
  g_assert_cmpuint (size, ==, n);
  g_assert_true (bytes == (const guint8 *) g_bytes_get_data (payload, NULL) + 5);
}

static void
test_digits (void)
{
  guint most = PYRO_MAX_BASED_DIGITS / 15 * 4 + 1; /* with the limit of 15 bits each */
  g_autoptr(GString) hex = g_string_new (NULL);
  g_autofree char *digits = g_strnfill (PYRO_MAX_BASED_DIGITS / 5 * 6 + 1, '7');
  g_autofree char *fewer = g_strndup (digits, PYRO_MAX_BASED_DIGITS / 5 * 6);
  g_autofree char *list = g_strdup_printf ("[%s]", digits);
  g_autoptr(PyroValue) large = parse (list), good = parse (fewer);
  g_autoptr(PyroValue) value = NULL, back = NULL;
  g_autoptr(GBytes) payload = NULL;
  g_autoptr(GError) error = NULL;

  for (guint n = most; n <= most + 1; n++)
    {
      g_string_printf (hex, "6c%02x%02x0000", n & 0xff, n >> 8);
      for (guint i = 0; i < n; i++)
        g_string_append (hex, "0100");
      g_clear_pointer (&value, pyro_value_unref);
      value = decode (hex->str, &error);
      if (n == most)
        g_assert_no_error (error);
    }
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "An integer has more than 80000 bits");
  g_clear_error (&error);

  payload = pyro_codec_encode (get_marshal (), good, &error);
  g_assert_no_error (error);
  back = pyro_codec_decode (get_marshal (), payload, &error);
  g_assert_no_error (error);
  g_assert_true (pyro_value_identical (good, back));

  g_assert_null (pyro_codec_encode (get_marshal (), large, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_assert_cmpstr (error->message, ==, "marshal cannot carry an integer of so many digits, found at [0]");
}

/* Long integers cost more than their bytes, so there can be only so many. */
static void
test_many_digits (void)
{
  guint digits = PYRO_MAX_BASED_DIGITS / 15 * 4, most = PYRO_MAX_MARSHAL_WORK / (digits * digits);
  g_autoptr(GString) number = g_string_new (NULL);

  g_string_printf (number, "6c%02x%02x0000", digits & 0xff, digits >> 8);
  for (guint i = 0; i < digits; i++)
    g_string_append (number, "0100");

  for (guint n = most; n <= most + 1; n++)
    {
      g_autoptr(GString) hex = g_string_new (NULL);
      g_autoptr(PyroValue) value = NULL;
      g_autoptr(GError) error = NULL;

      g_string_printf (hex, "5b%02x000000", n);
      for (guint i = 0; i < n; i++)
        g_string_append (hex, number->str);
      value = decode (hex->str, &error);
      if (n == most)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (pyro_value_get_length (value), ==, most);
          continue;
        }
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
      g_assert_cmpstr (error->message, ==, "The integers of a value have too many digits in all");
    }
}

static void
test_call (void)
{
  g_autoptr(PyroValue) args = parse ("(None, {})"), kwargs = parse ("{'b': True}");
  g_autofree char *digits = g_strnfill (30000, '7');
  g_autofree char *bad_text = g_strdup_printf ("{'x': (0, %s)}", digits);
  g_autofree char *bad_list = g_strdup_printf ("[%s]", digits);
  g_autoptr(PyroValue) bad = parse (bad_text), bad_args = parse (bad_list);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) both = pyro_codec_encode_call (get_marshal (), "o", "m", args, kwargs, &error);
  g_autoptr(GBytes) one = pyro_codec_encode_call (get_marshal (), "o", "m", args, NULL, &error);
  g_autofree char *both_hex = to_hex (both), *one_hex = to_hex (one);

  g_assert_no_error (error);
  g_assert_cmpstr (both_hex, ==,
                   "2804000000" "75010000006f" "75010000006d" "5b020000004e7b30" "7b75010000006254" "30");
  g_assert_cmpstr (one_hex, ==, "2804000000" "75010000006f" "75010000006d" "5b020000004e7b30" "4e");

  g_assert_null (pyro_codec_encode_call (get_marshal (), "o", "m", args, bad, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_assert_cmpstr (error->message, ==, "marshal cannot carry an integer of so many digits, found at kwargs['x'][1]");
  g_clear_error (&error);
  g_assert_null (pyro_codec_encode_call (get_marshal (), "o", "m", bad_args, kwargs, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_assert_cmpstr (error->message, ==, "marshal cannot carry an integer of so many digits, found at args[0]");
}

/* What marshal.dumps() writes for values of which parts are one object. */
static void
test_versions (void)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-serializers.py");

  if (peer == NULL)
    return;
  python_peer_ask (peer, "versions 1 %d", N_ROUND_TRIPS);
  for (guint i = 0; i < N_ROUND_TRIPS; i++)
    {
      g_autofree char *made = python_peer_read (peer, NULL);
      g_autofree char *hex = python_peer_read (peer, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = decode (hex, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = canonical (value);
      g_assert_cmpstr (text, ==, made);
    }
}

static void
test_from_python (gconstpointer pyro)
{
  guint n_ours = round_trip_from_python (get_marshal (), GPOINTER_TO_UINT (pyro), N_ROUND_TRIPS);

  g_assert_cmpuint (n_ours, ==, 0);
}

static void
test_to_python (gconstpointer pyro)
{
  round_trip_to_python (get_marshal (), GPOINTER_TO_UINT (pyro));
}

static void
test_python_calls (gconstpointer pyro)
{
  round_trip_calls (get_marshal (), GPOINTER_TO_UINT (pyro));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/marshal/written", test_written);
  g_test_add_func ("/marshal/readable", test_readable);
  g_test_add_func ("/marshal/unreadable", test_unreadable);
  g_test_add_func ("/marshal/truncated", test_truncated);
  g_test_add_func ("/marshal/depth", test_depth);
  g_test_add_func ("/marshal/laughs", test_laughs);
  g_test_add_func ("/marshal/shared", test_shared);
  g_test_add_func ("/marshal/large", test_large);
  g_test_add_func ("/marshal/digits", test_digits);
  g_test_add_func ("/marshal/many-digits", test_many_digits);
  g_test_add_func ("/marshal/call", test_call);
  g_test_add_func ("/marshal/versions", test_versions);
  g_test_add_data_func ("/marshal/from-pyro4", GUINT_TO_POINTER (4), test_from_python);
  g_test_add_data_func ("/marshal/from-pyro5", GUINT_TO_POINTER (5), test_from_python);
  g_test_add_data_func ("/marshal/to-pyro4", GUINT_TO_POINTER (4), test_to_python);
  g_test_add_data_func ("/marshal/to-pyro5", GUINT_TO_POINTER (5), test_to_python);
  g_test_add_data_func ("/marshal/calls-pyro4", GUINT_TO_POINTER (4), test_python_calls);
  g_test_add_data_func ("/marshal/calls-pyro5", GUINT_TO_POINTER (5), test_python_calls);
  return g_test_run ();
}
