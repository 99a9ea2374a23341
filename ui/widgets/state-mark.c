/* ui/widgets/state-mark.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/state-mark.h"

#include <glib/gi18n.h>

#include "ui/widgets/row-draw.h"

#define SIZE 16 /* pixels, of a symbolic icon */

/**
 * LensStateMark:
 *
 * Says by a shape, and to a screen reader by a word, whether an object can be reached.
 *
 * There is one in each row of long lists, so it draws its icon itself, and looks for it only then.
 */
struct _LensStateMark
{
  GtkWidget        parent_instance;

  char            *text;
  GtkWidget       *spinner; /* while the object is being looked at */

  LensObjectState  state;
};

enum {
  PROP_0,
  PROP_STATE,
  PROP_TEXT,
  N_PROPS
};

typedef struct
{
  const char *word;
  const char *icon_name;
  const char *css_class;
} Look;

static const Look looks[] = {
  [LENS_OBJECT_UNKNOWN] = { N_("Not checked yet"), "lens-unknown-symbolic", "dim-label" },
  [LENS_OBJECT_CHECKING] = { N_("Being checked"), NULL, NULL },
  [LENS_OBJECT_ALIVE] = { N_("Alive"), "lens-alive-symbolic", "success" },
  [LENS_OBJECT_GONE] = { N_("Gone"), "lens-gone-symbolic", "dim-label" },
  [LENS_OBJECT_ODD] = { N_("Odd"), "dialog-warning-symbolic", "warning" },
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensStateMark, lens_state_mark, GTK_TYPE_WIDGET)

static void
lens_state_mark_show (LensStateMark *self)
{
  const Look *look = &looks[self->state];
  const char *classes[] = { look->css_class, NULL };

  if (look->icon_name == NULL && self->spinner == NULL)
    {
      self->spinner = g_object_new (ADW_TYPE_SPINNER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_set_parent (self->spinner, GTK_WIDGET (self));
    }
  else if (look->icon_name != NULL)
    {
      g_clear_pointer (&self->spinner, gtk_widget_unparent);
    }

  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(look->word),
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
lens_state_mark_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
lens_state_mark_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  LensStateMark *self = LENS_STATE_MARK (widget);
  GtkAllocation at = { (width - SIZE) / 2, (height - SIZE) / 2, SIZE, SIZE };

  if (self->spinner != NULL)
    gtk_widget_size_allocate (self->spinner, &at, -1);
}

static void
lens_state_mark_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  LensStateMark *self = LENS_STATE_MARK (widget);
  GdkRectangle area = { (gtk_widget_get_width (widget) - SIZE) / 2, (gtk_widget_get_height (widget) - SIZE) / 2,
                        SIZE, SIZE };

  GTK_WIDGET_CLASS (lens_state_mark_parent_class)->snapshot (widget, snapshot);
  if (looks[self->state].icon_name != NULL)
    lens_row_draw_icon (widget, snapshot, looks[self->state].icon_name, &area);
}

/* The text of the tooltip is asked for only when there is to be one. */
static gboolean
lens_state_mark_query_tooltip (GtkWidget  *widget,
                               int         x,
                               int         y,
                               gboolean    keyboard,
                               GtkTooltip *tooltip)
{
  LensStateMark *self = LENS_STATE_MARK (widget);

  if (self->text == NULL || self->text[0] == '\0')
    return FALSE;

  gtk_tooltip_set_text (tooltip, self->text);

  return TRUE;
}

static void
lens_state_mark_dispose (GObject *object)
{
  g_clear_pointer (&LENS_STATE_MARK (object)->spinner, gtk_widget_unparent);

  G_OBJECT_CLASS (lens_state_mark_parent_class)->dispose (object);
}

static void
lens_state_mark_finalize (GObject *object)
{
  LensStateMark *self = LENS_STATE_MARK (object);

  g_free (self->text);

  G_OBJECT_CLASS (lens_state_mark_parent_class)->finalize (object);
}

static void
lens_state_mark_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LensStateMark *self = LENS_STATE_MARK (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;

    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_state_mark_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LensStateMark *self = LENS_STATE_MARK (object);

  switch (prop_id)
    {
    case PROP_STATE:
      lens_state_mark_set_state (self, (LensObjectState) g_value_get_enum (value));
      break;

    case PROP_TEXT:
      lens_state_mark_set_text (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_state_mark_class_init (LensStateMarkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_state_mark_dispose;
  object_class->finalize = lens_state_mark_finalize;
  object_class->get_property = lens_state_mark_get_property;
  object_class->set_property = lens_state_mark_set_property;
  widget_class->measure = lens_state_mark_measure;
  widget_class->query_tooltip = lens_state_mark_query_tooltip;
  widget_class->size_allocate = lens_state_mark_size_allocate;
  widget_class->snapshot = lens_state_mark_snapshot;

  /**
   * LensStateMark:state:
   *
   * What is known of the object.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL,
                       LENS_TYPE_OBJECT_STATE, LENS_OBJECT_UNKNOWN,
                       (G_PARAM_READWRITE |
                        G_PARAM_EXPLICIT_NOTIFY |
                        G_PARAM_STATIC_STRINGS));

  /**
   * LensStateMark:text: (nullable)
   *
   * The same in a sentence, for the tooltip.
   */
  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL,
                         NULL,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lens_state_mark_init (LensStateMark *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  lens_state_mark_show (self);
}

LensObjectState
lens_state_mark_get_state (LensStateMark *self)
{
  g_return_val_if_fail (LENS_IS_STATE_MARK (self), LENS_OBJECT_UNKNOWN);

  return self->state;
}

void
lens_state_mark_set_state (LensStateMark   *self,
                           LensObjectState  state)
{
  g_return_if_fail (LENS_IS_STATE_MARK (self));
  g_return_if_fail ((guint) state < G_N_ELEMENTS (looks));

  if (self->state == state)
    return;

  self->state = state;
  lens_state_mark_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

const char *
lens_state_mark_get_text (LensStateMark *self)
{
  g_return_val_if_fail (LENS_IS_STATE_MARK (self), NULL);

  return self->text;
}

void
lens_state_mark_set_text (LensStateMark *self,
                          const char    *text)
{
  g_return_if_fail (LENS_IS_STATE_MARK (self));

  if (!g_set_str (&self->text, text))
    return;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "",
                                  -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}
