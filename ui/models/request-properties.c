/* ui/models/request-properties.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/request-private.h"

/* The class of LensRequest: its properties. */

static GParamSpec *properties[LENS_REQUEST_N_PROPS];

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

void
lens_request_notify (LensRequest     *self,
                     LensRequestProp  prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

static void
lens_request_dispose (GObject *object)
{
  LensRequest *self = LENS_REQUEST (object);

  lens_request_stop (self);
  g_cancellable_cancel (self->cancellable);
  lens_request_drop_proxy (self);

  G_OBJECT_CLASS (lens_request_parent_class)->dispose (object);
}

static void
lens_request_finalize (GObject *object)
{
  LensRequest *self = LENS_REQUEST (object);

  g_clear_object (&self->object);
  g_clear_object (&self->member);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->particulars);
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
    case LENS_REQUEST_PROP_OBJECT:
      g_value_set_object (value, self->object);
      break;

    case LENS_REQUEST_PROP_MEMBER:
      g_value_set_object (value, self->member);
      break;

    case LENS_REQUEST_PROP_VERB:
      g_value_set_enum (value, self->verb);
      break;

    case LENS_REQUEST_PROP_LINE:
      g_value_set_string (value, self->line);
      break;

    case LENS_REQUEST_PROP_CORRELATION:
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
    case LENS_REQUEST_PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case LENS_REQUEST_PROP_STATE_TEXT:
      g_value_set_string (value, lens_request_get_state_text (self));
      break;

    case LENS_REQUEST_PROP_VALUE:
      g_value_set_boxed (value, self->value);
      break;

    case LENS_REQUEST_PROP_EXCEPTION:
      g_value_set_boxed (value, self->exception);
      break;

    case LENS_REQUEST_PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;

    case LENS_REQUEST_PROP_STARTED:
      g_value_set_boxed (value, self->started);
      break;

    case LENS_REQUEST_PROP_ELAPSED:
      g_value_set_int64 (value, self->elapsed);
      break;

    case LENS_REQUEST_PROP_REQUEST_SIZE:
      g_value_set_uint64 (value, self->request_size);
      break;

    case LENS_REQUEST_PROP_REPLY_SIZE:
      g_value_set_uint64 (value, lens_request_get_reply_size (self));
      break;

    case LENS_REQUEST_PROP_STREAM_ID:
      g_value_set_string (value, lens_request_get_stream_id (self));
      break;

    case LENS_REQUEST_PROP_OBJECT:
    case LENS_REQUEST_PROP_MEMBER:
    case LENS_REQUEST_PROP_VERB:
    case LENS_REQUEST_PROP_LINE:
    case LENS_REQUEST_PROP_CORRELATION:
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
  properties[LENS_REQUEST_PROP_OBJECT] = g_param_spec_object ("object", NULL, NULL, LENS_TYPE_OBJECT, flags);

  /**
   * LensRequest:member:
   *
   * The method or attribute.
   */
  properties[LENS_REQUEST_PROP_MEMBER] = g_param_spec_object ("member", NULL, NULL, LENS_TYPE_MEMBER, flags);

  /**
   * LensRequest:verb:
   *
   * What is done with the member.
   */
  properties[LENS_REQUEST_PROP_VERB] =
    g_param_spec_enum ("verb", NULL, NULL, LENS_TYPE_REQUEST_VERB, LENS_REQUEST_CALL, flags);

  /**
   * LensRequest:line:
   *
   * The request as Python would write it; long arguments are shortened.
   */
  properties[LENS_REQUEST_PROP_LINE] = g_param_spec_string ("line", NULL, NULL, NULL, flags);

  /**
   * LensRequest:correlation:
   *
   * The id that the message carries, a UUID, by which it can be found in the logs of servers.
   */
  properties[LENS_REQUEST_PROP_CORRELATION] = g_param_spec_string ("correlation", NULL, NULL, NULL, flags);
}

static void
install_outcome_properties (GParamFlags flags)
{
  /**
   * LensRequest:state:
   *
   * How far it is.
   */
  properties[LENS_REQUEST_PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, LENS_TYPE_REQUEST_STATE, LENS_REQUEST_RUNNING, flags);

  /**
   * LensRequest:state-text:
   *
   * How far it is, in a sentence.
   */
  properties[LENS_REQUEST_PROP_STATE_TEXT] = g_param_spec_string ("state-text", NULL, NULL, NULL, flags);

  /**
   * LensRequest:value: (nullable)
   *
   * What came back; %NULL also for a one-way call, and for a stream of items.
   */
  properties[LENS_REQUEST_PROP_VALUE] = g_param_spec_boxed ("value", NULL, NULL, PYRO_TYPE_VALUE, flags);

  /**
   * LensRequest:exception: (nullable)
   *
   * What the remote side raised.
   */
  properties[LENS_REQUEST_PROP_EXCEPTION] = g_param_spec_boxed ("exception", NULL, NULL, PYRO_TYPE_EXCEPTION, flags);

  /**
   * LensRequest:problem: (nullable)
   *
   * Why it failed, in a sentence.
   */
  properties[LENS_REQUEST_PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);

  /**
   * LensRequest:stream-id: (nullable)
   *
   * The id of the item stream that came back instead of a value.
   */
  properties[LENS_REQUEST_PROP_STREAM_ID] = g_param_spec_string ("stream-id", NULL, NULL, NULL, flags);
}

static void
install_measured_properties (GParamFlags flags)
{
  /**
   * LensRequest:started: (nullable)
   *
   * When it was sent.
   */
  properties[LENS_REQUEST_PROP_STARTED] = g_param_spec_boxed ("started", NULL, NULL, G_TYPE_DATE_TIME, flags);

  /**
   * LensRequest:elapsed:
   *
   * Microseconds from the start until now, or until the reply was there.
   */
  properties[LENS_REQUEST_PROP_ELAPSED] = g_param_spec_int64 ("elapsed", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * LensRequest:request-size:
   *
   * Bytes of the message that was sent; 0 where they were not counted.
   */
  properties[LENS_REQUEST_PROP_REQUEST_SIZE] = g_param_spec_uint64 ("request-size", NULL, NULL, 0, G_MAXUINT64, 0, flags);

  /**
   * LensRequest:reply-size:
   *
   * Bytes of the message that came back; 0 before it came.
   */
  properties[LENS_REQUEST_PROP_REPLY_SIZE] = g_param_spec_uint64 ("reply-size", NULL, NULL, 0, G_MAXUINT64, 0, flags);
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
  g_object_class_install_properties (object_class, LENS_REQUEST_N_PROPS, properties);
}

static void
lens_request_init (LensRequest *self)
{
  self->correlation = g_uuid_string_random ();
}
