/* ui/widgets/result-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/result-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/models/bug-report.h"
#include "ui/models/format.h"
#include "ui/widgets/difference-view.h"
#include "ui/widgets/doctor-view.h"
#include "ui/widgets/flow-view.h"
#include "ui/widgets/late-menu.h"
#include "ui/widgets/traceback-view.h"
#include "ui/widgets/value-view.h"
#include "ui/widgets/watch-view.h"
#include "ui/widgets/wire-view.h"

/**
 * LensResultView:
 *
 * What came of a request: a value, an exception, a failure, or nothing yet.
 *
 * Beside it there are the message as it came, a comparison with another value, and the call made again
 * and again.
 *
 * A request that is answered at once does not flicker: that it runs is shown after a moment only.
 */
struct _LensResultView
{
  AdwBin              parent_instance;

  LensRequest        *request;
  GSignalGroup       *request_signals;
  guint               running_id;  /* shows that the request runs */
  gboolean            outdated;

  /* template children */
  GtkStack           *stack;
  GtkButton          *back_button;
  GtkLabel           *line;
  GtkLabel           *failed;
  GtkLabel           *unsent;
  AdwStatusPage      *sent;
  LensFlowView       *flow;
  LensValueView      *value;
  LensTracebackView  *traceback;
  LensWireView       *wire;
  LensDifferenceView *difference;
  LensWatchView      *watch;
  LensDoctorView     *doctor;
};

enum {
  PROP_0,
  PROP_REQUEST,
  PROP_OUTDATED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensResultView, lens_result_view, ADW_TYPE_BIN)

#define RUNNING_DELAY_MSEC 200

static gboolean
has_request (gpointer     unused,
             LensRequest *request)
{
  return request != NULL;
}

/* How long an answer took stands in the line about it. */
static gboolean
is_timed (gpointer         unused,
          LensRequestState state)
{
  return state != LENS_REQUEST_DONE;
}

static char *
elapsed_text (gpointer unused,
              gint64   elapsed)
{
  return lens_format_duration (elapsed);
}

static gboolean
running_cb (gpointer user_data)
{
  LensResultView *self = user_data;

  self->running_id = 0;
  gtk_stack_set_visible_child_name (self->stack, "running");

  return G_SOURCE_REMOVE;
}

static void
show_done (LensResultView *self)
{
  PyroValue *value = lens_request_get_value (self->request);
  LensMember *member = lens_request_get_member (self->request);
  g_autofree char *duration = lens_format_duration (lens_request_get_elapsed (self->request));

  if (lens_request_get_verb (self->request) == LENS_REQUEST_WRITE)
    {
      adw_status_page_set_title (self->sent, _("Written"));
      adw_status_page_set_description (self->sent, duration);
      gtk_stack_set_visible_child_name (self->stack, "sent");
    }
  else if (lens_request_get_flow (self->request) != NULL)
    {
      lens_flow_view_set_flow (self->flow, lens_request_get_flow (self->request));
      gtk_stack_set_visible_child_name (self->stack, "flow");
    }
  else if (value == NULL || lens_member_get_kind (member) == LENS_MEMBER_ONEWAY)
    {
      adw_status_page_set_title (self->sent, _("Sent"));
      adw_status_page_set_description (self->sent, _("No answer comes, and no error either."));
      gtk_stack_set_visible_child_name (self->stack, "sent");
    }
  else
    {
      g_autofree char *summary = lens_request_dup_summary (self->request);

      g_object_set (self->value, "value", value, "summary", summary, NULL);
      gtk_stack_set_visible_child_name (self->stack, "value");
    }
}

static void
show_failed (LensResultView *self)
{
  gboolean unsent = lens_request_is_unsent (self->request);
  const char *problem = lens_request_get_problem (self->request);

  gtk_label_set_text (unsent ? self->unsent : self->failed, problem != NULL ? problem : "");
  gtk_stack_set_visible_child_name (self->stack, unsent ? "unsent" : "failed");
}

/* What can be done with the request, and with what came of it. */
static void
update_actions (LensResultView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  LensRequestState state = self->request != NULL ? lens_request_get_state (self->request) : LENS_REQUEST_RUNNING;
  gboolean done = self->request != NULL && state != LENS_REQUEST_RUNNING;
  gboolean call = done && lens_request_get_verb (self->request) != LENS_REQUEST_WRITE;

  gtk_widget_action_set_enabled (widget, "result.message", done && lens_request_get_reply (self->request) != NULL);
  gtk_widget_action_set_enabled (widget, "result.compare", done && lens_request_get_value (self->request) != NULL);
  gtk_widget_action_set_enabled (widget, "result.watch", call && state != LENS_REQUEST_CANCELLED);
  gtk_widget_action_set_enabled (widget, "result.copy-report", done);
}

