/* core/names/name-daemon.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/name-daemon.h"

#include "core/error.h"
#include "core/limits.h"
#include "core/names/beacon-private.h"
#include "core/names/name-method-private.h"
#include "core/names/name-servant-private.h"
#include "core/names/name-sweep-private.h"

/**
 * PyroNameDaemon:
 *
 * A name server: what a [class@Pyro.Registry] has, for clients of every generation of Pyro, to each as the
 * name server of its own has it.
 *
 * It lives in the main context that was the thread-default one where it was made, and is used there only.
 * Nothing happens unless that is run. It has to be closed with [method@Pyro.NameDaemon.close].
 *
 * With `NS_AUTOCLEAN` in its configuration it removes names whose objects could not be connected to for
 * 20 seconds. Names that lead to Unix sockets, or to other names, are left alone.
 */
struct _PyroNameDaemon
{
  GObject          parent;

  GMainContext    *context;
  PyroConfig      *config;
  PyroRegistry    *registry;
  PyroDaemon      *daemon;
  PyroNameCleaner *cleaner; /* NULL for none */
  PyroNameSweep   *sweep;   /* NULL for none */
  PyroBeacon      *beacon;  /* NULL for none */
  gboolean         listens;
};

G_DEFINE_FINAL_TYPE (PyroNameDaemon, pyro_name_daemon, G_TYPE_OBJECT)

static void
pyro_name_daemon_dispose (GObject *object)
{
  PyroNameDaemon *self = PYRO_NAME_DAEMON (object);

  pyro_name_daemon_close (self);
  g_clear_object (&self->daemon);
  g_clear_object (&self->cleaner);
  g_clear_object (&self->registry);
  g_clear_pointer (&self->config, pyro_config_free);
  g_clear_pointer (&self->context, g_main_context_unref);

  G_OBJECT_CLASS (pyro_name_daemon_parent_class)->dispose (object);
}

static void
pyro_name_daemon_class_init (PyroNameDaemonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pyro_name_daemon_dispose;
}

static void
pyro_name_daemon_init (PyroNameDaemon *self)
{
  self->context = g_main_context_ref_thread_default ();
}

/* No method waits for anything, so that a thread for each client would be of no use, and a limit on how many
 * there can be. */
static PyroConfig *
configure (const PyroConfig *config)
{
  PyroConfig *own = config != NULL ? pyro_config_copy (config) : pyro_config_new ();

  g_free (own->servertype);
  own->servertype = g_strdup ("multiplex");

  return own;
}

/**
 * pyro_name_daemon_new:
 * @config: (nullable): the configuration, which is copied, or %NULL for Pyro's defaults: that of a
 *   [class@Pyro.Daemon], and `NS_AUTOCLEAN`
 * @registry: what it knows; others may use it too
 * @error: return location for an error
 *
 * Makes a name server that listens nowhere yet.
 *
 * Returns: (transfer full): the name server, or %NULL with @error set: %PYRO_ERROR_VALUE for an
 *   `NS_AUTOCLEAN` below three seconds, %PYRO_ERROR_USAGE for settings of TLS that are no good
 */
PyroNameDaemon *
pyro_name_daemon_new (const PyroConfig  *config,
                      PyroRegistry      *registry,
                      GError           **error)
{
  g_autoptr(PyroNameDaemon) self = NULL;
  g_autoptr(PyroServant) servant = NULL;
  g_autoptr(PyroUri) uri = NULL;

  g_return_val_if_fail (PYRO_IS_REGISTRY (registry), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = g_object_new (PYRO_TYPE_NAME_DAEMON, NULL);
  self->config = configure (config);
  self->registry = g_object_ref (registry);
  if (self->config->ns_autoclean != 0)
    {
      self->cleaner = pyro_name_cleaner_new (self->config->ns_autoclean, g_get_monotonic_time (), error);
      if (self->cleaner == NULL)
        return NULL;
    }
  self->daemon = pyro_daemon_new (self->config, error);
  if (self->daemon == NULL)
    return NULL;
  servant = _pyro_name_servant_new (registry);
  uri = pyro_daemon_register (self->daemon, servant, PYRO_NAME_SERVER_NAME, PYRO_REGISTER_NONE, error);

  return uri != NULL ? g_steal_pointer (&self) : NULL;
}

/* What comes with the first place where it listens: that is in its own entry. */
static gboolean
start (PyroNameDaemon  *self,
       GError         **error)
{
  g_autoptr(PyroUri) uri = NULL;
  g_autofree char *text = NULL;

  if (self->listens)
    return TRUE;

  uri = pyro_name_daemon_dup_uri (self, TRUE);
  if (uri == NULL)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_URI, "The name server has no address that a URI can have");
      return FALSE;
    }
  text = pyro_uri_to_string (uri);
  if (!pyro_registry_add_own (self->registry, text, error))
    return FALSE;

  self->listens = TRUE;
  if (self->cleaner != NULL)
    self->sweep = _pyro_name_sweep_new (self->context, self->registry, self->cleaner,
                                        self->config->commtimeout > 0 ? self->config->commtimeout : PYRO_PROBE_TIME);

  return TRUE;
}

