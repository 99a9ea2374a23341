/* core/codec/msgpack.c - MessagePack, as Pyro's MsgpackSerializer uses it
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/msgpack-private.h"

#include "core/codec/codec-private.h"

const PyroCodec _pyro_msgpack_codec = {
  .name = "msgpack",
  .encode = _pyro_msgpack_write,
  .decode = _pyro_msgpack_read,
  .encode_call = _pyro_msgpack_write_call,
};
