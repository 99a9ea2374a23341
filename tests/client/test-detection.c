/* tests/client/test-detection.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>

#include "core/client/connection.h"
#include "core/client/dialect-private.h"
#include "core/client/exchange.h"
#include "core/error.h"
#include "core/limits.h"
#include "tests/client/far-side.h"

/* Which generation is spoken: what is found out, what is remembered, what is said of it. */

#define PYRO4 pyro_generation_get_pyro4 ()
#define PYRO5 pyro_generation_get_pyro5 ()

/* ---- Who looks on ---- */

#define TEST_TYPE_WITNESS (test_witness_get_type ())
G_DECLARE_FINAL_TYPE (TestWitness, test_witness, TEST, WITNESS, GObject)

struct _TestWitness
{
  GObject  parent_instance;

  GString *seen;
};

static void
test_witness_frame (PyroTap          *tap,
                    GObject          *connection,
                    PyroTapDirection  direction,
                    PyroFrame        *frame)
{
  g_string_append_printf (TEST_WITNESS (tap)->seen, "%c%s/%s ", direction == PYRO_TAP_IN ? '<' : '>',
                          pyro_frame_type_get_name (pyro_frame_get_frame_type (frame)),
                          pyro_generation_get_name (pyro_frame_get_generation (frame)) + 4);
}

static void
test_witness_iface_init (PyroTapInterface *iface)
{
  iface->frame = test_witness_frame;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestWitness, test_witness, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PYRO_TYPE_TAP, test_witness_iface_init))

static void
test_witness_finalize (GObject *object)
{
  g_string_free (TEST_WITNESS (object)->seen, TRUE);
  G_OBJECT_CLASS (test_witness_parent_class)->finalize (object);
}

static void
test_witness_class_init (TestWitnessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_witness_finalize;
}

static void
test_witness_init (TestWitness *self)
{
  self->seen = g_string_new (NULL);
}

/* ---- Peers ---- */

typedef struct
{
  Peer pyro4;
  Peer pyro5;
  Way  way;
} Fixture;

/* Daemons of each test's own, of which nothing is remembered. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->way = GPOINTER_TO_INT (data);
  peer_start (&fixture->pyro4, "generations.py", "4", NULL);
  peer_start (&fixture->pyro5, "generations.py", "5", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  spin ();
  peer_stop (&fixture->pyro4);
  peer_stop (&fixture->pyro5);
}

static gboolean
is_skipped (Fixture *fixture)
{
  Peer *peers[] = { &fixture->pyro4, &fixture->pyro5 };

  for (guint i = 0; i < G_N_ELEMENTS (peers); i++)
    if (g_str_has_prefix (peers[i]->line, "skip "))
      {
        g_test_skip (peers[i]->line + strlen ("skip "));
        return TRUE;
      }

  return FALSE;
}

static void
assert_seen (Fixture    *fixture,
             PyroProxy  *proxy,
             const char *expected)
{
  g_autoptr(TestWitness) witness = g_object_new (TEST_TYPE_WITNESS, NULL);

  pyro_proxy_set_tap (proxy, PYRO_TAP (witness));
  assert_call (proxy, fixture->way, "echo", "1", "1");
  g_assert_cmpstr (witness->seen->str, ==, expected);
  pyro_proxy_set_tap (proxy, NULL);
}

static void
assert_fails (Fixture    *fixture,
              PyroProxy  *proxy,
              int         code,
              const char *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (call (proxy, fixture->way, "echo", "1", NULL, &error));
  g_assert_error (error, PYRO_ERROR, code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
set_key (PyroProxy  *proxy,
         const char *key)
{
  g_autoptr(GBytes) bytes = key != NULL ? g_bytes_new_static (key, strlen (key)) : NULL;

  pyro_proxy_set_hmac_key (proxy, bytes);
}

/* ---- What is found out ---- */

