/* ui/models/snippet-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/snippet.h"

G_BEGIN_DECLS

/* What is to be written; all of it is borrowed. */
typedef struct
{
  const char      *object;      /* its name */
  const char      *uri;
  const char      *method;
  PyroValue       *args;
  PyroValue       *kwargs;
  const char      *serializer;
  const char      *correlation; /* "" for none */
  PyroAnnotations *annotations;
  gint64           time_limit;  /* microseconds, 0 for none */
  guint            generation;
  gboolean         handshake;   /* whether there is a value: what it is may be a secret */
  gboolean         oneway;
  gboolean         compression;
} LensSnippet;

/* snippet-pyrolite.c */
char *lens_snippet_make_pyrolite (const LensSnippet *self,
                                  gboolean           csharp) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
