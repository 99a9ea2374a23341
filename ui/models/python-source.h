/* ui/models/python-source.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/card.h"

G_BEGIN_DECLS

/**
 * LensPythonMethod:
 * @name: what it is called
 * @card: its parameters without the object, its docstring and its line
 * @property: whether it is an attribute to those who use it
 * @exposed: whether it is marked with `@expose`
 *
 * A method in a Python text.
 */
typedef struct
{
  char     *name;
  LensCard *card;
  gboolean  property;
  gboolean  exposed;
} LensPythonMethod;

/**
 * LensPythonClass:
 * @name: what it is called
 * @docstring: (nullable): what its author says of it
 * @bases: the names of the classes that it inherits from
 * @methods: of #LensPythonMethod, by their names
 * @line: where it begins, from 1
 * @exposed: whether it is marked with `@expose`
 *
 * A class in a Python text.
 */
typedef struct
{
  char        *name;
  char        *docstring;
  char       **bases;
  GHashTable  *methods;
  guint        line;
  gboolean     exposed;
} LensPythonClass;

#define LENS_PYTHON_MAX_SIZE (4 * 1024 * 1024) /* bytes of a text that is read; sources are smaller */

/* The outline of a Python text: its classes. Nothing is evaluated, and any bytes are taken. */
GPtrArray        *lens_python_source_read      (const char       *text,
                                                gsize             size,
                                                GCancellable     *cancellable) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray        *lens_python_source_get_line  (GPtrArray        *classes,
                                                LensPythonClass  *klass) G_GNUC_WARN_UNUSED_RESULT;
LensPythonMethod *lens_python_source_find      (GPtrArray        *line,
                                                const char       *method);
LensPythonClass  *lens_python_source_choose    (GPtrArray        *classes,
                                                const char *const *members,
                                                GCancellable     *cancellable);

/* python-parameters.c */
LensCard         *lens_python_read_parameters  (const char       *text,
                                                gsize             size,
                                                LensEvidence      origin,
                                                GError          **error) G_GNUC_WARN_UNUSED_RESULT;
const char       *lens_python_find_end         (const char       *at,
                                                const char       *end,
                                                const char       *ends);

G_END_DECLS
