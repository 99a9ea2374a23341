/* tests/codec/test-json.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/codec/round-trip.h"

#define BIG "123456789012345678901234567890"

static const PyroCodec *
json (void)
{
  return pyro_codec_find ("json");
}

static char *
encode (PyroValue *value)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) payload = pyro_codec_encode (json (), value, &error);
  gsize size;
  const char *text;

  g_assert_no_error (error);
  text = g_bytes_get_data (payload, &size);

  return g_strndup (text, size);
}

/* Reads an exact copy on the heap, so that a read past the end is seen. */
static PyroValue *
decode (const char  *text,
        gsize        size,
        GError     **error)
{
  g_autoptr(GBytes) payload = g_bytes_new (text, size);

  return pyro_codec_decode (json (), payload, error);
}

static const char *const written[][2] = {
  { "None", "null" }, { "True", "true" }, { "False", "false" }, { "0", "0" }, { "-5", "-5" },
  { "9223372036854775807", "9223372036854775807" }, { "-9223372036854775808", "-9223372036854775808" },
  { BIG, BIG }, { "-" BIG, "-" BIG },
  { "1.0", "1.0" }, { "-0.0", "-0.0" }, { "1e16", "1e+16" }, { "1e-5", "1e-05" }, { "0.1", "0.1" },
  { "nan", "NaN" }, { "inf", "Infinity" }, { "-inf", "-Infinity" },
  { "''", "\"\"" }, { "\"it's\"", "\"it's\"" }, { "'ä€\U0001f600'", "\"ä€\U0001f600\"" },
  { "'\"\\\\/\\n\\r\\t\\b\\f'", "\"\\\"\\\\/\\n\\r\\t\\b\\f\"" },
  { "'\\0\\x01\\x1f\\x7f\\x80\\u2028'", "\"\\u0000\\u0001\\u001f\x7f\302\200\342\200\250\"" },
  { "'a\\ud800'", "\"a\\ud800\"" }, { "'\\udfff\\ud800b'", "\"\\udfff\\ud800b\"" },
  { "'\\ud7ff\\ue000'", "\"\355\237\277\356\200\200\"" },
  { "'0123456\"89ab\\udc00def012345'", "\"0123456\\\"89ab\\udc00def012345\"" },
  { "[]", "[]" }, { "[1, [2], 3]", "[1, [2], 3]" }, { "()", "[]" }, { "(1,)", "[1]" },
  { "set()", "[]" }, { "{1, 'a'}", "[1, \"a\"]" },
  { "{}", "{}" }, { "{'a': 1, 'b': []}", "{\"a\": 1, \"b\": []}" },
  { "{1: 1, -2: 2, " BIG ": 3}", "{\"1\": 1, \"-2\": 2, \"" BIG "\": 3}" },
  { "{1.5: 1, 1e16: 2, nan: 3, inf: 4, -inf: 5}",
    "{\"1.5\": 1, \"1e+16\": 2, \"NaN\": 3, \"Infinity\": 4, \"-Infinity\": 5}" },
  { "{True: 1, False: 2, None: 3}", "{\"true\": 1, \"false\": 2, \"null\": 3}" },
  { "{1: 'a', '1': 'b'}", "{\"1\": \"a\", \"1\": \"b\"}" },
  { "{'__class__': 'builtins.ValueError', '__exception__': True, 'args': ('x',), 'attributes': {}}",
    "{\"__class__\": \"builtins.ValueError\", \"__exception__\": true, \"args\": [\"x\"], \"attributes\": {}}" },
  { "{'__class__': 'Pyro5.core.URI', 'state': ('PYRO', 'obj', None, 'host', 1234)}",
    "{\"__class__\": \"Pyro5.core.URI\", \"state\": [\"PYRO\", \"obj\", null, \"host\", 1234]}" },
};

static void
test_written (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autoptr(PyroValue) value = parse (written[i][0]);
      g_autofree char *text = encode (value);

      g_assert_cmpstr (text, ==, written[i][1]);
    }
}

