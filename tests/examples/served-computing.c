/* tests/examples/served-computing.c - examples that give work to many
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

#include <math.h>
#include <string.h>

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

/* ---- distributed-computing2 ---- */

#define N_COUNTERS 5
#define CHUNK 200 /* lines */

/* How often each word was seen, in the order in which they were seen first. */
typedef struct
{
  GMutex      mutex;
  GHashTable *counts;
  GPtrArray  *words; /* owned by @counts */
} Tally;

static void
tally_init (Tally *self)
{
  g_mutex_init (&self->mutex);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->words = g_ptr_array_new ();
}

static void
tally_clear (Tally *self)
{
  g_mutex_clear (&self->mutex);
  g_ptr_array_unref (self->words);
  g_hash_table_unref (self->counts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tally, tally_clear)

static void
tally_add (Tally      *self,
           const char *word,
           gint64      count)
{
  gpointer known, old = NULL;

  if (!g_hash_table_lookup_extended (self->counts, word, &known, &old))
    {
      known = g_strdup (word);
      g_ptr_array_add (self->words, known);
      g_hash_table_insert (self->counts, known, NULL);
    }
  g_hash_table_insert (self->counts, g_strdup (word), GSIZE_TO_POINTER (GPOINTER_TO_SIZE (old) + (gsize) count));
}

/* Returns: (transfer full): a dict */
static PyroValue *
tally_to_value (Tally *self)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  for (guint i = 0; i < self->words->len; i++)
    {
      pyro_builder_add_string (builder, self->words->pdata[i], -1);
      pyro_builder_add_int (builder, (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (self->counts,
                                                                                    self->words->pdata[i])));
    }
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

/* Words that say nothing of a book. */
static const char dull_words[] =
  " a an at the i he she s but was has had have and are as be by for if in is it of or that the to with his all any this"
  " not from on me him her their so you there now then no yes one were they them which what when who how where some my"
  " into up out us we t do ";

static gboolean
is_interesting (const char *word)
{
  g_autofree char *between = g_strdup_printf (" %s ", word);

  for (const char *letter = word; *letter != '\0'; letter = g_utf8_next_char (letter))
    if (!g_unichar_isalpha (g_utf8_get_char (letter)))
      return FALSE;

  return *word != '\0' && strstr (dull_words, between) == NULL;
}

static void
tally_read (Tally     *self,
            PyroValue *line)
{
  g_autofree char *text = pyro_value_get_kind (line) == PYRO_VALUE_STR ? pyro_value_dup_utf8 (line) : g_strdup ("");
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_auto(GStrv) words = NULL;

  for (char *letter = lower; *letter != '\0'; letter++)
    if (g_ascii_ispunct (*letter) || g_ascii_isspace (*letter))
      *letter = ' ';
  words = g_strsplit (lower, " ", -1);
  for (char **word = words; *word != NULL; word++)
    if (is_interesting (*word))
      tally_add (self, *word, 1);
}

METHOD (count_words)
{
  PyroValue *lines = pyro_invocation_get_param (invocation, 0);
  g_auto(Tally) tally = { 0 };

  tally_init (&tally);
  for (gsize i = 0; i < pyro_value_get_length (lines); i++)
    tally_read (&tally, pyro_value_get_item (lines, i));

  return tally_to_value (&tally);
}

/* What one counter is to count. */
typedef struct
{
  Tally      *tally;
  PyroProxy  *counter;
  PyroValue  *lines;
  guint       number;
  GError     *error;
} Share;

static void
count_chunk (Share *self,
             gsize  first)
{
  gsize size = MIN (CHUNK, pyro_value_get_length (self->lines) - first);
  g_autofree PyroValue **lines = g_new (PyroValue *, size);
  g_autoptr(PyroValue) chunk = NULL;
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) counts = NULL;

  for (gsize i = 0; i < size; i++)
    lines[i] = pyro_value_get_item (self->lines, first + i);
  chunk = pyro_value_new_list (lines, size);
  args = pyro_value_new_tuple (&chunk, 1);
  counts = pyro_proxy_call_sync (self->counter, "count", args, NULL, NULL, &self->error);
  g_mutex_lock (&self->tally->mutex);
  for (gsize i = 0; counts != NULL && i < pyro_value_get_length (counts); i++)
    {
      g_autofree char *word = pyro_value_dup_utf8 (pyro_value_get_key (counts, i));
      gint64 count = 0;

      pyro_value_get_int64 (pyro_value_get_item (counts, i), &count);
      tally_add (self->tally, word, count);
    }
  g_mutex_unlock (&self->tally->mutex);
}

