/* tests/client/test-proxy-value.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/client/proxy.h"
#include "core/error.h"
#include "core/value/literal.h"
#include "core/value/path.h"
#include "tests/client/far-side.h"

/* Proxies that come in results, and values that only look like them. */

static Peer peer;

static PyroProxy *
from_path (PyroValue  *value,
           const char *path,
           PyroProxy  *model)
{
  g_autoptr(GError) error = NULL;
  PyroValue *found = pyro_value_lookup_path (value, path, &error);
  PyroProxy *proxy;

  g_assert_no_error (error);
  proxy = pyro_proxy_new_from_value (found, model, &error);
  g_assert_no_error (error);

  return proxy;
}

static PyroProxy *
from_literal (const char  *literal,
              PyroProxy   *model,
              GError     **error)
{
  g_autoptr(GError) mistake = NULL;
  g_autoptr(PyroValue) value = pyro_literal_parse (literal, -1, NULL, &mistake);

  g_assert_no_error (mistake);

  return pyro_proxy_new_from_value (value, model, error);
}

/* A daemon sends a proxy instead of an object that it has. */
static void
test_result (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = call (proxy, way, "thing", "", NULL, &error);
  g_autoptr(PyroProxy) thing = from_path (value, "", proxy);

  g_assert_cmpstr (pyro_uri_get_object (pyro_proxy_get_uri (thing)), ==, "thing");
  g_assert_false (pyro_proxy_get_connected (thing));
  g_assert_true (pyro_metadata_has_method (pyro_proxy_get_metadata (thing), "double"));
  g_assert_true (pyro_metadata_has_attribute (pyro_proxy_get_metadata (thing), "name"));
  assert_call (thing, way, "double", "21", "42");
  g_assert_true (pyro_proxy_get_connected (thing));
}

static void
test_nested (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  static const char *const paths[] = { "['list'][0]", "['list'][1][0]", "['uri']" };
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = call (proxy, way, "things", "", NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(PyroProxy) thing = from_path (value, paths[i], proxy);

      assert_call (thing, way, "double", "'a'", "'aa'");
    }
}

/* A proxy brings its own greeting along; the daemon hears it. */
static void
test_terms (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) proxy = peer_new_proxy (&peer);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(PyroProxy) thing = NULL;

  pyro_proxy_set_timeout (proxy, 7 * G_TIME_SPAN_SECOND);
  value = call (proxy, way, "proxy_with_terms", "", NULL, &error);
  g_assert_no_error (error);
  thing = from_path (value, "", proxy);
  g_assert_null (pyro_proxy_get_metadata (thing)); /* it never was connected, there */
  g_assert_cmpint (pyro_proxy_get_timeout (thing), ==, 7 * G_TIME_SPAN_SECOND);
  g_assert_cmpstr (pyro_proxy_get_serializer (thing), ==, "serpent");
  assert_call (thing, way, "double", "2", "4");
  assert_call (proxy, way, "wait_for", "\"handshake {'pass': 'word'}\", 1", way == SYNC ? "1" : "2");
}

/* ---- Shapes ---- */

#define NAMES "('fire',), ('fire', 'get'), ('x',)"

static void
test_shapes (void)
{
  static const struct
  {
    const char *literal;
    gint64      timeout;
    gboolean    has_names;
  } cases[] = {
    { "{'__class__': 'Pyro5.client.Proxy', 'state': ('PYRO:o@h:1', " NAMES ", 'hello', None)}", 0, TRUE },
    { "{'__class__': 'Pyro5.client.Proxy', 'state': ['PYRO:o@h:1', ['fire'], ['get', 'fire'], ['x'], 'hello', "
      "'serpent']}", 0, TRUE }, /* json, msgpack */
    { "{'__class__': 'Pyro5.client.Proxy', 'state': ('PYRO:o@h:1', (), (), (), None, None)}", 0, FALSE },
    { "{'__class__': 'Pyro5.client.Proxy', 'state': ('PYRO:o@h:1', " NAMES ", 0.0, 'hello', 0)}", 0, TRUE },
    { "{'__class__': 'Pyro4.core.Proxy', 'state': ('PYRO:o@h:1', " NAMES ", 1.5, None, 'hello', 3, None)}",
      1500000, TRUE },
    { "{'__class__': 'Pyro4.core.Proxy', 'state': ('PYRO:o@h:1', " NAMES ", None, 'b64:a2V5', 'hello', 0, "
      "'serpent')}", 0, TRUE },
    { "{'__class__': 'Pyro5.core.URI', 'state': ('PYRO', 'o', None, 'h', 1)}", 0, FALSE },
    { "{'__class__': 'Pyro4.core.URI', 'state': ['PYRO', 'o', None, 'h', 1]}", 0, FALSE },
    { "'PYRO:o@h:1'", 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroProxy) proxy = from_literal (cases[i].literal, NULL, &error);
      g_autofree char *uri = NULL;

      g_assert_no_error (error);
      uri = pyro_uri_to_string (pyro_proxy_get_uri (proxy));
      g_assert_cmpstr (uri, ==, "PYRO:o@h:1");
      g_assert_cmpint (pyro_proxy_get_timeout (proxy), ==, cases[i].timeout);
      g_assert_cmpstr (pyro_proxy_get_serializer (proxy), ==, "serpent");
      g_assert_cmpuint (pyro_proxy_get_max_retries (proxy), ==, 0); /* nothing runs twice by surprise */
      g_assert_cmpint (pyro_proxy_get_metadata (proxy) != NULL, ==, cases[i].has_names);
      if (cases[i].has_names)
        {
          g_assert_true (pyro_metadata_is_oneway (pyro_proxy_get_metadata (proxy), "fire"));
          g_assert_true (pyro_metadata_has_method (pyro_proxy_get_metadata (proxy), "get"));
          g_assert_true (pyro_metadata_has_attribute (pyro_proxy_get_metadata (proxy), "x"));
        }
    }
}

