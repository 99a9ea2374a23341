/* tests/codec/test-locale.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <gio/gio.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "core/codec/codec.h"
#include "core/value/builder.h"
#include "core/value/literal.h"
#include "core/value/repr.h"

/* Numbers are written and read with a point, also where people write a comma and set off thousands. */

#define N_FLOATS 20000

/* Locales of this kind that a system may have. */
static const char *const locales[] = {
  "de_DE.UTF-8", "fr_FR.UTF-8", "nb_NO.UTF-8", "ru_RU.UTF-8", "pt_BR.UTF-8", "es_ES.UTF-8",
};

/* Else one is made: a locale that knows nothing but this. */
static const char definition[] =
  "LC_NUMERIC\n"
  "decimal_point \",\"\n"
  "thousands_sep \".\"\n"
  "grouping 3;3\n"
  "END LC_NUMERIC\n";
static const char charmap[] =
  "<code_set_name> UTF-8\n"
  "<mb_cur_min> 1\n"
  "<mb_cur_max> 6\n"
  "CHARMAP\n"
  "<U0000>..<U007F> \\x00 NULL\n"
  "END CHARMAP\n";

static char *folder;  /* of the locale that was made */

static gboolean
has_comma (void)
{
  g_autofree char *text = g_strdup_printf ("%.1f", 1.5);

  return g_str_equal (text, "1,5");
}

/* Makes the locale “comma” with localedef, which complains of what the locale does not have. */
static gboolean
make_locale (void)
{
  g_autofree char *program = g_find_program_in_path ("localedef");
  g_autofree char *input = NULL;
  g_autofree char *characters = NULL;
  g_autofree char *output = NULL;

  if (program == NULL)
    return FALSE;

  folder = g_dir_make_tmp ("pyro-locale-XXXXXX", NULL);
  g_assert_nonnull (folder);
  input = g_build_filename (folder, "definition", NULL);
  characters = g_build_filename (folder, "charmap", NULL);
  output = g_build_filename (folder, "comma", NULL);
  g_assert_true (g_file_set_contents (input, definition, -1, NULL));
  g_assert_true (g_file_set_contents (characters, charmap, -1, NULL));
  g_assert_true (g_spawn_sync (NULL, (char *[]) { program, (char *) "-c", (char *) "-i", input,
                                                  (char *) "-f", characters, output, NULL }, NULL,
                               G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                               NULL, NULL, NULL, NULL, NULL, NULL));

  return g_setenv ("LOCPATH", folder, TRUE) && setlocale (LC_NUMERIC, "comma") != NULL && has_comma ();
}

static void
remove_locale (void)
{
  g_autoptr(GError) error = NULL;

  if (folder == NULL)
    return;
  g_spawn_sync (NULL, (char *[]) { (char *) "rm", (char *) "-r", folder, NULL }, NULL,
                G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_free (folder);
}

static gboolean
set_comma (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    if (setlocale (LC_ALL, locales[i]) != NULL && has_comma ())
      return TRUE;

  return make_locale ();
}

/* Whether there is a comma at all; else the test is skipped. */
static gboolean
begin (void)
{
  if (has_comma ())
    return TRUE;
  g_test_skip ("there is no locale with a decimal comma, and localedef makes none");

  return FALSE;
}

/* ---- What must not change ---- */

static void
assert_round_trip (const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_literal_parse (text, -1, NULL, &error);
  g_autoptr(PyroValue) indented_back = NULL;
  g_autofree char *again = NULL;
  g_autofree char *indented = NULL;

  g_assert_no_error (error);
  again = pyro_value_repr (value);
  g_assert_cmpstr (again, ==, text);

  indented = pyro_value_repr_indented (value, 10);
  indented_back = pyro_literal_parse (indented, -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (pyro_value_identical (value, indented_back));
}

static void
test_texts (void)
{
  static const char *const texts[] = {
    "1.5", "-0.0", "0.1", "1e+16", "1e-05", "5e-324", "1.7976931348623157e+308", "123456.789", "1234567.0",
    "1234567", "123456789012345678901234567890", "inf", "nan", "2.5j", "(1.5-1e-05j)", "[1.5, 2.5]",
    "(1, 5)", "{1.5: 2.25}", "{'a': (0.5,)}",
  };

  if (!begin ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_round_trip (texts[i]);
}

/* A comma parts items, and is in no number. */
static void
test_commas (void)
{
  g_autoptr(PyroValue) pair = NULL;
  g_autoptr(PyroValue) item = NULL;

  if (!begin ())
    return;
  pair = pyro_literal_parse ("1,5", -1, NULL, NULL);
  g_assert_nonnull (pair);
  g_assert_cmpint (pyro_value_get_kind (pair), ==, PYRO_VALUE_TUPLE);
  g_assert_cmpuint (pyro_value_get_length (pair), ==, 2);

  item = pyro_literal_parse ("1.500.000", -1, NULL, NULL);
  g_assert_null (item);
}

static double
random_double (GRand *rand)
{
  union { guint64 bits; double value; } pattern;

  if (g_rand_boolean (rand))
    return g_rand_int_range (rand, -100000000, 100000000) / 1000.0;
  do
    pattern.bits = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
  while (!isfinite (pattern.value));

  return pattern.value;
}

/* g_ascii_strtod() reads what was written, to the bit. */
static void
test_random (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  if (!begin ())
    return;
  for (guint i = 0; i < N_FLOATS; i++)
    {
      double number = random_double (rand);
      g_autoptr(PyroValue) value = pyro_value_new_float (number);
      g_autofree char *text = pyro_value_repr (value);
      g_autoptr(PyroValue) back = pyro_literal_parse (text, -1, NULL, NULL);

      g_assert_null (strchr (text, ','));
      g_assert_nonnull (back);
      g_assert_true (pyro_value_identical (value, back));
      g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==, number);
    }
}

static void
test_serpent (void)
{
  const PyroCodec *codec = pyro_codec_find ("serpent");
  g_autoptr(GRand) rand = g_rand_new_with_seed (8);
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(PyroValue) back = NULL;
  g_autoptr(GBytes) payload = NULL;
  g_autoptr(GError) error = NULL;

  if (!begin ())
    return;
  g_assert_true (pyro_builder_open (builder, PYRO_VALUE_LIST, NULL));
  for (guint i = 0; i < N_FLOATS; i++)
    {
      pyro_builder_add_float (builder, random_double (rand));
      pyro_builder_add_complex (builder, random_double (rand), random_double (rand));
    }
  g_assert_true (pyro_builder_close (builder, NULL));
  value = pyro_builder_end (builder, NULL);

  payload = pyro_codec_encode (codec, value, &error);
  g_assert_no_error (error);
  back = pyro_codec_decode (codec, payload, &error);
  g_assert_no_error (error);
  g_assert_true (pyro_value_identical (value, back));
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/locale/texts", test_texts);
  g_test_add_func ("/locale/commas", test_commas);
  g_test_add_func ("/locale/random", test_random);
  g_test_add_func ("/locale/serpent", test_serpent);
  g_unsetenv ("LC_ALL"); /* which is the tests' own, and over any other */
  set_comma ();
  status = g_test_run ();
  remove_locale ();

  return status;
}
