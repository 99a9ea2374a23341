/* ui/widgets/call-form-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/widgets/call-form.h"
#include "ui/widgets/literal-editor.h"

G_BEGIN_DECLS

struct _LensCallForm
{
  AdwBin            parent_instance;

  LensArguments    *arguments;
  GListModel       *objects;
  GtkSizeGroup     *labels;   /* of the rows: what stands in front of the values */
  GtkSizeGroup     *kinds;    /* the types of that */
  gboolean          single;
  gboolean          nested;
  gboolean          as_literal;

  /* template children */
  GtkListBox       *rows;
  GtkWidget        *heading;
  GtkLabel         *title;
  GtkWidget        *literal_button;
  LensLiteralEditor *literal;
  GtkLabel         *nothing;
  GtkWidget        *add_item;
  AdwButtonContent *add_item_content;
};

/* call-form.c */
void lens_call_form_set_literal     (LensCallForm   *self,
                                     gboolean        literal);

/* call-form-actions.c */
void lens_call_form_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
