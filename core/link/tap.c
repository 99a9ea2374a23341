/* core/link/tap.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/link/tap.h"

/**
 * PyroTap:
 *
 * Sees every frame of the connections it is given to, in either direction.
 */
G_DEFINE_INTERFACE (PyroTap, pyro_tap, G_TYPE_OBJECT)

static void
pyro_tap_default_init (PyroTapInterface *iface)
{
}

/**
 * pyro_tap_frame:
 * @self: a tap
 * @connection: the object whose frame it is
 * @direction: whether it came or goes
 * @frame: the frame
 *
 * Shows a frame to a tap.
 */
void
pyro_tap_frame (PyroTap          *self,
                GObject          *connection,
                PyroTapDirection  direction,
                PyroFrame        *frame)
{
  g_return_if_fail (PYRO_IS_TAP (self));
  g_return_if_fail (G_IS_OBJECT (connection));
  g_return_if_fail (frame != NULL);

  PYRO_TAP_GET_IFACE (self)->frame (self, connection, direction, frame);
}
