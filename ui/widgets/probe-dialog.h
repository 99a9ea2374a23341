/* ui/widgets/probe-dialog.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/models/object.h"

G_BEGIN_DECLS

#define LENS_TYPE_PROBE_DIALOG (lens_probe_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LensProbeDialog, lens_probe_dialog, LENS, PROBE_DIALOG, AdwDialog)

AdwDialog *lens_probe_dialog_new (LensObject *object) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
