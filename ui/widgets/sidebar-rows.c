/* ui/widgets/sidebar-rows.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/sidebar-private.h"

#include "ui/models/match.h"
#include "ui/models/name-level.h"

/* The rows of the sidebar: for each server its head, and behind it the tree of its names; or, while
 * something is looked for, the names that are found, in a flat list. */

#define MAX_OPEN 200    /* names of a server whose whole tree is open at first */
#define MAX_JUDGED 5000 /* hits of which the best is chosen when none has just the name */
#define MAX_SOUGHT 5000 /* rows among which the object that is open is sought: what is not selected is no loss */

/* What a row stands for: a LensServer, a LensNameGroup or a LensObject (transfer none). */
gpointer
lens_sidebar_get_thing (gpointer row)
{
  g_autoptr(GObject) item = NULL;

  if (!GTK_IS_TREE_LIST_ROW (row))
    return row;

  item = gtk_tree_list_row_get_item (row);

  return item; /* the row holds it */
}

/* A name in a tree has no expander that knows where in the tree it is. */
void
lens_sidebar_set_tree_row (GtkWidget      *row,
                           GtkTreeListRow *tree_row)
{
  if (tree_row != NULL)
    g_object_set_data_full (G_OBJECT (row), "tree-row", g_object_ref (tree_row), g_object_unref);
  else
    g_object_set_data (G_OBJECT (row), "tree-row", NULL);
}

/* Gets where in the tree the row is that a list has for a name or a group; NULL where it is in none. */
GtkTreeListRow *
lens_sidebar_get_tree_row (GtkWidget *row)
{
  GtkWidget *child = gtk_widget_get_first_child (row);

  if (child == NULL)
    return NULL;
  if (GTK_IS_TREE_EXPANDER (child))
    return gtk_tree_expander_get_list_row (GTK_TREE_EXPANDER (child));

  return g_object_get_data (G_OBJECT (child), "tree-row");
}

/* Finds the position of a row of a tree among all rows. */
guint
lens_sidebar_find_row (LensSidebar    *self,
                       GtkTreeListRow *tree_row)
{
  guint at = gtk_tree_list_row_get_position (tree_row) + 1; /* behind the head of the first server */

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->servers)); i++)
    {
      g_autoptr(GListModel) part = g_list_model_get_item (G_LIST_MODEL (self->servers), i);
      g_autoptr(GObject) found = g_list_model_get_item (G_LIST_MODEL (self->rows), at);

      if (found == (GObject *) tree_row)
        return at;
      at += g_list_model_get_n_items (part);
    }

  return GTK_INVALID_LIST_POSITION;
}

static GListModel *
make_children (gpointer item,
               gpointer user_data)
{
  if (!LENS_IS_NAME_GROUP (item))
    return NULL;

  return G_LIST_MODEL (lens_name_level_new (user_data, lens_name_group_get_prefix (item)));
}

static void
choose_open (GtkTreeListModel *tree,
             guint             position,
             guint             removed,
             guint             added,
             GListModel       *objects)
{
  gtk_tree_list_model_set_autoexpand (tree, g_list_model_get_n_items (objects) <= MAX_OPEN);
}

/* Whether groups are open at first is decided before the level takes what is new. */
static GListModel *
make_tree (GListModel *objects)
{
  GtkFlattenListModel *top;
  g_autoptr(GListStore) levels = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr(LensNameLevel) level = NULL;
  GtkTreeListModel *tree;

  top = gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (levels)));
  tree = gtk_tree_list_model_new (G_LIST_MODEL (top), FALSE, FALSE, make_children, g_object_ref (objects),
                                  g_object_unref);
  g_signal_connect_object (objects, "items-changed", G_CALLBACK (choose_open), tree, G_CONNECT_SWAPPED);
  choose_open (tree, 0, 0, 0, objects);
  level = lens_name_level_new (objects, "");
  g_list_store_append (levels, level);

  return G_LIST_MODEL (tree);
}

