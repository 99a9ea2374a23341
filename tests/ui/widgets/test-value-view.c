/* tests/ui/widgets/test-value-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/scene.h"
#include "ui/widgets/code-view.h"
#include "ui/widgets/hex-view.h"
#include "ui/widgets/image-view.h"
#include "ui/widgets/plot-view.h"
#include "ui/widgets/plot.h"
#include "ui/widgets/table-view.h"
#include "ui/widgets/value-finder.h"
#include "ui/widgets/value-tree.h"
#include "ui/widgets/value-view.h"

#include <gtksourceview/gtksource.h>

/* A PNG of one red pixel. */
#define PNG_BASE64 "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"

static void
open_view (Scene      *scene,
           const char *literal)
{
  g_autoptr(PyroValue) value = scene_value (literal);

  scene_open (scene, g_object_new (LENS_TYPE_VALUE_VIEW, "value", value, "summary", "about it", NULL));
  scene_settle ();
}

static void
set_value (Scene      *scene,
           const char *literal)
{
  g_autoptr(PyroValue) value = scene_value (literal);

  lens_value_view_set_value (LENS_VALUE_VIEW (scene->widget), value);
  scene_settle ();
}

static AdwToggleGroup *
get_switch (Scene *scene)
{
  return ADW_TOGGLE_GROUP (scene_find (scene->widget, ADW_TYPE_TOGGLE_GROUP, 0));
}

static char *
list_views (Scene *scene)
{
  AdwToggleGroup *toggles = get_switch (scene);
  GString *names = g_string_new (NULL);

  for (guint i = 0; toggles != NULL && i < adw_toggle_group_get_n_toggles (toggles); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            adw_toggle_get_name (adw_toggle_group_get_toggle (toggles, i)));

  return g_string_free_and_steal (names);
}

static void
check_views (Scene      *scene,
             const char *literal,
             const char *expected,
             GType       shown)
{
  g_autofree char *views = NULL;

  set_value (scene, literal);
  views = list_views (scene);
  g_assert_cmpstr (views, ==, expected);
  g_assert_nonnull (scene_find (scene->widget, shown, 0));
}

static void
choose (Scene      *scene,
        const char *view)
{
  adw_toggle_group_set_active_name (get_switch (scene), view);
  scene_settle ();
}

/* Each value has the views that suit it, and the best of them first. */
static void
test_views (void)
{
  Scene scene;

  open_view (&scene, "1");
  check_views (&scene, "'text'", "", LENS_TYPE_CODE_VIEW);
  check_views (&scene, "{'a': 'x'}", "tree python json", LENS_TYPE_VALUE_TREE);
  check_views (&scene, "[1, 2.5]", "tree plot python json", LENS_TYPE_VALUE_TREE);
  check_views (&scene, "[{'a': 'x'}, {'a': 'y'}]", "tree table python json", LENS_TYPE_VALUE_TREE);
  check_views (&scene, "[{'a': 1}, {'a': 2}]", "tree table plot python json", LENS_TYPE_VALUE_TREE);
  check_views (&scene, "b'abc'", "hex python", LENS_TYPE_HEX_VIEW);
  check_views (&scene, "{'data': 'YWJj', 'encoding': 'base64'}", "tree hex python json", LENS_TYPE_HEX_VIEW);
  check_views (&scene, "{'data': '" PNG_BASE64 "', 'encoding': 'base64'}", "tree image hex python json",
               LENS_TYPE_IMAGE_VIEW);
  check_views (&scene, "[]", "", LENS_TYPE_CODE_VIEW);
  scene_close (&scene);
}

/* The view that was chosen stays where it suits the next value. */
static void
test_choice_stays (void)
{
  Scene scene;

  open_view (&scene, "[{'a': 1}, {'a': 2}]");
  choose (&scene, "table");
  g_assert_nonnull (scene_find (scene.widget, LENS_TYPE_TABLE_VIEW, 0));
  set_value (&scene, "{'a': 1}");
  g_assert_nonnull (scene_find (scene.widget, LENS_TYPE_VALUE_TREE, 0));
  set_value (&scene, "[{'b': 1}, {'b': 2}]");
  g_assert_nonnull (scene_find (scene.widget, LENS_TYPE_TABLE_VIEW, 0));
  scene_close (&scene);
}

