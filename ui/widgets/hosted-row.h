/* ui/widgets/hosted-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/hosted-object.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LENS_TYPE_HOSTED_ROW (lens_hosted_row_get_type ())
G_DECLARE_FINAL_TYPE (LensHostedRow, lens_hosted_row, LENS, HOSTED_ROW, GtkListBoxRow)

GtkWidget *lens_hosted_row_new (LensHostedObject *hosted);

G_END_DECLS
