/* ui/widgets/palette-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/palette-dialog.h"

#include "ui/widgets/palette-row.h"

/**
 * LensPaletteDialog:
 *
 * All that can be gone to by a few letters of its name. The keyboard stays in the entry: the arrow keys choose a hit
 * from there, Enter goes to it, and Ctrl+Enter opens it in another tab.
 */
struct _LensPaletteDialog
{
  AdwDialog            parent_instance;

  LensPalette         *palette;
  guint                waiting : 1; /* Enter was pressed before all names were looked at */
  guint                apart : 1;   /* with Ctrl */

  /* template children */
  GtkSearchEntry      *search;
  GtkStack            *stack;
  GtkListView         *list;
  GtkSingleSelection  *selection;
};

enum {
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensPaletteDialog, lens_palette_dialog, ADW_TYPE_DIALOG)

static void
setup_cb (LensPaletteDialog *self,
          GtkListItem       *item)
{
  gtk_list_item_set_child (item, GTK_WIDGET (lens_palette_row_new ()));
}

static void
bind_cb (LensPaletteDialog *self,
         GtkListItem       *item)
{
  LensPaletteItem *hit = gtk_list_item_get_item (item);

  lens_palette_row_set_item (LENS_PALETTE_ROW (gtk_list_item_get_child (item)), hit);
  gtk_list_item_set_accessible_label (item, lens_palette_item_get_title (hit));
  gtk_list_item_set_accessible_description (item, lens_palette_item_get_subtitle (hit));
}

static void
unbind_cb (LensPaletteDialog *self,
           GtkListItem       *item)
{
  lens_palette_row_set_item (LENS_PALETTE_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
update_page (LensPaletteDialog *self)
{
  gboolean none = self->palette != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->palette)) == 0 &&
                  !lens_palette_get_busy (self->palette);

  gtk_stack_set_visible_child_name (self->stack, none ? "none" : "hits");
}

/* What is best is chosen unless the arrow keys say otherwise. */
static void
hits_changed_cb (LensPaletteDialog *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->palette)) > 0)
    gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_SELECT, NULL);
  update_page (self);
}

static void
search_changed_cb (LensPaletteDialog *self)
{
  lens_palette_set_query (self->palette, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
stop_search_cb (LensPaletteDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
choose (LensPaletteDialog *self,
        guint              position,
        gboolean           apart)
{
  g_autoptr(LensPaletteDialog) held = g_object_ref (self);
  g_autoptr(LensPaletteItem) item = NULL;

  item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  if (item == NULL)
    return;

  adw_dialog_force_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[CHOSEN], 0, item, apart);
}

/* Whoever types faster than the names are looked at means the best of all. */
static void
choose_selected (LensPaletteDialog *self,
                 gboolean           apart)
{
  self->waiting = lens_palette_get_busy (self->palette);
  self->apart = apart;
  if (!self->waiting)
    choose (self, gtk_single_selection_get_selected (self->selection), apart);
}

static void
busy_changed_cb (LensPaletteDialog *self)
{
  update_page (self);
  if (self->waiting && !lens_palette_get_busy (self->palette))
    choose_selected (self, self->apart);
}

static void
activate_cb (LensPaletteDialog *self)
{
  choose_selected (self, FALSE);
}

static void
list_activate_cb (LensPaletteDialog *self,
                  guint              position)
{
  choose (self, position, FALSE);
}

static gboolean
key_cb (LensPaletteDialog *self,
        guint              key,
        guint              code,
        GdkModifierType    state)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && (state & GDK_CONTROL_MASK) != 0)
    {
      choose_selected (self, TRUE);
      return GDK_EVENT_STOP;
    }
  if (n == 0 || selected >= n || (key != GDK_KEY_Down && key != GDK_KEY_Up))
    return GDK_EVENT_PROPAGATE;

  selected = (selected + (key == GDK_KEY_Down ? 1 : n - 1)) % n;
  gtk_list_view_scroll_to (self->list, selected, GTK_LIST_SCROLL_SELECT, NULL);

  return GDK_EVENT_STOP;
}

static void
lens_palette_dialog_dispose (GObject *object)
{
  LensPaletteDialog *self = LENS_PALETTE_DIALOG (object);

  g_clear_object (&self->palette);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_PALETTE_DIALOG);

  G_OBJECT_CLASS (lens_palette_dialog_parent_class)->dispose (object);
}

static void
lens_palette_dialog_class_init (LensPaletteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_palette_dialog_dispose;

  /**
   * LensPaletteDialog::chosen:
   * @item: what was chosen
   * @apart: whether it is to be opened in another tab
   *
   * The user wants to go there. The dialog is closed by then.
   */
  signals[CHOSEN] =
    g_signal_new ("chosen", LENS_TYPE_PALETTE_DIALOG, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 2, LENS_TYPE_PALETTE_ITEM, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/palette-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LensPaletteDialog, search);
  gtk_widget_class_bind_template_child (widget_class, LensPaletteDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, LensPaletteDialog, list);
  gtk_widget_class_bind_template_child (widget_class, LensPaletteDialog, selection);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activate_cb);
}

static void
lens_palette_dialog_init (LensPaletteDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
}

/**
 * lens_palette_dialog_new:
 * @palette: what there is
 *
 * Makes a dialog in which one goes to something.
 *
 * Returns: (transfer floating): the dialog
 */
LensPaletteDialog *
lens_palette_dialog_new (LensPalette *palette)
{
  LensPaletteDialog *self;

  g_return_val_if_fail (LENS_IS_PALETTE (palette), NULL);

  self = g_object_new (LENS_TYPE_PALETTE_DIALOG, NULL);
  self->palette = g_object_ref (palette);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (palette));
  g_signal_connect_object (palette, "items-changed", G_CALLBACK (hits_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (palette, "notify::busy", G_CALLBACK (busy_changed_cb), self, G_CONNECT_SWAPPED);
  update_page (self);

  return self;
}
