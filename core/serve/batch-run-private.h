/* core/serve/batch-run-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/serve/servant.h"
#include "core/wire/exception.h"

G_BEGIN_DECLS

/* The calls of one batch, made one after another. Counted atomically. */
typedef struct _PyroBatchRun PyroBatchRun;

void  _pyro_batch_run_start          (PyroInvocation *whole,
                                      PyroServant    *servant,
                                      PyroMetadata   *metadata);
PyroInvocation *
      _pyro_batch_run_get_whole      (PyroBatchRun   *self);
void  _pyro_batch_run_unref          (gpointer        data);
void  _pyro_batch_run_take_value     (PyroBatchRun   *self,
                                      PyroValue      *value);
void  _pyro_batch_run_take_exception (PyroBatchRun   *self,
                                      PyroException  *exception);

G_END_DECLS
