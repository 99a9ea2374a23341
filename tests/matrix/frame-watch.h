/* tests/matrix/frame-watch.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/link/tap.h"

G_BEGIN_DECLS

/* Looks on, and remembers what the frames that go by say of themselves. */
#define TEST_TYPE_FRAME_WATCH (frame_watch_get_type ())
G_DECLARE_FINAL_TYPE (FrameWatch, frame_watch, TEST, FRAME_WATCH, GObject)

FrameWatch *frame_watch_new (void);
gboolean    frame_watch_saw (FrameWatch       *self,
                             PyroTapDirection  direction,
                             PyroFrameType     type,
                             PyroFrameFlags    flags);

G_END_DECLS
