/* ui/widgets/difference-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/difference-view.h"

#include <glib/gi18n.h>

#include "ui/models/difference.h"

/**
 * LensDifferenceView:
 *
 * A result beside another value: an earlier result of the same member, a value that is typed, or what
 * another object answers to the same call.
 */
struct _LensDifferenceView
{
  AdwBin          parent_instance;

  LensRequest    *request;      /* whose result is the new value */
  LensRequest    *elsewhere;    /* the same call of another object */
  GSignalGroup   *elsewhere_signals;
  PyroValue      *old_value;
  GPtrArray      *earlier;      /* LensRequest, newest first */
  GPtrArray      *offered;      /* those in the drop-down, unowned */
  GCancellable   *cancellable;

  /* template children */
  GtkDropDown    *other;
  GtkEntry       *literal;
  GtkEntry       *place;
  GtkLabel       *state;
  GtkStack       *stack;
  AdwStatusPage  *hint;
  GtkListView    *list;
};

G_DEFINE_FINAL_TYPE (LensDifferenceView, lens_difference_view, ADW_TYPE_BIN)

/* Characters of the call that an earlier result is named after. */
#define MAX_LINE_CHARS 16

/* Results that are kept, and bytes of memory that one of them may take. */
#define MAX_EARLIER 20
#define MAX_EARLIER_SIZE ((gsize) 16 * 1024 * 1024)

/* What comes first in the drop-down. */
enum {
  OTHER_VALUE,
  OTHER_OBJECT,
  OTHER_EARLIER,
};

typedef struct
{
  PyroValue *old_value;
  PyroValue *new_value;
} Pair;

static void
pair_free (Pair *self)
{
  pyro_value_unref (self->old_value);
  pyro_value_unref (self->new_value);
  g_free (self);
}

static GListModel *
dup_parts (gpointer item,
           gpointer unused)
{
  GListModel *parts = lens_difference_get_parts (item);

  return parts != NULL ? g_object_ref (parts) : NULL;
}

static void
show_hint (LensDifferenceView *self,
           const char         *title,
           const char         *icon_name)
{
  gtk_list_view_set_model (self->list, NULL);
  adw_status_page_set_title (self->hint, title);
  adw_status_page_set_icon_name (self->hint, icon_name);
  gtk_label_set_text (self->state, "");
  gtk_stack_set_visible_child_name (self->stack, "none");
}

static void
show_places (LensDifferenceView *self,
             LensDifference     *difference)
{
  g_autoptr(GListStore) roots = g_list_store_new (LENS_TYPE_DIFFERENCE);
  GListModel *parts = lens_difference_get_parts (difference);
  g_autoptr(GtkNoSelection) selection = NULL;
  guint n = lens_difference_count (difference);
  g_autofree char *count = g_strdup_printf (ngettext ("%'u difference", "%'u differences", n), n);
  g_autofree char *text = NULL;

  if (parts == NULL)
    g_list_store_append (roots, difference);
  selection = gtk_no_selection_new (G_LIST_MODEL (gtk_tree_list_model_new (
    parts != NULL ? g_object_ref (parts) : G_LIST_MODEL (g_steal_pointer (&roots)), FALSE, n <= 200, dup_parts, NULL, NULL)));
  if (lens_difference_get_flat (difference))
    gtk_widget_add_css_class (GTK_WIDGET (self->list), "flat-tree");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->list), "flat-tree");
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  if (lens_difference_has_more (difference))
    /* Translators: %s is “5 differences” */
    text = g_strdup_printf (_("%s, and there are more"), count);
  gtk_label_set_text (self->state, text != NULL ? text : count);
  gtk_stack_set_visible_child_name (self->stack, "places");
}

static void
find_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Pair *pair = task_data;

  g_task_return_pointer (task, lens_difference_find (pair->old_value, pair->new_value, cancellable), g_object_unref);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(LensDifferenceView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(LensDifference) difference = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    return; /* cancelled */

  if (difference != NULL)
    show_places (self, difference);
  else
    show_hint (self, _("They Are the Same"), "object-select-symbolic");
}

