/* tests/examples/served-computing.c - examples that give work to many
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

#include <math.h>

#include "isolation.h"

/* ---- distributed-computing ---- */

typedef struct
{
  GAsyncQueue *work;
  GAsyncQueue *results;
} Dispatcher;

static Dispatcher *
dispatcher_new (void)
{
  Dispatcher *self = g_new (Dispatcher, 1);

  self->work = g_async_queue_new_full ((GDestroyNotify) pyro_value_unref);
  self->results = g_async_queue_new_full ((GDestroyNotify) pyro_value_unref);

  return self;
}

static void
dispatcher_free (gpointer data)
{
  Dispatcher *self = data;

  g_async_queue_unref (self->work);
  g_async_queue_unref (self->results);
  g_free (self);
}

/* Items are of a class of Python's that need not be known here. */
static PyroValue *
pop_item (PyroInvocation  *invocation,
          GAsyncQueue     *queue,
          const char      *objection,
          GError         **error)
{
  PyroValue *item;
  double seconds;

  if (!pyro_invocation_read_float (invocation, 0, &seconds, error))
    return NULL;
  item = g_async_queue_timeout_pop (queue, (guint64) (seconds * G_USEC_PER_SEC));
  if (item == NULL)
    PYRO_RAISE (error, "ValueError", "%s", objection);

  return item;
}

METHOD (put_work)
{
  g_async_queue_push (((Dispatcher *) object)->work, pyro_value_ref (pyro_invocation_get_param (invocation, 0)));

  return NULL;
}

METHOD (get_work)
{
  return pop_item (invocation, ((Dispatcher *) object)->work, "no items in queue", error);
}

METHOD (put_result)
{
  g_async_queue_push (((Dispatcher *) object)->results, pyro_value_ref (pyro_invocation_get_param (invocation, 0)));

  return NULL;
}

METHOD (get_result)
{
  return pop_item (invocation, ((Dispatcher *) object)->results, "no result available", error);
}

METHOD (count_work)
{
  return pyro_value_new_int (g_async_queue_length (((Dispatcher *) object)->work));
}

METHOD (count_results)
{
  return pyro_value_new_int (g_async_queue_length (((Dispatcher *) object)->results));
}

static const PyroMethodInfo dispatcher_methods[] = {
  { "putWork", "item", put_work },
  { "getWork", "timeout=5", get_work, PYRO_METHOD_WORKER },
  { "putResult", "item", put_result },
  { "getResult", "timeout=5", get_result, PYRO_METHOD_WORKER },
  { "workQueueSize", "", count_work },
  { "resultQueueSize", "", count_results },
  { NULL }
};
static const PyroClassInfo dispatcher_info = { "DispatcherQueue", dispatcher_methods, NULL };

static void
serve_dispatcher (Host *host)
{
  host_add (host, NULL, "example.distributed.dispatcher", &dispatcher_info, dispatcher_new (), dispatcher_free);
}

/* ---- distributed-computing3 ---- */

METHOD (factorize)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  gint64 number;

  if (!pyro_invocation_read_int (invocation, 0, &number, error))
    return NULL;
  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (gint64 divisor = 2; number > 1; divisor = divisor * divisor > number ? number : divisor + 1)
    for (; number % divisor == 0; number /= divisor)
      pyro_builder_add_int (builder, divisor);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, error);
}

static const PyroMethodInfo factorizer_methods[] = { { "factorize", "n", factorize, PYRO_METHOD_WORKER }, { NULL } };
static const PyroClassInfo factorizer_info = { "Worker", factorizer_methods, NULL };

static void
serve_factorizer (Host *host)
{
  const char *const tags[] = { "example3.worker.factorizer", NULL };

  host_listen (host, ISOLATED_ADDRESS, 0);
  host_add (host, NULL, NULL, &factorizer_info, NULL, NULL);
  host_add_name (host, "Worker_1@localhost", host_get_uri (host), tags);
}

/* ---- distributed-mandelbrot ---- */

#define MOST_ITERATIONS 500

typedef struct
{
  double real;
  double imaginary;
} Complex;

static gboolean
read_complex (PyroInvocation  *invocation,
              guint            index,
              Complex         *number,
              GError         **error)
{
  PyroValue *value = pyro_invocation_get_param (invocation, index);

  if (pyro_value_get_kind (value) == PYRO_VALUE_COMPLEX)
    {
      pyro_value_get_complex (value, &number->real, &number->imaginary);
      return TRUE;
    }
  PYRO_RAISE (error, "TypeError", "a complex number is wanted");

  return FALSE;
}

