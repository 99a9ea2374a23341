/* ui/widgets/flow-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/flow-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/models/format.h"

/**
 * LensFlowView:
 *
 * A stream of items: each with its number and the time when it came. The server makes an item when it is asked
 * for, so that stepping costs nothing.
 */
struct _LensFlowView
{
  AdwBin              parent_instance;

  LensFlow           *flow;
  GSignalGroup       *signals;
  GtkCustomFilter    *filter;
  GtkFilterListModel *shown;
  char               *needle; /* in lower case; "" for all */
  guint               following;
  guint               ticking; /* shows for how long it is open */
  gboolean            fresh;  /* items came since it last followed */

  /* template children */
  GtkWidget          *controls;
  GtkWidget          *next_button;
  GtkStack           *runner;
  GtkWidget          *run_button;
  GtkWidget          *pause_button;
  GtkWidget          *close_button;
  GtkDropDown        *limit;
  GtkToggleButton    *follow;
  GtkSearchEntry     *search;
  GtkLabel           *status;
  GtkLabel           *facts;
  GtkLabel           *problem;
  GtkStack           *stack;
  GtkLabel           *hint;
  GtkScrolledWindow  *scroll;
  GtkListView        *list;
};

enum {
  PROP_0,
  PROP_FLOW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensFlowView, lens_flow_view, ADW_TYPE_BIN)

#define MAX_ROW 400 /* bytes of an item in its row */

/* In the order of the drop-down. */
static const guint limits[] = { 0, 1, 10, 100 };

/* In place of items. */
static void
show_hint (LensFlowView *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0;

  if (lens_flow_get_n_received (self->flow) > 0)
    gtk_label_set_text (self->hint, _("No item has this text in it"));
  else if (lens_flow_get_open (self->flow))
    gtk_label_set_text (self->hint, _("Next asks for one item, Run for all of them"));
  else
    gtk_label_set_text (self->hint, _("No item came"));
  gtk_stack_set_visible_child_name (self->stack, any ? "items" : "none");
}

static void
show_status (LensFlowView *self)
{
  g_autofree char *text = lens_flow_describe (self->flow);

  gtk_label_set_text (self->status, text);
}

static gboolean
tick_cb (gpointer user_data)
{
  LensFlowView *self = user_data;

  show_status (self);
  if (lens_flow_get_open (self->flow))
    return G_SOURCE_CONTINUE;
  self->ticking = 0;

  return G_SOURCE_REMOVE;
}

/* Its age grows while it is looked at. */
static void
tick (LensFlowView *self)
{
  gboolean wanted = self->flow != NULL && lens_flow_get_open (self->flow) && gtk_widget_get_mapped (GTK_WIDGET (self));

  if (wanted && self->ticking == 0)
    self->ticking = g_timeout_add_seconds (1, tick_cb, self);
  else if (!wanted)
    g_clear_handle_id (&self->ticking, g_source_remove);
}

/* How fast it runs, and what it does with new items, are questions no more when none will come. */
static void
show_open (LensFlowView *self,
           gboolean      open)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!open && focus != NULL && gtk_widget_is_ancestor (focus, self->controls))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_widget_set_sensitive (GTK_WIDGET (self->limit), open);
  gtk_widget_set_sensitive (GTK_WIDGET (self->follow), open);
}

static void
state_changed_cb (LensFlowView *self)
{
  gboolean running = lens_flow_get_state (self->flow) == LENS_FLOW_RUNNING;
  gboolean open = lens_flow_get_open (self->flow);
  gboolean waiting = lens_flow_get_state (self->flow) == LENS_FLOW_STEPPING;
  const char *problem = lens_flow_get_problem (self->flow);
  gboolean focused = gtk_widget_has_focus (running ? self->run_button : self->pause_button);

  show_open (self, open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "flow.step", open && !running && !waiting);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "flow.run", open && !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "flow.pause", running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "flow.close", open);
  gtk_stack_set_visible_child (self->runner, running ? self->pause_button : self->run_button);
  if (focused)
    gtk_widget_grab_focus (running ? self->pause_button : self->run_button);
  gtk_label_set_text (self->problem, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  show_status (self);
  show_hint (self);
  tick (self);
}

/* ---- Rows ---- */

