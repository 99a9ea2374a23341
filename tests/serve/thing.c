/* tests/serve/thing.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/serve/thing.h"

#include <string.h>

/* ---- Values ---- */

static PyroValue *
echo (PyroInvocation  *invocation,
      gpointer         object,
      GError         **error)
{
  return pyro_value_ref (pyro_invocation_get_param (invocation, 0));
}

static PyroValue *
add (PyroInvocation  *invocation,
     gpointer         object,
     GError         **error)
{
  gint64 a, b;

  if (!pyro_invocation_read_int (invocation, 0, &a, error) || !pyro_invocation_read_int (invocation, 1, &b, error))
    return NULL;

  return pyro_value_new_int (a + b);
}

/* x, y=2, *args, key='k', **kwargs */
static PyroValue *
arguments (PyroInvocation  *invocation,
           gpointer         object,
           GError         **error)
{
  PyroValue *items[5];

  for (guint i = 0; i < 5; i++)
    items[i] = pyro_invocation_get_param (invocation, i);

  return pyro_value_new_list (items, 5);
}

static PyroValue *
scale (PyroInvocation  *invocation,
       gpointer         object,
       GError         **error)
{
  double value, factor;

  if (!pyro_invocation_read_float (invocation, 0, &value, error) ||
      !pyro_invocation_read_float (invocation, 1, &factor, error))
    return NULL;

  return pyro_value_new_float (value * factor);
}

static PyroValue *
nothing (PyroInvocation  *invocation,
         gpointer         object,
         GError         **error)
{
  return NULL;
}

static PyroValue *
repeat (PyroInvocation  *invocation,
        gpointer         object,
        GError         **error)
{
  g_autofree char *text = pyro_invocation_read_string (invocation, 0, error);
  GString *all = g_string_new (NULL);
  PyroValue *value = NULL;
  gint64 n;

  if (text != NULL && pyro_invocation_read_int (invocation, 1, &n, error))
    {
      for (gint64 i = 0; i < n; i++)
        g_string_append (all, text);
      value = pyro_value_new_string (all->str);
    }
  g_string_free (all, TRUE);

  return value;
}

static PyroValue *
deep (PyroInvocation  *invocation,
      gpointer         object,
      GError         **error)
{
  gint64 depth;
  g_autoptr(PyroValue) value = pyro_value_new_none ();

  if (!pyro_invocation_read_int (invocation, 0, &depth, error))
    return NULL;
  for (gint64 i = 0; i < depth; i++)
    {
      g_autoptr(PyroValue) inner = g_steal_pointer (&value);

      value = pyro_value_new_list (&inner, 1);
    }

  return g_steal_pointer (&value);
}

/* ---- Exceptions ---- */

static PyroValue *
raise_class (PyroInvocation  *invocation,
             gpointer         object,
             GError         **error)
{
  g_autofree char *name = pyro_invocation_read_string (invocation, 0, error);
  g_autofree char *text = name != NULL ? pyro_invocation_read_string (invocation, 1, error) : NULL;

  if (text != NULL)
    PYRO_RAISE (error, name, "%s", text);

  return NULL;
}

static PyroValue *
divide (PyroInvocation  *invocation,
        gpointer         object,
        GError         **error)
{
  gint64 x, y;

  if (!pyro_invocation_read_int (invocation, 0, &x, error) || !pyro_invocation_read_int (invocation, 1, &y, error))
    return NULL;
  if (y == 0)
    {
      g_autoptr(PyroValue) text = pyro_value_new_string ("integer division or modulo by zero");
      g_autoptr(PyroValue) args = pyro_value_new_tuple (&text, 1);
      g_autoptr(PyroException) exception =
        pyro_exception_new_raised ("ZeroDivisionError", args, __FILE__, __LINE__, "divide", "return x // y");

      g_propagate_error (error, pyro_exception_to_error (exception));
      return NULL;
    }

  return pyro_value_new_int (x / y - (x % y != 0 && (x < 0) != (y < 0)));
}

static PyroValue *
io_error (PyroInvocation  *invocation,
          gpointer         object,
          GError         **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "the door is locked");

  return NULL;
}

static PyroValue *
drop (PyroInvocation  *invocation,
      gpointer         object,
      GError         **error)
{
  return NULL;
}

