/* core/wire/exception.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/value/value.h"

G_BEGIN_DECLS

#define PYRO_TYPE_EXCEPTION (pyro_exception_get_type ())

typedef struct _PyroException PyroException;

/**
 * PyroRemoteError:
 * @PYRO_REMOTE_ERROR_RAISED: the remote method, or the daemon on its behalf, raised an exception
 *
 * Errors in the `PYRO_REMOTE_ERROR` domain. They carry the exception:
 * [func@Pyro.remote_error_get_exception].
 */
typedef enum
{
  PYRO_REMOTE_ERROR_RAISED,
} PyroRemoteError;

#define PYRO_REMOTE_ERROR (pyro_remote_error_quark ())
GQuark             pyro_remote_error_quark         (void);

GType              pyro_exception_get_type         (void);
PyroException     *pyro_exception_from_value       (PyroValue      *value,
                                                    GError        **error) G_GNUC_WARN_UNUSED_RESULT;
PyroException     *pyro_exception_ref              (PyroException  *self);
void               pyro_exception_unref            (PyroException  *self);

const char        *pyro_exception_get_class_name   (PyroException  *self);
const char        *pyro_exception_get_short_class_name (PyroException *self);
const char        *pyro_exception_get_message      (PyroException  *self);
PyroValue         *pyro_exception_get_args         (PyroException  *self);
PyroValue         *pyro_exception_get_attributes   (PyroException  *self);
const char *const *pyro_exception_get_traceback    (PyroException  *self);
PyroValue         *pyro_exception_get_value        (PyroException  *self);

GError            *pyro_exception_to_error         (PyroException  *self) G_GNUC_WARN_UNUSED_RESULT;
PyroException     *pyro_remote_error_get_exception (const GError   *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroException, pyro_exception_unref)

G_END_DECLS
