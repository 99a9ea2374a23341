/* core/serve/batch-run.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/serve/batch-run-private.h"

#include "core/limits.h"
#include "core/serve/invocation-private.h"
#include "core/serve/frontier-private.h"
#include "core/wire/answer.h"

/* What becomes of the call that is being made: whoever comes second, its answer or the return of the
 * servant, goes on. */
enum
{
  STATE_CALLING,
  STATE_WAITING,  /* the servant answers later */
  STATE_ANSWERED,
};

struct _PyroBatchRun
{
  gatomicrefcount  ref_count;
  PyroInvocation  *whole;
  PyroServant     *servant;
  PyroMetadata    *metadata;
  GPtrArray       *results;  /* of PyroValue */
  PyroException   *failure;  /* at which it stops; NULL for none */
  guint            next;
  int              state;    /* atomic */
};

static void batch_run_go_on (PyroBatchRun *self);

static PyroBatchRun *
batch_run_ref (PyroBatchRun *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
_pyro_batch_run_unref (gpointer data)
{
  PyroBatchRun *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_object_unref (self->whole);
  g_object_unref (self->servant);
  pyro_metadata_unref (self->metadata);
  g_ptr_array_unref (self->results);
  g_clear_pointer (&self->failure, pyro_exception_unref);
  g_free (self);
}

/*
 * _pyro_batch_run_get_whole:
 *
 * Returns: (transfer none): the call that holds them all
 */
PyroInvocation *
_pyro_batch_run_get_whole (PyroBatchRun *self)
{
  return self->whole;
}

static gboolean
batch_run_post (gpointer data)
{
  batch_run_go_on (data);

  return G_SOURCE_REMOVE;
}

/* Goes on in the context where servants are called. Takes @self. */
static void
batch_run_go_on_there (PyroBatchRun *self)
{
  PyroDaemon *daemon = self->whole->daemon;

  if (daemon->threads == NULL)
    _pyro_loop_post (daemon->loop, batch_run_post, self);
  else
    batch_run_go_on (self);
}

static void
batch_run_answered (PyroBatchRun *self)
{
  if (g_atomic_int_exchange (&self->state, STATE_ANSWERED) == STATE_WAITING)
    batch_run_go_on_there (batch_run_ref (self));
}

void
_pyro_batch_run_take_value (PyroBatchRun *self,
                            PyroValue    *value)
{
  g_ptr_array_add (self->results, pyro_value_ref (value));
  batch_run_answered (self);
}

void
_pyro_batch_run_take_exception (PyroBatchRun  *self,
                                PyroException *exception)
{
  self->failure = pyro_exception_ref (exception);
  batch_run_answered (self);
}

static void
batch_run_answer (PyroBatchRun *self)
{
  PyroInvocation *whole = self->whole;
  g_autoptr(PyroAnnotations) annotations = NULL;
  g_autoptr(PyroFrame) answer = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroException) exception = NULL;

  if (whole->oneway)
    {
      _pyro_invocation_deliver (whole, NULL, FALSE);
      return;
    }

  annotations = _pyro_invocation_dup_annotations (whole, whole->correlation);
  answer = pyro_answer_new_batch (whole->request, (PyroValue **) self->results->pdata, self->results->len,
                                  self->failure, whole->correlation, annotations,
                                  whole->daemon->config->compression, &error);
  if (answer != NULL)
    {
      _pyro_invocation_deliver (whole, answer, FALSE);
      return;
    }
  exception = pyro_exception_new ("TypeError", error->message);
  _pyro_invocation_send_exception (whole, exception);
}

static void
batch_run_answer_in_worker (gpointer data)
{
  batch_run_answer (data);
  _pyro_batch_run_unref (data);
}

static gboolean
batch_run_has_much (PyroBatchRun *self)
{
  gsize size = 0;

  if (self->results->len > PYRO_MAX_INLINE_RESULTS)
    return TRUE;

  for (guint i = 0; i < self->results->len && size <= PYRO_MAX_INLINE_VALUE; i++)
    size += pyro_value_get_memory_size (self->results->pdata[i]);

  return size > PYRO_MAX_INLINE_VALUE;
}

/* Takes @self, which a worker frees when it is large. */
static void
batch_run_finish (PyroBatchRun *self)
{
  PyroInvocation *whole = self->whole;
  gboolean first = _pyro_invocation_take_outcome (whole);

  if (first && whole->daemon->threads == NULL && batch_run_has_much (self))
    {
      _pyro_daemon_run_in_worker (whole->daemon, batch_run_answer_in_worker, self);
      return;
    }

  if (first)
    batch_run_answer (self);
  _pyro_batch_run_unref (self);
}

/* Makes one call; returns whether it was answered. A name that there is not fails the whole batch. */
static gboolean
batch_run_call (PyroBatchRun *self,
                PyroCall     *call)
{
  PyroInvocation *whole = self->whole;
  g_autoptr(PyroInvocation) member = NULL;
  g_autoptr(GError) error = NULL;

  if (!_pyro_frontier_check (self->servant, self->metadata, PYRO_INVOCATION_CALL, pyro_call_get_method (call), &error))
    {
      pyro_invocation_return_error (whole, error);
      return FALSE;
    }

  member = _pyro_invocation_new (whole->daemon, whole->peer, whole->request, call, whole->correlation);
  member->servant = g_object_ref (self->servant);
  member->batch = batch_run_ref (self);
  member->holds = FALSE;
  g_atomic_int_set (&self->state, STATE_CALLING);
  pyro_servant_invoke (self->servant, member);
  g_clear_object (&member);

  return !g_atomic_int_compare_and_exchange (&self->state, STATE_CALLING, STATE_WAITING);
}

/* Takes @self. */
static void
batch_run_go_on (PyroBatchRun *self)
{
  PyroCall *calls = pyro_invocation_get_call (self->whole);
  gboolean shared = self->whole->daemon->threads == NULL;
  guint n = pyro_call_get_n_calls (calls);
  guint made = 0;

  while (self->next < n && self->failure == NULL)
    {
      if (shared && made++ == PYRO_MAX_BATCH_A_TURN)
        {
          batch_run_go_on_there (self);
          return;
        }
      if (!batch_run_call (self, pyro_call_get_call (calls, self->next++)))
        {
          _pyro_batch_run_unref (self);
          return;
        }
    }
  batch_run_finish (self);
}

/*
 * _pyro_batch_run_start:
 * @whole: the call that holds them all
 *
 * Makes the calls of a batch, all to one servant, up to the first that raises.
 */
void
_pyro_batch_run_start (PyroInvocation *whole,
                       PyroServant    *servant,
                       PyroMetadata   *metadata)
{
  PyroBatchRun *self = g_new0 (PyroBatchRun, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->whole = g_object_ref (whole);
  self->servant = g_object_ref (servant);
  self->metadata = pyro_metadata_ref (metadata);
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);
  batch_run_go_on (self);
}
