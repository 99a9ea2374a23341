/* ui/models/card-value.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/card.h"

#include "ui/models/identifier.h"
#include "ui/models/record.h"

/* A card as a Python value, in which it is kept in a file: a person can read it, and a script of Python as well. */

static void
add_parameter (PyroBuilder         *builder,
               const LensParameter *parameter)
{
  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  lens_record_add_text (builder, "name", parameter->name);
  lens_record_add_enum (builder, "role", LENS_TYPE_PARAMETER_ROLE, (int) parameter->role);
  lens_record_add_enum (builder, "origin", LENS_TYPE_EVIDENCE, (int) parameter->origin);
  lens_record_add_text (builder, "annotation", parameter->annotation);
  lens_record_add_text (builder, "default", parameter->fallback);
  lens_record_add_flag (builder, "required", parameter->required);
  pyro_builder_close (builder, NULL);
}

/**
 * lens_card_to_value:
 *
 * Writes the card as a dict.
 *
 * Returns: (transfer full) (nullable): the dict
 */
PyroValue *
lens_card_to_value (LensCard *self)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  g_return_val_if_fail (LENS_IS_CARD (self), NULL);

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  lens_record_add_enum (builder, "origin", LENS_TYPE_EVIDENCE, (int) lens_card_get_origin (self));
  pyro_builder_add_string (builder, "parameters", -1);
  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (guint i = 0; i < lens_card_get_n_parameters (self); i++)
    add_parameter (builder, lens_card_get_parameter (self, i));
  pyro_builder_close (builder, NULL);
  lens_record_add_text (builder, "docstring", lens_card_get_docstring (self));
  lens_record_add_text (builder, "returns", lens_card_get_returns (self));
  lens_record_add_text (builder, "file", lens_card_get_file (self));
  lens_record_add_text (builder, "class", lens_card_get_class_name (self));
  pyro_builder_add_string (builder, "line", -1);
  pyro_builder_add_int (builder, lens_card_get_line (self));
  lens_record_add_flag (builder, "bounded", lens_card_get_bounded (self));
  lens_record_add_flag (builder, "oneway", lens_card_get_oneway (self));
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

static LensParameter *
read_parameter (PyroValue *dict)
{
  g_autofree char *name = NULL;
  LensParameter *parameter;
  int role, origin;

  if (pyro_value_get_kind (dict) != PYRO_VALUE_DICT ||
      !lens_record_find_enum (dict, "role", LENS_TYPE_PARAMETER_ROLE, &role) ||
      !lens_record_find_enum (dict, "origin", LENS_TYPE_EVIDENCE, &origin))
    return NULL;

  name = lens_record_dup_text (dict, "name");
  if (name == NULL || (name[0] != '\0' ? !lens_identifier_is_valid (name) : role > LENS_PARAMETER_POSITIONAL))
    return NULL;

  parameter = lens_parameter_new (name, (LensParameterRole) role, (LensEvidence) origin,
                                  lens_record_get_flag (dict, "required"));
  parameter->annotation = lens_record_dup_text (dict, "annotation");
  parameter->fallback = lens_record_dup_text (dict, "default");

  return parameter;
}

static void
read_place (LensCard  *card,
            PyroValue *dict)
{
  g_autofree char *file = lens_record_dup_text (dict, "file");
  g_autofree char *class_name = lens_record_dup_text (dict, "class");
  PyroValue *number = pyro_value_lookup_string (dict, "line");
  gint64 line = 0;

  if (number != NULL && pyro_value_get_kind (number) == PYRO_VALUE_INT)
    pyro_value_get_int64 (number, &line);
  lens_card_set_place (card, file, (guint) CLAMP (line, 0, G_MAXINT), class_name);
}

/**
 * lens_card_from_value:
 * @value: what a file has
 *
 * Reads what lens_card_to_value() made.
 *
 * Returns: (transfer full) (nullable): the card, or %NULL where the value is none
 */
LensCard *
lens_card_from_value (PyroValue *value)
{
  g_autoptr(LensCard) card = NULL;
  g_autofree char *docstring = NULL;
  g_autofree char *returns = NULL;
  PyroValue *parameters;
  int origin;

  g_return_val_if_fail (value != NULL, NULL);

  if (!lens_record_find_enum (value, "origin", LENS_TYPE_EVIDENCE, &origin))
    return NULL;
  parameters = pyro_value_lookup_string (value, "parameters");
  if (parameters == NULL || pyro_value_get_kind (parameters) != PYRO_VALUE_LIST)
    return NULL;

  card = lens_card_new ((LensEvidence) origin);
  for (gsize i = 0; i < pyro_value_get_length (parameters); i++)
    {
      LensParameter *parameter = read_parameter (pyro_value_get_item (parameters, i));

      if (parameter == NULL)
        return NULL;
      lens_card_take (card, parameter);
    }
  docstring = lens_record_dup_text (value, "docstring");
  returns = lens_record_dup_text (value, "returns");
  lens_card_set_docstring (card, docstring);
  lens_card_set_returns (card, returns);
  lens_card_set_bounded (card, lens_record_get_flag (value, "bounded"));
  lens_card_set_oneway (card, lens_record_get_flag (value, "oneway"));
  read_place (card, value);

  return g_steal_pointer (&card);
}
