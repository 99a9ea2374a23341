/* tests/ui/widgets/test-result-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/scene.h"
#include "ui/models/request-private.h"
#include "ui/widgets/code-view.h"
#include "ui/widgets/difference-view.h"
#include "ui/widgets/doctor-view.h"
#include "ui/widgets/result-view.h"
#include "ui/widgets/traceback-view.h"
#include "ui/widgets/value-tree.h"
#include "ui/widgets/watch-view.h"

static LensRequest *
new_request (LensMemberKind  kind,
             LensRequestVerb verb)
{
  g_autoptr(LensObject) object = lens_object_new ("lab.stage", "PYRO:lab.stage@127.0.0.1:1", NULL);
  g_autoptr(LensMember) member = lens_member_new (kind == LENS_MEMBER_ATTRIBUTE ? "position" : "move_to", kind);
  g_autoptr(PyroValue) args = scene_value ("('somewhere',)");

  return lens_request_new (object, member, verb, args, NULL);
}

static LensRequest *
new_call (void)
{
  LensRequest *request = new_request (LENS_MEMBER_METHOD, LENS_REQUEST_CALL);

  lens_request_start (request);

  return request;
}

static void
open_view (Scene       *scene,
           LensRequest *request)
{
  scene_open (scene, g_object_new (LENS_TYPE_RESULT_VIEW, "request", request, NULL));
  scene_settle ();
}

static void
finish (LensRequest      *request,
        LensRequestState  state,
        const char       *value_literal,
        const char       *problem)
{
  g_autoptr(PyroValue) value = value_literal != NULL ? scene_value (value_literal) : NULL;

  lens_request_arrive (request, NULL);
  lens_request_finish (request, state, value, NULL, problem);
  scene_settle ();
}

static char *
get_python (Scene *scene)
{
  GtkWidget *view = scene_find (scene->widget, GTK_TYPE_TEXT_VIEW, 0);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);

  return text;
}

static void
test_nothing (void)
{
  Scene scene;

  open_view (&scene, NULL);
  g_assert_nonnull (scene_find_label (scene.widget, "The result appears here."));
  scene_close (&scene);
}

static gboolean
shows_waiting (gpointer data)
{
  return scene_find_label (data, "Waiting for the Answer") != NULL;
}

/* That it waits is only said when there is something to wait for. */
static void
test_running (void)
{
  g_autoptr(LensRequest) quick = new_call ();
  g_autoptr(LensRequest) slow = new_call ();
  Scene scene;

  open_view (&scene, quick);
  finish (quick, LENS_REQUEST_DONE, "1", NULL);
  g_assert_null (scene_find_label (scene.widget, "Waiting for the Answer"));

  lens_result_view_set_request (LENS_RESULT_VIEW (scene.widget), slow);
  g_assert_null (scene_find_label (scene.widget, "Waiting for the Answer"));
  wait_until (shows_waiting, scene.widget);
  lens_request_tick (slow);
  finish (slow, LENS_REQUEST_CANCELLED, NULL, NULL);
  g_assert_nonnull (scene_find_label (scene.widget, "Cancelled"));
  scene_close (&scene);
}

/* A view that goes while the answer is not there leaves no timer behind. */
static void
test_running_closed (void)
{
  g_autoptr(LensRequest) request = new_call ();
  Scene scene;

  open_view (&scene, request);
  scene_close (&scene);
  finish (request, LENS_REQUEST_DONE, "1", NULL);
}

static void
test_scalar (void)
{
  g_autoptr(LensRequest) request = new_call ();
  g_autofree char *text = NULL;
  Scene scene;

  open_view (&scene, request);
  g_assert_nonnull (scene_find_label (scene.widget, "move_to('somewhere')"));
  finish (request, LENS_REQUEST_DONE, "'a\\nb'", NULL);
  text = get_python (&scene);
  g_assert_cmpstr (text, ==, "'a\\nb'");
  g_assert_null (scene_find (scene.widget, LENS_TYPE_VALUE_TREE, 0));
  g_assert_null (scene_find (scene.widget, ADW_TYPE_TOGGLE_GROUP, 0)); /* a tree of it would be no tree */
  scene_close (&scene);
}

static void
test_container (void)
{
  g_autoptr(LensRequest) request = new_call ();
  g_autofree char *text = NULL;
  g_autofree char *copied = NULL;
  GtkWidget *toggles;
  Scene scene;

  open_view (&scene, request);
  finish (request, LENS_REQUEST_DONE, "{'x': [1, 2]}", NULL);
  g_assert_nonnull (scene_find (scene.widget, LENS_TYPE_VALUE_TREE, 0));
  toggles = scene_find (scene.widget, ADW_TYPE_TOGGLE_GROUP, 0);
  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (toggles), "python");
  scene_settle ();
  text = get_python (&scene);
  g_assert_cmpstr (text, ==, "{'x': [1, 2]}");
  g_assert_null (scene_find (scene.widget, LENS_TYPE_VALUE_TREE, 0));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (scene.widget), "before");
  g_assert_true (gtk_widget_activate_action (scene_find_button (scene.widget, "result.copy"), "result.copy", NULL));
  do
    {
      scene_settle (); /* the text is written in a thread */
      g_free (copied);
      copied = scene_read_clipboard (&scene);
    }
  while (g_str_equal (copied, "before"));
  g_assert_cmpstr (copied, ==, "{'x': [1, 2]}");
  scene_close (&scene);
}

