/* core/value/hash.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/value/value-private.h"

#include <math.h>
#include <string.h>

#include "core/value/number.h"

/* Values that are equal have the same hash. The hash has a secret key, for a peer that knew which
 * keys collide could make a dict of them that takes forever to read. It is SipHash-1-3 as in
 * CPython: https://www.aumasson.jp/siphash/siphash.pdf */

typedef struct
{
  guint64 v0, v1, v2, v3;
} Sip;

static guint64 secret[2];

static void
make_secret (void)
{
  static gsize made;

  if (g_once_init_enter (&made))
    {
      for (guint i = 0; i < G_N_ELEMENTS (secret); i++)
        secret[i] = (guint64) g_random_int () << 32 | g_random_int ();
      g_once_init_leave (&made, 1);
    }
}

static inline guint64
rotate (guint64 value,
        int     n)
{
  return value << n | value >> (64 - n);
}

static inline void
turn (Sip *self)
{
  self->v0 += self->v1;
  self->v2 += self->v3;
  self->v1 = rotate (self->v1, 13) ^ self->v0;
  self->v3 = rotate (self->v3, 16) ^ self->v2;
  self->v0 = rotate (self->v0, 32);
  self->v2 += self->v1;
  self->v0 += self->v3;
  self->v1 = rotate (self->v1, 17) ^ self->v2;
  self->v3 = rotate (self->v3, 21) ^ self->v0;
  self->v2 = rotate (self->v2, 32);
}

static inline void
take (Sip     *self,
      guint64  word)
{
  self->v3 ^= word;
  turn (self);
  self->v0 ^= word;
}

static inline Sip
start (void)
{
  make_secret ();

  return (Sip) {
    secret[0] ^ G_GUINT64_CONSTANT (0x736f6d6570736575),
    secret[1] ^ G_GUINT64_CONSTANT (0x646f72616e646f6d),
    secret[0] ^ G_GUINT64_CONSTANT (0x6c7967656e657261),
    secret[1] ^ G_GUINT64_CONSTANT (0x7465646279746573),
  };
}

static inline guint32
finish (Sip *self)
{
  guint64 hash;

  self->v2 ^= 0xff;
  turn (self);
  turn (self);
  turn (self);
  hash = self->v0 ^ self->v1 ^ self->v2 ^ self->v3;

  return (guint32) (hash ^ hash >> 32);
}

/* A str and the bytes of the same text may have the same hash. */
static guint32
hash_text (const PyroValue *self)
{
  gsize size;
  const char *text = _pyro_node_get_text (self, &size);
  Sip sip = start ();
  guint64 word;
  gsize n = size;

  for (; n >= sizeof word; n -= sizeof word, text += sizeof word)
    {
      memcpy (&word, text, sizeof word);
      take (&sip, word);
    }
  word = 0;
  memcpy (&word, text, n);
  take (&sip, word ^ (guint64) size << 56);

  return finish (&sip);
}

static guint32
hash_words (guint64 a,
            guint64 b)
{
  Sip sip = start ();

  take (&sip, a);
  take (&sip, b);

  return finish (&sip);
}

static guint32
hash_double (double value)
{
  guint64 bits;

  if (isnan (value))
    return hash_words (PYRO_VALUE_FLOAT, 0);
  if (value >= -0x1p63 && value < 0x1p63 && value == trunc (value))
    return hash_words (PYRO_VALUE_INT, (guint64) (gint64) value);
  memcpy (&bits, &value, sizeof bits);

  return hash_words (PYRO_VALUE_FLOAT, bits);
}

/* An integer beyond 64 bits that is a double too has that one's hash. */
static guint32
hash_digits (const PyroValue *self)
{
  gsize size;
  const char *text = _pyro_node_get_text (self, &size);
  double value = pyro_number_to_double (text);

  if (pyro_number_is_exact (text, value))
    return hash_double (value);

  return hash_text (self);
}

