/* tests/ui/models/test-probe.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/directed-peer.h"
#include "ui/models/lesson.h"
#include "ui/models/probe-private.h"
#include "ui/models/source-reader.h"

/* Against a live Python object: what is learned, and above all what runs. */

static gboolean
is_loaded (gpointer data)
{
  return !lens_object_get_loading (data);
}

static LensObject *
open_object (DirectedPeer   *peer,
             LensSignatures *signatures)
{
  LensObject *object = lens_object_new ("methods", peer->ready, NULL);

  lens_object_set_signatures (object, signatures);
  lens_object_load (object);
  wait_until (is_loaded, object);
  g_assert_null (lens_object_get_problem (object));

  return object;
}

static LensProbeItem *
choose (LensProbe  *probe,
        const char *method)
{
  GListModel *items = lens_probe_get_items (probe);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(LensProbeItem) item = g_list_model_get_item (items, i);

      if (g_strcmp0 (lens_member_get_name (lens_probe_item_get_member (item)), method) != 0)
        continue;
      lens_probe_item_set_chosen (item, TRUE);
      return item;
    }

  return NULL;
}

static gboolean
is_over (gpointer data)
{
  return !lens_probe_get_running (data);
}

static void
run_probe (LensProbe *probe)
{
  lens_probe_start (probe);
  wait_until (is_over, probe);
  g_assert_null (lens_probe_get_problem (probe));
  g_assert_cmpuint (lens_probe_get_n_chosen (probe), ==, 0);
}

static const struct
{
  const char *method;
  const char *signature;
  const char *ran;
} kinds[] = {
  { "plain", "(x, yy, zed)", "" },
  { "optional", "(symbol, …=…, …=…)", "" },
  { "nothing", "()", "" },
  { "keyword_only", "()", "" },
  { "positional_only", "(a, b)", "" },
  { "static", "(x, y)", "" },
  { "of_class", "(x)", "" },
  { "rest", "(*args)", "rest" },
  { "named_rest", "()", "" },
  { "any", "(*args, **kwargs)", "any" },
  { "decorated", "(x)", "wrapper wrapper wrapper" },
  { "helped", "(…)", "helped" },
  { "wrong_inside", "", "wrong_inside" },
};

static void
test_kinds (void)
{
  g_autoptr(DirectedPeer) peer = directed_peer_start ("ui/models", "kinds-of-methods.py", NULL);
  g_autoptr(LensSignatures) signatures = lens_signatures_new (NULL);
  g_autoptr(LensObject) object = NULL;
  g_autoptr(LensProbe) probe = NULL;

  if (peer == NULL)
    return;

  object = open_object (peer, signatures);
  probe = lens_probe_new (object, signatures);
  g_assert_null (choose (probe, "oneway"));
  g_assert_null (choose (probe, "attribute"));
  lens_probe_start (probe);
  g_assert_false (lens_probe_get_running (probe)); /* nothing is chosen */
  directed_peer_tell (peer, "ran");

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      LensProbeItem *item = choose (probe, kinds[i].method);

      g_test_message ("%s", kinds[i].method);
      run_probe (probe);
      g_assert_nonnull (lens_probe_item_get_outcome (item));
      g_assert_cmpstr (lens_member_get_signature (lens_probe_item_get_member (item)), ==, kinds[i].signature);
      directed_peer_tell (peer, "ran %s", kinds[i].ran);
    }
}

/* What the object offered when it was opened may be old. */
static void
test_changed (void)
{
  g_autoptr(DirectedPeer) peer = directed_peer_start ("ui/models", "kinds-of-methods.py", NULL);
  g_autoptr(LensSignatures) signatures = lens_signatures_new (NULL);
  g_autoptr(LensObject) object = NULL;
  g_autoptr(LensProbe) probe = NULL;
  LensProbeItem *any, *rest, *plain;

  if (peer == NULL)
    return;

  object = open_object (peer, signatures);
  probe = lens_probe_new (object, signatures);
  any = choose (probe, "any");
  rest = choose (probe, "rest");
  plain = choose (probe, "plain");
  directed_peer_tell (peer, "oneway any");
  directed_peer_tell (peer, "remove rest");
  run_probe (probe);
  g_assert_cmpstr (lens_probe_item_get_outcome (any), ==, "It is one-way now, and was not called");
  g_assert_cmpstr (lens_probe_item_get_outcome (rest), ==, "It is not there any more");
  g_assert_cmpstr (lens_probe_item_get_outcome (plain), ==, "(x, yy, zed)");
  directed_peer_tell (peer, "ran");
}

