/* core/wire/uri.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/value.h"

G_BEGIN_DECLS

/**
 * PyroUriScheme:
 * @PYRO_URI_PYRO: `PYRO:object@location`, an object at an address
 * @PYRO_URI_PYRONAME: `PYRONAME:name[@location]`, an object by its name at a name server
 * @PYRO_URI_PYROMETA: `PYROMETA:tag,…[@location]`, any object with these tags at a name server
 *
 * How a URI says where its object is.
 */
typedef enum
{
  PYRO_URI_PYRO,
  PYRO_URI_PYRONAME,
  PYRO_URI_PYROMETA,
} PyroUriScheme;

#define PYRO_TYPE_URI (pyro_uri_get_type ())

typedef struct _PyroUri PyroUri;

GType              pyro_uri_get_type     (void);
PyroUri           *pyro_uri_parse        (const char     *text,
                                          guint16         default_port,
                                          GError        **error) G_GNUC_WARN_UNUSED_RESULT;
PyroUri           *pyro_uri_new          (PyroUriScheme   scheme,
                                          const char     *object,
                                          const char     *host,
                                          guint16         port) G_GNUC_WARN_UNUSED_RESULT;
PyroUri           *pyro_uri_new_unix     (PyroUriScheme   scheme,
                                          const char     *object,
                                          const char     *path) G_GNUC_WARN_UNUSED_RESULT;
PyroUri           *pyro_uri_with_object  (PyroUri        *self,
                                          const char     *object) G_GNUC_WARN_UNUSED_RESULT;
PyroUri           *pyro_uri_ref          (PyroUri        *self);
void               pyro_uri_unref        (PyroUri        *self);

PyroUriScheme      pyro_uri_get_scheme   (PyroUri        *self);
const char        *pyro_uri_get_object   (PyroUri        *self);
const char *const *pyro_uri_get_tags     (PyroUri        *self);
const char        *pyro_uri_get_host     (PyroUri        *self);
guint16            pyro_uri_get_port     (PyroUri        *self);
const char        *pyro_uri_get_socket_path (PyroUri     *self,
                                          gsize          *size);
gboolean           pyro_uri_has_location (PyroUri        *self);
char              *pyro_uri_dup_location (PyroUri        *self) G_GNUC_WARN_UNUSED_RESULT;
char              *pyro_uri_to_string    (PyroUri        *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean           pyro_uri_equal        (PyroUri        *self,
                                          PyroUri        *other);
guint              pyro_uri_hash         (PyroUri        *self);

PyroUri           *pyro_uri_from_value   (PyroValue      *value,
                                          GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroUri, pyro_uri_unref)

G_END_DECLS
