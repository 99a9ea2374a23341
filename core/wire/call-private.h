/* core/wire/call-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/wire/blob.h"
#include "core/wire/call.h"

G_BEGIN_DECLS

struct _PyroCall
{
  gatomicrefcount  ref_count;
  char            *object;
  char            *method;
  PyroValue       *args;   /* a list or a tuple */
  PyroValue       *kwargs; /* a dict, or NULL for None */
  PyroAnnotations *annotations; /* NULL for none */
  PyroBlob        *blob;   /* what stands in the place of @args, or NULL */
  GPtrArray       *calls;  /* of PyroCall: those of a batch, or NULL */
  guint8           correlation[PYRO_CORRELATION_SIZE];
  guint            has_correlation : 1;
  guint            oneway          : 1;
  guint            too_deep        : 1; /* a value did not fit into @args */
};

PyroCall       *_pyro_call_new           (const char            *object,
                                          const char            *method,
                                          PyroValue             *args,
                                          PyroValue             *kwargs) G_GNUC_WARN_UNUSED_RESULT;
PyroValue      *_pyro_call_new_empty     (PyroValueKind          kind) G_GNUC_WARN_UNUSED_RESULT;
PyroFrameFlags  _pyro_call_get_flags     (PyroCall              *self);

/* call-blob.c */
PyroFrame      *_pyro_call_blob_to_frame (PyroCall              *self,
                                          const PyroGeneration  *generation,
                                          const PyroCodec       *codec,
                                          guint16                serializer_id,
                                          GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
