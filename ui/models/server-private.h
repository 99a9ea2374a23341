/* ui/models/server-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/roster.h"
#include "ui/models/server.h"

G_BEGIN_DECLS

struct _LensServer
{
  GObject          parent_instance;

  char            *address;
  char            *title;
  PyroUri         *target;
  PyroConfig      *config;
  LensRounds      *rounds;
  LensRoster      *roster;
  LensObject      *only;        /* the one object of a server that is no name server */

  PyroNameServer  *names;       /* NULL until it is asked */
  PyroProxy       *daemon;      /* NULL until it is asked; of a server that is a daemon */
  GCancellable    *cancellable; /* of the question that is under way */
  char            *problem;
  gint64           asked;       /* monotonic, microseconds: when the question was put */

  LensServerState  state;
  guint            source;      /* the next question */
  guint            n_failures;  /* in a row */

  guint            active : 1;
  guint            asking : 1;
  guint            again : 1;   /* the answer that is under way may be out of date */
  guint            is_daemon : 1; /* a daemon answers where a name server was expected */
  guint            located : 1; /* it is known whether the name server is on this computer */
  guint            remembered : 1;
};

/* server.c */
PyroUri  *lens_server_get_target (LensServer       *self);
void      lens_server_set_config (LensServer       *self,
                                  const PyroConfig *config);
void      lens_server_set_state  (LensServer       *self,
                                  LensServerState   state,
                                  const char       *problem);
void      lens_server_set_daemon (LensServer       *self,
                                  gboolean          is_daemon);

/* server-poll.c */
PyroNameServer *
          lens_server_make_names (LensServer       *self);
void      lens_server_take_list  (LensServer       *self,
                                  GPtrArray        *entries);
void      lens_server_take_error (LensServer       *self,
                                  const GError     *error);
void      lens_server_ask        (LensServer       *self);
void      lens_server_stop       (LensServer       *self);

/* server-daemon.c */
void      lens_server_list_daemon (LensServer      *self);

G_END_DECLS
