/* tests/fuzz/fuzz-query.c - the arguments of an HTTP request
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/gateway/query-private.h"

#include "core/error.h"
#include "tests/fuzz/fuzz.h"

static void
check (PyroQuery *query)
{
  g_autofree char *key = _pyro_query_steal_text (query, "$key");
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) kwargs = _pyro_query_dup_kwargs (query, &error);

  g_assert_cmpint (kwargs != NULL, ==, error == NULL);
  g_assert_null (_pyro_query_steal_text (query, "$key"));
  g_assert_true (key == NULL || g_utf8_validate (key, -1, NULL));
  if (kwargs != NULL && pyro_value_get_length (kwargs) > 0)
    g_assert_false (_pyro_query_is_empty (query));
}

/* As a form, and as JSON. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(PyroQuery) form = _pyro_query_new ();
  g_autoptr(PyroQuery) json = _pyro_query_new ();
  g_autofree char *exact = g_memdup2 (data, size);
  g_autoptr(GBytes) body = g_bytes_new (data, size);
  g_autoptr(GError) form_error = NULL;
  g_autoptr(GError) json_error = NULL;

  g_assert_cmpint (_pyro_query_add_form (form, exact, size, &form_error), ==, form_error == NULL);
  g_assert_cmpint (_pyro_query_add_json (json, body, &json_error), ==, json_error == NULL);
  check (form);
  check (json);

  return 0;
}