/* An argument that nobody can serialize: marshal has no records... but every codec has a depth. */
static PyroValue *
unserializable_exception (PyroInvocation  *invocation,
                          gpointer         object,
                          GError         **error)
{
  g_autoptr(PyroValue) arg = pyro_value_new_complex (1, 2);
  g_autoptr(PyroValue) args = pyro_value_new_tuple (&arg, 1);
  g_autoptr(PyroException) exception = pyro_exception_new_raised ("ValueError", args, NULL, 0, NULL, NULL);

  g_propagate_error (error, pyro_exception_to_error (exception));

  return NULL;
}

/* ---- Later ---- */

typedef struct
{
  PyroInvocation *invocation;
  PyroValue      *value;
  gint64          msec;
} Pending;

static gpointer
answer_from_thread (gpointer data)
{
  Pending *self = data;

  g_usleep ((gulong) self->msec * 1000);
  pyro_invocation_return_value (self->invocation, self->value);
  pyro_value_unref (self->value);
  g_object_unref (self->invocation);
  g_free (self);

  return NULL;
}

static PyroValue *
later (PyroInvocation  *invocation,
       gpointer         object,
       GError         **error)
{
  Pending *pending;
  gint64 msec;

  if (!pyro_invocation_read_int (invocation, 1, &msec, error))
    return NULL;
  pending = g_new (Pending, 1);
  *pending = (Pending) {
    g_object_ref (invocation), pyro_value_ref (pyro_invocation_get_param (invocation, 0)), msec,
  };
  g_thread_unref (g_thread_new ("later", answer_from_thread, pending));

  return NULL;
}

static PyroValue *
sleep_for (PyroInvocation  *invocation,
           gpointer         object,
           GError         **error)
{
  gint64 msec;

  if (!pyro_invocation_read_int (invocation, 0, &msec, error))
    return NULL;
  g_usleep ((gulong) msec * 1000);

  return pyro_value_new_string ("slept");
}

static PyroValue *
never (PyroInvocation  *invocation,
       gpointer         object,
       GError         **error)
{
  /* until the client is gone, or the test would be told of a leak */
  pyro_peer_track (pyro_invocation_get_peer (invocation), g_object_ref (invocation), g_object_unref);

  return NULL;
}

static PyroValue *
note (PyroInvocation  *invocation,
      gpointer         object,
      GError         **error)
{
  Thing *self = object;
  char *text = pyro_invocation_read_string (invocation, 0, error);

  if (text == NULL)
    return NULL;
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->notes, text);
  g_mutex_unlock (&self->lock);

  return pyro_value_new_string ("noted");
}

static PyroValue *
note_slowly (PyroInvocation  *invocation,
             gpointer         object,
             GError         **error)
{
  gint64 msec;

  if (!pyro_invocation_read_int (invocation, 1, &msec, error))
    return NULL;
  g_usleep ((gulong) msec * 1000);

  return note (invocation, object, error);
}

static PyroValue *
notes (PyroInvocation  *invocation,
       gpointer         object,
       GError         **error)
{
  Thing *self = object;
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->notes->len; i++)
    pyro_builder_add_string (builder, self->notes->pdata[i], -1);
  g_mutex_unlock (&self->lock);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, error);
}

/* ---- Streams ---- */

typedef struct
{
  Thing *thing;
  gint64 next;
  gint64 end;
} Count;

static void
count_free (gpointer data)
{
  Count *self = data;

  g_atomic_int_add (&self->thing->n_streams, -1);
  g_free (self);
}

static Count *
count_new (PyroInvocation  *invocation,
           Thing           *thing,
           GError         **error)
{
  Count *self;
  gint64 end;

  if (!pyro_invocation_read_int (invocation, 0, &end, error))
    return NULL;
  self = g_new (Count, 1);
  *self = (Count) { thing, 0, end };
  g_atomic_int_inc (&thing->n_streams);

  return self;
}

static void
count_pull (PyroInvocation *pull,
            gpointer        user_data)
{
  Count *self = user_data;
  g_autoptr(PyroValue) value = pyro_value_new_int (self->next);

  if (self->next++ < self->end)
    pyro_invocation_return_value (pull, value);
  else
    pyro_invocation_return_end (pull, value);
}

