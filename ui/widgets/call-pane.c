/* ui/widgets/call-pane.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/call-pane-private.h"

#include <glib/gi18n.h>

#include "ui/widgets/call-hint.h"
#include "ui/widgets/late-menu.h"
#include "ui/widgets/member-head.h"

/**
 * LensCallPane:
 *
 * Where a member is used: a form, the button that sends it off, and what came of it.
 */

enum {
  PROP_0,
  PROP_BROWSER,
  PROP_MEMBER,
  PROP_REQUEST,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensCallPane, lens_call_pane, ADW_TYPE_NAVIGATION_PAGE)

gboolean
lens_call_pane_is_attribute (LensCallPane *self)
{
  return self->member != NULL && lens_member_get_kind (self->member) == LENS_MEMBER_ATTRIBUTE;
}

gboolean
lens_call_pane_is_running (LensCallPane *self)
{
  return self->request != NULL && lens_request_get_state (self->request) == LENS_REQUEST_RUNNING;
}

/* Nothing is written that was not typed. */
static void
form_changed_cb (LensCallPane *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "call.write",
                                 lens_call_pane_is_attribute (self) && !lens_call_pane_is_running (self) &&
                                 !lens_arguments_get_blank (lens_member_get_arguments (self->member)));
}

/* The button that is shown takes over the focus of the one that it replaces. */
static void
state_changed_cb (LensCallPane *self)
{
  gboolean running = lens_call_pane_is_running (self);
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->buttons)) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "call.cancel", running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "call.run", self->member != NULL && !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "call.run-oneway",
                                 self->member != NULL && !running &&
                                 lens_member_get_kind (self->member) == LENS_MEMBER_METHOD);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "call.add-to-batch",
                                 self->member != NULL && !lens_call_pane_is_attribute (self));
  form_changed_cb (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "call.watch", lens_call_pane_is_attribute (self) && !running);
  gtk_stack_set_visible_child_name (self->buttons, running ? "cancel" : "run");
  if (focused)
    gtk_widget_grab_focus (running ? self->cancel_button : GTK_WIDGET (self->run_button));
  lens_call_pane_mark_refused (self);
}

static void
ended_cb (LensCallPane *self)
{
  if (!lens_call_pane_is_running (self))
    lens_call_pane_reveal_result (self);
}

static void
request_changed_cb (LensCallPane *self)
{
  LensRequest *request = self->browser != NULL ? lens_browser_get_request (self->browser) : NULL;

  if (!g_set_object (&self->request, request))
    return;

  g_signal_group_set_target (self->request_signals, request);
  state_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REQUEST]);
}

static const char *
note_text (LensMemberKind kind)
{
  switch (kind)
    {
    case LENS_MEMBER_ONEWAY:
      return _("A one-way method: the server takes the call and never answers it.");

    case LENS_MEMBER_ATTRIBUTE:
      return _("Reading or writing an attribute runs code of the server.");

    case LENS_MEMBER_METHOD:
    default:
      return NULL;
    }
}

static void
lens_call_pane_show_hint (LensCallPane *self)
{
  gtk_stack_set_visible_child_name (self->pages, "hint");
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Call"));
  adw_window_title_set_title (self->header_title, "");
  adw_window_title_set_subtitle (self->header_title, "");
}

