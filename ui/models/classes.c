/* ui/models/classes.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/classes.h"

#include <string.h>

#include "ui/models/record-file.h"
#include "ui/models/record.h"

/**
 * LensClasses:
 *
 * Which fields the instances of a class have. Pyro carries an instance as a dict with the name of its class; those that
 * came and went are the only templates for new ones.
 */
struct _LensClasses
{
  GObject         parent_instance;

  LensRecordFile *file;
  GHashTable     *fields; /* class name → names of fields */
  GHashTable     *fresh;  /* classes that the file has not yet as they are */
};

G_DEFINE_FINAL_TYPE (LensClasses, lens_classes, G_TYPE_OBJECT)

#define MAX_CLASSES 1000
#define MAX_FIELDS  100
#define MAX_NAME    1000  /* bytes of the name of a class, or of a field */
#define MAX_LINES   (4 * MAX_CLASSES) /* of the file, before it is written anew */
#define MAX_VALUES  10000 /* of one value that are looked at */
#define MAX_DEPTH   20

static void
lens_classes_finalize (GObject *object)
{
  LensClasses *self = LENS_CLASSES (object);

  g_clear_pointer (&self->file, lens_record_file_free);
  g_clear_pointer (&self->fields, g_hash_table_unref);
  g_clear_pointer (&self->fresh, g_hash_table_unref);

  G_OBJECT_CLASS (lens_classes_parent_class)->finalize (object);
}

static void
lens_classes_class_init (LensClassesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lens_classes_finalize;
}

static void
lens_classes_init (LensClasses *self)
{
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  self->fresh = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
take_record (PyroValue *record,
             gpointer   user_data)
{
  LensClasses *self = user_data;
  g_autofree char *name = lens_record_dup_text (record, "class");
  PyroValue *list = pyro_value_lookup_string (record, "fields");
  g_autoptr(GStrvBuilder) fields = g_strv_builder_new ();

  if (name == NULL || list == NULL || pyro_value_get_kind (list) != PYRO_VALUE_LIST ||
      g_hash_table_size (self->fields) >= MAX_CLASSES)
    return;

  for (gsize i = 0; i < MIN (pyro_value_get_length (list), MAX_FIELDS); i++)
    if (pyro_value_get_kind (pyro_value_get_item (list, i)) == PYRO_VALUE_STR)
      g_strv_builder_take (fields, pyro_value_dup_utf8 (pyro_value_get_item (list, i)));
  g_hash_table_replace (self->fields, g_steal_pointer (&name), g_strv_builder_end (fields));
}

static PyroValue *
make_record (const char  *name,
             char       **fields)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  pyro_builder_add_string (builder, "class", -1);
  pyro_builder_add_string (builder, name, -1);
  pyro_builder_add_string (builder, "fields", -1);
  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (char **field = fields; *field != NULL; field++)
    pyro_builder_add_string (builder, *field, -1);
  pyro_builder_close (builder, NULL);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

static GPtrArray *
collect_records (gpointer user_data)
{
  LensClasses *self = user_data;
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);
  GHashTableIter iter;
  gpointer name, fields;

  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, &name, &fields))
    {
      PyroValue *record = make_record (name, fields);

      if (record != NULL)
        g_ptr_array_add (records, record);
    }

  return records;
}

/* Writes what is new, each class once: in one value the instances of a class may take turns in what they have. */
static void
keep (LensClasses *self)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->fresh);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autoptr(PyroValue) record = make_record (name, g_hash_table_lookup (self->fields, name));

      if (record != NULL)
        lens_record_file_append (self->file, record);
    }
  g_hash_table_remove_all (self->fresh);
  if (lens_record_file_get_n_lines (self->file) > MAX_LINES || lens_record_file_is_large (self->file))
    lens_record_file_rewrite (self->file, NULL, take_record, collect_records, self);
}

