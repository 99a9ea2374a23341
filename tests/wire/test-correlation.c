/* tests/wire/test-correlation.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/correlation.h"

#include "core/error.h"

static void
test_round_trip (void)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *text = g_uuid_string_random ();
      g_autofree char *again = NULL;
      g_autoptr(GError) error = NULL;
      guint8 id[PYRO_CORRELATION_SIZE];

      g_assert_true (pyro_correlation_parse (text, id, &error));
      g_assert_no_error (error);
      again = pyro_correlation_to_string (id);
      g_assert_cmpstr (again, ==, text);
    }
}

static void
test_order (void)
{
  guint8 id[PYRO_CORRELATION_SIZE];

  g_assert_true (pyro_correlation_parse ("00010203-0405-0607-0809-0A0B0C0D0E0F", id, NULL));
  for (guint i = 0; i < PYRO_CORRELATION_SIZE; i++)
    g_assert_cmpuint (id[i], ==, i);
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "", "x", "00010203-0405-0607-0809-0a0b0c0d0e0", "00010203-0405-0607-0809-0a0b0c0d0e0fa",
    "0001020304050607-0809-0a0b0c0d0e0f--", "g0010203-0405-0607-0809-0a0b0c0d0e0f",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      guint8 id[PYRO_CORRELATION_SIZE];

      g_assert_false (pyro_correlation_parse (texts[i], id, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SYNTAX);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/correlation/round-trip", test_round_trip);
  g_test_add_func ("/correlation/order", test_order);
  g_test_add_func ("/correlation/refused", test_refused);

  return g_test_run ();
}
