/* core/client/terms.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/client/terms-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/translation-private.h"

/* The object every daemon has. */
#define DAEMON_OBJECT "Pyro.Daemon"

/* The number that Python's client puts where a ping has no serializer. */
#define PING_SERIALIZER 42

void
_pyro_terms_init (PyroTerms *self,
                  PyroUri   *uri)
{
  *self = (PyroTerms) {
    .uri = pyro_uri_ref (uri),
    .serializer = g_strdup ("serpent"),
    .handshake = pyro_value_new_string ("hello"),
    .max_size = PYRO_MAX_MESSAGE_SIZE,
  };
}

void
_pyro_terms_copy (PyroTerms       *self,
                  const PyroTerms *other)
{
  *self = (PyroTerms) {
    .uri = pyro_uri_ref (other->uri),
    .dialect = other->dialect,
    .serializer = g_strdup (other->serializer),
    .handshake = pyro_value_ref (other->handshake),
    .hmac_key = other->hmac_key != NULL ? g_bytes_ref (other->hmac_key) : NULL,
    .max_size = other->max_size,
    .compression = other->compression,
    .spin_time = other->spin_time,
    .socket = other->socket != NULL ? g_object_ref (other->socket) : NULL,
    .tls = other->tls != NULL ? pyro_tls_ref (other->tls) : NULL,
    .tap = other->tap != NULL ? g_object_ref (other->tap) : NULL,
  };
  _pyro_terms_set_annotations (self, other->annotations);
  _pyro_terms_set_correlation (self, other->has_correlation ? other->correlation : NULL);
}

/*
 * _pyro_terms_renew:
 *
 * Takes over all that @other says, but for the generation that is spoken.
 */
void
_pyro_terms_renew (PyroTerms       *self,
                   const PyroTerms *other)
{
  PyroTerms old = *self;

  _pyro_terms_copy (self, other);
  self->dialect = old.dialect;
  _pyro_terms_clear (&old);
}

void
_pyro_terms_clear (PyroTerms *self)
{
  g_clear_pointer (&self->uri, pyro_uri_unref);
  g_clear_pointer (&self->serializer, g_free);
  g_clear_pointer (&self->handshake, pyro_value_unref);
  g_clear_pointer (&self->hmac_key, g_bytes_unref);
  g_clear_object (&self->socket);
  g_clear_pointer (&self->tls, pyro_tls_unref);
  g_clear_object (&self->tap);
  g_clear_pointer (&self->annotations, pyro_annotations_unref);
}

void
_pyro_terms_set_serializer (PyroTerms  *self,
                            const char *name)
{
  g_set_str (&self->serializer, name);
}

void
_pyro_terms_set_handshake (PyroTerms *self,
                           PyroValue *handshake)
{
  PyroValue *old = self->handshake;

  self->handshake = pyro_value_ref (handshake);
  pyro_value_unref (old);
}

void
_pyro_terms_set_tls (PyroTerms *self,
                     PyroTls   *tls)
{
  g_autoptr(PyroTls) old = self->tls;

  self->tls = tls != NULL ? pyro_tls_ref (tls) : NULL;
}

/*
 * _pyro_terms_set_hmac_key:
 * @key: (nullable): what to sign messages with; %NULL or nothing for not at all
 */
void
_pyro_terms_set_hmac_key (PyroTerms *self,
                          GBytes    *key)
{
  g_autoptr(GBytes) old = g_steal_pointer (&self->hmac_key);

  self->hmac_key = key != NULL && g_bytes_get_size (key) > 0 ? g_bytes_ref (key) : NULL;
}

/*
 * _pyro_terms_set_annotations:
 * @annotations: (nullable): what goes along
 */
void
_pyro_terms_set_annotations (PyroTerms       *self,
                             PyroAnnotations *annotations)
{
  PyroAnnotations *old = self->annotations;

  self->annotations = annotations != NULL ? pyro_annotations_ref (annotations) : NULL;
  g_clear_pointer (&old, pyro_annotations_unref);
}

/*
 * _pyro_terms_set_correlation:
 * @correlation: (nullable) (array fixed-size=16): the bytes of a UUID
 */
void
_pyro_terms_set_correlation (PyroTerms    *self,
                             const guint8 *correlation)
{
  self->has_correlation = correlation != NULL;
  if (correlation != NULL)
    memcpy (self->correlation, correlation, PYRO_CORRELATION_SIZE);
}

