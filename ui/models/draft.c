/* ui/models/draft.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/draft.h"

#include "ui/models/secrets.h"

#include <string.h>

#define MAX_DEPTH 16          /* containers in containers that are kept row by row */
#define MAX_TEXT  (256 * 1024) /* bytes of one argument that are kept */

static const char *
get_nick (GType type,
          int   value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (klass, value);

  return found != NULL ? found->value_nick : ""; /* a static text */
}

static gboolean
find_nick (GType       type,
           PyroValue  *record,
           const char *key,
           int        *value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);
  g_autofree char *nick = lens_draft_dup_string (record, key);
  GEnumValue *found = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  if (found == NULL)
    return FALSE;

  *value = found->value;

  return TRUE;
}

static void
add_pair (PyroBuilder *builder,
          const char  *key,
          const char  *text)
{
  pyro_builder_add_string (builder, key, -1);
  pyro_builder_add_string (builder, text, -1);
}

static void add_rows (PyroBuilder   *builder,
                      LensArguments *rows,
                      guint          depth);

static void
add_row (PyroBuilder  *builder,
         LensArgument *row,
         guint         depth)
{
  const char *text = lens_argument_get_text (row);

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  add_pair (builder, "role", get_nick (LENS_TYPE_ARGUMENT_ROLE, (int) lens_argument_get_role (row)));
  add_pair (builder, "name", lens_argument_get_name (row));
  add_pair (builder, "kind", get_nick (LENS_TYPE_KIND, (int) lens_argument_get_kind (row)));
  add_pair (builder, "state", get_nick (LENS_TYPE_ARGUMENT_STATE, (int) lens_argument_get_state (row)));
  if (lens_argument_get_kind (row) == LENS_KIND_BYTES)
    add_pair (builder, "notation", get_nick (LENS_TYPE_NOTATION, (int) lens_argument_get_notation (row)));
  add_pair (builder, "text", strlen (text) <= MAX_TEXT ? text : "");
  if (lens_argument_get_items (row) != NULL && depth < MAX_DEPTH)
    {
      pyro_builder_add_string (builder, "items", -1);
      add_rows (builder, lens_argument_get_items (row), depth + 1);
    }
  pyro_builder_close (builder, NULL);
}

static void
add_rows (PyroBuilder   *builder,
          LensArguments *rows,
          guint          depth)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rows));

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(LensArgument) row = g_list_model_get_item (G_LIST_MODEL (rows), i);

      add_row (builder, row, depth);
    }
  pyro_builder_close (builder, NULL);
}

static gboolean
is_untouched (LensArguments *rows)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rows));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(LensArgument) row = g_list_model_get_item (G_LIST_MODEL (rows), i);

      if (lens_argument_get_text (row)[0] != '\0' || lens_argument_get_name (row)[0] != '\0' ||
          lens_argument_get_state (row) != LENS_ARGUMENT_SEND || lens_argument_get_items (row) != NULL)
        return FALSE;
    }

  return TRUE;
}

static PyroValue *
dup_particulars (LensMember *member)
{
  g_autoptr(PyroValue) value = lens_particulars_to_value (lens_member_get_particulars (member));

  return lens_secrets_leave_out_of_particulars (value);
}

/**
 * lens_draft_new_for_member:
 * @member: a member
 *
 * Keeps what is typed for the next call of a member, also what is only half typed, and how it is to be sent. The
 * bytes of a file are not kept, nor is the handshake value.
 *
 * Returns: (transfer full) (nullable): a dict, or %NULL where all is as it was at first
 */