static void
test_first (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(PyroProxy) pyro4 = NULL;
  g_autoptr(PyroProxy) again = NULL;
  g_autoptr(PyroProxy) pyro5 = NULL;

  if (is_skipped (fixture))
    return;

  pyro4 = peer_new_proxy (&fixture->pyro4);
  again = peer_new_proxy (&fixture->pyro4);
  pyro5 = peer_new_proxy (&fixture->pyro5);
  g_assert_null (pyro_proxy_get_generation (pyro4));

  assert_seen (fixture, pyro4, ">CONNECT/5 <CONNECTFAIL/4 >CONNECT/4 <CONNECTOK/4 >INVOKE/4 <RESULT/4 ");
  assert_seen (fixture, again, ">CONNECT/4 <CONNECTOK/4 >INVOKE/4 <RESULT/4 ");
  assert_seen (fixture, pyro5, ">CONNECT/5 <CONNECTOK/5 >INVOKE/5 <RESULT/5 ");
  g_assert_true (pyro_proxy_get_generation (pyro4) == PYRO4);
  g_assert_true (pyro_proxy_get_generation (again) == PYRO4);
  g_assert_true (pyro_proxy_get_generation (pyro5) == PYRO5);
}

/* A refusal tells as much as a welcome. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(PyroUri) nobody = NULL;
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(PyroProxy) good = NULL;

  if (is_skipped (fixture))
    return;

  uri = peer_dup_uri (&fixture->pyro4);
  nobody = pyro_uri_new (PYRO_URI_PYRO, "nobody", pyro_uri_get_host (uri), pyro_uri_get_port (uri));
  proxy = pyro_proxy_new (nobody);
  good = pyro_proxy_new (uri);

  assert_fails (fixture, proxy, PYRO_ERROR_REFUSED, "The daemon refused the connection: unknown object");
  assert_seen (fixture, good, ">CONNECT/4 <CONNECTOK/4 >INVOKE/4 <RESULT/4 ");
}

/* Another daemon may listen where one of the other generation was. */
static void
test_replaced (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(PyroProxy) proxy = NULL;
  g_autofree char *port = NULL;
  const char *other[] = { "5", "4" };

  if (is_skipped (fixture))
    return;

  uri = peer_dup_uri (&fixture->pyro4);
  port = g_strdup_printf ("%u", pyro_uri_get_port (uri));
  proxy = pyro_proxy_new (uri);
  assert_call (proxy, fixture->way, "echo", "1", "1");

  for (guint i = 0; i < G_N_ELEMENTS (other); i++)
    {
      peer_kill (&fixture->pyro4);
      spin ();
      peer_start (&fixture->pyro4, "generations.py", other[i], "--port", port, NULL);
      assert_seen (fixture, proxy,
                   i == 0 ? ">CONNECT/4 <CONNECTFAIL/5 >CONNECT/5 <CONNECTOK/5 >INVOKE/5 <RESULT/5 "
                          : ">CONNECT/5 <CONNECTFAIL/4 >CONNECT/4 <CONNECTOK/4 >INVOKE/4 <RESULT/4 ");
    }
}

static void
test_unix (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("pyro-detection-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "daemon", NULL);
  Peer peer = { NULL };

  if (is_skipped (fixture))
    return;

  peer_start (&peer, "generations.py", "4", "--unix", path, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);

      assert_seen (fixture, proxy,
                   i == 0 ? ">CONNECT/5 <CONNECTFAIL/4 >CONNECT/4 <CONNECTOK/4 >INVOKE/4 <RESULT/4 "
                          : ">CONNECT/4 <CONNECTOK/4 >INVOKE/4 <RESULT/4 ");
    }
  peer_stop (&peer);
  g_unlink (path);
  g_rmdir (folder);
}

