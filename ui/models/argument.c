/* ui/models/argument.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/argument-private.h"

/**
 * LensArgument:
 *
 * One argument of a call that is being written, or one value in another: its text, what the text means,
 * and what is wrong with it.
 *
 * What nobody has typed into is not wrong yet, only unfinished: it has neither a value nor a problem.
 * It becomes wrong when it is emptied again, or when the call is tried without it.
 */

/**
 * lens_argument_new:
 * @keyword: whether the argument is passed by name
 *
 * Makes an empty argument.
 *
 * Returns: (transfer full): the argument
 */
LensArgument *
lens_argument_new (gboolean keyword)
{
  return lens_argument_new_for_role (keyword ? LENS_ARGUMENT_KEYWORD : LENS_ARGUMENT_POSITIONAL);
}

/**
 * lens_argument_new_for_role:
 * @role: what it is among others
 *
 * Makes an empty value.
 *
 * Returns: (transfer full): the value
 */
LensArgument *
lens_argument_new_for_role (LensArgumentRole role)
{
  return g_object_new (LENS_TYPE_ARGUMENT, "role", role, NULL);
}

LensArgumentRole
lens_argument_get_role (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), LENS_ARGUMENT_POSITIONAL);

  return self->role;
}

gboolean
lens_argument_get_keyword (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), FALSE);

  return self->role == LENS_ARGUMENT_KEYWORD;
}

const char *
lens_argument_get_name (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), NULL);

  return self->name;
}

/**
 * lens_argument_set_name:
 * @name: (nullable): the keyword, key or field; spaces around it do not count
 *
 * Says by which name the value is passed.
 */
void
lens_argument_set_name (LensArgument *self,
                        const char   *name)
{
  g_autofree char *trimmed = NULL;

  g_return_if_fail (LENS_IS_ARGUMENT (self));

  trimmed = g_strstrip (g_utf8_make_valid (name != NULL ? name : "", -1));
  if (!g_set_str (&self->name, trimmed))
    return;

  self->name_touched = TRUE;
  g_object_freeze_notify (G_OBJECT (self));
  lens_argument_notify (self, LENS_ARGUMENT_PROP_NAME);
  lens_argument_judge (self, FALSE);
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
lens_argument_get_title (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), NULL);

  return self->title;
}

/**
 * lens_argument_set_title:
 * @title: (nullable): what the method calls the argument
 *
 * Says what is known of a positional argument. It is for people only: nothing is sent by it.
 */
void
lens_argument_set_title (LensArgument *self,
                         const char   *title)
{
  g_autofree char *valid = NULL;

  g_return_if_fail (LENS_IS_ARGUMENT (self));

  valid = g_utf8_make_valid (title != NULL ? title : "", -1);
  if (g_set_str (&self->title, valid))
    lens_argument_notify (self, LENS_ARGUMENT_PROP_TITLE);
}

LensArgumentState
lens_argument_get_state (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), LENS_ARGUMENT_SEND);

  return self->state;
}

/**
 * lens_argument_set_state:
 * @state: what becomes of the argument
 *
 * Says whether the value is sent. What was typed stays, for when it is sent again.
 */
void
lens_argument_set_state (LensArgument      *self,
                         LensArgumentState  state)
{
  g_return_if_fail (LENS_IS_ARGUMENT (self));

  if (self->state == state)
    return;

  self->state = state;
  g_object_freeze_notify (G_OBJECT (self));
  lens_argument_notify (self, LENS_ARGUMENT_PROP_STATE);
  lens_argument_judge (self, TRUE);
  g_object_thaw_notify (G_OBJECT (self));
}

LensKind
lens_argument_get_kind (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), LENS_KIND_ANY);

  return self->kind;
}

LensNotation
lens_argument_get_notation (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), LENS_NOTATION_TEXT);

  return self->notation;
}

const char *
lens_argument_get_file_name (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), NULL);

  return self->file_name;
}

const char *
lens_argument_get_text (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), NULL);

  return self->text;
}

/**
 * lens_argument_set_text:
 * @text: (nullable): what is there of the value while it is typed, in the way of its kind
 *
 * Sets the text, and reads the value from it.
 */
