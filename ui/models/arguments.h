/* ui/models/arguments.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/argument.h"

G_BEGIN_DECLS

#define LENS_TYPE_ARGUMENTS (lens_arguments_get_type ())
G_DECLARE_FINAL_TYPE (LensArguments, lens_arguments, LENS, ARGUMENTS, GObject)

/* The arguments of a call in the making, or the items of a container: a GListModel of LensArgument, those by
 * their place first, then those by name. Properties: n-items, n-problems, ready, line, editable (whether the
 * line says all, so that it can be typed instead). Signal changed(): something that is sent may have changed. */
LensArguments *lens_arguments_new        (void) G_GNUC_WARN_UNUSED_RESULT;
LensArguments *lens_arguments_new_items  (LensKind         kind) G_GNUC_WARN_UNUSED_RESULT;
LensArguments *lens_arguments_new_annotations (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean       lens_arguments_has_annotations (LensArguments *self);
LensKind       lens_arguments_get_kind   (LensArguments   *self); /* of a container, else any */
LensArgument  *lens_arguments_add        (LensArguments   *self,
                                          gboolean         keyword);
LensArgument  *lens_arguments_add_role   (LensArguments   *self,
                                          LensArgumentRole role);
void           lens_arguments_remove     (LensArguments   *self,
                                          LensArgument    *argument);
gboolean       lens_arguments_move       (LensArguments   *self,
                                          LensArgument    *argument,
                                          int              places);
void           lens_arguments_clear      (LensArguments   *self);
gboolean       lens_arguments_get_ready  (LensArguments   *self);
gboolean       lens_arguments_get_blank  (LensArguments   *self); /* nothing is typed in it */
guint          lens_arguments_get_n_problems (LensArguments *self);
gboolean       lens_arguments_get_editable (LensArguments *self);
/* The tuple and the dict that the call sends; FALSE with the first problem. */
gboolean       lens_arguments_collect    (LensArguments   *self,
                                          PyroValue      **args,
                                          PyroValue      **kwargs,
                                          LensArgument   **wrong,
                                          GError         **error);
/* "1, 2, name='x'": what Python would write between the brackets, also with holes ("…") in it. */
char          *lens_arguments_dup_line   (LensArguments   *self) G_GNUC_WARN_UNUSED_RESULT;
/* The other way round; rows that stay keep how they are typed. */
gboolean       lens_arguments_set_line   (LensArguments   *self,
                                          const char      *line,
                                          guint           *column,
                                          GError         **error);
void           lens_arguments_restore    (LensArguments   *self,
                                          PyroValue       *args,
                                          PyroValue       *kwargs);
/* The one that @serializer, by which a call was not sent, cannot carry: it says so itself, as its refusal. */
LensArgument  *lens_arguments_refuse     (LensArguments   *self,
                                          const char      *serializer);
/* @serializer is to be used now: what it can carry is refused no more. */
void           lens_arguments_forgive    (LensArguments   *self,
                                          const char      *serializer);
/* Replaces all by what a pasted Python call or argument list says. */
gboolean       lens_arguments_paste      (LensArguments   *self,
                                          const char      *text,
                                          GError         **error);

G_END_DECLS
