/* ui/models/particulars-value.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/particulars.h"

#include "ui/models/arguments-private.h"

/* The particulars of a call as a Python dict, which can be kept in a file, and back. Annotations are a dict where all of
 * them are complete, or a list of rows where one is half typed. */

/* Those that are stored, by their names. */
static const char *const stored[] = {
  "time-limit", "oneway", "serializer", "compression", "generation", "handshake", "correlation", "own-connection",
};

/**
 * lens_particulars_copy:
 *
 * Keeps what is set now, for a call that is made.
 *
 * Returns: (transfer full): a copy
 */
LensParticulars *
lens_particulars_copy (LensParticulars *self)
{
  LensParticulars *copy = lens_particulars_new ();

  lens_particulars_take_over (copy, self);

  return copy;
}

/**
 * lens_particulars_take_over:
 * @other: particulars
 *
 * Sets everything as it is in @other.
 */
void
lens_particulars_take_over (LensParticulars *self,
                            LensParticulars *other)
{
  g_autoptr(PyroValue) value = NULL;

  g_return_if_fail (LENS_IS_PARTICULARS (self));
  g_return_if_fail (LENS_IS_PARTICULARS (other));

  value = lens_particulars_to_value (other, TRUE);
  lens_particulars_from_value (self, value);
}

static void
add_property (LensParticulars *self,
              PyroBuilder     *builder,
              const char      *name)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (self), name);
  g_auto(GValue) value = G_VALUE_INIT;

  g_value_init (&value, pspec->value_type);
  g_object_get_property (G_OBJECT (self), name, &value);
  if (g_param_value_defaults (pspec, &value))
    return;

  pyro_builder_add_string (builder, name, -1);
  if (G_VALUE_HOLDS_BOOLEAN (&value))
    pyro_builder_add_bool (builder, g_value_get_boolean (&value));
  else if (G_VALUE_HOLDS_INT64 (&value))
    pyro_builder_add_int (builder, g_value_get_int64 (&value));
  else if (G_VALUE_HOLDS_UINT (&value))
    pyro_builder_add_int (builder, g_value_get_uint (&value));
  else
    pyro_builder_add_string (builder, g_value_get_string (&value), -1);
}

static void
add_annotations (LensParticulars *self,
                 PyroBuilder     *builder,
                 gboolean         all)
{
  LensArguments *rows = lens_particulars_get_annotations (self);
  g_autoptr(PyroValue) annotations = NULL;

  if (g_list_model_get_n_items (G_LIST_MODEL (rows)) == 0)
    return;
  if (lens_arguments_get_ready (rows))
    annotations = lens_arguments_build (rows, LENS_KIND_DICT, NULL, NULL);
  if (annotations == NULL)
    annotations = lens_arguments_to_value (rows, all); /* half typed */

  pyro_builder_add_string (builder, "annotations", -1);
  pyro_builder_add_value (builder, annotations);
}

/**
 * lens_particulars_to_value:
 * @all: whether to keep what is too much for a file, too
 *
 * Makes a dict of what is set.
 *
 * Returns: (transfer full): a dict
 */
PyroValue *
lens_particulars_to_value (LensParticulars *self,
                           gboolean         all)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  g_return_val_if_fail (LENS_IS_PARTICULARS (self), NULL);

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (stored); i++)
    add_property (self, builder, stored[i]);
  if (lens_particulars_get_withheld (self))
    {
      pyro_builder_add_string (builder, "handshake", -1);
      pyro_builder_add_none (builder);
    }
  add_annotations (self, builder, all);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

static void
take_property (LensParticulars *self,
               const char      *name,
               PyroValue       *found)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (self), name);
  g_auto(GValue) value = G_VALUE_INIT;
  gint64 number = 0;

  g_value_init (&value, pspec->value_type);
  g_param_value_set_default (pspec, &value);
  if (found != NULL && G_VALUE_HOLDS_BOOLEAN (&value))
    g_value_set_boolean (&value, pyro_value_get_kind (found) == PYRO_VALUE_BOOL && pyro_value_get_bool (found));
  else if (found != NULL && G_VALUE_HOLDS_STRING (&value) && pyro_value_get_kind (found) == PYRO_VALUE_STR)
    g_value_take_string (&value, pyro_value_dup_utf8 (found));
  else if (found != NULL && G_VALUE_HOLDS_INT64 (&value) && pyro_value_get_int64 (found, &number))
    g_value_set_int64 (&value, MAX (number, 0));
  else if (found != NULL && G_VALUE_HOLDS_UINT (&value) && pyro_value_get_int64 (found, &number))
    g_value_set_uint (&value, number == 4 || number == 5 ? (guint) number : 0);
  g_object_set_property (G_OBJECT (self), name, &value);
}

/* One that was not kept is typed again, unless one is typed already. */
static void
take_handshake (LensParticulars *self,
                PyroValue       *found)
{
  g_autofree char *typed = NULL;

  g_object_get (self, "handshake", &typed, NULL);
  if (found == NULL || pyro_value_get_kind (found) != PYRO_VALUE_NONE)
    take_property (self, "handshake", found);
  lens_particulars_set_withheld (self, found != NULL && pyro_value_get_kind (found) == PYRO_VALUE_NONE &&
                                       typed[0] == '\0');
}

/**
 * lens_particulars_from_value:
 * @value: what lens_particulars_to_value() made
 *
 * Sets everything as a dict says; what it does not say is not set.
 */
void
lens_particulars_from_value (LensParticulars *self,
                             PyroValue       *value)
{
  PyroValue *annotations;

  g_return_if_fail (LENS_IS_PARTICULARS (self));
  g_return_if_fail (value != NULL);

  if (pyro_value_get_kind (value) != PYRO_VALUE_DICT)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  for (gsize i = 0; i < G_N_ELEMENTS (stored); i++)
    if (g_str_equal (stored[i], "handshake"))
      take_handshake (self, pyro_value_lookup_string (value, stored[i]));
    else
      take_property (self, stored[i], pyro_value_lookup_string (value, stored[i]));
  annotations = pyro_value_lookup_string (value, "annotations");
  if (annotations != NULL && pyro_value_get_kind (annotations) == PYRO_VALUE_DICT)
    lens_arguments_set_values (lens_particulars_get_annotations (self), annotations);
  else if (annotations != NULL && pyro_value_get_kind (annotations) == PYRO_VALUE_LIST)
    lens_arguments_from_value (lens_particulars_get_annotations (self), annotations);
  else
    lens_arguments_clear (lens_particulars_get_annotations (self));
  g_object_thaw_notify (G_OBJECT (self));
}
