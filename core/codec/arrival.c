/* core/codec/arrival.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/arrival.h"

#include <string.h>

#include "core/codec/serpent.h"
#include "core/error.h"
#include "core/limits.h"
#include "core/value/builder.h"
#include "core/value/path.h"
#include "core/value/repr.h"

/* Bytes of a key in a sentence. */
#define MAX_KEY_SIZE 60

/**
 * PyroArrival:
 *
 * How a value arrives that goes through a serializer: as what, and what that changes. Each argument
 * of a call, and its result, is a value of its own.
 *
 * An arrival never changes once made, so it may be shared between threads.
 */
struct _PyroArrival
{
  gatomicrefcount  ref_count;
  PyroValue       *value;
  GPtrArray       *changes; /* of PyroChange */
  gboolean         complete;
};

G_DEFINE_BOXED_TYPE (PyroArrival, pyro_arrival, pyro_arrival_ref, pyro_arrival_unref)

/* A step on the way from the value down to where the comparison is. */
typedef struct _Step Step;
struct _Step
{
  const Step *up;    /* NULL before the first */
  PyroValue  *key;   /* NULL for an item that has only a number */
  gsize       index;
};

static void pyro_arrival_compare (PyroArrival *self,
                                  const Step  *step,
                                  PyroValue   *before,
                                  PyroValue   *after);

static char *
dup_path (const Step *step)
{
  g_autofree char *up = NULL;
  g_autoptr(PyroValue) key = NULL;

  if (step == NULL)
    return g_strdup ("");

  up = dup_path (step->up);
  key = step->key != NULL ? pyro_value_ref (step->key) : pyro_value_new_int ((gint64) step->index);

  return pyro_path_append_key (up, key);
}

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

/* Consumes @sentence. */
static void
pyro_arrival_add (PyroArrival *self,
                  const Step  *step,
                  PyroValue   *before,
                  PyroValue   *after,
                  char        *sentence)
{
  PyroChange *change;

  if (self->changes->len == PYRO_MAX_CHANGES)
    {
      self->complete = FALSE;
      g_free (sentence);
      return;
    }

  change = g_new0 (PyroChange, 1);
  change->path = dup_path (step);
  change->before = pyro_value_ref (before);
  change->after = after != NULL ? pyro_value_ref (after) : NULL;
  change->sentence = sentence;
  g_ptr_array_add (self->changes, change);
}

/* ---- Sentences ---- */

static const char *
get_article (const char *noun)
{
  return strchr ("aeiouAEIOU", noun[0]) != NULL ? "an" : "a";
}

static gboolean
is_set (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  return kind == PYRO_VALUE_SET || kind == PYRO_VALUE_FROZENSET;
}

static const char *
name_kind (PyroValue *value)
{
  return pyro_value_get_kind (value) == PYRO_VALUE_RECORD ? "record" : pyro_value_get_type_name (value);
}

/* Two values that differ, by their types or else by what they hold. */
static char *
describe (PyroValue *before,
          PyroValue *after)
{
  const char *old_name = name_kind (before);
  const char *new_name = name_kind (after);
  g_autofree char *start = NULL;
  g_autofree char *text = NULL;

  if (is_set (before) && pyro_value_get_length (before) == 0)
    return g_strdup_printf ("An empty %s arrives as an empty %s", old_name, new_name);
  if (pyro_value_get_kind (before) == PYRO_VALUE_BYTES && pyro_serpent_is_bytes (after))
    return g_strdup ("Bytes arrive as a dict with their base64 text, "
                     "which the receiver can turn back with serpent.tobytes()");

  start = g_strdup_printf ("%s %s", get_article (old_name), old_name);
  start[0] = g_ascii_toupper (start[0]);
  if (pyro_value_get_kind (before) != pyro_value_get_kind (after))
    return g_strdup_printf ("%s arrives as %s %s", start, get_article (new_name), new_name);

  text = pyro_value_repr_short (after, MAX_KEY_SIZE);

  return g_strdup_printf ("%s arrives as another: %s", start, text);
}

static char *
describe_key (PyroValue *before,
              PyroValue *after)
{
  g_autofree char *old_text = pyro_value_repr_short (before, MAX_KEY_SIZE);
  g_autofree char *new_text = pyro_value_repr_short (after, MAX_KEY_SIZE);

  return g_strdup_printf ("The key %s arrives as %s", old_text, new_text);
}

