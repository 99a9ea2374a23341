/* tests/ui/widgets/test-traceback-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/scene.h"
#include "ui/widgets/traceback-row.h"
#include "ui/widgets/traceback-view.h"

#include <string.h>

#define CHAIN \
  "'Traceback (most recent call last):\\n'," \
  "'  File \"/srv/lab/wind.py\", line 12, in wind\\n    self._open(\"/dev/x\")\\n    ~~~~~~~~~~^^^^^^^^^^\\n'," \
  "'  File \"/srv/lab/wind.py\", line 40, in _open\\n    raise OSError(path)\\n'," \
  "'OSError: /dev/x\\n'," \
  "'\\nThe above exception was the direct cause of the following exception:\\n\\n'," \
  "'Traceback (most recent call last):\\n'," \
  "'  File \"/usr/lib/python3/dist-packages/Pyro5/server.py\", line 471, in handleRequest\\n    data = method()\\n'," \
  "'  File \"/srv/lab/wind.py\", line 14, in wind\\n    raise Calm(\"no wind\") from problem\\n'," \
  "'lab.Calm: no wind\\n'"

static PyroException *
new_exception (const char *class_name,
               const char *args,
               const char *attributes)
{
  g_autofree char *literal = g_strdup_printf ("{'__class__': '%s', '__exception__': True, 'args': %s, 'attributes': {%s}}",
                                              class_name, args, attributes);
  g_autoptr(PyroValue) value = scene_value (literal);
  g_autoptr(GError) error = NULL;
  PyroException *exception = pyro_exception_from_value (value, &error);

  g_assert_no_error (error);

  return exception;
}

static void
open_view (Scene         *scene,
           PyroException *exception)
{
  scene_open (scene, g_object_new (LENS_TYPE_TRACEBACK_VIEW, "exception", exception, NULL));
  scene_settle ();
}

static gboolean
is_culprit (Scene *scene,
            guint  nth)
{
  gboolean culprit = FALSE;

  g_object_get (scene_find (scene->widget, LENS_TYPE_TRACEBACK_ROW, nth), "culprit", &culprit, NULL);

  return culprit;
}

static void
test_frames (void)
{
  g_autoptr(PyroException) exception = new_exception ("lab.Calm", "('no wind',)", "'_pyroTraceback': [" CHAIN "]");
  GtkWidget *folded;
  Scene scene;

  open_view (&scene, exception);
  g_assert_nonnull (scene_find_label (scene.widget, "Calm"));
  g_assert_nonnull (scene_find_label (scene.widget, "lab.Calm"));
  g_assert_nonnull (scene_find_label (scene.widget, "no wind"));
  g_assert_nonnull (scene_find_label (scene.widget, "Caused by OSError: /dev/x"));
  g_assert_nonnull (scene_find_label (scene.widget, "wind.py:12"));
  g_assert_nonnull (scene_find_label (scene.widget, "self._open(\"/dev/x\")"));
  g_assert_nonnull (scene_find_label (scene.widget, "wind.py:40"));
  g_assert_nonnull (scene_find_label (scene.widget, "OSError: /dev/x"));
  g_assert_nonnull (scene_find_label (scene.widget,
                                      "The above exception was the direct cause of the following exception:"));

  g_assert_nonnull (scene_find_label (scene.widget, "lab.Calm: no wind")); /* at its part of the chain */

  /* Where it was raised is the last frame that is not Pyro's, and stands before them all. */
  g_assert_cmpuint (scene_count (scene.widget, LENS_TYPE_TRACEBACK_ROW), ==, 4);
  g_assert_true (is_culprit (&scene, 0));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (scene_find (scene.widget, LENS_TYPE_TRACEBACK_ROW, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "wind, wind.py:14");
  for (guint i = 1; i < 4; i++)
    g_assert_false (is_culprit (&scene, i));

  folded = scene_find (scene.widget, ADW_TYPE_EXPANDER_ROW, 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (folded)), ==, "1 frame of Pyro itself");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (folded), TRUE);
  scene_settle ();
  g_assert_nonnull (scene_find_label (scene.widget, "server.py:471"));
  scene_close (&scene);
}

