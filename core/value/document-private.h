/* core/value/document-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/value-private.h"

G_BEGIN_DECLS

typedef struct _PyroDocument PyroDocument;
typedef struct _PyroBlock PyroBlock;
typedef struct _PyroKept PyroKept;

struct _PyroBlock
{
  PyroDocument *document; /* unowned: a block is a part of it */
  PyroBlock    *next;
  gsize         size;     /* bytes, with this header */
  gpointer      padding;  /* nodes are whole nodes away from the start of their block */
};

/* A document is the beginning of its own first block. */
struct _PyroDocument
{
  PyroBlock       first;
  PyroKept       *kept;
  PyroDocument   *next_dead;
  gsize           size;      /* bytes of all blocks */
  gatomicrefcount ref_count;
  PyroValue       root;
};

/* Room in a document that is being made. All zero at first. */
typedef struct
{
  PyroDocument *document;
  PyroBlock    *block;
  gsize         used; /* bytes of block */
} PyroArena;

void           _pyro_arena_start      (PyroArena       *self,
                                       gsize            room);
gpointer       _pyro_arena_add        (PyroArena       *self,
                                       gsize            size,
                                       gsize            alignment,
                                       PyroBlock      **block);
PyroBlock     *_pyro_arena_adopt      (PyroArena       *self,
                                       gpointer         memory,
                                       gsize            size);
void           _pyro_arena_keep_bytes (PyroArena       *self,
                                       GBytes          *bytes);
void           _pyro_arena_keep_node  (PyroArena       *self,
                                       const PyroValue *node);
PyroValue     *_pyro_arena_finish     (PyroArena       *self,
                                       const PyroValue *root);
void           _pyro_arena_clear      (PyroArena       *self);
char          *_pyro_arena_add_text   (PyroArena       *self,
                                       PyroValue       *node,
                                       gsize            size);

/* How many nodes away from the start of its block something is. */
static inline guint32
_pyro_block_get_place (const PyroBlock *self,
                       gconstpointer    at)
{
  return (guint32) ((gsize) ((const char *) at - (const char *) self) / sizeof (PyroValue));
}

G_END_DECLS
