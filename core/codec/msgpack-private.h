/* core/codec/msgpack-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/codec/trail-private.h"
#include "core/value/builder.h"

G_BEGIN_DECLS

/* The extension codes of Pyro's MsgpackSerializer. */
#define PYRO_MSGPACK_COMPLEX  0x30
#define PYRO_MSGPACK_INT      0x31
#define PYRO_MSGPACK_DATETIME 0x32
#define PYRO_MSGPACK_DATE     0x33

PyroValue *_pyro_msgpack_read         (GBytes       *payload,
                                       GError      **error);
gboolean   _pyro_msgpack_write        (PyroValue    *value,
                                       PyroTrail    *trail,
                                       GString      *out,
                                       GError      **error);
gboolean   _pyro_msgpack_write_call   (const char   *object,
                                       const char   *method,
                                       PyroValue    *args,
                                       PyroValue    *kwargs,
                                       PyroTrail    *trail,
                                       GString      *out,
                                       GError      **error);

gboolean   _pyro_msgpack_add_date     (PyroBuilder  *builder,
                                       gint64        ordinal,
                                       GError      **error);
gboolean   _pyro_msgpack_add_datetime (PyroBuilder  *builder,
                                       double        timestamp,
                                       GError      **error);
gboolean   _pyro_msgpack_get_date     (PyroValue    *record,
                                       gint64       *ordinal);
gboolean   _pyro_msgpack_get_datetime (PyroValue    *record,
                                       double       *timestamp);

G_END_DECLS