/* Nothing is left of a value that was let go, and the next one is shown as that was. */
static void
test_let_go (void)
{
  Scene scene;
  g_autofree char *none = NULL, *views = NULL;

  open_view (&scene, "[1, 2]");
  choose (&scene, "json");
  lens_value_view_set_value (LENS_VALUE_VIEW (scene.widget), NULL);
  scene_settle ();
  none = list_views (&scene);
  g_assert_cmpstr (none, ==, "");

  set_value (&scene, "[1, 2]");
  views = list_views (&scene);
  g_assert_cmpstr (views, ==, "tree plot python json");
  g_assert_cmpstr (adw_toggle_group_get_active_name (get_switch (&scene)), ==, "json");

  scene_close (&scene);
}

static void
test_json (void)
{
  g_autofree char *text = NULL;
  g_autofree char *copied = NULL;
  GtkWidget *banner;
  Scene scene;

  open_view (&scene, "{'a': (1, None)}");
  choose (&scene, "json");
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (scene_find (scene.widget, GTK_TYPE_TEXT_VIEW, 0))),
                "text", &text, NULL);
  g_assert_cmpstr (text, ==, "{\n  \"a\": [\n    1,\n    null\n  ]\n}");
  banner = scene_find (scene.widget, ADW_TYPE_BANNER, 0);
  g_assert_true (adw_banner_get_revealed (ADW_BANNER (banner)));
  g_assert_cmpstr (adw_banner_get_title (ADW_BANNER (banner)), ==, "Tuples are arrays.");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (scene.widget), "before");
  gtk_widget_activate_action (scene.widget, "result.copy", NULL);
  do
    {
      scene_settle ();
      g_free (copied);
      copied = scene_read_clipboard (&scene);
    }
  while (g_str_equal (copied, "before"));
  g_assert_cmpstr (copied, ==, text);
  scene_close (&scene);
}

/* Whether the text from where @part begins looks as @style says. */
static gboolean
has_style (GtkSourceBuffer *buffer,
           const char      *part,
           const char      *style)
{
  GtkSourceStyle *wanted =
    gtk_source_style_scheme_get_style (gtk_source_buffer_get_style_scheme (buffer), style);
  g_autofree char *foreground = NULL;
  GtkTextIter start, at, end;
  g_autoptr(GSList) tags = NULL;
  gboolean equal = FALSE;
  GdkRGBA colour;

  g_assert_nonnull (wanted);
  g_object_get (wanted, "foreground", &foreground, NULL);
  g_assert_true (gdk_rgba_parse (&colour, foreground));
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &start, &end);
  gtk_source_buffer_ensure_highlight (buffer, &start, &end);
  g_assert_true (gtk_text_iter_forward_search (&start, part, 0, &at, NULL, NULL));
  tags = gtk_text_iter_get_tags (&at); /* what counts most comes last */
  for (GSList *l = tags; l != NULL; l = l->next)
    {
      g_autoptr(GdkRGBA) found = NULL;

      g_object_get (l->data, "foreground-rgba", &found, NULL);
      equal = found != NULL ? gdk_rgba_equal (found, &colour) : equal;
    }

  return equal;
}

static void
test_json_colours (void)
{
  static const struct { const char *part; const char *style; } parts[] = {
    { "\"key\"", "def:constant" }, { "\"text: ", "def:string" }, { "\\\"", "def:special-char" },
    { "quoted", "def:string" }, { "-1.5", "def:number" }, { "true", "def:constant" }, { "null", "def:constant" },
  };
  GtkSourceBuffer *buffer;
  Scene scene;

  open_view (&scene, "{'key': ['text: \"quoted\"', -1.5, True, None]}");
  choose (&scene, "json");
  buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (scene_find (scene.widget, GTK_TYPE_TEXT_VIEW, 0))));
  g_assert_cmpstr (gtk_source_language_get_name (gtk_source_buffer_get_language (buffer)), ==, "JSON");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_test_message ("%s", parts[i].part);
      g_assert_true (has_style (buffer, parts[i].part, parts[i].style));
    }
  g_assert_false (has_style (buffer, "[", "def:constant"));
  scene_close (&scene);
}

static void
test_hex (void)
{
  Scene scene;

  open_view (&scene, "b'0123456789\\x00AB'");
  g_assert_nonnull (scene_find_label (scene.widget, "00000000"));
  g_assert_nonnull (scene_find_label (scene.widget, "30 31 32 33 34 35 36 37"));
  g_assert_nonnull (scene_find_label (scene.widget, "89.AB"));
  scene_close (&scene);
}

