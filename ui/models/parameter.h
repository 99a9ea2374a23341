/* ui/models/parameter.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/kind.h"

G_BEGIN_DECLS

/**
 * LensEvidence:
 * @LENS_EVIDENCE_NONE: nothing is known
 * @LENS_EVIDENCE_PROBE: calls that cannot bind, which the user asked for
 * @LENS_EVIDENCE_REFUSAL: Python refused a call, and said why
 * @LENS_EVIDENCE_HISTORY: calls that were answered
 * @LENS_EVIDENCE_SOURCE: a Python file that the user gave
 * @LENS_EVIDENCE_EDITED: the user said so
 *
 * Where something about a method comes from; the last one outweighs all others.
 */
typedef enum
{
  LENS_EVIDENCE_NONE,
  LENS_EVIDENCE_PROBE,
  LENS_EVIDENCE_REFUSAL,
  LENS_EVIDENCE_HISTORY,
  LENS_EVIDENCE_SOURCE,
  LENS_EVIDENCE_EDITED,
  LENS_N_EVIDENCES
} LensEvidence;

/**
 * LensParameterRole:
 * @LENS_PARAMETER_PLAIN: takes an argument by its place or by its name
 * @LENS_PARAMETER_POSITIONAL: takes one by its place only
 * @LENS_PARAMETER_KEYWORD: takes one by its name only
 * @LENS_PARAMETER_REST: `*args`
 * @LENS_PARAMETER_NAMED_REST: `**kwargs`
 */
typedef enum
{
  LENS_PARAMETER_PLAIN,
  LENS_PARAMETER_POSITIONAL,
  LENS_PARAMETER_KEYWORD,
  LENS_PARAMETER_REST,
  LENS_PARAMETER_NAMED_REST,
  LENS_N_PARAMETER_ROLES
} LensParameterRole;

/**
 * LensParameter:
 * @name: what the method calls it, "" where that is not known
 * @annotation: (nullable): its type, as Python has it
 * @fallback: (nullable): what it is when nothing is sent, as Python has it
 * @role: how it takes its argument
 * @origin: where it is known from
 * @required: whether a call without it is refused
 *
 * One parameter of a remote method.
 */
typedef struct
{
  char              *name;
  char              *annotation;
  char              *fallback;
  LensParameterRole  role;
  LensEvidence       origin;
  gboolean           required;
} LensParameter;

#define LENS_TYPE_EVIDENCE (lens_evidence_get_type ())
GType lens_evidence_get_type (void);

#define LENS_TYPE_PARAMETER_ROLE (lens_parameter_role_get_type ())
GType lens_parameter_role_get_type (void);

LensParameter *lens_parameter_new        (const char          *name,
                                          LensParameterRole    role,
                                          LensEvidence         origin,
                                          gboolean             required) G_GNUC_WARN_UNUSED_RESULT;
LensParameter *lens_parameter_copy       (const LensParameter *self) G_GNUC_WARN_UNUSED_RESULT;
void           lens_parameter_free       (gpointer             data);
gboolean       lens_parameter_is_by_place (const LensParameter *self);
/* A way to type what it takes, by its annotation; any where that does not say. */
LensKind       lens_parameter_guess_kind (const LensParameter *self);
const char    *lens_evidence_describe    (LensEvidence         evidence);

G_END_DECLS
