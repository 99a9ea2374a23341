/* tests/bench/bench-codecs.c - times a codec, for bench-codecs.py
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <yyjson.h>

#include "core/codec/codec.h"

/* bench-codecs SERIALIZER FILE: for each line of the input prints how many nanoseconds it takes to decode
 * the file, to encode what it is, and to do both with yyjson alone, which is 0 for another serializer. */

/* Nanoseconds of one measurement. */
#define MIN_TIME 50e6
#define MIN_SPAN 50e3

static const PyroCodec *codec;
static GBytes *payload;
static PyroValue *value;
static yyjson_doc *document;

static void
decode (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) read = pyro_codec_decode (codec, payload, &error);

  g_assert_no_error (error);
}

static void
encode (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) written = pyro_codec_encode (codec, value, &error);

  g_assert_no_error (error);
}

static void
read_alone (void)
{
  gsize size;
  const char *text = g_bytes_get_data (payload, &size);

  yyjson_doc_free (yyjson_read (text, size, 0));
}

static void
write_alone (void)
{
  free (yyjson_write (document, 0, NULL));
}

/* The reader marks the texts in which nothing has to be escaped, and the writer does not look at these
 * any more. Who makes a text for the writer has no such mark. */
static void
forget_marks (yyjson_doc *doc)
{
  yyjson_val *nodes = yyjson_doc_get_root (doc);

  for (gsize i = 0; i < yyjson_doc_get_val_count (doc); i++)
    if (yyjson_is_str (&nodes[i]))
      yyjson_set_strn (&nodes[i], yyjson_get_str (&nodes[i]), yyjson_get_len (&nodes[i]));
}

static double
get_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec * 1e9 + (double) time.tv_nsec;
}

/* The shortest of the times that fit, as what is above it is the rest of the machine. What takes less than
 * MIN_SPAN is done several times a time. */
static double
measure (void (*work) (void))
{
  double start = get_time (), last = start, now, shortest = INFINITY;
  guint n = 1;

  do
    {
      for (guint i = 0; i < n; i++)
        work ();
      now = get_time ();
      if (now - last < MIN_SPAN)
        n *= 2;
      else
        shortest = MIN (shortest, (now - last) / n);
      last = get_time ();
    }
  while (now - start < MIN_TIME || isinf (shortest));

  return shortest;
}

/* BENCH_ONLY=decode or encode: that alone, for a profiler. */
static double
measure_wanted (void       (*work) (void),
                const char  *name)
{
  const char *only = g_getenv ("BENCH_ONLY");

  return only == NULL || g_str_equal (only, name) ? measure (work) : 0;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  char *contents, line[16];
  gsize size;

  if (argc != 3)
    {
      fputs ("usage: bench-codecs SERIALIZER FILE\n", stderr);
      return 2;
    }
  codec = pyro_codec_find (argv[1]);
  g_assert_nonnull (codec);
  g_file_get_contents (argv[2], &contents, &size, &error);
  g_assert_no_error (error);
  payload = g_bytes_new_take (contents, size);
  value = pyro_codec_decode (codec, payload, &error);
  g_assert_no_error (error);
  if (g_str_equal (argv[1], "json"))
    {
      document = yyjson_read (contents, size, 0);
      g_assert_nonnull (document);
      forget_marks (document);
    }

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      printf ("%.0f %.0f %.0f %.0f\n", measure_wanted (decode, "decode"), measure_wanted (encode, "encode"),
              document != NULL ? measure_wanted (read_alone, "read") : 0,
              document != NULL ? measure_wanted (write_alone, "write") : 0);
      fflush (stdout);
    }

  yyjson_doc_free (document);
  pyro_value_unref (value);
  g_bytes_unref (payload);

  return 0;
}
