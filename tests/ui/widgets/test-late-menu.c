/* tests/ui/widgets/test-late-menu.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/scene.h"
#include "ui/widgets/late-menu.h"

static void
run_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  guint *runs = user_data;

  ++*runs;
}

/* What the items of the menu do, in the widget that has it. */
static void
add_actions (GtkWidget *widget,
             guint     *runs)
{
  static const GActionEntry entries[] = { { .name = "run", .activate = run_cb } };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), runs);
  gtk_widget_insert_action_group (widget, "test", G_ACTION_GROUP (group));
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, "Run", "test.run");
  g_menu_append (menu, "Nothing", "test.nothing");

  return G_MENU_MODEL (menu);
}

static GtkWidget *
find_item (GtkWidget *root,
           guint      nth)
{
  return scene_find (root, g_type_from_name ("GtkModelButton"), nth);
}

/* Of a widget, also of what does not show. */
static guint
count_popovers (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += GTK_IS_POPOVER (child);

  return n;
}

static void
test_button (void)
{
  g_autoptr(GMenuModel) menu = make_menu ();
  g_autoptr(LensLateMenu) late = NULL;
  GtkMenuButton *button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  guint runs = 0;
  Scene scene;

  late = g_object_new (LENS_TYPE_LATE_MENU, "button", button, "menu", menu, NULL);
  g_clear_object (&late); /* as when a template is done */
  scene_open (&scene, GTK_WIDGET (button));
  add_actions (GTK_WIDGET (button), &runs);
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (button)));
  g_assert_cmpuint (count_popovers (GTK_WIDGET (button)), ==, 0);

  for (guint i = 1; i <= 3; i++)
    {
      gtk_menu_button_popup (button);
      scene_settle ();
      g_assert_cmpuint (count_popovers (GTK_WIDGET (button)), ==, 1);
      g_assert_nonnull (find_item (GTK_WIDGET (button), 1));
      g_signal_emit_by_name (find_item (GTK_WIDGET (button), 0), "clicked");
      g_assert_cmpuint (runs, ==, i);
      scene_settle ();
      g_assert_cmpuint (count_popovers (GTK_WIDGET (button)), ==, 0);
      g_assert_null (gtk_menu_button_get_popover (button));
      g_assert_false (gtk_menu_button_get_active (button));
      g_assert_true (gtk_widget_is_sensitive (gtk_widget_get_first_child (GTK_WIDGET (button))));
    }

  scene_close (&scene);
}

/* It is opened again before anything was dropped. */
static void
test_again (void)
{
  g_autoptr(GMenuModel) menu = make_menu ();
  g_autoptr(LensLateMenu) late = NULL;
  GtkMenuButton *button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  Scene scene;

  late = g_object_new (LENS_TYPE_LATE_MENU, "button", button, "menu", menu, NULL);
  scene_open (&scene, GTK_WIDGET (button));
  gtk_menu_button_popup (button);
  gtk_menu_button_popdown (button);
  gtk_menu_button_popup (button);
  scene_settle ();
  g_assert_nonnull (find_item (GTK_WIDGET (button), 1));
  gtk_menu_button_popdown (button);
  scene_settle ();
  g_assert_cmpuint (count_popovers (GTK_WIDGET (button)), ==, 0);

  gtk_menu_button_popup (button);
  gtk_menu_button_popdown (button);
  g_clear_object (&late);
  scene_close (&scene); /* what is to be dropped goes with its button */
}

static void
test_context (void)
{
  g_autoptr(GMenuModel) menu = make_menu ();
  GtkWidget *bin = adw_bin_new ();
  GtkWidget *popover;
  guint runs = 0;
  Scene scene;

  scene_open (&scene, bin);
  add_actions (bin, &runs);
  popover = lens_late_menu_open (bin, menu, &(GdkRectangle) { 4, 4, 1, 1 });
  scene_settle ();
  g_assert_true (gtk_widget_get_mapped (popover));
  g_signal_emit_by_name (find_item (bin, 0), "clicked");
  g_assert_cmpuint (runs, ==, 1);
  scene_settle ();
  g_assert_cmpuint (count_popovers (bin), ==, 0);

  lens_late_menu_open (bin, menu, &(GdkRectangle) { 4, 4, 1, 1 });
  scene_settle ();
  g_assert_cmpuint (count_popovers (bin), ==, 1);
  scene_close (&scene); /* open as it is */
}

static void
add_tests (void)
{
  g_test_add_func ("/widgets/late-menu/button", test_button);
  g_test_add_func ("/widgets/late-menu/again", test_again);
  g_test_add_func ("/widgets/late-menu/context", test_context);
}

int
main (int   argc,
      char *argv[])
{
  return scene_run (&argc, &argv, add_tests);
}
