/* ui/widgets/name-toast.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/name-change.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Makes a change of names, and says so in a toast with Undo. */
void lens_name_toast_run (GtkWidget      *widget,
                          LensNameChange *change);

G_END_DECLS
