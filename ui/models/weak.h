/* ui/models/weak.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A weak reference as the data of one callback: what was dropped while it waited stays dropped. */
gpointer lens_weak_new  (gpointer object) G_GNUC_WARN_UNUSED_RESULT;
gpointer lens_weak_take (gpointer weak) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
