/* tests/ui/models/test-media.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/media.h"
#include "ui/models/hex-lines.h"

static PyroValue *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_literal_parse (text, -1, NULL, &error);

  g_assert_no_error (error);

  return value;
}

/* The head of a PNG of this size. */
static GBytes *
new_png (guint32 width,
         guint32 height)
{
  guint8 head[24] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

  for (guint i = 0; i < 4; i++)
    {
      head[16 + i] = (guint8) (width >> (24 - 8 * i));
      head[20 + i] = (guint8) (height >> (24 - 8 * i));
    }

  return g_bytes_new (head, sizeof head);
}

static void
check_kind (const char   *data,
            gsize         size,
            LensMediaKind  kind,
            guint         expected_width,
            guint         expected_height)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  guint width, height;

  g_assert_cmpint (lens_media_recognize (bytes), ==, kind);
  g_assert_cmpint (lens_media_measure (bytes, &width, &height), ==, expected_width > 0);
  g_assert_cmpuint (width, ==, expected_width);
  g_assert_cmpuint (height, ==, expected_height);
}

#define CHECK_KIND(data, ...) check_kind ((data), sizeof (data) - 1, __VA_ARGS__)

static void
test_kinds (void)
{
  CHECK_KIND ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\x20", LENS_MEDIA_PNG, 256, 32);
  CHECK_KIND ("GIF89a\x10\0\x20\0", LENS_MEDIA_GIF, 16, 32);
  CHECK_KIND ("\xff\xd8\xff\xe0\0\x04zz\xff\xc2\0\x11\x08\0\x20\x01\0\x03", LENS_MEDIA_JPEG, 256, 32);
  CHECK_KIND ("RIFF....WEBPVP8 ....\x30\x01\0\x9d\x01\x2a\x10\0\x20\0", LENS_MEDIA_WEBP, 16, 32);
  CHECK_KIND ("RIFF....WEBPVP8X....\0\0\0\0\x0f\0\0\x1f\0\0", LENS_MEDIA_WEBP, 16, 32);
  CHECK_KIND ("<?xml version='1.0'?><!-- --><svg xmlns='x'/>", LENS_MEDIA_SVG, 0, 0);
  CHECK_KIND ("  <svg/>", LENS_MEDIA_SVG, 0, 0);
  CHECK_KIND ("<html></html>", LENS_MEDIA_DATA, 0, 0);
  CHECK_KIND ("", LENS_MEDIA_DATA, 0, 0);
}

/* Every beginning of an image is looked at without reading behind its end. */
static void
test_cut (void)
{
  static const struct { const char *data; gsize size; } images[] = {
#define IMAGE(data) { (data), sizeof (data) - 1 }
    IMAGE ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\x20"),
    IMAGE ("\xff\xd8\xff\xff\xff\xe0\0\x04zz\xff\xc2\0\x11\x08\0\x20\x01\0\x03"),
    IMAGE ("\xff\xd8\xff\xe0\0\0\xff\xe0\0\0\xff\xe0\xff\xff\xff\xc0\0\0"),
    IMAGE ("RIFF....WEBPVP8L....\x2f\x0f\xc0\x07\0\0\0\0\0\0"),
    IMAGE ("GIF87a\x10\0\x20\0"),
    IMAGE ("\xef\xbb\xbf <svg "),
#undef IMAGE
  };

  for (gsize i = 0; i < G_N_ELEMENTS (images); i++)
    for (gsize size = 0; size <= images[i].size; size++)
      {
        g_autofree char *copy = g_memdup2 (images[i].data, size);
        g_autoptr(GBytes) bytes = g_bytes_new_take (g_steal_pointer (&copy), size);
        guint width, height;

        lens_media_measure (bytes, &width, &height);
      }
}

