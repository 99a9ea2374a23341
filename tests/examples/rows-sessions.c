/* tests/examples/rows-sessions.c - examples of what a connection carries besides calls: its own instances,
 * annotations, time limits, handshakes, calls that nobody waits for
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "rows.h"

#include <string.h>
#include <sys/socket.h>

#include "core/error.h"
#include "core/value/literal.h"
#include "core/value/repr.h"

static void
play_autoproxy (Stage *stage)
{
  PyroProxy *factory = stage_serve_uri (stage, "server.py", "example.autoproxy");

  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", i);
      g_autoptr(PyroValue) thing = fetch (stage, factory, "createSomething", number);
      g_autoptr(PyroUri) uri = pyro_uri_from_value (thing, NULL);
      g_autofree char *place = pyro_uri_to_string (uri);

      expect (stage, stage_proxy (stage, place), "speak", "'I am here'", "None");
    }
  stage_await (stage, "Thingy 3 says: I am here");
  g_assert_cmpuint (program_count (stage->programs->pdata[0], "says: I am here"), ==, 3);
}

static void
play_autoreconnect (Stage *stage)
{
  Program *server = stage_serve (stage, "serverNS.py", "Server started");
  PyroProxy *object = stage_lookup (stage, "example.autoreconnect");
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = NULL;

  expect (stage, object, "method", "42", "None");
  g_ptr_array_remove (stage->programs, server); /* which kills it */
  value = call (object, stage->way, "method", "42", NULL, &error);
  g_assert_null (value);
  g_assert_nonnull (error);

  /* It starts again with the port and the id that the name server still has. */
  server = stage_serve (stage, "serverNS.py", "Server started");
  g_free (program_await (server, "Object still exists in Name Server"));
  expect (stage, object, "method", "42", "None");
}

/* Adds two numbers, and waits until the server dropped who says nothing for half a second, which it is asked
 * to say. */
static void
add_and_wait (Stage      *stage,
              PyroProxy  *object,
              const char *numbers,
              const char *sum)
{
  g_autofree char *dropped = g_strdup_printf ("calling add: %s(?s:.*)timeout(?s:.*)worker counts: 0 busy", numbers);

  expect (stage, object, "add", numbers, sum);
  stage_await (stage, dropped);
}

/* Python's proxy fails at the call after that, unless it may try again. Here a connection that was closed
 * is known for one before anything is sent, so either proxy connects anew, and the call runs once. */
static void
play_autoretry (Stage *stage)
{
  Program *server;
  PyroProxy *object;

  stage_set (stage, "PYRO_LOGFILE", "{stderr}");
  stage_set (stage, "PYRO_LOGLEVEL", "DEBUG");
  server = stage_serve (stage, "server.py", NULL);
  object = stage_lookup (stage, "example.autoretry");
  expect (stage, object, "add", "1, 1", "2");
  add_and_wait (stage, object, "2, 2", "4");
  expect (stage, object, "add", "3, 3", "6");

  pyro_proxy_release (object);
  pyro_proxy_set_max_retries (object, 2);
  expect (stage, object, "add", "1, 1", "2");
  add_and_wait (stage, object, "4, 4", "8");
  expect (stage, object, "add", "3, 3", "6");
  g_assert_cmpuint (program_count (server, "calling add: 3, 3"), ==, 2);
}