PyroValue *
lens_draft_new_for_member (LensMember *member)
{
  LensArguments *rows;
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(LensParticulars) fresh = lens_particulars_new ();
  g_autoptr(PyroValue) particulars = NULL;
  g_autoptr(PyroValue) usual = NULL;

  g_return_val_if_fail (LENS_IS_MEMBER (member), NULL);

  rows = lens_member_get_arguments (member);
  particulars = dup_particulars (member);
  usual = lens_particulars_to_value (fresh);
  if (is_untouched (rows) && pyro_value_identical (particulars, usual))
    return NULL;

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  pyro_builder_add_string (builder, "rows", -1);
  add_rows (builder, rows, 0);
  pyro_builder_add_string (builder, "particulars", -1);
  pyro_builder_add_value (builder, particulars);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

static gboolean restore_rows (PyroValue     *list,
                              LensArguments *rows,
                              guint          depth);

static gboolean
restore_row (PyroValue     *record,
             LensArguments *rows,
             guint          depth)
{
  g_autofree char *name = lens_draft_dup_string (record, "name");
  g_autofree char *text = lens_draft_dup_string (record, "text");
  PyroValue *items = pyro_value_lookup_string (record, "items");
  LensArgument *row;
  int role, kind, state, notation;

  if (name == NULL || text == NULL ||
      !find_nick (LENS_TYPE_ARGUMENT_ROLE, record, "role", &role) ||
      !find_nick (LENS_TYPE_KIND, record, "kind", &kind) ||
      !find_nick (LENS_TYPE_ARGUMENT_STATE, record, "state", &state))
    return FALSE;

  row = lens_arguments_add_role (rows, (LensArgumentRole) role);
  lens_argument_set_name (row, name);
  lens_argument_set_kind (row, (LensKind) kind);
  if (find_nick (LENS_TYPE_NOTATION, record, "notation", &notation))
    lens_argument_set_notation (row, (LensNotation) notation);
  lens_argument_set_text (row, text);
  if (items != NULL && lens_argument_get_items (row) != NULL)
    restore_rows (items, lens_argument_get_items (row), depth + 1);
  lens_argument_set_state (row, (LensArgumentState) state);

  return TRUE;
}

static gboolean
restore_rows (PyroValue     *list,
              LensArguments *rows,
              guint          depth)
{
  gboolean good = depth <= MAX_DEPTH && pyro_value_get_kind (list) == PYRO_VALUE_LIST;

  for (gsize i = 0; good && i < pyro_value_get_length (list); i++)
    {
      PyroValue *record = pyro_value_get_item (list, i);

      good = pyro_value_get_kind (record) == PYRO_VALUE_DICT && restore_row (record, rows, depth);
    }

  return good;
}

/**
 * lens_draft_restore:
 * @draft: what lens_draft_new_for_member() gave, perhaps from a file
 * @member: a member
 *
 * Fills in what was typed. What comes behind a row that cannot be read is left out.
 *
 * Returns: %FALSE if it is no draft
 */
gboolean
lens_draft_restore (PyroValue  *draft,
                    LensMember *member)
{
  PyroValue *particulars;
  PyroValue *rows;

  g_return_val_if_fail (draft != NULL, FALSE);
  g_return_val_if_fail (LENS_IS_MEMBER (member), FALSE);

  if (pyro_value_get_kind (draft) != PYRO_VALUE_DICT)
    return FALSE;
  rows = pyro_value_lookup_string (draft, "rows");
  particulars = pyro_value_lookup_string (draft, "particulars");
  if (rows == NULL || pyro_value_get_kind (rows) != PYRO_VALUE_LIST)
    return FALSE;

  lens_arguments_clear (lens_member_get_arguments (member));
  restore_rows (rows, lens_member_get_arguments (member), 0);
  if (particulars != NULL)
    lens_particulars_from_value (lens_member_get_particulars (member), particulars);

  return TRUE;
}

/**
 * lens_draft_new_for_object:
 * @object: an object
 *
 * Keeps what is typed for each of its members.
 *
 * Returns: (transfer full): a dict of drafts, by the names of the members
 */
PyroValue *
lens_draft_new_for_object (LensObject *object)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  GListModel *members;

  g_return_val_if_fail (LENS_IS_OBJECT (object), NULL);

  members = lens_object_get_members (object);
  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr(LensMember) member = g_list_model_get_item (members, i);
      g_autoptr(PyroValue) draft = lens_draft_new_for_member (member);

      if (draft == NULL)
        continue;
      pyro_builder_add_string (builder, lens_member_get_name (member), -1);
      pyro_builder_add_value (builder, draft);
    }
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

/**
 * lens_draft_dup_string:
 * @record: a dict
 * @key: what to look for
 *
 * Gets a text that a dict from a file has.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL where there is none
 */
char *
lens_draft_dup_string (PyroValue  *record,
                       const char *key)
{
  PyroValue *value;

  g_return_val_if_fail (record != NULL, NULL);

  value = pyro_value_get_kind (record) == PYRO_VALUE_DICT ? pyro_value_lookup_string (record, key) : NULL;

  return value != NULL && pyro_value_get_kind (value) == PYRO_VALUE_STR ? pyro_value_dup_utf8 (value) : NULL;
}

/**
 * lens_draft_get_int:
 * @record: a dict
 * @key: what to look for
 *
 * Gets a number that a dict from a file has.
 *
 * Returns: the number, or 0 where there is none
 */
gint64
lens_draft_get_int (PyroValue  *record,
                    const char *key)
{
  PyroValue *value;
  gint64 number = 0;

  g_return_val_if_fail (record != NULL, 0);

  value = pyro_value_get_kind (record) == PYRO_VALUE_DICT ? pyro_value_lookup_string (record, key) : NULL;

  return value != NULL && pyro_value_get_int64 (value, &number) ? number : 0;
}