/* Returns: (transfer full): what both have, and of those with one id that of @annotations */
static PyroAnnotations *
pyro_terms_merge_annotations (const PyroTerms  *self,
                              PyroAnnotations  *annotations,
                              GError          **error)
{
  PyroAnnotations *merged = pyro_annotations_ref (self->annotations);

  for (guint i = 0; merged != NULL && i < pyro_annotations_get_n (annotations); i++)
    {
      g_autoptr(PyroAnnotations) old = merged;

      merged = pyro_annotations_with (old, pyro_annotations_get_id (annotations, i),
                                      pyro_annotations_get_data (annotations, i), error);
    }

  return merged;
}

/*
 * _pyro_terms_complete_call:
 *
 * Returns: (transfer full): @call with what goes along with every call, or %NULL with
 *   %PYRO_ERROR_TOO_LARGE when that is too much
 */
PyroCall *
_pyro_terms_complete_call (const PyroTerms  *self,
                           PyroCall         *call,
                           GError          **error)
{
  g_autoptr(PyroCall) result = pyro_call_ref (call);

  if (self->annotations != NULL)
    {
      PyroAnnotations *own = pyro_call_get_annotations (call);
      g_autoptr(PyroAnnotations) merged = NULL;

      merged = own != NULL ? pyro_terms_merge_annotations (self, own, error)
                           : pyro_annotations_ref (self->annotations);
      if (merged == NULL)
        return NULL;
      pyro_call_unref (result);
      result = pyro_call_with_annotations (call, merged);
    }
  if (self->has_correlation && pyro_call_get_correlation (call) == NULL)
    {
      g_autoptr(PyroCall) old = g_steal_pointer (&result);

      result = pyro_call_with_correlation (old, self->correlation);
    }

  return g_steal_pointer (&result);
}

/*
 * _pyro_terms_tap_in:
 * @owner: whose frame it is
 *
 * Shows a frame that came to whoever looks on.
 */
void
_pyro_terms_tap_in (const PyroTerms *self,
                    GObject         *owner,
                    PyroFrame       *frame)
{
  if (self->tap != NULL)
    pyro_tap_frame (self->tap, owner, PYRO_TAP_IN, frame);
}

/*
 * _pyro_terms_tap_out:
 * @owner: whose frame it is
 * @seq: the sequence number it goes under
 *
 * Shows a frame that goes to whoever looks on.
 */
void
_pyro_terms_tap_out (const PyroTerms *self,
                     GObject         *owner,
                     PyroFrame       *frame,
                     guint16          seq)
{
  g_autoptr(PyroFrame) numbered = NULL;

  if (self->tap == NULL)
    return;

  numbered = pyro_frame_with_seq (frame, seq);
  pyro_tap_frame (self->tap, owner, PYRO_TAP_OUT, numbered);
}

static const PyroCodec *
pyro_terms_find_codec (const PyroTerms  *self,
                       GError          **error)
{
  const PyroCodec *codec = pyro_codec_find (self->serializer);

  if (codec == NULL)
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                 _("There is no serializer “%s”"), self->serializer);

  return codec;
}

/*
 * _pyro_terms_dup_socket:
 *
 * Makes another descriptor of the connected socket, to be closed when a conversation ends: the socket
 * itself belongs to whoever connected it.
 *
 * Returns: (transfer full): the socket, or %NULL with a %G_IO_ERROR
 */
GSocket *
_pyro_terms_dup_socket (const PyroTerms  *self,
                        GError          **error)
{
  int fd = fcntl (g_socket_get_fd (self->socket), F_DUPFD_CLOEXEC, 0);
  GSocket *socket;

  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _("The connected socket cannot be used: %s"), g_strerror (errno));
      return NULL;
    }
  socket = g_socket_new_from_fd (fd, error);
  if (socket == NULL)
    close (fd);

  return socket;
}

static gboolean
pyro_terms_check (const PyroTerms  *self,
                  GError          **error)
{
  if (self->socket == NULL &&
      (pyro_uri_get_scheme (self->uri) != PYRO_URI_PYRO || !pyro_uri_has_location (self->uri)))
    {
      g_autofree char *text = pyro_uri_to_string (self->uri);

      g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                   _("%s does not say where the object is: a name server has to be asked first"), text);
      return FALSE;
    }

  return pyro_terms_find_codec (self, error) != NULL;
}

/*
 * _pyro_terms_begin:
 *
 * Goes before the first connection of a conversation.
 *
 * Returns: whether it can be held on these terms; %PYRO_ERROR_USAGE if not
 */
gboolean
_pyro_terms_begin (PyroTerms  *self,
                   GError    **error)
{
  return pyro_terms_check (self, error)
         && _pyro_dialect_begin (&self->dialect, self->uri, self->serializer,
                                 self->hmac_key != NULL, error);
}

/*
 * _pyro_terms_turn:
 * @session: the handshake that failed
 * @error: how it failed
 *
 * Returns: whether another connection should be made, to speak another generation on it
 */
