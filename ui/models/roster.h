/* ui/models/roster.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/rounds.h"

G_BEGIN_DECLS

#define LENS_TYPE_ROSTER (lens_roster_get_type ())
G_DECLARE_FINAL_TYPE (LensRoster, lens_roster, LENS, ROSTER, GObject)

/* The objects that a name server lists, as rows that stay the same while names come and go. */
LensRoster *lens_roster_new         (LensRounds *rounds) G_GNUC_WARN_UNUSED_RESULT;
GListModel *lens_roster_get_objects (LensRoster *self);
LensObject *lens_roster_find        (LensRoster *self,
                                     const char *name);
void        lens_roster_set_host    (LensRoster *self,
                                     const char *host,
                                     gboolean    here);
void        lens_roster_update      (LensRoster *self,
                                     GPtrArray  *entries);
void        lens_roster_update_async
                                    (LensRoster          *self,
                                     GPtrArray           *entries,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
gboolean    lens_roster_update_finish
                                    (LensRoster    *self,
                                     GAsyncResult  *result,
                                     GError       **error);

G_END_DECLS
