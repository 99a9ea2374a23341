/* tests/bench/clients.h - the clients that all benchmarks of calls have
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/wire/uri.h"

G_BEGIN_DECLS

/* What Python's client is asked: a request of bench-peer.py and what comes after the URI. */
typedef struct
{
  const char *request;
  PyroUri   **uri;
  const char *more; /* NULL for nothing */
} ClientsAsking;

void     clients_start_python    (void);
PyroUri *clients_serve_in_python (const char *options,
                                  int        *pid);

/* One that sends messages that were made before and looks at no answer. */
GBytes  *clients_new_hello       (void);
GBytes  *clients_new_call        (const char *method,
                                  const char *args);
gssize   clients_pass            (int         fd,
                                  GBytes     *message,
                                  char       *answer,
                                  gsize       size);
int      clients_open_canned     (PyroUri    *uri);

/* Each is a BenchFunc; @data is a PyroUri **, or what is said there. */
double   clients_call_canned     (gpointer    data,
                                  guint       n);
double   clients_connect_canned  (gpointer    data,
                                  guint       n);
double   clients_batch_canned    (gpointer    data,
                                  guint       n);
double   clients_call_sync       (gpointer    data,
                                  guint       n);
double   clients_connect_sync    (gpointer    data,
                                  guint       n);
double   clients_call_oneway     (gpointer    data,
                                  guint       n);
double   clients_call_async      (gpointer    data,
                                  guint       n);
double   clients_call_in_pairs   (gpointer    data,
                                  guint       n);
double   clients_call_at_once    (gpointer    data,
                                  guint       n);
double   clients_ask_python      (gpointer    asking,
                                  guint       n);
void     clients_end             (void);

G_END_DECLS
