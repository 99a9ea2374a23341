/* core/codec/marshal.c - the marshal serializer: what CPython keeps its byte code in
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/codec-private.h"
#include "core/codec/marshal-private.h"

const PyroCodec _pyro_marshal_codec = {
  .name = "marshal",
  .encode = _pyro_marshal_write,
  .decode = _pyro_marshal_read,
  .encode_call = _pyro_marshal_write_call,
};
