/* core/names/name-writer.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-writer-private.h"

#include "core/limits.h"

struct _PyroNameWriter
{
  PyroSqliteStore *store;  /* owned; used by the thread only */
  GAsyncQueue     *queue;  /* of Job */
  GThread         *thread;
};

/* A call, until it is answered. */
typedef struct
{
  const PyroNameRequest *request; /* unowned: the waiting caller or @task has it; NULL to end the thread */
  PyroValue             *result;
  GError                *error;
  GTask                 *task;    /* NULL when somebody waits for @is_done */
  gboolean               is_done;
  GMutex                 lock;    /* for @is_done */
  GCond                  done;
} Job;

static gboolean
return_cb (gpointer user_data)
{
  Job *job = user_data;

  if (job->result != NULL)
    g_task_return_pointer (job->task, job->result, (GDestroyNotify) pyro_value_unref);
  else
    g_task_return_error (job->task, job->error);
  g_object_unref (job->task);
  g_free (job);

  return G_SOURCE_REMOVE;
}

/* Tells the caller. The task, which may hold the last reference to the registry and by that to this
 * thread, is let go of in the caller's own context. */
static void
answer (Job *job)
{
  g_autoptr(GSource) source = NULL;

  if (job->task == NULL)
    {
      g_mutex_lock (&job->lock);
      job->is_done = TRUE;
      g_cond_signal (&job->done);
      g_mutex_unlock (&job->lock);
      return;
    }

  source = g_idle_source_new ();
  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, return_cb, job, NULL);
  g_source_attach (source, g_task_get_context (job->task));
}

/* A call that raises leaves nothing behind; the others of the transaction stay. */
static void
run_job (PyroNameWriter *self,
         Job            *job)
{
  const PyroNameRequest *request = job->request;

  if (!_pyro_sqlite_store_mark (self->store, &job->error))
    {
      _pyro_name_raise_error (request->generation, &job->error);
      return;
    }

  job->result = _pyro_name_method_run (request->method, request->generation, &self->store->parent,
                                       request->args, request->kwargs, &job->error);
  if (job->result != NULL)
    _pyro_sqlite_store_keep (self->store);
  else
    _pyro_sqlite_store_undo (self->store);
}

/* What was not made durable did not happen. What only read may have seen it if there was a transaction. */
static void
fail_jobs (GPtrArray *jobs,
           gboolean   begun,
           GError    *error)
{
  for (guint i = 0; i < jobs->len; i++)
    {
      Job *job = jobs->pdata[i];

      if (begun || job->request->method->writes)
        {
          g_clear_pointer (&job->result, pyro_value_unref);
          g_clear_error (&job->error);
          job->error = g_error_copy (error);
          _pyro_name_raise_error (job->request->generation, &job->error);
        }
    }
}

/* Runs @first, which changes something, and what else has come, in one transaction.
 *
 * Returns: whether the thread goes on */
static gboolean
run_jobs (PyroNameWriter *self,
          Job            *first)
{
  g_autoptr(GPtrArray) jobs = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  gboolean begun = _pyro_sqlite_store_begin (self->store, &error);
  Job *job = first;

  while (job != NULL && job->request != NULL)
    {
      g_ptr_array_add (jobs, job);
      if (begun || !job->request->method->writes)
        run_job (self, job);
      job = jobs->len < PYRO_MAX_GROUPED_CHANGES ? g_async_queue_try_pop (self->queue) : NULL;
    }

  if (!begun || !_pyro_sqlite_store_commit (self->store, &error))
    fail_jobs (jobs, begun, error);
  for (guint i = 0; i < jobs->len; i++)
    answer (jobs->pdata[i]);

  return job == NULL;
}

static gpointer
run (gpointer data)
{
  PyroNameWriter *self = data;
  gboolean goes_on = TRUE;

  while (goes_on)
    {
      Job *job = g_async_queue_pop (self->queue);

      if (job->request == NULL)
        return NULL;
      if (job->request->method->writes)
        {
          goes_on = run_jobs (self, job);
        }
      else
        {
          run_job (self, job);
          answer (job);
        }
    }

  return NULL;
}

/* Takes @store. */
PyroNameWriter *
_pyro_name_writer_new (PyroSqliteStore *store)
{
  PyroNameWriter *self = g_new0 (PyroNameWriter, 1);

  self->store = store;
  self->queue = g_async_queue_new ();
  self->thread = g_thread_new ("pyro-names", run, self);

  return self;
}

/* Waits for the calls that are under way. None can come any more. */
void
_pyro_name_writer_free (PyroNameWriter *self)
{
  Job end = { .request = NULL };

  g_async_queue_push (self->queue, &end);
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  _pyro_sqlite_store_free (self->store);
  g_free (self);
}

/* Runs a call and waits until what it changes is durable. */
PyroValue *
_pyro_name_writer_run (PyroNameWriter         *self,
                       const PyroNameRequest  *request,
                       GError                **error)
{
  Job job = { .request = request };

  g_mutex_init (&job.lock);
  g_cond_init (&job.done);
  g_async_queue_push (self->queue, &job);

  g_mutex_lock (&job.lock);
  while (!job.is_done)
    g_cond_wait (&job.done, &job.lock);
  g_mutex_unlock (&job.lock);
  g_mutex_clear (&job.lock);
  g_cond_clear (&job.done);

  if (job.result == NULL)
    g_propagate_error (error, job.error);

  return job.result;
}

/* Runs the call that is the data of @task, which it takes. */
void
_pyro_name_writer_run_async (PyroNameWriter *self,
                             GTask          *task)
{
  Job *job = g_new0 (Job, 1);

  job->request = g_task_get_task_data (task);
  job->task = task;
  g_async_queue_push (self->queue, job);
}
