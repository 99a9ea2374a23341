/* ui/widgets/hosting-popover.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/hosting-popover.h"

/**
 * LensHostingPopover:
 *
 * Asks which methods a hosted object has, and where it is reached.
 */
struct _LensHostingPopover
{
  GtkPopover   parent_instance;

  /* template children */
  GtkEditable *methods;
  GtkEditable *host;
  GtkLabel    *problem;
};

enum {
  HOSTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensHostingPopover, lens_hosting_popover, GTK_TYPE_POPOVER)

static void
host_cb (LensHostingPopover *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LensHostedObject) hosted = lens_hosted_object_new (gtk_editable_get_text (self->methods),
                                                               gtk_editable_get_text (self->host), &error);

  gtk_widget_set_visible (GTK_WIDGET (self->problem), hosted == NULL);
  if (hosted != NULL)
    g_signal_emit (self, signals[HOSTED], 0, hosted);
  else
    gtk_label_set_text (self->problem, error->message);
}

static void
lens_hosting_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_HOSTING_POPOVER);

  G_OBJECT_CLASS (lens_hosting_popover_parent_class)->dispose (object);
}

static void
lens_hosting_popover_class_init (LensHostingPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_hosting_popover_dispose;

  /**
   * LensHostingPopover::hosted:
   * @object: the object, which is served
   *
   * An object was made.
   */
  signals[HOSTED] = g_signal_new ("hosted", LENS_TYPE_HOSTING_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, LENS_TYPE_HOSTED_OBJECT);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/hosting-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, LensHostingPopover, methods);
  gtk_widget_class_bind_template_child (widget_class, LensHostingPopover, host);
  gtk_widget_class_bind_template_child (widget_class, LensHostingPopover, problem);
  gtk_widget_class_bind_template_callback (widget_class, host_cb);
}

static void
lens_hosting_popover_init (LensHostingPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
