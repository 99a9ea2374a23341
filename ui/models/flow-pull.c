/* ui/models/flow-pull.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/flow-private.h"

/* How the items of a stream are asked for. */

#define TICK_TIME  50 /* milliseconds: how often a limit is looked at, and the rate counted */
#define MAX_AT_ONCE 50 /* items of one question: they become rows together, in far less than a frame */

static void pull (LensFlow *self,
                  guint     n);

static void
count_rate (LensFlow *self)
{
  gint64 now = g_get_monotonic_time ();
  guint64 n = lens_flow_get_n_received (self);

  if (now - self->counted < G_TIME_SPAN_SECOND / 2)
    return;

  self->rate = self->counted > 0 ? (double) (n - self->n_counted) * G_TIME_SPAN_SECOND / (double) (now - self->counted)
                                 : 0;
  self->counted = now;
  self->n_counted = n;
  lens_flow_notify (self, LENS_FLOW_PROP_RATE);
  lens_flow_notify (self, LENS_FLOW_PROP_AGE);
}

void
lens_flow_stop (LensFlow *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  self->counted = 0;
  if (self->rate > 0)
    {
      self->rate = 0;
      lens_flow_notify (self, LENS_FLOW_PROP_RATE);
    }
}

static void
finish (LensFlow      *self,
        LensFlowState  state,
        const char    *problem)
{
  lens_flow_stop (self);
  self->end = g_get_monotonic_time ();
  lens_flow_notify (self, LENS_FLOW_PROP_AGE);
  lens_flow_set_state (self, state, problem);
}

static void
go_on (LensFlow *self)
{
  guint n = MAX_AT_ONCE;

  if (self->state != LENS_FLOW_RUNNING || self->pulling)
    return;

  if (self->limit > 0)
    {
      n = MIN ((guint) self->due, MAX_AT_ONCE);
      self->due -= n;
    }
  if (n > 0)
    pull (self, n);
}

static void
pulled_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LensFlow) self = user_data;
  PyroItemStream *stream = PYRO_ITEM_STREAM (object);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = pyro_item_stream_next_many_finish (stream, result, &error);

  self->pulling = FALSE;
  if (self->stream == NULL || self->state == LENS_FLOW_CLOSED)
    return;

  if (items != NULL)
    lens_flow_append (self, items);
  if (error != NULL)
    finish (self, LENS_FLOW_FAILED, error->message);
  else if (pyro_item_stream_get_ended (stream))
    finish (self, LENS_FLOW_ENDED, NULL);
  else if (self->state == LENS_FLOW_STEPPING)
    lens_flow_set_state (self, LENS_FLOW_PAUSED, NULL);
  else
    go_on (self);
}

static void
pull (LensFlow *self,
      guint     n)
{
  self->pulling = TRUE;
  self->end = 0;
  pyro_item_stream_next_many_async (self->stream, n, self->cancellable, pulled_cb, g_object_ref (self));
}

static gboolean
tick_cb (gpointer user_data)
{
  LensFlow *self = user_data;

  self->due = MIN (self->due + self->limit * TICK_TIME / 1000.0, MAX (1, self->limit));
  count_rate (self);
  go_on (self);

  return G_SOURCE_CONTINUE;
}

static gboolean
can_pull (LensFlow *self)
{
  return self->state != LENS_FLOW_CLOSED && self->state != LENS_FLOW_ENDED && lens_flow_get_open (self);
}

/**
 * lens_flow_step:
 *
 * Asks for one item.
 */
void
lens_flow_step (LensFlow *self)
{
  g_return_if_fail (LENS_IS_FLOW (self));

  if (!can_pull (self) || self->pulling)
    return;

  lens_flow_stop (self);
  lens_flow_set_state (self, LENS_FLOW_STEPPING, NULL);
  pull (self, 1);
}

/**
 * lens_flow_run:
 *
 * Asks for one item after the other, until it is told to pause.
 */
void
lens_flow_run (LensFlow *self)
{
  g_return_if_fail (LENS_IS_FLOW (self));

  if (!can_pull (self) || self->state == LENS_FLOW_RUNNING)
    return;

  lens_flow_set_state (self, LENS_FLOW_RUNNING, NULL);
  self->due = 1;
  self->counted = g_get_monotonic_time ();
  self->n_counted = lens_flow_get_n_received (self);
  self->tick = g_timeout_add (TICK_TIME, tick_cb, self);
  go_on (self);
}

/**
 * lens_flow_pause:
 *
 * Asks for nothing more. What is on its way comes nevertheless.
 */
void
lens_flow_pause (LensFlow *self)
{
  g_return_if_fail (LENS_IS_FLOW (self));

  if (self->state != LENS_FLOW_RUNNING)
    return;

  lens_flow_stop (self);
  lens_flow_set_state (self, self->pulling ? LENS_FLOW_STEPPING : LENS_FLOW_PAUSED, NULL);
}

/**
 * lens_flow_close:
 *
 * Tells the server that no more items are wanted. Those that came stay.
 */
void
lens_flow_close (LensFlow *self)
{
  g_return_if_fail (LENS_IS_FLOW (self));

  if (self->state == LENS_FLOW_CLOSED || self->state == LENS_FLOW_ENDED)
    return;

  finish (self, LENS_FLOW_CLOSED, NULL);
  g_cancellable_cancel (self->cancellable);
  pyro_item_stream_close_async (self->stream, NULL, NULL, NULL);
}

/**
 * lens_flow_set_limit:
 * @limit: items a second, or 0
 *
 * Sets how many items are asked for while it runs.
 */
void
lens_flow_set_limit (LensFlow *self,
                     guint     limit)
{
  g_return_if_fail (LENS_IS_FLOW (self));

  if (self->limit == limit)
    return;

  self->limit = limit;
  self->due = 1;
  lens_flow_notify (self, LENS_FLOW_PROP_LIMIT);
  go_on (self);
}
