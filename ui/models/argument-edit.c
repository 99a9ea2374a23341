/* ui/models/argument-edit.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/argument-private.h"

#include "ui/models/arguments-private.h"
#include "ui/models/classes.h"

#include <string.h>

/* How an argument changes its kind and takes a value from elsewhere. */

#define MAX_ROWS 200 /* items of a container that are edited in a row each */

static void
items_changed (LensArgument  *self,
               LensArguments *items)
{
  if (self->silent)
    return;

  self->missing = 0;
  lens_argument_judge (self, TRUE);
}

void
lens_argument_drop_items (LensArgument *self)
{
  if (self->items == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->items, self);
  g_clear_object (&self->items);
}

/* A container gets rows for @value, as far as that has any. */
static void
make_items (LensArgument *self,
            PyroValue    *value)
{
  lens_argument_drop_items (self);
  self->items = lens_arguments_new_items (self->kind);
  if (value != NULL)
    lens_arguments_set_values (self->items, value);
  g_signal_connect_object (self->items, "changed", G_CALLBACK (items_changed), self, G_CONNECT_SWAPPED);
}

static void
set_text (LensArgument *self,
          const char   *text)
{
  if (g_set_str (&self->text, text))
    lens_argument_notify (self, LENS_ARGUMENT_PROP_TEXT);
}

static gboolean
is_convertible (PyroValue *value,
                LensKind   kind)
{
  PyroValueKind have = pyro_value_get_kind (value);
  gboolean named = have == PYRO_VALUE_DICT || have == PYRO_VALUE_RECORD;

  return pyro_value_is_container (value) && pyro_value_get_length (value) <= MAX_ROWS &&
         named == (kind == LENS_KIND_DICT || kind == LENS_KIND_RECORD);
}

/* Bytes are shown in the notation that they have, or can have. */
static void
show_bytes (LensArgument *self,
            GBytes       *bytes)
{
  g_autofree char *text = lens_notation_write (self->notation, bytes);

  if (text == NULL)
    {
      self->notation = LENS_NOTATION_HEX;
      lens_argument_notify (self, LENS_ARGUMENT_PROP_NOTATION);
      text = lens_notation_write (self->notation, bytes);
    }
  set_text (self, text);
}

static void
forget_file (LensArgument *self)
{
  g_clear_pointer (&self->file, g_bytes_unref);
  if (g_set_str (&self->file_name, NULL))
    lens_argument_notify (self, LENS_ARGUMENT_PROP_FILE_NAME);
}

/* Shows @value in the way of the kind. FALSE when there is none. */
static gboolean
show_value (LensArgument *self,
            PyroValue    *value)
{
  g_autofree char *text = NULL;

  forget_file (self);
  if (lens_kind_is_container (self->kind))
    {
      if (!is_convertible (value, self->kind))
        return FALSE;
      make_items (self, value);
      set_text (self, self->kind == LENS_KIND_RECORD && pyro_value_get_class_name (value) != NULL
                      ? pyro_value_get_class_name (value) : "");
      return TRUE;
    }

  if (self->kind == LENS_KIND_BYTES && pyro_value_get_kind (value) == PYRO_VALUE_BYTES)
    {
      g_autoptr(GBytes) bytes = pyro_value_dup_bytes (value);

      show_bytes (self, bytes);
      return TRUE;
    }
  if (self->kind == LENS_KIND_BYTES)
    return FALSE;

  text = lens_kind_write (self->kind, value);
  if (text == NULL)
    return FALSE;
  set_text (self, text);

  return TRUE;
}

/* What cannot become a container becomes what is in it. */
static void
wrap_value (LensArgument *self,
            PyroValue    *value)
{
  make_items (self, NULL);
  set_text (self, "");
  if (value != NULL)
    lens_argument_set_value (lens_arguments_add (self->items, FALSE), value);
}

/**
 * lens_argument_set_kind:
 * @kind: in which way to type the value
 *
 * Types the value in another way. It stays what it is where the kind has it, and a list becomes a tuple with
 * the same items; else the text stays, so that it can be mended.
 *
 * Returns: %FALSE, with nothing changed, when there are too many items for a row each
 */
