/* ui/models/request-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/request.h"

G_BEGIN_DECLS

struct _LensRequest
{
  GObject           parent_instance;

  LensObject       *object;
  LensMember       *member;
  PyroValue        *args;
  PyroValue        *kwargs;
  char             *line;
  char             *correlation;

  GDateTime        *started;      /* NULL before it runs */
  PyroReply        *reply;
  PyroValue        *value;
  PyroException    *exception;
  char             *problem;
  GCancellable     *cancellable;

  gint64            timeout;      /* microseconds, 0 for none */
  gint64            start;        /* monotonic, microseconds */
  gint64            elapsed;      /* microseconds */
  gsize             request_size; /* bytes */

  LensRequestVerb   verb;
  LensRequestState  state;
  guint             tick;
  guint             deadline;
};

/* request.c */
void lens_request_start  (LensRequest      *self);
void lens_request_tick   (LensRequest      *self);
void lens_request_arrive (LensRequest      *self,
                          PyroReply        *reply);
void lens_request_finish (LensRequest      *self,
                          LensRequestState  state,
                          PyroValue        *value,
                          PyroException    *exception,
                          const char       *problem);

/* request-run.c */
void lens_request_stop   (LensRequest      *self);

G_END_DECLS
