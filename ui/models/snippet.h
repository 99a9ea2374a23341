/* ui/models/snippet.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/object.h"

G_BEGIN_DECLS

/**
 * LensSnippetLanguage:
 * @LENS_SNIPPET_PYRO5: Python with Pyro5
 * @LENS_SNIPPET_PYRO4: Python with Pyro4
 * @LENS_SNIPPET_SHELL: a command of pyroctl
 * @LENS_SNIPPET_JAVA: Java with Pyrolite
 * @LENS_SNIPPET_CSHARP: C# with Pyrolite
 * @LENS_SNIPPET_CURL: curl, through Pyro's HTTP gateway
 *
 * In which words a call can be copied.
 */
typedef enum
{
  LENS_SNIPPET_PYRO5,
  LENS_SNIPPET_PYRO4,
  LENS_SNIPPET_SHELL,
  LENS_SNIPPET_JAVA,
  LENS_SNIPPET_CSHARP,
  LENS_SNIPPET_CURL,
} LensSnippetLanguage;

#define LENS_TYPE_SNIPPET_LANGUAGE (lens_snippet_language_get_type ())
GType  lens_snippet_language_get_type (void);

/* A call, as a program would make it. Keys are never in it. */
char  *lens_snippet_make              (LensSnippetLanguage  language,
                                       LensObject          *object,
                                       const char          *method,
                                       PyroValue           *args,
                                       PyroValue           *kwargs,
                                       LensParticulars     *particulars) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
