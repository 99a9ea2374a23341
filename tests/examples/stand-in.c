/* tests/examples/stand-in.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "stand-in.h"

#include "core/names/name-server.h"
#include "core/value/literal.h"

/* @pair: a socket that is connected to the client, which this takes, or -1 */
Host *
host_new (Stage *stage,
          int    pair)
{
  Host *self = g_new0 (Host, 1);

  self->stage = stage;
  self->pair = pair;
  self->config = pyro_config_new ();
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->uris = g_ptr_array_new_with_free_func (g_free);
  self->proxies = g_ptr_array_new_with_free_func (g_object_unref);
  self->programs = g_ptr_array_new_with_free_func ((GDestroyNotify) program_stop);
  host_configure (self, "SERVERTYPE", g_str_equal (stage->generation, "Pyro5") ? "thread" : "multiplex");

  return self;
}

void
host_close (Host *self)
{
  if (self->thread != NULL)
    {
      g_main_loop_quit (self->loop);
      g_thread_join (self->thread);
    }
  g_main_context_push_thread_default (self->context);
  if (self->daemon != NULL)
    pyro_daemon_close (self->daemon);
  if (self->second != NULL)
    pyro_daemon_close (self->second);
  if (self->names != NULL)
    pyro_name_daemon_close (self->names);
  g_clear_object (&self->daemon);
  g_clear_object (&self->second);
  g_clear_object (&self->names);
  g_main_context_pop_thread_default (self->context);
  g_clear_object (&self->frozen);
  g_ptr_array_unref (self->programs);
  g_ptr_array_unref (self->proxies);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  pyro_config_free (self->config);
  g_ptr_array_unref (self->uris);
  g_free (self);
}

/* Before anything is added. */
void
host_configure (Host       *self,
                const char *item,
                const char *text)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (self->daemon);
  pyro_config_set (self->config, item, text, &error);
  g_assert_no_error (error);
}

PyroDaemon *
host_get_daemon (Host *self)
{
  g_autoptr(GError) error = NULL;

  if (self->daemon != NULL)
    return self->daemon;

  g_main_context_push_thread_default (self->context);
  self->daemon = pyro_daemon_new (self->config, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (self->context);

  return self->daemon;
}

/* Where not anywhere on the loopback device will do. */
void
host_listen (Host       *self,
             const char *host,
             guint16     port)
{
  g_autoptr(GError) error = NULL;

  pyro_daemon_listen (host_get_daemon (self), host, port, &error);
  g_assert_no_error (error);
  self->listens = TRUE;
}

static void
listen_somewhere (Host *self)
{
  if (!self->listens)
    host_listen (self, "127.0.0.1", 0);
}

/* The client is connected already. */
void
host_serve_pair (Host *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocket) socket = g_socket_new_from_fd (self->pair, &error);

  g_assert_no_error (error);
  g_main_context_push_thread_default (self->context);
  pyro_daemon_serve_socket (host_get_daemon (self), socket, &error);
  g_main_context_pop_thread_default (self->context);
  g_assert_no_error (error);
}

/* The server has a name server of its own, where clients look for one or broadcast to it. */
void
host_be_name_server (Host       *self,
                     const char *host)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroRegistry) registry = pyro_registry_new ();

  g_main_context_push_thread_default (self->context);
  self->names = pyro_name_daemon_new (self->config, registry, &error);
  g_assert_no_error (error);
  pyro_name_daemon_listen (self->names, host, self->config->ns_port, &error);
  g_assert_no_error (error);
  g_free (pyro_name_daemon_answer_broadcast (self->names, NULL, self->config->ns_bcport, &error));
  g_assert_no_error (error);
  g_main_context_pop_thread_default (self->context);
}

/* Starts pyroctl with @words. @ready: what it prints then; what the last group matches may be the URI */
void
host_start (Host       *self,
            const char *words,
            const char *ready)
{
  Program *program = stage_run_line (self->stage, self->stage->pyroctl, words);
  g_autofree char *found = program_await (program, ready);

  g_ptr_array_add (self->programs, g_ptr_array_steal_index (self->stage->programs, self->stage->programs->len - 1));
  g_ptr_array_add (self->uris, g_steal_pointer (&found));
}

/* To the name server that the server itself is: before it runs. */
static void
add_own_name (Host       *self,
              const char *name,
              const char *uri)
{
  g_autoptr(PyroValue) name_value = pyro_value_new_string (name);
  g_autoptr(PyroValue) uri_value = pyro_value_new_string (uri);
  g_autoptr(PyroValue) args = pyro_value_new_tuple ((PyroValue *[]) { name_value, uri_value }, 2);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) nothing = pyro_registry_call (pyro_name_daemon_get_registry (self->names),
                                                     pyro_generation_get_pyro5 (), "register", args, NULL, &error);

  g_assert_no_error (error);
}

