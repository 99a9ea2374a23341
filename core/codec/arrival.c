/* core/codec/arrival.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/arrival.h"

#include <string.h>

#include "core/codec/arrival-private.h"
#include "core/error.h"
#include "core/value/builder.h"

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

/* ---- What cannot be carried ---- */

static gboolean
is_carried (const PyroCodec  *codec,
            PyroValue        *value,
            GError          **error)
{
  g_autoptr(GBytes) payload = pyro_codec_encode (codec, value, error);

  return payload != NULL;
}

/* Whether @key can be what it is in @container: the key of an entry, or the member of a set. */
static gboolean
is_key_carried (const PyroCodec  *codec,
                PyroValue        *container,
                PyroValue        *key,
                GError          **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) alone = NULL;

  if (!pyro_builder_open (builder, _pyro_arrival_is_map (container) ? PYRO_VALUE_DICT : PYRO_VALUE_SET, error))
    return FALSE;
  pyro_builder_add_value (builder, key);
  if (_pyro_arrival_is_map (container))
    pyro_builder_add_none (builder);
  if (!pyro_builder_close (builder, error) || (alone = pyro_builder_end (builder, error)) == NULL)
    return FALSE;

  return is_carried (codec, alone, error);
}

/* Finds the smallest part of @value that cannot be carried, and puts its own error in @error. */
static char *
find_place (const PyroCodec        *codec,
            const PyroArrivalStep  *step,
            PyroValue              *value,
            GError                **error)
{
  gsize n = pyro_value_is_container (value) ? pyro_value_get_length (value) : 0;

  for (gsize i = 0; i < n; i++)
    {
      PyroValue *item = pyro_value_get_item (value, i);
      PyroValue *key = _pyro_arrival_is_set (value) ? item : pyro_value_get_key (value, i);
      PyroArrivalStep next = { step, pyro_value_get_key (value, i), i };
      GError *problem = NULL;

      if (!is_carried (codec, item, &problem))
        {
          g_clear_error (error);
          *error = problem;
          return find_place (codec, &next, item, error);
        }
      if (key != NULL && !is_key_carried (codec, value, key, &problem))
        {
          g_clear_error (error);
          *error = problem;
          return _pyro_arrival_step_dup_path (&next);
        }
    }

  return _pyro_arrival_step_dup_path (step);
}

/* Says why @value cannot be carried, and where: some serializers do that themselves.
 *
 * Returns: (transfer full): where */
static char *
refuse (const PyroCodec  *codec,
        PyroValue        *value,
        const GError     *problem,
        GError          **error)
{
  g_autoptr(GError) smallest = g_error_copy (problem);
  char *path = find_place (codec, NULL, value, &smallest);

  if (strstr (problem->message, path) != NULL)
    g_propagate_error (error, g_error_copy (problem));
  else
    g_set_error (error, smallest->domain, smallest->code, "%s, found at %s", smallest->message, path);

  return path;
}

/* ---- What a program calls ---- */

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
  g_autoptr(GError) problem = NULL;
  g_autoptr(GBytes) payload = NULL;
  g_autoptr(PyroValue) arrived = NULL;
  PyroArrival *self;

  g_return_val_if_fail (codec != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (place != NULL)
    *place = NULL;

  payload = pyro_codec_encode (codec, value, &problem);
  if (payload == NULL)
    {
      g_autofree char *path = refuse (codec, value, problem, error);

      if (place != NULL)
        *place = g_steal_pointer (&path);
      return NULL;
    }
  arrived = pyro_codec_decode (codec, payload, error);
  if (arrived == NULL)
    return NULL;

  self = g_new0 (PyroArrival, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->value = g_steal_pointer (&arrived);
  self->changes = g_ptr_array_new_with_free_func (change_free);
  self->complete = TRUE;
  self->shallow = g_str_equal (pyro_codec_get_name (codec), "marshal");
  _pyro_arrival_compare (self, NULL, value, self->value);

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
