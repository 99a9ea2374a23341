/* core/value/builder-value.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/builder-private.h"

#include <string.h>

#include "core/limits.h"

/* What is there already becomes a part of the value that is being made. */

/* A value of so many bytes is copied rather than held together with its document. */
#define MAX_COPIED_SIZE 64

/* Values that there is room for from the first one on that is kept. */
#define MIN_KEPT 16

/**
 * pyro_builder_take_bytes:
 * @self: a builder
 * @bytes: (transfer full): the bytes
 *
 * Adds bytes; the value holds @bytes unless copying them costs less.
 */
void
pyro_builder_take_bytes (PyroBuilder *self,
                         GBytes      *bytes)
{
  gconstpointer data;
  PyroValue *node;
  gsize size;

  g_return_if_fail (self != NULL);
  g_return_if_fail (bytes != NULL);

  data = g_bytes_get_data (bytes, &size);
  if (size <= MAX_COPIED_SIZE)
    {
      pyro_builder_add_bytes (self, data, size);
      g_bytes_unref (bytes);
      return;
    }

  node = _pyro_builder_push (self, PYRO_VALUE_BYTES);
  node->form = PYRO_FORM_KEPT;
  node->u.bytes = bytes;
  _pyro_arena_keep_bytes (&self->arena, bytes);
}

/* Adds a node that stands for one of another document. */
static void
add_ref (PyroBuilder     *self,
         const PyroValue *value)
{
  PyroValue *node = _pyro_builder_push (self, value->kind);
  PyroValue *open = &self->nodes[self->open];

  node->form = PYRO_FORM_REF;
  node->extra = value->extra;
  node->u.target = (PyroValue *) value;
  _pyro_arena_keep_node (&self->arena, value);
  if (_pyro_kind_is_container (value->kind))
    {
      open->extra = MAX (open->extra, value->extra);
      open->u.integer += value->u.items->weight;
    }
}

static void
add_text_value (PyroBuilder     *self,
                const PyroValue *value)
{
  gsize size;
  const char *text = _pyro_node_get_text (value, &size);

  if (size <= MAX_COPIED_SIZE)
    memcpy (_pyro_builder_push_text (self, value->kind, size), text, size);
  else if (value->form == PYRO_FORM_KEPT)
    pyro_builder_take_bytes (self, g_bytes_ref (value->u.bytes));
  else
    add_ref (self, value);
}

/**
 * pyro_builder_add_value:
 * @self: a builder
 * @value: a value
 *
 * Adds a value that is there already. It is not copied unless it is small: the value that is being
 * made holds it, and with it all that was made together with it.
 */
void
pyro_builder_add_value (PyroBuilder *self,
                        PyroValue   *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (value != NULL);

  switch (pyro_value_get_kind (value))
    {
    case PYRO_VALUE_NONE:
    case PYRO_VALUE_BOOL:
    case PYRO_VALUE_FLOAT:
      _pyro_builder_push (self, value->kind)->u = value->u;
      break;

    case PYRO_VALUE_INT:
      if (value->form == PYRO_FORM_PLAIN)
        _pyro_builder_push (self, value->kind)->u = value->u;
      else
        add_text_value (self, value);
      break;

    case PYRO_VALUE_COMPLEX:
      pyro_builder_add_complex (self, value->u.complex[0], value->u.complex[1]);
      break;

    case PYRO_VALUE_STR:
    case PYRO_VALUE_BYTES:
      add_text_value (self, value);
      break;

    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
    case PYRO_VALUE_SET:
    case PYRO_VALUE_FROZENSET:
    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
    default:
      add_ref (self, value);
    }
}

/**
 * pyro_builder_reserve: (skip)
 *
 * Gives the value that comes next a number, under which it can be added again: some serializers write
 * a value that is reached on several ways only once. It is the caller that says, by
 * [method@Pyro.Builder.keep], when the value is there.
 *
 * Returns: the number: 0 for the first one, and so on
 */
guint
pyro_builder_reserve (PyroBuilder *self)
{
  const PyroValue missing = { .form = PYRO_FORM_OPEN };

  g_return_val_if_fail (self != NULL, 0);

  if (self->kept == NULL)
    self->kept = g_array_sized_new (FALSE, FALSE, sizeof (PyroValue), MIN_KEPT);
  g_array_append_val (self->kept, missing);

  return self->kept->len - 1;
}

/**
 * pyro_builder_keep: (skip)
 * @number: what [method@Pyro.Builder.reserve] gave
 *
 * Remembers, under its number, the value that was added last, or whose container was closed last.
 */
void
pyro_builder_keep (PyroBuilder *self,
                   guint        number)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->kept != NULL && number < self->kept->len);

  if (self->error != NULL)
    return; /* it may not have been added */
  g_return_if_fail (self->n_nodes - self->open > 1);

  g_array_index (self->kept, PyroValue, number) = self->nodes[self->n_nodes - 1];
}

/**
 * pyro_builder_add_kept: (skip)
 * @number: any number
 *
 * Adds a value once more. It costs one node, but counts with all that is in it towards
 * `PYRO_MAX_NODES`: what walks over the value meets it each time.
 *
 * Returns: %FALSE when no value is kept under @number, as that of a container that is still open
 */
gboolean
pyro_builder_add_kept (PyroBuilder *self,
                       guint        number)
{
  const PyroValue *kept;
  PyroValue *node, *open;
  guint32 weight;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->kept == NULL || number >= self->kept->len)
    return FALSE;
  kept = &g_array_index (self->kept, PyroValue, number);
  if (kept->form == PYRO_FORM_OPEN)
    return FALSE;

  node = _pyro_builder_push (self, kept->kind);
  node->form = kept->form;
  node->extra = kept->extra;
  node->u = kept->u;
  if (_pyro_kind_is_container (kept->kind))
    {
      open = &self->nodes[self->open];
      weight = _pyro_node_resolve (kept)->u.items->weight;
      open->extra = MAX (open->extra, kept->extra);
      open->u.integer += weight;
      /* Not only of the open container, as each that is closed may be walked over to hash it. */
      self->n_again += weight;
      if (self->n_again > PYRO_MAX_NODES)
        _pyro_builder_fail_too_many (self);
    }

  return TRUE;
}
