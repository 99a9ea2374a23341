/* ui/models/server.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/object.h"

G_BEGIN_DECLS

/**
 * LensServerKind:
 * @LENS_SERVER_NAMES: a name server
 * @LENS_SERVER_OBJECT: one object by its URI
 * @LENS_SERVER_DAEMON: a daemon without a name server; it says which objects it has
 */
typedef enum
{
  LENS_SERVER_NAMES,
  LENS_SERVER_OBJECT,
  LENS_SERVER_DAEMON,
} LensServerKind;

/**
 * LensServerState:
 * @LENS_SERVER_CONNECTING: it did not answer yet
 * @LENS_SERVER_READY: it answered
 * @LENS_SERVER_FAILED: it does not answer; the problem says why
 */
typedef enum
{
  LENS_SERVER_CONNECTING,
  LENS_SERVER_READY,
  LENS_SERVER_FAILED,
} LensServerState;

#define LENS_TYPE_SERVER_KIND (lens_server_kind_get_type ())
GType lens_server_kind_get_type (void);

#define LENS_TYPE_SERVER_STATE (lens_server_state_get_type ())
GType lens_server_state_get_type (void);

#define LENS_TYPE_SERVER (lens_server_get_type ())
G_DECLARE_FINAL_TYPE (LensServer, lens_server, LENS, SERVER, GObject)

/* Properties: title, address (what was typed, and what is stored), kind, state, problem (nullable
 * sentence), objects (GListModel of LensObject sorted by name; rows keep their identity while names
 * come and go), n-objects, remembered, active. A name server is asked for its list every second while
 * `active`; never two questions at once; it goes on after a failure, less often. */
LensServer      *lens_server_new           (const char   *address,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;
const char      *lens_server_get_title     (LensServer   *self);
const char      *lens_server_get_address   (LensServer   *self);
LensServerKind   lens_server_get_kind      (LensServer   *self);
LensServerState  lens_server_get_state     (LensServer   *self);
const char      *lens_server_get_problem   (LensServer   *self);
GListModel      *lens_server_get_objects   (LensServer   *self);
guint            lens_server_get_n_objects (LensServer   *self);
/* The object of this name; NULL if it has none. */
LensObject      *lens_server_find_object   (LensServer   *self,
                                            const char   *name);
/* Its objects whose names lead to nothing, as far as they were looked at (transfer full). */
GPtrArray       *lens_server_list_dead     (LensServer   *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean         lens_server_get_remembered (LensServer  *self);
void             lens_server_set_remembered (LensServer  *self,
                                            gboolean      remembered);
gboolean         lens_server_get_active    (LensServer   *self);
void             lens_server_set_active    (LensServer   *self,
                                            gboolean      active);
/* Asks at once, and lets the failures of before be forgotten. */
void             lens_server_refresh       (LensServer   *self);

G_END_DECLS
