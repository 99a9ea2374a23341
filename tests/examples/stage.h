/* tests/examples/stage.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "../client/far-side.h"
#include "program.h"

G_BEGIN_DECLS

/* Where an example of Pyro is played: its folder (a copy, as some write into theirs), its servers, which
 * are Python's and unchanged, a name server where it wants one, and this program as the client. */
typedef struct
{
  const char *generation;   /* "Pyro5" or "Pyro4" */
  Way         way;
  char       *root;
  char       *folder;       /* within @root, as deep as in Pyro's sources */
  char      **environment;  /* of what it starts */
  GPtrArray  *programs;     /* of Program */
  GPtrArray  *proxies;
  Program    *name_server;
  guint16     name_server_port;
  const char *pyroctl;      /* the program, while servers are ours; else NULL */
} Stage;

char      *stage_dup_examples (const char *generation);
Stage     *stage_open      (const char *generation,
                            Way         way,
                            const char *example);
void       stage_close     (Stage      *self);
gboolean   stage_can_import (Stage     *self,
                            const char *modules);
Program   *stage_run       (Stage      *self,
                            const char *script,
                            ...) G_GNUC_NULL_TERMINATED;
Program   *stage_run_line  (Stage      *self,
                            const char *program,
                            const char *line);
Program   *stage_run_child (Stage      *self,
                            int         fd,
                            const char *script);
Program   *stage_run_parent
                           (Stage      *self,
                            int         fd,
                            const char *script);
Program   *stage_serve     (Stage      *self,
                            const char *script,
                            const char *ready);
void       stage_await     (Stage      *self,
                            const char *pattern);
PyroProxy *stage_serve_uri (Stage      *self,
                            const char *script,
                            const char *object);
void       stage_need_names (Stage     *self);
void       stage_leave_names (Stage    *self);
PyroProxy *stage_proxy     (Stage      *self,
                            const char *uri);
PyroProxy *stage_again     (Stage      *self,
                            PyroProxy  *proxy);
PyroProxy *stage_lookup    (Stage      *self,
                            const char *name);
void       stage_set       (Stage      *self,
                            const char *variable,
                            const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_close)

G_END_DECLS
