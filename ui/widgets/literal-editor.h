/* ui/widgets/literal-editor.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/arguments.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_LITERAL_EDITOR (lens_literal_editor_get_type ())
G_DECLARE_FINAL_TYPE (LensLiteralEditor, lens_literal_editor, LENS, LITERAL_EDITOR, AdwBin)

/* The arguments of a call as a line of Python. Properties: arguments (nullable), problem (nullable sentence). */
void        lens_literal_editor_set_arguments (LensLiteralEditor *self,
                                               LensArguments     *arguments);
const char *lens_literal_editor_get_problem   (LensLiteralEditor *self);

G_END_DECLS
