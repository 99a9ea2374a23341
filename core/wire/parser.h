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
 */
typedef enum
{
  PYRO_PARSE_ERROR = -1,
  PYRO_PARSE_NEED_MORE,
  PYRO_PARSE_FRAME,
} PyroParseResult;

typedef struct _PyroParser PyroParser;

PyroParser      *pyro_parser_new     (gsize          max_size) G_GNUC_WARN_UNUSED_RESULT;
void             pyro_parser_free    (PyroParser    *self);
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroParser, pyro_parser_free)

G_END_DECLS
