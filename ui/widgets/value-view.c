/* ui/widgets/value-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/value-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/models/media.h"
#include "ui/models/release.h"
#include "ui/widgets/code-view.h"
#include "ui/widgets/hex-view.h"
#include "ui/widgets/image-view.h"
#include "ui/widgets/late-menu.h"
#include "ui/widgets/object-link.h"
#include "ui/widgets/plot-view.h"
#include "ui/widgets/table-view.h"
#include "ui/widgets/value-finder.h"
#include "ui/widgets/value-saving.h"
#include "ui/widgets/value-tree.h"

/**
 * LensValueView:
 *
 * A value in each of the views that suit it: as a tree, a table, a plot, an image, bytes, Python and
 * JSON. Only the one that is looked at has the value, so that nothing is made for the others.
 *
 * Which view was chosen is kept for the next value where that suits it too.
 */
struct _LensValueView
{
  AdwBin           parent_instance;

  PyroValue       *value;
  GBytes          *bytes;        /* that the value stands for, or NULL */
  char            *summary;
  char            *wanted;       /* the view that was chosen, or NULL */
  GCancellable    *cancellable;  /* of the bytes that are read */

  guint            offered;      /* the views of the switch, a bit each */
  gboolean         filling;      /* it is being filled */

  /* template children */
  AdwToggleGroup  *switch_;
  GtkToggleButton *find_button;
  GtkSearchBar    *finder_bar;
  LensValueFinder *finder;
  GtkStack        *stack;
  LensValueTree   *tree;
  LensTableView   *table;
  LensPlotView    *plot;
  LensImageView   *image;
  LensHexView     *hex;
  LensCodeView    *python;
  LensCodeView    *json;
};

enum {
  PROP_0,
  PROP_VALUE,
  PROP_SUMMARY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensValueView, lens_value_view, ADW_TYPE_BIN)

static const struct
{
  const char *name;
  const char *label;
  const char *tooltip;
} views[] = {
  { "tree", N_("Tree"), N_("Show the Result as a Tree") },
  { "table", N_("Table"), N_("Show the Result as a Table") },
  { "plot", N_("Plot"), N_("Draw the Numbers of the Result") },
  { "image", N_("Image"), N_("Show the Bytes as an Image") },
  { "hex", N_("Hex"), N_("Show the Bytes") },
  { "python", N_("Python"), N_("Show the Result as Python Would Write It") },
  { "json", N_("JSON"), N_("Show the Result as JSON") },
};

static gboolean
has_items (PyroValue *value)
{
  return value != NULL && pyro_value_is_container (value) && pyro_value_get_length (value) > 0;
}

static gboolean
suits (LensValueView *self,
       const char    *view)
{
  if (self->value == NULL)
    return FALSE;
  if (g_str_equal (view, "tree") || g_str_equal (view, "json"))
    return has_items (self->value);
  if (g_str_equal (view, "table"))
    return lens_table_fits (self->value);
  if (g_str_equal (view, "plot"))
    return lens_plot_view_fits (self->value);
  if (g_str_equal (view, "image"))
    return self->bytes != NULL && lens_media_recognize (self->bytes) != LENS_MEDIA_DATA;
  if (g_str_equal (view, "hex"))
    return self->bytes != NULL;

  return TRUE;
}

static const char *
choose_view (LensValueView *self)
{
  if (self->wanted != NULL && suits (self, self->wanted))
    return self->wanted;
  if (suits (self, "image"))
    return "image";
  if (suits (self, "hex"))
    return "hex";

  return suits (self, "tree") ? "tree" : "python";
}

static void
show_view (LensValueView *self,
           const char    *view)
{
  gpointer children[] = { self->tree, self->table, self->plot, self->image, self->hex, self->python, self->json };
  gboolean tree = g_str_equal (view, "tree");

  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    {
      gboolean shown = g_str_equal (views[i].name, view);
      gboolean bytes = children[i] == self->image || children[i] == self->hex;

      g_object_set (children[i],
                    bytes ? "bytes" : "value", shown ? (bytes ? (gpointer) self->bytes : (gpointer) self->value) : NULL,
                    NULL);
    }
  gtk_stack_set_visible_child_name (self->stack, view);
  gtk_widget_set_visible (GTK_WIDGET (self->find_button), tree);
  if (!tree)
    gtk_search_bar_set_search_mode (self->finder_bar, FALSE);
}