/* What a value does not say is as with the model. */
static void
test_model (void)
{
  g_autoptr(PyroUri) uri = pyro_uri_parse ("PYRO:m@h:1", 0, NULL);
  g_autoptr(PyroProxy) model = pyro_proxy_new (uri);
  g_autoptr(PyroProxy) plain = NULL;
  g_autoptr(PyroProxy) own = NULL;

  pyro_proxy_set_timeout (model, 1000);
  plain = from_literal ("'PYRO:o@h:1'", model, NULL);
  g_assert_cmpint (pyro_proxy_get_timeout (plain), ==, 1000);
  own = from_literal ("{'__class__': 'Pyro4.core.Proxy', 'state': ('PYRO:o@h:1', (), (), (), 2, None, 'hello', "
                      "0, None)}", model, NULL);
  g_assert_cmpint (pyro_proxy_get_timeout (own), ==, 2 * G_TIME_SPAN_SECOND);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *literal;
    int         code;
    const char *message;
  } cases[] = {
    { "1", PYRO_ERROR_VALUE, "A URI is needed, which this int is not" },
    { "{'__class__': 'mine.Proxy', 'state': ('PYRO:o@h:1', (), (), (), 'hello', None)}", PYRO_ERROR_VALUE,
      "A URI is needed, which this mine.Proxy is not" },
    { "'no uri'", PYRO_ERROR_URI, NULL },
    { "{'__class__': 'Pyro5.client.Proxy'}", PYRO_ERROR_VALUE, NULL },
    { "{'__class__': 'Pyro5.client.Proxy', 'state': ()}", PYRO_ERROR_VALUE, NULL },
    { "{'__class__': 'Pyro5.client.Proxy', 'state': 'PYRO:o@h:1'}", PYRO_ERROR_VALUE, NULL },
    { "{'__class__': 'Pyro5.client.Proxy', 'state': ('PYRO:o@h:1',)}", PYRO_ERROR_VALUE,
      "The state of this Pyro5.client.Proxy is that of no proxy" },
    { "{'__class__': 'Pyro5.client.Proxy', 'state': ('PYRO:o@h:1', (), (), (), 'hello')}", PYRO_ERROR_VALUE,
      "The state of this Pyro5.client.Proxy is that of no proxy" },
    { "{'__class__': 'Pyro4.core.Proxy', 'state': ('PYRO:o@h:1', (), (), (), 0, None, 'hello')}",
      PYRO_ERROR_VALUE, "The state of this Pyro4.core.Proxy is that of no proxy" },
    { "{'__class__': 'Pyro5.client.Proxy', 'state': {'PYRO:o@h:1': 1}}", PYRO_ERROR_VALUE, NULL },
    { "{'__class__': 'Pyro5.client.Proxy', 'state': ('PYRO:o@h:1', 1, (), (), 'hello', None)}",
      PYRO_ERROR_VALUE, "In the metadata of the object “oneway” should be a list of names, not int" },
    { "{'__class__': 'Pyro5.client.Proxy', 'state': ('PYRO:o@h:1', (), (1,), (), 'hello', None)}",
      PYRO_ERROR_VALUE, "In the metadata of the object a name in “methods” is no text" },
    { "{'__class__': 'Pyro5.client.Proxy', 'state': ('PYRO:o@h:1', (), (), (), 'hello', 7)}",
      PYRO_ERROR_VALUE, "The serializer of the proxy should be a name, not int" },
    { "{'__class__': 'Pyro5.client.Proxy', 'state': ('PYRO:o@h:1', (), (), (), 'hello', 'yaml')}",
      PYRO_ERROR_USAGE, "There is no serializer “yaml”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      PyroProxy *proxy = from_literal (cases[i].literal, NULL, &error);

      g_assert_null (proxy);
      g_assert_error (error, PYRO_ERROR, cases[i].code);
      if (cases[i].message != NULL)
        g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/proxy-value/result/sync", GINT_TO_POINTER (SYNC), test_result);
  g_test_add_data_func ("/proxy-value/result/async", GINT_TO_POINTER (ASYNC), test_result);
  g_test_add_data_func ("/proxy-value/nested/sync", GINT_TO_POINTER (SYNC), test_nested);
  g_test_add_data_func ("/proxy-value/nested/async", GINT_TO_POINTER (ASYNC), test_nested);
  g_test_add_data_func ("/proxy-value/terms/sync", GINT_TO_POINTER (SYNC), test_terms);
  g_test_add_data_func ("/proxy-value/terms/async", GINT_TO_POINTER (ASYNC), test_terms);
  g_test_add_func ("/proxy-value/shapes", test_shapes);
  g_test_add_func ("/proxy-value/model", test_model);
  g_test_add_func ("/proxy-value/refused", test_refused);

  peer_start (&peer, "feeds.py", NULL);
  status = g_test_run ();
  peer_stop (&peer);

  return status;
}
