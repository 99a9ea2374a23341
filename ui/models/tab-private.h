/* ui/models/tab-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/tab.h"

G_BEGIN_DECLS

struct _LensTab
{
  GObject        parent_instance;

  LensBrowser   *browser;
  LensObject    *claimed;  /* what is this tab's and no other's */
  char          *title;
  char          *wanted;   /* the member to open as soon as it is known; NULL for none */
  LensPastCall  *recalled; /* how that member is to be called; NULL for none */
  PyroValue     *sleeping; /* what is restored when it is shown; NULL for nothing */
  PyroValue     *drafts;   /* of members that are not known yet; NULL for none */
  GSignalGroup  *object;
  GSignalGroup  *arguments;
  GSignalGroup  *particulars;
  GSignalGroup  *annotations;
};

/* tab.c */
void        lens_tab_set_title         (LensTab     *self,
                                        const char  *title);
LensObject *lens_tab_claim             (LensTab     *self,
                                        LensObject  *object) G_GNUC_WARN_UNUSED_RESULT;
void        lens_tab_look              (LensTab     *self);

/* tab-listed.c */
LensObject *lens_tab_find_listed       (LensTab     *self,
                                        const char  *name,
                                        const char  *uri);
gboolean    lens_tab_meet              (LensTab     *self,
                                        LensObject  *listed);
void        lens_tab_watch_servers     (LensTab     *self);

/* tab-session.c */
void        lens_tab_take_drafts       (LensTab     *self);

G_END_DECLS
