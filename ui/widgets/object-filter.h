/* ui/widgets/object-filter.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/object.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LENS_TYPE_OBJECT_FILTER (lens_object_filter_get_type ())
G_DECLARE_FINAL_TYPE (LensObjectFilter, lens_object_filter, LENS, OBJECT_FILTER, GtkFilter)

LensObjectFilter *lens_object_filter_new      (void) G_GNUC_WARN_UNUSED_RESULT;
const char       *lens_object_filter_get_text (LensObjectFilter *self);
/* What is wrong with the regular expression; NULL if there is nothing. */
const char       *lens_object_filter_get_problem
                                               (LensObjectFilter *self);
void              lens_object_filter_set_text (LensObjectFilter *self,
                                               const char       *text);

G_END_DECLS