static void
lens_call_pane_show_member (LensCallPane *self)
{
  LensArguments *arguments = lens_member_get_arguments (self->member);
  const char *name = lens_member_get_name (self->member);
  const char *note = note_text (lens_member_get_kind (self->member));
  gboolean attribute = lens_call_pane_is_attribute (self);

  if (attribute && g_list_model_get_n_items (G_LIST_MODEL (arguments)) == 0)
    lens_arguments_add (arguments, FALSE);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), name);
  adw_window_title_set_title (self->header_title, name);
  adw_window_title_set_subtitle (self->header_title,
                                 lens_object_get_name (lens_browser_get_object (self->browser)));
  gtk_label_set_text (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  gtk_widget_set_visible (self->form_buttons, !attribute);
  gtk_widget_set_visible (self->watch_button, attribute);
  gtk_widget_set_visible (self->write_button, attribute);
  gtk_widget_set_visible (self->other_ways, !attribute);
  gtk_button_set_label (self->run_button, attribute ? _("_Read") : _("_Call"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->run_button),
                               attribute ? _("Read the Attribute") : _("Call the Method (Ctrl+Enter)"));
  g_signal_group_set_target (self->form_signals, arguments);
  g_object_set (self->form, "arguments", arguments, "single", attribute, "objects", self->objects, NULL);
  lens_forecast_watch (lens_forecast_view_get_forecast (self->forecast), arguments,
                       lens_member_get_particulars (self->member));
  lens_particulars_view_offer_oneway (self->particulars, lens_member_get_kind (self->member) == LENS_MEMBER_METHOD);
  lens_particulars_view_set_particulars (self->particulars, lens_member_get_particulars (self->member));
  gtk_widget_set_visible (GTK_WIDGET (self->history_button), !attribute);
  lens_call_pane_watch_time_limit (self, lens_member_get_particulars (self->member));
  gtk_stack_set_visible_child_name (self->pages, "call");
}

static void
member_changed_cb (LensCallPane *self)
{
  LensMember *member = self->browser != NULL ? lens_browser_get_member (self->browser) : NULL;

  if (g_set_object (&self->member, member))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEMBER]);
  if (member != NULL)
    lens_call_pane_show_member (self);
  else
    lens_call_pane_show_hint (self);
  request_changed_cb (self);
  state_changed_cb (self);
}

static gpointer
get_objects (gpointer item,
             gpointer user_data)
{
  g_autoptr(LensServer) server = item;

  return g_object_ref (lens_server_get_objects (server));
}

static void
watch_cb (LensCallPane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "call.watch", NULL);
}

static void
lens_call_pane_watch (LensCallPane *self)
{
  g_clear_object (&self->objects);
  if (self->browser != NULL)
    {
      GListModel *servers = G_LIST_MODEL (g_object_ref (lens_browser_get_servers (self->browser)));
      GtkMapListModel *lists = gtk_map_list_model_new (servers, get_objects, NULL, NULL);

      self->objects = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (lists)));
      g_signal_connect_object (self->browser, "notify::object",
                               G_CALLBACK (lens_call_pane_watch_batch), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->browser, "notify::object",
                               G_CALLBACK (member_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->browser, "notify::member",
                               G_CALLBACK (member_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->browser, "notify::request",
                               G_CALLBACK (request_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->browser, "watch", G_CALLBACK (watch_cb), self, G_CONNECT_SWAPPED);
    }
  lens_call_pane_watch_batch (self);
  member_changed_cb (self);
}

static void
lens_call_pane_dispose (GObject *object)
{
  LensCallPane *self = LENS_CALL_PANE (object);

  g_clear_object (&self->request_signals);
  g_clear_object (&self->batch_signals);
  g_clear_object (&self->limit_signals);
  g_clear_object (&self->form_signals);
  g_clear_object (&self->edited);
  g_clear_object (&self->browser);
  g_clear_object (&self->member);
  g_clear_object (&self->request);
  g_clear_object (&self->objects);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_CALL_PANE);

  G_OBJECT_CLASS (lens_call_pane_parent_class)->dispose (object);
}

