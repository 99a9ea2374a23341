/* app/pyroctl/json-output.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/json-output.h"

#include <math.h>

/* ---- Memory: as everywhere in GLib, there always is some ---- */

static void *
allocate (void   *context,
          size_t  size)
{
  return g_malloc (size);
}

static void *
reallocate (void   *context,
            void   *memory,
            size_t  old_size,
            size_t  size)
{
  return g_realloc (memory, size);
}

static void
release (void *context,
         void *memory)
{
  g_free (memory);
}

static const yyjson_alc allocator = { allocate, reallocate, release, NULL };

/**
 * ctl_json_new:
 *
 * Makes an empty document.
 *
 * Returns: (transfer full): the document
 */
yyjson_mut_doc *
ctl_json_new (void)
{
  return yyjson_mut_doc_new (&allocator);
}

/* ---- Values ---- */

static yyjson_mut_val *
new_int (yyjson_mut_doc *document,
         PyroValue      *value)
{
  g_autofree char *digits = NULL;
  gint64 number;

  if (pyro_value_get_int64 (value, &number))
    return yyjson_mut_sint (document, number);

  digits = pyro_value_dup_int_text (value);

  return yyjson_mut_rawcpy (document, digits);
}

/* An object that says of which class of Python's it is. */
static yyjson_mut_val *
new_instance (yyjson_mut_doc *document,
              const char     *class_name)
{
  yyjson_mut_val *object = yyjson_mut_obj (document);

  yyjson_mut_obj_add_str (document, object, "__class__", class_name);

  return object;
}

static yyjson_mut_val *
new_float (yyjson_mut_doc *document,
           double          number)
{
  yyjson_mut_val *object;

  if (isfinite (number))
    return yyjson_mut_real (document, number);

  object = new_instance (document, "float");
  yyjson_mut_obj_add_str (document, object, "value",
                          isnan (number) ? "nan" : number > 0 ? "inf" : "-inf");

  return object;
}

static yyjson_mut_val *
new_complex (yyjson_mut_doc *document,
             PyroValue      *value)
{
  yyjson_mut_val *object = new_instance (document, "complex");
  double real, imaginary;

  pyro_value_get_complex (value, &real, &imaginary);
  yyjson_mut_obj_add_val (document, object, "real", new_float (document, real));
  yyjson_mut_obj_add_val (document, object, "imag", new_float (document, imaginary));

  return object;
}

static yyjson_mut_val *
new_bytes (yyjson_mut_doc *document,
           PyroValue      *value)
{
  yyjson_mut_val *object = yyjson_mut_obj (document);
  gsize size;
  const guint8 *data = pyro_value_get_bytes_data (value, &size);
  g_autofree char *text = g_base64_encode (data, size);

  yyjson_mut_obj_add_strcpy (document, object, "data", text);
  yyjson_mut_obj_add_str (document, object, "encoding", "base64");

  return object;
}

static yyjson_mut_val *
new_string (yyjson_mut_doc *document,
            PyroValue      *value)
{
  gsize size;
  const char *text = pyro_value_get_string (value, &size);

  return yyjson_mut_strn (document, text, size);
}

static yyjson_mut_val *
new_array (yyjson_mut_doc *document,
           PyroValue      *value)
{
  yyjson_mut_val *array = yyjson_mut_arr (document);
  gsize n = pyro_value_get_length (value);

  for (gsize i = 0; i < n; i++)
    yyjson_mut_arr_append (array, ctl_json_new_value (document, pyro_value_get_item (value, i)));

  return array;
}

static yyjson_mut_val *
new_key (yyjson_mut_doc *document,
         PyroValue      *key)
{
  g_autofree char *literal = NULL;

  if (pyro_value_get_kind (key) == PYRO_VALUE_STR)
    return new_string (document, key);

  literal = pyro_value_repr (key);

  return yyjson_mut_strcpy (document, literal);
}

static yyjson_mut_val *
new_object (yyjson_mut_doc *document,
            PyroValue      *value)
{
  yyjson_mut_val *object = yyjson_mut_obj (document);
  gsize n = pyro_value_get_length (value);

  for (gsize i = 0; i < n; i++)
    yyjson_mut_obj_add (object, new_key (document, pyro_value_get_key (value, i)),
                        ctl_json_new_value (document, pyro_value_get_item (value, i)));

  return object;
}

