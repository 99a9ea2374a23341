/* ui/models/particulars-wire.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/particulars-private.h"

#include "ui/models/argument-private.h"

/* What the particulars of a call make of a message and of a proxy. */

/**
 * lens_particulars_dup_annotations:
 * @error: what is wrong with one of them
 *
 * Gets what is sent along. What is missing becomes a problem of its row.
 *
 * Returns: (transfer full) (nullable): the annotations, maybe none, or %NULL with @error set
 */
PyroAnnotations *
lens_particulars_dup_annotations (LensParticulars  *self,
                                  GError          **error)
{
  g_autoptr(PyroAnnotations) all = pyro_annotations_new ();
  GListModel *rows;

  g_return_val_if_fail (LENS_IS_PARTICULARS (self), NULL);

  rows = G_LIST_MODEL (self->annotations);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr(LensArgument) row = g_list_model_get_item (rows, i);
      g_autoptr(GBytes) data = NULL;
      PyroAnnotations *more;

      lens_argument_touch (row);
      if (!lens_argument_is_complete (row))
        {
          g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE, lens_argument_get_problem (row));
          return NULL;
        }
      if (lens_argument_get_value (row) == NULL || pyro_value_get_kind (lens_argument_get_value (row)) != PYRO_VALUE_BYTES)
        continue; /* omitted */
      data = pyro_value_dup_bytes (lens_argument_get_value (row));
      more = pyro_annotations_with (all, lens_argument_get_name (row), data, error);
      if (more == NULL)
        return NULL;
      pyro_annotations_unref (all);
      all = more;
    }

  return g_steal_pointer (&all);
}

/**
 * lens_particulars_dup_key:
 *
 * Gets what two calls must have in common to go through one connection.
 *
 * Returns: (transfer full): a text that is equal for such calls
 */
char *
lens_particulars_dup_key (LensParticulars *self)
{
  g_return_val_if_fail (LENS_IS_PARTICULARS (self), NULL);

  return g_strdup_printf ("%s %d %u %s", self->serializer, self->compression, self->generation, self->handshake);
}

/**
 * lens_particulars_equip:
 * @proxy: a proxy that is not connected
 *
 * Makes @proxy speak as it is set here.
 */
void
lens_particulars_equip (LensParticulars *self,
                        PyroProxy       *proxy)
{
  g_autoptr(PyroValue) handshake = NULL;

  g_return_if_fail (LENS_IS_PARTICULARS (self));

  pyro_proxy_set_serializer (proxy, self->serializer, NULL);
  pyro_proxy_set_compression (proxy, self->compression);
  if (self->generation != 0)
    pyro_proxy_set_generation (proxy, pyro_generation_find_major (self->generation));
  if (self->handshake[0] != '\0')
    handshake = pyro_literal_parse (self->handshake, -1, NULL, NULL);
  if (handshake != NULL)
    pyro_proxy_set_handshake (proxy, handshake);
}
