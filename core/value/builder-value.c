/* core/value/builder-value.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/builder-private.h"

#include <string.h>

/* What is there already becomes a part of the value that is being made. */

/* A value of so many bytes is copied rather than held together with its document. */
#define MAX_COPIED_SIZE 64

/**
 * pyro_builder_take_bytes:
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