/* Registers @uri at the name server. */
void
host_add_name (Host              *self,
               const char        *name,
               const char        *uri,
               const char *const *tags)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroNameServer) names = NULL;

  if (self->names != NULL)
    {
      g_assert_null (tags);
      add_own_name (self, name, uri);
      return;
    }
  stage_need_names (self->stage);
  names = pyro_name_server_new_for_host ("127.0.0.1", self->stage->name_server_port, &error);
  g_assert_no_error (error);
  pyro_name_server_register_sync (names, name, uri, tags, FALSE, NULL, &error);
  g_assert_no_error (error);
}

/* Returns: of what was added first */
const char *
host_get_uri (Host *self)
{
  g_assert_cmpuint (self->uris->len, >, 0);

  return self->uris->pdata[0];
}

/* Returns: (transfer full): a proxy for what is registered as @name */
PyroProxy *
host_lookup (Host       *self,
             const char *name)
{
  g_autoptr(PyroNameServer) names = pyro_name_server_new_for_host ("127.0.0.1", self->stage->name_server_port, NULL);
  g_autoptr(PyroNameEntry) entry = pyro_name_server_lookup_sync (names, name, NULL, NULL);
  g_autoptr(PyroUri) uri = NULL;

  g_assert_nonnull (entry);
  uri = pyro_uri_parse (entry->uri, 0, NULL);

  return pyro_proxy_new (uri);
}

static void
announce (Host       *self,
          PyroUri    *uri,
          const char *name)
{
  g_autofree char *text = pyro_uri_to_string (uri);

  if (name != NULL)
    host_add_name (self, name, text, NULL);
  g_ptr_array_add (self->uris, g_steal_pointer (&text));
}

/* One object for all clients. @id: NULL for a new one; @name: NULL when it is not at the name server */
void
host_add (Host                *self,
          const char          *id,
          const char          *name,
          const PyroClassInfo *info,
          gpointer             object,
          GDestroyNotify       destroy)
{
  g_autoptr(PyroServant) servant = PYRO_SERVANT (pyro_skeleton_new (info, object, destroy));
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(GError) error = NULL;

  listen_somewhere (self);
  uri = pyro_daemon_register (self->daemon, servant, id, 0, &error);
  g_assert_no_error (error);
  announce (self, uri, name);
}

/* Objects that @create makes. */
void
host_add_class (Host                *self,
                const char          *id,
                const char          *name,
                const PyroClassInfo *info,
                PyroInstanceMode     mode,
                PyroInstanceFunc     create)
{
  g_autoptr(PyroMetadata) metadata = pyro_class_info_dup_metadata (info);
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(GError) error = NULL;

  listen_somewhere (self);
  uri = pyro_daemon_register_class (self->daemon, metadata, mode, create, self, NULL, id, 0, &error);
  g_assert_no_error (error);
  announce (self, uri, name);
}

/* Another daemon in the same loop, with an object that is known as @name. Returns: (transfer none) */
PyroDaemon *
host_add_daemon (Host                *self,
                 const char          *name,
                 const PyroClassInfo *info)
{
  g_autoptr(PyroServant) servant = PYRO_SERVANT (pyro_skeleton_new (info, NULL, NULL));
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroUri) uri = NULL;
  g_autofree char *text = NULL;

  g_main_context_push_thread_default (self->context);
  self->second = pyro_daemon_new (self->config, &error);
  g_assert_no_error (error);
  pyro_daemon_listen (self->second, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (self->context);
  uri = pyro_daemon_register (self->second, servant, NULL, 0, &error);
  g_assert_no_error (error);
  text = pyro_uri_to_string (uri);
  host_add_name (self, name, text, NULL);

  return self->second;
}

static gpointer
run (gpointer data)
{
  Host *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

/* From here on clients are served. */
void
host_run (Host *self)
{
  self->thread = g_thread_new ("host", run, self);
}

/* Returns: (transfer full): what Python writes as @text */
PyroValue *
literal (const char *text)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_literal_parse (text, -1, NULL, &error);

  g_assert_no_error (error);

  return value;
}

/* Returns: (transfer full): a list of @texts */
PyroValue *
list_texts (GPtrArray *texts)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (guint i = 0; i < texts->len; i++)
    pyro_builder_add_string (builder, texts->pdata[i], -1);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

/* Registers a new object. Returns: (transfer full): a proxy for it */
PyroValue *
give_object (PyroInvocation       *invocation,
             const PyroClassInfo  *info,
             gpointer              object,
             GDestroyNotify        destroy,
             GError              **error)
{
  g_autoptr(PyroServant) servant = PYRO_SERVANT (pyro_skeleton_new (info, object, destroy));
  g_autoptr(PyroUri) uri = pyro_daemon_register (pyro_invocation_get_daemon (invocation), servant, NULL, 0, error);

  return uri != NULL ? pyro_invocation_dup_proxy (invocation, servant, error) : NULL;
}

/* Says whether a parameter is a text, and this one. */
gboolean
param_is (PyroInvocation *invocation,
          guint           index,
          const char     *text)
{
  PyroValue *value = pyro_invocation_get_param (invocation, index);
  g_autofree char *given = pyro_value_get_kind (value) == PYRO_VALUE_STR ? pyro_value_dup_utf8 (value) : NULL;

  return g_strcmp0 (given, text) == 0;
}
