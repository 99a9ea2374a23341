/* tests/ui/models/test-json-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/json-text.h"

static PyroValue *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_literal_parse (text, -1, NULL, &error);

  g_assert_no_error (error);

  return value;
}

static void
check (const char   *literal,
       const char   *expected,
       LensJsonLoss  expected_loss)
{
  g_autoptr(PyroValue) value = parse (literal);
  LensJsonLoss loss = 0;
  g_autofree char *text = lens_json_text_write (value, &loss);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (loss, ==, expected_loss);
}

static void
test_exact (void)
{
  check ("None", "null", 0);
  check ("[True, False]", "[\n  true,\n  false\n]", 0);
  check ("{'a': {}, 'b': []}", "{\n  \"a\": {},\n  \"b\": []\n}", 0);
  check ("1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890", 0);
  check ("[0.1, -0.0, 1e300]", "[\n  0.1,\n  -0.0,\n  1e+300\n]", 0);
}

static void
test_text (void)
{
  check ("'a\"b\\\\c\\n\\t\\x00\\x1f\\x7fé'", "\"a\\\"b\\\\c\\n\\t\\u0000\\u001f\\u007fé\"", 0);
  check ("'x\\ud800y'", "\"x\\ud800y\"", 0);
  check ("'\\udfff'", "\"\\udfff\"", 0);
  check ("''", "\"\"", 0);
}

static void
test_losses (void)
{
  check ("(1,)", "[\n  1\n]", LENS_JSON_LOSS_TUPLE);
  check ("{1}", "[\n  1\n]", LENS_JSON_LOSS_SET);
  check ("b'\\x00\\xff'", "{\"data\": \"AP8=\", \"encoding\": \"base64\"}", LENS_JSON_LOSS_BYTES);
  check ("{1: 2, None: 3, True: 4, (1, 2): 5}",
         "{\n  \"1\": 4,\n  \"null\": 3,\n  \"(1, 2)\": 5\n}", LENS_JSON_LOSS_KEY);
  check ("[nan, -inf, 1j]", "[\n  NaN,\n  -Infinity,\n  \"1j\"\n]", LENS_JSON_LOSS_NUMBER);
}

static void
test_describe (void)
{
  g_autofree char *nothing = lens_json_text_describe (LENS_JSON_LOSS_NONE);
  g_autofree char *two = lens_json_text_describe (LENS_JSON_LOSS_TUPLE | LENS_JSON_LOSS_BYTES);

  g_assert_null (nothing);
  g_assert_cmpstr (two, ==, "Tuples are arrays. Bytes are base64.");
}

/* What JSON has comes back from the codec as it was. */
static void
test_round_trip (void)
{
  static const char literal[] = "{'a': [1, 2.5, None, True, 'x\\u20ac\\n'], 'b': {'c': [], 'd': {}}}";
  g_autoptr(PyroValue) value = parse (literal);
  g_autofree char *text = lens_json_text_write (value, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) back = pyro_codec_decode (pyro_codec_find ("json"), bytes, &error);

  g_assert_no_error (error);
  g_assert_true (pyro_value_identical (value, back));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/json-text/exact", test_exact);
  g_test_add_func ("/models/json-text/text", test_text);
  g_test_add_func ("/models/json-text/losses", test_losses);
  g_test_add_func ("/models/json-text/describe", test_describe);
  g_test_add_func ("/models/json-text/round-trip", test_round_trip);

  return g_test_run ();
}
