/* ui/models/servers-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/servers.h"

G_BEGIN_DECLS

struct _LensServers
{
  GObject       parent_instance;

  GPtrArray    *rows;        /* of LensServer */
  PyroConfig   *config;

  LensServer   *probe;       /* the configured name server, while it is not known to answer */
  GCancellable *cancellable; /* of the broadcast that is under way */

  gboolean      active;
  gboolean      searching;
};

/* servers.c */
LensServer *lens_servers_find_target   (LensServers *self,
                                        PyroUri     *target);
void        lens_servers_adopt         (LensServers *self,
                                        LensServer  *server);
void        lens_servers_found         (LensServers *self,
                                        LensServer  *server);
void        lens_servers_set_searching (LensServers *self,
                                        gboolean     searching);

/* servers-search.c */
void        lens_servers_stop_search   (LensServers *self);

G_END_DECLS
