/* ui/models/hosted-object.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/incoming-call.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LENS_MAX_INCOMING_CALLS 1000 /* the newest are kept */

#define LENS_TYPE_HOSTED_OBJECT (lens_hosted_object_get_type ())
G_DECLARE_FINAL_TYPE (LensHostedObject, lens_hosted_object, LENS, HOSTED_OBJECT, GObject)

/* An object of this program that others can call: it notes each call and answers None. A GListModel of
 * LensIncomingCall, the newest last. Properties: running, n-calls (all that came). */
/* @methods: names with commas or blanks between them. It listens on loopback unless @host says otherwise. */
LensHostedObject *lens_hosted_object_new         (const char        *methods,
                                                  const char        *host,
                                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those that were made for the user: a list of LensHostedObject. */
GListStore       *lens_hosted_object_get_all     (void);
const char       *lens_hosted_object_get_uri     (LensHostedObject  *self);
gboolean          lens_hosted_object_get_running (LensHostedObject  *self);
guint             lens_hosted_object_get_n_calls (LensHostedObject  *self);
/* Lets nobody in any more; those who are there are sent away. */
void              lens_hosted_object_stop        (LensHostedObject  *self);

G_END_DECLS
