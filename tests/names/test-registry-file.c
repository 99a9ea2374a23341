/* tests/names/test-registry-file.c - a registry in a database
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/names/registry.h"
#include "core/value/literal.h"
#include "core/value/repr.h"
#include "core/wire/exception.h"
#include "tests/python-peer.h"

/* How often a program is killed while it writes. */
#define N_KILLS 25

/* Damaged files that are opened. */
#define N_DAMAGED 150

static char *program; /* this one */

typedef struct
{
  char *folder;
  char *path;
} Place;

static void
place_clear (Place *self)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (self->path, endings[i], NULL);

      g_unlink (name);
    }
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static Place
place_new (void)
{
  Place self;
  g_autoptr(GError) error = NULL;

  self.folder = g_dir_make_tmp ("pyro-names-XXXXXX", &error);
  g_assert_no_error (error);
  self.path = g_build_filename (self.folder, "names", NULL);

  return self;
}

static PyroValue *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_literal_parse (text, -1, NULL, &error);

  g_assert_no_error (error);

  return value;
}

static PyroRegistry *
open_registry (const Place *place)
{
  g_autoptr(GError) error = NULL;
  PyroRegistry *registry = pyro_registry_open (place->path, &error);

  g_assert_no_error (error);

  return registry;
}

/* @args: a literal, a tuple */
static PyroValue *
call (PyroRegistry *registry,
      const char   *method,
      const char   *args)
{
  g_autoptr(PyroValue) values = parse (args);
  g_autoptr(GError) error = NULL;
  PyroValue *result = pyro_registry_call (registry, pyro_generation_get_pyro5 (), method, values, NULL, &error);

  g_assert_no_error (error);

  return result;
}

static void
assert_call (PyroRegistry *registry,
             const char   *method,
             const char   *args,
             const char   *expected)
{
  g_autoptr(PyroValue) result = call (registry, method, args);
  g_autoptr(PyroValue) wanted = parse (expected);

  if (!pyro_value_equal (result, wanted))
    {
      g_autofree char *text = pyro_value_repr (result);

      g_assert_cmpstr (text, ==, expected);
    }
}

static void
assert_raises (PyroRegistry *registry,
               const char   *method,
               const char   *args,
               const char   *text)
{
  g_autoptr(PyroValue) values = parse (args);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) result = pyro_registry_call (registry, pyro_generation_get_pyro5 (), method, values, NULL,
                                                    &error);

  g_assert_null (result);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
  g_assert_cmpstr (pyro_exception_get_message (pyro_remote_error_get_exception (error)), ==, text);
}

static void
execute (const Place *place,
         const char  *sql)
{
  sqlite3 *db;
  char *problem = NULL;

  g_assert_cmpint (sqlite3_open (place->path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &problem);
  g_assert_cmpstr (problem, ==, NULL);
  sqlite3_close (db);
}

static void
assert_dump (PythonPeer   *peer,
             guint         major,
             const Place  *place,
             PyroRegistry *registry)
{
  g_autofree char *line = NULL;

  python_peer_ask (peer, "dump %u %s", major, place->path);
  line = python_peer_read (peer, NULL);
  assert_call (registry, "list", "(None, None, True)", line);
}

/* Python's database goes on here, and ours there, at the same time too. */
static void
test_python (gconstpointer data)
{
  guint major = GPOINTER_TO_UINT (data);
  g_autoptr(PythonPeer) peer = python_peer_new ("names", "peer-registry.py");
  g_auto(Place) place = place_new ();
  g_autoptr(PyroRegistry) registry = NULL;
  g_autofree char *done = NULL;

  if (peer == NULL)
    return;
  python_peer_ask (peer, "fill %u %s 50", major, place.path);
  done = python_peer_read (peer, NULL);
  g_assert_cmpstr (done, ==, "done");

  registry = open_registry (&place);
  assert_call (registry, "count", "()", "50");
  assert_dump (peer, major, &place, registry);
  assert_call (registry, "lookup", "('name.4', True)",
               "({'__class__': 'Pyro5.core.URI', 'state': ('PYRO', 'object4', None, 'host', 5)}, {'tag4', 'all'})");
  assert_call (registry, "register", "('ours', 'PYRO:o@./u:\\0abstract', False, ['é', 'a\\0b'])", "None");
  assert_call (registry, "register", "('name.4', 'PYRO:o@h:1')", "None");
  assert_call (registry, "set_metadata", "('name.5', ['new'])", "None");
  assert_call (registry, "remove", "(None, 'name.1')", "11");
  assert_dump (peer, major, &place, registry);

  g_clear_pointer (&done, g_free);
  python_peer_ask (peer, "fill %u %s 60", major, place.path);
  done = python_peer_read (peer, NULL);
  assert_call (registry, "count", "()", "61");
  assert_dump (peer, major, &place, registry);

  g_clear_object (&registry);
  registry = open_registry (&place);
  assert_dump (peer, major, &place, registry);
}

/* What is ours alone is a database of Python's from the start. */
static void
test_new_file (void)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("names", "peer-registry.py");
  g_auto(Place) place = place_new ();
  g_autoptr(PyroRegistry) registry = NULL;

  if (peer == NULL)
    return;
  registry = open_registry (&place);
  assert_call (registry, "register", "('a', 'PYRO:o@h:1', True, {'x', 'y'})", "None");
  assert_dump (peer, 5, &place, registry);
  assert_dump (peer, 4, &place, registry);
  g_clear_object (&registry);

  registry = open_registry (&place);
  assert_call (registry, "list", "(None, None, True)", "{'a': ('PYRO:o@h:1', {'x', 'y'})}");
}

