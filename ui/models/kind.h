/* ui/models/kind.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

/**
 * LensKind:
 * @LENS_KIND_ANY: a Python literal; it is what it says
 * @LENS_KIND_BOOL: `True` or `False`
 * @LENS_KIND_INT: an integer of any size
 * @LENS_KIND_FLOAT: a float, also `nan` and `inf`
 * @LENS_KIND_COMPLEX: a complex number
 * @LENS_KIND_STR: text, without quotes
 * @LENS_KIND_BYTES: bytes, in a #LensNotation
 * @LENS_KIND_LIST: a list
 * @LENS_KIND_TUPLE: a tuple
 * @LENS_KIND_SET: a set
 * @LENS_KIND_FROZENSET: a frozenset
 * @LENS_KIND_DICT: a dict
 * @LENS_KIND_RECORD: an instance of a class: its name, and fields
 * @LENS_KIND_DECIMAL: a decimal number, digit for digit; all serializers carry it as text
 * @LENS_KIND_DATETIME: a date with a time, as text in ISO 8601
 * @LENS_KIND_DATE: a date, as text in ISO 8601
 * @LENS_KIND_TIME: a time of day, as text in ISO 8601
 * @LENS_KIND_TIMEDELTA: a span of time, as seconds
 * @LENS_KIND_UUID: a UUID, as text
 * @LENS_KIND_PROXY: an object, by its URI; the other side gets a proxy of it
 *
 * In which way a value is typed. Pyro carries dates, decimals and UUIDs as what Python's serializers make
 * of them; a kind checks the text and makes the same.
 */
typedef enum
{
  LENS_KIND_ANY,
  LENS_KIND_BOOL,
  LENS_KIND_INT,
  LENS_KIND_FLOAT,
  LENS_KIND_COMPLEX,
  LENS_KIND_STR,
  LENS_KIND_BYTES,
  LENS_KIND_LIST,
  LENS_KIND_TUPLE,
  LENS_KIND_SET,
  LENS_KIND_FROZENSET,
  LENS_KIND_DICT,
  LENS_KIND_RECORD,
  LENS_KIND_DECIMAL,
  LENS_KIND_DATETIME,
  LENS_KIND_DATE,
  LENS_KIND_TIME,
  LENS_KIND_TIMEDELTA,
  LENS_KIND_UUID,
  LENS_KIND_PROXY,
  LENS_N_KINDS
} LensKind;

#define LENS_TYPE_KIND (lens_kind_get_type ())
GType         lens_kind_get_type      (void);

const char   *lens_kind_get_name      (LensKind        kind); /* "int"; "" for any */
gboolean      lens_kind_find          (const char     *name,
                                       LensKind       *kind);
gboolean      lens_kind_is_container  (LensKind        kind);
PyroValueKind lens_kind_get_container (LensKind        kind);
/* The kind that a value is typed as best. */
LensKind      lens_kind_of_value      (PyroValue      *value);
/* Text as it is typed ⇄ value; @column is the character that is wrong, from 1. Not for containers, and
 * not for bytes: see notation. */
PyroValue    *lens_kind_read          (LensKind        kind,
                                       const char     *text,
                                       guint          *column,
                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;
char         *lens_kind_write         (LensKind        kind,
                                       PyroValue      *value) G_GNUC_WARN_UNUSED_RESULT;
/* An integer of any size, one more or less; NULL where the text is no integer. */
char         *lens_kind_step          (const char     *text,
                                       int             step) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
