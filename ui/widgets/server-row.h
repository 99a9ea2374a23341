/* ui/widgets/server-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/server.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_SERVER_ROW (lens_server_row_get_type ())
G_DECLARE_FINAL_TYPE (LensServerRow, lens_server_row, LENS, SERVER_ROW, AdwBin)

LensServerRow *lens_server_row_new        (void) G_GNUC_WARN_UNUSED_RESULT;
LensServer    *lens_server_row_get_server (LensServerRow *self);
void           lens_server_row_set_server (LensServerRow *self,
                                           LensServer    *server);
void           lens_server_row_set_hits   (LensServerRow *self,
                                           GListModel    *hits);

G_END_DECLS
