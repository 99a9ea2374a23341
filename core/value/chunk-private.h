/* core/value/chunk-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Sixteen bytes that are compared at once, with what the compiler has for it on each machine. */
typedef guint8 PyroChunk __attribute__ ((vector_size (16)));

static inline PyroChunk
_pyro_chunk_read (const char *at)
{
  PyroChunk self;

  memcpy (&self, at, sizeof self);

  return self;
}

/* Whether any comparison was true. */
static inline gboolean
_pyro_chunk_has_any (PyroChunk self)
{
  guint64 halves[2];

  memcpy (halves, &self, sizeof self);

  return (halves[0] | halves[1]) != 0;
}

G_END_DECLS
