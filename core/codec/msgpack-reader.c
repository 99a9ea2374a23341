/* core/codec/msgpack-reader.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/msgpack-private.h"

#include <string.h>

#include "core/codec/unicode-private.h"
#include "core/error.h"
#include "core/limits.h"

/* What Python's msgpack.unpackb (raw=False) takes, with the hooks of Pyro's MsgpackSerializer:
 * keys are text or bytes, texts are UTF-8 without surrogates, nothing follows the value. */

/* Bytes that are kept with the payload rather than copied, if they are a good part of it. */
#define MIN_KEPT_SIZE ((gsize) 16 * 1024)

typedef struct
{
  guint64  left;   /* items that are to come; keys and values counted each */
  gboolean is_map;
} OpenContainer;

typedef struct
{
  GBytes        *payload;
  const guint8  *start;
  const guint8  *at;
  const guint8  *end;
  PyroBuilder   *builder;
  GError       **error;
  guint          depth;
  OpenContainer  open[PYRO_MAX_DEPTH];
} MsgpackReader;

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (MsgpackReader *self,
        const char    *format,
        ...)
{
  g_autofree char *problem = NULL;
  va_list args;

  va_start (args, format);
  problem = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (self->error, PYRO_ERROR, PYRO_ERROR_SERIALIZE, "The msgpack payload cannot be read at byte %zu: %s",
               (gsize) (self->at - self->start), problem);

  return FALSE;
}

static gboolean
need (MsgpackReader *self,
      guint64        size)
{
  return size <= (guint64) (self->end - self->at) || refuse (self, "it ends too early");
}

static guint64
load (const guint8 *at,
      guint         width)
{
  guint64 number = 0;

  for (guint i = 0; i < width; i++)
    number = number << 8 | at[i];

  return number;
}

/* A number in the bytes behind a code. */
static gboolean
take (MsgpackReader *self,
      guint          width,
      guint64       *number)
{
  if (!need (self, width))
    return FALSE;
  *number = load (self->at, width);
  self->at += width;

  return TRUE;
}

static gboolean
read_unsigned (MsgpackReader *self,
               guint          width)
{
  char text[24];
  guint64 number;

  if (!take (self, width, &number))
    return FALSE;
  if (number <= G_MAXINT64)
    pyro_builder_add_int (self->builder, (gint64) number);
  else
    {
      g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT, number);
      pyro_builder_add_int_text (self->builder, text, strlen (text));
    }

  return TRUE;
}

static gboolean
read_signed (MsgpackReader *self,
             guint          width)
{
  guint64 number, sign = (guint64) 1 << (8 * width - 1);

  if (!take (self, width, &number))
    return FALSE;
  pyro_builder_add_int (self->builder, (gint64) ((number ^ sign) - sign));

  return TRUE;
}

static gboolean
read_float (MsgpackReader *self,
            guint          width)
{
  guint64 number;
  guint32 half;
  double real;
  float single;

  if (!take (self, width, &number))
    return FALSE;
  if (width == sizeof number)
    memcpy (&real, &number, sizeof real);
  else
    {
      half = (guint32) number;
      memcpy (&single, &half, sizeof single);
      real = (double) single;
    }
  pyro_builder_add_float (self->builder, real);

  return TRUE;
}

static gboolean
read_text (MsgpackReader *self,
           gsize          size)
{
  if (!need (self, size))
    return FALSE;
  if (!_pyro_unicode_is_valid ((const char *) self->at, size, FALSE))
    return refuse (self, "a text is not valid UTF-8");
  pyro_builder_add_string (self->builder, (const char *) self->at, (gssize) size);
  self->at += size;

  return TRUE;
}

static gboolean
read_bytes (MsgpackReader *self,
            gsize          size)
{
  if (!need (self, size))
    return FALSE;
  if (size >= MIN_KEPT_SIZE && size >= g_bytes_get_size (self->payload) / 4)
    pyro_builder_take_bytes (self->builder,
                             g_bytes_new_from_bytes (self->payload, (gsize) (self->at - self->start), size));
  else
    pyro_builder_add_bytes (self->builder, self->at, size);
  self->at += size;

  return TRUE;
}

