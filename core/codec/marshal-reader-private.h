/* core/codec/marshal-reader-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <string.h>

#include "core/value/builder.h"

G_BEGIN_DECLS

/* One run over one payload. */
typedef struct
{
  const guint8  *start;
  const guint8  *at;
  const guint8  *end;
  GBytes        *payload;
  PyroBuilder   *builder;
  guint          n_refs;  /* values that may be referred to, by the numbers that the builder gave */
  GArray        *strings; /* guint8 *: where the strings are that Python 2 may refer to, or NULL */
  guint64        work;    /* see PYRO_MAX_MARSHAL_WORK */
  GError       **error;
} MarshalReader;

gboolean _pyro_marshal_read_number (MarshalReader *self,
                                    guint8         type);
gboolean _pyro_marshal_fail        (MarshalReader *self,
                                    const guint8  *at,
                                    const char    *format,
                                    ...) G_GNUC_PRINTF (3, 4);

/* Takes so many bytes; NULL when there are fewer. */
static inline const guint8 *
_pyro_marshal_take (MarshalReader *self,
                    gsize          size)
{
  const guint8 *at = self->at;

  if (G_UNLIKELY ((gsize) (self->end - at) < size))
    {
      _pyro_marshal_fail (self, self->end, "It ends too early");
      return NULL;
    }
  self->at += size;

  return at;
}

/* Takes a signed number of 32 bits. */
static inline gboolean
_pyro_marshal_take_int32 (MarshalReader *self,
                          gint32        *value)
{
  const guint8 *at = _pyro_marshal_take (self, sizeof *value);
  guint32 word;

  if (at == NULL)
    return FALSE;
  memcpy (&word, at, sizeof word);
  *value = (gint32) GUINT32_FROM_LE (word);

  return TRUE;
}

G_END_DECLS
