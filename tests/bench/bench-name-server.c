/* tests/bench/bench-name-server.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/client/proxy.h"
#include "core/names/registry.h"
#include "core/value/literal.h"
#include "tests/bench/bench.h"
#include "tests/python-peer.h"

/* Name servers over TCP, `pyroctl ns` with our client and Python's with its own: 100,000 names with two tags
 * each, in memory and in a database.
 *
 * usage: bench-name-server PYROCTL */

#define N_NAMES "100000"

typedef struct
{
  GSubprocess *process;
  PyroProxy   *proxy;
  int          pid;
} Server;

typedef struct
{
  Server     *server;
  const char *method;
  const char *args;
} Call;

static Server memory, database;
static PythonPeer *peer;

/* ---- Ours ---- */

static void
registered_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(PyroValue) value = pyro_registry_call_finish (PYRO_REGISTRY (object), result, NULL);

  g_assert_nonnull (value);
  --*(guint *) user_data;
}

/* Without the network, and many changes in one transaction. */
static void
fill_database (const char *path)
{
  PyroRegistry *registry = pyro_registry_open (path, NULL);
  guint n_waiting = 0;

  g_assert_nonnull (registry);
  for (guint i = 0; i < (guint) atoi (N_NAMES); i++)
    {
      g_autofree char *text = g_strdup_printf ("('object.name.%u', 'PYRO:obj_%032x@localhost:9000', False, ['a', 'b'])",
                                               i, i);
      g_autoptr(PyroValue) args = pyro_literal_parse (text, -1, NULL, NULL);

      n_waiting++;
      pyro_registry_call_async (registry, pyro_generation_get_pyro5 (), "register", args, NULL, NULL, registered_cb,
                                &n_waiting);
    }
  while (n_waiting > 0)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (registry);
}

static void
start_server (Server     *self,
              const char *pyroctl,
              const char *storage)
{
  g_autoptr(GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  g_autoptr(PyroUri) uri = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, pyroctl, "ns", "-n", "127.0.0.1", "-p", "0",
                                    "-x", "-s", storage, NULL);
  g_assert_nonnull (self->process);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_true (g_str_has_prefix (line, "ready "));
  uri = pyro_uri_parse (line + strlen ("ready "), 0, NULL);
  self->proxy = pyro_proxy_new (uri);
  self->pid = atoi (g_subprocess_get_identifier (self->process));
  bench_watch (self->pid);
}

static void
fill_memory (void)
{
  for (guint i = 0; i < (guint) atoi (N_NAMES); i++)
    {
      g_autofree char *text = g_strdup_printf ("('object.name.%u', 'PYRO:obj_%032x@localhost:9000', False, ['a', 'b'])",
                                               i, i);
      g_autoptr(PyroValue) args = pyro_literal_parse (text, -1, NULL, NULL);
      g_autoptr(PyroValue) result = pyro_proxy_call_sync (memory.proxy, "register", args, NULL, NULL, NULL);

      g_assert_nonnull (result);
    }
}

static double
get_memory (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/statm", pid);
  g_autofree char *text = NULL;
  g_auto(GStrv) fields = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  fields = g_strsplit (text, " ", 3);

  return (double) (g_ascii_strtoll (fields[1], NULL, 10) * sysconf (_SC_PAGESIZE));
}

static void
stop_server (Server *self)
{
  pyro_proxy_release (self->proxy);
  g_object_unref (self->proxy);
  g_subprocess_send_signal (self->process, SIGTERM);
  g_assert_true (g_subprocess_wait_check (self->process, NULL, NULL));
  g_object_unref (self->process);
}

static double
call (gpointer data,
      guint    n)
{
  const Call *self = data;
  g_autoptr(PyroValue) args = pyro_literal_parse (self->args, -1, NULL, NULL);
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PyroValue) result = pyro_proxy_call_sync (self->server->proxy, self->method, args, NULL, NULL, NULL);

      g_assert_nonnull (result);
    }

  return bench_since (began, n);
}

/* ---- Python's ---- */

/* @user_data: what the peer is asked */
static double
ask (gpointer user_data,
     guint    n)
{
  g_autofree char *answer = NULL;

  python_peer_ask (peer, "%s %u", (const char *) user_data, n);
  answer = python_peer_read (peer, NULL);

  return g_ascii_strtod (answer, NULL);
}

static void
start_python (void)
{
  g_auto(GStrv) pids = NULL;

  g_setenv ("N_NAMES", N_NAMES, TRUE);
  peer = python_peer_new ("bench", "bench-name-server.py");
  g_assert_nonnull (peer);
  pids = g_strsplit (peer->greeting, " ", -1);
  for (guint i = 1; pids[i] != NULL; i++)
    bench_watch (atoi (pids[i]));
}

