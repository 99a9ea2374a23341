/* ui/widgets/grammar.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

void lens_grammar_set (GtkSourceBuffer *buffer,
                       const char      *language);

G_END_DECLS
