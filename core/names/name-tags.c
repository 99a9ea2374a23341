/* core/names/name-tags.c - tags as they come to a name server's methods
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-method-private.h"

#include "core/limits.h"
#include "core/value/builder.h"

/* Whether @name can be looked for among the keys of a dict. */
gboolean
_pyro_name_check_key (PyroNameMethodCall  *call,
                      PyroValue           *name,
                      GError             **error)
{
  PyroValue *bad = _pyro_name_find_unhashable (name);

  if (bad != NULL)
    return _pyro_name_raise (call->generation, PYRO_RAISE_TYPE, error, "unhashable type: '%s'",
                             _pyro_name_type_of (bad));

  return TRUE;
}

static gboolean
refuse_tag (PyroNameMethodCall  *call,
            const char          *why,
            GError             **error)
{
  return _pyro_name_raise (call->generation, PYRO_RAISE_NAMING, error, "%s", why);
}

static gboolean
add_text (PyroNameMethodCall  *call,
          PyroBuilder         *builder,
          PyroValue           *tag,
          GError             **error)
{
  gboolean is_str = pyro_value_get_kind (tag) == PYRO_VALUE_STR;
  gsize size;
  gconstpointer data = is_str ? pyro_value_get_string (tag, &size) : pyro_value_get_bytes_data (tag, &size);

  if (size > PYRO_MAX_NAME_SIZE)
    return refuse_tag (call, "a tag is too long", error);
  if (is_str && !_pyro_span_is_utf8 ((PyroSpan) { data, size }))
    return refuse_tag (call, "a tag has half a character in it", error);

  if (is_str)
    pyro_builder_add_string (builder, data, (gssize) size);
  else
    pyro_builder_add_bytes (builder, data, size);

  return TRUE;
}

/* Adds a tag that is to be kept: as a copy, since a part of a message keeps all of it. */
static gboolean
add_tag (PyroNameMethodCall  *call,
         PyroBuilder         *builder,
         PyroValue           *tag,
         GError             **error)
{
  gint64 number;

  switch (pyro_value_get_kind (tag))
    {
    case PYRO_VALUE_BOOL:
      pyro_builder_add_bool (builder, pyro_value_get_bool (tag));
      return TRUE;

    case PYRO_VALUE_INT:
      if (!pyro_value_get_int64 (tag, &number))
        return refuse_tag (call, "a tag is a number of more than 64 bits", error);
      pyro_builder_add_int (builder, number);
      return TRUE;

    case PYRO_VALUE_FLOAT:
      pyro_builder_add_float (builder, pyro_value_get_float (tag));
      return TRUE;

    case PYRO_VALUE_STR:
    case PYRO_VALUE_BYTES:
      return add_text (call, builder, tag, error);

    case PYRO_VALUE_NONE: /* Python takes it, and can then no longer list its names to anybody */
    case PYRO_VALUE_COMPLEX:
    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
    case PYRO_VALUE_SET:
    case PYRO_VALUE_FROZENSET:
    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
    default:
      return refuse_tag (call, "a tag is neither text nor a number", error);
    }
}

/* The same by reference, as a key, for tags that are only looked for. */
static gboolean
add_item (PyroNameMethodCall  *call,
          PyroBuilder         *builder,
          PyroValue           *item,
          gboolean             to_keep,
          GError             **error)
{
  if (!_pyro_name_check_key (call, item, error))
    return FALSE;
  if (to_keep)
    return add_tag (call, builder, item, error);

  pyro_builder_add_value (builder, item);
  pyro_builder_add_none (builder);

  return TRUE;
}

/* What `iter()` gives. */
static gboolean
add_items (PyroNameMethodCall  *call,
           PyroBuilder         *builder,
           PyroValue           *metadata,
           gboolean             to_keep,
           GError             **error)
{
  const guint8 *bytes;
  gsize size;

  if (pyro_value_get_kind (metadata) == PYRO_VALUE_BYTES)
    {
      bytes = pyro_value_get_bytes_data (metadata, &size);
      for (gsize i = 0; i < size; i++)
        {
          pyro_builder_add_int (builder, bytes[i]);
          if (!to_keep)
            pyro_builder_add_none (builder);
        }
      return TRUE;
    }

  for (gsize i = 0; i < pyro_value_get_length (metadata); i++)
    {
      PyroValue *key = pyro_value_get_key (metadata, i);

      if (!add_item (call, builder, key != NULL ? key : pyro_value_get_item (metadata, i), to_keep, error))
        return FALSE;
    }

  return TRUE;
}

static gsize
count_items (PyroValue *metadata)
{
  gsize size = 0;

  if (pyro_value_get_kind (metadata) == PYRO_VALUE_BYTES)
    pyro_value_get_bytes_data (metadata, &size);
  else if (pyro_value_is_container (metadata) && pyro_value_get_kind (metadata) != PYRO_VALUE_RECORD)
    size = pyro_value_get_length (metadata);

  return size;
}

/* Takes what a caller gave as tags, which is not a str. @tags becomes NULL for none; a set where they are
 * @to_keep; and where they are only looked for a dict, in which that is quick. */
gboolean
_pyro_name_read_tags (PyroNameMethodCall  *call,
                      PyroValue           *metadata,
                      gboolean             to_keep,
                      PyroValue          **tags,
                      GError             **error)
{
  g_autoptr(PyroBuilder) builder = NULL;

  *tags = NULL;
  if (!_pyro_name_is_true (metadata))
    return TRUE;
  if (count_items (metadata) == 0)
    return _pyro_name_raise (call->generation, PYRO_RAISE_TYPE, error, "'%s' object is not iterable",
                             _pyro_name_type_of (metadata));
  if (count_items (metadata) > PYRO_MAX_TAGS)
    return _pyro_name_raise (call->generation, PYRO_RAISE_NAMING, error, "a name has no more than %u tags",
                             PYRO_MAX_TAGS);

  builder = pyro_builder_new ();
  if (!pyro_builder_open (builder, to_keep ? PYRO_VALUE_SET : PYRO_VALUE_DICT, error)
      || !add_items (call, builder, metadata, to_keep, error)
      || !pyro_builder_close (builder, error))
    return FALSE;

  *tags = pyro_builder_end (builder, error);

  return *tags != NULL;
}
