/* tests/client/test-endurance.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/error.h"
#include "tests/client/peer.h"

/* What ten thousand calls and a thousand connections leave behind: nothing. Memory is looked at by
 * LeakSanitizer, where the tests are built with it. */

#define N_CALLS    10000
#define N_CONNECTS 1000

static Peer peer;

static void
test_calls (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  guint before = count_descriptors ();
  PyroProxy *proxy = peer_new_proxy (&peer);

  for (guint i = 0; i < N_CALLS; i++)
    assert_call (proxy, way, "add", "20, 22", "42");
  g_assert_finalize_object (proxy);
  spin ();
  g_assert_cmpuint (count_descriptors (), ==, before);
}

static void
test_connects (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  guint before = count_descriptors ();
  PyroProxy *proxy = peer_new_proxy (&peer);

  for (guint i = 0; i < N_CONNECTS; i++)
    {
      assert_call (proxy, way, "add", "20, 22", "42");
      pyro_proxy_release (proxy);
    }
  spin ();
  g_assert_finalize_object (proxy);
  g_assert_cmpuint (count_descriptors (), ==, before);
}

static void
test_failures (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  guint before = count_descriptors ();
  g_autoptr(PyroUri) uri = peer_dup_uri (&peer);
  g_autoptr(PyroUri) nobody = pyro_uri_with_object (uri, "nobody");
  PyroProxy *proxy = pyro_proxy_new (nobody);

  for (guint i = 0; i < N_CONNECTS; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (bind_proxy (proxy, way, NULL, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_REFUSED);
    }
  spin ();
  g_assert_finalize_object (proxy);
  g_assert_cmpuint (count_descriptors (), ==, before);
}

static void
add (const char    *name,
     GTestDataFunc  func)
{
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autofree char *path = g_strdup_printf ("/endurance/%s/%s", way == SYNC ? "sync" : "async", name);

      g_test_add_data_func (path, GINT_TO_POINTER (way), func);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  add ("calls", test_calls);
  add ("connects", test_connects);
  add ("failures", test_failures);

  peer_start (&peer, "peer.py", NULL);
  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);

      g_assert_true (bind_proxy (proxy, way, NULL, NULL)); /* GLib opens its own descriptors */
    }
  spin ();
  status = g_test_run ();
  peer_stop (&peer);

  return status;
}
