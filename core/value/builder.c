/* core/value/builder.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/builder.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/translation-private.h"
#include "core/value/builder-private.h"
#include "core/value/number.h"

/**
 * PyroBuilder:
 *
 * Makes a value from its parts, in the order in which a text or a payload names them: each `_add_`
 * puts one item into the container that is open, or makes it the value itself when none is;
 * `_open` begins a container and `_close` ends it. The items of a dict are a key and its value in
 * turns.
 *
 * A builder is used by one thread at a time. After an error all that is left to do is to free it;
 * an error of an `_add_` function is told by the next one that returns an error.
 */

G_DEFINE_BOXED_TYPE (PyroBuilder, pyro_builder, pyro_builder_ref, pyro_builder_unref)

/* Nodes wait in a row, those of the open containers one after another, each behind a mark that says
 * how many there are. Closing a container moves its nodes into the document and puts the container
 * where the mark was. */

static void
make_base (PyroBuilder *self)
{
  self->nodes[PYRO_BUILDER_BASE] = (PyroValue) { .kind = PYRO_VALUE_LIST, .form = PYRO_FORM_OPEN };
  self->n_nodes = PYRO_BUILDER_BASE + 1;
  self->open = PYRO_BUILDER_BASE;
  self->n_open = 0;
}

/* Forgets the nodes, which are somebody else's or nobody's. */
void
_pyro_builder_reset (PyroBuilder *self)
{
  self->nodes = self->own_nodes;
  self->n_allocated = G_N_ELEMENTS (self->own_nodes);
  make_base (self);
}

/**
 * pyro_builder_new:
 *
 * Returns: (transfer full): a builder with nothing in it
 */
PyroBuilder *
pyro_builder_new (void)
{
  PyroBuilder *self = g_new (PyroBuilder, 1);

  g_ref_count_init (&self->ref_count);
  self->arena = (PyroArena) { 0 };
  self->error = NULL;
  self->kept = NULL;
  self->n_again = 0;
  _pyro_builder_reset (self);

  return self;
}

/**
 * pyro_builder_ref:
 * @self: a builder
 *
 * Returns: (transfer full): the same builder
 */
PyroBuilder *
pyro_builder_ref (PyroBuilder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * pyro_builder_unref:
 * @self: (transfer full): a builder
 *
 * Lets go of the builder. The last one to do so frees it with all that is in it.
 */
void
pyro_builder_unref (PyroBuilder *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->ref_count))
    return;

  _pyro_arena_clear (&self->arena);
  g_clear_error (&self->error);
  g_clear_pointer (&self->kept, g_array_unref);
  if (self->nodes != self->own_nodes)
    g_free (self->nodes);
  g_free (self);
}

/* What an _add_ function cannot say. */
void
_pyro_builder_fail_too_many (PyroBuilder *self)
{
  if (self->error == NULL)
    g_set_error (&self->error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE, /* Translators: %d is always 268435456 */
                 _pyro_builder_say (self, N_("A value has more than %d items in all")), PYRO_MAX_NODES);
}

gboolean
_pyro_builder_grow (PyroBuilder *self)
{
  gsize size = (gsize) self->n_allocated * 2;

  if (self->n_nodes >= PYRO_MAX_NODES)
    {
      _pyro_builder_fail_too_many (self);
      return FALSE;
    }

  if (self->nodes == self->own_nodes)
    {
      self->nodes = g_new (PyroValue, size);
      memcpy (self->nodes, self->own_nodes, sizeof self->own_nodes);
    }
  else
    self->nodes = g_renew (PyroValue, self->nodes, size);
  self->n_allocated = (guint32) size;

  return TRUE;
}

/**
 * pyro_builder_add_none:
 * @self: a builder
 *
 * Adds `None`.
 */
void
pyro_builder_add_none (PyroBuilder *self)
{
  g_return_if_fail (self != NULL);

  _pyro_builder_push (self, PYRO_VALUE_NONE)->u.integer = 0;
}

/**
 * pyro_builder_add_bool:
 * @self: a builder
 * @value: whether it is `True`
 *
 * Adds `True` or `False`.
 */
void
pyro_builder_add_bool (PyroBuilder *self,
                       gboolean     value)
{
  g_return_if_fail (self != NULL);

  _pyro_builder_push (self, PYRO_VALUE_BOOL)->u.integer = value != FALSE;
}

/**
 * pyro_builder_add_int:
 * @self: a builder
 * @value: the integer
 *
 * Adds an int.
 */