/* ---- Comparing ---- */

static gboolean
is_map (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  return kind == PYRO_VALUE_DICT || kind == PYRO_VALUE_RECORD;
}

/* Serializers keep the order of what they carry. */
static void
pyro_arrival_compare_items (PyroArrival *self,
                            const Step  *step,
                            PyroValue   *before,
                            PyroValue   *after)
{
  gsize n = pyro_value_get_length (before);

  for (gsize i = 0; i < n && self->complete; i++)
    {
      PyroValue *key = pyro_value_get_key (before, i);
      Step next = { step, key, i };

      PyroValue *new_key = pyro_value_get_key (after, i);

      if (key != NULL && !pyro_value_identical (key, new_key))
        pyro_arrival_add (self, &next, key, new_key, describe_key (key, new_key));
      pyro_arrival_compare (self, &next, pyro_value_get_item (before, i), pyro_value_get_item (after, i));
    }
}

/* Pyro knows its own classes and those of exceptions; of others a receiver has to be told. */
static void
pyro_arrival_note_class (PyroArrival *self,
                         const Step  *step,
                         PyroValue   *record)
{
  const char *name = pyro_value_get_class_name (record);

  if (g_str_has_prefix (name, "Pyro5.") || g_str_has_prefix (name, "Pyro4.") ||
      pyro_value_is_exception (record))
    return;

  pyro_arrival_add (self, step, record, record,
                    g_strdup_printf ("The receiver makes an instance of %s of it, "
                                     "or refuses it where that class is not registered", name));
}

/* The recursion is bounded, as values are PYRO_MAX_DEPTH levels deep at most. */
static void
pyro_arrival_compare (PyroArrival *self,
                      const Step  *step,
                      PyroValue   *before,
                      PyroValue   *after)
{
  PyroValueKind kind = pyro_value_get_kind (before);

  if (!pyro_value_is_container (before) || !pyro_value_is_container (after) ||
      is_map (before) != is_map (after))
    {
      if (!pyro_value_identical (before, after))
        pyro_arrival_add (self, step, before, after, describe (before, after));
      return;
    }

  if (kind != pyro_value_get_kind (after))
    pyro_arrival_add (self, step, before, after, describe (before, after));
  else if (kind == PYRO_VALUE_RECORD)
    pyro_arrival_note_class (self, step, before);

  if (pyro_value_get_length (before) == pyro_value_get_length (after))
    pyro_arrival_compare_items (self, step, before, after);
  else
    pyro_arrival_add (self, step, before, after,
                      g_strdup_printf ("Only %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT
                                       " entries arrive, since some become equal",
                                       pyro_value_get_length (after), pyro_value_get_length (before)));
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

  if (!pyro_builder_open (builder, is_map (container) ? PYRO_VALUE_DICT : PYRO_VALUE_SET, error))
    return FALSE;
  pyro_builder_add_value (builder, key);
  if (is_map (container))
    pyro_builder_add_none (builder);
  if (!pyro_builder_close (builder, error) || (alone = pyro_builder_end (builder, error)) == NULL)
    return FALSE;

  return is_carried (codec, alone, error);
}

/* Finds the smallest part of @value that cannot be carried, and puts its own error in the place of
 * @error. */
static char *
find_place (const PyroCodec  *codec,
            const Step       *step,
            PyroValue        *value,
            GError          **error)
{
  gsize n = pyro_value_is_container (value) ? pyro_value_get_length (value) : 0;

  for (gsize i = 0; i < n; i++)
    {
      PyroValue *item = pyro_value_get_item (value, i);
      PyroValue *key = is_set (value) ? item : pyro_value_get_key (value, i);
      Step next = { step, pyro_value_get_key (value, i), i };
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
          return dup_path (&next);
        }
    }

  return dup_path (step);
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
      g_autofree char *path = find_place (codec, NULL, value, &problem);

      if (*path != '\0')
        g_set_error (error, problem->domain, problem->code, "%s (at %s)", problem->message, path);
      else
        g_propagate_error (error, g_steal_pointer (&problem));
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
  pyro_arrival_compare (self, NULL, value, self->value);

  return self;
}

PyroArrival *
pyro_arrival_ref (PyroArrival *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

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
 *
 * Returns: whether all differences are told, which are `PYRO_MAX_CHANGES` at most
 */
gboolean
pyro_arrival_is_complete (PyroArrival *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->complete;
}
