/* tests/matrix/frame-watch.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/matrix/frame-watch.h"

#define N_TYPES (PYRO_FRAME_PING + 1)

struct _FrameWatch
{
  GObject        parent_instance;

  PyroFrameFlags seen[PYRO_TAP_OUT + 1][N_TYPES];
};

static void
frame_watch_frame (PyroTap          *tap,
                   GObject          *connection,
                   PyroTapDirection  direction,
                   PyroFrame        *frame)
{
  FrameWatch *self = TEST_FRAME_WATCH (tap);

  self->seen[direction][pyro_frame_get_frame_type (frame)] |= pyro_frame_get_flags (frame);
}

static void
frame_watch_tap_init (PyroTapInterface *iface)
{
  iface->frame = frame_watch_frame;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FrameWatch, frame_watch, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PYRO_TYPE_TAP, frame_watch_tap_init))

static void
frame_watch_class_init (FrameWatchClass *klass)
{
}

static void
frame_watch_init (FrameWatch *self)
{
}

FrameWatch *
frame_watch_new (void)
{
  return g_object_new (TEST_TYPE_FRAME_WATCH, NULL);
}

/* Whether any frame of that type had any of the flags. */
gboolean
frame_watch_saw (FrameWatch       *self,
                 PyroTapDirection  direction,
                 PyroFrameType     type,
                 PyroFrameFlags    flags)
{
  return (self->seen[direction][type] & flags) != 0;
}
