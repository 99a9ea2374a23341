/* ui/widgets/window.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/window-private.h"

#include <glib/gi18n.h>

/**
 * LensWindow:
 *
 * The window: names, the members of one object, and a call, side by side as far as there is room.
 */

enum {
  PROP_0,
  PROP_BROWSER,
  PROP_SETTINGS,
  N_PROPS
};

enum {
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensWindow, lens_window, ADW_TYPE_APPLICATION_WINDOW)

/* Without a server there may be something that was open when there was one. */
static gboolean
is_anything_open (LensWindow *self)
{
  int n = adw_tab_view_get_n_pages (self->tabs);

  for (int i = 0; i < n; i++)
    {
      GtkWidget *panes = adw_tab_page_get_child (adw_tab_view_get_nth_page (self->tabs, i));
      g_autoptr(PyroValue) value = lens_tab_to_value (lens_tab_panes_get_tab (LENS_TAB_PANES (panes)));

      if (value != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
make_welcome (LensWindow *self)
{
  if (self->welcome != NULL)
    return;

  self->welcome = g_object_new (LENS_TYPE_WELCOME_PAGE, "servers", lens_window_get_servers (self), NULL);
  adw_bin_set_child (self->welcome_place, GTK_WIDGET (self->welcome));
}

static void
make_sidebar (LensWindow *self)
{
  if (self->sidebar != NULL)
    return;

  self->sidebar = g_object_new (LENS_TYPE_SIDEBAR, "browser", self->browser, NULL);
  lens_window_watch_sidebar (self);
  adw_navigation_split_view_set_sidebar (self->inner, ADW_NAVIGATION_PAGE (self->sidebar));
}

/* Of the two pages a window shows one at a time, and seldom ever the other: each is made when it is shown first. */
void
lens_window_fill_page (LensWindow *self)
{
  if (self->waits)
    return; /* for what decides which page it is */

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "browse") == 0)
    make_sidebar (self);
  else
    make_welcome (self);
}

static void
servers_changed_cb (LensWindow *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (lens_window_get_servers (self)));

  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));
  gboolean first = n > 0 && g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "browse") != 0;

  gtk_stack_set_visible_child_name (self->pages, n > 0 || is_anything_open (self) ? "browse" : "welcome");
  lens_window_fill_page (self);
  if (!first)
    return;

  lens_window_show_selected (self);
  /* A dialog that closes gives the focus back to where it was, which is not there any more. */
  if (dialog != NULL)
    g_signal_connect_object (dialog, "closed",
                             G_CALLBACK (lens_sidebar_focus_search), self->sidebar, G_CONNECT_SWAPPED);
  else
    lens_sidebar_focus_search (self->sidebar);
}

static void
found_cb (LensWindow *self,
          LensServer *server)
{
  /* Translators: %s is an address */
  g_autofree char *text = g_strdup_printf (_("Found the name server at %s"), lens_server_get_title (server));

  self->asked = FALSE;
  lens_window_toast (self, text);
}

static void
searching_changed_cb (LensWindow *self)
{
  gboolean searching;

  g_object_get (lens_window_get_servers (self), "searching", &searching, NULL);
  lens_window_set_enabled (self, "win.search", !searching);
  if (!searching && self->asked)
    {
      self->asked = FALSE;
      lens_window_toast (self, _("No other name server answered on this network"));
    }
}

/* In the list of names, where each step with the arrow keys is a choice. */
static void
object_chosen_cb (LensWindow *self)
{
  LensObject *object = lens_browser_get_object (self->browser);
  LensTab *tab = lens_window_get_tab (self);

  if (!self->syncing && object != NULL && tab != NULL)
    lens_tab_open (tab, object);
}

