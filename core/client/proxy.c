/* core/client/proxy.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/client/proxy.h"

#include "core/client/proxy-private.h"
#include "core/error.h"
#include "core/translation-private.h"

/* What Pyro writes in the place of an address. */
#define SOCKET_LOCATION "<<connected-socket>>"

/**
 * PyroProxy:
 *
 * A remote object, by its `PYRO:` URI.
 *
 * A proxy connects when it is first used, and learns then what the object offers. It refuses names
 * that the object does not offer before anything is sent, and sends oneway methods as such.
 *
 * A proxy is used in one of two ways for all its life. *Without blocking*, in the thread-default main
 * context in which it was made: any number of calls may be under way, and they share one
 * connection. Or *blocking*, from any thread, one call at a time, and no main context runs
 * meanwhile. The other way is %PYRO_ERROR_USAGE from the first call on.
 *
 * A call that is cancelled or times out returns at once. The daemon cannot be told, so its
 * connection is put aside until the late reply has come, and the next call gets a fresh one: a
 * method that hangs never blocks the calls after it. A daemon that closed the connection while
 * nothing was under way is connected to again. A call that was written is never sent again
 * unless [property@Pyro.Proxy:max-retries] says so: nobody but the caller knows whether it may run
 * twice.
 */

enum {
  PROP_0,
  PROP_URI,
  PROP_METADATA,
  PROP_TIMEOUT,
  PROP_CONNECTED,
  PROP_MAX_RETRIES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PyroProxy, pyro_proxy, G_TYPE_OBJECT)

/*
 * _pyro_proxy_set_mode:
 *
 * Returns: whether the proxy may be used so; else %PYRO_ERROR_USAGE
 */
gboolean
_pyro_proxy_set_mode (PyroProxy      *self,
                      PyroProxyMode   mode,
                      GError        **error)
{
  if (g_atomic_int_get (&self->mode) == (int) mode ||
      g_atomic_int_compare_and_exchange (&self->mode, PYRO_PROXY_UNUSED, (int) mode) ||
      g_atomic_int_get (&self->mode) == (int) mode)
    return TRUE;

  g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                       mode == PYRO_PROXY_SYNC
                       ? _("This proxy makes calls that do not block, and cannot make one that does")
                       : _("This proxy makes calls that block, and cannot make one that does not"));

  return FALSE;
}

void
_pyro_proxy_set_metadata (PyroProxy    *self,
                          PyroMetadata *metadata)
{
  g_autoptr(PyroMetadata) old = g_steal_pointer (&self->metadata);

  self->metadata = pyro_metadata_ref (metadata);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_METADATA]);
}

void
_pyro_proxy_set_connected (PyroProxy *self,
                           gboolean   connected)
{
  if (self->connected == connected)
    return;

  self->connected = connected;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTED]);
}

/* ---- The object ---- */

static void
pyro_proxy_dispose (GObject *object)
{
  PyroProxy *self = PYRO_PROXY (object);

  _pyro_proxy_release_async (self);
  _pyro_proxy_release_sync (self);

  G_OBJECT_CLASS (pyro_proxy_parent_class)->dispose (object);
}

static void
pyro_proxy_finalize (GObject *object)
{
  PyroProxy *self = PYRO_PROXY (object);

  _pyro_terms_clear (&self->terms);
  g_clear_pointer (&self->metadata, pyro_metadata_unref);
  g_clear_pointer (&self->aside, g_ptr_array_unref);

  G_OBJECT_CLASS (pyro_proxy_parent_class)->finalize (object);
}

