/* core/codec/arrival.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/codec/codec.h"

G_BEGIN_DECLS

/**
 * PyroChange:
 * @path: where in the value, see [func@Pyro.Value.lookup_path]; empty for the value itself
 * @before: what is there
 * @after: (nullable): what arrives there; %NULL when nothing does
 * @sentence: the same in words
 *
 * A difference between a value and what a serializer makes of it.
 */
typedef struct
{
  char      *path;
  PyroValue *before;
  PyroValue *after;
  char      *sentence;
} PyroChange;

#define PYRO_TYPE_ARRIVAL (pyro_arrival_get_type ())

typedef struct _PyroArrival PyroArrival;

GType             pyro_arrival_get_type      (void);
PyroArrival      *pyro_arrival_new           (const PyroCodec  *codec,
                                              PyroValue        *value,
                                              char            **place,
                                              GError          **error) G_GNUC_WARN_UNUSED_RESULT;
PyroArrival      *pyro_arrival_ref           (PyroArrival      *self);
void              pyro_arrival_unref         (PyroArrival      *self);

PyroValue        *pyro_arrival_get_value     (PyroArrival      *self);
guint             pyro_arrival_get_n_changes (PyroArrival      *self);
const PyroChange *pyro_arrival_get_change    (PyroArrival      *self,
                                              guint             index);
gboolean          pyro_arrival_is_complete   (PyroArrival      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroArrival, pyro_arrival_unref)

G_END_DECLS
