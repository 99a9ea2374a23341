/* core/names/name-run-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/names/name-method-private.h"

G_BEGIN_DECLS

typedef struct
{
  const PyroNameMethod *method;
  PyroValue            *args;   /* NULL for none */
  PyroValue            *kwargs; /* NULL for none */
} PyroNameRequest;

/* Calls that are made one after another, up to the first that raises. */
typedef struct
{
  const PyroGeneration *generation;
  GArray               *requests; /* of PyroNameRequest */
  GPtrArray            *results;  /* of PyroValue: of those that did not raise */
  GError               *error;    /* NULL as long as none did */
} PyroNameRun;

PyroNameRun *_pyro_name_run_new    (const PyroGeneration  *generation) G_GNUC_WARN_UNUSED_RESULT;
void         _pyro_name_run_free   (PyroNameRun           *self);
void         _pyro_name_run_add    (PyroNameRun           *self,
                                    const PyroNameMethod  *method,
                                    PyroValue             *args,
                                    PyroValue             *kwargs);
gboolean     _pyro_name_run_writes (const PyroNameRun     *self);
gboolean     _pyro_name_run_is_done (const PyroNameRun    *self);
gboolean     _pyro_name_run_step   (PyroNameRun           *self,
                                    PyroNameStore         *store);
void         _pyro_name_run_fail   (PyroNameRun           *self,
                                    const GError          *error);
PyroValue   *_pyro_name_run_take_result
                                   (PyroNameRun           *self,
                                    GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroNameRun, _pyro_name_run_free)

G_END_DECLS
