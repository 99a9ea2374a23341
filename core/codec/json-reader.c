/* core/codec/json-reader.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/json-private.h"

#include <math.h>
#include <string.h>
#include <yyjson.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/value/builder.h"

/* What json.loads() of CPython 3 reads, read by yyjson and made into a value. Where the two differ it is
 * as in Python: integers are of any size, floats that are too large become an infinity, NaN and the
 * infinities have one spelling each, and an escape may be half a character. */

/* Bytes that the tree of yyjson may have: as many nodes as a value. */
#define MAX_TREE_SIZE ((guint64) PYRO_MAX_NODES * sizeof (yyjson_val))

/* Bytes of stack for the tree of a small text. */
#define SMALL_TREE_SIZE 4096

#define READ_FLAGS (YYJSON_READ_BIGNUM_AS_RAW | YYJSON_READ_ALLOW_INF_AND_NAN)

typedef struct
{
  PyroBuilder *builder;
  GError     **error;
} JsonReader;

static gboolean build (JsonReader *self,
                       yyjson_val *node);

static void *
tree_malloc (void   *context,
             size_t  size)
{
  return size <= MAX_TREE_SIZE ? g_try_malloc (size) : NULL;
}

static void *
tree_realloc (void   *context,
              void   *memory,
              size_t  old_size,
              size_t  size)
{
  return size <= MAX_TREE_SIZE ? g_try_realloc (memory, size) : NULL;
}

static void
tree_free (void *context,
           void *memory)
{
  g_free (memory);
}

static void
fail (const char  *text,
      gsize        place,
      const char  *reason,
      GError     **error)
{
  guint line = 1, column = 1;

  for (gsize i = 0; i < place; i++)
    if (text[i] == '\n')
      {
        line++;
        column = 1;
      }
    else
      column += ((guchar) text[i] & 0xc0) != 0x80;

  g_set_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE,
               "The JSON text cannot be read at line %u, column %u: %s", line, column, reason);
}

static gboolean
is_raw (yyjson_val *node,
        const char *text)
{
  return yyjson_get_len (node) == strlen (text) && memcmp (yyjson_get_raw (node), text, strlen (text)) == 0;
}

/* What no number of the machine holds: a name, an integer beyond 64 bits, or a float beyond the greatest
 * double. */
static gboolean
build_raw (JsonReader *self,
           yyjson_val *node)
{
  const char *text = yyjson_get_raw (node);
  gsize size = yyjson_get_len (node);
  char last = text[size - 1];

  if (is_raw (node, "NaN"))
    pyro_builder_add_float (self->builder, NAN);
  else if (is_raw (node, "Infinity") || is_raw (node, "-Infinity"))
    pyro_builder_add_float (self->builder, *text == '-' ? -INFINITY : INFINITY);
  else if (!g_ascii_isdigit (last))
    {
      g_set_error (self->error, PYRO_ERROR, PYRO_ERROR_SERIALIZE,
                   "The JSON text has the number %.*s, but Python knows only NaN, Infinity and -Infinity",
                   (int) size, text);
      return FALSE;
    }
  else if (memchr (text, '.', size) != NULL || memchr (text, 'e', size) != NULL || memchr (text, 'E', size) != NULL)
    pyro_builder_add_float (self->builder, *text == '-' ? -INFINITY : INFINITY);
  else
    pyro_builder_add_int_text (self->builder, text, size);

  return TRUE;
}

static void
build_number (JsonReader *self,
              yyjson_val *node)
{
  char digits[24];
  guint64 number;

  if (yyjson_is_real (node))
    {
      pyro_builder_add_float (self->builder, yyjson_get_real (node));
      return;
    }

  number = yyjson_get_uint (node);
  if (yyjson_is_sint (node) || number <= G_MAXINT64)
    pyro_builder_add_int (self->builder, (gint64) number);
  else
    pyro_builder_add_int_text (self->builder, digits,
                               (gsize) g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, number));
}

static gboolean
build_array (JsonReader *self,
             yyjson_val *node)
{
  yyjson_arr_iter items = yyjson_arr_iter_with (node);
  yyjson_val *item;

  if (!pyro_builder_open (self->builder, PYRO_VALUE_LIST, self->error))
    return FALSE;
  while ((item = yyjson_arr_iter_next (&items)) != NULL)
    if (!build (self, item))
      return FALSE;

  return pyro_builder_close (self->builder, self->error);
}

static void
build_text (JsonReader *self,
            yyjson_val *node)
{
  pyro_builder_add_string (self->builder, yyjson_get_str (node), (gssize) yyjson_get_len (node));
}

static gboolean
build_object (JsonReader *self,
              yyjson_val *node)
{
  yyjson_obj_iter keys = yyjson_obj_iter_with (node);
  yyjson_val *key;

  if (!pyro_builder_open (self->builder, PYRO_VALUE_DICT, self->error))
    return FALSE;
  while ((key = yyjson_obj_iter_next (&keys)) != NULL)
    {
      build_text (self, key);
      if (!build (self, yyjson_obj_iter_get_val (key)))
        return FALSE;
    }

  return pyro_builder_close (self->builder, self->error);
}