static double
find_x (GtkWidget *label,
        char       character,
        GtkWidget *root)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  const char *text = pango_layout_get_text (layout);
  graphene_point_t point;
  PangoRectangle place;
  int x, y;

  pango_layout_index_to_pos (layout, (int) (strchr (text, character) - text), &place);
  gtk_label_get_layout_offsets (GTK_LABEL (label), &x, &y);
  g_assert_true (gtk_widget_compute_point (label, root, &GRAPHENE_POINT_INIT (x + place.x / PANGO_SCALE, 0), &point));

  return point.x;
}

/* What Python marks is marked: below the line, in its columns, however narrow it is. */
static void
test_markers (void)
{
  g_autoptr(PyroException) exception = new_exception ("lab.Calm", "('no wind',)", "'_pyroTraceback': [" CHAIN "]");
  GtkWidget *view = g_object_new (LENS_TYPE_TRACEBACK_VIEW, "exception", exception, NULL);
  GtkWidget *source, *markers;
  Scene scene;

  scene_open (&scene, g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", view, NULL));
  gtk_window_set_default_size (scene.window, 120, 400);
  scene_settle ();
  source = scene_find_label (scene.widget, "self._open(\"/dev/x\")");
  markers = scene_find_label (scene.widget, "~~~~~~~~~~^^^^^^^^^^");
  g_assert_nonnull (source);
  g_assert_nonnull (markers);
  g_assert_cmpfloat_with_epsilon (find_x (source, '(', view), find_x (markers, '^', view), 1);
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (source))), ==, 1);
  scene_close (&scene);
}

/* A line without marks goes on below where it is too long, and none of it is cut. */
static void
test_long_line (void)
{
  g_autoptr(PyroException) exception = new_exception ("lab.Calm", "('no wind',)",
    "'_pyroTraceback': ['Traceback (most recent call last):\\n',"
    "'  File \"/srv/lab/wind.py\", line 14, in wind\\n    raise Calm(\"no wind at all\") from problem\\n']");
  GtkWidget *view = g_object_new (LENS_TYPE_TRACEBACK_VIEW, "exception", exception, NULL);
  GtkWidget *source, *code;
  graphene_rect_t place;
  Scene scene;

  scene_open (&scene, g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", view, NULL));
  gtk_window_set_default_size (scene.window, 120, 400);
  scene_settle ();
  source = scene_find_label (scene.widget, "raise Calm(\"no wind at all\") from problem");
  g_assert_nonnull (source);
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (source))), >, 1);
  code = gtk_widget_get_ancestor (source, GTK_TYPE_SCROLLED_WINDOW);
  g_assert_true (gtk_widget_compute_bounds (source, code, &place));
  g_assert_cmpfloat (place.origin.x, >=, 0);
  g_assert_cmpfloat (place.origin.x + place.size.width, <=, gtk_widget_get_width (code));
  g_assert_cmpfloat (place.origin.y + place.size.height, <=, gtk_widget_get_height (code));
  scene_close (&scene);
}

#define DURING "'\\nDuring handling of the above exception, another exception occurred:\\n\\n',"