static guint32
hash_sequence (const PyroValue *self)
{
  const PyroValue *nodes = _pyro_items_get_nodes (self->u.items);
  Sip sip = start ();

  take (&sip, self->kind);
  for (gsize i = 0; i < self->u.items->count; i++)
    take (&sip, _pyro_node_hash (&nodes[i]));

  return finish (&sip);
}

/* The hash of a set, which must not depend on the order. */
guint32
_pyro_items_hash (const PyroValue *nodes,
                  gsize            n_nodes)
{
  guint64 sum = 0;

  if (n_nodes == 0)
    return _pyro_no_items.hash;

  for (gsize i = 0; i < n_nodes; i++)
    sum += hash_words (PYRO_VALUE_SET, _pyro_node_hash (&nodes[i]));

  return hash_words (sum, n_nodes);
}

static guint32
hash_map (const PyroValue *self)
{
  const PyroValue *nodes = _pyro_items_get_nodes (self->u.items);
  guint64 sum = 0;

  for (gsize i = 0; i < self->u.items->count; i++)
    sum += hash_words (_pyro_node_hash (&nodes[2 * i]), _pyro_node_hash (&nodes[2 * i + 1]));

  return hash_words (PYRO_VALUE_DICT, sum);
}

guint32
_pyro_node_hash (const PyroValue *self)
{
  self = _pyro_node_resolve (self);
  switch ((PyroValueKind) self->kind)
    {
    case PYRO_VALUE_BOOL:
    case PYRO_VALUE_INT:
      return self->form == PYRO_FORM_PLAIN
        ? hash_words (PYRO_VALUE_INT, (guint64) self->u.integer) : hash_digits (self);

    case PYRO_VALUE_FLOAT:
      return hash_double (self->u.real);

    case PYRO_VALUE_COMPLEX:
      return self->u.complex[1] == 0 ? hash_double (self->u.complex[0])
        : hash_words (hash_double (self->u.complex[0]), hash_double (self->u.complex[1]));

    case PYRO_VALUE_STR:
    case PYRO_VALUE_BYTES:
      return hash_text (self);

    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
      return hash_sequence (self);

    case PYRO_VALUE_SET:
      return _pyro_items_hash (_pyro_items_get_nodes (self->u.items), self->u.items->count);

    case PYRO_VALUE_FROZENSET:
      return self->u.items->hash;

    case PYRO_VALUE_DICT:
    case PYRO_VALUE_RECORD:
      return hash_map (self);

    case PYRO_VALUE_NONE:
    default:
      return hash_words (PYRO_VALUE_NONE, 0);
    }
}

/**
 * pyro_value_hash:
 * @self: a value
 *
 * Gives a hash that equal values share, also of those that Python cannot hash. It is another one
 * each time a program is started.
 *
 * Returns: the hash
 */
guint
pyro_value_hash (PyroValue *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return _pyro_node_hash (self);
}

/**
 * pyro_value_is_hashable:
 * @self: a value
 *
 * Returns: whether the value can be a key of a dict or a member of a set: it is no list, set, dict
 *   or record, nor a tuple with one of these in it
 */
gboolean
pyro_value_is_hashable (PyroValue *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return _pyro_node_find_unhashable (self) == NULL;
}

/* What in a value keeps it from being a key: the value itself, or an item of a tuple; NULL when
 * nothing does. The members of a frozenset were looked at when it was made. */
const PyroValue *
_pyro_node_find_unhashable (const PyroValue *self)
{
  self = _pyro_node_resolve (self);
  if (self->kind == PYRO_VALUE_TUPLE)
    {
      const PyroValue *nodes = _pyro_items_get_nodes (self->u.items);

      for (gsize i = 0; i < self->u.items->count; i++)
        {
          const PyroValue *found = _pyro_node_find_unhashable (&nodes[i]);

          if (found != NULL)
            return found;
        }
      return NULL;
    }

  return _pyro_kind_is_container (self->kind) && self->kind != PYRO_VALUE_FROZENSET ? self : NULL;
}
