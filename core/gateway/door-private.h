/* core/gateway/door-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Lets HTTP clients in: a bounded number of them, for a bounded time. */
typedef struct _PyroDoor PyroDoor;

PyroDoor *_pyro_door_new       (SoupServer   *server) G_GNUC_WARN_UNUSED_RESULT;
void      _pyro_door_free      (PyroDoor     *self);
void      _pyro_door_set_times (PyroDoor     *self,
                                gint64        patience,
                                guint         max_visitors);
gboolean  _pyro_door_open      (PyroDoor     *self,
                                const char   *host,
                                guint16       port,
                                GError      **error);
char    **_pyro_door_list_uris (PyroDoor     *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean  _pyro_door_is_local  (PyroDoor     *self);
guint     _pyro_door_get_n_visitors
                               (PyroDoor     *self);

G_END_DECLS
