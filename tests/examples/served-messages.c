/* tests/examples/served-messages.c - examples of messages: on a bus, and on a socket that is there already
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "served.h"

/* ---- messagebus ---- */

typedef struct
{
  char      *name;
  GPtrArray *pending;     /* of PyroValue */
  GPtrArray *subscribers; /* of PyroProxy */
} Topic;

typedef struct
{
  const char *generation;
  GMutex      mutex;
  GCond       changed;
  gboolean    ending;
  GPtrArray  *topics;
  GThread    *sender;
} Bus;

static void
topic_free (gpointer data)
{
  Topic *self = data;

  g_free (self->name);
  g_ptr_array_unref (self->pending);
  g_ptr_array_unref (self->subscribers);
  g_free (self);
}

static Topic *
topic_new (const char *name)
{
  Topic *self = g_new (Topic, 1);

  self->name = g_strdup (name);
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);
  self->subscribers = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

/* With the mutex. */
static Topic *
get_topic (Bus        *self,
           const char *name)
{
  Topic *topic;

  for (guint i = 0; i < self->topics->len; i++)
    if (g_str_equal (((Topic *) self->topics->pdata[i])->name, name))
      return self->topics->pdata[i];
  topic = topic_new (name);
  g_ptr_array_add (self->topics, topic);

  return topic;
}

static gpointer
ref_subscriber (gconstpointer subscriber,
                gpointer      user_data)
{
  return g_object_ref ((gpointer) subscriber);
}

/* With the mutex, which is left while messages are under way: a subscriber that does not answer holds up the
 * sender alone. */
static void
deliver (Bus   *self,
         Topic *topic)
{
  g_autoptr(GPtrArray) messages = g_steal_pointer (&topic->pending);
  g_autoptr(GPtrArray) subscribers = g_ptr_array_copy (topic->subscribers, ref_subscriber, NULL);
  g_autoptr(PyroValue) name = pyro_value_new_string (topic->name);
  g_autoptr(PyroValue) list = pyro_value_new_list ((PyroValue **) messages->pdata, messages->len);
  g_autoptr(PyroValue) args = pyro_value_new_tuple ((PyroValue *[]) { name, list }, 2);

  topic->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);
  g_mutex_unlock (&self->mutex);
  for (guint i = 0; i < subscribers->len; i++)
    {
      g_autoptr(PyroValue) nothing
        = pyro_proxy_call_sync (subscribers->pdata[i], "incoming_messages", args, NULL, NULL, NULL);
    }
  g_mutex_lock (&self->mutex);
}

static gpointer
send_messages (gpointer data)
{
  Bus *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->ending)
    {
      guint n_sent = 0;

      for (guint i = 0; i < self->topics->len; i++)
        {
          Topic *topic = self->topics->pdata[i];

          if (topic->pending->len == 0)
            continue;
          deliver (self, topic);
          n_sent++;
        }
      if (n_sent == 0 && !self->ending)
        g_cond_wait (&self->changed, &self->mutex);
    }
  g_mutex_unlock (&self->mutex);

  return NULL;
}

static Bus *
bus_new (const char *generation)
{
  Bus *self = g_new0 (Bus, 1);

  self->generation = generation;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->topics = g_ptr_array_new_with_free_func (topic_free);
  self->sender = g_thread_new ("sender", send_messages, self);

  return self;
}

static void
bus_free (gpointer data)
{
  Bus *self = data;

  g_mutex_lock (&self->mutex);
  self->ending = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->sender);
  g_ptr_array_unref (self->topics);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

METHOD (add_topic)
{
  Bus *self = object;
  g_autofree char *name = pyro_invocation_read_string (invocation, 0, error);

  if (name == NULL)
    return NULL;
  g_mutex_lock (&self->mutex);
  get_topic (self, name);
  g_mutex_unlock (&self->mutex);

  return NULL;
}

METHOD (list_topics)
{
  Bus *self = object;
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_SET, NULL);
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->topics->len; i++)
    pyro_builder_add_string (builder, ((Topic *) self->topics->pdata[i])->name, -1);
  g_mutex_unlock (&self->mutex);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, error);
}

/* Returns: (transfer full): an object of the example's class */
static PyroValue *
wrap_message (Bus       *self,
              PyroValue *data)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *second = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *created = g_strdup_printf ("%s.%06d", second, g_date_time_get_microsecond (now));
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *class_name = g_strconcat (self->generation, ".utils.messagebus.message", NULL);
  const char *texts[] = { "__class__", class_name, "msgid", id, "created", created, "data" };

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    pyro_builder_add_string (builder, texts[i], -1);
  pyro_builder_add_value (builder, data);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}

