/* core/serve/invocation.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/serve/peer.h"
#include "core/serve/servant.h"
#include "core/wire/call.h"
#include "core/wire/exception.h"

G_BEGIN_DECLS

typedef struct _PyroDaemon PyroDaemon;

/**
 * PyroInvocationKind:
 * @PYRO_INVOCATION_CALL: a method is called
 * @PYRO_INVOCATION_GET: an attribute is read
 * @PYRO_INVOCATION_SET: an attribute is written
 *
 * What a client wants.
 */
typedef enum
{
  PYRO_INVOCATION_CALL,
  PYRO_INVOCATION_GET,
  PYRO_INVOCATION_SET,
} PyroInvocationKind;

#define PYRO_TYPE_INVOCATION (pyro_invocation_get_type ())
G_DECLARE_FINAL_TYPE (PyroInvocation, pyro_invocation, PYRO, INVOCATION, GObject)

/**
 * PyroPullFunc:
 * @pull: the request for the next item: it is answered with a value, with
 *   [method@Pyro.Invocation.return_end] or with an error
 * @user_data: what was given with the function
 *
 * Gives the next item of a stream, now or later. It is not called again before that.
 */
typedef void (*PyroPullFunc) (PyroInvocation *pull,
                              gpointer        user_data);

PyroDaemon        *pyro_invocation_get_daemon      (PyroInvocation   *self);
PyroPeer          *pyro_invocation_get_peer        (PyroInvocation   *self);
PyroServant       *pyro_invocation_get_servant     (PyroInvocation   *self);
PyroCall          *pyro_invocation_get_call        (PyroInvocation   *self);
PyroInvocation    *pyro_invocation_get_batch       (PyroInvocation   *self);
PyroInvocationKind pyro_invocation_get_kind        (PyroInvocation   *self);
const char        *pyro_invocation_get_name        (PyroInvocation   *self);
PyroValue         *pyro_invocation_get_args        (PyroInvocation   *self);
PyroValue         *pyro_invocation_get_kwargs      (PyroInvocation   *self);
PyroBlob          *pyro_invocation_get_blob        (PyroInvocation   *self);
PyroAnnotations   *pyro_invocation_get_annotations (PyroInvocation   *self);
const guint8      *pyro_invocation_get_correlation (PyroInvocation   *self);
gboolean           pyro_invocation_get_oneway      (PyroInvocation   *self);
gboolean           pyro_invocation_is_answered     (PyroInvocation   *self);

guint              pyro_invocation_get_n_params    (PyroInvocation   *self);
PyroValue         *pyro_invocation_get_param       (PyroInvocation   *self,
                                                    guint             index);
gboolean           pyro_invocation_read_int        (PyroInvocation   *self,
                                                    guint             index,
                                                    gint64           *value,
                                                    GError          **error);
gboolean           pyro_invocation_read_float      (PyroInvocation   *self,
                                                    guint             index,
                                                    double           *value,
                                                    GError          **error);
char              *pyro_invocation_read_string     (PyroInvocation   *self,
                                                    guint             index,
                                                    GError          **error) G_GNUC_WARN_UNUSED_RESULT;

PyroValue         *pyro_invocation_dup_proxy       (PyroInvocation   *self,
                                                    PyroServant      *servant,
                                                    GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           pyro_invocation_annotate        (PyroInvocation   *self,
                                                    const char       *id,
                                                    GBytes           *data,
                                                    GError          **error);
void               pyro_invocation_set_callback    (PyroInvocation   *self,
                                                    gboolean          callback);

void               pyro_invocation_return_value    (PyroInvocation   *self,
                                                    PyroValue        *value);
void               pyro_invocation_return_error    (PyroInvocation   *self,
                                                    const GError     *error);
void               pyro_invocation_return_stream   (PyroInvocation   *self,
                                                    PyroPullFunc      func,
                                                    gpointer          user_data,
                                                    GDestroyNotify    destroy);
void               pyro_invocation_return_items    (PyroInvocation   *self,
                                                    PyroValue        *items);
void               pyro_invocation_return_end      (PyroInvocation   *self,
                                                    PyroValue        *result);

G_END_DECLS
