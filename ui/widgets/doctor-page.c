/* ui/widgets/doctor-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/doctor-page.h"

#include <glib/gi18n.h>

#include "ui/widgets/doctor-view.h"

/**
 * LensDoctorPage:
 *
 * The way to an object or a server, step by step, as a page of its own: it can be gone again, and what
 * was found can be copied for somebody else.
 */
struct _LensDoctorPage
{
  AdwNavigationPage  parent_instance;

  char              *target;

  /* template children */
  AdwWindowTitle    *heading;
  GtkWidget         *close_button;
  GtkWidget         *again_button;
  LensDoctorView    *view;
};

G_DEFINE_FINAL_TYPE (LensDoctorPage, lens_doctor_page, ADW_TYPE_NAVIGATION_PAGE)

static void
again_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  LensDoctorPage *self = LENS_DOCTOR_PAGE (widget);

  if (self->target != NULL)
    lens_doctor_view_examine (self->view, self->target);
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensDoctorPage *self = LENS_DOCTOR_PAGE (widget);
  g_autofree char *text = lens_doctor_view_dup_text (self->view);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_widget_activate_action (widget, "win.toast", "s", _("Copied"));
}

static void
lens_doctor_page_showing (AdwNavigationPage *page)
{
  ADW_NAVIGATION_PAGE_CLASS (lens_doctor_page_parent_class)->showing (page);

  gtk_widget_grab_focus (LENS_DOCTOR_PAGE (page)->again_button);
}

static void
lens_doctor_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_DOCTOR_PAGE);

  G_OBJECT_CLASS (lens_doctor_page_parent_class)->dispose (object);
}

static void
lens_doctor_page_finalize (GObject *object)
{
  g_free (LENS_DOCTOR_PAGE (object)->target);

  G_OBJECT_CLASS (lens_doctor_page_parent_class)->finalize (object);
}

static void
lens_doctor_page_class_init (LensDoctorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_doctor_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lens_doctor_page_finalize;
  ADW_NAVIGATION_PAGE_CLASS (klass)->showing = lens_doctor_page_showing;

  g_type_ensure (LENS_TYPE_DOCTOR_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/doctor-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LensDoctorPage, heading);
  gtk_widget_class_bind_template_child (widget_class, LensDoctorPage, close_button);
  gtk_widget_class_bind_template_child (widget_class, LensDoctorPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, LensDoctorPage, view);
  gtk_widget_class_install_action (widget_class, "doctor.again", NULL, again_action);
  gtk_widget_class_install_action (widget_class, "doctor.copy", NULL, copy_action);
}

static void
lens_doctor_page_init (LensDoctorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lens_doctor_page_new:
 * @place: where it will be the content
 *
 * Makes a page that has not looked at anything yet. It can be closed, except where @place shows it
 * alone: there is a way back then.
 *
 * Returns: (transfer floating): the page
 */
LensDoctorPage *
lens_doctor_page_new (AdwNavigationSplitView *place)
{
  LensDoctorPage *self;

  g_return_val_if_fail (ADW_IS_NAVIGATION_SPLIT_VIEW (place), NULL);

  self = g_object_new (LENS_TYPE_DOCTOR_PAGE, NULL);
  g_object_bind_property (place, "collapsed", self->close_button, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);

  return self;
}

/**
 * lens_doctor_page_examine:
 * @target: the URI of an object, or the address of a server
 *
 * Goes the way to it, and shows what is found.
 */
void
lens_doctor_page_examine (LensDoctorPage *self,
                          const char     *target)
{
  g_return_if_fail (LENS_IS_DOCTOR_PAGE (self));
  g_return_if_fail (target != NULL);

  g_set_str (&self->target, target);
  adw_window_title_set_subtitle (self->heading, target);
  lens_doctor_view_examine (self->view, target);
}
