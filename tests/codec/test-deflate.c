/* tests/codec/test-deflate.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "core/codec/deflate.h"
#include "core/error.h"

static GBytes *
make_plain (gsize size)
{
  g_autofree guint8 *data = g_malloc (MAX (size, 1));

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) ("pyro"[i % 4] + i / 251 % 7);

  return g_bytes_new_take (g_steal_pointer (&data), size);
}

/* An exact copy, so that a read past the end is seen. */
static GBytes *
make_part (GBytes *bytes,
           gsize   size)
{
  return g_bytes_new_take (g_memdup2 (g_bytes_get_data (bytes, NULL), size), size);
}

static void
test_round_trip (void)
{
  static const gsize sizes[] = { 0, 1, 2, 100, 4095, 4096, 4097, 100000, 3 << 20 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int level = -1; level <= 9; level += 5)
      {
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) plain = make_plain (sizes[i]);
        g_autoptr(GBytes) small = pyro_deflate (plain, level, &error);
        g_autoptr(GBytes) back = NULL;

        g_assert_no_error (error);
        g_assert_nonnull (small);
        back = pyro_inflate (small, sizes[i], &error); /* exactly as much as is allowed */
        g_assert_no_error (error);
        g_assert_true (g_bytes_equal (plain, back));
        if (sizes[i] > 4096 && level != 0)
          g_assert_cmpuint (g_bytes_get_size (small), <, sizes[i] / 10);
      }
}

/* What `zlib.compress(b'hello hello hello')` makes. */
static void
test_python (void)
{
  static const guint8 stream[] = { 0x78, 0x9c, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0xc8, 0x40,
                                   0x90, 0x00, 0x3a, 0x2e, 0x06, 0x7d };
  g_autoptr(GBytes) small = g_bytes_new_static (stream, sizeof stream);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) plain = pyro_inflate (small, 100, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), "hello hello hello", 17);
}

static void
test_limit (void)
{
  g_autoptr(GBytes) plain = make_plain (1 << 20);
  g_autoptr(GBytes) small = pyro_deflate (plain, 9, NULL);
  static const gsize limits[] = { 0, 1, 4095, 4096, 65536, (1 << 20) - 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *message = g_strdup_printf ("A compressed message grows beyond the limit of %" G_GSIZE_FORMAT
                                                  " bytes", limits[i]);

      g_assert_null (pyro_inflate (small, limits[i], &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
      g_assert_cmpstr (error->message, ==, message);
    }
}

static void
test_cut_off (void)
{
  g_autoptr(GBytes) plain = make_plain (5000);
  g_autoptr(GBytes) small = pyro_deflate (plain, 6, NULL);

  for (gsize size = 0; size < g_bytes_get_size (small); size++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) part = make_part (small, size);

      g_assert_null (pyro_inflate (part, 10000, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL);
      g_assert_cmpstr (error->message, ==, "A compressed message is cut off");
    }
}

static void
test_damaged (void)
{
  g_autoptr(GBytes) plain = make_plain (5000);
  g_autoptr(GBytes) small = pyro_deflate (plain, 6, NULL);
  g_autoptr(GBytes) text = g_bytes_new_static ("GET / HTTP/1.1", 14);
  g_autoptr(GError) error = NULL;

  g_assert_null (pyro_inflate (text, 100, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL);
  g_assert_cmpstr (error->message, ==, "A compressed message is damaged");

  /* Every byte counts, as the last four are a checksum. */
  for (gsize at = 0; at < g_bytes_get_size (small); at++)
    {
      gsize size = g_bytes_get_size (small);
      guint8 *copy = g_memdup2 (g_bytes_get_data (small, NULL), size);
      g_autoptr(GBytes) bytes = NULL;

      copy[at] ^= 0xff;
      bytes = g_bytes_new_take (copy, size);
      g_clear_error (&error);
      g_assert_null (pyro_inflate (bytes, 10000, &error));
      g_assert_true (error->domain == PYRO_ERROR);
    }
}

static void
test_rest_is_ignored (void)
{
  g_autoptr(GBytes) plain = make_plain (5000);
  g_autoptr(GBytes) small = pyro_deflate (plain, 6, NULL);
  g_autoptr(GByteArray) longer = g_byte_array_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GBytes) back = NULL;
  g_autoptr(GError) error = NULL;

  g_byte_array_append (longer, g_bytes_get_data (small, NULL), (guint) g_bytes_get_size (small));
  g_byte_array_append (longer, (const guint8 *) "rest", 4);
  bytes = g_bytes_new (longer->data, longer->len);
  back = pyro_inflate (bytes, 5000, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (plain, back));
}

/* What `gzip.compress(b'hello hello hello', mtime=0)` makes. */
static void
test_gzip (void)
{
  static const guint8 file[] = { 0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xcb, 0x48, 0xcd,
                                 0xc9, 0xc9, 0x57, 0xc8, 0x40, 0x90, 0x00, 0x80, 0x88, 0xf9, 0xe5, 0x11, 0x00,
                                 0x00, 0x00 };
  g_autoptr(GBytes) small = g_bytes_new_static (file, sizeof file);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) plain = pyro_gunzip (small, 17, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), "hello hello hello", 17);

  g_assert_null (pyro_gunzip (small, 16, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (pyro_inflate (small, 17, &error)); /* as in a message, where Python takes zlib alone */
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL);

  for (gsize size = 0; size < sizeof file; size++)
    {
      g_autoptr(GBytes) part = make_part (small, size);

      g_clear_error (&error);
      g_assert_null (pyro_gunzip (part, 100, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deflate/round-trip", test_round_trip);
  g_test_add_func ("/deflate/python", test_python);
  g_test_add_func ("/deflate/gzip", test_gzip);
  g_test_add_func ("/deflate/limit", test_limit);
  g_test_add_func ("/deflate/cut-off", test_cut_off);
  g_test_add_func ("/deflate/damaged", test_damaged);
  g_test_add_func ("/deflate/rest-is-ignored", test_rest_is_ignored);
  return g_test_run ();
}
