/* tests/examples/served-objects.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

/* Servers that are clients too, and objects that come and go. */

/* ---- blob-dispatch ---- */

typedef struct
{
  GMutex     mutex;
  GPtrArray *nicks;     /* or topics */
  GPtrArray *listeners; /* of PyroProxy, one for each of them */
  char      *channel;
} Audience;

static Audience *
audience_new (void)
{
  Audience *self = g_new0 (Audience, 1);

  self->nicks = g_ptr_array_new_with_free_func (g_free);
  self->listeners = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

static void
audience_free (gpointer data)
{
  Audience *self = data;

  g_ptr_array_unref (self->nicks);
  g_ptr_array_unref (self->listeners);
  g_free (self->channel);
  g_free (self);
}

/* Takes a name and a proxy from the parameters. */
static gboolean
admit (PyroInvocation  *invocation,
       Audience        *self,
       guint            name_index,
       GError         **error)
{
  char *name = pyro_invocation_read_string (invocation, name_index, error);
  PyroValue *value = pyro_invocation_get_param (invocation, name_index + 1);
  PyroProxy *listener = name != NULL ? pyro_proxy_new_from_value (value, NULL, error) : NULL;

  if (listener == NULL)
    {
      g_free (name);
      return FALSE;
    }
  g_ptr_array_add (self->nicks, name);
  g_ptr_array_add (self->listeners, listener);

  return TRUE;
}

METHOD (register_listener)
{
  Audience *self = object;

  g_mutex_lock (&self->mutex);
  admit (invocation, self, 0, error);
  g_mutex_unlock (&self->mutex);

  return NULL;
}

/* The blob goes on unopened. */
METHOD (process_blob)
{
  Audience *self = object;
  PyroBlob *blob = pyro_invocation_get_blob (invocation);
  g_autofree char *topic = pyro_value_dup_utf8 (pyro_blob_get_info (blob));

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->nicks->len && *error == NULL; i++)
    if (g_strcmp0 (self->nicks->pdata[i], topic) == 0)
      {
        PyroProxy *listener = self->listeners->pdata[i];
        g_autoptr(PyroCall) call = pyro_call_new_blob (pyro_uri_get_object (pyro_proxy_get_uri (listener)),
                                                       "process_blob", blob);
        g_autoptr(PyroReply) reply = pyro_proxy_send_sync (listener, call, NULL, error);
        g_autoptr(PyroValue) nothing = reply != NULL ? pyro_reply_decode (reply, error) : NULL;
      }
  g_mutex_unlock (&self->mutex);

  return NULL;
}

static const PyroMethodInfo dispatcher_methods[] = {
  { "register", "topic, listener", register_listener },
  { "process_blob", "blob", process_blob, PYRO_METHOD_WORKER },
  { NULL }
};
static const PyroClassInfo dispatcher_info = { "Dispatcher", dispatcher_methods, NULL };

static void
serve_dispatcher (Host *host)
{
  host_add (host, NULL, "example.blobdispatcher", &dispatcher_info, audience_new (), audience_free);
}

/* ---- callback ---- */

typedef struct
{
  gint64     number;
  PyroProxy *callback;
} Worker;

static void
worker_free (gpointer data)
{
  g_object_unref (((Worker *) data)->callback);
  g_free (data);
}

METHOD (work)
{
  Worker *self = object;
  g_autoptr(PyroValue) number = pyro_value_new_int (self->number);
  g_autoptr(PyroValue) args = pyro_value_new_tuple (&number, 1);
  g_autoptr(PyroValue) nothing = NULL;
  gint64 seconds;

  if (!pyro_invocation_read_int (invocation, 0, &seconds, error))
    return NULL;
  g_usleep ((gulong) seconds * G_USEC_PER_SEC);
  pyro_daemon_unregister (pyro_invocation_get_daemon (invocation), pyro_invocation_get_servant (invocation));
  nothing = pyro_proxy_call_sync (self->callback, "done", args, NULL, NULL, error);

  return NULL;
}

static const PyroMethodInfo worker_methods[] = {
  { "work", "amount", work, PYRO_METHOD_ONEWAY | PYRO_METHOD_WORKER }, { NULL }
};
static const PyroClassInfo worker_info = { "Worker", worker_methods, NULL };

METHOD (add_worker)
{
  PyroProxy *callback = pyro_proxy_new_from_value (pyro_invocation_get_param (invocation, 0), NULL, error);
  Worker *worker;

  if (callback == NULL)
    return NULL;
  worker = g_new (Worker, 1);
  *worker = (Worker) { ++*(gint64 *) object, callback };

  return give_object (invocation, &worker_info, worker, worker_free, error);
}

