/* tests/examples/rows-hosts.c - examples whose clients have objects that the servers call
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "rows.h"

#include <string.h>

#include "core/value/repr.h"
#include "callee.h"

/* ---- callback ---- */

static PyroValue *
done (PyroInvocation  *invocation,
      gpointer         object,
      GError         **error)
{
  gint64 number;

  if (pyro_invocation_read_int (invocation, 0, &number, error))
    callee_note (object, "worker %" G_GINT64_FORMAT, number);

  return NULL;
}

static PyroValue *
crash (PyroInvocation  *invocation,
       gpointer         object,
       GError         **error)
{
  callee_note (object, "%s", pyro_invocation_get_name (invocation));
  PYRO_RAISE (error, "ZeroDivisionError", "integer division or modulo by zero");

  return NULL;
}

static const PyroMethodInfo callback_methods[] = {
  { "done", "number", done },
  { "call1", "", crash },
  { "call2", "", crash, PYRO_METHOD_CALLBACK },
  { NULL }
};

static const PyroClassInfo callback_info = { "CallbackHandler", callback_methods, NULL };

#define N_WORKERS 5

/* Five workers, which tell when they are done. */
static void
let_work (Stage  *stage,
          Callee *callee)
{
  Program *server = stage_serve (stage, "server.py", NULL);
  PyroProxy *proxy = stage_lookup (stage, "example.callback");
  guint told = 0;

  for (int i = 0; i < N_WORKERS; i++)
    {
      g_autoptr(PyroValue) value = callee_introduce (callee, stage, proxy, "addworker", "", "");
      g_autoptr(GError) error = NULL;
      PyroProxy *worker = pyro_proxy_new_from_value (value, proxy, &error);

      g_assert_no_error (error);
      g_ptr_array_add (stage->proxies, worker);
      expect (stage, worker, "work", "0.1", "None");
    }
  for (int i = 0; i < N_WORKERS; i++)
    {
      g_autofree char *note = callee_await_any (callee);

      g_assert_true (g_str_has_prefix (note, "worker "));
      told |= 1u << g_ascii_strtoull (note + strlen ("worker "), NULL, 10);
    }
  g_assert_cmpuint (told, ==, 2 + 4 + 8 + 16 + 32); /* each once */
  program_await_count (server, "done. Informing callback client.", N_WORKERS);
}

/* And a server that is called to call back, and prints both exceptions. */
static void
play_callback (Stage *stage)
{
  g_autoptr(Callee) callee = callee_start (stage, &callback_info);
  Program *server;

  let_work (stage, callee);
  server = stage_serve (stage, "server2.py", NULL);
  callee_expect (callee, stage, stage_lookup (stage, "example.callback2"), "doCallback", "", "None");
  callee_await (callee, "call1");
  callee_await (callee, "call2");
  g_free (program_await (server, "server: callbacks done."));
  program_await_count (server, "got an exception from the callback:", 2);
  program_await_count (server, "rows-hosts.c", 2); /* in the remote traceback */
}

/* ---- chatbox ---- */

static PyroValue *
message (PyroInvocation  *invocation,
         gpointer         object,
         GError         **error)
{
  g_autofree char *nick = pyro_invocation_read_string (invocation, 0, error);
  g_autofree char *text = nick != NULL ? pyro_invocation_read_string (invocation, 1, error) : NULL;

  if (text != NULL)
    callee_note (object, "[%s] %s", nick, text);

  return NULL;
}

static const PyroMethodInfo chatter_methods[] = {
  { "message", "nick, msg", message, PYRO_METHOD_ONEWAY },
  { NULL }
};

static const PyroClassInfo chatter_info = { "Chatter", chatter_methods, NULL };

/* Python's client comes to a channel where two of ours are, and says something. It counts on people being slow:
 * its object is registered by another thread, which does not tell but in the log. */
static void
chat_with_client (Stage     *stage,
                  PyroProxy *box,
                  Callee    *callee)
{
  Program *client;

  stage_set (stage, "PYRO_LOGFILE", "{stderr}");
  stage_set (stage, "PYRO_LOGLEVEL", "INFO");
  client = stage_run (stage, "client.py", NULL);
  g_free (program_await (client, "entering requestloop"));
  g_free (program_await (client, "The following people are on the server: Ada, Bob"));
  program_say (client, "engines");
  program_say (client, "Cleo");
  g_free (program_await (client, "People on this channel: Ada, Bob, Cleo"));
  callee_await (callee, "[SERVER] ** Cleo joined **");
  expect (stage, box, "publish", "'engines', 'Ada', 'Hello, Cleo'", "None");
  callee_await (callee, "[Ada] Hello, Cleo");
  g_free (program_await (client, "\\[Ada\\] Hello, Cleo"));
  program_say (client, "Hello to you");
  callee_await (callee, "[Cleo] Hello to you");
  program_say (client, "/quit");
  callee_await (callee, "[SERVER] ** Cleo left **");
  g_free (program_await (client, "Exit."));
}

