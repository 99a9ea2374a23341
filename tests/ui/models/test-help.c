/* tests/ui/models/test-help.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/help.h"

static void
test_pages (void)
{
  g_autoptr(GListModel) pages = lens_help_new_pages ();
  guint n = g_list_model_get_n_items (pages);

  g_assert_cmpuint (n, >=, 9);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(LensHelpPage) page = g_list_model_get_item (pages, i);
      guint n_paragraphs = lens_help_page_get_n_paragraphs (page);

      g_assert_cmpuint (n_paragraphs, >=, 2);
      g_assert_cmpstr (lens_help_page_get_paragraph (page, 0), ==, lens_help_page_get_summary (page));
      for (guint j = 0; j < n_paragraphs; j++)
        g_assert_true (g_str_has_suffix (lens_help_page_get_paragraph (page, j), "."));
    }
}

static void
test_matches (void)
{
  g_autoptr(GListModel) pages = lens_help_new_pages ();
  g_autoptr(LensHelpPage) first = g_list_model_get_item (pages, 0);
  g_autoptr(LensHelpPage) addresses = g_list_model_get_item (pages, 1);

  g_assert_cmpstr (lens_help_page_get_title (addresses), ==, "Addresses");
  g_assert_true (lens_help_page_matches (addresses, ""));
  g_assert_true (lens_help_page_matches (addresses, "ADDRESSES"));
  g_assert_true (lens_help_page_matches (addresses, "pyroname tag"));
  g_assert_false (lens_help_page_matches (first, "pyroname tag"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/help/pages", test_pages);
  g_test_add_func ("/models/help/matches", test_matches);

  return g_test_run ();
}