static gpointer
count_share (gpointer data)
{
  Share *self = data;

  for (gsize first = self->number * CHUNK; first < pyro_value_get_length (self->lines) && self->error == NULL;
       first += N_COUNTERS * CHUNK)
    count_chunk (self, first);

  return NULL;
}

static char *
make_counter_name (Host  *host,
                   guint  number)
{
  return g_strdup_printf ("example.%s.wordcount.%u",
                          g_str_equal (host->stage->generation, "Pyro5") ? "dc2" : "dc", number);
}

/* All counters work at once. */
METHOD (dispatch_lines)
{
  Share shares[N_COUNTERS];
  GThread *threads[N_COUNTERS];
  g_auto(Tally) tally = { 0 };

  tally_init (&tally);
  for (guint i = 0; i < N_COUNTERS; i++)
    {
      g_autofree char *name = make_counter_name (object, i + 1);

      shares[i] = (Share) { &tally, host_lookup (object, name), pyro_invocation_get_param (invocation, 0), i };
      threads[i] = g_thread_new ("share", count_share, &shares[i]);
    }
  for (guint i = 0; i < N_COUNTERS; i++)
    {
      g_thread_join (threads[i]);
      g_object_unref (shares[i].counter);
      if (*error == NULL)
        *error = g_steal_pointer (&shares[i].error);
      g_clear_error (&shares[i].error);
    }

  return *error == NULL ? tally_to_value (&tally) : NULL;
}

static const PyroMethodInfo counter_methods[] = { { "count", "lines", count_words, PYRO_METHOD_WORKER }, { NULL } };
static const PyroMethodInfo chief_methods[] = { { "count", "lines", dispatch_lines, PYRO_METHOD_WORKER }, { NULL } };
static const PyroClassInfo counter_info = { "WordCounter", counter_methods, NULL };
static const PyroClassInfo chief_info = { "Dispatcher", chief_methods, NULL };

static void
serve_counters (Host *host)
{
  gboolean new = g_str_equal (host->stage->generation, "Pyro5");

  for (guint i = 1; i <= N_COUNTERS; i++)
    {
      g_autofree char *name = make_counter_name (host, i);

      host_add (host, NULL, name, &counter_info, NULL, NULL);
    }
  host_add (host, NULL, new ? "example.dc2.dispatcher" : "example.dc.dispatcher", &chief_info, host, NULL);
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
  { "distributed-computing2", NULL, serve_counters,
    { { "servers.py", "Spinning up", .registers = "example.dc2.dispatcher" } }, { { "client.py" } },
    "(?<=Time taken: )\\S+|(about|down)(?= \\(102\\))", .named = TRUE },
  { NULL, "distributed-computing2", serve_counters,
    { { "servers.py", "Spinning up", .registers = "example.dc.dispatcher" } }, { { "client.py" } },
    "(?<=Time taken: )\\S+", .named = TRUE },
  { "distributed-computing3", "distributed-computing3", serve_factorizer,
    { { "worker.py", "Starting up worker", .registers = "Worker_" } }, { { "client.py" } }, .isolated = TRUE,
    .named = TRUE },
  { "distributed-mandelbrot", "distributed-mandelbrot", serve_mandelbrot,
    { { "server.py 1", "server #1 ready" }, { "server.py 2", "server #2 ready" } }, { { "client_asciizoom.py" } },
    .named = TRUE, .prepare = set_clock },
  { NULL }
};
