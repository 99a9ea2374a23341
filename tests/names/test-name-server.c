/* tests/names/test-name-server.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/names/name-server.h"

#include <glib/gstdio.h>

#include "core/error.h"
#include "core/wire/exception.h"
#include "tests/names/network.h"

#define STRV(...) ((const char *const[]) { __VA_ARGS__, NULL })

/* ---- A name server of Python's, in memory or in SQLite ---- */

typedef struct
{
  Network        *network;
  PyroNameServer *server;
  char           *folder;
} Fixture;

/* The name server of this test is Pyro4's, or Pyro5's. */
static gboolean is_pyro4;

static void
set_up (Fixture       *fixture,
        gconstpointer  storage)
{
  g_autofree char *option = NULL;
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("pyro-names-XXXXXX", &error);
  g_assert_no_error (error);
  is_pyro4 = g_str_has_prefix (storage, "pyro4-");
  option = g_str_has_suffix (storage, "sql")
           ? g_strdup_printf ("sql:%s/names.db", fixture->folder) : g_strdup ("memory");
  fixture->network = network_start (STRV (is_pyro4 ? "names/pyro4-network.py" : "demo/network.py",
                                          "--storage", option));
  if (fixture->network == NULL)
    return;

  fixture->server = pyro_name_server_new_for_host (fixture->network->host, fixture->network->port, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  storage)
{
  g_autofree char *file = g_build_filename (fixture->folder, "names.db", NULL);

  if (fixture->server != NULL)
    g_assert_finalize_object (fixture->server);
  g_clear_pointer (&fixture->network, network_stop);
  g_unlink (file);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

/* ---- Blocking and asynchronous calls, in one form ---- */

static void
take_result (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GAsyncResult **taken = user_data;

  *taken = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

/* "name=tag,tag name=" */
static char *
describe (GPtrArray *entries)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (entries == NULL)
    return NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const PyroNameEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *tags = g_strjoinv (",", entry->tags);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", entry->name, tags);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
list (PyroNameServer *server,
      const char     *prefix,
      const char     *regex,
      GError        **error)
{
  g_autoptr(GPtrArray) entries = pyro_name_server_list_sync (server, prefix, regex, NULL, error);

  return describe (entries);
}

static char *
yplookup (PyroNameServer    *server,
          const char *const *all,
          const char *const *any,
          GError           **error)
{
  g_autoptr(GPtrArray) entries = pyro_name_server_yplookup_sync (server, all, any, NULL, error);

  return describe (entries);
}

/* What is expected says how it is with Pyro5. */
static char *
translate (const char *expected)
{
  g_autoptr(GString) text = g_string_new (expected);

  if (is_pyro4)
    {
      g_string_replace (text, "Pyro5.nameserver.", "Pyro4.naming.", 0);
      g_string_replace (text, "Pyro5.", "Pyro4.", 0);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_text (char       *text,
             const char *expected,
             GError     *error)
{
  g_autofree char *translated = translate (expected);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, translated);
  g_free (text);
}

static void
assert_raised (GError     *error,
               const char *class_name,
               const char *message)
{
  g_autofree char *translated = translate (class_name);
  PyroException *exception;

  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  exception = pyro_remote_error_get_exception (error);
  g_assert_cmpstr (pyro_exception_get_class_name (exception), ==, translated);
  g_assert_cmpstr (pyro_exception_get_message (exception), ==, message);
}

#define REGISTER(server, name, ...) \
  g_assert_true (pyro_name_server_register_sync (server, name, "PYRO:obj@192.0.2.1:4711", \
                                                 STRV (__VA_ARGS__), FALSE, NULL, &error))

/* ---- Tests ---- */

static void
test_list (Fixture       *fixture,
           gconstpointer  storage)
{
  PyroNameServer *server = fixture->server;
  g_autoptr(GError) error = NULL;
  guint64 count;

  if (server == NULL)
    return;

  g_assert_true (pyro_name_server_ping_sync (server, NULL, &error));
  g_assert_true (pyro_name_server_count_sync (server, &count, NULL, &error));
  g_assert_cmpuint (count, ==, 9);
  g_assert_true (pyro_name_server_count_sync (server, NULL, NULL, &error));

  assert_text (list (server, NULL, NULL, &error),
               "Pyro.NameServer=class:Pyro5.nameserver.NameServer "
               "example.counter=class:lab.Counter,demo "
               "lab.archive=class:lab.Archive,data "
               "lab.arithmetic=class:lab.Arithmetic,demo "
               "lab.camera=class:lab.Camera,instrument "
               "lab.echo= "
               "lab.retired=class:lab.Stage,retired "
               "lab.stage=class:lab.Stage,instrument "
               "lab.weather=class:lab.Weather,instrument,outdoors", error);
  assert_text (list (server, "lab.s", NULL, &error), "lab.stage=class:lab.Stage,instrument", error);
  assert_text (list (server, "nothing", NULL, &error), "", error);
  assert_text (list (server, NULL, "lab\\..*er$", &error),
               "lab.weather=class:lab.Weather,instrument,outdoors", error);
  /* only the beginning has to match, and it has to */
  assert_text (list (server, NULL, "exam", &error), "example.counter=class:lab.Counter,demo", error);
  assert_text (list (server, NULL, "counter", &error), "", error);

  /* SQL's LIKE knows no case */
  assert_text (list (server, "LAB.S", NULL, &error),
               g_str_has_suffix (storage, "sql") ? "lab.stage=class:lab.Stage,instrument" : "", error);
}

static void
test_list_errors (Fixture       *fixture,
                  gconstpointer  storage)
{
  PyroNameServer *server = fixture->server;
  GError *error = NULL;

  if (server == NULL)
    return;

  g_assert_null (list (server, NULL, "(", &error));
  assert_raised (error, "Pyro5.errors.NamingError",
                 "invalid regex: missing ), unterminated subpattern at position 0");
  g_clear_error (&error);

  g_assert_null (list (server, "a", "b", &error));
  assert_raised (error, "builtins.ValueError", "you can only filter on one thing at a time");
  g_clear_error (&error);

  g_assert_null (yplookup (server, STRV ("a"), STRV ("b"), &error));
  assert_raised (error, "builtins.ValueError",
                 is_pyro4 ? "you can only filter on one thing at a time"
                          : "you can't use meta_all or meta_any at the same time");
  g_clear_error (&error);
}

static void
test_lookup (Fixture       *fixture,
             gconstpointer  storage)
{
  PyroNameServer *server = fixture->server;
  g_autoptr(PyroNameEntry) entry = NULL;
  g_autoptr(PyroNameEntry) copy = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *tag = translate ("class:Pyro5.nameserver.NameServer");
  g_autoptr(GError) error = NULL;

  if (server == NULL)
    return;

  entry = pyro_name_server_lookup_sync (server, "Pyro.NameServer", NULL, &error);
  g_assert_no_error (error);
  expected = g_strdup_printf ("PYRO:Pyro.NameServer@127.0.0.1:%u", fixture->network->port);
  g_assert_cmpstr (entry->name, ==, "Pyro.NameServer");
  g_assert_cmpstr (entry->uri, ==, expected);
  g_assert_cmpstrv (entry->tags, STRV (tag));

  copy = pyro_name_entry_copy (entry);
  g_assert_true (pyro_name_entry_equal (copy, entry));
  g_set_str (&copy->tags[0], "other");
  g_assert_false (pyro_name_entry_equal (copy, entry));
  g_set_str (&copy->tags[0], entry->tags[0]);
  g_set_str (&copy->uri, "other");
  g_assert_false (pyro_name_entry_equal (copy, entry));
  g_set_str (&copy->uri, entry->uri);
  g_set_str (&copy->name, "other");
  g_assert_false (pyro_name_entry_equal (copy, entry));

  g_assert_null (pyro_name_server_lookup_sync (server, "lab.nothing", NULL, &error));
  assert_raised (error, "Pyro5.errors.NamingError", "unknown name: lab.nothing");
}

static void
test_register (Fixture       *fixture,
               gconstpointer  storage)
{
  PyroNameServer *server = fixture->server;
  g_autoptr(PyroNameEntry) entry = NULL;
  GError *error = NULL;

  if (server == NULL)
    return;

  REGISTER (server, "größe 大", "b", "a", "b");
  REGISTER (server, "x.bare", NULL);
  assert_text (list (server, "gr", NULL, &error), "größe 大=a,b", error);
  assert_text (list (server, "x.", NULL, &error), "x.bare=", error);

  /* anew, with other tags, unless it shall be safe */
  REGISTER (server, "x.bare", "c");
  g_assert_false (pyro_name_server_register_sync (server, "x.bare", "PYRO:obj@192.0.2.1:1", NULL, TRUE,
                                                  NULL, &error));
  assert_raised (error, "Pyro5.errors.NamingError", "name already registered: x.bare");
  g_clear_error (&error);
  assert_text (list (server, "x.", NULL, &error), "x.bare=c", error);

  g_assert_false (pyro_name_server_register_sync (server, "x.bad", "nonsense", NULL, FALSE, NULL, &error));
  assert_raised (error, "Pyro5.errors.PyroError", "invalid uri");
  g_clear_error (&error);

  /* any kind of URI may be registered */
  g_assert_true (pyro_name_server_register_sync (server, "x.alias", "PYRONAME:x.bare", NULL, TRUE,
                                                 NULL, &error));
  entry = pyro_name_server_lookup_sync (server, "x.alias", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (entry->uri, ==, "PYRONAME:x.bare");
  g_assert_cmpstrv (entry->tags, ((const char *const[]) { NULL }));
}

static void
test_tags (Fixture       *fixture,
           gconstpointer  storage)
{
  PyroNameServer *server = fixture->server;
  g_autoptr(GError) error = NULL;

  if (server == NULL)
    return;

  g_assert_true (pyro_name_server_set_tags_sync (server, "lab.echo", STRV ("z", "y", "z"), NULL, &error));
  assert_text (list (server, "lab.e", NULL, &error), "lab.echo=y,z", error);
  g_assert_true (pyro_name_server_set_tags_sync (server, "lab.echo", NULL, NULL, &error));
  assert_text (list (server, "lab.e", NULL, &error), "lab.echo=", error);

  g_assert_false (pyro_name_server_set_tags_sync (server, "nothing", STRV ("a"), NULL, &error));
  assert_raised (error, "Pyro5.errors.NamingError", "unknown name: nothing");
}

static void
test_yellow_pages (Fixture       *fixture,
                   gconstpointer  storage)
{
  PyroNameServer *server = fixture->server;
  const char *const none[] = { NULL };
  g_autoptr(GError) error = NULL;

  if (server == NULL)
    return;

  assert_text (yplookup (server, STRV ("instrument"), NULL, &error),
               "lab.camera=class:lab.Camera,instrument "
               "lab.stage=class:lab.Stage,instrument "
               "lab.weather=class:lab.Weather,instrument,outdoors", error);
  assert_text (yplookup (server, STRV ("instrument", "class:lab.Stage", "instrument"), NULL, &error),
               "lab.stage=class:lab.Stage,instrument", error);
  assert_text (yplookup (server, NULL, STRV ("data", "outdoors", "unheard of"), &error),
               "lab.archive=class:lab.Archive,data "
               "lab.weather=class:lab.Weather,instrument,outdoors", error);
  assert_text (yplookup (server, STRV ("data", "outdoors"), NULL, &error), "", error);
  assert_text (yplookup (server, none, STRV ("outdoors"), &error),
               "lab.weather=class:lab.Weather,instrument,outdoors", error);
  assert_text (yplookup (server, none, NULL, &error), "", error);
  assert_text (yplookup (server, NULL, NULL, &error), "", error);
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  storage)
{
  PyroNameServer *server = fixture->server;
  g_autoptr(GError) error = NULL;
  guint64 n;

  if (server == NULL)
    return;

  g_assert_true (pyro_name_server_remove_sync (server, "lab.echo", NULL, NULL, &n, NULL, &error));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (pyro_name_server_remove_sync (server, "lab.echo", NULL, NULL, &n, NULL, &error));
  g_assert_cmpuint (n, ==, 0);
  g_assert_true (pyro_name_server_remove_sync (server, NULL, "lab.a", NULL, &n, NULL, &error));
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (pyro_name_server_remove_sync (server, NULL, NULL, ".*r", &n, NULL, &error));
  g_assert_cmpuint (n, ==, 4);
  g_assert_true (pyro_name_server_remove_sync (server, "Pyro.NameServer", NULL, NULL, &n, NULL, &error));
  g_assert_cmpuint (n, ==, 0);
  g_assert_true (pyro_name_server_remove_sync (server, NULL, "", NULL, NULL, NULL, &error));
  assert_text (list (server, NULL, NULL, &error),
               "Pyro.NameServer=class:Pyro5.nameserver.NameServer "
               "lab.stage=class:lab.Stage,instrument", error);
}

/* All that can be done without blocking, one after the other. */
static void
test_async (Fixture       *fixture,
            gconstpointer  storage)
{
  PyroNameServer *server = fixture->server;
  g_autoptr(GAsyncResult) registered = NULL;
  g_autoptr(GAsyncResult) tagged = NULL;
  g_autoptr(GAsyncResult) looked_up = NULL;
  g_autoptr(GAsyncResult) listed = NULL;
  g_autoptr(GAsyncResult) found = NULL;
  g_autoptr(GAsyncResult) removed = NULL;
  g_autoptr(PyroNameEntry) entry = NULL;
  g_autoptr(GPtrArray) names = NULL;
  g_autoptr(GPtrArray) pages = NULL;
  g_autoptr(GError) error = NULL;
  guint64 n;

  if (server == NULL)
    return;

  pyro_name_server_register_async (server, "x.y", "PYRO:obj@192.0.2.1:4711", STRV ("a"), TRUE, NULL,
                                   take_result, &registered);
  g_assert_true (pyro_name_server_register_finish (server, wait_for (&registered), &error));
  pyro_name_server_set_tags_async (server, "x.y", STRV ("b"), NULL, take_result, &tagged);
  g_assert_true (pyro_name_server_set_tags_finish (server, wait_for (&tagged), &error));

  pyro_name_server_lookup_async (server, "x.y", NULL, take_result, &looked_up);
  entry = pyro_name_server_lookup_finish (server, wait_for (&looked_up), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (entry->name, ==, "x.y");
  g_assert_cmpstr (entry->uri, ==, "PYRO:obj@192.0.2.1:4711");
  g_assert_cmpstrv (entry->tags, STRV ("b"));

  pyro_name_server_list_async (server, "x", NULL, NULL, take_result, &listed);
  names = pyro_name_server_list_finish (server, wait_for (&listed), &error);
  assert_text (describe (names), "x.y=b", error);
  pyro_name_server_yplookup_async (server, STRV ("b"), NULL, NULL, take_result, &found);
  pages = pyro_name_server_yplookup_finish (server, wait_for (&found), &error);
  assert_text (describe (pages), "x.y=b", error);

  g_clear_object (&found);
  g_clear_pointer (&pages, g_ptr_array_unref);
  pyro_name_server_yplookup_async (server, NULL, NULL, NULL, take_result, &found);
  pages = pyro_name_server_yplookup_finish (server, wait_for (&found), &error);
  assert_text (describe (pages), "", error);

  pyro_name_server_remove_async (server, "x.y", NULL, NULL, NULL, take_result, &removed);
  g_assert_true (pyro_name_server_remove_finish (server, wait_for (&removed), &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);

  /* what is raised, and what is cancelled */
  g_clear_object (&looked_up);
  pyro_name_server_lookup_async (server, "x.y", NULL, take_result, &looked_up);
  g_assert_null (pyro_name_server_lookup_finish (server, wait_for (&looked_up), &error));
  assert_raised (error, "Pyro5.errors.NamingError", "unknown name: x.y");
}

static void
test_async_cancel (Fixture       *fixture,
                   gconstpointer  storage)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  if (fixture->server == NULL)
    return;

  pyro_name_server_list_async (fixture->server, NULL, NULL, cancellable, take_result, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (pyro_name_server_list_finish (fixture->server, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* ---- Name servers that are not Python's ---- */

typedef struct
{
  const char *prefix;
  const char *answer; /* NULL when it is refused */
  const char *message;
} Shape;

static const Shape shapes[] = {
  { "lists", "a= b=s,t", NULL },
  { "tuples", "a= b=s,t", NULL },
  { "objects", "a=t", NULL },
  { "plain", "a= b=", NULL },
  { "tags", "a=(1, 2),5,t", NULL },
  { "none", "a=", NULL },
  { "empty", "", NULL },
  { "number", NULL, "The name server answered with 5 where a dictionary of names was expected" },
  { "text", NULL, "The name server answered with 'a' where a dictionary of names was expected" },
  { "list", NULL, "The name server answered with ['a', 'b'] where a dictionary of names was expected" },
  { "entry", NULL, "The name server answered with 5 where a URI was expected" },
  { "two", NULL, "The name server answered with ('PYRO:obj@192.0.2.1:4711', ['t'], 3) "
                 "where a URI and its tags was expected" },
  { "nested", NULL, "The name server answered with ('PYRO:obj@192.0.2.1:4711', []) where a URI was expected" },
  { "word", NULL, "The name server answered with 'tag' where a collection of tags was expected" },
  { "key", NULL, "The name server answered with 1 where a name was expected" },
};

static const Shape lookups[] = {
  { "bare", "PYRO:obj@192.0.2.1:4711", NULL },
  { "object", "PYRO:obj@192.0.2.1:4711", NULL },
  { "pair", "PYRO:obj@192.0.2.1:4711", NULL },
  { "name", "PYRONAME:other", NULL },
  { "text", "not a URI", NULL },
  { "none", NULL, "The name server answered with None where a URI was expected" },
};

static void
test_shapes (void)
{
  g_autoptr(Network) network = network_start (STRV ("names/odd-name-server.py"));
  g_autoptr(PyroNameServer) server = NULL;
  GError *error = NULL;
  guint64 n;

  if (network == NULL)
    return;
  server = pyro_name_server_new_for_host (network->host, network->port, &error);
  g_assert_no_error (error);

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *answer = list (server, shapes[i].prefix, NULL, &error);

      g_assert_cmpstr (answer, ==, shapes[i].answer);
      if (shapes[i].message != NULL)
        g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, shapes[i].message);
      g_clear_error (&error);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (lookups); i++)
    {
      g_autoptr(PyroNameEntry) entry =
        pyro_name_server_lookup_sync (server, lookups[i].prefix, NULL, &error);

      g_assert_cmpstr (entry != NULL ? entry->uri : NULL, ==, lookups[i].answer);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, lookups[i].message);
      g_clear_error (&error);
    }

  g_assert_false (pyro_name_server_count_sync (server, &n, NULL, &error));
  g_assert_cmpstr (error->message, ==, "The name server answered with -1 where a count was expected");
  g_clear_error (&error);
  g_assert_false (pyro_name_server_remove_sync (server, "a", NULL, NULL, &n, NULL, &error));
  g_assert_cmpstr (error->message, ==, "The name server answered with 'many' where a count was expected");
  g_clear_error (&error);
  g_assert_true (pyro_name_server_ping_sync (server, NULL, &error));
}

static void
test_hosts (void)
{
  static const struct
  {
    const char *host;
    const char *uri;
  } cases[] = {
    { "localhost", "PYRO:Pyro.NameServer@localhost:9090" },
    { "192.0.2.1", "PYRO:Pyro.NameServer@192.0.2.1:9090" },
    { "::1", "PYRO:Pyro.NameServer@[::1]:9090" },
    { "[::1]", "PYRO:Pyro.NameServer@[::1]:9090" },
    { "./u:/run/ns", "PYRO:Pyro.NameServer@./u:/run/ns" },
    { "", NULL },
    { "[::1", NULL },
    { "./u:", NULL },
    { "1:x", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroNameServer) server = pyro_name_server_new_for_host (cases[i].host, 9090, &error);
      g_autoptr(PyroProxy) proxy = NULL;
      g_autofree char *uri = NULL;

      if (cases[i].uri == NULL)
        {
          g_assert_null (server);
          g_assert_error (error, PYRO_ERROR, PYRO_ERROR_URI);
          continue;
        }

      g_assert_no_error (error);
      g_object_get (server, "proxy", &proxy, NULL);
      g_assert_true (proxy == pyro_name_server_get_proxy (server));
      uri = pyro_uri_to_string (pyro_proxy_get_uri (proxy));
      g_assert_cmpstr (uri, ==, cases[i].uri);
    }
}

#define ADD(name, function) \
  g_test_add ("/name-server/memory/" name, Fixture, "memory", set_up, function, tear_down); \
  g_test_add ("/name-server/sql/" name, Fixture, "sql", set_up, function, tear_down); \
  g_test_add ("/name-server/pyro4/memory/" name, Fixture, "pyro4-memory", set_up, function, tear_down); \
  g_test_add ("/name-server/pyro4/sql/" name, Fixture, "pyro4-sql", set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("list", test_list);
  ADD ("list-errors", test_list_errors);
  ADD ("lookup", test_lookup);
  ADD ("register", test_register);
  ADD ("tags", test_tags);
  ADD ("yellow-pages", test_yellow_pages);
  ADD ("remove", test_remove);
  ADD ("async", test_async);
  ADD ("async-cancel", test_async_cancel);
  g_test_add_func ("/name-server/shapes", test_shapes);
  g_test_add_func ("/name-server/hosts", test_hosts);

  return g_test_run ();
}