/* ---- All ---- */

#define LOOKUP   "('object.name.77',)"
#define REGISTER "('new.1', 'PYRO:o@h:1')"
/* Few, since Python's server looks through all tags for each of them. */
#define SOME     "('object.name.999', None, True)"

static Call calls[] = {
  { &memory, "ping", "()" }, { &memory, "lookup", LOOKUP }, { &memory, "register", REGISTER }, { &memory, "list", "()" },
  { &database, "ping", "()" }, { &database, "lookup", LOOKUP }, { &database, "register", REGISTER },
  { &database, "list", "()" }, { &database, "list", SOME },
};

static BenchRow rows[] = {
  { "memory: ping", call, &calls[0], 2000 },
  { "memory: lookup", call, &calls[1], 2000 },
  { "memory: register", call, &calls[2], 2000 },
  { "memory: list of 100,000", call, &calls[3], 2 },
  { "memory: ping, Python", ask, (gpointer) "memory ping", 500 },
  { "memory: lookup, Python", ask, (gpointer) "memory lookup", 500 },
  { "memory: register, Python", ask, (gpointer) "memory register", 500 },
  { "memory: list of 100,000, Python", ask, (gpointer) "memory list", 1 },
  { "SQLite: ping", call, &calls[4], 2000 },
  { "SQLite: lookup", call, &calls[5], 2000 },
  { "SQLite: register", call, &calls[6], 100 },
  { "SQLite: list of 100,000", call, &calls[7], 2 },
  { "SQLite: list of 111 of them with tags", call, &calls[8], 2 },
  { "SQLite: lookup, Python", ask, (gpointer) "sql lookup", 20 },
  { "SQLite: register, Python", ask, (gpointer) "sql register", 20 },
  { "SQLite: list of 100,000, Python", ask, (gpointer) "sql list", 1 },
  { "SQLite: list of 111 of them with tags, Python", ask, (gpointer) "sql list-tags", 1 },
};

static const BenchGoal goals[] = {
  { "M1: lookup, of a plain call's speed", "memory: lookup", "memory: ping", 1 / 1.15 },
  { "M1: register, of a plain call's speed", "memory: register", "memory: ping", 1 / 1.15 },
  { "M1: lookup, faster than Python alone", "memory: lookup", "memory: lookup, Python", 8 },
  { "M1: register, faster than Python alone", "memory: register", "memory: register, Python", 8 },
  { "M2: list, faster than Python alone", "memory: list of 100,000", "memory: list of 100,000, Python", 15 },
  { "M3: SQLite, list with tags, the same", "SQLite: list of 111 of them with tags",
    "SQLite: list of 111 of them with tags, Python", 20 },
  { "M4: SQLite, lookup, of a plain call's speed", "SQLite: lookup", "SQLite: ping", 1 / 2.0 },
  { "M4: faster than Python alone", "SQLite: lookup", "SQLite: lookup, Python", 20 },
  { "M5: SQLite, durable register, the same", "SQLite: register", "SQLite: register, Python", 2.5 },
};

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *storage = NULL;
  double list, after_one, python_after_one;

  bench_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  folder = g_dir_make_tmp ("pyro-bench-XXXXXX", NULL);
  path = g_build_filename (folder, "names", NULL);
  storage = g_strconcat ("sql:", path, NULL);
  bench_pin ();
  fill_database (path);
  start_server (&memory, argv[1], "memory");
  start_server (&database, argv[1], storage);
  fill_memory ();
  start_python ();

  call (&calls[3], 1);
  after_one = get_memory (memory.pid);
  ask ((gpointer) "memory list", 1);
  python_after_one = ask ((gpointer) "memory memory", 1);
  bench_run (rows, G_N_ELEMENTS (rows));
  bench_print ("Name servers over TCP", rows, G_N_ELEMENTS (rows), goals, G_N_ELEMENTS (goals));
  list = bench_median (rows, G_N_ELEMENTS (rows), "memory: list of 100,000");
  bench_expect ("M2: list of 100,000", list * 1e3, "ms", 45);
  bench_expect ("M6: memory of 100,000 names after one list", after_one / 1e6, "MB", 35);
  printf ("  Python's: %.1f MB; ours after all that was asked above: %.1f MB\n", python_after_one / 1e6,
          get_memory (memory.pid) / 1e6);

  stop_server (&memory);
  stop_server (&database);
  g_unlink (path);
  g_rmdir (folder);
  python_peer_free (peer);

  return EXIT_SUCCESS;
}
