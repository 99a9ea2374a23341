/* app/pyroctl/echo-object.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

/* The name of the object, and its id. */
#define CTL_ECHO_NAME "test.echoserver"

PyroServant *ctl_echo_object_new (GMainLoop *loop,
                                  gboolean   verbose) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
