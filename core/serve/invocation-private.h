/* core/serve/invocation-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/serve/batch-run-private.h"
#include "core/serve/daemon-private.h"
#include "core/serve/invocation.h"

G_BEGIN_DECLS

struct _PyroInvocation
{
  GObject             parent_instance;

  PyroDaemon         *daemon;
  PyroPeer           *peer;
  PyroFrame          *request;
  PyroCall           *call;
  PyroServant        *servant;
  PyroInvocationKind  kind;
  char               *attribute;   /* NULL for a call */
  PyroAnnotations    *annotations; /* to send along; NULL for none */
  PyroValue         **params;      /* bound to the signature of the method; NULL unless they were */
  guint               n_params;
  GError             *unreadable;  /* why the blob that is the first of them cannot be opened; NULL for no reason */
  PyroBatchRun       *batch;       /* of which it is a part; NULL for none */
  PyroOutgoingStream *stream;      /* of which it pulls an item; NULL for none */
  guint8              correlation[PYRO_CORRELATION_SIZE];
  int                 answered;    /* atomic */
  guint               holds : 1;   /* the conversation waits for it */
  guint               oneway : 1;  /* and it is counted */
  guint               callback : 1;
  guint               opened : 1;  /* the blob was looked into, in the place of the first parameter */
};

PyroInvocation *_pyro_invocation_new          (PyroDaemon         *daemon,
                                               PyroPeer           *peer,
                                               PyroFrame          *request,
                                               PyroCall           *call,
                                               const guint8       *correlation) G_GNUC_WARN_UNUSED_RESULT;
gboolean        _pyro_invocation_take_outcome (PyroInvocation     *self);
void            _pyro_invocation_deliver      (PyroInvocation     *self,
                                               PyroFrame          *answer,
                                               gboolean            last);
PyroAnnotations *_pyro_invocation_dup_annotations
                                              (PyroInvocation     *self,
                                               const guint8       *correlation) G_GNUC_WARN_UNUSED_RESULT;
void            _pyro_invocation_send_exception
                                              (PyroInvocation     *self,
                                               PyroException      *exception);
void            _pyro_invocation_send_value   (PyroInvocation     *self,
                                               PyroValue          *value);

/* raise.c */
PyroException  *_pyro_raise_from_error        (const GError       *error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        _pyro_raise_is_silent         (PyroException      *exception);
gboolean        _pyro_raise_is_last           (PyroException      *exception);

G_END_DECLS
