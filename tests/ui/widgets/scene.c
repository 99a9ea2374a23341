/* tests/ui/widgets/scene.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/scene.h"

#include <gtksourceview/gtksource.h>

int
scene_run (int    *argc,
           char ***argv,
           void  (*add_tests) (void))
{
  g_test_init (argc, argv, NULL);
  adw_init ();
  gtk_source_init ();
  add_tests ();

  return g_test_run ();
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

void
scene_open (Scene     *self,
            GtkWidget *widget)
{
  self->window = GTK_WINDOW (gtk_window_new ());
  self->widget = widget;
  gtk_window_set_default_size (self->window, 500, 600);
  gtk_window_set_child (self->window, widget);
  gtk_window_present (self->window);
  wait_until (is_mapped, widget);
}

static gboolean
framed_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  ++*(guint *) user_data;

  return G_SOURCE_CONTINUE;
}

/* A spinner always has something to do. */
static gboolean
has_drawn (gpointer data)
{
  guint n_frames = *(guint *) data;

  return n_frames >= 3 && (n_frames >= 10 || !g_main_context_pending (NULL));
}

/* Until what is to be done is done and was laid out; in each window. */
void
scene_settle (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      guint n = 0;
      guint id;

      if (!gtk_widget_get_mapped (l->data))
        continue;
      id = gtk_widget_add_tick_callback (l->data, framed_cb, &n, NULL);
      wait_until (has_drawn, &n);
      gtk_widget_remove_tick_callback (l->data, id);
    }
}

static void
watch (GtkWidget *widget,
       GPtrArray *places)
{
  gpointer *place;

  /* GTK has one where the pointer happens to be, and lets it go when its time is over. */
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkTooltipWindow"))
    return;

  place = g_new0 (gpointer, 1);
  *place = widget;
  g_object_add_weak_pointer (G_OBJECT (widget), place);
  g_ptr_array_add (places, place);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    watch (child, places);
}

/* What of these is left, and who holds each. */
static char *
list_left (GPtrArray *places)
{
  GString *left = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    {
      GObject *object = *(gpointer *) g_ptr_array_index (places, i);

      if (object != NULL)
        g_string_append_printf (left, " %s (%u references)", G_OBJECT_TYPE_NAME (object), object->ref_count);
    }

  return g_string_free_and_steal (left);
}

void
scene_close (Scene *self)
{
  g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *widget = g_object_ref (self->widget);
  g_autofree char *left = NULL;

  scene_settle ();
  watch (GTK_WIDGET (self->window), places);
  gtk_window_destroy (self->window);
  g_object_run_dispose (G_OBJECT (widget));
  g_object_run_dispose (G_OBJECT (widget));
  g_assert_finalize_object (widget);
  for (guint i = 0; i < 1000 && g_main_context_iteration (NULL, FALSE); i++)
    ;
  left = list_left (places);
  g_assert_cmpstr (left, ==, "");
  self->window = NULL;
  self->widget = NULL;
}

static gboolean
is_shown (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_child_visible (widget);
}

static GtkWidget *
find (GtkWidget *root,
      gboolean (*fits) (GtkWidget *widget, gconstpointer data),
      gconstpointer data,
      guint        *nth)
{
  GtkWidget *found = NULL;

  if (!is_shown (root))
    return NULL;
  if (fits (root, data) && (*nth)-- == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, fits, data, nth);

  return found;
}

static gboolean
is_a (GtkWidget     *widget,
      gconstpointer  data)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) data);
}

static gboolean
is_label (GtkWidget     *widget,
          gconstpointer  text)
{
  if (GTK_IS_INSCRIPTION (widget))
    return g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0;

  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static gboolean
is_button (GtkWidget     *widget,
           gconstpointer  action)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0;
}

GtkWidget *
scene_find (GtkWidget *root,
            GType      type,
            guint      nth)
{
  return find (root, is_a, &type, &nth);
}

guint
scene_count (GtkWidget *root,
             GType      type)
{
  guint n = 0;

  while (scene_find (root, type, n) != NULL)
    n++;

  return n;
}

GtkWidget *
scene_find_label (GtkWidget  *root,
                  const char *text)
{
  guint nth = 0;

  return find (root, is_label, text, &nth);
}

GtkWidget *
scene_find_button (GtkWidget  *root,
                   const char *action)
{
  guint nth = 0;

  return find (root, is_button, action, &nth);
}

gboolean
scene_has_focus (GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (widget)));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

typedef struct
{
  gboolean  done;
  char     *text;
} Reading;

static void
read_cb (GObject      *clipboard,
         GAsyncResult *result,
         gpointer      user_data)
{
  Reading *reading = user_data;

  reading->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
  reading->done = TRUE;
}

static gboolean
is_read (gpointer data)
{
  return ((Reading *) data)->done;
}

char *
scene_read_clipboard (Scene *self)
{
  Reading reading = { 0 };

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (self->widget), NULL, read_cb, &reading);
  wait_until (is_read, &reading);

  return reading.text;
}

PyroValue *
scene_value (const char *literal)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_literal_parse (literal, -1, NULL, &error);

  g_assert_no_error (error);

  return value;
}
