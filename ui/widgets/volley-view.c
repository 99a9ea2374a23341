/* ui/widgets/volley-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/volley-view.h"

#include <glib/gi18n.h>

#include "ui/models/format.h"

/**
 * LensVolleyView:
 *
 * Makes a call many times, and shows how long the calls took.
 */
struct _LensVolleyView
{
  AdwBin          parent_instance;

  LensRequest    *request; /* that is never run itself */
  LensVolley     *volley;  /* NULL before it was started */
  GSignalGroup   *volley_signals;

  /* template children */
  GtkLabel       *line;
  GtkEntry       *times;
  GtkCheckButton *oneway;
  GtkButton      *run;
  GtkProgressBar *progress;
  GtkLabel       *state;
  GtkLabel       *problem;
  GtkLabel       *least;
  GtkLabel       *mean;
  GtkLabel       *most_of;
  GtkLabel       *most;
};

G_DEFINE_FINAL_TYPE (LensVolleyView, lens_volley_view, ADW_TYPE_BIN)

static void
show_time (GtkLabel *label,
           gint64    time)
{
  g_autofree char *text = time > 0 ? lens_format_duration (time) : g_strdup ("–");

  gtk_label_set_text (label, text);
}

static char *
describe (LensVolley *volley)
{
  guint n = lens_volley_get_n_calls (volley);
  guint n_raised = lens_volley_get_n_raised (volley);
  /* Translators: how many calls were made, and how many are to be made */
  g_autofree char *made = g_strdup_printf (ngettext ("%u of %u call", "%u of %u calls", n),
                                           lens_volley_get_n_done (volley), n);
  g_autofree char *raised = NULL;

  if (n_raised == 0)
    return g_steal_pointer (&made);

  raised = g_strdup_printf (ngettext ("%u raised an exception", "%u raised an exception", n_raised), n_raised);
  /* Translators: “5 of 10 calls”, and “2 raised an exception” */
  return g_strdup_printf (_("%s · %s"), made, raised);
}

static void
progress_cb (LensVolleyView *self)
{
  g_autofree char *text = describe (self->volley);

  gtk_label_set_text (self->state, text);
  gtk_progress_bar_set_fraction (self->progress, (double) lens_volley_get_n_done (self->volley) /
                                                 lens_volley_get_n_calls (self->volley));
  show_time (self->least, lens_volley_get_percentile (self->volley, 0));
  show_time (self->mean, lens_volley_get_mean (self->volley));
  show_time (self->most_of, lens_volley_get_percentile (self->volley, 95));
  show_time (self->most, lens_volley_get_percentile (self->volley, 100));
}

