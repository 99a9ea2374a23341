/* core/value/equality.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/value-private.h"

#include <math.h>
#include <string.h>

#include "core/value/number.h"

/* Equality is Python's `==`. Within containers a node is equal to itself even when it is nan, for
 * Python asks there for identity first; copies of a nan differ. The depth of a value is bounded
 * when it is built, and so is the recursion here. */

static gboolean
equal_text (const PyroValue *self,
            const PyroValue *other)
{
  gsize size, other_size;
  const char *text, *other_text;

  if (self->form == PYRO_FORM_PLAIN && other->form == PYRO_FORM_PLAIN)
    return self->extra == other->extra && self->u.integer == other->u.integer;

  text = _pyro_node_get_text (self, &size);
  other_text = _pyro_node_get_text (other, &other_size);

  return size == other_size && memcmp (text, other_text, size) == 0;
}

static gboolean
is_real (const PyroValue *self)
{
  return self->kind == PYRO_VALUE_BOOL || self->kind == PYRO_VALUE_INT
    || self->kind == PYRO_VALUE_FLOAT;
}

/* Whether a double is exactly an integer of 64 bits. */
static gboolean
to_whole (double  value,
          gint64 *whole)
{
  if (!(value >= -0x1p63 && value < 0x1p63) || value != trunc (value))
    return FALSE;
  *whole = (gint64) value;

  return TRUE;
}

static gboolean
equals_double (const PyroValue *self,
               double           value)
{
  gint64 whole;
  gsize size;

  if (self->kind == PYRO_VALUE_FLOAT)
    return self->u.real == value;
  if (self->form == PYRO_FORM_PLAIN)
    return to_whole (value, &whole) && whole == self->u.integer;

  return pyro_number_is_exact (_pyro_node_get_text (self, &size), value);
}

static gboolean
equal_numbers (const PyroValue *self,
               const PyroValue *other)
{
  if (self->kind == PYRO_VALUE_COMPLEX && other->kind == PYRO_VALUE_COMPLEX)
    return self->u.complex[0] == other->u.complex[0] && self->u.complex[1] == other->u.complex[1];
  if (other->kind == PYRO_VALUE_COMPLEX)
    return other->u.complex[1] == 0 && equals_double (self, other->u.complex[0]);
  if (self->kind == PYRO_VALUE_COMPLEX)
    return self->u.complex[1] == 0 && equals_double (other, self->u.complex[0]);
  if (other->kind == PYRO_VALUE_FLOAT)
    return equals_double (self, other->u.real);
  if (self->kind == PYRO_VALUE_FLOAT)
    return equals_double (other, self->u.real);
  if (self->form == PYRO_FORM_PLAIN || other->form == PYRO_FORM_PLAIN)
    return self->form == other->form && self->u.integer == other->u.integer;

  return equal_text (self, other);
}

static gboolean
equal_sequences (const PyroItems *self,
                 const PyroItems *other)
{
  const PyroValue *nodes = _pyro_items_get_nodes (self);
  const PyroValue *other_nodes = _pyro_items_get_nodes (other);

  if (self->count != other->count)
    return FALSE;
  for (gsize i = 0; i < self->count; i++)
    if (!_pyro_node_equal (&nodes[i], &other_nodes[i]))
      return FALSE;

  return TRUE;
}

/* Sets and dicts. */
static gboolean
equal_unordered (const PyroValue *self,
                 const PyroValue *other)
{
  gsize stride = _pyro_kind_get_stride (self->kind);
  const PyroValue *nodes = _pyro_items_get_nodes (self->u.items);
  const PyroValue *other_nodes = _pyro_items_get_nodes (other->u.items);

  if (self->u.items->count != other->u.items->count)
    return FALSE;
  if (self->kind == PYRO_VALUE_FROZENSET && other->kind == PYRO_VALUE_FROZENSET
      && self->u.items->hash != other->u.items->hash)
    return FALSE;

  for (gsize i = 0; i < self->u.items->count; i++)
    {
      gssize index = _pyro_node_find (other, &nodes[i * stride]);

      if (index < 0)
        return FALSE;
      if (stride > 1
          && !_pyro_node_equal (&nodes[i * stride + 1], &other_nodes[(gsize) index * stride + 1]))
        return FALSE;
    }

  return TRUE;
}

static gboolean
equal (const PyroValue *self,
       const PyroValue *other)
{
  switch ((PyroValueKind) self->kind)
    {
    case PYRO_VALUE_NONE:
      return other->kind == PYRO_VALUE_NONE;

    case PYRO_VALUE_BOOL:
    case PYRO_VALUE_INT:
    case PYRO_VALUE_FLOAT:
    case PYRO_VALUE_COMPLEX:
      return (is_real (other) || other->kind == PYRO_VALUE_COMPLEX) && equal_numbers (self, other);

    case PYRO_VALUE_STR:
    case PYRO_VALUE_BYTES:
      return self->kind == other->kind && equal_text (self, other);

    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
      return self->kind == other->kind && equal_sequences (self->u.items, other->u.items);

    case PYRO_VALUE_SET:
    case PYRO_VALUE_FROZENSET:
      return _pyro_kind_is_set (other->kind) && equal_unordered (self, other);

    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
    default:
      return _pyro_kind_is_map (other->kind) && equal_unordered (self, other);
    }
}

