/* core/value/value.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/value.h"

#include <string.h>

#include "core/value/builder.h"
#include "core/value/document-private.h"
#include "core/value/number.h"

/**
 * PyroValue:
 *
 * A Python value: what a method takes and what it returns.
 *
 * A value never changes once made, so that threads may share it. Containers give out their items
 * borrowed: an item is good as long as its container is held, and holding the item with
 * [method@Pyro.Value.ref] keeps it, and all that was made together with it, alive for itself.
 *
 * Values are made by a [struct@Pyro.Builder], by the `pyro_value_new_` functions for small ones, by
 * [func@Pyro.literal_parse], and by the codecs.
 */

G_DEFINE_BOXED_TYPE (PyroValue, pyro_value, pyro_value_ref, pyro_value_unref)

const PyroItems _pyro_no_items;

static PyroValue *
new_scalar (PyroValueKind kind,
            gint64        content)
{
  PyroArena arena = { 0 };
  PyroValue node = { .kind = (guint8) kind, .u.integer = content };

  return _pyro_arena_finish (&arena, &node);
}

/**
 * pyro_value_new_none: (constructor)
 *
 * Returns: (transfer full): `None`
 */
PyroValue *
pyro_value_new_none (void)
{
  return new_scalar (PYRO_VALUE_NONE, 0);
}

/**
 * pyro_value_new_bool: (constructor)
 * @value: whether it is `True`
 *
 * Returns: (transfer full): `True` or `False`
 */
PyroValue *
pyro_value_new_bool (gboolean value)
{
  return new_scalar (PYRO_VALUE_BOOL, value != FALSE);
}

/**
 * pyro_value_new_int: (constructor)
 * @value: an integer
 *
 * Returns: (transfer full): an int
 */
PyroValue *
pyro_value_new_int (gint64 value)
{
  return new_scalar (PYRO_VALUE_INT, value);
}

/**
 * pyro_value_new_float: (constructor)
 * @value: a number, also nan and the infinities
 *
 * Returns: (transfer full): a float
 */
PyroValue *
pyro_value_new_float (double value)
{
  PyroArena arena = { 0 };
  PyroValue node = { .kind = PYRO_VALUE_FLOAT, .u.real = value };

  return _pyro_arena_finish (&arena, &node);
}

/**
 * pyro_value_new_complex: (constructor)
 * @real: the real part
 * @imaginary: the imaginary part
 *
 * Returns: (transfer full): a complex number
 */
PyroValue *
pyro_value_new_complex (double real,
                        double imaginary)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_add_complex (builder, real, imaginary);

  return pyro_builder_end (builder, NULL);
}

/**
 * pyro_value_new_string: (constructor)
 * @text: UTF-8
 *
 * Returns: (transfer full): a str
 */
PyroValue *
pyro_value_new_string (const char *text)
{
  PyroArena arena = { 0 };
  PyroValue node = { .kind = PYRO_VALUE_STR };
  gsize size;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (g_utf8_validate (text, -1, NULL), NULL);

  size = strlen (text);
  if (size > PYRO_PLAIN_TEXT_SIZE)
    _pyro_arena_start (&arena, sizeof (PyroLong) + size + 1);
  memcpy (_pyro_arena_add_text (&arena, &node, size), text, size);

  return _pyro_arena_finish (&arena, &node);
}

/**
 * pyro_value_new_bytes: (constructor)
 * @bytes: the bytes, which are not copied when they are many
 *
 * Returns: (transfer full): bytes
 */
PyroValue *
pyro_value_new_bytes (GBytes *bytes)
{
  g_autoptr(PyroBuilder) builder = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  builder = pyro_builder_new ();
  pyro_builder_take_bytes (builder, g_bytes_ref (bytes));

  return pyro_builder_end (builder, NULL);
}

