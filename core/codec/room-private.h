/* core/codec/room-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

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

G_END_DECLS