/* The child's half of the script; this program is the parent. */
static void
play_socketpair (Stage *stage)
{
  const char *messages[] = { "hello!", "hello again!", "hello2!", "hello2 again!" };
  g_autoptr(GSocket) socket = NULL;
  g_autoptr(GError) error = NULL;
  int ends[2];

  g_assert_no_errno (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends));
  socket = g_socket_new_from_fd (ends[0], &error);
  g_assert_no_error (error);
  stage_run_child (stage, ends[1], "pair-fork.py");
  stage_await (stage, "Pyro daemon running on");
  for (int i = 0; i < 2; i++)
    {
      PyroProxy *echo = pyro_proxy_new_for_socket (socket, "echo");

      g_ptr_array_add (stage->proxies, echo);
      if (g_str_equal (stage->generation, "Pyro4"))
        {
          pyro_proxy_set_generation (echo, pyro_generation_get_pyro4 ());
          g_assert_true (pyro_proxy_set_serializer (echo, "pickle", NULL));
        }
      for (int j = 2 * i; j < 2 * i + 2; j++)
        {
          g_autofree char *argument = g_strdup_printf ("'%s'", messages[j]);
          g_autofree char *wanted = g_strconcat ("server got message:  ", messages[j], NULL);

          expect (stage, echo, "echo", argument, "'thank you'");
          stage_await (stage, wanted);
        }
      pyro_proxy_release (echo);
    }
}

static void
play_callcontext (Stage *stage)
{
  PyroProxy *object = stage_serve_uri (stage, "server.py", "example.context");
  g_autoptr(PyroCall) plain = make_call (object, "echo", "'hi there'");
  g_autoptr(PyroCall) annotated = annotate (plain, "XYZZ", "custom annotation from client (1)");
  const guint8 id[16] = { 0xc0, 0xff, 0xee, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 1 };
  g_autoptr(PyroCall) call = pyro_call_with_correlation (annotated, id);
  g_autoptr(PyroReply) reply = send_call (stage, object, call);
  GBytes *annotation = pyro_annotations_lookup (pyro_reply_get_annotations (reply), "DDAA");
  g_autofree char *correlation = pyro_reply_dup_correlation (reply);

  g_assert_cmpmem (g_bytes_get_data (annotation, NULL), g_bytes_get_size (annotation),
                   "custom response annotation set by the daemon", 44);
  g_assert_cmpstr (correlation, ==, "c0ffee00-0000-4000-8000-000000000001");
  stage_await (stage, "correlation_id: c0ffee00-0000-4000-8000-000000000001");
  g_free (program_await (stage->programs->pdata[0],
                         "'XYZZ': b'custom annotation from client \\(1\\)'"));

  expect (stage, object, "oneway", "'hi there ONEWAY'", "None");
  stage_await (stage, "Got Message: hi there ONEWAY");
}

static void
play_handshake (Stage *stage)
{
  PyroProxy *right = stage_serve_uri (stage, "server.py", "Pyro.Daemon"), *wrong = stage_again (stage, right);
  g_autoptr(PyroValue) secret = pyro_value_new_string ("pancakes");
  g_autoptr(PyroValue) guess = pyro_value_new_string ("waffles");
  g_autoptr(GError) error = NULL;

  pyro_proxy_set_handshake (right, secret);
  expect (stage, right, "ping", "", "None");
  pyro_proxy_set_handshake (wrong, guess);
  g_assert_false (bind_proxy (wrong, stage->way, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "wrong secret code, connection refused"));
}

static char *
instance_of (Stage     *stage,
             PyroProxy *proxy)
{
  g_autoptr(PyroValue) id = fetch (stage, proxy, "msg", "'hello'");

  return pyro_value_repr (pyro_value_get_kind (id) == PYRO_VALUE_TUPLE ? pyro_value_get_item (id, 0) : id);
}

static void
play_instancemode (Stage *stage)
{
  PyroProxy *proxy;
  g_autofree char *first = NULL, *second = NULL, *other = NULL;

  stage_serve (stage, "server.py", NULL);
  proxy = stage_lookup (stage, "instance.session");
  first = instance_of (stage, proxy);
  second = instance_of (stage, proxy);
  other = instance_of (stage, stage_again (stage, proxy));
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, other);

  proxy = stage_lookup (stage, "instance.single");
  g_set_str (&first, NULL);
  g_set_str (&second, NULL);
  first = instance_of (stage, proxy);
  second = instance_of (stage, stage_again (stage, proxy));
  g_assert_cmpstr (first, ==, second);

  g_free (instance_of (stage, stage_lookup (stage, "instance.percall")));
  g_free (instance_of (stage, g_ptr_array_index (stage->proxies, stage->proxies->len - 1)));
  stage_await (stage, "PercallInstance.msg(?s:.*)PercallInstance.msg");
}

