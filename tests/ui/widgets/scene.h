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
} Stage;

int        stage_run         (int           *argc,
                              char        ***argv,
                              void         (*add_tests) (void));
void       stage_open        (Stage         *self,
                              GtkWidget     *widget);
void       stage_settle      (void);
/* Destroys it, and sees that nothing of it is left, also when it is disposed of more than once. */
void       stage_close       (Stage         *self);

/* What shows below @root; NULL if nothing does. */
GtkWidget *stage_find        (GtkWidget     *root,
                              GType          type,
                              guint          nth);
guint      stage_count       (GtkWidget     *root,
                              GType          type);
GtkWidget *stage_find_label  (GtkWidget     *root,
                              const char    *text);
GtkWidget *stage_find_button (GtkWidget     *root,
                              const char    *action);
gboolean   stage_has_focus   (GtkWidget     *widget);
char      *stage_read_clipboard (Stage      *self);

PyroValue *stage_value       (const char    *literal);
