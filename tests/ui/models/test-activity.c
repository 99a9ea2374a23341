/* tests/ui/models/test-activity.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/models/directed-peer.h"
#include "ui/models/activity.h"
#include "ui/models/request-private.h"

#include <string.h>

static LensRequest *
make_request (const char *line)
{
  g_autoptr(LensObject) object = lens_object_new ("lab.stage", "PYRO:x@127.0.0.1:1", NULL);
  g_autoptr(LensMember) member = lens_member_new ("move_to", LENS_MEMBER_METHOD);
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;

  g_assert_true (lens_arguments_set_line (lens_member_get_arguments (member), line, NULL, NULL));
  g_assert_true (lens_arguments_collect (lens_member_get_arguments (member), &args, &kwargs, NULL, NULL));

  return lens_request_new (object, member, LENS_REQUEST_CALL, args, kwargs);
}

static LensDeed *
get_deed (LensActivity *activity,
          guint         number)
{
  LensDeed *deed = g_list_model_get_item (G_LIST_MODEL (activity), number);

  g_assert_nonnull (deed);
  g_object_unref (deed);

  return deed; /* the list holds it */
}

static void
count (guint *n)
{
  ++*n;
}

static void
test_lines (void)
{
  g_autoptr(LensActivity) activity = lens_activity_new ();
  g_autoptr(LensRequest) first = make_request ("1, y=2");
  g_autoptr(LensRequest) second = make_request ("");
  g_autoptr(PyroValue) value = pyro_literal_parse ("{'a': 1, 'b': 2}", -1, NULL, NULL);
  g_autoptr(LensMember) member = lens_member_new ("move_to", LENS_MEMBER_METHOD);
  g_autoptr(LensRequest) alive = NULL;
  g_autofree char *line = NULL;
  guint n_finished = 0;
  LensDeed *deed;

  g_signal_connect_swapped (activity, "finished", G_CALLBACK (count), &n_finished);
  lens_activity_add (activity, first);
  lens_activity_add (activity, second);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (activity)), ==, 2);
  g_assert_cmpstr (lens_deed_get_line (get_deed (activity, 0)), ==, "lab.stage.move_to() → …");

  deed = get_deed (activity, 1);
  g_assert_cmpstr (lens_deed_get_line (deed), ==, "lab.stage.move_to(1, y=2) → …");
  lens_request_finish (first, LENS_REQUEST_DONE, value, NULL, NULL);
  g_assert_cmpuint (n_finished, ==, 1);
  g_assert_true (g_str_has_prefix (lens_deed_get_line (deed), "lab.stage.move_to(1, y=2) → dict, 2 items · "));
  g_assert_cmpstr (lens_deed_get_head (deed), ==, "lab.stage.move_to(1, y=2)");
  g_assert_true (g_str_has_prefix (lens_deed_get_outcome (deed), "→ dict, 2 items · "));
  g_assert_cmpint (lens_deed_get_state (deed), ==, LENS_REQUEST_DONE);
  g_assert_nonnull (lens_deed_get_time (deed));
  lens_past_call_restore (lens_deed_get_call (deed), member);
  line = lens_arguments_dup_line (lens_member_get_arguments (member));
  g_assert_cmpstr (line, ==, "1, y=2");

  lens_request_finish (second, LENS_REQUEST_FAILED, NULL, NULL, "Nobody answers");
  g_assert_nonnull (strstr (lens_deed_get_line (get_deed (activity, 0)), "→ Nobody answers · "));

  /* The list keeps no result. */
  alive = lens_deed_dup_request (deed);
  g_assert_true (alive == first);
  g_clear_object (&alive);
  g_assert_finalize_object (g_steal_pointer (&first));
  g_assert_null (lens_deed_dup_request (deed));

  /* Nor any object: that one is only known by where it was. */
  g_assert_null (lens_deed_dup_object (deed));
  g_assert_cmpstr (lens_deed_get_object_name (deed), ==, "lab.stage");
  g_assert_cmpstr (lens_deed_get_object_uri (deed), ==, "PYRO:x@127.0.0.1:1");
}

