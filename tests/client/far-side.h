/* tests/client/far-side.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/client/proxy.h"

G_BEGIN_DECLS

/* A Python program on the other side. It prints one line when it is ready, and lives until its
 * standard input ends, with this process at the latest. */
typedef struct
{
  GSubprocess *process;
  char        *line;
} Peer;

void          peer_start             (Peer              *self,
                                      const char        *script,
                                      ...) G_GNUC_NULL_TERMINATED;
void          peer_stop              (Peer              *self);
void          peer_kill              (Peer              *self);
PyroUri      *peer_dup_uri           (Peer              *self);
PyroProxy    *peer_new_proxy         (Peer              *self);

/* A callback for any asynchronous function, and the wait for it: @user_data is a GAsyncResult **. */
void          take_result            (GObject           *object,
                                      GAsyncResult      *result,
                                      gpointer           user_data);
GAsyncResult *wait_for_result        (GAsyncResult     **result);

/* One call of a proxy, by either way, with Python literals for the arguments and the result. */
typedef enum
{
  SYNC,
  ASYNC,
  N_WAYS
} Way;

void          parse_arguments        (const char        *text,
                                      PyroValue        **args,
                                      PyroValue        **kwargs);
PyroValue    *call                   (PyroProxy         *proxy,
                                      Way                way,
                                      const char        *method,
                                      const char        *arguments,
                                      GCancellable      *cancellable,
                                      GError           **error);
void          assert_call            (PyroProxy         *proxy,
                                      Way                way,
                                      const char        *method,
                                      const char        *arguments,
                                      const char        *result);
void          assert_value           (PyroValue         *value,
                                      const char        *literal);
gboolean      bind_proxy             (PyroProxy         *proxy,
                                      Way                way,
                                      GCancellable      *cancellable,
                                      GError           **error);
void          spin                   (void);
guint         count_descriptors      (void);

G_END_DECLS
