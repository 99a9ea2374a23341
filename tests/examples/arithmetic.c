/* tests/examples/arithmetic.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "arithmetic.h"

static gboolean
read_two (PyroInvocation  *invocation,
          gint64          *a,
          gint64          *b,
          GError         **error)
{
  return pyro_invocation_read_int (invocation, 0, a, error) && pyro_invocation_read_int (invocation, 1, b, error);
}

PyroValue *
arithmetic_multiply (PyroInvocation  *invocation,
                     gpointer         object,
                     GError         **error)
{
  gint64 a, b;

  return read_two (invocation, &a, &b, error) ? pyro_value_new_int (a * b) : NULL;
}

PyroValue *
arithmetic_add (PyroInvocation  *invocation,
                gpointer         object,
                GError         **error)
{
  gint64 a, b;

  return read_two (invocation, &a, &b, error) ? pyro_value_new_int (a + b) : NULL;
}

PyroValue *
arithmetic_divide (PyroInvocation  *invocation,
                   gpointer         object,
                   GError         **error)
{
  gint64 a, b;

  if (!read_two (invocation, &a, &b, error))
    return NULL;
  if (b != 0)
    return pyro_value_new_int (a / b - (a % b != 0 && (a < 0) != (b < 0))); /* Python rounds down */
  PYRO_RAISE (error, "ZeroDivisionError", "integer division or modulo by zero");

  return NULL;
}
