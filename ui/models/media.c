/* ui/models/media.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/media.h"

#include "ui/models/format.h"

#include <glib/gi18n.h>
#include <string.h>

/* Bytes in a value, and what they are. Nothing is decoded here: an image says in its first bytes how
 * large it is going to be, and that meets a limit before anything is allocated for it. */

/* Bytes in which an SVG has to say that it is one. */
#define SVG_HEAD 1024

/* Markers of a JPEG that are looked at for its size. */
#define MAX_JPEG_MARKERS 1000

/* Bytes of memory of a value up to which base64 in it is read at once, not in a worker. */
#define SMALL_SIZE ((gsize) 64 * 1024)

/**
 * lens_media_is_one:
 * @value: a value
 *
 * Tells whether a value is bytes, or the dict of base64 that serpent makes of them.
 *
 * Returns: %TRUE if it stands for bytes
 */
gboolean
lens_media_is_one (PyroValue *value)
{
  g_return_val_if_fail (value != NULL, FALSE);

  return pyro_value_get_kind (value) == PYRO_VALUE_BYTES || pyro_serpent_is_bytes (value);
}

/**
 * lens_media_dup_bytes:
 * @value: a value
 *
 * Gets the bytes that a value stands for. May be called in any thread.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL where there are none
 */
GBytes *
lens_media_dup_bytes (PyroValue *value)
{
  g_return_val_if_fail (value != NULL, NULL);

  if (pyro_value_get_kind (value) == PYRO_VALUE_BYTES)
    return pyro_value_dup_bytes (value);

  return pyro_serpent_is_bytes (value) ? pyro_serpent_dup_bytes (value, NULL) : NULL;
}

/**
 * lens_media_is_small:
 * @value: a value that stands for bytes
 *
 * Tells whether lens_media_dup_bytes() takes no time that is felt.
 *
 * Returns: %FALSE if they are better read in a worker
 */
gboolean
lens_media_is_small (PyroValue *value)
{
  g_return_val_if_fail (value != NULL, FALSE);

  return pyro_value_get_kind (value) == PYRO_VALUE_BYTES || pyro_value_get_memory_size (value) <= SMALL_SIZE;
}

static void
read_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GBytes *bytes = lens_media_dup_bytes (task_data);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_new_error_literal (task, PYRO_ERROR, PYRO_ERROR_VALUE, _("These are no bytes"));
}

/**
 * lens_media_read_async:
 * @value: a value that stands for bytes
 * @cancellable: (nullable): to give it up
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Reads the bytes in a worker.
 */
void
lens_media_read_async (PyroValue           *value,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (value != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lens_media_read_async);
  g_task_set_task_data (task, pyro_value_ref (value), (GDestroyNotify) pyro_value_unref);
  g_task_run_in_thread (task, read_thread);
}

/**
 * lens_media_read_finish:
 *
 * Ends lens_media_read_async().
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL with @error
 */
GBytes *
lens_media_read_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
begins_with (const guchar *data,
             gsize         size,
             gsize         offset,
             const char   *signature,
             gsize         signature_size)
{
  return size >= offset + signature_size && memcmp (data + offset, signature, signature_size) == 0;
}

/* An XML declaration and comments may come before. */
static gboolean
is_svg (const guchar *data,
        gsize         size)
{
  gsize i = begins_with (data, size, 0, "\xef\xbb\xbf", 3) ? 3 : 0;

  while (i < size && g_ascii_isspace ((char) data[i]))
    i++;
  if (i >= size || data[i] != '<')
    return FALSE;

  return g_strstr_len ((const char *) data, (gssize) MIN (size, SVG_HEAD), "<svg") != NULL;
}

/**
 * lens_media_recognize:
 * @bytes: bytes
 *
 * Tells what bytes are by their signature.
 *
 * Returns: what they are
 */
LensMediaKind
lens_media_recognize (GBytes *bytes)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);

  if (begins_with (data, size, 0, "\x89PNG\r\n\x1a\n", 8))
    return LENS_MEDIA_PNG;
  if (begins_with (data, size, 0, "\xff\xd8\xff", 3))
    return LENS_MEDIA_JPEG;
  if (begins_with (data, size, 0, "RIFF", 4) && begins_with (data, size, 8, "WEBP", 4))
    return LENS_MEDIA_WEBP;
  if (begins_with (data, size, 0, "GIF87a", 6) || begins_with (data, size, 0, "GIF89a", 6))
    return LENS_MEDIA_GIF;

  return size > 0 && is_svg (data, size) ? LENS_MEDIA_SVG : LENS_MEDIA_DATA;
}

/**
 * lens_media_get_extension:
 * @kind: what bytes are
 *
 * Gets how the name of a file with them ends.
 *
 * Returns: the ending, without a dot
 */
