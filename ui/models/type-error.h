/* ui/models/type-error.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/card.h"

G_BEGIN_DECLS

/**
 * LensTypeErrorKind:
 * @LENS_TYPE_ERROR_OTHER: the arguments do not fit, in a way that tells nothing about the parameters
 * @LENS_TYPE_ERROR_MISSING: names what is missing
 * @LENS_TYPE_ERROR_MISSING_KEYWORD: names what is missing and has no place
 * @LENS_TYPE_ERROR_COUNT: says how many there may be
 * @LENS_TYPE_ERROR_UNEXPECTED: names a keyword that it has not
 * @LENS_TYPE_ERROR_TWICE: names one that came by its place and by its name
 * @LENS_TYPE_ERROR_BY_NAME: names those that must come by their places
 *
 * Why Python refuses a call before the method runs.
 */
typedef enum
{
  LENS_TYPE_ERROR_OTHER,
  LENS_TYPE_ERROR_MISSING,
  LENS_TYPE_ERROR_MISSING_KEYWORD,
  LENS_TYPE_ERROR_COUNT,
  LENS_TYPE_ERROR_UNEXPECTED,
  LENS_TYPE_ERROR_TWICE,
  LENS_TYPE_ERROR_BY_NAME,
} LensTypeErrorKind;

/**
 * LensTypeError:
 * @kind: what the text says
 * @function: (nullable): what is called, without its class
 * @names: the parameters that it names
 * @suggestion: (nullable): what Python takes a wrong keyword for
 * @least: how many arguments there must be by their places
 * @most: how many there may be; %G_MAXUINT where the text does not say
 * @given: how many Python counted
 * @with_keywords: whether those by name are counted in @given
 *
 * What the text of a `TypeError` says.
 */
typedef struct
{
  LensTypeErrorKind   kind;
  char               *function;
  char              **names;
  char               *suggestion;
  guint               least;
  guint               most;
  guint               given;
  gboolean            with_keywords;
} LensTypeError;

LensTypeError *lens_type_error_parse (const char    *message) G_GNUC_WARN_UNUSED_RESULT;
void           lens_type_error_free  (LensTypeError *self);
LensCard      *lens_type_error_learn (LensTypeError *self,
                                      guint          n_args,
                                      guint          n_kwargs,
                                      LensEvidence   origin) G_GNUC_WARN_UNUSED_RESULT;
/* What an exception says of the method that was called; NULL where the method itself raised it. */
LensTypeError *lens_type_error_from_exception (PyroException *exception,
                                      const char    *method) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LensTypeError, lens_type_error_free)

G_END_DECLS
