/* tests/fuzz/fuzz-pickle.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/fuzz/fuzz.h"

/* Nodes of a value that is written again: one that is shared grows, as it is written wherever it is
 * reached. */
#define MAX_NODES 100000

/* Returns: how many nodes are left of @limit; 0 when @value has more */
static gsize
count_down (PyroValue *value,
            gsize      limit)
{
  gsize n = pyro_value_is_container (value) ? pyro_value_get_length (value) : 0;

  if (limit > 0)
    limit--;
  for (gsize i = 0; i < n && limit > 0; i++)
    {
      PyroValue *key = pyro_value_get_key (value, i);

      if (key != NULL)
        limit = count_down (key, limit);
      limit = count_down (pyro_value_get_item (value, i), limit);
    }

  return limit;
}

static PyroValue *
pass_through (const char *codec,
              PyroValue  *value)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) payload = pyro_codec_encode (pyro_codec_find (codec), value, &error);
  PyroValue *back;

  if (payload == NULL)
    {
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
      return NULL;
    }
  back = pyro_codec_decode (pyro_codec_find (codec), payload, &error);
  /* A record may be deeper than what it was written as. */
  if (back == NULL)
    g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);

  return back;
}

/* An exception gets the parts that are missing. Once it has them, what comes back is the same
 * value, in either protocol. */
static void
check_written (PyroValue *value)
{
  g_autoptr(PyroValue) first = pass_through ("pickle4", value);
  g_autoptr(PyroValue) newer = NULL;
  g_autoptr(PyroValue) old = NULL;

  if (first == NULL)
    return;
  newer = pass_through ("pickle4", first);
  g_assert_true (newer != NULL && pyro_value_identical (first, newer));
  old = pass_through ("pickle", first);
  g_assert_true (old == NULL || pyro_value_identical (first, old));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) payload = g_bytes_new_static (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_codec_decode (pyro_codec_find ("pickle"), payload, &error);

  if (value == NULL)
    {
      assert_sentence (error);
      g_assert_true (error->code == PYRO_ERROR_SERIALIZE || error->code == PYRO_ERROR_TOO_LARGE);
    }
  else if (count_down (value, MAX_NODES) > 0)
    check_written (value);

  return 0;
}
