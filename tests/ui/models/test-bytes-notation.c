/* tests/ui/models/test-bytes-notation.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/bytes-notation.h"

#include <string.h>

static void
test_round_trip (void)
{
  guint8 data[256];
  g_autoptr(GBytes) bytes = NULL;

  for (guint i = 0; i < 256; i++)
    data[i] = (guint8) i;
  bytes = g_bytes_new (data, sizeof data);
  g_assert_null (lens_notation_write (LENS_NOTATION_TEXT, bytes)); /* they are no text */

  for (guint notation = LENS_NOTATION_HEX; notation <= LENS_NOTATION_BASE64; notation++)
    for (gsize size = 0; size <= 256; size++)
      {
        g_autoptr(GBytes) part = g_bytes_new_from_bytes (bytes, 0, size);
        g_autofree char *text = lens_notation_write ((LensNotation) notation, part);
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) again = NULL;
        guint column;

        again = lens_notation_read ((LensNotation) notation, text, &column, &error);
        g_assert_no_error (error);
        g_assert_true (g_bytes_equal (part, again));
      }
}

static void
test_lenient (void)
{
  static const struct { LensNotation notation; const char *text; const char *bytes; } cases[] = {
    { LENS_NOTATION_TEXT, "größe", "größe" }, { LENS_NOTATION_TEXT, "", "" },
    { LENS_NOTATION_HEX, " 41:42-43\n44", "ABCD" }, { LENS_NOTATION_HEX, "4a4B", "JK" },
    { LENS_NOTATION_BASE64, "QUJD RA", "ABCD" }, { LENS_NOTATION_BASE64, "QUJDRA==\n", "ABCD" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = NULL;
      guint column;

      bytes = lens_notation_read (cases[i].notation, cases[i].text, &column, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                       cases[i].bytes, strlen (cases[i].bytes));
    }
}

static void
test_wrong (void)
{
  static const struct { LensNotation notation; const char *text; guint column; } cases[] = {
    { LENS_NOTATION_HEX, "41 4", 4 }, { LENS_NOTATION_HEX, "4g", 2 }, { LENS_NOTATION_HEX, "ä1", 1 },
    { LENS_NOTATION_HEX, "4 1", 2 }, { LENS_NOTATION_BASE64, "QUJ*", 4 }, { LENS_NOTATION_BASE64, "QUJDR", 6 },
    { LENS_NOTATION_BASE64, "QUI=x", 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      guint column = 0;

      g_test_message ("%s", cases[i].text);
      g_assert_null (lens_notation_read (cases[i].notation, cases[i].text, &column, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SYNTAX);
      g_assert_cmpuint (column, ==, cases[i].column);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/notation/round-trip", test_round_trip);
  g_test_add_func ("/models/notation/lenient", test_lenient);
  g_test_add_func ("/models/notation/wrong", test_wrong);

  return g_test_run ();
}