static gboolean
counts (gpointer data)
{
  return ((LensProbe *) data)->step == LENS_PROBE_STEP_COUNT;
}

/* One that is taken off the list while it is probed is left, and how far that came is no matter of the next one: a call
 * without arguments would run it. */
static void
test_unticked (void)
{
  g_autoptr(DirectedPeer) peer = directed_peer_start ("ui/models", "kinds-of-methods.py", NULL);
  g_autoptr(LensSignatures) signatures = lens_signatures_new (NULL);
  g_autoptr(LensObject) object = NULL;
  g_autoptr(LensProbe) probe = NULL;
  LensProbeItem *decorated, *named_rest;
  guint after, before;

  if (peer == NULL)
    return;

  object = open_object (peer, signatures);
  probe = lens_probe_new (object, signatures);
  decorated = choose (probe, "decorated");
  named_rest = choose (probe, "named_rest");
  g_assert_true (g_list_store_find (G_LIST_STORE (lens_probe_get_items (probe)), decorated, &before));
  g_assert_true (g_list_store_find (G_LIST_STORE (lens_probe_get_items (probe)), named_rest, &after));
  g_assert_cmpuint (before, <, after);
  lens_probe_start (probe);
  wait_until (counts, probe);
  lens_probe_item_set_chosen (decorated, FALSE);
  wait_until (is_over, probe);
  g_assert_null (lens_probe_get_problem (probe));
  g_assert_cmpstr (lens_probe_item_get_outcome (decorated), ==, "");
  g_assert_cmpstr (lens_probe_item_get_outcome (named_rest), ==, "()");
  directed_peer_tell (peer, "ran wrapper wrapper");
}

/* What is given up sends no more, and nobody who listens hurts. */
static void
test_cancel (void)
{
  g_autoptr(LensSignatures) signatures = lens_signatures_new (NULL);
  g_autoptr(LensObject) object = lens_object_new ("gone", "PYRO:gone@127.0.0.1:1", NULL);
  g_autoptr(LensMember) member = lens_member_new ("a", LENS_MEMBER_METHOD);
  g_autoptr(LensProbe) probe = NULL;
  LensProbeItem *item;

  g_list_store_append (G_LIST_STORE (lens_object_get_members (object)), member);
  probe = lens_probe_new (object, signatures);
  item = choose (probe, "a");
  lens_probe_start (probe);
  g_assert_true (lens_probe_get_running (probe));
  lens_probe_cancel (probe);
  g_assert_false (lens_probe_get_running (probe));
  g_assert_cmpstr (lens_probe_item_get_outcome (item), ==, "Cancelled");

  lens_probe_start (probe);
  wait_until (is_over, probe);
  g_assert_nonnull (lens_probe_get_problem (probe));
  g_assert_cmpstr (lens_probe_item_get_outcome (item), ==, "Not finished");
  g_assert_null (lens_signatures_find (signatures, "gone", "a"));
}

static gboolean
is_answered (gpointer data)
{
  return lens_request_get_state (data) != LENS_REQUEST_RUNNING;
}

static void
call (LensObject     *object,
      LensSignatures *signatures,
      const char     *method,
      const char     *line)
{
  LensMember *member = lens_object_find_member (object, method);
  g_autoptr(LensArguments) arguments = lens_arguments_new ();
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;
  g_autoptr(LensRequest) request = NULL;

  g_assert_true (lens_arguments_set_line (arguments, line, NULL, NULL));
  g_assert_true (lens_arguments_collect (arguments, &args, &kwargs, NULL, NULL));
  request = lens_request_new (object, member, LENS_REQUEST_CALL, args, kwargs);
  lens_lesson_begin (signatures, request);
  lens_request_run (request);
  wait_until (is_answered, request);
}

