/* core/client/connection.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/client/connection.h"

#include "core/client/connection-private.h"
#include "core/error.h"
#include "core/limits.h"
#include "core/translation-private.h"

/**
 * PyroConnection:
 *
 * One connection to one daemon: calls go out, their replies come back.
 *
 * A connection belongs to the thread-default main context in which it was made. Its callbacks run
 * there, and it may be used only there. It is opened once and closed once; what wants a fresh
 * connection makes another.
 *
 * Any number of calls may be under way: they are written one behind the other, and a daemon answers
 * them in that order. Cancelling a call, or its time-out, returns at once and never harms the
 * stream: a call of which nothing was written is taken back, and the reply to any other is read and
 * dropped when it comes. Until then it holds up the replies behind it, which
 * [method@Pyro.Connection.has_abandoned] tells.
 */

enum {
  PROP_0,
  PROP_URI,
  PROP_CLOSED,
  PROP_METADATA,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PyroConnection, pyro_connection, G_TYPE_OBJECT)

/*
 * _pyro_connection_fail:
 * @error: why
 *
 * Closes the connection and lets everybody know who waits for something. The state is put in order
 * first: to tell somebody may run any code at all.
 */
void
_pyro_connection_fail (PyroConnection *self,
                       const GError   *error)
{
  g_autoptr(PyroConnection) hold = NULL;
  g_autoptr(GPtrArray) waits = NULL;
  g_autoptr(GTask) open_task = NULL;

  if (self->state == PYRO_CONNECTION_CLOSED)
    return;

  hold = g_object_ref (self);
  self->state = PYRO_CONNECTION_CLOSED;
  open_task = g_steal_pointer (&self->open_task);
  waits = _pyro_connection_steal_waits (self, G_MAXINT64);
  _pyro_source_clear (&self->open_cancel);
  _pyro_source_clear (&self->timer);
  g_cancellable_cancel (self->connecting);
  if (self->transport != NULL)
    pyro_transport_close (self->transport);
  self->session = NULL;
  g_clear_object (&self->transport);

  for (guint i = 0; i < waits->len; i++)
    _pyro_wait_end (waits->pdata[i], NULL, g_error_copy (error));
  if (open_task != NULL)
    g_task_return_error (open_task, g_error_copy (error));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLOSED]);
}

/*
 * _pyro_connection_opened:
 *
 * The metadata are here: the caller may use the connection from its callback on.
 */
void
_pyro_connection_opened (PyroConnection *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->open_task);

  self->state = PYRO_CONNECTION_OPEN;
  _pyro_source_clear (&self->open_cancel);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_METADATA]);
  g_task_return_boolean (task, TRUE);
}

static void
pyro_connection_dispose (GObject *object)
{
  PyroConnection *self = PYRO_CONNECTION (object);

  pyro_connection_close (self);

  G_OBJECT_CLASS (pyro_connection_parent_class)->dispose (object);
}

static void
pyro_connection_finalize (GObject *object)
{
  PyroConnection *self = PYRO_CONNECTION (object);

  _pyro_terms_clear (&self->terms);
  g_clear_pointer (&self->waits, g_hash_table_unref);
  g_clear_pointer (&self->metadata, pyro_metadata_unref);
  g_clear_pointer (&self->welcome, pyro_value_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->connecting);

  G_OBJECT_CLASS (pyro_connection_parent_class)->finalize (object);
}

