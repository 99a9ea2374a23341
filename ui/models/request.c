/* ui/models/request.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/request-private.h"

#include <glib/gi18n.h>

#define MAX_LINE_ARGUMENT 200 /* bytes of an argument in the line of a request */

/**
 * LensRequest:
 *
 * One call, from its making to its end: what was asked, what came back, how long it took.
 *
 * It waits as #LENS_REQUEST_RUNNING from the start; nothing is sent before lens_request_run().
 */

static void
append_values (GString   *line,
               PyroValue *values,
               gboolean   named)
{
  for (gsize i = 0; i < pyro_value_get_length (values); i++)
    {
      g_autofree char *text = pyro_value_repr_short (pyro_value_get_item (values, i), MAX_LINE_ARGUMENT);

      if (line->len > 0)
        g_string_append (line, ", ");
      if (named)
        {
          g_autofree char *name = pyro_value_dup_utf8 (pyro_value_get_key (values, i));

          g_string_append_printf (line, "%s=", name);
        }
      g_string_append (line, text);
    }
}

static char *
make_line (LensRequest *self)
{
  g_autoptr(GString) arguments = g_string_new (NULL);
  const char *name = lens_member_get_name (self->member);

  append_values (arguments, self->args, FALSE);
  append_values (arguments, self->kwargs, TRUE);

  if (self->verb == LENS_REQUEST_READ)
    return g_strdup (name);

  return g_strdup_printf (self->verb == LENS_REQUEST_WRITE ? "%s = %s" : "%s(%s)", name, arguments->str);
}

static PyroValue *
new_empty (PyroValueKind kind)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  if (!pyro_builder_open (builder, kind, NULL) || !pyro_builder_close (builder, NULL))
    g_assert_not_reached (); /* an empty container is within every limit */

  return pyro_builder_end (builder, NULL);
}

/**
 * lens_request_new:
 * @object: the object to call
 * @member: its method or attribute
 * @verb: what to do with it
 * @args: (nullable): the positional arguments, a tuple; for %LENS_REQUEST_WRITE the one value
 * @kwargs: (nullable): the keyword arguments, a dict
 *
 * Makes a request. Nothing is sent yet.
 *
 * Returns: (transfer full): the request
 */
LensRequest *
lens_request_new (LensObject      *object,
                  LensMember      *member,
                  LensRequestVerb  verb,
                  PyroValue       *args,
                  PyroValue       *kwargs)
{
  LensRequest *self;

  g_return_val_if_fail (LENS_IS_OBJECT (object), NULL);
  g_return_val_if_fail (LENS_IS_MEMBER (member), NULL);
  g_return_val_if_fail (verb != LENS_REQUEST_WRITE || (args != NULL && pyro_value_get_length (args) == 1), NULL);

  self = g_object_new (LENS_TYPE_REQUEST, NULL);
  self->object = g_object_ref (object);
  self->member = g_object_ref (member);
  self->verb = verb;
  self->args = args != NULL ? pyro_value_ref (args) : new_empty (PYRO_VALUE_TUPLE);
  self->kwargs = kwargs != NULL ? pyro_value_ref (kwargs) : new_empty (PYRO_VALUE_DICT);
  self->particulars = lens_particulars_new ();
  self->line = make_line (self);

  return self;
}

/**
 * lens_request_set_timeout:
 * @timeout: microseconds after which the request is given up; 0 for never
 *
 * Sets a time limit, before the request runs.
 */
void
lens_request_set_timeout (LensRequest *self,
                          gint64       timeout)
{
  g_return_if_fail (LENS_IS_REQUEST (self));
  g_return_if_fail (self->cancellable == NULL);

  g_object_set (self->particulars, "time-limit", MAX (timeout, 0), NULL);
}

/**
 * lens_request_set_particulars:
 * @particulars: how the call is sent
 *
 * Sets that, before the request runs. What is changed there later does not matter.
 */
void
lens_request_set_particulars (LensRequest     *self,
                              LensParticulars *particulars)
{
  g_return_if_fail (LENS_IS_REQUEST (self));
  g_return_if_fail (LENS_IS_PARTICULARS (particulars));
  g_return_if_fail (self->cancellable == NULL);

  lens_particulars_take_over (self->particulars, particulars);
  if (lens_particulars_get_correlation (particulars)[0] != '\0')
    g_set_str (&self->correlation, lens_particulars_get_correlation (particulars));
}

/**
 * lens_request_get_particulars:
 *
 * Gets how the call is sent.
 *
 * Returns: (transfer none): the particulars
 */
LensParticulars *
lens_request_get_particulars (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  return self->particulars;
}

/**
 * lens_request_get_args:
 *
 * Gets the positional arguments.
 *
 * Returns: (transfer none): a tuple
 */
PyroValue *
lens_request_get_args (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  return self->args;
}

/**
 * lens_request_get_kwargs:
 *
 * Gets the keyword arguments.
 *
 * Returns: (transfer none): a dict
 */
PyroValue *
lens_request_get_kwargs (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  return self->kwargs;
}