static void
play_oneway (Stage *stage)
{
  PyroProxy *server;
  gint64 start;

  stage_serve (stage, "server2.py", NULL);
  server = stage_lookup (stage, "example.oneway2");
  expect (stage, server, "increment", "", "None");
  expect (stage, server, "getcount", "", "1");
  start = g_get_monotonic_time ();
  for (int i = 0; i < 3; i++)
    expect (stage, server, "increment_oneway", "", "None");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 1400 * G_TIME_SPAN_MILLISECOND);
  expect (stage, server, "increment", "", "None"); /* half a second, as each of those takes beside it */
  for (int i = 0; i < 10; i++)
    {
      g_autoptr(PyroValue) count = fetch (stage, server, "getcount", "");
      gint64 number = 0;

      g_assert_true (pyro_value_get_int64 (count, &number));
      if (number == 5)
        return;
      expect (stage, server, "increment", "", "None");
      g_assert_cmpint (number, <, 15);
      if (number > 5)
        return;
    }
  g_assert_not_reached ();
}

static void
play_privilege_separation (Stage *stage)
{
  g_autofree char *uri = program_await (stage_run (stage, "elevated_server.py", NULL), "(PYRO:dmesg@\\S+)");
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) lines = call (stage_proxy (stage, uri), stage->way, "dmesg", "", NULL, &error);

  /* The lines, or an exception of the family of OSError where the kernel's are not to be had. */
  if (error == NULL)
    g_assert_cmpint (pyro_value_get_kind (lines), ==, PYRO_VALUE_LIST);
  else
    g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
}

static void
play_resourcetracking (Stage *stage)
{
  PyroProxy *proxy = stage_serve_uri (stage, "server.py", "service"), *rude;

  expect (stage, proxy, "list", "", "[]");
  expect (stage, proxy, "allocate", "'disk'", "None");
  expect (stage, proxy, "list", "", "['disk']");
  expect (stage, proxy, "free", "'disk'", "None");
  rude = stage_again (stage, proxy);
  expect (stage, rude, "allocate", "'tape'", "None");
  expect (stage, proxy, "list", "", "['tape']");
  pyro_proxy_release (rude);
  stage_await (stage, "Resource: closing tape");
  for (int i = 0; i < 1000; i++) /* it says so before it does */
    {
      g_autoptr(PyroValue) left = fetch (stage, proxy, "list", "");

      if (pyro_value_get_length (left) == 0)
        return;
      g_usleep (G_TIME_SPAN_MILLISECOND);
    }
  expect (stage, proxy, "list", "", "[]");
}

static void
play_servertypes (Stage *stage)
{
  for (int i = 0; i < 2; i++)
    {
      const char *types[] = { "thread", "multiplex" };
      g_autoptr(PyroValue) config = NULL;
      g_autofree char *wanted = g_strdup_printf ("'%s'", types[i]);
      Program *server;
      PyroProxy *proxy;

      if (i == 0)
        stage_need_names (stage);
      server = stage_run (stage, "server.py", NULL);
      program_say (server, i == 0 ? "t" : "m");
      g_free (program_await (server, "daemon running"));
      proxy = stage_lookup (stage, "example.servertypes");
      expect (stage, proxy, "reset", "", "None");
      config = fetch (stage, proxy, "getconfig", "");
      expect_value (pyro_value_lookup_string (config, "SERVERTYPE"), wanted);
      expect (stage, proxy, "onewaydelay", "", "None");
      expect (stage, proxy, "getcount", "", "0");
      g_assert_nonnull (pyro_value_lookup_string (config, "COMMTIMEOUT"));
    }
}

