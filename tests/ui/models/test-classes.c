/* tests/ui/models/test-classes.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/classes.h"

#include <glib/gstdio.h>

static void
learn (LensClasses *classes,
       const char  *literal)
{
  g_autoptr(LensArgument) argument = lens_argument_new (FALSE);

  lens_argument_set_literal (argument, literal);
  g_assert_nonnull (lens_argument_get_value (argument));
  lens_classes_learn (classes, lens_argument_get_value (argument));
}

static void
learn_record (LensClasses *classes,
              const char  *name,
              const char  *field)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) value = NULL;

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  pyro_builder_open (builder, PYRO_VALUE_RECORD, NULL);
  pyro_builder_add_string (builder, "__class__", -1);
  pyro_builder_add_string (builder, name, -1);
  pyro_builder_add_string (builder, "exposure", -1);
  pyro_builder_add_float (builder, 0.5);
  pyro_builder_add_string (builder, field, -1);
  pyro_builder_add_none (builder);
  pyro_builder_close (builder, NULL);
  pyro_builder_close (builder, NULL);
  value = pyro_builder_end (builder, NULL);
  g_assert_nonnull (value);
  lens_classes_learn (classes, value);
}

static void
assert_fields (LensClasses *classes,
               const char  *name,
               const char  *wanted)
{
  const char *const *fields = lens_classes_find (classes, name);
  g_autofree char *text = fields != NULL ? g_strjoinv (" ", (char **) fields) : NULL;

  g_assert_cmpstr (text, ==, wanted);
}

/* Instances within a value tell the fields of their class, and that is there in the next run. */
static void
test_learn (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lens-classes-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "classes.pyl", NULL);
  g_autoptr(LensClasses) classes = lens_classes_new (path);

  learn (classes, "[1, {'a': (2,)}]");
  assert_fields (classes, "lab.Frame", NULL);
  learn_record (classes, "lab.Frame", "gain");
  assert_fields (classes, "lab.Frame", "exposure gain");
  learn_record (classes, "lab.Frame", "binning");
  g_clear_object (&classes);
  classes = lens_classes_new (path);
  assert_fields (classes, "lab.Frame", "exposure binning");
  g_assert_cmpint (g_remove (path), ==, 0);
}

static guint
count_items (LensArgument *argument)
{
  return g_list_model_get_n_items (G_LIST_MODEL (lens_argument_get_items (argument)));
}

/* The form of an instance has its fields as soon as the class is named, and what is typed stays. */
static void
test_form (void)
{
  g_autoptr(LensArgument) argument = lens_argument_new (FALSE);
  g_autoptr(LensArgument) field = NULL;

  learn_record (lens_classes_get_default (), "lab.Frame", "gain");
  lens_argument_set_kind (argument, LENS_KIND_RECORD);
  lens_argument_set_text (argument, "lab.Fram");
  g_assert_cmpuint (count_items (argument), ==, 0);
  lens_argument_set_text (argument, "lab.Frame");
  g_assert_cmpuint (count_items (argument), ==, 2);
  field = g_list_model_get_item (G_LIST_MODEL (lens_argument_get_items (argument)), 1);
  g_assert_cmpstr (lens_argument_get_name (field), ==, "gain");
  lens_argument_set_text (field, "3");

  lens_argument_set_text (argument, "lab.Frames");
  lens_argument_set_text (argument, "lab.Frame");
  g_assert_cmpuint (count_items (argument), ==, 2);
  g_assert_cmpstr (lens_argument_get_text (field), ==, "3");
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("lens-classes-XXXXXX", NULL);

  g_setenv ("XDG_DATA_HOME", folder, TRUE); /* before anybody asks: the user's own file is none of the test's */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/classes/learn", test_learn);
  g_test_add_func ("/models/classes/form", test_form);

  return g_test_run ();
}