/**
 * lens_request_get_flow:
 *
 * Gets the stream of items that came back.
 *
 * Returns: (transfer none) (nullable): the stream, or %NULL where none came
 */
LensFlow *
lens_request_get_flow (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  return self->flow;
}

void
lens_request_start (LensRequest *self)
{
  self->started = g_date_time_new_now_local ();
  self->start = g_get_monotonic_time ();
  lens_request_notify (self, LENS_REQUEST_PROP_STARTED);
}

void
lens_request_tick (LensRequest *self)
{
  self->elapsed = g_get_monotonic_time () - self->start;
  lens_request_notify (self, LENS_REQUEST_PROP_ELAPSED);
}

/* The reply is there, or it is known that there is none: the time of decoding it is our own. */
void
lens_request_arrive (LensRequest *self,
                     PyroReply   *reply)
{
  g_object_freeze_notify (G_OBJECT (self));

  lens_request_stop (self);
  lens_request_tick (self);
  if (reply != NULL)
    {
      self->reply = pyro_reply_ref (reply);
      lens_request_notify (self, LENS_REQUEST_PROP_REPLY_SIZE);
      lens_request_notify (self, LENS_REQUEST_PROP_STREAM_ID);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

void
lens_request_finish (LensRequest      *self,
                     LensRequestState  state,
                     PyroValue        *value,
                     PyroException    *exception,
                     const char       *problem)
{
  g_object_freeze_notify (G_OBJECT (self));

  lens_request_stop (self);
  self->state = state;
  self->value = value != NULL ? pyro_value_ref (value) : NULL;
  self->exception = exception != NULL ? pyro_exception_ref (exception) : NULL;
  self->problem = g_strdup (problem);

  lens_request_notify (self, LENS_REQUEST_PROP_VALUE);
  lens_request_notify (self, LENS_REQUEST_PROP_EXCEPTION);
  lens_request_notify (self, LENS_REQUEST_PROP_PROBLEM);
  lens_request_notify (self, LENS_REQUEST_PROP_STATE_TEXT);
  lens_request_notify (self, LENS_REQUEST_PROP_STATE);

  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * lens_request_get_object:
 *
 * Gets the object that is called.
 *
 * Returns: (transfer none): the object
 */
LensObject *
lens_request_get_object (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  return self->object;
}

/**
 * lens_request_get_member:
 *
 * Gets the method or attribute.
 *
 * Returns: (transfer none): the member
 */
LensMember *
lens_request_get_member (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  return self->member;
}

LensRequestVerb
lens_request_get_verb (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), LENS_REQUEST_CALL);

  return self->verb;
}

const char *
lens_request_get_line (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  return self->line;
}

LensRequestState
lens_request_get_state (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), LENS_REQUEST_RUNNING);

  return self->state;
}

const char *
lens_request_get_state_text (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  switch (self->state)
    {
    case LENS_REQUEST_RUNNING:
      return _("Waiting for the answer");

    case LENS_REQUEST_DONE:
      if (lens_request_get_stream_id (self) != NULL)
        return _("It answers with a stream of items");
      return self->value != NULL ? _("Done") : _("Sent; no answer comes to a one-way call");

    case LENS_REQUEST_RAISED:
      return _("The remote side raised an exception");

    case LENS_REQUEST_CANCELLED:
      return _("Given up; it may still be running there");

    case LENS_REQUEST_FAILED:
    default:
      return self->problem;
    }
}

/**
 * lens_request_get_value:
 *
 * Gets what came back.
 *
 * Returns: (transfer none) (nullable): the value
 */
PyroValue *
lens_request_get_value (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  return self->value;
}

/**
 * lens_request_get_exception:
 *
 * Gets what the remote side raised.
 *
 * Returns: (transfer none) (nullable): the exception
 */
PyroException *
lens_request_get_exception (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  return self->exception;
}

const char *
lens_request_get_problem (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  return self->problem;
}

const char *
lens_request_get_stream_id (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  return self->reply != NULL ? pyro_reply_get_stream_id (self->reply) : NULL;
}

const char *
lens_request_get_correlation (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  return self->correlation;
}

/**
 * lens_request_get_reply:
 *
 * Gets the message that came back, with its annotations.
 *
 * Returns: (transfer none) (nullable): the reply
 */
PyroReply *
lens_request_get_reply (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  return self->reply;
}

/**
 * lens_request_get_started:
 *
 * Gets when the request was sent.
 *
 * Returns: (transfer none) (nullable): the local time, or %NULL before it runs
 */
GDateTime *
lens_request_get_started (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), NULL);

  return self->started;
}

gint64
lens_request_get_elapsed (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), 0);

  return self->elapsed;
}

gsize
lens_request_get_request_size (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), 0);

  return self->request_size;
}

gsize
lens_request_get_reply_size (LensRequest *self)
{
  g_return_val_if_fail (LENS_IS_REQUEST (self), 0);

  return self->reply != NULL ? pyro_frame_get_size (pyro_reply_get_frame (self->reply)) : 0;
}
