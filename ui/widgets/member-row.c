/* ui/widgets/member-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/member-row.h"

/**
 * LensMemberRow:
 *
 * One method or attribute of an object.
 */
struct _LensMemberRow
{
  AdwBin      parent_instance;

  LensMember *member;
};

enum {
  PROP_0,
  PROP_MEMBER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensMemberRow, lens_member_row, ADW_TYPE_BIN)

static gboolean
is_attribute (gpointer       unused,
              LensMemberKind kind)
{
  return kind == LENS_MEMBER_ATTRIBUTE;
}

static gboolean
is_known (gpointer    unused,
          const char *text)
{
  return text != NULL && text[0] != '\0';
}

static gboolean
is_unknown (gpointer    unused,
            const char *text)
{
  return !is_known (unused, text);
}

/* One label, so that what does not fit is cut behind the name. */
static char *
describe (gpointer    unused,
          LensMember *member,
          const char *signature)
{
  return member != NULL && signature != NULL
         ? g_markup_printf_escaped ("%s<span alpha=\"60%%\">%s</span>", lens_member_get_name (member), signature)
         : NULL;
}

/* What is known, whole: the row has room for its beginning only. */
static gboolean
query_tooltip_cb (LensMemberRow *self,
                  int            x,
                  int            y,
                  gboolean       keyboard_mode,
                  GtkTooltip    *tooltip)
{
  LensCard *card = self->member != NULL ? lens_member_get_card (self->member) : NULL;
  g_autofree char *signature = NULL;
  g_autofree char *origin = NULL;
  g_autofree char *text = NULL;
  const char *docstring;

  if (card == NULL)
    return FALSE;

  signature = lens_card_dup_full_signature (card);
  origin = lens_card_dup_origin_text (card);
  docstring = lens_card_get_docstring (card);
  text = g_strdup_printf ("%s%s\n%s%s%s", lens_member_get_name (self->member), signature, origin,
                          docstring != NULL ? "\n\n" : "", docstring != NULL ? docstring : "");
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
watch_cb (LensMemberRow *self)
{
  if (self->member != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "object.watch", "s", lens_member_get_name (self->member));
}

static void
lens_member_row_dispose (GObject *object)
{
  LensMemberRow *self = LENS_MEMBER_ROW (object);

  g_clear_object (&self->member);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_MEMBER_ROW);

  G_OBJECT_CLASS (lens_member_row_parent_class)->dispose (object);
}

static void
lens_member_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LensMemberRow *self = LENS_MEMBER_ROW (object);

  switch (prop_id)
    {
    case PROP_MEMBER:
      g_value_set_object (value, self->member);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_member_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LensMemberRow *self = LENS_MEMBER_ROW (object);

  switch (prop_id)
    {
    case PROP_MEMBER:
      lens_member_row_set_member (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_member_row_class_init (LensMemberRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_member_row_dispose;
  object_class->get_property = lens_member_row_get_property;
  object_class->set_property = lens_member_row_set_property;

  /**
   * LensMemberRow:member: (nullable)
   *
   * What the row shows.
   */
  properties[PROP_MEMBER] =
    g_param_spec_object ("member", NULL, NULL,
                         LENS_TYPE_MEMBER,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/member-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, describe);
  gtk_widget_class_bind_template_callback (widget_class, is_attribute);
  gtk_widget_class_bind_template_callback (widget_class, is_known);
  gtk_widget_class_bind_template_callback (widget_class, is_unknown);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, watch_cb);
}

static void
lens_member_row_init (LensMemberRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LensMemberRow *
lens_member_row_new (void)
{
  return g_object_new (LENS_TYPE_MEMBER_ROW, NULL);
}

LensMember *
lens_member_row_get_member (LensMemberRow *self)
{
  g_return_val_if_fail (LENS_IS_MEMBER_ROW (self), NULL);

  return self->member;
}

void
lens_member_row_set_member (LensMemberRow *self,
                            LensMember    *member)
{
  g_return_if_fail (LENS_IS_MEMBER_ROW (self));
  g_return_if_fail (member == NULL || LENS_IS_MEMBER (member));

  if (!g_set_object (&self->member, member))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEMBER]);
}
