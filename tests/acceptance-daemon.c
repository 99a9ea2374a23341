/* tests/acceptance-daemon.c - a daemon with the objects that acceptance tests of clients expect
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints `ready HOST:PORT` and lives until its standard input ends, or it is told to stop.
 *
 * usage: acceptance-daemon [--multi] [--host HOST] [--port PORT]
 *
 * With --multi it is served in a loop, otherwise each client has a thread. */

#include <gio/gunixinputstream.h>
#include <glib-unix.h>

#include "core/pyro.h"

typedef struct
{
  PyroDaemon *daemon;
  gint64      value;
} Something;

/* ---- Values ---- */

static PyroValue *
parse (const char *literal)
{
  return pyro_literal_parse (literal, -1, NULL, NULL);
}

static PyroValue *
get_dict (PyroInvocation  *invocation,
          gpointer         object,
          GError         **error)
{
  return parse ("{'number': 42}");
}

static PyroValue *
get_dict_attr (PyroInvocation  *invocation,
               gpointer         object,
               GError         **error)
{
  return parse ("{'number2': 43}");
}

static PyroValue *
multiply (PyroInvocation  *invocation,
          gpointer         object,
          GError         **error)
{
  gint64 x, y, product;

  if (!pyro_invocation_read_int (invocation, 0, &x, error) || !pyro_invocation_read_int (invocation, 1, &y, error))
    return NULL;
  if (__builtin_mul_overflow (x, y, &product))
    {
      PYRO_RAISE (error, "OverflowError", "the product is too large");
      return NULL;
    }

  return pyro_value_new_int (product);
}

static PyroValue *
divide (PyroInvocation  *invocation,
        gpointer         object,
        GError         **error)
{
  gint64 x, y;

  if (!pyro_invocation_read_int (invocation, 0, &x, error) || !pyro_invocation_read_int (invocation, 1, &y, error))
    return NULL;
  if (y == 0 || (x == G_MININT64 && y == -1))
    {
      g_autoptr(PyroValue) text = pyro_value_new_string (y == 0 ? "integer division or modulo by zero"
                                                                : "the quotient is too large");
      g_autoptr(PyroValue) args = pyro_value_new_tuple (&text, 1);
      g_autoptr(PyroException) exception =
        pyro_exception_new_raised (y == 0 ? "ZeroDivisionError" : "OverflowError", args, __FILE__, __LINE__,
                                   "divide", "return x // y");

      g_propagate_error (error, pyro_exception_to_error (exception));
      return NULL;
    }

  return pyro_value_new_int (x / y - (x % y != 0 && (x < 0) != (y < 0)));
}

static PyroValue *
ping (PyroInvocation  *invocation,
      gpointer         object,
      GError         **error)
{
  return NULL;
}

static PyroValue *
echo (PyroInvocation  *invocation,
      gpointer         object,
      GError         **error)
{
  return pyro_value_ref (pyro_invocation_get_param (invocation, 0));
}

static PyroValue *
blob (PyroInvocation  *invocation,
      gpointer         object,
      GError         **error)
{
  PyroBlob *given = pyro_invocation_get_blob (invocation);
  g_autoptr(PyroValue) data = NULL;

  if (given == NULL)
    {
      PYRO_RAISE (error, "TypeError", "a SerializedBlob is needed");
      return NULL;
    }
  data = pyro_blob_decode (given, error);
  if (data == NULL)
    return NULL;

  return pyro_value_new_tuple ((PyroValue *[]) { pyro_blob_get_info (given), data }, 2);
}

static PyroValue *
testargs (PyroInvocation  *invocation,
          gpointer         object,
          GError         **error)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  PyroValue *rest = pyro_invocation_get_param (invocation, 1);

  if (!pyro_builder_open (builder, PYRO_VALUE_LIST, error))
    return NULL;
  pyro_builder_add_value (builder, pyro_invocation_get_param (invocation, 0));
  pyro_builder_open (builder, PYRO_VALUE_LIST, NULL);
  for (gsize i = 0; i < pyro_value_get_length (rest); i++)
    pyro_builder_add_value (builder, pyro_value_get_item (rest, i));
  pyro_builder_close (builder, NULL);
  pyro_builder_add_value (builder, pyro_invocation_get_param (invocation, 2));
  if (!pyro_builder_close (builder, error))
    return NULL;

  return pyro_builder_end (builder, error);
}

/* ---- Time ---- */

static gboolean
delay_for (PyroInvocation  *invocation,
           GError         **error)
{
  double seconds;

  if (!pyro_invocation_read_float (invocation, 0, &seconds, error))
    return FALSE;
  if (!(seconds >= 0 && seconds < 3600))
    {
      PYRO_RAISE (error, "ValueError", "sleep length must be between 0 and 3600 seconds");
      return FALSE;
    }
  g_usleep ((gulong) (seconds * G_TIME_SPAN_SECOND));

  return TRUE;
}

