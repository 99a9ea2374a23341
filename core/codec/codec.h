/* core/codec/codec.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/value.h"

G_BEGIN_DECLS

/**
 * PyroCodec:
 *
 * One of Pyro's serializers: values to payload bytes and back. There is one constant codec for each;
 * a protocol generation says which number stands for it on the wire.
 */
typedef struct _PyroCodec PyroCodec;

const PyroCodec  *pyro_codec_find        (const char       *name);
const char *const *pyro_codec_list_names (void);
const char       *pyro_codec_get_name    (const PyroCodec  *self);
const char       *pyro_codec_get_serializer
                                         (const PyroCodec  *self);

GBytes           *pyro_codec_encode      (const PyroCodec  *self,
                                          PyroValue        *value,
                                          GError          **error) G_GNUC_WARN_UNUSED_RESULT;
PyroValue        *pyro_codec_decode      (const PyroCodec  *self,
                                          GBytes           *payload,
                                          GError          **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes           *pyro_codec_encode_call (const PyroCodec  *self,
                                          const char       *object,
                                          const char       *method,
                                          PyroValue        *args,
                                          PyroValue        *kwargs,
                                          GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          pyro_codec_decode_call (const PyroCodec  *self,
                                          GBytes           *payload,
                                          PyroValue       **object,
                                          PyroValue       **method,
                                          PyroValue       **args,
                                          PyroValue       **kwargs,
                                          GError          **error);

G_END_DECLS