/* The recursion is bounded by the builder, which opens no container beyond PYRO_MAX_DEPTH. */
static gboolean
build (JsonReader *self,
       yyjson_val *node)
{
  switch (yyjson_get_type (node))
    {
    case YYJSON_TYPE_NULL:
      pyro_builder_add_none (self->builder);
      return TRUE;

    case YYJSON_TYPE_BOOL:
      pyro_builder_add_bool (self->builder, yyjson_get_bool (node));
      return TRUE;

    case YYJSON_TYPE_NUM:
      build_number (self, node);
      return TRUE;

    case YYJSON_TYPE_RAW:
      return build_raw (self, node);

    case YYJSON_TYPE_STR:
      build_text (self, node);
      return TRUE;

    case YYJSON_TYPE_ARR:
      return build_array (self, node);

    case YYJSON_TYPE_OBJ:
    default:
      return build_object (self, node);
    }
}

static PyroValue *
build_document (yyjson_doc  *document,
                GError     **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  JsonReader self = { builder, error };

  return build (&self, yyjson_doc_get_root (document)) ? pyro_builder_end (builder, error) : NULL;
}

/* Reads a text that may have bytes in it that are no UTF-8, when @flags say so. */
static PyroValue *
read_text (const char       *text,
           gsize             size,
           yyjson_read_flag  flags,
           yyjson_read_err  *mistake,
           GError          **error)
{
  yyjson_alc allocator = { tree_malloc, tree_realloc, tree_free, NULL };
  char small[SMALL_TREE_SIZE];
  yyjson_doc *document;
  PyroValue *value;

  if (size < SMALL_TREE_SIZE && yyjson_read_max_memory_usage (size, flags) <= sizeof small)
    yyjson_alc_pool_init (&allocator, small, sizeof small);
  document = yyjson_read_opts ((char *) text, size, flags, &allocator, mistake);
  if (document == NULL)
    return NULL;
  value = build_document (document, error);
  yyjson_doc_free (document);

  return value;
}

static void
set_mistake (const char             *text,
             gsize                   size,
             const yyjson_read_err  *mistake,
             GError                **error)
{
  g_autofree char *reason = g_strdup (mistake->msg);

  if (mistake->code == YYJSON_READ_ERROR_MEMORY_ALLOCATION)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE,
                 "The JSON text has more values than memory, or the limit of %d, allows", PYRO_MAX_NODES);
  else if (mistake->code == YYJSON_READ_ERROR_EMPTY_CONTENT
           || mistake->code == YYJSON_READ_ERROR_INVALID_PARAMETER) /* there is no text */
    fail (text, 0, "It is empty", error);
  else
    {
      reason[0] = g_ascii_toupper (reason[0]);
      fail (text, MIN (mistake->pos, size), reason, error);
    }
}

/* Reads a text with escapes that stand for half a character, after the bytes of the value are put where
 * the escapes were. */
static PyroValue *
read_surrogates (const char       *text,
                 gsize             size,
                 yyjson_read_err  *mistake,
                 GError          **error)
{
  g_autoptr(GArray) places = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autofree char *plain = NULL;
  const char *invalid;
  gsize plain_size, place, n = 0;
  PyroValue *value;

  plain = _pyro_json_unescape (text, size, &plain_size, places, &place);
  if (plain == NULL)
    {
      fail (text, place, "A control character cannot stand between quotes", error);
      return NULL;
    }
  /* GLib stops at a NUL too, which is a mistake anywhere. */
  if (!g_utf8_validate_len (text, size, &invalid) && *invalid != '\0')
    {
      fail (text, (gsize) (invalid - text), "This is not UTF-8", error);
      return NULL;
    }
  if (places->len == 0)
    return NULL;

  value = read_text (plain, plain_size, READ_FLAGS | YYJSON_READ_ALLOW_INVALID_UNICODE, mistake, error);
  if (value == NULL)
    {
      /* Each escape of six bytes became three. */
      while (n < places->len && g_array_index (places, gsize, n) < mistake->pos)
        n++;
      mistake->pos += 3 * n;
    }

  return value;
}

/*
 * _pyro_json_read:
 * @text: what should be JSON
 * @size: bytes of @text
 *
 * Returns: (transfer full): the value, or %NULL with %PYRO_ERROR_SERIALIZE when @text cannot be read
 *   and %PYRO_ERROR_TOO_LARGE when it is beyond a limit
 */
PyroValue *
_pyro_json_read (const char  *text,
                 gsize        size,
                 GError     **error)
{
  yyjson_read_err mistake = { 0 };
  GError *failure = NULL;
  PyroValue *value;

  value = read_text (text, size, READ_FLAGS, &mistake, &failure);
  if (value == NULL && mistake.code == YYJSON_READ_ERROR_INVALID_STRING)
    value = read_surrogates (text, size, &mistake, &failure);
  if (value != NULL)
    return value;

  if (failure != NULL)
    g_propagate_error (error, failure);
  else
    set_mistake (text, size, &mistake, error);

  return NULL;
}
