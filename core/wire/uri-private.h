/* core/wire/uri-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/uri.h"

G_BEGIN_DECLS

struct _PyroUri
{
  gatomicrefcount   ref_count;
  PyroUriScheme     scheme;
  char             *object;
  char            **tags;             /* sorted, each once; NULL unless PYROMETA */
  char             *host;             /* without brackets; NULL for none */
  guint16           port;             /* 0 when it is not said */
  char             *socket_path;      /* NULL for none; an abstract one begins with a NUL */
  gsize             socket_path_size; /* bytes, without the terminating NUL */
};

PyroUri    *_pyro_uri_parse_raw    (const char     *text,
                                    gsize           size,
                                    guint16         default_port,
                                    GError        **error) G_GNUC_WARN_UNUSED_RESULT;
const char *_pyro_uri_scheme_name  (PyroUriScheme   scheme);

G_END_DECLS