static void
play_chatbox (Stage *stage)
{
  g_autoptr(Callee) ada = callee_start (stage, &chatter_info);
  g_autoptr(Callee) bob = callee_start (stage, &chatter_info);
  PyroProxy *box;

  stage_serve (stage, "server.py", NULL);
  box = stage_lookup (stage, "example.chatbox.server");
  expect (stage, box, "getNicks", "", "[]");
  expect (stage, box, "getChannels", "", "[]");
  callee_expect (ada, stage, box, "join", "'engines', 'Ada'", "['Ada']");
  callee_await (ada, "[SERVER] ** Ada joined **");
  callee_expect (bob, stage, box, "join", "'engines', 'Bob'", "['Ada', 'Bob']");
  callee_await (ada, "[SERVER] ** Bob joined **");
  callee_await (bob, "[SERVER] ** Bob joined **");
  expect (stage, box, "publish", "'engines', 'Bob', 'Is it \u201con\u201d?'", "None");
  callee_await (ada, "[Bob] Is it \u201con\u201d?");
  callee_await (bob, "[Bob] Is it \u201con\u201d?");

  chat_with_client (stage, box, ada);
  expect (stage, box, "leave", "'engines', 'Bob'", "None");
  callee_await (ada, "[SERVER] ** Bob left **");
  expect (stage, box, "leave", "'engines', 'Ada'", "None");
  expect (stage, box, "getChannels", "", "[]");
  stage_await (stage, "REMOVED CHANNEL engines");
}

/* ---- messagebus ---- */

/* Each message is a record. */
static void
receive (Callee    *callee,
         PyroValue *topic,
         PyroValue *given)
{
  PyroValue *data = pyro_value_lookup_string (given, "data");
  g_autofree char *name = pyro_value_dup_utf8 (topic);
  g_autofree char *text = data != NULL ? pyro_value_repr (data) : NULL;

  g_assert_nonnull (pyro_value_lookup_string (given, "msgid"));
  g_assert_nonnull (pyro_value_lookup_string (given, "created"));
  callee_note (callee, "%s: %s", name, text);
}

static PyroValue *
incoming_message (PyroInvocation  *invocation,
                  gpointer         object,
                  GError         **error)
{
  receive (object, pyro_invocation_get_param (invocation, 0), pyro_invocation_get_param (invocation, 1));

  return NULL;
}

static PyroValue *
incoming_messages (PyroInvocation  *invocation,
                   gpointer         object,
                   GError         **error)
{
  PyroValue *messages = pyro_invocation_get_param (invocation, 1);

  for (gsize i = 0; i < pyro_value_get_length (messages); i++)
    receive (object, pyro_invocation_get_param (invocation, 0), pyro_value_get_item (messages, i));

  return NULL;
}

static const PyroMethodInfo subscriber_methods[] = {
  { "incoming_message", "topic, message", incoming_message },
  { "incoming_messages", "topic, messages", incoming_messages },
  { NULL }
};

static const PyroClassInfo subscriber_info = { "Subber", subscriber_methods, NULL };

static void
send_forecast (Stage      *stage,
               PyroProxy  *bus,
               const char *weather)
{
  g_autofree char *arguments = g_strdup_printf ("'weather-forecast', ('Amsterdam', '%s')", weather);

  expect (stage, bus, "send", arguments, "None");
}

/* Ours gets what Python's own does, as long as it is subscribed. */
static void
forecast_weather (Stage     *stage,
                  PyroProxy *bus)
{
  g_autoptr(Callee) callee = callee_start (stage, &subscriber_info);
  Program *subscriber;

  expect (stage, bus, "add_topic", "'weather-forecast'", "None");
  subscriber = stage_run (stage, "subscriber.py", NULL);
  program_say (subscriber, "");
  g_free (program_await (subscriber, "Subscribed on weather-forecast"));
  callee_expect (callee, stage, bus, "subscribe", "'weather-forecast'", "None");
  send_forecast (stage, bus, "sunny");
  send_forecast (stage, bus, "thunder");
  g_free (program_await (subscriber, "topic: weather-forecast(?s:.*)data: .'Amsterdam', 'sunny'."));
  g_free (program_await (subscriber, "data: .'Amsterdam', 'thunder'."));
  callee_await (callee, "weather-forecast: ('Amsterdam', 'sunny')");
  callee_await (callee, "weather-forecast: ('Amsterdam', 'thunder')");

  callee_expect (callee, stage, bus, "unsubscribe", "'weather-forecast'", "None");
  send_forecast (stage, bus, "mist");
  g_free (program_await (subscriber, "data: .'Amsterdam', 'mist'."));
  callee_expect (callee, stage, bus, "subscribe", "'weather-forecast'", "None");
  send_forecast (stage, bus, "hail");
  callee_await (callee, "weather-forecast: ('Amsterdam', 'hail')"); /* and not the mist before it */
}

/* The two publishers, and subscribers of both languages. */
static void
play_messagebus (Stage *stage)
{
  Program *server;
  PyroProxy *bus;
  g_autoptr(PyroValue) topics = NULL;

  stage_need_names (stage);
  server = stage_run (stage, "-m", "messagebus.server", NULL);
  g_free (program_await (server, "Server running, storage is sqlite"));
  bus = stage_lookup (stage, "Pyro.MessageBus");
  forecast_weather (stage, bus);

  for (char letter = 'a'; letter <= 'z'; letter++)
    {
      g_autofree char *topic = g_strdup_printf ("'msg.topic.%c'", letter);
      g_autofree char *message = g_strdup_printf ("%s, 'message %d'", topic, letter - 'a' + 1);

      expect (stage, bus, "add_topic", topic, "None");
      expect (stage, bus, "send", message, "None");
    }
  topics = fetch (stage, bus, "topics", "");
  g_assert_cmpint (pyro_value_get_kind (topics), ==, PYRO_VALUE_SET);
  g_assert_cmpuint (pyro_value_get_length (topics), ==, 27);
}

const Row host_rows[] = {
  { "callback", "callback", play_callback },
  { "chatbox", "chatbox", play_chatbox },
  { "messagebus", "messagebus", play_messagebus },
  { NULL, NULL, NULL }
};
