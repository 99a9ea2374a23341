/* ui/widgets/object-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/object-row.h"

#include <string.h>

#include "ui/widgets/state-mark.h"

#define SPACING 10 /* pixels between the mark and the texts */

/**
 * LensObjectRow:
 *
 * One name in the sidebar: where it leads, its tags, and whether it can be reached.
 *
 * A list view keeps 200 rows at hand and gives all of them other things at once when it jumps, so this one
 * has no template, no bindings and no labels: an inscription shapes its text only when it is drawn.
 */
struct _LensObjectRow
{
  GtkWidget   parent_instance;

  LensObject *object;
  gulong      notified; /* the handler at the object */

  GtkWidget  *mark;
  GtkWidget  *name;
  GtkWidget  *subtitle;

  guint       prefix;
};

enum {
  PROP_0,
  PROP_OBJECT,
  PROP_PREFIX,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensObjectRow, lens_object_row, GTK_TYPE_WIDGET)

/* Where the object is, and its tags, in one line; and before that what is wrong with it, so that the
 * mark is not the only one to say so. */
static char *
describe (LensObject *object)
{
  g_autofree char *tags = g_strjoinv (", ", (char **) lens_object_get_tags (object));
  const char *parts[] = { NULL, lens_object_get_location (object), tags };
  g_autoptr(GString) text = g_string_new (NULL);

  if (lens_object_get_health (object) > LENS_HEALTH_ALIVE)
    parts[0] = lens_health_get_word (lens_object_get_health (object));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL || parts[i][0] == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, parts[i]);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* What is not bound to anything keeps its texts until it is. */
static void
lens_object_row_show (LensObjectRow *self)
{
  g_autofree char *subtitle = NULL;
  const char *name;

  if (self->object == NULL)
    return;

  name = lens_object_get_name (self->object);
  subtitle = describe (self->object);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->name), self->prefix < strlen (name) ? name + self->prefix : name);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->subtitle), subtitle);
  lens_state_mark_set_state (LENS_STATE_MARK (self->mark), lens_object_get_state (self->object));
  lens_state_mark_set_text (LENS_STATE_MARK (self->mark), lens_object_get_state_text (self->object));
}

static void
lens_object_row_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  LensObjectRow *self = LENS_OBJECT_ROW (widget);
  int mark, name, subtitle;

  gtk_widget_measure (self->mark, orientation, -1, &mark, NULL, NULL, NULL);
  gtk_widget_measure (self->name, orientation, -1, &name, NULL, NULL, NULL);
  gtk_widget_measure (self->subtitle, orientation, -1, &subtitle, NULL, NULL, NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = mark + SPACING + MAX (name, subtitle);
  else
    *minimum = MAX (mark, name + subtitle);
  *natural = *minimum;
}

/* Places a child in the row, whose start is at the right where one reads from there. */
static void
place (LensObjectRow *self,
       GtkWidget     *child,
       int            x,
       int            y,
       int            width,
       int            height)
{
  GtkAllocation at = { x, y, MAX (width, 0), height };

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    at.x = gtk_widget_get_width (GTK_WIDGET (self)) - x - at.width;
  gtk_widget_size_allocate (child, &at, -1);
}

static void
lens_object_row_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  LensObjectRow *self = LENS_OBJECT_ROW (widget);
  int mark_width, mark_height, name, subtitle, x, y;

  gtk_widget_measure (self->mark, GTK_ORIENTATION_HORIZONTAL, -1, &mark_width, NULL, NULL, NULL);
  gtk_widget_measure (self->mark, GTK_ORIENTATION_VERTICAL, -1, &mark_height, NULL, NULL, NULL);
  gtk_widget_measure (self->name, GTK_ORIENTATION_VERTICAL, -1, &name, NULL, NULL, NULL);
  gtk_widget_measure (self->subtitle, GTK_ORIENTATION_VERTICAL, -1, &subtitle, NULL, NULL, NULL);

  x = mark_width + SPACING;
  y = (height - name - subtitle) / 2;
  place (self, self->mark, 0, (height - mark_height) / 2, mark_width, mark_height);
  place (self, self->name, x, y, width - x, name);
  place (self, self->subtitle, x, y + name, width - x, subtitle);
}

/* Nobody reads a tooltip of a row that is only kept at hand, so it is made when it is wanted. */
static gboolean
lens_object_row_query_tooltip (GtkWidget  *widget,
                               int         x,
                               int         y,
                               gboolean    keyboard,
                               GtkTooltip *tooltip)
{
  LensObjectRow *self = LENS_OBJECT_ROW (widget);

  if (self->object == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, lens_object_get_uri (self->object));

  return TRUE;
}

static void
lens_object_row_dispose (GObject *object)
{
  LensObjectRow *self = LENS_OBJECT_ROW (object);

  g_clear_signal_handler (&self->notified, self->object);
  g_clear_object (&self->object);
  g_clear_pointer (&self->mark, gtk_widget_unparent);
  g_clear_pointer (&self->name, gtk_widget_unparent);
  g_clear_pointer (&self->subtitle, gtk_widget_unparent);

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
  widget_class->measure = lens_object_row_measure;
  widget_class->query_tooltip = lens_object_row_query_tooltip;
  widget_class->size_allocate = lens_object_row_size_allocate;

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
}

static GtkWidget *
add_text (LensObjectRow *self)
{
  GtkWidget *text = g_object_new (GTK_TYPE_INSCRIPTION,
                                  "min-chars", 0,
                                  "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                                  "xalign", 0.0,
                                  NULL);

  gtk_widget_set_parent (text, GTK_WIDGET (self));

  return text;
}

static void
lens_object_row_init (LensObjectRow *self)
{
  self->mark = g_object_new (LENS_TYPE_STATE_MARK, NULL);
  gtk_widget_set_parent (self->mark, GTK_WIDGET (self));
  self->name = add_text (self);
  self->subtitle = add_text (self);
  gtk_widget_set_css_classes (self->subtitle, (const char *[]) { "caption", "dim-label", NULL });
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
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

  if (self->object == object)
    return;

  g_clear_signal_handler (&self->notified, self->object);
  g_set_object (&self->object, object);
  if (object != NULL)
    self->notified = g_signal_connect_swapped (object, "notify", G_CALLBACK (lens_object_row_show), self);
  lens_object_row_show (self);
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
  lens_object_row_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PREFIX]);
}
