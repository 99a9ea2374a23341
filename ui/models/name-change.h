/* ui/models/name-change.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/server.h"

G_BEGIN_DECLS

#define LENS_TYPE_NAME_CHANGE (lens_name_change_get_type ())
G_DECLARE_FINAL_TYPE (LensNameChange, lens_name_change, LENS, NAME_CHANGE, GObject)

/* What is to become of some names of a name server, and how it was: so it can be undone. */
LensNameChange *lens_name_change_new_register (LensServer          *server,
                                               const char          *name,
                                               const char          *uri,
                                               const char *const   *tags) G_GNUC_WARN_UNUSED_RESULT;
LensNameChange *lens_name_change_new_rename   (LensServer          *server,
                                               LensObject          *object,
                                               const char          *name) G_GNUC_WARN_UNUSED_RESULT;
LensNameChange *lens_name_change_new_tags     (LensServer          *server,
                                               LensObject          *object,
                                               const char *const   *tags) G_GNUC_WARN_UNUSED_RESULT;
LensNameChange *lens_name_change_new_remove   (LensServer          *server,
                                               GPtrArray           *objects) G_GNUC_WARN_UNUSED_RESULT;
LensNameChange *lens_name_change_new_undo     (LensNameChange      *self) G_GNUC_WARN_UNUSED_RESULT;

/* A sentence for when it is done. */
const char     *lens_name_change_get_sentence (LensNameChange      *self);
/* Whether something was done, also where the rest failed. */
gboolean        lens_name_change_is_done      (LensNameChange      *self);
void            lens_name_change_run_async    (LensNameChange      *self,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
gboolean        lens_name_change_run_finish   (LensNameChange      *self,
                                               GAsyncResult        *result,
                                               GError             **error);

/* Tags as they are typed: with commas between them. */
char          **lens_tags_parse               (const char          *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
