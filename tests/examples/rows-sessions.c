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
  program_await_count (stage->programs->pdata[0], "says: I am here", 3);
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

/* Sends a text with an annotation and an id, and expects the daemon's annotation and the id in the reply. */
static void
expect_context (Stage      *stage,
                PyroProxy  *object,
                const char *argument)
{
  const guint8 id[16] = { 0xc0, 0xff, 0xee, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 1 };
  g_autoptr(PyroCall) plain = make_call (object, "echo", argument);
  g_autoptr(PyroCall) annotated = annotate (plain, "XYZZ", "custom annotation from client (1)");
  g_autoptr(PyroCall) call = pyro_call_with_correlation (annotated, id);
  g_autoptr(PyroReply) reply = send_call (stage, object, call);
  GBytes *annotation = pyro_annotations_lookup (pyro_reply_get_annotations (reply), "DDAA");
  g_autofree char *correlation = pyro_reply_dup_correlation (reply);
  g_autoptr(PyroValue) echo = pyro_reply_decode (reply, NULL);

  expect_value (echo, argument);
  g_assert_cmpmem (g_bytes_get_data (annotation, NULL), g_bytes_get_size (annotation),
                   "custom response annotation set by the daemon", 44);
  g_assert_cmpstr (correlation, ==, "c0ffee00-0000-4000-8000-000000000001");
}

/* The same annotation goes with a call that is not answered. */
static void
send_context (Stage     *stage,
              PyroProxy *object)
{
  g_autoptr(PyroAnnotations) none = pyro_annotations_new ();
  g_autoptr(GBytes) data = g_bytes_new_static ("custom annotation from client (2)", 33);
  g_autoptr(PyroAnnotations) annotations = pyro_annotations_with (none, "XYZZ", data, NULL);

  pyro_proxy_set_annotations (object, annotations);
  expect (stage, object, "oneway", "'hi there ONEWAY'", "None");
  stage_await (stage, "Got Message: hi there ONEWAY(?s:.*)custom annotation from client \\(2\\)");
}

/* Pyro4's server wants its messages signed. */
static void
play_callcontext (Stage *stage)
{
  PyroProxy *object = stage_serve_uri (stage, "server.py", "example.context");
  g_autoptr(GBytes) key = g_bytes_new_static ("secr3t_k3y", 10);

  if (g_str_equal (stage->generation, "Pyro4"))
    {
      pyro_proxy_set_hmac_key (object, key);
      expect_fail (stage, stage_again (stage, object), "echo", "'unsigned'", PYRO_ERROR, PYRO_ERROR_SECURITY);
    }
  expect_context (stage, object, "'hi there - new method of annotation access in client'");
  stage_await (stage, "correlation_id: c0ffee00-0000-4000-8000-000000000001");
  stage_await (stage, "'XYZZ': b'custom annotation from client \\(1\\)'");
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *argument = g_strdup_printf ("'hello-%d'", i);

      expect_context (stage, object, argument);
    }
  send_context (stage, object);
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

/* A server that root starts becomes nobody, who may write nowhere here. Others cannot start it, nor can
 * root where it may not become nobody. */
static void
drop_privileges (Stage *stage)
{
  Program *server = stage_run (stage, "drop_privs_server.py", NULL);
  g_autofree char *uri
    = program_await (server, "PYRO:restricted@[^\\s'<>]+|Failed to drop privileges");
  g_autoptr(PyroValue) owner = NULL;
  PyroProxy *restricted;

  if (!g_str_has_prefix (uri, "PYRO:"))
    {
      g_test_message ("privileges cannot be dropped here");
      return;
    }
  restricted = stage_proxy (stage, uri);
  owner = fetch (stage, restricted, "who_is_server", "");
  expect_value (pyro_value_get_item (owner, 2), "'nobody'");
  expect_raise (stage, restricted, "write_file", "", "PermissionError", "[Errno 13] Permission denied");
}

static void
play_privilege_separation (Stage *stage)
{
  g_autofree char *uri = program_await (stage_run (stage, "elevated_server.py", NULL), "(PYRO:dmesg@\\S+)");
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) lines = call (stage_proxy (stage, uri), stage->way, "dmesg", "", NULL, &error);

  drop_privileges (stage);

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

