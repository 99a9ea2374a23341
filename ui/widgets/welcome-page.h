/* ui/widgets/welcome-page.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/servers.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_WELCOME_PAGE (lens_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (LensWelcomePage, lens_welcome_page, LENS, WELCOME_PAGE, AdwBin)

LensServers *lens_welcome_page_get_servers (LensWelcomePage *self);
void         lens_welcome_page_set_servers (LensWelcomePage *self,
                                            LensServers     *servers);

G_END_DECLS
