/* ui/models/interface.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/interface.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/models/record.h"

/**
 * LensInterface:
 *
 * The names and kinds of the members that an object had at one time.
 */
struct _LensInterface
{
  GObject     parent_instance;

  char       *object;
  gint64      time;    /* seconds since 1970 */
  GHashTable *members; /* name → LensMemberKind */
};

G_DEFINE_FINAL_TYPE (LensInterface, lens_interface, G_TYPE_OBJECT)

#define MAX_MEMBERS 10000

static const char *const keys[] = { "methods", "oneway", "attributes" };

static void
lens_interface_finalize (GObject *object)
{
  LensInterface *self = LENS_INTERFACE (object);

  g_clear_pointer (&self->object, g_free);
  g_clear_pointer (&self->members, g_hash_table_unref);

  G_OBJECT_CLASS (lens_interface_parent_class)->finalize (object);
}

static void
lens_interface_class_init (LensInterfaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lens_interface_finalize;
}

static void
lens_interface_init (LensInterface *self)
{
  self->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * lens_interface_new_for_object:
 * @object: an object whose members are known
 *
 * Keeps what an object offers now.
 *
 * Returns: (transfer full): the interface
 */
LensInterface *
lens_interface_new_for_object (LensObject *object)
{
  LensInterface *self;
  GListModel *members;

  g_return_val_if_fail (LENS_IS_OBJECT (object), NULL);

  self = g_object_new (LENS_TYPE_INTERFACE, NULL);
  self->object = g_strdup (lens_object_get_name (object));
  self->time = g_get_real_time () / G_TIME_SPAN_SECOND;
  members = lens_object_get_members (object);
  for (guint i = 0; i < MIN (g_list_model_get_n_items (members), MAX_MEMBERS); i++)
    {
      g_autoptr(LensMember) member = g_list_model_get_item (members, i);

      g_hash_table_insert (self->members, g_strdup (lens_member_get_name (member)),
                           GINT_TO_POINTER ((int) lens_member_get_kind (member)));
    }

  return self;
}

static void
take_names (LensInterface *self,
            PyroValue     *names,
            LensMemberKind kind)
{
  if (names == NULL || pyro_value_get_kind (names) != PYRO_VALUE_LIST)
    return;

  for (gsize i = 0; i < MIN (pyro_value_get_length (names), MAX_MEMBERS); i++)
    if (pyro_value_get_kind (pyro_value_get_item (names, i)) == PYRO_VALUE_STR)
      g_hash_table_insert (self->members, pyro_value_dup_utf8 (pyro_value_get_item (names, i)),
                           GINT_TO_POINTER ((int) kind));
}

/**
 * lens_interface_new_from_value:
 * @value: what a file has
 *
 * Reads what lens_interface_to_value() made.
 *
 * Returns: (transfer full) (nullable): the interface, or %NULL where the value is none
 */
LensInterface *
lens_interface_new_from_value (PyroValue *value)
{
  LensInterface *self;
  g_autofree char *object = lens_record_dup_text (value, "object");
  PyroValue *time = pyro_value_lookup_string (value, "time");
  gint64 seconds;

  if (object == NULL || time == NULL || pyro_value_get_kind (time) != PYRO_VALUE_INT ||
      !pyro_value_get_int64 (time, &seconds))
    return NULL;

  self = g_object_new (LENS_TYPE_INTERFACE, NULL);
  self->object = g_steal_pointer (&object);
  self->time = seconds;
  for (guint kind = 0; kind < G_N_ELEMENTS (keys); kind++)
    take_names (self, pyro_value_lookup_string (value, keys[kind]), (LensMemberKind) kind);

  return self;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

static GPtrArray *
sort_names (LensInterface *self)
{
  GPtrArray *names = g_hash_table_get_keys_as_ptr_array (self->members);

  g_ptr_array_sort_values (names, compare_texts);

  return names;
}

static LensMemberKind
get_kind (LensInterface *self,
          const char    *name)
{
  return (LensMemberKind) GPOINTER_TO_INT (g_hash_table_lookup (self->members, name));
}

PyroValue *
lens_interface_to_value (LensInterface *self)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(GPtrArray) names = NULL;

  g_return_val_if_fail (LENS_IS_INTERFACE (self), NULL);

  names = sort_names (self);
  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  pyro_builder_add_string (builder, "time", -1);
  pyro_builder_add_int (builder, self->time);
  pyro_builder_add_string (builder, "object", -1);
  pyro_builder_add_string (builder, self->object, -1);
  for (guint kind = 0; kind < G_N_ELEMENTS (keys); kind++)
    {
      pyro_builder_add_string (builder, keys[kind], -1);
      pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
      for (guint i = 0; i < names->len; i++)
        if (get_kind (self, g_ptr_array_index (names, i)) == (LensMemberKind) kind)
          pyro_builder_add_string (builder, g_ptr_array_index (names, i), -1);
      pyro_builder_close (builder, NULL);
    }
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

const char *
lens_interface_get_object (LensInterface *self)
{
  g_return_val_if_fail (LENS_IS_INTERFACE (self), NULL);

  return self->object;
}

/* "lab.stage, 2026-03-01 12:30", in the words of the user's language. */
char *
lens_interface_dup_title (LensInterface *self)
{
  g_autoptr(GDateTime) time = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (LENS_IS_INTERFACE (self), NULL);

  time = g_date_time_new_from_unix_local (self->time);
  text = time != NULL ? g_date_time_format (time, "%x %X") : g_strdup ("");

  /* Translators: the name of an object, and a date with a time */
  return g_strdup_printf (_("%s, %s"), self->object, text);
}

gboolean
lens_interface_equal (LensInterface *self,
                      LensInterface *other)
{
  g_auto(GStrv) changes = NULL;

  g_return_val_if_fail (LENS_IS_INTERFACE (self), FALSE);
  g_return_val_if_fail (LENS_IS_INTERFACE (other), FALSE);

  changes = lens_interface_compare (self, other);

  return changes[0] == NULL;
}

static const char *
describe (LensMemberKind kind)
{
  switch (kind)
    {
    case LENS_MEMBER_ONEWAY:
      return _("one-way method");

    case LENS_MEMBER_ATTRIBUTE:
      return _("attribute");

    case LENS_MEMBER_METHOD:
    default:
      return _("method");
    }
}

/**
 * lens_interface_compare:
 * @other: what the same object offers at another time, or another object
 *
 * Finds out what changed.
 *
 * Returns: (transfer full) (array zero-terminated=1): a line for each member that is not in both, or not of the same
 *   kind: with `+` what @other has more, with `-` what it has not, with `~` what became something else
 */
char **
lens_interface_compare (LensInterface *self,
                        LensInterface *other)
{
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();
  g_autoptr(GPtrArray) mine = NULL;
  g_autoptr(GPtrArray) theirs = NULL;

  g_return_val_if_fail (LENS_IS_INTERFACE (self), NULL);
  g_return_val_if_fail (LENS_IS_INTERFACE (other), NULL);

  mine = sort_names (self);
  theirs = sort_names (other);
  for (guint i = 0; i < theirs->len; i++)
    {
      const char *name = g_ptr_array_index (theirs, i);

      if (!g_hash_table_contains (self->members, name))
        g_strv_builder_take (lines, g_strdup_printf ("+ %s (%s)", name, describe (get_kind (other, name))));
    }
  for (guint i = 0; i < mine->len; i++)
    {
      const char *name = g_ptr_array_index (mine, i);

      if (!g_hash_table_contains (other->members, name))
        g_strv_builder_take (lines, g_strdup_printf ("- %s (%s)", name, describe (get_kind (self, name))));
      else if (get_kind (self, name) != get_kind (other, name))
        g_strv_builder_take (lines, g_strdup_printf ("~ %s (%s → %s)", name, describe (get_kind (self, name)),
                                                     describe (get_kind (other, name))));
    }

  return g_strv_builder_end (lines);
}