static const char *const refused[][2] = {
  { "b'a'", "json cannot carry bytes" },
  { "1j", "json cannot carry a complex number" },
  { "frozenset({1})", "json cannot carry a frozenset" },
  { "[0, {'a': (1, b'')}]", "json cannot carry bytes, found at [1]['a'][1]" },
  { "{3: {None: 2j}}", "json cannot carry a complex number, found at [3][None]" },
  { "{'k': {'" BIG BIG BIG "': b''}}",
    "json cannot carry bytes, found at ['k']['" BIG "12345678901234567890123456…]" },
  { "[{1, frozenset()}]", "json cannot carry a frozenset, found at [0][1]" },
  { "[{b'a': 1}]", "json cannot carry bytes as a key of a dict, found at [0][b'a']" },
  { "{(1, 2): 1}", "json cannot carry a tuple as a key of a dict, found at [(1, 2)]" },
  { "{1j: 1}", "json cannot carry a complex number as a key of a dict, found at [1j]" },
  { "{'x': {frozenset(): 1}}", "json cannot carry a frozenset as a key of a dict, found at ['x'][frozenset()]" },
  { "['\\ud83d\\ude00']", "json cannot carry a text with two surrogates that make one character, found at [0]" },
  { "{'\\udbff\\udfff': 1}",
    "json cannot carry a text with two surrogates that make one character, found at ['\\udbff\\udfff']" },
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(PyroValue) value = parse (refused[i][0]);
      g_autoptr(GError) error = NULL;

      g_assert_null (pyro_codec_encode (json (), value, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
      g_assert_cmpstr (error->message, ==, refused[i][1]);
    }
}

static const char *const readable[][2] = {
  { "null", "None" }, { " true\n", "True" }, { "\t\r\n false ", "False" },
  { "0", "0" }, { "-0", "0" }, { "-0.0", "-0.0" }, { "-1", "-1" }, { "1.0", "1.0" },
  { "1E2", "100.0" }, { "1e-05", "1e-05" },
  { "9223372036854775807", "9223372036854775807" }, { "9223372036854775808", "9223372036854775808" },
  { "18446744073709551615", "18446744073709551615" }, { "18446744073709551616", "18446744073709551616" },
  { "-9223372036854775808", "-9223372036854775808" }, { "-9223372036854775809", "-9223372036854775809" },
  { BIG, BIG }, { "[-" BIG "]", "[-" BIG "]" },
  { "1e999", "inf" }, { "-1e999", "-inf" }, { "-1.5E+9999", "-inf" }, { "1e-999", "0.0" }, { "5e-324", "5e-324" },
  { "0.1000000000000000055511151231257827021181583404541015625", "0.1" },
  { "NaN", "nan" }, { "[Infinity, -Infinity, \"nan\", null, true, 1e5]", "[inf, -inf, 'nan', None, True, 100000.0]" },
  { "[\"\\\\\\\"Inf\", NaN]", "['\\\\\"Inf', nan]" },
  { "\"\"", "''" }, { "\"a\\u0000\\u00e4\\ud83d\\ude00\\/\\n\"", "'a\\x00ä\U0001f600/\\n'" },
  { "\"ä\x7f\"", "'ä\\x7f'" },
  { "\"\\ud800\"", "'\\ud800'" }, { "\"a\\udc00\\ud800\"", "'a\\udc00\\ud800'" },
  { "\"\\ud800\\ud800\\udc00\\udc00\"", "'\\ud800\U00010000\\udc00'" },
  { "\"\\\\ud800\"", "'\\\\ud800'" },
  { "[\"\\\\\\ud800\", 1e999, \"\\uDBFF\\n\"]", "['\\\\\\ud800', inf, '\\udbff\\n']" },
  { "{\"\\udfff\": NaN}", "{'\\udfff': nan}" },
  { "[]", "[]" }, { "[ ]", "[]" }, { "[1,[2 , 3]]", "[1, [2, 3]]" }, { "{}", "{}" },
  { "{\"a\": 1, \"b\": [2], \"a\": 3}", "{'a': 3, 'b': [2]}" },
  { "{\"__class__\": \"x.Y\", \"a\": 1}", "{'__class__': 'x.Y', 'a': 1}" },
};

static void
test_readable (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readable); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = decode (readable[i][0], strlen (readable[i][0]), &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = pyro_value_repr (value);
      g_assert_cmpstr (text, ==, readable[i][1]);
    }
}

