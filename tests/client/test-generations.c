/* tests/client/test-generations.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "core/error.h"
#include "core/value/literal.h"
#include "core/wire/exception.h"
#include "tests/client/far-side.h"

/* The same program on either generation's daemon, of both server types, with messages signed or not
 * and compressed or not, with calls that block and calls that do not. */

typedef struct
{
  const char *name;
  const char *generation; /* 4 or 5 */
  const char *options[6]; /* of the daemon */
  const char *key;        /* NULL for none */
} Server;

static const Server servers[] = {
  { "pyro5/thread", "5", { NULL }, NULL },
  { "pyro5/compressed", "5", { "--servertype", "multiplex", "--compress" }, NULL },
  { "pyro4/thread", "4", { NULL }, NULL },
  { "pyro4/multiplex", "4", { "--servertype", "multiplex" }, NULL },
  { "pyro4/compressed", "4", { "--compress" }, NULL },
  { "pyro4/hmac/thread", "4", { "--hmac-key", "schlüssel" }, "schlüssel" },
  { "pyro4/hmac/multiplex", "4", { "--hmac-key", "k", "--servertype", "multiplex" }, "k" },
  { "pyro4/hmac/compressed", "4", { "--hmac-key", "k", "--compress" }, "k" },
};

static Peer peers[G_N_ELEMENTS (servers)];

typedef struct
{
  PyroProxy    *proxy; /* NULL when that generation is not installed */
  const Server *server;
  Way           way;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data) / N_WAYS;

  fixture->way = GPOINTER_TO_UINT (data) % N_WAYS;
  fixture->server = &servers[i];
  if (g_str_has_prefix (peers[i].line, "skip "))
    {
      g_test_skip (peers[i].line + strlen ("skip "));
      return;
    }

  fixture->proxy = peer_new_proxy (&peers[i]);
  if (servers[i].key != NULL)
    {
      g_autoptr(GBytes) key = g_bytes_new_static (servers[i].key, strlen (servers[i].key));

      pyro_proxy_set_hmac_key (fixture->proxy, key);
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->proxy == NULL)
    return;

  spin ();
  g_assert_finalize_object (fixture->proxy);
  spin ();
}

static PyroReply *
send_call (Fixture   *fixture,
           PyroCall  *the_call,
           GError   **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) taken = NULL;

  if (fixture->way == SYNC)
    return pyro_proxy_send_sync (fixture->proxy, the_call, NULL, error);

  pyro_proxy_send_async (fixture->proxy, the_call, NULL, take_result, &result);
  taken = wait_for_result (&result);

  return pyro_proxy_send_finish (fixture->proxy, taken, error);
}

/* ---- Values ---- */

