/* tests/ui/widgets/test-call-pane.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/scene.h"
#include "ui/models/draft.h"
#include "ui/models/object-private.h"
#include "ui/widgets/call-pane.h"

typedef struct
{
  Scene            scene;
  LensBrowser     *browser;
  LensObject      *object;
  LensMember      *member;
  LensParticulars *particulars; /* of the member */
} Fixture;

/* An object where nobody listens, and that is asked nothing. */
static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  static const char *const nothing[] = { NULL };
  g_autoptr(PyroConfig) config = pyro_config_new_from_environment (nothing, NULL);
  g_autoptr(LensServers) servers = lens_servers_new (config);

  self->browser = lens_browser_new (servers);
  self->object = lens_object_new ("lab.lamp", "PYRO:lab.lamp@127.0.0.1:1", NULL);
  self->member = lens_member_new ("blink", LENS_MEMBER_METHOD);
  self->particulars = lens_member_get_particulars (self->member);
  g_list_store_append (G_LIST_STORE (lens_object_get_members (self->object)), self->member);
  lens_browser_set_object (self->browser, self->object);
  lens_browser_set_member (self->browser, self->member);
  scene_open (&self->scene, g_object_new (LENS_TYPE_CALL_PANE, "browser", self->browser, NULL));
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  scene_close (&self->scene);
  g_clear_object (&self->member);
  g_clear_object (&self->object);
  g_assert_finalize_object (self->browser);
}

/* The one with the limits: those of the rows of arguments come before it in the tree, where there are any. */
static GtkDropDown *
get_limits (Fixture *self)
{
  GtkWidget *found;

  for (guint i = 0; (found = scene_find (self->scene.widget, GTK_TYPE_DROP_DOWN, i)) != NULL; i++)
    if (g_strcmp0 (gtk_widget_get_tooltip_text (found), "How Long to Wait for the Answer") == 0)
      return GTK_DROP_DOWN (found);

  g_assert_not_reached ();
}

static void
assert_limit (Fixture    *self,
              const char *text)
{
  gpointer selected = gtk_drop_down_get_selected_item (get_limits (self));

  g_assert_cmpstr (gtk_string_object_get_string (selected), ==, text);
}

/* Whoever changes the particulars: an earlier call, Undo of it, a session that comes back. */
static void
test_time_limit (Fixture       *self,
                 gconstpointer  unused)
{
  g_autoptr(PyroValue) args = pyro_literal_parse ("()", -1, NULL, NULL);
  g_autoptr(PyroValue) kwargs = pyro_literal_parse ("{}", -1, NULL, NULL);
  g_autoptr(LensRequest) request = lens_request_new (self->object, self->member, LENS_REQUEST_CALL, args, kwargs);
  g_autoptr(LensParticulars) sent = lens_particulars_new ();
  g_autoptr(LensPastCall) call = NULL;
  g_autoptr(PyroValue) before = NULL;
  GtkDropDown *limits = get_limits (self);

  assert_limit (self, "No Limit");
  gtk_drop_down_set_selected (limits, 1);
  g_assert_cmpint (lens_particulars_get_time_limit (self->particulars), ==, 2 * G_TIME_SPAN_SECOND);

  g_object_set (sent, "time-limit", (gint64) 60 * G_TIME_SPAN_SECOND, NULL);
  lens_request_set_particulars (request, sent);
  call = lens_past_call_new_for_request (request);
  before = lens_draft_replace (self->member, call);
  g_assert_nonnull (before);
  assert_limit (self, "60 s");
  g_assert_true (lens_draft_restore (before, self->member));
  assert_limit (self, "2 s");

  /* One that is not offered is shown as well, while it is that. */
  g_object_set (self->particulars, "time-limit", (gint64) 2500 * G_TIME_SPAN_MILLISECOND, NULL);
  assert_limit (self, "2.5 s");
  g_assert_cmpint (lens_particulars_get_time_limit (self->particulars), ==, 2500 * G_TIME_SPAN_MILLISECOND);
  gtk_drop_down_set_selected (limits, 2);
  g_assert_cmpint (lens_particulars_get_time_limit (self->particulars), ==, 10 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (limits)), ==, 4);
  g_object_set (self->particulars, "time-limit", (gint64) 0, NULL);
  assert_limit (self, "No Limit");
}