void
pyro_builder_add_int (PyroBuilder *self,
                      gint64       value)
{
  g_return_if_fail (self != NULL);

  _pyro_builder_push (self, PYRO_VALUE_INT)->u.integer = value;
}

/**
 * pyro_builder_add_int_text:
 * @self: a builder
 * @digits: decimal digits, with a sign or without
 * @size: bytes of @digits
 *
 * Adds an int of any size. It is an error, told later, when @digits are none, or more than
 * `PYRO_MAX_INT_DIGITS`.
 */
void
pyro_builder_add_int_text (PyroBuilder *self,
                           const char  *digits,
                           gsize        size)
{
  g_autofree char *canonical = NULL;
  gint64 value;

  g_return_if_fail (self != NULL);
  g_return_if_fail (digits != NULL || size == 0);

  if (pyro_number_parse_int64 (digits, size, &value))
    {
      pyro_builder_add_int (self, value);
      return;
    }

  canonical = pyro_number_canonicalise (digits, size, self->error == NULL ? &self->error : NULL);
  if (canonical == NULL)
    return;
  size = strlen (canonical);
  memcpy (_pyro_builder_push_text (self, PYRO_VALUE_INT, size), canonical, size);
}

/**
 * pyro_builder_add_float:
 * @self: a builder
 * @value: the number
 *
 * Adds a float.
 */
void
pyro_builder_add_float (PyroBuilder *self,
                        double       value)
{
  g_return_if_fail (self != NULL);

  _pyro_builder_push (self, PYRO_VALUE_FLOAT)->u.real = value;
}

/**
 * pyro_builder_add_complex:
 * @self: a builder
 * @real: the real part
 * @imaginary: the imaginary part
 *
 * Adds a complex number.
 */
void
pyro_builder_add_complex (PyroBuilder *self,
                          double       real,
                          double       imaginary)
{
  PyroBlock *block;
  double *parts;

  g_return_if_fail (self != NULL);

  parts = _pyro_arena_add (&self->arena, 2 * sizeof *parts, G_ALIGNOF (double), &block);
  parts[0] = real;
  parts[1] = imaginary;
  _pyro_builder_push (self, PYRO_VALUE_COMPLEX)->u.complex = parts;
}

/**
 * pyro_builder_add_string:
 * @self: a builder
 * @text: UTF-8, in which a lone surrogate is three bytes
 * @size: bytes of @text, -1 when it ends with a NUL
 *
 * Adds a str. The caller has made sure that @text is well formed.
 */
void
pyro_builder_add_string (PyroBuilder *self,
                         const char  *text,
                         gssize       size)
{
  gsize n;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL || size == 0);

  n = size < 0 ? strlen (text) : (gsize) size;
  if (n > 0)
    memcpy (_pyro_builder_push_text (self, PYRO_VALUE_STR, n), text, n);
  else
    _pyro_builder_push_text (self, PYRO_VALUE_STR, 0);
}

static gboolean
check_room (PyroBuilder *self,
            gsize        size)
{
  /* What is added to the size of a text, of its block and of its document stays below this. */
  if (size <= G_MAXSIZE / 4)
    return TRUE;

  if (self->error == NULL)
    g_set_error_literal (&self->error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE,
                         _pyro_builder_say (self, N_("A text is larger than the memory of any computer")));

  return FALSE;
}

/**
 * pyro_builder_add_string_room: (skip)
 * @self: a builder
 * @size: bytes of the text
 *
 * Adds a str whose text the caller is to write before it uses the builder again: @size bytes, as
 * [method@Pyro.Builder.add_string] wants them. A NUL behind them is there already.
 * Bindings cannot write into memory that is lent to them.
 *
 * Returns: (transfer none) (nullable): where the text goes; %NULL, an error that is told later,
 *   when there can be no such room
 */
char *
pyro_builder_add_string_room (PyroBuilder *self,
                              gsize        size)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!check_room (self, size))
    return NULL;

  return _pyro_builder_push_text (self, PYRO_VALUE_STR, size);
}

/**
 * pyro_builder_add_bytes:
 * @self: a builder
 * @data: (array length=size) (element-type guint8): the bytes
 * @size: how many there are
 *
 * Adds bytes, copied.
 */
void
pyro_builder_add_bytes (PyroBuilder   *self,
                        gconstpointer  data,
                        gsize          size)
{
  char *room;

  g_return_if_fail (self != NULL);
  g_return_if_fail (data != NULL || size == 0);

  room = _pyro_builder_push_text (self, PYRO_VALUE_BYTES, size);
  if (size > 0)
    memcpy (room, data, size);
}

