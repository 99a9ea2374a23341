/* tests/ui/models/test-particulars.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/particulars.h"
#include "ui/models/secrets.h"

static guint
get_unusual (LensParticulars *particulars)
{
  guint n;

  g_object_get (particulars, "unusual", &n, NULL);

  return n;
}

static void
test_round_trip (void)
{
  g_autoptr(LensParticulars) first = lens_particulars_new ();
  g_autoptr(LensParticulars) second = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(PyroAnnotations) annotations = NULL;
  g_autofree char *text = NULL;
  LensArgument *annotation;

  g_assert_cmpuint (get_unusual (first), ==, 0);
  value = lens_particulars_to_value (first, FALSE);
  g_assert_cmpuint (pyro_value_get_length (value), ==, 0);
  g_clear_pointer (&value, pyro_value_unref);

  g_object_set (first, "time-limit", (gint64) 2000000, "oneway", TRUE, "serializer", "json", "compression", TRUE,
                "generation", 4, "handshake", "'hi'", "correlation", "12345678-1234-5678-1234-567812345678",
                "own-connection", TRUE, NULL);
  annotation = lens_arguments_add (lens_particulars_get_annotations (first), FALSE);
  lens_argument_set_name (annotation, "ABCD");
  lens_argument_set_notation (annotation, LENS_NOTATION_HEX);
  lens_argument_set_text (annotation, "00 ff");
  g_assert_cmpuint (get_unusual (first), ==, 8);

  second = lens_particulars_copy (first);
  value = lens_particulars_to_value (second, FALSE);
  text = pyro_value_repr (value);
  g_assert_cmpstr (text, ==,
                   "{'time-limit': 2000000, 'oneway': True, 'serializer': 'json', 'compression': True, 'generation': 4, "
                   "'handshake': \"'hi'\", 'correlation': '12345678-1234-5678-1234-567812345678', 'own-connection': True, "
                   "'annotations': {'ABCD': b'\\x00\\xff'}}");
  annotations = lens_particulars_dup_annotations (second, NULL);
  g_assert_cmpuint (pyro_annotations_get_n (annotations), ==, 1);
  g_assert_cmpuint (g_bytes_get_size (pyro_annotations_lookup (annotations, "ABCD")), ==, 2);
  g_assert_null (lens_particulars_get_problem (second));
}

/* What may be a secret is not written down, but that there was one is: it is not silently another. */
static void
test_secret (void)
{
  g_autoptr(LensParticulars) first = lens_particulars_new ();
  g_autoptr(LensParticulars) second = lens_particulars_new ();
  g_autoptr(LensParticulars) third = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(PyroValue) open = NULL;
  g_autofree char *text = NULL;
  g_autofree char *handshake = NULL;

  g_object_set (first, "oneway", TRUE, "handshake", "'secret'", "compression", TRUE, NULL);
  value = lens_particulars_to_value (first, FALSE);
  open = lens_secrets_leave_out_of_particulars (value);
  text = pyro_value_repr (open);
  g_assert_cmpstr (text, ==, "{'oneway': True, 'compression': True, 'handshake': None}");

  lens_particulars_from_value (second, open);
  g_assert_true (lens_particulars_get_withheld (second));
  g_assert_cmpuint (get_unusual (second), ==, 3);
  third = lens_particulars_copy (second);
  g_assert_true (lens_particulars_get_withheld (third));
  g_object_set (second, "handshake", "'again'", NULL);
  g_assert_false (lens_particulars_get_withheld (second));

  /* What is typed already may be what is needed. */
  lens_particulars_from_value (second, open);
  g_object_get (second, "handshake", &handshake, NULL);
  g_assert_cmpstr (handshake, ==, "'again'");
  g_assert_false (lens_particulars_get_withheld (second));
}

static void
test_problems (void)
{
  g_autoptr(LensParticulars) particulars = lens_particulars_new ();

  g_object_set (particulars, "serializer", "pigeon", NULL);
  g_assert_cmpstr (lens_particulars_get_serializer (particulars), ==, "serpent");
  g_object_set (particulars, "correlation", "1234", NULL);
  g_assert_cmpstr (lens_particulars_get_problem (particulars), ==, "The correlation id is no UUID");
  g_object_set (particulars, "correlation", "", "handshake", "[", NULL);
  g_assert_true (g_str_has_prefix (lens_particulars_get_problem (particulars), "The handshake value is no Python literal: "));
  g_object_set (particulars, "handshake", " ", NULL);
  g_assert_null (lens_particulars_get_problem (particulars));
}

static void
test_annotations (void)
{
  static const struct { const char *key; const char *problem; } cases[] = {
    { "", "The key of the annotation is missing: four characters" },
    { "ABC", NULL }, { "ABCDE", NULL }, { "ÄBCD", NULL },
    { "STRM", "STRM is a key that Pyro itself uses" }, { "HMAC", "HMAC is a key that Pyro itself uses" },
  };
  g_autoptr(LensParticulars) particulars = lens_particulars_new ();
  LensArgument *annotation = lens_arguments_add (lens_particulars_get_annotations (particulars), FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      lens_argument_set_name (annotation, cases[i].key);
      g_assert_null (lens_particulars_dup_annotations (particulars, &error));
      g_test_message ("%s", error->message);
      if (cases[i].problem != NULL)
        g_assert_cmpstr (error->message, ==, cases[i].problem);
    }
  lens_argument_set_name (annotation, "USER");
  lens_argument_set_notation (annotation, LENS_NOTATION_BASE64);
  lens_argument_set_text (annotation, "*");
  g_assert_null (lens_particulars_dup_annotations (particulars, NULL));
}

/* What is in a file may be anything. */
static void
test_strange (void)
{
  static const char *const cases[] = {
    "5", "[]", "{1: 2}", "{'oneway': 'x', 'serializer': 7, 'time-limit': -3, 'generation': 99, 'annotations': [1]}",
    "{'annotations': {1: 2}}", "{'annotations': [1]}", "{'annotations': [{'role': 'positional', 'name': 'A', 'kind': 'int', "
    "'state': 'none', 'text': '1'}]}", "{'handshake': '\\ud800', 'time-limit': 10**40}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LensParticulars) particulars = lens_particulars_new ();
      g_autoptr(PyroValue) value = pyro_literal_parse (cases[i], -1, NULL, NULL);

      if (value == NULL)
        continue;
      lens_particulars_from_value (particulars, value);
      g_assert_false (lens_particulars_get_oneway (particulars));
      g_assert_cmpint (lens_particulars_get_time_limit (particulars), >=, 0);
      g_assert_cmpstr (lens_particulars_get_serializer (particulars), ==, "serpent");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/particulars/round-trip", test_round_trip);
  g_test_add_func ("/models/particulars/secret", test_secret);
  g_test_add_func ("/models/particulars/problems", test_problems);
  g_test_add_func ("/models/particulars/annotations", test_annotations);
  g_test_add_func ("/models/particulars/strange", test_strange);

  return g_test_run ();
}
