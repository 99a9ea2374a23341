/* tests/fuzz/fuzz-name-call.c - the answers of a name server
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/names/name-call-private.h"
#include "tests/fuzz/fuzz.h"

static void
check_entry (const PyroNameEntry *entry)
{
  g_autoptr(PyroNameEntry) copy = pyro_name_entry_copy (entry);

  g_assert_true (g_utf8_validate (entry->name, -1, NULL));
  g_assert_true (g_utf8_validate (entry->uri, -1, NULL));
  for (gsize i = 0; entry->tags[i] != NULL; i++)
    g_assert_true (g_utf8_validate (entry->tags[i], -1, NULL));
  g_assert_true (pyro_name_entry_equal (entry, copy));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(PyroValue) answer = decode_serpent (data, size);
  g_autoptr(PyroNameEntry) entry = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GError) entry_error = NULL;
  g_autoptr(GError) entries_error = NULL;
  g_autoptr(GError) number_error = NULL;

  if (answer == NULL)
    return 0;

  entry = _pyro_name_call_get_entry (answer, "name", &entry_error);
  if (entry != NULL)
    check_entry (entry);
  else
    assert_sentence (entry_error);

  entries = _pyro_name_call_get_entries (answer, &entries_error);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    check_entry (entries->pdata[i]);
  if (entries == NULL)
    assert_sentence (entries_error);

  if (!_pyro_name_call_get_number (answer, NULL, &number_error))
    assert_sentence (number_error);

  return 0;
}
