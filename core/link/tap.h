/* core/link/tap.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/frame.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PyroTapDirection:
 * @PYRO_TAP_IN: the frame came
 * @PYRO_TAP_OUT: it goes
 *
 * Which way a frame goes by.
 */
typedef enum
{
  PYRO_TAP_IN,
  PYRO_TAP_OUT,
} PyroTapDirection;

#define PYRO_TYPE_TAP (pyro_tap_get_type ())
G_DECLARE_INTERFACE (PyroTap, pyro_tap, PYRO, TAP, GObject)

/**
 * PyroTapInterface:
 * @frame: a whole frame went by; called where the connection lives, before the frame is acted on
 *
 * What a tap implements.
 */
struct _PyroTapInterface
{
  GTypeInterface parent_interface;

  void (*frame) (PyroTap          *self,
                 GObject          *connection,
                 PyroTapDirection  direction,
                 PyroFrame        *frame);
};

void pyro_tap_frame (PyroTap          *self,
                     GObject          *connection,
                     PyroTapDirection  direction,
                     PyroFrame        *frame);

G_END_DECLS
