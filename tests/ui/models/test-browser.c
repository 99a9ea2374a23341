/* tests/ui/models/test-browser.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/browser.h"

typedef struct
{
  LensBrowser *browser;
  LensObject  *object;
  LensMember  *member;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  g_autoptr(LensServers) servers = lens_servers_new (NULL);

  fixture->browser = lens_browser_new (servers);
  fixture->object = lens_object_new ("a", "PYRO:a@127.0.0.1:1", NULL);
  fixture->member = lens_member_new ("f", LENS_MEMBER_METHOD);
  g_assert_true (lens_browser_get_servers (fixture->browser) == servers);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  g_assert_finalize_object (fixture->browser);
  g_assert_finalize_object (fixture->object);
  g_assert_finalize_object (fixture->member);
}

static LensRequest *
show_request (Fixture    *fixture,
              LensMember *member)
{
  g_autoptr(LensRequest) request = lens_request_new (fixture->object, member, LENS_REQUEST_CALL, NULL, NULL);

  lens_browser_set_member (fixture->browser, member);
  lens_browser_set_request (fixture->browser, request);

  return request; /* the browser holds it */
}

static void
note (GObject    *object,
      GParamSpec *pspec,
      GString    *seen)
{
  g_string_append_printf (seen, "%s ", pspec->name);
}

static void
test_clears_below (Fixture       *fixture,
                   gconstpointer  unused)
{
  LensBrowser *browser = fixture->browser;
  g_autoptr(GString) seen = g_string_new (NULL);

  g_signal_connect (browser, "notify", G_CALLBACK (note), seen);
  lens_browser_set_object (browser, fixture->object);
  lens_browser_set_object (browser, fixture->object);
  g_assert_cmpstr (seen->str, ==, "object ");

  show_request (fixture, fixture->member);
  g_assert_cmpstr (seen->str, ==, "object member request ");

  lens_browser_set_object (browser, NULL);
  g_assert_null (lens_browser_get_object (browser));
  g_assert_null (lens_browser_get_member (browser));
  g_assert_null (lens_browser_get_request (browser));
  g_assert_cmpuint (seen->len, ==, 2 * strlen ("object member request "));
}

static void
test_comes_back (Fixture       *fixture,
                 gconstpointer  unused)
{
  LensBrowser *browser = fixture->browser;
  g_autoptr(LensMember) other = lens_member_new ("g", LENS_MEMBER_METHOD);
  LensRequest *newest;

  lens_browser_set_object (browser, fixture->object);
  show_request (fixture, fixture->member);
  newest = show_request (fixture, fixture->member);
  lens_browser_set_member (browser, other);
  g_assert_null (lens_browser_get_request (browser));
  lens_browser_set_member (browser, fixture->member);
  g_assert_true (lens_browser_get_request (browser) == newest);

  lens_browser_set_object (browser, NULL);
  lens_browser_set_object (browser, fixture->object);
  lens_browser_set_member (browser, fixture->member);
  g_assert_true (lens_browser_get_request (browser) == newest);

  lens_browser_set_request (browser, NULL);
  g_assert_null (lens_browser_get_request (browser));
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func (g_object_unref);
  GWeakRef first;

  lens_browser_set_object (fixture->browser, fixture->object);
  g_weak_ref_init (&first, show_request (fixture, fixture->member));
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("m%u", i);

      g_ptr_array_add (members, lens_member_new (name, LENS_MEMBER_METHOD));
      show_request (fixture, g_ptr_array_index (members, i));
    }

  g_assert_null (g_weak_ref_get (&first));
  g_weak_ref_clear (&first);
  lens_browser_set_member (fixture->browser, g_ptr_array_index (members, 30));
  g_assert_nonnull (lens_browser_get_request (fixture->browser));
  g_object_run_dispose (G_OBJECT (fixture->browser));
}

static void
test_properties (Fixture       *fixture,
                 gconstpointer  unused)
{
  g_autoptr(LensServers) servers = NULL;
  g_autoptr(LensObject) object = NULL;
  g_autoptr(LensMember) member = NULL;
  g_autoptr(LensRequest) request = NULL;
  g_autoptr(LensRequest) seen = NULL;

  request = lens_request_new (fixture->object, fixture->member, LENS_REQUEST_CALL, NULL, NULL);
  g_object_set (fixture->browser, "object", fixture->object, NULL);
  g_object_set (fixture->browser, "member", fixture->member, NULL);
  g_object_set (fixture->browser, "request", request, NULL);
  g_object_get (fixture->browser, "servers", &servers, "object", &object, "member", &member, "request", &seen, NULL);
  g_assert_true (servers == lens_browser_get_servers (fixture->browser));
  g_assert_true (object == fixture->object);
  g_assert_true (member == fixture->member);
  g_assert_true (seen == request);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/models/browser/clears-below", Fixture, NULL, set_up, test_clears_below, tear_down);
  g_test_add ("/models/browser/comes-back", Fixture, NULL, set_up, test_comes_back, tear_down);
  g_test_add ("/models/browser/limit", Fixture, NULL, set_up, test_limit, tear_down);
  g_test_add ("/models/browser/properties", Fixture, NULL, set_up, test_properties, tear_down);

  return g_test_run ();
}
