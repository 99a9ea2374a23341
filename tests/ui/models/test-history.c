/* tests/ui/models/test-history.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/history.h"

#include <glib/gstdio.h>
#include <string.h>

static LensPastCall *
make_call_with (const char *object,
                const char *method,
                const char *line,
                const char *handshake)
{
  g_autoptr(LensObject) target = lens_object_new (object, "PYRO:x@127.0.0.1:1", NULL);
  g_autoptr(LensMember) member = lens_member_new (method, LENS_MEMBER_METHOD);
  LensArguments *arguments = lens_member_get_arguments (member);
  g_autoptr(LensParticulars) particulars = lens_particulars_new ();
  g_autoptr(LensRequest) request = NULL;
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;

  g_assert_true (lens_arguments_set_line (arguments, line, NULL, NULL));
  g_assert_true (lens_arguments_collect (arguments, &args, &kwargs, NULL, NULL));
  g_object_set (particulars, "serializer", "json", "time-limit", (gint64) 5000000,
                "handshake", handshake, NULL);
  request = lens_request_new (target, member, LENS_REQUEST_CALL, args, kwargs);
  lens_request_set_particulars (request, particulars);

  return lens_past_call_new_for_request (request);
}

static LensPastCall *
make_call (const char *object,
           const char *method,
           const char *line)
{
  return make_call_with (object, method, line, "");
}

static void
add (LensHistory *history,
     const char  *method,
     const char  *line)
{
  g_autoptr(LensPastCall) call = make_call ("lab.stage", method, line);

  lens_history_add (history, call);
}

static void
forget (LensHistory *history,
        const char  *object,
        const char  *method)
{
  lens_forgotten_free (lens_history_clear (history, object, method));
}

static char *
list_lines (LensHistory *history,
            const char  *method)
{
  GListModel *calls = lens_history_find (history, "lab.stage", method);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr(LensPastCall) call = g_list_model_get_item (calls, i);

      g_string_append_printf (lines, "%s;", lens_past_call_get_line (call));
    }

  return g_string_free_and_steal (lines);
}

static void
assert_lines (LensHistory *history,
              const char  *method,
              const char  *wanted)
{
  g_autofree char *lines = list_lines (history, method);

  g_assert_cmpstr (lines, ==, wanted);
}

/* What was called is there again when the program is started again, and fills the form as it was. */
static void
test_restore (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lens-history-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "new", "history.pyl", NULL);
  g_autoptr(LensHistory) history = lens_history_new (path);
  g_autoptr(LensHistory) again = NULL;
  g_autoptr(LensPastCall) call = NULL;
  g_autoptr(LensMember) member = lens_member_new ("move_to", LENS_MEMBER_METHOD);
  g_autofree char *line = NULL;
  GStatBuf status;

  add (history, "move_to", "1, y=(2, b'\\x00')");
  add (history, "move_to", "1");
  add (history, "home", "");
  again = lens_history_new (path);
  assert_lines (again, "move_to", "move_to(1);move_to(1, y=(2, b'\\x00'));");
  assert_lines (again, "home", "home();");
  assert_lines (again, "stop", "");

  call = g_list_model_get_item (lens_history_find (again, "lab.stage", "move_to"), 1);
  lens_past_call_restore (call, member);
  line = lens_arguments_dup_line (lens_member_get_arguments (member));
  g_assert_cmpstr (line, ==, "1, y=(2, b'\\x00')");
  g_assert_cmpstr (lens_particulars_get_serializer (lens_member_get_particulars (member)), ==, "json");
  g_assert_cmpint (lens_particulars_get_time_limit (lens_member_get_particulars (member)), ==, 5000000);

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600); /* nobody else's business */
  forget (again, "lab.stage", "move_to");
  g_clear_object (&history);
  history = lens_history_new (path);
  assert_lines (history, "move_to", "");
  assert_lines (history, "home", "home();");
  g_assert_cmpint (g_remove (path), ==, 0);
}

/* The same call moves to the front; those of long ago go. */
static void
test_bounds (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lens-history-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "history.pyl", NULL);
  g_autoptr(LensHistory) history = lens_history_new (path);
  g_autofree char *text = NULL;
  guint n_lines = 0;

  add (history, "a", "1");
  add (history, "a", "2");
  add (history, "a", "1");
  assert_lines (history, "a", "a(1);a(2);");
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *line = g_strdup_printf ("%u", i);

      add (history, "b", line);
    }
  g_assert_cmpuint (g_list_model_get_n_items (lens_history_find (history, "lab.stage", "b")), ==, 20);

  /* The file is written anew now and then, and does not grow for ever. */
  for (guint i = 0; i < 3000; i++)
    add (history, "c", i % 2 == 0 ? "1" : "2");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (const char *at = text; (at = strchr (at, '\n')) != NULL; at++)
    n_lines++;
  g_assert_cmpuint (n_lines, <, 1100);
  assert_lines (history, "c", "c(2);c(1);");
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
assert_no_secret (const char *path)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "'method': 'a'"));
  g_assert_null (strstr (text, "secret"));
}

