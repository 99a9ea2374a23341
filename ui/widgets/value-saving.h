/* ui/widgets/value-saving.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/export.h"

#include <adwaita.h>

G_BEGIN_DECLS

void lens_value_saving_ask  (GtkWidget        *widget,
                             PyroValue        *value,
                             LensExportFormat  format);
void lens_value_saving_copy (GtkWidget        *widget,
                             PyroValue        *value,
                             LensExportFormat  format);

G_END_DECLS
