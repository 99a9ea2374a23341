/* core/value/document.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/document-private.h"

#include <string.h>

#include "core/limits.h"

/* A document is all nodes that were built together, in a few blocks of memory:
 *
 *   first block: block header, document, root node, and room for the content of a small value
 *   more blocks: block header, and room
 *   room: items of containers (a header, their nodes in a row, maybe a hash index) and texts
 *
 * Each node says how far it is from the start of its block, and each block which document it is a
 * part of. So any node can hold its whole document, and nothing else needs counting. A small value
 * is one allocation; a list of a million integers is 16 bytes an integer. */

/* Room of a first block beside the document: a small result or argument tuple fits in. */
#define FIRST_ROOM 160

/* Bytes of the blocks that may stay empty in part. Between these limits a block is as large as all
 * that is there before it. */
#define MIN_BLOCK_SIZE 1024
#define MAX_BLOCK_SIZE (1024 * 1024)

/* A thing outside of the document that lives as long as the document. */
struct _PyroKept
{
  PyroKept     *next;
  PyroDocument *document; /* owned, or NULL */
  GBytes       *bytes;    /* owned, or NULL */
};

G_STATIC_ASSERT (sizeof (PyroBlock) % sizeof (PyroValue) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (PyroDocument, root) % sizeof (PyroValue) == 0);
/* The place of a node is 32 bits: the most nodes there may be, twice for a hash index. */
G_STATIC_ASSERT (PYRO_MAX_NODES <= G_MAXUINT32 / 4);

static PyroDocument *
get_document (const PyroValue *node)
{
  const PyroBlock *block = (const PyroBlock *) (gconstpointer)
    ((const char *) node - (gsize) node->place * sizeof *node);

  return block->document;
}

void
_pyro_arena_start (PyroArena *self,
                   gsize      room)
{
  gsize size = sizeof (PyroDocument) + room;
  PyroDocument *document = g_malloc (size);

  document->first = (PyroBlock) { .document = document, .size = size };
  document->kept = NULL;
  document->next_dead = NULL;
  document->size = size;
  g_atomic_ref_count_init (&document->ref_count);

  self->document = document;
  self->block = &document->first;
  self->used = sizeof (PyroDocument);
}

/* Makes a block of allocated memory, which may have content behind the room for its header. */
PyroBlock *
_pyro_arena_adopt (PyroArena *self,
                   gpointer   memory,
                   gsize      size)
{
  PyroDocument *document;
  PyroBlock *block = memory;

  if (self->document == NULL)
    _pyro_arena_start (self, 0);
  document = self->document;
  *block = (PyroBlock) { .document = document, .next = document->first.next, .size = size };
  document->first.next = block;
  document->size += size;

  return block;
}

static PyroBlock *
add_block (PyroArena *self,
           gsize      size)
{
  return _pyro_arena_adopt (self, g_malloc (size), size);
}

/* Makes room for @size bytes, which are less than half of all memory; @alignment is a power of two
 * up to the size of a node. */
gpointer
_pyro_arena_add (PyroArena  *self,
                 gsize       size,
                 gsize       alignment,
                 PyroBlock **block)
{
  gsize start, next_size;

  if (G_UNLIKELY (self->document == NULL))
    _pyro_arena_start (self, FIRST_ROOM);

  start = (self->used + alignment - 1) & ~(alignment - 1);
  if (G_UNLIKELY (start > self->block->size || size > self->block->size - start))
    {
      start = sizeof (PyroBlock);
      next_size = CLAMP (self->document->size, MIN_BLOCK_SIZE, MAX_BLOCK_SIZE);
      /* What is large has a block to itself, and the room that is left stays in use. */
      if (size > next_size / 4)
        {
          *block = add_block (self, start + size);
          return (char *) *block + start;
        }
      self->block = add_block (self, next_size);
    }
  self->used = start + size;
  *block = self->block;

  return (char *) self->block + start;
}

/* Makes room for text of so many bytes, and puts a NUL behind it. */
char *
_pyro_arena_add_text (PyroArena *self,
                      PyroValue *node,
                      gsize      size)
{
  PyroBlock *block;
  char *text;

  if (size <= PYRO_PLAIN_TEXT_SIZE)
    {
      node->form = PYRO_FORM_PLAIN;
      node->extra = (guint16) size;
      node->u.integer = 0; /* so that equal texts are equal integers */
      return node->u.text;
    }

  if (size <= G_MAXUINT16)
    {
      node->form = PYRO_FORM_SHORT;
      node->extra = (guint16) size;
      node->u.data = text = _pyro_arena_add (self, size + 1, 1, &block);
    }
  else
    {
      PyroLong *longer = _pyro_arena_add (self, sizeof *longer + size + 1, sizeof (gsize), &block);

      longer->size = size;
      node->form = PYRO_FORM_LONG;
      node->extra = 0;
      node->u.longer = longer;
      text = longer->data;
    }
  text[size] = '\0';

  return text;
}

