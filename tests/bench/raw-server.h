/* tests/bench/raw-server.h - the floor for any server of many clients
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/wire/uri.h"

G_BEGIN_DECLS

/* A process with an epoll set and nothing else, at a TCP port of this machine. */
typedef struct
{
  PyroUri *uri;
  int      pid;
  int      leash; /* it ends when this end of a pipe is closed, with this process at the latest */
} RawServer;

void raw_server_start        (RawServer *self);
void raw_server_start_canned (RawServer *self,
                              PyroUri   *model);

G_END_DECLS