static PyroValue *
new_sequence (PyroValueKind   kind,
              PyroValue     **items,
              gsize           n_items)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(GError) error = NULL;

  if (pyro_builder_open (builder, kind, &error))
    for (gsize i = 0; i < n_items; i++)
      pyro_builder_add_value (builder, items[i]);
  if (error != NULL || !pyro_builder_close (builder, &error))
    {
      g_critical ("%s", error->message);
      return NULL;
    }

  return pyro_builder_end (builder, NULL);
}

/**
 * pyro_value_new_list: (constructor)
 * @items: (array length=n_items) (nullable): the items
 * @n_items: how many there are
 *
 * Makes a list. A [struct@Pyro.Builder] is the way for items that come from elsewhere: here it is
 * the caller's mistake when they are nested deeper than `PYRO_MAX_DEPTH`.
 *
 * Returns: (transfer full): a list
 */
PyroValue *
pyro_value_new_list (PyroValue **items,
                     gsize       n_items)
{
  g_return_val_if_fail (items != NULL || n_items == 0, NULL);

  return new_sequence (PYRO_VALUE_LIST, items, n_items);
}

/**
 * pyro_value_new_tuple: (constructor)
 * @items: (array length=n_items) (nullable): the items
 * @n_items: how many there are
 *
 * Makes a tuple, with the same limit as [ctor@Pyro.Value.new_list].
 *
 * Returns: (transfer full): a tuple
 */
PyroValue *
pyro_value_new_tuple (PyroValue **items,
                      gsize       n_items)
{
  g_return_val_if_fail (items != NULL || n_items == 0, NULL);

  return new_sequence (PYRO_VALUE_TUPLE, items, n_items);
}

/**
 * pyro_value_get_kind:
 * @self: a value
 *
 * Returns: the type
 */
PyroValueKind
pyro_value_get_kind (PyroValue *self)
{
  g_return_val_if_fail (self != NULL, PYRO_VALUE_NONE);

  return self->kind;
}

/**
 * pyro_value_get_type_name:
 * @self: a value
 *
 * Returns: the name of the Python type, like `int` or `NoneType`; for a record the name of its
 *   class
 */
const char *
pyro_value_get_type_name (PyroValue *self)
{
  static const char *const names[] = {
    [PYRO_VALUE_NONE] = "NoneType",   [PYRO_VALUE_BOOL] = "bool",
    [PYRO_VALUE_INT] = "int",         [PYRO_VALUE_FLOAT] = "float",
    [PYRO_VALUE_COMPLEX] = "complex", [PYRO_VALUE_STR] = "str",
    [PYRO_VALUE_BYTES] = "bytes",     [PYRO_VALUE_LIST] = "list",
    [PYRO_VALUE_TUPLE] = "tuple",     [PYRO_VALUE_SET] = "set",
    [PYRO_VALUE_DICT] = "dict",       [PYRO_VALUE_FROZENSET] = "frozenset",
  };

  g_return_val_if_fail (self != NULL, NULL);

  return self->kind == PYRO_VALUE_RECORD ? pyro_value_get_class_name (self) : names[self->kind];
}

/**
 * pyro_value_is_container:
 * @self: a value
 *
 * Returns: whether the value has items: a list, tuple, set, frozenset, dict or record
 */
gboolean
pyro_value_is_container (PyroValue *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return _pyro_kind_is_container (self->kind);
}

static gboolean
is_whole (const PyroValue *self)
{
  return (self->kind == PYRO_VALUE_INT || self->kind == PYRO_VALUE_BOOL)
    && self->form == PYRO_FORM_PLAIN;
}

/**
 * pyro_value_get_bool:
 * @self: a value
 *
 * Returns: whether the value is true, as Python's `bool()` says of any value: numbers other than
 *   zero, texts and containers that are not empty
 */
