/* ui/widgets/call-form.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/arguments.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_CALL_FORM (lens_call_form_get_type ())
G_DECLARE_FINAL_TYPE (LensCallForm, lens_call_form, LENS, CALL_FORM, AdwBin)

LensArguments *lens_call_form_get_arguments (LensCallForm  *self);
void           lens_call_form_set_arguments (LensCallForm  *self,
                                             LensArguments *arguments);
gboolean       lens_call_form_get_single    (LensCallForm  *self);
void           lens_call_form_set_single    (LensCallForm  *self,
                                             gboolean       single);
void           lens_call_form_set_objects   (LensCallForm  *self,
                                             GListModel    *objects);
gboolean       lens_call_form_check         (LensCallForm  *self);
gboolean       lens_call_form_focus         (LensCallForm  *self,
                                             LensArgument  *argument);

G_END_DECLS
