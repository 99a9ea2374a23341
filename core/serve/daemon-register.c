/* core/serve/daemon-register.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The objects of a daemon. */

#include "core/serve/daemon.h"

#include "core/error.h"
#include "core/serve/daemon-private.h"
#include "core/wire/proxy-record.h"

/*
 * _pyro_daemon_find:
 *
 * Returns: (transfer full) (nullable): the object of that id
 */
PyroHosted *
_pyro_daemon_find (PyroDaemon *self,
                   const char *id)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  PyroHosted *found = g_hash_table_lookup (self->objects, id);

  return found != NULL ? _pyro_hosted_ref (found) : NULL;
}

typedef struct
{
  GWeakRef daemon;
  char    *id;
} Farewell;

/* A servant that was registered weakly is gone, and with it its id. */
static void
servant_gone (gpointer  data,
              GObject  *servant)
{
  Farewell *self = data;
  g_autoptr(PyroDaemon) daemon = g_weak_ref_get (&self->daemon);
  PyroHosted *found;

  if (daemon != NULL)
    {
      g_mutex_lock (&daemon->lock);
      g_hash_table_remove (daemon->ids, servant);
      found = g_hash_table_lookup (daemon->objects, self->id);
      if (found != NULL && found->is_weak)
        g_hash_table_remove (daemon->objects, self->id);
      g_mutex_unlock (&daemon->lock);
    }
  g_weak_ref_clear (&self->daemon);
  g_free (self->id);
  g_free (self);
}

static void
pyro_daemon_watch_servant (PyroDaemon  *self,
                           PyroHosted  *hosted,
                           PyroServant *servant)
{
  Farewell *farewell = g_new0 (Farewell, 1);

  g_weak_ref_init (&farewell->daemon, self);
  farewell->id = g_strdup (hosted->id);
  g_weak_ref_set (&hosted->weak, servant);
  hosted->is_weak = TRUE;
  g_object_weak_ref (G_OBJECT (servant), servant_gone, farewell);
}

/* Forgets what is registered under @id, with the lock held. */
static PyroHosted *
pyro_daemon_steal (PyroDaemon *self,
                   const char *id)
{
  PyroHosted *old = NULL;
  GHashTableIter iter;
  gpointer servant_id;

  if (!g_hash_table_steal_extended (self->objects, id, NULL, (gpointer *) &old))
    return NULL;

  g_hash_table_iter_init (&iter, self->ids);
  if (old->servant != NULL)
    g_hash_table_remove (self->ids, old->servant);
  else if (old->is_weak)
    while (g_hash_table_iter_next (&iter, NULL, &servant_id))
      if (servant_id == old->id)
        g_hash_table_iter_remove (&iter);

  return old;
}

/* Whether the id and the servant are free, with the lock held. */
static gboolean
pyro_daemon_check_free (PyroDaemon   *self,
                        const char   *id,
                        PyroServant  *servant,
                        GError      **error)
{
  if (servant != NULL && g_hash_table_contains (self->ids, servant))
    g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_USAGE, "The object already has a Pyro id");
  else if (g_hash_table_contains (self->objects, id))
    g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                 "An object or class is already registered with the id %s", id);
  else
    return TRUE;

  return FALSE;
}

static PyroUri *
pyro_daemon_add (PyroDaemon        *self,
                 PyroHosted        *hosted,
                 PyroServant       *servant,
                 PyroRegisterFlags  flags,
                 GError           **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  PyroHosted *old = NULL;

  if ((flags & PYRO_REGISTER_FORCE) == 0 && !pyro_daemon_check_free (self, hosted->id, servant, error))
    return NULL;
  if (servant != NULL && (flags & PYRO_REGISTER_WEAK) != 0)
    pyro_daemon_watch_servant (self, hosted, servant);
  else if (servant != NULL)
    hosted->servant = g_object_ref (servant);

  old = pyro_daemon_steal (self, hosted->id);
  g_hash_table_insert (self->objects, hosted->id, _pyro_hosted_ref (hosted));
  if (servant != NULL)
    g_hash_table_insert (self->ids, servant, hosted->id);
  g_clear_pointer (&locker, g_mutex_locker_free);

  if (old != NULL)
    _pyro_hosted_unref (old);

  return _pyro_daemon_make_uri (self, hosted->id, TRUE);
}

/* Returns: (transfer full) (nullable): what is hosted under @id or a new id; %NULL with @error set when
 * it cannot be an id */
