/* tests/examples/served-words.c - the example that counts the words of a book: distributed-computing2
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

#include <string.h>

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
  " a an at the i he she s but was has had have and are as be by for if in is it of or that the to with his all any"
  " this not from on me him her their so you there now then no yes one were they them which what when who how where some my"
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

/* Two words are as frequent as each other, and come in the order in which the counters were done with them. */
#define CHANCE "(?<=Time taken: )\\S+|(about|down)(?= \\(102\\))"

const Served word_served[] = {
  { "distributed-computing2", NULL, serve_counters,
    { { "servers.py", "Spinning up", .registers = "example.dc2.dispatcher" } }, { { "client.py" } },
    CHANCE, .named = TRUE },
  { NULL, "distributed-computing2", serve_counters,
    { { "servers.py", "Spinning up", .registers = "example.dc.dispatcher" } }, { { "client.py" } },
    CHANCE, .named = TRUE },
  { NULL }
};