gboolean
lens_argument_set_kind (LensArgument *self,
                        LensKind      kind)
{
  g_autoptr(PyroValue) value = NULL;
  gboolean shown;

  g_return_val_if_fail (LENS_IS_ARGUMENT (self), FALSE);
  g_return_val_if_fail ((guint) kind < LENS_N_KINDS, FALSE);

  if (self->kind == kind)
    return TRUE;

  if (self->state == LENS_ARGUMENT_SEND && self->value != NULL)
    value = pyro_value_ref (self->value);
  if (value != NULL && lens_kind_is_container (kind) && pyro_value_get_length (value) > MAX_ROWS)
    return FALSE;

  g_object_freeze_notify (G_OBJECT (self));
  if (self->state != LENS_ARGUMENT_SEND)
    {
      self->state = LENS_ARGUMENT_SEND;
      lens_argument_notify (self, LENS_ARGUMENT_PROP_STATE);
    }
  self->kind = kind;
  self->missing = 0;
  lens_argument_drop_items (self);
  shown = value != NULL && show_value (self, value);
  if (!shown)
    forget_file (self);
  if (!shown && lens_kind_is_container (kind))
    wrap_value (self, value);
  lens_argument_notify (self, LENS_ARGUMENT_PROP_KIND);
  lens_argument_notify (self, LENS_ARGUMENT_PROP_ITEMS);
  lens_argument_judge (self, TRUE);
  g_object_thaw_notify (G_OBJECT (self));

  return TRUE;
}

/**
 * lens_argument_set_notation:
 * @notation: how bytes are typed
 *
 * Types bytes in another way; they stay the same, and a text that is none yet stays as it is.
 */
