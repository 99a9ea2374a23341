/* ui/widgets/sidebar.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/sidebar-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/models/name-group.h"
#include "ui/widgets/group-row.h"
#include "ui/widgets/late-menu.h"
#include "ui/widgets/object-row.h"

#define INDENT 20 /* pixels, of a level of the tree: as an expander has it */

/**
 * LensSidebar:
 *
 * All names of all servers: as trees, and in one flat list while something is looked for.
 *
 * The object that is selected here is the browser's; a name that is filtered away, or is gone, stays
 * the browser's until another is chosen.
 */

enum {
  PROP_0,
  PROP_BROWSER,
  N_PROPS
};

enum {
  OBJECT_ACTIVATED,
  OBJECT_APART,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensSidebar, lens_sidebar, ADW_TYPE_NAVIGATION_PAGE)

/* Selects the browser's object where it is in the list, and nothing where it is not. */
static void
lens_sidebar_select (LensSidebar *self)
{
  lens_sidebar_select_among (self, 0, G_MAXUINT);
}

/* Says that nothing was found, when all names were looked at. */
void
lens_sidebar_judge_hits (LensSidebar *self)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint n_heads = g_list_model_get_n_items (G_LIST_MODEL (self->servers));
  gboolean none = self->filtered && n_rows == n_heads && !lens_sidebar_is_searching (self);

  gtk_stack_set_visible_child_name (self->stack, none ? "no-hits" : "list");
}

static void
rows_changed_cb (LensSidebar *self,
                 guint        position,
                 guint        removed,
                 guint        added)
{
  lens_sidebar_judge_hits (self);
  lens_sidebar_select_among (self, position, added);
}

/* What is no regular expression, or not yet, is told below the entry and hides nothing. */
static void
show_problem (LensSidebar *self)
{
  g_autoptr(LensNameQuery) query = lens_name_query_new (self->text);
  const char *problem = lens_name_query_get_problem (query);

  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->search), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->search), "error");
  gtk_label_set_text (self->problem, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->search),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
search_changed_cb (LensSidebar *self)
{
  lens_sidebar_look_for (self, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  show_problem (self);
  lens_sidebar_judge_hits (self);
}

static void
stop_search_cb (LensSidebar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* Enter in the filter shows the best hit. */
static void
search_activate_cb (LensSidebar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr(LensObject) object = NULL;
  guint hit;

  lens_sidebar_finish_rows (self);
  hit = lens_sidebar_find_best (self, text);
  g_set_object (&object, lens_sidebar_find_object (self, text));
  if (hit != GTK_INVALID_LIST_POSITION)
    {
      g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (self->rows), hit);

      if (object == NULL || lens_sidebar_get_thing (row) == object)
        gtk_list_view_scroll_to (self->list, hit, GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
      if (object == NULL)
        g_set_object (&object, LENS_OBJECT (lens_sidebar_get_thing (row)));
    }

  if (object != NULL)
    g_signal_emit (self, signals[OBJECT_ACTIVATED], 0, object);
}

/* Down goes to the first row, and not to where in the list the focus was before it had other rows. */
static gboolean
search_key_cb (LensSidebar *self,
               guint        keyval)
{
  if ((keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down) || g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 0)
    return GDK_EVENT_PROPAGATE;

  gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_FOCUS, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));

  return GDK_EVENT_STOP;
}

static void
selected_cb (LensSidebar *self)
{
  gpointer row = gtk_single_selection_get_selected_item (self->selection);
  gpointer thing = row != NULL ? lens_sidebar_get_thing (row) : NULL;

  if (self->browser != NULL && LENS_IS_OBJECT (thing))
    lens_browser_set_object (self->browser, LENS_OBJECT (thing));
}

static void
list_activate_cb (LensSidebar *self,
                  guint        position)
{
  g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  gpointer thing = lens_sidebar_get_thing (row);

  if (LENS_IS_OBJECT (thing))
    g_signal_emit (self, signals[OBJECT_ACTIVATED], 0, thing);
  else if (LENS_IS_NAME_GROUP (thing))
    gtk_tree_list_row_set_expanded (GTK_TREE_LIST_ROW (row),
                                    !gtk_tree_list_row_get_expanded (GTK_TREE_LIST_ROW (row)));
}

/* An object has nothing to expand, and there are 200 of its rows to be made: an expander is three widgets more. */
static LensObjectRow *
need_object_row (GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  if (row == NULL || !LENS_IS_OBJECT_ROW (row))
    {
      row = GTK_WIDGET (lens_object_row_new ());
      g_object_bind_property (row, "description", item, "accessible-description", G_BINDING_DEFAULT);
      gtk_list_item_set_child (item, row);
    }

  return LENS_OBJECT_ROW (row);
}

