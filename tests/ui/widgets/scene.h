/* tests/ui/widgets/scene.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tests/ui/models/directed-peer.h"

#include <adwaita.h>

/* A window with one widget in it. */
typedef struct
{
  GtkWindow *window;
  GtkWidget *widget;
} Scene;

int        scene_run         (int           *argc,
                              char        ***argv,
                              void         (*add_tests) (void));
void       scene_open        (Scene         *self,
                              GtkWidget     *widget);
void       scene_settle      (void);
/* Destroys it, and sees that nothing of it is left, also when it is disposed of more than once. */
void       scene_close       (Scene         *self);

/* What shows below @root; NULL if nothing does. */
GtkWidget *scene_find        (GtkWidget     *root,
                              GType          type,
                              guint          nth);
guint      scene_count       (GtkWidget     *root,
                              GType          type);
GtkWidget *scene_find_label  (GtkWidget     *root,
                              const char    *text);
GtkWidget *scene_find_button (GtkWidget     *root,
                              const char    *action);
gboolean   scene_has_focus   (GtkWidget     *widget);
char      *scene_read_clipboard (Scene      *self);

PyroValue *scene_value       (const char    *literal);
