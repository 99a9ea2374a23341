/* ui/widgets/result-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/result-view.h"

#include <glib/gi18n.h>

#include "ui/models/format.h"
#include "ui/widgets/flow-view.h"
#include "ui/widgets/traceback-view.h"
#include "ui/widgets/value-view.h"

/**
 * LensResultView:
 *
 * What came of a request: a value, an exception, a failure, or nothing yet.
 *
 * A request that is answered at once does not flicker: that it runs is shown after a moment only.
 */
struct _LensResultView
{
  AdwBin             parent_instance;

  LensRequest       *request;
  GSignalGroup      *request_signals;
  guint              running_id;  /* shows that the request runs */

  /* template children */
  GtkStack          *stack;
  GtkLabel          *line;
  AdwStatusPage     *failed;
  AdwStatusPage     *sent;
  LensFlowView      *flow;
  LensValueView     *value;
  LensTracebackView *traceback;
};

enum {
  PROP_0,
  PROP_REQUEST,
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

/* One line about an answer: what it is, how long it took, and how large it was. */
static char *
describe_answer (LensResultView *self)
{
  g_autofree char *duration = lens_format_duration (lens_request_get_elapsed (self->request));
  g_autofree char *size = lens_format_size (lens_request_get_reply_size (self->request));
  PyroValue *value = lens_request_get_value (self->request);
  g_autofree char *items = NULL;

  if (!pyro_value_is_container (value))
    /* Translators: a type such as “int”, a duration, a size in bytes */
    return g_strdup_printf (_("%s · %s · %s"), pyro_value_get_type_name (value), duration, size);

  items = lens_format_items (pyro_value_get_length (value));
  /* Translators: a type such as “list”, “3 items”, a duration, a size in bytes */
  return g_strdup_printf (_("%s, %s · %s · %s"), pyro_value_get_type_name (value), items, duration, size);
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
      adw_status_page_set_description (self->sent, _("There is no answer to a one-way call."));
      gtk_stack_set_visible_child_name (self->stack, "sent");
    }
  else
    {
      g_autofree char *summary = describe_answer (self);

      g_object_set (self->value, "value", value, "summary", summary, NULL);
      gtk_stack_set_visible_child_name (self->stack, "value");
    }
}

static void
show_failed (LensResultView *self)
{
  const char *problem = lens_request_get_problem (self->request);
  g_autofree char *sentence = g_markup_escape_text (problem != NULL ? problem : "", -1);

  adw_status_page_set_description (self->failed, sentence);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static char *
announcement (LensResultView *self)
{
  PyroException *exception = lens_request_get_exception (self->request);
  g_autofree char *value = NULL;

  switch (lens_request_get_state (self->request))
    {
    case LENS_REQUEST_DONE:
      if (lens_request_get_value (self->request) == NULL)
        return g_strdup (_("Done"));
      value = pyro_value_repr_short (lens_request_get_value (self->request), 80);
      return g_strdup_printf (_("Result: %s"), value);

    case LENS_REQUEST_RAISED:
      return g_strdup_printf (_("%s: %s"), pyro_exception_get_short_class_name (exception),
                              pyro_exception_get_message (exception));

    case LENS_REQUEST_FAILED:
      return g_strdup (lens_request_get_problem (self->request));

    case LENS_REQUEST_CANCELLED:
      return g_strdup (_("Cancelled"));

    case LENS_REQUEST_RUNNING:
    default:
      return NULL;
    }
}

static void
lens_result_view_show (LensResultView *self)
{
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
  g_autofree char *text = announcement (self);

  lens_result_view_show (self);
  if (text != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
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

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LENS_TYPE_FLOW_VIEW);
  g_type_ensure (LENS_TYPE_TRACEBACK_VIEW);
  g_type_ensure (LENS_TYPE_VALUE_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/result-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensResultView, stack);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, line);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, failed);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, flow);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, sent);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, value);
  gtk_widget_class_bind_template_child (widget_class, LensResultView, traceback);
  gtk_widget_class_bind_template_callback (widget_class, elapsed_text);
  gtk_widget_class_bind_template_callback (widget_class, has_request);
  gtk_widget_class_bind_template_callback (widget_class, is_timed);
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
  lens_result_view_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REQUEST]);
}
