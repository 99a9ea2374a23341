/* core/wire/dissection.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/exception.h"
#include "core/wire/frame.h"

G_BEGIN_DECLS

/**
 * PyroDissectionField:
 * @name: what it is, in the words of Pyro's protocol
 * @text: what it says
 * @offset: where it begins, in bytes from the start of the message
 * @size: how long it is, in bytes
 *
 * A part of the bytes of a message: a field of its header, an annotation, or the payload.
 */
typedef struct
{
  char  *name;
  char  *text;
  gsize  offset;
  gsize  size;
} PyroDissectionField;

#define PYRO_TYPE_DISSECTION (pyro_dissection_get_type ())

typedef struct _PyroDissection PyroDissection;

GType                      pyro_dissection_get_type        (void);
PyroDissection            *pyro_dissection_new             (PyroFrame             *frame,
                                                            GBytes                *header) G_GNUC_WARN_UNUSED_RESULT;
PyroDissection            *pyro_dissection_new_for_payload (GBytes                *payload,
                                                            const PyroCodec       *codec,
                                                            GError               **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes                    *pyro_dissection_dup_plain       (GBytes                *bytes,
                                                            GError               **error) G_GNUC_WARN_UNUSED_RESULT;
PyroDissection            *pyro_dissection_ref             (PyroDissection        *self);
void                       pyro_dissection_unref           (PyroDissection        *self);

PyroFrame                 *pyro_dissection_get_frame       (PyroDissection        *self);
const PyroCodec           *pyro_dissection_get_codec       (PyroDissection        *self);
const char                *pyro_dissection_get_summary     (PyroDissection        *self);
const char *const         *pyro_dissection_get_lines       (PyroDissection        *self);
const char                *pyro_dissection_get_problem     (PyroDissection        *self);
PyroException             *pyro_dissection_get_exception   (PyroDissection        *self);
guint                      pyro_dissection_get_n_fields    (PyroDissection        *self);
const PyroDissectionField *pyro_dissection_get_field       (PyroDissection        *self,
                                                            guint                  index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyroDissection, pyro_dissection_unref)

G_END_DECLS
