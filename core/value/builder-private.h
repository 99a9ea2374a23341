/* core/value/builder-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/builder.h"
#include "core/value/document-private.h"

G_BEGIN_DECLS

/* The mark of the value itself. The items of an outermost container come behind what is as large
 * as the header of a block and PyroItems, so that these nodes can become a block where they are. */
#define PYRO_BUILDER_BASE (sizeof (PyroBlock) / sizeof (PyroValue) - 1)

struct _PyroBuilder
{
  grefcount  ref_count;
  PyroArena  arena;
  GError    *error;       /* of an add, to be told */
  GArray    *kept;        /* PyroValue: nodes that may be added again, or are open; or NULL */
  gint64     n_again;     /* nodes that are reached once more because of these */
  gboolean   translates;  /* what is wrong, as whoever typed the value reads it */

  PyroValue *nodes;       /* own_nodes, or allocated; see builder.c */
  guint32    n_nodes;
  guint32    n_allocated;
  guint32    open;        /* the mark of the innermost container */
  guint32    n_open;

  PyroValue  surplus;     /* takes a node that is one too many */
  PyroValue  own_nodes[32];
};

void        _pyro_builder_reset         (PyroBuilder        *self);
gboolean    _pyro_builder_grow          (PyroBuilder        *self);
void        _pyro_builder_fail_too_many (PyroBuilder        *self);
gboolean    _pyro_builder_refuse_depth  (const PyroBuilder  *self,
                                         GError            **error);
const char *_pyro_builder_say           (const PyroBuilder  *self,
                                         const char         *text) G_GNUC_FORMAT (2);

static inline PyroValue *
_pyro_builder_push (PyroBuilder   *self,
                    PyroValueKind  kind)
{
  PyroValue *node = &self->surplus;

  if (G_LIKELY (self->n_nodes < self->n_allocated) || _pyro_builder_grow (self))
    node = &self->nodes[self->n_nodes++];
  node->kind = (guint8) kind;
  node->form = PYRO_FORM_PLAIN;
  node->extra = 0;
  node->place = 0;

  return node;
}

static inline char *
_pyro_builder_push_text (PyroBuilder   *self,
                         PyroValueKind  kind,
                         gsize          size)
{
  return _pyro_arena_add_text (&self->arena, _pyro_builder_push (self, kind), size);
}

G_END_DECLS
