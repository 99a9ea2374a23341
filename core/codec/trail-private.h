/* core/codec/trail-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/limits.h"
#include "core/value/value.h"

G_BEGIN_DECLS

/* The way from a value down to the part of it that is being written, so that an error can say where
 * the part is. It costs two words a level until then. */
typedef struct
{
  const char *codec;
  const char *start; /* what the value is called; NULL when it is all that there is */
  guint       n_steps;
  struct
  {
    PyroValue *container;
    gsize      index;
  } steps[PYRO_MAX_DEPTH];
} PyroTrail;

gboolean _pyro_trail_refuse (const PyroTrail  *self,
                             const char       *what,
                             GError          **error);

static inline void
_pyro_trail_init (PyroTrail  *self,
                  const char *codec,
                  const char *start)
{
  self->codec = codec;
  self->start = start;
  self->n_steps = 0;
}

/* Values are PYRO_MAX_DEPTH levels deep at most. */
static inline void
_pyro_trail_enter (PyroTrail *self,
                   PyroValue *container)
{
  g_assert (self->n_steps < PYRO_MAX_DEPTH);
  self->steps[self->n_steps].container = container;
  self->steps[self->n_steps++].index = 0;
}

static inline void
_pyro_trail_move (PyroTrail *self,
                  gsize      index)
{
  self->steps[self->n_steps - 1].index = index;
}

static inline void
_pyro_trail_leave (PyroTrail *self)
{
  self->n_steps--;
}

G_END_DECLS
