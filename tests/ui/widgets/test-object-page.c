/* tests/ui/widgets/test-object-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/scene.h"
#include "ui/models/object-private.h"
#include "ui/widgets/member-row.h"
#include "ui/widgets/object-page.h"

#include <glib/gstdio.h>

typedef struct
{
  Scene        scene;
  LensBrowser *browser;
  LensObject  *object;
  LensMember  *activated;
} Fixture;

static gboolean
has_settled (gpointer data)
{
  return !lens_object_get_loading (data) && lens_object_get_problem (data) != NULL;
}

static void
activated_cb (Fixture    *self,
              LensMember *member)
{
  self->activated = member;
}

/* An object where nobody listens: what it offers is put there by the test. */
static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  static const char *const nothing[] = { NULL };
  static const char *const tags[] = { "class:lab.Lamp", "<b>bright</b>", NULL };
  g_autoptr(PyroConfig) config = pyro_config_new_from_environment (nothing, NULL);
  g_autoptr(LensServers) servers = lens_servers_new (config);

  self->browser = lens_browser_new (servers);
  self->object = lens_object_new ("lab.lamp", "PYRO:lab.lamp@127.0.0.1:1", tags);
  scene_open (&self->scene, g_object_new (LENS_TYPE_OBJECT_PAGE, "browser", self->browser, NULL));
  g_signal_connect_swapped (self->scene.widget, "member-activated", G_CALLBACK (activated_cb), self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  scene_close (&self->scene);
  g_clear_object (&self->object);
  g_assert_finalize_object (self->browser);
}

static void
open_object (Fixture *self)
{
  lens_browser_set_object (self->browser, self->object);
  wait_until (has_settled, self->object);
  scene_settle ();
}

static void
add_members (Fixture *self)
{
  static const struct
  {
    const char    *name;
    LensMemberKind kind;
  } members[] = {
    { "blink", LENS_MEMBER_METHOD },
    { "blink_twice", LENS_MEMBER_METHOD },
    { "switch_off", LENS_MEMBER_ONEWAY },
    { "blinks", LENS_MEMBER_ATTRIBUTE },
    { "colour", LENS_MEMBER_ATTRIBUTE },
  };
  GListStore *store = G_LIST_STORE (lens_object_get_members (self->object));

  lens_object_set_loading (self->object, FALSE, NULL);
  lens_object_set_health (self->object, LENS_HEALTH_ALIVE, "Alive");
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr(LensMember) member = lens_member_new (members[i].name, members[i].kind);

      g_list_store_append (store, member);
    }
  scene_settle ();
}

static void
type (Fixture    *self,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (scene_find (self->scene.widget, GTK_TYPE_SEARCH_ENTRY, 0)), text);
  scene_settle ();
}

static guint
count_members (Fixture *self)
{
  return scene_count (self->scene.widget, LENS_TYPE_MEMBER_ROW);
}

static void
test_nothing (Fixture       *self,
              gconstpointer  unused)
{
  g_assert_null (scene_find (self->scene.widget, GTK_TYPE_SEARCH_ENTRY, 0));
  g_assert_cmpstr (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self->scene.widget)), ==, "Object");
}

static void
test_gone (Fixture       *self,
           gconstpointer  unused)
{
  open_object (self);
  g_assert_nonnull (scene_find_label (self->scene.widget, "Nothing Answers There"));
  g_assert_nonnull (scene_find_label (self->scene.widget, "Nothing listens at 127.0.0.1:1"));
  g_assert_true (gtk_widget_activate_action (self->scene.widget, "object.refresh", NULL));
  wait_until (has_settled, self->object);
}

static void
test_head (Fixture       *self,
           gconstpointer  unused)
{
  g_autofree char *copied = NULL;

  open_object (self);
  g_assert_cmpstr (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self->scene.widget)), ==, "lab.lamp");
  g_assert_nonnull (scene_find_label (self->scene.widget, "class:lab.Lamp"));
  g_assert_nonnull (scene_find_label (self->scene.widget, "<b>bright</b>"));
  /* It breaks before the place where the object is; what is copied has nothing added. */
  g_assert_nonnull (scene_find_label (self->scene.widget, "PYRO:lab.lamp\u200b@127.0.0.1:1"));
  g_assert_true (gtk_widget_activate_action (self->scene.widget, "object.copy-uri", NULL));
  copied = scene_read_clipboard (&self->scene);
  g_assert_cmpstr (copied, ==, "PYRO:lab.lamp@127.0.0.1:1");
}

/* The menu is there as long as it is open. */
static void
test_menu (Fixture       *self,
           gconstpointer  unused)
{
  GtkMenuButton *button;
  GtkPopover *menu;

  open_object (self);
  button = GTK_MENU_BUTTON (scene_find (self->scene.widget, GTK_TYPE_MENU_BUTTON, 0));
  g_assert_null (gtk_menu_button_get_popover (button));

  gtk_menu_button_popup (button);
  scene_settle ();
  menu = gtk_menu_button_get_popover (button);
  g_assert_true (GTK_IS_POPOVER_MENU (menu));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (menu)));
  g_assert_nonnull (scene_find_label (GTK_WIDGET (menu), "About the Server"));

  gtk_menu_button_popdown (button);
  scene_settle ();
  g_assert_null (gtk_menu_button_get_popover (button));
  gtk_menu_button_popup (button);
  scene_settle ();
  menu = gtk_menu_button_get_popover (button);
  g_assert_nonnull (scene_find_label (GTK_WIDGET (menu), "About the Server"));
  gtk_menu_button_popdown (button);
  scene_settle ();
}

