/* core/wire/generation.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/codec/codec.h"

G_BEGIN_DECLS

/**
 * PyroGeneration:
 *
 * One generation of Pyro's protocol, as a table: version number, header layout, flag bits, serializer
 * numbers, names of classes. Everything else asks this table and never compares a version.
 */
typedef struct _PyroGeneration PyroGeneration;

const PyroGeneration *pyro_generation_get_pyro5       (void);
const PyroGeneration *pyro_generation_get_pyro4       (void);
const PyroGeneration *const *
                      pyro_generation_list            (void);
const PyroGeneration *pyro_generation_find            (guint16               version);
const PyroGeneration *pyro_generation_find_major      (guint                 major);
const char           *pyro_generation_get_name        (const PyroGeneration *self);
guint16               pyro_generation_get_version     (const PyroGeneration *self);
const char           *pyro_generation_get_class_prefix (const PyroGeneration *self);
gsize                 pyro_generation_get_header_size (const PyroGeneration *self);
gboolean              pyro_generation_has_hmac        (const PyroGeneration *self);
gboolean              pyro_generation_has_serializers_accepted
                                                      (const PyroGeneration *self);
const char           *pyro_generation_get_serializer_name
                                                      (const PyroGeneration *self,
                                                       guint16               serializer_id);
const PyroCodec      *pyro_generation_find_codec      (const PyroGeneration *self,
                                                       guint16               serializer_id);
gboolean              pyro_generation_find_serializer_id
                                                      (const PyroGeneration *self,
                                                       const PyroCodec      *codec,
                                                       guint16              *serializer_id);

G_END_DECLS
