/* ui/models/browser.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/request.h"
#include "ui/models/servers.h"

G_BEGIN_DECLS

#define LENS_TYPE_BROWSER (lens_browser_get_type ())
G_DECLARE_FINAL_TYPE (LensBrowser, lens_browser, LENS, BROWSER, GObject)

/* What a window looks at. Properties: servers, object (nullable), member (nullable), request
 * (nullable: the newest of the member). Setting one clears those below it. */
LensBrowser *lens_browser_new         (LensServers *servers) G_GNUC_WARN_UNUSED_RESULT;
LensServers *lens_browser_get_servers (LensBrowser *self);
LensObject  *lens_browser_get_object  (LensBrowser *self);
void         lens_browser_set_object  (LensBrowser *self,
                                       LensObject  *object);
LensMember  *lens_browser_get_member  (LensBrowser *self);
void         lens_browser_set_member  (LensBrowser *self,
                                       LensMember  *member);
LensRequest *lens_browser_get_request (LensBrowser *self);
void         lens_browser_set_request (LensBrowser *self,
                                       LensRequest *request);
/* Signal watch: the member, an attribute, is to be read again and again. */
void         lens_browser_watch       (LensBrowser *self,
                                       LensMember  *member);
/* Ends all that its requests run. */
void         lens_browser_give_up     (LensBrowser *self);

G_END_DECLS