static void
count_pull_later (PyroInvocation *pull,
                  gpointer        user_data)
{
  Count *self = user_data;
  g_autoptr(PyroValue) value = pyro_value_new_int (self->next);
  Pending *pending;

  if (self->next++ == self->end)
    {
      g_autoptr(GError) error = NULL;

      PYRO_RAISE (&error, "ValueError", "the stream broke");
      pyro_invocation_return_error (pull, error);
      return;
    }
  pending = g_new (Pending, 1);
  *pending = (Pending) { g_object_ref (pull), pyro_value_ref (value), 1 };
  g_thread_unref (g_thread_new ("later", answer_from_thread, pending));
}

static PyroValue *
count (PyroInvocation  *invocation,
       gpointer         object,
       GError         **error)
{
  Count *stream = count_new (invocation, object, error);

  if (stream != NULL)
    pyro_invocation_return_stream (invocation, count_pull, stream, count_free);

  return NULL;
}

static PyroValue *
count_later (PyroInvocation  *invocation,
             gpointer         object,
             GError         **error)
{
  Count *stream = count_new (invocation, object, error);

  if (stream != NULL)
    pyro_invocation_return_stream (invocation, count_pull_later, stream, count_free);

  return NULL;
}

static PyroValue *
items (PyroInvocation  *invocation,
       gpointer         object,
       GError         **error)
{
  pyro_invocation_return_items (invocation, pyro_invocation_get_param (invocation, 0));

  return NULL;
}

/* ---- The client ---- */

static PyroValue *
annotations (PyroInvocation  *invocation,
             gpointer         object,
             GError         **error)
{
  PyroAnnotations *given = pyro_invocation_get_annotations (invocation);
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(GBytes) data = g_bytes_new_static ("from the method", 15);

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  for (guint i = 0; given != NULL && i < pyro_annotations_get_n (given); i++)
    {
      gsize size;
      const char *text = g_bytes_get_data (pyro_annotations_get_data (given, i), &size);

      pyro_builder_add_string (builder, pyro_annotations_get_id (given, i), -1);
      pyro_builder_add_int (builder, (gint64) (text != NULL ? size : 0));
    }
  pyro_builder_close (builder, NULL);
  if (!pyro_invocation_annotate (invocation, "METH", data, error))
    return NULL;

  return pyro_builder_end (builder, error);
}

static PyroValue *
correlation (PyroInvocation  *invocation,
             gpointer         object,
             GError         **error)
{
  g_autofree char *text = pyro_correlation_to_string (pyro_invocation_get_correlation (invocation));

  return pyro_value_new_string (text);
}

static void
release (gpointer data)
{
  Thing *self = data;

  g_atomic_int_inc (&self->n_released);
}

static PyroValue *
track (PyroInvocation  *invocation,
       gpointer         object,
       GError         **error)
{
  pyro_peer_track (pyro_invocation_get_peer (invocation), object, release);

  return NULL;
}

static PyroValue *
untrack (PyroInvocation  *invocation,
         gpointer         object,
         GError         **error)
{
  return pyro_value_new_bool (pyro_peer_untrack (pyro_invocation_get_peer (invocation), object));
}

/* How many clients left, resources were released, streams are there, instances were made. */
static PyroValue *
counts (PyroInvocation  *invocation,
        gpointer         object,
        GError         **error)
{
  Thing *self = object;
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  pyro_builder_add_string (builder, "left", -1);
  pyro_builder_add_int (builder, g_atomic_int_get (&self->n_left));
  pyro_builder_add_string (builder, "released", -1);
  pyro_builder_add_int (builder, g_atomic_int_get (&self->n_released));
  pyro_builder_add_string (builder, "streams", -1);
  pyro_builder_add_int (builder, g_atomic_int_get (&self->n_streams));
  pyro_builder_add_string (builder, "instances", -1);
  pyro_builder_add_int (builder, g_atomic_int_get (&self->n_instances));
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, error);
}

