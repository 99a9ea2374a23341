/* ui/models/arguments-learn.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/arguments-learn.h"

#include "ui/models/arguments-private.h"

/* How a form gets rows for the parameters that are known. What the user typed stays where it is. */

typedef struct
{
  LensArguments *arguments;
  guint          place;    /* of the next parameter that has one */
  gboolean       by_name;  /* from here on what comes is passed by its name */
  guint          n_added;
} Growth;

static LensArgument *
find_place (LensArguments *self,
            guint          place)
{
  LensArgument *row = place < self->rows->len ? lens_arguments_get_row (self, place) : NULL;

  return row != NULL && lens_argument_get_role (row) == LENS_ARGUMENT_POSITIONAL ? row : NULL;
}

static LensArgument *
find_role (LensArguments    *self,
           LensArgumentRole  role,
           const char       *name)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      LensArgument *row = lens_arguments_get_row (self, i);

      if (lens_argument_get_role (row) == role &&
          (name == NULL || g_str_equal (lens_argument_get_name (row), name)))
        return row;
    }

  return NULL;
}

static void
add_row (Growth              *growth,
         const LensParameter *parameter,
         LensArgumentRole     role)
{
  LensArgument *row = lens_arguments_add_role (growth->arguments, role);

  growth->n_added++;
  if (role == LENS_ARGUMENT_KEYWORD)
    lens_argument_set_name (row, parameter->name);
  lens_argument_set_title (row, parameter->name);
  if (parameter->origin >= LENS_EVIDENCE_SOURCE && parameter->role < LENS_PARAMETER_REST)
    lens_argument_set_kind (row, lens_parameter_guess_kind (parameter));
  if (!parameter->required)
    lens_argument_set_state (row, LENS_ARGUMENT_OMIT);
}

/* An argument that may be left out is passed by its name: those behind it can then be sent without it. */
static void
show_place (Growth              *growth,
            const LensParameter *parameter)
{
  gboolean has_name = parameter->name[0] != '\0' && parameter->role == LENS_PARAMETER_PLAIN;
  LensArgument *named = has_name ? find_role (growth->arguments, LENS_ARGUMENT_KEYWORD, parameter->name) : NULL;
  LensArgument *placed = find_place (growth->arguments, growth->place);

  if (named != NULL)
    {
      lens_argument_set_title (named, parameter->name);
      growth->by_name = TRUE;
    }
  else if (placed != NULL)
    {
      lens_argument_set_title (placed, parameter->name);
      growth->place++;
    }
  else if (find_role (growth->arguments, LENS_ARGUMENT_REST, NULL) != NULL)
    {
      growth->by_name = TRUE; /* a list is spread there, and it may be that it has this one */
    }
  else if (has_name && (growth->by_name || !parameter->required))
    {
      add_row (growth, parameter, LENS_ARGUMENT_KEYWORD);
      growth->by_name = TRUE;
    }
  else if (!growth->by_name)
    {
      add_row (growth, parameter, LENS_ARGUMENT_POSITIONAL);
      growth->place++;
    }
}

static void
show_parameter (Growth              *growth,
                const LensParameter *parameter)
{
  LensArguments *self = growth->arguments;

  switch (parameter->role)
    {
    case LENS_PARAMETER_REST:
      if (find_role (self, LENS_ARGUMENT_REST, NULL) == NULL && find_place (self, growth->place) == NULL)
        add_row (growth, parameter, LENS_ARGUMENT_REST);
      break;

    case LENS_PARAMETER_NAMED_REST:
      if (find_role (self, LENS_ARGUMENT_NAMED_REST, NULL) == NULL)
        add_row (growth, parameter, LENS_ARGUMENT_NAMED_REST);
      break;

    case LENS_PARAMETER_KEYWORD:
      if (find_role (self, LENS_ARGUMENT_KEYWORD, parameter->name) == NULL)
        add_row (growth, parameter, LENS_ARGUMENT_KEYWORD);
      break;

    case LENS_PARAMETER_PLAIN:
    case LENS_PARAMETER_POSITIONAL:
    case LENS_N_PARAMETER_ROLES:
    default:
      show_place (growth, parameter);
    }
}

/**
 * lens_arguments_learn:
 * @card: what is known of the method
 *
 * Adds a row for each parameter that has none, and names those that have one. What need not be sent is omitted until
 * the user says otherwise.
 *
 * Returns: how many rows were added
 */
guint
lens_arguments_learn (LensArguments *self,
                      LensCard      *card)
{
  Growth growth = { .arguments = self };

  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), 0);
  g_return_val_if_fail (LENS_IS_CARD (card), 0);

  lens_arguments_hold (self);
  for (guint i = 0; i < lens_card_get_n_parameters (card); i++)
    show_parameter (&growth, lens_card_get_parameter (card, i));
  lens_arguments_release (self);

  return growth.n_added;
}
