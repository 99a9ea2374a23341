/* core/codec/pickle-instance.c - records that a pickle can carry
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/pickle-private.h"

#include <string.h>

/* The reader of a pickle imports what is named in it and calls it with what is said there, so that
 * a record from anywhere must not choose both. Three kinds of instances are written, in the forms
 * that pickle-record.c makes of them: those of the classes below, which hold plain data; exceptions
 * of Python and of Pyro; and objects that only get attributes, whose class is not called. */

typedef struct
{
  const char *name;
  gboolean    has_items; /* that are appended, or set when they are pairs */
  gboolean    has_pairs;
} PlainClass;

static const PlainClass plain_classes[] = {
  { "builtins.range" },          { "builtins.slice" },
  { "collections.Counter" },     { "collections.OrderedDict", TRUE, TRUE },
  { "collections.defaultdict", TRUE, TRUE }, { "collections.deque", TRUE },
  { "datetime.date" },           { "datetime.datetime" },
  { "datetime.time" },           { "datetime.timedelta" },
  { "datetime.timezone" },       { "decimal.Decimal" },
  { "fractions.Fraction" },      { "uuid.UUID" },
};

/* Functions that make what a defaultdict does not have. */
static const char *const plain_globals[] = {
  "builtins.bool", "builtins.bytes", "builtins.dict", "builtins.float", "builtins.int", "builtins.list",
  "builtins.set", "builtins.str", "builtins.tuple", NULL,
};

static const PlainClass *
find_plain_class (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain_classes); i++)
    if (g_str_equal (plain_classes[i].name, name))
      return &plain_classes[i];

  return NULL;
}

static gboolean
refuse (PickleWriter *self,
        PyroValue    *record)
{
  return _pyro_trail_refuse (self->trail, self->error, "this instance of %s", pyro_value_get_class_name (record));
}

/* Writes a part of a record. */
static gboolean
write_part (PickleWriter  *self,
            PyroValue     *record,
            PyroValue     *part,
            gboolean     (*write) (PickleWriter *self,
                                   PyroValue    *part))
{
  gsize index = 0;

  while (pyro_value_get_item (record, index) != part)
    index++;
  _pyro_trail_enter (self->trail, record);
  _pyro_trail_move (self->trail, index);
  if (!write (self, part))
    return FALSE;
  _pyro_trail_leave (self->trail);

  return TRUE;
}

/* What is there under @key, which must be of @kind; NULL when there is nothing. */
static PyroValue *
get_part (PyroValue     *record,
          const char    *key,
          PyroValueKind  kind,
          gboolean      *good)
{
  PyroValue *part = pyro_value_lookup_string (record, key);

  if (part != NULL && pyro_value_get_kind (part) != kind)
    *good = FALSE;

  return part;
}

static gboolean
is_identifier (const char *name)
{
  const char *at = name;

  if (g_ascii_isdigit (*at) || *at == '\0')
    return FALSE;
  while (g_ascii_isalnum (*at) || *at == '_' || (guchar) *at >= 0x80)
    at++;

  return *at == '\0';
}

/* Writes the name of a class, which is in a module. */
static gboolean
write_class (PickleWriter *self,
             const char   *full)
{
  g_auto(GStrv) parts = g_strsplit (full, ".", -1);
  g_autofree char *module = NULL;
  const char *dot = strrchr (full, '.'), *old_module, *old_name;

  if (dot == NULL)
    return _pyro_trail_refuse (self->trail, self->error, "an instance of a class without a module");
  for (guint i = 0; parts[i] != NULL; i++)
    if (!is_identifier (parts[i]))
      return _pyro_trail_refuse (self->trail, self->error, "an instance of a class whose name is none");
  if (dot - full > PYRO_MAX_GLOBAL_SIZE || strlen (dot + 1) > PYRO_MAX_GLOBAL_SIZE)
    return _pyro_trail_refuse (self->trail, self->error, "an instance of a class with a name of more than %d bytes",
                               PYRO_MAX_GLOBAL_SIZE);

  module = g_strndup (full, (gsize) (dot - full));
  old_module = module;
  old_name = dot + 1;
  if (self->protocol <= PYRO_PICKLE_OLD)
    _pyro_pickle_translate (&old_module, &old_name);
  if (old_module != module || old_name != dot + 1)
    return _pyro_trail_refuse (self->trail, self->error,
                               "an instance of %s, which Python takes for %s.%s in protocol %u",
                               full, old_module, old_name, self->protocol);
  _pyro_pickle_write_global (self, module, dot + 1);

  return TRUE;
}

