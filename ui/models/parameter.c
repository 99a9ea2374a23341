/* ui/models/parameter.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/parameter.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is known of one parameter of a remote method. */

G_DEFINE_ENUM_TYPE (LensEvidence, lens_evidence,
                    G_DEFINE_ENUM_VALUE (LENS_EVIDENCE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (LENS_EVIDENCE_PROBE, "probe"),
                    G_DEFINE_ENUM_VALUE (LENS_EVIDENCE_REFUSAL, "refusal"),
                    G_DEFINE_ENUM_VALUE (LENS_EVIDENCE_HISTORY, "history"),
                    G_DEFINE_ENUM_VALUE (LENS_EVIDENCE_SOURCE, "source"),
                    G_DEFINE_ENUM_VALUE (LENS_EVIDENCE_EDITED, "edited"))

G_DEFINE_ENUM_TYPE (LensParameterRole, lens_parameter_role,
                    G_DEFINE_ENUM_VALUE (LENS_PARAMETER_PLAIN, "plain"),
                    G_DEFINE_ENUM_VALUE (LENS_PARAMETER_POSITIONAL, "positional"),
                    G_DEFINE_ENUM_VALUE (LENS_PARAMETER_KEYWORD, "keyword"),
                    G_DEFINE_ENUM_VALUE (LENS_PARAMETER_REST, "rest"),
                    G_DEFINE_ENUM_VALUE (LENS_PARAMETER_NAMED_REST, "named-rest"))

/**
 * lens_parameter_new:
 * @name: (nullable): what the method calls it
 * @role: how it takes its argument
 * @origin: where it is known from
 * @required: whether a call without it is refused
 *
 * Makes a parameter without a type and without a default.
 *
 * Returns: (transfer full): the parameter
 */
LensParameter *
lens_parameter_new (const char        *name,
                    LensParameterRole  role,
                    LensEvidence       origin,
                    gboolean           required)
{
  LensParameter *self = g_new0 (LensParameter, 1);

  self->name = g_strdup (name != NULL ? name : "");
  self->role = role;
  self->origin = origin;
  self->required = required;

  return self;
}

LensParameter *
lens_parameter_copy (const LensParameter *self)
{
  LensParameter *copy = lens_parameter_new (self->name, self->role, self->origin, self->required);

  copy->annotation = g_strdup (self->annotation);
  copy->fallback = g_strdup (self->fallback);

  return copy;
}

void
lens_parameter_free (gpointer data)
{
  LensParameter *self = data;

  g_free (self->name);
  g_free (self->annotation);
  g_free (self->fallback);
  g_free (self);
}

/* Whether an argument gets to it by its place. */
gboolean
lens_parameter_is_by_place (const LensParameter *self)
{
  return self->role == LENS_PARAMETER_PLAIN || self->role == LENS_PARAMETER_POSITIONAL;
}

/**
 * lens_parameter_guess_kind:
 *
 * Finds out how best to type the argument. An annotation with more than one type says nothing: a form that takes
 * one of them only would be in the way.
 *
 * Returns: a kind, %LENS_KIND_ANY where any may be right
 */
LensKind
lens_parameter_guess_kind (const LensParameter *self)
{
  static const struct
  {
    const char *annotation;
    LensKind    kind;
  } known[] = {
    { "bool", LENS_KIND_BOOL },
    { "int", LENS_KIND_INT },
    { "float", LENS_KIND_FLOAT },
    { "complex", LENS_KIND_COMPLEX },
    { "str", LENS_KIND_STR },
    { "bytes", LENS_KIND_BYTES },
    { "Decimal", LENS_KIND_DECIMAL },
    { "datetime", LENS_KIND_DATETIME },
    { "date", LENS_KIND_DATE },
    { "timedelta", LENS_KIND_TIMEDELTA },
    { "UUID", LENS_KIND_UUID },
  };
  const char *name;

  if (self->annotation == NULL)
    return LENS_KIND_ANY;

  name = strrchr (self->annotation, '.');
  name = name != NULL ? name + 1 : self->annotation;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].annotation, name))
      return known[i].kind;

  return LENS_KIND_ANY;
}

/**
 * lens_evidence_describe:
 * @evidence: where something comes from
 *
 * Says it in a few words.
 *
 * Returns: (transfer none): the words
 */
const char *
lens_evidence_describe (LensEvidence evidence)
{
  switch (evidence)
    {
    case LENS_EVIDENCE_EDITED:
      return _("as you said");

    case LENS_EVIDENCE_SOURCE:
      return _("from the Python source");

    case LENS_EVIDENCE_HISTORY:
      return _("from earlier calls");

    case LENS_EVIDENCE_REFUSAL:
      return _("from the server’s answer");

    case LENS_EVIDENCE_PROBE:
      return _("from a probe");

    case LENS_EVIDENCE_NONE:
    case LENS_N_EVIDENCES:
    default:
      return _("not known");
    }
}
