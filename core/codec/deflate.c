/* core/codec/deflate.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/deflate.h"

#include "core/error.h"

/* Compressed payloads are zlib streams (RFC 1950), as Python's zlib.compress() makes them. */

/* Bytes that zlib is given at once: it counts them in 32 bits. */
#define MAX_STEP ((gsize) 1 << 30)

#define MIN_ROOM ((gsize) 4096)

typedef struct
{
  GConverter   *converter;
  const guint8 *input;
  gsize         n_input;
  guint8       *output;
  gsize         n_output;
  gsize         room;     /* bytes allocated for the output */
  gsize         max_size; /* bytes that the output may have */
} Conversion;

/* The last step has a byte of room outside of the output: whatever is written there is too much. */
static GConverterResult
convert_step (Conversion  *self,
              GError     **error)
{
  gsize n_read = 0, n_written = 0;
  GConverterResult result;
  guint8 surplus;

  if (self->n_output == self->room && self->room < self->max_size)
    {
      self->room = self->room > self->max_size / 2 ? self->max_size : MAX (2 * self->room, MIN_ROOM);
      self->room = MIN (self->room, self->max_size);
      self->output = g_realloc (self->output, self->room);
    }

  if (self->n_output == self->room)
    {
      result = g_converter_convert (self->converter, self->input, MIN (self->n_input, MAX_STEP), &surplus, 1,
                                    self->n_input <= MAX_STEP ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS,
                                    &n_read, &n_written, error);
      if (result != G_CONVERTER_ERROR && n_written > 0)
        {
          g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE,
                       "A compressed message grows beyond the limit of %" G_GSIZE_FORMAT " bytes", self->max_size);
          return G_CONVERTER_ERROR;
        }
    }
  else
    result = g_converter_convert (self->converter, self->input, MIN (self->n_input, MAX_STEP),
                                  self->output + self->n_output, MIN (self->room - self->n_output, MAX_STEP),
                                  self->n_input <= MAX_STEP ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS,
                                  &n_read, &n_written, error);

  if (result != G_CONVERTER_ERROR)
    {
      self->input += n_read;
      self->n_input -= n_read;
      self->n_output += self->n_output == self->room ? 0 : n_written;
    }

  return result;
}

static GBytes *
convert (GConverter  *converter,
         GBytes      *bytes,
         gsize        room,
         gsize        max_size,
         GError     **error)
{
  Conversion conversion = { .converter = converter, .room = MIN (room, max_size), .max_size = max_size };
  GConverterResult result;

  conversion.input = g_bytes_get_data (bytes, &conversion.n_input);
  conversion.output = g_malloc (MAX (conversion.room, 1));
  do
    result = convert_step (&conversion, error);
  while (result == G_CONVERTER_CONVERTED || result == G_CONVERTER_FLUSHED);

  if (result == G_CONVERTER_ERROR)
    {
      g_free (conversion.output);
      return NULL;
    }

  return g_bytes_new_take (g_realloc (conversion.output, MAX (conversion.n_output, 1)), conversion.n_output);
}

/**
 * pyro_deflate:
 * @plain: what to compress
 * @level: how much work is put into it, 1 to 9, or -1 for zlib's own choice
 * @error: return location for an error
 *
 * Compresses a payload.
 *
 * Returns: (transfer full): a zlib stream
 */
GBytes *
pyro_deflate (GBytes  *plain,
              int      level,
              GError **error)
{
  g_autoptr(GZlibCompressor) compressor = NULL;

  g_return_val_if_fail (plain != NULL, NULL);
  g_return_val_if_fail (level >= -1 && level <= 9, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, level);

  return convert (G_CONVERTER (compressor), plain, g_bytes_get_size (plain) / 4 + MIN_ROOM, G_MAXSIZE, error);
}

static GBytes *
inflate (GZlibCompressorFormat   format,
         GBytes                 *compressed,
         gsize                   max_size,
         GError                **error)
{
  g_autoptr(GZlibDecompressor) decompressor = g_zlib_decompressor_new (format);
  g_autoptr(GError) mistake = NULL;
  GBytes *plain = convert (G_CONVERTER (decompressor), compressed,
                           2 * g_bytes_get_size (compressed) + MIN_ROOM, max_size, &mistake);

  if (plain != NULL)
    return plain;

  if (mistake->domain == PYRO_ERROR)
    g_propagate_error (error, g_steal_pointer (&mistake));
  else if (g_error_matches (mistake, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL, "A compressed message is cut off");
  else
    g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL, "A compressed message is damaged");

  return NULL;
}

/**
 * pyro_inflate:
 * @compressed: a zlib stream; bytes after its end are ignored, as Python does
 * @max_size: the most bytes that may come out
 * @error: return location for an error: `PYRO_ERROR_TOO_LARGE` when there are more,
 *   `PYRO_ERROR_PROTOCOL` when the stream is damaged or cut off
 *
 * Decompresses a payload. No more than @max_size bytes are ever allocated for it.
 *
 * Returns: (transfer full): the payload
 */
GBytes *
pyro_inflate (GBytes  *compressed,
              gsize    max_size,
              GError **error)
{
  g_return_val_if_fail (compressed != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return inflate (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, compressed, max_size, error);
}

/**
 * pyro_gunzip:
 * @compressed: a gzip file
 * @max_size: the most bytes that may come out
 * @error: return location for an error, as with pyro_inflate()
 *
 * Decompresses a file. No more than @max_size bytes are ever allocated for it.
 *
 * Returns: (transfer full): what was compressed
 */
GBytes *
pyro_gunzip (GBytes  *compressed,
             gsize    max_size,
             GError **error)
{
  g_return_val_if_fail (compressed != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return inflate (G_ZLIB_COMPRESSOR_FORMAT_GZIP, compressed, max_size, error);
}
