/* tests/wire/test-frame-compress.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/frame.h"

/* Which payloads are compressed, in which generation. Peers of both read them in test-matrix. */

static PyroFrame *
new_frame (const PyroGeneration *generation,
           PyroFrameFlags        flags,
           GBytes               *payload)
{
  g_autoptr(PyroAnnotations) none = pyro_annotations_new ();
  g_autoptr(GBytes) bytes = g_bytes_new_static ("annotation", 10);
  g_autoptr(PyroAnnotations) annotations = pyro_annotations_with (none, "MINE", bytes, NULL);

  return pyro_frame_new (generation, PYRO_FRAME_INVOKE, flags, 1, (const guint8 *) "0123456789abcdef", annotations,
                         payload);
}

static void
assert_compressed (const PyroGeneration *generation,
                   GBytes               *payload,
                   gboolean              expected)
{
  g_autoptr(PyroFrame) plain = new_frame (generation, PYRO_FRAME_FLAG_ONEWAY, payload);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroFrame) frame = pyro_frame_compress (plain, &error);
  g_autoptr(PyroFrame) again = NULL;
  g_autoptr(GBytes) read = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (frame != plain, ==, expected);
  g_assert_cmpint (pyro_frame_get_flags (frame), ==,
                   pyro_frame_get_flags (plain) | (expected ? PYRO_FRAME_FLAG_COMPRESSED : PYRO_FRAME_FLAG_NONE));
  g_assert_true (g_bytes_equal (pyro_frame_get_annotations_block (frame), pyro_frame_get_annotations_block (plain)));
  g_assert_cmpmem (pyro_frame_get_correlation (frame), PYRO_CORRELATION_SIZE, "0123456789abcdef", 16);
  read = pyro_frame_dup_plain_payload (frame, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (read, payload));

  again = pyro_frame_compress (frame, &error); /* never twice */
  g_assert_no_error (error);
  g_assert_true (again == frame);
}

static void
test_sizes (void)
{
  static const struct
  {
    gsize    size;
    gboolean pyro4;
    gboolean pyro5;
  } cases[] = {
    { 0, FALSE, FALSE }, { 100, FALSE, FALSE }, { 101, FALSE, TRUE }, { 199, FALSE, TRUE }, { 200, TRUE, TRUE },
    { 1000000, TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strnfill (cases[i].size, 'x');
      g_autoptr(GBytes) payload = g_bytes_new (text, cases[i].size);

      assert_compressed (pyro_generation_get_pyro4 (), payload, cases[i].pyro4);
      assert_compressed (pyro_generation_get_pyro5 (), payload, cases[i].pyro5);
    }
}

/* Pyro4 keeps what would grow as it is, Pyro5 does not look. */
static void
test_growing (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(GBytes) payload = NULL;
  guint8 noise[1000];

  for (guint i = 0; i < sizeof noise; i++)
    noise[i] = (guint8) g_rand_int_range (rand, 0, 256);
  payload = g_bytes_new (noise, sizeof noise);
  assert_compressed (pyro_generation_get_pyro4 (), payload, FALSE);
  assert_compressed (pyro_generation_get_pyro5 (), payload, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame-compress/sizes", test_sizes);
  g_test_add_func ("/frame-compress/growing", test_growing);

  return g_test_run ();
}
