/* ui/widgets/doctor-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/doctor-view.h"

#include "ui/models/diagnosis.h"

#include <glib/gi18n.h>

/**
 * LensDoctorView:
 *
 * Whether an object can be reached, and if not why and what to do; below that step by step how that was found, each
 * as it is found. No method of it is called.
 */
struct _LensDoctorView
{
  AdwBin         parent_instance;

  GCancellable  *cancellable;
  LensDiagnosis *diagnosis;

  /* template children */
  AdwSpinner    *spinner;
  GtkImage      *mark;
  GtkLabel      *verdict;
  GtkLabel      *advice;
  GtkWidget     *steps_heading;
  GtkListBox    *findings;
};

G_DEFINE_FINAL_TYPE (LensDoctorView, lens_doctor_view, ADW_TYPE_BIN)

/* Microseconds for each step. */
#define STEP_TIME (5 * G_TIME_SPAN_SECOND)

static void
show_state (GtkImage         *image,
            PyroFindingState  state)
{
  static const struct { const char *icon; const char *css_class; const char *name; } looks[] = {
    [PYRO_FINDING_GOOD] = { "object-select-symbolic", "success", N_("Good") },
    [PYRO_FINDING_ODD] = { "dialog-warning-symbolic", "warning", N_("Odd") },
    [PYRO_FINDING_BAD] = { "dialog-error-symbolic", "error", N_("Bad") },
  };
  const char *const classes[] = { looks[state].css_class, NULL };

  gtk_image_set_from_icon_name (image, looks[state].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (image), (const char **) classes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (image), _(looks[state].name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, _(looks[state].name), -1);
}

/* What to do is said above for the one that is why it cannot be reached. */
static void
found_cb (const PyroFinding *finding,
          gpointer           user_data)
{
  LensDoctorView *self = user_data;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new ();
  gboolean advised = finding->advice != NULL && finding->state != PYRO_FINDING_BAD;
  g_autofree char *text = advised ? g_strdup_printf ("%s\n%s", finding->seen, finding->advice)
                                  : g_strdup (finding->seen);

  lens_diagnosis_take (self->diagnosis, finding);
  show_state (GTK_IMAGE (icon), finding->state);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), pyro_finding_get_title (finding));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_append (self->findings, row);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), TRUE);
}

static void
say (LensDoctorView *self,
     const char     *verdict,
     const char     *advice)
{
  gtk_label_set_text (self->verdict, verdict);
  gtk_label_set_text (self->advice, advice);
  gtk_widget_set_visible (GTK_WIDGET (self->advice), advice != NULL);
}

static void
end (LensDoctorView   *self,
     PyroFindingState  state,
     const char       *verdict,
     const char       *advice)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->mark), TRUE);
  gtk_widget_set_visible (self->steps_heading, TRUE);
  show_state (self->mark, state);
  say (self, verdict, advice);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), verdict, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
examined_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(LensDoctorView) self = user_data;
  g_autoptr(GError) error = NULL;

  if (pyro_doctor_examine_finish (result, NULL, &error))
    end (self, lens_diagnosis_get_state (self->diagnosis), lens_diagnosis_get_sentence (self->diagnosis),
         lens_diagnosis_get_advice (self->diagnosis));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end (self, PYRO_FINDING_BAD, error->message, NULL);
}

static void
lens_doctor_view_dispose (GObject *object)
{
  LensDoctorView *self = LENS_DOCTOR_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_DOCTOR_VIEW);

  G_OBJECT_CLASS (lens_doctor_view_parent_class)->dispose (object);
}

static void
lens_doctor_view_finalize (GObject *object)
{
  lens_diagnosis_free (LENS_DOCTOR_VIEW (object)->diagnosis);

  G_OBJECT_CLASS (lens_doctor_view_parent_class)->finalize (object);
}

static void
lens_doctor_view_class_init (LensDoctorViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_doctor_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = lens_doctor_view_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/doctor-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensDoctorView, spinner);
  gtk_widget_class_bind_template_child (widget_class, LensDoctorView, mark);
  gtk_widget_class_bind_template_child (widget_class, LensDoctorView, verdict);
  gtk_widget_class_bind_template_child (widget_class, LensDoctorView, advice);
  gtk_widget_class_bind_template_child (widget_class, LensDoctorView, steps_heading);
  gtk_widget_class_bind_template_child (widget_class, LensDoctorView, findings);
}

static void
lens_doctor_view_init (LensDoctorView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->diagnosis = lens_diagnosis_new ("");
}

/**
 * lens_doctor_view_examine:
 * @target: the URI of an object
 *
 * Goes the way to an object, and shows what is found.
 */
void
lens_doctor_view_examine (LensDoctorView *self,
                          const char     *target)
{
  g_autoptr(PyroConfig) config = NULL;

  g_return_if_fail (LENS_IS_DOCTOR_VIEW (self));
  g_return_if_fail (target != NULL);

  lens_doctor_view_stop (self);
  config = pyro_config_new ();
  gtk_list_box_remove_all (self->findings);
  lens_diagnosis_free (self->diagnosis);
  self->diagnosis = lens_diagnosis_new (target);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->mark), FALSE);
  gtk_widget_set_visible (self->steps_heading, FALSE);
  say (self, _("Looking for the reason…"), NULL);
  self->cancellable = g_cancellable_new ();
  pyro_doctor_examine_async (config, target, NULL, 0, STEP_TIME, found_cb, g_object_ref (self), g_object_unref,
                             self->cancellable, examined_cb, g_object_ref (self));
}

/**
 * lens_doctor_view_stop:
 *
 * Looks no further.
 */
void
lens_doctor_view_stop (LensDoctorView *self)
{
  g_return_if_fail (LENS_IS_DOCTOR_VIEW (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/**
 * lens_doctor_view_dup_text:
 *
 * Gets what was asked for and what was found so far, a line for each step.
 *
 * Returns: (transfer full): the text
 */
char *
lens_doctor_view_dup_text (LensDoctorView *self)
{
  g_return_val_if_fail (LENS_IS_DOCTOR_VIEW (self), NULL);

  return g_strdup (lens_diagnosis_get_text (self->diagnosis));
}
