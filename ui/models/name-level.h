/* ui/models/name-level.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/name-group.h"
#include "ui/models/object.h"

G_BEGIN_DECLS

#define LENS_TYPE_NAME_LEVEL (lens_name_level_get_type ())
G_DECLARE_FINAL_TYPE (LensNameLevel, lens_name_level, LENS, NAME_LEVEL, GObject)

/* A GListModel of LensNameGroup and LensObject: one level of the tree that dots and slashes make of
 * @objects, a list model of LensObject sorted by name. */
LensNameLevel *lens_name_level_new (GListModel *objects,
                                    const char *prefix) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