/* Instances of one class may have different fields: the newest counts. */
static void
learn_record (LensClasses *self,
              PyroValue   *record)
{
  const char *name = pyro_value_get_class_name (record);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) fields = NULL;
  char **known;

  if (name == NULL || name[0] == '\0' || strlen (name) > MAX_NAME || !g_utf8_validate (name, -1, NULL) ||
      pyro_value_is_exception (record))
    return;

  for (gsize i = 0; i < MIN (pyro_value_get_length (record), MAX_FIELDS); i++)
    {
      PyroValue *key = pyro_value_get_key (record, i);
      g_autofree char *field = key != NULL && pyro_value_get_kind (key) == PYRO_VALUE_STR ? pyro_value_dup_utf8 (key) : NULL;

      if (field != NULL && strlen (field) <= MAX_NAME && !g_str_equal (field, "__class__"))
        g_strv_builder_take (builder, g_steal_pointer (&field));
    }
  fields = g_strv_builder_end (builder);
  known = g_hash_table_lookup (self->fields, name);
  if (known != NULL ? g_strv_equal ((const char *const *) known, (const char *const *) fields)
                    : g_hash_table_size (self->fields) >= MAX_CLASSES)
    return;

  g_hash_table_replace (self->fields, g_strdup (name), g_steal_pointer (&fields));
  g_hash_table_add (self->fresh, g_strdup (name));
}

static void
learn (LensClasses *self,
       PyroValue   *value,
       guint        depth,
       guint       *n_values)
{
  if (!pyro_value_is_container (value) || depth > MAX_DEPTH)
    return;

  if (pyro_value_get_kind (value) == PYRO_VALUE_RECORD)
    learn_record (self, value);
  for (gsize i = 0; i < pyro_value_get_length (value) && ++*n_values < MAX_VALUES; i++)
    learn (self, pyro_value_get_item (value, i), depth + 1, n_values);
}

/**
 * lens_classes_new:
 * @path: (nullable): the file, or %NULL to keep nothing
 *
 * Opens the classes that were seen.
 *
 * Returns: (transfer full): the classes
 */
LensClasses *
lens_classes_new (const char *path)
{
  LensClasses *self = g_object_new (LENS_TYPE_CLASSES, NULL);

  self->file = lens_record_file_new (path);
  lens_record_file_load (self->file, take_record, self);

  return self;
}

/**
 * lens_classes_get_default:
 *
 * Gets those that the user's windows saw.
 *
 * Returns: (transfer none): the classes
 */
LensClasses *
lens_classes_get_default (void)
{
  static LensClasses *classes;

  if (g_once_init_enter_pointer (&classes))
    {
      g_autofree char *path = lens_record_file_make_path ("classes.pyl");

      g_once_init_leave_pointer (&classes, lens_classes_new (path));
    }

  return classes;
}

/**
 * lens_classes_learn:
 * @value: a value that came, or was sent
 *
 * Remembers the fields of the instances in a value; of a very large one, of those at its beginning.
 */
void
lens_classes_learn (LensClasses *self,
                    PyroValue   *value)
{
  guint n_values = 0;

  g_return_if_fail (LENS_IS_CLASSES (self));
  g_return_if_fail (value != NULL);

  learn (self, value, 0, &n_values);
  keep (self);
}

static void
state_changed_cb (LensRequest *request,
                  GParamSpec  *pspec,
                  LensClasses *self)
{
  if (lens_request_get_state (request) == LENS_REQUEST_RUNNING)
    return;

  if (lens_request_get_state (request) == LENS_REQUEST_DONE && lens_request_get_args (request) != NULL)
    lens_classes_learn (self, lens_request_get_args (request));
  if (lens_request_get_state (request) == LENS_REQUEST_DONE && lens_request_get_value (request) != NULL)
    lens_classes_learn (self, lens_request_get_value (request));
  g_signal_handlers_disconnect_by_func (request, state_changed_cb, self);
}

void
lens_classes_watch (LensClasses *self,
                    LensRequest *request)
{
  g_return_if_fail (LENS_IS_CLASSES (self));
  g_return_if_fail (LENS_IS_REQUEST (request));

  g_signal_connect_object (request, "notify::state", G_CALLBACK (state_changed_cb), self, 0);
  state_changed_cb (request, NULL, self);
}

/**
 * lens_classes_find:
 * @class_name: the full name of a class
 *
 * Gets the fields that instances of a class have.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): their names, or %NULL where none was seen
 */
const char *const *
lens_classes_find (LensClasses *self,
                   const char  *class_name)
{
  g_return_val_if_fail (LENS_IS_CLASSES (self), NULL);
  g_return_val_if_fail (class_name != NULL, NULL);

  return g_hash_table_lookup (self->fields, class_name);
}
