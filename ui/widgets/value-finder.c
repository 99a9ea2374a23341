/* ui/widgets/value-finder.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/value-finder.h"

#include <glib/gi18n.h>

#include "ui/models/value-search.h"

/**
 * LensValueFinder:
 *
 * Finds a text in a value, or what a path leads to. [signal@Lens.ValueFinder::found] says where it
 * is; the search itself is made in a worker.
 */
struct _LensValueFinder
{
  AdwBin           parent_instance;

  PyroValue       *value;
  GCancellable    *cancellable;
  GPtrArray       *hits;    /* GArray of guint; NULL before anything was sought */
  guint            current;

  /* template children */
  GtkSearchEntry  *entry;
  GtkLabel        *count;
};

enum {
  PROP_0,
  PROP_VALUE,
  N_PROPS
};

enum {
  FOUND,
  STOPPED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensValueFinder, lens_value_finder, ADW_TYPE_BIN)

static void
show_state (LensValueFinder *self,
            const char      *text,
            gboolean         wrong)
{
  gtk_label_set_text (self->count, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count), text);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "finder.next", self->hits != NULL && self->hits->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "finder.previous", self->hits != NULL && self->hits->len > 0);
}

static void
go_to (LensValueFinder *self,
       guint            number,
       gboolean         more)
{
  g_autofree char *text = NULL;

  self->current = number;
  /* Translators: which one of how many that were found */
  text = g_strdup_printf (more ? _("%'u of more than %'u") : _("%'u of %'u"), number + 1, self->hits->len);
  show_state (self, text, FALSE);
  g_signal_emit (self, signals[FOUND], 0, g_ptr_array_index (self->hits, number));
}

static void
take_hits (LensValueFinder *self,
           GPtrArray       *hits,
           gboolean         more)
{
  self->hits = hits;
  if (hits->len > 0)
    go_to (self, 0, more);
  else
    show_state (self, _("Not found"), TRUE);
}

static void
searched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(LensValueFinder) self = user_data;
  gboolean more;
  GPtrArray *hits = lens_value_search_finish (result, &more, NULL);

  if (hits != NULL) /* else it was cancelled */
    take_hits (self, hits, more);
}

static void
follow (LensValueFinder *self,
        const char      *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) trail = lens_value_search_follow (self->value, path, &error);
  GPtrArray *hits;

  if (trail == NULL)
    {
      show_state (self, error->message, TRUE);
      return;
    }

  hits = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_ptr_array_add (hits, g_array_ref (trail));
  take_hits (self, hits, FALSE);
}

static void
lens_value_finder_stop (LensValueFinder *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
}

static void
changed_cb (LensValueFinder *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  lens_value_finder_stop (self);
  show_state (self, "", FALSE);
  if (self->value == NULL || text[0] == '\0')
    return;

  if (lens_value_search_is_path (text))
    {
      follow (self, text);
      return;
    }

  self->cancellable = g_cancellable_new ();
  lens_value_search_async (self->value, text, self->cancellable, searched_cb, g_object_ref (self));
}

static void
step (LensValueFinder *self,
      guint            by)
{
  if (self->hits != NULL && self->hits->len > 0)
    go_to (self, (self->current + by) % self->hits->len, self->hits->len == LENS_MAX_HITS);
}

static void
next_cb (LensValueFinder *self)
{
  step (self, 1);
}

static void
previous_cb (LensValueFinder *self)
{
  step (self, self->hits != NULL ? self->hits->len - 1 : 0);
}

static void
stop_cb (LensValueFinder *self)
{
  g_signal_emit (self, signals[STOPPED], 0);
}

static void
step_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  if (g_str_equal (action_name, "finder.next"))
    next_cb (LENS_VALUE_FINDER (widget));
  else
    previous_cb (LENS_VALUE_FINDER (widget));
}

static gboolean
lens_value_finder_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LENS_VALUE_FINDER (widget)->entry));
}

static void
lens_value_finder_dispose (GObject *object)
{
  lens_value_finder_stop (LENS_VALUE_FINDER (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_VALUE_FINDER);

  G_OBJECT_CLASS (lens_value_finder_parent_class)->dispose (object);
}

static void
lens_value_finder_finalize (GObject *object)
{
  LensValueFinder *self = LENS_VALUE_FINDER (object);

  g_clear_pointer (&self->value, pyro_value_unref);

  G_OBJECT_CLASS (lens_value_finder_parent_class)->finalize (object);
}

static void
lens_value_finder_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  LensValueFinder *self = LENS_VALUE_FINDER (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      g_value_set_boxed (value, self->value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_value_finder_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  LensValueFinder *self = LENS_VALUE_FINDER (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      lens_value_finder_set_value (self, g_value_get_boxed (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_signals (void)
{
  /**
   * LensValueFinder::found:
   * @trail: (element-type guint): the positions that lead to it
   *
   * Something was found, or gone on to.
   */
  signals[FOUND] = g_signal_new ("found", LENS_TYPE_VALUE_FINDER, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ARRAY);

  /**
   * LensValueFinder::stopped:
   *
   * The user is done with it.
   */
  signals[STOPPED] = g_signal_new ("stopped", LENS_TYPE_VALUE_FINDER, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lens_value_finder_class_init (LensValueFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_value_finder_dispose;
  object_class->finalize = lens_value_finder_finalize;
  object_class->get_property = lens_value_finder_get_property;
  object_class->set_property = lens_value_finder_set_property;
  widget_class->grab_focus = lens_value_finder_grab_focus;

  /**
   * LensValueFinder:value: (nullable)
   *
   * What is looked into, a container.
   */
  properties[PROP_VALUE] =
    g_param_spec_boxed ("value", NULL, NULL,
                        PYRO_TYPE_VALUE,
                        (G_PARAM_READWRITE |
                         G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_signals ();

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/value-finder.ui");
  gtk_widget_class_bind_template_child (widget_class, LensValueFinder, entry);
  gtk_widget_class_bind_template_child (widget_class, LensValueFinder, count);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_install_action (widget_class, "finder.next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "finder.previous", NULL, step_action);
}

static void
lens_value_finder_init (LensValueFinder *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_state (self, "", FALSE);
}

PyroValue *
lens_value_finder_get_value (LensValueFinder *self)
{
  g_return_val_if_fail (LENS_IS_VALUE_FINDER (self), NULL);

  return self->value;
}

void
lens_value_finder_set_value (LensValueFinder *self,
                             PyroValue       *value)
{
  g_return_if_fail (LENS_IS_VALUE_FINDER (self));

  if (self->value == value)
    return;

  g_clear_pointer (&self->value, pyro_value_unref);
  self->value = value != NULL ? pyro_value_ref (value) : NULL;
  changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}