/* As many bytes in a row as there is room for. */
static void
test_wide_hex (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("0123456789\0AB", 13);
  Scene scene;

  scene_open (&scene, g_object_new (LENS_TYPE_HEX_VIEW, "bytes", bytes, NULL));
  gtk_window_set_default_size (scene.window, 900, 300); /* the pointer is below */
  scene_settle ();
  g_assert_nonnull (scene_find_label (scene.widget, "0123456789.AB"));
  scene_close (&scene);
}

static gboolean
shows_picture (gpointer data)
{
  GtkWidget *picture = scene_find (data, GTK_TYPE_PICTURE, 0);

  return picture != NULL && gtk_picture_get_paintable (GTK_PICTURE (picture)) != NULL;
}

static gboolean
shows_no_image (gpointer data)
{
  return scene_find_label (data, "No Image") != NULL;
}

static void
test_image (void)
{
  Scene scene;

  open_view (&scene, "{'data': '" PNG_BASE64 "', 'encoding': 'base64'}");
  wait_until (shows_picture, scene.widget);
  g_assert_nonnull (scene_find_label (scene.widget, "PNG · 1 × 1 · 69 B"));

  set_value (&scene, "b'\\x89PNG\\r\\n\\x1a\\n\\0\\0\\0\\rIHDR\\0\\xff\\xff\\xff\\0\\xff\\xff\\xff'");
  wait_until (shows_no_image, scene.widget);
  g_assert_nonnull (scene_find_label (scene.widget, "An image of 16777215 × 16777215 pixels is too large to be shown"));
  set_value (&scene, "b'GIF89a\\x01\\0\\x01\\0 and no more'");
  wait_until (shows_no_image, scene.widget);
  scene_close (&scene);
}

static gboolean
has_rows (gpointer data)
{
  GtkWidget *view = scene_find (data, LENS_TYPE_TABLE_VIEW, 0);

  return view != NULL && lens_table_view_get_rows (LENS_TABLE_VIEW (view)) != NULL;
}

static gboolean
shows_one_row (gpointer data)
{
  GtkWidget *view = scene_find (data, LENS_TYPE_TABLE_VIEW, 0);

  return g_list_model_get_n_items (G_LIST_MODEL (lens_table_view_get_rows (LENS_TABLE_VIEW (view)))) == 1;
}

static gboolean
shows_no_rows (gpointer data)
{
  return scene_find_label (data, "No Rows Found") != NULL;
}

static gboolean
is_sorted (gpointer data)
{
  GtkWidget *view = scene_find (data, LENS_TYPE_TABLE_VIEW, 0);
  g_autoptr(LensTableRow) row = g_list_model_get_item (G_LIST_MODEL (lens_table_view_get_rows (LENS_TABLE_VIEW (view))), 0);

  return lens_table_row_get_number (row) == 2;
}

static void
test_table (void)
{
  GtkWidget *columns, *filter;
  g_autoptr(GtkColumnViewColumn) column = NULL;
  Scene scene;

  open_view (&scene, "[{'n': 3, 's': 'Berlin'}, {'n': 2, 's': 'Bonn'}, {'n': 1, 's': 'Kiel'}]");
  choose (&scene, "table");
  wait_until (has_rows, scene.widget);
  scene_settle ();
  g_assert_nonnull (scene_find_label (scene.widget, "Berlin"));
  g_assert_nonnull (scene_find_label (scene.widget, "3 rows"));

  columns = scene_find (scene.widget, GTK_TYPE_COLUMN_VIEW, 0);
  column = g_list_model_get_item (gtk_column_view_get_columns (GTK_COLUMN_VIEW (columns)), 1);
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (columns), column, GTK_SORT_ASCENDING);
  wait_until (is_sorted, scene.widget);

  filter = scene_find (scene.widget, GTK_TYPE_SEARCH_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (filter), "bonn");
  wait_until (shows_one_row, scene.widget);
  scene_settle ();
  g_assert_nonnull (scene_find_label (scene.widget, "Bonn"));
  g_assert_nonnull (scene_find_label (scene.widget, "1 of 3 rows"));
  gtk_editable_set_text (GTK_EDITABLE (filter), "nowhere");
  wait_until (shows_no_rows, scene.widget);
  scene_close (&scene);
}