static void
test_echo (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const values[] = {
    "None", "True", "-1", "12345678901234567890123456789", "1.5", "'text'", "'\\u20ac \\U0001f600 \\x00'",
    "[1, 2, [3]]", "(1, (2,))", "{'a': 1, 'b': [2]}", "{1, 2}", "(1+2j)", "''", "[]",
  };

  if (fixture->proxy == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(PyroValue) sent = pyro_literal_parse (values[i], -1, NULL, NULL);
      g_autofree char *text = g_strdup_printf ("%s,", values[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = call (fixture->proxy, fixture->way, "echo", text, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (pyro_value_equal (value, sent));
    }
  assert_call (fixture->proxy, fixture->way, "keywords", "1, 5, 6, third=7, other=8",
               "[1, 5, [6], 7, {'other': 8}]");
  g_assert_cmpint (pyro_proxy_get_generation (fixture->proxy) == pyro_generation_get_pyro4 (), ==,
                   g_str_equal (fixture->server->generation, "4"));
}

/* About where each generation begins to compress, where a message gets a buffer of its own, and
 * where decoding goes to a thread. */
static void
test_large (Fixture       *fixture,
            gconstpointer  data)
{
  static const guint sizes[] = { 50, 70, 75, 100, 170, 175, 200, 32700, 65536, 1000 * 1000, 10 * 1000 * 1000 };

  if (fixture->proxy == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *argument = g_strdup_printf ("%u", sizes[i]);
      g_autofree char *text = g_strnfill (sizes[i], 'y');
      g_autofree char *quoted = g_strdup_printf ("'%s'", text);
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) made = call (fixture->proxy, fixture->way, "text", argument, NULL, &error);
      g_autoptr(PyroValue) echoed = NULL;
      gsize size = 0;

      g_assert_no_error (error);
      pyro_value_get_string (made, &size);
      g_assert_cmpuint (size, ==, sizes[i]);

      echoed = call (fixture->proxy, fixture->way, "echo", quoted, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (pyro_value_get_string (echoed, NULL), ==, text);
    }
}

/* ---- Serializers ---- */

static const struct
{
  const char *name;
  gboolean    only_pyro4;
} serializers[] = {
  { "serpent", FALSE }, { "json", FALSE }, { "marshal", FALSE }, { "msgpack", FALSE }, { "pickle", TRUE },
};

/* They have other numbers in the other generation, and the same name everywhere. */
static void
test_serializers (Fixture       *fixture,
                  gconstpointer  data)
{
  gboolean is_pyro4 = g_str_equal (fixture->server->generation, "4");

  if (fixture->proxy == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (serializers); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroCall) get = pyro_call_new_get ("thing", "level");
      g_autoptr(PyroReply) level = NULL;
      PyroException *exception;

      g_test_message ("%s", serializers[i].name);
      g_assert_true (pyro_proxy_set_serializer (fixture->proxy, serializers[i].name, &error));
      if (serializers[i].only_pyro4 && !is_pyro4)
        {
          g_assert_false (bind_proxy (fixture->proxy, fixture->way, NULL, &error));
          g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
          g_assert_cmpstr (error->message, ==, "Pyro5 does not have the serializer pickle");
          continue;
        }

      assert_call (fixture->proxy, fixture->way, "echo", "{'a': [1, 2.5, None, True, 'ä']}",
                   "{'a': [1, 2.5, None, True, 'ä']}");
      level = send_call (fixture, get, &error); /* whose keyword arguments are None */
      g_assert_no_error (error);
      g_assert_false (pyro_reply_is_exception (level));
      g_assert_cmpuint (pyro_frame_get_serializer_id (pyro_reply_get_frame (level)), >, 0);

      g_assert_null (call (fixture->proxy, fixture->way, "fail", "'x'", NULL, &error));
      g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
      exception = pyro_remote_error_get_exception (error);
      g_assert_cmpstr (pyro_exception_get_short_class_name (exception), ==, "ValueError");
      g_assert_cmpuint (g_strv_length ((char **) pyro_exception_get_traceback (exception)), >, 3);
    }
}

/* ---- What else an object offers ---- */

static void
test_metadata (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  PyroMetadata *metadata;

  if (fixture->proxy == NULL)
    return;

  g_assert_true (bind_proxy (fixture->proxy, fixture->way, NULL, &error));
  g_assert_no_error (error);
  metadata = pyro_proxy_get_metadata (fixture->proxy);
  g_assert_cmpstrv (pyro_metadata_get_attributes (metadata), ((const char *const[]) { "level", NULL }));
  g_assert_cmpstrv (pyro_metadata_get_oneway (metadata), ((const char *const[]) { "note", NULL }));
  g_assert_cmpstrv (pyro_metadata_get_methods (metadata),
                    ((const char *const[]) { "context", "count", "echo", "fail", "fail_deeper",
                                             "fail_naming", "fail_own", "keywords", "note", "notes",
                                             "text", NULL }));
}

static void
test_attributes (Fixture       *fixture,
                 gconstpointer  data)
{
  const char *object = "thing";
  g_autoptr(PyroValue) good = pyro_value_new_int (7);
  g_autoptr(PyroValue) bad = pyro_value_new_int (-7);
  PyroValue *values[] = { good, bad };

  if (fixture->proxy == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(PyroCall) set = pyro_call_new_set (object, "level", values[i]);
      g_autoptr(PyroCall) get = pyro_call_new_get (object, "level");
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroReply) done = send_call (fixture, set, &error);
      g_autoptr(PyroReply) read = send_call (fixture, get, &error);
      g_autoptr(PyroValue) value = NULL;

      g_assert_no_error (error);
      g_assert_cmpint (pyro_reply_is_exception (done), ==, i == 1);
      value = pyro_reply_decode (read, &error);
      g_assert_no_error (error);
      assert_value (value, "7");
    }
}

static void
test_hidden (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  if (fixture->proxy == NULL)
    return;

  g_assert_null (call (fixture->proxy, fixture->way, "secret", "", NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_MEMBER);
}

/* ---- Exceptions ---- */

static const struct
{
  const char *method;
  const char *arguments;
  const char *class_name; /* with % for the generation */
  const char *args;
  const char *in_traceback;
} raised[] = {
  { "fail", "'on purpose'", "builtins.ValueError", "('on purpose', 42)", ", in fail\n" },
  { "fail_deeper", "5", "builtins.ZeroDivisionError", "('at the bottom',)", ", in fail_deeper\n" },
  { "fail_naming", "", "Pyro%.errors.NamingError", "('no such name',)", ", in fail_naming\n" },
  { "fail_own", "", "__main__.Broken", "('own class',)", ", in fail_own\n" },
  { "echo", "", "builtins.TypeError", NULL, "Traceback (most recent call last)" },
};

static void
test_exceptions (Fixture       *fixture,
                 gconstpointer  data)
{
  if (fixture->proxy == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (raised); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GString) class_name = g_string_new (raised[i].class_name);
      g_autofree char *traceback = NULL;
      PyroException *exception;

      g_assert_null (call (fixture->proxy, fixture->way, raised[i].method, raised[i].arguments, NULL, &error));
      g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
      exception = pyro_remote_error_get_exception (error);
      g_string_replace (class_name, "%", fixture->server->generation, 0);
      g_assert_cmpstr (pyro_exception_get_class_name (exception), ==, class_name->str);
      if (raised[i].args != NULL)
        assert_value (pyro_exception_get_args (exception), raised[i].args);
      traceback = g_strjoinv ("\n", (char **) pyro_exception_get_traceback (exception));
      g_assert_true (g_str_has_prefix (traceback, "Traceback (most recent call last)"));
      g_assert_nonnull (strstr (traceback, raised[i].in_traceback));
    }

  /* and the connection lives on */
  assert_call (fixture->proxy, fixture->way, "echo", "1", "1");
}

/* ---- Oneway calls, item streams, what goes along ---- */

static void
test_oneway (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *text = g_strdup_printf ("'%s %d'", fixture->server->name, fixture->way);
  g_autofree char *count = g_strdup_printf ("%d", fixture->way + 1);
  g_autoptr(PyroValue) mine = pyro_literal_parse (text, -1, NULL, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) notes = NULL;

  if (fixture->proxy == NULL)
    return;

  assert_call (fixture->proxy, fixture->way, "note", text, "None");
  notes = call (fixture->proxy, fixture->way, "notes", count, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (pyro_value_contains (notes, mine));
}

static void
test_stream (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(PyroValue) n = pyro_value_new_int (3);
  g_autoptr(PyroValue) args = pyro_value_new_tuple (&n, 1);
  g_autoptr(PyroCall) count = pyro_call_new ("thing", "count", args, NULL);
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(PyroValue) id = NULL;
  g_autoptr(PyroValue) id_args = NULL;
  g_autoptr(PyroCall) next = NULL;
  g_autoptr(GError) error = NULL;

  if (fixture->proxy == NULL)
    return;

  reply = send_call (fixture, count, &error);
  g_assert_no_error (error);
  g_assert_false (pyro_reply_is_exception (reply));
  g_assert_nonnull (pyro_reply_get_stream_id (reply));

  id = pyro_value_new_string (pyro_reply_get_stream_id (reply));
  id_args = pyro_value_new_list (&id, 1);
  next = pyro_call_new ("Pyro.Daemon", "get_next_stream_item", id_args, NULL);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr(PyroReply) item = send_call (fixture, next, &error);
      g_autoptr(PyroValue) value = NULL;
      gint64 number;

      g_assert_no_error (error);
      g_assert_cmpint (pyro_reply_is_exception (item), ==, i == 3);
      value = pyro_reply_decode (item, &error);
      if (i == 3)
        g_assert_cmpstr (error->message, ==, "StopIteration");
      else
        g_assert_true (pyro_value_get_int64 (value, &number) && number == i);
    }
}

/* Pyro4 has the correlation id among the annotations: nothing of that is to be seen here. */
static void
test_context (Fixture       *fixture,
              gconstpointer  data)
{
  static const guint8 correlation[PYRO_CORRELATION_SIZE] = "0123456789abcdef";
  const char *text = "30313233-3435-3637-3839-616263646566";
  g_autoptr(PyroAnnotations) none = pyro_annotations_new ();
  g_autoptr(GBytes) bytes = g_bytes_new_static ("\x01\x02", 2);
  g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr(PyroAnnotations) one = pyro_annotations_with (none, "ZZZZ", bytes, NULL);
  g_autoptr(PyroAnnotations) two = pyro_annotations_with (one, "AAAA", nothing, NULL);
  g_autoptr(PyroCall) plain = pyro_call_new ("thing", "context", NULL, NULL);
  g_autoptr(PyroCall) annotated = pyro_call_with_annotations (plain, two);
  g_autoptr(PyroCall) correlated = pyro_call_with_correlation (annotated, correlation);
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;
  GBytes *answer;

  if (fixture->proxy == NULL)
    return;

  reply = send_call (fixture, correlated, &error);
  g_assert_no_error (error);
  value = pyro_reply_decode (reply, &error);
  g_assert_no_error (error);
  assert_value (value, "{'annotations': [('AAAA', ''), ('ZZZZ', '0102')], "
                       "'correlation': '30313233-3435-3637-3839-616263646566'}");

  id = pyro_reply_dup_correlation (reply);
  g_assert_cmpstr (id, ==, text);
  answer = pyro_annotations_lookup (pyro_reply_get_annotations (reply), "RSPN");
  g_assert_nonnull (answer);
  g_assert_cmpmem (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), "answer", 6);
}

