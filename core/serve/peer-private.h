/* core/serve/peer-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/link/poller.h"
#include "core/serve/daemon.h"
#include "core/serve/line.h"
#include "core/serve/peer.h"
#include "core/serve/hosted-private.h"

G_BEGIN_DECLS

typedef struct _PyroThreadSeat PyroThreadSeat;

/* What a server type does for its peers. */
typedef struct
{
  /* Gives a request its answer, or none for %NULL; called in any thread. */
  void (*deliver) (PyroDaemon *daemon,
                   PyroPeer   *peer,
                   PyroFrame  *request,
                   PyroFrame  *answer,
                   gboolean    last);
} PyroPeerOps;

struct _PyroPeer
{
  GObject            parent_instance;

  PyroDaemon        *daemon;       /* unowned: it closes its peers before it goes; NULL then */
  const PyroPeerOps *ops;
  PyroConversation  *conversation;
  PyroLine           line;
  GList              link;         /* in the daemon's queue of all */
  GHashTable        *instances;    /* PyroHosted → PyroServant, of instance mode session */
  GArray            *resources;    /* of Resource */
  gsize              n_held;       /* bytes, as the daemon counts them */
  int                n_oneway;     /* calls under way that are not answered; atomic */
  PyroInvocation    *creating;     /* the call for which an instance is made; unowned; NULL for none */
  int                n_streams;    /* item streams; under the daemon's lock */

  /* of the loop */
  PyroWatch         *watch;
  GIOCondition       condition;    /* that it waits for */
  GList              timed;        /* in the queue @timed_in */
  GQueue            *timed_in;     /* unowned: of the daemon; NULL for none */
  gint64             since;        /* microseconds of the monotonic clock */
  GList              turn;         /* in the queue of those who have more to do */

  PyroThreadSeat    *seat;         /* of the thread that serves it; NULL in the loop */

  guint8             heavy;        /* turns in which it stands behind the others */
  guint              unread : 1;   /* it is read when it has its turn */
  guint              processing : 1;
  guint              has_turn : 1;
  guint              has_more : 1; /* what came may hold requests that were not served yet */
  guint              ended : 1;    /* the client sends no more */
  guint              hung_up : 1;  /* it seems so, but there may be something left to be read */
  guint              welcomed : 1;
  guint              surplus : 1;  /* one too many, to be refused */
  guint              greeted : 1;  /* a socket that was given, without a handshake */
  int                closed;       /* atomic */
};

void         _pyro_thread_seat_free  (PyroThreadSeat    *self);
PyroPeer    *_pyro_peer_new          (PyroDaemon        *daemon,
                                      const PyroPeerOps *ops,
                                      int                fd,
                                      gboolean           greeted) G_GNUC_WARN_UNUSED_RESULT;
void         _pyro_peer_leave        (PyroPeer          *self);
void         _pyro_peer_close        (PyroPeer          *self);
PyroServant *_pyro_peer_get_instance (PyroPeer          *self,
                                      PyroHosted        *hosted);
void         _pyro_peer_add_instance (PyroPeer          *self,
                                      PyroHosted        *hosted,
                                      PyroServant       *servant);

G_END_DECLS
