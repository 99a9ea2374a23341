/* ui/models/diagnosis.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

/* What the findings of the doctor come to: one sentence, what to do, and all of them as text. */
typedef struct _LensDiagnosis LensDiagnosis;

LensDiagnosis   *lens_diagnosis_new          (const char          *target) G_GNUC_WARN_UNUSED_RESULT;
void             lens_diagnosis_free         (LensDiagnosis       *self);
void             lens_diagnosis_take         (LensDiagnosis       *self,
                                              const PyroFinding   *finding);
PyroFindingState lens_diagnosis_get_state    (const LensDiagnosis *self);
const char      *lens_diagnosis_get_sentence (const LensDiagnosis *self);
const char      *lens_diagnosis_get_advice   (const LensDiagnosis *self);
const char      *lens_diagnosis_get_text     (const LensDiagnosis *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LensDiagnosis, lens_diagnosis_free)

G_END_DECLS