static PyroValue *
client (PyroInvocation  *invocation,
        gpointer         object,
        GError         **error)
{
  PyroPeer *peer = pyro_invocation_get_peer (invocation);
  PyroCertificate *certificate = pyro_peer_get_certificate (peer);
  g_autofree char *address = pyro_peer_dup_address (peer);
  g_autofree char *text = g_strdup_printf ("%s %s", address, certificate != NULL
                                           ? pyro_certificate_get_subject (certificate) : "-");

  return pyro_value_new_string (text);
}

/* ---- Objects ---- */

/* [a proxy, {'inner': (a proxy,)}] of a new object */
static PyroValue *
make (PyroInvocation  *invocation,
      gpointer         object,
      GError         **error)
{
  g_autoptr(PyroServant) servant = PYRO_SERVANT (pyro_skeleton_new (&thing_info, object, NULL));
  g_autoptr(PyroUri) uri = pyro_daemon_register (((Thing *) object)->daemon, servant, NULL, 0, error);
  g_autoptr(PyroValue) proxy = uri != NULL ? pyro_invocation_dup_proxy (invocation, servant, error) : NULL;
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  if (proxy == NULL)
    return NULL;
  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  pyro_builder_add_value (builder, proxy);
  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  pyro_builder_add_string (builder, "inner", -1);
  pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL);
  pyro_builder_add_value (builder, proxy);
  pyro_builder_close (builder, NULL);
  pyro_builder_close (builder, NULL);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, error);
}

/* Registers an object weakly, and lets go of it: its id. */
static PyroValue *
make_weak (PyroInvocation  *invocation,
           gpointer         object,
           GError         **error)
{
  PyroDaemon *daemon = ((Thing *) object)->daemon;
  g_autoptr(PyroServant) servant = PYRO_SERVANT (pyro_skeleton_new (&thing_info, object, NULL));
  g_autoptr(PyroUri) uri = pyro_daemon_register (daemon, servant, NULL, PYRO_REGISTER_WEAK, error);
  g_auto(GStrv) before = NULL;
  g_auto(GStrv) after = NULL;

  if (uri == NULL)
    return NULL;
  before = pyro_daemon_list_ids (daemon);
  g_clear_object (&servant);
  after = pyro_daemon_list_ids (daemon);

  return pyro_value_new_bool (g_strv_contains ((const char *const *) before, pyro_uri_get_object (uri)) &&
                              !g_strv_contains ((const char *const *) after, pyro_uri_get_object (uri)));
}

static gboolean
close_daemon (gpointer data)
{
  pyro_daemon_close (data);

  return G_SOURCE_REMOVE;
}

static PyroValue *
shut_down (PyroInvocation  *invocation,
           gpointer         object,
           GError         **error)
{
  g_idle_add (close_daemon, ((Thing *) object)->daemon);

  return pyro_value_new_string ("good bye");
}

static PyroValue *
unregister (PyroInvocation  *invocation,
            gpointer         object,
            GError         **error)
{
  g_autofree char *id = pyro_invocation_read_string (invocation, 0, error);

  return id != NULL ? pyro_value_new_bool (pyro_daemon_unregister_id (((Thing *) object)->daemon, id)) : NULL;
}

/* ('info', the data, how it decodes); a value otherwise */
static PyroValue *
blob (PyroInvocation  *invocation,
      gpointer         object,
      GError         **error)
{
  PyroBlob *given = pyro_invocation_get_blob (invocation);
  g_autoptr(PyroValue) data = NULL;

  if (given == NULL)
    return pyro_value_new_string ("no blob");
  data = pyro_blob_decode (given, error);
  if (data == NULL)
    return NULL;

  return pyro_value_new_tuple ((PyroValue *[]) { pyro_blob_get_info (given), data }, 2);
}

/* Passes a call on to another object, whose URI is in the text, on behalf of the client. */
static PyroValue *
pass_on (PyroInvocation  *invocation,
         PyroValue       *target,
         const char      *method,
         PyroBlob        *blob,
         GError         **error)
{
  g_autofree char *text = pyro_value_dup_utf8 (target);
  g_autoptr(PyroUri) uri = pyro_uri_parse (text != NULL ? text : "", 0, error);
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(PyroCall) correlated = NULL;
  g_autoptr(PyroReply) reply = NULL;

  if (uri == NULL)
    return NULL;
  proxy = pyro_proxy_new (uri);
  call = blob != NULL ? pyro_call_new_blob (pyro_uri_get_object (uri), method, blob)
                      : pyro_call_new (pyro_uri_get_object (uri), method, NULL, NULL);
  correlated = pyro_call_with_correlation (call, pyro_invocation_get_correlation (invocation));
  reply = pyro_proxy_send_sync (proxy, correlated, NULL, error);

  return reply != NULL ? pyro_reply_decode (reply, error) : NULL;
}

