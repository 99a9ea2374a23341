/* core/names/doctor.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/config.h"
#include "core/names/name-server.h"

G_BEGIN_DECLS

/**
 * PyroFindingState:
 * @PYRO_FINDING_GOOD: it is as it should be
 * @PYRO_FINDING_ODD: it works from here, and may not for others or another time
 * @PYRO_FINDING_BAD: this is why it does not work
 *
 * What is to be thought of a finding.
 */
typedef enum
{
  PYRO_FINDING_GOOD,
  PYRO_FINDING_ODD,
  PYRO_FINDING_BAD,
} PyroFindingState;

#define PYRO_TYPE_FINDING (pyro_finding_get_type ())

/**
 * PyroFinding:
 * @step: what was looked at, in a word or two, the same in all languages: see
 *   [method@Pyro.Finding.get_title]
 * @state: what is to be thought of it
 * @seen: what was seen, a sentence
 * @advice: (nullable): what to change, a sentence
 *
 * One step on the way to a remote object.
 */
typedef struct
{
  const char       *step;
  PyroFindingState  state;
  char             *seen;
  char             *advice;
} PyroFinding;

GType        pyro_finding_get_type     (void);
PyroFinding *pyro_finding_copy         (const PyroFinding    *self) G_GNUC_WARN_UNUSED_RESULT;
void         pyro_finding_free         (PyroFinding          *self);
const char  *pyro_finding_get_title    (const PyroFinding    *self);

/**
 * PyroDoctorFunc:
 * @finding: what was found
 * @user_data: what was passed along
 *
 * Takes the findings, one by one, as they are made.
 */
typedef void (*PyroDoctorFunc) (const PyroFinding *finding,
                                gpointer           user_data);

void         pyro_doctor_examine_async  (const PyroConfig     *config,
                                         const char           *target,
                                         const char           *ns_host,
                                         guint16               ns_port,
                                         gint64                timeout,
                                         PyroDoctorFunc        func,
                                         gpointer              func_data,
                                         GDestroyNotify        func_data_free,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean     pyro_doctor_examine_finish (GAsyncResult         *result,
                                         gboolean             *healthy,
                                         GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroFinding, pyro_finding_free)

G_END_DECLS
