/* ui/widgets/call-pane-reveal.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/call-pane-private.h"

/* What came of a call is what it was made for: where the form leaves no room for it, the pane is scrolled, as far as is
 * needed and no further, so that the button stays in sight where it can. */

#define ENOUGH 280 /* pixels of a result that are to be seen */

static void
scroll (LensCallPane *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t place;
  double top, hidden;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (self->results), GTK_WIDGET (self->scroller), &place))
    return;

  top = (double) place.origin.y;
  hidden = top + MIN ((double) place.size.height, ENOUGH) - gtk_adjustment_get_page_size (adjustment);
  if (hidden > 0)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + MIN (top, hidden));
}

/* In the first frame it was only just told how much there is. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  LensCallPane *self = LENS_CALL_PANE (widget);

  if (self->frames-- > 0)
    return G_SOURCE_CONTINUE;

  self->revealing = 0;
  scroll (self);

  return G_SOURCE_REMOVE;
}

/* Has the result in sight once it is laid out. */
void
lens_call_pane_reveal_result (LensCallPane *self)
{
  self->frames = 1;
  if (self->revealing == 0)
    self->revealing = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}
