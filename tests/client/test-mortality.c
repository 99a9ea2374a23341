/* tests/client/test-mortality.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "core/error.h"
#include "tests/client/far-side.h"
#include "tests/python-peer.h"

/* A daemon is killed at any moment: while it is connected to, while it greets, in the middle of a call
 * or of its reply. Every call ends, with what the method returned or with one clear error; none hangs. */

#define N_SEEDS 100

/* Calls under way at once, where they do not block. */
#define N_AT_ONCE 8

/* Time-out of a call. Nothing may run into it: the system closes a dead daemon's sockets. */
#define NEVER (20 * G_TIME_SPAN_SECOND)

static PythonPeer *mortal;
static Peer immortal;
static GHashTable *endings; /* sentence → how many calls ended with it */

/* ---- Calls ---- */

typedef struct
{
  const char *method;
  const char *arguments;
  gsize       size; /* bytes of a text as the result, or 0 */
  const char *result;
} Kind;

static char *large; /* the arguments of an echo */

static const Kind kinds[] = {
  { "add", "20, 22", 0, "42" },
  { "text", "100000", 100000, NULL },
  { "text", "5000000", 5000000, NULL },
  { "echo", NULL, 1000000, NULL },
  { "note", "'nobody answers'", 0, "None" },
  { "sleep", "0.005", 0, "0.005" },
};

static void
assert_result (const Kind *kind,
               PyroValue  *value)
{
  gsize size;

  if (kind->size == 0)
    {
      assert_value (value, kind->result);
      return;
    }
  g_assert_nonnull (pyro_value_get_string (value, &size));
  g_assert_cmpuint (size, ==, kind->size);
}

static void
note_ending (const char *sentence)
{
  gpointer n = g_hash_table_lookup (endings, sentence);

  g_hash_table_insert (endings, g_strdup (sentence), GINT_TO_POINTER (GPOINTER_TO_INT (n) + 1));
}

static void
show_endings (void)
{
  GHashTableIter iter;
  gpointer sentence, n;

  g_hash_table_iter_init (&iter, endings);
  while (g_hash_table_iter_next (&iter, &sentence, &n))
    g_test_message ("%4d times: %s", GPOINTER_TO_INT (n), (const char *) sentence);
}

static void
assert_clear (const GError *error)
{
  g_assert_true (error->domain == G_IO_ERROR);
  g_assert_true (error->code == G_IO_ERROR_CONNECTION_CLOSED ||
                 error->code == G_IO_ERROR_CONNECTION_REFUSED ||
                 error->code == G_IO_ERROR_CLOSED);
  g_assert_cmpuint (strlen (error->message), >, 0);
  g_assert_null (strchr (error->message, '\n'));

  if (g_str_has_prefix (error->message, "Could not connect"))
    note_ending ("Could not connect");
  else
    note_ending (error->message);
}

static const Kind *
random_kind (GRand *rand)
{
  return &kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))];
}

static void
call_until_error (PyroProxy *proxy,
                  GRand     *rand)
{
  g_autoptr(GError) error = NULL;

  while (error == NULL)
    {
      const Kind *kind = random_kind (rand);
      const char *arguments = kind->arguments != NULL ? kind->arguments : large;
      g_autoptr(PyroValue) value = call (proxy, SYNC, kind->method, arguments, NULL, &error);

      g_assert_cmpint (value != NULL, ==, error == NULL);
      if (value != NULL)
        assert_result (kind, value);
    }
  assert_clear (error);
}

/* ---- Calls that do not block ---- */

typedef struct
{
  GRand *rand;
  guint  n_waiting;
  guint  n_failed;
} Run;

typedef struct
{
  const Kind *kind;
  Run        *run;
} Pending;

static void start (PyroProxy *proxy,
                   Run       *run);

static void
called (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autofree Pending *pending = user_data;
  Run *run = pending->run;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_proxy_call_finish (PYRO_PROXY (object), result, &error);

  g_assert_cmpint (value != NULL, ==, error == NULL);
  run->n_waiting--;
  if (value != NULL)
    {
      assert_result (pending->kind, value);
      if (run->n_failed == 0)
        start (PYRO_PROXY (object), run);
      return;
    }
  assert_clear (error);
  run->n_failed++;
}

static void
start (PyroProxy *proxy,
       Run       *run)
{
  const Kind *kind = random_kind (run->rand);
  Pending *pending = g_new (Pending, 1);
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;

  *pending = (Pending) { kind, run };
  parse_arguments (kind->arguments != NULL ? kind->arguments : large, &args, &kwargs);
  run->n_waiting++;
  pyro_proxy_call_async (proxy, kind->method, args, kwargs, NULL, called, pending);
}

static void
run_until_error (PyroProxy *proxy,
                 GRand     *rand)
{
  Run run = { .rand = rand };

  for (guint i = 0; i < N_AT_ONCE; i++)
    start (proxy, &run);
  while (run.n_waiting > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (run.n_failed, >, 0);
}

/* ---- Deaths ---- */

/* Soon after the start in half of the cases: that is when most goes on. */
static void
die_soon (GRand *rand)
{
  gint32 longest = g_rand_boolean (rand) ? 3000 : 30000;

  python_peer_ask (mortal, "kill %d", g_rand_int_range (rand, 0, longest));
}

static void
test_seed (Way     way,
           guint32 seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *text = NULL;
  g_autofree char *killed = NULL;
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(GError) error = NULL;
  PyroProxy *proxy;

  python_peer_ask (mortal, "start");
  text = python_peer_read (mortal, NULL);
  uri = pyro_uri_parse (text, 0, &error);
  g_assert_no_error (error);
  proxy = pyro_proxy_new (uri);
  pyro_proxy_set_timeout (proxy, NEVER);

  die_soon (rand);
  if (way == SYNC)
    call_until_error (proxy, rand);
  else
    run_until_error (proxy, rand);
  killed = python_peer_read (mortal, NULL);
  g_assert_cmpstr (killed, ==, "killed");

  /* there is nobody to connect to any more, and that is what the next call says */
  g_assert_false (bind_proxy (proxy, way, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  spin ();
  g_assert_finalize_object (proxy);
}

static void
test_deaths (gconstpointer data)
{
  Way way = GPOINTER_TO_INT (data);
  g_autoptr(PyroProxy) other = peer_new_proxy (&immortal);
  guint before;

  g_hash_table_remove_all (endings);
  assert_call (other, way, "add", "20, 22", "42");
  spin (); /* GLib opens its own descriptors */
  before = count_descriptors ();
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      test_seed (way, seed);
      assert_call (other, way, "add", "20, 22", "42");
    }
  spin ();
  g_assert_cmpuint (count_descriptors (), ==, before);
  show_endings ();
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *text = g_strnfill (1000000, 'y');
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/mortality/sync", GINT_TO_POINTER (SYNC), test_deaths);
  g_test_add_data_func ("/mortality/async", GINT_TO_POINTER (ASYNC), test_deaths);

  endings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  large = g_strdup_printf ("'%s'", text);
  mortal = python_peer_new ("client", "mortal.py");
  peer_start (&immortal, "peer.py", NULL);
  status = g_test_run ();
  peer_stop (&immortal);
  python_peer_free (mortal);
  g_free (large);
  g_hash_table_unref (endings);

  return status;
}