/* The extensions that are C values have the byte order of the sender; that of all machines that
 * run Python today is little-endian. */
static guint64
load_native (const guint8 *at,
             gsize         size)
{
  guint64 number = 0;

  for (gsize i = size; i > 0; i--)
    number = number << 8 | at[i - 1];

  return number;
}

static double
load_native_double (const guint8 *at)
{
  guint64 bits = load_native (at, sizeof bits);
  double number;

  memcpy (&number, &bits, sizeof number);

  return number;
}

static gboolean
add_big_int (MsgpackReader *self,
             gsize          size)
{
  const char *digits = (const char *) self->at;
  gsize sign = size > 0 && (*digits == '-' || *digits == '+');

  if (size == sign)
    return refuse (self, "an int has no digits");
  for (gsize i = sign; i < size; i++)
    if (!g_ascii_isdigit (digits[i]))
      return refuse (self, "an int is not written in decimal digits");
  pyro_builder_add_int_text (self->builder, digits, size);

  return TRUE;
}

static gboolean
add_extension (MsgpackReader *self,
               gint8          code,
               gsize          size)
{
  const guint8 *at = self->at;
  gboolean fits = FALSE;
  gint64 ordinal;

  switch (code)
    {
    case PYRO_MSGPACK_COMPLEX:
      fits = size == 16;
      if (fits)
        pyro_builder_add_complex (self->builder, load_native_double (at), load_native_double (at + 8));
      break;

    case PYRO_MSGPACK_INT:
      return add_big_int (self, size);

    case PYRO_MSGPACK_DATETIME:
      fits = size == 8;
      if (fits)
        return _pyro_msgpack_add_datetime (self->builder, load_native_double (at), self->error);
      break;

    case PYRO_MSGPACK_DATE:
      /* A C long, which Windows has at four bytes. */
      fits = size == 4 || size == 8;
      if (fits)
        {
          ordinal = (gint64) load_native (at, size);
          return _pyro_msgpack_add_date (self->builder, size == 4 ? (gint32) ordinal : ordinal, self->error);
        }
      break;

    default:
      return refuse (self, "Pyro knows no extension with the code %d", code);
    }

  return fits || refuse (self, "an extension with the code %d cannot have %zu bytes", code, size);
}

static gboolean
read_extension (MsgpackReader *self,
                gsize          size)
{
  if (!need (self, (guint64) size + 1))
    return FALSE;
  self->at++;
  if (!add_extension (self, (gint8) self->at[-1], size))
    return FALSE;
  self->at += size;

  return TRUE;
}

/* An item is one byte at least, so that a header that claims more than there is costs nothing. */
static gboolean
read_container (MsgpackReader *self,
                gboolean       is_map,
                guint64        count)
{
  guint64 left = is_map ? 2 * count : count;

  if (left > (guint64) (self->end - self->at))
    return refuse (self, "it says that %" G_GUINT64_FORMAT " %s come, which is more than there are bytes", count,
                   is_map ? "entries" : "items");
  if (!pyro_builder_open (self->builder, is_map ? PYRO_VALUE_DICT : PYRO_VALUE_LIST, self->error))
    return FALSE;
  if (left == 0)
    return pyro_builder_close (self->builder, self->error);
  self->open[self->depth++] = (OpenContainer) { left + 1, is_map };

  return TRUE;
}

static gboolean
read_sized (MsgpackReader *self,
            guint          width,
            gboolean     (*read) (MsgpackReader *self,
                                  gsize          size))
{
  guint64 size;

  return take (self, width, &size) && read (self, (gsize) size);
}

static gboolean
read_counted (MsgpackReader *self,
              guint          width,
              gboolean       is_map)
{
  guint64 count;

  return take (self, width, &count) && read_container (self, is_map, count);
}

