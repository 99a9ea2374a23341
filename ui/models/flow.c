/* ui/models/flow.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/flow-private.h"

/**
 * LensFlow:
 *
 * An item stream of Pyro. The server makes an item when it is asked for one, so that a stream can be stepped
 * through, stopped and gone on with; nothing is asked for unless the user says so.
 *
 * Items are values in an array; a row is made of one only when it is looked at. Of a stream that does not end the
 * newest items are kept.
 */

#define MAX_ITEMS 100000 /* that are kept */
#define N_DROPPED (MAX_ITEMS / 10) /* that go together when there are more */

static GParamSpec *properties[LENS_FLOW_N_PROPS];

G_DEFINE_ENUM_TYPE (LensFlowState, lens_flow_state,
                    G_DEFINE_ENUM_VALUE (LENS_FLOW_PAUSED, "paused"),
                    G_DEFINE_ENUM_VALUE (LENS_FLOW_STEPPING, "stepping"),
                    G_DEFINE_ENUM_VALUE (LENS_FLOW_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (LENS_FLOW_ENDED, "ended"),
                    G_DEFINE_ENUM_VALUE (LENS_FLOW_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (LENS_FLOW_FAILED, "failed"))

static GType
lens_flow_get_item_type (GListModel *model)
{
  return LENS_TYPE_FLOW_ITEM;
}

static guint
lens_flow_get_n_items (GListModel *model)
{
  return LENS_FLOW (model)->drops->len;
}

static gpointer
lens_flow_get_item (GListModel *model,
                    guint       position)
{
  LensFlow *self = LENS_FLOW (model);
  const LensDrop *drop;

  if (position >= self->drops->len)
    return NULL;

  drop = &g_array_index (self->drops, LensDrop, position);

  return lens_flow_item_new (drop->value, self->n_forgotten + position + 1, drop->time);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = lens_flow_get_item_type;
  iface->get_n_items = lens_flow_get_n_items;
  iface->get_item = lens_flow_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LensFlow, lens_flow, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

void
lens_flow_notify (LensFlow     *self,
                  LensFlowProp  prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

void
lens_flow_set_state (LensFlow      *self,
                     LensFlowState  state,
                     const char    *problem)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_str (&self->problem, problem))
    lens_flow_notify (self, LENS_FLOW_PROP_PROBLEM);
  if (self->state != state)
    {
      self->state = state;
      lens_flow_notify (self, LENS_FLOW_PROP_STATE);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
forget_oldest (LensFlow *self)
{
  if (self->drops->len <= MAX_ITEMS)
    return;

  g_array_remove_range (self->drops, 0, N_DROPPED);
  self->n_forgotten += N_DROPPED;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, N_DROPPED, 0);
  lens_flow_notify (self, LENS_FLOW_PROP_N_FORGOTTEN);
}

/* Those of one question come as one change of the list. */
void
lens_flow_append (LensFlow  *self,
                  GPtrArray *items)
{
  guint position = self->drops->len;
  gint64 now = g_get_monotonic_time () - self->start;

  for (guint i = 0; i < items->len; i++)
    {
      LensDrop drop = { .value = pyro_value_ref (g_ptr_array_index (items, i)), .time = now };

      g_array_append_val (self->drops, drop);
    }
  if (items->len == 0)
    return;

  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, items->len);
  lens_flow_notify (self, LENS_FLOW_PROP_N_RECEIVED);
  forget_oldest (self);
}

static void
drop_clear (gpointer data)
{
  pyro_value_unref (((LensDrop *) data)->value);
}

static void
lens_flow_dispose (GObject *object)
{
  LensFlow *self = LENS_FLOW (object);

  lens_flow_stop (self);
  if (self->stream != NULL && lens_flow_get_open (self))
    pyro_item_stream_close_async (self->stream, NULL, NULL, NULL);
  g_clear_object (&self->stream);

  G_OBJECT_CLASS (lens_flow_parent_class)->dispose (object);
}

static void
lens_flow_finalize (GObject *object)
{
  LensFlow *self = LENS_FLOW (object);

  g_clear_pointer (&self->drops, g_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (lens_flow_parent_class)->finalize (object);
}

static void
lens_flow_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  LensFlow *self = LENS_FLOW (object);

  switch (prop_id)
    {
    case LENS_FLOW_PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;

    case LENS_FLOW_PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;

    case LENS_FLOW_PROP_LIMIT:
      g_value_set_uint (value, self->limit);
      break;

    case LENS_FLOW_PROP_N_RECEIVED:
      g_value_set_uint64 (value, lens_flow_get_n_received (self));
      break;

    case LENS_FLOW_PROP_N_FORGOTTEN:
      g_value_set_uint64 (value, self->n_forgotten);
      break;

    case LENS_FLOW_PROP_RATE:
      g_value_set_double (value, self->rate);
      break;

    case LENS_FLOW_PROP_AGE:
      g_value_set_int64 (value, lens_flow_get_age (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_flow_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case LENS_FLOW_PROP_LIMIT:
      lens_flow_set_limit (LENS_FLOW (object), g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GParamFlags flags)
{
  /**
   * LensFlow:state:
   *
   * What is being done with the stream.
   */
  properties[LENS_FLOW_PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, LENS_TYPE_FLOW_STATE, LENS_FLOW_PAUSED, flags);

  /**
   * LensFlow:problem: (nullable)
   *
   * Why an item could not be had, in a sentence.
   */
  properties[LENS_FLOW_PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);

  /**
   * LensFlow:n-received:
   *
   * How many items came.
   */
  properties[LENS_FLOW_PROP_N_RECEIVED] = g_param_spec_uint64 ("n-received", NULL, NULL, 0, G_MAXUINT64, 0, flags);

  /**
   * LensFlow:n-forgotten:
   *
   * How many of them are not kept any more.
   */
  properties[LENS_FLOW_PROP_N_FORGOTTEN] = g_param_spec_uint64 ("n-forgotten", NULL, NULL, 0, G_MAXUINT64, 0, flags);

  /**
   * LensFlow:rate:
   *
   * Items a second, of about the last second.
   */
  properties[LENS_FLOW_PROP_RATE] = g_param_spec_double ("rate", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);

  /**
   * LensFlow:age:
   *
   * Microseconds since the stream was opened, or until its end.
   */
  properties[LENS_FLOW_PROP_AGE] = g_param_spec_int64 ("age", NULL, NULL, 0, G_MAXINT64, 0, flags);
}

static void
lens_flow_class_init (LensFlowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lens_flow_dispose;
  object_class->finalize = lens_flow_finalize;
  object_class->get_property = lens_flow_get_property;
  object_class->set_property = lens_flow_set_property;

  install_properties (G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * LensFlow:limit:
   *
   * Items a second that are asked for while it runs; 0 for as many as come.
   */
  properties[LENS_FLOW_PROP_LIMIT] =
    g_param_spec_uint ("limit", NULL, NULL,
                       0, G_MAXUINT, 0,
                       (G_PARAM_READWRITE |
                        G_PARAM_EXPLICIT_NOTIFY |
                        G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, LENS_FLOW_N_PROPS, properties);
}

static void
lens_flow_init (LensFlow *self)
{
  self->drops = g_array_new (FALSE, FALSE, sizeof (LensDrop));
  g_array_set_clear_func (self->drops, drop_clear);
  self->cancellable = g_cancellable_new ();
  self->start = g_get_monotonic_time ();
}

/**
 * lens_flow_new:
 * @proxy: what the reply came through
 * @reply: a reply that is a stream
 * @error: return location for an error
 *
 * Takes a stream over. Nothing is asked for yet.
 *
 * Returns: (transfer full) (nullable): the stream, or %NULL where the reply is none
 */
LensFlow *
lens_flow_new (PyroProxy  *proxy,
               PyroReply  *reply,
               GError    **error)
{
  PyroItemStream *stream = pyro_item_stream_new_for_reply (proxy, reply, error);
  LensFlow *self;

  if (stream == NULL)
    return NULL;

  self = g_object_new (LENS_TYPE_FLOW, NULL);
  self->stream = stream;

  return self;
}

const char *
lens_flow_get_id (LensFlow *self)
{
  g_return_val_if_fail (LENS_IS_FLOW (self), NULL);

  return pyro_item_stream_get_id (self->stream);
}

LensFlowState
lens_flow_get_state (LensFlow *self)
{
  g_return_val_if_fail (LENS_IS_FLOW (self), LENS_FLOW_CLOSED);

  return self->state;
}

const char *
lens_flow_get_problem (LensFlow *self)
{
  g_return_val_if_fail (LENS_IS_FLOW (self), NULL);

  return self->problem;
}

guint64
lens_flow_get_n_received (LensFlow *self)
{
  g_return_val_if_fail (LENS_IS_FLOW (self), 0);

  return self->n_forgotten + self->drops->len;
}

guint64
lens_flow_get_n_forgotten (LensFlow *self)
{
  g_return_val_if_fail (LENS_IS_FLOW (self), 0);

  return self->n_forgotten;
}

double
lens_flow_get_rate (LensFlow *self)
{
  g_return_val_if_fail (LENS_IS_FLOW (self), 0);

  return self->rate;
}

gint64
lens_flow_get_age (LensFlow *self)
{
  g_return_val_if_fail (LENS_IS_FLOW (self), 0);

  return (self->end > 0 ? self->end : g_get_monotonic_time ()) - self->start;
}

gboolean
lens_flow_get_open (LensFlow *self)
{
  g_return_val_if_fail (LENS_IS_FLOW (self), FALSE);

  return !pyro_item_stream_get_ended (self->stream) && !pyro_item_stream_get_closed (self->stream);
}
