/* tests/ui/widgets/test-argument-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/scene.h"
#include "ui/models/arguments.h"
#include "ui/widgets/argument-row.h"
#include "ui/widgets/value-editor.h"

static GtkWidget *
new_row (LensArgument  *argument,
         LensArguments *arguments)
{
  return g_object_new (LENS_TYPE_ARGUMENT_ROW,
                       "argument", argument,
                       "arguments", arguments,
                       "position", 1,
                       NULL);
}

static GtkEditable *
get_entry (Scene *scene,
           guint  nth)
{
  return GTK_EDITABLE (scene_find (scene->widget, GTK_TYPE_ENTRY, nth));
}

static void
test_typing (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  LensArgument *argument = lens_arguments_add (arguments, FALSE);
  GtkEditable *entry;
  Scene scene;

  scene_open (&scene, new_row (argument, arguments));
  entry = get_entry (&scene, 0);
  g_assert_null (get_entry (&scene, 1)); /* a positional argument has no name */
  g_assert_nonnull (scene_find_label (scene.widget, "1"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));

  gtk_editable_set_text (entry, "[1, 2]");
  scene_settle ();
  g_assert_cmpstr (lens_argument_get_text (argument), ==, "[1, 2]");
  g_assert_nonnull (scene_find_label (scene.widget, "list"));

  lens_argument_set_text (argument, "2.5");
  scene_settle ();
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "2.5");
  g_assert_nonnull (scene_find_label (scene.widget, "float"));

  lens_argument_row_set_position (LENS_ARGUMENT_ROW (scene.widget), 7);
  scene_settle ();
  g_assert_nonnull (scene_find_label (scene.widget, "7"));
  scene_close (&scene);
}

static void
test_mistake (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  LensArgument *argument = lens_arguments_add (arguments, FALSE);
  PangoAttrIterator *iterator;
  GtkEditable *entry;
  int start, end;
  Scene scene;

  scene_open (&scene, new_row (argument, arguments));
  entry = get_entry (&scene, 0);
  gtk_editable_set_text (entry, "'ä', oops");
  scene_settle ();
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
  g_assert_nonnull (lens_argument_get_problem (argument));

  /* The character that is wrong is underlined: the column counts characters, Pango bytes. */
  g_assert_cmpuint (lens_argument_get_problem_column (argument), ==, 6);
  iterator = pango_attr_list_get_iterator (gtk_entry_get_attributes (GTK_ENTRY (entry)));
  while (pango_attr_iterator_get (iterator, PANGO_ATTR_UNDERLINE) == NULL)
    g_assert_true (pango_attr_iterator_next (iterator));
  pango_attr_iterator_range (iterator, &start, &end);
  g_assert_cmpint (start, ==, 6);
  g_assert_cmpint (end, ==, 7);
  pango_attr_iterator_destroy (iterator);

  g_assert_true (gtk_widget_grab_focus (scene.widget));
  g_assert_cmpint (gtk_editable_get_position (entry), ==, 5);

  gtk_editable_set_text (entry, "'ä'");
  scene_settle ();
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
  g_assert_null (gtk_entry_get_attributes (GTK_ENTRY (entry)));
  scene_close (&scene);
}

static void
test_keyword (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  LensArgument *argument = lens_arguments_add (arguments, TRUE);
  Scene scene;

  scene_open (&scene, new_row (argument, arguments));
  g_assert_true (gtk_widget_grab_focus (scene.widget));
  g_assert_true (scene_has_focus (GTK_WIDGET (get_entry (&scene, 0)))); /* the name comes first */

  gtk_editable_set_text (get_entry (&scene, 0), "no name");
  gtk_editable_set_text (get_entry (&scene, 1), "1");
  scene_settle ();
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (get_entry (&scene, 0)), "error"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (get_entry (&scene, 1)), "error"));
  g_assert_nonnull (scene_find_label (scene.widget, "“no name” is no name in Python"));

  gtk_editable_set_text (get_entry (&scene, 0), "depth");
  scene_settle ();
  g_assert_cmpstr (lens_argument_get_name (argument), ==, "depth");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (get_entry (&scene, 0)), "error"));
  g_assert_true (gtk_widget_grab_focus (scene.widget));
  g_assert_true (scene_has_focus (GTK_WIDGET (get_entry (&scene, 1))));
  scene_close (&scene);
}