static gboolean
shows_lines (gpointer data)
{
  GtkWidget *banner = scene_find (data, ADW_TYPE_BANNER, 0);

  return banner != NULL && adw_banner_get_revealed (ADW_BANNER (banner));
}

/* A text of megabytes would keep a text view busy for ever. */
static void
test_long_text (void)
{
  g_autoptr(LensRequest) request = new_call ();
  g_autofree char *word = g_strnfill (3000000, 'x');
  g_autofree char *literal = g_strdup_printf ("'%s'", word);
  GtkInscription *lines[2];
  Scene scene;

  open_view (&scene, request);
  finish (request, LENS_REQUEST_DONE, literal, NULL);
  wait_until (shows_lines, scene.widget);
  g_assert_cmpuint (scene_count (scene.widget, GTK_TYPE_LABEL), <, 300);
  lines[0] = GTK_INSCRIPTION (scene_find (scene.widget, GTK_TYPE_INSCRIPTION, 0));
  lines[1] = GTK_INSCRIPTION (scene_find (scene.widget, GTK_TYPE_INSCRIPTION, 1));
  g_assert_true (lines[0] != lines[1]);
  g_assert_nonnull (gtk_inscription_get_attributes (lines[0]));
  /* GTK never lets go of them. */
  g_assert_true (gtk_inscription_get_attributes (lines[0]) == gtk_inscription_get_attributes (lines[1]));
  scene_close (&scene);
}

static void
test_raised (void)
{
  g_autoptr(PyroValue) value = scene_value (
    "{'__class__': 'builtins.ValueError', '__exception__': True, 'args': ('no <b>way</b>',), 'attributes': {}}");
  g_autoptr(PyroException) exception = pyro_exception_from_value (value, NULL);
  g_autoptr(LensRequest) request = new_call ();
  Scene scene;

  open_view (&scene, request);
  lens_request_arrive (request, NULL);
  lens_request_finish (request, LENS_REQUEST_RAISED, NULL, exception, NULL);
  scene_settle ();
  g_assert_nonnull (scene_find (scene.widget, LENS_TYPE_TRACEBACK_VIEW, 0));
  g_assert_nonnull (scene_find_label (scene.widget, "ValueError"));
  g_assert_nonnull (scene_find_label (scene.widget, "no <b>way</b>"));
  scene_close (&scene);
}

static void
test_failed (void)
{
  g_autoptr(LensRequest) request = new_call ();
  Scene scene;

  open_view (&scene, request);
  finish (request, LENS_REQUEST_FAILED, NULL, "Nothing listens at <there> & nowhere");
  g_assert_nonnull (scene_find_label (scene.widget, "No Answer"));
  g_assert_nonnull (scene_find_label (scene.widget, "Nothing listens at <there> & nowhere"));
  scene_close (&scene);
}

/* What never left looks different from what failed on its way. */
static void
test_unsent (void)
{
  g_autoptr(LensRequest) request = new_call ();
  Scene scene;

  open_view (&scene, request);
  request->unsent = TRUE;
  finish (request, LENS_REQUEST_FAILED, NULL, "json cannot carry a set");
  g_assert_nonnull (scene_find_label (scene.widget, "Not Sent"));
  g_assert_nonnull (scene_find_label (scene.widget, "json cannot carry a set"));
  g_assert_null (scene_find_button (scene.widget, "result.examine"));
  scene_close (&scene);
}

static gboolean
is_examined (gpointer data)
{
  return scene_find_label (data, "What Was Checked") != NULL;
}

static void
test_doctor (void)
{
  g_autoptr(LensRequest) request = new_call ();
  Scene scene;

  open_view (&scene, request);
  finish (request, LENS_REQUEST_FAILED, NULL, "Nothing listens");
  gtk_widget_activate_action (scene_find_button (scene.widget, "result.examine"), "result.examine", NULL);
  scene_settle ();
  g_assert_nonnull (scene_find (scene.widget, LENS_TYPE_DOCTOR_VIEW, 0));
  wait_until (is_examined, scene.widget);
  g_assert_cmpuint (scene_count (scene.widget, ADW_TYPE_ACTION_ROW), >, 0);
  gtk_widget_activate_action (scene.widget, "result.back", NULL);
  scene_settle ();
  g_assert_nonnull (scene_find_label (scene.widget, "No Answer"));
  scene_close (&scene);
}

static gboolean
shows_difference (gpointer data)
{
  return scene_find_label (data, "1 difference") != NULL;
}

static gboolean
shows_same (gpointer data)
{
  return scene_find_label (data, "They Are the Same") != NULL;
}