/* Entries that are pairs in a list. */
static gboolean
write_pairs (PickleWriter *self,
             PyroValue    *pairs)
{
  gsize n = pyro_value_get_length (pairs);

  _pyro_trail_enter (self->trail, pairs);
  for (gsize i = 0; i < n; i++)
    {
      PyroValue *pair = pyro_value_get_item (pairs, i);

      _pyro_trail_move (self->trail, i);
      if (pyro_value_get_kind (pair) != PYRO_VALUE_TUPLE || pyro_value_get_length (pair) != 2)
        return _pyro_trail_refuse (self->trail, self->error, "something else than a pair among the items of a dict");
      if (!_pyro_pickle_write (self, pyro_value_get_item (pair, 0))
          || !_pyro_pickle_write (self, pyro_value_get_item (pair, 1)))
        return FALSE;
      g_string_append_c (self->out, 's'); /* SETITEM */
    }
  _pyro_trail_leave (self->trail);

  return TRUE;
}

/* A dict, set or frozenset that has instances for keys. */
static gboolean
write_odd (PickleWriter *self,
           PyroValue    *record)
{
  gboolean good = pyro_value_get_length (record) == 2;
  PyroValue *items = get_part (record, "items", PYRO_VALUE_LIST, &good);

  if (!good || items == NULL)
    return refuse (self, record);
  if (g_str_equal (pyro_value_get_class_name (record), "builtins.dict"))
    {
      g_string_append_c (self->out, '}');
      return write_part (self, record, items, write_pairs);
    }

  if (!write_class (self, pyro_value_get_class_name (record)))
    return FALSE;
  g_string_append_c (self->out, ']');
  if (!write_part (self, record, items, _pyro_pickle_write_items))
    return FALSE;
  g_string_append (self->out, "\x85" "R"); /* TUPLE1, REDUCE */

  return TRUE;
}

static gboolean
write_args (PickleWriter *self,
            PyroValue    *record,
            PyroValue    *args)
{
  if (args != NULL)
    return write_part (self, record, args, _pyro_pickle_write);
  g_string_append_c (self->out, ')'); /* EMPTY_TUPLE */

  return TRUE;
}

static gboolean
write_plain (PickleWriter     *self,
             const PlainClass *class,
             PyroValue        *record)
{
  gboolean good = TRUE;
  PyroValue *args = get_part (record, "args", PYRO_VALUE_TUPLE, &good);
  PyroValue *kwargs = get_part (record, "kwargs", PYRO_VALUE_DICT, &good);
  PyroValue *items = get_part (record, "items", PYRO_VALUE_LIST, &good);
  gsize n_parts = 1 + (args != NULL) + (kwargs != NULL) + (items != NULL);

  if (!good || pyro_value_get_length (record) != n_parts || (items != NULL && !class->has_items))
    return refuse (self, record);
  if (kwargs != NULL && self->protocol < PYRO_PICKLE_NEW)
    return _pyro_trail_refuse (self->trail, self->error,
                               "an instance of %s with keyword arguments in protocol %u",
                               class->name, self->protocol);
  if (!write_class (self, class->name) || !write_args (self, record, args))
    return FALSE;
  if (kwargs != NULL && !write_part (self, record, kwargs, _pyro_pickle_write))
    return FALSE;
  g_string_append_c (self->out, (char) (kwargs != NULL ? 0x92 : 'R')); /* NEWOBJ_EX, REDUCE */
  if (items == NULL)
    return TRUE;

  return write_part (self, record, items, class->has_pairs ? write_pairs : _pyro_pickle_write_items);
}

/* Serializers write exceptions of Python with their module or without. */
static gboolean
write_exception (PickleWriter *self,
                 PyroValue    *record)
{
  const char *name = pyro_value_get_class_name (record);
  g_autofree char *full = strchr (name, '.') == NULL ? g_strconcat ("builtins.", name, NULL)
                          : g_str_has_prefix (name, "exceptions.") ? g_strconcat ("builtins", strchr (name, '.'), NULL)
                          : g_strdup (name);
  PyroValue *args = pyro_value_lookup_string (record, "args");
  gboolean good = TRUE;
  PyroValue *attributes = get_part (record, "attributes", PYRO_VALUE_DICT, &good);

  if (!good || !_pyro_pickle_is_exception (full)
      || (args != NULL && pyro_value_get_kind (args) != PYRO_VALUE_TUPLE))
    return refuse (self, record);
  if (!write_class (self, full) || !write_args (self, record, args))
    return FALSE;
  g_string_append_c (self->out, 'R');
  if (attributes == NULL || pyro_value_get_length (attributes) == 0)
    return TRUE;
  if (!write_part (self, record, attributes, _pyro_pickle_write))
    return FALSE;
  g_string_append_c (self->out, 'b'); /* BUILD */

  return TRUE;
}

