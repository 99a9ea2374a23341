/* core/value/value-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/value.h"

G_BEGIN_DECLS

/* A value is a node of a document. Only a document is counted, so that a node costs 16 bytes and
 * reading costs no allocation; see document.c for how the nodes lie in memory. */

/* Where the content of a node is. */
typedef enum
{
  PYRO_FORM_PLAIN, /* in the node; for a container, in its items */
  PYRO_FORM_SHORT, /* at data, which has as many bytes as the node's extra field says, and a NUL */
  PYRO_FORM_LONG,  /* in a PyroLong */
  PYRO_FORM_KEPT,  /* in a GBytes that the document holds */
  PYRO_FORM_REF,   /* in a node of another document, which the document of this one holds */
  PYRO_FORM_OPEN,  /* nowhere yet: a container that a builder has open */
} PyroForm;

typedef struct _PyroItems PyroItems;

/* Bytes, and a NUL after them. */
typedef struct
{
  gsize size;
  char  data[];
} PyroLong;

struct _PyroValue
{
  guint8  kind;  /* PyroValueKind */
  guint8  form;  /* PyroForm */
  guint16 extra; /* bytes of a plain or short text; levels of a container */
  guint32 place; /* where it is in its block, in nodes */
  union
  {
    gint64          integer;
    double          real;
    char            text[8];
    const double   *complex;
    const char     *data;
    const PyroLong *longer;
    PyroItems      *items;
    GBytes         *bytes;
    PyroValue      *target;
  } u;
};

G_STATIC_ASSERT (sizeof (PyroValue) == 16);

/* Text that is in its node: seven bytes and a NUL. */
#define PYRO_PLAIN_TEXT_SIZE 7

/* The content of a container. The nodes follow, for a dict a key and its value in turns, and then
 * the slots of the hash index, when there is one. */
struct _PyroItems
{
  _Alignas (PyroValue)
  guint32 count;   /* items, or entries of a dict */
  guint32 weight;  /* nodes below, however often each is reached */
  guint32 hash;    /* of a frozenset */
  guint32 n_slots; /* a power of two, or 0 */
};

G_STATIC_ASSERT (sizeof (PyroItems) == 16);

/* Dicts and sets with more entries have an index. */
#define PYRO_MAX_UNINDEXED 8

extern const PyroItems _pyro_no_items;

gboolean         _pyro_node_equal           (const PyroValue *self,
                                             const PyroValue *other);
gboolean         _pyro_node_holds_nan       (const PyroValue *self);
gssize           _pyro_node_find            (const PyroValue *self,
                                             const PyroValue *key);
const PyroValue *_pyro_node_find_unhashable (const PyroValue *self);
guint32          _pyro_node_hash            (const PyroValue *self);
guint32          _pyro_items_hash           (const PyroValue *nodes,
                                             gsize            n_nodes);

/* What stands for a node of another document looks like that node. */
static inline const PyroValue *
_pyro_node_resolve (const PyroValue *self)
{
  return G_UNLIKELY (self->form == PYRO_FORM_REF) ? self->u.target : self;
}

static inline gboolean
_pyro_kind_is_container (PyroValueKind kind)
{
  return kind >= PYRO_VALUE_LIST;
}

static inline gboolean
_pyro_kind_is_map (PyroValueKind kind)
{
  return kind >= PYRO_VALUE_DICT;
}

static inline gboolean
_pyro_kind_is_set (PyroValueKind kind)
{
  return kind == PYRO_VALUE_SET || kind == PYRO_VALUE_FROZENSET;
}

/* Nodes an entry has. */
static inline gsize
_pyro_kind_get_stride (PyroValueKind kind)
{
  return _pyro_kind_is_map (kind) ? 2 : 1;
}

static inline PyroValue *
_pyro_items_get_nodes (const PyroItems *self)
{
  return (PyroValue *) (self + 1);
}

/* A slot holds the number of an entry, from 1, or 0. A number is less than the number of slots; the bits
 * above are those of the hash, so that hardly any other entry has to be looked at. */
static inline guint32 *
_pyro_items_get_slots (const PyroItems *self,
                       gsize            stride)
{
  return (guint32 *) (_pyro_items_get_nodes (self) + self->count * stride);
}

/* The bytes of a str, of bytes, or of an integer beyond 64 bits. */
static inline const char *
_pyro_node_get_text (const PyroValue *self,
                     gsize           *size)
{
  if (self->form == PYRO_FORM_PLAIN)
    {
      *size = self->extra;
      return self->u.text;
    }
  if (self->form == PYRO_FORM_SHORT)
    {
      *size = self->extra;
      return self->u.data;
    }
  if (self->form == PYRO_FORM_LONG)
    {
      *size = self->u.longer->size;
      return self->u.longer->data;
    }

  return g_bytes_get_data (self->u.bytes, size);
}

G_END_DECLS