/* Where a title ends, beside the end of its column. */
static int
find_right (GtkWidget  *columns,
            const char *text)
{
  GtkWidget *title = scene_find_label (columns, text);
  GtkWidget *button = gtk_widget_get_parent (gtk_widget_get_parent (title));
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (title, button, &place));

  return (int) (place.origin.x + place.size.width) - gtk_widget_get_width (button);
}

/* A few numbers leave room at the right, which is not shown as if the table were scrolled beyond its end; and the title
 * of numbers is above them. */
static void
test_narrow_table (void)
{
  GtkWidget *columns;
  GtkAdjustment *across;
  Scene scene;

  open_view (&scene, "[{'city': 'Berlin', 'wind': 3}, {'city': 'Bonn', 'wind': 1}]");
  choose (&scene, "table");
  wait_until (has_rows, scene.widget);
  scene_settle ();
  columns = scene_find (scene.widget, GTK_TYPE_COLUMN_VIEW, 0);
  across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (columns));
  g_assert_cmpfloat (gtk_adjustment_get_upper (across), >=, gtk_adjustment_get_page_size (across));
  g_assert_cmpint (find_right (columns, "city"), <, 0);
  g_assert_cmpint (find_right (columns, "wind"), ==, 0);
  scene_close (&scene);
}

static gboolean
shows_no_table (gpointer data)
{
  return scene_find_label (data, "This Is No Table") != NULL;
}

static void
test_broken_table (void)
{
  g_autoptr(GString) literal = g_string_new ("[");
  Scene scene;

  for (guint i = 0; i < 200; i++)
    g_string_append (literal, "{'a': 'x'},");
  g_string_append (literal, "5]");
  open_view (&scene, literal->str);
  choose (&scene, "table");
  wait_until (shows_no_table, scene.widget);
  scene_close (&scene);
}

static gboolean
has_series (gpointer data)
{
  GtkWidget *plot = scene_find (data, LENS_TYPE_PLOT, 0);

  return plot != NULL && lens_plot_get_series (LENS_PLOT (plot)) != NULL;
}

static void
press (GtkWidget *widget,
       guint      key)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      guint n = GTK_IS_SHORTCUT_CONTROLLER (controller) ? g_list_model_get_n_items (G_LIST_MODEL (controller)) : 0;

      for (guint j = 0; j < n; j++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key &&
              gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == 0)
            gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, gtk_shortcut_get_arguments (shortcut));
        }
    }
}

static void
check_reading (GtkWidget  *plot,
               guint       key,
               const char *expected)
{
  g_autofree char *reading = NULL;

  press (plot, key);
  scene_settle ();
  reading = lens_plot_dup_reading (LENS_PLOT (plot));
  g_assert_cmpstr (reading, ==, expected);
}

static void
test_plot (void)
{
  GtkWidget *plot;
  Scene scene;

  open_view (&scene, "[1, 2.5, nan, -4]");
  choose (&scene, "plot");
  wait_until (has_series, scene.widget);
  plot = scene_find (scene.widget, LENS_TYPE_PLOT, 0);
  check_reading (plot, GDK_KEY_Home, "[0]: 1.0");
  check_reading (plot, GDK_KEY_Right, "[1]: 2.5");
  check_reading (plot, GDK_KEY_Right, "[2]: nan");
  check_reading (plot, GDK_KEY_End, "[3]: -4.0");
  check_reading (plot, GDK_KEY_Right, "[3]: -4.0");
  check_reading (plot, GDK_KEY_Page_Up, "[0]: 1.0");
  g_assert_nonnull (scene_find_label (scene.widget, "[0]: 1.0"));

  for (guint kind = LENS_PLOT_STEP; kind <= LENS_PLOT_HISTOGRAM; kind++)
    {
      lens_plot_set_kind (LENS_PLOT (plot), kind);
      scene_settle ();
    }
  check_reading (plot, GDK_KEY_Home, "-4 to -0.75: 1");
  scene_close (&scene);
}

static gboolean
is_read (gpointer data)
{
  return has_series (data) || scene_find_label (data, "Nothing to Plot") != NULL;
}