METHOD (send_message)
{
  Bus *self = object;
  g_autofree char *name = pyro_invocation_read_string (invocation, 0, error);

  if (name == NULL)
    return NULL;
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (get_topic (self, name)->pending, wrap_message (self, pyro_invocation_get_param (invocation, 1)));
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);

  return NULL;
}

METHOD (subscribe)
{
  Bus *self = object;
  g_autofree char *name = pyro_invocation_read_string (invocation, 0, error);
  PyroProxy *subscriber
    = name != NULL ? pyro_proxy_new_from_value (pyro_invocation_get_param (invocation, 1), NULL, error) : NULL;

  if (subscriber == NULL)
    return NULL;
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (get_topic (self, name)->subscribers, subscriber);
  g_mutex_unlock (&self->mutex);

  return NULL;
}

METHOD (unsubscribe)
{
  Bus *self = object;
  g_autofree char *name = pyro_invocation_read_string (invocation, 0, error);
  g_autoptr(PyroProxy) leaver
    = name != NULL ? pyro_proxy_new_from_value (pyro_invocation_get_param (invocation, 1), NULL, error) : NULL;
  Topic *topic;

  if (leaver == NULL)
    return NULL;
  g_mutex_lock (&self->mutex);
  topic = get_topic (self, name);
  for (guint i = topic->subscribers->len; i > 0; i--)
    if (pyro_uri_equal (pyro_proxy_get_uri (topic->subscribers->pdata[i - 1]), pyro_proxy_get_uri (leaver)))
      g_ptr_array_remove_index (topic->subscribers, i - 1);
  g_mutex_unlock (&self->mutex);

  return NULL;
}

static const PyroMethodInfo bus_methods[] = {
  { "add_topic", "topic", add_topic },
  { "topics", "", list_topics },
  { "send", "topic, message", send_message },
  { "send_no_ack", "topic, message", send_message, PYRO_METHOD_ONEWAY },
  { "subscribe", "topic, subscriber", subscribe },
  { "unsubscribe", "topic, subscriber", unsubscribe },
  { NULL }
};
static const PyroClassInfo bus_info = { "MessageBus", bus_methods, NULL };

static void
serve_bus (Host *host)
{
  host_add (host, NULL, "Pyro.MessageBus", &bus_info, bus_new (host->stage->generation), bus_free);
}

/* ---- socketpair ---- */

METHOD (thank)
{
  return pyro_value_new_string ("thank you");
}

static const PyroMethodInfo pair_methods[] = { { "echo", "message", thank }, { NULL } };
static const PyroClassInfo pair_info = { "Echo", pair_methods, NULL };

static void
serve_pair (Host *host)
{
  if (g_str_equal (host->stage->generation, "Pyro4"))
    host_configure (host, "SERIALIZERS_ACCEPTED", "pickle");
  host_serve_pair (host);
  host_add (host, "echo", NULL, &pair_info, NULL, NULL);
}

#define PUBLISHER                                                                        \
  { "publisher.py", "Utrecht", "Forecast: \\('Utrecht', '\\w+'\\)", "(Forecast: .*\n){20}" }

/* Pyro5's own bus lets nobody leave it who came in another thread, so that only one who stays can be compared. */
#define SUBSCRIBER                                                                                             \
  { "subscriber.py", "\n",                                                                                     \
    "Topics on the bus:  \\{'weather-forecast'\\}\nSubscribing to .*\nSubscribed on weather-forecast\n(.*\n)*?\n"     \
    "GOT MESSAGE:\n   topic: weather-forecast\n   msgid: [0-9a-f-]{36}\n created: \\d{4}-\\d\\d-\\d\\d .*\n"         \
    "    data: \\('Utrecht', '\\w+'\\)\n\nGOT MESSAGE" }

const Served message_served[] = {
  { "messagebus", NULL, serve_bus, { { "-m messagebus.server -s memory", "Server running" } },
    { PUBLISHER, SUBSCRIBER }, .named = TRUE },
  { NULL, "messagebus", serve_bus, { { "-m messagebus.server -s memory", "Server running" } },
    { PUBLISHER, SUBSCRIBER, { "subscriber_manual_consume.py", "\n" } },
    "(?<=msgid: ).*|(?<=created: ).*|(?<=messages: )\\d+|(?<=Utrecht', ')\\w+", .named = TRUE },
  { "socketpair", "socketpair", serve_pair, { { "pair-fork.py", "Pyro daemon running" } }, { { "pair-fork.py" } },
    "(?<=PID=)\\d+", .paired = TRUE },
  { NULL }
};
