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
  LensParticulars  *particulars;
  char             *line;
  char             *correlation;

  GDateTime        *started;      /* NULL before it runs */
  PyroReply        *reply;
  PyroValue        *value;
  PyroException    *exception;
  char             *problem;
  GCancellable     *cancellable;
  PyroProxy        *proxy;        /* that a stream came through; else NULL */
  LensFlow         *flow;         /* that stream */

  gint64            start;        /* monotonic, microseconds */
  gint64            elapsed;      /* microseconds */
  gsize             request_size; /* bytes */

  LensRequestVerb   verb;
  LensRequestState  state;
  guint             tick;
  guint             deadline;
  gboolean          unsent;       /* it failed while the message was made */
};

typedef enum
{
  LENS_REQUEST_PROP_0,
  LENS_REQUEST_PROP_OBJECT,
  LENS_REQUEST_PROP_MEMBER,
  LENS_REQUEST_PROP_VERB,
  LENS_REQUEST_PROP_LINE,
  LENS_REQUEST_PROP_STATE,
  LENS_REQUEST_PROP_STATE_TEXT,
  LENS_REQUEST_PROP_VALUE,
  LENS_REQUEST_PROP_EXCEPTION,
  LENS_REQUEST_PROP_PROBLEM,
  LENS_REQUEST_PROP_STARTED,
  LENS_REQUEST_PROP_ELAPSED,
  LENS_REQUEST_PROP_REQUEST_SIZE,
  LENS_REQUEST_PROP_REPLY_SIZE,
  LENS_REQUEST_PROP_STREAM_ID,
  LENS_REQUEST_PROP_CORRELATION,
  LENS_REQUEST_N_PROPS
} LensRequestProp;

/* request-properties.c */
void lens_request_notify (LensRequest      *self,
                          LensRequestProp   prop);

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
void lens_request_drop_proxy (LensRequest  *self);

G_END_DECLS