/* A database from before there were tags. */
static void
test_migration (void)
{
  g_auto(Place) place = place_new ();
  g_autoptr(PyroRegistry) registry = NULL;

  execute (&place, "CREATE TABLE pyro_names(name nvarchar PRIMARY KEY NOT NULL, uri nvarchar NOT NULL);"
           "INSERT INTO pyro_names VALUES('a', 'PYRO:o@h:1'), ('b', 'PYRO:p@h:1')");
  registry = open_registry (&place);
  assert_call (registry, "set_metadata", "('a', ['x'])", "None");
  assert_call (registry, "list", "(None, None, True)", "{'a': ('PYRO:o@h:1', {'x'}), 'b': ('PYRO:p@h:1', set())}");
}

/* A prefix is text, with which names begin or do not. */
static void
test_prefixes (void)
{
  g_auto(Place) place = place_new ();
  g_autoptr(PyroRegistry) registry = open_registry (&place);
  static const char *const names[] = { "a%b", "a_b", "aXb", "AXb", "a", "b", "é", "éa", "\\x7f", "\\x7fa",
                                        "\\U0010ffff" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *args = g_strdup_printf ("('%s', 'PYRO:o@h:1')", names[i]);

      assert_call (registry, "register", args, "None");
    }

  assert_call (registry, "list", "('a%',)", "{'a%b': 'PYRO:o@h:1'}");
  assert_call (registry, "list", "('a_',)", "{'a_b': 'PYRO:o@h:1'}");
  assert_call (registry, "list", "('A',)", "{'AXb': 'PYRO:o@h:1'}");
  assert_call (registry, "list", "('é',)", "{'é': 'PYRO:o@h:1', 'éa': 'PYRO:o@h:1'}");
  assert_call (registry, "list", "('\\x7f', None, True)",
               "{'\\x7f': ('PYRO:o@h:1', set()), '\\x7fa': ('PYRO:o@h:1', set())}");
  assert_call (registry, "list", "('\\U0010ffff',)", "{'\\U0010ffff': 'PYRO:o@h:1'}");
  assert_call (registry, "list", "('\\ud800',)", "{}");
  assert_call (registry, "remove", "(None, '%')", "0");
  assert_call (registry, "remove", "(None, 'a')", "4");
  assert_call (registry, "count", "()", "7");
}

/* A call that raises leaves nothing behind. */
static void
test_undo (void)
{
  g_auto(Place) place = place_new ();
  g_autoptr(PyroRegistry) registry = open_registry (&place);

  assert_call (registry, "register", "('a', 'PYRO:o@h:1', False, ['x'])", "None");
  execute (&place, "CREATE TABLE wall(n); CREATE UNIQUE INDEX one ON pyro_metadata(metadata)");
  assert_raises (registry, "register", "('b', 'PYRO:p@h:1', False, ['y', 'x'])",
                 "sqlite error in setitem: UNIQUE constraint failed: pyro_metadata.metadata");
  assert_call (registry, "list", "(None, None, True)", "{'a': ('PYRO:o@h:1', {'x'})}");
  assert_call (registry, "register", "('b', 'PYRO:p@h:1', False, ['y'])", "None");
  assert_call (registry, "count", "()", "2");
}

