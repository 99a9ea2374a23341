/* tests/examples/served-sessions.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

#include "core/wire/correlation.h"

/* ---- autoproxy ---- */

METHOD (speak)
{
  return NULL;
}

static const PyroMethodInfo thingy_methods[] = { { "speak", "message", speak }, { NULL } };
static const PyroClassInfo thingy_info = { "Thingy", thingy_methods, NULL };

METHOD (create_something)
{
  return give_object (invocation, &thingy_info, NULL, NULL, error);
}

static const PyroMethodInfo factory_methods[] = { { "createSomething", "number", create_something }, { NULL } };
static const PyroClassInfo factory_info = { "Factory", factory_methods, NULL };

static void
serve_factory (Host *host)
{
  host_add (host, "example.autoproxy", NULL, &factory_info, NULL, NULL);
}

/* ---- callcontext ---- */

METHOD (echo)
{
  return pyro_value_ref (pyro_invocation_get_param (invocation, 0));
}

static const PyroMethodInfo context_methods[] = {
  { "echo", "message", echo }, { "oneway", "message", echo, PYRO_METHOD_ONEWAY }, { NULL }
};
static const PyroClassInfo context_info = { "EchoServer", context_methods, NULL };

static void
serve_context (Host *host)
{
  g_autoptr(PyroAnnotations) empty = pyro_annotations_new ();
  g_autoptr(GBytes) text = g_bytes_new_static ("custom response annotation set by the daemon", 44);
  g_autoptr(PyroAnnotations) annotations = pyro_annotations_with (empty, "DDAA", text, NULL);

  if (g_str_equal (host->stage->generation, "Pyro4"))
    host_configure (host, "HMAC_KEY", "secr3t_k3y");
  pyro_daemon_set_annotations (host_get_daemon (host), annotations);
  host_add (host, "example.context", NULL, &context_info, NULL, NULL);
}

/* ---- handshake ---- */

static PyroValue *
ask_for_pancakes (PyroDaemon  *daemon,
                  PyroPeer    *peer,
                  PyroValue   *data,
                  const char  *object,
                  gpointer     user_data,
                  GError     **error)
{
  g_autoptr(PyroValue) secret = pyro_value_new_string ("pancakes");

  if (pyro_value_equal (data, secret))
    return literal ("['how', 'are', 'you', 'doing']");
  PYRO_RAISE (error, "ValueError", "wrong secret code, connection refused");

  return NULL;
}

static void
serve_handshake (Host *host)
{
  g_autoptr(PyroUri) uri = NULL;

  pyro_daemon_set_handshake (host_get_daemon (host), ask_for_pancakes, NULL, NULL);
  host_listen (host, "127.0.0.1", 0);
  uri = pyro_daemon_dup_uri (host->daemon, PYRO_DAEMON_NAME, FALSE);
  g_ptr_array_add (host->uris, pyro_uri_to_string (uri));
}

/* ---- instancemode ---- */

typedef struct
{
  gint64  id;
  char   *correlation; /* of a session: of its first call */
} Instance;

static void
instance_free (gpointer data)
{
  g_free (((Instance *) data)->correlation);
  g_free (data);
}

METHOD (get_id)
{
  return pyro_value_new_int (((Instance *) object)->id);
}

METHOD (get_id_and_correlation)
{
  Instance *self = object;
  g_autoptr(PyroValue) id = pyro_value_new_int (self->id);
  g_autoptr(PyroValue) correlation = NULL;

  if (self->correlation == NULL)
    self->correlation = pyro_correlation_to_string (pyro_invocation_get_correlation (invocation));
  correlation = pyro_value_new_string (self->correlation);

  return pyro_value_new_tuple ((PyroValue *[]) { id, correlation }, 2);
}

static const PyroMethodInfo single_methods[] = { { "msg", "message", get_id }, { NULL } };
static const PyroMethodInfo session_methods[] = { { "msg", "message", get_id_and_correlation }, { NULL } };
static const PyroClassInfo single_info = { "SingleInstance", single_methods, NULL };
static const PyroClassInfo session_info = { "SessionInstance", session_methods, NULL };

