/* ui/widgets/choice-popover.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LENS_TYPE_CHOICE_POPOVER (lens_choice_popover_get_type ())
G_DECLARE_FINAL_TYPE (LensChoicePopover, lens_choice_popover, LENS, CHOICE_POPOVER, GtkPopover)

typedef void (*LensChoiceRowFunc) (GtkListItemFactory *factory,
                                   GtkListItem        *row);

/* What there is to choose from. The texts are translated when they are used. */
typedef struct
{
  GType             (*get_type) (void);
  const char         *property;     /* of an item: what the filter looks into */
  const char         *label;        /* of the list */
  const char         *filter_label;
  int                 width;
  int                 height;
  LensChoiceRowFunc   setup;
  LensChoiceRowFunc   bind;
} LensChoiceKind;

/* Signal chosen(GObject). */
LensChoicePopover *lens_choice_popover_new (const LensChoiceKind *kind,
                                            GListModel           *items) G_GNUC_WARN_UNUSED_RESULT;
/* Beside the filter. */
void               lens_choice_popover_add (LensChoicePopover    *self,
                                            GtkWidget            *widget);

G_END_DECLS
