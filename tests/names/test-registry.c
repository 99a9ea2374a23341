/* tests/names/test-registry.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include "core/error.h"
#include "core/names/registry.h"
#include "core/value/literal.h"
#include "core/value/repr.h"
#include "core/wire/exception.h"
#include "tests/python-peer.h"

/* Calls that are made at each name server, and compared. */
#define N_CALLS 3000
#define N_SLOW_CALLS 400

/* Regular expressions beside those of the table. */
#define N_REGEXES 5000

typedef struct
{
  guint       major;   /* the generation */
  const char *storage; /* of Python's */
  const char *kind;    /* of the calls */
  gboolean    sqlite;  /* whether ours is in a database */
  guint       n_calls;
} Difference;

static PyroValue *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_literal_parse (text, -1, NULL, &error);

  g_assert_no_error (error);

  return value;
}

static PythonPeer *
start_peer (void)
{
  return python_peer_new ("names", "peer-registry.py");
}

static void
remove_file (const char *path)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strconcat (path, i == 0 ? "" : i == 1 ? "-wal" : "-shm", NULL);

      g_unlink (name);
    }
}

static char *
make_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("pyro-registry-XXXXXX", NULL);

  return g_build_filename (folder, "names.sqlite", NULL);
}

static void
remove_path (char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  remove_file (path);
  g_rmdir (folder);
  g_free (path);
}

/* ('returned', value) or ('raised', class, args), as the peer says it. */
static char *
describe (PyroValue *result,
          GError    *error)
{
  PyroException *exception;
  g_autofree char *text = NULL;

  if (result != NULL)
    {
      text = pyro_value_repr (result);
      return g_strdup_printf ("('returned', %s)", text);
    }
  exception = pyro_remote_error_get_exception (error);
  text = pyro_value_repr (pyro_exception_get_args (exception));

  return g_strdup_printf ("('raised', '%s', %s)", pyro_exception_get_class_name (exception), text);
}

/* A list of tags of Pyro4's is in any order, and an empty set is written as a tuple. */
static gboolean
is_same (PyroValue *a,
         PyroValue *b)
{
  PyroValueKind kind = pyro_value_get_kind (a);

  if (kind == PYRO_VALUE_SET && pyro_value_get_length (a) == 0 && pyro_value_get_kind (b) == PYRO_VALUE_TUPLE)
    return pyro_value_get_length (b) == 0;
  if (kind != pyro_value_get_kind (b))
    return FALSE;
  if (kind == PYRO_VALUE_DICT || kind == PYRO_VALUE_RECORD)
    {
      gboolean same = pyro_value_get_length (a) == pyro_value_get_length (b);

      for (gsize i = 0; same && i < pyro_value_get_length (a); i++)
        {
          PyroValue *other = pyro_value_lookup (b, pyro_value_get_key (a, i));

          same = other != NULL && is_same (pyro_value_get_item (a, i), other);
        }
      return same;
    }
  if (kind == PYRO_VALUE_TUPLE)
    {
      gboolean same = pyro_value_get_length (a) == pyro_value_get_length (b);

      for (gsize i = 0; same && i < pyro_value_get_length (a); i++)
        same = is_same (pyro_value_get_item (a, i), pyro_value_get_item (b, i));
      return same;
    }
  if (kind == PYRO_VALUE_LIST)
    {
      gboolean same = pyro_value_get_length (a) == pyro_value_get_length (b);

      for (gsize i = 0; same && i < pyro_value_get_length (a); i++)
        same = pyro_value_contains (b, pyro_value_get_item (a, i));
      return same;
    }

  return pyro_value_equal (a, b);
}

static void
compare_call (PyroRegistry         *registry,
              const PyroGeneration *generation,
              const char           *line)
{
  g_autoptr(PyroValue) call = parse (line);
  const char *method = pyro_value_get_string (pyro_value_get_item (call, 0), NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) result = pyro_registry_call (registry, generation, method, pyro_value_get_item (call, 1),
                                                    pyro_value_get_item (call, 2), &error);
  g_autofree char *text = describe (result, error);
  g_autoptr(PyroValue) ours = parse (text);

  if (!is_same (ours, pyro_value_get_item (call, 3)))
    {
      g_test_message ("Python: %s", line);
      g_test_message ("ours: %s", text);
      g_test_fail ();
    }
}