/* One number, all the same, as large as can be, and none that is finite. */
static void
test_odd_plots (void)
{
  static const char *const literals[] = {
    "[5, 5]", "[0, 0, 0]", "[1e308, -1e308]", "[1.7e308, -1.7e308]", "[nan, inf]", "[5e-324, 0]", "{'a': 1, 'b': -1}",
    "[{'a': 1, 'b': 'x'}, {'a': 2}]", "[1e15, 1e15]",
  };
  Scene scene;

  open_view (&scene, "[1, 2]");
  choose (&scene, "plot");
  for (gsize i = 0; i < G_N_ELEMENTS (literals); i++)
    {
      GtkWidget *plot;

      set_value (&scene, literals[i]);
      wait_until (is_read, scene.widget);
      plot = scene_find (scene.widget, LENS_TYPE_PLOT, 0);
      for (guint kind = LENS_PLOT_LINE; plot != NULL && kind <= LENS_PLOT_HISTOGRAM; kind++)
        {
          lens_plot_set_kind (LENS_PLOT (plot), kind);
          press (plot, GDK_KEY_End);
          scene_settle ();
        }
    }
  scene_close (&scene);
}

static gboolean
found_two (gpointer data)
{
  return scene_find_label (data, "1 of 2") != NULL;
}

static gboolean
found_none (gpointer data)
{
  return scene_find_label (data, "Not found") != NULL;
}

static void
test_find (void)
{
  GtkWidget *entry;
  Scene scene;

  open_view (&scene, "{'a': ['x', {'deep': 'Needle'}], 'b': 'needle'}");
  gtk_widget_activate_action (scene.widget, "result.find", NULL);
  scene_settle ();
  entry = scene_find (scene.widget, GTK_TYPE_SEARCH_ENTRY, 0);
  g_assert_true (scene_has_focus (entry));

  gtk_editable_set_text (GTK_EDITABLE (entry), "needle");
  wait_until (found_two, scene.widget);
  scene_settle ();
  g_assert_nonnull (scene_find_label (scene.widget, "'Needle'"));
  gtk_widget_activate_action (entry, "finder.next", NULL);
  g_assert_nonnull (scene_find_label (scene.widget, "2 of 2"));
  gtk_widget_activate_action (entry, "finder.next", NULL);
  g_assert_nonnull (scene_find_label (scene.widget, "1 of 2"));
  gtk_widget_activate_action (entry, "finder.previous", NULL);
  g_assert_nonnull (scene_find_label (scene.widget, "2 of 2"));

  gtk_editable_set_text (GTK_EDITABLE (entry), "nowhere");
  wait_until (found_none, scene.widget);
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "['a'][1]['deep']");
  scene_settle ();
  while (scene_find_label (scene.widget, "1 of 1") == NULL)
    scene_settle (); /* the entry waits a moment before it says that it changed */
  gtk_editable_set_text (GTK_EDITABLE (entry), "['c']");
  while (scene_find_label (scene.widget, "There is no key 'c' in the dict") == NULL)
    scene_settle ();
  g_signal_emit_by_name (entry, "stop-search");
  scene_settle ();
  g_assert_null (scene_find (scene.widget, GTK_TYPE_SEARCH_ENTRY, 0));
  scene_close (&scene);
}

static void
add_tests (void)
{
  g_test_add_func ("/widgets/value-view/views", test_views);
  g_test_add_func ("/widgets/value-view/choice-stays", test_choice_stays);
  g_test_add_func ("/widgets/value-view/let-go", test_let_go);
  g_test_add_func ("/widgets/value-view/json", test_json);
  g_test_add_func ("/widgets/value-view/json-colours", test_json_colours);
  g_test_add_func ("/widgets/value-view/hex", test_hex);
  g_test_add_func ("/widgets/value-view/wide-hex", test_wide_hex);
  g_test_add_func ("/widgets/value-view/image", test_image);
  g_test_add_func ("/widgets/value-view/table", test_table);
  g_test_add_func ("/widgets/value-view/narrow-table", test_narrow_table);
  g_test_add_func ("/widgets/value-view/broken-table", test_broken_table);
  g_test_add_func ("/widgets/value-view/plot", test_plot);
  g_test_add_func ("/widgets/value-view/odd-plots", test_odd_plots);
  g_test_add_func ("/widgets/value-view/find", test_find);
}

int
main (int   argc,
      char *argv[])
{
  return scene_run (&argc, &argv, add_tests);
}
