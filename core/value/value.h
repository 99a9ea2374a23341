/* core/value/value.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PyroValueKind:
 * @PYRO_VALUE_NONE: `None`
 * @PYRO_VALUE_BOOL: `True` or `False`
 * @PYRO_VALUE_INT: an integer of any size
 * @PYRO_VALUE_FLOAT: a float, also nan and the infinities
 * @PYRO_VALUE_COMPLEX: a complex number
 * @PYRO_VALUE_STR: text; UTF-8, where a lone surrogate is three bytes
 * @PYRO_VALUE_BYTES: bytes
 * @PYRO_VALUE_LIST: a list
 * @PYRO_VALUE_TUPLE: a tuple
 * @PYRO_VALUE_SET: a set, in the order of its making
 * @PYRO_VALUE_FROZENSET: a frozenset, in the order of its making
 * @PYRO_VALUE_DICT: a dict, in the order of its making
 * @PYRO_VALUE_RECORD: an instance of a class as the serializers write it: a dict with the key
 *   `__class__`, whose value is text
 *
 * The Python types a value can have.
 */
typedef enum
{
  PYRO_VALUE_NONE,
  PYRO_VALUE_BOOL,
  PYRO_VALUE_INT,
  PYRO_VALUE_FLOAT,
  PYRO_VALUE_COMPLEX,
  PYRO_VALUE_STR,
  PYRO_VALUE_BYTES,
  PYRO_VALUE_LIST,
  PYRO_VALUE_TUPLE,
  PYRO_VALUE_SET,
  PYRO_VALUE_FROZENSET,
  PYRO_VALUE_DICT,
  PYRO_VALUE_RECORD,
} PyroValueKind;

#define PYRO_TYPE_VALUE (pyro_value_get_type ())

typedef struct _PyroValue PyroValue;

GType          pyro_value_get_type        (void);
PyroValue     *pyro_value_ref             (PyroValue      *self);
void           pyro_value_unref           (PyroValue      *self);

PyroValue     *pyro_value_new_none        (void) G_GNUC_WARN_UNUSED_RESULT;
PyroValue     *pyro_value_new_bool        (gboolean        value) G_GNUC_WARN_UNUSED_RESULT;
PyroValue     *pyro_value_new_int         (gint64          value) G_GNUC_WARN_UNUSED_RESULT;
PyroValue     *pyro_value_new_float       (double          value) G_GNUC_WARN_UNUSED_RESULT;
PyroValue     *pyro_value_new_complex     (double          real,
                                           double          imaginary) G_GNUC_WARN_UNUSED_RESULT;
PyroValue     *pyro_value_new_string      (const char     *text) G_GNUC_WARN_UNUSED_RESULT;
PyroValue     *pyro_value_new_bytes       (GBytes         *bytes) G_GNUC_WARN_UNUSED_RESULT;
PyroValue     *pyro_value_new_list        (PyroValue     **items,
                                           gsize           n_items) G_GNUC_WARN_UNUSED_RESULT;
PyroValue     *pyro_value_new_tuple       (PyroValue     **items,
                                           gsize           n_items) G_GNUC_WARN_UNUSED_RESULT;

PyroValueKind  pyro_value_get_kind        (PyroValue      *self);
const char    *pyro_value_get_type_name   (PyroValue      *self);
gboolean       pyro_value_is_container    (PyroValue      *self);

gboolean       pyro_value_get_bool        (PyroValue      *self);
gboolean       pyro_value_get_int64       (PyroValue      *self,
                                           gint64         *value);
char          *pyro_value_dup_int_text    (PyroValue      *self) G_GNUC_WARN_UNUSED_RESULT;
double         pyro_value_get_float       (PyroValue      *self);
void           pyro_value_get_complex     (PyroValue      *self,
                                           double         *real,
                                           double         *imaginary);
gboolean       pyro_value_get_number      (PyroValue      *self,
                                           double         *value);
const char    *pyro_value_get_string      (PyroValue      *self,
                                           gsize          *size);
char          *pyro_value_dup_utf8        (PyroValue      *self) G_GNUC_WARN_UNUSED_RESULT;
gconstpointer  pyro_value_get_bytes_data  (PyroValue      *self,
                                           gsize          *size);
GBytes        *pyro_value_dup_bytes       (PyroValue      *self) G_GNUC_WARN_UNUSED_RESULT;

gsize          pyro_value_get_length      (PyroValue      *self);
PyroValue     *pyro_value_get_item        (PyroValue      *self,
                                           gsize           index);
PyroValue     *pyro_value_get_key         (PyroValue      *self,
                                           gsize           index);
PyroValue     *pyro_value_lookup          (PyroValue      *self,
                                           PyroValue      *key);
PyroValue     *pyro_value_lookup_string   (PyroValue      *self,
                                           const char     *key);
gboolean       pyro_value_contains        (PyroValue      *self,
                                           PyroValue      *item);
const char    *pyro_value_get_class_name  (PyroValue      *self);
gboolean       pyro_value_is_exception    (PyroValue      *self);
guint          pyro_value_get_depth       (PyroValue      *self);

gboolean       pyro_value_is_hashable     (PyroValue      *self);
guint          pyro_value_hash            (PyroValue      *self);
gboolean       pyro_value_equal           (PyroValue      *self,
                                           PyroValue      *other);
gboolean       pyro_value_identical       (PyroValue      *self,
                                           PyroValue      *other);
gsize          pyro_value_get_memory_size (PyroValue      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroValue, pyro_value_unref)

G_END_DECLS