/* As containers ask. */
gboolean
_pyro_node_equal (const PyroValue *self,
                  const PyroValue *other)
{
  self = _pyro_node_resolve (self);
  other = _pyro_node_resolve (other);

  return self == other ? TRUE : equal (self, other);
}

/**
 * pyro_value_equal:
 * @self: a value
 * @other: a value
 *
 * Compares as Python's `==`: 1, 1.0 and True are equal; so are a set and a frozenset of the same
 * members, dicts and records of the same entries in any order; a list and a tuple never are, nor a
 * nan and anything. As in Python a container is equal to itself even with a nan in it.
 *
 * Returns: whether the two are equal
 */
gboolean
pyro_value_equal (PyroValue *self,
                  PyroValue *other)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (other != NULL, FALSE);

  if (self == other && _pyro_kind_is_container (self->kind))
    return TRUE;

  return equal (self, other);
}

/* Whether a value that can be a key is not equal to its own copy. */
gboolean
_pyro_node_holds_nan (const PyroValue *self)
{
  self = _pyro_node_resolve (self);
  if (self->kind == PYRO_VALUE_FLOAT)
    return isnan (self->u.real);
  if (self->kind == PYRO_VALUE_COMPLEX)
    return isnan (self->u.complex[0]) || isnan (self->u.complex[1]);
  if (self->kind != PYRO_VALUE_TUPLE && self->kind != PYRO_VALUE_FROZENSET)
    return FALSE;

  for (gsize i = 0; i < self->u.items->count; i++)
    if (_pyro_node_holds_nan (_pyro_items_get_nodes (self->u.items) + i))
      return TRUE;

  return FALSE;
}

static gboolean
identical_reals (double a,
                 double b)
{
  return memcmp (&a, &b, sizeof a) == 0 || (isnan (a) && isnan (b));
}

static gboolean
identical (const PyroValue *self,
           const PyroValue *other);

static gboolean
identical_entries (const PyroValue *node,
                   const PyroValue *other,
                   gsize            stride)
{
  for (gsize i = 0; i < stride; i++)
    if (!identical (&node[i], &other[i]))
      return FALSE;

  return TRUE;
}

static gboolean
identical_sequences (const PyroItems *self,
                     const PyroItems *other)
{
  return self->count == other->count
    && identical_entries (_pyro_items_get_nodes (self), _pyro_items_get_nodes (other), self->count);
}

/* The order does not matter, but for keys with a nan: these cannot be looked up, so that each is
 * held against the one that has its turn. */
static gboolean
identical_unordered (const PyroValue *self,
                     const PyroValue *other)
{
  gsize stride = _pyro_kind_get_stride (self->kind);
  gsize count = self->u.items->count;
  const PyroValue *nodes = _pyro_items_get_nodes (self->u.items);
  const PyroValue *other_nodes = _pyro_items_get_nodes (other->u.items);
  gsize turn = 0;

  if (count != other->u.items->count)
    return FALSE;

  for (gsize i = 0; i < count; i++)
    {
      const PyroValue *node = &nodes[i * stride];
      gssize index;

      if (_pyro_node_holds_nan (node))
        {
          while (turn < count && !_pyro_node_holds_nan (&other_nodes[turn * stride]))
            turn++;
          index = turn < count ? (gssize) turn++ : -1;
        }
      else
        index = _pyro_node_find (other, node);
      if (index < 0 || !identical_entries (node, &other_nodes[(gsize) index * stride], stride))
        return FALSE;
    }

  return TRUE;
}

static gboolean
identical (const PyroValue *self,
           const PyroValue *other)
{
  self = _pyro_node_resolve (self);
  other = _pyro_node_resolve (other);
  if (self == other)
    return TRUE;
  if (self->kind != other->kind)
    return FALSE;

  switch ((PyroValueKind) self->kind)
    {
    case PYRO_VALUE_FLOAT:
      return identical_reals (self->u.real, other->u.real);

    case PYRO_VALUE_COMPLEX:
      return identical_reals (self->u.complex[0], other->u.complex[0])
        && identical_reals (self->u.complex[1], other->u.complex[1]);

    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
      return identical_sequences (self->u.items, other->u.items);

    case PYRO_VALUE_SET:
    case PYRO_VALUE_FROZENSET:
    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
      return identical_unordered (self, other);

    case PYRO_VALUE_NONE:
    case PYRO_VALUE_BOOL:
    case PYRO_VALUE_INT:
    case PYRO_VALUE_STR:
    case PYRO_VALUE_BYTES:
    default:
      return equal (self, other);
    }
}

/**
 * pyro_value_identical:
 * @self: a value
 * @other: a value
 *
 * Compares more strictly than `==`: the types must be the same all over, so that 1, 1.0 and True
 * differ, and so do 0.0 and -0.0; but any nan is identical to any other. The order of sets and
 * dicts does not matter.
 *
 * Returns: whether nobody could tell the two apart, but by the order of sets and dicts
 */
gboolean
pyro_value_identical (PyroValue *self,
                      PyroValue *other)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (other != NULL, FALSE);

  return identical (self, other);
}