void
lens_argument_set_notation (LensArgument *self,
                            LensNotation  notation)
{
  g_autofree char *text = NULL;

  g_return_if_fail (LENS_IS_ARGUMENT (self));

  if (self->notation == notation)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  self->notation = notation;
  lens_argument_notify (self, LENS_ARGUMENT_PROP_NOTATION);
  if (self->kind == LENS_KIND_BYTES && self->value != NULL && self->file == NULL)
    {
      g_autoptr(GBytes) bytes = pyro_value_dup_bytes (self->value);

      text = lens_notation_write (notation, bytes);
      if (text != NULL)
        set_text (self, text);
    }
  lens_argument_judge (self, TRUE);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * lens_argument_set_file:
 * @name: (nullable): the name of a file, or %NULL to type the bytes again
 * @bytes: (nullable): what is in it
 *
 * Sends the bytes of a file.
 */
void
lens_argument_set_file (LensArgument *self,
                        const char   *name,
                        GBytes       *bytes)
{
  g_return_if_fail (LENS_IS_ARGUMENT (self));
  g_return_if_fail ((name != NULL) == (bytes != NULL));

  if (name == NULL && self->file == NULL)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  if (self->kind != LENS_KIND_BYTES)
    lens_argument_set_kind (self, LENS_KIND_BYTES);
  g_clear_pointer (&self->file, g_bytes_unref);
  self->file = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  self->missing = 0;
  if (g_set_str (&self->file_name, name))
    lens_argument_notify (self, LENS_ARGUMENT_PROP_FILE_NAME);
  lens_argument_judge (self, TRUE);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
has_value (LensArgument *self,
           PyroValue    *value)
{
  return self->state != LENS_ARGUMENT_OMIT && self->value != NULL && pyro_value_identical (self->value, value);
}

/* Items that stay keep their kinds, and what is being typed in them. */
static gboolean
update_items (LensArgument *self,
              PyroValue    *value)
{
  if (self->items == NULL || !is_convertible (value, self->kind) ||
      (pyro_value_get_kind (value) == PYRO_VALUE_RECORD) != (self->kind == LENS_KIND_RECORD))
    return FALSE;
  if (self->kind != LENS_KIND_RECORD && pyro_value_get_kind (value) != lens_kind_get_container (self->kind))
    return FALSE;

  self->silent = TRUE;
  lens_arguments_set_values (self->items, value);
  self->silent = FALSE;
  if (self->kind == LENS_KIND_RECORD)
    set_text (self, pyro_value_get_class_name (value));

  return TRUE;
}

/* Whether the kind, without any conversion, is that of @value. */
static gboolean
is_of_kind (LensArgument *self,
            PyroValue    *value)
{
  LensKind natural = lens_kind_of_value (value);

  if (self->kind >= LENS_KIND_DECIMAL && self->kind != LENS_KIND_TIMEDELTA && self->kind != LENS_KIND_PROXY)
    return natural == LENS_KIND_STR;
  if (self->kind == LENS_KIND_TIMEDELTA)
    return natural == LENS_KIND_FLOAT;
  if (self->kind == LENS_KIND_PROXY)
    return natural == LENS_KIND_RECORD;

  return self->kind == natural;
}

static void
show_as_literal (LensArgument *self,
                 const char   *literal)
{
  if (self->kind != LENS_KIND_ANY)
    {
      self->kind = LENS_KIND_ANY;
      lens_argument_drop_items (self);
      forget_file (self);
      lens_argument_notify (self, LENS_ARGUMENT_PROP_KIND);
      lens_argument_notify (self, LENS_ARGUMENT_PROP_ITEMS);
    }
  set_text (self, literal);
}

static void
take (LensArgument *self,
      PyroValue    *value,
      const char   *literal)
{
  LensArgumentState state = LENS_ARGUMENT_SEND;

  g_object_freeze_notify (G_OBJECT (self));
  self->text_touched = TRUE;
  self->missing = 0;
  if (self->kind != LENS_KIND_ANY && pyro_value_get_kind (value) == PYRO_VALUE_NONE)
    state = LENS_ARGUMENT_NONE;
  else if (!update_items (self, value) &&
           (self->kind == LENS_KIND_ANY || !is_of_kind (self, value) || !show_value (self, value)))
    {
      g_autofree char *text = literal != NULL ? g_strdup (literal) : pyro_value_repr (value);

      show_as_literal (self, text);
    }
  if (self->state != state)
    {
      self->state = state;
      lens_argument_notify (self, LENS_ARGUMENT_PROP_STATE);
    }
  lens_argument_judge (self, TRUE);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * lens_argument_set_value:
 * @value: a value
 *
 * Sends @value. It is typed in the way in which the argument was typed before, where that has such a value.
 */
void
lens_argument_set_value (LensArgument *self,
                         PyroValue    *value)
{
  g_return_if_fail (LENS_IS_ARGUMENT (self));
  g_return_if_fail (value != NULL);

  if (!has_value (self, value))
    take (self, value, NULL);
}

/**
 * lens_argument_set_literal:
 * @literal: a Python literal
 *
 * Does the same with a value in Python. Of what is typed as a literal the spelling is kept: `0x10` stays so.
 */
void
lens_argument_set_literal (LensArgument *self,
                           const char   *literal)
{
  g_autoptr(PyroValue) value = NULL;

  g_return_if_fail (LENS_IS_ARGUMENT (self));
  g_return_if_fail (literal != NULL);

  if (self->state != LENS_ARGUMENT_OMIT && g_str_equal (self->literal, literal))
    return;

  value = pyro_literal_parse (literal, -1, NULL, NULL);
  if (value != NULL && (self->kind == LENS_KIND_ANY || !has_value (self, value)))
    take (self, value, literal);
}

static gboolean
is_untouched (LensArguments *items)
{
  for (guint i = 0; i < items->rows->len; i++)
    if (lens_argument_get_value (lens_arguments_get_row (items, i)) != NULL ||
        lens_argument_get_text (lens_arguments_get_row (items, i))[0] != '\0')
      return FALSE;

  return TRUE;
}

/* An instance of a class that was seen gets a row for each of its fields, unless something is typed there. */
void
lens_argument_show_fields (LensArgument *self)
{
  const char *const *fields;

  if (self->kind != LENS_KIND_RECORD || self->items == NULL || !is_untouched (self->items))
    return;

  fields = lens_classes_find (lens_classes_get_default (), self->text);
  if (fields == NULL)
    return;

  self->silent = TRUE;
  lens_arguments_clear (self->items);
  for (; *fields != NULL; fields++)
    lens_argument_set_name (lens_arguments_add (self->items, FALSE), *fields);
  self->silent = FALSE;
}

/* Says that the call was tried: from now on what is missing is a problem. */
void
lens_argument_touch (LensArgument *self)
{
  g_return_if_fail (LENS_IS_ARGUMENT (self));

  self->name_touched = TRUE;
  self->text_touched = TRUE;
  if (self->items != NULL && self->state == LENS_ARGUMENT_SEND)
    lens_arguments_touch (self->items);
  lens_argument_judge (self, FALSE);
}
