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

/* One more than there may be, so that it is the builder that refuses it. */
#define MSGPACK_EMBED_STACK_SIZE (PYRO_MAX_DEPTH + 1)

#include <msgpack/unpack.h>
#include <msgpack/unpack_define.h>

/* What Python's msgpack.unpackb (raw=False) takes, with the hooks of Pyro's MsgpackSerializer:
 * keys are text or bytes, texts are UTF-8 without surrogates, nothing follows the value.
 *
 * msgpack-c's template is told here what to do with each item, which goes to a builder at once. Its
 * msgpack_unpack() and msgpack_unpacker would make a tree of their own first, and allocate as many
 * items as a header claims before the first of them is there: six bytes ask for gigabytes. Here a
 * claim costs nothing. */

#define TOO_SHORT "it ends too early"

/* Bytes that are kept with the payload rather than copied, if they are a good part of it. */
#define MIN_KEPT_SIZE ((gsize) 16 * 1024)

typedef struct
{
  GBytes       *payload;
  PyroBuilder  *builder;
  GError      **error;   /* what the builder says */
  char         *problem; /* what else is wrong, or NULL */
  const char   *at;      /* where that is, or NULL for where the template stands */
} MsgpackReader;

/* What the template keeps of an item. */
typedef struct
{
  guint    left;   /* items or entries that are to come, if it is a container */
  gboolean is_key; /* whether it can be a key, which Python's msgpack lets only text and bytes be */
} MsgpackItem;

G_GNUC_PRINTF (2, 3)
static int
refuse (MsgpackReader *self,
        const char    *format,
        ...)
{
  va_list args;

  va_start (args, format);
  self->problem = g_strdup_vprintf (format, args);
  va_end (args);

  return -1;
}

static inline int
on_unsigned (MsgpackReader *self,
             guint64        number,
             MsgpackItem   *item)
{
  char text[24];

  *item = (MsgpackItem) { 0, FALSE };
  if (number <= G_MAXINT64)
    pyro_builder_add_int (self->builder, (gint64) number);
  else
    {
      g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT, number);
      pyro_builder_add_int_text (self->builder, text, strlen (text));
    }

  return 0;
}

static inline int
on_signed (MsgpackReader *self,
           gint64         number,
           MsgpackItem   *item)
{
  *item = (MsgpackItem) { 0, FALSE };
  pyro_builder_add_int (self->builder, number);

  return 0;
}

static inline int
on_double (MsgpackReader *self,
           double         number,
           MsgpackItem   *item)
{
  *item = (MsgpackItem) { 0, FALSE };
  pyro_builder_add_float (self->builder, number);

  return 0;
}

static inline int
on_nil (MsgpackReader *self,
        MsgpackItem   *item)
{
  *item = (MsgpackItem) { 0, FALSE };
  pyro_builder_add_none (self->builder);

  return 0;
}

static inline int
add_bool (MsgpackReader *self,
          gboolean       value,
          MsgpackItem   *item)
{
  *item = (MsgpackItem) { 0, FALSE };
  pyro_builder_add_bool (self->builder, value);

  return 0;
}

static int
on_true (MsgpackReader *self,
         MsgpackItem   *item)
{
  return add_bool (self, TRUE, item);
}

static int
on_false (MsgpackReader *self,
          MsgpackItem   *item)
{
  return add_bool (self, FALSE, item);
}

static int
on_str (MsgpackReader *self,
        const char    *start G_GNUC_UNUSED,
        const char    *text,
        guint          size,
        MsgpackItem   *item)
{
  *item = (MsgpackItem) { 0, TRUE };
  self->at = text;
  if (!_pyro_unicode_is_valid (text, size, FALSE))
    return refuse (self, "a text is not valid UTF-8");
  pyro_builder_add_string (self->builder, size > 0 ? text : "", (gssize) size);

  return 0;
}

static int
on_bin (MsgpackReader *self,
        const char    *start,
        const char    *data,
        guint          size,
        MsgpackItem   *item)
{
  *item = (MsgpackItem) { 0, TRUE };
  if (size >= MIN_KEPT_SIZE && size >= g_bytes_get_size (self->payload) / 4)
    pyro_builder_take_bytes (self->builder, g_bytes_new_from_bytes (self->payload, (gsize) (data - start), size));
  else
    pyro_builder_add_bytes (self->builder, data, size);

  return 0;
}

/* ---- Extensions ---- */

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

static int
add_big_int (MsgpackReader *self,
             const char    *digits,
             gsize          size)
{
  gsize sign = size > 0 && (*digits == '-' || *digits == '+');

  if (size == sign)
    return refuse (self, "an int has no digits");
  for (gsize i = sign; i < size; i++)
    if (!g_ascii_isdigit (digits[i]))
      return refuse (self, "an int is not written in decimal digits");
  pyro_builder_add_int_text (self->builder, digits, size);

  return 0;
}