/* The handshake value is in no file; it can be had again until the program ends, and then it is known to be missing. */
static void
test_secret (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lens-history-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "history.pyl", NULL);
  g_autoptr(LensHistory) history = lens_history_new (path);
  g_autoptr(LensHistory) again = NULL;
  g_autoptr(LensPastCall) first = make_call_with ("lab.stage", "a", "1", "'secret'");
  g_autoptr(LensPastCall) second = make_call_with ("lab.stage", "a", "1", "'secret of another day'");
  g_autoptr(LensPastCall) found = NULL;
  g_autoptr(LensMember) member = lens_member_new ("a", LENS_MEMBER_METHOD);
  g_autofree char *handshake = NULL;

  lens_history_add (history, first);
  assert_no_secret (path);
  lens_past_call_restore (first, member);
  g_object_get (lens_member_get_particulars (member), "handshake", &handshake, NULL);
  g_assert_cmpstr (handshake, ==, "'secret'");
  forget (history, "lab.stage", "b"); /* writes it anew */
  assert_no_secret (path);

  again = lens_history_new (path);
  assert_lines (again, "a", "a(1);");
  found = g_list_model_get_item (lens_history_find (again, "lab.stage", "a"), 0);
  g_object_set (lens_member_get_particulars (member), "handshake", "", NULL);
  lens_past_call_restore (found, member);
  g_assert_true (lens_particulars_get_withheld (lens_member_get_particulars (member)));

  /* They differ in nothing that is shown. */
  lens_history_add (again, second);
  assert_lines (again, "a", "a(1);");
  assert_no_secret (path);
  g_assert_cmpint (g_remove (path), ==, 0);
}

/* Earlier versions wrote it down. */
static void
test_spilt (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lens-history-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "history.pyl", NULL);
  g_autoptr(LensHistory) history = NULL;

  g_assert_true (g_file_set_contents (path, "{'time': 1, 'object': 'lab.stage', 'method': 'a', 'args': (1,), 'kwargs': {}, "
                                            "'particulars': {'handshake': \"'secret'\"}}\n", -1, NULL));
  history = lens_history_new (path);
  assert_lines (history, "a", "a(1);");
  assert_no_secret (path);
  g_assert_cmpint (g_remove (path), ==, 0);
}

