/* tests/serve/counter.c - objects of which there is one for each client, or for all, or for each call
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/serve/thing.h"

typedef struct
{
  int number;
  int n_calls;
} Counter;

static PyroValue *
counter_count (PyroInvocation  *invocation,
               gpointer         object,
               GError         **error)
{
  Counter *self = object;
  g_autoptr(PyroValue) number = pyro_value_new_int (self->number);
  g_autoptr(PyroValue) n_calls = pyro_value_new_int (++self->n_calls);

  return pyro_value_new_tuple ((PyroValue *[]) { number, n_calls }, 2);
}

static const PyroMethodInfo counter_methods[] = { { "count", "", counter_count }, { NULL } };
const PyroClassInfo counter_info = { "Counter", counter_methods, NULL };

PyroServant *
counter_create (PyroPeer  *peer,
                gpointer   user_data,
                GError   **error)
{
  Thing *thing = user_data;
  Counter *counter = g_new0 (Counter, 1);

  counter->number = g_atomic_int_add (&thing->n_instances, 1) + 1;

  return PYRO_SERVANT (pyro_skeleton_new (&counter_info, counter, g_free));
}

PyroServant *
failing_create (PyroPeer  *peer,
                gpointer   user_data,
                GError   **error)
{
  PYRO_RAISE (error, "ValueError", "no instance today");

  return NULL;
}

PyroServant *
empty_create (PyroPeer  *peer,
              gpointer   user_data,
              GError   **error)
{
  return NULL;
}