static void
test_difference (gconstpointer data)
{
  const Difference *difference = data;
  const PyroGeneration *generation = pyro_generation_find_major (difference->major);
  g_autoptr(PythonPeer) peer = start_peer ();
  g_autoptr(PyroRegistry) registry = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *own = NULL;
  char *path = NULL;

  if (peer == NULL)
    return;
  if (difference->sqlite)
    {
      path = make_path ();
      registry = pyro_registry_open (path, &error);
      g_assert_no_error (error);
    }
  else
    {
      registry = pyro_registry_new ();
    }

  python_peer_ask (peer, "operations %u %s %s %u %u", difference->major, difference->storage, difference->kind,
                   difference->n_calls, difference->major);
  own = python_peer_read (peer, NULL);
  g_assert_true (g_str_has_prefix (own, "own "));
  g_assert_true (pyro_registry_add_own (registry, own + strlen ("own "), &error));
  g_assert_no_error (error);

  for (guint i = 0; i < difference->n_calls; i++)
    {
      g_autofree char *line = python_peer_read (peer, NULL);

      compare_call (registry, generation, line);
    }
  g_clear_object (&registry);
  g_clear_pointer (&path, remove_path);
}

/* What one of our registries says to `list(regex=…)`: a list of names, or the text of a NamingError. */
static PyroValue *
match_all (PyroRegistry *registry,
           PyroValue    *pattern,
           char        **refusal)
{
  PyroValue *items[] = { pyro_value_new_none (), pattern };
  g_autoptr(PyroValue) args = pyro_value_new_tuple (items, 2);
  g_autoptr(GError) error = NULL;
  PyroValue *names = pyro_registry_call (registry, pyro_generation_get_pyro5 (), "list", args, NULL, &error);

  pyro_value_unref (items[0]);
  *refusal = NULL;
  if (names == NULL)
    *refusal = g_strdup (pyro_exception_get_message (pyro_remote_error_get_exception (error)));

  return names;
}

static PyroRegistry *
fill (PyroValue *names)
{
  PyroRegistry *registry = pyro_registry_new ();
  g_autoptr(PyroValue) uri = pyro_value_new_string ("PYRO:o@h:1");

  for (gsize i = 0; i < pyro_value_get_length (names); i++)
    {
      PyroValue *items[] = { pyro_value_get_item (names, i), uri };
      g_autoptr(PyroValue) args = pyro_value_new_tuple (items, 2);
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) none = pyro_registry_call (registry, pyro_generation_get_pyro5 (), "register", args, NULL,
                                                      &error);

      g_assert_no_error (error);
    }

  return registry;
}

/* Returns: whether ours refuses what Python takes */
static gboolean
compare_regex (PyroRegistry *registry,
               PyroValue    *pattern,
               PyroValue    *expected)
{
  g_autofree char *refusal = NULL;
  g_autoptr(PyroValue) names = match_all (registry, pattern, &refusal);
  gboolean same = TRUE;

  if (names == NULL)
    {
      const char *text = pyro_value_get_string (expected, NULL);

      g_assert_true (g_str_has_prefix (refusal, "invalid regex: "));
      if (g_strcmp0 (text, refusal) != 0)
        {
          g_autofree char *shown = pyro_value_repr_short (pattern, 60);

          g_test_message ("%s: Python %s, ours: %s", shown, text != NULL ? text : "takes it", refusal);
        }
      return text == NULL;
    }

  same = pyro_value_get_kind (expected) == PYRO_VALUE_LIST
         && pyro_value_get_length (names) == pyro_value_get_length (expected);
  for (gsize i = 0; same && i < pyro_value_get_length (expected); i++)
    same = pyro_value_lookup (names, pyro_value_get_item (expected, i)) != NULL;
  if (!same)
    {
      g_autofree char *shown = pyro_value_repr (pattern);
      g_autofree char *theirs = pyro_value_repr (expected);
      g_autofree char *ours = pyro_value_repr (names);

      g_test_message ("%s: Python %s, ours %s", shown, theirs, ours);
      g_test_fail ();
    }

  return FALSE;
}

