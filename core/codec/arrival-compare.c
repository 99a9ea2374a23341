/* core/codec/arrival-compare.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The differences between a value and what arrives of it. */

#include "core/codec/arrival-private.h"

#include <string.h>

#include "core/codec/serpent.h"
#include "core/limits.h"
#include "core/value/repr.h"

/* Bytes of a key in a sentence. */
#define MAX_KEY_SIZE 60

static void pyro_arrival_compare_items (PyroArrival *self,
                                        PyroTrail   *trail,
                                        PyroValue   *before,
                                        PyroValue   *after);

/* Consumes @sentence. */
static void
pyro_arrival_add (PyroArrival     *self,
                  const PyroTrail *trail,
                  PyroValue       *before,
                  PyroValue       *after,
                  char            *sentence)
{
  PyroChange *change;

  if (self->changes->len == PYRO_MAX_CHANGES)
    {
      self->complete = FALSE;
      g_free (sentence);
      return;
    }

  change = g_new0 (PyroChange, 1);
  change->path = _pyro_trail_dup_path (trail);
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

  if (_pyro_arrival_is_set (before) && pyro_value_get_length (before) == 0)
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

/* Pyro's own classes, whose instances the receiver makes of whatever form their state has. */
static gboolean
is_of_pyro (PyroValue *value)
{
  const char *name = pyro_value_get_class_name (value);

  return name != NULL && (g_str_has_prefix (name, "Pyro5.") || g_str_has_prefix (name, "Pyro4."));
}

static gboolean
is_sequence (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  return kind == PYRO_VALUE_LIST || kind == PYRO_VALUE_TUPLE;
}

/* Serializers keep the order of entries, but for pickle in an instance. */
static void
pyro_arrival_compare_entry (PyroArrival *self,
                            PyroTrail   *trail,
                            PyroValue   *before,
                            PyroValue   *after,
                            gsize        index)
{
  PyroValue *key = pyro_value_get_key (before, index);
  PyroValue *item = pyro_value_get_item (before, index);
  PyroValue *new_key = pyro_value_get_key (after, index);
  PyroValue *new_item = pyro_value_get_item (after, index);

  if (!pyro_value_identical (key, new_key))
    {
      PyroValue *found = pyro_value_lookup (after, key);

      if (found != NULL)
        new_item = found;
      else
        pyro_arrival_add (self, trail, key, new_key, describe_key (key, new_key));
    }

  /* an exception is made anew of its arguments, be they a tuple or a list */
  if (pyro_value_is_exception (before) && is_sequence (item) && is_sequence (new_item) &&
      pyro_value_get_length (item) == pyro_value_get_length (new_item))
    pyro_arrival_compare_items (self, trail, item, new_item);
  else
    _pyro_arrival_compare (self, trail, item, new_item);
}

static void
pyro_arrival_compare_items (PyroArrival *self,
                            PyroTrail   *trail,
                            PyroValue   *before,
                            PyroValue   *after)
{
  gsize n = pyro_value_get_length (before);

  _pyro_trail_enter (trail, before);
  for (gsize i = 0; i < n && self->complete; i++)
    {
      _pyro_trail_move (trail, i);
      if (pyro_value_get_key (before, i) != NULL)
        pyro_arrival_compare_entry (self, trail, before, after, i);
      else
        _pyro_arrival_compare (self, trail, pyro_value_get_item (before, i), pyro_value_get_item (after, i));
    }
  _pyro_trail_leave (trail);
}

/* Pyro knows its own classes and those of exceptions; of others a receiver has to be told. With
 * marshal only a whole argument becomes an instance. */
static void
pyro_arrival_note_class (PyroArrival     *self,
                         const PyroTrail *trail,
                         PyroValue       *record)
{
  const char *name = pyro_value_get_class_name (record);

  if (self->shallow && trail->n_steps > 0)
    pyro_arrival_add (self, trail, record, record,
                      g_strdup_printf ("The receiver gets a dict and no instance of %s, "
                                       "as marshal makes instances of whole arguments only", name));
  else if (!pyro_value_is_exception (record))
    pyro_arrival_add (self, trail, record, record,
                      g_strdup_printf ("The receiver makes an instance of %s of it, "
                                       "or refuses it when it does not know that class", name));
}

/* The recursion is bounded, as values are PYRO_MAX_DEPTH levels deep at most. */
void
_pyro_arrival_compare (PyroArrival *self,
                       PyroTrail   *trail,
                       PyroValue   *before,
                       PyroValue   *after)
{
  PyroValueKind kind = pyro_value_get_kind (before);

  if (is_of_pyro (before) && is_of_pyro (after) && !(self->shallow && trail->n_steps > 0))
    return;
  if (!pyro_value_is_container (before) || !pyro_value_is_container (after) ||
      _pyro_arrival_is_map (before) != _pyro_arrival_is_map (after))
    {
      if (!pyro_value_identical (before, after))
        pyro_arrival_add (self, trail, before, after, describe (before, after));
      return;
    }

  if (kind != pyro_value_get_kind (after))
    pyro_arrival_add (self, trail, before, after, describe (before, after));
  else if (kind == PYRO_VALUE_RECORD)
    pyro_arrival_note_class (self, trail, before);

  if (pyro_value_get_length (before) == pyro_value_get_length (after))
    pyro_arrival_compare_items (self, trail, before, after);
  else
    pyro_arrival_add (self, trail, before, after,
                      g_strdup_printf ("Only %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT
                                       " entries arrive, since some become equal",
                                       pyro_value_get_length (after), pyro_value_get_length (before)));
}
