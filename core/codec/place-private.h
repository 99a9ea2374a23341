/* core/codec/place-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/value.h"

G_BEGIN_DECLS

/* Where in a value a writer is: in a chain on the writer's stack, from the inside out. */
typedef struct _PyroPlaceLink PyroPlaceLink;

struct _PyroPlaceLink
{
  const PyroPlaceLink *outer;     /* NULL for the value itself */
  const char          *name;      /* what the outermost value is called, or NULL */
  PyroValue           *container; /* NULL where only the name counts */
  gsize                index;     /* of an item or entry of container */
};

gboolean  _pyro_place_refuse (const PyroPlaceLink  *place,
                              const char           *codec,
                              GError              **error,
                              const char           *format,
                              ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