static void
pyro_connection_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PyroConnection *self = PYRO_CONNECTION (object);

  switch (prop_id)
    {
    case PROP_URI:
      g_value_set_boxed (value, self->terms.uri);
      break;

    case PROP_CLOSED:
      g_value_set_boolean (value, pyro_connection_get_closed (self));
      break;

    case PROP_METADATA:
      g_value_set_boxed (value, self->metadata);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pyro_connection_class_init (PyroConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyro_connection_dispose;
  object_class->finalize = pyro_connection_finalize;
  object_class->get_property = pyro_connection_get_property;

  /**
   * PyroConnection:uri:
   *
   * The object to which the connection was made.
   */
  properties[PROP_URI] =
    g_param_spec_boxed ("uri", NULL, NULL,
                        PYRO_TYPE_URI,
                        (G_PARAM_READABLE |
                         G_PARAM_STATIC_STRINGS));

  /**
   * PyroConnection:closed:
   *
   * Whether the connection is gone, from whichever side. It never opens again.
   */
  properties[PROP_CLOSED] =
    g_param_spec_boolean ("closed", NULL, NULL,
                          FALSE,
                          (G_PARAM_READABLE |
                           G_PARAM_EXPLICIT_NOTIFY |
                           G_PARAM_STATIC_STRINGS));

  /**
   * PyroConnection:metadata:
   *
   * What the object offers, once the connection is open; %NULL before.
   */
  properties[PROP_METADATA] =
    g_param_spec_boxed ("metadata", NULL, NULL,
                        PYRO_TYPE_METADATA,
                        (G_PARAM_READABLE |
                         G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pyro_connection_init (PyroConnection *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->waits = g_hash_table_new (NULL, NULL);
}

/**
 * pyro_connection_new:
 * @uri: a `PYRO:` URI with a location
 *
 * Makes a connection that is not opened yet.
 *
 * Returns: (transfer full): a new connection in the thread-default context
 */
PyroConnection *
pyro_connection_new (PyroUri *uri)
{
  PyroConnection *self;

  g_return_val_if_fail (uri != NULL, NULL);

  self = g_object_new (PYRO_TYPE_CONNECTION, NULL);
  _pyro_terms_init (&self->terms, uri);

  return self;
}

PyroConnection *
_pyro_connection_new_with_terms (const PyroTerms *terms)
{
  PyroConnection *self = g_object_new (PYRO_TYPE_CONNECTION, NULL);

  _pyro_terms_copy (&self->terms, terms);

  return self;
}

/**
 * pyro_connection_get_uri:
 * @self: a connection
 *
 * Returns: (transfer none): the object to which it was made
 */
PyroUri *
pyro_connection_get_uri (PyroConnection *self)
{
  g_return_val_if_fail (PYRO_IS_CONNECTION (self), NULL);

  return self->terms.uri;
}

/**
 * pyro_connection_set_serializer:
 * @self: a connection that was not opened yet
 * @name: the name of a serializer; one that does not exist is an error when the connection is opened
 */
void
pyro_connection_set_serializer (PyroConnection *self,
                                const char     *name)
{
  g_return_if_fail (PYRO_IS_CONNECTION (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (self->state == PYRO_CONNECTION_NEW);

  _pyro_terms_set_serializer (&self->terms, name);
}

/**
 * pyro_connection_set_handshake:
 * @self: a connection that was not opened yet
 * @handshake: what to greet the daemon with; the text “hello” unless set
 */
void
pyro_connection_set_handshake (PyroConnection *self,
                               PyroValue      *handshake)
{
  g_return_if_fail (PYRO_IS_CONNECTION (self));
  g_return_if_fail (handshake != NULL);
  g_return_if_fail (self->state == PYRO_CONNECTION_NEW);

  _pyro_terms_set_handshake (&self->terms, handshake);
}

/**
 * pyro_connection_set_max_size:
 * @self: a connection that was not opened yet
 * @max_size: bytes past the header that a message of the daemon may have
 */
void
pyro_connection_set_max_size (PyroConnection *self,
                              gsize           max_size)
{
  g_return_if_fail (PYRO_IS_CONNECTION (self));
  g_return_if_fail (self->state == PYRO_CONNECTION_NEW);

  self->terms.max_size = max_size;
}

/**
 * pyro_connection_set_generation:
 * @self: a connection that was not opened yet
 * @generation: (nullable): the generation to speak, or %NULL for that of the daemon, which is found
 *   out and remembered for the daemon's address
 */
void
pyro_connection_set_generation (PyroConnection       *self,
                                const PyroGeneration *generation)
{
  g_return_if_fail (PYRO_IS_CONNECTION (self));
  g_return_if_fail (self->state == PYRO_CONNECTION_NEW);

  self->terms.dialect.wanted = generation;
}

/**
 * pyro_connection_set_hmac_key:
 * @self: a connection that was not opened yet
 * @key: (nullable): what the messages of both sides are signed with; %NULL or nothing for not at all.
 *   Only a generation that [method@Pyro.Generation.has_hmac] is spoken then
 */
void
pyro_connection_set_hmac_key (PyroConnection *self,
                              GBytes         *key)
{
  g_return_if_fail (PYRO_IS_CONNECTION (self));
  g_return_if_fail (self->state == PYRO_CONNECTION_NEW);

  _pyro_terms_set_hmac_key (&self->terms, key);
}

/**
 * pyro_connection_set_tls:
 * @self: a connection that was not opened yet
 * @tls: (nullable): a client's settings, with which the connection is made in TLS or not at all;
 *   %NULL for a plain one
 */
void
pyro_connection_set_tls (PyroConnection *self,
                         PyroTls        *tls)
{
  g_return_if_fail (PYRO_IS_CONNECTION (self));
  g_return_if_fail (self->state == PYRO_CONNECTION_NEW);

  _pyro_terms_set_tls (&self->terms, tls);
}

/**
 * pyro_connection_set_tap:
 * @self: a connection
 * @tap: (nullable): who looks on
 */
void
pyro_connection_set_tap (PyroConnection *self,
                         PyroTap        *tap)
{
  g_return_if_fail (PYRO_IS_CONNECTION (self));
  g_return_if_fail (tap == NULL || PYRO_IS_TAP (tap));

  g_set_object (&self->terms.tap, tap);
}

/**
 * pyro_connection_get_closed:
 * @self: a connection
 *
 * Returns: whether the connection is gone, from whichever side
 */
gboolean
pyro_connection_get_closed (PyroConnection *self)
{
  g_return_val_if_fail (PYRO_IS_CONNECTION (self), TRUE);

  return self->state == PYRO_CONNECTION_CLOSED;
}

/**
 * pyro_connection_get_generation:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the generation that is spoken, once the connection is open
 */
const PyroGeneration *
pyro_connection_get_generation (PyroConnection *self)
{
  g_return_val_if_fail (PYRO_IS_CONNECTION (self), NULL);

  return self->welcome != NULL ? self->terms.dialect.spoken : NULL;
}

/**
 * pyro_connection_get_metadata:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): what the object offers, once the connection is open
 */
PyroMetadata *
pyro_connection_get_metadata (PyroConnection *self)
{
  g_return_val_if_fail (PYRO_IS_CONNECTION (self), NULL);

  return self->metadata;
}

/**
 * pyro_connection_get_welcome:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): what the daemon answered to the greeting, once the
 *   connection is open
 */
PyroValue *
pyro_connection_get_welcome (PyroConnection *self)
{
  g_return_val_if_fail (PYRO_IS_CONNECTION (self), NULL);

  return self->welcome;
}

PyroTunnel *
_pyro_connection_get_tunnel (PyroConnection *self)
{
  return self->transport != NULL ? pyro_transport_get_tunnel (self->transport) : NULL;
}

/**
 * pyro_connection_get_certificate:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the certificate that the daemon showed, while the connection is
 *   open in TLS
 */
PyroCertificate *
pyro_connection_get_certificate (PyroConnection *self)
{
  PyroTunnel *tunnel;

  g_return_val_if_fail (PYRO_IS_CONNECTION (self), NULL);

  tunnel = _pyro_connection_get_tunnel (self);

  return tunnel != NULL ? pyro_tunnel_get_certificate (tunnel) : NULL;
}

/**
 * pyro_connection_get_tls_version:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the version of TLS, as in `TLSv1.3`, while the connection is
 *   open in TLS
 */
const char *
pyro_connection_get_tls_version (PyroConnection *self)
{
  PyroTunnel *tunnel;

  g_return_val_if_fail (PYRO_IS_CONNECTION (self), NULL);

  tunnel = _pyro_connection_get_tunnel (self);

  return tunnel != NULL ? pyro_tunnel_get_version (tunnel) : NULL;
}

/**
 * pyro_connection_get_n_waiting:
 * @self: a connection
 *
 * Returns: calls that somebody waits for
 */
guint
pyro_connection_get_n_waiting (PyroConnection *self)
{
  g_return_val_if_fail (PYRO_IS_CONNECTION (self), 0);

  return self->session != NULL ? pyro_session_get_n_waiting (self->session) : 0;
}

/**
 * pyro_connection_has_abandoned:
 * @self: a connection
 *
 * Returns: whether a call that was cancelled or timed out is not answered yet: the daemon may be
 *   busy with it, and nothing behind it is answered before
 */
gboolean
pyro_connection_has_abandoned (PyroConnection *self)
{
  g_return_val_if_fail (PYRO_IS_CONNECTION (self), FALSE);

  return self->session != NULL && pyro_session_get_n_abandoned (self->session) > 0;
}

/**
 * pyro_connection_retire:
 * @self: a connection
 *
 * Lets the connection close itself when all its calls are answered, also those that were given up;
 * these have `PYRO_GRACE_TIME` for it.
 */
void
pyro_connection_retire (PyroConnection *self)
{
  g_return_if_fail (PYRO_IS_CONNECTION (self));

  if (self->retire_at > 0 || self->state == PYRO_CONNECTION_CLOSED)
    return;

  self->retire_at = g_get_monotonic_time () + PYRO_GRACE_TIME;
  _pyro_connection_schedule (self, self->retire_at);
  _pyro_connection_check_retired (self);
}

/**
 * pyro_connection_close:
 * @self: a connection
 *
 * Closes the connection. What waits fails with %G_IO_ERROR_CLOSED.
 */
void
pyro_connection_close (PyroConnection *self)
{
  g_autoptr(GError) error = NULL;

  g_return_if_fail (PYRO_IS_CONNECTION (self));

  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, _("The connection was closed"));
  _pyro_connection_fail (self, error);
}
