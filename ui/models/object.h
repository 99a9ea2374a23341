/* ui/models/object.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/health.h"
#include "ui/models/member.h"
#include "ui/models/signatures.h"

G_BEGIN_DECLS

/**
 * LensObjectState:
 * @LENS_OBJECT_UNKNOWN: not looked at yet
 * @LENS_OBJECT_CHECKING: being looked at
 * @LENS_OBJECT_ALIVE: its daemon accepted the handshake for it
 * @LENS_OBJECT_GONE: nothing answers at its address, or its daemon does not know it
 * @LENS_OBJECT_ODD: something answers that cannot be used: another protocol, a refusal, a bad URI
 */
typedef enum
{
  LENS_OBJECT_UNKNOWN,
  LENS_OBJECT_CHECKING,
  LENS_OBJECT_ALIVE,
  LENS_OBJECT_GONE,
  LENS_OBJECT_ODD,
} LensObjectState;

#define LENS_TYPE_OBJECT_STATE (lens_object_state_get_type ())
GType lens_object_state_get_type (void);

#define LENS_TYPE_OBJECT (lens_object_get_type ())
G_DECLARE_FINAL_TYPE (LensObject, lens_object, LENS, OBJECT, GObject)

/* Properties: name, uri (text as registered), location (host:port or socket path, short), tags (strv),
 * tags-text ("instrument, class:lab.Stage"), state, health (the state, more exactly), state-text (a
 * sentence; why it is gone or odd),
 * members (GListModel of LensMember, methods, one-way methods, attributes, each sorted), loading,
 * problem (nullable sentence: why the members could not be had), registered (FALSE once the name server no
 * longer lists it: an open page can then say so). Signal checked(): it was looked at. */
LensObject      *lens_object_new            (const char         *name,
                                             const char         *uri,
                                             const char *const  *tags) G_GNUC_WARN_UNUSED_RESULT;
const char      *lens_object_get_name       (LensObject         *self);
const char      *lens_object_get_uri        (LensObject         *self);
const char      *lens_object_get_location   (LensObject         *self);
const char      *lens_object_get_place      (LensObject         *self);
const char *const *lens_object_get_tags     (LensObject         *self);
gboolean         lens_object_get_registered (LensObject         *self);
LensObjectState  lens_object_get_state      (LensObject         *self);
LensHealth       lens_object_get_health     (LensObject         *self);
const char      *lens_object_get_state_text (LensObject         *self);
GListModel      *lens_object_get_members    (LensObject         *self);
LensMember      *lens_object_find_member    (LensObject         *self,
                                             const char         *name);
char           **lens_object_dup_member_names (LensObject       *self) G_GNUC_WARN_UNUSED_RESULT;
void             lens_object_set_signatures (LensObject         *self,
                                             LensSignatures     *signatures);
gboolean         lens_object_get_loading    (LensObject         *self);
const char      *lens_object_get_problem    (LensObject         *self);
/* The proxy that calls of this object go through; NULL when the URI is bad. */
PyroProxy       *lens_object_get_proxy      (LensObject         *self);
void             lens_object_update         (LensObject         *self,
                                             const char         *uri,
                                             const char *const  *tags);
/* Looks at once whether it can be used, by one handshake that is closed at once. */
void             lens_object_check          (LensObject         *self);
/* The same, and asks what it offers. */
void             lens_object_load           (LensObject         *self);

G_END_DECLS
