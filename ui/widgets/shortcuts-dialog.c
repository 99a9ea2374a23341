/* ui/widgets/shortcuts-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/shortcuts-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *section;  /* begins one, or NULL */
  const char *title;
  const char *accelerator;
} Shortcut;

static const Shortcut shortcuts[] = {
  { N_("Names"), N_("Filter what is listed"), "<Control>f" },
  { NULL, N_("Connect to an address"), "<Control>l" },
  { NULL, N_("Search for name servers"), "<Control>r" },
  { NULL, N_("Refresh"), "F5" },
  { NULL, N_("Menu of the name"), "<Shift>F10" },
  { NULL, N_("Rename"), "F2" },
  { NULL, N_("Remove the name"), "Delete" },
  { N_("Calls"), N_("Send off"), "<Control>Return" },
  { NULL, N_("Add the call to the batch"), "<Control>b" },
  { NULL, N_("Stop waiting for the answer"), "Escape" },
  { NULL, N_("Add an argument"), "<Alt>a" },
  { NULL, N_("Add a keyword argument"), "<Alt>k" },
  { NULL, N_("Remove the argument"), "<Control><Shift>Delete" },
  { NULL, N_("Move the argument up"), "<Alt>Up" },
  { NULL, N_("Move the argument down"), "<Alt>Down" },
  { NULL, N_("Count an integer up"), "Page_Up" },
  { NULL, N_("Type the arguments as Python"), "<Control>e" },
  { NULL, N_("Paste a call in Python, curl or JSON"), "<Control><Shift>v" },
  { NULL, N_("Copy the call as Python"), "<Control><Shift>p" },
  { NULL, N_("Earlier calls"), "<Control>h" },
  { NULL, N_("Options of the call"), "<Alt>o" },
  { NULL, N_("Ask a stream for an item"), "<Alt>n" },
  { N_("Result"), N_("Open the row"), "Right" },
  { NULL, N_("Close the row"), "Left" },
  { NULL, N_("Copy the value"), "<Control>c" },
  { NULL, N_("Copy the path of the value"), "<Control><Shift>c" },
  { N_("Tabs"), N_("New tab"), "<Control>t" },
  { NULL, N_("Close the tab, or the window with the last one"), "<Control>w" },
  { NULL, N_("Reopen the tab that was closed last"), "<Control><Shift>t" },
  { NULL, N_("Next tab"), "<Control>Page_Down" },
  { NULL, N_("Previous tab"), "<Control>Page_Up" },
  { NULL, N_("First to ninth tab"), "<Alt>1" },
  { N_("Window"), N_("Go to an object, a method or an action"), "<Control>k" },
  { NULL, N_("Activity: all calls"), "<Control>j" },
  { NULL, N_("New window"), "<Control>n" },
  { NULL, N_("Edge of a pane, to be moved with the arrow keys"), "F8" },
  { NULL, N_("Show or hide the sidebar"), "F9" },
  { NULL, N_("Back"), "<Alt>Left" },
  { NULL, N_("Forward"), "<Alt>Right" },
  { NULL, N_("Main menu"), "F10" },
  { NULL, N_("Preferences"), "<Control>comma" },
  { NULL, N_("Help"), "F1" },
  { NULL, N_("Keyboard shortcuts"), "<Control>question" },
  { NULL, N_("Quit"), "<Control>q" },
};

#if ADW_CHECK_VERSION (1, 8, 0)

AdwDialog *
lens_shortcuts_dialog_new (void)
{
  AdwDialog *dialog = adw_shortcuts_dialog_new ();
  AdwShortcutsSection *section = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      const Shortcut *shortcut = &shortcuts[i];

      if (shortcut->section != NULL)
        {
          section = adw_shortcuts_section_new (_(shortcut->section));
          adw_shortcuts_dialog_add (ADW_SHORTCUTS_DIALOG (dialog), section);
        }
      adw_shortcuts_section_add (section, adw_shortcuts_item_new (_(shortcut->title), shortcut->accelerator));
    }

  return dialog;
}

#else

static GtkWidget *
create_row (const Shortcut *shortcut)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *keys = NULL;
  GtkWidget *label;
  GdkModifierType modifiers;
  guint key;

  gtk_accelerator_parse (shortcut->accelerator, &key, &modifiers);
  keys = gtk_accelerator_get_label (key, modifiers);
  label = gtk_label_new (keys);
  gtk_widget_add_css_class (label, "dim-label");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(shortcut->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return row;
}

/**
 * lens_shortcuts_dialog_new:
 *
 * Makes a dialog that lists the keys of the window. libadwaita has one from 1.8 on.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
lens_shortcuts_dialog_new (void)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      const Shortcut *shortcut = &shortcuts[i];

      if (shortcut->section != NULL)
        {
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, _(shortcut->section));
          adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);
        }
      adw_preferences_group_add (group, create_row (shortcut));
    }

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _("Keyboard Shortcuts"));
  adw_dialog_set_content_width (dialog, 460);
  adw_dialog_set_content_height (dialog, 560);
  adw_dialog_set_child (dialog, view);

  return dialog;
}

#endif
