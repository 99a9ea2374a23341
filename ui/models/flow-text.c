/* ui/models/flow-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/flow.h"

#include <glib/gi18n.h>

#include "ui/models/format.h"

/* How far a stream of items is, in words. */

static const char *
state_text (LensFlowState state)
{
  switch (state)
    {
    case LENS_FLOW_STEPPING:
      return _("Waiting for an item");

    case LENS_FLOW_RUNNING:
      return _("Running");

    case LENS_FLOW_ENDED:
      return _("Ended");

    case LENS_FLOW_CLOSED:
      return _("Closed");

    case LENS_FLOW_FAILED:
      return _("Failed");

    case LENS_FLOW_PAUSED:
    default:
      return _("Paused");
    }
}

/* In whole seconds, as it goes on; NULL before there is one. */
static char *
describe_age (gint64 age)
{
  int seconds = (int) MIN (age / G_TIME_SPAN_SECOND, G_MAXINT);

  if (seconds == 0)
    return NULL;
  if (seconds < 60)
    /* Translators: seconds */
    return g_strdup_printf (_("%d s"), seconds);

  return lens_format_duration (age);
}

/**
 * lens_flow_describe:
 * @self: a flow
 *
 * Says in one line how far it is: its state, how many items came and how fast, and for how long it is open.
 *
 * Returns: (transfer full): the line
 */
char *
lens_flow_describe (LensFlow *self)
{
  g_autofree char *count = NULL;
  g_autofree char *age = NULL;
  GString *text;

  g_return_val_if_fail (LENS_IS_FLOW (self), NULL);

  count = lens_format_items ((gsize) lens_flow_get_n_received (self));
  age = describe_age (lens_flow_get_age (self));
  text = g_string_new (state_text (lens_flow_get_state (self)));
  g_string_append_printf (text, " · %s", count);
  if (lens_flow_get_rate (self) > 0)
    {
      g_string_append (text, " · ");
      /* Translators: %.0f is a number of items */
      g_string_append_printf (text, _("%.0f a second"), lens_flow_get_rate (self));
    }
  if (age != NULL)
    {
      g_string_append (text, " · ");
      /* Translators: %s is how long ago a stream was opened */
      g_string_append_printf (text, _("open for %s"), age);
    }
  if (lens_flow_get_n_forgotten (self) > 0)
    {
      g_string_append (text, " · ");
      /* Translators: %lu is a number of items */
      g_string_append_printf (text, _("the oldest %lu are not kept"), (gulong) lens_flow_get_n_forgotten (self));
    }

  return g_string_free_and_steal (text);
}
