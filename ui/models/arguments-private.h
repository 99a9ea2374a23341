/* ui/models/arguments-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/arguments.h"

G_BEGIN_DECLS

struct _LensArguments
{
  GObject    parent_instance;

  GPtrArray *rows; /* of LensArgument */
  char      *line;

  LensKind   kind; /* of a container, or any for those of a call */
  guint      n_problems;
  guint      annotations : 1; /* of a message, and no arguments */
  guint      ready : 1;
  guint      editable : 1;
  guint      silent : 1; /* many rows change at once: what comes of it is found out in the end */
};

/* arguments.c */
LensArgument *lens_arguments_get_row    (LensArguments    *self,
                                         guint             position);
void          lens_arguments_changed    (LensArguments    *self,
                                         guint             position,
                                         guint             removed,
                                         guint             added);
void          lens_arguments_watch      (LensArguments    *self,
                                         LensArgument     *row);
void          lens_arguments_unwatch    (LensArguments    *self,
                                         LensArgument     *row);
void          lens_arguments_hold       (LensArguments    *self);
void          lens_arguments_release    (LensArguments    *self);

/* arguments-edit.c */
void          lens_arguments_replace    (LensArguments    *self,
                                         GPtrArray        *rows);
void          lens_arguments_set_values (LensArguments    *self,
                                         PyroValue        *container);
void          lens_arguments_touch      (LensArguments    *self);

/* arguments-build.c */
char         *lens_arguments_make_line  (LensArguments    *self);
PyroValue    *lens_arguments_build      (LensArguments    *self,
                                         LensKind          kind,
                                         const char       *class_name,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* arguments-value.c */
PyroValue    *lens_arguments_to_value   (LensArguments    *self,
                                         gboolean          all) G_GNUC_WARN_UNUSED_RESULT;
gboolean      lens_arguments_from_value (LensArguments    *self,
                                         PyroValue        *list);

/* arguments-line.c */

/* One argument of a line. */
typedef struct
{
  LensArgumentRole  role;
  char             *name;    /* of a keyword, else NULL */
  char             *literal; /* its value in Python */
} LensPiece;

GPtrArray    *lens_arguments_split      (const char       *line,
                                         guint            *column,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;
LensPiece    *lens_piece_new            (LensArgumentRole  role,
                                         char             *name,
                                         char             *literal);
void          lens_piece_free           (gpointer          data);

/* arguments-apply.c */
void          lens_arguments_apply      (LensArguments    *self,
                                         GPtrArray        *pieces);

/* arguments-foreign.c */
GPtrArray *lens_arguments_read_foreign (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
