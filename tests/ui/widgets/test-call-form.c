/* tests/ui/widgets/test-call-form.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/scene.h"
#include "ui/widgets/argument-row.h"
#include "ui/widgets/call-form.h"
#include "ui/widgets/value-editor.h"

static guint
count_rows (Scene *scene)
{
  return scene_count (scene->widget, LENS_TYPE_ARGUMENT_ROW);
}

static LensArgumentRow *
get_row (Scene *scene,
         guint  nth)
{
  return LENS_ARGUMENT_ROW (scene_find (scene->widget, LENS_TYPE_ARGUMENT_ROW, nth));
}

static void
test_rows (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  LensArgument *first, *keyword, *second;
  Scene scene;

  scene_open (&scene, g_object_new (LENS_TYPE_CALL_FORM, "arguments", arguments, NULL));
  g_assert_null (scene_find (scene.widget, GTK_TYPE_LIST_BOX, 0)); /* nothing is no card */

  first = lens_arguments_add (arguments, FALSE);
  keyword = lens_arguments_add (arguments, TRUE);
  second = lens_arguments_add (arguments, FALSE);
  scene_settle ();
  g_assert_cmpuint (count_rows (&scene), ==, 3);
  g_assert_true (lens_argument_row_get_argument (get_row (&scene, 0)) == first);
  g_assert_true (lens_argument_row_get_argument (get_row (&scene, 1)) == second);
  g_assert_true (lens_argument_row_get_argument (get_row (&scene, 2)) == keyword);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (lens_argument_row_get_position (get_row (&scene, i)), ==, i + 1);

  lens_arguments_remove (arguments, first);
  scene_settle ();
  g_assert_cmpuint (count_rows (&scene), ==, 2);
  g_assert_cmpuint (lens_argument_row_get_position (get_row (&scene, 0)), ==, 1);
  lens_arguments_clear (arguments);
  scene_settle ();
  g_assert_null (scene_find (scene.widget, GTK_TYPE_LIST_BOX, 0));
  scene_close (&scene);
}

static float
get_left (Scene *scene,
          guint  nth)
{
  GtkWidget *editor = scene_find (GTK_WIDGET (get_row (scene, nth)), LENS_TYPE_VALUE_EDITOR, 0);
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (editor, scene->widget, &place));

  return place.origin.x;
}

/* Whatever they are called and of whatever type they are. */
static void
test_values_begin_at_one_line (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  Scene scene;

  lens_argument_set_kind (lens_arguments_add (arguments, FALSE), LENS_KIND_INT);
  lens_argument_set_kind (lens_arguments_add (arguments, FALSE), LENS_KIND_DATETIME);
  lens_argument_set_title (lens_arguments_add (arguments, FALSE), "seconds");
  scene_open (&scene, g_object_new (LENS_TYPE_CALL_FORM, "arguments", arguments, NULL));
  scene_settle ();
  g_assert_cmpfloat (get_left (&scene, 0), >, 0);
  g_assert_cmpfloat (get_left (&scene, 0), ==, get_left (&scene, 1));
  g_assert_cmpfloat (get_left (&scene, 0), ==, get_left (&scene, 2));
  scene_close (&scene);
}

