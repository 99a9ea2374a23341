/* tests/codec/test-msgpack.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/codec/trade.h"

#define N_VALUES 10000 /* with each generation */
#define N_CALLS  1000

static const char *const generations[] = { "Pyro5", "Pyro4" };

static const PyroCodec *
get_codec (void)
{
  return pyro_codec_find ("msgpack");
}

static GBytes *
encode (PyroValue *value)
{
  g_autoptr(GError) error = NULL;
  GBytes *payload = pyro_codec_encode (get_codec (), value, &error);

  g_assert_no_error (error);

  return payload;
}

static PyroValue *
decode (const char  *hex,
        GError     **error)
{
  g_autoptr(GBytes) payload = from_hex (hex);

  return pyro_codec_decode (get_codec (), payload, error);
}

/* What Python's msgpack writes, and what it is when it comes back: NULL for the same. */
static const struct
{
  const char *value;
  const char *hex;
  const char *back;
} vectors[] = {
  { "None", "c0" }, { "False", "c2" }, { "True", "c3" },
  { "0", "00" }, { "127", "7f" }, { "128", "cc80" }, { "255", "ccff" }, { "256", "cd0100" }, { "65535", "cdffff" },
  { "65536", "ce00010000" }, { "2147483647", "ce7fffffff" }, { "4294967295", "ceffffffff" },
  { "4294967296", "cf0000000100000000" }, { "9223372036854775807", "cf7fffffffffffffff" },
  { "9223372036854775808", "cf8000000000000000" }, { "18446744073709551615", "cfffffffffffffffff" },
  { "-1", "ff" }, { "-32", "e0" }, { "-33", "d0df" }, { "-128", "d080" }, { "-129", "d1ff7f" },
  { "-32768", "d18000" }, { "-32769", "d2ffff7fff" }, { "-2147483648", "d280000000" },
  { "-2147483649", "d3ffffffff7fffffff" }, { "-9223372036854775808", "d38000000000000000" },
  /* beyond 64 bits: decimal digits */
  { "18446744073709551616", "c71431 3138343436373434303733373039353531363136" },
  { "-9223372036854775809", "c71431 2d39323233333732303336383534373735383039" },
  { "-999999999999999999999", "c71631 2d393939393939393939393939393939393939393939" },
  { "1.5", "cb3ff8000000000000" }, { "-0.0", "cb8000000000000000" }, { "inf", "cb7ff0000000000000" },
  { "1-2j", "d830 000000000000f03f 00000000000000c0" },
  { "''", "a0" }, { "'abc'", "a3616263" }, { "'\\x00ä'", "a300c3a4" },
  { "'0123456789012345678901234567890'", "bf30313233343536373839303132333435363738393031323334353637383930" },
  { "'01234567890123456789012345678901'", "d9203031323334353637383930313233343536373839303132333435363738393031" },
  { "b''", "c400" }, { "b'ab\\xff'", "c4036162ff" },
  { "[]", "90" }, { "[1, [2]]", "92019102" }, { "(1, 'a')", "9201a161", "[1, 'a']" }, { "()", "90", "[]" },
  { "{7}", "9107", "[7]" }, { "set()", "90", "[]" },
  { "[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]", "dc0010000102030405060708090a0b0c0d0e0f" },
  { "{}", "80" }, { "{'a': 1, b'b': [2]}", "82a16101c401629102" },
  { "{'__class__': 'Pyro5.core.URI', 'state': ('PYRO', 'o', None, 'h', 9)}",
    "82 a95f5f636c6173735f5f ae5079726f352e636f72652e555249 a57374617465 95a45059524fa16fc0a16809",
    "{'__class__': 'Pyro5.core.URI', 'state': ['PYRO', 'o', None, 'h', 9]}" },
  { "{'__class__': 'datetime.date', 'args': (1, 1, 1)}", "d733 0100000000000000" },
  { "{'__class__': 'datetime.date', 'args': (1969, 12, 31)}", "d733 3af90a0000000000" },
  { "{'__class__': 'datetime.date', 'args': (9999, 12, 31)}", "d733 dbb9370000000000" },
  { "{'__class__': 'datetime.datetime', 'args': (1970, 1, 1, 1, 0, 0, 500000)}", "d732 000000000000e03f" },
  { "{'__class__': 'datetime.datetime', 'args': (1970, 1, 1)}", "d732 000000000020acc0",
    "{'__class__': 'datetime.datetime', 'args': (1970, 1, 1, 0, 0, 0, 0)}" },
  { "{'__class__': 'decimal.Decimal', 'args': ('1.50',)}", "a4312e3530", "'1.50'" },
  { "{'__class__': 'uuid.UUID', 'args': ('u',)}", "a175", "'u'" },
  { "{'__class__': 'decimal.Decimal', 'x': 1}", "82 a95f5f636c6173735f5f af646563696d616c2e446563696d616c a17801" },
};

