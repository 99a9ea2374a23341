/* core/codec/marshal-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/codec/trail-private.h"

G_BEGIN_DECLS

/* The bytes that values begin with: the TYPE_ constants of CPython's Python/marshal.c. The highest bit
 * says that the value may be referred to. */
typedef enum
{
  MARSHAL_NULL                 = '0', /* ends a dict */
  MARSHAL_NONE                 = 'N',
  MARSHAL_FALSE                = 'F',
  MARSHAL_TRUE                 = 'T',
  MARSHAL_STOP_ITERATION       = 'S',
  MARSHAL_ELLIPSIS             = '.',
  MARSHAL_INT                  = 'i',
  MARSHAL_INT64                = 'I', /* Python 2 */
  MARSHAL_LONG                 = 'l',
  MARSHAL_FLOAT                = 'f',
  MARSHAL_BINARY_FLOAT         = 'g',
  MARSHAL_COMPLEX              = 'x',
  MARSHAL_BINARY_COMPLEX       = 'y',
  MARSHAL_BYTES                = 's',
  MARSHAL_INTERNED             = 't',
  MARSHAL_UNICODE              = 'u',
  MARSHAL_ASCII                = 'a',
  MARSHAL_ASCII_INTERNED       = 'A',
  MARSHAL_SHORT_ASCII          = 'z',
  MARSHAL_SHORT_ASCII_INTERNED = 'Z',
  MARSHAL_STRING_REF           = 'R', /* Python 2 */
  MARSHAL_REF                  = 'r',
  MARSHAL_TUPLE                = '(',
  MARSHAL_SMALL_TUPLE          = ')',
  MARSHAL_LIST                 = '[',
  MARSHAL_DICT                 = '{',
  MARSHAL_SET                  = '<',
  MARSHAL_FROZENSET            = '>',
  MARSHAL_CODE                 = 'c',
  MARSHAL_SLICE                = ':',
} MarshalType;

#define MARSHAL_FLAG_REF 0x80

/* Bits of a digit of MARSHAL_LONG, which takes two bytes. */
#define MARSHAL_DIGIT_BITS 15

PyroValue *_pyro_marshal_read       (GBytes      *payload,
                                     GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   _pyro_marshal_write      (PyroValue   *value,
                                     PyroTrail   *trail,
                                     GString     *out,
                                     GError     **error);
gboolean   _pyro_marshal_write_call (const char  *object,
                                     const char  *method,
                                     PyroValue   *args,
                                     PyroValue   *kwargs,
                                     PyroTrail   *trail,
                                     GString     *out,
                                     GError     **error);

G_END_DECLS