#define AT(line, column) "The JSON text cannot be read at line " #line ", column " #column ": "
#define NO_NAME(name) "The JSON text has the number " name ", but Python knows only NaN, Infinity and -Infinity"

/* After the place comes a reason, which is yyjson's where it is not given here. */
static const char *const unreadable[][2] = {
  { "", AT (1, 1) "It is empty" }, { " ", AT (1, 1) "It is empty" },
  { "[1,2", AT (1, 5) },
  { "[1,\n\"ä\", x]", AT (2, 6) },
  { "[1 2]", AT (1, 4) },
  { "[1,]", AT (1, 3) },
  { "{\"a\" 1}", AT (1, 6) },
  { "{1: 2}", AT (1, 2) },
  { "01", AT (1, 1) },
  { "1.", AT (1, 3) },
  { "-", AT (1, 2) },
  { "+1", AT (1, 1) },
  { "nul", AT (1, 4) },
  { "nuul", AT (1, 1) },
  { "1 2", AT (1, 3) },
  { "\"a", AT (1, 3) },
  { "\"\\x41\"", AT (1, 3) },
  { "\"a\nb\"", AT (1, 3) "A control character cannot stand between quotes" },
  { "\"\\u12g4\"", AT (1, 2) },
  { "\"\\ud800\\u12g4\"", AT (1, 8) },
  { "[\"\\ud800\",\n\"\\udc00\\ud800\", ?]", AT (2, 17) },
  { "\"\\ud800\" \"\377\"", AT (1, 11) "This is not UTF-8" },
  { "[\"\\ud800\",\n\"a\tb\"]", AT (2, 3) "A control character cannot stand between quotes" },
  { "\"\355\240\200\"", AT (1, 2) "This is not UTF-8" },
  { "\"\377\"", AT (1, 2) "This is not UTF-8" },
  { "\357\273\277[]", AT (1, 1) },
  { "/**/1", AT (1, 1) },
  { "{'a': 1}", AT (1, 2) },
  { "[NaN,\nnan]", NO_NAME ("nan") }, { "inf", NO_NAME ("inf") }, { "INFINITY", NO_NAME ("INFINITY") },
  { "{\"a\": -Inf}", NO_NAME ("-Inf") }, { "[-NaN]", NO_NAME ("-NaN") },
};

