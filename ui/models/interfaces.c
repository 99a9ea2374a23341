/* ui/models/interfaces.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/interface.h"

#include "ui/models/record-file.h"

/**
 * LensInterfaces:
 *
 * The interfaces of objects as they were seen: a new one whenever an object offers something else than before.
 */
struct _LensInterfaces
{
  GObject         parent_instance;

  LensRecordFile *file;
  GListStore     *items; /* oldest first */
};

G_DEFINE_FINAL_TYPE (LensInterfaces, lens_interfaces, G_TYPE_OBJECT)

#define MAX_INTERFACES 1000 /* the oldest go */
#define MAX_LINES      (2 * MAX_INTERFACES) /* of the file, before it is written anew */

static void
lens_interfaces_finalize (GObject *object)
{
  LensInterfaces *self = LENS_INTERFACES (object);

  g_clear_pointer (&self->file, lens_record_file_free);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (lens_interfaces_parent_class)->finalize (object);
}

static void
lens_interfaces_class_init (LensInterfacesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lens_interfaces_finalize;
}

static void
lens_interfaces_init (LensInterfaces *self)
{
  self->items = g_list_store_new (LENS_TYPE_INTERFACE);
}

static void
append (LensInterfaces *self,
        LensInterface  *interface)
{
  g_list_store_append (self->items, interface);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) > MAX_INTERFACES)
    g_list_store_remove (self->items, 0);
}

static void
take_record (PyroValue *record,
             gpointer   user_data)
{
  g_autoptr(LensInterface) interface = lens_interface_new_from_value (record);

  if (interface != NULL)
    append (user_data, interface);
}

/**
 * lens_interfaces_new:
 * @path: (nullable): the file, or %NULL to keep nothing
 *
 * Opens the interfaces that were seen.
 *
 * Returns: (transfer full): the interfaces
 */
LensInterfaces *
lens_interfaces_new (const char *path)
{
  LensInterfaces *self = g_object_new (LENS_TYPE_INTERFACES, NULL);

  self->file = lens_record_file_new (path);
  lens_record_file_load (self->file, take_record, self);

  return self;
}

/**
 * lens_interfaces_get_default:
 *
 * Gets those that the user's windows saw.
 *
 * Returns: (transfer none): the interfaces
 */
LensInterfaces *
lens_interfaces_get_default (void)
{
  static LensInterfaces *interfaces;

  if (g_once_init_enter_pointer (&interfaces))
    {
      g_autofree char *path = lens_record_file_make_path ("interfaces.pyl");

      g_once_init_leave_pointer (&interfaces, lens_interfaces_new (path));
    }

  return interfaces;
}

static void
forget (gpointer user_data)
{
  LensInterfaces *self = user_data;

  g_list_store_remove_all (self->items);
}

static GPtrArray *
collect_records (gpointer user_data)
{
  LensInterfaces *self = user_data;
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr(LensInterface) interface = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      PyroValue *record = lens_interface_to_value (interface);

      if (record != NULL)
        g_ptr_array_add (records, record);
    }

  return records;
}

/**
 * lens_interfaces_note:
 * @object: an object whose members were just had
 *
 * Remembers what an object offers, if that is not what it offered when it was last seen.
 */
void
lens_interfaces_note (LensInterfaces *self,
                      LensObject     *object)
{
  g_autoptr(LensInterface) interface = NULL;
  g_autoptr(PyroValue) record = NULL;
  GListModel *items;

  g_return_if_fail (LENS_IS_INTERFACES (self));
  g_return_if_fail (LENS_IS_OBJECT (object));

  items = G_LIST_MODEL (self->items);
  interface = lens_interface_new_for_object (object);
  for (guint i = g_list_model_get_n_items (items); i > 0; i--)
    {
      g_autoptr(LensInterface) before = g_list_model_get_item (items, i - 1);

      if (g_strcmp0 (lens_interface_get_object (before), lens_object_get_name (object)) != 0)
        continue;
      if (lens_interface_equal (before, interface))
        return;
      break;
    }

  append (self, interface);
  record = lens_interface_to_value (interface);
  if (record == NULL)
    return;

  lens_record_file_append (self->file, record);
  if (lens_record_file_get_n_lines (self->file) > MAX_LINES || lens_record_file_is_large (self->file))
    lens_record_file_rewrite (self->file, forget, take_record, collect_records, self);
}

GListModel *
lens_interfaces_get_items (LensInterfaces *self)
{
  g_return_val_if_fail (LENS_IS_INTERFACES (self), NULL);

  return G_LIST_MODEL (self->items);
}