static void
stop (LensDifferenceView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
compare_with (LensDifferenceView *self,
              PyroValue          *old_value)
{
  g_autoptr(GTask) task = NULL;
  PyroValue *new_value = self->request != NULL ? lens_request_get_value (self->request) : NULL;
  Pair *pair;

  stop (self);
  if (old_value == NULL || new_value == NULL)
    return;

  pair = g_new0 (Pair, 1);
  pair->old_value = pyro_value_ref (old_value);
  pair->new_value = pyro_value_ref (new_value);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, found_cb, g_object_ref (self));
  g_task_set_source_tag (task, compare_with);
  g_task_set_task_data (task, pair, (GDestroyNotify) pair_free);
  g_task_run_in_thread (task, find_thread);
}

static void
literal_changed_cb (LensDifferenceView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->literal));
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = NULL;

  gtk_widget_remove_css_class (GTK_WIDGET (self->literal), "error");
  show_hint (self, _("Type a Value"), "document-edit-symbolic");
  if (text[0] == '\0')
    return;

  value = pyro_literal_parse (text, -1, NULL, &error);
  if (value != NULL)
    {
      compare_with (self, value);
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->literal), "error");
  gtk_label_set_text (self->state, error->message);
}

static void
answered_cb (LensDifferenceView *self)
{
  PyroException *exception = lens_request_get_exception (self->elsewhere);

  if (lens_request_get_state (self->elsewhere) == LENS_REQUEST_RUNNING)
    return;

  if (lens_request_get_value (self->elsewhere) != NULL)
    compare_with (self, lens_request_get_value (self->elsewhere));
  else
    {
      show_hint (self, _("No Result There"), "network-error-symbolic");
      gtk_label_set_text (self->state, exception != NULL ? pyro_exception_get_message (exception)
                                                         : lens_request_get_state_text (self->elsewhere));
    }
}

/* Only when it is asked for: it runs the method of the other object. */
static void
place_activated_cb (LensDifferenceView *self)
{
  const char *uri = gtk_editable_get_text (GTK_EDITABLE (self->place));
  g_autoptr(LensObject) object = NULL;

  if (uri[0] == '\0' || self->request == NULL)
    return;

  show_hint (self, _("Waiting for the Answer"), "content-loading-symbolic");
  object = lens_object_new (uri, uri, NULL);
  g_signal_group_set_target (self->elsewhere_signals, NULL);
  g_clear_object (&self->elsewhere);
  self->elsewhere = lens_request_new_elsewhere (self->request, object);
  g_signal_group_set_target (self->elsewhere_signals, self->elsewhere);
  lens_request_run (self->elsewhere);
  answered_cb (self);
}

static void
other_changed_cb (LensDifferenceView *self)
{
  guint selected = gtk_drop_down_get_selected (self->other);

  stop (self);
  gtk_widget_set_visible (GTK_WIDGET (self->literal), selected == OTHER_VALUE);
  gtk_widget_set_visible (GTK_WIDGET (self->place), selected == OTHER_OBJECT);
  if (selected == OTHER_VALUE)
    literal_changed_cb (self);
  else if (selected == OTHER_OBJECT)
    show_hint (self, _("Enter a URI"), "network-server-symbolic");
  else if (selected - OTHER_EARLIER < self->offered->len)
    compare_with (self, lens_request_get_value (g_ptr_array_index (self->offered, selected - OTHER_EARLIER)));
}

static void
lens_difference_view_dispose (GObject *object)
{
  LensDifferenceView *self = LENS_DIFFERENCE_VIEW (object);

  stop (self);
  g_clear_object (&self->elsewhere_signals);
  g_clear_object (&self->elsewhere);
  g_clear_object (&self->request);
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_DIFFERENCE_VIEW);

  G_OBJECT_CLASS (lens_difference_view_parent_class)->dispose (object);
}

static void
lens_difference_view_finalize (GObject *object)
{
  LensDifferenceView *self = LENS_DIFFERENCE_VIEW (object);

  g_ptr_array_unref (self->offered);
  g_ptr_array_unref (self->earlier);

  G_OBJECT_CLASS (lens_difference_view_parent_class)->finalize (object);
}

