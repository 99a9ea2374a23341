/* tests/fuzz/fuzz-deflate.c - compressed payloads
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/codec/deflate.h"
#include "tests/fuzz/fuzz.h"

#define MAX_SIZE 4096 /* bytes of what comes out */

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) compressed = g_bytes_new_static (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) plain = pyro_inflate (compressed, MAX_SIZE, &error);
  g_autoptr(GBytes) smaller = NULL;
  g_autoptr(GBytes) back = NULL;

  if (plain == NULL)
    {
      assert_sentence (error);
      return 0;
    }

  g_assert_cmpuint (g_bytes_get_size (plain), <=, MAX_SIZE);
  smaller = pyro_deflate (plain, 6, &error);
  g_assert_no_error (error);
  back = pyro_inflate (smaller, g_bytes_get_size (plain), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (plain, back));

  return 0;
}
