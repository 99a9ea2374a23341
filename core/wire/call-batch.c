/* core/wire/call-batch.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The calls that are a batch of calls. */

#include "core/wire/call.h"

#include "core/error.h"
#include "core/limits.h"
#include "core/value/builder.h"
#include "core/wire/call-private.h"

/* What Pyro writes in the place of the method; daemons do not look at it. */
#define BATCH_METHOD "<batch>"

static gboolean
check_member (PyroCall  *call,
              guint      index,
              GError   **error)
{
  const char *wrong = NULL;

  if (call->calls != NULL)
    wrong = "a batch itself";
  else if (call->blob != NULL)
    wrong = "a call with a blob";
  else if (call->kwargs == NULL)
    wrong = "not the call of a method";

  if (wrong != NULL)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                 "Call %u of the batch is %s, which a batch cannot hold", index + 1, wrong);

  return wrong == NULL;
}

/* One call is a tuple of its method, its arguments and its keyword arguments. */
static gboolean
add_member (PyroBuilder  *builder,
            PyroCall     *call,
            GError      **error)
{
  if (!pyro_builder_open (builder, PYRO_VALUE_TUPLE, error))
    return FALSE;
  pyro_builder_add_string (builder, call->method, -1);
  pyro_builder_add_value (builder, call->args);
  pyro_builder_add_value (builder, call->kwargs);

  return pyro_builder_close (builder, error);
}

/**
 * pyro_call_new_batch:
 * @object: the id of the object, UTF-8
 * @calls: (array length=n_calls): calls of its methods
 * @n_calls: the length of @calls, at most `PYRO_MAX_BATCH`
 * @error: return location for an error
 *
 * Makes one call of many. The daemon makes them in their order and stops at the first that raises.
 * What else the calls have, such as annotations, is not sent.
 *
 * Returns: (transfer full): a call that waits for an answer, see [struct@Pyro.BatchReply]; or %NULL
 *   with %PYRO_ERROR_USAGE when one of @calls cannot be in a batch, and %PYRO_ERROR_TOO_LARGE when
 *   there are too many or their arguments are nested too deep
 */
PyroCall *
pyro_call_new_batch (const char  *object,
                     PyroCall   **calls,
                     gsize        n_calls,
                     GError     **error)
{
  g_autoptr(PyroBuilder) builder = NULL;
  g_autoptr(PyroValue) args = NULL;
  PyroCall *self;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (calls != NULL || n_calls == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (n_calls > PYRO_MAX_BATCH)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE,
                   "A batch holds %d calls at most, not %" G_GSIZE_FORMAT, PYRO_MAX_BATCH, n_calls);
      return NULL;
    }

  builder = pyro_builder_new ();
  if (!pyro_builder_open (builder, PYRO_VALUE_LIST, error))
    return NULL;
  for (gsize i = 0; i < n_calls; i++)
    if (!check_member (calls[i], (guint) i, error) || !add_member (builder, calls[i], error))
      return NULL;
  if (!pyro_builder_close (builder, error) || (args = pyro_builder_end (builder, error)) == NULL)
    return NULL;

  self = _pyro_call_new (object, BATCH_METHOD, g_steal_pointer (&args), NULL);
  self->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_call_unref);
  for (gsize i = 0; i < n_calls; i++)
    g_ptr_array_add (self->calls, pyro_call_ref (calls[i]));

  return self;
}

/**
 * pyro_call_is_batch:
 * @self: a call
 *
 * Returns: whether it is one call of many
 */
gboolean
pyro_call_is_batch (PyroCall *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->calls != NULL;
}

/**
 * pyro_call_get_n_calls:
 * @self: a call
 *
 * Returns: how many calls a batch holds; 0 for what is no batch
 */
guint
pyro_call_get_n_calls (PyroCall *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->calls != NULL ? self->calls->len : 0;
}

/**
 * pyro_call_get_call:
 * @self: a call
 * @index: less than the number of calls
 *
 * Returns: (transfer none): a call of a batch
 */
PyroCall *
pyro_call_get_call (PyroCall *self,
                    guint     index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < pyro_call_get_n_calls (self), NULL);

  return self->calls->pdata[index];
}