static void
test_members (Fixture       *self,
              gconstpointer  unused)
{
  open_object (self);
  add_members (self);
  g_assert_cmpuint (count_members (self), ==, 5);
  g_assert_nonnull (scene_find_label (self->scene.widget, "Methods"));
  g_assert_nonnull (scene_find_label (self->scene.widget, "One-Way Methods"));
  g_assert_nonnull (scene_find_label (self->scene.widget, "Attributes"));

  type (self, "BLINK");
  g_assert_cmpuint (count_members (self), ==, 3);
  g_assert_null (scene_find_label (self->scene.widget, "One-Way Methods"));
  type (self, "blinkers");
  g_assert_nonnull (scene_find_label (self->scene.widget, "Nothing Found"));
  type (self, "");
  g_assert_cmpuint (count_members (self), ==, 5);

  g_list_store_remove_all (G_LIST_STORE (lens_object_get_members (self->object)));
  scene_settle ();
  g_assert_nonnull (scene_find_label (self->scene.widget, "Nothing to Call"));
}

/* Enter means the member of that very name, and else the first. */
static void
test_enter (Fixture       *self,
            gconstpointer  unused)
{
  static const struct
  {
    const char *text;
    const char *name;
  } cases[] = {
    { "blinks", "blinks" },
    { "blink", "blink" },
    { "twice", "blink_twice" },
    { "o", "switch_off" },
    { "co", "colour" },
    { "", "blink" },
  };
  GtkWidget *search;

  open_object (self);
  add_members (self);
  search = scene_find (self->scene.widget, GTK_TYPE_SEARCH_ENTRY, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      type (self, cases[i].text);
      self->activated = NULL;
      g_signal_emit_by_name (search, "activate");
      scene_settle ();
      g_assert_cmpstr (lens_member_get_name (self->activated), ==, cases[i].name);
      g_assert_true (lens_browser_get_member (self->browser) == self->activated);
    }
  type (self, "nothing of that name");
  self->activated = NULL;
  g_signal_emit_by_name (search, "activate");
  g_assert_null (self->activated);
}

static void
test_unregistered (Fixture       *self,
                   gconstpointer  unused)
{
  GtkWidget *banner;

  open_object (self);
  add_members (self);
  banner = scene_find (self->scene.widget, ADW_TYPE_BANNER, 0);
  g_assert_false (adw_banner_get_revealed (ADW_BANNER (banner)));
  lens_object_set_registered (self->object, FALSE);
  g_assert_true (adw_banner_get_revealed (ADW_BANNER (banner)));
  g_assert_cmpuint (count_members (self), ==, 5); /* it may be used all the same */
}

/* What happens to an object that is not shown any more is nobody's business. */
static void
test_exchange (Fixture       *self,
               gconstpointer  unused)
{
  g_autoptr(LensObject) other = lens_object_new ("lab.other", "not a URI at all", NULL);

  open_object (self);
  add_members (self);
  type (self, "colour");
  lens_browser_set_object (self->browser, other);
  scene_settle ();
  g_assert_nonnull (scene_find_label (self->scene.widget, "Cannot Be Used"));
  lens_object_set_loading (self->object, TRUE, NULL);
  lens_object_set_loading (self->object, FALSE, "A problem");
  scene_settle ();
  g_assert_nonnull (scene_find_label (self->scene.widget, "Cannot Be Used"));
  lens_browser_set_object (self->browser, NULL);
  scene_settle ();
  g_assert_null (scene_find (self->scene.widget, GTK_TYPE_SEARCH_ENTRY, 0));
}

static gboolean
drop (GtkWidget *page,
      GFile     *file)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (page);
  g_auto(GValue) value = G_VALUE_INIT;
  GSList files = { file, NULL };
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, &files);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 1.0, 1.0, &taken);
    }

  return taken;
}

static gboolean
has_card (gpointer data)
{
  return lens_member_get_card (data) != NULL;
}

/* Python source that is dropped on the page tells what the members take, and what they are for. */
static void
test_dropped (Fixture       *self,
              gconstpointer  unused)
{
  static const char source[] =
    "class Lamp:\n"
    "    def blink(self, times: int = 1):\n"
    "        \"\"\"Goes on and off.\"\"\"\n"
    "    def blink_twice(self): pass\n"
    "    def switch_off(self, when, /): pass\n";
  g_autofree char *folder = g_dir_make_tmp ("lens-source-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "lamp.py", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  open_object (self);
  add_members (self);
  g_assert_true (g_file_set_contents (path, source, -1, NULL));
  g_assert_true (drop (self->scene.widget, file));
  wait_until (has_card, lens_object_find_member (self->object, "switch_off"));
  scene_settle ();
  g_assert_nonnull (scene_find_label (self->scene.widget, "blink(times=1)"));
  g_assert_nonnull (scene_find_label (self->scene.widget, "Goes on and off."));
  g_assert_nonnull (scene_find_label (self->scene.widget, "switch_off(when, /)"));
  g_assert_nonnull (scene_find_label (self->scene.widget, "colour"));
  g_assert_cmpint (g_remove (path), ==, 0);
}

#define ADD(name, func) g_test_add ("/widgets/object-page/" name, Fixture, NULL, set_up, func, tear_down)

static void
add_tests (void)
{
  ADD ("nothing", test_nothing);
  ADD ("gone", test_gone);
  ADD ("head", test_head);
  ADD ("menu", test_menu);
  ADD ("members", test_members);
  ADD ("enter", test_enter);
  ADD ("unregistered", test_unregistered);
  ADD ("exchange", test_exchange);
  ADD ("dropped", test_dropped); /* the last: what is learned stays */
}

int
main (int   argc,
      char *argv[])
{
  return scene_run (&argc, &argv, add_tests);
}
