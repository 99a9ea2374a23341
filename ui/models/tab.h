/* ui/models/tab.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/browser.h"
#include "ui/models/past-call.h"

G_BEGIN_DECLS

#define LENS_TYPE_TAB (lens_tab_get_type ())
G_DECLARE_FINAL_TYPE (LensTab, lens_tab, LENS, TAB, GObject)

/* One object that is open, beside others. Properties: browser, title (notifies also when the listed
 * object is another). Signal changed(): what
 * lens_tab_to_value() says may be another. Signal replaced(LensMember, PyroValue): this draft gave way to an earlier
 * call. */
LensTab     *lens_tab_new         (LensServers *servers) G_GNUC_WARN_UNUSED_RESULT;
/* One that goes on where another ended; NULL where the value is no tab. Nothing is asked before it is shown. */
LensTab     *lens_tab_new_restored (LensServers *servers,
                                   PyroValue   *value) G_GNUC_WARN_UNUSED_RESULT;
LensBrowser *lens_tab_get_browser (LensTab     *self);
const char  *lens_tab_get_title   (LensTab     *self);
/* Shows an object: as it is, or a twin of it where another tab has it already. */
void         lens_tab_open        (LensTab     *self,
                                   LensObject  *object);
/* The same, with a member of it as soon as it is known that there is one. */
void         lens_tab_open_member (LensTab     *self,
                                   LensObject  *object,
                                   const char  *member);
/* A member of what is open, with the arguments of an earlier call of it where that is not NULL. */
void         lens_tab_recall      (LensTab      *self,
                                   const char   *member,
                                   LensPastCall *call);
/* An object that may be listed no more. */
void         lens_tab_open_address (LensTab    *self,
                                   const char  *name,
                                   const char  *uri);
/* What runs in it ends, with its streams at their servers. */
void         lens_tab_close       (LensTab     *self);
/* The object as a server lists it. */
LensObject  *lens_tab_get_listed  (LensTab     *self);
/* It is shown now: what was restored is opened. */
void         lens_tab_wake        (LensTab     *self);
/* NULL while nothing is open. */
PyroValue   *lens_tab_to_value    (LensTab     *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
