/* tests/fuzz/fuzz-literal.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/value/literal.h"
#include "core/value/repr.h"
#include "tests/fuzz/fuzz.h"

static void
check_again (PyroValue *value,
             char      *text)
{
  g_autofree char *owned = text;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) again = pyro_literal_parse (text, -1, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (pyro_value_identical (value, again));
}

static void
check_mistake (GError          *error,
               const PyroPlace *place,
               gsize            size)
{
  g_assert_true (error->domain == PYRO_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_cmpuint (place->offset, <=, size);
}

static void
check_arguments (const char *text,
                 gsize       size)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(GError) error = NULL;
  PyroPlace place = { G_MAXSIZE };

  if (!pyro_literal_parse_arguments (text, (gssize) size, &args, &kwargs, &place, &error))
    {
      check_mistake (error, &place, size);
      return;
    }
  check_again (args, pyro_value_repr (args));
  check_again (kwargs, pyro_value_repr (kwargs));
}

/* What is read is written as something that is read as the same value. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const char *text = (const char *) data;
  PyroPlace place = { G_MAXSIZE };
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_literal_parse (text, (gssize) size, &place, &error);

  check_arguments (text, size);
  if (value == NULL)
    {
      check_mistake (error, &place, size);
      return 0;
    }

  check_again (value, pyro_value_repr (value));
  check_again (value, pyro_value_repr_indented (value, 20));
  for (gsize max_size = 0; max_size < 12; max_size++)
    {
      g_autofree char *cut = pyro_value_repr_short (value, max_size);

      g_assert_cmpuint (strlen (cut), <=, max_size);
      g_assert_true (g_utf8_validate (cut, -1, NULL));
    }

  return 0;
}
