/* core/names/name-worker-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

#include "core/names/name-run-private.h"
#include "core/names/sqlite-store-private.h"

G_BEGIN_DECLS

/* A thread with a store of its own: it changes a database, where what has come meanwhile becomes durable
 * together, or answers what takes long. */
typedef struct _PyroNameWorker PyroNameWorker;

PyroNameWorker *_pyro_name_worker_new       (PyroNameStore    *store) G_GNUC_WARN_UNUSED_RESULT;
PyroNameWorker *_pyro_name_worker_new_writer (PyroSqliteStore *database,
                                             PyroNameWorker   *reader) G_GNUC_WARN_UNUSED_RESULT;
void            _pyro_name_worker_free      (PyroNameWorker   *self);
void            _pyro_name_worker_run       (PyroNameWorker   *self,
                                             PyroNameRun      *run);
void            _pyro_name_worker_run_async (PyroNameWorker   *self,
                                             GTask            *task);

G_END_DECLS
