/* tests/examples/stand-in.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/client/proxy.h"
#include "core/names/name-daemon.h"
#include "core/serve/daemon.h"
#include "core/serve/skeleton.h"
#include "core/value/builder.h"
#include "stage.h"

G_BEGIN_DECLS

/* A daemon in C in the place of an example's server. For Pyro5 each client has a thread, for Pyro4 all
 * are served by one loop; that runs in a thread of its own, as the test waits for the client. */
typedef struct
{
  Stage          *stage;
  PyroConfig     *config;
  PyroDaemon     *daemon;
  PyroDaemon     *second;   /* or NULL */
  PyroNameDaemon *names;    /* the server is a name server as well, or NULL */
  GPtrArray      *uris;     /* of what was added, which people tell the client */
  GPtrArray      *proxies;  /* of servants that are clients too */
  GPtrArray      *programs; /* of Program: ours, which stand in too */
  GMainContext   *context;
  GMainLoop      *loop;
  GThread        *thread;
  gboolean        listens;
  GSocket        *frozen;   /* listens where nobody accepts */
  int             pair;     /* one end of a pair of sockets, or -1 */
} Host;

/* A method of a skeleton. */
#define METHOD(name)                         \
  static PyroValue *                         \
  name (PyroInvocation  *invocation,         \
        gpointer         object,             \
        GError         **error)

Host      *host_new       (Stage                *stage,
                           int                   pair);
void       host_close     (Host                 *self);
void       host_configure (Host                 *self,
                           const char           *item,
                           const char           *text);
PyroDaemon *
           host_get_daemon (Host               *self);
void       host_listen    (Host                 *self,
                           const char           *host,
                           guint16               port);
void       host_add       (Host                 *self,
                           const char           *id,
                           const char           *name,
                           const PyroClassInfo  *info,
                           gpointer              object,
                           GDestroyNotify        destroy);
void       host_add_class (Host                 *self,
                           const char           *id,
                           const char           *name,
                           const PyroClassInfo  *info,
                           PyroInstanceMode      mode,
                           PyroInstanceFunc      create);
PyroDaemon *
           host_add_daemon (Host                *self,
                           const char           *name,
                           const PyroClassInfo  *info);
void       host_add_name  (Host                 *self,
                           const char           *name,
                           const char           *uri,
                           const char *const    *tags);
void       host_be_name_server
                          (Host                 *self,
                           const char           *host);
void       host_serve_pair (Host                *self);
void       host_start     (Host                 *self,
                           const char           *words,
                           const char           *ready);
void       host_run       (Host                 *self);
const char *
           host_get_uri   (Host                 *self);
PyroProxy *host_lookup    (Host                 *self,
                           const char           *name) G_GNUC_WARN_UNUSED_RESULT;
PyroValue *literal        (const char           *text) G_GNUC_WARN_UNUSED_RESULT;
PyroValue *list_texts     (GPtrArray            *texts) G_GNUC_WARN_UNUSED_RESULT;
PyroValue *give_object    (PyroInvocation       *invocation,
                           const PyroClassInfo  *info,
                           gpointer              object,
                           GDestroyNotify        destroy,
                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   param_is       (PyroInvocation       *invocation,
                           guint                 index,
                           const char           *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Host, host_close)

G_END_DECLS