/* Each exception of a chain, in its order, also where two sentences are equal; and those of a group. */
static void
test_chain (void)
{
  static const char *const wanted[] = {
    "Traceback, most recent call last",
    "KeyError: 1", "During handling of the above exception, another exception occurred:", "OSError: two",
    "During handling of the above exception, another exception occurred:", "lab.Calm: no wind",
    "Exception 1 of the group:", "ValueError: three",
  };
  g_autoptr(PyroException) exception = new_exception ("lab.Calm", "('no wind',)",
    "'_pyroTraceback': ['Traceback (most recent call last):\\n', '  File \"/a.py\", line 1, in f\\n', 'KeyError: 1\\n'," DURING
    "'Traceback (most recent call last):\\n', '  File \"/a.py\", line 2, in f\\n', 'OSError: two\\n'," DURING
    "'  + Exception Group Traceback (most recent call last):\\n', '  |   File \"/a.py\", line 3, in f\\n',"
    "'  | lab.Calm: no wind\\n', '  +-+---------------- 1 ----------------\\n', '    | ValueError: three\\n',"
    "'    +------------------------------------\\n']");
  GtkWidget *box;
  guint n = 0;
  Scene scene;

  open_view (&scene, exception);
  g_assert_nonnull (scene_find_label (scene.widget, "Raised while KeyError: 1 was handled"));
  box = gtk_widget_get_parent (scene_find_label (scene.widget, "KeyError: 1"));
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      {
        g_assert_cmpuint (n, <, G_N_ELEMENTS (wanted));
        g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (child)), ==, wanted[n++]);
      }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (wanted));
  g_assert_cmpuint (scene_count (scene.widget, LENS_TYPE_TRACEBACK_ROW), ==, 4);
  g_assert_true (is_culprit (&scene, 0));
  scene_close (&scene);
}

/* A screen reader that comes to a frame says which it is. */
static void
test_names_of_frames (void)
{
  g_autoptr(PyroException) exception = new_exception ("lab.Calm", "('no wind',)", "'_pyroTraceback': [" CHAIN "]");
  GtkWidget *row;
  Scene scene;

  open_view (&scene, exception);
  row = scene_find (scene.widget, LENS_TYPE_TRACEBACK_ROW, 2);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "_open, wind.py:40");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "/srv/lab/wind.py");
  scene_close (&scene);
}

static void
test_copy (void)
{
  g_autoptr(PyroException) exception = new_exception ("lab.Calm", "('no wind',)", "'_pyroTraceback': [" CHAIN "]");
  g_autoptr(PyroException) bare = new_exception ("builtins.ValueError", "('no',)", "");
  g_autofree char *text = NULL;
  Scene scene;

  open_view (&scene, exception);
  g_assert_true (gtk_widget_activate_action (scene.widget, "exception.copy", NULL));
  text = scene_read_clipboard (&scene);
  g_assert_true (g_str_has_prefix (text, "Traceback (most recent call last):\n  File \"/srv/lab/wind.py\", line 12, in wind\n"));
  g_assert_true (g_str_has_suffix (text, "from problem\nlab.Calm: no wind\n"));

  lens_traceback_view_set_exception (LENS_TRACEBACK_VIEW (scene.widget), bare);
  g_assert_true (gtk_widget_activate_action (scene.widget, "exception.copy", NULL));
  g_free (text);
  text = scene_read_clipboard (&scene);
  g_assert_cmpstr (text, ==, "builtins.ValueError: no\n");
  scene_close (&scene);
}

static void
test_attributes (void)
{
  g_autoptr(PyroException) exception = new_exception ("lab.LimitError", "()",
                                                      "'axis': 'y', 'wanted': 400, '_pyroTraceback': ['x\\n'], 7: '<b>'");
  g_autoptr(PyroException) none = new_exception ("builtins.KeyError", "('x',)", "'_pyroTraceback': []");
  Scene scene;

  open_view (&scene, exception);
  g_assert_nonnull (scene_find_label (scene.widget, "axis"));
  g_assert_nonnull (scene_find_label (scene.widget, "'y'"));
  g_assert_nonnull (scene_find_label (scene.widget, "400"));
  g_assert_nonnull (scene_find_label (scene.widget, "7"));
  g_assert_nonnull (scene_find_label (scene.widget, "'<b>'"));
  g_assert_cmpuint (scene_count (scene.widget, ADW_TYPE_ACTION_ROW), ==, 3);

  lens_traceback_view_set_exception (LENS_TRACEBACK_VIEW (scene.widget), none);
  scene_settle ();
  g_assert_cmpuint (scene_count (scene.widget, ADW_TYPE_ACTION_ROW), ==, 0);
  g_assert_nonnull (scene_find_label (scene.widget, "'x'"));
  g_assert_null (scene_find_label (scene.widget, "builtins.KeyError")); /* says no more than KeyError */
  scene_close (&scene);
}

