/* tests/ui/widgets/test-traceback-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/scene.h"
#include "ui/widgets/traceback-row.h"
#include "ui/widgets/traceback-view.h"

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
  g_autoptr(PyroValue) value = stage_value (literal);
  g_autoptr(GError) error = NULL;
  PyroException *exception = pyro_exception_from_value (value, &error);

  g_assert_no_error (error);

  return exception;
}

static void
open_view (Stage         *stage,
           PyroException *exception)
{
  stage_open (stage, g_object_new (LENS_TYPE_TRACEBACK_VIEW, "exception", exception, NULL));
  stage_settle ();
}

static gboolean
is_culprit (Stage *stage,
            guint  nth)
{
  gboolean culprit = FALSE;

  g_object_get (stage_find (stage->widget, LENS_TYPE_TRACEBACK_ROW, nth), "culprit", &culprit, NULL);

  return culprit;
}

static void
test_frames (void)
{
  g_autoptr(PyroException) exception = new_exception ("lab.Calm", "('no wind',)", "'_pyroTraceback': [" CHAIN "]");
  GtkWidget *folded;
  Stage stage;

  open_view (&stage, exception);
  g_assert_nonnull (stage_find_label (stage.widget, "Calm"));
  g_assert_nonnull (stage_find_label (stage.widget, "lab.Calm"));
  g_assert_nonnull (stage_find_label (stage.widget, "no wind"));
  g_assert_nonnull (stage_find_label (stage.widget, "wind.py:12"));
  g_assert_nonnull (stage_find_label (stage.widget, "self._open(\"/dev/x\")"));
  g_assert_nonnull (stage_find_label (stage.widget, "wind.py:40"));
  g_assert_nonnull (stage_find_label (stage.widget, "OSError: /dev/x"));
  g_assert_nonnull (stage_find_label (stage.widget,
                                      "The above exception was the direct cause of the following exception:"));

  /* Where it was raised is the last frame that is not Pyro's. */
  g_assert_cmpuint (stage_count (stage.widget, LENS_TYPE_TRACEBACK_ROW), ==, 3);
  g_assert_false (is_culprit (&stage, 0));
  g_assert_false (is_culprit (&stage, 1));
  g_assert_true (is_culprit (&stage, 2));

  folded = stage_find (stage.widget, ADW_TYPE_EXPANDER_ROW, 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (folded)), ==, "1 frame of Pyro itself");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (folded), TRUE);
  stage_settle ();
  g_assert_nonnull (stage_find_label (stage.widget, "server.py:471"));
  stage_close (&stage);
}

/* A screen reader that comes to a frame says which it is. */
static void
test_names_of_frames (void)
{
  g_autoptr(PyroException) exception = new_exception ("lab.Calm", "('no wind',)", "'_pyroTraceback': [" CHAIN "]");
  GtkWidget *row;
  Stage stage;

  open_view (&stage, exception);
  row = stage_find (stage.widget, LENS_TYPE_TRACEBACK_ROW, 1);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "_open, wind.py:40");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "/srv/lab/wind.py");
  stage_close (&stage);
}

static void
test_copy (void)
{
  g_autoptr(PyroException) exception = new_exception ("lab.Calm", "('no wind',)", "'_pyroTraceback': [" CHAIN "]");
  g_autoptr(PyroException) bare = new_exception ("builtins.ValueError", "('no',)", "");
  g_autofree char *text = NULL;
  Stage stage;

  open_view (&stage, exception);
  g_assert_true (gtk_widget_activate_action (stage.widget, "exception.copy", NULL));
  text = stage_read_clipboard (&stage);
  g_assert_true (g_str_has_prefix (text, "Traceback (most recent call last):\n  File \"/srv/lab/wind.py\", line 12, in wind\n"));
  g_assert_true (g_str_has_suffix (text, "from problem\nlab.Calm: no wind\n"));

  lens_traceback_view_set_exception (LENS_TRACEBACK_VIEW (stage.widget), bare);
  g_assert_true (gtk_widget_activate_action (stage.widget, "exception.copy", NULL));
  g_free (text);
  text = stage_read_clipboard (&stage);
  g_assert_cmpstr (text, ==, "builtins.ValueError: no\n");
  stage_close (&stage);
}

static void
test_attributes (void)
{
  g_autoptr(PyroException) exception = new_exception ("lab.LimitError", "()",
                                                      "'axis': 'y', 'wanted': 400, '_pyroTraceback': ['x\\n'], 7: '<b>'");
  g_autoptr(PyroException) none = new_exception ("builtins.KeyError", "('x',)", "'_pyroTraceback': []");
  Stage stage;

  open_view (&stage, exception);
  g_assert_nonnull (stage_find_label (stage.widget, "axis"));
  g_assert_nonnull (stage_find_label (stage.widget, "'y'"));
  g_assert_nonnull (stage_find_label (stage.widget, "400"));
  g_assert_nonnull (stage_find_label (stage.widget, "7"));
  g_assert_nonnull (stage_find_label (stage.widget, "'<b>'"));
  g_assert_cmpuint (stage_count (stage.widget, ADW_TYPE_ACTION_ROW), ==, 3);

  lens_traceback_view_set_exception (LENS_TRACEBACK_VIEW (stage.widget), none);
  stage_settle ();
  g_assert_cmpuint (stage_count (stage.widget, ADW_TYPE_ACTION_ROW), ==, 0);
  g_assert_nonnull (stage_find_label (stage.widget, "'x'"));
  g_assert_null (stage_find_label (stage.widget, "builtins.KeyError")); /* says no more than KeyError */
  stage_close (&stage);
}

/* What comes from outside can say anything. */
static void
test_odd (void)
{
  static const char *const tracebacks[] = { "", "'_pyroTraceback': 7", "'_pyroTraceback': ['']", "'_pyroTraceback': ['\\n\\n', 3, None]",
                                            "'_pyroTraceback': ['  File \"\", line 99999999999999999999, in \\n']" };
  g_autoptr(PyroException) nameless = new_exception ("x.", "()", "");
  Stage stage;

  open_view (&stage, nameless);
  for (gsize i = 0; i < G_N_ELEMENTS (tracebacks); i++)
    {
      g_autoptr(PyroException) exception = new_exception ("lab.Odd", "('<&>',)", tracebacks[i]);

      lens_traceback_view_set_exception (LENS_TRACEBACK_VIEW (stage.widget), exception);
      stage_settle ();
      g_assert_nonnull (stage_find_label (stage.widget, "<&>"));
    }
  lens_traceback_view_set_exception (LENS_TRACEBACK_VIEW (stage.widget), NULL);
  g_assert_true (gtk_widget_activate_action (stage.widget, "exception.copy", NULL));
  stage_close (&stage);
}

static void
add_tests (void)
{
  g_test_add_func ("/widgets/traceback-view/frames", test_frames);
  g_test_add_func ("/widgets/traceback-view/names-of-frames", test_names_of_frames);
  g_test_add_func ("/widgets/traceback-view/copy", test_copy);
  g_test_add_func ("/widgets/traceback-view/attributes", test_attributes);
  g_test_add_func ("/widgets/traceback-view/odd", test_odd);
}

int
main (int   argc,
      char *argv[])
{
  return stage_run (&argc, &argv, add_tests);
}
