/* ui/models/card-merge.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/card.h"

/* What two cards of the same method say together. */

#define MAX_TYPES 6 /* that are told of one argument */

/* Refusals say what is required; that calls had an argument says only that it may be there. */
static gboolean
is_required (const LensParameter *mine,
             const LensParameter *theirs)
{
  gboolean mine_seen = mine->origin == LENS_EVIDENCE_HISTORY;
  gboolean theirs_seen = theirs->origin == LENS_EVIDENCE_HISTORY;

  if (mine_seen && theirs_seen)
    return mine->required && theirs->required;
  if (mine_seen != theirs_seen)
    return mine_seen ? theirs->required : mine->required;

  return mine->required || theirs->required;
}

/* Of what was seen all types count: `int | str`. */
static void
add_type (LensParameter       *sum,
          const LensParameter *theirs)
{
  g_auto(GStrv) known = NULL;
  g_autofree char *before = NULL;

  if (sum->annotation == NULL || theirs->annotation == NULL)
    {
      if (sum->annotation == NULL)
        sum->annotation = g_strdup (theirs->annotation);
      return;
    }
  if (sum->origin != LENS_EVIDENCE_HISTORY || theirs->origin != LENS_EVIDENCE_HISTORY)
    return;

  known = g_strsplit (sum->annotation, " | ", -1);
  if (g_strv_contains ((const char *const *) known, theirs->annotation) || g_strv_length (known) >= MAX_TYPES)
    return;
  before = g_steal_pointer (&sum->annotation);
  sum->annotation = g_strdup_printf ("%s | %s", before, theirs->annotation);
}

/* A place that only one of two calls had was not needed in the other. */
static gboolean
were_both_seen (LensCard *self,
                LensCard *other)
{
  return lens_card_get_origin (self) == LENS_EVIDENCE_HISTORY && lens_card_get_origin (other) == LENS_EVIDENCE_HISTORY;
}

static gboolean
add_place (LensCard *merged,
           LensCard *self,
           LensCard *other,
           guint     place)
{
  LensParameter *mine = place < lens_card_count_places (self) ? lens_card_get_parameter (self, place) : NULL;
  LensParameter *theirs = place < lens_card_count_places (other) ? lens_card_get_parameter (other, place) : NULL;
  LensParameter *sum = lens_parameter_copy (mine != NULL ? mine : theirs);

  if (mine != NULL && theirs != NULL)
    {
      if (mine->name[0] != '\0' && theirs->name[0] != '\0' && !g_str_equal (mine->name, theirs->name))
        {
          lens_parameter_free (sum);
          return FALSE;
        }
      if (mine->name[0] == '\0' && theirs->name[0] != '\0')
        {
          g_set_str (&sum->name, theirs->name);
          sum->origin = theirs->origin;
        }
      add_type (sum, theirs);
      if (sum->fallback == NULL)
        sum->fallback = g_strdup (theirs->fallback);
      if (theirs->role == LENS_PARAMETER_POSITIONAL)
        sum->role = theirs->role;
      sum->required = is_required (mine, theirs);
    }
  else if (were_both_seen (self, other))
    {
      sum->required = FALSE;
    }
  lens_card_take (merged, sum);

  return TRUE;
}

/* Those that are no places yet: a name may be known before its place is. */
static void
add_others (LensCard *merged,
            LensCard *card)
{
  for (guint i = lens_card_count_places (card); i < lens_card_get_n_parameters (card); i++)
    {
      LensParameter *parameter = lens_card_get_parameter (card, i);
      LensParameter *known = lens_card_find_parameter (merged, parameter->name);

      if (known == NULL)
        lens_card_take (merged, lens_parameter_copy (parameter));
      else if (known->role == parameter->role)
        {
          add_type (known, parameter);
          known->required = is_required (known, parameter);
        }
    }
}

static void
relax_others (LensCard *merged,
              LensCard *self,
              LensCard *other)
{
  for (guint i = lens_card_count_places (merged); i < lens_card_get_n_parameters (merged); i++)
    {
      LensParameter *parameter = lens_card_get_parameter (merged, i);

      if (lens_card_find_parameter (self, parameter->name) == NULL ||
          lens_card_find_parameter (other, parameter->name) == NULL)
        parameter->required = FALSE;
    }
}

/**
 * lens_card_merge:
 * @other: another card of the same method
 *
 * Adds to what is known what another card says more. Where both say something, @self is right.
 *
 * Returns: (transfer full) (nullable): a new card, or %NULL where both cannot be true of the same method
 */
LensCard *
lens_card_merge (LensCard *self,
                 LensCard *other)
{
  g_autoptr(LensCard) merged = NULL;
  guint mine, theirs;

  g_return_val_if_fail (LENS_IS_CARD (self), NULL);
  g_return_val_if_fail (LENS_IS_CARD (other), NULL);

  mine = lens_card_count_places (self);
  theirs = lens_card_count_places (other);
  if ((lens_card_get_bounded (self) && theirs > mine) || (lens_card_get_bounded (other) && mine > theirs))
    return NULL;

  merged = lens_card_new (MAX (lens_card_get_origin (self), lens_card_get_origin (other)));
  for (guint i = 0; i < MAX (mine, theirs); i++)
    if (!add_place (merged, self, other, i))
      return NULL;
  add_others (merged, self);
  add_others (merged, other);
  if (were_both_seen (self, other))
    relax_others (merged, self, other);

  lens_card_set_bounded (merged, lens_card_get_bounded (self) || lens_card_get_bounded (other));
  lens_card_set_docstring (merged, lens_card_get_docstring (self) != NULL ? lens_card_get_docstring (self)
                                                                          : lens_card_get_docstring (other));
  lens_card_set_returns (merged, lens_card_get_returns (self) != NULL ? lens_card_get_returns (self)
                                                                      : lens_card_get_returns (other));

  return g_steal_pointer (&merged);
}