/* The same names match, or ours refuses the pattern. */
static void
test_regexes (void)
{
  g_autoptr(PythonPeer) peer = start_peer ();
  g_autoptr(PyroValue) names = NULL;
  g_autoptr(PyroRegistry) registry = NULL;
  g_autofree char *first = NULL;
  guint n_patterns = 0, n_refused = 0;

  if (peer == NULL)
    return;
  python_peer_ask (peer, "regexes %u", N_REGEXES);
  first = python_peer_read (peer, NULL);
  names = parse (first);
  registry = fill (names);

  for (;;)
    {
      g_autofree char *line = python_peer_read (peer, NULL);
      g_autoptr(PyroValue) both = NULL;

      if (g_str_equal (line, "end"))
        break;
      both = parse (line);
      n_patterns++;
      n_refused += compare_regex (registry, pyro_value_get_item (both, 0), pyro_value_get_item (both, 1));
    }
  g_test_message ("%u patterns, of which %u are refused that Python takes", n_patterns, n_refused);
  g_assert_cmpuint (n_patterns, >, 300);
  g_assert_cmpuint (n_refused, <, n_patterns / 20);
}

/* What a Python client sees first was registered first, also among those with a prefix. */
static void
test_order (gconstpointer data)
{
  static const char *const changes[][2] = {
    { "register", "('t.b', 'PYRO:b@h:1')" }, { "register", "('other', 'PYRO:o@h:1')" },
    { "register", "('t.c', 'PYRO:c@h:1')" }, { "register", "('t.a', 'PYRO:a@h:1', False, {'tag'})" },
    { "remove", "('t.c',)" },                { "register", "('t.c', 'PYRO:c@h:2')" },
    { "register", "('t.b', 'PYRO:b@h:2')" },
  };
  g_autoptr(GError) error = NULL;
  char *path = data != NULL ? make_path () : NULL;
  g_autoptr(PyroRegistry) registry = path != NULL ? pyro_registry_open (path, &error) : pyro_registry_new ();
  g_autoptr(PyroValue) args = parse ("('t.',)");
  g_autoptr(PyroValue) names = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(PyroValue) change = parse (changes[i][1]);
      g_autoptr(PyroValue) done
        = pyro_registry_call (registry, pyro_generation_get_pyro5 (), changes[i][0], change, NULL, &error);

      g_assert_no_error (error);
    }
  names = pyro_registry_call (registry, pyro_generation_get_pyro5 (), "list", args, NULL, &error);
  g_assert_no_error (error);
  text = pyro_value_repr (names);
  /* In the database a new entry takes the place of one that is registered anew, as with Python's. */
  g_assert_cmpstr (text, ==,
                   path == NULL ? "{'t.b': 'PYRO:b@h:2', 't.a': 'PYRO:a@h:1', 't.c': 'PYRO:c@h:2'}"
                                : "{'t.a': 'PYRO:a@h:1', 't.c': 'PYRO:c@h:2', 't.b': 'PYRO:b@h:2'}");
  g_clear_object (&registry);
  if (path != NULL)
    remove_path (path);
}

int
main (int   argc,
      char *argv[])
{
  static const Difference differences[] = {
    { 5, "memory", "any", FALSE, N_CALLS },
    { 4, "memory", "any", FALSE, N_CALLS },
    { 5, "memory", "text", TRUE, N_CALLS },
    { 4, "memory", "text", TRUE, N_CALLS },
    { 5, "sql", "plain", TRUE, N_SLOW_CALLS },
    { 4, "sql", "plain", TRUE, N_SLOW_CALLS },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (differences); i++)
    {
      g_autofree char *path = g_strdup_printf ("/registry/as-pyro%u-%s-%s", differences[i].major,
                                               differences[i].storage, differences[i].sqlite ? "sqlite" : "memory");

      g_test_add_data_func (path, &differences[i], test_difference);
    }
  g_test_add_data_func ("/registry/order-memory", NULL, test_order);
  g_test_add_data_func ("/registry/order-sqlite", "sqlite", test_order);
  g_test_add_func ("/registry/regexes", test_regexes);

  return g_test_run ();
}
