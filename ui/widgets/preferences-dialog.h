/* ui/widgets/preferences-dialog.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_PREFERENCES_DIALOG (lens_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LensPreferencesDialog, lens_preferences_dialog, LENS, PREFERENCES_DIALOG, AdwPreferencesDialog)

LensPreferencesDialog *lens_preferences_dialog_new (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