/**
 * pyro_name_daemon_listen:
 * @self: a name server
 * @host: (nullable): as in [method@Pyro.Daemon.listen]
 * @port: a port, or 0 for any; clients try `NS_PORT` first, which is 9090
 * @error: return location for an error
 *
 * Listens at an address. With the first one the name server registers itself, which may wait for a disk; the
 * host and port that the configuration has for the outside are in that entry, if it has them.
 *
 * Returns: %TRUE, or %FALSE with @error set as in [method@Pyro.Daemon.listen] or
 *   [method@Pyro.Registry.add_own]
 */
gboolean
pyro_name_daemon_listen (PyroNameDaemon  *self,
                         const char      *host,
                         guint16          port,
                         GError         **error)
{
  g_return_val_if_fail (PYRO_IS_NAME_DAEMON (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return pyro_daemon_listen (self->daemon, host, port, error) && start (self, error);
}

/**
 * pyro_name_daemon_listen_unix:
 * @self: a name server
 * @path: the path of a Unix socket, as in [method@Pyro.Daemon.listen_unix]
 * @error: return location for an error
 *
 * Listens at a Unix socket, otherwise as [method@Pyro.NameDaemon.listen].
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
pyro_name_daemon_listen_unix (PyroNameDaemon  *self,
                              const char      *path,
                              GError         **error)
{
  g_return_val_if_fail (PYRO_IS_NAME_DAEMON (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return pyro_daemon_listen_unix (self->daemon, path, error) && start (self, error);
}

/**
 * pyro_name_daemon_answer_broadcast:
 * @self: a name server that listens
 * @host: (nullable): where broadcasts are waited for: an address of this machine, or a host name, which is
 *   looked up and may take time; %NULL for all
 * @port: a UDP port, or 0 for any; clients ask at `NS_BCPORT`, which is 9091
 * @error: return location for an error
 *
 * Tells those who look for a name server where this one is: its first address, not that for the outside, and
 * where that is 0.0.0.0 the address by which the asker reaches this machine. Asked for a second time it is
 * somewhere else.
 *
 * Returns: (transfer full): where broadcasts are waited for, as `HOST:PORT`, or %NULL with @error set in the
 *   `G_IO_ERROR` or `G_RESOLVER_ERROR` domain, or %PYRO_ERROR_USAGE when the name server has no IP address
 */
char *
pyro_name_daemon_answer_broadcast (PyroNameDaemon  *self,
                                   const char      *host,
                                   guint16          port,
                                   GError         **error)
{
  g_autoptr(PyroUri) uri = NULL;
  PyroBeacon *beacon;

  g_return_val_if_fail (PYRO_IS_NAME_DAEMON (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  uri = self->listens ? pyro_name_daemon_dup_uri (self, FALSE) : NULL;
  if (uri == NULL || pyro_uri_get_host (uri) == NULL)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_USAGE,
                           "A name server without an IP address cannot answer broadcasts");
      return NULL;
    }
  beacon = _pyro_beacon_new (self->context, uri, host, port, error);
  if (beacon == NULL)
    return NULL;

  g_clear_pointer (&self->beacon, _pyro_beacon_free);
  self->beacon = beacon;

  return _pyro_beacon_dup_location (beacon);
}

/**
 * pyro_name_daemon_close:
 * @self: a name server
 *
 * Ends the name server, as [method@Pyro.Daemon.close]. The registry stays as it is. It may be closed twice.
 */
void
pyro_name_daemon_close (PyroNameDaemon *self)
{
  g_return_if_fail (PYRO_IS_NAME_DAEMON (self));

  self->listens = FALSE;
  g_clear_pointer (&self->beacon, _pyro_beacon_free);
  g_clear_pointer (&self->sweep, _pyro_name_sweep_stop);
  if (self->daemon != NULL)
    pyro_daemon_close (self->daemon);
}

/**
 * pyro_name_daemon_dup_uri:
 * @self: a name server
 * @nat: whether the host and port that the configuration has for the outside are used, if it has
 *
 * Returns: (transfer full) (nullable): the URI of the name server, as [method@Pyro.Daemon.dup_uri]
 */
PyroUri *
pyro_name_daemon_dup_uri (PyroNameDaemon *self,
                          gboolean        nat)
{
  g_return_val_if_fail (PYRO_IS_NAME_DAEMON (self), NULL);

  return pyro_daemon_dup_uri (self->daemon, PYRO_NAME_SERVER_NAME, nat);
}

/**
 * pyro_name_daemon_get_daemon:
 * @self: a name server
 *
 * Returns: (transfer none): its daemon, in which other objects can be registered, and which is closed with it
 */
PyroDaemon *
pyro_name_daemon_get_daemon (PyroNameDaemon *self)
{
  g_return_val_if_fail (PYRO_IS_NAME_DAEMON (self), NULL);

  return self->daemon;
}

/**
 * pyro_name_daemon_get_registry:
 * @self: a name server
 *
 * Returns: (transfer none): what it knows
 */
PyroRegistry *
pyro_name_daemon_get_registry (PyroNameDaemon *self)
{
  g_return_val_if_fail (PYRO_IS_NAME_DAEMON (self), NULL);

  return self->registry;
}
