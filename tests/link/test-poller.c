/* tests/link/test-poller.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/link/poller.h"

#include <sys/socket.h>
#include <unistd.h>

#define N_PAIRS 300 /* more than four batches */

/* Two ends of a socket; the near one is watched. */
typedef struct
{
  int           near;
  int           far;
  PyroWatch    *watch;
  guint         n_calls;
  GIOCondition  seen;
} Pair;

static void
pair_open (Pair *pair)
{
  int fds[2];

  g_assert_no_errno (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds));
  *pair = (Pair) { .near = fds[0], .far = fds[1] };
}

static void
pair_close (Pair *pair)
{
  g_clear_pointer (&pair->watch, pyro_watch_remove);
  close (pair->near);
  if (pair->far >= 0)
    close (pair->far);
}

static void
pair_poke (Pair *pair)
{
  g_assert_cmpint (write (pair->far, "x", 1), ==, 1);
}

static void
pair_ready (GIOCondition condition,
            gpointer     user_data)
{
  Pair *pair = user_data;
  char byte;

  pair->n_calls++;
  pair->seen |= condition;
  if ((condition & G_IO_IN) != 0)
    (void) !read (pair->near, &byte, 1);
}

static void
pair_watch (Pair          *pair,
            PyroPoller    *poller,
            GIOCondition   condition,
            PyroWatchFunc  callback)
{
  g_autoptr(GError) error = NULL;

  pair->watch = pyro_poller_add (poller, pair->near, condition, callback, pair, &error);
  g_assert_no_error (error);
  g_assert_nonnull (pair->watch);
}

static void
test_same (void)
{
  g_autoptr(GMainContext) other = g_main_context_new ();
  g_autoptr(PyroPoller) first = pyro_poller_get (NULL);
  g_autoptr(PyroPoller) second = pyro_poller_get (g_main_context_default ());
  g_autoptr(PyroPoller) third = pyro_poller_get (other);

  g_assert_true (first == second);
  g_assert_true (first != third);
}

static void
test_many (void)
{
  g_autoptr(PyroPoller) poller = pyro_poller_get (NULL);
  g_autofree Pair *pairs = g_new (Pair, N_PAIRS);
  guint n_dispatches = 0;

  for (guint i = 0; i < N_PAIRS; i++)
    {
      pair_open (&pairs[i]);
      pair_watch (&pairs[i], poller, G_IO_IN, pair_ready);
      pair_poke (&pairs[i]);
    }

  while (g_main_context_iteration (NULL, FALSE))
    n_dispatches++;
  for (guint i = 0; i < N_PAIRS; i++)
    g_assert_cmpuint (pairs[i].n_calls, ==, 1);
  g_assert_cmpuint (n_dispatches, <, 10);

  for (guint i = 0; i < N_PAIRS; i++)
    pair_close (&pairs[i]);
}

static void
pair_never_drained (GIOCondition condition,
                    gpointer     user_data)
{
  ((Pair *) user_data)->n_calls++;
}

/* Descriptors that are ready for ever take no turn from the others. */
static void
test_no_starvation (void)
{
  g_autoptr(PyroPoller) poller = pyro_poller_get (NULL);
  g_autofree Pair *pairs = g_new (Pair, N_PAIRS);

  for (guint i = 0; i < N_PAIRS; i++)
    {
      pair_open (&pairs[i]);
      pair_watch (&pairs[i], poller, G_IO_IN, pair_never_drained);
      pair_poke (&pairs[i]);
    }

  for (guint round = 0; round < 2 * (N_PAIRS / 64 + 1); round++)
    g_main_context_iteration (NULL, FALSE);
  for (guint i = 0; i < N_PAIRS; i++)
    g_assert_cmpuint (pairs[i].n_calls, >=, 2);

  for (guint i = 0; i < N_PAIRS; i++)
    pair_close (&pairs[i]);
}

static Pair *victims;
static guint n_served;

static void
pair_removes_all (GIOCondition condition,
                  gpointer     user_data)
{
  n_served++;
  for (guint i = 0; i < 10; i++)
    g_clear_pointer (&victims[i].watch, pyro_watch_remove);
}

