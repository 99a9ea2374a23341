/* core/link/poller.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PyroPoller:
 *
 * One epoll set a main context, inside one GSource: whatever number of sockets wait in it, the main
 * context polls one descriptor.
 */
typedef struct _PyroPoller PyroPoller;
typedef struct _PyroWatch  PyroWatch;

/* Called in the poller's context; may remove its own watch or any other. It may run the main loop, in which
 * other watches are called and this one is not. An event may be gone when it is called. */
typedef void (*PyroWatchFunc) (GIOCondition  condition,
                               gpointer      user_data);

PyroPoller *pyro_poller_get          (GMainContext   *context) G_GNUC_WARN_UNUSED_RESULT;
PyroPoller *pyro_poller_ref          (PyroPoller     *self);
void        pyro_poller_unref        (PyroPoller     *self);
PyroWatch  *pyro_poller_add          (PyroPoller     *self,
                                      int             fd,
                                      GIOCondition    condition,
                                      PyroWatchFunc   callback,
                                      gpointer        user_data,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void        pyro_watch_set_condition (PyroWatch      *self,
                                      GIOCondition    condition);
void        pyro_watch_remove        (PyroWatch      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroPoller, pyro_poller_unref)

G_END_DECLS
