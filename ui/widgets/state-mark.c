/* ui/widgets/state-mark.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/state-mark.h"

#include <glib/gi18n.h>

/**
 * LensStateMark:
 *
 * Says by a shape, and to a screen reader by a word, whether an object can be reached.
 */
struct _LensStateMark
{
  AdwBin           parent_instance;

  char            *text;

  /* template children */
  GtkImage        *icon;

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

G_DEFINE_FINAL_TYPE (LensStateMark, lens_state_mark, ADW_TYPE_BIN)

static void
lens_state_mark_show (LensStateMark *self)
{
  const Look *look = &looks[self->state];
  GtkStack *stack = GTK_STACK (adw_bin_get_child (ADW_BIN (self)));

  gtk_stack_set_visible_child_name (stack, look->icon_name != NULL ? "icon" : "checking");
  if (look->icon_name != NULL)
    {
      const char *classes[] = { look->css_class, NULL };

      gtk_image_set_from_icon_name (self->icon, look->icon_name);
      gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(look->word),
                                  -1);
}

static void
lens_state_mark_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_STATE_MARK);

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

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/state-mark.ui");
  gtk_widget_class_bind_template_child (widget_class, LensStateMark, icon);
}

static void
lens_state_mark_init (LensStateMark *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