METHOD (do_callback)
{
  g_autoptr(PyroProxy) callback = pyro_proxy_new_from_value (pyro_invocation_get_param (invocation, 0), NULL, error);
  static const char *const methods[] = { "call1", "call2" };

  for (guint i = 0; callback != NULL && i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr(GError) crash = NULL;
      g_autoptr(PyroValue) value = pyro_proxy_call_sync (callback, methods[i], NULL, NULL, NULL, &crash);

      g_assert_null (value);
      g_assert_error (crash, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED);
    }

  return NULL;
}

static const PyroMethodInfo callback_methods[] = { { "addworker", "callback", add_worker }, { NULL } };
static const PyroMethodInfo callback2_methods[] = {
  { "doCallback", "callback", do_callback, PYRO_METHOD_ONEWAY | PYRO_METHOD_WORKER }, { NULL }
};
static const PyroClassInfo callback_info = { "CallbackServer", callback_methods, NULL };
static const PyroClassInfo callback2_info = { "CallbackServer", callback2_methods, NULL };

static void
serve_callbacks (Host *host)
{
  host_add (host, NULL, "example.callback", &callback_info, g_new0 (gint64, 1), g_free);
  host_add (host, NULL, "example.callback2", &callback2_info, NULL, NULL);
}

/* ---- chatbox ---- */

/* With the mutex. Who cannot be reached is left out. */
static void
publish_text (Audience   *self,
              const char *nick,
              const char *message)
{
  g_autoptr(PyroValue) who = pyro_value_new_string (nick);
  g_autoptr(PyroValue) what = pyro_value_new_string (message);
  g_autoptr(PyroValue) args = pyro_value_new_tuple ((PyroValue *[]) { who, what }, 2);

  for (guint i = 0; i < self->listeners->len; i++)
    {
      g_autoptr(PyroValue) nothing
        = pyro_proxy_call_sync (self->listeners->pdata[i], "message", args, NULL, NULL, NULL);
    }
}

METHOD (get_channels)
{
  Audience *self = object;
  g_autoptr(GPtrArray) channels = g_ptr_array_new ();

  if (self->nicks->len > 0)
    g_ptr_array_add (channels, self->channel);

  return list_texts (channels);
}

METHOD (get_nicks)
{
  return list_texts (((Audience *) object)->nicks);
}

METHOD (join)
{
  Audience *self = object;
  PyroValue *nicks = NULL;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->nicks->len && *error == NULL; i++)
    if (param_is (invocation, 1, self->nicks->pdata[i]))
      PYRO_RAISE (error, "ValueError", "this nick is already in use");
  if (*error == NULL && admit (invocation, self, 1, error))
    {
      const char *nick = self->nicks->pdata[self->nicks->len - 1];
      g_autofree char *text = g_strdup_printf ("** %s joined **", nick);

      g_free (self->channel);
      self->channel = pyro_invocation_read_string (invocation, 0, NULL);
      publish_text (self, "SERVER", text);
      nicks = list_texts (self->nicks);
    }
  g_mutex_unlock (&self->mutex);

  return nicks;
}

METHOD (leave)
{
  Audience *self = object;
  g_autofree char *nick = pyro_invocation_read_string (invocation, 1, error);
  g_autofree char *text = g_strdup_printf ("** %s left **", nick);

  g_mutex_lock (&self->mutex);
  for (guint i = self->nicks->len; i > 0; i--)
    if (g_strcmp0 (nick, self->nicks->pdata[i - 1]) == 0)
      {
        g_ptr_array_remove_index (self->nicks, i - 1);
        g_ptr_array_remove_index (self->listeners, i - 1);
      }
  publish_text (self, "SERVER", text);
  g_mutex_unlock (&self->mutex);

  return NULL;
}

METHOD (publish)
{
  Audience *self = object;
  g_autofree char *nick = pyro_invocation_read_string (invocation, 1, error);
  g_autofree char *message = nick != NULL ? pyro_invocation_read_string (invocation, 2, error) : NULL;

  if (message == NULL)
    return NULL;
  g_mutex_lock (&self->mutex);
  publish_text (self, nick, message);
  g_mutex_unlock (&self->mutex);

  return NULL;
}