static void
test_limits (void)
{
  g_autoptr(GBytes) good = new_png (1000, 1000);
  g_autoptr(GBytes) large = new_png (100000, 100000);
  g_autoptr(GBytes) largest = new_png (G_MAXUINT32, G_MAXUINT32);
  g_autoptr(GBytes) empty = new_png (0, 5);
  g_autoptr(GBytes) text = g_bytes_new_static ("hello", 5);
  g_autoptr(GError) error = NULL;

  g_assert_true (lens_media_check_image (good, &error));
  g_assert_no_error (error);
  g_assert_false (lens_media_check_image (large, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "An image of 100000 × 100000 pixels is too large to be shown");
  g_clear_error (&error);
  g_assert_false (lens_media_check_image (largest, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_false (lens_media_check_image (empty, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (lens_media_check_image (text, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
}

static void
check_bytes (const char *literal,
             const char *expected)
{
  g_autoptr(PyroValue) value = parse (literal);
  g_autoptr(GBytes) bytes = lens_media_dup_bytes (value);

  g_assert_cmpint (lens_media_is_one (value), ==, expected != NULL);
  g_assert_cmpint (bytes != NULL, ==, expected != NULL);
  if (bytes != NULL)
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
}

static void
test_bytes (void)
{
  check_bytes ("b'abc'", "abc");
  check_bytes ("{'data': 'YWJj', 'encoding': 'base64'}", "abc");
  check_bytes ("{'data': 'YWJj', 'encoding': 'hex'}", NULL);
  check_bytes ("{'data': 7, 'encoding': 'base64'}", NULL);
  check_bytes ("'abc'", NULL);
}

static void
check_line (LensHexLines *lines,
            guint         position,
            const char   *offset,
            const char   *hex,
            const char   *text)
{
  g_autoptr(LensHexLine) line = g_list_model_get_item (G_LIST_MODEL (lines), position);

  g_assert_cmpstr (lens_hex_line_get_offset (line), ==, offset);
  g_assert_cmpstr (lens_hex_line_get_hex (line), ==, hex);
  g_assert_cmpstr (lens_hex_line_get_text (line), ==, text);
}

static void
test_hex (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("0123456789\0\xff" "AB", 14);
  g_autoptr(LensHexLines) narrow = lens_hex_lines_new (bytes, 8);
  g_autoptr(LensHexLines) wide = lens_hex_lines_new (bytes, 16);
  g_autoptr(GBytes) none = g_bytes_new_static ("", 0);
  g_autoptr(LensHexLines) empty = lens_hex_lines_new (none, 16);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (narrow)), ==, 2);
  check_line (narrow, 0, "00000000", "30 31 32 33 34 35 36 37", "01234567");
  check_line (narrow, 1, "00000008", "38 39 00 ff 41 42      ", "89..AB");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (narrow), 2));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (wide)), ==, 1);
  check_line (wide, 0, "00000000", "30 31 32 33 34 35 36 37  38 39 00 ff 41 42      ", "0123456789..AB");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (empty)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (empty), 0));
}

static void
read_cb (GObject      *unused,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
read_all (PyroValue    *value,
          GCancellable *cancellable)
{
  GAsyncResult *result = NULL;

  lens_media_read_async (value, cancellable, read_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return result;
}

/* What is long is read in a worker. */
static void
test_read (void)
{
  g_autofree char *text = g_strnfill (400 * 1000, 'A');
  g_autofree char *literal = g_strdup_printf ("{'data': '%s', 'encoding': 'base64'}", text);
  g_autoptr(PyroValue) large = parse (literal);
  g_autoptr(PyroValue) small = parse ("{'data': 'AAAA', 'encoding': 'base64'}");
  g_autoptr(PyroValue) broken = parse ("{'data': '=', 'encoding': 'base64'}");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = read_all (large, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = lens_media_read_finish (result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 300 * 1000);
  g_assert_false (lens_media_is_small (large));
  g_assert_true (lens_media_is_small (small));

  g_clear_object (&result);
  result = read_all (broken, NULL);
  g_assert_null (lens_media_read_finish (result, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);

  g_clear_error (&error);
  g_clear_object (&result);
  g_cancellable_cancel (cancellable);
  result = read_all (large, cancellable);
  g_assert_null (lens_media_read_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/media/kinds", test_kinds);
  g_test_add_func ("/models/media/cut", test_cut);
  g_test_add_func ("/models/media/limits", test_limits);
  g_test_add_func ("/models/media/bytes", test_bytes);
  g_test_add_func ("/models/media/read", test_read);
  g_test_add_func ("/models/media/hex", test_hex);

  return g_test_run ();
}