/* What is sent with each call says who calls. */
static PyroReply *
send_as (Stage      *stage,
         PyroProxy  *proxy,
         const char *user,
         const char *method,
         const char *arguments)
{
  g_autoptr(PyroCall) anonymous = make_call (proxy, method, arguments);
  g_autoptr(PyroCall) call = annotate (anonymous, "USER", user);

  return send_call (stage, proxy, call);
}

static void
store_and_retrieve (Stage      *stage,
                    PyroProxy  *proxy,
                    const char *number)
{
  g_autofree char *arguments = g_strdup_printf ("'number', %s", number);
  g_autoptr(PyroReply) stored = send_as (stage, proxy, "user123", "store", arguments);
  g_autoptr(PyroReply) retrieved = send_as (stage, proxy, "user123", "retrieve", "'number'");
  g_autoptr(PyroValue) value = pyro_reply_decode (retrieved, NULL);

  g_assert_false (pyro_reply_is_exception (stored));
  expect_value (value, number);
}

typedef struct
{
  Stage     *stage;
  PyroProxy *proxy;
  guint      n_refused; /* since another was at it */
} Accessor;

static gpointer
access_database (gpointer data)
{
  Accessor *self = data;
  Stage stage = { .generation = self->stage->generation, .way = SYNC };

  for (int i = 0; i < 6; i++)
    {
      g_autofree char *arguments = g_strdup_printf ("'number', %d", 100 + i / 2);
      g_autoptr(PyroReply) reply = i % 2 == 0 ? send_as (&stage, self->proxy, "user123", "store", arguments)
                                              : send_as (&stage, self->proxy, "user123", "retrieve", "'number'");
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = pyro_reply_decode (reply, &error);
      PyroException *raised;

      if (error == NULL)
        continue;
      raised = pyro_remote_error_get_exception (error);
      g_assert_nonnull (raised);
      g_assert_cmpstr (pyro_exception_get_short_class_name (raised), ==, "RuntimeError");
      g_assert_nonnull (strstr (pyro_exception_get_message (raised), "concurrent connection access"));
      self->n_refused++;
    }

  return NULL;
}

/* Returns: how many calls were refused of two clients who do the same at once */
static guint
access_at_once (Stage     *stage,
                PyroProxy *proxy)
{
  Accessor accessors[2];
  GThread *threads[2];
  guint n_refused = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      accessors[i] = (Accessor) { .stage = stage, .proxy = stage_again (stage, proxy) };
      threads[i] = g_thread_new ("accessor", access_database, &accessors[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_thread_join (threads[i]);
      n_refused += accessors[i].n_refused;
    }

  return n_refused;
}

static void
play_usersession (Stage *stage)
{
  const char *names[] = { "example.usersession.sessiondb", "example.usersession.singletondb" };

  stage_serve (stage, "server.py", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      PyroProxy *proxy = stage_lookup (stage, names[i]), *other = stage_again (stage, proxy);
      g_autoptr(PyroReply) denied = NULL;
      guint n_refused;

      store_and_retrieve (stage, proxy, "42");
      store_and_retrieve (stage, other, "43");
      denied = send_as (stage, stage_again (stage, proxy), "nobody", "retrieve", "'number'");
      if (i == 0)
        g_assert_true (pyro_reply_is_exception (denied));
      n_refused = access_at_once (stage, proxy);
      g_test_message ("%s: %u calls were refused", names[i], n_refused);
      if (i == 0)
        g_assert_cmpuint (n_refused, ==, 0);
    }
}

const Row session_rows[] = {
  { "autoproxy", "autoproxy", play_autoproxy },
  { "callcontext", "callcontext", play_callcontext },
  { "handshake", "handshake", play_handshake },
  { "instancemode", "instancemode", play_instancemode },
  { "privilege-separation", NULL, play_privilege_separation },
  { "resourcetracking", "resourcetracking", play_resourcetracking },
  { "socketpair", "socketpair", play_socketpair },
  { "usersession", "usersession", play_usersession },
  { NULL, NULL, NULL }
};
