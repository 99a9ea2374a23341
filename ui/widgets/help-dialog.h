/* ui/widgets/help-dialog.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/help.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_HELP_DIALOG (lens_help_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LensHelpDialog, lens_help_dialog, LENS, HELP_DIALOG, AdwDialog)

LensHelpDialog *lens_help_dialog_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
