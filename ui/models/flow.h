/* ui/models/flow.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LensFlowState:
 * @LENS_FLOW_PAUSED: nothing is asked for
 * @LENS_FLOW_STEPPING: one item is on its way
 * @LENS_FLOW_RUNNING: one item after the other is asked for
 * @LENS_FLOW_ENDED: there are no more items
 * @LENS_FLOW_CLOSED: the server was told that no more are wanted
 * @LENS_FLOW_FAILED: an item could not be had; the problem says why
 */
typedef enum
{
  LENS_FLOW_PAUSED,
  LENS_FLOW_STEPPING,
  LENS_FLOW_RUNNING,
  LENS_FLOW_ENDED,
  LENS_FLOW_CLOSED,
  LENS_FLOW_FAILED,
} LensFlowState;

#define LENS_TYPE_FLOW_STATE (lens_flow_state_get_type ())
GType lens_flow_state_get_type (void);

#define LENS_TYPE_FLOW_ITEM (lens_flow_item_get_type ())
G_DECLARE_FINAL_TYPE (LensFlowItem, lens_flow_item, LENS, FLOW_ITEM, GObject)

/* One item: its number from 1, when it came (microseconds behind the first question), and what it is. */
guint64        lens_flow_item_get_number (LensFlowItem  *self);
gint64         lens_flow_item_get_time   (LensFlowItem  *self);
PyroValue     *lens_flow_item_get_value  (LensFlowItem  *self);

#define LENS_TYPE_FLOW (lens_flow_get_type ())
G_DECLARE_FINAL_TYPE (LensFlow, lens_flow, LENS, FLOW, GObject)

/* An item stream of Pyro, pulled by hand or at a rate: a GListModel of LensFlowItem, made as they are looked at.
 * Properties: state, problem (nullable sentence), limit (items a second while it runs, 0 for as many as come),
 * n-received, n-forgotten (those that are too many to keep), rate (items a second, of the last second), age
 * (microseconds). */
LensFlow      *lens_flow_new             (PyroProxy     *proxy,
                                          PyroReply     *reply,
                                          GError       **error) G_GNUC_WARN_UNUSED_RESULT;
const char    *lens_flow_get_id          (LensFlow      *self);
LensFlowState  lens_flow_get_state       (LensFlow      *self);
const char    *lens_flow_get_problem     (LensFlow      *self);
guint64        lens_flow_get_n_received  (LensFlow      *self);
guint64        lens_flow_get_n_forgotten (LensFlow      *self);
double         lens_flow_get_rate        (LensFlow      *self);
gint64         lens_flow_get_age         (LensFlow      *self);
/* Whether there may be another item: also after a failure of the connection. */
gboolean       lens_flow_get_open        (LensFlow      *self);
char          *lens_flow_describe        (LensFlow      *self) G_GNUC_WARN_UNUSED_RESULT;
void           lens_flow_set_limit       (LensFlow      *self,
                                          guint          limit);
void           lens_flow_step            (LensFlow      *self);
void           lens_flow_run             (LensFlow      *self);
void           lens_flow_pause           (LensFlow      *self);
void           lens_flow_close           (LensFlow      *self);

G_END_DECLS
