/* core/wire/parser.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/frame.h"

G_BEGIN_DECLS

/**
 * PyroParseResult:
 * @PYRO_PARSE_ERROR: the bytes are no Pyro message; the parser stays broken
 * @PYRO_PARSE_NEED_MORE: no whole message yet
 * @PYRO_PARSE_FRAME: one frame came out, and more may follow
 *
 * What came of the bytes so far.
 */
typedef enum
{
  PYRO_PARSE_ERROR = -1,
  PYRO_PARSE_NEED_MORE,
  PYRO_PARSE_FRAME,
} PyroParseResult;

#define PYRO_TYPE_PARSER (pyro_parser_get_type ())

typedef struct _PyroParser PyroParser;

GType            pyro_parser_get_type (void);
PyroParser      *pyro_parser_new     (gsize          max_size) G_GNUC_WARN_UNUSED_RESULT;
PyroParser      *pyro_parser_ref     (PyroParser    *self);
void             pyro_parser_unref   (PyroParser    *self);
guint8          *pyro_parser_reserve (PyroParser    *self,
                                      gsize         *size);
void             pyro_parser_commit  (PyroParser    *self,
                                      gsize          size);
void             pyro_parser_feed    (PyroParser    *self,
                                      const guint8  *data,
                                      gsize          size);
PyroParseResult  pyro_parser_next    (PyroParser    *self,
                                      PyroFrame    **frame,
                                      gsize         *wanted,
                                      GError       **error);
gboolean         pyro_parser_is_idle (PyroParser    *self);
gboolean         pyro_parser_is_direct (PyroParser  *self);
gsize            pyro_parser_get_n_held (PyroParser *self);
void             pyro_parser_trim    (PyroParser    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroParser, pyro_parser_unref)

G_END_DECLS