static GListModel *
make_hits (LensSidebar *self,
           GListModel  *objects)
{
  LensHits *hits = lens_hits_new (objects, self->text);

  g_signal_connect_object (hits, "notify::searching", G_CALLBACK (lens_sidebar_judge_hits), self, G_CONNECT_SWAPPED);

  return G_LIST_MODEL (hits);
}

/* What is behind the head of a server: its tree or its hits (transfer full). */
static GObject *
get_body (LensSidebar *self,
          guint        server)
{
  g_autoptr(GListModel) part = g_list_model_get_item (G_LIST_MODEL (self->servers), server);
  GListModel *parts = gtk_flatten_list_model_get_model (GTK_FLATTEN_LIST_MODEL (part));

  return g_list_model_get_item (parts, 1);
}

/* The head of a server says how many of its names are found. */
static void
count_hits (LensSidebar *self,
            GListModel  *part)
{
  GListModel *parts = g_object_get_data (G_OBJECT (part), "parts");
  LensServerRow *row = g_hash_table_lookup (self->heads, g_object_get_data (G_OBJECT (part), "server"));
  g_autoptr(GListModel) body = g_list_model_get_item (parts, 1);

  if (row != NULL)
    lens_server_row_set_hits (row, LENS_IS_HITS (body) ? body : NULL);
}

/* Puts the tree or the hits behind the head of a server. The tree is kept, with what is open in it. */
static void
fill_parts (LensSidebar *self,
            GListModel  *part)
{
  GListStore *parts = g_object_get_data (G_OBJECT (part), "parts");
  GListModel *tree = g_object_get_data (G_OBJECT (part), "tree");
  GListModel *objects = g_object_get_data (G_OBJECT (part), "objects");
  g_autoptr(GListModel) body = NULL;
  gpointer bodies[1];

  body = self->filtered ? make_hits (self, objects) : g_object_ref (tree);
  bodies[0] = body;
  g_list_store_splice (parts, 1, g_list_model_get_n_items (G_LIST_MODEL (parts)) - 1, bodies, 1);
  count_hits (self, part);
}

/* The rows of one server. */
static gpointer
make_rows (gpointer item,
           gpointer user_data)
{
  g_autoptr(LensServer) server = item;
  GListModel *objects = lens_server_get_objects (server);
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr(GListStore) head = g_list_store_new (LENS_TYPE_SERVER);
  GtkFlattenListModel *part;

  g_list_store_append (head, server);
  g_list_store_append (parts, head);
  part = gtk_flatten_list_model_new (G_LIST_MODEL (parts));
  g_object_set_data (G_OBJECT (part), "parts", parts); /* which it holds */
  g_object_set_data_full (G_OBJECT (part), "server", g_object_ref (server), g_object_unref);
  g_object_set_data_full (G_OBJECT (part), "objects", g_object_ref (objects), g_object_unref);
  g_object_set_data_full (G_OBJECT (part), "tree", make_tree (objects), g_object_unref);
  fill_parts (user_data, G_LIST_MODEL (part));

  return part;
}

/* Shows the names of the servers of the browser. */
void
lens_sidebar_fill (LensSidebar *self)
{
  gtk_map_list_model_set_map_func (self->servers, make_rows, self, NULL);
  gtk_map_list_model_set_model (self->servers, G_LIST_MODEL (lens_browser_get_servers (self->browser)));
}

/* In this order: without the function the servers themselves would be taken for lists of rows. */
void
lens_sidebar_empty (LensSidebar *self)
{
  gtk_map_list_model_set_model (self->servers, NULL);
  gtk_map_list_model_set_map_func (self->servers, NULL, NULL, NULL);
}

/* The head of a server is there. */
void
lens_sidebar_show_head (LensSidebar   *self,
                        LensServerRow *row,
                        LensServer    *server)
{
  lens_server_row_set_server (row, server);
  g_hash_table_insert (self->heads, server, row);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->servers)); i++)
    {
      g_autoptr(GListModel) part = g_list_model_get_item (G_LIST_MODEL (self->servers), i);

      if (g_object_get_data (G_OBJECT (part), "server") == server)
        count_hits (self, part);
    }
}