/* With what is typed, and with the result before it. */
static void
test_compare (void)
{
  g_autoptr(LensRequest) first = new_call ();
  g_autoptr(LensRequest) second = NULL;
  GtkWidget *entry;
  Scene scene;

  open_view (&scene, first);
  finish (first, LENS_REQUEST_DONE, "{'x': 1, 'y': 2}", NULL);
  gtk_widget_activate_action (scene.widget, "result.compare", NULL);
  scene_settle ();
  entry = scene_find (scene.widget, GTK_TYPE_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "{'x': 1, 'y': 3}");
  wait_until (shows_difference, scene.widget);
  scene_settle ();
  g_assert_nonnull (scene_find_label (scene.widget, "'y'"));
  g_assert_nonnull (scene_find_label (scene.widget, "≠"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "{'x': 1, 'y': 2}");
  wait_until (shows_same, scene.widget);
  gtk_editable_set_text (GTK_EDITABLE (entry), "{'x':");
  scene_settle ();
  g_assert_true (gtk_widget_has_css_class (entry, "error"));

  second = lens_request_new_again (first);
  lens_request_start (second);
  lens_result_view_set_request (LENS_RESULT_VIEW (scene.widget), second);
  finish (second, LENS_REQUEST_DONE, "{'x': 1}", NULL);
  gtk_widget_activate_action (scene.widget, "result.compare", NULL);
  wait_until (shows_difference, scene.widget);
  scene_settle ();
  g_assert_nonnull (scene_find_label (scene.widget, "−"));
  scene_close (&scene);
}

/* Nothing is called before it is asked for, and nothing after the view is left. */
static void
test_watch (void)
{
  g_autoptr(LensRequest) request = new_call ();
  GtkWidget *view;
  LensRepeater *watch;
  Scene scene;

  open_view (&scene, request);
  finish (request, LENS_REQUEST_DONE, "1", NULL);
  gtk_widget_activate_action (scene.widget, "result.watch", NULL);
  scene_settle ();
  view = scene_find (scene.widget, LENS_TYPE_WATCH_VIEW, 0);
  g_assert_null (lens_watch_view_get_watch (LENS_WATCH_VIEW (view)));
  g_signal_emit_by_name (scene_find (view, GTK_TYPE_BUTTON, 0), "clicked");
  watch = g_object_ref (lens_watch_view_get_watch (LENS_WATCH_VIEW (view)));
  g_assert_true (lens_repeater_get_running (watch));
  gtk_widget_activate_action (scene.widget, "result.back", NULL);
  scene_settle ();
  g_assert_false (lens_repeater_get_running (watch));
  g_object_unref (watch);
  scene_close (&scene);
}

static void
test_without_value (void)
{
  g_autoptr(LensRequest) written = new_request (LENS_MEMBER_ATTRIBUTE, LENS_REQUEST_WRITE);
  g_autoptr(LensRequest) sent = new_request (LENS_MEMBER_ONEWAY, LENS_REQUEST_CALL);
  Scene scene;

  lens_request_start (written);
  lens_request_start (sent);
  open_view (&scene, written);
  finish (written, LENS_REQUEST_DONE, "None", NULL);
  g_assert_nonnull (scene_find_label (scene.widget, "position = 'somewhere'"));
  g_assert_nonnull (scene_find_label (scene.widget, "Written"));
  lens_result_view_set_request (LENS_RESULT_VIEW (scene.widget), sent);
  finish (sent, LENS_REQUEST_DONE, NULL, NULL);
  g_assert_nonnull (scene_find_label (scene.widget, "Sent"));

  /* Back to the first, as when its member is chosen again; and a change of the other is nobody's. */
  lens_result_view_set_request (LENS_RESULT_VIEW (scene.widget), written);
  scene_settle ();
  g_assert_nonnull (scene_find_label (scene.widget, "Written"));
  g_object_notify (G_OBJECT (sent), "state");
  scene_settle ();
  g_assert_nonnull (scene_find_label (scene.widget, "Written"));
  scene_close (&scene);
}

static void
add_tests (void)
{
  g_test_add_func ("/widgets/result-view/nothing", test_nothing);
  g_test_add_func ("/widgets/result-view/running", test_running);
  g_test_add_func ("/widgets/result-view/running-closed", test_running_closed);
  g_test_add_func ("/widgets/result-view/scalar", test_scalar);
  g_test_add_func ("/widgets/result-view/container", test_container);
  g_test_add_func ("/widgets/result-view/long-text", test_long_text);
  g_test_add_func ("/widgets/result-view/raised", test_raised);
  g_test_add_func ("/widgets/result-view/failed", test_failed);
  g_test_add_func ("/widgets/result-view/unsent", test_unsent);
  g_test_add_func ("/widgets/result-view/doctor", test_doctor);
  g_test_add_func ("/widgets/result-view/compare", test_compare);
  g_test_add_func ("/widgets/result-view/watch", test_watch);
  g_test_add_func ("/widgets/result-view/without-value", test_without_value);
}

int
main (int   argc,
      char *argv[])
{
  return scene_run (&argc, &argv, add_tests);
}
