/* core/names/name-daemon.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/names/registry.h"
#include "core/serve/daemon.h"

G_BEGIN_DECLS

#define PYRO_TYPE_NAME_DAEMON (pyro_name_daemon_get_type ())
G_DECLARE_FINAL_TYPE (PyroNameDaemon, pyro_name_daemon, PYRO, NAME_DAEMON, GObject)

PyroNameDaemon *pyro_name_daemon_new              (const PyroConfig  *config,
                                                   PyroRegistry      *registry,
                                                   GError           **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean        pyro_name_daemon_listen           (PyroNameDaemon    *self,
                                                   const char        *host,
                                                   guint16            port,
                                                   GError           **error);
gboolean        pyro_name_daemon_listen_unix      (PyroNameDaemon    *self,
                                                   const char        *path,
                                                   GError           **error);
char           *pyro_name_daemon_answer_broadcast (PyroNameDaemon    *self,
                                                   const char        *host,
                                                   guint16            port,
                                                   GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void            pyro_name_daemon_close            (PyroNameDaemon    *self);

PyroUri        *pyro_name_daemon_dup_uri          (PyroNameDaemon    *self,
                                                   gboolean           nat) G_GNUC_WARN_UNUSED_RESULT;
PyroDaemon     *pyro_name_daemon_get_daemon       (PyroNameDaemon    *self);
PyroRegistry   *pyro_name_daemon_get_registry     (PyroNameDaemon    *self);

G_END_DECLS
