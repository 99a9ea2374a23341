/* ui/widgets/connect-dialog.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/servers.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_CONNECT_DIALOG (lens_connect_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LensConnectDialog, lens_connect_dialog, LENS, CONNECT_DIALOG, AdwDialog)

LensConnectDialog *lens_connect_dialog_new         (void) G_GNUC_WARN_UNUSED_RESULT;
LensServers       *lens_connect_dialog_get_servers (LensConnectDialog *self);
void               lens_connect_dialog_set_servers (LensConnectDialog *self,
                                                    LensServers       *servers);

G_END_DECLS