static void
test_vectors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr(PyroValue) value = parse (vectors[i].value);
      g_autoptr(PyroValue) expected = parse (vectors[i].back != NULL ? vectors[i].back : vectors[i].value);
      g_autoptr(GBytes) payload = encode (value);
      g_autoptr(GBytes) bytes = from_hex (vectors[i].hex);
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) back = pyro_codec_decode (get_codec (), bytes, &error);
      g_autofree char *ours = to_hex (payload);
      g_autofree char *theirs = to_hex (bytes);

      g_assert_cmpstr (ours, ==, theirs);
      g_assert_no_error (error);
      g_assert_true (pyro_value_identical (back, expected));
      check_truncated (get_codec (), bytes);
    }
}

/* What others may write, and ours does not. */
static void
test_other_forms (void)
{
  static const char *const forms[][2] = {
    { "cc05", "5" }, { "cf0000000000000005", "5" }, { "d005", "5" }, { "d1fffb", "-5" }, { "d3fffffffffffffffb", "-5" },
    { "ca3fc00000", "1.5" }, { "d90161", "'a'" }, { "da000161", "'a'" }, { "db0000000161", "'a'" },
    { "c5000161", "b'a'" }, { "c60000000161", "b'a'" }, { "dc000101", "[1]" }, { "dd0000000101", "[1]" },
    { "de0001a16101", "{'a': 1}" }, { "df00000001a16101", "{'a': 1}" }, { "82a16101a16102", "{'a': 2}" },
    { "d4 31 37", "7" }, { "d5 31 2d37", "-7" }, { "c80002 31 2b37", "7" }, { "c900000002 31 3037", "7" },
    { "c710 30 000000000000f03f0000000000000000", "1+0j" },
    { "d633 01000000", "{'__class__': 'datetime.date', 'args': (1, 1, 1)}" }, /* from Windows */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = decode (forms[i][0], &error);
      g_autoptr(PyroValue) expected = parse (forms[i][1]);

      g_assert_no_error (error);
      g_assert_true (pyro_value_identical (value, expected));
    }
}

#define AT(n) "The msgpack payload cannot be read at byte " #n ": "

