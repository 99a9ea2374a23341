/* ui/models/arguments.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/argument.h"

G_BEGIN_DECLS

#define LENS_TYPE_ARGUMENTS (lens_arguments_get_type ())
G_DECLARE_FINAL_TYPE (LensArguments, lens_arguments, LENS, ARGUMENTS, GObject)

/* A GListModel of LensArgument, positional ones first. Properties: n-items, n-problems, ready (every
 * argument has a value), line (the call as Python would write it between the brackets, with an
 * ellipsis for what is not typed yet). */
LensArguments *lens_arguments_new     (void) G_GNUC_WARN_UNUSED_RESULT;
LensArgument  *lens_arguments_add     (LensArguments  *self,
                                       gboolean        keyword);
void           lens_arguments_remove  (LensArguments  *self,
                                       LensArgument   *argument);
gboolean       lens_arguments_move    (LensArguments  *self,
                                       LensArgument   *argument,
                                       int             places);
void           lens_arguments_clear   (LensArguments  *self);
gboolean       lens_arguments_get_ready (LensArguments *self);
guint          lens_arguments_get_n_problems (LensArguments *self);
/* Builds what to send; else says which row is wrong (borrowed) and why. From then on what is missing
 * is a problem of its row. */
gboolean       lens_arguments_collect (LensArguments  *self,
                                       PyroValue     **args,
                                       PyroValue     **kwargs,
                                       LensArgument  **wrong,
                                       GError        **error);
/* Replaces all rows by what a Python call line or its argument text says: `add(1, b=2)`, `1, b=2`. */
gboolean       lens_arguments_paste   (LensArguments  *self,
                                       const char     *text,
                                       GError        **error);
char          *lens_arguments_dup_line (LensArguments *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
