/* ui/widgets/value-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/value-view.h"

#include <glib/gi18n.h>

#include "ui/widgets/python-view.h"
#include "ui/widgets/value-tree.h"

/**
 * LensValueView:
 *
 * A value, as a tree and as Python would write it. What is no container is shown as text only.
 */
struct _LensValueView
{
  AdwBin          parent_instance;

  PyroValue      *value;
  char           *summary;

  /* template children */
  AdwToggleGroup *switch_;
  GtkStack       *stack;
  LensValueTree  *tree;
  LensPythonView *python;
};

enum {
  PROP_0,
  PROP_VALUE,
  PROP_SUMMARY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensValueView, lens_value_view, ADW_TYPE_BIN)

static gboolean
shows_tree (LensValueView *self)
{
  return self->value != NULL && pyro_value_is_container (self->value) &&
         pyro_value_get_length (self->value) > 0 &&
         g_strcmp0 (adw_toggle_group_get_active_name (self->switch_), "tree") == 0;
}

/* The text is written only when it is looked at. */
static void
switched_cb (LensValueView *self)
{
  gboolean tree = shows_tree (self);

  gtk_stack_set_visible_child_name (self->stack, tree ? "tree" : "python");
  g_object_set (self->python, "value", tree ? NULL : self->value, NULL);
}

static void
lens_value_view_show (LensValueView *self)
{
  gboolean container = self->value != NULL && pyro_value_is_container (self->value) &&
                       pyro_value_get_length (self->value) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->switch_), container);
  g_object_set (self->tree, "value", container ? self->value : NULL, NULL);
  switched_cb (self);
}

static void
write_text (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  g_task_return_pointer (task, pyro_value_repr (task_data), g_free);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  GtkWidget *self = GTK_WIDGET (object);
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (self), text);
  gtk_widget_activate_action (self, "win.toast", "s", _("Result copied"));
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensValueView *self = LENS_VALUE_VIEW (widget);
  g_autoptr(GTask) task = NULL;

  if (self->value == NULL)
    return;

  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_source_tag (task, copy_action);
  g_task_set_task_data (task, pyro_value_ref (self->value), (GDestroyNotify) pyro_value_unref);
  g_task_run_in_thread (task, write_text);
}

static void
lens_value_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_VALUE_VIEW);

  G_OBJECT_CLASS (lens_value_view_parent_class)->dispose (object);
}

static void
lens_value_view_finalize (GObject *object)
{
  LensValueView *self = LENS_VALUE_VIEW (object);

  g_clear_pointer (&self->value, pyro_value_unref);
  g_free (self->summary);

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
lens_value_view_class_init (LensValueViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_value_view_dispose;
  object_class->finalize = lens_value_view_finalize;
  object_class->get_property = lens_value_view_get_property;
  object_class->set_property = lens_value_view_set_property;

  /**
   * LensValueView:value: (nullable)
   *
   * What is shown.
   */
  properties[PROP_VALUE] =
    g_param_spec_boxed ("value", NULL, NULL,
                        PYRO_TYPE_VALUE,
                        (G_PARAM_READWRITE |
                         G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS));

  /**
   * LensValueView:summary: (nullable)
   *
   * A line about it.
   */
  properties[PROP_SUMMARY] =
    g_param_spec_string ("summary", NULL, NULL,
                         NULL,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LENS_TYPE_PYTHON_VIEW);
  g_type_ensure (LENS_TYPE_VALUE_TREE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/value-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensValueView, switch_);
  gtk_widget_class_bind_template_child (widget_class, LensValueView, stack);
  gtk_widget_class_bind_template_child (widget_class, LensValueView, tree);
  gtk_widget_class_bind_template_child (widget_class, LensValueView, python);
  gtk_widget_class_bind_template_callback (widget_class, switched_cb);

  gtk_widget_class_install_action (widget_class, "result.copy", NULL, copy_action);
}

static void
lens_value_view_init (LensValueView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PyroValue *
lens_value_view_get_value (LensValueView *self)
{
  g_return_val_if_fail (LENS_IS_VALUE_VIEW (self), NULL);

  return self->value;
}

void
lens_value_view_set_value (LensValueView *self,
                           PyroValue     *value)
{
  g_return_if_fail (LENS_IS_VALUE_VIEW (self));

  if (self->value == value)
    return;

  g_clear_pointer (&self->value, pyro_value_unref);
  self->value = value != NULL ? pyro_value_ref (value) : NULL;
  lens_value_view_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

const char *
lens_value_view_get_summary (LensValueView *self)
{
  g_return_val_if_fail (LENS_IS_VALUE_VIEW (self), NULL);

  return self->summary;
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
