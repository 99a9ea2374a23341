/* core/names/name-writer-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

#include "core/names/name-method-private.h"
#include "core/names/sqlite-store-private.h"

G_BEGIN_DECLS

/* A call on its way. */
typedef struct
{
  const PyroNameMethod *method;
  const PyroGeneration *generation;
  PyroValue            *args;   /* NULL for none */
  PyroValue            *kwargs; /* NULL for none */
} PyroNameRequest;

/* The thread that changes a database, and answers what takes long: one call after another, and as many
 * together durable as have come meanwhile. */
typedef struct _PyroNameWriter PyroNameWriter;

PyroNameWriter *_pyro_name_writer_new       (PyroSqliteStore        *store) G_GNUC_WARN_UNUSED_RESULT;
void            _pyro_name_writer_free      (PyroNameWriter         *self);
PyroValue      *_pyro_name_writer_run       (PyroNameWriter         *self,
                                             const PyroNameRequest  *request,
                                             GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void            _pyro_name_writer_run_async (PyroNameWriter         *self,
                                             GTask                  *task);

G_END_DECLS