static void
lens_window_watch (LensWindow *self)
{
  LensServers *servers = lens_window_get_servers (self);

  if (self->welcome != NULL)
    lens_welcome_page_set_servers (self->welcome, servers);
  if (self->sidebar != NULL)
    lens_sidebar_set_browser (self->sidebar, self->browser);
  if (servers == NULL)
    return;

  if (!self->waits)
    lens_window_new_tab (self);
  g_signal_connect_object (self->browser, "notify::object",
                           G_CALLBACK (object_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (servers, "items-changed",
                           G_CALLBACK (servers_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (servers, "found",
                           G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (servers, "notify::searching",
                           G_CALLBACK (searching_changed_cb), self, G_CONNECT_SWAPPED);
  servers_changed_cb (self);
  searching_changed_cb (self);
}

static void
lens_window_remember (LensWindow *self)
{
  GSettingsBindFlags flags = G_SETTINGS_BIND_GET | G_SETTINGS_BIND_SET | G_SETTINGS_BIND_GET_NO_CHANGES;

  if (self->settings == NULL)
    return;

  /* A window begins as the last one was, and does not follow what becomes of others. */
  g_settings_bind (self->settings, "window-width", self, "default-width", flags);
  g_settings_bind (self->settings, "window-height", self, "default-height", flags);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", flags);
  lens_pane_frame_remember (self->frame, self->settings);
}

void
lens_window_show_object (LensWindow *self,
                         LensObject *object)
{
  lens_browser_set_object (self->browser, object);
  adw_navigation_split_view_set_show_content (self->inner, TRUE);
  if (self->panes != NULL)
    lens_object_page_focus_search (lens_tab_panes_get_object_page (self->panes));
}

static void
lens_window_dispose (GObject *object)
{
  LensWindow *self = LENS_WINDOW (object);

  self->panes = NULL;
  self->activity = NULL;
  self->newest = NULL;
  self->sidebar = NULL;
  self->welcome = NULL;
  g_queue_clear_full (&self->closed, (GDestroyNotify) pyro_value_unref);
  g_clear_object (&self->browser);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_WINDOW);

  G_OBJECT_CLASS (lens_window_parent_class)->dispose (object);
}

static void
lens_window_finalize (GObject *object)
{
  g_hash_table_unref (LENS_WINDOW (object)->disabled);
  g_clear_pointer (&LENS_WINDOW (object)->awaited, g_hash_table_unref);

  G_OBJECT_CLASS (lens_window_parent_class)->finalize (object);
}

static void
lens_window_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  LensWindow *self = LENS_WINDOW (object);

  switch (prop_id)
    {
    case PROP_BROWSER:
      g_value_set_object (value, self->browser);
      break;

    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_window_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  LensWindow *self = LENS_WINDOW (object);

  switch (prop_id)
    {
    case PROP_BROWSER:
      lens_window_set_browser (self, g_value_get_object (value));
      break;

    case PROP_SETTINGS:
      lens_window_set_settings (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_window_class_init (LensWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_window_dispose;
  object_class->finalize = lens_window_finalize;
  object_class->get_property = lens_window_get_property;
  object_class->set_property = lens_window_set_property;

  /**
   * LensWindow:browser: (nullable)
   *
   * What the window looks at.
   */
  properties[PROP_BROWSER] =
    g_param_spec_object ("browser", NULL, NULL,
                         LENS_TYPE_BROWSER,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  /**
   * LensWindow:settings: (nullable)
   *
   * Where the size of the window is remembered; %NULL to forget it.
   */
  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings", NULL, NULL,
                         G_TYPE_SETTINGS,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LensWindow::changed:
   *
   * What lens_window_collect() says may be something else.
   */
  signals[CHANGED] =
    g_signal_new ("changed", LENS_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (LENS_TYPE_PANE_FRAME);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/window.ui");
  gtk_widget_class_bind_template_child (widget_class, LensWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LensWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, LensWindow, outer);
  gtk_widget_class_bind_template_child (widget_class, LensWindow, inner);
  gtk_widget_class_bind_template_child (widget_class, LensWindow, welcome_place);
  gtk_widget_class_bind_template_child (widget_class, LensWindow, tab_bar);
  gtk_widget_class_bind_template_child (widget_class, LensWindow, tabs);
  gtk_widget_class_bind_template_child (widget_class, LensWindow, sheet);
  gtk_widget_class_bind_template_child (widget_class, LensWindow, frame);

  lens_window_install_actions (widget_class);
  lens_window_install_registry (widget_class);
  lens_window_install_tab_actions (widget_class);
  lens_window_install_palette_action (widget_class);
  lens_window_install_activity_actions (widget_class);
}

static void
lens_window_init (LensWindow *self)
{
  self->disabled = g_hash_table_new (g_str_hash, g_str_equal);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_queue_init (&self->closed);
  lens_window_init_tabs (self);
  lens_window_init_buttons (self);
  lens_window_init_focus (self);
  lens_window_init_activity (self);
  lens_window_init_drop (self);
  g_signal_connect (self, "notify::default-width", G_CALLBACK (lens_window_changed), NULL);
  g_signal_connect (self, "notify::default-height", G_CALLBACK (lens_window_changed), NULL);
  g_signal_connect (self, "notify::maximized", G_CALLBACK (lens_window_changed), NULL);
}

LensServers *
lens_window_get_servers (LensWindow *self)
{
  return self->browser != NULL ? lens_browser_get_servers (self->browser) : NULL;
}

/* What cannot be done just now is not offered by its name either; GTK tells nobody which actions of a widget these are. */
void
lens_window_set_enabled (LensWindow *self,
                         const char *action,
                         gboolean    enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
  if (enabled)
    g_hash_table_remove (self->disabled, action);
  else
    g_hash_table_add (self->disabled, (gpointer) action);
}

void
lens_window_toast (LensWindow *self,
                   const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
lens_window_focus_names (LensWindow *self)
{
  adw_navigation_split_view_set_show_content (self->outer, FALSE);
  adw_navigation_split_view_set_show_content (self->inner, FALSE);
  if (self->sidebar != NULL)
    lens_sidebar_focus_search (self->sidebar);
}

void
lens_window_show_browser (LensWindow *self)
{
  gtk_stack_set_visible_child_name (self->pages, "browse");
  lens_window_fill_page (self);
  lens_window_show_selected (self);
}

/* There is something else to be remembered. */
void
lens_window_changed (LensWindow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

LensBrowser *
lens_window_get_browser (LensWindow *self)
{
  g_return_val_if_fail (LENS_IS_WINDOW (self), NULL);

  return self->browser;
}

void
lens_window_set_browser (LensWindow  *self,
                         LensBrowser *browser)
{
  g_return_if_fail (LENS_IS_WINDOW (self));
  g_return_if_fail (browser == NULL || LENS_IS_BROWSER (browser));

  if (!g_set_object (&self->browser, browser))
    return;

  lens_window_watch (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BROWSER]);
}

GSettings *
lens_window_get_settings (LensWindow *self)
{
  g_return_val_if_fail (LENS_IS_WINDOW (self), NULL);

  return self->settings;
}

void
lens_window_set_settings (LensWindow *self,
                          GSettings  *settings)
{
  g_return_if_fail (LENS_IS_WINDOW (self));
  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));

  if (!g_set_object (&self->settings, settings))
    return;

  lens_window_remember (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SETTINGS]);
}

/**
 * lens_window_warn:
 * @sentence: for the user
 *
 * Says something that stays until it is closed.
 */
void
lens_window_warn (LensWindow *self,
                  const char *sentence)
{
  AdwToast *toast;

  g_return_if_fail (LENS_IS_WINDOW (self));
  g_return_if_fail (sentence != NULL);

  toast = adw_toast_new (sentence);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toasts, toast);
}