static void
test_unreadable (void)
{
  static const char *const cases[][2] = {
    { "", AT (0) "it ends too early" },
    { "c1", AT (0) "0xc1 begins no value" },
    { "92 01", AT (2) "it ends too early" },
    { "ddffffffff", AT (5) "it ends too early" },
    { "dfffffffff c0", AT (6) "it ends too early" },
    { "df80000001 a0c0", AT (7) "it ends too early" },
    { "92 90 dd7fffffff c0", AT (8) "it ends too early" },
    { "dbffffffff 61", AT (5) "it ends too early" },
    { "c6ffffffff 61", AT (5) "it ends too early" },
    { "c9ffffffff 31 37", AT (4) "it ends too early" },
    { "c3c3", AT (1) "there is more behind the end of the value" },
    { "8101c0", AT (2) "the key of a map is neither text nor bytes" },
    { "81c0c0", AT (2) "the key of a map is neither text nor bytes" },
    { "8190c0", AT (2) "the key of a map is neither text nor bytes" },
    { "82a16101 cb3ff8000000000000 02", AT (13) "the key of a map is neither text nor bytes" },
    { "a1ff", AT (1) "a text is not valid UTF-8" },
    { "a3eda080", AT (1) "a text is not valid UTF-8" },
    { "a2c080", AT (1) "a text is not valid UTF-8" },
    { "a4f4908080", AT (1) "a text is not valid UTF-8" },
    { "d4 00 00", AT (2) "Pyro knows no extension with the code 0" },
    { "d6 ff 00000000", AT (2) "Pyro knows no extension with the code -1" },
    { "d7 30 0000000000000000", AT (2) "an extension with the code 48 cannot have 8 bytes" },
    { "d4 32 00", AT (2) "an extension with the code 50 cannot have 1 bytes" },
    { "d8 33 00000000000000000000000000000000", AT (2) "an extension with the code 51 cannot have 16 bytes" },
    { "c7 00 31", AT (3) "an int has no digits" },
    { "d4 31 2d", AT (2) "an int has no digits" },
    { "d5 31 315f", AT (2) "an int is not written in decimal digits" },
    { "d7 33 0000000000000000", "The msgpack payload has a date that is not within the years 1 to 9999" },
    { "d7 33 dcb9370000000000", "The msgpack payload has a date that is not within the years 1 to 9999" },
    { "d7 33 ffffffffffffff7f", "The msgpack payload has a date that is not within the years 1 to 9999" },
    { "d7 32 000000000000f07f", "The msgpack payload has a datetime that is not within the years 1 to 9999" },
    { "d7 32 000000000000f87f", "The msgpack payload has a datetime that is not within the years 1 to 9999" },
    { "d7 32 0000000000007042", "The msgpack payload has a datetime that is not within the years 1 to 9999" },
    { "d7 32 000000000000e8c2", "The msgpack payload has a datetime that is not within the years 1 to 9999" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (decode (cases[i][0], &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
      g_assert_cmpstr (error->message, ==, cases[i][1]);
    }
}

static void
test_limits (void)
{
  g_autofree guint8 *nested = g_malloc (PYRO_MAX_DEPTH + 1);
  g_autoptr(GString) digits = g_string_new ("\xc9");
  g_autoptr(GBytes) long_int = NULL;
  g_autoptr(GError) error = NULL;

  memset (nested, 0x91, PYRO_MAX_DEPTH);
  for (gsize depth = PYRO_MAX_DEPTH - 1; depth <= PYRO_MAX_DEPTH; depth++)
    {
      g_autoptr(GBytes) payload = NULL;
      g_autoptr(PyroValue) value = NULL;

      nested[depth] = 0x90;
      payload = g_bytes_new (nested, depth + 1);
      value = pyro_codec_decode (get_codec (), payload, &error);
      nested[depth] = 0x91;
      if (depth < PYRO_MAX_DEPTH)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_null (value);
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
      g_assert_cmpstr (error->message, ==, "A value is nested deeper than 200 levels");
    }
  g_clear_error (&error);

  for (guint i = 4; i > 0; i--)
    g_string_append_c (digits, (char) ((PYRO_MAX_INT_DIGITS + 1) >> 8 * (i - 1)));
  g_string_append_c (digits, 0x31);
  for (guint i = 0; i <= PYRO_MAX_INT_DIGITS; i++)
    g_string_append_c (digits, '7');
  long_int = g_bytes_new (digits->str, digits->len);
  g_assert_null (pyro_codec_decode (get_codec (), long_int, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
}

static void
test_refused (void)
{
  static const char *const cases[][2] = {
    { "frozenset({1})", "msgpack cannot carry a frozenset" },
    { "[1, {'a': (2, frozenset())}]", "msgpack cannot carry a frozenset, found at [1]['a'][1]" },
    { "'\\ud800'", "msgpack cannot carry a str with a lone surrogate" },
    { "{'\\ud800': 1}", "msgpack cannot carry a str with a lone surrogate, found at ['\\ud800']" },
    { "{1: 2}", "msgpack cannot carry an int as a key of a dict, found at [1]" },
    { "[{1.5: 2}]", "msgpack cannot carry a float as a key of a dict, found at [0][1.5]" },
    { "{None: 2}", "msgpack cannot carry None as a key of a dict, found at [None]" },
    { "{True: 2}", "msgpack cannot carry a bool as a key of a dict, found at [True]" },
    { "{1j: 2}", "msgpack cannot carry a complex number as a key of a dict, found at [1j]" },
    { "{(): 2}", "msgpack cannot carry a tuple as a key of a dict, found at [()]" },
    { "{frozenset(): 2}", "msgpack cannot carry a frozenset as a key of a dict, found at [frozenset()]" },
    { "{(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20): 2}",
      "msgpack cannot carry a tuple as a key of a dict, found at "
      "[(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 1…]" },
    { "{'__class__': 'datetime.date', 'args': (2021, 2, 29)}", "msgpack cannot carry a datetime.date that is none" },
    { "{'__class__': 'datetime.date', 'args': [2021, 2, 28]}", "msgpack cannot carry a datetime.date that is none" },
    { "{'__class__': 'datetime.date', 'args': (2021, 2)}", "msgpack cannot carry a datetime.date that is none" },
    { "{'__class__': 'datetime.date'}", "msgpack cannot carry a datetime.date that is none" },
    { "{'__class__': 'datetime.datetime', 'args': (2021, 2, 28, 24)}",
      "msgpack cannot carry a datetime.datetime that has a time zone, or is none" },
    { "{'__class__': 'datetime.datetime', 'args': (2021, 2, 28, 1, 2, 3, 4, {'__class__': 'datetime.timezone'})}",
      "msgpack cannot carry a datetime.datetime that has a time zone, or is none" },
    { "{'__class__': 'datetime.datetime', 'args': (2021, 2, 28), 'kwargs': {'fold': 2}}",
      "msgpack cannot carry a datetime.datetime that has a time zone, or is none" },
    { "{'__class__': 'datetime.datetime', 'args': (2021, 2, 28), 'kwargs': 5}",
      "msgpack cannot carry a datetime.datetime that has a time zone, or is none" },
    { "{'__class__': 'datetime.datetime', 'args': (1, 1, 1)}",
      "msgpack cannot carry a datetime.datetime that has a time zone, or is none" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PyroValue) value = parse (cases[i][0]);
      g_autoptr(GError) error = NULL;

      g_assert_null (pyro_codec_encode (get_codec (), value, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
      g_assert_cmpstr (error->message, ==, cases[i][1]);
    }
}

static void
test_call (void)
{
  g_autoptr(PyroValue) args = parse ("(1, 'a')");
  g_autoptr(PyroValue) kwargs = parse ("{'b': [2]}");
  g_autoptr(PyroValue) bad = parse ("({'a': [frozenset()]},)");
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) both = pyro_codec_encode_call (get_codec (), "obj", "m", args, kwargs, &error);
  g_autoptr(GBytes) one = pyro_codec_encode_call (get_codec (), "obj", "m", args, NULL, &error);
  g_autofree char *both_hex = to_hex (both);
  g_autofree char *one_hex = to_hex (one);
  g_autoptr(PyroValue) object = NULL;
  g_autoptr(PyroValue) method = NULL;
  g_autoptr(PyroValue) args_back = NULL;
  g_autoptr(PyroValue) kwargs_back = NULL;
  g_autofree char *args_text = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (both_hex, ==, "94a36f626aa16d9201a16181a1629102");
  g_assert_cmpstr (one_hex, ==, "94a36f626aa16d9201a161c0");
  g_assert_true (pyro_codec_decode_call (get_codec (), both, &object, &method, &args_back, &kwargs_back, &error));
  g_assert_no_error (error);
  args_text = pyro_value_repr (args_back);
  g_assert_cmpstr (args_text, ==, "[1, 'a']");
  g_assert_true (pyro_value_identical (kwargs, kwargs_back));

  g_assert_null (pyro_codec_encode_call (get_codec (), "o", "m", bad, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_assert_cmpstr (error->message, ==, "msgpack cannot carry a frozenset, found at args[0]['a'][0]");
  g_clear_error (&error);
  g_assert_null (pyro_codec_encode_call (get_codec (), "o", "m", args, pyro_value_get_item (bad, 0), &error));
  g_assert_cmpstr (error->message, ==, "msgpack cannot carry a frozenset, found at kwargs['a'][0]");
}

/* Bytes that are a good part of the payload stay where they are. */
static void
test_large_bytes (void)
{
  gsize size = 1 << 20, back_size;
  g_autofree guint8 *data = g_malloc (size);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GBytes) payload = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(PyroValue) back = NULL;
  g_autoptr(GError) error = NULL;
  const guint8 *start, *back_data;

  memset (data, 0x5a, size);
  bytes = g_bytes_new (data, size);
  value = pyro_value_new_bytes (bytes);
  payload = encode (value);
  g_assert_cmpuint (g_bytes_get_size (payload), ==, size + 5);
  back = pyro_codec_decode (get_codec (), payload, &error);
  g_assert_no_error (error);
  back_data = pyro_value_get_bytes_data (back, &back_size);
  start = g_bytes_get_data (payload, NULL);
  g_assert_cmpmem (data, size, back_data, back_size);
  g_assert_true (back_data == start + 5);
}

static void
check_from_python (PythonPeer *peer,
                   const char *request,
                   const char *generation,
                   guint       count)
{
  python_peer_ask (peer, "%s %s 1 %u", request, generation, count);
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *theirs = python_peer_read (peer, NULL);
      g_autofree char *hex = python_peer_read (peer, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = decode (hex, &error);
      g_autofree char *ours = NULL;

      g_assert_no_error (error);
      ours = canonical (value);
      g_assert_cmpstr (ours, ==, theirs);
      if (i < 200)
        {
          g_autoptr(GBytes) payload = from_hex (hex);

          check_truncated (get_codec (), payload);
        }
    }
}

static void
test_from_python (void)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-msgpack.py");

  for (gsize i = 0; peer != NULL && i < G_N_ELEMENTS (generations); i++)
    {
      check_from_python (peer, "make", generations[i], N_VALUES);
      check_from_python (peer, "call", generations[i], N_CALLS);
    }
}

static void
add_random_date (GRand       *rand,
                 PyroBuilder *builder)
{
  static const gint32 most[] = { 9999, 13, 29, 24, 60, 60, 1000000 };
  gboolean is_date = g_rand_boolean (rand), fold = !is_date && g_rand_boolean (rand);

  g_assert_true (pyro_builder_open (builder, PYRO_VALUE_RECORD, NULL));
  pyro_builder_add_string (builder, "__class__", -1);
  pyro_builder_add_string (builder, is_date ? "datetime.date" : "datetime.datetime", -1);
  pyro_builder_add_string (builder, "args", -1);
  g_assert_true (pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL));
  for (gsize i = 0; i < (is_date ? 3 : G_N_ELEMENTS (most)); i++)
    pyro_builder_add_int (builder, g_rand_int_range (rand, i == 0 ? 2 : i < 3 ? 1 : 0, most[i]));
  g_assert_true (pyro_builder_close (builder, NULL));
  if (fold)
    {
      pyro_builder_add_string (builder, "kwargs", -1);
      g_assert_true (pyro_builder_open (builder, PYRO_VALUE_DICT, NULL));
      pyro_builder_add_string (builder, "fold", -1);
      pyro_builder_add_int (builder, 1);
      g_assert_true (pyro_builder_close (builder, NULL));
    }
  g_assert_true (pyro_builder_close (builder, NULL));
}

static void
add_random (GRand       *rand,
            PyroBuilder *builder,
            guint        depth,
            gboolean     is_key)
{
  static const PyroValueKind kinds[] = { PYRO_VALUE_TUPLE, PYRO_VALUE_LIST, PYRO_VALUE_SET, PYRO_VALUE_DICT };
  PyroValueKind kind;
  gint32 n;

  if (depth == 0 || g_rand_boolean (rand))
    {
      if (!is_key && g_rand_int_range (rand, 0, 8) == 0)
        add_random_date (rand, builder);
      else
        add_random_leaf (rand, builder, FALSE);
      return;
    }

  kind = kinds[is_key ? 0 : g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))];
  n = g_rand_int_range (rand, 0, g_rand_int_range (rand, 0, 30) == 0 ? 70 : 5);
  g_assert_true (pyro_builder_open (builder, kind, NULL));
  for (; n > 0; n--)
    {
      if (kind == PYRO_VALUE_DICT)
        add_random_text (rand, builder, FALSE);
      add_random (rand, builder, depth - 1, is_key || kind == PYRO_VALUE_SET);
    }
  g_assert_true (pyro_builder_close (builder, NULL));
}

/* How a value arrives is what our own reader makes of our own payload. */
static void
check_to_python (PythonPeer *peer,
                 const char *generation,
                 gboolean    calls,
                 guint       count)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *request = NULL;

  for (guint i = 0; i < count; i++)
    {
      g_autoptr(PyroBuilder) builder = pyro_builder_new ();
      g_autoptr(PyroValue) value = NULL;
      g_autoptr(PyroValue) back = NULL;
      g_autoptr(GBytes) payload = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *hex = NULL;

      if (calls)
        value = parse ("({'ä': [1.5, b'x']},)");
      else
        {
          add_random (rand, builder, 3, FALSE);
          value = pyro_builder_end (builder, NULL);
        }
      payload = calls ? pyro_codec_encode_call (get_codec (), "obj", "méthod", value,
                                                i % 2 ? pyro_value_get_item (value, 0) : NULL, &error)
                      : pyro_codec_encode (get_codec (), value, &error);
      g_assert_no_error (error);
      back = pyro_codec_decode (get_codec (), payload, &error);
      g_assert_no_error (error);
      hex = to_hex (payload);
      g_string_append (lines, hex);
      g_string_append_c (lines, '\n');
      g_ptr_array_add (expected, canonical (back));
    }

  request = g_strdup_printf ("%s %s", calls ? "take" : "read", generation);
  check_answers (peer, request, lines, expected);
}

static void
test_to_python (void)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-msgpack.py");

  for (gsize i = 0; peer != NULL && i < G_N_ELEMENTS (generations); i++)
    {
      check_to_python (peer, generations[i], FALSE, N_VALUES);
      check_to_python (peer, generations[i], TRUE, 4);
    }
}

/* What one of them refuses to read, the other one does as well. */
static void
test_refusals_agree (void)
{
  static const char *const cases[] = {
    "c1", "8101c0", "a1ff", "a3eda080", "d40000", "d4322d", "c70031", "c3c3", "91", "d7330000000000000000",
    "d732000000000000f87f", "d732000000000000f07f", "d733dcb9370000000000",
  };
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-msgpack.py");

  for (gsize i = 0; peer != NULL && i < G_N_ELEMENTS (cases); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (generations); k++)
      {
        g_autofree char *theirs = NULL;
        g_autoptr(GError) error = NULL;

        python_peer_ask (peer, "read %s 1", generations[k]);
        python_peer_ask (peer, "%s", cases[i]);
        theirs = python_peer_read (peer, NULL);
        g_assert_true (g_str_has_prefix (theirs, "error "));
        g_assert_null (decode (cases[i], &error));
        g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
      }
}

int
main (int   argc,
      char *argv[])
{
  /* a zone whose clocks are set back and forth, without a table of zones; for the peer as well */
  g_setenv ("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/msgpack/vectors", test_vectors);
  g_test_add_func ("/msgpack/other-forms", test_other_forms);
  g_test_add_func ("/msgpack/unreadable", test_unreadable);
  g_test_add_func ("/msgpack/limits", test_limits);
  g_test_add_func ("/msgpack/refused", test_refused);
  g_test_add_func ("/msgpack/call", test_call);
  g_test_add_func ("/msgpack/large-bytes", test_large_bytes);
  g_test_add_func ("/msgpack/from-python", test_from_python);
  g_test_add_func ("/msgpack/to-python", test_to_python);
  g_test_add_func ("/msgpack/refusals-agree", test_refusals_agree);
  return g_test_run ();
}
