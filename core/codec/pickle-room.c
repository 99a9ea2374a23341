/* core/codec/pickle-room.c - what a pickle builds, before it is a value
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/pickle-private.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"

/* A pickle changes a list after it has put it somewhere, also into itself; so its objects are
 * memory of their own until the end, and become a value then. They are freed all at once. */

#define MIN_BLOCK_SIZE ((gsize) 4 * 1024)
#define MAX_BLOCK_SIZE ((gsize) 1024 * 1024)

/* A block of the room; its memory follows. */
typedef struct _Block Block;

struct _Block
{
  Block *next;
  gsize  padding; /* what follows is aligned like this */
};

/*
 * _pyro_pickle_refuse:
 *
 * Returns: %FALSE, with an error that says at which opcode
 */
gboolean
_pyro_pickle_refuse (PickleMachine *self,
                     const char    *format,
                     ...)
{
  g_autofree char *problem = NULL;
  va_list args;

  va_start (args, format);
  problem = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (self->error, PYRO_ERROR, PYRO_ERROR_SERIALIZE, "The pickle cannot be read at byte %zu: %s",
               (gsize) (self->opcode - self->start), problem);

  return FALSE;
}

static gboolean
count_memory (PickleMachine *self,
              guint64        size)
{
  self->room.total += size;
  if (self->room.total <= PYRO_MAX_PICKLE_MEMORY)
    return TRUE;

  g_set_error (self->error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE, "The pickle needs more than %" G_GUINT64_FORMAT
               " bytes of memory to be read", PYRO_MAX_PICKLE_MEMORY);
  return FALSE;
}

/*
 * _pyro_pickle_alloc:
 * @size: bytes, fewer than half of all memory
 *
 * Returns: memory that lives as long as the machine, or %NULL with an error
 */
gpointer
_pyro_pickle_alloc (PickleMachine *self,
                    gsize          size)
{
  PickleRoom *room = &self->room;
  gsize rounded = (MAX (size, 1) + sizeof (Block) - 1) / sizeof (Block) * sizeof (Block);
  Block *block;

  if (G_UNLIKELY (rounded > room->size - room->used))
    {
      gsize block_size = CLAMP ((gsize) room->total, MIN_BLOCK_SIZE, MAX_BLOCK_SIZE);

      block_size = MAX (block_size, rounded + sizeof (Block));
      if (!count_memory (self, block_size))
        return NULL;
      block = g_malloc (block_size);
      block->next = room->blocks;
      room->blocks = block;
      room->size = block_size;
      room->used = sizeof (Block);
    }
  room->used += rounded;

  return (char *) room->blocks + room->used - rounded;
}

/*
 * _pyro_pickle_grow:
 * @own: where its items are at first
 * @n_needed: there must be room for so many items
 * @item_size: bytes of one
 *
 * Returns: whether that was possible
 */
gboolean
_pyro_pickle_grow (PickleMachine *self,
                   PickleArray   *array,
                   gconstpointer  own,
                   gsize          n_needed,
                   gsize          item_size)
{
  gsize n = MAX (array->n_allocated * 2, n_needed);

  if (!count_memory (self, (n - array->n_allocated) * item_size))
    return FALSE;
  if (array->items != own)
    array->items = g_realloc_n (array->items, n, item_size);
  else
    array->items = memcpy (g_malloc_n (n, item_size), own, array->n_allocated * item_size);
  array->n_allocated = n;

  return TRUE;
}

/*
 * _pyro_pickle_start:
 *
 * Prepares a machine that knows its payload for its first opcode.
 */
void
_pyro_pickle_start (PickleMachine *self)
{
  gsize size;

  self->start = g_bytes_get_data (self->payload, &size);
  if (size == 0)
    self->start = (const guint8 *) "";
  self->at = self->start;
  self->end = size > 0 ? self->start + size : self->start; /* NULL where there is nothing */
  self->protocol = 0;
  self->stopped = FALSE;
  self->room = (PickleRoom) { .blocks = self->own_room, .size = sizeof self->own_room, .used = sizeof (Block) };
  ((Block *) self->room.blocks)->next = NULL;
  self->stack = (PickleArray) { self->own_stack, 0, G_N_ELEMENTS (self->own_stack) };
  self->marks = (PickleArray) { self->own_marks, 0, G_N_ELEMENTS (self->own_marks) };
  self->memo = (PickleArray) { self->own_memo, 0, G_N_ELEMENTS (self->own_memo) };
  self->n_memo = 0;
}