/* All are ready in one batch: the first to be served removes every one, itself as well. */
static void
test_remove_in_batch (void)
{
  PyroPoller *poller = pyro_poller_get (NULL);
  Pair pairs[10];

  victims = pairs;
  n_served = 0;
  for (guint i = 0; i < 10; i++)
    {
      pair_open (&pairs[i]);
      pair_watch (&pairs[i], poller, G_IO_IN, pair_removes_all);
      pair_poke (&pairs[i]);
    }
  /* the watches are the last users: the poller goes in the middle of its own dispatch */
  pyro_poller_unref (poller);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_served, ==, 1);

  for (guint i = 0; i < 10; i++)
    pair_close (&pairs[i]);
}

static void
pair_replaces_next (GIOCondition condition,
                    gpointer     user_data)
{
  Pair *pair = user_data;
  Pair *next = pair == &victims[0] ? &victims[1] : &victims[0];
  g_autoptr(PyroPoller) poller = pyro_poller_get (NULL);

  n_served++;
  pair_close (next);
  pair_open (next); /* has the very same descriptors, and nothing to read */
  pair_watch (next, poller, G_IO_IN, pair_ready);
  g_clear_pointer (&pair->watch, pyro_watch_remove);
}

/* An event of a closed descriptor is not given to the next one of the same number. */
static void
test_replace_in_batch (void)
{
  g_autoptr(PyroPoller) poller = pyro_poller_get (NULL);
  Pair pairs[2];

  victims = pairs;
  n_served = 0;
  for (guint i = 0; i < 2; i++)
    {
      pair_open (&pairs[i]);
      pair_watch (&pairs[i], poller, G_IO_IN, pair_replaces_next);
      pair_poke (&pairs[i]);
    }

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_served, ==, 1);
  g_assert_cmpuint (pairs[0].n_calls + pairs[1].n_calls, ==, 0);

  for (guint i = 0; i < 2; i++)
    pair_close (&pairs[i]);
}

static void
pair_stops_writing (GIOCondition condition,
                    gpointer     user_data)
{
  Pair *pair = user_data;

  pair->n_calls++;
  pair->seen |= condition;
  pyro_watch_set_condition (pair->watch, G_IO_IN);
}

static void
test_condition (void)
{
  g_autoptr(PyroPoller) poller = pyro_poller_get (NULL);
  Pair pair;

  pair_open (&pair);
  pair_watch (&pair, poller, G_IO_IN | G_IO_OUT, pair_stops_writing);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (pair.n_calls, ==, 1);
  g_assert_cmpuint (pair.seen, ==, G_IO_OUT);

  pyro_watch_set_condition (pair.watch, 0);
  pair_poke (&pair);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (pair.n_calls, ==, 1);

  pair_close (&pair);
}

/* Who waits for nothing is not woken by a hang-up, and does not make the loop spin. */
static void
test_hang_up (void)
{
  g_autoptr(PyroPoller) poller = pyro_poller_get (NULL);
  guint n_dispatches = 0;
  Pair pair;

  pair_open (&pair);
  pair_watch (&pair, poller, 0, pair_ready);
  close (pair.far);
  pair.far = -1;
  while (g_main_context_iteration (NULL, FALSE))
    n_dispatches++;
  g_assert_cmpuint (n_dispatches, <=, 1);
  g_assert_cmpuint (pair.n_calls, ==, 0);

  pyro_watch_set_condition (pair.watch, G_IO_IN);
  g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (pair.n_calls, ==, 1);
  g_assert_cmpuint (pair.seen & G_IO_HUP, ==, G_IO_HUP);

  pair_close (&pair);
}

/* Runs the main loop from within its callback, as long as something is to be done. */
static void
pair_runs_loop (GIOCondition condition,
                gpointer     user_data)
{
  Pair *pair = user_data;
  guint n_dispatches = 0;

  pair->n_calls++;
  g_assert_cmpuint (n_served, ==, 0);
  n_served++;
  while (g_main_context_iteration (NULL, FALSE))
    n_dispatches++;
  g_assert_cmpuint (n_dispatches, <=, 3); /* it does not turn in vain, though all this is unread */
  n_served--;
  pair_ready (condition, user_data);
}

