/* ui/widgets/object-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/object-row.h"

#include <string.h>

#include "ui/widgets/row-draw.h"
#include "ui/widgets/state-mark.h"

#define SPACING 10 /* pixels between the mark and the texts */

/**
 * LensObjectRow:
 *
 * One name in the sidebar: where it leads, its tags, and whether it can be reached.
 *
 * A list view keeps 200 rows at hand and gives all of them other things at once when it jumps, so this one
 * has no template, no bindings and no labels: its texts are shaped when they are drawn.
 */
struct _LensObjectRow
{
  GtkWidget   parent_instance;

  LensObject *object;
  gulong      notified; /* the handler at the object */

  GtkWidget  *mark;
  char       *subtitle;
  char       *description;

  guint       prefix;
};

enum {
  PROP_0,
  PROP_DESCRIPTION,
  PROP_OBJECT,
  PROP_PREFIX,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensObjectRow, lens_object_row, GTK_TYPE_WIDGET)

/* In one line: @first, where the object is, and its tags. */
static char *
describe (LensObject *object,
          const char *first,
          const char *place)
{
  g_autofree char *tags = g_strjoinv (", ", (char **) lens_object_get_tags (object));
  const char *parts[] = { first, place, tags };
  g_autoptr(GString) text = g_string_new (NULL);

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

/* What is not bound to anything keeps its texts until it is. What is wrong is said beside the mark, so that
 * the mark is not the only one to say so. */
static void
lens_object_row_show (LensObjectRow *self)
{
  const char *state;
  LensHealth health;

  if (self->object == NULL)
    return;

  state = lens_object_get_state_text (self->object);
  health = lens_object_get_health (self->object);
  g_free (self->subtitle);
  self->subtitle = describe (self->object, health > LENS_HEALTH_ALIVE ? lens_health_get_word (health) : NULL,
                             lens_object_get_place (self->object));
  g_free (self->description);
  self->description = describe (self->object, state, lens_object_get_location (self->object));
  lens_state_mark_set_state (LENS_STATE_MARK (self->mark), lens_object_get_state (self->object));
  lens_state_mark_set_text (LENS_STATE_MARK (self->mark), state);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
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
  int mark;

  gtk_widget_measure (self->mark, orientation, -1, &mark, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = mark + SPACING;
  else
    *minimum = MAX (mark, lens_row_measure_height (widget, LENS_LINE_TITLE) +
                          lens_row_measure_height (widget, LENS_LINE_CAPTION));
  *natural = *minimum;
}

static void
lens_object_row_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  LensObjectRow *self = LENS_OBJECT_ROW (widget);
  GtkAllocation at = { 0 };

  gtk_widget_measure (self->mark, GTK_ORIENTATION_HORIZONTAL, -1, &at.width, NULL, NULL, NULL);
  gtk_widget_measure (self->mark, GTK_ORIENTATION_VERTICAL, -1, &at.height, NULL, NULL, NULL);
  at.y = (height - at.height) / 2;
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    at.x = width - at.width;
  gtk_widget_size_allocate (self->mark, &at, -1);
}

static void
lens_object_row_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  LensObjectRow *self = LENS_OBJECT_ROW (widget);
  int title = lens_row_measure_height (widget, LENS_LINE_TITLE);
  int caption = lens_row_measure_height (widget, LENS_LINE_CAPTION);
  GdkRectangle area;
  const char *name;

  GTK_WIDGET_CLASS (lens_object_row_parent_class)->snapshot (widget, snapshot);
  if (self->object == NULL)
    return;

  name = lens_object_get_name (self->object);
  area.x = gtk_widget_get_width (self->mark) + SPACING;
  area.y = (gtk_widget_get_height (widget) - title - caption) / 2;
  area.width = gtk_widget_get_width (widget) - area.x;
  area.height = title;
  lens_row_draw_text (widget, snapshot, LENS_LINE_TITLE, PANGO_ELLIPSIZE_END,
                      self->prefix < strlen (name) ? name + self->prefix : name, &area);
  area.y += title;
  area.height = caption;
  lens_row_draw_text (widget, snapshot, LENS_LINE_CAPTION, PANGO_ELLIPSIZE_END, self->subtitle, &area);
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

  G_OBJECT_CLASS (lens_object_row_parent_class)->dispose (object);
}

static void
lens_object_row_finalize (GObject *object)
{
  LensObjectRow *self = LENS_OBJECT_ROW (object);

  g_free (self->subtitle);
  g_free (self->description);

  G_OBJECT_CLASS (lens_object_row_parent_class)->finalize (object);
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
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;

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
  object_class->finalize = lens_object_row_finalize;
  object_class->get_property = lens_object_row_get_property;
  object_class->set_property = lens_object_row_set_property;
  widget_class->measure = lens_object_row_measure;
  widget_class->query_tooltip = lens_object_row_query_tooltip;
  widget_class->size_allocate = lens_object_row_size_allocate;
  widget_class->snapshot = lens_object_row_snapshot;

  /**
   * LensObjectRow:description: (nullable)
   *
   * What the row says beside the name, for a screen reader.
   */
  properties[PROP_DESCRIPTION] =
    g_param_spec_string ("description", NULL, NULL,
                         NULL,
                         (G_PARAM_READABLE |
                          G_PARAM_STATIC_STRINGS));

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

static void
lens_object_row_init (LensObjectRow *self)
{
  self->mark = g_object_new (LENS_TYPE_STATE_MARK, NULL);
  gtk_widget_set_parent (self->mark, GTK_WIDGET (self));
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
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PREFIX]);
}
