/* tests/fuzz/fuzz-marshal.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/fuzz/payloads.h"

/* Nodes of a value that is written again: a few bytes of references can stand for many more. */
#define MAX_NODES 10000

/* Returns: FALSE when there are more than @budget nodes */
static gboolean
count_nodes (PyroValue *value,
             guint     *budget)
{
  if (*budget == 0)
    return FALSE;
  --*budget;
  if (!pyro_value_is_container (value))
    return TRUE;

  for (gsize i = 0; i < pyro_value_get_length (value); i++)
    {
      PyroValue *key = pyro_value_get_key (value, i);

      if ((key != NULL && !count_nodes (key, budget)) || !count_nodes (pyro_value_get_item (value, i), budget))
        return FALSE;
    }

  return TRUE;
}

/* Marshal carries all values but very long integers, and they come back the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const PyroCodec *codec = pyro_codec_find ("marshal");
  g_autoptr(GBytes) payload = g_bytes_new_static (data, size);
  g_autoptr(GBytes) again = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_codec_decode (codec, payload, &error);
  g_autoptr(PyroValue) back = NULL;
  guint budget = MAX_NODES;

  read_as_call (codec, payload);
  if (value == NULL)
    {
      assert_sentence (error);
      return 0;
    }
  if (!count_nodes (value, &budget))
    return 0;

  again = pyro_codec_encode (codec, value, &error);
  if (again == NULL)
    {
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
      return 0;
    }
  back = pyro_codec_decode (codec, again, &error);
  g_assert_no_error (error);
  g_assert_true (pyro_value_identical (back, value));

  return 0;
}