/* A call is found by its text, or by how long it took. */
static void
test_matches (void)
{
  g_autoptr(LensActivity) activity = lens_activity_new ();
  g_autoptr(LensRequest) request = make_request ("'Grüße'");
  static const char *const hits[] = { "", "STAGE.move", "grüsse'", "GRÜßE", ">", ">x", ">1 h", ">-1" };
  static const char *const misses[] = { "home", "move_to ", "> 0 us", ">60", ">60 ms", "> 60s", ">1e3ms", ">600000 µs" };
  LensDeed *deed;

  lens_activity_add (activity, request);
  lens_request_finish (request, LENS_REQUEST_CANCELLED, NULL, NULL, NULL);
  deed = get_deed (activity, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (hits); i++)
    {
      g_test_message ("%s", hits[i]);
      g_assert_true (lens_deed_matches (deed, hits[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (misses); i++)
    {
      g_test_message ("%s", misses[i]);
      g_assert_false (lens_deed_matches (deed, misses[i]));
    }
}

static void
test_clear (void)
{
  g_autoptr(LensActivity) activity = lens_activity_new ();
  g_autoptr(LensRequest) first = make_request ("1");
  g_autoptr(LensRequest) second = make_request ("2");
  g_autoptr(GListModel) gone = NULL;

  lens_activity_add (activity, first);
  gone = lens_activity_clear (activity);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (activity)), ==, 0);
  lens_activity_add (activity, second);
  lens_request_finish (first, LENS_REQUEST_CANCELLED, NULL, NULL, NULL);
  lens_activity_put_back (activity, gone);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (activity)), ==, 2);
  g_assert_true (g_str_has_prefix (lens_deed_get_line (get_deed (activity, 0)), "lab.stage.move_to(2)"));
  g_assert_true (g_str_has_prefix (lens_deed_get_line (get_deed (activity, 1)), "lab.stage.move_to(1) → given up · "));
  lens_request_finish (second, LENS_REQUEST_CANCELLED, NULL, NULL, NULL);
}

static void
test_bound (void)
{
  g_autoptr(LensActivity) activity = lens_activity_new ();
  g_autoptr(GString) large = g_string_new ("'");
  g_autoptr(LensRequest) request = NULL;

  for (guint i = 0; i < 1100; i++)
    {
      g_autoptr(LensRequest) small = make_request ("1");

      lens_activity_add (activity, small);
      lens_request_finish (small, LENS_REQUEST_CANCELLED, NULL, NULL, NULL);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (activity)), ==, 1000);

  while (large->len < 1000000)
    g_string_append (large, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  g_string_append_c (large, '\'');
  request = make_request (large->str);
  lens_activity_add (activity, request);
  g_assert_null (lens_deed_get_call (get_deed (activity, 0)));
  g_assert_cmpuint (strlen (lens_deed_get_line (get_deed (activity, 0))), <, 1000);
  lens_request_finish (request, LENS_REQUEST_CANCELLED, NULL, NULL, NULL);
}

/* Whoever makes a request need not know of the list. */
static void
test_default (void)
{
  g_autoptr(LensRequest) request = make_request ("1");
  LensActivity *activity = lens_activity_get_default ();

  lens_request_run (request);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (activity)), ==, 1);
  lens_request_cancel (request);
  g_assert_cmpint (lens_deed_get_state (get_deed (activity, 0)), ==, LENS_REQUEST_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/activity/lines", test_lines);
  g_test_add_func ("/models/activity/clear", test_clear);
  g_test_add_func ("/models/activity/matches", test_matches);
  g_test_add_func ("/models/activity/bound", test_bound);
  g_test_add_func ("/models/activity/default", test_default);

  return g_test_run ();
}
