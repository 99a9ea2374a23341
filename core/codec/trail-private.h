/* core/codec/trail-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/limits.h"
#include "core/value/value.h"

G_BEGIN_DECLS

/* The way from a value down to a part of it: the one that is being written, so that an error can say
 * where it is, or one that arrives as something else. It costs three words a level until then. */
typedef struct
{
  const char *codec;
  const char *start; /* what the value is called; NULL when it is all that there is */
  guint       n_steps;
  struct
  {
    PyroValue *container;
    gsize      index;
    gboolean   is_key;
  } steps[PYRO_MAX_DEPTH];
} PyroTrail;

gboolean  _pyro_trail_refuse   (const PyroTrail  *self,
                                GError          **error,
                                const char       *format,
                                ...) G_GNUC_PRINTF (3, 4);
char     *_pyro_trail_dup_path (const PyroTrail  *self) G_GNUC_WARN_UNUSED_RESULT;

static inline void
_pyro_trail_init (PyroTrail  *self,
                  const char *codec)
{
  self->codec = codec;
  self->start = NULL;
  self->n_steps = 0;
}

/* Begins with another value. */
static inline void
_pyro_trail_start (PyroTrail  *self,
                   const char *start)
{
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
  self->steps[self->n_steps].is_key = FALSE;
  self->steps[self->n_steps++].index = 0;
}

static inline void
_pyro_trail_move (PyroTrail *self,
                  gsize      index)
{
  self->steps[self->n_steps - 1].index = index;
  self->steps[self->n_steps - 1].is_key = FALSE;
}

/* To the key of an entry, and not to what is under it. */
static inline void
_pyro_trail_move_key (PyroTrail *self,
                      gsize      index)
{
  self->steps[self->n_steps - 1].index = index;
  self->steps[self->n_steps - 1].is_key = TRUE;
}

static inline void
_pyro_trail_leave (PyroTrail *self)
{
  self->n_steps--;
}

G_END_DECLS
