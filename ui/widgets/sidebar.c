/* ui/widgets/sidebar.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/sidebar-private.h"

#include <glib/gi18n.h>

#include "ui/models/match.h"
#include "ui/widgets/object-row.h"
#include "ui/widgets/server-row.h"

/**
 * LensSidebar:
 *
 * All names of all servers, in one list that can be filtered.
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
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensSidebar, lens_sidebar, ADW_TYPE_NAVIGATION_PAGE)

/* The rows of one server: itself, and what of its objects passes the filter. */
static gpointer
make_rows (gpointer item,
           gpointer user_data)
{
  g_autoptr(LensServer) server = item;
  LensSidebar *self = user_data;
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr(GListStore) head = g_list_store_new (LENS_TYPE_SERVER);
  g_autoptr(GtkFilterListModel) objects = NULL;

  g_list_store_append (head, server);
  objects = gtk_filter_list_model_new (g_object_ref (lens_server_get_objects (server)),
                                       g_object_ref (GTK_FILTER (self->filter)));
  g_list_store_append (parts, head);
  g_list_store_append (parts, objects);

  return gtk_flatten_list_model_new (G_LIST_MODEL (parts));
}

/* Selects the browser's object where it is in the list, and nothing where it is not. */
static void
lens_sidebar_select (LensSidebar *self)
{
  LensObject *object = self->browser != NULL ? lens_browser_get_object (self->browser) : NULL;
  guint n = object != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->rows)) : 0;
  guint found = GTK_INVALID_LIST_POSITION;

  if (object != NULL && gtk_single_selection_get_selected_item (self->selection) == (gpointer) object)
    return;

  for (guint i = 0; i < n && found == GTK_INVALID_LIST_POSITION; i++)
    {
      g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (row == (gpointer) object)
        found = i;
    }

  gtk_single_selection_set_selected (self->selection, found);
}

static void
rows_changed_cb (LensSidebar *self)
{
  guint n_servers = g_list_model_get_n_items (G_LIST_MODEL (self->servers));
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  gboolean filtered = lens_object_filter_get_text (self->filter)[0] != '\0';

  gtk_stack_set_visible_child_name (self->stack,
                                    filtered && n_rows == n_servers ? "no-hits" : "list");
  lens_sidebar_select (self);
}

