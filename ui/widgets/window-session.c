/* ui/widgets/window-session.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/window-private.h"

#include "ui/models/record.h"

/* What it takes to have a window again: its size, then each of its tabs. */

static void
add_number (PyroBuilder *builder,
            const char  *key,
            gint64       number)
{
  pyro_builder_add_string (builder, key, -1);
  pyro_builder_add_int (builder, number);
}

static PyroValue *
make_head (LensWindow *self,
           int         selected)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  pyro_builder_add_string (builder, "record", -1);
  pyro_builder_add_string (builder, "window", -1);
  add_number (builder, "width", width);
  add_number (builder, "height", height);
  add_number (builder, "maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  add_number (builder, "selected", selected);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

/**
 * lens_window_collect:
 * @values: (element-type PyroValue): where to add what is to be kept
 *
 * Adds a dict for the window, and one for each of its tabs that has something open.
 */
void
lens_window_collect (LensWindow *self,
                     GPtrArray  *values)
{
  g_autoptr(GPtrArray) tabs = g_ptr_array_new ();
  int selected = 0;
  int n;

  g_return_if_fail (LENS_IS_WINDOW (self));

  n = adw_tab_view_get_n_pages (self->tabs);
  for (int i = 0; i < n; i++)
    {
      AdwTabPage *page = adw_tab_view_get_nth_page (self->tabs, i);
      PyroValue *value = lens_tab_to_value (lens_tab_panes_get_tab (LENS_TAB_PANES (adw_tab_page_get_child (page))));

      if (adw_tab_page_get_selected (page))
        selected = (int) tabs->len;
      if (value != NULL)
        g_ptr_array_add (tabs, value);
    }

  g_ptr_array_add (values, make_head (self, selected));
  g_ptr_array_extend_and_steal (values, g_steal_pointer (&tabs));
}

static void
restore_size (LensWindow *self,
              PyroValue  *head)
{
  gint64 width = lens_record_get_int (head, "width");
  gint64 height = lens_record_get_int (head, "height");

  if (width >= 360 && width < G_MAXINT16 && height >= 294 && height < G_MAXINT16)
    gtk_window_set_default_size (GTK_WINDOW (self), (int) width, (int) height);
  if (lens_record_get_int (head, "maximized") != 0)
    gtk_window_maximize (GTK_WINDOW (self));
}

/**
 * lens_window_restore:
 * @browser: what the window is to look at; it has none yet
 * @values: (element-type PyroValue): what lens_window_collect() added, perhaps to a file
 * @at: where the window begins among them
 *
 * Makes the window what it was. Nothing is asked of any server but for the tab that is selected.
 *
 * Returns: where the next window begins
 */
guint
lens_window_restore (LensWindow  *self,
                     LensBrowser *browser,
                     GPtrArray   *values,
                     guint        at)
{
  g_autofree char *first = NULL;
  gint64 selected;
  int n_tabs = 0;

  g_return_val_if_fail (LENS_IS_WINDOW (self), values->len);
  g_return_val_if_fail (at < values->len, values->len);

  /* Where the line of the window itself is spoiled, its tabs are there nevertheless. */
  first = lens_record_dup_text (g_ptr_array_index (values, at), "record");
  selected = lens_record_get_int (g_ptr_array_index (values, at), "selected");
  self->waits = TRUE;
  lens_window_set_browser (self, browser);
  if (g_strcmp0 (first, "window") == 0)
    restore_size (self, g_ptr_array_index (values, at++));
  for (; at < values->len; at++)
    {
      g_autofree char *record = lens_record_dup_text (g_ptr_array_index (values, at), "record");
      g_autoptr(LensTab) tab = NULL;

      if (g_strcmp0 (record, "window") == 0)
        break;
      tab = lens_tab_new_restored (lens_window_get_servers (self), g_ptr_array_index (values, at));
      if (tab == NULL)
        continue;
      lens_window_append_tab (self, tab);
      n_tabs++;
    }
  self->waits = FALSE;
  if (n_tabs > 0)
    {
      int position = selected >= 0 && selected < n_tabs ? (int) selected : n_tabs - 1;

      adw_tab_view_set_selected_page (self->tabs, adw_tab_view_get_nth_page (self->tabs, position));
      lens_window_show_browser (self);
    }
  else
    {
      lens_window_fill_page (self);
      lens_window_new_tab (self);
    }

  return at;
}
