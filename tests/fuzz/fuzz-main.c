/* tests/fuzz/fuzz-main.c - runs a fuzz target where there is no libFuzzer
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib.h>
#include <stdlib.h>
#include <string.h>

/* The seeds of the folder that is given, and then FUZZ_RUNS inputs made from them, the same ones each
 * time, so that a finding, which is a crash, can be had again. */

#define DEFAULT_RUNS 100000

/* Bytes that a seed may grow to. */
#define MAX_SIZE 4096

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static GPtrArray *
read_seeds (const char *path)
{
  GPtrArray *seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open (path, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);

  for (guint i = 0; i < names->len; i++)
    {
      char *contents;
      gsize size;

      g_file_get_contents (names->pdata[i], &contents, &size, &error);
      g_assert_no_error (error);
      g_ptr_array_add (seeds, g_bytes_new_take (contents, size));
    }

  return seeds;
}

static gsize
random_place (GRand *rand,
              gsize  size)
{
  return (gsize) g_rand_int_range (rand, 0, (gint32) size + 1);
}

static void
mutate (GRand      *rand,
        GByteArray *input,
        GPtrArray  *seeds)
{
  gsize at = random_place (rand, input->len), n;
  guint8 byte = (guint8) g_rand_int (rand);

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0: /* a byte changed */
      if (at < input->len)
        input->data[at] = byte;
      break;

    case 1: /* a bit flipped */
      if (at < input->len)
        input->data[at] ^= (guint8) (1 << byte % 8);
      break;

    case 2: /* the end cut off */
      g_byte_array_set_size (input, (guint) at);
      break;

    case 3: /* a piece taken out */
      n = MIN (input->len - at, byte % 16);
      if (n > 0)
        g_byte_array_remove_range (input, (guint) at, (guint) n);
      break;

    case 4: /* a piece said again */
      n = MIN (input->len - at, byte % 32);
      if (n > 0 && input->len + n < MAX_SIZE)
        {
          g_autofree guint8 *piece = g_memdup2 (input->data + at, n);

          g_byte_array_append (input, piece, (guint) n);
        }
      break;

    default: /* the end of another seed */
      {
        GBytes *other = seeds->pdata[g_rand_int_range (rand, 0, (gint32) seeds->len)];
        gsize size, from;
        const guint8 *data = g_bytes_get_data (other, &size);

        from = random_place (rand, size);
        g_byte_array_set_size (input, (guint) at);
        g_byte_array_append (input, data + from, (guint) MIN (size - from, MAX_SIZE - at));
      }
    }
}

/* An exact copy on the heap, so that a read past the end is seen. */
static void
run (const guint8 *data,
     gsize         size)
{
  g_autofree guint8 *exact = g_memdup2 (data, size);

  LLVMFuzzerTestOneInput (exact, size);
}

static guint
get_runs (void)
{
  const char *runs = g_getenv ("FUZZ_RUNS");

  return runs != NULL ? (guint) g_ascii_strtoull (runs, NULL, 10) : DEFAULT_RUNS;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(GPtrArray) seeds = NULL;
  guint runs = get_runs ();

  g_assert_cmpint (argc, ==, 2);
  seeds = read_seeds (argv[1]);
  g_assert_cmpuint (seeds->len, >, 0);
  g_print ("TAP version 14\n1..2\n");

  for (guint i = 0; i < seeds->len; i++)
    run (g_bytes_get_data (seeds->pdata[i], NULL), g_bytes_get_size (seeds->pdata[i]));
  g_print ("ok 1 %u seeds\n", seeds->len);

  for (guint i = 0; i < runs; i++)
    {
      GBytes *seed = seeds->pdata[g_rand_int_range (rand, 0, (gint32) seeds->len)];
      g_autoptr(GByteArray) input = g_byte_array_new ();
      gsize size;
      const guint8 *data = g_bytes_get_data (seed, &size);

      g_byte_array_append (input, data, (guint) MIN (size, MAX_SIZE));
      for (gint32 n = g_rand_int_range (rand, 1, 6); n > 0; n--)
        mutate (rand, input, seeds);
      run (input->data, input->len);
    }
  g_print ("ok 2 %u mutated inputs\n", runs);

  return EXIT_SUCCESS;
}
