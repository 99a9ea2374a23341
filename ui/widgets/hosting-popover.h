/* ui/widgets/hosting-popover.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/hosted-object.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LENS_TYPE_HOSTING_POPOVER (lens_hosting_popover_get_type ())
G_DECLARE_FINAL_TYPE (LensHostingPopover, lens_hosting_popover, LENS, HOSTING_POPOVER, GtkPopover)

/* Makes a hosted object as the user says. Signal hosted(object). */

G_END_DECLS
