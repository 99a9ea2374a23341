/* ui/models/argument.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LENS_TYPE_ARGUMENT (lens_argument_get_type ())
G_DECLARE_FINAL_TYPE (LensArgument, lens_argument, LENS, ARGUMENT, GObject)

/* Properties: name (keyword, "" for a positional one), keyword (whether it has a name), text (a Python
 * literal), problem (nullable sentence), problem-column (the character of the text, 1.. or 0),
 * problem-in-name (whether the problem is the name's and not the text's), type-name (nullable: the type
 * of the value), value (PyroValue, nullable while the text is no literal). A row that nobody has typed
 * into has no problem yet, and no value. */
LensArgument *lens_argument_new          (gboolean      keyword) G_GNUC_WARN_UNUSED_RESULT;
gboolean      lens_argument_get_keyword  (LensArgument *self);
const char   *lens_argument_get_name     (LensArgument *self);
void          lens_argument_set_name     (LensArgument *self,
                                          const char   *name);
const char   *lens_argument_get_text     (LensArgument *self);
void          lens_argument_set_text     (LensArgument *self,
                                          const char   *text);
const char   *lens_argument_get_problem  (LensArgument *self);
guint         lens_argument_get_problem_column (LensArgument *self);
gboolean      lens_argument_get_problem_in_name (LensArgument *self);
const char   *lens_argument_get_type_name (LensArgument *self);
PyroValue    *lens_argument_get_value    (LensArgument *self);

G_END_DECLS
