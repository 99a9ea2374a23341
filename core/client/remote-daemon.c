/* core/client/remote-daemon.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/client/remote-daemon.h"

#include "core/client/daemon-call-private.h"
#include "core/client/remote-daemon-private.h"
#include "core/error.h"
#include "core/translation-private.h"
#include "core/value/repr.h"

/* Bytes of an odd answer in a sentence. */
#define MAX_REPR_SIZE 80

/**
 * PyroRemoteDaemon:
 *
 * The object that every daemon has: what it says of itself and of the others.
 *
 * Its calls go over the connection of a proxy, whichever of the daemon's objects that is for, and in
 * the way in which that is used, blocking or not.
 */
struct _PyroRemoteDaemon
{
  GObject    parent_instance;

  PyroProxy *proxy;
};

G_DEFINE_FINAL_TYPE (PyroRemoteDaemon, pyro_remote_daemon, G_TYPE_OBJECT)

static void
pyro_remote_daemon_finalize (GObject *object)
{
  PyroRemoteDaemon *self = PYRO_REMOTE_DAEMON (object);

  g_clear_object (&self->proxy);

  G_OBJECT_CLASS (pyro_remote_daemon_parent_class)->finalize (object);
}

static void
pyro_remote_daemon_class_init (PyroRemoteDaemonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyro_remote_daemon_finalize;
}

static void
pyro_remote_daemon_init (PyroRemoteDaemon *self)
{
}

/**
 * pyro_remote_daemon_new:
 * @proxy: any object of the daemon
 *
 * Returns: (transfer full): the daemon of @proxy
 */
PyroRemoteDaemon *
pyro_remote_daemon_new (PyroProxy *proxy)
{
  PyroRemoteDaemon *self;

  g_return_val_if_fail (PYRO_IS_PROXY (proxy), NULL);

  self = g_object_new (PYRO_TYPE_REMOTE_DAEMON, NULL);
  self->proxy = g_object_ref (proxy);

  return self;
}

/**
 * pyro_remote_daemon_get_proxy:
 * @self: a daemon
 *
 * Returns: (transfer none): the object over whose connection it is spoken to
 */
PyroProxy *
pyro_remote_daemon_get_proxy (PyroRemoteDaemon *self)
{
  g_return_val_if_fail (PYRO_IS_REMOTE_DAEMON (self), NULL);

  return self->proxy;
}

/* ---- Answers ---- */

static void
set_odd_answer (GError     **error,
                const char  *sentence,
                PyroValue   *value)
{
  g_autofree char *text = pyro_value_repr_short (value, MAX_REPR_SIZE);

  _pyro_translate_error (error, PYRO_ERROR_VALUE, sentence, text);
}

/*
 * _pyro_remote_daemon_read_registered:
 *
 * Returns: (transfer full): the ids in @answer, or %NULL with %PYRO_ERROR_VALUE
 */
char **
_pyro_remote_daemon_read_registered (PyroValue  *answer,
                                     GError    **error)
{
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();

  if (!pyro_value_is_container (answer) || pyro_value_get_key (answer, 0) != NULL)
    {
      set_odd_answer (error, N_("The daemon answered with %s where a list of objects was expected"), answer);
      return NULL;
    }

  for (gsize i = 0; i < pyro_value_get_length (answer); i++)
    {
      char *id = pyro_value_dup_utf8 (pyro_value_get_item (answer, i));

      if (id == NULL)
        {
          set_odd_answer (error, N_("The daemon answered with %s where the id of an object was expected"),
                          pyro_value_get_item (answer, i));
          return NULL;
        }
      g_strv_builder_take (ids, id);
    }

  return g_strv_builder_end (ids);
}

/*
 * _pyro_remote_daemon_read_info:
 *
 * Returns: (transfer full): the text in @answer, or %NULL with %PYRO_ERROR_VALUE
 */
char *
_pyro_remote_daemon_read_info (PyroValue  *answer,
                               GError    **error)
{
  char *text = pyro_value_get_kind (answer) == PYRO_VALUE_STR ? pyro_value_dup_utf8 (answer) : NULL;

  if (text == NULL)
    set_odd_answer (error, N_("The daemon answered with %s where a text was expected"), answer);

  return text;
}

/* ---- Blocking ---- */