static void
running_cb (LensVolleyView *self)
{
  gboolean running = self->volley != NULL && lens_volley_get_running (self->volley);
  const char *problem = self->volley != NULL ? lens_volley_get_problem (self->volley) : NULL;

  gtk_button_set_label (self->run, running ? _("Stop") : _("Start"));
  gtk_editable_set_editable (GTK_EDITABLE (self->times), !running); /* it keeps the focus */
  gtk_widget_set_sensitive (GTK_WIDGET (self->oneway), !running);
  gtk_label_set_text (self->problem, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  if (self->volley != NULL && !running && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_text (self->state),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
stop (LensVolleyView *self)
{
  if (self->volley != NULL)
    lens_volley_stop (self->volley);
}

/* What is typed as the number of calls; 0 where it is none. */
static guint
read_times (LensVolleyView *self)
{
  guint64 times = 0;

  if (!g_ascii_string_to_unsigned (gtk_editable_get_text (GTK_EDITABLE (self->times)), 10, 1, LENS_MAX_VOLLEY_CALLS,
                                   &times, NULL))
    return 0;

  return (guint) times;
}

static void
refuse (LensVolleyView *self)
{
  g_autofree char *text = g_strdup_printf (_("From 1 to %u times"), LENS_MAX_VOLLEY_CALLS);

  gtk_label_set_text (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->times));
}

static void
run_cb (LensVolleyView *self)
{
  guint times = read_times (self);

  if (self->request == NULL)
    return;

  if (self->volley != NULL && lens_volley_get_running (self->volley))
    {
      stop (self);
      return;
    }
  if (times == 0)
    {
      refuse (self);
      return;
    }

  g_signal_group_set_target (self->volley_signals, NULL);
  g_clear_object (&self->volley);
  g_object_set (lens_request_get_particulars (self->request),
                "oneway", gtk_check_button_get_active (self->oneway), NULL);
  self->volley = lens_volley_new (self->request, times);
  g_signal_group_set_target (self->volley_signals, self->volley);
  lens_volley_start (self->volley);
  progress_cb (self);
  running_cb (self);
}

static void
lens_volley_view_unmap (GtkWidget *widget)
{
  stop (LENS_VOLLEY_VIEW (widget));

  GTK_WIDGET_CLASS (lens_volley_view_parent_class)->unmap (widget);
}

static void
lens_volley_view_dispose (GObject *object)
{
  LensVolleyView *self = LENS_VOLLEY_VIEW (object);

  g_clear_object (&self->volley_signals);
  stop (self);
  g_clear_object (&self->volley);
  g_clear_object (&self->request);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_VOLLEY_VIEW);

  G_OBJECT_CLASS (lens_volley_view_parent_class)->dispose (object);
}

static void
lens_volley_view_class_init (LensVolleyViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_volley_view_dispose;
  widget_class->unmap = lens_volley_view_unmap;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/volley-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensVolleyView, line);
  gtk_widget_class_bind_template_child (widget_class, LensVolleyView, times);
  gtk_widget_class_bind_template_child (widget_class, LensVolleyView, oneway);
  gtk_widget_class_bind_template_child (widget_class, LensVolleyView, run);
  gtk_widget_class_bind_template_child (widget_class, LensVolleyView, progress);
  gtk_widget_class_bind_template_child (widget_class, LensVolleyView, state);
  gtk_widget_class_bind_template_child (widget_class, LensVolleyView, problem);
  gtk_widget_class_bind_template_child (widget_class, LensVolleyView, least);
  gtk_widget_class_bind_template_child (widget_class, LensVolleyView, mean);
  gtk_widget_class_bind_template_child (widget_class, LensVolleyView, most_of);
  gtk_widget_class_bind_template_child (widget_class, LensVolleyView, most);
  gtk_widget_class_bind_template_callback (widget_class, run_cb);
}

static void
lens_volley_view_init (LensVolleyView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->volley_signals = g_signal_group_new (LENS_TYPE_VOLLEY);
  g_signal_group_connect_swapped (self->volley_signals, "notify::n-done", G_CALLBACK (progress_cb), self);
  g_signal_group_connect_swapped (self->volley_signals, "notify::running", G_CALLBACK (running_cb), self);
  running_cb (self);
}

static void
show_none (LensVolleyView *self)
{
  GtkLabel *times[] = { self->least, self->mean, self->most_of, self->most };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    show_time (times[i], 0);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_label_set_text (self->state, _("Each call runs the method once more, one after the other."));
}

/**
 * lens_volley_view_set_request:
 * @request: (nullable): a call that is made for this view alone
 *
 * Gets ready to make a call many times.
 */
void
lens_volley_view_set_request (LensVolleyView *self,
                              LensRequest    *request)
{
  g_return_if_fail (LENS_IS_VOLLEY_VIEW (self));

  stop (self);
  g_set_object (&self->request, request);
  g_signal_group_set_target (self->volley_signals, NULL);
  g_clear_object (&self->volley);
  gtk_label_set_text (self->line, request != NULL ? lens_request_get_line (request) : "");
  gtk_check_button_set_active (self->oneway,
                               request != NULL && lens_particulars_get_oneway (lens_request_get_particulars (request)));
  gtk_widget_set_visible (GTK_WIDGET (self->oneway),
                          request != NULL && lens_request_get_verb (request) == LENS_REQUEST_CALL);
  show_none (self);
  running_cb (self);
}

/**
 * lens_volley_view_focus:
 *
 * Lets the user type how many times.
 */
void
lens_volley_view_focus (LensVolleyView *self)
{
  g_return_if_fail (LENS_IS_VOLLEY_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->times));
}
