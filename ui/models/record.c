/* ui/models/record.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/record.h"

void
lens_record_add_text (PyroBuilder *builder,
                      const char  *key,
                      const char  *text)
{
  if (text == NULL)
    return;

  pyro_builder_add_string (builder, key, -1);
  pyro_builder_add_string (builder, text, -1);
}

void
lens_record_add_flag (PyroBuilder *builder,
                      const char  *key,
                      gboolean     flag)
{
  if (!flag)
    return;

  pyro_builder_add_string (builder, key, -1);
  pyro_builder_add_bool (builder, TRUE);
}

/* By its nick, which a person can read and which stays when the enumeration grows. */
void
lens_record_add_enum (PyroBuilder *builder,
                      const char  *key,
                      GType        type,
                      int          value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (klass, value);

  lens_record_add_text (builder, key, found != NULL ? found->value_nick : "");
}

static PyroValue *
look_up (PyroValue  *record,
         const char *key)
{
  return pyro_value_get_kind (record) == PYRO_VALUE_DICT ? pyro_value_lookup_string (record, key) : NULL;
}

char *
lens_record_dup_text (PyroValue  *record,
                      const char *key)
{
  PyroValue *value = look_up (record, key);

  return value != NULL && pyro_value_get_kind (value) == PYRO_VALUE_STR ? pyro_value_dup_utf8 (value) : NULL;
}

gboolean
lens_record_get_flag (PyroValue  *record,
                      const char *key)
{
  PyroValue *value = look_up (record, key);

  return value != NULL && pyro_value_get_kind (value) == PYRO_VALUE_BOOL && pyro_value_get_bool (value);
}

gint64
lens_record_get_int (PyroValue  *record,
                     const char *key)
{
  PyroValue *value = look_up (record, key);
  gint64 number = 0;

  return value != NULL && pyro_value_get_int64 (value, &number) ? number : 0;
}

gboolean
lens_record_find_enum (PyroValue  *record,
                       const char *key,
                       GType       type,
                       int        *value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);
  g_autofree char *nick = lens_record_dup_text (record, key);
  GEnumValue *found = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  if (found == NULL)
    return FALSE;

  *value = found->value;

  return TRUE;
}
