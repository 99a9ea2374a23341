/* app/pyroctl/watch.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/watch.h"

/**
 * CtlWatch:
 *
 * Watches how far a connection came, so that a failure can be told by its step.
 */
struct _CtlWatch
{
  GObject  parent_instance;

  gboolean greeted;
};

static void
ctl_watch_frame (PyroTap          *tap,
                 GObject          *connection,
                 PyroTapDirection  direction,
                 PyroFrame        *frame)
{
  CtlWatch *self = CTL_WATCH (tap);

  if (direction == PYRO_TAP_OUT && pyro_frame_get_frame_type (frame) == PYRO_FRAME_CONNECT)
    self->greeted = TRUE;
}

static void
ctl_watch_tap_init (PyroTapInterface *iface)
{
  iface->frame = ctl_watch_frame;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CtlWatch, ctl_watch, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PYRO_TYPE_TAP, ctl_watch_tap_init))

static void
ctl_watch_class_init (CtlWatchClass *klass)
{
}

static void
ctl_watch_init (CtlWatch *self)
{
}

CtlWatch *
ctl_watch_new (void)
{
  return g_object_new (CTL_TYPE_WATCH, NULL);
}

/**
 * ctl_watch_has_greeted:
 * @self: a watch
 *
 * Returns: whether a connection stood and the handshake was begun on it
 */
gboolean
ctl_watch_has_greeted (CtlWatch *self)
{
  g_return_val_if_fail (CTL_IS_WATCH (self), FALSE);

  return self->greeted;
}