static graphene_rect_t
get_place (Fixture   *self,
           GtkWidget *widget)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (widget, self->scene.widget, &place));

  return place;
}

/* What is there before and while a call runs stays where it is. */
static void
test_nothing_moves (Fixture       *self,
                    gconstpointer  unused)
{
  g_autoptr(LensRequest) request = lens_request_new (self->object, self->member, LENS_REQUEST_CALL, NULL, NULL);
  graphene_rect_t limit, run, other, place;

  scene_settle ();
  limit = get_place (self, GTK_WIDGET (get_limits (self)));
  run = get_place (self, scene_find_button (self->scene.widget, "call.run"));
  other = get_place (self, scene_find_button (self->scene.widget, "call.add"));

  lens_browser_set_request (self->browser, request); /* it counts as running, and is not sent */
  scene_settle ();
  g_assert_null (scene_find_button (self->scene.widget, "call.run"));
  place = get_place (self, GTK_WIDGET (get_limits (self)));
  g_assert_true (graphene_rect_equal (&place, &limit));
  place = get_place (self, scene_find_button (self->scene.widget, "call.add"));
  g_assert_true (graphene_rect_equal (&place, &other));
  place = get_place (self, scene_find_button (self->scene.widget, "call.cancel"));
  g_assert_cmpfloat (place.origin.x, ==, run.origin.x);
  g_assert_cmpfloat (place.origin.y, ==, run.origin.y);
}

/* To read is what an attribute is there for; what is not typed cannot be written. */
static void
test_attribute (Fixture       *self,
                gconstpointer  unused)
{
  g_autoptr(LensMember) attribute = lens_member_new ("level", LENS_MEMBER_ATTRIBUTE);
  GtkWidget *read, *write, *watch;
  LensArgument *value;

  g_list_store_append (G_LIST_STORE (lens_object_get_members (self->object)), attribute);
  lens_browser_set_member (self->browser, attribute);
  scene_settle ();
  read = scene_find_button (self->scene.widget, "call.run");
  write = scene_find_button (self->scene.widget, "call.write");
  watch = scene_find_button (self->scene.widget, "call.watch");
  g_assert_true (gtk_widget_has_css_class (read, "suggested-action"));
  g_assert_cmpfloat (get_place (self, read).origin.x, <, get_place (self, write).origin.x);
  g_assert_cmpfloat (get_place (self, read).origin.x, <, get_place (self, watch).origin.x);

  g_assert_true (gtk_widget_is_sensitive (read));
  g_assert_false (gtk_widget_is_sensitive (write));
  value = g_list_model_get_item (G_LIST_MODEL (lens_member_get_arguments (attribute)), 0);
  lens_argument_set_text (value, "6 * 7");
  g_assert_true (gtk_widget_is_sensitive (write)); /* and says what is wrong with it */
  lens_argument_set_text (value, " ");
  g_assert_false (gtk_widget_is_sensitive (write));
  lens_argument_set_kind (value, LENS_KIND_STR);
  g_assert_true (gtk_widget_is_sensitive (write));
  g_object_unref (value);

  lens_browser_set_member (self->browser, self->member);
  lens_browser_set_member (self->browser, attribute);
  g_assert_true (gtk_widget_is_sensitive (write));
}

static void
add_tests (void)
{
  g_test_add ("/widgets/call-pane/time-limit", Fixture, NULL, set_up, test_time_limit, tear_down);
  g_test_add ("/widgets/call-pane/nothing-moves", Fixture, NULL, set_up, test_nothing_moves, tear_down);
  g_test_add ("/widgets/call-pane/attribute", Fixture, NULL, set_up, test_attribute, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  return scene_run (&argc, &argv, add_tests);
}