/* Others are served within a callback, and it is not called again within itself: not for what is left to
 * read, nor for a hang-up, nor for another condition. */
static void
test_nested_loop (void)
{
  g_autoptr(PyroPoller) poller = pyro_poller_get (NULL);
  Pair pairs[2];

  n_served = 0;
  for (guint i = 0; i < 2; i++)
    {
      pair_open (&pairs[i]);
      pair_watch (&pairs[i], poller, G_IO_IN, i == 0 ? pair_runs_loop : pair_ready);
    }
  pair_poke (&pairs[0]);
  pair_poke (&pairs[0]);
  pair_poke (&pairs[1]);
  close (pairs[0].far);
  pairs[0].far = -1;

  g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (pairs[0].n_calls, ==, 2); /* pair_ready() counts as well */
  g_assert_cmpuint (pairs[1].n_calls, >=, 1);
  g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (pairs[0].n_calls, ==, 4); /* it waits again */

  for (guint i = 0; i < 2; i++)
    pair_close (&pairs[i]);
}

static void
pair_is_removed_within (GIOCondition condition,
                        gpointer     user_data)
{
  Pair *pair = user_data;

  pair->n_calls++;
  pyro_watch_set_condition (pair->watch, G_IO_IN | G_IO_OUT);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (pair->watch);
}

/* A watch that waits in its callback is removed by another one. */
static void
test_nested_removal (void)
{
  PyroPoller *poller = pyro_poller_get (NULL);
  Pair pairs[10];

  victims = pairs;
  n_served = 0;
  for (guint i = 0; i < 10; i++)
    {
      pair_open (&pairs[i]);
      pair_watch (&pairs[i], poller, G_IO_IN, i == 0 ? pair_is_removed_within : pair_removes_all);
      pair_poke (&pairs[i]);
    }
  pyro_poller_unref (poller);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (pairs[0].n_calls, ==, 1);
  g_assert_cmpuint (n_served, ==, 1);

  for (guint i = 0; i < 10; i++)
    pair_close (&pairs[i]);
}

static void
test_bad_descriptor (void)
{
  g_autoptr(PyroPoller) poller = pyro_poller_get (NULL);
  g_autoptr(GError) error = NULL;
  PyroWatch *watch;
  int fd = dup (0);

  close (fd);
  watch = pyro_poller_add (poller, fd, G_IO_IN, pair_ready, NULL, &error);
  g_assert_null (watch);
  g_assert_cmpstr (error->message, ==, "A socket could not be watched: Bad file descriptor");
}

static gpointer
thread_run (gpointer data)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  g_autoptr(PyroPoller) poller = pyro_poller_get (context);
  GThread **served_by = data;
  Pair pair;

  pair_open (&pair);
  pair_watch (&pair, poller, G_IO_IN, pair_ready);
  for (guint i = 1; i <= 1000; i++)
    {
      pair_poke (&pair);
      while (pair.n_calls < i)
        g_main_context_iteration (context, TRUE);
    }
  pair_close (&pair);
  *served_by = g_thread_self ();

  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[2], *served_by[2] = { NULL, NULL };

  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("poller", thread_run, &served_by[i]);
  for (guint i = 0; i < 2; i++)
    {
      GThread *thread = threads[i];

      g_thread_join (threads[i]);
      g_assert_true (served_by[i] == thread);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/poller/same", test_same);
  g_test_add_func ("/poller/many", test_many);
  g_test_add_func ("/poller/no-starvation", test_no_starvation);
  g_test_add_func ("/poller/remove-in-batch", test_remove_in_batch);
  g_test_add_func ("/poller/replace-in-batch", test_replace_in_batch);
  g_test_add_func ("/poller/condition", test_condition);
  g_test_add_func ("/poller/hang-up", test_hang_up);
  g_test_add_func ("/poller/nested-loop", test_nested_loop);
  g_test_add_func ("/poller/nested-removal", test_nested_removal);
  g_test_add_func ("/poller/bad-descriptor", test_bad_descriptor);
  g_test_add_func ("/poller/threads", test_threads);

  return g_test_run ();
}