gboolean
pyro_value_get_bool (PyroValue *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  switch ((PyroValueKind) self->kind)
    {
    case PYRO_VALUE_NONE:
      return FALSE;

    case PYRO_VALUE_BOOL:
    case PYRO_VALUE_INT:
      return self->form != PYRO_FORM_PLAIN || self->u.integer != 0;

    case PYRO_VALUE_FLOAT:
      return self->u.real != 0;

    case PYRO_VALUE_COMPLEX:
      return self->u.complex[0] != 0 || self->u.complex[1] != 0;

    case PYRO_VALUE_STR:
    case PYRO_VALUE_BYTES:
      {
        gsize size;

        _pyro_node_get_text (self, &size);
        return size > 0;
      }

    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
    case PYRO_VALUE_SET:
    case PYRO_VALUE_FROZENSET:
    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
    default:
      return self->u.items->count > 0;
    }
}

/**
 * pyro_value_get_int64:
 * @self: a value
 * @value: (out) (optional): the integer
 *
 * Returns: whether the value is an int of 64 bits, or a bool
 */
gboolean
pyro_value_get_int64 (PyroValue *self,
                      gint64    *value)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!is_whole (self))
    return FALSE;
  if (value != NULL)
    *value = self->u.integer;

  return TRUE;
}

/**
 * pyro_value_dup_int_text:
 * @self: a value
 *
 * Returns: (transfer full) (nullable): the decimal digits of an int or a bool, with a minus sign
 *   when it is negative; %NULL for another value
 */
char *
pyro_value_dup_int_text (PyroValue *self)
{
  char buffer[PYRO_NUMBER_SIZE];
  gsize size;

  g_return_val_if_fail (self != NULL, NULL);

  if (is_whole (self))
    {
      pyro_number_format_int (self->u.integer, buffer);
      return g_strdup (buffer);
    }
  if (self->kind == PYRO_VALUE_INT)
    return g_strdup (_pyro_node_get_text (self, &size));

  return NULL;
}

/**
 * pyro_value_get_float:
 * @self: a value
 *
 * Returns: the number that a float, an int or a bool is, as [method@Pyro.Value.get_number] gives
 *   it; 0 for another value
 */
double
pyro_value_get_float (PyroValue *self)
{
  double value = 0;

  g_return_val_if_fail (self != NULL, 0);

  pyro_value_get_number (self, &value);

  return value;
}

/**
 * pyro_value_get_complex:
 * @self: a value
 * @real: (out) (optional): the real part
 * @imaginary: (out) (optional): the imaginary part
 *
 * Gives the parts of a complex number. Another number has no imaginary part; what is no number has
 * both parts 0.
 */
void
pyro_value_get_complex (PyroValue *self,
                        double    *real,
                        double    *imaginary)
{
  gboolean complex;

  g_return_if_fail (self != NULL);

  complex = self->kind == PYRO_VALUE_COMPLEX;
  if (real != NULL)
    *real = complex ? self->u.complex[0] : pyro_value_get_float (self);
  if (imaginary != NULL)
    *imaginary = complex ? self->u.complex[1] : 0;
}

/**
 * pyro_value_get_number:
 * @self: a value
 * @value: (out) (optional): the number, rounded when it is an int that no double holds, and an
 *   infinity when it is beyond the greatest one
 *
 * Returns: whether the value is a float, an int or a bool
 */
gboolean
pyro_value_get_number (PyroValue *self,
                       double    *value)
{
  double number;
  gsize size;

  g_return_val_if_fail (self != NULL, FALSE);

  if (is_whole (self))
    number = (double) self->u.integer;
  else if (self->kind == PYRO_VALUE_FLOAT)
    number = self->u.real;
  else if (self->kind == PYRO_VALUE_INT)
    number = pyro_number_to_double (_pyro_node_get_text (self, &size));
  else
    return FALSE;
  if (value != NULL)
    *value = number;

  return TRUE;
}

/**
 * pyro_value_get_depth:
 * @self: a value
 *
 * Returns: the levels of containers: 0 for what is none, 1 for an empty list
 */
guint
pyro_value_get_depth (PyroValue *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return _pyro_kind_is_container (self->kind) ? self->extra : 0;
}
