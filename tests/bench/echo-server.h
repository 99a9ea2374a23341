/* tests/bench/echo-server.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/wire/uri.h"

G_BEGIN_DECLS

/* A daemon in C in a process of its own, with the object `echo`: add(a, b), note(a, b) one way,
 * put(data) → its size, get(size) → so many bytes. */
typedef struct
{
  int      pid;
  int      leash; /* it lives as long as this is open */
  PyroUri *uri;
  gint64   spin_time; /* as pyro_daemon_set_spin_time() takes it; set before the start */
} EchoServer;

void echo_server_start (EchoServer *self,
                        const char *server_type,
                        const char *socket_path);

G_END_DECLS