/* As Python computes, so that the pictures are the same to the last bit. */
static int
count_iterations (Complex c)
{
  Complex z = c;

  for (int n = 0; n < MOST_ITERATIONS; n++)
    {
      Complex square = { z.real * z.real - z.imaginary * z.imaginary,
                         z.real * z.imaginary + z.imaginary * z.real };

      if (hypot (z.real, z.imaginary) > 2)
        return n;
      z = (Complex) { square.real + c.real, square.imaginary + c.imaginary };
    }

  return MOST_ITERATIONS;
}

METHOD (calc_line)
{
  Complex z;
  gint64 res_x, line_nr;
  double ii, dr;
  g_autoptr(GString) line = g_string_new (NULL);
  g_autoptr(PyroValue) number = NULL;
  g_autoptr(PyroValue) text = NULL;

  if (!read_complex (invocation, 0, &z, error) || !pyro_invocation_read_int (invocation, 1, &res_x, error)
      || !pyro_invocation_read_float (invocation, 2, &ii, error)
      || !pyro_invocation_read_float (invocation, 3, &dr, error)
      || !pyro_invocation_read_int (invocation, 4, &line_nr, error))
    return NULL;
  z.imaginary += ii;
  for (gint64 i = 0; i < MIN (res_x, 1000); i++)
    {
      int n;

      z.real += dr;
      n = count_iterations (z);
      g_string_append_c (line, n >= MOST_ITERATIONS ? ' ' : (char) (n % 64 + 32));
    }
  number = pyro_value_new_int (line_nr);
  text = pyro_value_new_string (line->str);

  return pyro_value_new_tuple ((PyroValue *[]) { number, text }, 2);
}

static const PyroMethodInfo mandelbrot_methods[] = {
  { "calc_line", "start, res_x, ii, dr, line_nr", calc_line, PYRO_METHOD_WORKER }, { NULL }
};
static const PyroClassInfo mandelbrot_info = { "Mandelbrot", mandelbrot_methods, NULL };

/* Two of them share the work. */
static void
serve_mandelbrot (Host *host)
{
  const char *const tags[] = { "class:mandelbrot_calc", NULL };

  for (int i = 1; i <= 2; i++)
    {
      g_autofree char *name = g_strdup_printf ("mandelbrot_%d", i);
      g_autofree char *id = g_strdup_printf ("%s_%u", name, g_random_int ());
      g_autoptr(PyroUri) uri = NULL;
      g_autofree char *text = NULL;

      host_add (host, id, NULL, &mandelbrot_info, NULL, NULL);
      uri = pyro_daemon_dup_uri (host->daemon, id, FALSE);
      text = pyro_uri_to_string (uri);
      host_add_name (host, name, text, tags);
    }
}

/* Of the numbers that the client may have, Python's worker factorizes these fast. */
static const char *
set_seed (Stage *stage)
{
  stage_set (stage, "REHEARSAL_SEED", "17162");

  return NULL;
}

/* The client shows what it can in 30 seconds: here twenty pictures, and the same each time. */
static const char *
set_clock (Stage *stage)
{
  stage_set (stage, "REHEARSAL_CLOCK", "1.5");

  return NULL;
}

#define FACTORIZER                                                                           \
  { "worker.py", NULL, "getting work from dispatcher\\.", "factorizing \\d+ -->\n(.*\n)*?\\[" }

const Served computing_served[] = {
  { "distributed-computing", "distributed-computing", serve_dispatcher, { { "dispatcher.py", RUNNING } },
    { FACTORIZER, { "client.py" } }, "(?<=Worker_)\\d+", .named = TRUE, .prepare = set_seed },
  { "distributed-computing3", "distributed-computing3", serve_factorizer,
    { { "worker.py", "Starting up worker", .registers = "Worker_" } }, { { "client.py" } }, .isolated = TRUE,
    .named = TRUE },
  { "distributed-mandelbrot", "distributed-mandelbrot", serve_mandelbrot,
    { { "server.py 1", "server #1 ready" }, { "server.py 2", "server #2 ready" } }, { { "client_asciizoom.py" } },
    .named = TRUE, .prepare = set_clock },
  { NULL }
};