/* What the object says of the blob, which is not opened here; its label is the URI. */
static PyroValue *
forward (PyroInvocation  *invocation,
         gpointer         object,
         GError         **error)
{
  PyroBlob *given = pyro_invocation_get_blob (invocation);

  return pass_on (invocation, pyro_blob_get_info (given), "blob", given, error);
}

static PyroValue *
nested_correlation (PyroInvocation  *invocation,
                    gpointer         object,
                    GError         **error)
{
  return pass_on (invocation, pyro_invocation_get_param (invocation, 0), "correlation", NULL, error);
}

static PyroValue *
get_temperature (PyroInvocation  *invocation,
                 gpointer         object,
                 GError         **error)
{
  return pyro_value_new_float (((Thing *) object)->temperature);
}

static PyroValue *
set_temperature (PyroInvocation  *invocation,
                 gpointer         object,
                 GError         **error)
{
  double value;

  if (!pyro_invocation_read_float (invocation, 0, &value, error))
    return NULL;
  if (value < -273.15)
    PYRO_RAISE (error, "ValueError", "nothing is that cold");
  else
    ((Thing *) object)->temperature = value;

  return NULL;
}

static PyroValue *
get_name (PyroInvocation  *invocation,
          gpointer         object,
          GError         **error)
{
  return pyro_value_new_string ("thing");
}

static PyroValue *
length (PyroInvocation  *invocation,
        gpointer         object,
        GError         **error)
{
  return pyro_value_new_int (6);
}

static const PyroMethodInfo thing_methods[] = {
  { "echo", "value", echo },
  { "add", "a, b", add },
  { "arguments", "x, y=2, *args, key='k', **kwargs", arguments },
  { "scale", "value, factor=2.0", scale },
  { "nothing", "", nothing },
  { "repeat", "text, n", repeat },
  { "deep", "depth", deep },
  { "raise_class", "name, text", raise_class },
  { "divide", "x, y", divide },
  { "io_error", "", io_error },
  { "drop", "", drop, PYRO_METHOD_LATER },
  { "unserializable_exception", "", unserializable_exception },
  { "callback", "name, text", raise_class, PYRO_METHOD_CALLBACK },
  { "later", "value, msec", later, PYRO_METHOD_LATER },
  { "worker", "msec", sleep_for, PYRO_METHOD_WORKER },
  { "block", "msec", sleep_for },
  { "never", "", never, PYRO_METHOD_LATER },
  { "note", "text", note, PYRO_METHOD_ONEWAY },
  { "note_later", "value, msec", later, PYRO_METHOD_ONEWAY | PYRO_METHOD_LATER },
  { "note_slowly", "text, msec", note_slowly, PYRO_METHOD_ONEWAY | PYRO_METHOD_WORKER },
  { "notes", "", notes },
  { "count", "end", count },
  { "count_later", "end", count_later },
  { "items", "items", items },
  { "annotations", "", annotations },
  { "correlation", "", correlation },
  { "track", "", track },
  { "untrack", "", untrack },
  { "counts", "", counts },
  { "client", "", client },
  { "make", "", make },
  { "make_weak", "", make_weak },
  { "shut_down", "", shut_down },
  { "unregister", "id", unregister },
  { "blob", "blob", blob },
  { "forward", NULL, forward, PYRO_METHOD_WORKER },
  { "nested_correlation", "uri", nested_correlation, PYRO_METHOD_WORKER },
  { "hidden", "", nothing, PYRO_METHOD_HIDDEN },
  { "__len__", "", length },
  { NULL }
};

static const PyroAttributeInfo thing_attributes[] = {
  { "temperature", get_temperature, set_temperature },
  { "name", get_name, NULL },
  { NULL }
};

const PyroClassInfo thing_info = { "Thing", thing_methods, thing_attributes };
