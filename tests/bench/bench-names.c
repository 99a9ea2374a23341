/* tests/bench/bench-names.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <stdlib.h>

#include "core/names/registry.h"
#include "core/value/literal.h"
#include "tests/bench/bench.h"
#include "tests/python-peer.h"

/* A name server's answers without its network, against Python's: 100,000 names in memory and 2,000 in a
 * database, two tags each. */

#define N_MEMORY 100000
#define N_SQLITE 2000

/* Calls that wait at once where several do. */
#define N_TOGETHER 64

typedef struct
{
  PyroRegistry *registry;
  const char   *method;
  PyroValue    *args;
} Call;

static PythonPeer *peer;

/* @user_data: what the peer is asked */
static double
run_python (gpointer user_data,
            guint    n)
{
  g_autofree char *answer = NULL;

  python_peer_ask (peer, "%s %u", (const char *) user_data, n);
  answer = python_peer_read (peer, NULL);

  return g_ascii_strtod (answer, NULL);
}

static double
run_calls (gpointer user_data,
           guint    n)
{
  Call *call = user_data;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PyroValue) result = pyro_registry_call (call->registry, pyro_generation_get_pyro5 (), call->method,
                                                        call->args, NULL, NULL);

      g_assert_nonnull (result);
    }

  return (double) (g_get_monotonic_time () - start) / 1e6 / n;
}

static void
called_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PyroValue) value = pyro_registry_call_finish (PYRO_REGISTRY (object), result, NULL);

  g_assert_nonnull (value);
  (*(guint *) user_data)--;
}

static double
run_together (gpointer user_data,
              guint    n)
{
  Call *call = user_data;
  gint64 start = g_get_monotonic_time ();
  guint n_waiting = 0;

  for (guint i = 0; i < n; i++)
    {
      pyro_registry_call_async (call->registry, pyro_generation_get_pyro5 (), call->method, call->args, NULL, NULL,
                                called_cb, &n_waiting);
      for (n_waiting++; n_waiting >= N_TOGETHER || (i == n - 1 && n_waiting > 0);)
        g_main_context_iteration (NULL, TRUE);
    }

  return (double) (g_get_monotonic_time () - start) / 1e6 / n;
}

static void
register_name (PyroRegistry *registry,
               guint         number,
               guint        *n_waiting)
{
  g_autofree char *text = g_strdup_printf ("('object.name.%u', 'PYRO:obj_%032x@localhost:9000', False, ['a', 'b'])",
                                           number, number);
  g_autoptr(PyroValue) args = pyro_literal_parse (text, -1, NULL, NULL);

  (*n_waiting)++;
  pyro_registry_call_async (registry, pyro_generation_get_pyro5 (), "register", args, NULL, NULL, called_cb, n_waiting);
}

static void
fill (PyroRegistry *registry,
      guint         n_names)
{
  guint n_waiting = 0;

  for (guint i = 0; i < n_names; i++)
    register_name (registry, i, &n_waiting);
  while (n_waiting > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
compare (PyroRegistry *memory,
         PyroRegistry *database)
{
  g_autoptr(PyroValue) name = pyro_literal_parse ("('object.name.77',)", -1, NULL, NULL);
  g_autoptr(PyroValue) entry = pyro_literal_parse ("('new.1', 'PYRO:o@h:1')", -1, NULL, NULL);
  g_autoptr(PyroValue) tags = pyro_literal_parse ("(None, None, True)", -1, NULL, NULL);
  Call calls[] = {
    { memory, "lookup", name }, { memory, "register", entry }, { memory, "list", NULL }, { memory, "list", tags },
    { database, "lookup", name }, { database, "register", entry }, { database, "list", NULL },
    { database, "list", tags },
  };
  BenchRow rows[] = {
    { "memory: lookup", run_calls, &calls[0], 50000 },
    { "memory: lookup, Python", run_python, (gpointer) "memory lookup", 20000 },
    { "memory: register", run_calls, &calls[1], 50000 },
    { "memory: register, Python", run_python, (gpointer) "memory register", 20000 },
    { "memory: list of 100,000", run_calls, &calls[2], 5 },
    { "memory: list of 100,000, Python", run_python, (gpointer) "memory list", 5 },
    { "memory: with tags", run_calls, &calls[3], 5 },
    { "memory: with tags, Python", run_python, (gpointer) "memory list-tags", 5 },
    { "SQLite: lookup", run_calls, &calls[4], 5000 },
    { "SQLite: lookup, Python", run_python, (gpointer) "sql lookup", 500 },
    { "SQLite: register", run_calls, &calls[5], 200 },
    { "SQLite: register, 64 at once", run_together, &calls[5], 2000 },
    { "SQLite: register, Python", run_python, (gpointer) "sql register", 100 },
    { "SQLite: list of 2,000", run_calls, &calls[6], 10 },
    { "SQLite: list of 2,000, Python", run_python, (gpointer) "sql list", 10 },
    { "SQLite: with tags", run_calls, &calls[7], 10 },
    { "SQLite: with tags, Python", run_python, (gpointer) "sql list-tags", 1 },
  };

  bench_run (rows, G_N_ELEMENTS (rows));
  bench_print ("A name server's answers", rows, G_N_ELEMENTS (rows), NULL, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("pyro-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "names", NULL);
  g_autoptr(PyroRegistry) memory = pyro_registry_new ();
  PyroRegistry *database;

  bench_init (&argc, &argv);
  bench_pin ();
  peer = python_peer_new ("bench", "bench-names.py");
  g_assert_nonnull (peer);
  bench_watch (atoi (peer->greeting + strlen ("ready ")));

  database = pyro_registry_open (path, NULL);
  g_assert_nonnull (database);
  fill (memory, N_MEMORY);
  fill (database, N_SQLITE);
  compare (memory, database);

  g_object_unref (database); /* which leaves the one file */
  g_unlink (path);
  g_rmdir (folder);
  python_peer_free (peer);

  return EXIT_SUCCESS;
}
