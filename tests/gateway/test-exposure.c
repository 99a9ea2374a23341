/* tests/gateway/test-exposure.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/gateway/exposure-private.h"

#include "core/error.h"

/* What Python's re.match() says of the names. */
static const struct
{
  const char *pattern;
  const char *matching;
  const char *other;
} cases[] = {
  { "http\\.", "http.x", "xhttp.x" },
  { "b", "bc", "ab" },
  { "a$", "a", "ab" },
  { "a$", "a\n", "a\nb" },
  { "a\\Z", "a", "a\n" },
  { "^a", "a", "\na" },
  { "a|b", "bx", "xa" },
  { "(?i)LAB", "lab.x", "la" },
  { "(?m)a$", "a\nb", "ab" },
  { "a.b", "axb", "a\nb" },
  { "(?s)a.b", "a\nb", "ab" },
  { "(?P<x>a)(?P=x)", "aa", "ab" },
  { "(a)\\1", "aa", "ab" },
  { "a(?=b)", "ab", "ac" },
  { "a(?!b)", "ac", "ab" },
  { "ab(?<=b)c", "abc", "abd" },
  { "(?:a)", "a", "b" },
  { "(?#note)a", "a", "n" },
  { "(a)?(?(1)b|c)", "c", "ac" },
  { "[]a]", "]", "b" },
  { "[^]a]", "b", "]" },
  { "[\\]]", "]", "\\" },
  { "[a\\-z]", "-", "b" },
  { "[[a]", "[", "]" },
  { "[\\w.]+x", "a.bx", "-x" },
  { "\\w", "\303\266", "-" },
  { "\\d", "\331\243", "a" },
  { "\\u00f6", "\303\266", "u" },
  { "\\U0001f600", "\360\237\230\200", "U" },
  { "\\x41", "A", "x" },
  { "[\\u0061-\\u0063]", "b", "d" },
  { "a{,2}b", "aab", "aaab" },
  { "a{2}", "aa", "a" },
  { "a{x", "a{x", "ax" },
  { "a++b", "aab", "b" },
  { "\\.\\-\\/\\_", ".-/_", "x" },
};

static void
test_same (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GRegex) regex = NULL;

      g_test_message ("%s", cases[i].pattern);
      regex = _pyro_exposure_new (cases[i].pattern, &error);
      g_assert_no_error (error);
      g_assert_true (_pyro_exposure_matches (regex, cases[i].matching));
      g_assert_false (_pyro_exposure_matches (regex, cases[i].other));
    }
  g_assert_true (_pyro_exposure_matches (NULL, "anything"));
}

static void
test_refused (void)
{
  static const char *const patterns[] = {
    "(", "[", "[]", "a)", "*", "\\", "[\\", "(?", "(?P", "(?P<", "\\p{L}", "\\h", "\\R", "\\K", "\\Q.\\E", "\\G", "\\z",
    "\\e", "\\cA", "\\N", "\\X", "\\g1", "\\k<a>", "\\x4", "\\x{41}", "\\u12", "\\U0001", "\\U00110000", "[\\Z]",
    "(*UTF)a", "(*ACCEPT)", "(?R)", "(?1)", "(?|a)", "(?&x)", "(?'x'a)", "(?<x>a)", "(?C)", "(?x) a", "(?a)\\w",
    "(?u)a", "(?L)a", "(?U)a*", "(?J)a", "(?^)a", "[[:alpha:]]", "[[.a.]]", "[[=a=]]", "\xff", "a\xc3",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (_pyro_exposure_new (patterns[i], &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
    }
}

/* It ends, and lets nothing through that it did not finish. */
static void
test_catastrophe (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GRegex) regex = _pyro_exposure_new ("(a|aa)+$", &error);
  g_autofree char *name = g_strnfill (5000, 'a');

  g_assert_no_error (error);
  name[4999] = 'b';
  g_assert_false (_pyro_exposure_matches (regex, name));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exposure/same", test_same);
  g_test_add_func ("/exposure/refused", test_refused);
  g_test_add_func ("/exposure/catastrophe", test_catastrophe);

  return g_test_run ();
}
