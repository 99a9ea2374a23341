/* ui/models/draft.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/draft.h"

#include "ui/models/arguments-private.h"
#include "ui/models/secrets.h"

static gboolean
is_untouched (LensArguments *rows)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rows));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(LensArgument) row = g_list_model_get_item (G_LIST_MODEL (rows), i);

      if (lens_argument_get_text (row)[0] != '\0' || lens_argument_get_name (row)[0] != '\0' ||
          lens_argument_get_state (row) != LENS_ARGUMENT_SEND || lens_argument_get_items (row) != NULL ||
          lens_argument_get_file_name (row) != NULL || lens_argument_get_missing (row) > 0)
        return FALSE;
    }

  return TRUE;
}

static PyroValue *
dup_particulars (LensMember *member,
                 gboolean    all)
{
  g_autoptr(PyroValue) value = lens_particulars_to_value (lens_member_get_particulars (member), all);

  return all ? g_steal_pointer (&value) : lens_secrets_leave_out_of_particulars (value);
}

/* @all: with what may be a secret, and with what is too much for a file: for memory only. */
static PyroValue *
make_draft (LensMember *member,
            gboolean    all)
{
  LensArguments *rows;
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(LensParticulars) fresh = lens_particulars_new ();
  g_autoptr(PyroValue) particulars = NULL;
  g_autoptr(PyroValue) usual = NULL;
  g_autoptr(PyroValue) typed = NULL;

  rows = lens_member_get_arguments (member);
  particulars = dup_particulars (member, all);
  usual = lens_particulars_to_value (fresh, FALSE);
  if (is_untouched (rows) && pyro_value_identical (particulars, usual))
    return NULL;

  typed = lens_arguments_to_value (rows, all);
  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  pyro_builder_add_string (builder, "rows", -1);
  pyro_builder_add_value (builder, typed);
  pyro_builder_add_string (builder, "particulars", -1);
  pyro_builder_add_value (builder, particulars);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

/**
 * lens_draft_new_for_member:
 * @member: a member
 *
 * Keeps what is typed for the next call of a member, also what is only half typed, and how it is to be sent. Of
 * the bytes of a file, of what is very long and of what may be a secret it is kept that they were there.
 *
 * Returns: (transfer full) (nullable): a dict, or %NULL where all is as it was at first
 */
PyroValue *
lens_draft_new_for_member (LensMember *member)
{
  g_return_val_if_fail (LENS_IS_MEMBER (member), NULL);

  return make_draft (member, FALSE);
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

  lens_arguments_from_value (lens_member_get_arguments (member), rows);
  if (particulars != NULL)
    lens_particulars_from_value (lens_member_get_particulars (member), particulars);

  return TRUE;
}

/**
 * lens_draft_replace:
 * @member: a member
 * @call: an earlier call of it
 *
 * Makes what is typed that of an earlier call.
 *
 * Returns: (transfer full) (nullable): all that was typed instead, with what may be a secret, for memory only; or %NULL
 *   where that was nothing, or the same
 */
PyroValue *
lens_draft_replace (LensMember   *member,
                    LensPastCall *call)
{
  g_autoptr(PyroValue) before = NULL;
  g_autoptr(PyroValue) after = NULL;

  g_return_val_if_fail (LENS_IS_MEMBER (member), NULL);
  g_return_val_if_fail (LENS_IS_PAST_CALL (call), NULL);

  /* What lets one in is typed as much as the rest. */
  before = make_draft (member, TRUE);
  lens_past_call_restore (call, member);
  after = make_draft (member, TRUE);
  if (before != NULL && after != NULL && pyro_value_identical (before, after))
    return NULL;

  return g_steal_pointer (&before);
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
      /* To ask for what is typed gives a member its rows, and most of them are never looked at. */
      g_autoptr(PyroValue) draft = lens_member_get_shown (member) ? lens_draft_new_for_member (member) : NULL;

      if (draft == NULL)
        continue;
      pyro_builder_add_string (builder, lens_member_get_name (member), -1);
      pyro_builder_add_value (builder, draft);
    }
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}
