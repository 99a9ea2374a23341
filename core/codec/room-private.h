/* core/codec/room-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/number.h"
#include "core/value/repr.h"

G_BEGIN_DECLS

/* Writing to the end of a GString in place: a call for each number or short text would cost more than
 * what is written. */

/* Room for @size bytes behind what there is, good until @out is used again. */
static inline char *
_pyro_room_reserve (GString *out,
                    gsize    size)
{
  gsize len = out->len;

  if (G_UNLIKELY (size >= out->allocated_len - len))
    {
      g_string_set_size (out, len + size);
      out->len = len;
    }

  return out->str + len;
}

/* Counts @size bytes that were written into reserved room. */
static inline void
_pyro_room_commit (GString *out,
                   gsize    size)
{
  out->len += size;
  out->str[out->len] = '\0';
}

static inline char *
_pyro_room_add (GString *out,
                gsize    size)
{
  char *room = _pyro_room_reserve (out, size);

  _pyro_room_commit (out, size);

  return room;
}

static inline void
_pyro_room_add_float (GString *out,
                      double   value)
{
  _pyro_room_commit (out, pyro_number_format_float (value, _pyro_room_reserve (out, PYRO_NUMBER_SIZE)));
}

/* An integer of any size. */
static inline void
_pyro_room_add_int (GString   *out,
                    PyroValue *value)
{
  gint64 integer;

  if (pyro_value_get_int64 (value, &integer))
    _pyro_room_commit (out, pyro_number_format_int (integer, _pyro_room_reserve (out, PYRO_NUMBER_SIZE)));
  else
    pyro_value_append_repr (value, out);
}

G_END_DECLS
