/* tests/fuzz/fuzz-paste.c - arguments that are pasted: Python, curl, JSON; and a line of Python that is typed
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/arguments.h"

#include "tests/fuzz/fuzz.h"

/* What was taken is one line of Python, which means the same when it is typed. */
static void
check_line (LensArguments *arguments)
{
  g_autofree char *line = lens_arguments_dup_line (arguments);
  g_autoptr(LensArguments) typed = lens_arguments_new ();
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(PyroValue) same_args = NULL;
  g_autoptr(PyroValue) same_kwargs = NULL;

  g_assert_true (g_utf8_validate (line, -1, NULL));
  if (!lens_arguments_get_ready (arguments) || !lens_arguments_collect (arguments, &args, &kwargs, NULL, NULL) ||
      strstr (line, "…") != NULL)
    return;

  g_assert_true (lens_arguments_set_line (typed, line, NULL, NULL));
  g_assert_true (lens_arguments_collect (typed, &same_args, &same_kwargs, NULL, NULL));
  g_assert_true (pyro_value_identical (args, same_args));
  g_assert_true (pyro_value_identical (kwargs, same_kwargs));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *bytes = g_strndup (size > 0 ? (const char *) data : "", size);
  g_autofree char *text = g_utf8_make_valid (bytes, -1);
  g_autoptr(LensArguments) pasted = lens_arguments_new ();
  g_autoptr(LensArguments) typed = lens_arguments_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) problem = NULL;
  guint column = 0;

  if (lens_arguments_paste (pasted, text, &error))
    check_line (pasted);
  else
    assert_sentence (error);

  if (lens_arguments_set_line (typed, text, &column, &problem))
    check_line (typed);
  else
    {
      assert_sentence (problem);
      g_assert_cmpuint (column, <=, g_utf8_strlen (text, -1) + 1);
    }

  return 0;
}
