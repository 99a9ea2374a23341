/* ui/models/flow-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/flow.h"

G_BEGIN_DECLS

/* An item that came, as long as nobody looks at it. */
typedef struct
{
  PyroValue *value;
  gint64     time; /* microseconds behind the start */
} LensDrop;

struct _LensFlow
{
  GObject         parent_instance;

  PyroItemStream *stream;
  GArray         *drops;       /* of LensDrop */
  GCancellable   *cancellable;
  char           *problem;

  guint64         n_forgotten; /* in front of those */
  gint64          start;       /* monotonic, microseconds; 0 before the first question */
  gint64          end;         /* of the last item; 0 while there may be more */
  gint64          counted;     /* when the rate was counted last */
  guint64         n_counted;   /* items until then */
  double          rate;
  double          due;         /* items that the limit allows to ask for by now */
  guint           limit;
  LensFlowState   state;
  gboolean        pulling;
  guint           tick;
};

typedef enum
{
  LENS_FLOW_PROP_0,
  LENS_FLOW_PROP_STATE,
  LENS_FLOW_PROP_PROBLEM,
  LENS_FLOW_PROP_LIMIT,
  LENS_FLOW_PROP_N_RECEIVED,
  LENS_FLOW_PROP_N_FORGOTTEN,
  LENS_FLOW_PROP_RATE,
  LENS_FLOW_PROP_AGE,
  LENS_FLOW_N_PROPS
} LensFlowProp;

LensFlowItem *lens_flow_item_new  (PyroValue     *value,
                                   guint64        number,
                                   gint64         time) G_GNUC_WARN_UNUSED_RESULT;

/* flow.c */
void          lens_flow_notify    (LensFlow      *self,
                                   LensFlowProp   prop);
void          lens_flow_set_state (LensFlow      *self,
                                   LensFlowState  state,
                                   const char    *problem);
void          lens_flow_append    (LensFlow      *self,
                                   GPtrArray     *items);

/* flow-pull.c */
void          lens_flow_stop      (LensFlow      *self);

G_END_DECLS