static PyroServant *
make_instance (const PyroClassInfo *info)
{
  static int n_instances;
  Instance *instance = g_new0 (Instance, 1);

  instance->id = 1000000000 + g_atomic_int_add (&n_instances, 1);

  return PYRO_SERVANT (pyro_skeleton_new (info, instance, instance_free));
}

static PyroServant *
create_single (PyroPeer  *peer,
               gpointer   user_data,
               GError   **error)
{
  return make_instance (&single_info);
}

static PyroServant *
create_session (PyroPeer  *peer,
                gpointer   user_data,
                GError   **error)
{
  return make_instance (&session_info);
}

static void
serve_instances (Host *host)
{
  host_add_class (host, NULL, "instance.single", &single_info, PYRO_INSTANCE_SINGLE, create_single);
  host_add_class (host, NULL, "instance.session", &session_info, PYRO_INSTANCE_SESSION, create_session);
  host_add_class (host, NULL, "instance.percall", &single_info, PYRO_INSTANCE_PERCALL, create_single);
}

/* ---- resourcetracking ---- */

typedef struct
{
  GMutex     mutex;
  GPtrArray *names;
} Resources;

typedef struct
{
  Resources *all;
  char      *name;
} Resource;

static Resources resources;

static void
release (gpointer data)
{
  Resource *self = data;

  g_mutex_lock (&self->all->mutex);
  for (guint i = 0; i < self->all->names->len; i++)
    if (self->all->names->pdata[i] == self)
      g_ptr_array_remove_index (self->all->names, i);
  g_mutex_unlock (&self->all->mutex);
  g_free (self->name);
  g_free (self);
}

METHOD (allocate)
{
  Resources *all = object;
  Resource *resource = g_new0 (Resource, 1);

  *resource = (Resource) { all, pyro_invocation_read_string (invocation, 0, error) };
  g_mutex_lock (&all->mutex);
  g_ptr_array_add (all->names, resource);
  g_mutex_unlock (&all->mutex);
  pyro_peer_track (pyro_invocation_get_peer (invocation), resource, release);

  return NULL;
}

METHOD (free_resource)
{
  Resources *all = object;
  Resource *found = NULL;

  g_mutex_lock (&all->mutex);
  for (guint i = 0; i < all->names->len && found == NULL; i++)
    if (param_is (invocation, 0, ((Resource *) all->names->pdata[i])->name))
      found = all->names->pdata[i];
  g_mutex_unlock (&all->mutex);
  if (found != NULL && pyro_peer_untrack (pyro_invocation_get_peer (invocation), found))
    release (found);

  return NULL;
}

METHOD (list_resources)
{
  Resources *all = object;
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  PyroValue *list;

  g_mutex_lock (&all->mutex);
  for (guint i = 0; i < all->names->len; i++)
    g_ptr_array_add (names, ((Resource *) all->names->pdata[i])->name);
  list = list_texts (names);
  g_mutex_unlock (&all->mutex);

  return list;
}

static const PyroMethodInfo service_methods[] = {
  { "allocate", "name", allocate }, { "free", "name", free_resource }, { "list", "", list_resources }, { NULL }
};
static const PyroClassInfo service_info = { "Service", service_methods, NULL };

static void
close_service (gpointer data)
{
  g_clear_pointer (&((Resources *) data)->names, g_ptr_array_unref);
}

static void
serve_resources (Host *host)
{
  resources.names = g_ptr_array_new ();
  host_add (host, "service", NULL, &service_info, &resources, close_service);
}

/* ---- usersession ---- */

typedef struct
{
  GMutex busy;
  gint64 number;
} Database;