/**
 * ctl_json_new_value:
 * @document: the document that it will be in
 * @value: a value, which must outlive @document
 *
 * Makes JSON of a value. Integers have all their digits, and the order of a dict is kept. What JSON
 * has no word for has one form:
 *
 * | Python | JSON |
 * |---|---|
 * | tuple, set, frozenset | an array |
 * | bytes | `{"data": "<base64>", "encoding": "base64"}`, as serpent has it |
 * | nan, inf, -inf | `{"__class__": "float", "value": "nan"}`, as Pyro has it |
 * | complex | `{"__class__": "complex", "real": 1.0, "imag": -2.5}` |
 * | a record of a class | an object with its `__class__` |
 * | a key that is no text | its Python literal |
 *
 * Returns: (transfer none): the value, of @document
 */
yyjson_mut_val *
ctl_json_new_value (yyjson_mut_doc *document,
                    PyroValue      *value)
{
  switch (pyro_value_get_kind (value))
    {
    case PYRO_VALUE_NONE:
      return yyjson_mut_null (document);

    case PYRO_VALUE_BOOL:
      return yyjson_mut_bool (document, pyro_value_get_bool (value));

    case PYRO_VALUE_INT:
      return new_int (document, value);

    case PYRO_VALUE_FLOAT:
      return new_float (document, pyro_value_get_float (value));

    case PYRO_VALUE_COMPLEX:
      return new_complex (document, value);

    case PYRO_VALUE_STR:
      return new_string (document, value);

    case PYRO_VALUE_BYTES:
      return new_bytes (document, value);

    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
    case PYRO_VALUE_SET:
    case PYRO_VALUE_FROZENSET:
      return new_array (document, value);

    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
    default:
      return new_object (document, value);
    }
}

/**
 * ctl_json_new_strings:
 * @document: the document that they will be in
 * @texts: (array zero-terminated=1): texts, which must outlive @document
 *
 * Returns: (transfer none): an array of strings, of @document
 */
yyjson_mut_val *
ctl_json_new_strings (yyjson_mut_doc    *document,
                      const char *const *texts)
{
  yyjson_mut_val *array = yyjson_mut_arr (document);

  for (gsize i = 0; texts[i] != NULL; i++)
    yyjson_mut_arr_add_str (document, array, texts[i]);

  return array;
}

/**
 * ctl_json_new_entry:
 * @document: the document that it will be in
 * @entry: a registration, which must outlive @document
 *
 * Returns: (transfer none): an object with its name, its URI and its tags, of @document
 */
yyjson_mut_val *
ctl_json_new_entry (yyjson_mut_doc      *document,
                    const PyroNameEntry *entry)
{
  yyjson_mut_val *object = yyjson_mut_obj (document);

  yyjson_mut_obj_add_str (document, object, "name", entry->name);
  yyjson_mut_obj_add_str (document, object, "uri", entry->uri);
  yyjson_mut_obj_add_val (document, object, "tags",
                          ctl_json_new_strings (document, (const char *const *) entry->tags));

  return object;
}

/* ---- Text ---- */

/* Returns: what is at @at if JSON should escape it and the writer does not, else 0. These are the
 * control characters of which a terminal could take a command, and lone surrogates, which are three
 * bytes in a value's text. */
static guint
get_special (const guint8 *at,
             gsize         left,
             gsize        *size)
{
  *size = at[0] < 0x80 ? 1 : at[0] == 0xc2 ? 2 : 3;
  if (at[0] == 0x7f)
    return at[0];
  if (at[0] == 0xc2 && left >= 2 && at[1] < 0xa0)
    return at[1];
  if (at[0] == 0xed && left >= 3 && at[1] >= 0xa0)
    return 0xd000u | (at[1] & 0x3fu) << 6 | (at[2] & 0x3fu);

  return 0;
}

/**
 * ctl_json_write:
 * @document: a document with a root
 *
 * Writes a document in one line. Control characters are escaped, and so are lone surrogates, which
 * Python's texts may have: Python reads them again, other programs may refuse them. All other text
 * is itself.
 *
 * Returns: (transfer full): the text
 */
GString *
ctl_json_write (yyjson_mut_doc *document)
{
  g_autofree char *text = NULL;
  GString *line;
  gsize size, special_size;
  gsize start = 0;

  text = yyjson_mut_write_opts (document, YYJSON_WRITE_ALLOW_INVALID_UNICODE, &allocator, &size, NULL);
  g_assert (text != NULL); /* there is nothing in it that it cannot write */

  /* Outside of strings there is nothing but ASCII, so that all that is special is in a string. */
  line = g_string_sized_new (size);
  for (gsize i = 0; i < size; i++)
    {
      guint special = get_special ((const guint8 *) text + i, size - i, &special_size);

      if (special == 0)
        continue;
      g_string_append_len (line, text + start, (gssize) (i - start));
      g_string_append_printf (line, "\\u%04x", special);
      i += special_size - 1;
      start = i + 1;
    }
  g_string_append_len (line, text + start, (gssize) (size - start));

  return line;
}
