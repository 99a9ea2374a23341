/* ui/widgets/argument-row-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/widgets/argument-row.h"
#include "ui/widgets/value-editor.h"

G_BEGIN_DECLS

struct _LensArgumentRow
{
  AdwPreferencesRow  parent_instance;

  LensArgument      *argument;
  LensArguments     *arguments;
  guint              position;
  GListModel        *objects;
  GSignalGroup      *argument_signals;
  GBindingGroup     *argument_bindings;

  /* template children */
  GtkLabel          *number;
  GtkEditable       *name;
  GtkLabel          *equals;
  GtkWidget         *label_box;
  GtkWidget         *kind_button;
  GtkLabel          *type_name;
  LensValueEditor   *editor;
  AdwToggleGroup    *states;
  GtkLabel          *problem;
  GtkWidget         *refusal;
  GtkLabel          *refusal_text;
  GtkWidget         *buttons;
  AdwBin            *items;
};

/* argument-row-words.c */
void lens_argument_row_label        (LensArgumentRow *self);
void lens_argument_row_show_problem (LensArgumentRow *self);
void lens_argument_row_show_type    (LensArgumentRow *self);

G_END_DECLS