static PyroValue *
delay (PyroInvocation  *invocation,
       gpointer         object,
       GError         **error)
{
  g_autofree char *text = NULL;
  double seconds;

  if (!delay_for (invocation, error) || !pyro_invocation_read_float (invocation, 0, &seconds, error))
    return NULL;
  text = g_strdup_printf ("slept %d seconds", (int) seconds);

  return pyro_value_new_string (text);
}

static PyroValue *
oneway_delay (PyroInvocation  *invocation,
              gpointer         object,
              GError         **error)
{
  delay_for (invocation, error);

  return NULL;
}

static PyroValue *
delay_and_id (PyroInvocation  *invocation,
              gpointer         object,
              GError         **error)
{
  PyroValue *id = pyro_invocation_get_param (invocation, 1);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (!delay_for (invocation, error))
    return NULL;
  name = pyro_value_get_kind (id) == PYRO_VALUE_STR ? pyro_value_dup_utf8 (id) : pyro_value_repr (id);
  text = g_strdup_printf ("slept for %s", name != NULL ? name : "?");

  return pyro_value_new_string (text);
}

/* ---- Exceptions, streams, annotations, objects ---- */

/* Of a class that no client knows. */
static PyroValue *
nonserializable_exception (PyroInvocation  *invocation,
                           gpointer         object,
                           GError         **error)
{
  PYRO_RAISE (error, "testsupport.NonserializableError", "xantippe");

  return NULL;
}

static PyroValue *
iterate (PyroInvocation *invocation,
         const char     *literal)
{
  g_autoptr(PyroValue) items = parse (literal);

  pyro_invocation_return_items (invocation, items);

  return NULL;
}

static PyroValue *
iterator (PyroInvocation  *invocation,
          gpointer         object,
          GError         **error)
{
  return iterate (invocation, "['one', 'two', 'three']");
}

static PyroValue *
generator (PyroInvocation  *invocation,
           gpointer         object,
           GError         **error)
{
  return iterate (invocation, "['one', 'two', 'three', 'four', 'five']");
}

static PyroValue *
response_annotation (PyroInvocation  *invocation,
                     gpointer         object,
                     GError         **error)
{
  PyroAnnotations *given = pyro_invocation_get_annotations (invocation);
  g_autoptr(GBytes) expected = g_bytes_new_static ("data from proxy via new api", 27);
  g_autoptr(GBytes) answer = g_bytes_new_static ("daemon annotation via new api", 29);
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  GBytes *found = given != NULL ? pyro_annotations_lookup (given, "XYZZ") : NULL;

  if (found == NULL)
    PYRO_RAISE (error, "ValueError", "XYZZ should be present in annotations in the daemon");
  else if (!g_bytes_equal (found, expected))
    PYRO_RAISE (error, "ValueError", "XYZZ annotation has wrong data");
  if (*error != NULL || !pyro_invocation_annotate (invocation, "ANN2", answer, error))
    return NULL;

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  pyro_builder_add_string (builder, "annotations_in_daemon", -1);
  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  for (guint i = 0; i < pyro_annotations_get_n (given); i++)
    {
      pyro_builder_add_string (builder, pyro_annotations_get_id (given, i), -1);
      pyro_builder_take_bytes (builder, g_bytes_ref (pyro_annotations_get_data (given, i)));
    }
  pyro_builder_close (builder, NULL);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, error);
}

static const PyroClassInfo something_info;

static PyroValue *
new_test_object (PyroInvocation  *invocation,
                 gpointer         object,
                 GError         **error)
{
  g_autoptr(PyroServant) servant = PYRO_SERVANT (pyro_skeleton_new (&something_info, object, NULL));
  g_autoptr(PyroUri) uri = pyro_daemon_register (((Something *) object)->daemon, servant, NULL, 0, error);

  return uri != NULL ? pyro_invocation_dup_proxy (invocation, servant, error) : NULL;
}

/* ---- A sequence ---- */

#define LETTERS "qwerty"

static PyroValue *
length (PyroInvocation  *invocation,
        gpointer         object,
        GError         **error)
{
  return pyro_value_new_int ((gint64) strlen (LETTERS));
}

static PyroValue *
iterate_letters (PyroInvocation  *invocation,
                 gpointer         object,
                 GError         **error)
{
  return iterate (invocation, "['q', 'w', 'e', 'r', 't', 'y']");
}

static PyroValue *
get_item (PyroInvocation  *invocation,
          gpointer         object,
          GError         **error)
{
  const gint64 n = (gint64) strlen (LETTERS);
  gint64 index;

  if (!pyro_invocation_read_int (invocation, 0, &index, error))
    return NULL;
  if (index < -n || index >= n)
    {
      PYRO_RAISE (error, "IndexError", "string index out of range");
      return NULL;
    }

  return pyro_value_new_string ((char[]) { LETTERS[index < 0 ? index + n : index], '\0' });
}

/* ---- Attributes ---- */

static PyroValue *
get_value (PyroInvocation  *invocation,
           gpointer         object,
           GError         **error)
{
  return pyro_value_new_int (((Something *) object)->value);
}

