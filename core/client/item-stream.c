/* core/client/item-stream.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/client/item-stream.h"

#include "core/client/item-stream-private.h"
#include "core/client/proxy-private.h"
#include "core/error.h"
#include "core/translation-private.h"

/**
 * PyroItemStream:
 *
 * What a method returns that is an iterator or a generator: its items come one by one, when they are
 * asked for. Asking runs code of the object.
 *
 * A stream belongs to the daemon, and to no connection: when the connection is lost, the next pull
 * makes a new one and goes on with the same stream, as long as the daemon keeps it (30 seconds
 * unless it is set otherwise). A pull that failed or was given up after it was sent may have cost an
 * item, and nobody can know; [property@Pyro.ItemStream:n-lost] counts these.
 *
 * A stream ends with its last item, with an exception, or when it is closed. One that is let go
 * before it has ended is closed at the daemon if that needs no waiting; else the daemon drops it in
 * its own time.
 *
 * A stream is used in the way in which its proxy is, blocking or not, and by one pull at a time.
 */

enum {
  PROP_0,
  PROP_PROXY,
  PROP_ID,
  PROP_N_ITEMS,
  PROP_N_LOST,
  PROP_ENDED,
  PROP_CLOSED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PyroItemStream, pyro_item_stream, G_TYPE_OBJECT)

/*
 * _pyro_item_stream_add_lost:
 *
 * Counts a pull of which nobody knows whether it took an item.
 */
void
_pyro_item_stream_add_lost (PyroItemStream *self)
{
  self->n_lost++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_LOST]);
}

void
_pyro_item_stream_add_item (PyroItemStream *self)
{
  self->n_items++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

void
_pyro_item_stream_set_ended (PyroItemStream *self)
{
  if (self->ended)
    return;

  self->ended = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENDED]);
}

void
_pyro_item_stream_set_closed (PyroItemStream *self)
{
  if (self->closed)
    return;

  self->closed = TRUE;
  g_clear_error (&self->failure);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLOSED]);
}

/* Tells the daemon without waiting for anything. A proxy that is not connected, or is in a call, has
 * nothing to tell it by: then the daemon drops the stream in its own time. */
static void
pyro_item_stream_let_go (PyroItemStream *self)
{
  g_autoptr(PyroCall) call = _pyro_item_stream_new_close (self);

  self->closed = TRUE;
  if (!pyro_proxy_get_connected (self->proxy))
    return;

  if (g_atomic_int_get (&self->proxy->mode) == PYRO_PROXY_ASYNC)
    pyro_proxy_send_async (self->proxy, call, NULL, NULL, NULL);
  else
    _pyro_proxy_send_at_once_sync (self->proxy, call);
}

static void
pyro_item_stream_dispose (GObject *object)
{
  PyroItemStream *self = PYRO_ITEM_STREAM (object);

  if (self->proxy != NULL && !self->ended && !self->closed)
    pyro_item_stream_let_go (self);
  g_clear_object (&self->proxy);

  G_OBJECT_CLASS (pyro_item_stream_parent_class)->dispose (object);
}

static void
pyro_item_stream_finalize (GObject *object)
{
  PyroItemStream *self = PYRO_ITEM_STREAM (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->annotations, pyro_annotations_unref);
  g_clear_pointer (&self->outcome, pyro_value_unref);
  g_clear_error (&self->failure);

  G_OBJECT_CLASS (pyro_item_stream_parent_class)->finalize (object);
}

