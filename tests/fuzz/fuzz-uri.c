/* tests/fuzz/fuzz-uri.c - URIs, read and written
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/uri-private.h"
#include "tests/fuzz/fuzz.h"

static void
check (PyroUri *uri)
{
  g_autofree char *text = pyro_uri_to_string (uri);
  g_autoptr(PyroUri) again = pyro_uri_parse (text, 9090, NULL);
  g_autoptr(PyroUri) open = pyro_uri_parse (text, 0, NULL);
  g_autoptr(PyroUri) other = pyro_uri_with_object (uri, "other");
  g_autoptr(PyroUri) back = NULL;
  g_autofree char *text_again = NULL;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  if (open == NULL) /* the escapes of a path may take it over the limit */
    return;
  g_assert_true (pyro_uri_equal (uri, open));
  g_assert_cmpuint (pyro_uri_hash (uri), ==, pyro_uri_hash (open));
  g_assert_nonnull (again);
  text_again = pyro_uri_to_string (open);
  g_assert_cmpstr (text, ==, text_again);

  g_assert_cmpint (pyro_uri_has_location (uri), ==, pyro_uri_has_location (again));
  if (other == NULL)
    return;
  g_assert_cmpstr (pyro_uri_get_object (other), ==, "other");
  back = pyro_uri_with_object (other, pyro_uri_get_object (uri));
  if (back != NULL) /* not for an object that has an @ */
    g_assert_true (pyro_uri_equal (uri, back));
}

/* Once as users type it and once as Python sends it, where a NUL is a NUL. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_autofree char *exact = g_memdup2 (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) raw_error = NULL;
  g_autoptr(PyroUri) uri = pyro_uri_parse (text, 0, &error);
  g_autoptr(PyroUri) raw = NULL;

  g_assert_cmpint (uri != NULL, ==, error == NULL);
  if (error != NULL)
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  else
    check (uri);

  if (size == 0)
    return 0;
  raw = _pyro_uri_parse_raw (exact, size, 0, &raw_error);
  g_assert_cmpint (raw != NULL, ==, raw_error == NULL);
  if (raw_error != NULL)
    g_assert_true (g_utf8_validate (raw_error->message, -1, NULL));
  else
    check (raw);

  return 0;
}