static void
pyro_proxy_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  PyroProxy *self = PYRO_PROXY (object);

  switch (prop_id)
    {
    case PROP_URI:
      g_value_set_boxed (value, self->terms.uri);
      break;

    case PROP_METADATA:
      g_value_set_boxed (value, self->metadata);
      break;

    case PROP_TIMEOUT:
      g_value_set_int64 (value, self->timeout);
      break;

    case PROP_CONNECTED:
      g_value_set_boolean (value, self->connected);
      break;

    case PROP_MAX_RETRIES:
      g_value_set_uint (value, self->max_retries);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pyro_proxy_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  PyroProxy *self = PYRO_PROXY (object);

  switch (prop_id)
    {
    case PROP_TIMEOUT:
      pyro_proxy_set_timeout (self, g_value_get_int64 (value));
      break;

    case PROP_MAX_RETRIES:
      pyro_proxy_set_max_retries (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pyro_proxy_class_init (PyroProxyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyro_proxy_dispose;
  object_class->finalize = pyro_proxy_finalize;
  object_class->get_property = pyro_proxy_get_property;
  object_class->set_property = pyro_proxy_set_property;

  /**
   * PyroProxy:uri:
   *
   * Where the object is.
   */
  properties[PROP_URI] =
    g_param_spec_boxed ("uri", NULL, NULL,
                        PYRO_TYPE_URI,
                        (G_PARAM_READABLE |
                         G_PARAM_STATIC_STRINGS));

  /**
   * PyroProxy:metadata:
   *
   * What the object offers: what was last heard, or %NULL before the first connection.
   */
  properties[PROP_METADATA] =
    g_param_spec_boxed ("metadata", NULL, NULL,
                        PYRO_TYPE_METADATA,
                        (G_PARAM_READABLE |
                         G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS));

  /**
   * PyroProxy:timeout:
   *
   * How long a call may take, and how long connecting may take before it, in microseconds; 0 is for
   * ever.
   */
  properties[PROP_TIMEOUT] =
    g_param_spec_int64 ("timeout", NULL, NULL,
                        0, G_MAXINT64, 0,
                        (G_PARAM_READWRITE |
                         G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS));

  /**
   * PyroProxy:connected:
   *
   * Whether there is a connection to the daemon now. When there is none, the next call makes one.
   */
  properties[PROP_CONNECTED] =
    g_param_spec_boolean ("connected", NULL, NULL,
                          FALSE,
                          (G_PARAM_READABLE |
                           G_PARAM_EXPLICIT_NOTIFY |
                           G_PARAM_STATIC_STRINGS));

  /**
   * PyroProxy:max-retries:
   *
   * How often the call of a method is made again that failed because the connection did, or took too
   * long. 0 unless set, and then it is never: the daemon may have made the call.
   */
  properties[PROP_MAX_RETRIES] =
    g_param_spec_uint ("max-retries", NULL, NULL,
                       0, G_MAXUINT, 0,
                       (G_PARAM_READWRITE |
                        G_PARAM_EXPLICIT_NOTIFY |
                        G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pyro_proxy_init (PyroProxy *self)
{
  self->aside = g_ptr_array_new_with_free_func (g_object_unref);
  self->connect_timeout = -1;
  g_queue_init (&self->requests);
  g_queue_init (&self->old);
}

/**
 * pyro_proxy_new:
 * @uri: a `PYRO:` URI with a location
 *
 * Makes a proxy. Nothing is sent yet.
 *
 * Returns: (transfer full): a new proxy
 */
PyroProxy *
pyro_proxy_new (PyroUri *uri)
{
  PyroProxy *self;

  g_return_val_if_fail (uri != NULL, NULL);

  self = g_object_new (PYRO_TYPE_PROXY, NULL);
  _pyro_terms_init (&self->terms, uri);

  return self;
}

/**
 * pyro_proxy_new_for_socket:
 * @socket: a socket that is connected to a daemon
 * @object: the id of an object
 *
 * Makes a proxy that speaks over a socket which somebody else connected: one of a pair, or one that
 * was inherited. The daemon has to be one that serves a connected socket, and neither side greets.
 *
 * The socket is not closed with the proxy, and may be used by another one after it; but by one at a
 * time, and not in the middle of a call. There is no other connection to be had: a call that follows
 * one that was given up waits for the reply to that one.
 *
 * Returns: (transfer full) (nullable): a new proxy, or %NULL when no URI can name @object
 */
PyroProxy *
pyro_proxy_new_for_socket (GSocket    *socket,
                           const char *object)
{
  g_autoptr(PyroUri) uri = NULL;
  PyroProxy *self;

  g_return_val_if_fail (G_IS_SOCKET (socket), NULL);
  g_return_val_if_fail (object != NULL, NULL);

  uri = pyro_uri_new (PYRO_URI_PYRO, object, SOCKET_LOCATION, 0);
  if (uri == NULL)
    return NULL;

  self = pyro_proxy_new (uri);
  self->terms.socket = g_object_ref (socket);

  return self;
}

/**
 * pyro_proxy_get_uri:
 * @self: a proxy
 *
 * Returns: (transfer none): where the object is
 */
PyroUri *
pyro_proxy_get_uri (PyroProxy *self)
{
  g_return_val_if_fail (PYRO_IS_PROXY (self), NULL);

  return self->terms.uri;
}

/**
 * pyro_proxy_get_metadata:
 * @self: a proxy
 *
 * Returns: (transfer none) (nullable): what the object offers, as was last heard
 */
PyroMetadata *
pyro_proxy_get_metadata (PyroProxy *self)
{
  g_return_val_if_fail (PYRO_IS_PROXY (self), NULL);

  return self->metadata;
}

/**
 * pyro_proxy_get_connected:
 * @self: a proxy
 *
 * Returns: whether there is a connection to the daemon now
 */
gboolean
pyro_proxy_get_connected (PyroProxy *self)
{
  g_return_val_if_fail (PYRO_IS_PROXY (self), FALSE);

  return self->connected;
}

/**
 * pyro_proxy_get_timeout:
 * @self: a proxy
 *
 * Returns: how long a call may take, in microseconds, or 0
 */
gint64
pyro_proxy_get_timeout (PyroProxy *self)
{
  g_return_val_if_fail (PYRO_IS_PROXY (self), 0);

  return self->timeout;
}

/**
 * pyro_proxy_set_timeout:
 * @self: a proxy
 * @timeout: how long a call may take, and how long connecting may take before it, in microseconds;
 *   0 is for ever. Calls under way keep theirs
 */
void
pyro_proxy_set_timeout (PyroProxy *self,
                        gint64     timeout)
{
  g_return_if_fail (PYRO_IS_PROXY (self));
  g_return_if_fail (timeout >= 0);

  if (self->timeout == timeout)
    return;

  self->timeout = timeout;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIMEOUT]);
}

/**
 * pyro_proxy_get_max_retries:
 * @self: a proxy
 *
 * Returns: how often a call that failed is made again
 */
guint
pyro_proxy_get_max_retries (PyroProxy *self)
{
  g_return_val_if_fail (PYRO_IS_PROXY (self), 0);

  return self->max_retries;
}

/**
 * pyro_proxy_set_max_retries:
 * @self: a proxy
 * @max_retries: how often the call of a method is made again when the connection failed or the time
 *   was over. The first is made again after 0.1 s, each after that after twice the time, 5 s at most.
 *   It may run more than once, so this is for methods that do no harm then
 */
void
pyro_proxy_set_max_retries (PyroProxy *self,
                            guint      max_retries)
{
  g_return_if_fail (PYRO_IS_PROXY (self));

  if (self->max_retries == max_retries)
    return;

  self->max_retries = max_retries;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_RETRIES]);
}

/**
 * pyro_proxy_release:
 * @self: a proxy on which no blocking call is under way
 *
 * Closes the connection. Calls that wait fail with %G_IO_ERROR_CLOSED. The next call makes a new
 * connection.
 */
void
pyro_proxy_release (PyroProxy *self)
{
  g_return_if_fail (PYRO_IS_PROXY (self));

  _pyro_proxy_release_async (self);
  _pyro_proxy_release_sync (self);
}
