/* app/pyrolens/application-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/pyrolens/application.h"

#include "ui/models/servers.h"
#include "ui/models/state-file.h"
#include "ui/widgets/window.h"

G_BEGIN_DECLS

struct _LensApplication
{
  AdwApplication  parent_instance;

  LensServers    *servers;
  GSettings      *settings;  /* NULL where the program runs without being installed */
  LensStateFile  *state;
  gboolean        frozen;    /* the program ends: what is closed now is to come back */
  gboolean        told;      /* the user knows that what is open cannot be kept */
};

/* application.c */
LensWindow *lens_application_open_window     (LensApplication *self);
LensWindow *lens_application_get_window      (LensApplication *self);

/* application-session.c */
void        lens_application_init_session    (LensApplication *self);
void        lens_application_restore_session (LensApplication *self);
gboolean    lens_application_freeze          (LensApplication *self);

/* application-actions.c */
void        lens_application_add_actions     (LensApplication *self);

G_END_DECLS
