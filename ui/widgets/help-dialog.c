/* ui/widgets/help-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/help-dialog.h"

#include <glib/gi18n.h>

/**
 * LensHelpDialog:
 *
 * The help: a list of pages that can be searched, and each of them to read.
 */
struct _LensHelpDialog
{
  AdwDialog           parent_instance;

  GtkFilterListModel *hits;
  GtkCustomFilter    *filter;

  /* template children */
  AdwNavigationView  *view;
  GtkSearchEntry     *search;
  GtkStack           *stack;
  GtkListBox         *list;
};

G_DEFINE_FINAL_TYPE (LensHelpDialog, lens_help_dialog, ADW_TYPE_DIALOG)

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), lens_help_page_get_title (item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), lens_help_page_get_summary (item));
  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  return row;
}

static GtkWidget *
make_paragraph (const char *text,
                gboolean    first)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, first ? "title-4" : "body");

  return label;
}

static void
show_page (LensHelpDialog *self,
           LensHelpPage   *help)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *toolbar = adw_toolbar_view_new ();

  for (guint i = 0; i < lens_help_page_get_n_paragraphs (help); i++)
    gtk_box_append (GTK_BOX (box), make_paragraph (lens_help_page_get_paragraph (help, i), i == 0));
  gtk_widget_add_css_class (box, "help");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 520);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_focusable (scroller, TRUE);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar), scroller);
  adw_navigation_view_push (self->view, adw_navigation_page_new (toolbar, lens_help_page_get_title (help)));
  gtk_widget_grab_focus (scroller); /* a text that can be selected would be, as a whole */
}

static void
row_activated_cb (LensHelpDialog *self,
                  GtkListBoxRow  *row)
{
  g_autoptr(LensHelpPage) page = g_list_model_get_item (G_LIST_MODEL (self->hits),
                                                        (guint) gtk_list_box_row_get_index (row));

  if (page != NULL)
    show_page (self, page);
}

static void
search_changed_cb (LensHelpDialog *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (self->hits)) > 0 ? "pages" : "none");
}

static void
search_activate_cb (LensHelpDialog *self)
{
  g_autoptr(LensHelpPage) page = g_list_model_get_item (G_LIST_MODEL (self->hits), 0);

  if (page != NULL)
    show_page (self, page);
}

static void
stop_search_cb (LensHelpDialog *self)
{
  if (gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static gboolean
fits (gpointer item,
      gpointer user_data)
{
  LensHelpDialog *self = user_data;

  return lens_help_page_matches (item, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
lens_help_dialog_dispose (GObject *object)
{
  LensHelpDialog *self = LENS_HELP_DIALOG (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->hits);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_HELP_DIALOG);

  G_OBJECT_CLASS (lens_help_dialog_parent_class)->dispose (object);
}

static void
lens_help_dialog_class_init (LensHelpDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_help_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/help-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LensHelpDialog, view);
  gtk_widget_class_bind_template_child (widget_class, LensHelpDialog, search);
  gtk_widget_class_bind_template_child (widget_class, LensHelpDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, LensHelpDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
lens_help_dialog_init (LensHelpDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (fits, self, NULL);
  self->hits = gtk_filter_list_model_new (lens_help_new_pages (), g_object_ref (GTK_FILTER (self->filter)));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->hits), make_row, NULL, NULL);
}

/**
 * lens_help_dialog_new:
 *
 * Makes the help.
 *
 * Returns: (transfer floating): the dialog
 */
LensHelpDialog *
lens_help_dialog_new (void)
{
  return g_object_new (LENS_TYPE_HELP_DIALOG, NULL);
}