static void
switched_cb (LensValueView *self)
{
  const char *view = adw_toggle_group_get_active_name (self->switch_);

  if (self->filling || view == NULL)
    return;

  g_set_str (&self->wanted, view);
  show_view (self, view);
}

static void
add_toggle (LensValueView *self,
            gsize          number)
{
  AdwToggle *toggle = adw_toggle_new ();

  adw_toggle_set_name (toggle, views[number].name);
  adw_toggle_set_label (toggle, _(views[number].label));
  adw_toggle_set_tooltip (toggle, _(views[number].tooltip));
  adw_toggle_group_add (self->switch_, toggle);
}

static void
lens_value_view_fill (LensValueView *self)
{
  const char *view = choose_view (self);
  guint offered = 0;

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (suits (self, views[i].name))
      offered |= 1u << i;

  self->filling = TRUE;
  if (self->offered != offered)
    {
      self->offered = offered;
      adw_toggle_group_remove_all (self->switch_);
      for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
        if (offered & (1u << i))
          add_toggle (self, i);
    }
  if (offered != 0)
    adw_toggle_group_set_active_name (self->switch_, view);
  gtk_widget_set_visible (GTK_WIDGET (self->switch_), (offered & (offered - 1)) != 0);
  self->filling = FALSE;
  show_view (self, view);
}

static void
bytes_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(LensValueView) self = user_data;
  GBytes *bytes = lens_media_read_finish (result, NULL);

  if (bytes == NULL)
    return; /* cancelled, or no base64 after all */

  self->bytes = bytes;
  lens_value_view_fill (self);
}

static void
read_bytes (LensValueView *self)
{
  if (self->value == NULL || !lens_media_is_one (self->value))
    return;

  if (lens_media_is_small (self->value))
    {
      self->bytes = lens_media_dup_bytes (self->value);
      return;
    }

  self->cancellable = g_cancellable_new ();
  lens_media_read_async (self->value, self->cancellable, bytes_cb, g_object_ref (self));
}

static void
lens_value_view_show (LensValueView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  gtk_search_bar_set_search_mode (self->finder_bar, FALSE);

  read_bytes (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "result.save-csv",
                                 self->value != NULL && lens_table_fits (self->value));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "result.save-bytes",
                                 self->value != NULL && lens_media_is_one (self->value));
  lens_value_view_fill (self);
}

static void
finding_changed_cb (LensValueView *self)
{
  gboolean finding = gtk_search_bar_get_search_mode (self->finder_bar);

  g_object_set (self->finder, "value", finding ? self->value : NULL, NULL);
  if (finding)
    gtk_widget_grab_focus (GTK_WIDGET (self->finder));
}

static void
found_cb (LensValueView *self,
          GArray        *trail)
{
  lens_value_tree_reveal (self->tree, trail);
}

static void
find_stopped_cb (LensValueView *self)
{
  gtk_search_bar_set_search_mode (self->finder_bar, FALSE);
  gtk_widget_child_focus (GTK_WIDGET (self->tree), GTK_DIR_TAB_FORWARD);
}

static void
find_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensValueView *self = LENS_VALUE_VIEW (widget);

  if (!suits (self, "tree"))
    return;

  adw_toggle_group_set_active_name (self->switch_, "tree");
  gtk_search_bar_set_search_mode (self->finder_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->finder));
}

/* As what it is shown as: JSON where that is looked at, else Python. */
static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensValueView *self = LENS_VALUE_VIEW (widget);
  gboolean json = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "json") == 0;

  if (self->value != NULL)
    lens_value_saving_copy (widget, self->value, json ? LENS_EXPORT_JSON : LENS_EXPORT_PYTHON);
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensValueView *self = LENS_VALUE_VIEW (widget);
  const char *name = parameter != NULL ? g_variant_get_string (parameter, NULL)
                                       : action_name + strlen ("result.save-");
  LensExportFormat format;

  if (self->value != NULL && lens_export_find (name, &format))
    lens_value_saving_ask (widget, self->value, format);
}