/* What is typed has more room than what is done with it, in a narrow window too. */
static void
test_room_for_values (void)
{
  static const int widths[] = { 324, 514 };
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  Scene scene;

  lens_argument_set_kind (lens_arguments_add (arguments, FALSE), LENS_KIND_INT);
  lens_argument_set_name (lens_arguments_add (arguments, TRUE), "duration");
  scene_open (&scene, g_object_new (ADW_TYPE_CLAMP,
                                    "child", g_object_new (LENS_TYPE_CALL_FORM, "arguments", arguments, NULL),
                                    NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    for (guint row = 0; row < 2; row++)
      {
        GtkWidget *editor, *states;

        g_object_set (scene.widget, "maximum-size", widths[i], "tightening-threshold", widths[i], NULL);
        scene_settle ();
        editor = scene_find (GTK_WIDGET (get_row (&scene, row)), LENS_TYPE_VALUE_EDITOR, 0);
        states = scene_find (GTK_WIDGET (get_row (&scene, row)), ADW_TYPE_TOGGLE_GROUP, 0);
        g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (get_row (&scene, row))), <=, widths[i]);
        g_assert_cmpint (gtk_widget_get_width (editor), >, gtk_widget_get_width (states));
        if (widths[i] < 400)
          g_assert_cmpint (2 * gtk_widget_get_width (editor), >=, gtk_widget_get_width (gtk_widget_get_parent (editor)));
        g_assert_cmpint (gtk_widget_get_height (states), >=, 24);
      }
  scene_close (&scene);
}

static void
test_actions (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  Scene scene;

  scene_open (&scene, g_object_new (LENS_TYPE_CALL_FORM, "arguments", arguments, NULL));
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (gtk_widget_activate_action (scene.widget, "form.add", "b", FALSE));
      scene_settle ();
      g_assert_true (scene_has_focus (GTK_WIDGET (get_row (&scene, i))));
    }
  lens_argument_set_text (lens_argument_row_get_argument (get_row (&scene, 0)), "'a'");
  lens_argument_set_text (lens_argument_row_get_argument (get_row (&scene, 1)), "'b'");
  lens_argument_set_text (lens_argument_row_get_argument (get_row (&scene, 2)), "'c'");

  /* From the row that has the focus: it keeps it wherever it goes. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_row (&scene, 2)), "argument.up", NULL));
  scene_settle ();
  g_assert_cmpstr (lens_argument_get_text (lens_argument_row_get_argument (get_row (&scene, 1))), ==, "'c'");
  g_assert_true (scene_has_focus (GTK_WIDGET (get_row (&scene, 1))));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_row (&scene, 0)), "argument.up", NULL)); /* to nowhere */
  scene_settle ();
  g_assert_cmpstr (lens_argument_get_text (lens_argument_row_get_argument (get_row (&scene, 0))), ==, "'a'");

  /* The next one takes the focus of one that goes; the last leaves it to the one before. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_row (&scene, 0)), "argument.remove", NULL));
  scene_settle ();
  g_assert_cmpuint (count_rows (&scene), ==, 2);
  g_assert_true (scene_has_focus (GTK_WIDGET (get_row (&scene, 0))));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_row (&scene, 1)), "argument.remove", NULL));
  scene_settle ();
  g_assert_true (scene_has_focus (GTK_WIDGET (get_row (&scene, 0))));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_row (&scene, 0)), "argument.remove", NULL));
  scene_settle ();
  g_assert_cmpuint (count_rows (&scene), ==, 0);
  g_assert_false (lens_call_form_focus (LENS_CALL_FORM (scene.widget), NULL));
  scene_close (&scene);
}

static void
test_wrong_one (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  LensArgument *wrong = NULL;
  PyroValue *args = NULL;
  PyroValue *kwargs = NULL;
  Scene scene;

  lens_argument_set_text (lens_arguments_add (arguments, FALSE), "1");
  lens_arguments_add (arguments, FALSE);
  scene_open (&scene, g_object_new (LENS_TYPE_CALL_FORM, "arguments", arguments, NULL));
  g_assert_false (lens_arguments_collect (arguments, &args, &kwargs, &wrong, NULL));
  g_assert_true (lens_call_form_focus (LENS_CALL_FORM (scene.widget), wrong));
  scene_settle ();
  g_assert_true (scene_has_focus (GTK_WIDGET (get_row (&scene, 1))));
  g_assert_nonnull (scene_find_label (scene.widget, "A value is missing"));
  scene_close (&scene);
}

static void
test_single (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  Scene scene;

  lens_arguments_add (arguments, FALSE);
  scene_open (&scene, g_object_new (LENS_TYPE_CALL_FORM, "arguments", arguments, "single", TRUE, NULL));
  g_assert_nonnull (scene_find_label (scene.widget, "New Value"));
  g_assert_cmpuint (scene_count (scene.widget, GTK_TYPE_MENU_BUTTON), ==, 1); /* that of the type only */
  g_assert_true (gtk_widget_activate_action (scene.widget, "form.add", "b", FALSE)); /* there is one value */
  scene_settle ();
  g_assert_cmpuint (count_rows (&scene), ==, 1);

  lens_call_form_set_single (LENS_CALL_FORM (scene.widget), FALSE);
  scene_settle ();
  g_assert_nonnull (scene_find_label (scene.widget, "Arguments"));
  g_assert_cmpuint (scene_count (scene.widget, GTK_TYPE_MENU_BUTTON), ==, 2);
  scene_close (&scene);
}

