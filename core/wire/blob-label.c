/* core/wire/blob-label.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The label of a blob: a tuple of its info, its object and its method in Python's marshal format,
 * whichever serializer the blob itself is in. */

#include "core/wire/blob-label-private.h"

#include <string.h>

#include "core/error.h"

/* Codes of CPython's marshal.c. The highest bit of a code says that the object may be referred to
 * later, by its number. */
#define CODE_NONE        'N'
#define CODE_INT         'i'
#define CODE_SMALL_TUPLE ')'
#define CODE_TUPLE       '('
#define CODE_TEXT        'u'
#define CODE_REFERENCE   'r'
#define REFERRED         0x80

#define N_FIELDS 3

typedef struct
{
  const guint8 *at;
  const guint8 *end;
  guint         n_texts;
  char         *texts[N_FIELDS]; /* owned; NULL for None */
  guint         n_referred;
  const char   *referred[N_FIELDS + 1]; /* the tuple and its texts */
} Reader;

static void
append_size (GByteArray *out,
             gsize       size)
{
  for (guint i = 0; i < 4; i++)
    g_byte_array_append (out, &(guint8) { (guint8) (size >> 8 * i) }, 1);
}

static void
append_text (GByteArray *out,
             const char *text)
{
  gsize size = text != NULL ? strlen (text) : 0;

  g_byte_array_append (out, &(guint8) { text != NULL ? CODE_TEXT : CODE_NONE }, 1);
  if (text == NULL)
    return;
  append_size (out, size);
  g_byte_array_append (out, (const guint8 *) text, (guint) size);
}

/*
 * _pyro_blob_label_write:
 * @info: (nullable): what the sender says of the blob
 * @object: the object the blob is for
 * @method: the method it is for
 *
 * Returns: (transfer full): the bytes of the annotation
 */
GBytes *
_pyro_blob_label_write (const char *info,
                        const char *object,
                        const char *method)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8[]) { CODE_TUPLE }, 1);
  append_size (out, N_FIELDS);
  append_text (out, info);
  append_text (out, object);
  append_text (out, method);

  return g_byte_array_free_to_bytes (out);
}

static gboolean
read_size (Reader *self,
           guint   width,
           gsize  *size)
{
  if ((gsize) (self->end - self->at) < width)
    return FALSE;

  *size = 0;
  for (guint i = width; i > 0; i--)
    *size = *size << 8 | self->at[i - 1];
  self->at += width;

  return TRUE;
}

static gboolean
read_characters (Reader  *self,
                 guint    width,
                 char   **text)
{
  gsize size;

  if (!read_size (self, width, &size) || size > (gsize) (self->end - self->at) ||
      !g_utf8_validate_len ((const char *) self->at, size, NULL))
    return FALSE;

  *text = g_strndup ((const char *) self->at, size);
  self->at += size;

  return TRUE;
}

/* One field: a text, however it is written; None; or a number, which becomes text. */
static gboolean
read_field (Reader  *self,
            char   **text)
{
  guint8 code;
  gsize size;

  if (self->at == self->end)
    return FALSE;
  code = *self->at++;

  switch (code & ~REFERRED)
    {
    case CODE_NONE:
      return TRUE;

    case CODE_INT:
      if (!read_size (self, 4, &size))
        return FALSE;
      *text = g_strdup_printf ("%d", (gint32) (guint32) size);
      break;

    case CODE_REFERENCE:
      if (!read_size (self, 4, &size) || size >= self->n_referred || self->referred[size] == NULL)
        return FALSE;
      *text = g_strdup (self->referred[size]);
      return TRUE;

    case 'z': /* up to 255 bytes of ASCII; the capital is for a name */
    case 'Z':
      if (!read_characters (self, 1, text))
        return FALSE;
      break;

    case 'a': /* ASCII, likewise */
    case 'A':
    case 's': /* bytes, which Python 2 has for text */
    case 't':
    case CODE_TEXT:
      if (!read_characters (self, 4, text))
        return FALSE;
      break;

    default:
      return FALSE;
    }

  if ((code & REFERRED) != 0)
    self->referred[self->n_referred++] = *text;

  return TRUE;
}

static gboolean
read_label (Reader *self)
{
  guint8 code;
  gsize n;

  if (self->at == self->end)
    return FALSE;
  code = *self->at++;
  if ((code & ~REFERRED) != CODE_SMALL_TUPLE && (code & ~REFERRED) != CODE_TUPLE)
    return FALSE;
  if (!read_size (self, (code & ~REFERRED) == CODE_TUPLE ? 4 : 1, &n) || n != N_FIELDS)
    return FALSE;

  if ((code & REFERRED) != 0)
    self->referred[self->n_referred++] = NULL; /* nothing here may refer to it */
  for (guint i = 0; i < N_FIELDS; i++)
    if (!read_field (self, &self->texts[i]))
      return FALSE;

  return self->texts[1] != NULL && self->texts[2] != NULL;
}

/*
 * _pyro_blob_label_read:
 * @label: the bytes of the annotation
 * @info: (out) (nullable) (transfer full): what the sender says of the blob
 * @object: (out) (transfer full): the object it is for
 * @method: (out) (transfer full): the method it is for
 *
 * Returns: %FALSE with %PYRO_ERROR_PROTOCOL when @label is none
 */
gboolean
_pyro_blob_label_read (GBytes  *label,
                       char   **info,
                       char   **object,
                       char   **method,
                       GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (label, &size);
  Reader reader = { .at = data, .end = data + size };

  if (!read_label (&reader))
    {
      for (guint i = 0; i < N_FIELDS; i++)
        g_free (reader.texts[i]);
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL,
                           "The peer sent a blob with a label that cannot be read");
      return FALSE;
    }

  *info = reader.texts[0];
  *object = reader.texts[1];
  *method = reader.texts[2];

  return TRUE;
}
