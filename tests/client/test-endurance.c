/* tests/client/test-endurance.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <malloc.h>
#include <string.h>
#include <unistd.h>

#include "core/error.h"
#include "core/wire/exception.h"
#include "tests/client/far-side.h"

/* What ten thousand calls and a thousand connections leave behind: nothing. Descriptors and memory are
 * counted here; what is lost altogether LeakSanitizer and valgrind find. */

#define N_CALLS    10000
#define N_CONNECTS 1000

/* Rounds before memory is looked at, in which caches, type registrations and the arenas of malloc
 * get to the size that they keep. */
#define N_WARM 500

/* Bytes by which what is allocated may grow: less than a hundredth of a byte a call is no leak of
 * calls, but some table of GLib's. */
#define MAX_GROWTH 16000

/* Bytes by which the program may grow, as the system sees it: some pages that malloc has not given back. */
#define MAX_RESIDENT_GROWTH (512 * 1024)

static Peer peer;
static PyroProxy *probe; /* a connection that is always there, and asks what the daemon has seen */

typedef struct
{
  const char *name;
  void      (*round)      (PyroProxy *proxy,
                           Way        way);
  guint       n_rounds;
  guint       handshakes; /* of a round, as the daemon counts them */
  guint       additions;
} Job;

typedef struct
{
  const Job *job;
  Way        way;
} Test;

typedef struct
{
  gint64 handshakes;
  gint64 additions;
  gint64 allocated; /* bytes */
  gint64 resident;  /* bytes */
  guint  descriptors;
} Measure;

static Measure
measure (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) counts = call (probe, SYNC, "counts", "", NULL, &error);
  g_autofree char *statm = NULL;
  g_auto(GStrv) fields = NULL;
  struct mallinfo2 heap;
  Measure now;

  g_assert_no_error (error);
  g_assert_true (pyro_value_get_int64 (pyro_value_get_item (counts, 0), &now.handshakes));
  g_assert_true (pyro_value_get_int64 (pyro_value_get_item (counts, 1), &now.additions));
  spin ();
  now.descriptors = count_descriptors ();

  g_assert_true (g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL));
  fields = g_strsplit (statm, " ", 3);
  now.resident = g_ascii_strtoll (fields[1], NULL, 10) * sysconf (_SC_PAGESIZE);
  heap = mallinfo2 ();
  now.allocated = (gint64) (heap.uordblks + heap.hblkhd);

  return now;
}

/* The address sanitizer and valgrind have a malloc of their own, which keeps what was freed for a while;
 * they say themselves what was lost. */
static gboolean
has_own_malloc (void)
{
#ifdef __SANITIZE_ADDRESS__
  return TRUE;
#else
  const char *preload = g_getenv ("LD_PRELOAD");

  return preload != NULL && strstr (preload, "vgpreload") != NULL;
#endif
}

static void
assert_no_growth (const Measure *before,
                  const Measure *after)
{
  g_assert_cmpuint (after->descriptors, ==, before->descriptors);
  if (has_own_malloc ())
    return;

  g_test_message ("allocated %+" G_GINT64_FORMAT " bytes, resident %+" G_GINT64_FORMAT " KiB",
                  after->allocated - before->allocated, (after->resident - before->resident) / 1024);
  g_assert_cmpint (after->allocated - before->allocated, <=, MAX_GROWTH);
  g_assert_cmpint (after->resident - before->resident, <=, MAX_RESIDENT_GROWTH);
}

/* ---- What is done again and again ---- */

static void
call_once (PyroProxy *proxy,
           Way        way)
{
  assert_call (proxy, way, "add", "20, 22", "42");
}

static void
raise_once (PyroProxy *proxy,
            Way        way)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = call (proxy, way, "fail", "'on purpose'", NULL, &error);

  g_assert_null (value);
  g_assert_error (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
}

static void
reconnect_once (PyroProxy *proxy,
                Way        way)
{
  assert_call (proxy, way, "add", "20, 22", "42");
  pyro_proxy_release (proxy);
}

static void
be_refused_once (PyroProxy *proxy,
                 Way        way)
{
  g_autoptr(PyroUri) nobody = pyro_uri_with_object (pyro_proxy_get_uri (proxy), "nobody");
  g_autoptr(PyroProxy) refused = pyro_proxy_new (nobody);
  g_autoptr(GError) error = NULL;

  g_assert_false (bind_proxy (refused, way, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_REFUSED);
}

/* The call is sent, and its reply comes when the next round connects anew, as this connection is put
 * aside. */
static void
give_up_once (PyroProxy *proxy,
              Way        way)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value;

  g_assert_true (bind_proxy (proxy, way, NULL, NULL));
  pyro_proxy_set_timeout (proxy, 1);
  value = call (proxy, way, "hold", "", NULL, &error);
  g_assert_null (value);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  pyro_proxy_set_timeout (proxy, 0);
}

/* Before and after, nothing is connected: what is left is left for good. */
static void
test_job (gconstpointer data)
{
  const Test *test = data;
  const Job *job = test->job;
  PyroProxy *proxy = peer_new_proxy (&peer);
  Measure before, after;

  for (guint i = 0; i < N_WARM; i++)
    job->round (proxy, test->way);
  g_assert_finalize_object (proxy);

  before = measure ();
  proxy = peer_new_proxy (&peer);
  for (guint i = 0; i < job->n_rounds; i++)
    job->round (proxy, test->way);
  g_assert_finalize_object (proxy);
  after = measure ();

  assert_no_growth (&before, &after);
  g_assert_cmpint (after.handshakes - before.handshakes, ==,
                   job->handshakes > 0 ? job->n_rounds * job->handshakes : 1);
  g_assert_cmpint (after.additions - before.additions, ==, job->n_rounds * job->additions);
}

static const Job jobs[] = {
  { "calls", call_once, N_CALLS, 0, 1 },
  { "exceptions", raise_once, N_CONNECTS, 0, 0 },
  { "connects", reconnect_once, N_CONNECTS, 1, 1 },
  { "refusals", be_refused_once, N_CONNECTS, 1, 0 },
  { "given-up", give_up_once, N_CONNECTS, 1, 0 },
};

int
main (int   argc,
      char *argv[])
{
  static Test tests[G_N_ELEMENTS (jobs)][N_WAYS];
  int status;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    for (Way way = SYNC; way < N_WAYS; way++)
      {
        g_autofree char *path = g_strdup_printf ("/endurance/%s/%s", way == SYNC ? "sync" : "async",
                                                 jobs[i].name);

        tests[i][way] = (Test) { &jobs[i], way };
        g_test_add_data_func (path, &tests[i][way], test_job);
      }

  peer_start (&peer, "peer.py", NULL);
  probe = peer_new_proxy (&peer);
  status = g_test_run ();
  g_assert_finalize_object (probe);
  peer_stop (&peer);

  return status;
}
