/* ui/models/arguments-refuse.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/arguments-private.h"

#include "ui/models/argument-private.h"

#include <glib/gi18n.h>

/* Which argument kept a call from being sent, after the serializer refused it. */

#define MAX_SIZE (1024 * 1024) /* bytes of memory of a value that is tried again */

/* Why @value cannot be an argument of a call; NULL if it can, or is too large to be tried. */
static char *
find_refusal (const PyroCodec *codec,
              PyroValue       *value)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  if (value == NULL || pyro_value_get_memory_size (value) > MAX_SIZE)
    return NULL;

  bytes = pyro_codec_encode (codec, value, &error);

  return bytes == NULL ? g_strdup (error->message) : NULL;
}

static void
clear (LensArguments *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      LensArgument *row = lens_arguments_get_row (self, i);

      lens_argument_set_refusal (row, NULL);
      if (row->items != NULL)
        clear (row->items);
    }
}

/* The innermost row that is refused by itself: an item and not its list. */
static LensArgument *
find (LensArguments   *self,
      const PyroCodec *codec)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      LensArgument *row = lens_arguments_get_row (self, i);
      g_autofree char *refusal = find_refusal (codec, row->value);
      g_autofree char *sentence = NULL;
      LensArgument *inner;

      if (refusal == NULL)
        continue;
      inner = row->items != NULL && row->state == LENS_ARGUMENT_SEND ? find (row->items, codec) : NULL;
      if (inner != NULL)
        return inner;
      /* Translators: %s is a sentence that says why */
      sentence = g_strdup_printf (_("Not sent: %s"), refusal);
      lens_argument_set_refusal (row, sentence);
      return row;
    }

  return NULL;
}

/**
 * lens_arguments_refuse:
 * @serializer: (nullable): the serializer that could not carry the arguments, or %NULL to forget about it
 *
 * Finds the argument that was not sent, and says so on it until it is something else.
 *
 * Returns: (transfer none) (nullable): it, or %NULL where it is none of them alone
 */
LensArgument *
lens_arguments_refuse (LensArguments *self,
                       const char    *serializer)
{
  const PyroCodec *codec;

  g_return_val_if_fail (LENS_IS_ARGUMENTS (self), NULL);

  clear (self);
  codec = serializer != NULL ? pyro_codec_find (serializer) : NULL;

  return codec != NULL ? find (self, codec) : NULL;
}

static void
forgive (LensArguments   *self,
         const PyroCodec *codec)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      LensArgument *row = lens_arguments_get_row (self, i);
      g_autofree char *refusal = lens_argument_get_refusal (row) != NULL ? find_refusal (codec, row->value) : NULL;

      if (refusal == NULL)
        lens_argument_set_refusal (row, NULL);
      if (row->items != NULL)
        forgive (row->items, codec);
    }
}

/**
 * lens_arguments_forgive:
 * @serializer: the serializer of the next call
 *
 * Takes back what lens_arguments_refuse() said of an argument, where this serializer can carry that.
 */
void
lens_arguments_forgive (LensArguments *self,
                        const char    *serializer)
{
  const PyroCodec *codec;

  g_return_if_fail (LENS_IS_ARGUMENTS (self));
  g_return_if_fail (serializer != NULL);

  codec = pyro_codec_find (serializer);
  if (codec != NULL)
    forgive (self, codec);
}
