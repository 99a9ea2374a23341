/* ui/models/servers.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/server.h"

G_BEGIN_DECLS

#define LENS_TYPE_SERVERS (lens_servers_get_type ())
G_DECLARE_FINAL_TYPE (LensServers, lens_servers, LENS, SERVERS, GObject)

/* A GListModel of LensServer. Properties: n-items, searching (a search is under way), active (TRUE at
 * first: whether the servers in it are asked over and over), addresses (strv of the remembered ones; bind
 * it to the settings). Signal found(LensServer): a search brought a new one. */
LensServers *lens_servers_new       (const PyroConfig *config) G_GNUC_WARN_UNUSED_RESULT;
/* Adds a server, or finds the one with this address; the list holds it. */
LensServer  *lens_servers_add       (LensServers      *self,
                                     const char       *address,
                                     gboolean          remember,
                                     GError          **error);
void         lens_servers_remove    (LensServers      *self,
                                     LensServer       *server);
LensServer  *lens_servers_find      (LensServers      *self,
                                     const char       *address);
/* Looks for name servers by broadcast, and at the configured address. */
void         lens_servers_search    (LensServers      *self);
gboolean     lens_servers_get_searching (LensServers  *self);
gboolean     lens_servers_get_active (LensServers     *self);
void         lens_servers_set_active (LensServers     *self,
                                     gboolean          active);
char       **lens_servers_dup_addresses (LensServers  *self) G_GNUC_WARN_UNUSED_RESULT;
void         lens_servers_set_addresses (LensServers  *self,
                                     const char *const *addresses);

G_END_DECLS