static int
add_extension (MsgpackReader *self,
               gint8          code,
               const guint8  *at,
               gsize          size)
{
  gint64 ordinal;

  switch (code)
    {
    case PYRO_MSGPACK_COMPLEX:
      if (size != 16)
        break;
      pyro_builder_add_complex (self->builder, load_native_double (at), load_native_double (at + 8));
      return 0;

    case PYRO_MSGPACK_INT:
      return add_big_int (self, (const char *) at, size);

    case PYRO_MSGPACK_DATETIME:
      if (size != 8)
        break;
      return _pyro_msgpack_add_datetime (self->builder, load_native_double (at), self->error) ? 0 : -1;

    case PYRO_MSGPACK_DATE:
      /* A C long, which Windows has at four bytes. */
      if (size != 4 && size != 8)
        break;
      ordinal = (gint64) load_native (at, size);
      if (size == 4)
        ordinal = (gint32) ordinal;
      return _pyro_msgpack_add_date (self->builder, ordinal, self->error) ? 0 : -1;

    default:
      return refuse (self, "Pyro knows no extension with the code %d", code);
    }

  return refuse (self, "an extension with the code %d cannot have %zu bytes", code, size);
}

/* The size has the code in it; the largest one of 32 bits becomes 0 by that. */
static int
on_ext (MsgpackReader *self,
        const char    *start G_GNUC_UNUSED,
        const char    *data,
        guint          size,
        MsgpackItem   *item)
{
  *item = (MsgpackItem) { 0, FALSE };
  if (size == 0)
    return refuse (self, TOO_SHORT);
  self->at = data + 1;

  return add_extension (self, (gint8) *data, (const guint8 *) data + 1, size - 1);
}

/* ---- Containers ---- */

static int
close_container (MsgpackReader *self)
{
  return pyro_builder_close (self->builder, self->error) ? 0 : -1;
}

static int
open_container (MsgpackReader *self,
                PyroValueKind  kind,
                guint          n,
                MsgpackItem   *item)
{
  *item = (MsgpackItem) { n, FALSE };
  if (!pyro_builder_open (self->builder, kind, self->error))
    return -1;

  return n > 0 ? 0 : close_container (self);
}

static int
on_array (MsgpackReader *self,
          guint          n,
          MsgpackItem   *item)
{
  return open_container (self, PYRO_VALUE_LIST, n, item);
}

static int
on_map (MsgpackReader *self,
        guint          n,
        MsgpackItem   *item)
{
  return open_container (self, PYRO_VALUE_DICT, n, item);
}

static int
on_array_item (MsgpackReader *self,
               MsgpackItem   *container,
               MsgpackItem    item G_GNUC_UNUSED)
{
  return --container->left > 0 ? 0 : close_container (self);
}

static int
on_map_item (MsgpackReader *self,
             MsgpackItem   *container,
             MsgpackItem    key,
             MsgpackItem    item G_GNUC_UNUSED)
{
  if (!key.is_key)
    {
      self->at = NULL;
      return refuse (self, "the key of a map is neither text nor bytes");
    }

  return --container->left > 0 ? 0 : close_container (self);
}

static MsgpackItem
on_root (MsgpackReader *self G_GNUC_UNUSED)
{
  return (MsgpackItem) { 0, FALSE };
}

/* ---- The template ---- */

#define on_uint8 on_unsigned
#define on_uint16 on_unsigned
#define on_uint32 on_unsigned
#define on_uint64 on_unsigned
#define on_int8 on_signed
#define on_int16 on_signed
#define on_int32 on_signed
#define on_int64 on_signed
#define on_float on_double

#define msgpack_unpack_struct(name) struct msgpack_reader ## name
#define msgpack_unpack_func(type, name) static inline type msgpack_reader ## name
#define msgpack_unpack_callback(name) on ## name
#define msgpack_unpack_object MsgpackItem
#define msgpack_unpack_user MsgpackReader

#include <msgpack/unpack_template.h>

/* Says what is wrong with a payload at @data; @state is what the template made of it, up to @at. */
static void
set_error (const MsgpackReader *self,
           int                  state,
           const char          *data,
           gsize                at)
{
  g_autofree char *problem = NULL;

  if (self->problem != NULL)
    problem = g_strdup (self->problem);
  else if (state == 0)
    problem = g_strdup (TOO_SHORT);
  else if (state > 0)
    problem = g_strdup ("there is more behind the end of the value");
  else
    problem = g_strdup_printf ("0x%02x begins no value", (guint8) data[at]);

  if (self->problem != NULL && self->at != NULL)
    at = (gsize) (self->at - data);
  g_set_error (self->error, PYRO_ERROR, PYRO_ERROR_SERIALIZE, "The msgpack payload cannot be read at byte %zu: %s",
               at, problem);
}

PyroValue *
_pyro_msgpack_read (GBytes  *payload,
                    GError **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(GError) failure = NULL;
  struct msgpack_reader_context context;
  gsize size, at = 0;
  const char *data = g_bytes_get_data (payload, &size);
  int state;

  context.user = (MsgpackReader) { .payload = payload, .builder = builder, .error = &failure };
  msgpack_reader_init (&context);
  state = size > 0 ? msgpack_reader_execute (&context, data, size, &at) : 0;
  if (state > 0 && at == size)
    return pyro_builder_end (builder, error);

  if (failure == NULL)
    set_error (&context.user, state, data, at);
  g_free (context.user.problem);
  g_propagate_error (error, g_steal_pointer (&failure));

  return NULL;
}
