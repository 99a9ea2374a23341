/* ui/models/secrets.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/secrets.h"

static gboolean
is_text (PyroValue  *value,
         const char *text)
{
  g_autofree char *found = pyro_value_get_kind (value) == PYRO_VALUE_STR ? pyro_value_dup_utf8 (value) : NULL;

  return g_strcmp0 (found, text) == 0;
}

/* A copy of @dict with @value under @key, in the place that it had. */
static PyroValue *
replace_value (PyroValue  *dict,
               const char *key,
               PyroValue  *value)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  for (gsize i = 0; i < pyro_value_get_length (dict); i++)
    {
      PyroValue *name = pyro_value_get_key (dict, i);

      pyro_builder_add_value (builder, name);
      pyro_builder_add_value (builder, is_text (name, key) ? value : pyro_value_get_item (dict, i));
    }
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

/**
 * lens_secrets_leave_out_of_particulars:
 * @particulars: what lens_particulars_to_value() made
 *
 * Makes what may be written down of the particulars of a call.
 *
 * Returns: (transfer full): a dict
 */
PyroValue *
lens_secrets_leave_out_of_particulars (PyroValue *particulars)
{
  g_autoptr(PyroValue) none = NULL;
  PyroValue *handshake;

  g_return_val_if_fail (particulars != NULL, NULL);

  handshake = pyro_value_get_kind (particulars) == PYRO_VALUE_DICT
                ? pyro_value_lookup_string (particulars, "handshake") : NULL;
  if (handshake == NULL || pyro_value_get_kind (handshake) == PYRO_VALUE_NONE)
    return pyro_value_ref (particulars);

  none = pyro_value_new_none ();

  return replace_value (particulars, "handshake", none);
}

/**
 * lens_secrets_leave_out:
 * @record: a dict that may have particulars
 *
 * Makes what may be written down of a call.
 *
 * Returns: (transfer full): a dict
 */
PyroValue *
lens_secrets_leave_out (PyroValue *record)
{
  g_autoptr(PyroValue) open = NULL;
  PyroValue *particulars;

  g_return_val_if_fail (record != NULL, NULL);

  particulars = pyro_value_lookup_string (record, "particulars");
  open = particulars != NULL ? lens_secrets_leave_out_of_particulars (particulars) : NULL;

  return open == NULL || open == particulars ? pyro_value_ref (record) : replace_value (record, "particulars", open);
}
