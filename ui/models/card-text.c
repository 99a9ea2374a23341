/* ui/models/card-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/card.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a card says, for people. */

static void
append_parameter (GString             *text,
                  const LensParameter *parameter,
                  gboolean             full)
{
  gboolean typed = full && parameter->annotation != NULL;

  if (parameter->role == LENS_PARAMETER_REST)
    g_string_append_c (text, '*');
  else if (parameter->role == LENS_PARAMETER_NAMED_REST)
    g_string_append (text, "**");

  g_string_append (text, parameter->name[0] != '\0' ? parameter->name : "…");
  if (typed)
    g_string_append_printf (text, ": %s", parameter->annotation);
  if (parameter->fallback != NULL)
    g_string_append_printf (text, typed ? " = %s" : "=%s", parameter->fallback);
  else if (!parameter->required && parameter->role < LENS_PARAMETER_REST)
    g_string_append (text, typed ? " = …" : "=…");
}

/* Python's own marks: / behind those that have no name, * before those that have no place. */
static void
append_mark (GString             *text,
             const LensParameter *before,
             const LensParameter *parameter)
{
  if (before != NULL && before->role == LENS_PARAMETER_POSITIONAL && parameter->role != before->role)
    g_string_append (text, "/, ");
  if (parameter->role == LENS_PARAMETER_KEYWORD &&
      (before == NULL || (before->role != LENS_PARAMETER_REST && before->role != LENS_PARAMETER_KEYWORD)))
    g_string_append (text, "*, ");
}

static char *
make_signature (LensCard *self,
                gboolean  full)
{
  GString *text = g_string_new ("(");
  const LensParameter *before = NULL;

  for (guint i = 0; i < lens_card_get_n_parameters (self); i++)
    {
      const LensParameter *parameter = lens_card_get_parameter (self, i);

      if (before != NULL)
        g_string_append (text, ", ");
      append_mark (text, before, parameter);
      append_parameter (text, parameter, full);
      before = parameter;
    }
  if (before != NULL && before->role == LENS_PARAMETER_POSITIONAL)
    g_string_append (text, ", /");
  g_string_append_c (text, ')');
  if (full && lens_card_get_returns (self) != NULL)
    g_string_append_printf (text, " → %s", lens_card_get_returns (self));

  return g_string_free_and_steal (text);
}

/**
 * lens_card_dup_signature:
 *
 * Writes the parameters as Python does, without types: `(symbol, when=None)`. An ellipsis stands for what is not
 * known.
 *
 * Returns: (transfer full): the text
 */
char *
lens_card_dup_signature (LensCard *self)
{
  g_return_val_if_fail (LENS_IS_CARD (self), NULL);

  return make_signature (self, FALSE);
}

/**
 * lens_card_dup_full_signature:
 *
 * Does the same with the types.
 *
 * Returns: (transfer full): the text
 */
char *
lens_card_dup_full_signature (LensCard *self)
{
  g_return_val_if_fail (LENS_IS_CARD (self), NULL);

  return make_signature (self, TRUE);
}

static char *
make_origin (LensCard *self)
{
  switch (lens_card_get_origin (self))
    {
    case LENS_EVIDENCE_EDITED:
      return g_strdup (_("Edited by you"));

    case LENS_EVIDENCE_SOURCE:
      if (lens_card_get_file (self) != NULL)
        {
          g_autofree char *path = g_path_get_basename (lens_card_get_file (self));
          g_autofree char *name = g_uri_unescape_string (path, NULL);

          /* Translators: the name of a file, and the number of a line in it */
          return g_strdup_printf (_("From %s, line %u"), name != NULL ? name : path, lens_card_get_line (self));
        }
      return g_strdup (_("From Python source"));

    case LENS_EVIDENCE_HISTORY:
      return g_strdup (_("From calls that were answered"));

    case LENS_EVIDENCE_REFUSAL:
      return g_strdup (_("From the server’s answer"));

    case LENS_EVIDENCE_PROBE:
      return g_strdup (_("From a probe"));

    case LENS_EVIDENCE_NONE:
    case LENS_N_EVIDENCES:
    default:
      return g_strdup (_("Nothing is known"));
    }
}

/* What was seen in calls only may take some. */
static gboolean
takes_nothing (LensCard *self)
{
  LensEvidence origin = lens_card_get_origin (self);

  return lens_card_get_n_parameters (self) == 0 &&
         (origin == LENS_EVIDENCE_EDITED || origin == LENS_EVIDENCE_SOURCE);
}

/**
 * lens_card_dup_origin_text:
 *
 * Says where the signature comes from; and of one that is known to take nothing, that.
 *
 * Returns: (transfer full): the sentence
 */
char *
lens_card_dup_origin_text (LensCard *self)
{
  g_autofree char *origin = NULL;

  g_return_val_if_fail (LENS_IS_CARD (self), NULL);

  origin = make_origin (self);

  /* Translators: of a method; %s is where that is known from, such as “Edited by you” */
  return takes_nothing (self) ? g_strdup_printf (_("Takes no arguments · %s"), origin) : g_steal_pointer (&origin);
}

/**
 * lens_card_dup_details:
 *
 * Says a line for each parameter, with where it is known from.
 *
 * Returns: (transfer full): the lines
 */
char *
lens_card_dup_details (LensCard *self)
{
  GString *text;

  g_return_val_if_fail (LENS_IS_CARD (self), NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < lens_card_get_n_parameters (self); i++)
    {
      const LensParameter *parameter = lens_card_get_parameter (self, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      append_parameter (text, parameter, TRUE);
      g_string_append_printf (text, " – %s", lens_evidence_describe (parameter->origin));
    }

  return g_string_free_and_steal (text);
}

/**
 * lens_card_dup_summary:
 *
 * Gets the first paragraph of the docstring, as one line.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL where there is none
 */
char *
lens_card_dup_summary (LensCard *self)
{
  const char *docstring, *end;
  char *summary;

  g_return_val_if_fail (LENS_IS_CARD (self), NULL);

  docstring = lens_card_get_docstring (self);
  if (docstring == NULL || docstring[0] == '\0')
    return NULL;

  end = strstr (docstring, "\n\n");
  summary = end != NULL ? g_strndup (docstring, (gsize) (end - docstring)) : g_strdup (docstring);

  return g_strdelimit (summary, "\n", ' ');
}
