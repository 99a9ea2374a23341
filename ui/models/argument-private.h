/* ui/models/argument-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/argument.h"

G_BEGIN_DECLS

struct _LensArgument
{
  GObject            parent_instance;

  char              *name;
  char              *title;
  char              *text;
  char              *literal;
  char              *problem;
  char              *refusal;
  char              *file_name; /* NULL unless the bytes are those of a file */
  GBytes            *file;
  char              *missing_file; /* NULL unless what is missing are the bytes of one */
  PyroValue         *value;
  LensArguments     *items;     /* of a container, else NULL */

  LensArgumentRole   role;
  LensArgumentState  state;
  LensKind           kind;
  LensNotation       notation;
  gsize              missing;      /* bytes that were typed and not kept, or 0 */
  guint              problem_column;

  guint              problem_in_name : 1;
  guint              name_touched : 1; /* typed, or the call was tried */
  guint              text_touched : 1; /* typed, or the call was tried */
  guint              duplicate : 1;    /* another row has the same name */
  guint              gap : 1;          /* omitted, with others behind it that are not */
  guint              silent : 1;       /* its items are being changed: they are read when that is done */
};

typedef enum
{
  LENS_ARGUMENT_PROP_0,
  LENS_ARGUMENT_PROP_ROLE,
  LENS_ARGUMENT_PROP_NAME,
  LENS_ARGUMENT_PROP_TITLE,
  LENS_ARGUMENT_PROP_STATE,
  LENS_ARGUMENT_PROP_KIND,
  LENS_ARGUMENT_PROP_NOTATION,
  LENS_ARGUMENT_PROP_FILE_NAME,
  LENS_ARGUMENT_PROP_TEXT,
  LENS_ARGUMENT_PROP_LITERAL,
  LENS_ARGUMENT_PROP_PROBLEM,
  LENS_ARGUMENT_PROP_PROBLEM_COLUMN,
  LENS_ARGUMENT_PROP_PROBLEM_IN_NAME,
  LENS_ARGUMENT_PROP_REFUSAL,
  LENS_ARGUMENT_PROP_TYPE_NAME,
  LENS_ARGUMENT_PROP_VALUE,
  LENS_ARGUMENT_PROP_ITEMS,
  LENS_ARGUMENT_N_PROPS
} LensArgumentProp;

/* argument.c */
gboolean   lens_argument_is_complete   (LensArgument     *self);
void       lens_argument_set_duplicate (LensArgument     *self,
                                        gboolean          duplicate);
void       lens_argument_set_gap       (LensArgument     *self,
                                        gboolean          gap);
void       lens_argument_touch         (LensArgument     *self);
void       lens_argument_set_refusal   (LensArgument     *self,
                                        const char       *refusal);

/* argument-properties.c */
void       lens_argument_notify        (LensArgument     *self,
                                        LensArgumentProp  prop);

/* argument-judge.c */
void       lens_argument_judge         (LensArgument     *self,
                                        gboolean          parse);
PyroValue *lens_argument_read_key      (LensArgument     *self,
                                        GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* argument-edit.c */
void       lens_argument_drop_items    (LensArgument     *self);
void       lens_argument_show_fields   (LensArgument     *self);

G_END_DECLS
