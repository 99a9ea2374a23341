/* ui/models/argument.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/kind.h"
#include "ui/models/bytes-notation.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LensArguments LensArguments;

/**
 * LensArgumentRole:
 * @LENS_ARGUMENT_POSITIONAL: an argument by its place
 * @LENS_ARGUMENT_REST: `*` and a list, whose items are arguments by their places
 * @LENS_ARGUMENT_KEYWORD: an argument by its name
 * @LENS_ARGUMENT_NAMED_REST: `**` and a dict, whose entries are arguments by their names
 * @LENS_ARGUMENT_ITEM: an item of a list, tuple or set
 * @LENS_ARGUMENT_ENTRY: an entry of a dict; its name is the key, a Python literal
 * @LENS_ARGUMENT_FIELD: a field of an instance of a class; its name is any text
 * @LENS_ARGUMENT_ANNOTATION: bytes that go along with a message, under a key of four characters
 *
 * What a value is among others.
 */
typedef enum
{
  LENS_ARGUMENT_POSITIONAL,
  LENS_ARGUMENT_REST,
  LENS_ARGUMENT_KEYWORD,
  LENS_ARGUMENT_NAMED_REST,
  LENS_ARGUMENT_ITEM,
  LENS_ARGUMENT_ENTRY,
  LENS_ARGUMENT_FIELD,
  LENS_ARGUMENT_ANNOTATION,
} LensArgumentRole;

/**
 * LensArgumentState:
 * @LENS_ARGUMENT_SEND: what is typed is sent
 * @LENS_ARGUMENT_OMIT: nothing is sent: the other side takes its default
 * @LENS_ARGUMENT_NONE: `None` is sent
 *
 * Omitted, `None` and empty are three different things.
 */
typedef enum
{
  LENS_ARGUMENT_SEND,
  LENS_ARGUMENT_OMIT,
  LENS_ARGUMENT_NONE,
} LensArgumentState;

#define LENS_TYPE_ARGUMENT_ROLE (lens_argument_role_get_type ())
GType lens_argument_role_get_type (void);

#define LENS_TYPE_ARGUMENT_STATE (lens_argument_state_get_type ())
GType lens_argument_state_get_type (void);

#define LENS_TYPE_ARGUMENT (lens_argument_get_type ())
G_DECLARE_FINAL_TYPE (LensArgument, lens_argument, LENS, ARGUMENT, GObject)

/* Properties: role, name ("" where there is none), title (what the method calls a positional argument, ""
 * where that is not known), state, kind (how the value is typed), notation (of bytes), file-name (nullable:
 * bytes that are those of a file), text (as it is typed, in the kind's way; of a record its class), literal
 * (the same in Python), problem (nullable sentence), problem-column (the character of the text, 1.. or 0),
 * problem-in-name (whether the problem is the name's and not the text's), refusal (nullable sentence: why the last
 * call was not sent, until the value is another), type-name (nullable: the type
 * of the value), value (PyroValue, nullable while the text is no value), items (LensArguments, nullable:
 * what a container holds). A row that nobody has typed into has no problem yet, and no value. */
LensArgument      *lens_argument_new            (gboolean            keyword) G_GNUC_WARN_UNUSED_RESULT;
LensArgument      *lens_argument_new_for_role   (LensArgumentRole    role) G_GNUC_WARN_UNUSED_RESULT;
LensArgumentRole   lens_argument_get_role       (LensArgument       *self);
gboolean           lens_argument_get_keyword    (LensArgument       *self);
gboolean           lens_argument_has_name       (LensArgument       *self); /* one that must be typed */
const char        *lens_argument_get_name       (LensArgument       *self);
void               lens_argument_set_name       (LensArgument       *self,
                                                 const char         *name);
const char        *lens_argument_get_title      (LensArgument       *self);
void               lens_argument_set_title      (LensArgument       *self,
                                                 const char         *title);
LensArgumentState  lens_argument_get_state      (LensArgument       *self);
void               lens_argument_set_state      (LensArgument       *self,
                                                 LensArgumentState   state);
LensKind           lens_argument_get_kind       (LensArgument       *self);
gboolean           lens_argument_set_kind       (LensArgument       *self,
                                                 LensKind            kind);
LensNotation       lens_argument_get_notation   (LensArgument       *self);
void               lens_argument_set_notation   (LensArgument       *self,
                                                 LensNotation        notation);
const char        *lens_argument_get_file_name  (LensArgument       *self);
void               lens_argument_set_file       (LensArgument       *self,
                                                 const char         *name,
                                                 GBytes             *bytes);
const char        *lens_argument_get_text       (LensArgument       *self);
void               lens_argument_set_text       (LensArgument       *self,
                                                 const char         *text);
const char        *lens_argument_get_literal    (LensArgument       *self);
void               lens_argument_set_literal    (LensArgument       *self,
                                                 const char         *literal);
void               lens_argument_set_value      (LensArgument       *self,
                                                 PyroValue          *value);
const char        *lens_argument_get_problem    (LensArgument       *self);
guint              lens_argument_get_problem_column (LensArgument   *self);
gboolean           lens_argument_get_problem_in_name (LensArgument  *self);
const char        *lens_argument_get_type_name  (LensArgument       *self);
PyroValue         *lens_argument_get_value      (LensArgument       *self);
const char        *lens_argument_get_refusal    (LensArgument       *self);
gboolean           lens_argument_is_blank       (LensArgument       *self);
LensArguments     *lens_argument_get_items      (LensArgument       *self);
/* How many bytes of what was typed were not kept, and of which file they were, if they were of one. Until something
 * else is typed that is a problem. */
gsize              lens_argument_get_missing    (LensArgument       *self);
void               lens_argument_set_missing    (LensArgument       *self,
                                                 gsize               size,
                                                 const char         *file_name);

G_END_DECLS
