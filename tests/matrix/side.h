/* tests/matrix/side.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/link/tls.h"
#include "tests/client/far-side.h"

G_BEGIN_DECLS

/* Python's side: grid.py in one generation and with one type of server, plain and in TLS. */
typedef struct
{
  const char       *generation; /* 4 or 5 */
  const char       *type;       /* thread or multiplex */
  GSubprocess      *process;
  GDataInputStream *lines;      /* that it prints */
  GSubprocess      *tls_process;
  const char       *missing;    /* why there is none, or NULL */
  char             *line;
  char             *tls_line;   /* NULL without TLS */
  GSocket          *sockets[N_WAYS];

  /* Words of the line. */
  char            **words;
  const char       *uri;
  const char       *serializers;
  const char       *signed_uri; /* NULL where nothing is signed */
  const char       *names;
  const char       *tls_uri;    /* NULL without TLS */
} Side;

#define SIDE_KEY "schlüssel" /* what the messages of @signed_uri are signed with */

void     side_set_up_certificates    (void);
void     side_tear_down_certificates (void);
PyroTls *side_get_tls                (const char *authority,
                                      const char *name);

void     side_start                  (Side       *self,
                                      const char *generation,
                                      const char *type);
void     side_await                  (Side       *self);
void     side_stop                   (Side       *self);
void     side_await_hang             (Side       *self);
void     side_let_go                 (Side       *self);

/* Python's own clients. */
void     side_start_clients          (void);
char    *side_ask_clients            (Side       *self,
                                      const char *serializer,
                                      const char *what);
void     side_stop_clients           (void);

G_END_DECLS