/* Codes from C0 to DF. */
static gboolean
read_coded (MsgpackReader *self,
            guint8         code)
{
  switch (code)
    {
    case 0xc0:
      pyro_builder_add_none (self->builder);
      return TRUE;
    case 0xc2: case 0xc3:
      pyro_builder_add_bool (self->builder, code == 0xc3);
      return TRUE;

    case 0xc4: case 0xc5: case 0xc6:
      return read_sized (self, 1u << (code - 0xc4), read_bytes);
    case 0xc7: case 0xc8: case 0xc9:
      return read_sized (self, 1u << (code - 0xc7), read_extension);
    case 0xca: case 0xcb:
      return read_float (self, code == 0xca ? 4 : 8);
    case 0xcc: case 0xcd: case 0xce: case 0xcf:
      return read_unsigned (self, 1u << (code - 0xcc));

    case 0xd0: case 0xd1: case 0xd2: case 0xd3:
      return read_signed (self, 1u << (code - 0xd0));

    case 0xd4: case 0xd5: case 0xd6: case 0xd7: case 0xd8:
      return read_extension (self, (gsize) 1 << (code - 0xd4));

    case 0xd9: case 0xda: case 0xdb:
      return read_sized (self, 1u << (code - 0xd9), read_text);

    case 0xdc: case 0xdd:
      return read_counted (self, code == 0xdc ? 2 : 4, FALSE);

    case 0xde: case 0xdf:
      return read_counted (self, code == 0xde ? 2 : 4, TRUE);

    default:
      self->at--;
      return refuse (self, "0x%02x begins no value", code);
    }
}

/* Reads a value up to its first item. */
static gboolean
read_item (MsgpackReader *self)
{
  guint8 code;

  if (!need (self, 1))
    return FALSE;
  code = *self->at++;
  if (code < 0x80 || code >= 0xe0)
    {
      pyro_builder_add_int (self->builder, (gint8) code);
      return TRUE;
    }
  if (code < 0xa0)
    return read_container (self, code < 0x90, code & 0x0f);
  if (code < 0xc0)
    return read_text (self, code & 0x1f);

  return read_coded (self, code);
}

/* Python's msgpack lets nothing else be a key, unless told otherwise. */
static gboolean
check_key (MsgpackReader *self)
{
  guint8 code = self->at < self->end ? *self->at : 0xa0;

  return (code >= 0xa0 && code < 0xc0) || (code >= 0xc4 && code <= 0xc6) || (code >= 0xd9 && code <= 0xdb)
         || refuse (self, "the key of a map is neither text nor bytes");
}

static gboolean
read_document (MsgpackReader *self)
{
  for (;;)
    {
      OpenContainer *inner = self->depth > 0 ? &self->open[self->depth - 1] : NULL;

      /* A container that was just begun counts itself, here. */
      if (inner != NULL && inner->is_map && inner->left % 2 == 0 && !check_key (self))
        return FALSE;
      if (!read_item (self))
        return FALSE;

      while (self->depth > 0 && --self->open[self->depth - 1].left == 0)
        {
          if (!pyro_builder_close (self->builder, self->error))
            return FALSE;
          self->depth--;
        }
      if (self->depth == 0)
        return TRUE;
    }
}

PyroValue *
_pyro_msgpack_read (GBytes  *payload,
                    GError **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  MsgpackReader self;
  gsize size;

  self.payload = payload;
  self.start = g_bytes_get_data (payload, &size);
  if (size == 0)
    self.start = (const guint8 *) "";
  self.at = self.start;
  self.end = self.start + size;
  self.builder = builder;
  self.error = error;
  self.depth = 0;
  if (!read_document (&self))
    return NULL;
  if (self.at < self.end)
    {
      refuse (&self, "there is more behind the end of the value");
      return NULL;
    }

  return pyro_builder_end (builder, error);
}