static void
keep (PyroArena    *self,
      PyroDocument *document,
      GBytes       *bytes)
{
  PyroBlock *block;
  PyroKept *kept = _pyro_arena_add (self, sizeof *kept, G_ALIGNOF (PyroKept), &block);

  kept->document = document;
  kept->bytes = bytes;
  kept->next = self->document->kept;
  self->document->kept = kept;
}

void
_pyro_arena_keep_bytes (PyroArena *self,
                        GBytes    *bytes)
{
  keep (self, NULL, bytes);
}

void
_pyro_arena_keep_node (PyroArena       *self,
                       const PyroValue *node)
{
  PyroDocument *document = get_document (node);

  /* Nodes of one document often come one after another. */
  if (self->document != NULL && self->document->kept != NULL
      && self->document->kept->document == document)
    return;

  g_atomic_ref_count_inc (&document->ref_count);
  keep (self, document, NULL);
}

/* Ends the making of the document: from now on it is counted. */
PyroValue *
_pyro_arena_finish (PyroArena       *self,
                    const PyroValue *root)
{
  PyroDocument *document;

  if (self->document == NULL)
    _pyro_arena_start (self, 0);
  document = self->document;
  document->root = *root;
  document->root.place = _pyro_block_get_place (&document->first, &document->root);
  *self = (PyroArena) { 0 };

  return &document->root;
}

static void
free_blocks (PyroDocument *document)
{
  PyroBlock *block = document->first.next;

  while (block != NULL)
    {
      PyroBlock *next = block->next;

      g_free (block);
      block = next;
    }
  g_free (document);
}

/* Documents hold each other in chains that may be of any length, so that they are not freed in
 * each other's stack frames: a document that dies while another one is freed waits in a row. */
static void
document_unref (PyroDocument *self)
{
  static _Thread_local PyroDocument *dead;
  static _Thread_local gboolean busy;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  self->next_dead = dead;
  dead = self;
  if (busy)
    return;

  busy = TRUE;
  while (dead != NULL)
    {
      PyroDocument *document = dead;

      dead = document->next_dead;
      for (PyroKept *kept = document->kept; kept != NULL; kept = kept->next)
        {
          g_clear_pointer (&kept->document, document_unref);
          g_clear_pointer (&kept->bytes, g_bytes_unref);
        }
      free_blocks (document);
    }
  busy = FALSE;
}

void
_pyro_arena_clear (PyroArena *self)
{
  g_clear_pointer (&self->document, document_unref);
  *self = (PyroArena) { 0 };
}

/**
 * pyro_value_ref:
 * @self: a value
 *
 * Holds a value, and with it the whole document that it is a part of. Any thread may do so.
 *
 * Returns: (transfer full): the same value
 */
PyroValue *
pyro_value_ref (PyroValue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&get_document (self)->ref_count);

  return self;
}

/**
 * pyro_value_unref:
 * @self: (transfer full): a value
 *
 * Gives up a value. Any thread may do so.
 */
void
pyro_value_unref (PyroValue *self)
{
  g_return_if_fail (self != NULL);

  document_unref (get_document (self));
}

/**
 * pyro_value_get_memory_size:
 * @self: a value
 *
 * Returns: the bytes of memory that are held as long as this value is: all of the document that it
 *   is a part of, and what that one holds in turn
 */
gsize
pyro_value_get_memory_size (PyroValue *self)
{
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GHashTable) seen = NULL;
  gsize size = 0;

  g_return_val_if_fail (self != NULL, 0);

  if (get_document (self)->kept == NULL)
    return get_document (self)->size;

  documents = g_ptr_array_new ();
  seen = g_hash_table_new (NULL, NULL);
  g_ptr_array_add (documents, get_document (self));
  while (documents->len > 0)
    {
      PyroDocument *document = g_ptr_array_steal_index_fast (documents, documents->len - 1);

      if (!g_hash_table_add (seen, document))
        continue;
      size += document->size;
      for (PyroKept *kept = document->kept; kept != NULL; kept = kept->next)
        if (kept->document != NULL)
          g_ptr_array_add (documents, kept->document);
        else if (g_hash_table_add (seen, kept->bytes))
          size += g_bytes_get_size (kept->bytes);
    }

  return size;
}
