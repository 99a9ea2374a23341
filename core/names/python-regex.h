/* core/names/python-regex.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A regular expression as Python's `re` means it, on top of GRegex. */
typedef struct _PyroPythonRegex PyroPythonRegex;

PyroPythonRegex *_pyro_python_regex_new   (const char       *pattern,
                                           gsize             size,
                                           GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void             _pyro_python_regex_free  (PyroPythonRegex  *self);
gboolean         _pyro_python_regex_match (PyroPythonRegex  *self,
                                           const char       *text,
                                           gsize             size,
                                           gboolean         *matches,
                                           GError          **error);
gboolean         _pyro_python_is_space    (gunichar          c);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroPythonRegex, _pyro_python_regex_free)

G_END_DECLS