/**
 * pyro_builder_add_bytes_room: (skip)
 * @self: a builder
 * @size: how many bytes there will be
 *
 * Adds bytes that the caller is to write before it uses the builder again. Bindings cannot write into
 * memory that is lent to them.
 *
 * Returns: (transfer none) (nullable): where they go; %NULL, an error that is told later, when
 *   there can be no such room
 */
guint8 *
pyro_builder_add_bytes_room (PyroBuilder *self,
                             gsize        size)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!check_room (self, size))
    return NULL;

  return (guint8 *) _pyro_builder_push_text (self, PYRO_VALUE_BYTES, size);
}

/**
 * pyro_builder_get_n_items:
 * @self: a builder
 *
 * Returns: the items that the open container has up to now, keys and values of a dict counted
 *   each; when none is open, the values that were added
 */
gsize
pyro_builder_get_n_items (PyroBuilder *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_nodes - self->open - 1;
}

/**
 * pyro_builder_open:
 * @self: a builder
 * @kind: which container
 * @error: return location for an error: `PYRO_ERROR_TOO_LARGE` when it would be nested deeper than
 *   `PYRO_MAX_DEPTH`
 *
 * Begins a container.
 *
 * Returns: whether that was possible
 */
gboolean
pyro_builder_open (PyroBuilder    *self,
                   PyroValueKind   kind,
                   GError        **error)
{
  PyroValue *node;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (_pyro_kind_is_container (kind), FALSE);

  if (self->n_open >= PYRO_MAX_DEPTH)
    return _pyro_builder_refuse_depth (self, error);

  node = _pyro_builder_push (self, kind);
  if (node == &self->surplus)
    {
      g_propagate_error (error, g_error_copy (self->error));
      return FALSE;
    }
  node->form = PYRO_FORM_OPEN;
  node->place = self->open;
  node->u.integer = 0;
  self->open = self->n_nodes - 1;
  self->n_open++;

  return TRUE;
}

/**
 * pyro_builder_open_around:
 * @self: a builder
 * @kind: which container
 * @error: return location for an error: `PYRO_ERROR_TOO_LARGE` when it would be nested deeper than
 *   `PYRO_MAX_DEPTH`
 *
 * Begins a container whose first item is the value that was added last: a text in brackets turns
 * out to be a tuple only at its first comma.
 *
 * Returns: whether that was possible
 */
gboolean
pyro_builder_open_around (PyroBuilder    *self,
                          PyroValueKind   kind,
                          GError        **error)
{
  PyroValue first, *mark;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->n_nodes - self->open > 1 || self->error != NULL, FALSE);

  if (self->error != NULL)
    {
      g_propagate_error (error, g_error_copy (self->error));
      return FALSE;
    }

  first = self->nodes[--self->n_nodes];
  if (!pyro_builder_open (self, kind, error))
    return FALSE;
  *_pyro_builder_push (self, first.kind) = first;
  if (_pyro_kind_is_container (first.kind))
    {
      gint64 weight = _pyro_node_resolve (&first)->u.items->weight;

      mark = &self->nodes[self->open];
      mark->extra = first.extra;
      mark->u.integer = weight;
      self->nodes[mark->place].u.integer -= weight;
    }

  return TRUE;
}

/**
 * pyro_builder_end:
 * @self: a builder
 * @error: return location for an error that an `_add_` function left
 *
 * Ends the making of a value. The builder is empty then, and may make another one. There must be
 * exactly one value, and no open container.
 *
 * Returns: (transfer full) (nullable): the value
 */
PyroValue *
pyro_builder_end (PyroBuilder  *self,
                  GError      **error)
{
  PyroValue *root, *value;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->error != NULL)
    {
      g_propagate_error (error, g_error_copy (self->error));
      return NULL;
    }
  g_return_val_if_fail (self->n_open == 0, NULL);
  g_return_val_if_fail (pyro_builder_get_n_items (self) == 1, NULL);

  root = &self->nodes[PYRO_BUILDER_BASE + 1];
  if (root->form == PYRO_FORM_REF)
    {
      value = pyro_value_ref (root->u.target);
      _pyro_arena_clear (&self->arena);
    }
  else
    value = _pyro_arena_finish (&self->arena, root);
  g_clear_pointer (&self->kept, g_array_unref);
  self->n_again = 0;
  make_base (self);

  return value;
}
