/* tests/ui/widgets/test-sidebar.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/scene.h"
#include "ui/models/browser.h"
#include "ui/widgets/group-row.h"
#include "ui/widgets/object-row.h"
#include "ui/widgets/server-row.h"
#include "ui/widgets/sidebar.h"

typedef struct
{
  Scene         scene;
  DirectedPeer *network;
  LensServers  *servers;
  LensBrowser  *browser;
  LensObject   *activated;
} Fixture;

static guint
count_names (Fixture *self)
{
  return scene_count (self->scene.widget, LENS_TYPE_OBJECT_ROW);
}

static gboolean
shows_names (gpointer data)
{
  return count_names (data) >= 9;
}

static void
activated_cb (Fixture    *self,
              LensObject *object)
{
  self->activated = object;
}

static GtkWidget *
find_row (Fixture    *self,
          const char *name)
{
  GtkWidget *row;

  for (guint i = 0; (row = scene_find (self->scene.widget, LENS_TYPE_OBJECT_ROW, i)) != NULL; i++)
    if (g_str_equal (lens_object_get_name (lens_object_row_get_object (LENS_OBJECT_ROW (row))), name))
      return row;

  return NULL;
}

static void
collect_texts (GskRenderNode *node,
               GPtrArray     *texts)
{
  if (gsk_render_node_get_node_type (node) == GSK_TEXT_NODE)
    g_ptr_array_add (texts, node);
  else if (gsk_render_node_get_node_type (node) == GSK_TRANSFORM_NODE)
    collect_texts (gsk_transform_node_get_child (node), texts);
  else if (gsk_render_node_get_node_type (node) == GSK_CONTAINER_NODE)
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      collect_texts (gsk_container_node_get_child (node, i), texts);
}

typedef struct
{
  Fixture       *fixture;
  const char    *name;
  GskRenderNode *node;  /* what its row drew last */
  GPtrArray     *texts; /* in that */
} Drawn;

static void
clear_drawn (Drawn *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
}

/* A row that is about to be laid out or drawn anew has nothing to show for a moment. */
static gboolean
is_drawn (gpointer data)
{
  Drawn *self = data;
  GtkWidget *row = find_row (self->fixture, self->name);
  g_autoptr(GdkPaintable) paintable = row != NULL ? gtk_widget_paintable_new (row) : NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  clear_drawn (self);
  self->texts = g_ptr_array_new ();
  if (row != NULL)
    gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (row), gtk_widget_get_height (row));
  self->node = gtk_snapshot_free_to_node (snapshot);
  if (self->node != NULL)
    collect_texts (self->node, self->texts);

  return self->texts->len >= 2; /* a line with other fonts has more */
}

/* The row of @name draws @n_glyphs in its first line, and something smaller in its second. */
static void
assert_drawn (Fixture    *self,
              const char *name,
              guint       n_glyphs)
{
  Drawn drawn = { .fixture = self, .name = name };
  PangoFontDescription *title, *caption;

  wait_until (is_drawn, &drawn);
  g_assert_cmpuint (gsk_text_node_get_num_glyphs (drawn.texts->pdata[0]), ==, n_glyphs);
  g_assert_cmpuint (gsk_text_node_get_num_glyphs (drawn.texts->pdata[1]), >, 1);
  title = pango_font_describe (gsk_text_node_get_font (drawn.texts->pdata[0]));
  caption = pango_font_describe (gsk_text_node_get_font (drawn.texts->pdata[1]));
  g_assert_cmpint (pango_font_description_get_size (caption), <, pango_font_description_get_size (title));
  pango_font_description_free (title);
  pango_font_description_free (caption);
  clear_drawn (&drawn);
}

/* The demo network: a name server with nine names. */
static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  static const char *const nothing[] = { NULL };
  g_autoptr(PyroConfig) config = pyro_config_new_from_environment (nothing, NULL);
  g_autoptr(GError) error = NULL;

  self->network = directed_peer_start ("demo", "network.py", NULL);
  if (self->network == NULL)
    return;

  self->servers = lens_servers_new (config);
  self->browser = lens_browser_new (self->servers);
  scene_open (&self->scene, g_object_new (LENS_TYPE_SIDEBAR, "browser", self->browser, NULL));
  gtk_window_set_default_size (self->scene.window, 300, 900);
  g_signal_connect_swapped (self->scene.widget, "object-activated", G_CALLBACK (activated_cb), self);
  g_assert_nonnull (lens_servers_add (self->servers, self->network->ready, FALSE, &error));
  lens_servers_set_active (self->servers, TRUE);
  wait_until (shows_names, self);
  scene_settle ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  if (self->network == NULL)
    return;

  scene_close (&self->scene);
  g_assert_finalize_object (self->browser);
  lens_servers_set_active (self->servers, FALSE);
  g_assert_finalize_object (self->servers);
  directed_peer_stop (self->network);
}

