/* core/names/name-worker.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-worker-private.h"

#include "core/limits.h"

struct _PyroNameWorker
{
  PyroNameStore   *store;    /* owned; used by the thread only */
  PyroSqliteStore *database; /* the same, where there are transactions; else NULL */
  PyroNameWorker  *reader;   /* makes the calls that change nothing, then; unowned */
  GAsyncQueue     *queue;    /* of Job */
  GThread         *thread;
};

/* Calls, until they are answered. */
typedef struct
{
  PyroNameRun *run;     /* unowned: the waiting caller or @task has it; NULL to end the thread */
  GTask       *task;    /* NULL when somebody waits for @is_done */
  gboolean     is_done;
  GMutex       lock;    /* for @is_done */
  GCond        done;
} Job;

static gboolean
return_cb (gpointer user_data)
{
  Job *job = user_data;

  g_task_return_boolean (job->task, TRUE);
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

static void
make_calls (PyroNameWorker *self,
            PyroNameRun    *run)
{
  while (!_pyro_name_run_is_done (run))
    _pyro_name_run_step (run, self->store);
}

/* A call that raises leaves nothing behind; the others of the transaction stay. */
static void
make_changes (PyroNameWorker *self,
              PyroNameRun    *run)
{
  while (!_pyro_name_run_is_done (run))
    {
      if (!_pyro_sqlite_store_mark (self->database, &run->error))
        _pyro_name_raise_error (run->generation, &run->error);
      else if (_pyro_name_run_step (run, self->store))
        _pyro_sqlite_store_keep (self->database);
      else
        _pyro_sqlite_store_undo (self->database);
    }
}

/* What was not made durable did not happen. */
static void
fail_jobs (GPtrArray    *jobs,
           const GError *error)
{
  for (guint i = 0; i < jobs->len; i++)
    _pyro_name_run_fail (((Job *) jobs->pdata[i])->run, error);
}

/* Makes @first, which changes something, and what else has come, in one transaction. What only reads is
 * made elsewhere when that is done, so that it sees all that came before it and holds nothing up.
 *
 * Returns: whether the thread goes on */
static gboolean
run_jobs (PyroNameWorker *self,
          Job            *first)
{
  g_autoptr(GPtrArray) jobs = g_ptr_array_new ();
  g_autoptr(GPtrArray) readers = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  gboolean begun = _pyro_sqlite_store_begin (self->database, &error);
  Job *job = first;
  guint n_calls = 0;

  while (job != NULL && job->run != NULL)
    {
      gboolean writes = _pyro_name_run_writes (job->run);

      g_ptr_array_add (writes ? jobs : readers, job);
      n_calls += job->run->requests->len;
      if (begun && writes)
        make_changes (self, job->run);
      job = n_calls < PYRO_MAX_GROUPED_CHANGES ? g_async_queue_try_pop (self->queue) : NULL;
    }

  if (!begun || !_pyro_sqlite_store_commit (self->database, &error))
    fail_jobs (jobs, error);
  for (guint i = 0; i < jobs->len; i++)
    answer (jobs->pdata[i]);
  for (guint i = 0; i < readers->len; i++)
    g_async_queue_push (self->reader->queue, readers->pdata[i]);

  return job == NULL;
}

static gpointer
run (gpointer data)
{
  PyroNameWorker *self = data;
  gboolean goes_on = TRUE;

  while (goes_on)
    {
      Job *job = g_async_queue_pop (self->queue);

      if (job->run == NULL)
        return NULL;
      if (self->database == NULL)
        {
          make_calls (self, job->run);
          answer (job);
        }
      else if (_pyro_name_run_writes (job->run))
        goes_on = run_jobs (self, job);
      else
        g_async_queue_push (self->reader->queue, job);
    }

  return NULL;
}

static PyroNameWorker *
start (PyroNameStore   *store,
       PyroSqliteStore *database,
       PyroNameWorker  *reader)
{
  PyroNameWorker *self = g_new0 (PyroNameWorker, 1);

  self->store = store;
  self->database = database;
  self->reader = reader;
  self->queue = g_async_queue_new ();
  self->thread = g_thread_new ("pyro-names", run, self);

  return self;
}

/* Takes @store. */
PyroNameWorker *
_pyro_name_worker_new (PyroNameStore *store)
{
  return start (store, NULL, NULL);
}

/* Takes @database, in which each group of changes is a transaction. @reader lives longer. */
PyroNameWorker *
_pyro_name_worker_new_writer (PyroSqliteStore *database,
                              PyroNameWorker  *reader)
{
  return start (&database->parent, database, reader);
}

/* Waits for the calls that are under way. None can come any more. */
void
_pyro_name_worker_free (PyroNameWorker *self)
{
  Job end = { .run = NULL };

  g_async_queue_push (self->queue, &end);
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  self->store->class->free (self->store);
  g_free (self);
}

/* Makes the calls and waits until what they change is durable. */
void
_pyro_name_worker_run (PyroNameWorker *self,
                       PyroNameRun    *run)
{
  Job job = { .run = run };

  g_mutex_init (&job.lock);
  g_cond_init (&job.done);
  g_async_queue_push (self->queue, &job);

  g_mutex_lock (&job.lock);
  while (!job.is_done)
    g_cond_wait (&job.done, &job.lock);
  g_mutex_unlock (&job.lock);
  g_mutex_clear (&job.lock);
  g_cond_clear (&job.done);
}

/* Makes the calls that are the data of @task, which it takes. */
void
_pyro_name_worker_run_async (PyroNameWorker *self,
                             GTask          *task)
{
  Job *job = g_new0 (Job, 1);

  job->run = g_task_get_task_data (task);
  job->task = task;
  g_async_queue_push (self->queue, job);
}