static void
check_lessons (const char *generation)
{
  g_autoptr(DirectedPeer) peer = directed_peer_start ("ui/models", "kinds-of-methods.py", generation, NULL);
  g_autoptr(LensSignatures) signatures = lens_signatures_new (NULL);
  g_autoptr(LensObject) object = NULL;
  LensMember *plain, *member;

  if (peer == NULL)
    return;

  object = open_object (peer, signatures);
  plain = lens_object_find_member (object, "plain");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lens_member_get_arguments (plain))), ==, 0);
  call (object, signatures, "plain", "");
  g_assert_cmpstr (lens_member_get_signature (plain), ==, "(x, yy, zed)");
  g_assert_cmpstr (lens_member_get_notice (plain), ==, "3 arguments added");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lens_member_get_arguments (plain))), ==, 3);
  call (object, signatures, "plain", "1, 'a', zed=None");
  g_assert_null (lens_member_get_notice (plain));

  call (object, signatures, "optional", "1, whe=2");
  call (object, signatures, "optional", "1, 2, 3, 4");
  member = lens_object_find_member (object, "optional");
  g_assert_true (g_str_has_prefix (lens_member_get_signature (member), "(…, …=…, …=…"));
  call (object, signatures, "keyword_only", "");
  g_assert_cmpstr (lens_member_get_signature (lens_object_find_member (object, "keyword_only")), ==, "(*, flag)");
  call (object, signatures, "wrong_inside", "");
  member = lens_object_find_member (object, "wrong_inside");
  g_assert_cmpstr (lens_member_get_signature (member), ==, "");
  call (object, signatures, "oneway", "1");
  g_assert_cmpstr (lens_member_get_signature (lens_object_find_member (object, "oneway")), ==, "");
}

static void
test_lessons (void)
{
  check_lessons (NULL);
}

static void
test_lessons_pyro4 (void)
{
  g_autoptr(GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, "python3", "-c", "import Pyro4", NULL);

  if (process == NULL || !g_subprocess_wait_check (process, NULL, NULL))
    {
      g_test_skip ("Python has no Pyro4 here");
      return;
    }
  check_lessons ("4");
}

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_set_object ((GAsyncResult **) data, result);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static char *
read_source (LensObject      *object,
             LensSignatures  *signatures,
             const char      *name,
             GError         **error)
{
  g_autofree char *path = g_path_is_absolute (name) ? g_strdup (name)
                                                    : g_test_build_filename (G_TEST_DIST, "ui/models", name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GAsyncResult) result = NULL;

  lens_source_reader_read_async (object, signatures, file, NULL, ready_cb, &result);
  wait_until (is_set, &result);

  return lens_source_reader_read_finish (result, error);
}

/* The object's own source says it all; another file says nothing. */
static void
test_source (void)
{
  g_autoptr(DirectedPeer) peer = directed_peer_start ("ui/models", "kinds-of-methods.py", NULL);
  g_autoptr(LensSignatures) signatures = lens_signatures_new (NULL);
  g_autoptr(LensObject) object = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) copy = NULL;
  g_autofree char *found = NULL;
  g_autofree char *other = NULL;

  if (peer == NULL)
    return;

  object = open_object (peer, signatures);
  other = read_source (object, signatures, "contrary-network.py", &error);
  g_assert_null (other);
  g_assert_cmpstr (error->message, ==, "No class in contrary-network.py has what this object offers");
  g_clear_error (&error);
  other = read_source (object, signatures, "/nowhere/at/all.py", &error);
  g_assert_nonnull (error);
  g_clear_error (&error);

  found = read_source (object, signatures, "kinds-of-methods.py", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, "15 signatures from class Methods");
  g_assert_cmpstr (lens_member_get_signature (lens_object_find_member (object, "optional")), ==,
                   "(symbol, when=None, places=2)");
  g_assert_cmpstr (lens_member_get_signature (lens_object_find_member (object, "oneway")), ==, "(x)");
  g_assert_cmpstr (lens_member_get_signature (lens_object_find_member (object, "positional_only")), ==, "(a, b, /)");

  copy = lens_signatures_find_source (signatures, "/srv/lab/kinds-of-methods.py");
  g_assert_nonnull (copy);
  g_assert_null (lens_signatures_find_source (signatures, "/srv/lab/methods.py"));
  directed_peer_tell (peer, "ran");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/probe/kinds", test_kinds);
  g_test_add_func ("/models/probe/changed", test_changed);
  g_test_add_func ("/models/probe/unticked", test_unticked);
  g_test_add_func ("/models/probe/cancel", test_cancel);
  g_test_add_func ("/models/probe/lessons", test_lessons);
  g_test_add_func ("/models/probe/lessons-pyro4", test_lessons_pyro4);
  g_test_add_func ("/models/probe/source", test_source);

  return g_test_run ();
}