static PyroValue *
set_value (PyroInvocation  *invocation,
           gpointer         object,
           GError         **error)
{
  gint64 value;

  if (pyro_invocation_read_int (invocation, 0, &value, error))
    ((Something *) object)->value = value;

  return NULL;
}

static PyroValue *
get_name (PyroInvocation  *invocation,
          gpointer         object,
          GError         **error)
{
  return pyro_value_new_string ("hello");
}

/* ---- The tables ---- */

static const PyroMethodInfo something_methods[] = {
  { "getDict", "", get_dict },
  { "getDictAttr", "", get_dict_attr },
  { "multiply", "x, y", multiply },
  { "divide", "x, y", divide },
  { "ping", "", ping },
  { "echo", "obj", echo },
  { "blob", "blob", blob },
  { "oneway_delay", "delay", oneway_delay, PYRO_METHOD_ONEWAY | PYRO_METHOD_WORKER },
  { "delay", "delay", delay, PYRO_METHOD_WORKER },
  { "delayAndId", "delay, id", delay_and_id, PYRO_METHOD_WORKER },
  { "testargs", "x, *args, **kwargs", testargs },
  { "nonserializableException", "", nonserializable_exception },
  { "oneway_multiply", "x, y", multiply, PYRO_METHOD_ONEWAY },
  { "iterator", "", iterator },
  { "generator", "", generator },
  { "response_annotation", "", response_annotation },
  { "new_test_object", "", new_test_object },
  { "__len__", "", length },
  { "__iter__", "", iterate_letters },
  { "__getitem__", "index", get_item },
  { NULL }
};

static const PyroAttributeInfo something_attributes[] = {
  { "value", get_value, set_value },
  { "dictionary", get_dict, NULL },
  { NULL }
};

static const PyroClassInfo something_info = { "Something", something_methods, something_attributes };

static const PyroMethodInfo unexposed_methods[] = {
  { "getName", "", get_name },
  { "unexposed", "", ping, PYRO_METHOD_HIDDEN },
  { NULL }
};

static const PyroClassInfo unexposed_info = { "Unexposed", unexposed_methods, NULL };

/* ---- The daemon ---- */

static gboolean
stop (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

static void
input_ended (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_main_loop_quit (user_data);
}

static PyroDaemon *
start (gboolean    multi,
       const char *host,
       int         port)
{
  g_autoptr(PyroConfig) config = pyro_config_new ();
  g_autoptr(GError) error = NULL;
  PyroDaemon *daemon = NULL;

  if (pyro_config_set (config, "SERVERTYPE", multi ? "multiplex" : "thread", &error))
    daemon = pyro_daemon_new (config, &error);
  if (daemon != NULL && pyro_daemon_listen (daemon, host, (guint16) port, &error))
    return daemon;

  g_printerr ("%s\n", error->message);
  g_clear_object (&daemon);

  return NULL;
}

static void
serve (PyroDaemon *daemon)
{
  Something something = { daemon, 12345 };
  g_autoptr(PyroServant) main_object = PYRO_SERVANT (pyro_skeleton_new (&something_info, &something, NULL));
  g_autoptr(PyroServant) other = PYRO_SERVANT (pyro_skeleton_new (&unexposed_info, NULL, NULL));
  g_autoptr(PyroUri) uri = pyro_daemon_register (daemon, main_object, "something", 0, NULL);
  g_autoptr(PyroUri) other_uri = pyro_daemon_register (daemon, other, "unexposed", 0, NULL);
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GInputStream) input = g_unix_input_stream_new (0, FALSE);
  g_autofree char *location = pyro_uri_dup_location (uri);
  char byte;

  g_unix_signal_add (SIGINT, stop, loop);
  g_unix_signal_add (SIGTERM, stop, loop);
  g_input_stream_read_async (input, &byte, 1, 0, NULL, input_ended, loop);
  g_print ("ready %s\n", location);
  g_main_loop_run (loop);
  pyro_daemon_close (daemon);
}

int
main (int    argc,
      char **argv)
{
  gboolean multi = FALSE;
  g_autofree char *host = NULL;
  int port = 0;
  const GOptionEntry entries[] = {
    { "multi", 0, 0, G_OPTION_ARG_NONE, &multi, "Serve all clients in a loop, not each in a thread", NULL },
    { "host", 0, 0, G_OPTION_ARG_STRING, &host, "Where to listen, 127.0.0.1 unless given", "HOST" },
    { "port", 0, 0, G_OPTION_ARG_INT, &port, "The port, any unless given", "PORT" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("- objects for acceptance tests");
  g_autoptr(PyroDaemon) daemon = NULL;
  g_autoptr(GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc > 1 || port < 0 || port > G_MAXUINT16)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "no such argument");
      return 2;
    }
  daemon = start (multi, host != NULL ? host : "127.0.0.1", port);
  if (daemon == NULL)
    return 1;
  serve (daemon);

  return 0;
}