/* Many at once find it out each on its own, or profit from each other; all get there. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  PyroProxy *proxies[20];
  GAsyncResult *results[G_N_ELEMENTS (proxies)] = { NULL };

  if (is_skipped (fixture))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (proxies); i++)
    proxies[i] = peer_new_proxy (&fixture->pyro4);
  for (guint i = 0; i < G_N_ELEMENTS (proxies) && fixture->way == ASYNC; i++)
    pyro_proxy_ping_async (proxies[i], NULL, take_result, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (proxies); i++)
    {
      g_autoptr(GError) error = NULL;
      gboolean ok;

      if (fixture->way == ASYNC)
        {
          g_autoptr(GAsyncResult) taken = wait_for_result (&results[i]);

          ok = pyro_proxy_ping_finish (proxies[i], taken, &error);
        }
      else
        {
          ok = pyro_proxy_ping_sync (proxies[i], NULL, &error);
        }
      g_assert_no_error (error);
      g_assert_true (ok);
      g_assert_true (pyro_proxy_get_generation (proxies[i]) == PYRO4);
    }
  for (guint i = 0; i < G_N_ELEMENTS (proxies); i++)
    g_object_unref (proxies[i]);
}

/* Giving up while the second connection is on its way leaves nothing behind. */
static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  guint before;

  if (is_skipped (fixture) || fixture->way == SYNC)
    return;

  before = count_descriptors ();
  for (guint turns = 0; turns < 40; turns++)
    {
      g_autoptr(PyroUri) uri = peer_dup_uri (&fixture->pyro4);
      PyroConnection *connection = pyro_connection_new (uri);
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GAsyncResult) taken = NULL;
      g_autoptr(GError) error = NULL;

      pyro_connection_open_async (connection, 0, cancellable, take_result, &result);
      for (guint i = 0; i < turns && result == NULL; i++)
        g_main_context_iteration (NULL, TRUE);
      g_cancellable_cancel (cancellable);
      taken = wait_for_result (&result);
      if (pyro_connection_open_finish (connection, taken, &error))
        g_assert_true (pyro_connection_get_generation (connection) == PYRO4);
      else
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      pyro_connection_close (connection);

      /* what is still under way keeps it, but not for long */
      g_clear_object (&taken);
      g_object_add_weak_pointer (G_OBJECT (connection), (gpointer *) &connection);
      g_object_unref (connection);
      while (connection != NULL)
        g_main_context_iteration (NULL, TRUE);
      _pyro_dialect_remember (uri, PYRO5); /* forget */
    }
  spin ();
  g_assert_cmpuint (count_descriptors (), <=, before + 2);
}

/* ---- What is wanted ---- */

static void
test_wanted (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(PyroProxy) pyro4 = NULL;
  g_autoptr(PyroProxy) pyro5 = NULL;

  if (is_skipped (fixture))
    return;

  pyro4 = peer_new_proxy (&fixture->pyro4);
  pyro5 = peer_new_proxy (&fixture->pyro5);
  pyro_proxy_set_generation (pyro4, PYRO4);
  assert_seen (fixture, pyro4, ">CONNECT/4 <CONNECTOK/4 >INVOKE/4 <RESULT/4 ");

  /* what is wrong is said, and not tried otherwise */
  pyro_proxy_set_generation (pyro4, PYRO5);
  assert_fails (fixture, pyro4, PYRO_ERROR_VERSION, "The peer speaks Pyro4, not Pyro5");
  pyro_proxy_set_generation (pyro5, PYRO4);
  assert_fails (fixture, pyro5, PYRO_ERROR_VERSION, "The peer speaks Pyro5, not Pyro4");

  pyro_proxy_set_generation (pyro4, NULL);
  assert_call (pyro4, fixture->way, "echo", "1", "1");
  pyro_proxy_set_generation (pyro5, NULL);
  assert_call (pyro5, fixture->way, "echo", "1", "1");
}

/* ---- Keys ---- */

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  Peer peer = { NULL };
  g_autoptr(PyroProxy) without = NULL;
  g_autoptr(PyroProxy) with = NULL;
  g_autoptr(PyroProxy) pyro5 = NULL;

  if (is_skipped (fixture))
    return;

  peer_start (&peer, "generations.py", "4", "--hmac-key", "secret", NULL);
  without = peer_new_proxy (&fixture->pyro4);
  with = peer_new_proxy (&peer);
  pyro5 = peer_new_proxy (&fixture->pyro5);

  assert_fails (fixture, with, PYRO_ERROR_SECURITY,
                "The peer signs its messages with an HMAC key, and none was given");
  set_key (with, "Secret");
  assert_fails (fixture, with, PYRO_ERROR_SECURITY,
                "The HMAC of a message is wrong: the peer has another key, or the message was changed");
  set_key (with, "secret");
  assert_seen (fixture, with, ">CONNECT/4 <CONNECTOK/4 >INVOKE/4 <RESULT/4 ");

  set_key (without, "secret");
  assert_fails (fixture, without, PYRO_ERROR_SECURITY,
                "An HMAC key was given, but the peer does not sign its messages");
  set_key (without, ""); /* which is none */
  assert_call (without, fixture->way, "echo", "1", "1");
  set_key (without, NULL);
  assert_call (without, fixture->way, "echo", "1", "1");

  set_key (pyro5, "secret");
  assert_fails (fixture, pyro5, PYRO_ERROR_SECURITY,
                "An HMAC key was given, but the peer speaks Pyro5, which has none");
  pyro_proxy_set_generation (pyro5, PYRO5);
  assert_fails (fixture, pyro5, PYRO_ERROR_USAGE, "Pyro5 has no HMAC keys");

  g_clear_object (&with);
  peer_stop (&peer);
}

