/* ui/widgets/particulars-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/particulars-view.h"

#include <glib/gi18n.h>

#include "ui/widgets/call-form.h"

/**
 * LensParticularsView:
 *
 * How a call is sent. It is closed, and says in a line what is not as usual.
 */
struct _LensParticularsView
{
  AdwBin           parent_instance;

  LensParticulars *particulars;
  GBindingGroup   *bindings;
  GSignalGroup    *signals;
  gboolean         showing; /* the widgets are told, and not the user is heard */

  /* template children */
  AdwExpanderRow  *expander;
  AdwComboRow     *serializer;
  AdwSwitchRow    *oneway;
  AdwSwitchRow    *compression;
  AdwComboRow     *generation;
  AdwSwitchRow    *own_connection;
  AdwEntryRow     *handshake;
  AdwEntryRow     *correlation;
  AdwBin          *annotations;
  GtkLabel        *problem;
};

enum {
  PROP_0,
  PROP_PARTICULARS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensParticularsView, lens_particulars_view, ADW_TYPE_BIN)

/* In the order of the drop-down. */
static const guint generations[] = { 0, 5, 4 };

static void
add_word (GString    *words,
          gboolean    wanted,
          const char *word)
{
  if (wanted)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", word);
}

static void
show_summary (LensParticularsView *self)
{
  g_autoptr(GString) words = g_string_new (NULL);
  gboolean compression, own_connection;
  guint generation, n_annotations;
  g_autofree char *handshake = NULL;
  g_autofree char *escaped = NULL;
  const char *correlation;

  g_object_get (self->particulars, "compression", &compression, "own-connection", &own_connection,
                "generation", &generation, "handshake", &handshake, NULL);
  correlation = lens_particulars_get_correlation (self->particulars);
  n_annotations = g_list_model_get_n_items (G_LIST_MODEL (lens_particulars_get_annotations (self->particulars)));
  add_word (words, TRUE, lens_particulars_get_serializer (self->particulars));
  add_word (words, lens_particulars_get_oneway (self->particulars), _("one-way"));
  add_word (words, compression, _("compressed"));
  add_word (words, generation != 0, generation == 4 ? "Pyro4" : "Pyro5");
  add_word (words, own_connection, _("own connection"));
  add_word (words, handshake[0] != '\0', _("handshake"));
  add_word (words, lens_particulars_get_withheld (self->particulars), _("handshake to be typed again"));
  if (correlation[0] != '\0')
    {
      g_autofree char *shortened = g_strdup_printf ("%.8s…", correlation);

      add_word (words, TRUE, shortened);
    }
  if (n_annotations > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u annotation", "%u annotations", n_annotations), n_annotations);

      add_word (words, TRUE, text);
    }
  escaped = g_markup_escape_text (words->str, -1);
  adw_expander_row_set_subtitle (self->expander, escaped);
}

static void
lens_particulars_view_show (LensParticularsView *self)
{
  const char *problem;
  guint generation;

  if (self->particulars == NULL)
    return;

  self->showing = TRUE;
  g_object_get (self->particulars, "generation", &generation, NULL);
  for (guint i = 0; pyro_codec_list_names ()[i] != NULL; i++)
    if (g_str_equal (pyro_codec_list_names ()[i], lens_particulars_get_serializer (self->particulars)))
      adw_combo_row_set_selected (self->serializer, i);
  for (guint i = 0; i < G_N_ELEMENTS (generations); i++)
    if (generations[i] == generation)
      adw_combo_row_set_selected (self->generation, i);
  problem = lens_particulars_get_problem (self->particulars);
  gtk_label_set_text (self->problem, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  show_summary (self);
  self->showing = FALSE;
}

static void
serializer_chosen_cb (LensParticularsView *self)
{
  guint selected = adw_combo_row_get_selected (self->serializer);

  if (!self->showing && self->particulars != NULL && selected != GTK_INVALID_LIST_POSITION)
    g_object_set (self->particulars, "serializer", pyro_codec_list_names ()[selected], NULL);
}

static void
generation_chosen_cb (LensParticularsView *self)
{
  guint selected = adw_combo_row_get_selected (self->generation);

  if (!self->showing && self->particulars != NULL && selected < G_N_ELEMENTS (generations))
    g_object_set (self->particulars, "generation", generations[selected], NULL);
}

static void
new_correlation_cb (LensParticularsView *self)
{
  g_autofree char *id = g_uuid_string_random ();

  if (self->particulars != NULL)
    g_object_set (self->particulars, "correlation", id, NULL);
}

static void
submit_cb (LensParticularsView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "call.submit", NULL);
}

static void
lens_particulars_view_dispose (GObject *object)
{
  LensParticularsView *self = LENS_PARTICULARS_VIEW (object);

  g_clear_object (&self->bindings);
  g_clear_object (&self->signals);
  g_clear_object (&self->particulars);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_PARTICULARS_VIEW);

  G_OBJECT_CLASS (lens_particulars_view_parent_class)->dispose (object);
}