/* Numbers become text, as in Python's. */
static void
test_odd_tags (void)
{
  g_auto(Place) place = place_new ();
  g_autoptr(PyroRegistry) registry = open_registry (&place);

  assert_call (registry, "register", "('a', 'PYRO:o@h:1', False, [5, 2.5, False, b'x', b'', 't', ''])", "None");
  assert_call (registry, "lookup", "('a', True)",
               "({'__class__': 'Pyro5.core.URI', 'state': ('PYRO', 'o', None, 'h', 1)},"
               " {'5', '2.5', '0', b'x', b'', 't', ''})");
  assert_raises (registry, "set_metadata", "('a', [None])", "a tag is neither text nor a number");
}

/* Another program writes and does not end. */
static void
test_locked (void)
{
  g_auto(Place) place = place_new ();
  g_autoptr(PyroRegistry) registry = open_registry (&place);
  sqlite3 *db;

  assert_call (registry, "register", "('a', 'PYRO:o@h:1')", "None");
  g_assert_cmpint (sqlite3_open (place.path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  assert_call (registry, "list", "()", "{'a': 'PYRO:o@h:1'}");
  assert_raises (registry, "remove", "('a',)", "sqlite error in begin: database is locked");
  g_assert_cmpint (sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  assert_call (registry, "remove", "('a',)", "1");
  sqlite3_close (db);
}

/* ---- Without waiting ---- */

typedef struct
{
  GMainLoop *loop;
  guint      n_left;
  GString   *order;
} Waiting;

static void
called_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Waiting *waiting = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_registry_call_finish (PYRO_REGISTRY (object), result, &error);
  g_autofree char *text = value != NULL ? pyro_value_repr (value) : g_strdup (error->message);

  g_string_append_printf (waiting->order, "%s;", text);
  if (--waiting->n_left == 0)
    g_main_loop_quit (waiting->loop);
}

static void
start_call (PyroRegistry *registry,
            const char   *method,
            const char   *args,
            GCancellable *cancellable,
            Waiting      *waiting)
{
  g_autoptr(PyroValue) values = parse (args);

  waiting->n_left++;
  pyro_registry_call_async (registry, pyro_generation_get_pyro5 (), method, values, NULL, cancellable, called_cb,
                            waiting);
}

/* Changes take effect in their order, and the last of them may be the end of the registry. */
static void
test_async (void)
{
  g_auto(Place) place = place_new ();
  PyroRegistry *registry = open_registry (&place);
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GString) order = g_string_new (NULL);
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  Waiting waiting = { loop, 0, order };

  g_assert_true (pyro_registry_is_quick (registry, pyro_generation_get_pyro5 (), "lookup"));
  g_assert_true (pyro_registry_is_quick (registry, pyro_generation_get_pyro5 (), "unheard"));
  g_assert_false (pyro_registry_is_quick (registry, pyro_generation_get_pyro5 (), "register"));
  g_assert_false (pyro_registry_is_quick (registry, pyro_generation_get_pyro5 (), "list"));

  g_cancellable_cancel (cancelled);
  start_call (registry, "register", "('a', 'PYRO:o@h:1')", NULL, &waiting);
  start_call (registry, "register", "('a', 'PYRO:p@h:1', True)", NULL, &waiting);
  start_call (registry, "set_metadata", "('b', ['x'])", NULL, &waiting);
  start_call (registry, "remove", "('a',)", NULL, &waiting);
  start_call (registry, "register", "('a', 'PYRO:q@h:1', True)", NULL, &waiting);
  start_call (registry, "list", "()", NULL, &waiting);
  g_main_loop_run (loop);
  g_assert_cmpstr (order->str, ==, "None;NamingError: name already registered: a;"
                   "NamingError: unknown name: b;1;None;{'a': 'PYRO:q@h:1'};");

  g_string_truncate (order, 0);
  start_call (registry, "unheard", "()", NULL, &waiting);
  start_call (registry, "register", "('c', 'PYRO:p@h:1')", cancelled, &waiting);
  start_call (registry, "register", "('b', 'PYRO:p@h:1')", NULL, &waiting);
  g_object_unref (registry);
  g_main_loop_run (loop);
  g_assert_nonnull (strstr (order->str, "Operation was cancelled;"));
  g_assert_nonnull (strstr (order->str, "has no attribute 'unheard';"));

  registry = open_registry (&place);
  assert_call (registry, "count", "()", "3");
  g_object_unref (registry);
}

/* ---- A program that is killed ---- */

/* Registers names for ever, many at once, and says which are. */
typedef struct
{
  PyroRegistry *registry;
  guint         next;
} Author;

static void write_next (Author *author);

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Author *author = g_object_get_data (object, "author");
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_registry_call_finish (PYRO_REGISTRY (object), result, &error);

  g_assert_no_error (error);
  g_print ("%u\n", GPOINTER_TO_UINT (user_data));
  write_next (author);
}

