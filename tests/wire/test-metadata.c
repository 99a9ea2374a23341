/* tests/wire/test-metadata.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/metadata.h"

#include "core/error.h"
#include "core/value/literal.h"

static PyroMetadata *
from_literal (const char  *text,
              GError     **error)
{
  g_autoptr(PyroValue) value = pyro_literal_parse (text, -1, NULL, NULL);

  g_assert_nonnull (value);

  return pyro_metadata_from_value (value, error);
}

static char *
describe (PyroMetadata *metadata)
{
  g_autofree char *methods = g_strjoinv (" ", (char **) pyro_metadata_get_methods (metadata));
  g_autofree char *oneway = g_strjoinv (" ", (char **) pyro_metadata_get_oneway (metadata));
  g_autofree char *attributes = g_strjoinv (" ", (char **) pyro_metadata_get_attributes (metadata));

  return g_strdup_printf ("%s|%s|%s", methods, oneway, attributes);
}

static const struct
{
  const char *value;
  const char *text;
} good_cases[] = {
  { "{'methods': {'read', 'fire'}, 'oneway': {'fire'}, 'attrs': {'b', 'a'}}", "fire read|fire|a b" },
  { "{'methods': ('read', 'fire', 'read'), 'oneway': (), 'attrs': ()}", "fire read||" },
  { "{'methods': ['read'], 'oneway': ['fire'], 'attrs': []}", "fire read|fire|" }, /* one-way ones count */
  { "{'methods': [], 'oneway': [], 'attrs': []}", "||" },
  { "{'methods': ['read']}", "read||" },
  { "{'größe': 1}", "||" },
  { "{'methods': ['größe', '\\ud800', 'Z']}", "Z größe \357\277\275||" },
};

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good_cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroMetadata) metadata = from_literal (good_cases[i].value, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = describe (metadata);
      g_assert_cmpstr (text, ==, good_cases[i].text);
    }
}

static const struct
{
  const char *value;
  const char *message;
} bad_cases[] = {
  { "12", "The metadata of the object should be a dict, not int" },
  { "['methods']", "The metadata of the object should be a dict, not list" },
  { "{'methods': 'read'}", "In the metadata of the object “methods” should be a list of names, not str" },
  { "{'oneway': None}", "In the metadata of the object “oneway” should be a list of names, not NoneType" },
  { "{'attrs': {'a': 1}}", "In the metadata of the object “attrs” should be a list of names, not dict" },
  { "{'methods': ['read', 1]}", "In the metadata of the object a name in “methods” is no text" },
  { "{'attrs': [b'a']}", "In the metadata of the object a name in “attrs” is no text" },
};

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (from_literal (bad_cases[i].value, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
      g_assert_cmpstr (error->message, ==, bad_cases[i].message);
    }
}

static void
test_has (void)
{
  static const char *const methods[] = { "read", "a", "zoom", "b", NULL };
  static const char *const oneway[] = { "fire", "b", NULL };
  static const char *const attributes[] = { "exposure", NULL };
  g_autoptr(PyroMetadata) metadata = pyro_metadata_new (methods, oneway, attributes);

  for (gsize i = 0; methods[i] != NULL; i++)
    g_assert_true (pyro_metadata_has_method (metadata, methods[i]));
  g_assert_true (pyro_metadata_has_method (metadata, "fire"));
  g_assert_true (pyro_metadata_is_oneway (metadata, "fire"));
  g_assert_true (pyro_metadata_is_oneway (metadata, "b"));
  g_assert_true (pyro_metadata_has_attribute (metadata, "exposure"));

  g_assert_false (pyro_metadata_has_method (metadata, "exposure"));
  g_assert_false (pyro_metadata_has_method (metadata, ""));
  g_assert_false (pyro_metadata_has_method (metadata, "zz"));
  g_assert_false (pyro_metadata_is_oneway (metadata, "read"));
  g_assert_false (pyro_metadata_has_attribute (metadata, "read"));
}

static void
test_nothing (void)
{
  g_autoptr(PyroMetadata) metadata = pyro_metadata_new (NULL, NULL, NULL);
  g_autofree char *text = describe (metadata);

  g_assert_cmpstr (text, ==, "||");
  g_assert_false (pyro_metadata_has_method (metadata, "read"));
  g_assert_false (pyro_metadata_is_oneway (metadata, "read"));
  g_assert_false (pyro_metadata_has_attribute (metadata, "read"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metadata/good", test_good);
  g_test_add_func ("/metadata/bad", test_bad);
  g_test_add_func ("/metadata/has", test_has);
  g_test_add_func ("/metadata/nothing", test_nothing);

  return g_test_run ();
}
