/* ui/widgets/history-toast.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Forgets the earlier calls of a method, or of all where these are NULL, and offers to undo that. */
void lens_history_toast_clear (GtkWidget  *widget,
                               const char *object,
                               const char *method);

G_END_DECLS