static const PyroMethodInfo chatbox_methods[] = {
  { "getChannels", "", get_channels },
  { "getNicks", "", get_nicks },
  { "join", "channel, nick, callback", join, PYRO_METHOD_WORKER },
  { "leave", "channel, nick", leave, PYRO_METHOD_WORKER },
  { "publish", "channel, nick, msg", publish, PYRO_METHOD_WORKER },
  { NULL }
};
static const PyroClassInfo chatbox_info = { "ChatBox", chatbox_methods, NULL };

static void
serve_chatbox (Host *host)
{
  host_add (host, NULL, "example.chatbox.server", &chatbox_info, audience_new (), audience_free);
}

/* ---- circular ---- */

typedef struct
{
  Host       *host;
  const char *name;
  const char *next;
} Chain;

static Chain chains[] = {
  { NULL, "A", "example.chain.B" }, { NULL, "B", "example.chain.C" }, { NULL, "C", "example.chain.A" }
};

/* Returns: (transfer full): @list with a text before it or behind it */
static PyroValue *
extend (PyroValue  *list,
        const char *before,
        const char *behind)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  if (before != NULL)
    pyro_builder_add_string (builder, before, -1);
  for (gsize i = 0; list != NULL && i < pyro_value_get_length (list); i++)
    pyro_builder_add_value (builder, pyro_value_get_item (list, i));
  if (behind != NULL)
    pyro_builder_add_string (builder, behind, -1);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

METHOD (process)
{
  const Chain *self = object;
  PyroValue *message = pyro_invocation_get_param (invocation, 0);
  g_autoptr(PyroValue) name = pyro_value_new_string (self->name);
  g_autoptr(PyroValue) more = extend (message, NULL, self->name);
  g_autoptr(PyroValue) args = pyro_value_new_tuple (&more, 1);
  g_autofree char *complete = g_strdup_printf ("complete at %s", self->name);
  g_autofree char *passed = g_strdup_printf ("passed on from %s", self->name);
  g_autoptr(PyroProxy) next = NULL;
  g_autoptr(PyroValue) result = NULL;

  if (pyro_value_contains (message, name))
    return extend (NULL, complete, NULL);
  next = host_lookup (self->host, self->next);
  result = pyro_proxy_call_sync (next, "process", args, NULL, NULL, error);

  return result != NULL ? extend (result, passed, NULL) : NULL;
}

static const PyroMethodInfo chain_methods[] = { { "process", "message", process, PYRO_METHOD_WORKER }, { NULL } };
static const PyroClassInfo chain_info = { "Chain", chain_methods, NULL };

static void
serve_chain (Host *host)
{
  for (guint i = 0; i < G_N_ELEMENTS (chains); i++)
    {
      g_autofree char *name = g_strdup_printf ("example.chain.%s", chains[i].name);

      chains[i].host = host;
      host_add (host, NULL, name, &chain_info, &chains[i], NULL);
    }
}

#define BLOB_CLIENT { "client/client.py", "weather\n" }
#define BLOB_LISTENER                                                                          \
  { "listeners/main.py weather", NULL, "waiting for data",                                     \
    "Received custom data \\(type=<class 'customdata.CustomData'>\\):\n +a=42, b=hello world" }
#define ALICE                                                                                   \
  { "client.py", "room\nAlice", "\\[SERVER\\] \\*\\* Alice joined", "\\[Bob\\] good day", .listens = TRUE }
#define BOB                                                                                     \
  { "client.py", "room\nBob\ngood day\n/quit", "People on this channel: Alice, Bob(?s).*Exit\\.", \
    .listens = TRUE }

const Served object_served[] = {
  { "blob-dispatch", "blob-dispatch", serve_dispatcher, { { "dispatcher/dispatcher.py", RUNNING } },
    { BLOB_LISTENER, BLOB_CLIENT }, .named = TRUE },
  { "callback", "callback", serve_callbacks, { { "server.py", RUNNING }, { "server2.py", RUNNING } },
    { { "client.py" }, { "client2.py", NULL, "callback 2 received(?s).*ZeroDivisionError" } },
    .shuffled = "(callback: worker \\d reports work is done!\n)+", .named = TRUE },
  { "chatbox", "chatbox", serve_chatbox, { { "server.py", RUNNING } },
    { ALICE, BOB }, .isolated = TRUE, .named = TRUE },
  { "circular", "circular", serve_chain,
    { { "servA.py", "Server started A" }, { "servB.py", "Server started B" }, { "servC.py", "Server started C" } },
    { { "client.py" } }, .named = TRUE },
  { NULL }
};