/* Leaves what is beside the result. */
static void
go_back (LensResultView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->back_button), FALSE);
  lens_wire_view_set_reply (self->wire, NULL);
  lens_difference_view_set_request (self->difference, NULL);
  lens_watch_view_set_request (self->watch, NULL);
  lens_doctor_view_stop (self->doctor);
}

static void
lens_result_view_show (LensResultView *self)
{
  go_back (self);
  update_actions (self);
  g_clear_handle_id (&self->running_id, g_source_remove);
  lens_flow_view_set_flow (self->flow, NULL);
  if (self->request == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "none");
      return;
    }

  gtk_label_set_text (self->line, lens_request_get_line (self->request));
  switch (lens_request_get_state (self->request))
    {
    case LENS_REQUEST_DONE:
      show_done (self);
      break;

    case LENS_REQUEST_RAISED:
      g_object_set (self->traceback, "exception", lens_request_get_exception (self->request), NULL);
      gtk_stack_set_visible_child_name (self->stack, "raised");
      break;

    case LENS_REQUEST_FAILED:
      show_failed (self);
      break;

    case LENS_REQUEST_CANCELLED:
      gtk_stack_set_visible_child_name (self->stack, "cancelled");
      break;

    case LENS_REQUEST_RUNNING:
    default:
      self->running_id = g_timeout_add (RUNNING_DELAY_MSEC, running_cb, self);
      break;
    }
}

static void
state_changed_cb (LensResultView *self)
{
  g_autofree char *text = lens_request_dup_announcement (self->request);

  lens_result_view_show (self);
  lens_difference_view_remember (self->difference, self->request);
  if (text != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
back_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  lens_result_view_show (LENS_RESULT_VIEW (widget));
}

/* Shows what is beside the result. */
static void
aside_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  LensResultView *self = LENS_RESULT_VIEW (widget);
  const char *page = action_name + strlen ("result.");

  go_back (self);
  if (g_str_equal (page, "message"))
    lens_wire_view_set_reply (self->wire, lens_request_get_reply (self->request));
  else if (g_str_equal (page, "compare"))
    lens_difference_view_set_request (self->difference, self->request);
  else
    lens_watch_view_set_request (self->watch, self->request);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (GTK_WIDGET (self->back_button), TRUE);
  if (!gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (self->back_button)); /* nothing is there yet */
}

static void
examine_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  LensResultView *self = LENS_RESULT_VIEW (widget);

  if (self->request == NULL)
    return;

  lens_doctor_view_examine (self->doctor, lens_object_get_uri (lens_request_get_object (self->request)));
  gtk_stack_set_visible_child_name (self->stack, "doctor");
  gtk_widget_set_visible (GTK_WIDGET (self->back_button), TRUE);
}

static void
copy_report_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  LensResultView *self = LENS_RESULT_VIEW (widget);
  g_autofree char *text = lens_bug_report_write (self->request, LENS_VERSION);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_widget_activate_action (widget, "win.toast", "s", _("Bug report copied"));
}

static void
lens_result_view_dispose (GObject *object)
{
  LensResultView *self = LENS_RESULT_VIEW (object);

  g_clear_handle_id (&self->running_id, g_source_remove);
  g_clear_object (&self->request_signals);
  g_clear_object (&self->request);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_RESULT_VIEW);

  G_OBJECT_CLASS (lens_result_view_parent_class)->dispose (object);
}

