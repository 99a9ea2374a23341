/* ui/widgets/object-link.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/object-link.h"

#include "ui/models/target.h"

/**
 * LensObjectLink:
 *
 * A button that opens the object that a value stands for: a proxy, a URI, or the text of one.
 */
struct _LensObjectLink
{
  GtkWidget  parent_instance;

  PyroValue *value;
  char      *address; /* NULL: it stands for none */

  GtkButton *button;
};

enum {
  PROP_0,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensObjectLink, lens_object_link, GTK_TYPE_WIDGET)

static void
clicked_cb (LensObjectLink *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-uri", "s", self->address);
}

static void
set_value (LensObjectLink *self,
           PyroValue      *value)
{
  g_clear_pointer (&self->value, pyro_value_unref);
  g_clear_pointer (&self->address, g_free);
  if (value != NULL)
    {
      self->value = pyro_value_ref (value);
      self->address = lens_target_from_value (value);
    }

  gtk_widget_set_visible (GTK_WIDGET (self), self->address != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->address != NULL ? self->address : "",
                                  -1);
}

static void
lens_object_link_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_OBJECT_LINK);

  G_OBJECT_CLASS (lens_object_link_parent_class)->dispose (object);
}

static void
lens_object_link_finalize (GObject *object)
{
  LensObjectLink *self = LENS_OBJECT_LINK (object);

  g_clear_pointer (&self->value, pyro_value_unref);
  g_free (self->address);

  G_OBJECT_CLASS (lens_object_link_parent_class)->finalize (object);
}

static void
lens_object_link_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  LensObjectLink *self = LENS_OBJECT_LINK (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      g_value_set_boxed (value, self->value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_object_link_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  LensObjectLink *self = LENS_OBJECT_LINK (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      set_value (self, g_value_get_boxed (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_object_link_class_init (LensObjectLinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_object_link_dispose;
  object_class->finalize = lens_object_link_finalize;
  object_class->get_property = lens_object_link_get_property;
  object_class->set_property = lens_object_link_set_property;

  /**
   * LensObjectLink:value: (nullable)
   *
   * What may stand for an object.
   */
  properties[PROP_VALUE] =
    g_param_spec_boxed ("value", NULL, NULL,
                        PYRO_TYPE_VALUE,
                        (G_PARAM_READWRITE |
                         G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/object-link.ui");
  gtk_widget_class_bind_template_child (widget_class, LensObjectLink, button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
lens_object_link_init (LensObjectLink *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