/* What comes from outside can say anything. */
static void
test_odd (void)
{
  static const char *const tracebacks[] = { "", "'_pyroTraceback': 7", "'_pyroTraceback': ['']", "'_pyroTraceback': ['\\n\\n', 3, None]",
                                            "'_pyroTraceback': ['  File \"\", line 99999999999999999999, in \\n']" };
  g_autoptr(PyroException) nameless = new_exception ("x.", "()", "");
  Scene scene;

  open_view (&scene, nameless);
  for (gsize i = 0; i < G_N_ELEMENTS (tracebacks); i++)
    {
      g_autoptr(PyroException) exception = new_exception ("lab.Odd", "('<&>',)", tracebacks[i]);

      lens_traceback_view_set_exception (LENS_TRACEBACK_VIEW (scene.widget), exception);
      scene_settle ();
      g_assert_nonnull (scene_find_label (scene.widget, "<&>"));
    }
  lens_traceback_view_set_exception (LENS_TRACEBACK_VIEW (scene.widget), NULL);
  g_assert_true (gtk_widget_activate_action (scene.widget, "exception.copy", NULL));
  scene_close (&scene);
}

#define RULE "'----------------------------------------------------\\n',"

/* Local variables, as Pyro5 writes them with DETAILED_TRACEBACK, are a table of names and values. */
static void
test_locals (void)
{
  g_autoptr(PyroException) exception = new_exception ("lab.Calm", "('no wind',)",
    "'_pyroTraceback': [" RULE "' EXCEPTION x\\n'," RULE
    "'File \"/srv/lab/wind.py\", line 12, in wind\\n', 'Source code:\\n', '    self._open()\\n', 'Local values:\\n',"
    "'    speed = 7.5\\n', '    text = one\\n', 'and two = 2 more\\n', '        self.axis = <x>\\n'," RULE "]");
  GtkWidget *view = g_object_new (LENS_TYPE_TRACEBACK_VIEW, "exception", exception, NULL);
  GtkWidget *locals;
  Scene scene;

  scene_open (&scene, g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", view, NULL)); /* as it is in the window */
  scene_settle ();
  locals = scene_find (scene.widget, GTK_TYPE_EXPANDER, 0);
  g_assert_nonnull (locals);
  g_assert_true (gtk_expander_get_expanded (GTK_EXPANDER (locals))); /* where one looks first */
  g_assert_nonnull (scene_find_label (scene.widget, "speed"));
  g_assert_nonnull (scene_find_label (scene.widget, "7.5"));
  g_assert_nonnull (scene_find_label (scene.widget, "self.axis"));
  g_assert_nonnull (scene_find_label (scene.widget, "<x>"));
  g_assert_nonnull (scene_find_label (scene.widget, "and two = 2 more"));
  scene_close (&scene);
}

static void
add_tests (void)
{
  g_test_add_func ("/widgets/traceback-view/frames", test_frames);
  g_test_add_func ("/widgets/traceback-view/names-of-frames", test_names_of_frames);
  g_test_add_func ("/widgets/traceback-view/markers", test_markers);
  g_test_add_func ("/widgets/traceback-view/long-line", test_long_line);
  g_test_add_func ("/widgets/traceback-view/chain", test_chain);
  g_test_add_func ("/widgets/traceback-view/copy", test_copy);
  g_test_add_func ("/widgets/traceback-view/attributes", test_attributes);
  g_test_add_func ("/widgets/traceback-view/locals", test_locals);
  g_test_add_func ("/widgets/traceback-view/odd", test_odd);
}

int
main (int   argc,
      char *argv[])
{
  return scene_run (&argc, &argv, add_tests);
}