static gboolean
is_wanted (gpointer item,
           gpointer user_data)
{
  LensFlowView *self = user_data;
  g_autofree char *text = NULL;
  g_autofree char *lower = NULL;

  if (self->needle[0] == '\0')
    return TRUE;

  text = pyro_value_repr_short (lens_flow_item_get_value (item), MAX_ROW);
  lower = g_utf8_strdown (text, -1);

  return strstr (lower, self->needle) != NULL;
}

static void
search_changed_cb (LensFlowView *self)
{
  g_autofree char *needle = g_utf8_strdown (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);

  if (!g_set_str (&self->needle, needle))
    return;

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static GtkWidget *
add_label (GtkWidget  *box,
           const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
setup_cb (LensFlowView *self,
          GtkListItem  *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *number = add_label (box, "dim-label");
  GtkWidget *time = add_label (box, "dim-label");
  GtkWidget *value = add_label (box, "monospace");

  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (time, "numeric");
  gtk_label_set_width_chars (GTK_LABEL (number), 4);
  gtk_label_set_width_chars (GTK_LABEL (time), 8);
  gtk_label_set_ellipsize (GTK_LABEL (value), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (LensFlowView *self,
         GtkListItem  *list_item)
{
  LensFlowItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *number = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *time = gtk_widget_get_next_sibling (number);
  g_autofree char *number_text = g_strdup_printf ("%" G_GUINT64_FORMAT, lens_flow_item_get_number (item));
  g_autofree char *time_text = lens_format_duration (lens_flow_item_get_time (item));
  g_autofree char *value = pyro_value_repr_short (lens_flow_item_get_value (item), MAX_ROW);

  gtk_label_set_text (GTK_LABEL (number), number_text);
  gtk_label_set_text (GTK_LABEL (time), time_text);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (time)), value);
  gtk_list_item_set_accessible_label (list_item, value);
}

static gboolean
follow_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  LensFlowView *self = LENS_FLOW_VIEW (widget);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  if (n > 0 && gtk_toggle_button_get_active (self->follow))
    gtk_list_view_scroll_to (self->list, n - 1, GTK_LIST_SCROLL_NONE, NULL);
  if (self->fresh)
    {
      self->fresh = FALSE; /* once more, when the new rows have their heights */
      return G_SOURCE_CONTINUE;
    }
  self->following = 0;

  return G_SOURCE_REMOVE;
}

/* Once a frame at most, however many came. */
static void
items_changed_cb (LensFlowView *self)
{
  if (self->flow != NULL)
    show_hint (self);
  self->fresh = TRUE;
  if (self->following == 0)
    self->following = gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_cb, NULL, NULL);
}

/* ---- Actions ---- */

static void
pull_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LensFlow *flow = LENS_FLOW_VIEW (widget)->flow;

  if (flow == NULL)
    return;
  if (g_str_equal (action_name, "flow.step"))
    lens_flow_step (flow);
  else if (g_str_equal (action_name, "flow.run"))
    lens_flow_run (flow);
  else if (g_str_equal (action_name, "flow.pause"))
    lens_flow_pause (flow);
  else
    lens_flow_close (flow);
}

static void
limit_chosen_cb (LensFlowView *self)
{
  guint selected = gtk_drop_down_get_selected (self->limit);

  if (self->flow != NULL && selected < G_N_ELEMENTS (limits))
    lens_flow_set_limit (self->flow, limits[selected]);
}

static void
lens_flow_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lens_flow_view_parent_class)->map (widget);
  tick (LENS_FLOW_VIEW (widget));
}

static void
lens_flow_view_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lens_flow_view_parent_class)->unmap (widget);
  tick (LENS_FLOW_VIEW (widget));
}

static void
lens_flow_view_dispose (GObject *object)
{
  LensFlowView *self = LENS_FLOW_VIEW (object);

  g_clear_handle_id (&self->ticking, g_source_remove);
  if (self->following != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->following);
  self->following = 0;
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->signals);
  g_clear_object (&self->flow);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_FLOW_VIEW);

  G_OBJECT_CLASS (lens_flow_view_parent_class)->dispose (object);
}

static void
lens_flow_view_finalize (GObject *object)
{
  g_clear_pointer (&LENS_FLOW_VIEW (object)->needle, g_free);

  G_OBJECT_CLASS (lens_flow_view_parent_class)->finalize (object);
}