/* A crash in the middle of a write, an editor, another program: every line that can be read is read. */
static void
test_damaged (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lens-history-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "history.pyl", NULL);
  g_autoptr(LensPastCall) good = make_call ("lab.stage", "a", "1");
  g_autoptr(PyroValue) record = lens_past_call_to_value (good);
  g_autofree char *line = pyro_value_repr (record);
  g_autofree char *text = g_strdup_printf ("5\n{}\n\xff\xfe\n__import__('os')\n{'object': 1}\n%s\n\n"
                                           "{'time': 1, 'object': 'o', 'method': 'm', 'args': (), 'kwargs': {1: 2}, "
                                           "'particulars': {}}\n%.40s", line, line);
  g_autoptr(LensHistory) history = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  history = lens_history_new (path);
  assert_lines (history, "a", "a(1);");

  for (gsize size = 0; size < strlen (line); size++)
    {
      g_autofree char *part = g_strndup (line, size);

      g_autoptr(PyroValue) value = pyro_literal_parse (part, -1, NULL, NULL);

      g_assert_true (value == NULL || lens_past_call_new_from_value (value) == NULL);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

/* One line that cannot be read is kept aside, alone: what others spill is not kept with it, and it can be forgotten. */
static void
test_aside (void)
{
  static const char spilt[] = "{'time': 1, 'object': 'lab.stage', 'method': 'a', 'args': (1,), 'kwargs': {}, "
                              "'particulars': {'handshake': \"'secret'\"}}\n";
  g_autofree char *folder = g_dir_make_tmp ("lens-history-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "history.pyl", NULL);
  g_autofree char *aside = g_strconcat (path, ".broken", NULL);
  g_autofree char *text = g_strconcat ("spoiled\n", spilt, NULL);
  g_autofree char *kept = NULL;
  g_autoptr(LensHistory) history = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  history = lens_history_new (path);
  assert_lines (history, "a", "a(1);");
  assert_no_secret (path);
  g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "spoiled\n");

  forget (history, "lab.stage", "b");
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
  assert_lines (history, "a", "a(1);");
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* What was forgotten can be had back, beside what was called since, and after another program wrote to the file. */
static void
test_put_back (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lens-history-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "history.pyl", NULL);
  g_autofree char *aside = g_strconcat (path, ".broken", NULL);
  g_autofree char *huge = g_strnfill (300 * 1024, '1');
  g_autoptr(LensHistory) history = NULL;
  g_autoptr(LensHistory) other = NULL;
  g_autoptr(LensForgotten) some = NULL;
  g_autoptr(LensForgotten) all = NULL;

  g_assert_true (g_file_set_contents (path, "spoiled\n", -1, NULL));
  history = lens_history_new (path);
  add (history, "a", "1");
  add (history, "a", "2");
  add (history, "a", "3");
  add (history, "b", "1");
  add (history, "c", huge); /* is in no file */
  some = lens_history_clear (history, "lab.stage", "a");
  g_assert_cmpuint (lens_forgotten_get_n_calls (some), ==, 3);
  assert_lines (history, "a", "");
  assert_lines (history, "b", "b(1);");
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
  add (history, "a", "2");
  add (history, "a", "4");
  other = lens_history_new (path);
  add (other, "a", "5");
  assert_lines (other, "a", "a(5);a(4);a(2);");
  lens_history_put_back (history, some);
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  assert_lines (history, "a", "a(5);a(4);a(2);a(3);a(1);");
  g_clear_object (&other);
  other = lens_history_new (path);
  assert_lines (other, "a", "a(5);a(4);a(2);a(3);a(1);");

  add (other, "d", "1");
  all = lens_history_clear (history, NULL, NULL);
  g_assert_cmpuint (lens_forgotten_get_n_calls (all), ==, 8); /* what the other wrote as well */
  assert_lines (history, "a", "");
  assert_lines (history, "c", "");
  g_clear_object (&other);
  other = lens_history_new (path);
  assert_lines (other, "a", "");
  assert_lines (other, "d", "");
  lens_history_put_back (history, all);
  assert_lines (history, "a", "a(5);a(4);a(2);a(3);a(1);");
  assert_lines (history, "d", "d(1);");
  g_assert_cmpuint (g_list_model_get_n_items (lens_history_find (history, "lab.stage", "c")), ==, 1);
  g_clear_object (&other);
  other = lens_history_new (path);
  assert_lines (other, "a", "a(5);a(4);a(2);a(3);a(1);");
  assert_lines (other, "b", "b(1);");
  assert_lines (other, "c", "");
  assert_lines (other, "d", "d(1);");

  g_assert_cmpint (g_remove (aside), ==, 0);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Nothing that another program forgot comes back, and it is there again as often as it is forgotten. */
static void
test_put_back_twice (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lens-history-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "history.pyl", NULL);
  g_autoptr(LensHistory) history = lens_history_new (path);
  g_autoptr(LensHistory) other = NULL;

  add (history, "a", "1");
  add (history, "b", "1");
  other = lens_history_new (path);
  forget (other, "lab.stage", "b");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(LensForgotten) forgotten = lens_history_clear (history, NULL, NULL);

      g_assert_cmpuint (lens_forgotten_get_n_calls (forgotten), ==, 1);
      assert_lines (history, "a", "");
      lens_history_put_back (history, forgotten);
      assert_lines (history, "a", "a(1);");
      assert_lines (history, "b", "");
    }

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Another program has the same history: none loses what the other adds, nor brings back what the other forgot. */
static void
test_two (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lens-history-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "history.pyl", NULL);
  g_autofree char *huge = g_strnfill (300 * 1024, '1');
  g_autoptr(LensHistory) first = lens_history_new (path);
  g_autoptr(LensHistory) second = NULL;
  g_autoptr(LensHistory) third = NULL;

  add (first, "a", "1");
  add (first, "b", "1");
  second = lens_history_new (path);
  add (second, "a", "2");
  add (second, "c", huge); /* is in no file */
  add (first, "a", "3");
  forget (first, "lab.stage", "b");
  assert_lines (first, "a", "a(3);a(2);a(1);");
  third = lens_history_new (path);
  assert_lines (third, "a", "a(3);a(2);a(1);");
  assert_lines (third, "b", "");

  assert_lines (second, "b", "b(1);");
  add (first, "c", "1");
  forget (second, "lab.stage", "a");
  assert_lines (second, "a", "");
  assert_lines (second, "b", "");
  g_assert_cmpuint (g_list_model_get_n_items (lens_history_find (second, "lab.stage", "c")), ==, 2);
  g_clear_object (&third);
  third = lens_history_new (path);
  assert_lines (third, "a", "");
  assert_lines (third, "b", "");
  assert_lines (third, "c", "c(1);");
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* What cannot be written is still there until the program ends. */
static void
test_nowhere (void)
{
  g_autoptr(LensHistory) history = lens_history_new ("/proc/nowhere/history.pyl");
  g_autoptr(LensHistory) kept = lens_history_new (NULL);

  add (history, "a", "1");
  assert_lines (history, "a", "a(1);");
  add (kept, "a", "1");
  assert_lines (kept, "a", "a(1);");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/history/restore", test_restore);
  g_test_add_func ("/models/history/bounds", test_bounds);
  g_test_add_func ("/models/history/secret", test_secret);
  g_test_add_func ("/models/history/spilt", test_spilt);
  g_test_add_func ("/models/history/damaged", test_damaged);
  g_test_add_func ("/models/history/aside", test_aside);
  g_test_add_func ("/models/history/put-back", test_put_back);
  g_test_add_func ("/models/history/put-back-twice", test_put_back_twice);
  g_test_add_func ("/models/history/two", test_two);
  g_test_add_func ("/models/history/nowhere", test_nowhere);

  return g_test_run ();
}
