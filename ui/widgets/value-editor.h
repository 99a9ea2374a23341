/* ui/widgets/value-editor.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/argument.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_VALUE_EDITOR (lens_value_editor_get_type ())
G_DECLARE_FINAL_TYPE (LensValueEditor, lens_value_editor, LENS, VALUE_EDITOR, AdwBin)

/* Where one value is typed, in the way of its kind. Properties: argument (nullable), objects (GListModel of
 * LensObject, nullable: those that a proxy can be made of). */
LensArgument *lens_value_editor_get_argument (LensValueEditor *self);
void          lens_value_editor_set_argument (LensValueEditor *self,
                                              LensArgument    *argument);
GListModel   *lens_value_editor_get_objects  (LensValueEditor *self);
void          lens_value_editor_set_objects  (LensValueEditor *self,
                                              GListModel      *objects);
/* What a screen reader calls it. */
void          lens_value_editor_set_label    (LensValueEditor *self,
                                              const char      *label);
/* Asks how an object is to be hosted here, of which a proxy is the value. */
void          lens_value_editor_host         (LensValueEditor *self);

G_END_DECLS