/* The row itself has the focus and the name, so to a screen reader the expander is nothing. */
static LensGroupRow *
need_group_row (GtkListItem *item)
{
  GtkWidget *expander = gtk_list_item_get_child (item);

  if (!GTK_IS_TREE_EXPANDER (expander))
    {
      expander = g_object_new (GTK_TYPE_TREE_EXPANDER,
                               "accessible-role", GTK_ACCESSIBLE_ROLE_GENERIC,
                               "child", g_object_new (LENS_TYPE_GROUP_ROW, "hexpand", TRUE, NULL),
                               "focusable", FALSE,
                               "indent-for-icon", FALSE,
                               NULL);
      gtk_list_item_set_child (item, expander);
    }
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), gtk_list_item_get_item (item));

  return LENS_GROUP_ROW (gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander)));
}

/* What the group of a row leaves to be said of a name, in bytes. */
static guint
measure_prefix (gpointer row)
{
  g_autoptr(GtkTreeListRow) parent = GTK_IS_TREE_LIST_ROW (row) ? gtk_tree_list_row_get_parent (row) : NULL;
  LensNameGroup *group = parent != NULL ? lens_sidebar_get_thing (parent) : NULL;

  return group != NULL ? (guint) strlen (lens_name_group_get_prefix (group)) : 0;
}

static void
bind_object (LensSidebar *self,
             GtkListItem *item,
             LensObject  *object)
{
  LensObjectRow *row = need_object_row (item);
  gpointer tree_row = gtk_list_item_get_item (item);
  guint depth = GTK_IS_TREE_LIST_ROW (tree_row) ? gtk_tree_list_row_get_depth (tree_row) : 0;

  lens_sidebar_set_tree_row (GTK_WIDGET (row), GTK_IS_TREE_LIST_ROW (tree_row) ? tree_row : NULL);
  gtk_widget_set_margin_start (GTK_WIDGET (row), (int) depth * INDENT);
  lens_object_row_set_prefix (row, measure_prefix (tree_row));
  lens_object_row_set_object (row, object);
  gtk_list_item_set_accessible_label (item, lens_object_get_name (object));
}

static void
bind_group (LensSidebar   *self,
            GtkListItem   *item,
            LensNameGroup *group)
{
  lens_group_row_set_group (need_group_row (item), group);

  gtk_list_item_set_accessible_label (item, lens_name_group_get_prefix (group));
  gtk_list_item_set_accessible_description (item, _("Group of names"));
}

static void
bind_server (LensSidebar *self,
             GtkListItem *item,
             LensServer  *server)
{
  /* In an expander the focus would not stay in its menu. */
  if (!LENS_IS_SERVER_ROW (gtk_list_item_get_child (item)))
    gtk_list_item_set_child (item, GTK_WIDGET (lens_server_row_new ()));
  lens_sidebar_show_head (self, LENS_SERVER_ROW (gtk_list_item_get_child (item)), server);

  gtk_list_item_set_accessible_label (item, lens_server_get_title (server));
  gtk_list_item_set_accessible_description (item, _("Server"));
}

static void
bind_cb (LensSidebar *self,
         GtkListItem *item)
{
  GObject *row = gtk_list_item_get_item (item);
  gpointer thing = lens_sidebar_get_thing (row);

  /* The head of a server can be neither, but the arrow keys stop before a row without focus. */
  gtk_list_item_set_selectable (item, LENS_IS_OBJECT (thing));
  gtk_list_item_set_activatable (item, !LENS_IS_SERVER (thing));
  if (LENS_IS_OBJECT (thing))
    bind_object (self, item, LENS_OBJECT (thing));
  else if (LENS_IS_NAME_GROUP (thing))
    bind_group (self, item, LENS_NAME_GROUP (thing));
  else
    bind_server (self, item, LENS_SERVER (thing));
}

static void
unbind_cb (LensSidebar *self,
           GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  if (GTK_IS_TREE_EXPANDER (child))
    {
      gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (child), NULL);
      child = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (child));
    }
  if (LENS_IS_OBJECT_ROW (child))
    {
      lens_sidebar_set_tree_row (child, NULL);
      lens_object_row_set_object (LENS_OBJECT_ROW (child), NULL);
    }
  else if (LENS_IS_SERVER_ROW (child))
    lens_sidebar_hide_head (self, LENS_SERVER_ROW (child));
  else if (LENS_IS_GROUP_ROW (child))
    lens_group_row_set_group (LENS_GROUP_ROW (child), NULL);
}