static void
write_next (Author *author)
{
  guint number = author->next++;
  g_autofree char *args = g_strdup_printf ("('n%u', 'PYRO:o@h:%u', True, ['t%u', 'all'])", number, number, number % 3);
  g_autoptr(PyroValue) values = parse (args);

  pyro_registry_call_async (author->registry, pyro_generation_get_pyro5 (), "register", values, NULL, NULL, written_cb,
                            GUINT_TO_POINTER (number));
}

static void
write_for_ever (const char *path,
                guint       from)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Author author = { pyro_registry_open (path, NULL), from };

  g_assert_nonnull (author.registry);
  g_object_set_data (G_OBJECT (author.registry), "author", &author);
  for (guint i = 0; i < 16; i++)
    write_next (&author);
  g_main_loop_run (loop);
}

/* Kills the program after it said @n_lines names, and collects all that it said. */
static void
run_and_kill (const Place *place,
              guint        from,
              guint        n_lines,
              GArray      *said)
{
  g_autofree char *number = g_strdup_printf ("%u", from);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--write",
                                                     place->path, number, NULL);
  g_autoptr(GDataInputStream) lines = NULL;
  char *line;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  for (guint i = 0; (line = g_data_input_stream_read_line (lines, NULL, NULL, &error)) != NULL; i++)
    {
      guint written = (guint) g_ascii_strtoull (line, NULL, 10);

      g_array_append_val (said, written);
      g_free (line);
      if (i == n_lines)
        g_subprocess_send_signal (process, SIGKILL);
    }
  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (process));
}

static void
test_kill (void)
{
  g_auto(Place) place = place_new ();
  g_autoptr(GArray) said = g_array_new (FALSE, FALSE, sizeof (guint));
  guint from = 0;

  for (guint i = 0; i < N_KILLS; i++)
    {
      g_autoptr(PyroRegistry) registry = NULL;
      g_autoptr(PyroValue) names = NULL;

      run_and_kill (&place, from, (guint) g_test_rand_int_range (0, 400), said);
      from += 100000;
      registry = open_registry (&place);
      names = call (registry, "list", "(None, None, True)");
      for (guint j = 0; j < said->len; j++)
        {
          g_autofree char *name = g_strdup_printf ("n%u", g_array_index (said, guint, j));
          PyroValue *entry = pyro_value_lookup_string (names, name);

          g_assert_nonnull (entry);
          g_assert_cmpuint (pyro_value_get_length (pyro_value_get_item (entry, 1)), ==, 2);
        }
    }
  g_test_message ("%u names were acknowledged by programs that were killed %u times, and all are there", said->len,
                  N_KILLS);
}

/* ---- Files that are none ---- */

static void
assert_refused (const char *path,
                const char *sentence)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroRegistry) registry = pyro_registry_open (path, &error);

  g_assert_null (registry);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_NAMING);
  g_assert_nonnull (strstr (error->message, sentence));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_bad_files (void)
{
  g_auto(Place) place = place_new ();
  g_auto(Place) other = place_new ();
  g_auto(Place) view = place_new ();
  g_auto(Place) columns = place_new ();

  assert_refused (":memory:", "We don't support the sqlite :memory: database type");
  assert_refused ("", "We don't support the sqlite :memory: database type");
  assert_refused (place.folder, "unable to open database file");
  assert_refused ("/nonexistent/folder/names", "unable to open database file");
  g_assert_true (g_file_set_contents (other.path, "This is a letter, and not a database of names at all.", -1, NULL));
  assert_refused (other.path, "file is not a database");
  execute (&view, "CREATE TABLE secret(id, name, uri); CREATE VIEW pyro_names AS SELECT * FROM secret");
  assert_refused (view.path, "pyro_names is no table");
  execute (&columns, "CREATE TABLE pyro_names(id integer PRIMARY KEY, title);"
           "CREATE TABLE pyro_metadata(object, metadata)");
  assert_refused (columns.path, "no such column: name");
}