static void
clear_array (PickleArray   *array,
             gconstpointer  own)
{
  if (array->items != own)
    g_free (array->items);
}

void
_pyro_pickle_clear (PickleMachine *self)
{
  Block *block = self->room.blocks;

  while (block->next != NULL)
    {
      Block *next = block->next;

      g_free (block);
      block = next;
    }
  clear_array (&self->stack, self->own_stack);
  clear_array (&self->marks, self->own_marks);
  clear_array (&self->memo, self->own_memo);
}

/* Whether the items let a tuple or frozenset be a key. */
static PickleHash
find_hash (PickleObjectKind   kind,
           const PickleThing *items,
           gsize              n_items)
{
  PickleHash hash = PICKLE_HASHABLE;

  if (kind == PICKLE_LIST || kind == PICKLE_SET || kind == PICKLE_DICT)
    return PICKLE_UNHASHABLE;
  if (kind == PICKLE_GLOBAL || kind == PICKLE_INSTANCE)
    return PICKLE_HASHABLE_THERE;
  for (gsize i = 0; i < n_items; i++)
    hash = MAX (hash, _pyro_pickle_get_hash (&items[i]));

  return hash;
}

/*
 * _pyro_pickle_new_object:
 * @items: (array length=n_items): what is in it at first
 *
 * Returns: a new object, or %NULL with an error
 */
PickleObject *
_pyro_pickle_new_object (PickleMachine     *self,
                         PickleObjectKind   kind,
                         const PickleThing *items,
                         gsize              n_items)
{
  gsize size = kind == PICKLE_GLOBAL ? sizeof (PickleGlobal)
               : kind == PICKLE_INSTANCE ? sizeof (PickleInstance) : sizeof (PickleObject);
  PickleObject *object = _pyro_pickle_alloc (self, size);

  if (object == NULL)
    return NULL;
  memset (object, 0, size);
  object->kind = (guint8) kind;
  object->hash = (guint8) find_hash (kind, items, n_items);

  return n_items == 0 || _pyro_pickle_append (self, object, items, n_items) ? object : NULL;
}

/*
 * _pyro_pickle_append:
 *
 * Puts items behind those that an object has.
 */
gboolean
_pyro_pickle_append (PickleMachine     *self,
                     PickleObject      *object,
                     const PickleThing *items,
                     gsize              n_items)
{
  /* The room is not large enough for a sum that overflows. */
  gsize n_needed = object->n_items + n_items;

  if (n_needed > object->n_allocated)
    {
      gsize n = object->n_items == 0 ? n_needed : MAX (n_needed, (gsize) object->n_allocated * 2);
      PickleThing *room = _pyro_pickle_alloc (self, n * sizeof *room);

      if (room == NULL)
        return FALSE;
      if (object->n_items > 0)
        memcpy (room, object->items, object->n_items * sizeof *room);
      object->items = room;
      object->n_allocated = (guint32) n;
    }
  if (n_items > 0)
    memcpy (object->items + object->n_items, items, n_items * sizeof *items);
  object->n_items = (guint32) n_needed;

  return TRUE;
}

/*
 * _pyro_pickle_share:
 *
 * Says that @thing is reached on one more way than there was.
 */
void
_pyro_pickle_share (PickleThing *thing)
{
  thing->shared = TRUE;
  if (thing->kind == PICKLE_OBJECT)
    thing->u.object->shared = TRUE;
}

void
_pyro_pickle_share_items (PickleObject *object)
{
  for (guint32 i = 0; i < object->n_items; i++)
    _pyro_pickle_share (&object->items[i]);
}