/* Nothing is shown before the browser is there, so the lists are made with it. */
static void
lens_sidebar_show (LensSidebar *self)
{
  lens_sidebar_empty (self);
  if (self->browser == NULL)
    return;

  lens_sidebar_fill (self);
  g_signal_connect_object (self->browser, "notify::object",
                           G_CALLBACK (lens_sidebar_select), self, G_CONNECT_SWAPPED);
  g_object_bind_property (lens_browser_get_servers (self->browser), "searching",
                          self->searching, "visible",
                          G_BINDING_SYNC_CREATE);
}

static void
lens_sidebar_dispose (GObject *object)
{
  LensSidebar *self = LENS_SIDEBAR (object);

  lens_sidebar_drop_menu (self);
  if (self->servers != NULL)
    lens_sidebar_empty (self);
  g_clear_object (&self->rows);
  g_clear_object (&self->servers);
  g_clear_object (&self->browser);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_SIDEBAR);

  G_OBJECT_CLASS (lens_sidebar_parent_class)->dispose (object);
}

static void
lens_sidebar_finalize (GObject *object)
{
  g_free (LENS_SIDEBAR (object)->text);
  g_hash_table_unref (LENS_SIDEBAR (object)->heads);

  G_OBJECT_CLASS (lens_sidebar_parent_class)->finalize (object);
}

static void
lens_sidebar_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  LensSidebar *self = LENS_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_BROWSER:
      g_value_set_object (value, self->browser);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_sidebar_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  LensSidebar *self = LENS_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_BROWSER:
      lens_sidebar_set_browser (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_sidebar_class_init (LensSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_sidebar_dispose;
  object_class->finalize = lens_sidebar_finalize;
  object_class->get_property = lens_sidebar_get_property;
  object_class->set_property = lens_sidebar_set_property;

  /**
   * LensSidebar:browser: (nullable)
   *
   * What the window looks at.
   */
  properties[PROP_BROWSER] =
    g_param_spec_object ("browser", NULL, NULL,
                         LENS_TYPE_BROWSER,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LensSidebar::object-activated:
   * @object: the object
   *
   * The user wants to see the object, and not only to pass over it.
   */
  signals[OBJECT_ACTIVATED] =
    g_signal_new ("object-activated", LENS_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, LENS_TYPE_OBJECT);

  /**
   * LensSidebar::object-apart:
   * @object: the object
   *
   * The user wants to see the object beside what is open.
   */
  signals[OBJECT_APART] =
    g_signal_new ("object-apart", LENS_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL,
                  G_TYPE_NONE, 1, LENS_TYPE_OBJECT);

  g_type_ensure (LENS_TYPE_LATE_MENU);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, LensSidebar, search);
  gtk_widget_class_bind_template_child (widget_class, LensSidebar, problem);
  gtk_widget_class_bind_template_child (widget_class, LensSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, LensSidebar, selection);
  gtk_widget_class_bind_template_child (widget_class, LensSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, LensSidebar, searching);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);

  lens_sidebar_install_acts (widget_class);
}

static void
lens_sidebar_init (LensSidebar *self)
{
  g_autoptr(GListModel) rows = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->heads = g_hash_table_new (NULL, NULL);
  self->text = g_strdup ("");
  self->servers = gtk_map_list_model_new (NULL, NULL, NULL, NULL);
  rows = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (self->servers))));
  self->rows = lens_pace_new (rows);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->rows));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  lens_sidebar_set_up_acts (self);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->list));
  g_signal_connect_object (self->rows, "items-changed",
                           G_CALLBACK (rows_changed_cb), self, G_CONNECT_SWAPPED);
}

LensBrowser *
lens_sidebar_get_browser (LensSidebar *self)
{
  g_return_val_if_fail (LENS_IS_SIDEBAR (self), NULL);

  return self->browser;
}

void
lens_sidebar_set_browser (LensSidebar *self,
                          LensBrowser *browser)
{
  g_return_if_fail (LENS_IS_SIDEBAR (self));
  g_return_if_fail (browser == NULL || LENS_IS_BROWSER (browser));

  if (!g_set_object (&self->browser, browser))
    return;

  lens_sidebar_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BROWSER]);
}

/**
 * lens_sidebar_focus_search:
 *
 * Lets the user type into the filter.
 */
void
lens_sidebar_focus_search (LensSidebar *self)
{
  g_return_if_fail (LENS_IS_SIDEBAR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}
