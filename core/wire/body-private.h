/* core/wire/body-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Memory for the body of a large message. */
typedef struct _PyroBody PyroBody;

PyroBody *_pyro_body_new          (gsize      capacity);
PyroBody *_pyro_body_resize       (PyroBody  *self,
                                   gsize      capacity);
guint8   *_pyro_body_get_data     (PyroBody  *self);
gsize     _pyro_body_get_capacity (PyroBody  *self);
GBytes   *_pyro_body_free_to_bytes
                                  (PyroBody  *self,
                                   gsize      size);
void      _pyro_body_free         (PyroBody  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroBody, _pyro_body_free)

G_END_DECLS
