/* app/pyroctl/watch.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

#define CTL_TYPE_WATCH (ctl_watch_get_type ())
G_DECLARE_FINAL_TYPE (CtlWatch, ctl_watch, CTL, WATCH, GObject)

CtlWatch *ctl_watch_new       (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean  ctl_watch_has_greeted (CtlWatch *self);

G_END_DECLS
