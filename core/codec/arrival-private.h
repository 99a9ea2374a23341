/* core/codec/arrival-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/codec/arrival.h"
#include "core/codec/trail-private.h"

G_BEGIN_DECLS

struct _PyroArrival
{
  gatomicrefcount  ref_count;
  PyroValue       *value;
  GPtrArray       *changes; /* of PyroChange */
  gboolean         complete;
  gboolean         shallow; /* nothing within the value becomes an instance */
};

static inline gboolean
_pyro_arrival_is_map (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  return kind == PYRO_VALUE_DICT || kind == PYRO_VALUE_RECORD;
}

static inline gboolean
_pyro_arrival_is_set (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  return kind == PYRO_VALUE_SET || kind == PYRO_VALUE_FROZENSET;
}

void      _pyro_arrival_compare       (PyroArrival  *self,
                                       PyroTrail    *trail,
                                       PyroValue    *before,
                                       PyroValue    *after);

G_END_DECLS