/* What an attribute is set to: one value, that can neither be moved nor removed. */
static void
test_single (void)
{
  g_autoptr(LensArgument) argument = lens_argument_new (FALSE);
  Scene scene;

  scene_open (&scene, new_row (argument, NULL));
  g_assert_cmpuint (scene_count (scene.widget, GTK_TYPE_MENU_BUTTON), ==, 1); /* that of the type only */
  g_assert_null (scene_find (scene.widget, ADW_TYPE_TOGGLE_GROUP, 0));
  g_assert_null (scene_find_label (scene.widget, "1"));
  scene_close (&scene);
}

/* A row that goes leaves its argument alone, and one that shows another argument forgets the first. */
static void
test_exchange (void)
{
  g_autoptr(LensArgument) first = lens_argument_new (FALSE);
  g_autoptr(LensArgument) second = lens_argument_new (FALSE);
  Scene scene;

  lens_argument_set_text (first, "1");
  lens_argument_set_text (second, "[");
  scene_open (&scene, new_row (first, NULL));
  lens_argument_row_set_argument (LENS_ARGUMENT_ROW (scene.widget), second);
  scene_settle ();
  g_assert_cmpstr (gtk_editable_get_text (get_entry (&scene, 0)), ==, "[");
  lens_argument_set_text (first, "3");
  g_assert_cmpstr (gtk_editable_get_text (get_entry (&scene, 0)), ==, "[");

  lens_argument_row_set_argument (LENS_ARGUMENT_ROW (scene.widget), NULL);
  scene_settle ();
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (get_entry (&scene, 0)), "error"));
  g_assert_cmpstr (lens_argument_get_text (second), ==, "[");
  scene_close (&scene);

  lens_argument_set_text (second, "4");
}

/* Each type is typed in its own way. */
static void
test_kinds (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  LensArgument *argument = lens_arguments_add (arguments, FALSE);
  GtkTextBuffer *buffer;
  Scene scene;

  scene_open (&scene, new_row (argument, arguments));
  g_assert_nonnull (scene_find_label (scene.widget, "Any"));
  g_assert_true (gtk_widget_activate_action (scene.widget, "argument.kind", "s", "str"));
  scene_settle ();
  g_assert_null (get_entry (&scene, 0));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (scene_find (scene.widget, GTK_TYPE_TEXT_VIEW, 0)));
  gtk_text_buffer_set_text (buffer, "two\nlines", -1);
  g_assert_cmpstr (lens_argument_get_literal (argument), ==, "'two\\nlines'");
  lens_argument_set_text (argument, "AAA"); /* from the history */
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 3);

  g_assert_true (gtk_widget_activate_action (scene.widget, "argument.kind", "s", "bytes"));
  gtk_editable_set_text (get_entry (&scene, 0), "AB");
  scene_settle ();
  gtk_drop_down_set_selected (GTK_DROP_DOWN (scene_find (scene.widget, GTK_TYPE_DROP_DOWN, 0)), 1);
  g_assert_cmpstr (gtk_editable_get_text (get_entry (&scene, 0)), ==, "41 42");
  g_assert_cmpstr (lens_argument_get_literal (argument), ==, "b'AB'");

  g_assert_true (gtk_widget_activate_action (scene.widget, "argument.kind", "s", "bool"));
  scene_settle ();
  lens_argument_set_text (argument, "False");
  gtk_switch_set_active (GTK_SWITCH (scene_find (scene.widget, GTK_TYPE_SWITCH, 0)), TRUE);
  g_assert_cmpstr (lens_argument_get_literal (argument), ==, "True");
  scene_close (&scene);
}

/* Far beyond what a spin button could count. */
static void
test_steps (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  LensArgument *argument = lens_arguments_add (arguments, FALSE);
  GtkWidget *up;
  Scene scene;

  lens_argument_set_text (argument, "36893488147419103232");
  scene_open (&scene, new_row (argument, arguments));
  g_assert_true (gtk_widget_activate_action (scene.widget, "argument.kind", "s", "int"));
  scene_settle ();
  for (guint i = 0;; i++)
    {
      up = scene_find (scene.widget, GTK_TYPE_BUTTON, i);
      g_assert_nonnull (up);
      if (g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (up)), "list-add-symbolic") == 0)
        break;
    }
  g_signal_emit_by_name (up, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (get_entry (&scene, 0)), ==, "36893488147419103233");
  scene_close (&scene);
}

