/* ui/models/draft.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/past-call.h"

G_BEGIN_DECLS

/* What is typed and not sent, as a value that can be kept in a file. */

/* NULL where nothing is typed. */
PyroValue *lens_draft_new_for_member (LensMember *member) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE, with nothing changed, for what is no draft. */
gboolean   lens_draft_restore        (PyroValue  *draft,
                                      LensMember *member);

/* Makes the form that of an earlier call. What was typed, for lens_draft_restore(), or NULL where nothing is lost. */
PyroValue *lens_draft_replace        (LensMember   *member,
                                      LensPastCall *call) G_GNUC_WARN_UNUSED_RESULT;

/* A dict of those of all members, by their names. */
PyroValue *lens_draft_new_for_object (LensObject *object) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
