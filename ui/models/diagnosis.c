/* ui/models/diagnosis.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/diagnosis.h"

#include <glib/gi18n.h>

/**
 * LensDiagnosis:
 *
 * The answer of the doctor, which is told before the steps that led to it: the worst of the findings, and of those that
 * are as bad the first.
 */
struct _LensDiagnosis
{
  PyroFinding *worst; /* NULL as long as all is good */
  GString     *text;
};

/**
 * lens_diagnosis_new:
 * @target: what is examined
 *
 * Makes a diagnosis of what nothing is known about yet.
 *
 * Returns: (transfer full): the diagnosis
 */
LensDiagnosis *
lens_diagnosis_new (const char *target)
{
  LensDiagnosis *self;

  g_return_val_if_fail (target != NULL, NULL);

  self = g_new0 (LensDiagnosis, 1);
  self->text = g_string_new (NULL);
  g_string_printf (self->text, "%s\n", target);

  return self;
}

void
lens_diagnosis_free (LensDiagnosis *self)
{
  g_clear_pointer (&self->worst, pyro_finding_free);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * lens_diagnosis_take:
 * @finding: the next finding
 *
 * Takes what was found.
 */
void
lens_diagnosis_take (LensDiagnosis     *self,
                     const PyroFinding *finding)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (finding != NULL);

  g_string_append_printf (self->text, "%s: %s\n", pyro_finding_get_title (finding), finding->seen);
  if (finding->advice != NULL)
    g_string_append_printf (self->text, "%s\n", finding->advice);

  if (finding->state > lens_diagnosis_get_state (self))
    {
      g_clear_pointer (&self->worst, pyro_finding_free);
      self->worst = pyro_finding_copy (finding);
    }
}

PyroFindingState
lens_diagnosis_get_state (const LensDiagnosis *self)
{
  return self->worst != NULL ? self->worst->state : PYRO_FINDING_GOOD;
}

/* Returns: (transfer none): whether it can be reached, and if not, why */
const char *
lens_diagnosis_get_sentence (const LensDiagnosis *self)
{
  switch (lens_diagnosis_get_state (self))
    {
    case PYRO_FINDING_BAD:
      return self->worst->seen;

    case PYRO_FINDING_ODD:
      return _("It can be reached from here");

    case PYRO_FINDING_GOOD:
    default:
      return _("It can be reached");
    }
}

/* Returns: (transfer none) (nullable): what to do about it, or what may be wrong with it elsewhere */
const char *
lens_diagnosis_get_advice (const LensDiagnosis *self)
{
  if (self->worst == NULL)
    return NULL;

  return self->worst->state == PYRO_FINDING_BAD ? self->worst->advice : self->worst->seen;
}

/* Returns: (transfer none): what was examined and what was found, a line for each step, for somebody else */
const char *
lens_diagnosis_get_text (const LensDiagnosis *self)
{
  return self->text->str;
}
