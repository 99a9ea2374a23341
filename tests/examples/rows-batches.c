/* tests/examples/rows-batches.c - examples of many calls: in batches, one after the other, all at once
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "rows.h"

#include "core/value/literal.h"

#define N_LOOPS 20000
#define N_ROUNDS 200 /* a fifth of the client's; the sums are the same for each */

static gint64
fetch_int (Stage      *stage,
           PyroProxy  *proxy,
           const char *method,
           const char *arguments)
{
  g_autoptr(PyroValue) value = fetch (stage, proxy, method, arguments);

  return get_int (value);
}

static void
add_work (PyroBatch  *batch,
          const char *first,
          const char *last,
          const char *delay)
{
  g_autoptr(PyroValue) factors = pyro_literal_parse ("(7, 6)", -1, NULL, NULL);
  g_autoptr(PyroValue) terms = pyro_literal_parse ("(10, 20)", -1, NULL, NULL);

  add_call (batch, "printmessage", first);
  for (int i = 0; i < N_LOOPS; i++)
    {
      pyro_batch_add (batch, "multiply", factors, NULL);
      pyro_batch_add (batch, "add", terms, NULL);
    }
  if (delay != NULL)
    add_call (batch, "delay", delay);
  add_call (batch, "printmessage", last);
}

static void
expect_sum (PyroBatchReply *reply,
            gint64          wanted)
{
  gint64 total = 0;

  g_assert_null (pyro_batch_reply_get_exception (reply));
  g_assert_cmpuint (pyro_batch_reply_get_n_results (reply), ==, pyro_batch_reply_get_n_calls (reply));
  for (guint i = 0; i < pyro_batch_reply_get_n_results (reply); i++)
    {
      g_autoptr(PyroValue) result = pyro_batch_reply_dup_result (reply, i, NULL);

      total += get_int (result);
    }
  g_assert_cmpint (total, ==, wanted);
}

/* Its fourth call divides by nothing. */
static void
expect_division_to_fail (Stage     *stage,
                         PyroProxy *object)
{
  const char *quotients[] = { "33", "50", "100" };
  g_autoptr(PyroBatch) batch = pyro_batch_new (object);
  g_autoptr(PyroBatchReply) reply = NULL;

  for (int divisor = 3; divisor > -3; divisor--)
    {
      g_autofree char *arguments = g_strdup_printf ("100, %d", divisor);

      add_call (batch, "divide", arguments);
    }
  reply = run_batch (stage, batch);
  g_assert_cmpuint (pyro_batch_reply_get_n_results (reply), ==, G_N_ELEMENTS (quotients));
  for (guint i = 0; i < G_N_ELEMENTS (quotients); i++)
    {
      g_autoptr(PyroValue) result = pyro_batch_reply_dup_result (reply, i, NULL);

      expect_value (result, quotients[i]);
    }
  g_assert_cmpstr (pyro_exception_get_short_class_name (pyro_batch_reply_get_exception (reply)), ==,
                   "ZeroDivisionError");
}

static void
play_batchedcalls (Stage *stage)
{
  PyroProxy *object = stage_serve_uri (stage, "server.py", "example.batched");
  g_autoptr(PyroBatch) batch = pyro_batch_new (object);
  g_autoptr(PyroBatchReply) reply = NULL;
  gint64 total = 0, start;

  expect (stage, object, "printmessage", "'beginning normal calls'", "0");
  for (int i = 0; i < N_LOOPS / 10; i++)
    total += fetch_int (stage, object, "multiply", "7, 6") + fetch_int (stage, object, "add", "10, 20");
  g_assert_cmpint (total, ==, N_LOOPS / 10 * (7 * 6 + 10 + 20));

  add_work (batch, "'beginning batch #1'", "'end of batch #1'", NULL);
  reply = run_batch (stage, batch);
  expect_sum (reply, N_LOOPS * (7 * 6 + 10 + 20));
  stage_await (stage, "end of batch #1");

  pyro_batch_clear (batch);
  add_work (batch, "'beginning batch #2'", "'end of batch #2'", "2");
  start = g_get_monotonic_time ();
  run_oneway (stage, batch);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_TIME_SPAN_SECOND);
  stage_await (stage, "end of batch #2");

  expect_division_to_fail (stage, object);
}

/* Each function of the benchmark and what it gives. */
static const struct
{
  const char *method;
  const char *arguments;
  const char *result;
} functions[] = {
  { "length", "'Irmen de Jong'", "13" },
  { "timestwo", "21", "42" },
  { "bigreply", "", NULL },
  { "manyargs", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15", "120" },
  { "noreply", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]", "None" },
  { "noreply", "None", "None" },
  { "varargs", "'een', 2, (3,), [4]", "4" },
  { "keywords", "arg1='zork'", "{'arg1': 'zork'}" },
  { "echo", "'een', 2, (3,), [4]", "('een', 2, (3,), [4])" },
  { "echo", "{'aap': 42, 'noot': 99, 'mies': 987654}", "({'aap': 42, 'noot': 99, 'mies': 987654},)" },
  { "bigarg", NULL, "400" },
  { "oneway", "'stringetje', 432423434, 9.8765432", "None" },
};

static void
call_all (Stage      *stage,
          PyroProxy  *object,
          const char *big_argument)
{
  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      const char *arguments = functions[i].arguments != NULL ? functions[i].arguments : big_argument;
      g_autoptr(PyroValue) result = fetch (stage, object, functions[i].method, arguments);
      gsize size;

      if (functions[i].result != NULL)
        {
          expect_value (result, functions[i].result);
          continue;
        }
      g_assert_true (g_str_has_prefix (pyro_value_get_string (result, &size), "BIG REPLYBIG REPLY"));
      g_assert_cmpuint (size, ==, 4500);
    }
}

/* What its connections.py does: the same proxy bound again and again, and a new proxy for each call. */
static void
connect_often (Stage     *stage,
               PyroProxy *object)
{
  g_autofree char *uri = pyro_uri_to_string (pyro_proxy_get_uri (object));

  for (int i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr(GError) error = NULL;

      pyro_proxy_release (object);
      g_assert_true (bind_proxy (object, stage->way, NULL, &error));
      g_assert_no_error (error);
    }
  for (int i = 0; i < N_ROUNDS; i++)
    {
      expect (stage, stage_proxy (stage, uri), "oneway", "", "None");
      g_ptr_array_set_size (stage->proxies, (int) stage->proxies->len - 1);
    }
  for (int i = 0; i < N_ROUNDS; i++)
    expect (stage, object, "oneway", "", "None");
}

static void
play_benchmark (Stage *stage)
{
  PyroProxy *object = stage_serve_uri (stage, "server.py", "example.benchmark");
  g_autoptr(GString) argument = g_string_new ("'");

  for (int i = 0; i < 50; i++)
    g_string_append (argument, "Argument");
  g_string_append_c (argument, '\'');
  g_assert_true (pyro_proxy_set_serializer (object, "marshal", NULL));
  g_assert_true (bind_proxy (object, stage->way, NULL, NULL));
  g_assert_true (pyro_metadata_is_oneway (pyro_proxy_get_metadata (object), "oneway"));
  for (int i = 0; i < N_ROUNDS; i++)
    call_all (stage, object, argument->str);
  connect_often (stage, object);
}

const Row batch_rows[] = {
  { "batchedcalls", "batchedcalls", play_batchedcalls },
  { "benchmark", "benchmark", play_benchmark, TRUE },
  { NULL, NULL, NULL }
};
