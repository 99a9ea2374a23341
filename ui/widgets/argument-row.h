/* ui/widgets/argument-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/arguments.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_ARGUMENT_ROW (lens_argument_row_get_type ())
G_DECLARE_FINAL_TYPE (LensArgumentRow, lens_argument_row, LENS, ARGUMENT_ROW, AdwPreferencesRow)

LensArgument  *lens_argument_row_get_argument  (LensArgumentRow *self);
void           lens_argument_row_set_argument  (LensArgumentRow *self,
                                                LensArgument    *argument);
LensArguments *lens_argument_row_get_arguments (LensArgumentRow *self);
void           lens_argument_row_set_arguments (LensArgumentRow *self,
                                                LensArguments   *arguments);
guint          lens_argument_row_get_position  (LensArgumentRow *self);
void           lens_argument_row_set_position  (LensArgumentRow *self,
                                                guint            position);
/* The values of the rows with the same groups begin at one line. */
void           lens_argument_row_align         (LensArgumentRow *self,
                                                GtkSizeGroup    *labels,
                                                GtkSizeGroup    *kinds);
/* Lets the user type one of the values in it. */
gboolean         lens_argument_row_focus         (LensArgumentRow *self,
                                                  LensArgument    *inner);

G_END_DECLS
