/* core/codec/arrival.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/arrival.h"

#include "core/codec/arrival-private.h"
#include "core/codec/codec-private.h"

/**
 * PyroArrival:
 *
 * How a value arrives that goes through a serializer: as what, and what that changes. Each argument
 * of a call, and its result, is a value of its own.
 *
 * An arrival never changes once made, so it may be shared between threads.
 */
G_DEFINE_BOXED_TYPE (PyroArrival, pyro_arrival, pyro_arrival_ref, pyro_arrival_unref)

static void
change_free (gpointer data)
{
  PyroChange *self = data;

  g_free (self->path);
  pyro_value_unref (self->before);
  g_clear_pointer (&self->after, pyro_value_unref);
  g_free (self->sentence);
  g_free (self);
}

/**
 * pyro_arrival_new:
 * @codec: a serializer
 * @value: a value
 * @place: (out) (optional) (nullable) (transfer full): where in @value it is that cannot be carried,
 *   see [func@Pyro.Value.lookup_path]; %NULL when everything can
 * @error: return location for an error
 *
 * Finds out what a serializer makes of a value, by writing it and reading that again. Large values
 * take time: this may be done in another thread.
 *
 * Returns: (transfer full): how it arrives, or %NULL with %PYRO_ERROR_SERIALIZE or
 *   %PYRO_ERROR_TOO_LARGE when it cannot be carried, and a sentence that says where
 */
PyroArrival *
pyro_arrival_new (const PyroCodec  *codec,
                  PyroValue        *value,
                  char            **place,
                  GError          **error)
{
  g_autoptr(GBytes) payload = NULL;
  g_autoptr(PyroValue) arrived = NULL;
  PyroArrival *self;
  PyroTrail trail;

  g_return_val_if_fail (codec != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (place != NULL)
    *place = NULL;

  payload = _pyro_codec_encode_on (codec, value, &trail, error);
  if (payload == NULL)
    {
      if (place != NULL)
        *place = _pyro_trail_dup_path (&trail);
      return NULL;
    }
  arrived = pyro_codec_decode (codec, payload, error);
  if (arrived == NULL)
    {
      if (place != NULL)
        *place = g_strdup (""); /* over a limit of ours for reading, which nothing in it need be alone */
      return NULL;
    }

  self = g_new0 (PyroArrival, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->value = g_steal_pointer (&arrived);
  self->changes = g_ptr_array_new_with_free_func (change_free);
  self->complete = TRUE;
  self->shallow = g_str_equal (pyro_codec_get_name (codec), "marshal");
  _pyro_trail_init (&trail, pyro_codec_get_name (codec));
  _pyro_arrival_compare (self, &trail, value, self->value);

  return self;
}

/**
 * pyro_arrival_ref:
 * @self: an arrival
 *
 * Returns: (transfer full): the same arrival
 */
PyroArrival *
pyro_arrival_ref (PyroArrival *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * pyro_arrival_unref:
 * @self: (transfer full): an arrival
 */
void
pyro_arrival_unref (PyroArrival *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  pyro_value_unref (self->value);
  g_ptr_array_unref (self->changes);
  g_free (self);
}

/**
 * pyro_arrival_get_value:
 * @self: an arrival
 *
 * Returns: (transfer none): what arrives
 */
PyroValue *
pyro_arrival_get_value (PyroArrival *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->value;
}

/**
 * pyro_arrival_get_n_changes:
 * @self: an arrival
 *
 * Returns: how many differences there are to tell of; [method@Pyro.Arrival.is_complete] says whether these
 *   are all
 */
guint
pyro_arrival_get_n_changes (PyroArrival *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->changes->len;
}

/**
 * pyro_arrival_get_change:
 * @self: an arrival
 * @index: less than the number of changes
 *
 * Returns: (transfer none): a difference; they come in the order of the value
 */
const PyroChange *
pyro_arrival_get_change (PyroArrival *self,
                         guint        index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->changes->len, NULL);

  return self->changes->pdata[index];
}

/**
 * pyro_arrival_is_complete:
 * @self: an arrival
 *
 * Returns: whether all differences are told, which are `PYRO_MAX_CHANGES` at most
 */
gboolean
pyro_arrival_is_complete (PyroArrival *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->complete;
}
