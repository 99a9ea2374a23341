/* core/client/proxy-terms.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What a proxy says, and in which words: its terms, but for how it gets to its daemon. */

#include "core/client/proxy.h"

#include "core/client/proxy-private.h"
#include "core/error.h"
#include "core/limits.h"
#include "core/translation-private.h"

/**
 * pyro_proxy_set_annotations:
 * @self: a proxy
 * @annotations: (nullable): what to send along with the handshake and with every call from now on;
 *   of those with the same id the one of a call itself is sent
 */
void
pyro_proxy_set_annotations (PyroProxy       *self,
                            PyroAnnotations *annotations)
{
  g_return_if_fail (PYRO_IS_PROXY (self));

  _pyro_terms_set_annotations (&self->terms, annotations);
}

/**
 * pyro_proxy_set_correlation:
 * @self: a proxy
 * @correlation: (nullable) (array fixed-size=16): the bytes of a UUID by which the daemon can tell
 *   what belongs together, to send along with the handshake and with every call that has none of
 *   its own; see [func@Pyro.correlation_parse]
 */
void
pyro_proxy_set_correlation (PyroProxy    *self,
                            const guint8 *correlation)
{
  g_return_if_fail (PYRO_IS_PROXY (self));

  _pyro_terms_set_correlation (&self->terms, correlation);
}

/* New terms are for new connections: the next call makes one. */
void
_pyro_proxy_terms_changed (PyroProxy *self)
{
  /* over a connected socket there is nothing but calls, and no other connection to be had */
  if (self->terms.socket != NULL)
    {
      if (self->connection != NULL)
        _pyro_terms_renew (&self->connection->terms, &self->terms);
      if (self->exchange != NULL)
        _pyro_terms_renew (&self->exchange->terms, &self->terms);
      return;
    }

  _pyro_proxy_put_aside (self);
  _pyro_proxy_put_aside_sync (self);
}

/**
 * pyro_proxy_get_serializer:
 * @self: a proxy
 *
 * Returns: (transfer none): the name of the serializer
 */
const char *
pyro_proxy_get_serializer (PyroProxy *self)
{
  g_return_val_if_fail (PYRO_IS_PROXY (self), NULL);

  return self->terms.serializer;
}

/**
 * pyro_proxy_set_serializer:
 * @self: a proxy
 * @name: the name of a serializer
 * @error: return location for an error
 *
 * Sets the serializer for the calls from now on. It is “serpent” unless set.
 *
 * Returns: %TRUE, or %FALSE with %PYRO_ERROR_USAGE when there is none of that name
 */
gboolean
pyro_proxy_set_serializer (PyroProxy   *self,
                           const char  *name,
                           GError     **error)
{
  g_return_val_if_fail (PYRO_IS_PROXY (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (pyro_codec_find (name) == NULL)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE, _("There is no serializer “%s”"), name);
      return FALSE;
    }

  if (!g_str_equal (name, self->terms.serializer))
    {
      _pyro_terms_set_serializer (&self->terms, name);
      _pyro_proxy_terms_changed (self);
    }

  return TRUE;
}

/**
 * pyro_proxy_set_handshake:
 * @self: a proxy
 * @handshake: what to greet the daemon with; the text “hello” unless set
 */
void
pyro_proxy_set_handshake (PyroProxy *self,
                          PyroValue *handshake)
{
  g_return_if_fail (PYRO_IS_PROXY (self));
  g_return_if_fail (handshake != NULL);

  _pyro_terms_set_handshake (&self->terms, handshake);
  _pyro_proxy_terms_changed (self);
}

/**
 * pyro_proxy_get_generation:
 * @self: a proxy
 *
 * Returns: (transfer none) (nullable): the generation that is spoken, or was when there last was a
 *   connection; before the first one %NULL
 */
const PyroGeneration *
pyro_proxy_get_generation (PyroProxy *self)
{
  g_return_val_if_fail (PYRO_IS_PROXY (self), NULL);

  return self->terms.dialect.spoken;
}

/**
 * pyro_proxy_set_generation:
 * @self: a proxy
 * @generation: (nullable): the generation to speak, or %NULL for that of the daemon, which is found
 *   out when the proxy connects and remembered for the daemon's address; %NULL unless set
 */
void
pyro_proxy_set_generation (PyroProxy            *self,
                           const PyroGeneration *generation)
{
  g_return_if_fail (PYRO_IS_PROXY (self));

  if (self->terms.dialect.wanted == generation)
    return;

  self->terms.dialect.wanted = generation;
  _pyro_proxy_terms_changed (self);
}

/**
 * pyro_proxy_set_hmac_key:
 * @self: a proxy
 * @key: (nullable): what the messages of both sides are signed with; %NULL or nothing for not at all,
 *   which it is unless set. Only a generation that [method@Pyro.Generation.has_hmac] is spoken then
 */
void
pyro_proxy_set_hmac_key (PyroProxy *self,
                         GBytes    *key)
{
  g_return_if_fail (PYRO_IS_PROXY (self));

  _pyro_terms_set_hmac_key (&self->terms, key);
  _pyro_proxy_terms_changed (self);
}

/**
 * pyro_proxy_set_max_size:
 * @self: a proxy
 * @max_size: bytes past the header that a message of the daemon may have
 */
void
pyro_proxy_set_max_size (PyroProxy *self,
                         gsize      max_size)
{
  g_return_if_fail (PYRO_IS_PROXY (self));

  if (self->terms.max_size == max_size)
    return;

  self->terms.max_size = max_size;
  _pyro_proxy_terms_changed (self);
}

/**
 * pyro_proxy_set_compression:
 * @self: a proxy
 * @compression: whether large messages to the daemon are compressed, which they are not unless set
 *
 * Sets what becomes of the messages that are sent from now on. What the daemon sends is its own choice, and
 * understood in any case.
 */
void
pyro_proxy_set_compression (PyroProxy *self,
                            gboolean   compression)
{
  g_return_if_fail (PYRO_IS_PROXY (self));

  if (self->terms.compression == compression)
    return;

  self->terms.compression = compression;
  _pyro_proxy_terms_changed (self);
}

/**
 * pyro_proxy_set_tap:
 * @self: a proxy
 * @tap: (nullable): who looks on. Of a proxy that does not block it is told the connections, of one
 *   that does the proxy
 */
void
pyro_proxy_set_tap (PyroProxy *self,
                    PyroTap   *tap)
{
  g_return_if_fail (PYRO_IS_PROXY (self));
  g_return_if_fail (tap == NULL || PYRO_IS_TAP (tap));

  g_set_object (&self->terms.tap, tap);
  if (self->connection != NULL)
    pyro_connection_set_tap (self->connection, tap);
  if (self->exchange != NULL)
    _pyro_exchange_set_tap (self->exchange, tap);
}

/**
 * pyro_proxy_set_spin_time:
 * @self: a proxy
 * @spin_time: microseconds, `PYRO_MAX_SPIN_TIME` at most; 0 unless set
 *
 * Has blocking calls look for their answer for so long before they wait for it. Where the daemon runs on
 * another processor that saves being woken up, which takes several times as long as a call; where both
 * are on the same one it only costs. A call that looks cannot be cancelled.
 */
void
pyro_proxy_set_spin_time (PyroProxy *self,
                          gint64     spin_time)
{
  g_return_if_fail (PYRO_IS_PROXY (self));
  g_return_if_fail (spin_time >= 0);

  self->terms.spin_time = MIN (spin_time, PYRO_MAX_SPIN_TIME);
  if (self->exchange != NULL)
    _pyro_exchange_set_spin_time (self->exchange, self->terms.spin_time);
}
