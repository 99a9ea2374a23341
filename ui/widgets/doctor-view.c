/* ui/widgets/doctor-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/doctor-view.h"

#include <glib/gi18n.h>

/**
 * LensDoctorView:
 *
 * Why an object cannot be reached, step by step, each as it is found. No method of it is called.
 */
struct _LensDoctorView
{
  AdwBin        parent_instance;

  GCancellable *cancellable;
  GString      *text;     /* what was found, for other people */

  /* template children */
  AdwSpinner   *spinner;
  GtkLabel     *verdict;
  GtkListBox   *findings;
};

G_DEFINE_FINAL_TYPE (LensDoctorView, lens_doctor_view, ADW_TYPE_BIN)

/* Microseconds for each step. */
#define STEP_TIME (5 * G_TIME_SPAN_SECOND)

static GtkWidget *
create_icon (PyroFindingState state)
{
  static const struct { const char *icon; const char *css_class; const char *name; } looks[] = {
    [PYRO_FINDING_GOOD] = { "object-select-symbolic", "success", N_("Good") },
    [PYRO_FINDING_ODD] = { "dialog-warning-symbolic", "warning", N_("Odd") },
    [PYRO_FINDING_BAD] = { "dialog-error-symbolic", "error", N_("Bad") },
  };
  GtkWidget *icon = gtk_image_new_from_icon_name (looks[state].icon);

  gtk_widget_add_css_class (icon, looks[state].css_class);
  gtk_widget_set_tooltip_text (icon, _(looks[state].name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _(looks[state].name), -1);

  return icon;
}

static void
found_cb (const PyroFinding *finding,
          gpointer           user_data)
{
  LensDoctorView *self = user_data;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = finding->advice != NULL ? g_strdup_printf ("%s\n%s", finding->seen, finding->advice)
                                                  : g_strdup (finding->seen);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), pyro_finding_get_title (finding));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), create_icon (finding->state));
  g_string_append_printf (self->text, "%s: %s\n", pyro_finding_get_title (finding), text);
  gtk_list_box_append (self->findings, row);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), TRUE);
}

static void
end (LensDoctorView *self,
     const char     *verdict)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_label_set_text (self->verdict, verdict);
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
  gboolean healthy = FALSE;

  if (pyro_doctor_examine_finish (result, &healthy, &error))
    end (self, healthy ? _("It can be reached.") : _("This is why it cannot be reached."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end (self, error->message);
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
  g_string_free (LENS_DOCTOR_VIEW (object)->text, TRUE);

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
  gtk_widget_class_bind_template_child (widget_class, LensDoctorView, verdict);
  gtk_widget_class_bind_template_child (widget_class, LensDoctorView, findings);
}

static void
lens_doctor_view_init (LensDoctorView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->text = g_string_new (NULL);
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
  g_string_printf (self->text, "%s\n", target);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_label_set_text (self->verdict, _("Looking for the reason…"));
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

  return g_strdup (self->text->str);
}