static PyroValue *
pyro_remote_daemon_call_sync (PyroRemoteDaemon  *self,
                              const char        *method,
                              const char        *argument,
                              GCancellable      *cancellable,
                              GError           **error)
{
  g_autoptr(PyroCall) call = _pyro_daemon_call_new (method, argument);
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(GError) local_error = NULL;

  reply = pyro_proxy_send_sync (self->proxy, call, cancellable, &local_error);
  if (reply != NULL)
    return pyro_reply_decode (reply, error);

  /* no daemon says that these methods are called one way, but one could */
  if (local_error == NULL)
    return pyro_value_new_none ();
  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

/**
 * pyro_remote_daemon_registered_sync:
 * @self: a daemon
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Asks which objects the daemon has, and blocks until it has answered.
 *
 * Returns: (transfer full) (array zero-terminated=1): their ids, the daemon's own among them; or
 *   %NULL with the errors of [method@Pyro.Proxy.call_finish]
 */
char **
pyro_remote_daemon_registered_sync (PyroRemoteDaemon  *self,
                                    GCancellable      *cancellable,
                                    GError           **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (PYRO_IS_REMOTE_DAEMON (self), NULL);

  answer = pyro_remote_daemon_call_sync (self, "registered", NULL, cancellable, error);

  return answer != NULL ? _pyro_remote_daemon_read_registered (answer, error) : NULL;
}

/**
 * pyro_remote_daemon_ping_sync:
 * @self: a daemon
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Calls the method of the daemon that does nothing, and blocks until it has answered. Unlike
 * [method@Pyro.Proxy.ping_sync] it shows that calls are served, and serialized.
 *
 * Returns: %TRUE, or %FALSE with the errors of [method@Pyro.Proxy.call_finish]
 */
gboolean
pyro_remote_daemon_ping_sync (PyroRemoteDaemon  *self,
                              GCancellable      *cancellable,
                              GError           **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (PYRO_IS_REMOTE_DAEMON (self), FALSE);

  answer = pyro_remote_daemon_call_sync (self, "ping", NULL, cancellable, error);

  return answer != NULL;
}

/**
 * pyro_remote_daemon_info_sync:
 * @self: a daemon
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Asks what the daemon says of itself, and blocks until it has answered.
 *
 * Returns: (transfer full): a text for people, or %NULL with the errors of
 *   [method@Pyro.Proxy.call_finish]
 */
char *
pyro_remote_daemon_info_sync (PyroRemoteDaemon  *self,
                              GCancellable      *cancellable,
                              GError           **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (PYRO_IS_REMOTE_DAEMON (self), NULL);

  answer = pyro_remote_daemon_call_sync (self, "info", NULL, cancellable, error);

  return answer != NULL ? _pyro_remote_daemon_read_info (answer, error) : NULL;
}

/**
 * pyro_remote_daemon_get_metadata_sync:
 * @self: a daemon
 * @object: the id of an object
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Asks what an object offers, and blocks until the daemon has answered.
 *
 * Returns: (transfer full): the metadata, or %NULL with the errors of
 *   [method@Pyro.Proxy.call_finish]
 */
PyroMetadata *
pyro_remote_daemon_get_metadata_sync (PyroRemoteDaemon  *self,
                                      const char        *object,
                                      GCancellable      *cancellable,
                                      GError           **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (PYRO_IS_REMOTE_DAEMON (self), NULL);
  g_return_val_if_fail (object != NULL, NULL);

  answer = pyro_remote_daemon_call_sync (self, "get_metadata", object, cancellable, error);

  return answer != NULL ? pyro_metadata_from_value (answer, error) : NULL;
}

/**
 * pyro_remote_daemon_get_next_stream_item_sync:
 * @self: a daemon
 * @stream_id: the name of an item stream
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Pulls an item of a stream, as the daemon gives it: its end is the remote exception StopIteration.
 * [class@Pyro.ItemStream] does all that a program wants of a stream.
 *
 * Returns: (transfer full): the item, or %NULL with the errors of [method@Pyro.Proxy.call_finish]
 */
PyroValue *
pyro_remote_daemon_get_next_stream_item_sync (PyroRemoteDaemon  *self,
                                              const char        *stream_id,
                                              GCancellable      *cancellable,
                                              GError           **error)
{
  g_return_val_if_fail (PYRO_IS_REMOTE_DAEMON (self), NULL);
  g_return_val_if_fail (stream_id != NULL, NULL);

  return pyro_remote_daemon_call_sync (self, "get_next_stream_item", stream_id, cancellable, error);
}

/**
 * pyro_remote_daemon_close_stream_sync:
 * @self: a daemon
 * @stream_id: the name of an item stream; one that the daemon does not have is no error
 * @cancellable: (nullable): a way to stop waiting, from another thread
 * @error: return location for an error
 *
 * Closes a stream, and blocks until the daemon has.
 *
 * Returns: %TRUE, or %FALSE with the errors of [method@Pyro.Proxy.call_finish]
 */
gboolean
pyro_remote_daemon_close_stream_sync (PyroRemoteDaemon  *self,
                                      const char        *stream_id,
                                      GCancellable      *cancellable,
                                      GError           **error)
{
  g_autoptr(PyroValue) answer = NULL;

  g_return_val_if_fail (PYRO_IS_REMOTE_DAEMON (self), FALSE);
  g_return_val_if_fail (stream_id != NULL, FALSE);

  answer = pyro_remote_daemon_call_sync (self, "close_stream", stream_id, cancellable, error);

  return answer != NULL;
}