/* Arguments outlive the form, and another form takes them as they are. */
static void
test_exchange (void)
{
  g_autoptr(LensArguments) first = lens_arguments_new ();
  g_autoptr(LensArguments) second = lens_arguments_new ();
  Scene scene;

  lens_argument_set_text (lens_arguments_add (first, FALSE), "1");
  scene_open (&scene, g_object_new (LENS_TYPE_CALL_FORM, "arguments", first, NULL));
  for (guint i = 0; i < 5; i++)
    lens_call_form_set_arguments (LENS_CALL_FORM (scene.widget), i % 2 == 0 ? second : first);
  scene_settle ();
  g_assert_cmpuint (count_rows (&scene), ==, 0);
  lens_arguments_add (first, FALSE); /* nobody looks at it any more */
  scene_settle ();
  g_assert_cmpuint (count_rows (&scene), ==, 0);
  lens_call_form_set_arguments (LENS_CALL_FORM (scene.widget), first);
  scene_settle ();
  g_assert_cmpuint (count_rows (&scene), ==, 2);
  lens_call_form_set_arguments (LENS_CALL_FORM (scene.widget), NULL);
  scene_settle ();
  g_assert_cmpuint (count_rows (&scene), ==, 0);
  lens_call_form_set_arguments (LENS_CALL_FORM (scene.widget), first);
  scene_close (&scene);

  lens_arguments_add (first, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (first)), ==, 3);
}

static void
test_paste (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  g_autofree char *line = NULL;
  Scene scene;

  scene_open (&scene, g_object_new (LENS_TYPE_CALL_FORM, "arguments", arguments, NULL));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (scene.widget), "stage.move_to(1, 2.5, speed=3)");
  g_assert_true (gtk_widget_activate_action (scene.widget, "form.paste", NULL));
  scene_settle ();
  line = lens_arguments_dup_line (arguments);
  g_assert_cmpstr (line, ==, "1, 2.5, speed=3");
  g_assert_cmpuint (count_rows (&scene), ==, 3);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (scene.widget), "stage.move_to(1, ");
  g_assert_true (gtk_widget_activate_action (scene.widget, "form.paste", NULL));
  scene_settle ();
  g_assert_cmpuint (count_rows (&scene), ==, 3); /* what is no call changes nothing */
  scene_close (&scene);
}

static void
add_tests (void)
{
  g_test_add_func ("/widgets/call-form/rows", test_rows);
  g_test_add_func ("/widgets/call-form/values-begin-at-one-line", test_values_begin_at_one_line);
  g_test_add_func ("/widgets/call-form/room-for-values", test_room_for_values);
  g_test_add_func ("/widgets/call-form/actions", test_actions);
  g_test_add_func ("/widgets/call-form/wrong-one", test_wrong_one);
  g_test_add_func ("/widgets/call-form/single", test_single);
  g_test_add_func ("/widgets/call-form/exchange", test_exchange);
  g_test_add_func ("/widgets/call-form/paste", test_paste);
}

int
main (int   argc,
      char *argv[])
{
  return scene_run (&argc, &argv, add_tests);
}