void
lens_sidebar_hide_head (LensSidebar   *self,
                        LensServerRow *row)
{
  LensServer *server = lens_server_row_get_server (row);

  if (server != NULL && g_hash_table_lookup (self->heads, server) == row)
    g_hash_table_remove (self->heads, server);
  lens_server_row_set_hits (row, NULL);
  lens_server_row_set_server (row, NULL);
}

/* Follows what is looked for: shows trees or hits. */
void
lens_sidebar_look_for (LensSidebar *self,
                       const char  *text)
{
  gboolean filtered = text[0] != '\0';
  gboolean same = self->filtered == filtered;

  if (!g_set_str (&self->text, text))
    return;

  self->filtered = filtered;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->servers)); i++)
    {
      g_autoptr(GListModel) part = g_list_model_get_item (G_LIST_MODEL (self->servers), i);
      g_autoptr(GObject) body = get_body (self, i);

      if (!same)
        fill_parts (self, part);
      else if (LENS_IS_HITS (body))
        lens_hits_set_text (LENS_HITS (body), text);
    }
}

/* Whether there are names that were not looked at yet. */
gboolean
lens_sidebar_is_searching (LensSidebar *self)
{
  gboolean searching = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->servers)) && !searching; i++)
    {
      g_autoptr(GObject) body = get_body (self, i);

      searching = LENS_IS_HITS (body) && lens_hits_get_searching (LENS_HITS (body));
    }

  return searching;
}

/* Has all rows there that are to come, for who is about to choose one. */
void
lens_sidebar_finish_rows (LensSidebar *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->servers)); i++)
    {
      g_autoptr(GObject) body = get_body (self, i);

      if (LENS_IS_HITS (body))
        lens_hits_finish (LENS_HITS (body));
    }
  lens_pace_finish (self->rows);
}

/* Selects the browser's object if it is among the @n rows from @position; @position is from 0 and @n
 * G_MAXUINT for all of them, and then nothing is selected when it is not there. */
void
lens_sidebar_select_among (LensSidebar *self,
                           guint        position,
                           guint        n)
{
  LensObject *object = self->browser != NULL ? lens_browser_get_object (self->browser) : NULL;
  gpointer selected = gtk_single_selection_get_selected_item (self->selection);
  guint end = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->rows)), position + MIN (n, MAX_SOUGHT));

  if (object != NULL && selected != NULL && lens_sidebar_get_thing (selected) == object)
    return;

  for (guint i = position; object != NULL && i < end; i++)
    {
      g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (lens_sidebar_get_thing (row) == object)
        {
          gtk_single_selection_set_selected (self->selection, i);
          return;
        }
    }

  if (n == G_MAXUINT)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

/* Finds the object that has just this name. */
LensObject *
lens_sidebar_find_object (LensSidebar *self,
                          const char  *name)
{
  GListModel *servers = self->browser != NULL ? G_LIST_MODEL (lens_browser_get_servers (self->browser)) : NULL;
  LensObject *object = NULL;

  for (guint i = 0; servers != NULL && object == NULL && i < g_list_model_get_n_items (servers); i++)
    {
      g_autoptr(LensServer) server = g_list_model_get_item (servers, i);

      object = lens_server_find_object (server, name);
    }

  return object;
}

/* Finds the best hit among the first rows; one by a tag only where none is by its name. */
guint
lens_sidebar_find_best (LensSidebar *self,
                        const char  *text)
{
  guint n = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->rows)), MAX_JUDGED);
  guint hit = GTK_INVALID_LIST_POSITION;
  LensMatch best = LENS_MATCH_NONE;

  for (guint i = 0; i < n && best < LENS_MATCH_WHOLE; i++)
    {
      g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      gpointer thing = lens_sidebar_get_thing (row);
      LensMatch match = LENS_IS_OBJECT (thing) ? lens_match_name (lens_object_get_name (thing), text) : LENS_MATCH_NONE;

      if (match > best || (hit == GTK_INVALID_LIST_POSITION && LENS_IS_OBJECT (thing)))
        {
          hit = i;
          best = match;
        }
    }

  return hit;
}
