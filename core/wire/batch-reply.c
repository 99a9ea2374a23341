/* core/wire/batch-reply.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/batch-reply.h"

#include "core/error.h"

/**
 * PyroBatchReply:
 *
 * The answer to a batch: the results of its calls, up to the first that raised an exception. The
 * calls after that one were not made.
 *
 * It never changes once made, so it may be shared between threads.
 */
struct _PyroBatchReply
{
  gatomicrefcount  ref_count;
  PyroReply       *reply;
  PyroValue       *results;   /* a list or a tuple */
  PyroException   *exception; /* what the call after the results raised, or NULL */
  guint            n_calls;
  guint            n_results; /* without the exception */
};

G_DEFINE_BOXED_TYPE (PyroBatchReply, pyro_batch_reply, pyro_batch_reply_ref, pyro_batch_reply_unref)

/* Returns: (transfer none) (nullable): the exception that Pyro wrapped, to tell it from a result */
static PyroValue *
unwrap_exception (const PyroGeneration *generation,
                  PyroValue            *value)
{
  const char *name = pyro_value_get_class_name (value);
  const char *prefix = pyro_generation_get_class_prefix (generation);

  if (name == NULL || !g_str_has_prefix (name, prefix) ||
      !g_str_has_suffix (name, "._ExceptionWrapper"))
    return NULL;

  return pyro_value_lookup_string (value, "exception");
}

/* Finds the first exception among the results, which has to be the last of them. */
static gboolean
pyro_batch_reply_read_exception (PyroBatchReply  *self,
                                 gsize            n,
                                 GError         **error)
{
  const PyroGeneration *generation = pyro_frame_get_generation (pyro_reply_get_frame (self->reply));
  PyroValue *exception = NULL;
  gsize i = 0;

  for (; i < n && exception == NULL; i++)
    exception = unwrap_exception (generation, pyro_value_get_item (self->results, i));
  if (exception == NULL)
    return TRUE;

  if (i < n)
    g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                         "The daemon answered a batch with results behind an exception");
  else
    self->exception = pyro_exception_from_value (exception, error);

  return self->exception != NULL;
}

static gboolean
pyro_batch_reply_read (PyroBatchReply  *self,
                       GError         **error)
{
  PyroValueKind kind = pyro_value_get_kind (self->results);
  gsize n = pyro_value_get_length (self->results);

  if (kind != PYRO_VALUE_LIST && kind != PYRO_VALUE_TUPLE)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                   "The daemon answered a batch with %s instead of a list of results",
                   pyro_value_get_type_name (self->results));
      return FALSE;
    }
  if (!pyro_batch_reply_read_exception (self, n, error))
    return FALSE;
  if (n > self->n_calls || (n < self->n_calls && self->exception == NULL))
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                   "The daemon answered a batch of %u calls with %" G_GSIZE_FORMAT " results%s",
                   self->n_calls, n, n < self->n_calls ? " and no exception" : "");
      return FALSE;
    }
  self->n_results = (guint) n - (self->exception != NULL ? 1 : 0);

  return TRUE;
}

/**
 * pyro_batch_reply_new:
 * @reply: the answer to a batch
 * @n_calls: how many calls the batch has
 * @error: return location for an error
 *
 * Reads the answer to a batch. A large one takes time: this may be done in another thread.
 *
 * Returns: (transfer full): the results, or %NULL with %PYRO_REMOTE_ERROR when the daemon refused
 *   the batch as a whole (for a method that it does not have, after it made the calls before that),
 *   %PYRO_ERROR_PROTOCOL when it sent something else than was due, and the other errors of
 *   [method@Pyro.Reply.decode]
 */
PyroBatchReply *
pyro_batch_reply_new (PyroReply  *reply,
                      guint       n_calls,
                      GError    **error)
{
  g_autoptr(PyroBatchReply) self = NULL;
  PyroValue *results;

  g_return_val_if_fail (reply != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  results = pyro_reply_decode (reply, error);
  if (results == NULL)
    return NULL;

  self = g_new0 (PyroBatchReply, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->reply = pyro_reply_ref (reply);
  self->results = results;
  self->n_calls = n_calls;
  if (!pyro_batch_reply_read (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pyro_batch_reply_ref:
 * @self: the answer to a batch
 *
 * Returns: (transfer full): the same answer
 */
PyroBatchReply *
pyro_batch_reply_ref (PyroBatchReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * pyro_batch_reply_unref:
 * @self: (transfer full): the answer to a batch
 */
void
pyro_batch_reply_unref (PyroBatchReply *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  pyro_reply_unref (self->reply);
  pyro_value_unref (self->results);
  g_clear_pointer (&self->exception, pyro_exception_unref);
  g_free (self);
}

/**
 * pyro_batch_reply_get_reply:
 * @self: the answer to a batch
 *
 * Returns: (transfer none): the answer, with what the daemon sent along
 */
PyroReply *
pyro_batch_reply_get_reply (PyroBatchReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->reply;
}

/**
 * pyro_batch_reply_get_n_calls:
 * @self: the answer to a batch
 *
 * Returns: how many calls the batch has
 */
guint
pyro_batch_reply_get_n_calls (PyroBatchReply *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_calls;
}

/**
 * pyro_batch_reply_get_n_results:
 * @self: the answer to a batch
 *
 * Returns: how many calls returned something. If that is fewer than all, the next one raised
 *   [method@Pyro.BatchReply.get_exception], and those after it were not made
 */
guint
pyro_batch_reply_get_n_results (PyroBatchReply *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_results;
}

/**
 * pyro_batch_reply_get_exception:
 * @self: the answer to a batch
 *
 * Returns: (transfer none) (nullable): what the first call without a result raised; %NULL when all
 *   have one
 */
PyroException *
pyro_batch_reply_get_exception (PyroBatchReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->exception;
}

/**
 * pyro_batch_reply_dup_result:
 * @self: the answer to a batch
 * @index: the call, less than the number of calls
 * @error: return location for an error
 *
 * Gives the result of one call, as if it had been made on its own.
 *
 * Returns: (transfer full): what the call returned, or %NULL with %PYRO_REMOTE_ERROR for what it
 *   raised, and %PYRO_ERROR_USAGE when it was not made
 */
PyroValue *
pyro_batch_reply_dup_result (PyroBatchReply  *self,
                             guint            index,
                             GError         **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->n_calls, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (index < self->n_results)
    return pyro_value_ref (pyro_value_get_item (self->results, index));

  if (index == self->n_results)
    g_propagate_error (error, pyro_exception_to_error (self->exception));
  else
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                 "Call %u of the batch was not made, since call %u raised an exception",
                 index + 1, self->n_results + 1);

  return NULL;
}
