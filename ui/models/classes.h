/* ui/models/classes.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/request.h"

G_BEGIN_DECLS

#define LENS_TYPE_CLASSES (lens_classes_get_type ())
G_DECLARE_FINAL_TYPE (LensClasses, lens_classes, LENS, CLASSES, GObject)

/* The fields that instances of remote classes were seen with, kept in a file. */
LensClasses       *lens_classes_new         (const char  *path) G_GNUC_WARN_UNUSED_RESULT;
LensClasses       *lens_classes_get_default (void);
void               lens_classes_learn       (LensClasses *self,
                                             PyroValue   *value);
/* Learns from the arguments and the answer of a request. */
void               lens_classes_watch       (LensClasses *self,
                                             LensRequest *request);
const char *const *lens_classes_find        (LensClasses *self,
                                             const char  *class_name);

G_END_DECLS
