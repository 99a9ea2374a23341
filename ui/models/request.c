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

enum {
  PROP_0,
  PROP_OBJECT,
  PROP_MEMBER,
  PROP_VERB,
  PROP_LINE,
  PROP_STATE,
  PROP_STATE_TEXT,
  PROP_VALUE,
  PROP_EXCEPTION,
  PROP_PROBLEM,
  PROP_STARTED,
  PROP_ELAPSED,
  PROP_REQUEST_SIZE,
  PROP_REPLY_SIZE,
  PROP_STREAM_ID,
  PROP_CORRELATION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (LensRequestVerb, lens_request_verb,
                    G_DEFINE_ENUM_VALUE (LENS_REQUEST_CALL, "call"),
                    G_DEFINE_ENUM_VALUE (LENS_REQUEST_READ, "read"),
                    G_DEFINE_ENUM_VALUE (LENS_REQUEST_WRITE, "write"))

G_DEFINE_ENUM_TYPE (LensRequestState, lens_request_state,
                    G_DEFINE_ENUM_VALUE (LENS_REQUEST_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (LENS_REQUEST_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (LENS_REQUEST_RAISED, "raised"),
                    G_DEFINE_ENUM_VALUE (LENS_REQUEST_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (LENS_REQUEST_CANCELLED, "cancelled"))

G_DEFINE_FINAL_TYPE (LensRequest, lens_request, G_TYPE_OBJECT)

static void
lens_request_notify (LensRequest *self,
                     guint        prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

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

static void
lens_request_dispose (GObject *object)
{
  LensRequest *self = LENS_REQUEST (object);

  lens_request_stop (self);
  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (lens_request_parent_class)->dispose (object);
}

static void
lens_request_finalize (GObject *object)
{
  LensRequest *self = LENS_REQUEST (object);

  g_clear_object (&self->object);
  g_clear_object (&self->member);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->args, pyro_value_unref);
  g_clear_pointer (&self->kwargs, pyro_value_unref);
  g_clear_pointer (&self->line, g_free);
  g_clear_pointer (&self->correlation, g_free);
  g_clear_pointer (&self->started, g_date_time_unref);
  g_clear_pointer (&self->reply, pyro_reply_unref);
  g_clear_pointer (&self->value, pyro_value_unref);
  g_clear_pointer (&self->exception, pyro_exception_unref);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (lens_request_parent_class)->finalize (object);
}

static void
get_made_property (LensRequest *self,
                   guint        prop_id,
                   GValue      *value)
{
  switch (prop_id)
    {
    case PROP_OBJECT:
      g_value_set_object (value, self->object);
      break;

    case PROP_MEMBER:
      g_value_set_object (value, self->member);
      break;

    case PROP_VERB:
      g_value_set_enum (value, self->verb);
      break;

    case PROP_LINE:
      g_value_set_string (value, self->line);
      break;

    case PROP_CORRELATION:
      g_value_set_string (value, self->correlation);
      break;

    default:
      break;
    }
}

static void
lens_request_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  LensRequest *self = LENS_REQUEST (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_STATE_TEXT:
      g_value_set_string (value, lens_request_get_state_text (self));
      break;

    case PROP_VALUE:
      g_value_set_boxed (value, self->value);
      break;

    case PROP_EXCEPTION:
      g_value_set_boxed (value, self->exception);
      break;

    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;

    case PROP_STARTED:
      g_value_set_boxed (value, self->started);
      break;

    case PROP_ELAPSED:
      g_value_set_int64 (value, self->elapsed);
      break;

    case PROP_REQUEST_SIZE:
      g_value_set_uint64 (value, self->request_size);
      break;

    case PROP_REPLY_SIZE:
      g_value_set_uint64 (value, lens_request_get_reply_size (self));
      break;

    case PROP_STREAM_ID:
      g_value_set_string (value, lens_request_get_stream_id (self));
      break;

    case PROP_OBJECT:
    case PROP_MEMBER:
    case PROP_VERB:
    case PROP_LINE:
    case PROP_CORRELATION:
      get_made_property (self, prop_id, value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_made_properties (GParamFlags flags)
{
  /**
   * LensRequest:object:
   *
   * The object that is called.
   */
  properties[PROP_OBJECT] = g_param_spec_object ("object", NULL, NULL, LENS_TYPE_OBJECT, flags);

  /**
   * LensRequest:member:
   *
   * The method or attribute.
   */
  properties[PROP_MEMBER] = g_param_spec_object ("member", NULL, NULL, LENS_TYPE_MEMBER, flags);

  /**
   * LensRequest:verb:
   *
   * What is done with the member.
   */
  properties[PROP_VERB] =
    g_param_spec_enum ("verb", NULL, NULL, LENS_TYPE_REQUEST_VERB, LENS_REQUEST_CALL, flags);

  /**
   * LensRequest:line:
   *
   * The request as Python would write it; long arguments are shortened.
   */
  properties[PROP_LINE] = g_param_spec_string ("line", NULL, NULL, NULL, flags);

  /**
   * LensRequest:correlation:
   *
   * The id that the message carries, a UUID, by which it can be found in the logs of servers.
   */
  properties[PROP_CORRELATION] = g_param_spec_string ("correlation", NULL, NULL, NULL, flags);
}

static void
install_outcome_properties (GParamFlags flags)
{
  /**
   * LensRequest:state:
   *
   * How far it is.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, LENS_TYPE_REQUEST_STATE, LENS_REQUEST_RUNNING, flags);

  /**
   * LensRequest:state-text:
   *
   * How far it is, in a sentence.
   */
  properties[PROP_STATE_TEXT] = g_param_spec_string ("state-text", NULL, NULL, NULL, flags);

  /**
   * LensRequest:value: (nullable)
   *
   * What came back; %NULL also for a one-way call, and for a stream of items.
   */
  properties[PROP_VALUE] = g_param_spec_boxed ("value", NULL, NULL, PYRO_TYPE_VALUE, flags);

  /**
   * LensRequest:exception: (nullable)
   *
   * What the remote side raised.
   */
  properties[PROP_EXCEPTION] = g_param_spec_boxed ("exception", NULL, NULL, PYRO_TYPE_EXCEPTION, flags);

  /**
   * LensRequest:problem: (nullable)
   *
   * Why it failed, in a sentence.
   */
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);

  /**
   * LensRequest:stream-id: (nullable)
   *
   * The id of the item stream that came back instead of a value.
   */
  properties[PROP_STREAM_ID] = g_param_spec_string ("stream-id", NULL, NULL, NULL, flags);
}

static void
install_measured_properties (GParamFlags flags)
{
  /**
   * LensRequest:started: (nullable)
   *
   * When it was sent.
   */
  properties[PROP_STARTED] = g_param_spec_boxed ("started", NULL, NULL, G_TYPE_DATE_TIME, flags);

  /**
   * LensRequest:elapsed:
   *
   * Microseconds from the start until now, or until the reply was there.
   */
  properties[PROP_ELAPSED] = g_param_spec_int64 ("elapsed", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * LensRequest:request-size:
   *
   * Bytes of the message that was sent; 0 where they were not counted.
   */
  properties[PROP_REQUEST_SIZE] = g_param_spec_uint64 ("request-size", NULL, NULL, 0, G_MAXUINT64, 0, flags);

  /**
   * LensRequest:reply-size:
   *
   * Bytes of the message that came back; 0 before it came.
   */
  properties[PROP_REPLY_SIZE] = g_param_spec_uint64 ("reply-size", NULL, NULL, 0, G_MAXUINT64, 0, flags);
}

static void
lens_request_class_init (LensRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lens_request_dispose;
  object_class->finalize = lens_request_finalize;
  object_class->get_property = lens_request_get_property;

  install_made_properties (flags);
  install_outcome_properties (flags);
  install_measured_properties (flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_request_init (LensRequest *self)
{
  self->correlation = g_uuid_string_random ();
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

  self->timeout = MAX (timeout, 0);
}

void
lens_request_start (LensRequest *self)
{
  self->started = g_date_time_new_now_local ();
  self->start = g_get_monotonic_time ();
  lens_request_notify (self, PROP_STARTED);
}

void
lens_request_tick (LensRequest *self)
{
  self->elapsed = g_get_monotonic_time () - self->start;
  lens_request_notify (self, PROP_ELAPSED);
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
      lens_request_notify (self, PROP_REPLY_SIZE);
      lens_request_notify (self, PROP_STREAM_ID);
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

  lens_request_notify (self, PROP_VALUE);
  lens_request_notify (self, PROP_EXCEPTION);
  lens_request_notify (self, PROP_PROBLEM);
  lens_request_notify (self, PROP_STATE_TEXT);
  lens_request_notify (self, PROP_STATE);

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
