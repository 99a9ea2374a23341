/* tests/ui/models/test-positions.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/positions.h"

static char *
write_positions (GArray *positions)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < positions->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "", lens_positions_get (positions, i));

  return g_string_free_and_steal (text);
}

static GArray *
read_positions (const char *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  GArray *positions = lens_positions_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint position = (guint) g_ascii_strtoull (words[i], NULL, 10);

      g_array_append_val (positions, position);
    }

  return positions;
}

static void
assert_positions (GArray     *positions,
                  const char *expected)
{
  g_autofree char *text = write_positions (positions);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_make (void)
{
  g_autoptr(GArray) range = lens_positions_new_range (7, 3);
  g_autoptr(GArray) none = lens_positions_new_range (7, 0);
  g_autoptr(GArray) others = read_positions ("1 10 12");
  g_autoptr(GArray) merged = lens_positions_new_merged (range, others);
  g_autoptr(GArray) same = lens_positions_new_merged (none, others);

  assert_positions (range, "7 8 9");
  assert_positions (none, "");
  assert_positions (merged, "1 7 8 9 10 12");
  assert_positions (same, "1 10 12");
}

static void
test_find (void)
{
  g_autoptr(GArray) positions = read_positions ("2 5 9");
  static const guint found[] = { 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    g_assert_cmpuint (lens_positions_find (positions, i), ==, found[i]);
}

static const struct
{
  guint       position, removed, added;
  const char *fresh;
  guint       n_gone;
  const char *expected;
} splices[] = {
  { 0, 0, 0, NULL, 0, "2 5 9" },
  { 0, 0, 3, NULL, 0, "5 8 12" },
  { 0, 0, 3, "1 2", 0, "1 2 5 8 12" },
  { 2, 1, 0, NULL, 1, "4 8" },
  { 2, 1, 1, "2", 1, "2 5 9" },
  { 3, 5, 2, "4", 1, "2 4 6" },
  { 10, 0, 5, "12", 0, "2 5 9 12" },
  { 0, 10, 0, NULL, 3, "" },
};

static void
test_splice (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (splices); i++)
    {
      g_autoptr(GArray) positions = read_positions ("2 5 9");
      g_autoptr(GArray) fresh = splices[i].fresh != NULL ? read_positions (splices[i].fresh) : NULL;

      g_test_message ("%u, %u removed, %u added", splices[i].position, splices[i].removed, splices[i].added);
      g_assert_cmpuint (lens_positions_splice (positions, splices[i].position, splices[i].removed, splices[i].added,
                                               fresh),
                        ==, splices[i].n_gone);
      assert_positions (positions, splices[i].expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/positions/make", test_make);
  g_test_add_func ("/models/positions/find", test_find);
  g_test_add_func ("/models/positions/splice", test_splice);

  return g_test_run ();
}
