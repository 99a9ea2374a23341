/* tests/wire/test-annotations.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/annotations.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/wire/frame.h"
#include "core/wire/parser.h"

static PyroAnnotations *
with (PyroAnnotations *self, /* consumed */
      const char      *id,
      const char      *text)
{
  g_autoptr(PyroAnnotations) old = self;
  g_autoptr(GBytes) data = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  PyroAnnotations *result = pyro_annotations_with (old, id, data, &error);

  g_assert_no_error (error);

  return result;
}

static char *
describe (PyroAnnotations *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < pyro_annotations_get_n (self); i++)
    {
      gsize size;
      const char *data = g_bytes_get_data (pyro_annotations_get_data (self, i), &size);

      g_string_append_printf (text, "%s=%.*s ", pyro_annotations_get_id (self, i), (int) size, data);
    }

  return g_string_free_and_steal (text);
}

static void
test_with (void)
{
  g_autoptr(PyroAnnotations) empty = pyro_annotations_new ();
  g_autoptr(PyroAnnotations) annotations = NULL;
  g_autofree char *text = NULL;
  g_autofree char *none = NULL;

  annotations = with (with (with (pyro_annotations_ref (empty), "AAAA", "1"), "BBBB", ""), "CC C", "3");
  text = describe (annotations);
  none = describe (empty);

  g_assert_cmpstr (text, ==, "AAAA=1 BBBB= CC C=3 ");
  g_assert_cmpstr (none, ==, ""); /* it never changes */
}

static void
test_replace (void)
{
  g_autoptr(PyroAnnotations) annotations = NULL;
  g_autofree char *text = NULL;

  annotations = with (with (with (pyro_annotations_new (), "AAAA", "1"), "BBBB", "2"), "AAAA", "3");
  text = describe (annotations);

  g_assert_cmpstr (text, ==, "BBBB=2 AAAA=3 ");
}

static void
test_lookup (void)
{
  g_autoptr(PyroAnnotations) annotations = with (with (pyro_annotations_new (), "AAAA", "1"), "BBBB", "2");
  GBytes *found = pyro_annotations_lookup (annotations, "BBBB");

  g_assert_cmpmem (g_bytes_get_data (found, NULL), g_bytes_get_size (found), "2", 1);
  g_assert_null (pyro_annotations_lookup (annotations, "bbbb"));
  g_assert_null (pyro_annotations_lookup (annotations, "BBBBB"));
  g_assert_null (pyro_annotations_lookup (annotations, ""));
}

static void
test_bad_id (void)
{
  static const char *const bad[] = { "", "ABC", "ABCDE", "AB\n ", "\xc3\xa4\xc3\xa4", "\177ABC" };
  g_autoptr(PyroAnnotations) empty = pyro_annotations_new ();
  g_autoptr(GBytes) data = g_bytes_new_static ("x", 1);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (pyro_annotations_with (empty, bad[i], data, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
      g_assert_true (g_str_has_prefix (error->message, "The id of an annotation has 4 ASCII characters"));
    }
}

static void
test_too_many (void)
{
  g_autoptr(PyroAnnotations) annotations = pyro_annotations_new ();
  g_autoptr(GBytes) data = g_bytes_new_static ("x", 1);
  g_autoptr(GError) error = NULL;
  PyroAnnotations *more;

  for (guint i = 0; i < PYRO_MAX_ANNOTATIONS; i++)
    {
      g_autofree char *id = g_strdup_printf ("%04u", i);

      annotations = with (g_steal_pointer (&annotations), id, "");
    }
  g_assert_null (pyro_annotations_with (annotations, "MORE", data, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);

  more = pyro_annotations_with (annotations, "0007", data, NULL); /* replacing is no more */
  g_assert_cmpuint (pyro_annotations_get_n (more), ==, PYRO_MAX_ANNOTATIONS);
  pyro_annotations_unref (more);
}

/* What a peer sends twice is listed twice, and the last one counts, as in Python. */
static void
test_duplicates (void)
{
  static const char wire[] = "PYRO\x01\xf6\x06\x01\0\0\0\0\0\0\0\0\0\0\0\x1b"
                             "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x4d\xc5"
                             "AAAA\0\0\0\x01" "1" "BBBB\0\0\0\x01" "2" "AAAA\0\0\0\x01" "3";
  g_autoptr(PyroParser) parser = pyro_parser_new (1024);
  g_autoptr(PyroFrame) frame = NULL;
  g_autoptr(PyroAnnotations) annotations = NULL;
  g_autofree char *text = NULL;
  GBytes *last;

  pyro_parser_feed (parser, (const guint8 *) wire, sizeof wire - 1);
  g_assert_cmpint (pyro_parser_next (parser, &frame, NULL, NULL), ==, PYRO_PARSE_FRAME);
  annotations = pyro_frame_dup_annotations (frame);
  text = describe (annotations);
  last = pyro_annotations_lookup (annotations, "AAAA");

  g_assert_cmpstr (text, ==, "AAAA=1 BBBB=2 AAAA=3 ");
  g_assert_cmpmem (g_bytes_get_data (last, NULL), g_bytes_get_size (last), "3", 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/annotations/with", test_with);
  g_test_add_func ("/annotations/replace", test_replace);
  g_test_add_func ("/annotations/lookup", test_lookup);
  g_test_add_func ("/annotations/bad-id", test_bad_id);
  g_test_add_func ("/annotations/too-many", test_too_many);
  g_test_add_func ("/annotations/duplicates", test_duplicates);

  return g_test_run ();
}
