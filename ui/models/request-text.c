/* ui/models/request-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/request.h"

#include <glib/gi18n.h>

#include "ui/models/format.h"

/* What came of a request, in words. */

#define MAX_ANNOUNCED 80 /* bytes of a value that is read out */

static char *
describe_answer (LensRequest *self)
{
  g_autofree char *duration = lens_format_unbroken (lens_format_duration (lens_request_get_elapsed (self)));
  g_autofree char *size = lens_format_unbroken (lens_format_size (lens_request_get_reply_size (self)));
  PyroValue *value = lens_request_get_value (self);
  g_autofree char *items = NULL;

  if (!pyro_value_is_container (value))
    /* Translators: a type such as “int”, a duration, a size in bytes */
    return g_strdup_printf (_("%s · %s · %s"), pyro_value_get_type_name (value), duration, size);

  items = lens_format_items (pyro_value_get_length (value));
  /* Translators: a type such as “list”, “3 items”, a duration, a size in bytes */
  return g_strdup_printf (_("%s, %s · %s · %s"), pyro_value_get_type_name (value), items, duration, size);
}

/**
 * lens_request_dup_summary:
 *
 * Says about an answer what it is, how long it took and how large it was; and in a line of its own how long the calls of
 * this member took so far.
 *
 * Returns: (transfer full) (nullable): one line or two, or %NULL where no value came
 */
char *
lens_request_dup_summary (LensRequest *self)
{
  g_autofree char *answer = NULL;
  g_autofree char *timing = NULL;

  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  if (lens_request_get_value (self) == NULL)
    return NULL;

  answer = describe_answer (self);
  timing = lens_timing_describe (lens_member_get_timing (lens_request_get_member (self)));

  return timing != NULL ? g_strdup_printf ("%s\n%s", answer, timing) : g_steal_pointer (&answer);
}

/**
 * lens_request_dup_announcement:
 *
 * Says what came of it, for those who hear it.
 *
 * Returns: (transfer full) (nullable): a sentence, or %NULL while it runs
 */
char *
lens_request_dup_announcement (LensRequest *self)
{
  PyroException *exception;
  g_autofree char *value = NULL;

  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  switch (lens_request_get_state (self))
    {
    case LENS_REQUEST_DONE:
      if (lens_request_get_value (self) == NULL)
        return g_strdup (_("Done"));
      value = pyro_value_repr_short (lens_request_get_value (self), MAX_ANNOUNCED);
      return g_strdup_printf (_("Result: %s"), value);

    case LENS_REQUEST_RAISED:
      exception = lens_request_get_exception (self);
      return g_strdup_printf (_("%s: %s"), pyro_exception_get_short_class_name (exception),
                              pyro_exception_get_message (exception));

    case LENS_REQUEST_FAILED:
      return g_strdup (lens_request_get_problem (self));

    case LENS_REQUEST_CANCELLED:
      return g_strdup (_("Cancelled"));

    case LENS_REQUEST_RUNNING:
    default:
      return NULL;
    }
}
