/* tests/client/test-pipeline.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/client/proxy.h"
#include "core/error.h"
#include "core/value/builder.h"
#include "core/value/repr.h"
#include "core/wire/exception.h"
#include "tests/client/far-side.h"

/* A thousand random calls, of which any number are under way at once: they are answered in their order,
 * and as if each had been made when the one before was answered. */

#define N_CALLS 1000

static Peer peers[2];

typedef struct
{
  const char *method;
  PyroValue  *args;
  gboolean    oneway;
} Task;

/* The outcomes in the order in which they came. */
typedef struct
{
  GPtrArray *outcomes; /* of texts */
  GArray    *order;    /* of guint: which call it was */
} Record;

typedef struct
{
  Record *record;
  guint   index;
} Wait;

static void
add_random_value (PyroBuilder *builder,
                  GRand       *rand,
                  guint        depth)
{
  g_autofree char *text = NULL;
  gint32 size;

  switch (g_rand_int_range (rand, 0, depth > 0 ? 8 : 6))
    {
    case 0:
      pyro_builder_add_none (builder);
      break;
    case 1:
      pyro_builder_add_bool (builder, g_rand_boolean (rand));
      break;
    case 2:
      pyro_builder_add_float (builder, g_rand_double_range (rand, -1e6, 1e6));
      break;
    case 3:
      size = g_rand_int_range (rand, 0, g_rand_int_range (rand, 0, 20) == 0 ? 100000 : 50);
      text = g_strnfill ((gsize) size, (char) g_rand_int_range (rand, 'a', 'z'));
      pyro_builder_add_string (builder, text, -1);
      break;
    case 6:
    case 7:
      g_assert_true (pyro_builder_open (builder, g_rand_boolean (rand) ? PYRO_VALUE_LIST : PYRO_VALUE_TUPLE,
                                        NULL));
      for (size = g_rand_int_range (rand, 0, 5); size > 0; size--)
        add_random_value (builder, rand, depth - 1);
      g_assert_true (pyro_builder_close (builder, NULL));
      break;
    default:
      pyro_builder_add_int (builder, g_rand_int_range (rand, G_MININT32, G_MAXINT32));
      break;
    }
}

static PyroValue *
new_arguments (GRand *rand,
               guint  n_values,
               guint  depth)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  g_assert_true (pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL));
  for (guint i = 0; i < n_values; i++)
    add_random_value (builder, rand, depth);
  g_assert_true (pyro_builder_close (builder, NULL));

  return pyro_builder_end (builder, NULL);
}

static void
task_init (Task  *self,
           GRand *rand)
{
  static const char *const methods[] = { "echo", "echo", "add", "fail", "plain", "add", "no_such_method" };

  *self = (Task) { .method = methods[g_rand_int_range (rand, 0, G_N_ELEMENTS (methods))] };
  if (g_str_equal (self->method, "add"))
    self->args = new_arguments (rand, 2, 0); /* often of types that cannot be added */
  else
    self->args = new_arguments (rand, g_str_equal (self->method, "plain") ? 0 : 1, 3);
  self->oneway = g_rand_int_range (rand, 0, 10) == 0;
}

static char *
describe (PyroReply *reply,
          GError    *error)
{
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) raised = NULL;

  if (error != NULL)
    return g_strdup (error->message);
  if (reply == NULL)
    return g_strdup ("one way");

  value = pyro_reply_decode (reply, &raised);

  return value != NULL ? pyro_value_repr (value) : g_strdup (raised->message);
}

static void
note (GObject      *object,
      GAsyncResult *result,
      gpointer      user_data)
{
  g_autofree Wait *wait = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroReply) reply = pyro_proxy_send_finish (PYRO_PROXY (object), result, &error);

  g_ptr_array_add (wait->record->outcomes, describe (reply, error));
  g_array_append_val (wait->record->order, wait->index);
}

static void
start (PyroProxy  *proxy,
       const Task *task,
       Record     *record,
       guint       index)
{
  g_autoptr(PyroCall) plain = pyro_call_new ("feed", task->method, task->args, NULL);
  g_autoptr(PyroCall) call = pyro_call_with_oneway (plain, task->oneway);
  Wait *wait = g_new (Wait, 1);

  *wait = (Wait) { record, index };
  pyro_proxy_send_async (proxy, call, NULL, note, wait);
}

static void
record_init (Record *self)
{
  self->outcomes = g_ptr_array_new_with_free_func (g_free);
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
record_clear (Record *self)
{
  g_ptr_array_unref (self->outcomes);
  g_array_unref (self->order);
}

/* Makes all calls, with at most @n_at_once under way, which is drawn anew for each where it is 0. */
static void
make_calls (PyroProxy  *proxy,
            const Task *tasks,
            Record     *record,
            guint       n_at_once,
            GRand      *rand)
{
  record_init (record);
  for (guint i = 0; i < N_CALLS; i++)
    {
      guint most = n_at_once > 0 ? n_at_once : (guint) g_rand_int_range (rand, 1, 200);

      while (i - record->outcomes->len >= most)
        g_main_context_iteration (NULL, TRUE);
      start (proxy, &tasks[i], record, i);
    }
  while (record->outcomes->len < N_CALLS)
    g_main_context_iteration (NULL, TRUE);
}

/* What is not answered is done when it is written, and may overtake what is. */
static void
assert_order (const Record *record,
              const Task   *tasks)
{
  gint last = -1;

  for (guint i = 0; i < record->order->len; i++)
    {
      guint index = g_array_index (record->order, guint, i);

      if (tasks[index].oneway || g_str_equal (tasks[index].method, "no_such_method"))
        continue;
      g_assert_cmpint ((gint) index, >, last);
      last = (gint) index;
    }
}

static void
assert_same (const Record *record,
             const Record *other)
{
  const char *outcomes[N_CALLS];

  for (guint i = 0; i < N_CALLS; i++)
    outcomes[g_array_index (record->order, guint, i)] = record->outcomes->pdata[i];
  for (guint i = 0; i < N_CALLS; i++)
    g_assert_cmpstr (outcomes[g_array_index (other->order, guint, i)], ==, other->outcomes->pdata[i]);
}

static void
test_random (gconstpointer data)
{
  static const guint n_at_once[] = { 2, 32, N_CALLS, 0 };
  g_autoptr(PyroProxy) proxy = peer_new_proxy ((Peer *) data);
  g_autoptr(GRand) rand = g_rand_new_with_seed (1000);
  g_autofree Task *tasks = g_new (Task, N_CALLS);
  Record one_by_one, together;

  for (guint i = 0; i < N_CALLS; i++)
    task_init (&tasks[i], rand);
  make_calls (proxy, tasks, &one_by_one, 1, rand);
  for (guint i = 0; i < G_N_ELEMENTS (n_at_once); i++)
    {
      make_calls (proxy, tasks, &together, n_at_once[i], rand);
      assert_order (&together, tasks);
      assert_same (&together, &one_by_one);
      record_clear (&together);
    }
  record_clear (&one_by_one);
  for (guint i = 0; i < N_CALLS; i++)
    pyro_value_unref (tasks[i].args);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/pipeline/random/thread", &peers[0], test_random);
  g_test_add_data_func ("/pipeline/random/multiplex", &peers[1], test_random);

  peer_start (&peers[0], "feeds.py", NULL);
  peer_start (&peers[1], "feeds.py", "--servertype", "multiplex", NULL);
  status = g_test_run ();
  peer_stop (&peers[1]);
  peer_stop (&peers[0]);

  return status;
}
