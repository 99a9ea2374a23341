/* tests/examples/served.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "stand-in.h"

G_BEGIN_DECLS

/* A client of the example, as it is. */
typedef struct
{
  const char *script;      /* and the words behind it */
  const char *typed;       /* the lines that a user types; % is the first server's URI, %2 the second's */
  const char *until;       /* it does not end: what it has printed then, and all that is compared */
  const char *at_last;     /* it goes on beside the others, and has printed this in the end */
  const char *restart;     /* when it has printed this, the servers end and begin anew */
  gboolean    listens;     /* before it can be told anything */
  gboolean    beside;      /* the next one begins when this one does */
  gboolean    hasty;       /* it fails when something takes longer than it should; then it may try again */
  gboolean    interrupted; /* after @until, and then all that it printed is compared */
} Visit;

/* A server of the example, whose place is taken. */
typedef struct
{
  const char *script;    /* and the words behind it */
  const char *ready;     /* what it prints then; what the last group matches is the URI */
  const char *typed;
  const char *registers; /* it does not say when: a name that it has a little later begins so */
} Server;

/* What Python's servers print when they are ready. */
#define RUNNING "daemon running"
#define URI(id) "(PYRO:" id "@[^\\s'<>]+)"

#define N_SERVERS 4
#define N_VISITS 4

/* One example: what its clients print and how they end with the server in C is compared with what they
 * do with Python's. */
typedef struct
{
  const char *new_folder; /* in Pyro5's examples; NULL where it has none such */
  const char *old_folder; /* in Pyro4's */
  void      (*serve) (Host *host);
  Server      servers[N_SERVERS];
  Visit       visits[N_VISITS];
  const char *vague;      /* what differs each time: all that matches is taken for the same */
  const char *alike;      /* what differs too, but is the same in the same places */
  const char *shuffled;   /* lines in any order, as threads print them; or items with commas */
  gboolean    isolated;   /* the servers listen where others could reach them, or on fixed ports */
  gboolean    paired;     /* a script that forks: server and client have a pair of sockets */
  gboolean    named;      /* there is a name server: ours where the servers are ours */
  const char *(*prepare) (Stage *stage); /* before all; says why it cannot be played here, or NULL */
  void      (*check) (const char *seen); /* more to be said of what was seen with the server in C */
} Served;

/* What those print who measure: a speed, or a time. */
#define SPEED "\\d+(\\.\\d+)?(?= (seconds|msec|sec|mb/sec|kb/sec|calls|conn|times)|/sec)|\\(\\d+(?= calls)"

/* Each ends with an empty row. */
extern const Served async_served[];
extern const Served batch_served[];
extern const Served call_served[];
extern const Served computing_served[];
extern const Served loss_served[];
extern const Served message_served[];
extern const Served music_served[];
extern const Served object_served[];
extern const Served program_served[];
extern const Served secret_served[];
extern const Served session_served[];
extern const Served shop_served[];
extern const Served speed_served[];
extern const Served time_served[];
extern const Served transfer_served[];
extern const Served window_served[];
extern const Served word_served[];
extern const Served work_served[];

void served_play (const Served *row,
                  Stage        *stage,
                  const char   *pyroctl);

G_END_DECLS
