/* tests/ui/models/test-health.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/health.h"

#include "core/pyro.h"

static void
test_errors (void)
{
  struct { GQuark domain; int code; const char *message; LensHealth health; gboolean dead; } cases[] = {
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "no", LENS_HEALTH_REFUSED, TRUE },
    { G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no socket", LENS_HEALTH_REFUSED, TRUE },
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "late", LENS_HEALTH_TIMED_OUT, FALSE },
    { G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, "no", LENS_HEALTH_UNREACHABLE, FALSE },
    { G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, "no", LENS_HEALTH_UNREACHABLE, FALSE },
    { G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "no", LENS_HEALTH_NOT_ALLOWED, FALSE },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "eof", LENS_HEALTH_CLOSED, FALSE },
    { G_IO_ERROR, G_IO_ERROR_FAILED, "no", LENS_HEALTH_FAILED, FALSE },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no", LENS_HEALTH_UNREACHABLE, FALSE },
    { PYRO_ERROR, PYRO_ERROR_REFUSED, "unknown object", LENS_HEALTH_NO_OBJECT, TRUE },
    { PYRO_ERROR, PYRO_ERROR_REFUSED, "no free workers", LENS_HEALTH_TURNED_AWAY, FALSE },
    { PYRO_ERROR, PYRO_ERROR_VERSION, "Pyro3", LENS_HEALTH_OTHER_GENERATION, FALSE },
    { PYRO_ERROR, PYRO_ERROR_PROTOCOL, "no PYRO", LENS_HEALTH_NO_PYRO, FALSE },
    { PYRO_ERROR, PYRO_ERROR_TLS, "alert", LENS_HEALTH_CLOSED, FALSE },
    { PYRO_ERROR, PYRO_ERROR_URI, "none", LENS_HEALTH_BAD_URI, FALSE },
    { PYRO_ERROR, PYRO_ERROR_TOO_LARGE, "big", LENS_HEALTH_FAILED, FALSE },
    { G_KEY_FILE_ERROR, 0, "odd", LENS_HEALTH_FAILED, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (cases[i].domain, cases[i].code, cases[i].message);

      g_assert_cmpint (lens_health_from_error (error), ==, cases[i].health);
      g_assert_cmpint (lens_health_is_dead (cases[i].health), ==, cases[i].dead);
    }
}

/* No two look the same where the words are all that there is. */
static void
test_words (void)
{
  g_autoptr(GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i <= LENS_HEALTH_FAILED; i++)
    {
      const char *word = lens_health_get_word ((LensHealth) i);

      g_assert_true (word != NULL && word[0] != '\0');
      g_assert_true (g_hash_table_add (words, (gpointer) word));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/health/errors", test_errors);
  g_test_add_func ("/models/health/words", test_words);

  return g_test_run ();
}