static void
search_changed_cb (LensSidebar *self)
{
  lens_object_filter_set_text (self->filter, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  rows_changed_cb (self);
}

static void
stop_search_cb (LensSidebar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* Enter in the filter shows the best hit; one by a tag only where none is by its name. */
static void
search_activate_cb (LensSidebar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint hit = GTK_INVALID_LIST_POSITION;
  LensMatch best = LENS_MATCH_NONE;
  g_autoptr(LensObject) object = NULL;

  for (guint i = 0; i < n && best < LENS_MATCH_WHOLE; i++)
    {
      g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      LensMatch match = LENS_IS_OBJECT (row) ? lens_match_name (lens_object_get_name (LENS_OBJECT (row)), text)
                                             : LENS_MATCH_NONE;

      if (match > best || (object == NULL && LENS_IS_OBJECT (row)))
        {
          g_set_object (&object, LENS_OBJECT (row));
          hit = i;
          best = match;
        }
    }

  if (object == NULL)
    return;

  gtk_list_view_scroll_to (self->list, hit, GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
  g_signal_emit (self, signals[OBJECT_ACTIVATED], 0, object);
}

static void
selected_cb (LensSidebar *self)
{
  GObject *row = gtk_single_selection_get_selected_item (self->selection);

  if (self->browser != NULL && LENS_IS_OBJECT (row))
    lens_browser_set_object (self->browser, LENS_OBJECT (row));
}

static void
list_activate_cb (LensSidebar *self,
                  guint        position)
{
  g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (LENS_IS_OBJECT (row))
    g_signal_emit (self, signals[OBJECT_ACTIVATED], 0, row);
}

static void
setup_cb (LensSidebar *self,
          GtkListItem *item)
{
  gtk_list_item_set_child (item, adw_bin_new ());
}

static void
bind_object (LensSidebar *self,
             GtkListItem *item,
             LensObject  *object)
{
  AdwBin *bin = ADW_BIN (gtk_list_item_get_child (item));

  if (!LENS_IS_OBJECT_ROW (adw_bin_get_child (bin)))
    adw_bin_set_child (bin, GTK_WIDGET (lens_object_row_new ()));
  lens_object_row_set_object (LENS_OBJECT_ROW (adw_bin_get_child (bin)), object);

  gtk_list_item_set_accessible_label (item, lens_object_get_name (object));
  g_object_set_data_full (G_OBJECT (item), "description",
                          g_object_bind_property (object, "state-text",
                                                  item, "accessible-description",
                                                  G_BINDING_SYNC_CREATE),
                          (GDestroyNotify) g_binding_unbind);
}

static void
bind_server (LensSidebar *self,
             GtkListItem *item,
             LensServer  *server)
{
  AdwBin *bin = ADW_BIN (gtk_list_item_get_child (item));

  if (!LENS_IS_SERVER_ROW (adw_bin_get_child (bin)))
    adw_bin_set_child (bin, GTK_WIDGET (lens_server_row_new ()));
  lens_server_row_set_server (LENS_SERVER_ROW (adw_bin_get_child (bin)), server);

  gtk_list_item_set_accessible_label (item, lens_server_get_title (server));
  gtk_list_item_set_accessible_description (item, _("Server"));
}

static void
bind_cb (LensSidebar *self,
         GtkListItem *item)
{
  GObject *row = gtk_list_item_get_item (item);
  gboolean selectable = LENS_IS_OBJECT (row);

  /* The head of a server can be neither, but the arrow keys stop before a row without focus. */
  gtk_list_item_set_selectable (item, selectable);
  gtk_list_item_set_activatable (item, selectable);
  if (selectable)
    bind_object (self, item, LENS_OBJECT (row));
  else
    bind_server (self, item, LENS_SERVER (row));
}

static void
unbind_cb (LensSidebar *self,
           GtkListItem *item)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (gtk_list_item_get_child (item)));

  g_object_set_data (G_OBJECT (item), "description", NULL);
  if (LENS_IS_OBJECT_ROW (child))
    lens_object_row_set_object (LENS_OBJECT_ROW (child), NULL);
  else if (LENS_IS_SERVER_ROW (child))
    lens_server_row_set_server (LENS_SERVER_ROW (child), NULL);
}

/* In this order: without the function the servers themselves would be taken for lists of rows. */
static void
lens_sidebar_empty (LensSidebar *self)
{
  gtk_map_list_model_set_model (self->servers, NULL);
  gtk_map_list_model_set_map_func (self->servers, NULL, NULL, NULL);
}

/* Nothing is shown before the browser is there, so the lists are made with it. */
static void
lens_sidebar_show (LensSidebar *self)
{
  lens_sidebar_empty (self);
  if (self->browser == NULL)
    return;

  gtk_map_list_model_set_map_func (self->servers, make_rows, self, NULL);
  gtk_map_list_model_set_model (self->servers, G_LIST_MODEL (lens_browser_get_servers (self->browser)));
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

  lens_sidebar_drop_acts (self);
  if (self->servers != NULL)
    lens_sidebar_empty (self);
  g_clear_object (&self->rows);
  g_clear_object (&self->servers);
  g_clear_object (&self->filter);
  g_clear_object (&self->browser);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_SIDEBAR);

  G_OBJECT_CLASS (lens_sidebar_parent_class)->dispose (object);
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

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, LensSidebar, search);
  gtk_widget_class_bind_template_child (widget_class, LensSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, LensSidebar, selection);
  gtk_widget_class_bind_template_child (widget_class, LensSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, LensSidebar, searching);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);

  lens_sidebar_install_acts (widget_class);
}

static void
lens_sidebar_init (LensSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = lens_object_filter_new ();
  self->servers = gtk_map_list_model_new (NULL, NULL, NULL, NULL);
  self->rows = gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (self->servers)));
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
