/* tests/fuzz/fuzz-registry.c - calls of a name server
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/names/registry.h"
#include "core/value/builder.h"
#include "core/wire/exception.h"
#include "tests/fuzz/fuzz.h"

/* A registry that all inputs meet, and that is made anew before it is large. */
static PyroRegistry *registry;
static guint n_inputs;

static void
check_call (const PyroGeneration *generation,
            const char           *method,
            PyroValue            *args,
            PyroValue            *kwargs)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) result = pyro_registry_call (registry, generation, method, args, kwargs, &error);
  PyroException *exception;

  if (result != NULL)
    return;
  g_assert_true (error->domain == PYRO_REMOTE_ERROR);
  exception = pyro_remote_error_get_exception (error);
  g_assert_nonnull (exception);
  g_assert_cmpuint (strlen (pyro_exception_get_message (exception)), >, 0);
}

static gboolean
is_sequence (PyroValue *value)
{
  return pyro_value_get_kind (value) == PYRO_VALUE_LIST || pyro_value_get_kind (value) == PYRO_VALUE_TUPLE;
}

/* The input is the method, its arguments and its keywords. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(PyroValue) call = decode_serpent (data, size);
  const char *method;

  if (call == NULL || !is_sequence (call) || pyro_value_get_length (call) != 3)
    return 0;
  method = pyro_value_get_string (pyro_value_get_item (call, 0), NULL);
  if (method == NULL)
    return 0;

  if (n_inputs++ % 1000 == 0)
    {
      g_clear_object (&registry);
      registry = pyro_registry_new ();
      pyro_registry_add_own (registry, "PYRO:Pyro.NameServer@localhost:9090", NULL);
    }
  for (const PyroGeneration *const *generation = pyro_generation_list (); *generation != NULL; generation++)
    check_call (*generation, method, pyro_value_get_item (call, 1), pyro_value_get_item (call, 2));

  return 0;
}