/* What is set while the proxy connects holds for what waits already. */
static void
test_key_in_time (Fixture       *fixture,
                  gconstpointer  data)
{
  Peer peer = { NULL };
  g_autoptr(PyroProxy) proxy = NULL;

  if (is_skipped (fixture) || fixture->way == SYNC)
    return;

  peer_start (&peer, "generations.py", "4", "--hmac-key", "secret", NULL);
  proxy = peer_new_proxy (&peer);
  for (guint turns = 0; turns < 4; turns++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GAsyncResult) taken = NULL;
      g_autoptr(GError) error = NULL;

      set_key (proxy, "Secret");
      pyro_proxy_ping_async (proxy, NULL, take_result, &result);
      for (guint i = 0; i < turns && result == NULL; i++)
        g_main_context_iteration (NULL, TRUE);
      if (result == NULL)
        set_key (proxy, "secret");
      taken = wait_for_result (&result);
      if (turns == 0)
        g_assert_true (pyro_proxy_ping_finish (proxy, taken, &error));
      else if (!pyro_proxy_ping_finish (proxy, taken, &error))
        g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SECURITY);
    }
  pyro_proxy_release (proxy);
  peer_stop (&peer);
}

/* ---- Without a proxy ---- */

static void
test_connection (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(PyroConnection) connection = NULL;
  g_autoptr(PyroExchange) exchange = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;
  g_autoptr(GError) error = NULL;

  if (is_skipped (fixture))
    return;

  uri = peer_dup_uri (&fixture->pyro4);
  if (fixture->way == SYNC)
    {
      exchange = pyro_exchange_open (uri, NULL, NULL, NULL, PYRO_MAX_MESSAGE_SIZE, 0, NULL, &error);
      g_assert_no_error (error);
      assert_value (pyro_exchange_get_welcome (exchange), "['welcome', 'hello']");
      g_assert_true (pyro_exchange_ping (exchange, 0, NULL, &error));
      return;
    }

  connection = pyro_connection_new (uri);
  pyro_connection_open_async (connection, 0, NULL, take_result, &result);
  g_assert_null (pyro_connection_get_generation (connection));
  taken = wait_for_result (&result);
  g_assert_true (pyro_connection_open_finish (connection, taken, &error));
  g_assert_no_error (error);
  g_assert_true (pyro_connection_get_generation (connection) == PYRO4);
  assert_value (pyro_connection_get_welcome (connection), "['welcome', 'hello']");
  g_assert_true (pyro_metadata_has_method (pyro_connection_get_metadata (connection), "echo"));
}

static void
add (const char *name,
     void      (*function) (Fixture       *fixture,
                            gconstpointer  data))
{
  static const char *const ways[N_WAYS] = { "sync", "async" };

  for (Way way = SYNC; way < N_WAYS; way++)
    {
      g_autofree char *path = g_strdup_printf ("/detection/%s/%s", ways[way], name);

      g_test_add (path, Fixture, GINT_TO_POINTER (way), set_up, function, tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("first", test_first);
  add ("refused", test_refused);
  add ("replaced", test_replaced);
  add ("unix", test_unix);
  add ("many", test_many);
  add ("cancelled", test_cancelled);
  add ("wanted", test_wanted);
  add ("keys", test_keys);
  add ("key-in-time", test_key_in_time);
  add ("connection", test_connection);

  return g_test_run ();
}