/* ---- The daemon ---- */

static void
test_ping (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  if (fixture->proxy == NULL)
    return;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GAsyncResult) taken = NULL;
      gboolean ok;

      if (fixture->way == SYNC)
        {
          ok = pyro_proxy_ping_sync (fixture->proxy, NULL, &error);
        }
      else
        {
          pyro_proxy_ping_async (fixture->proxy, NULL, take_result, &result);
          taken = wait_for_result (&result);
          ok = pyro_proxy_ping_finish (fixture->proxy, taken, &error);
        }
      g_assert_no_error (error);
      g_assert_true (ok);
    }
  assert_call (fixture->proxy, fixture->way, "echo", "1", "1");
}

static void
test_daemon_object (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(PyroCall) registered = pyro_call_new ("Pyro.Daemon", "registered", NULL, NULL);
  g_autoptr(PyroValue) name = pyro_value_new_string ("thing");
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(PyroValue) value = NULL;

  if (fixture->proxy == NULL)
    return;

  reply = send_call (fixture, registered, &error);
  g_assert_no_error (error);
  value = pyro_reply_decode (reply, &error);
  g_assert_no_error (error);
  g_assert_true (pyro_value_contains (value, name));
}

static void
test_handshake (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(PyroValue) greeting = pyro_value_new_string ("go away");
  g_autoptr(PyroValue) better = pyro_value_new_int (1);
  g_autoptr(GError) error = NULL;

  if (fixture->proxy == NULL)
    return;

  pyro_proxy_set_handshake (fixture->proxy, greeting);
  g_assert_false (bind_proxy (fixture->proxy, fixture->way, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "The daemon refused the connection: not today");

  pyro_proxy_set_handshake (fixture->proxy, better);
  assert_call (fixture->proxy, fixture->way, "echo", "1", "1");
}

static void
add (const char *name,
     void      (*function) (Fixture       *fixture,
                            gconstpointer  data))
{
  static const char *const ways[N_WAYS] = { "sync", "async" };

  for (guint i = 0; i < G_N_ELEMENTS (servers) * N_WAYS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/generations/%s/%s/%s", servers[i / N_WAYS].name,
                                               ways[i % N_WAYS], name);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, function, tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  add ("echo", test_echo);
  add ("large", test_large);
  add ("serializers", test_serializers);
  add ("metadata", test_metadata);
  add ("attributes", test_attributes);
  add ("hidden", test_hidden);
  add ("exceptions", test_exceptions);
  add ("oneway", test_oneway);
  add ("stream", test_stream);
  add ("context", test_context);
  add ("ping", test_ping);
  add ("daemon-object", test_daemon_object);
  add ("handshake", test_handshake);

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    peer_start (&peers[i], "generations.py", servers[i].generation, servers[i].options[0],
                servers[i].options[1], servers[i].options[2], servers[i].options[3],
                servers[i].options[4], NULL);
  status = g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    peer_stop (&peers[i]);

  return status;
}