static void
lens_flow_view_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LensFlowView *self = LENS_FLOW_VIEW (object);

  switch (prop_id)
    {
    case PROP_FLOW:
      g_value_set_object (value, self->flow);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_flow_view_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_FLOW:
      lens_flow_view_set_flow (LENS_FLOW_VIEW (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/flow-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensFlowView, controls);
  gtk_widget_class_bind_template_child (widget_class, LensFlowView, next_button);
  gtk_widget_class_bind_template_child (widget_class, LensFlowView, runner);
  gtk_widget_class_bind_template_child (widget_class, LensFlowView, run_button);
  gtk_widget_class_bind_template_child (widget_class, LensFlowView, pause_button);
  gtk_widget_class_bind_template_child (widget_class, LensFlowView, close_button);
  gtk_widget_class_bind_template_child (widget_class, LensFlowView, limit);
  gtk_widget_class_bind_template_child (widget_class, LensFlowView, follow);
  gtk_widget_class_bind_template_child (widget_class, LensFlowView, search);
  gtk_widget_class_bind_template_child (widget_class, LensFlowView, status);
  gtk_widget_class_bind_template_child (widget_class, LensFlowView, facts);
  gtk_widget_class_bind_template_child (widget_class, LensFlowView, problem);
  gtk_widget_class_bind_template_child (widget_class, LensFlowView, stack);
  gtk_widget_class_bind_template_child (widget_class, LensFlowView, hint);
  gtk_widget_class_bind_template_child (widget_class, LensFlowView, scroll);
  gtk_widget_class_bind_template_child (widget_class, LensFlowView, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
lens_flow_view_class_init (LensFlowViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_flow_view_dispose;
  object_class->finalize = lens_flow_view_finalize;
  object_class->get_property = lens_flow_view_get_property;
  object_class->set_property = lens_flow_view_set_property;
  widget_class->map = lens_flow_view_map;
  widget_class->unmap = lens_flow_view_unmap;

  /**
   * LensFlowView:flow: (nullable)
   *
   * The stream.
   */
  properties[PROP_FLOW] =
    g_param_spec_object ("flow", NULL, NULL,
                         LENS_TYPE_FLOW,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
  bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "flow.step", NULL, pull_action);
  gtk_widget_class_install_action (widget_class, "flow.run", NULL, pull_action);
  gtk_widget_class_install_action (widget_class, "flow.pause", NULL, pull_action);
  gtk_widget_class_install_action (widget_class, "flow.close", NULL, pull_action);
}

static void
make_list (LensFlowView *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkNoSelection) selection = NULL;

  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  self->shown = gtk_filter_list_model_new (NULL, GTK_FILTER (g_object_ref (self->filter)));
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_filter_list_model_set_incremental (self->shown, FALSE);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

static void
lens_flow_view_init (LensFlowView *self)
{
  self->needle = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  make_list (self);
  g_signal_connect_object (self->limit, "notify::selected",
                           G_CALLBACK (limit_chosen_cb), self, G_CONNECT_SWAPPED);
  self->signals = g_signal_group_new (LENS_TYPE_FLOW);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (state_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::problem", G_CALLBACK (state_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::n-received", G_CALLBACK (show_status), self);
  g_signal_group_connect_swapped (self->signals, "notify::age", G_CALLBACK (show_status), self);
}

LensFlow *
lens_flow_view_get_flow (LensFlowView *self)
{
  g_return_val_if_fail (LENS_IS_FLOW_VIEW (self), NULL);

  return self->flow;
}

void
lens_flow_view_set_flow (LensFlowView *self,
                         LensFlow     *flow)
{
  g_return_if_fail (LENS_IS_FLOW_VIEW (self));
  g_return_if_fail (flow == NULL || LENS_IS_FLOW (flow));

  if (!g_set_object (&self->flow, flow))
    return;

  g_clear_handle_id (&self->ticking, g_source_remove);
  g_signal_group_set_target (self->signals, flow);
  gtk_filter_list_model_set_model (self->shown, G_LIST_MODEL (flow));
  if (flow != NULL)
    {
      /* Translators: %s is the id of a stream */
      g_autofree char *facts = g_strdup_printf (_("Stream %s. When the connection breaks the server keeps it for a "
                                                  "while (30 s, unless ITER_STREAM_LINGER says another time): ask for "
                                                  "the next item to go on."), lens_flow_get_id (flow));

      gtk_label_set_text (self->facts, facts);
      limit_chosen_cb (self);
      state_changed_cb (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FLOW]);
}