static void
lens_value_view_dispose (GObject *object)
{
  LensValueView *self = LENS_VALUE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_VALUE_VIEW);

  G_OBJECT_CLASS (lens_value_view_parent_class)->dispose (object);
}

static void
lens_value_view_finalize (GObject *object)
{
  LensValueView *self = LENS_VALUE_VIEW (object);

  g_clear_pointer (&self->value, lens_release_value);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->summary);
  g_free (self->wanted);

  G_OBJECT_CLASS (lens_value_view_parent_class)->finalize (object);
}

static void
lens_value_view_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LensValueView *self = LENS_VALUE_VIEW (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      g_value_set_boxed (value, self->value);
      break;

    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_value_view_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LensValueView *self = LENS_VALUE_VIEW (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      lens_value_view_set_value (self, g_value_get_boxed (value));
      break;

    case PROP_SUMMARY:
      lens_value_view_set_summary (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * LensValueView:value: (nullable)
   *
   * What is shown.
   */
  properties[PROP_VALUE] = g_param_spec_boxed ("value", NULL, NULL, PYRO_TYPE_VALUE, flags);

  /**
   * LensValueView:summary: (nullable)
   *
   * One line about the value, shown beside the switch.
   */
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "result.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "result.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "result.save", "s", save_action);
  gtk_widget_class_install_action (widget_class, "result.save-bytes", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "result.save-csv", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "result.find", NULL);
}

static void
lens_value_view_class_init (LensValueViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_value_view_dispose;
  object_class->finalize = lens_value_view_finalize;
  object_class->get_property = lens_value_view_get_property;
  object_class->set_property = lens_value_view_set_property;
  install_properties (object_class);

  g_type_ensure (LENS_TYPE_CODE_VIEW);
  g_type_ensure (LENS_TYPE_HEX_VIEW);
  g_type_ensure (LENS_TYPE_IMAGE_VIEW);
  g_type_ensure (LENS_TYPE_LATE_MENU);
  g_type_ensure (LENS_TYPE_OBJECT_LINK);
  g_type_ensure (LENS_TYPE_PLOT_VIEW);
  g_type_ensure (LENS_TYPE_TABLE_VIEW);
  g_type_ensure (LENS_TYPE_VALUE_FINDER);
  g_type_ensure (LENS_TYPE_VALUE_TREE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/value-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensValueView, switch_);
  gtk_widget_class_bind_template_child (widget_class, LensValueView, find_button);
  gtk_widget_class_bind_template_child (widget_class, LensValueView, finder_bar);
  gtk_widget_class_bind_template_child (widget_class, LensValueView, finder);
  gtk_widget_class_bind_template_child (widget_class, LensValueView, stack);
  gtk_widget_class_bind_template_child (widget_class, LensValueView, tree);
  gtk_widget_class_bind_template_child (widget_class, LensValueView, table);
  gtk_widget_class_bind_template_child (widget_class, LensValueView, plot);
  gtk_widget_class_bind_template_child (widget_class, LensValueView, image);
  gtk_widget_class_bind_template_child (widget_class, LensValueView, hex);
  gtk_widget_class_bind_template_child (widget_class, LensValueView, python);
  gtk_widget_class_bind_template_child (widget_class, LensValueView, json);
  gtk_widget_class_bind_template_callback (widget_class, find_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, finding_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, switched_cb);
  install_actions (widget_class);
}

static void
lens_value_view_init (LensValueView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lens_value_view_set_value (LensValueView *self,
                           PyroValue     *value)
{
  PyroValue *old;

  g_return_if_fail (LENS_IS_VALUE_VIEW (self));

  old = self->value;
  if (old == value)
    return;

  self->value = value != NULL ? pyro_value_ref (value) : NULL;
  lens_value_view_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
  if (old != NULL)
    lens_release_value (old);
}

void
lens_value_view_set_summary (LensValueView *self,
                             const char    *summary)
{
  g_return_if_fail (LENS_IS_VALUE_VIEW (self));

  if (!g_set_str (&self->summary, summary))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}