static void
lens_call_pane_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LensCallPane *self = LENS_CALL_PANE (object);

  switch (prop_id)
    {
    case PROP_BROWSER:
      g_value_set_object (value, self->browser);
      break;

    case PROP_MEMBER:
      g_value_set_object (value, self->member);
      break;

    case PROP_REQUEST:
      g_value_set_object (value, self->request);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_call_pane_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LensCallPane *self = LENS_CALL_PANE (object);

  switch (prop_id)
    {
    case PROP_BROWSER:
      lens_call_pane_set_browser (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_call_pane_class_init (LensCallPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_call_pane_dispose;
  object_class->get_property = lens_call_pane_get_property;
  object_class->set_property = lens_call_pane_set_property;

  /**
   * LensCallPane:browser: (nullable)
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
   * LensCallPane:member: (nullable)
   *
   * The browser's member.
   */
  properties[PROP_MEMBER] =
    g_param_spec_object ("member", NULL, NULL,
                         LENS_TYPE_MEMBER,
                         (G_PARAM_READABLE |
                          G_PARAM_STATIC_STRINGS));

  /**
   * LensCallPane:request: (nullable)
   *
   * The browser's request.
   */
  properties[PROP_REQUEST] =
    g_param_spec_object ("request", NULL, NULL,
                         LENS_TYPE_REQUEST,
                         (G_PARAM_READABLE |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LENS_TYPE_CALL_FORM);
  g_type_ensure (LENS_TYPE_CALL_HINT);
  g_type_ensure (LENS_TYPE_FORECAST_VIEW);
  g_type_ensure (LENS_TYPE_LATE_MENU);
  g_type_ensure (LENS_TYPE_MEMBER_HEAD);
  g_type_ensure (LENS_TYPE_PARTICULARS_VIEW);
  g_type_ensure (LENS_TYPE_BATCH_VIEW);
  g_type_ensure (LENS_TYPE_RESULT_VIEW);
  g_type_ensure (LENS_TYPE_VOLLEY_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/call-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, pages);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, results);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, result);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, hosted);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, batch);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, batch_button);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, volley);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, header_title);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, note);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, form);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, forecast);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, particulars);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, history_button);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, time_limit);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, buttons);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, run_button);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, form_buttons);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, add_button);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, watch_button);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, write_button);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, other_ways);
  gtk_widget_class_bind_template_child (widget_class, LensCallPane, cancel_button);

  lens_call_pane_install_actions (widget_class);
  lens_call_pane_install_senders (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "call.submit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, "call.add-to-batch", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "call.submit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "call.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_ALT_MASK, "call.add", "b", FALSE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_ALT_MASK, "call.add-keyword", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "call.literal", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK, "call.history", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_P, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "call.copy", "s", "pyro5");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_ALT_MASK, "call.options", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_V, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "call.paste", NULL);
}

static void
lens_call_pane_init (LensCallPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->request_signals = g_signal_group_new (LENS_TYPE_REQUEST);
  g_signal_group_connect_swapped (self->request_signals, "notify::state",
                                  G_CALLBACK (ended_cb), self);
  g_signal_group_connect_swapped (self->request_signals, "notify::state",
                                  G_CALLBACK (state_changed_cb), self);
  self->form_signals = g_signal_group_new (LENS_TYPE_ARGUMENTS);
  g_signal_group_connect_swapped (self->form_signals, "changed", G_CALLBACK (form_changed_cb), self);
  lens_call_pane_init_time_limit (self);
  lens_call_pane_init_batch (self);
  lens_call_pane_add_when_typed (self);
  gtk_menu_button_set_create_popup_func (self->history_button, lens_call_pane_make_history, self, NULL);
  member_changed_cb (self);
}

LensBrowser *
lens_call_pane_get_browser (LensCallPane *self)
{
  g_return_val_if_fail (LENS_IS_CALL_PANE (self), NULL);

  return self->browser;
}

void
lens_call_pane_set_browser (LensCallPane *self,
                            LensBrowser  *browser)
{
  g_return_if_fail (LENS_IS_CALL_PANE (self));
  g_return_if_fail (browser == NULL || LENS_IS_BROWSER (browser));

  if (!g_set_object (&self->browser, browser))
    return;

  lens_call_pane_watch (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BROWSER]);
}

LensMember *
lens_call_pane_get_member (LensCallPane *self)
{
  g_return_val_if_fail (LENS_IS_CALL_PANE (self), NULL);

  return self->member;
}

LensRequest *
lens_call_pane_get_request (LensCallPane *self)
{
  g_return_val_if_fail (LENS_IS_CALL_PANE (self), NULL);

  return self->request;
}

/**
 * lens_call_pane_focus_form:
 *
 * Lets the user type the first argument; an attribute offers to be read.
 */
void
lens_call_pane_focus_form (LensCallPane *self)
{
  g_return_if_fail (LENS_IS_CALL_PANE (self));

  if (self->member == NULL)
    return;

  if (lens_call_pane_is_attribute (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->run_button));
  else if (!lens_call_form_focus (self->form, NULL))
    gtk_widget_grab_focus (self->add_button);
}