gboolean
_pyro_terms_turn (PyroTerms    *self,
                  PyroSession  *session,
                  const GError *error)
{
  if (self->socket != NULL) /* there is no other connection to be had */
    return FALSE;

  return _pyro_dialect_turn (&self->dialect, self->uri, session, self->serializer, self->hmac_key != NULL, error);
}

/* What is spoken; on a proxy that never was connected, what it would begin with. */
static const PyroGeneration *
pyro_terms_get_generation (const PyroTerms *self)
{
  if (self->dialect.spoken != NULL)
    return self->dialect.spoken;

  return self->dialect.wanted != NULL ? self->dialect.wanted : pyro_generation_list ()[0];
}

/* Compresses and signs as the terms say. Consumes @frame, which may be NULL: then @error is set. */
static PyroFrame *
pyro_terms_seal (const PyroTerms  *self,
                 PyroFrame        *frame,
                 GError          **error)
{
  g_autoptr(PyroFrame) plain = frame;
  g_autoptr(PyroFrame) packed = NULL;

  if (frame == NULL)
    return NULL;

  packed = self->compression ? pyro_frame_compress (plain, error) : pyro_frame_ref (plain);
  if (packed == NULL || self->hmac_key == NULL ||
      !pyro_generation_has_hmac (pyro_frame_get_generation (packed)))
    return g_steal_pointer (&packed);

  return pyro_frame_with_hmac (packed, self->hmac_key);
}

/*
 * _pyro_terms_new_channel:
 * @socket: a socket that is connected to the daemon
 *
 * Returns: (transfer full): a channel through it, in TLS where that is in the terms and never else
 */
PyroChannel *
_pyro_terms_new_channel (const PyroTerms  *self,
                         GSocket          *socket,
                         GError          **error)
{
  PyroTunnel *tunnel = NULL;

  if (self->tls != NULL && (tunnel = pyro_tunnel_new (self->tls, self->uri, error)) == NULL)
    return NULL;

  return pyro_channel_new (socket, tunnel);
}

/*
 * _pyro_terms_new_session:
 * @hello: (out) (transfer full) (nullable): the handshake with which it begins; %NULL over a connected
 *   socket, where both sides do without
 *
 * Returns: (transfer full): a session for a new connection, or %NULL when the serializer cannot
 *   carry the greeting
 */
PyroSession *
_pyro_terms_new_session (const PyroTerms  *self,
                         PyroFrame       **hello,
                         GError          **error)
{
  const PyroCodec *codec = pyro_terms_find_codec (self, error);
  g_autoptr(PyroFrame) plain = NULL;
  PyroSession *session;

  if (codec == NULL)
    return NULL;

  if (self->socket == NULL)
    plain = pyro_hello_new (pyro_terms_get_generation (self), codec, pyro_uri_get_object (self->uri),
                            self->handshake, self->has_correlation ? self->correlation : NULL,
                            self->annotations, error);
  *hello = pyro_terms_seal (self, g_steal_pointer (&plain), error);
  if (*hello == NULL && self->socket == NULL)
    return NULL;

  session = pyro_session_new (*hello, self->max_size);
  pyro_session_set_hmac_key (session, self->hmac_key);

  return session;
}

PyroFrame *
_pyro_terms_new_call (const PyroTerms  *self,
                      PyroCall         *call,
                      GError          **error)
{
  const PyroCodec *codec = pyro_terms_find_codec (self, error);

  if (codec == NULL)
    return NULL;

  return pyro_terms_seal (self, pyro_call_to_frame (call, pyro_terms_get_generation (self), codec, error), error);
}

/*
 * _pyro_terms_new_metadata_call:
 *
 * Returns: (transfer full): the call that asks for the metadata of the object, for daemons that
 *   leave it out of the handshake
 */
PyroFrame *
_pyro_terms_new_metadata_call (const PyroTerms  *self,
                               GError          **error)
{
  g_autoptr(PyroValue) object = pyro_value_new_string (pyro_uri_get_object (self->uri));
  g_autoptr(PyroValue) args = pyro_value_new_tuple (&object, 1);
  g_autoptr(PyroCall) call = pyro_call_new (DAEMON_OBJECT, "get_metadata", args, NULL);

  return _pyro_terms_new_call (self, call, error);
}

PyroFrame *
_pyro_terms_new_ping (const PyroTerms *self)
{
  g_autoptr(GBytes) payload = g_bytes_new_static ("ping", 4);

  return pyro_terms_seal (self, pyro_frame_new (pyro_terms_get_generation (self), PYRO_FRAME_PING,
                                                PYRO_FRAME_FLAG_NONE, PING_SERIALIZER, NULL, NULL,
                                                payload), NULL); /* which is too small to fail */
}
