/* tests/fuzz/fuzz-python-source.c - the classes in a Python text, and what a TypeError says
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/python-source.h"
#include "ui/models/type-error.h"

#include "tests/fuzz/fuzz.h"

/* What was read can be written down, and read again. */
static void
check_card (LensCard *card)
{
  g_autoptr(PyroValue) value = lens_card_to_value (card);
  g_autoptr(LensCard) again = lens_card_from_value (value);
  g_autofree char *signature = lens_card_dup_full_signature (card);
  g_autofree char *same = NULL;

  g_assert_nonnull (again);
  same = lens_card_dup_full_signature (again);
  g_assert_cmpstr (signature, ==, same);
}

static void
check_classes (GPtrArray *classes)
{
  for (guint i = 0; i < classes->len; i++)
    {
      LensPythonClass *klass = g_ptr_array_index (classes, i);
      GHashTableIter iter;
      gpointer method;

      g_hash_table_iter_init (&iter, klass->methods);
      while (g_hash_table_iter_next (&iter, NULL, &method))
        check_card (((LensPythonMethod *) method)->card);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const char *const members[] = { "quote", "log", NULL };
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_autoptr(GPtrArray) classes = lens_python_source_read (size > 0 ? (const char *) data : "", size, NULL);
  g_autoptr(LensTypeError) error = lens_type_error_parse (text);
  g_autoptr(LensCard) parameters = lens_python_read_parameters (text, strlen (text), LENS_EVIDENCE_EDITED, NULL);
  g_autoptr(LensCard) card = error != NULL ? lens_type_error_learn (error, 1, 1, LENS_EVIDENCE_REFUSAL) : NULL;

  lens_python_source_choose (classes, members, NULL);
  check_classes (classes);
  if (card != NULL)
    check_card (card);
  if (parameters != NULL && g_utf8_validate (text, -1, NULL))
    check_card (parameters);

  return 0;
}
