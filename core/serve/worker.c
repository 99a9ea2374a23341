/* core/serve/worker.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The threads in which a daemon does what would keep its clients waiting. */

#include "core/serve/daemon-private.h"

/* As many as read large messages side by side: each may need as much memory as a message may have. */
#define MAX_READERS 4

typedef struct
{
  PyroWorkFunc func;
  gpointer     data;
} Work;

static void
work (gpointer data,
      gpointer user_data)
{
  Work *self = data;

  self->func (self->data);
  g_free (self);
}

static void
pyro_daemon_push (PyroDaemon    *self,
                  GThreadPool  **pool,
                  guint          n_threads,
                  gboolean       exclusive,
                  PyroWorkFunc   func,
                  gpointer       data)
{
  Work *item = g_new (Work, 1);

  *item = (Work) { func, data };
  g_mutex_lock (&self->lock);
  if (*pool == NULL)
    *pool = g_thread_pool_new (work, NULL, (int) n_threads, exclusive, NULL);
  g_mutex_unlock (&self->lock);
  g_thread_pool_push (*pool, item, NULL);
}

/*
 * _pyro_daemon_run_in_worker:
 *
 * Calls @func in another thread, soon: for what is large, and takes no longer than that takes. It is always
 * one of the same threads: the C library keeps the most memory that each ever needed at once, and in threads
 * that come and go it does so for every arena.
 */
void
_pyro_daemon_run_in_worker (PyroDaemon   *self,
                            PyroWorkFunc  func,
                            gpointer      data)
{
  pyro_daemon_push (self, &self->workers, MAX_READERS, TRUE, func, data);
}

/*
 * _pyro_daemon_run_errand:
 *
 * Calls @func in another thread, as soon as one of `THREADPOOL_SIZE` is free: for what a program does, and
 * may take for ever.
 */
void
_pyro_daemon_run_errand (PyroDaemon   *self,
                         PyroWorkFunc  func,
                         gpointer      data)
{
  pyro_daemon_push (self, &self->errands, self->config->threadpool_size, FALSE, func, data);
}
