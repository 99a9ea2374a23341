/* ui/widgets/group-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/group-row.h"

/**
 * LensGroupRow:
 *
 * Names of the sidebar that begin alike, and how many they are.
 */
struct _LensGroupRow
{
  AdwBin         parent_instance;

  LensNameGroup *group;
};

enum {
  PROP_0,
  PROP_GROUP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensGroupRow, lens_group_row, ADW_TYPE_BIN)

static char *
count (gpointer unused,
       guint    n_names)
{
  return g_strdup_printf ("%u", n_names);
}

static void
lens_group_row_dispose (GObject *object)
{
  g_clear_object (&LENS_GROUP_ROW (object)->group);
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_GROUP_ROW);

  G_OBJECT_CLASS (lens_group_row_parent_class)->dispose (object);
}

static void
lens_group_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_GROUP:
      g_value_set_object (value, LENS_GROUP_ROW (object)->group);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_group_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_GROUP:
      lens_group_row_set_group (LENS_GROUP_ROW (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_group_row_class_init (LensGroupRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_group_row_dispose;
  object_class->get_property = lens_group_row_get_property;
  object_class->set_property = lens_group_row_set_property;

  /**
   * LensGroupRow:group: (nullable)
   *
   * What the row shows.
   */
  properties[PROP_GROUP] =
    g_param_spec_object ("group", NULL, NULL,
                         LENS_TYPE_NAME_GROUP,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LENS_TYPE_NAME_GROUP);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/group-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, count);
}

static void
lens_group_row_init (LensGroupRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LensGroupRow *
lens_group_row_new (void)
{
  return g_object_new (LENS_TYPE_GROUP_ROW, NULL);
}

void
lens_group_row_set_group (LensGroupRow  *self,
                          LensNameGroup *group)
{
  g_return_if_fail (LENS_IS_GROUP_ROW (self));
  g_return_if_fail (group == NULL || LENS_IS_NAME_GROUP (group));

  if (g_set_object (&self->group, group))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GROUP]);
}