static void
test_states (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  LensArgument *argument = lens_arguments_add (arguments, FALSE);
  AdwToggleGroup *states;
  Scene scene;

  lens_argument_set_text (argument, "5");
  scene_open (&scene, new_row (argument, arguments));
  states = ADW_TOGGLE_GROUP (scene_find (scene.widget, ADW_TYPE_TOGGLE_GROUP, 0));
  adw_toggle_group_set_active_name (states, "omit");
  scene_settle ();
  g_assert_cmpint ((int) lens_argument_get_state (argument), ==, LENS_ARGUMENT_OMIT);
  g_assert_null (get_entry (&scene, 0));
  g_assert_nonnull (scene_find_label (scene.widget, "omitted"));
  adw_toggle_group_set_active_name (states, "none");
  g_assert_cmpstr (lens_argument_get_literal (argument), ==, "None");
  lens_argument_set_state (argument, LENS_ARGUMENT_SEND);
  scene_settle ();
  g_assert_cmpstr (adw_toggle_group_get_active_name (states), ==, "send");
  g_assert_cmpstr (gtk_editable_get_text (get_entry (&scene, 0)), ==, "5");
  scene_close (&scene);
}

/* A container has a form in its row, and that has rows again. */
static void
test_container (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  LensArgument *argument = lens_arguments_add (arguments, FALSE);
  g_autoptr(LensArgument) second = NULL;
  Scene scene;

  lens_argument_set_text (argument, "[1, [2, 3]]");
  scene_open (&scene, new_row (argument, arguments));
  g_assert_true (gtk_widget_activate_action (scene.widget, "argument.kind", "s", "list"));
  scene_settle ();
  g_assert_cmpuint (scene_count (scene.widget, LENS_TYPE_ARGUMENT_ROW), ==, 3);
  g_assert_nonnull (scene_find_label (scene.widget, "2 items"));

  second = g_list_model_get_item (G_LIST_MODEL (lens_argument_get_items (argument)), 1);
  lens_argument_set_kind (second, LENS_KIND_TUPLE);
  scene_settle ();
  g_assert_cmpuint (scene_count (scene.widget, LENS_TYPE_ARGUMENT_ROW), ==, 5);
  g_assert_cmpstr (lens_argument_get_literal (argument), ==, "[1, (2, 3)]");
  g_assert_true (lens_argument_row_focus (LENS_ARGUMENT_ROW (scene.widget), second));

  g_assert_true (gtk_widget_activate_action (scene.widget, "argument.kind", "s", "any"));
  scene_settle ();
  g_assert_cmpuint (scene_count (scene.widget, LENS_TYPE_ARGUMENT_ROW), ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (get_entry (&scene, 0)), ==, "[1, (2, 3)]");
  scene_close (&scene);
}

/* What was not sent is marked where it is typed, in another colour than a mistake. */
static void
test_refused (void)
{
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  LensArgument *argument = lens_arguments_add (arguments, FALSE);
  const char *sentence = "Not sent: json cannot carry a complex number";
  GtkWidget *label, *editor;
  Scene scene;

  lens_argument_set_text (argument, "1+2j");
  scene_open (&scene, new_row (argument, arguments));
  editor = scene_find (scene.widget, LENS_TYPE_VALUE_EDITOR, 0);
  g_assert_true (lens_arguments_refuse (arguments, "json") == argument);
  scene_settle ();
  label = scene_find_label (scene.widget, sentence);
  g_assert_nonnull (label);
  g_assert_true (gtk_widget_has_css_class (gtk_widget_get_parent (label), "warning"));
  g_assert_true (gtk_widget_has_css_class (editor, "refused"));

  lens_argument_set_text (argument, "1");
  scene_settle ();
  g_assert_null (scene_find_label (scene.widget, sentence));
  g_assert_false (gtk_widget_has_css_class (editor, "refused"));
  scene_close (&scene);
}

static void
add_tests (void)
{
  g_test_add_func ("/widgets/argument-row/refused", test_refused);
  g_test_add_func ("/widgets/argument-row/typing", test_typing);
  g_test_add_func ("/widgets/argument-row/mistake", test_mistake);
  g_test_add_func ("/widgets/argument-row/keyword", test_keyword);
  g_test_add_func ("/widgets/argument-row/single", test_single);
  g_test_add_func ("/widgets/argument-row/exchange", test_exchange);
  g_test_add_func ("/widgets/argument-row/kinds", test_kinds);
  g_test_add_func ("/widgets/argument-row/steps", test_steps);
  g_test_add_func ("/widgets/argument-row/states", test_states);
  g_test_add_func ("/widgets/argument-row/container", test_container);
}

int
main (int   argc,
      char *argv[])
{
  return scene_run (&argc, &argv, add_tests);
}