static GtkWidget *
search_entry (Fixture *self)
{
  return scene_find (self->scene.widget, GTK_TYPE_SEARCH_ENTRY, 0);
}

static void
type (Fixture    *self,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (scene_find (self->scene.widget, GTK_TYPE_SEARCH_ENTRY, 0)), text);
  scene_settle ();
}

static void
test_filter (Fixture       *self,
             gconstpointer  unused)
{
  if (self->network == NULL)
    return;

  g_assert_cmpuint (count_names (self), ==, 9);
  g_assert_cmpuint (scene_count (self->scene.widget, LENS_TYPE_SERVER_ROW), ==, 1);
  g_assert_nonnull (scene_find_label (self->scene.widget, "Name server, 9 names"));
  type (self, "STAGE");
  assert_drawn (self, "lab.stage", strlen ("lab.stage"));
  g_assert_null (find_row (self, "lab.camera"));
  g_assert_nonnull (scene_find_label (self->scene.widget, "Name server, 2 of 9 names")); /* one by its tag */
  type (self, "#outdoors");
  g_assert_nonnull (scene_find_label (self->scene.widget, "Name server, 1 of 9 names"));
  g_assert_cmpuint (count_names (self), ==, 1);
  g_assert_nonnull (find_row (self, "lab.weather"));
  type (self, "no such name");
  g_assert_nonnull (scene_find_label (self->scene.widget, "No Names Found"));
  type (self, "/^lab\\.(stage|echo)$/");
  g_assert_cmpuint (count_names (self), ==, 2);
  g_assert_false (gtk_widget_has_css_class (search_entry (self), "error"));
  type (self, "/(/");
  g_assert_cmpuint (count_names (self), ==, 9);
  g_assert_true (gtk_widget_has_css_class (search_entry (self), "error"));
  g_assert_nonnull (scene_find_label (self->scene.widget,
                                      "Not a regular expression: missing terminating )"));
  type (self, "");
  g_assert_cmpuint (count_names (self), ==, 9);
  g_assert_nonnull (scene_find_label (self->scene.widget, "Name server, 9 names"));
  g_assert_false (gtk_widget_has_css_class (search_entry (self), "error"));
}

/* Names that begin alike are in a group, which opens and closes; what is found is a flat list. */
static void
test_tree (Fixture       *self,
           gconstpointer  unused)
{
  GtkWidget *group;

  if (self->network == NULL)
    return;

  g_assert_cmpuint (scene_count (self->scene.widget, LENS_TYPE_GROUP_ROW), ==, 1);
  g_assert_nonnull (scene_find_label (self->scene.widget, "lab"));
  g_assert_nonnull (scene_find_label (self->scene.widget, "7"));
  assert_drawn (self, "lab.stage", strlen ("stage"));
  assert_drawn (self, "Pyro.NameServer", strlen ("Pyro.NameServer"));

  group = gtk_widget_get_ancestor (scene_find (self->scene.widget, LENS_TYPE_GROUP_ROW, 0), GTK_TYPE_TREE_EXPANDER);
  gtk_widget_activate_action (group, "listitem.collapse", NULL);
  scene_settle ();
  g_assert_cmpuint (count_names (self), ==, 2);
  type (self, "stage");
  g_assert_cmpuint (scene_count (self->scene.widget, LENS_TYPE_GROUP_ROW), ==, 0);
  assert_drawn (self, "lab.stage", strlen ("lab.stage"));
  type (self, "");
  g_assert_cmpuint (count_names (self), ==, 2);
  group = gtk_widget_get_ancestor (scene_find (self->scene.widget, LENS_TYPE_GROUP_ROW, 0), GTK_TYPE_TREE_EXPANDER);
  gtk_widget_activate_action (group, "listitem.expand", NULL);
  scene_settle ();
  g_assert_cmpuint (count_names (self), ==, 9);
}