/* Begins an instance of a class that is not called. */
static gboolean
write_new (PickleWriter *self,
           PyroValue    *record)
{
  if (!write_class (self, pyro_value_get_class_name (record)))
    return FALSE;
  g_string_append (self->out, ")\x81"); /* EMPTY_TUPLE, NEWOBJ */

  return TRUE;
}

/* A URI, or a proxy with a URI that is an object, as Pyro4's pickles have it. */
static gboolean
write_pyro (PickleWriter *self,
            PyroValue    *record)
{
  gboolean good = pyro_value_get_length (record) == 2, is_uri;
  PyroValue *state = get_part (record, "state", PYRO_VALUE_TUPLE, &good), *uri;
  gsize n = state != NULL ? pyro_value_get_length (state) : 0;

  is_uri = g_str_equal (pyro_value_get_class_name (record), "Pyro4.core.URI");
  uri = n > 0 ? pyro_value_get_item (state, 0) : NULL;
  if (!good || (is_uri ? n != 5 : n < 7 || n > 9
                                  || g_strcmp0 (pyro_value_get_class_name (uri), "Pyro4.core.URI") != 0))
    return refuse (self, record);
  if (!write_new (self, record) || !write_part (self, record, state, _pyro_pickle_write))
    return FALSE;
  g_string_append_c (self->out, 'b');

  return TRUE;
}

static gboolean
has_parts (PyroValue *record)
{
  static const char *const parts[] = { "args", "callable", "entries", "items", "kwargs", "state" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (pyro_value_lookup_string (record, parts[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* An object and its attributes. */
static gboolean
write_object (PickleWriter *self,
              PyroValue    *record)
{
  gsize n = pyro_value_get_length (record);
  PyroValue *class = pyro_value_lookup_string (record, "__class__");

  if (has_parts (record))
    return refuse (self, record);
  if (!write_new (self, record))
    return FALSE;
  if (n == 1)
    return TRUE;

  g_string_append_c (self->out, '}');
  _pyro_trail_enter (self->trail, record);
  for (gsize i = 0; i < n; i++)
    {
      PyroValue *value = pyro_value_get_item (record, i);

      _pyro_trail_move (self->trail, i);
      if (value == class)
        continue;
      if (!_pyro_pickle_write (self, pyro_value_get_key (record, i))
          || !_pyro_pickle_write (self, value))
        return FALSE;
      g_string_append_c (self->out, 's'); /* SETITEM */
    }
  _pyro_trail_leave (self->trail);
  g_string_append_c (self->out, 'b'); /* BUILD */

  return TRUE;
}

static gboolean
write_plain_global (PickleWriter *self,
                    PyroValue    *record)
{
  gboolean good = pyro_value_get_length (record) == 2;
  PyroValue *name = get_part (record, "name", PYRO_VALUE_STR, &good);

  if (!good || name == NULL || !g_strv_contains (plain_globals, pyro_value_get_string (name, NULL)))
    return refuse (self, record);

  return write_class (self, pyro_value_get_string (name, NULL));
}

gboolean
_pyro_pickle_write_record (PickleWriter *self,
                           PyroValue    *record)
{
  const char *name = pyro_value_get_class_name (record);
  const PlainClass *class = find_plain_class (name);

  if (class != NULL)
    return write_plain (self, class, record);
  if (pyro_value_is_exception (record))
    return write_exception (self, record);
  if (g_str_equal (name, "Pyro4.core.URI") || g_str_equal (name, "Pyro4.core.Proxy"))
    return write_pyro (self, record);
  if (g_str_equal (name, "builtins.dict") || g_str_equal (name, "builtins.set")
      || g_str_equal (name, "builtins.frozenset"))
    return write_odd (self, record);
  if (g_str_equal (name, "pickle.global"))
    return write_plain_global (self, record);
  if (g_str_equal (name, "pickle.call") || g_str_has_prefix (name, "builtins."))
    return refuse (self, record);

  return write_object (self, record);
}