const char *
lens_media_get_extension (LensMediaKind kind)
{
  static const char *const extensions[] = { "bin", "png", "jpg", "webp", "gif", "svg" };

  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (extensions), extensions[0]);

  return extensions[kind];
}

static guint
read_big (const guchar *at,
          gsize         n)
{
  guint number = 0;

  for (gsize i = 0; i < n; i++)
    number = number << 8 | at[i];

  return number;
}

static guint
read_little (const guchar *at,
             gsize         n)
{
  guint number = 0;

  for (gsize i = n; i-- > 0; )
    number = number << 8 | at[i];

  return number;
}

/* The size is in the first marker of a frame, SOF0 to SOF15; three of these numbers are others. */
static gboolean
measure_jpeg (const guchar *data,
              gsize         size,
              guint        *width,
              guint        *height)
{
  gsize at = 2;

  for (guint n = 0; n < MAX_JPEG_MARKERS && at + 9 <= size; n++)
    {
      guchar marker = data[at + 1];

      if (data[at] != 0xff)
        return FALSE;
      if (marker == 0xff)
        {
          at++;
          continue;
        }
      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          *height = read_big (data + at + 5, 2);
          *width = read_big (data + at + 7, 2);
          return TRUE;
        }
      at += 2 + (gsize) read_big (data + at + 2, 2);
    }

  return FALSE;
}

/* Lossy, lossless, and the container that has a size of its own. */
static gboolean
measure_webp (const guchar *data,
              gsize         size,
              guint        *width,
              guint        *height)
{
  guint bits;

  if (size < 30)
    return FALSE;

  if (memcmp (data + 12, "VP8 ", 4) == 0)
    {
      *width = read_little (data + 26, 2) & 0x3fff;
      *height = read_little (data + 28, 2) & 0x3fff;
    }
  else if (memcmp (data + 12, "VP8L", 4) == 0)
    {
      bits = read_little (data + 21, 4);
      *width = (bits & 0x3fff) + 1;
      *height = (bits >> 14 & 0x3fff) + 1;
    }
  else if (memcmp (data + 12, "VP8X", 4) == 0)
    {
      *width = read_little (data + 24, 3) + 1;
      *height = read_little (data + 27, 3) + 1;
    }
  else
    return FALSE;

  return TRUE;
}

/**
 * lens_media_measure:
 * @bytes: an image
 * @width: (out): its width in pixels
 * @height: (out): its height in pixels
 *
 * Reads from the head of an image how large it is, without decoding it.
 *
 * Returns: %FALSE for what is no image, or is one without pixels, as a drawing is
 */
gboolean
lens_media_measure (GBytes *bytes,
                    guint  *width,
                    guint  *height)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);

  *width = 0;
  *height = 0;
  switch (lens_media_recognize (bytes))
    {
    case LENS_MEDIA_PNG:
      if (size < 24)
        return FALSE;
      *width = read_big (data + 16, 4);
      *height = read_big (data + 20, 4);
      return TRUE;

    case LENS_MEDIA_GIF:
      if (size < 10)
        return FALSE;
      *width = read_little (data + 6, 2);
      *height = read_little (data + 8, 2);
      return TRUE;

    case LENS_MEDIA_JPEG:
      return measure_jpeg (data, size, width, height);

    case LENS_MEDIA_WEBP:
      return measure_webp (data, size, width, height);

    case LENS_MEDIA_SVG:
    case LENS_MEDIA_DATA:
    default:
      return FALSE;
    }
}

/**
 * lens_media_check_image:
 * @bytes: what is to be shown as an image
 * @error: return location for an error
 *
 * Tells whether these bytes are an image of a size that can be shown.
 *
 * Returns: %TRUE if it may be decoded
 */
gboolean
lens_media_check_image (GBytes  *bytes,
                        GError **error)
{
  LensMediaKind kind = lens_media_recognize (bytes);
  g_autofree char *size = NULL;
  guint width, height;

  if (kind == LENS_MEDIA_DATA)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("These bytes are no image of a known kind"));
      return FALSE;
    }
  if (g_bytes_get_size (bytes) > LENS_MAX_IMAGE_SIZE)
    {
      size = lens_format_size (g_bytes_get_size (bytes));
      /* Translators: %s is a size in bytes */
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE, _("An image of %s is too large to be shown"), size);
      return FALSE;
    }
  if (kind == LENS_MEDIA_SVG)
    return TRUE;
  if (!lens_media_measure (bytes, &width, &height) || width == 0 || height == 0)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("The head of the image is broken"));
      return FALSE;
    }
  if ((guint64) width * height > LENS_MAX_PIXELS)
    {
      /* Translators: width and height in pixels */
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE, _("An image of %u × %u pixels is too large to be shown"),
                   width, height);
      return FALSE;
    }

  return TRUE;
}