/* A NUL, between quotes and elsewhere, behind a surrogate. */
static void
test_nul (void)
{
  static const char inside[] = "[\"\\ud800\0\377\"]", outside[] = "[\"\\ud800\"\0\377]", raw[] = "\"a\0b\"";
  g_autoptr(GError) error = NULL;

  g_assert_null (decode (inside, sizeof inside - 1, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_assert_cmpstr (error->message, ==, AT (1, 9) "A control character cannot stand between quotes");
  g_clear_error (&error);
  g_assert_null (decode (outside, sizeof outside - 1, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_assert_true (g_str_has_prefix (error->message, AT (1, 10)));
  g_clear_error (&error);
  g_assert_null (decode (raw, sizeof raw - 1, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
}

static void
test_unreadable (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unreadable); i++)
    {
      g_autoptr(GError) error = NULL;
      const char *expected = unreadable[i][1];

      g_assert_null (decode (unreadable[i][0], strlen (unreadable[i][0]), &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
      if (!g_str_has_suffix (expected, ": "))
        {
          g_assert_cmpstr (error->message, ==, expected);
          continue;
        }
      if (!g_str_has_prefix (error->message, expected))
        g_error ("%s: %s", unreadable[i][0], error->message);
      g_assert_true (g_ascii_isupper (error->message[strlen (expected)]));
    }
}

/* A text that is cut off anywhere is no JSON. */
static void
test_truncated (void)
{
  static const char text[] = "{\"object\": \"Pyro.NameServer\","
                             " \"a\\u00e4\\ud83d\\ude00\\n\": [1, -2.5e-3, true, null, NaN],"
                             " \"ä\": {\"\\ud800\": [[], {}, -Infinity, " BIG "]}}";
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = decode (text, strlen (text), &error);

  g_assert_no_error (error);
  for (gsize size = 0; size < strlen (text); size++)
    {
      g_assert_null (decode (text, size, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
      g_clear_error (&error);
    }
}

static char *
repeat (const char *start,
        const char *middle,
        const char *end,
        guint       n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, start);
  g_string_append (text, middle);
  for (guint i = 0; i < n; i++)
    g_string_append (text, end);

  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *deep = repeat ("[", "1", "]", PYRO_MAX_DEPTH);
  g_autofree char *deeper = repeat ("[", "", "]", PYRO_MAX_DEPTH + 1);
  g_autofree char *deepest = repeat ("{\"a\":", "1", "}", 1000000);
  g_autofree char *odd = repeat ("[\"\\ud800\",", "1", "]", PYRO_MAX_DEPTH + 1);
  const char *const texts[] = { deeper, deepest, odd };
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = decode (deep, strlen (deep), &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (pyro_value_get_depth (value), ==, PYRO_MAX_DEPTH);
  again = encode (value);
  g_assert_cmpstr (again, ==, deep);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_null (decode (texts[i], strlen (texts[i]), &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
      g_assert_cmpstr (error->message, ==, "A value is nested deeper than 200 levels");
      g_clear_error (&error);
    }
}

static void
test_digits (void)
{
  g_autofree char *most = g_strnfill (PYRO_MAX_INT_DIGITS, '7');
  g_autofree char *more = g_strnfill (PYRO_MAX_INT_DIGITS + 1, '7');
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = decode (most, strlen (most), &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  again = encode (value);
  g_assert_cmpstr (again, ==, most);

  g_assert_null (decode (more, strlen (more), &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "An integer has more than 1000000 digits");
}

/* Values of all sizes around that of the stack that small texts are read on. */
static void
test_sizes (void)
{
  for (guint n = 0; n < 400; n++)
    {
      g_autoptr(PyroBuilder) builder = pyro_builder_new ();
      g_autoptr(PyroValue) value = NULL;
      g_autoptr(PyroValue) back = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;

      g_assert_true (pyro_builder_open (builder, PYRO_VALUE_LIST, &error));
      for (guint i = 0; i < n; i++)
        pyro_builder_add_int (builder, i % 10);
      g_assert_true (pyro_builder_close (builder, &error));
      value = pyro_builder_end (builder, &error);
      text = encode (value);
      back = decode (text, strlen (text), &error);
      g_assert_no_error (error);
      g_assert_true (pyro_value_identical (value, back));
    }
}

static void
assert_payload (GBytes     *payload,
                const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (payload, &size);

  g_assert_cmpmem (data, size, text, strlen (text));
}

static void
test_call (void)
{
  g_autoptr(PyroValue) args = parse ("(1, 'a')");
  g_autoptr(PyroValue) kwargs = parse ("{'b': (2,)}");
  g_autoptr(PyroValue) bad = parse ("(1, {'x': b''})");
  g_autoptr(PyroValue) bad_kwargs = parse ("{'x': [1j]}");
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) both = pyro_codec_encode_call (json (), "obj", "a\"b", args, kwargs, &error);
  g_autoptr(GBytes) one = pyro_codec_encode_call (json (), "ö", "__getattr__", args, NULL, &error);

  g_assert_no_error (error);
  assert_payload (both, "{\"object\": \"obj\", \"method\": \"a\\\"b\", "
                        "\"params\": [1, \"a\"], \"kwargs\": {\"b\": [2]}}");
  assert_payload (one, "{\"object\": \"ö\", \"method\": \"__getattr__\", \"params\": [1, \"a\"], \"kwargs\": null}");

  g_assert_null (pyro_codec_encode_call (json (), "o", "m", bad, kwargs, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_assert_cmpstr (error->message, ==, "json cannot carry bytes, found at args[1]['x']");
  g_clear_error (&error);
  g_assert_null (pyro_codec_encode_call (json (), "o", "m", args, bad_kwargs, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_assert_cmpstr (error->message, ==, "json cannot carry a complex number, found at kwargs['x'][0]");
}

static const struct
{
  const char *text;
  const char *message;
} calls[] = {
  { "{\"object\": \"o\", \"method\": \"m\", \"params\": [1], \"kwargs\": {}}", NULL },
  { "{\"kwargs\": null, \"more\": 1, \"params\": [], \"method\": \"__getattr__\", \"object\": \"o\"}", NULL },
  { "{\"__class__\": \"a.B\", \"object\": \"o\", \"method\": \"m\", \"params\": [1], \"kwargs\": {}}", NULL },
  { "{\"method\": \"m\", \"params\": [1], \"kwargs\": {}}", "A call in JSON has no “object”" },
  { "{\"object\": \"o\", \"params\": [1], \"kwargs\": {}}", "A call in JSON has no “method”" },
  { "{\"object\": \"o\", \"method\": \"m\", \"kwargs\": {}}", "A call in JSON has no “params”" },
  { "{\"object\": \"o\", \"method\": \"m\", \"params\": []}", "A call in JSON has no “kwargs”" },
  { "[\"o\", \"m\", [], {}]", "A call in JSON has no “object”" },
  { "5", "A call in JSON has no “object”" },
  { "{\"object\": 1, \"method\": \"m\", \"params\": [], \"kwargs\": {}}", "The object id of a call is not text" },
  { "{\"object\": \"o\", \"method\": [], \"params\": [], \"kwargs\": {}}", "The method name of a call is not text" },
  { "{\"object\": \"o\", \"method\": \"m\", \"params\": {}, \"kwargs\": {}}",
    "The arguments of a call are neither a list nor a tuple" },
  { "{\"object\": \"o\", \"method\": \"m\", \"params\": [], \"kwargs\": []}",
    "The keyword arguments of a call are not a dict" },
};

static void
test_call_forms (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr(GBytes) payload = g_bytes_new (calls[i].text, strlen (calls[i].text));
      g_autoptr(PyroValue) object = NULL;
      g_autoptr(PyroValue) method = NULL;
      g_autoptr(PyroValue) args = NULL;
      g_autoptr(PyroValue) kwargs = NULL;
      g_autoptr(GError) error = NULL;
      gboolean good = pyro_codec_decode_call (json (), payload, &object, &method, &args, &kwargs, &error);

      g_assert_cmpint (good, ==, calls[i].message == NULL);
      if (good)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (pyro_value_get_string (object, NULL), ==, "o");
          continue;
        }
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL);
      g_assert_cmpstr (error->message, ==, calls[i].message);
    }
}

static void
test_bad_call (void)
{
  g_autoptr(GBytes) payload = g_bytes_new_static ("{\"object\"", 9);
  g_autoptr(PyroValue) object = NULL;
  g_autoptr(PyroValue) method = NULL;
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (pyro_codec_decode_call (json (), payload, &object, &method, &args, &kwargs, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
}

static void
test_from_python (gconstpointer pyro)
{
  round_trip_from_python (json (), GPOINTER_TO_UINT (pyro), N_ROUND_TRIPS * 6 / 5);
}

static void
test_to_python (gconstpointer pyro)
{
  round_trip_to_python (json (), GPOINTER_TO_UINT (pyro));
}

static void
test_python_calls (gconstpointer pyro)
{
  round_trip_calls (json (), GPOINTER_TO_UINT (pyro));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/written", test_written);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/readable", test_readable);
  g_test_add_func ("/json/unreadable", test_unreadable);
  g_test_add_func ("/json/nul", test_nul);
  g_test_add_func ("/json/truncated", test_truncated);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/digits", test_digits);
  g_test_add_func ("/json/sizes", test_sizes);
  g_test_add_func ("/json/call", test_call);
  g_test_add_func ("/json/call-forms", test_call_forms);
  g_test_add_func ("/json/bad-call", test_bad_call);
  g_test_add_data_func ("/json/from-pyro4", GUINT_TO_POINTER (4), test_from_python);
  g_test_add_data_func ("/json/from-pyro5", GUINT_TO_POINTER (5), test_from_python);
  g_test_add_data_func ("/json/to-pyro4", GUINT_TO_POINTER (4), test_to_python);
  g_test_add_data_func ("/json/to-pyro5", GUINT_TO_POINTER (5), test_to_python);
  g_test_add_data_func ("/json/calls-pyro4", GUINT_TO_POINTER (4), test_python_calls);
  g_test_add_data_func ("/json/calls-pyro5", GUINT_TO_POINTER (5), test_python_calls);
  return g_test_run ();
}
