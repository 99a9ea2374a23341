/* ui/models/object-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/object.h"

G_BEGIN_DECLS

struct _LensObject
{
  GObject          parent_instance;

  char            *name;
  char            *uri;
  char           **tags;
  GListStore      *members; /* of LensMember, by kind and name; NULL until somebody looks */
  PyroProxy       *proxy;   /* NULL until somebody wants to call */
  LensSignatures  *signatures; /* NULL until somebody shows them */
  GHashTable      *ways;    /* key of particulars → PyroProxy that nobody uses now; NULL at first */

  PyroUri         *address; /* NULL when the text of the URI is none */
  char            *location;
  char            *uri_problem;
  const char      *name_server_host; /* interned; NULL where no name server lists it */

  char            *state_text;
  char            *problem;
  PyroProxy       *looker;  /* the handshake that is under way */
  GCancellable    *cancellable;

  LensObjectState  state;
  LensHealth       health;

  guint            abroad : 1;  /* that host is another computer */
  guint            registered : 1;
  guint            busy : 1;    /* a call goes through the proxy */
  guint            read : 1;    /* the text of the URI was read */
  guint            loading : 1;
  guint            loaded : 1;  /* the members were had once */
};

/* object.c */
void       lens_object_set_health           (LensObject      *self,
                                             LensHealth       health,
                                             const char      *text);
void       lens_object_set_loading          (LensObject      *self,
                                             gboolean         loading,
                                             const char      *problem);
void       lens_object_finish_look          (LensObject      *self);
void       lens_object_set_registered       (LensObject      *self,
                                             gboolean         registered);

/* object-address.c */
void       lens_object_set_name_server      (LensObject      *self,
                                             const char      *host,
                                             gboolean         here);
const char *lens_object_get_foreign_host    (LensObject      *self);
void       lens_object_read_uri             (LensObject      *self);
void       lens_object_forget_address       (LensObject      *self);
PyroProxy *lens_object_take_proxy           (LensObject      *self,
                                             LensParticulars *particulars) G_GNUC_WARN_UNUSED_RESULT;
void       lens_object_close_ways           (LensObject      *self);
void       lens_object_return_proxy         (LensObject      *self,
                                             PyroProxy       *proxy);

/* object-members.c */
void       lens_object_take_members         (LensObject      *self,
                                             PyroMetadata    *metadata);

/* object-look.c */
gboolean   lens_object_is_looking           (LensObject      *self);
void       lens_object_recheck              (LensObject      *self);
void       lens_object_stop_look            (LensObject      *self);

G_END_DECLS