/* Typed and deleted as fast as can be, rows of both kinds take each other's places. */
static void
test_filter_often (Fixture       *self,
                   gconstpointer  unused)
{
  static const char *const texts[] = { "l", "la", "lab", "lab.", "", "#", "#demo", "zzz", "e", "example", "stage", "" };
  GtkWidget *search;

  if (self->network == NULL)
    return;

  /* As it is when somebody types. With the focus in the list, GTK 4.18 loses a reference to a page of
   * the stack that goes twice before a frame (gtk_window_unset_focus_and_default). */
  lens_sidebar_focus_search (LENS_SIDEBAR (self->scene.widget));
  search = scene_find (self->scene.widget, GTK_TYPE_SEARCH_ENTRY, 0);
  for (guint i = 0; i < 300; i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (search), texts[i % G_N_ELEMENTS (texts)]);
      if (i % 3 == 0)
        scene_settle ();
      if (i % 50 == 0)
        directed_peer_tell (self->network, "add lab.more-%u", i);
      if (i % 70 == 0)
        lens_servers_remove (self->servers, lens_servers_find (self->servers, self->network->ready));
      if (i % 70 == 1)
        g_assert_nonnull (lens_servers_add (self->servers, self->network->ready, FALSE, NULL));
    }
  type (self, "");
  wait_until (shows_names, self);
}

static void
test_enter (Fixture       *self,
            gconstpointer  unused)
{
  static const struct
  {
    const char *text;
    const char *name;
  } cases[] = {
    { "lab.stage", "lab.stage" },
    { "stage", "lab.stage" }, /* and not lab.retired, which has it in a tag */
    { "#retired", "lab.retired" },
    { "LAB.C", "lab.camera" },
  };
  GtkWidget *search;

  if (self->network == NULL)
    return;

  search = scene_find (self->scene.widget, GTK_TYPE_SEARCH_ENTRY, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      type (self, cases[i].text);
      self->activated = NULL;
      g_signal_emit_by_name (search, "activate");
      scene_settle ();
      g_assert_cmpstr (lens_object_get_name (self->activated), ==, cases[i].name);
      g_assert_true (lens_browser_get_object (self->browser) == self->activated);
    }
  type (self, "no such name");
  self->activated = NULL;
  g_signal_emit_by_name (search, "activate");
  g_assert_null (self->activated);
  g_signal_emit_by_name (search, "stop-search");
  scene_settle ();
  g_assert_cmpuint (count_names (self), ==, 9);
}

static gboolean
shows_newcomer (gpointer data)
{
  return find_row (data, "lab.aaa") != NULL;
}

static gboolean
shows_no_newcomer (gpointer data)
{
  return !shows_newcomer (data);
}

/* Names come and go; what is chosen stays chosen, also while it is filtered away or gone. */
static void
test_names_come_and_go (Fixture       *self,
                        gconstpointer  unused)
{
  LensObject *object;

  if (self->network == NULL)
    return;

  directed_peer_tell (self->network, "add lab.aaa");
  wait_until (shows_newcomer, self);
  type (self, "lab.aaa");
  g_signal_emit_by_name (scene_find (self->scene.widget, GTK_TYPE_SEARCH_ENTRY, 0), "activate");
  object = lens_browser_get_object (self->browser);
  g_assert_cmpstr (lens_object_get_name (object), ==, "lab.aaa");
  type (self, "lab.stage");
  g_assert_true (lens_browser_get_object (self->browser) == object);
  type (self, "");
  directed_peer_tell (self->network, "remove lab.aaa");
  wait_until (shows_no_newcomer, self);
  g_assert_true (lens_browser_get_object (self->browser) == object);
}

/* The sidebar can be given another browser, or none. */
static void
test_exchange (Fixture       *self,
               gconstpointer  unused)
{
  g_autoptr(LensBrowser) other = NULL;

  if (self->network == NULL)
    return;

  other = lens_browser_new (self->servers);
  lens_sidebar_set_browser (LENS_SIDEBAR (self->scene.widget), NULL);
  scene_settle ();
  g_assert_cmpuint (count_names (self), ==, 0);
  lens_sidebar_set_browser (LENS_SIDEBAR (self->scene.widget), other);
  scene_settle ();
  g_assert_cmpuint (count_names (self), ==, 9);
  type (self, "lab.stage");
  g_signal_emit_by_name (scene_find (self->scene.widget, GTK_TYPE_SEARCH_ENTRY, 0), "activate");
  g_assert_nonnull (lens_browser_get_object (other));
  g_assert_null (lens_browser_get_object (self->browser));
}

#define ADD(name, func) g_test_add ("/widgets/sidebar/" name, Fixture, NULL, set_up, func, tear_down)

static void
add_tests (void)
{
  ADD ("filter", test_filter);
  ADD ("tree", test_tree);
  ADD ("filter-often", test_filter_often);
  ADD ("enter", test_enter);
  ADD ("names-come-and-go", test_names_come_and_go);
  ADD ("exchange", test_exchange);
}

int
main (int   argc,
      char *argv[])
{
  return scene_run (&argc, &argv, add_tests);
}