/* What would run in the file does not, and what is no text is said to be none. */
static void
test_hostile_content (void)
{
  g_auto(Place) place = place_new ();
  g_autoptr(PyroRegistry) registry = open_registry (&place);

  assert_call (registry, "register", "('a', 'PYRO:o@h:1', False, ['x'])", "None");
  g_clear_object (&registry);
  execute (&place, "CREATE TRIGGER t AFTER INSERT ON pyro_names BEGIN DELETE FROM pyro_names; END");
  registry = open_registry (&place);
  assert_call (registry, "register", "('b', 'PYRO:o@h:1')", "None");
  assert_call (registry, "count", "()", "2");

  execute (&place, "INSERT INTO pyro_metadata(object, metadata)"
           " VALUES((SELECT id FROM pyro_names WHERE name='b'), x'00ff')");
  assert_call (registry, "lookup", "('b', True)",
               "({'__class__': 'Pyro5.core.URI', 'state': ('PYRO', 'o', None, 'h', 1)}, {b'\\x00\\xff'})");
  execute (&place, "UPDATE pyro_names SET uri=CAST(x'ff' AS TEXT) WHERE name='b'");
  assert_raises (registry, "lookup", "('b',)", "there is something in the database that is no name");
  assert_raises (registry, "list", "()", "there is something in the database that is no name");
  assert_call (registry, "lookup", "('a',)", "{'__class__': 'Pyro5.core.URI', 'state': ('PYRO', 'o', None, 'h', 1)}");
  execute (&place, "UPDATE pyro_names SET uri='nonsense' WHERE name='b'");
  assert_raises (registry, "lookup", "('b',)", "invalid uri");
  assert_call (registry, "remove", "('b',)", "1");
  execute (&place, "DROP TABLE pyro_metadata");
  assert_raises (registry, "lookup", "('a',)", "sqlite error in getitem: no such table: pyro_metadata");
}

static void
try_damaged (const char *path)
{
  static const char *const calls[][2] = {
    { "list", "(None, None, True)" }, { "count", "()" }, { "lookup", "('n3', True)" }, { "remove", "('n1',)" },
    { "register", "('new', 'PYRO:o@h:1', False, ['x'])" }, { "list", "('n',)" }, { "remove", "(None, 'n')" },
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroRegistry) registry = pyro_registry_open (path, &error);

  if (registry == NULL)
    {
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_NAMING);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr(PyroValue) values = parse (calls[i][1]);
      g_autoptr(GError) problem = NULL;
      g_autoptr(PyroValue) result = pyro_registry_call (registry, pyro_generation_get_pyro5 (), calls[i][0], values,
                                                        NULL, &problem);

      if (result == NULL)
        g_assert_error (problem, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
    }
}

/* Bytes changed anywhere, or the end missing. */
static void
test_damaged_files (void)
{
  g_auto(Place) place = place_new ();
  g_autoptr(PyroRegistry) registry = open_registry (&place);
  g_autofree char *contents = NULL;
  gsize size;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *args = g_strdup_printf ("('n%u', 'PYRO:object%u@host:1', False, ['t%u', 'all'])", i, i, i % 5);

      assert_call (registry, "register", args, "None");
    }
  g_clear_object (&registry); /* which brings all into the one file */
  g_assert_true (g_file_get_contents (place.path, &contents, &size, NULL));

  for (guint i = 0; i < N_DAMAGED; i++)
    {
      g_auto(Place) damaged = place_new ();
      g_autofree char *copy = g_memdup2 (contents, size);
      gsize copy_size = i % 10 == 0 ? (gsize) g_test_rand_int_range (0, (gint32) size) : size;

      for (gint32 n = g_test_rand_int_range (0, 12); n > 0; n--)
        copy[g_test_rand_int_range (0, (gint32) size)] = (char) g_test_rand_int ();
      g_assert_true (g_file_set_contents_full (damaged.path, copy, (gssize) copy_size, G_FILE_SET_CONTENTS_NONE, 0600,
                                               NULL));
      try_damaged (damaged.path);
    }
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--write"))
    {
      write_for_ever (argv[2], (guint) g_ascii_strtoull (argv[3], NULL, 10));
      return 0;
    }

  program = argv[0];
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/registry-file/python/5", GUINT_TO_POINTER (5), test_python);
  g_test_add_data_func ("/registry-file/python/4", GUINT_TO_POINTER (4), test_python);
  g_test_add_func ("/registry-file/new-file", test_new_file);
  g_test_add_func ("/registry-file/migration", test_migration);
  g_test_add_func ("/registry-file/prefixes", test_prefixes);
  g_test_add_func ("/registry-file/undo", test_undo);
  g_test_add_func ("/registry-file/odd-tags", test_odd_tags);
  g_test_add_func ("/registry-file/locked", test_locked);
  g_test_add_func ("/registry-file/async", test_async);
  g_test_add_func ("/registry-file/kill", test_kill);
  g_test_add_func ("/registry-file/bad-files", test_bad_files);
  g_test_add_func ("/registry-file/hostile-content", test_hostile_content);
  g_test_add_func ("/registry-file/damaged-files", test_damaged_files);

  return g_test_run ();
}
