/* ui/widgets/value-editor-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/widgets/value-editor.h"

G_BEGIN_DECLS

struct _LensValueEditor
{
  AdwBin         parent_instance;

  LensArgument  *argument;
  GListModel    *objects;
  GBindingGroup *bindings;
  GSignalGroup  *signals;
  GCancellable  *cancellable; /* of a file that is being read */

  /* template children */
  GtkStack      *stack;
  GtkDropDown   *notation;
  GtkEntry      *text;
  GtkLabel      *file_name;
  GtkWidget     *steps;
  GtkWidget     *calendar;
  GtkCalendar   *days;
  GtkWidget     *new_button;
  GtkMenuButton *objects_button;
  GtkMenuButton *host_button;
  GtkWidget     *file_button;
  GtkWidget     *clear_button;
  GtkSwitch     *switcher;
  GtkTextView   *long_text;
  GtkLabel      *word;

  gboolean       showing; /* the widgets are told, and not the user is heard */
};

/* value-editor-acts.c */
void lens_value_editor_bind_callbacks (GtkWidgetClass  *widget_class);
void lens_value_editor_add_keys       (LensValueEditor *self);

G_END_DECLS
