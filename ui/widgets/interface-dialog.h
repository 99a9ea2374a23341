/* ui/widgets/interface-dialog.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/models/object.h"

G_BEGIN_DECLS

#define LENS_TYPE_INTERFACE_DIALOG (lens_interface_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LensInterfaceDialog, lens_interface_dialog, LENS, INTERFACE_DIALOG, AdwDialog)

AdwDialog *lens_interface_dialog_new (LensObject *object) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
