/* ui/widgets/draft-toast.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/member.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Says that what was typed for a member gave way to an earlier call, and brings it back if that is wanted. */
void lens_draft_toast_show (GtkWidget  *widget,
                            LensMember *member,
                            PyroValue  *draft);

G_END_DECLS
