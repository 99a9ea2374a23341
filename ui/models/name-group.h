/* ui/models/name-group.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LENS_TYPE_NAME_GROUP (lens_name_group_get_type ())
G_DECLARE_FINAL_TYPE (LensNameGroup, lens_name_group, LENS, NAME_GROUP, GObject)

/* Two or more names that begin alike. Properties: prefix ("lab.sensors."), label (its last part,
 * "sensors"), n-names. */
LensNameGroup *lens_name_group_new         (const char    *prefix,
                                            const char    *label,
                                            guint          n_names) G_GNUC_WARN_UNUSED_RESULT;
const char    *lens_name_group_get_prefix  (LensNameGroup *self);
const char    *lens_name_group_get_label   (LensNameGroup *self);
guint          lens_name_group_get_n_names (LensNameGroup *self);
void           lens_name_group_set_n_names (LensNameGroup *self,
                                            guint          n_names);

G_END_DECLS
