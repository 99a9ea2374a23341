/* core/serve/loop.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/serve/peer-private.h"

G_BEGIN_DECLS

/* The server type `multiplex`: all peers of a daemon in one main context. */
typedef struct _PyroLoop PyroLoop;

PyroLoop *_pyro_loop_new          (PyroDaemon   *daemon,
                                   GMainContext *context) G_GNUC_WARN_UNUSED_RESULT;
void      _pyro_loop_free         (PyroLoop     *self);
gboolean  _pyro_loop_add          (PyroLoop     *self,
                                   int           fd,
                                   gboolean      greeted,
                                   GError      **error);
void      _pyro_loop_start_clock  (PyroLoop     *self);
void      _pyro_loop_post         (PyroLoop     *self,
                                   GSourceFunc   func,
                                   gpointer      data);
guint     _pyro_loop_get_n_peers  (PyroLoop     *self);
guint     _pyro_loop_get_n_busy   (PyroLoop     *self);
void      _pyro_loop_finish_peers (PyroLoop     *self);
void      _pyro_loop_close_peers  (PyroLoop     *self);

G_END_DECLS
