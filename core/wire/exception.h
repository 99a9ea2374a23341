/* core/wire/exception.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/generation.h"

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
PyroException     *pyro_exception_new              (const char     *class_name,
                                                    const char     *message) G_GNUC_WARN_UNUSED_RESULT;
PyroException     *pyro_exception_new_raised       (const char     *class_name,
                                                    PyroValue      *args,
                                                    const char     *file,
                                                    guint           line,
                                                    const char     *function,
                                                    const char     *source) G_GNUC_WARN_UNUSED_RESULT;
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

PyroValue         *pyro_exception_to_value         (PyroException  *self,
                                                    const PyroGeneration *generation) G_GNUC_WARN_UNUSED_RESULT;
GError            *pyro_exception_to_error         (PyroException  *self) G_GNUC_WARN_UNUSED_RESULT;
PyroException     *pyro_remote_error_get_exception (const GError   *error);

void               pyro_set_exception              (GError        **error,
                                                    const char     *file,
                                                    guint           line,
                                                    const char     *function,
                                                    const char     *class_name,
                                                    const char     *format,
                                                    ...) G_GNUC_PRINTF (6, 7);

/**
 * PYRO_RAISE: (skip)
 * @error: return location for an error
 * @class_name: as for [ctor@Pyro.Exception.new]
 * @...: a printf format for the message, and what belongs into it
 *
 * Sets @error to an exception that is raised here: this place is in its traceback.
 */
#define PYRO_RAISE(error, class_name, ...) \
  pyro_set_exception ((error), __FILE__, __LINE__, G_STRFUNC, (class_name), __VA_ARGS__)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroException, pyro_exception_unref)

G_END_DECLS