static PyroHosted *
new_hosted (const char  *id,
                  GError     **error)
{
  g_autofree char *uuid = NULL;
  g_autofree char *generated = NULL;

  if (id == NULL || *id == '\0')
    {
      g_auto(GStrv) parts = NULL;

      uuid = g_uuid_string_random ();
      parts = g_strsplit (uuid, "-", -1);
      generated = g_strjoinv ("", parts);
      g_free (uuid);
      uuid = g_strconcat ("obj_", generated, NULL);
      id = uuid;
    }
  if (g_utf8_validate (id, -1, NULL) && strpbrk (id, " \t\n\r@") == NULL)
    return _pyro_hosted_new (id);

  g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE, "An object cannot have the id “%s”", id);

  return NULL;
}

/**
 * pyro_daemon_register:
 * @self: a daemon
 * @servant: an object
 * @id: (nullable): its id, or %NULL for a new one
 * @flags: how
 * @error: return location for an error
 *
 * Lets clients call an object. All of them have the same one.
 *
 * This function may be called from any thread.
 *
 * Returns: (transfer full): its URI, or %NULL with %PYRO_ERROR_USAGE when the id is taken, or cannot be
 *   one, or @servant is registered here already
 */
PyroUri *
pyro_daemon_register (PyroDaemon         *self,
                      PyroServant        *servant,
                      const char         *id,
                      PyroRegisterFlags   flags,
                      GError            **error)
{
  PyroHosted *hosted;
  PyroUri *uri;

  g_return_val_if_fail (PYRO_IS_DAEMON (self), NULL);
  g_return_val_if_fail (PYRO_IS_SERVANT (servant), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  hosted = new_hosted (id, error);
  if (hosted == NULL)
    return NULL;
  uri = pyro_daemon_add (self, hosted, servant, flags, error);
  _pyro_hosted_unref (hosted);

  return uri;
}

/**
 * pyro_daemon_register_class:
 * @self: a daemon
 * @metadata: what the instances offer
 * @mode: which instance serves a call
 * @create: (scope notified) (closure user_data) (destroy destroy): makes an instance
 * @user_data: passed to @create
 * @destroy: (nullable): frees @user_data
 * @id: (nullable): the id, or %NULL for a new one
 * @flags: how; a class cannot be registered weakly
 * @error: return location for an error
 *
 * Lets clients call objects that are made for them. To connect makes none.
 *
 * This function may be called from any thread. With the server type `thread`, @create is called in the
 * thread of the client.
 *
 * Returns: (transfer full): the URI, or %NULL with %PYRO_ERROR_USAGE as [method@Pyro.Daemon.register]
 */
PyroUri *
pyro_daemon_register_class (PyroDaemon         *self,
                            PyroMetadata       *metadata,
                            PyroInstanceMode    mode,
                            PyroInstanceFunc    create,
                            gpointer            user_data,
                            GDestroyNotify      destroy,
                            const char         *id,
                            PyroRegisterFlags   flags,
                            GError            **error)
{
  PyroHosted *hosted;
  PyroUri *uri = NULL;

  g_return_val_if_fail (PYRO_IS_DAEMON (self), NULL);
  g_return_val_if_fail (metadata != NULL, NULL);
  g_return_val_if_fail (create != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  hosted = new_hosted (id, error);
  if (hosted == NULL)
    {
      if (destroy != NULL)
        destroy (user_data);
      return NULL;
    }

  hosted->metadata = pyro_metadata_ref (metadata);
  hosted->mode = mode;
  hosted->create = create;
  hosted->user_data = user_data;
  hosted->destroy = destroy;
  if ((flags & PYRO_REGISTER_WEAK) != 0)
    g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_USAGE, "Classes cannot be registered weakly");
  else
    uri = pyro_daemon_add (self, hosted, NULL, flags, error);
  _pyro_hosted_unref (hosted);

  return uri;
}

/**
 * pyro_daemon_unregister_id:
 * @self: a daemon
 * @id: the id of an object or a class
 *
 * Takes an object away from clients. The daemon's own object stays.
 *
 * This function may be called from any thread.
 *
 * Returns: whether there was one
 */
gboolean
pyro_daemon_unregister_id (PyroDaemon *self,
                           const char *id)
{
  PyroHosted *old;

  g_return_val_if_fail (PYRO_IS_DAEMON (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (g_str_equal (id, PYRO_DAEMON_NAME))
    return FALSE;

  g_mutex_lock (&self->lock);
  old = pyro_daemon_steal (self, id);
  g_mutex_unlock (&self->lock);
  if (old == NULL)
    return FALSE;
  _pyro_hosted_unref (old);

  return TRUE;
}

/**
 * pyro_daemon_unregister:
 * @self: a daemon
 * @servant: an object
 *
 * Takes an object away from clients.
 *
 * This function may be called from any thread.
 *
 * Returns: whether it was registered
 */
gboolean
pyro_daemon_unregister (PyroDaemon  *self,
                        PyroServant *servant)
{
  g_autofree char *id = pyro_daemon_dup_id (self, servant);

  return id != NULL && pyro_daemon_unregister_id (self, id);
}

/**
 * pyro_daemon_dup_id:
 * @self: a daemon
 * @servant: an object
 *
 * Returns: (transfer full) (nullable): the id under which it is registered, or %NULL when it is not
 */
char *
pyro_daemon_dup_id (PyroDaemon  *self,
                    PyroServant *servant)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_val_if_fail (PYRO_IS_DAEMON (self), NULL);
  g_return_val_if_fail (PYRO_IS_SERVANT (servant), NULL);

  locker = g_mutex_locker_new (&self->lock);

  return g_strdup (g_hash_table_lookup (self->ids, servant));
}

/**
 * pyro_daemon_list_ids:
 * @self: a daemon
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of all that is registered, the daemon's
 *   own object first
 */
char **
pyro_daemon_list_ids (PyroDaemon *self)
{
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr(GMutexLocker) locker = NULL;
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (PYRO_IS_DAEMON (self), NULL);

  g_strv_builder_add (ids, PYRO_DAEMON_NAME);
  locker = g_mutex_locker_new (&self->lock);
  g_hash_table_iter_init (&iter, self->objects);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_str_equal (id, PYRO_DAEMON_NAME))
      g_strv_builder_add (ids, id);

  return g_strv_builder_end (ids);
}

/**
 * pyro_daemon_reset_metadata:
 * @self: a daemon
 * @id: the id of an object
 *
 * Has the object asked again what it offers. Clients that are connected do not notice.
 */
void
pyro_daemon_reset_metadata (PyroDaemon *self,
                            const char *id)
{
  PyroHosted *found;

  g_return_if_fail (PYRO_IS_DAEMON (self));
  g_return_if_fail (id != NULL);

  found = _pyro_daemon_find (self, id);
  if (found == NULL)
    return;
  _pyro_hosted_forget_metadata (found);
  _pyro_hosted_unref (found);
}

/**
 * pyro_daemon_dup_proxy:
 * @self: a daemon
 * @servant: an object that is registered here
 * @generation: (nullable): for whose clients, or %NULL for Pyro5's
 * @error: return location for an error
 *
 * Makes the value to return, or to put into what is returned, in the place of an object: clients make
 * a proxy of it.
 *
 * Returns: (transfer full): the value, or %NULL with %PYRO_ERROR_USAGE when @servant is not registered, or the
 *   daemon listens nowhere
 */
PyroValue *
pyro_daemon_dup_proxy (PyroDaemon            *self,
                       PyroServant           *servant,
                       const PyroGeneration  *generation,
                       GError               **error)
{
  g_autofree char *id = pyro_daemon_dup_id (self, servant);
  g_autoptr(PyroUri) uri = id != NULL ? pyro_daemon_dup_uri (self, id, TRUE) : NULL;
  PyroHosted *found = id != NULL ? _pyro_daemon_find (self, id) : NULL;
  g_autoptr(PyroMetadata) metadata = found != NULL ? _pyro_hosted_dup_metadata (found, generation) : NULL;

  g_clear_pointer (&found, _pyro_hosted_unref);
  if (metadata == NULL || uri == NULL)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                           metadata == NULL ? "The object is not registered in this daemon"
                                            : "The daemon listens nowhere");
      return NULL;
    }

  return pyro_proxy_record_new (generation != NULL ? generation : pyro_generation_get_pyro5 (), uri, metadata);
}

/*
 * _pyro_daemon_forget_all:
 *
 * Lets go of all objects, which may hold the daemon.
 */
void
_pyro_daemon_forget_all (PyroDaemon *self)
{
  g_autoptr(GHashTable) objects = NULL;

  g_mutex_lock (&self->lock);
  g_hash_table_remove_all (self->ids);
  objects = self->objects;
  self->objects = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, _pyro_hosted_unref);
  g_mutex_unlock (&self->lock);
}
