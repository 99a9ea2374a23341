/* ui/widgets/object-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/object-row.h"

#include <string.h>

#include "ui/widgets/state-mark.h"

/**
 * LensObjectRow:
 *
 * One name in the sidebar: where it leads, its tags, and whether it can be reached.
 */
struct _LensObjectRow
{
  AdwBin      parent_instance;

  LensObject *object;
  guint       prefix;
};

enum {
  PROP_0,
  PROP_OBJECT,
  PROP_PREFIX,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensObjectRow, lens_object_row, ADW_TYPE_BIN)

static char *
short_name (gpointer    unused,
            const char *name,
            guint       prefix)
{
  return name != NULL && prefix < strlen (name) ? g_strdup (name + prefix) : g_strdup (name);
}

/* Where the object is, and its tags, in one line; and before that what is wrong with it, so that the
 * mark is not the only one to say so. */
static char *
subtitle (gpointer    unused,
          const char *location,
          const char *tags,
          LensHealth  health)
{
  GPtrArray *parts = g_ptr_array_new ();
  g_autofree const char **strings = NULL;

  if (health > LENS_HEALTH_ALIVE)
    g_ptr_array_add (parts, (gpointer) lens_health_get_word (health));
  if (location != NULL && location[0] != '\0')
    g_ptr_array_add (parts, (gpointer) location);
  if (tags != NULL && tags[0] != '\0')
    g_ptr_array_add (parts, (gpointer) tags);
  g_ptr_array_add (parts, NULL);
  strings = (const char **) g_ptr_array_free (parts, FALSE);

  return g_strjoinv (" · ", (char **) strings);
}

static void
lens_object_row_dispose (GObject *object)
{
  LensObjectRow *self = LENS_OBJECT_ROW (object);

  g_clear_object (&self->object);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_OBJECT_ROW);

  G_OBJECT_CLASS (lens_object_row_parent_class)->dispose (object);
}

static void
lens_object_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LensObjectRow *self = LENS_OBJECT_ROW (object);

  switch (prop_id)
    {
    case PROP_OBJECT:
      g_value_set_object (value, self->object);
      break;

    case PROP_PREFIX:
      g_value_set_uint (value, self->prefix);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_object_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LensObjectRow *self = LENS_OBJECT_ROW (object);

  switch (prop_id)
    {
    case PROP_OBJECT:
      lens_object_row_set_object (self, g_value_get_object (value));
      break;

    case PROP_PREFIX:
      lens_object_row_set_prefix (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_object_row_class_init (LensObjectRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_object_row_dispose;
  object_class->get_property = lens_object_row_get_property;
  object_class->set_property = lens_object_row_set_property;

  /**
   * LensObjectRow:object: (nullable)
   *
   * What the row shows.
   */
  properties[PROP_OBJECT] =
    g_param_spec_object ("object", NULL, NULL,
                         LENS_TYPE_OBJECT,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  /**
   * LensObjectRow:prefix:
   *
   * How many bytes of the name are not shown, as the groups above the row say them already.
   */
  properties[PROP_PREFIX] =
    g_param_spec_uint ("prefix", NULL, NULL,
                       0, G_MAXUINT, 0,
                       (G_PARAM_READWRITE |
                        G_PARAM_EXPLICIT_NOTIFY |
                        G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LENS_TYPE_STATE_MARK);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/object-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, short_name);
  gtk_widget_class_bind_template_callback (widget_class, subtitle);
}

static void
lens_object_row_init (LensObjectRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LensObjectRow *
lens_object_row_new (void)
{
  return g_object_new (LENS_TYPE_OBJECT_ROW, NULL);
}

LensObject *
lens_object_row_get_object (LensObjectRow *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT_ROW (self), NULL);

  return self->object;
}

void
lens_object_row_set_object (LensObjectRow *self,
                            LensObject    *object)
{
  g_return_if_fail (LENS_IS_OBJECT_ROW (self));
  g_return_if_fail (object == NULL || LENS_IS_OBJECT (object));

  if (!g_set_object (&self->object, object))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OBJECT]);
}

void
lens_object_row_set_prefix (LensObjectRow *self,
                            guint          prefix)
{
  g_return_if_fail (LENS_IS_OBJECT_ROW (self));

  if (self->prefix == prefix)
    return;

  self->prefix = prefix;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PREFIX]);
}