/* One at a time may use a connection to the database, which lets nobody in who does not say who it is. */
static gboolean
enter (PyroInvocation  *invocation,
       Database        *database,
       const char      *what,
       GError         **error)
{
  PyroAnnotations *annotations = pyro_invocation_get_annotations (invocation);
  GBytes *user = annotations != NULL ? pyro_annotations_lookup (annotations, "USER") : NULL;
  g_autoptr(GBytes) allowed = g_bytes_new_static ("user123", 7);

  if (user == NULL || !g_bytes_equal (user, allowed))
    PYRO_RAISE (error, "AssertionError", "access denied");
  else if (!g_mutex_trylock (&database->busy))
    PYRO_RAISE (error, "RuntimeError", "ERROR: concurrent connection access (%s) by multiple different threads", what);
  else
    return TRUE;

  return FALSE;
}

METHOD (store)
{
  Database *database = object;
  gint64 number;

  if (!pyro_invocation_read_int (invocation, 1, &number, error) || !enter (invocation, database, "write", error))
    return NULL;
  g_usleep ((gulong) g_random_int_range (0, 100 * 1000));
  database->number = number;
  g_mutex_unlock (&database->busy);

  return NULL;
}

METHOD (retrieve)
{
  Database *database = object;
  PyroValue *value;

  if (!enter (invocation, database, "read", error))
    return NULL;
  g_usleep ((gulong) g_random_int_range (0, 100 * 1000));
  value = pyro_value_new_int (database->number);
  g_mutex_unlock (&database->busy);

  return value;
}

METHOD (say_hi)
{
  return pyro_value_new_string ("hi");
}

static const PyroMethodInfo database_methods[] = {
  { "store", "key, value", store, PYRO_METHOD_WORKER },
  { "retrieve", "key", retrieve, PYRO_METHOD_WORKER },
  { "ping", "", say_hi },
  { NULL }
};
static const PyroClassInfo database_info = { "Database", database_methods, NULL };

static PyroServant *
create_database (PyroPeer  *peer,
                 gpointer   user_data,
                 GError   **error)
{
  return PYRO_SERVANT (pyro_skeleton_new (&database_info, g_new0 (Database, 1), g_free));
}

static void
serve_databases (Host *host)
{
  host_add (host, NULL, "example.usersession.singletondb", &database_info, g_new0 (Database, 1), g_free);
  host_add_class (host, NULL, "example.usersession.sessiondb", &database_info, PYRO_INSTANCE_SESSION, create_database);
}

const Served session_served[] = {
  { "autoproxy", "autoproxy", serve_factory, { { "server.py", URI ("example.autoproxy") } }, { { "client.py", "%" } },
    "owner \\d+" },
  { "callcontext", "callcontext", serve_context, { { "server.py", URI ("example.context") } },
    { { "client.py", "%\n" } },
    "\\b[0-9a-f]{8}-[0-9a-f-]{27}\\b|UUID\\([^)]*\\)|(^      [A-Z]{4} -> .*\n)+|(?<=were:  )\\{.*\\}" },
  { "handshake", "handshake", serve_handshake, { { "server.py", URI ("Pyro.Daemon") } },
    { { "client.py", "%\npancakes" }, { "client.py", "%\nwaffles" } } },
  { "instancemode", "instancemode", serve_instances, { { "server.py", RUNNING } }, { { "client.py" } },
    "(?s)-----PERCALL.*(?=-----SESSION)", "\\b\\d{9,}\\b|\\b[0-9a-f]{8}-[0-9a-f-]{27}\\b", .named = TRUE },
  { "resourcetracking", "resourcetracking", serve_resources, { { "server.py", URI ("service") } },
    { { "client.py", "%", "hit Enter now" }, { "client.py", "%\n" } }, "(?<=resource\\.\\.\\. )\\w+" },
  { "usersession", "usersession", serve_databases, { { "server.py", RUNNING } }, { { "client.py", "\n" } },
    "(?<=num=)\\d+|(?s)Singleton Database\\.\\.\\. \\((concurrency|threading).*(?=client.py ends)",
    .shuffled = "(?<=enter to start: )(\\[Thread-\\d+\\].*\n\n?)+", .named = TRUE },
  { NULL }
};