static void
play_timeout (Stage *stage)
{
  PyroProxy *proxy, *frozen;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = NULL;
  gint64 start;

  stage_serve (stage, "server.py", "Server ready");
  proxy = stage_lookup (stage, "example.timeout");
  expect (stage, proxy, "delay", "1", "'slept 1 seconds'");

  pyro_proxy_set_timeout (proxy, G_TIME_SPAN_SECOND);
  start = g_get_monotonic_time ();
  value = call (proxy, stage->way, "delay", "3", NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_TIME_SPAN_SECOND);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 3 * G_TIME_SPAN_SECOND);
  g_clear_error (&error);

  frozen = stage_lookup (stage, "example.timeout.frozendaemon");
  pyro_proxy_set_timeout (frozen, G_TIME_SPAN_SECOND);
  start = g_get_monotonic_time ();
  value = call (frozen, stage->way, "delay", "5", NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 3 * G_TIME_SPAN_SECOND);
}

static void
play_usersession (Stage *stage)
{
  const char *names[] = { "example.usersession.sessiondb", "example.usersession.singletondb" };

  stage_serve (stage, "server.py", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      PyroProxy *proxy = stage_lookup (stage, names[i]);
      const char *object = pyro_uri_get_object (pyro_proxy_get_uri (proxy));
      g_autoptr(PyroValue) args = pyro_literal_parse ("('number', 42)", -1, NULL, NULL);
      g_autoptr(PyroCall) store = pyro_call_new (object, "store", args, NULL);
      g_autoptr(PyroCall) known = annotate (store, "USER", "user123");
      g_autoptr(PyroCall) retrieve = make_call (proxy, "retrieve", "'number'");
      g_autoptr(PyroCall) known_too = annotate (retrieve, "USER", "user123");
      g_autoptr(PyroCall) stranger = annotate (retrieve, "USER", "nobody");
      g_autoptr(PyroReply) stored = send_call (stage, proxy, known);
      g_autoptr(PyroReply) retrieved = send_call (stage, proxy, known_too);
      g_autoptr(PyroReply) denied = send_call (stage, stage_again (stage, proxy), stranger);
      g_autoptr(PyroValue) value = pyro_reply_decode (retrieved, NULL);

      g_assert_false (pyro_reply_is_exception (stored));
      expect_value (value, "42");
      g_assert_true (pyro_reply_is_exception (denied));
    }
}

static void
play_distributed_computing2 (Stage *stage)
{
  PyroProxy *dispatcher;

  stage_need_names (stage);
  stage_run (stage, "servers.py", NULL);
  dispatcher = stage_lookup (stage, "example.dc2.dispatcher");
  expect (stage, dispatcher, "count",
          "['Alice was beginning', None, 'to get very tired, Alice!', 'very tired of sitting']",
          "{'alice': 2, 'beginning': 1, 'get': 1, 'very': 2, 'tired': 2, 'sitting': 1}");
}

const Row session_rows[] = {
  { "autoproxy", "autoproxy", play_autoproxy },
  { "autoreconnect", "autoreconnect", play_autoreconnect },
  { "autoretry", "autoretry", play_autoretry },
  { "callcontext", NULL, play_callcontext },
  { "distributed-computing2", NULL, play_distributed_computing2 },
  { "handshake", "handshake", play_handshake },
  { "instancemode", "instancemode", play_instancemode },
  { "oneway", NULL, play_oneway },
  { "privilege-separation", NULL, play_privilege_separation },
  { "resourcetracking", "resourcetracking", play_resourcetracking },
  { "servertypes", "servertypes", play_servertypes },
  { "socketpair", "socketpair", play_socketpair },
  { "timeout", "timeout", play_timeout },
  { "usersession", "usersession", play_usersession },
  { NULL, NULL, NULL }
};
