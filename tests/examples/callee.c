/* tests/examples/callee.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "callee.h"

#include "core/value/builder.h"

#define PATIENCE (30 * G_TIME_SPAN_SECOND)

struct _Callee
{
  PyroDaemon   *daemon; /* of the thread, once that runs */
  PyroValue    *proxy;  /* its object, for a server */
  GMainContext *context;
  GMainLoop    *loop;
  GThread      *thread;
  GAsyncQueue  *notes;  /* of char * */
};

static gpointer
serve (gpointer data)
{
  Callee *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  pyro_daemon_close (self->daemon);
  g_clear_object (&self->daemon);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

/* Both server types have their turn: one with Pyro5, the other with Pyro4. */
static PyroDaemon *
open_daemon (Stage *stage)
{
  g_autoptr(PyroConfig) config = pyro_config_new ();
  g_autoptr(GError) error = NULL;
  PyroDaemon *daemon;

  pyro_config_set (config, "SERVERTYPE", stage->way == SYNC ? "thread" : "multiplex", &error);
  g_assert_no_error (error);
  daemon = pyro_daemon_new (config, &error);
  g_assert_no_error (error);
  pyro_daemon_listen (daemon, "127.0.0.1", 0, &error);
  g_assert_no_error (error);

  return daemon;
}

Callee *
callee_start (Stage               *stage,
              const PyroClassInfo *info)
{
  const PyroGeneration *generation = g_str_equal (stage->generation, "Pyro5") ? pyro_generation_get_pyro5 ()
                                                                               : pyro_generation_get_pyro4 ();
  Callee *self = g_new0 (Callee, 1);
  g_autoptr(PyroServant) servant = PYRO_SERVANT (pyro_skeleton_new (info, self, NULL));
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(GError) error = NULL;

  self->notes = g_async_queue_new_full (g_free);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_main_context_push_thread_default (self->context);
  self->daemon = open_daemon (stage);
  uri = pyro_daemon_register (self->daemon, servant, NULL, PYRO_REGISTER_NONE, &error);
  g_assert_no_error (error);
  self->proxy = pyro_daemon_dup_proxy (self->daemon, servant, generation, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (self->context);
  self->thread = g_thread_new ("callee", serve, self);

  return self;
}

static gboolean
quit (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

void
callee_stop (Callee *self)
{
  g_autoptr(GSource) source = g_idle_source_new (); /* it runs when the loop does */

  g_source_set_callback (source, quit, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_async_queue_unref (self->notes);
  pyro_value_unref (self->proxy);
  g_free (self);
}

static void
add_arguments (PyroBuilder *builder,
               const char  *arguments)
{
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroValue) kwargs = NULL;

  parse_arguments (arguments, &args, &kwargs);
  for (gsize i = 0; i < pyro_value_get_length (args); i++)
    pyro_builder_add_value (builder, pyro_value_get_item (args, i));
}

/* Calls @method of a server with the object, between the arguments @before and @after it.
 * Returns: (transfer full): the result; None where it is oneway */
PyroValue *
callee_introduce (Callee     *self,
                  Stage      *stage,
                  PyroProxy  *server,
                  const char *method,
                  const char *before,
                  const char *after)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  PyroValue *value;

  pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL);
  add_arguments (builder, before);
  pyro_builder_add_value (builder, self->proxy);
  add_arguments (builder, after);
  pyro_builder_close (builder, NULL);
  args = pyro_builder_end (builder, &error);
  g_assert_no_error (error);

  call = pyro_call_new (pyro_uri_get_object (pyro_proxy_get_uri (server)), method, args, NULL);
  reply = send_call (stage, server, call);
  if (reply == NULL)
    return pyro_value_new_none ();
  value = pyro_reply_decode (reply, &error);
  g_assert_no_error (error);

  return value;
}

void
callee_expect (Callee     *self,
               Stage      *stage,
               PyroProxy  *server,
               const char *method,
               const char *before,
               const char *result)
{
  g_autoptr(PyroValue) value = callee_introduce (self, stage, server, method, before, "");

  expect_value (value, result);
}

/* Writes down that something happened, from any thread. */
void
callee_note (Callee     *self,
             const char *format,
             ...)
{
  va_list args;

  va_start (args, format);
  g_async_queue_push (self->notes, g_strdup_vprintf (format, args));
  va_end (args);
}

/* Returns: (transfer full): the next note */
char *
callee_await_any (Callee *self)
{
  char *note = g_async_queue_timeout_pop (self->notes, PATIENCE);

  if (note == NULL)
    g_error ("Nobody called");

  return note;
}

/* The next note is @note. */
void
callee_await (Callee     *self,
              const char *note)
{
  g_autofree char *next = callee_await_any (self);

  g_assert_cmpstr (next, ==, note);
}