static void
lens_particulars_view_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  LensParticularsView *self = LENS_PARTICULARS_VIEW (object);

  switch (prop_id)
    {
    case PROP_PARTICULARS:
      g_value_set_object (value, self->particulars);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_particulars_view_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_PARTICULARS:
      lens_particulars_view_set_particulars (LENS_PARTICULARS_VIEW (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/particulars-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensParticularsView, expander);
  gtk_widget_class_bind_template_child (widget_class, LensParticularsView, serializer);
  gtk_widget_class_bind_template_child (widget_class, LensParticularsView, oneway);
  gtk_widget_class_bind_template_child (widget_class, LensParticularsView, compression);
  gtk_widget_class_bind_template_child (widget_class, LensParticularsView, generation);
  gtk_widget_class_bind_template_child (widget_class, LensParticularsView, own_connection);
  gtk_widget_class_bind_template_child (widget_class, LensParticularsView, handshake);
  gtk_widget_class_bind_template_child (widget_class, LensParticularsView, correlation);
  gtk_widget_class_bind_template_child (widget_class, LensParticularsView, annotations);
  gtk_widget_class_bind_template_child (widget_class, LensParticularsView, problem);
  gtk_widget_class_bind_template_callback (widget_class, serializer_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, generation_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_correlation_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
}

static void
lens_particulars_view_class_init (LensParticularsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lens_particulars_view_dispose;
  object_class->get_property = lens_particulars_view_get_property;
  object_class->set_property = lens_particulars_view_set_property;

  /**
   * LensParticularsView:particulars: (nullable)
   *
   * What is edited.
   */
  properties[PROP_PARTICULARS] =
    g_param_spec_object ("particulars", NULL, NULL,
                         LENS_TYPE_PARTICULARS,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
lens_particulars_view_init (LensParticularsView *self)
{
  static const struct { const char *property; gsize child; const char *of_child; } bound[] = {
    { "oneway", G_STRUCT_OFFSET (LensParticularsView, oneway), "active" },
    { "compression", G_STRUCT_OFFSET (LensParticularsView, compression), "active" },
    { "own-connection", G_STRUCT_OFFSET (LensParticularsView, own_connection), "active" },
    { "handshake", G_STRUCT_OFFSET (LensParticularsView, handshake), "text" },
    { "correlation", G_STRUCT_OFFSET (LensParticularsView, correlation), "text" },
  };
  g_autoptr(GtkStringList) names = gtk_string_list_new (pyro_codec_list_names ());

  gtk_widget_init_template (GTK_WIDGET (self));
  self->showing = TRUE;
  adw_combo_row_set_model (self->serializer, G_LIST_MODEL (names));
  self->showing = FALSE;
  self->bindings = g_binding_group_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (bound); i++)
    g_binding_group_bind (self->bindings, bound[i].property,
                          G_STRUCT_MEMBER (gpointer, self, bound[i].child), bound[i].of_child,
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  self->signals = g_signal_group_new (LENS_TYPE_PARTICULARS);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (lens_particulars_view_show), self);
}

void
lens_particulars_view_set_particulars (LensParticularsView *self,
                                       LensParticulars     *particulars)
{
  GtkWidget *form = NULL;

  g_return_if_fail (LENS_IS_PARTICULARS_VIEW (self));
  g_return_if_fail (particulars == NULL || LENS_IS_PARTICULARS (particulars));

  if (!g_set_object (&self->particulars, particulars))
    return;

  g_binding_group_set_source (self->bindings, particulars);
  g_signal_group_set_target (self->signals, particulars);
  if (particulars != NULL)
    form = g_object_new (LENS_TYPE_CALL_FORM,
                         "nested", TRUE,
                         "arguments", lens_particulars_get_annotations (particulars),
                         NULL);
  adw_bin_set_child (self->annotations, form);
  lens_particulars_view_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PARTICULARS]);
}

void
lens_particulars_view_offer_oneway (LensParticularsView *self,
                                    gboolean             offered)
{
  g_return_if_fail (LENS_IS_PARTICULARS_VIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->oneway), offered);
}

/**
 * lens_particulars_view_toggle:
 *
 * Opens the row, with the focus in it, or closes it.
 */
void
lens_particulars_view_toggle (LensParticularsView *self)
{
  gboolean open;

  g_return_if_fail (LENS_IS_PARTICULARS_VIEW (self));

  open = !adw_expander_row_get_expanded (self->expander);
  adw_expander_row_set_expanded (self->expander, open);
  if (open)
    gtk_widget_grab_focus (GTK_WIDGET (self->serializer));
}

/**
 * lens_particulars_view_focus_problem:
 *
 * Opens the row, and lets the user mend what is wrong in it.
 */
void
lens_particulars_view_focus_problem (LensParticularsView *self)
{
  GListModel *annotations;

  g_return_if_fail (LENS_IS_PARTICULARS_VIEW (self));

  adw_expander_row_set_expanded (self->expander, TRUE);
  if (self->particulars == NULL)
    return;
  if (lens_particulars_get_problem (self->particulars) != NULL)
    {
      guint8 id[PYRO_CORRELATION_SIZE];
      const char *correlation = lens_particulars_get_correlation (self->particulars);
      gboolean good = correlation[0] == '\0' || pyro_correlation_parse (correlation, id, NULL);

      gtk_widget_grab_focus (GTK_WIDGET (good ? self->handshake : self->correlation));
      return;
    }

  annotations = G_LIST_MODEL (lens_particulars_get_annotations (self->particulars));
  for (guint i = 0; i < g_list_model_get_n_items (annotations); i++)
    {
      g_autoptr(LensArgument) row = g_list_model_get_item (annotations, i);

      if (lens_argument_get_problem (row) != NULL)
        {
          lens_call_form_focus (LENS_CALL_FORM (adw_bin_get_child (self->annotations)), row);
          return;
        }
    }
}
