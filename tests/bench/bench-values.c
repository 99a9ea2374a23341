/* tests/bench/bench-values.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/codec/codec.h"
#include "core/value/builder.h"
#include "core/value/literal.h"
#include "core/value/repr.h"
#include "tests/bench/bench.h"
#include "tests/python-peer.h"

/* Values: serpent and literals both ways, against Python's serpent, ast.literal_eval() and repr(). */

typedef struct
{
  const char *name;
  guint       n_theirs; /* times in a round that Python does it */
  guint       n_ours;
  PyroValue  *value;
  GBytes     *payload;
  char       *text;
  gsize       size;     /* bytes of @text */
  char       *path;     /* of a file with @text */
} Document;

static PythonPeer *peer;

/* ---- Documents ---- */

static PyroValue *
make_ints (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (gint64 i = 0; i < 1000000; i++)
    pyro_builder_add_int (builder, i * 7919 % 1000003);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

static PyroValue *
make_floats (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (guint i = 0; i < 100000; i++)
    pyro_builder_add_float (builder, g_rand_double (rand) * 1000);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

/* Records of an instrument, one like the other, about a megabyte. */
static PyroValue *
make_nested (void)
{
  g_autoptr(GString) text = g_string_new ("[");

  for (guint i = 0; i < 8000; i++)
    g_string_append_printf (text, "{'name': 'detector-%u', 'position': (%u, %u.5), 'tags': ['raw', 'x%u', None, True], "
                            "'note': 'Zählrohr %u'}, ", i, i, i, i, i);
  g_string_append_c (text, ']');

  return pyro_literal_parse (text->str, (gssize) text->len, NULL, NULL);
}

static void
document_init (Document  *self,
               PyroValue *value)
{
  g_autofree char *path = NULL;
  int fd;

  g_assert_nonnull (value);
  self->value = value;
  self->payload = pyro_codec_encode (pyro_codec_find ("serpent"), value, NULL);
  self->text = pyro_value_repr (value);
  self->size = strlen (self->text);
  fd = g_file_open_tmp ("pyro-bench-XXXXXX", &self->path, NULL);
  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (self->path, self->text, (gssize) self->size, NULL));
}

static void
document_clear (Document *self)
{
  g_remove (self->path);
  g_free (self->path);
  g_free (self->text);
  g_bytes_unref (self->payload);
  pyro_value_unref (self->value);
}

/* ---- What is measured ---- */

static double
since (gint64 began,
       guint  n)
{
  return (double) (g_get_monotonic_time () - began) / G_TIME_SPAN_SECOND / n;
}

static double
decode (gpointer data,
        guint    n)
{
  const Document *document = data;
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    pyro_value_unref (pyro_codec_decode (pyro_codec_find ("serpent"), document->payload, NULL));

  return since (began, n);
}

static double
encode (gpointer data,
        guint    n)
{
  const Document *document = data;
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    g_bytes_unref (pyro_codec_encode (pyro_codec_find ("serpent"), document->value, NULL));

  return since (began, n);
}

static double
parse (gpointer data,
       guint    n)
{
  const Document *document = data;
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      PyroValue *value = pyro_literal_parse (document->text, (gssize) document->size, NULL, NULL);

      pyro_value_unref (value);
    }

  return since (began, n);
}

static double
write_repr (gpointer data,
            guint    n)
{
  const Document *document = data;
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    g_free (pyro_value_repr (document->value));

  return since (began, n);
}

static double
ask (const Document *document,
     const char     *what,
     guint           n)
{
  g_autofree char *answer = NULL;

  python_peer_ask (peer, "%s %s %u", what, document->path, n);
  answer = python_peer_read (peer, NULL);
  g_assert_nonnull (answer);

  return g_ascii_strtod (answer, NULL);
}

static double
ask_loads (gpointer data,
           guint    n)
{
  return ask (data, "loads", n);
}

static double
ask_dumps (gpointer data,
           guint    n)
{
  return ask (data, "dumps", n);
}

static double
ask_eval (gpointer data,
          guint    n)
{
  return ask (data, "eval", n);
}

static double
ask_repr (gpointer data,
          guint    n)
{
  return ask (data, "repr", n);
}

/* ---- The tables ---- */

static void
measure (Document *document,
         double    decode_goal)
{
  BenchRow rows[] = {
    { "serpent → value", decode, document, document->n_ours },
    { "serpent.loads()", ask_loads, document, document->n_theirs },
    { "value → serpent", encode, document, document->n_ours },
    { "serpent.dumps()", ask_dumps, document, document->n_theirs },
    { "literal → value", parse, document, document->n_ours },
    { "ast.literal_eval()", ask_eval, document, document->n_theirs },
    { "value → literal", write_repr, document, document->n_ours },
    { "repr()", ask_repr, document, document->n_theirs },
  };
  const BenchGoal goals[] = {
    { "decodes faster than serpent.loads()", "serpent → value", "serpent.loads()", decode_goal },
    { "encodes faster than serpent.dumps()", "value → serpent", "serpent.dumps()", 10 },
    { "parses faster than ast.literal_eval()", "literal → value", "ast.literal_eval()", decode_goal },
    { "prints faster than repr()", "value → literal", "repr()", 1 },
  };
  g_autofree char *title = g_strdup_printf ("%s, %.1f MB", document->name, (double) document->size / 1e6);

  bench_run (rows, G_N_ELEMENTS (rows));
  bench_print (title, rows, G_N_ELEMENTS (rows), goals, G_N_ELEMENTS (goals));
  printf ("\n  decoded %.0f MB/s, encoded %.0f MB/s, %.1f bytes of memory an item\n",
          (double) document->size / 1e6 / bench_median (rows, G_N_ELEMENTS (rows), rows[0].name),
          (double) document->size / 1e6 / bench_median (rows, G_N_ELEMENTS (rows), rows[2].name),
          (double) pyro_value_get_memory_size (document->value) /
          (double) pyro_value_get_length (document->value));
}

int
main (int   argc,
      char *argv[])
{
  Document ints = { "a list of 1,000,000 ints", .n_theirs = 1, .n_ours = 3 };
  Document floats = { "a list of 100,000 floats", .n_theirs = 1, .n_ours = 10 };
  Document nested = { "8,000 dicts of an instrument", .n_theirs = 1, .n_ours = 30 };

  bench_init (&argc, &argv);
  bench_pin ();
  peer = python_peer_new ("bench", "bench-peer.py");
  g_assert_nonnull (peer);
  bench_watch (atoi (peer->greeting + strlen ("ready ")));

  document_init (&ints, make_ints ());
  document_init (&floats, make_floats ());
  document_init (&nested, make_nested ());
  measure (&ints, 40);
  measure (&floats, 10);
  measure (&nested, 50);
  document_clear (&nested);
  document_clear (&floats);
  document_clear (&ints);
  python_peer_free (peer);

  return 0;
}