static void
lens_difference_view_class_init (LensDifferenceViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_difference_view_dispose;
  object_class->finalize = lens_difference_view_finalize;

  g_type_ensure (LENS_TYPE_DIFFERENCE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/difference-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensDifferenceView, other);
  gtk_widget_class_bind_template_child (widget_class, LensDifferenceView, literal);
  gtk_widget_class_bind_template_child (widget_class, LensDifferenceView, place);
  gtk_widget_class_bind_template_child (widget_class, LensDifferenceView, state);
  gtk_widget_class_bind_template_child (widget_class, LensDifferenceView, stack);
  gtk_widget_class_bind_template_child (widget_class, LensDifferenceView, hint);
  gtk_widget_class_bind_template_child (widget_class, LensDifferenceView, list);
  gtk_widget_class_bind_template_callback (widget_class, literal_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
}

static void
lens_difference_view_init (LensDifferenceView *self)
{
  self->earlier = g_ptr_array_new_with_free_func (g_object_unref);
  self->offered = g_ptr_array_new ();
  self->elsewhere_signals = g_signal_group_new (LENS_TYPE_REQUEST);
  g_signal_group_connect_swapped (self->elsewhere_signals, "notify::state", G_CALLBACK (answered_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lens_difference_view_remember:
 * @request: a request that is done
 *
 * Keeps a result to compare later ones with, where it is not too large.
 */
void
lens_difference_view_remember (LensDifferenceView *self,
                               LensRequest        *request)
{
  PyroValue *value = lens_request_get_value (request);

  g_return_if_fail (LENS_IS_DIFFERENCE_VIEW (self));

  if (value == NULL || pyro_value_get_memory_size (value) > MAX_EARLIER_SIZE)
    return;

  g_ptr_array_insert (self->earlier, 0, g_object_ref (request));
  if (self->earlier->len > MAX_EARLIER)
    g_ptr_array_set_size (self->earlier, MAX_EARLIER);
}

/* A call as it is named in a list, where its beginning is enough. */
static char *
shorten (const char *line)
{
  g_autofree char *begin = NULL;

  if (g_utf8_strlen (line, -1) <= MAX_LINE_CHARS)
    return g_strdup (line);

  begin = g_utf8_substring (line, 0, MAX_LINE_CHARS - 1);

  return g_strconcat (begin, "…", NULL);
}

/**
 * lens_difference_view_set_request:
 * @request: (nullable): whose result is compared
 *
 * Offers what its result can be compared with: earlier ones of the same member first.
 */
void
lens_difference_view_set_request (LensDifferenceView *self,
                                  LensRequest        *request)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  g_return_if_fail (LENS_IS_DIFFERENCE_VIEW (self));

  g_set_object (&self->request, request);
  g_ptr_array_set_size (self->offered, 0);
  gtk_string_list_append (names, _("A Value"));
  gtk_string_list_append (names, _("Another Object"));
  for (guint i = 0; request != NULL && i < self->earlier->len; i++)
    {
      LensRequest *earlier = g_ptr_array_index (self->earlier, i);
      GDateTime *started = lens_request_get_started (earlier);
      g_autofree char *time = started != NULL ? g_date_time_format (started, "%X") : g_strdup ("");
      g_autofree char *line = NULL;
      g_autofree char *name = NULL;

      if (earlier == request || lens_request_get_member (earlier) != lens_request_get_member (request))
        continue;
      line = shorten (lens_request_get_line (earlier));
      /* Translators: a call such as “move_to(1, 2)”, and the time of the day at which it was made */
      name = g_strdup_printf (_("%s at %s"), line, time);
      gtk_string_list_append (names, name);
      g_ptr_array_add (self->offered, earlier);
    }
  gtk_drop_down_set_model (self->other, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->other, self->offered->len > 0 ? OTHER_EARLIER : OTHER_VALUE);
  other_changed_cb (self);
}
