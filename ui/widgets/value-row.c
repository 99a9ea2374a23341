/* ui/widgets/value-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/value-row.h"

/**
 * LensValueRow:
 *
 * One row of the tree of a value: key, value and type. A secondary click asks for its menu.
 */
struct _LensValueRow
{
  AdwBin         parent_instance;

  LensValueNode *node;
  guint          position;
};

enum {
  PROP_0,
  PROP_NODE,
  PROP_POSITION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensValueRow, lens_value_row, ADW_TYPE_BIN)

static gboolean
has_text (gpointer    unused,
          const char *text)
{
  return text != NULL && text[0] != '\0';
}

static void
menu_cb (LensValueRow *self,
         int           n_presses,
         double        x,
         double        y,
         GtkGesture   *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (GTK_WIDGET (self), "value.menu-at", "(udd)", self->position, x, y);
}

static void
lens_value_row_dispose (GObject *object)
{
  LensValueRow *self = LENS_VALUE_ROW (object);

  g_clear_object (&self->node);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_VALUE_ROW);

  G_OBJECT_CLASS (lens_value_row_parent_class)->dispose (object);
}

static void
lens_value_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LensValueRow *self = LENS_VALUE_ROW (object);

  switch (prop_id)
    {
    case PROP_NODE:
      g_value_set_object (value, self->node);
      break;

    case PROP_POSITION:
      g_value_set_uint (value, self->position);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_value_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LensValueRow *self = LENS_VALUE_ROW (object);

  switch (prop_id)
    {
    case PROP_NODE:
      lens_value_row_set_node (self, g_value_get_object (value));
      break;

    case PROP_POSITION:
      lens_value_row_set_position (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_value_row_class_init (LensValueRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_value_row_dispose;
  object_class->get_property = lens_value_row_get_property;
  object_class->set_property = lens_value_row_set_property;

  /**
   * LensValueRow:node: (nullable)
   *
   * What the row shows.
   */
  properties[PROP_NODE] =
    g_param_spec_object ("node", NULL, NULL,
                         LENS_TYPE_VALUE_NODE,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  /**
   * LensValueRow:position:
   *
   * Where the row is in the list.
   */
  properties[PROP_POSITION] =
    g_param_spec_uint ("position", NULL, NULL,
                       0, G_MAXUINT, 0,
                       (G_PARAM_READWRITE |
                        G_PARAM_EXPLICIT_NOTIFY |
                        G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/value-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, menu_cb);
}

static void
lens_value_row_init (LensValueRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LensValueNode *
lens_value_row_get_node (LensValueRow *self)
{
  g_return_val_if_fail (LENS_IS_VALUE_ROW (self), NULL);

  return self->node;
}

void
lens_value_row_set_node (LensValueRow  *self,
                         LensValueNode *node)
{
  g_return_if_fail (LENS_IS_VALUE_ROW (self));
  g_return_if_fail (node == NULL || LENS_IS_VALUE_NODE (node));

  if (!g_set_object (&self->node, node))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NODE]);
}

guint
lens_value_row_get_position (LensValueRow *self)
{
  g_return_val_if_fail (LENS_IS_VALUE_ROW (self), 0);

  return self->position;
}

void
lens_value_row_set_position (LensValueRow *self,
                             guint         position)
{
  g_return_if_fail (LENS_IS_VALUE_ROW (self));

  if (self->position == position)
    return;

  self->position = position;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}
