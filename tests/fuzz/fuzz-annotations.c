/* tests/fuzz/fuzz-annotations.c - the annotations of a message, as they are on the wire
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/limits.h"
#include "core/wire/annotations-private.h"
#include "tests/fuzz/fuzz.h"

/* All bytes belong to a chunk, and each chunk lies within them. */
static void
check_chunks (PyroAnnotations *annotations,
              const guint8    *data,
              gsize            size)
{
  const gsize n_head = 8; /* bytes of an id and a length */
  gsize at = 0;

  for (guint i = 0; i < pyro_annotations_get_n (annotations); i++)
    {
      const char *id = pyro_annotations_get_id (annotations, i);
      GBytes *bytes = pyro_annotations_get_data (annotations, i);
      gsize n;
      const guint8 *chunk = g_bytes_get_data (bytes, &n);

      g_assert_cmpmem (id, strlen (id), data + at, 4);
      g_assert_true (n == 0 || chunk == data + at + n_head);
      g_assert_nonnull (pyro_annotations_lookup (annotations, id));
      at += n_head + n;
    }
  g_assert_cmpuint (at, ==, size);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const PyroGeneration *generation = pyro_generation_get_pyro5 ();
  g_autoptr(GBytes) block = g_bytes_new_static (data, size);
  g_autoptr(GBytes) again = NULL;
  g_autoptr(PyroAnnotations) annotations = NULL;
  g_autoptr(GError) error = NULL;

  if (!_pyro_annotations_check_block (generation, data, size, &error))
    {
      assert_sentence (error);
      return 0;
    }

  annotations = _pyro_annotations_from_block (generation, block);
  g_assert_cmpuint (pyro_annotations_get_n (annotations), <=, PYRO_MAX_ANNOTATIONS);
  check_chunks (annotations, data, size);
  again = _pyro_annotations_to_block (annotations, generation);
  g_assert_nonnull (again);
  g_assert_true (g_bytes_equal (again, block));

  return 0;
}