static void
pyro_item_stream_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  PyroItemStream *self = PYRO_ITEM_STREAM (object);

  switch (prop_id)
    {
    case PROP_PROXY:
      g_value_set_object (value, self->proxy);
      break;

    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case PROP_N_ITEMS:
      g_value_set_uint64 (value, self->n_items);
      break;

    case PROP_N_LOST:
      g_value_set_uint (value, self->n_lost);
      break;

    case PROP_ENDED:
      g_value_set_boolean (value, self->ended);
      break;

    case PROP_CLOSED:
      g_value_set_boolean (value, self->closed);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pyro_item_stream_install_properties (GObjectClass *object_class)
{
  GParamFlags fixed = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamFlags changing = fixed | G_PARAM_EXPLICIT_NOTIFY;

  /**
   * PyroItemStream:proxy:
   *
   * The object whose method returned the stream.
   */
  properties[PROP_PROXY] = g_param_spec_object ("proxy", NULL, NULL, PYRO_TYPE_PROXY, fixed);

  /**
   * PyroItemStream:id:
   *
   * The name that the daemon gave to the stream.
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, fixed);

  /**
   * PyroItemStream:n-items:
   *
   * How many items came.
   */
  properties[PROP_N_ITEMS] =
    g_param_spec_uint64 ("n-items", NULL, NULL, 0, G_MAXUINT64, 0, changing);

  /**
   * PyroItemStream:n-lost:
   *
   * How many items may be missing among those that came: pulls that were given up or failed, so that
   * nobody knows whether the daemon took an item for them.
   */
  properties[PROP_N_LOST] = g_param_spec_uint ("n-lost", NULL, NULL, 0, G_MAXUINT, 0, changing);

  /**
   * PyroItemStream:ended:
   *
   * Whether the last item came, or an exception did.
   */
  properties[PROP_ENDED] = g_param_spec_boolean ("ended", NULL, NULL, FALSE, changing);

  /**
   * PyroItemStream:closed:
   *
   * Whether the stream was closed from this side.
   */
  properties[PROP_CLOSED] = g_param_spec_boolean ("closed", NULL, NULL, FALSE, changing);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pyro_item_stream_class_init (PyroItemStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyro_item_stream_dispose;
  object_class->finalize = pyro_item_stream_finalize;
  object_class->get_property = pyro_item_stream_get_property;

  pyro_item_stream_install_properties (object_class);
}

static void
pyro_item_stream_init (PyroItemStream *self)
{
}

/**
 * pyro_item_stream_new:
 * @proxy: an object at the daemon that has the stream
 * @id: the name that the daemon gave to the stream
 *
 * Goes on with a stream that was begun elsewhere. Nothing is sent yet.
 *
 * Returns: (transfer full): a stream
 */
PyroItemStream *
pyro_item_stream_new (PyroProxy  *proxy,
                      const char *id)
{
  PyroItemStream *self;

  g_return_val_if_fail (PYRO_IS_PROXY (proxy), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (PYRO_TYPE_ITEM_STREAM, NULL);
  self->proxy = g_object_ref (proxy);
  self->id = g_strdup (id);

  return self;
}

/**
 * pyro_item_stream_new_for_reply:
 * @proxy: the object that was called
 * @reply: what it answered
 * @error: return location for an error
 *
 * Takes the stream that a method returned.
 *
 * Returns: (transfer full): the stream, or %NULL with %PYRO_ERROR_VALUE when there is none in @reply,
 *   and %PYRO_REMOTE_ERROR when it is an exception
 */
PyroItemStream *
pyro_item_stream_new_for_reply (PyroProxy  *proxy,
                                PyroReply  *reply,
                                GError    **error)
{
  g_autoptr(PyroValue) value = NULL;
  const char *id;

  g_return_val_if_fail (PYRO_IS_PROXY (proxy), NULL);
  g_return_val_if_fail (reply != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  id = pyro_reply_get_stream_id (reply);
  if (id != NULL)
    return pyro_item_stream_new (proxy, id);

  value = pyro_reply_decode (reply, error);
  if (value != NULL)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE,
                 _("The method returned a value of the type %s, not an item stream"),
                 pyro_value_get_type_name (value));

  return NULL;
}

/**
 * pyro_item_stream_get_proxy:
 * @self: a stream
 *
 * Returns: (transfer none): the object whose method returned the stream
 */
PyroProxy *
pyro_item_stream_get_proxy (PyroItemStream *self)
{
  g_return_val_if_fail (PYRO_IS_ITEM_STREAM (self), NULL);

  return self->proxy;
}

/**
 * pyro_item_stream_get_id:
 * @self: a stream
 *
 * Returns: (transfer none): the name that the daemon gave to it
 */
const char *
pyro_item_stream_get_id (PyroItemStream *self)
{
  g_return_val_if_fail (PYRO_IS_ITEM_STREAM (self), NULL);

  return self->id;
}

/**
 * pyro_item_stream_get_n_items:
 * @self: a stream
 *
 * Returns: how many items came
 */
guint64
pyro_item_stream_get_n_items (PyroItemStream *self)
{
  g_return_val_if_fail (PYRO_IS_ITEM_STREAM (self), 0);

  return self->n_items;
}

/**
 * pyro_item_stream_get_n_lost:
 * @self: a stream
 *
 * Returns: how many items may be missing among those that came, see
 *   [property@Pyro.ItemStream:n-lost]
 */
guint
pyro_item_stream_get_n_lost (PyroItemStream *self)
{
  g_return_val_if_fail (PYRO_IS_ITEM_STREAM (self), 0);

  return self->n_lost;
}

/**
 * pyro_item_stream_get_ended:
 * @self: a stream
 *
 * Returns: whether the last item came, or an exception did
 */
gboolean
pyro_item_stream_get_ended (PyroItemStream *self)
{
  g_return_val_if_fail (PYRO_IS_ITEM_STREAM (self), TRUE);

  return self->ended;
}

/**
 * pyro_item_stream_get_closed:
 * @self: a stream
 *
 * Returns: whether it was closed from this side
 */
gboolean
pyro_item_stream_get_closed (PyroItemStream *self)
{
  g_return_val_if_fail (PYRO_IS_ITEM_STREAM (self), TRUE);

  return self->closed;
}

/**
 * pyro_item_stream_get_outcome:
 * @self: a stream
 *
 * Returns: (transfer none) (nullable): what the generator returned at its end, if that is anything
 *   but `None`
 */
PyroValue *
pyro_item_stream_get_outcome (PyroItemStream *self)
{
  g_return_val_if_fail (PYRO_IS_ITEM_STREAM (self), NULL);

  return self->outcome;
}

/**
 * pyro_item_stream_get_annotations:
 * @self: a stream
 *
 * Returns: (transfer none) (nullable): what the daemon sent along with the last item that was pulled
 */
PyroAnnotations *
pyro_item_stream_get_annotations (PyroItemStream *self)
{
  g_return_val_if_fail (PYRO_IS_ITEM_STREAM (self), NULL);

  return self->annotations;
}