static void
lens_result_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  LensResultView *self = LENS_RESULT_VIEW (object);

  switch (prop_id)
    {
    case PROP_REQUEST:
      g_value_set_object (value, self->request);
      break;

    case PROP_OUTDATED:
      g_value_set_boolean (value, self->outdated);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_result_view_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  LensResultView *self = LENS_RESULT_VIEW (object);

  switch (prop_id)
    {
    case PROP_REQUEST:
      lens_result_view_set_request (self, g_value_get_object (value));
      break;

    case PROP_OUTDATED:
      lens_result_view_set_outdated (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_result_view_class_init (LensResultViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_result_view_dispose;
  object_class->get_property = lens_result_view_get_property;
  object_class->set_property = lens_result_view_set_property;

  /**
   * LensResultView:request: (nullable)
   *
   * What is shown.
   */
  properties[PROP_REQUEST] =
    g_param_spec_object ("request", NULL, NULL,
                         LENS_TYPE_REQUEST,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  /**
   * LensResultView:outdated:
   *
   * Whether the request is that of an earlier call: the last one cannot be sent as it is typed.
   */
  properties[PROP_OUTDATED] =
    g_param_spec_boolean ("outdated", NULL, NULL,
                          FALSE,
                          (G_PARAM_READWRITE |
                           G_PARAM_EXPLICIT_NOTIFY |
                           G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LENS_TYPE_DIFFERENCE_VIEW);
  g_type_ensure (LENS_TYPE_DOCTOR_VIEW);
  g_type_ensure (LENS_TYPE_FLOW_VIEW);
  g_type_ensure (LENS_TYPE_LATE_MENU);
  g_type_ensure (LENS_TYPE_TRACEBACK_VIEW);
  g_type_ensure (LENS_TYPE_VALUE_VIEW);
  g_type_ensure (LENS_TYPE_WATCH_VIEW);
  g_type_ensure (LENS_TYPE_WIRE_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/result-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensResultView, stack);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, line);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, failed);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, flow);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, sent);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, value);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, traceback);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, back_button);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, unsent);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, wire);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, difference);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, watch);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, doctor);
  gtk_widget_class_bind_template_callback (widget_class, elapsed_text);
  gtk_widget_class_bind_template_callback (widget_class, has_request);
  gtk_widget_class_bind_template_callback (widget_class, is_timed);

  gtk_widget_class_install_action (widget_class, "result.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "result.compare", NULL, aside_action);
  gtk_widget_class_install_action (widget_class, "result.copy-report", NULL, copy_report_action);
  gtk_widget_class_install_action (widget_class, "result.examine", NULL, examine_action);
  gtk_widget_class_install_action (widget_class, "result.message", NULL, aside_action);
  gtk_widget_class_install_action (widget_class, "result.watch", NULL, aside_action);
}

static void
lens_result_view_init (LensResultView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->request_signals = g_signal_group_new (LENS_TYPE_REQUEST);
  g_signal_group_connect_swapped (self->request_signals, "notify::state",
                                  G_CALLBACK (state_changed_cb), self);
}

LensRequest *
lens_result_view_get_request (LensResultView *self)
{
  g_return_val_if_fail (LENS_IS_RESULT_VIEW (self), NULL);

  return self->request;
}

void
lens_result_view_set_request (LensResultView *self,
                              LensRequest    *request)
{
  g_return_if_fail (LENS_IS_RESULT_VIEW (self));
  g_return_if_fail (request == NULL || LENS_IS_REQUEST (request));

  if (!g_set_object (&self->request, request))
    return;

  g_signal_group_set_target (self->request_signals, request);
  lens_result_view_set_outdated (self, FALSE);
  lens_result_view_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REQUEST]);
}

/**
 * lens_result_view_set_outdated:
 * @outdated: whether a later call was not sent
 *
 * Says of the result that it is none of what is typed now. The next request ends that.
 */
void
lens_result_view_set_outdated (LensResultView *self,
                               gboolean        outdated)
{
  g_return_if_fail (LENS_IS_RESULT_VIEW (self));

  outdated = outdated && self->request != NULL;
  if (self->outdated == outdated)
    return;

  self->outdated = outdated;
  if (outdated)
    gtk_widget_add_css_class (GTK_WIDGET (self->stack), "outdated");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->stack), "outdated");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTDATED]);
}

/**
 * lens_result_view_watch:
 * @request: a call of the same member as that of the result; it was not made yet
 *
 * Makes a call again and again, and shows what it answers in place of the result.
 */
void
lens_result_view_watch (LensResultView *self,
                        LensRequest    *request)
{
  g_return_if_fail (LENS_IS_RESULT_VIEW (self));
  g_return_if_fail (LENS_IS_REQUEST (request));

  go_back (self);
  lens_watch_view_set_request (self->watch, request);
  gtk_stack_set_visible_child_name (self->stack, "watch");
  gtk_widget_set_visible (GTK_WIDGET (self->back_button), TRUE);
  lens_watch_view_start (self->watch);
}