void
lens_argument_set_text (LensArgument *self,
                        const char   *text)
{
  g_autofree char *valid = NULL;

  g_return_if_fail (LENS_IS_ARGUMENT (self));

  valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  if (!g_set_str (&self->text, valid))
    return;

  self->text_touched = TRUE;
  self->missing = 0;
  g_object_freeze_notify (G_OBJECT (self));
  lens_argument_notify (self, LENS_ARGUMENT_PROP_TEXT);
  lens_argument_show_fields (self);
  lens_argument_judge (self, TRUE);
  g_object_thaw_notify (G_OBJECT (self));
}

gsize
lens_argument_get_missing (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), 0);

  return self->missing;
}

/**
 * lens_argument_set_missing:
 * @size: how many bytes, or 0 if nothing is missing
 * @file_name: (nullable): the name of the file that they were in
 *
 * Says that something was typed or chosen that is not here. That is a problem until something else is.
 */
void
lens_argument_set_missing (LensArgument *self,
                           gsize         size,
                           const char   *file_name)
{
  g_return_if_fail (LENS_IS_ARGUMENT (self));

  self->missing = size;
  g_set_str (&self->missing_file, file_name);
  lens_argument_judge (self, TRUE);
}

const char *
lens_argument_get_literal (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), NULL);

  return self->literal;
}

const char *
lens_argument_get_problem (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), NULL);

  return self->problem;
}

const char *
lens_argument_get_refusal (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), NULL);

  return self->refusal;
}

/* Says why a call with the value was not sent; NULL when that is of no interest any more. */
void
lens_argument_set_refusal (LensArgument *self,
                           const char   *refusal)
{
  if (g_set_str (&self->refusal, refusal))
    lens_argument_notify (self, LENS_ARGUMENT_PROP_REFUSAL);
}

guint
lens_argument_get_problem_column (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), 0);

  return self->problem_column;
}

gboolean
lens_argument_get_problem_in_name (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), FALSE);

  return self->problem_in_name;
}

/**
 * lens_argument_get_type_name:
 *
 * Gets the Python type of the value.
 *
 * Returns: (transfer none) (nullable): the name of the type, or %NULL while there is no value
 */
const char *
lens_argument_get_type_name (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), NULL);

  return self->value != NULL ? pyro_value_get_type_name (self->value) : NULL;
}

/**
 * lens_argument_get_value:
 *
 * Gets what the text means.
 *
 * Returns: (transfer none) (nullable): the value, or %NULL while there is none, or none is sent
 */
PyroValue *
lens_argument_get_value (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), NULL);

  return self->value;
}

/**
 * lens_argument_get_items:
 *
 * Gets what a container holds.
 *
 * Returns: (transfer none) (nullable): its items, or %NULL for what is typed as a text
 */
LensArguments *
lens_argument_get_items (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), NULL);

  return self->items;
}

/* Whether it has a name that must be typed. */
gboolean
lens_argument_has_name (LensArgument *self)
{
  return self->role == LENS_ARGUMENT_KEYWORD || self->role == LENS_ARGUMENT_ENTRY ||
         self->role == LENS_ARGUMENT_FIELD || self->role == LENS_ARGUMENT_ANNOTATION;
}

static gboolean
is_named (LensArgument *self)
{
  return !lens_argument_has_name (self) || self->name[0] != '\0';
}

/* Whether the argument could be sent as it stands. */
gboolean
lens_argument_is_complete (LensArgument *self)
{
  g_return_val_if_fail (LENS_IS_ARGUMENT (self), FALSE);

  if (self->problem != NULL)
    return FALSE;

  return self->state == LENS_ARGUMENT_OMIT || (self->value != NULL && is_named (self));
}

/* Says that another argument of the same call has the same name. */
void
lens_argument_set_duplicate (LensArgument *self,
                             gboolean      duplicate)
{
  g_return_if_fail (LENS_IS_ARGUMENT (self));

  if (self->duplicate == !!duplicate)
    return;

  self->duplicate = !!duplicate;
  lens_argument_judge (self, FALSE);
}

/* Says that one behind it by its place is sent. */
void
lens_argument_set_gap (LensArgument *self,
                       gboolean      gap)
{
  g_return_if_fail (LENS_IS_ARGUMENT (self));

  if (self->gap == !!gap)
    return;

  self->gap = !!gap;
  lens_argument_judge (self, FALSE);
}
