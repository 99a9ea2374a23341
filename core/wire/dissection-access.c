/* core/wire/dissection-access.c - what a dissection tells
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/dissection.h"

#include "core/wire/dissection-private.h"

/**
 * pyro_dissection_get_frame:
 * @self: a dissection
 *
 * Returns: (transfer none) (nullable): the message, or %NULL for a payload alone
 */
PyroFrame *
pyro_dissection_get_frame (PyroDissection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->frame;
}

/**
 * pyro_dissection_get_codec: (skip)
 * @self: a dissection
 *
 * Returns: (transfer none) (nullable): the serializer of the payload, or %NULL when it has none
 */
const PyroCodec *
pyro_dissection_get_codec (PyroDissection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->codec;
}

/**
 * pyro_dissection_get_summary:
 * @self: a dissection
 *
 * Returns: (transfer none): what it says, in one line that is cut with “…” where it is long
 */
const char *
pyro_dissection_get_summary (PyroDissection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->summary;
}

/**
 * pyro_dissection_get_lines:
 * @self: a dissection
 *
 * Returns: (transfer none) (array zero-terminated=1): what it says, all of it. Only what is far
 *   longer than the payload is cut, with “…”
 */
const char *const *
pyro_dissection_get_lines (PyroDissection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->lines;
}

/**
 * pyro_dissection_get_problem:
 * @self: a dissection
 *
 * Returns: (transfer none) (nullable): why the payload cannot be read, in a sentence, or %NULL when it
 *   can
 */
const char *
pyro_dissection_get_problem (PyroDissection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->problem;
}

/**
 * pyro_dissection_get_exception:
 * @self: a dissection
 *
 * Returns: (transfer none) (nullable): the exception that it carries, or %NULL for none
 */
PyroException *
pyro_dissection_get_exception (PyroDissection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->exception;
}

/**
 * pyro_dissection_get_n_fields:
 * @self: a dissection
 *
 * Returns: how many fields the message has; 0 for a payload alone
 */
guint
pyro_dissection_get_n_fields (PyroDissection *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->fields->len;
}

/**
 * pyro_dissection_get_field:
 * @self: a dissection
 * @index: less than the number of fields
 *
 * Returns: (transfer none): a field; they come in the order of the bytes
 */
const PyroDissectionField *
pyro_dissection_get_field (PyroDissection *self,
                           guint           index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->fields->len, NULL);

  return self->fields->pdata[index];
}
