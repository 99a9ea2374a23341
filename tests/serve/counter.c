/* tests/serve/counter.c - objects of which there is one for each client, or for all, or for each call
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/serve/thing.h"

typedef struct
{
  int   number;
  int   n_calls;
  char *maker;    /* the correlation id of the call for which it was made */
  gsize n_given;  /* bytes of the annotation that came with that call */
} Counter;

static void
counter_free (gpointer data)
{
  Counter *self = data;

  g_free (self->maker);
  g_free (self);
}

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

static PyroValue *
counter_maker (PyroInvocation  *invocation,
               gpointer         object,
               GError         **error)
{
  Counter *self = object;
  g_autoptr(PyroValue) maker = pyro_value_new_string (self->maker);
  g_autoptr(PyroValue) n_given = pyro_value_new_int ((gint64) self->n_given);

  return pyro_value_new_tuple ((PyroValue *[]) { maker, n_given }, 2);
}

static const PyroMethodInfo counter_methods[] = {
  { "count", "", counter_count },
  { "maker", "", counter_maker },
  { NULL },
};
const PyroClassInfo counter_info = { "Counter", counter_methods, NULL };

PyroServant *
counter_create (PyroPeer  *peer,
                gpointer   user_data,
                GError   **error)
{
  Thing *thing = user_data;
  PyroInvocation *call = pyro_peer_get_invocation (peer);
  PyroAnnotations *given = pyro_invocation_get_annotations (call);
  GBytes *mine = given != NULL ? pyro_annotations_lookup (given, "MINE") : NULL;
  Counter *counter = g_new0 (Counter, 1);

  counter->maker = pyro_correlation_to_string (pyro_invocation_get_correlation (call));
  counter->n_given = mine != NULL ? g_bytes_get_size (mine) : 0;
  counter->number = g_atomic_int_add (&thing->n_instances, 1) + 1;

  return PYRO_SERVANT (pyro_skeleton_new (&counter_info, counter, counter_free));
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
