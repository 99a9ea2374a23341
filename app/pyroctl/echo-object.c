/* app/pyroctl/echo-object.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/echo-object.h"

#include <math.h>
#include <string.h>
#include <time.h>

#include "app/pyroctl/output.h"

#define SLOW_SECONDS 5

typedef struct
{
  GMainLoop *loop;
  gboolean   verbose;
} Echo;

static void
echo_free (gpointer data)
{
  Echo *self = data;

  g_main_loop_unref (self->loop);
  g_free (self);
}

/* Prints the time as Python's asctime(), which is C's, and @text; and is seen at once. */
static void
tell (Echo       *self,
      const char *text)
{
  time_t now = time (NULL);
  struct tm local;
  char stamp[26];

  if (!self->verbose || localtime_r (&now, &local) == NULL || asctime_r (&local, stamp) == NULL)
    return;

  ctl_output_text ("%.*s - %s", (int) strcspn (stamp, "\n"), stamp, text);
  ctl_output_flush ();
}

static void
tell_message (Echo       *self,
              const char *method,
              PyroValue  *message)
{
  g_autoptr(GString) text = NULL;

  if (!self->verbose)
    return;

  text = g_string_new (method);
  g_string_append (text, ": ");
  pyro_value_append_repr (message, text);
  tell (self, text->str);
}

/* ---- Values ---- */

/* Returns: (transfer full): what is to be echoed, which may have come as a blob */
static PyroValue *
read_message (PyroInvocation  *invocation,
              GError         **error)
{
  PyroBlob *blob = pyro_invocation_get_blob (invocation);

  return blob != NULL ? pyro_blob_decode (blob, error) : pyro_value_ref (pyro_invocation_get_param (invocation, 0));
}

static PyroValue *
echo (PyroInvocation  *invocation,
      gpointer         object,
      GError         **error)
{
  PyroValue *message = read_message (invocation, error);

  if (message != NULL)
    tell_message (object, "echo", message);

  return message;
}

static PyroValue *
oneway_echo (PyroInvocation  *invocation,
             gpointer         object,
             GError         **error)
{
  g_autoptr(PyroValue) message = read_message (invocation, error);

  if (message == NULL)
    return NULL;
  tell_message (object, "oneway_echo", message);

  return pyro_value_new_string ("bogus return value");
}

static PyroValue *
generate (PyroInvocation  *invocation,
          gpointer         object,
          GError         **error)
{
  g_autoptr(PyroValue) one = pyro_value_new_string ("one");
  g_autoptr(PyroValue) two = pyro_value_new_string ("two");
  g_autoptr(PyroValue) three = pyro_value_new_string ("three");
  g_autoptr(PyroValue) items = pyro_value_new_tuple ((PyroValue *[]) { one, two, three }, 3);

  pyro_invocation_return_items (invocation, items);

  return NULL;
}

static PyroValue *
get_nan (PyroInvocation  *invocation,
         gpointer         object,
         GError         **error)
{
  return pyro_value_new_float ((double) NAN);
}

static PyroValue *
get_infinity (PyroInvocation  *invocation,
              gpointer         object,
              GError         **error)
{
  return pyro_value_new_float ((double) INFINITY);
}

static PyroValue *
dunder (PyroInvocation  *invocation,
        gpointer         object,
        GError         **error)
{
  return pyro_value_new_string ("should be allowed (dunder)");
}

/* ---- Exceptions ---- */

/* The text is that of the echo server of the generation that the client speaks. */
static PyroValue *
raise_error (PyroInvocation  *invocation,
             gpointer         object,
             GError         **error)
{
  PyroPeer *peer = pyro_invocation_get_peer (invocation);

  tell (object, "error: generating exception");
  if (pyro_peer_get_generation (peer) == pyro_generation_get_pyro4 ())
    PYRO_RAISE (error, "ValueError", "expected error from echoserver error() method");
  else
    PYRO_RAISE (error, "ValueError", "this is the generated error from echoserver echo() method");

  return NULL;
}

static PyroValue *
raise_error_with_text (PyroInvocation  *invocation,
                       gpointer         object,
                       GError         **error)
{
  tell (object, "error: generating exception");
  PYRO_RAISE (error, "ValueError", "the message of the error");

  return NULL;
}

/* ---- Time ---- */

/* A call that takes its time; nobody else waits for it. */
typedef struct
{
  PyroInvocation *invocation;
  PyroServant    *servant;    /* the object that was called */
  const char     *method;
  const char     *result;
} Slow;

static void
slow_free (gpointer data)
{
  Slow *self = data;

  g_object_unref (self->invocation);
  g_object_unref (self->servant);
  g_free (self);
}

static void
tell_slow (Slow       *self,
           const char *what)
{
  g_autofree char *text = g_strconcat (self->method, ": ", what, NULL);

  tell (pyro_skeleton_get_object (PYRO_SKELETON (self->servant)), text);
}

static gboolean
end_slow_cb (gpointer user_data)
{
  Slow *self = user_data;
  g_autoptr(PyroValue) result = pyro_value_new_string (self->result);

  tell_slow (self, "returning result");
  pyro_invocation_return_value (self->invocation, result);

  return G_SOURCE_REMOVE;
}

static void
start_slow (PyroInvocation *invocation,
            const char     *method,
            const char     *result)
{
  Slow *self = g_new (Slow, 1);

  *self = (Slow) {
    g_object_ref (invocation), g_object_ref (pyro_invocation_get_servant (invocation)), method, result
  };
  tell_slow (self, "waiting a bit...");
  g_timeout_add_full (G_PRIORITY_DEFAULT, SLOW_SECONDS * 1000, end_slow_cb, self, slow_free);
}

static PyroValue *
slow (PyroInvocation  *invocation,
      gpointer         object,
      GError         **error)
{
  start_slow (invocation, "slow", "Finally, an answer!");

  return NULL;
}

static PyroValue *
oneway_slow (PyroInvocation  *invocation,
             gpointer         object,
             GError         **error)
{
  start_slow (invocation, "oneway_slow", "bogus return value");

  return NULL;
}

/* The client gets its answer: the daemon is closed when the loop has ended, and not here. */
static PyroValue *
shut_down (PyroInvocation  *invocation,
           gpointer         object,
           GError         **error)
{
  Echo *self = object;

  tell (self, "shutting down");
  g_main_loop_quit (self->loop);

  return NULL;
}

/* ---- An attribute ---- */

/* What Python's bool() says. */
static gboolean
is_true (PyroValue *value)
{
  double real, imaginary;
  gsize size;

  switch (pyro_value_get_kind (value))
    {
    case PYRO_VALUE_NONE:
      return FALSE;

    case PYRO_VALUE_BOOL:
      return pyro_value_get_bool (value);

    case PYRO_VALUE_INT:
    case PYRO_VALUE_FLOAT:
      return !pyro_value_get_number (value, &real) || real != 0;

    case PYRO_VALUE_COMPLEX:
      pyro_value_get_complex (value, &real, &imaginary);
      return real != 0 || imaginary != 0;

    case PYRO_VALUE_STR:
      pyro_value_get_string (value, &size);
      return size > 0;

    case PYRO_VALUE_BYTES:
      pyro_value_get_bytes_data (value, &size);
      return size > 0;

    case PYRO_VALUE_LIST:
    case PYRO_VALUE_TUPLE:
    case PYRO_VALUE_SET:
    case PYRO_VALUE_FROZENSET:
    case PYRO_VALUE_DICT:
      return pyro_value_get_length (value) > 0;

    case PYRO_VALUE_RECORD:
    default:
      return TRUE;
    }
}

static PyroValue *
get_verbose (PyroInvocation  *invocation,
             gpointer         object,
             GError         **error)
{
  return pyro_value_new_bool (((Echo *) object)->verbose);
}

static PyroValue *
set_verbose (PyroInvocation  *invocation,
             gpointer         object,
             GError         **error)
{
  ((Echo *) object)->verbose = is_true (pyro_invocation_get_param (invocation, 0));

  return NULL;
}

/* ---- The table ---- */

static const PyroMethodInfo methods[] = {
  { "echo", "message", echo },
  { "error", "", raise_error },
  { "error_with_text", "", raise_error_with_text },
  { "oneway_echo", "message", oneway_echo, PYRO_METHOD_ONEWAY },
  { "slow", "", slow, PYRO_METHOD_LATER },
  { "oneway_slow", "", oneway_slow, PYRO_METHOD_ONEWAY | PYRO_METHOD_LATER },
  { "generator", "", generate },
  { "nan", "", get_nan },
  { "inf", "", get_infinity },
  { "__dunder__", "", dunder },
  { "shutdown", "", shut_down },
  { NULL }
};

static const PyroAttributeInfo attributes[] = {
  { "verbose", get_verbose, set_verbose },
  { NULL }
};

static const PyroClassInfo info = { "EchoServer", methods, attributes };

/**
 * ctl_echo_object_new:
 * @loop: the main loop that a client may end; the object is served in its context, the default one
 * @verbose: whether it prints what it is called for
 *
 * Makes the object of Pyro's echo server.
 *
 * Returns: (transfer full): the object
 */
PyroServant *
ctl_echo_object_new (GMainLoop *loop,
                     gboolean   verbose)
{
  Echo *self = g_new (Echo, 1);

  *self = (Echo) { g_main_loop_ref (loop), verbose };

  return PYRO_SERVANT (pyro_skeleton_new (&info, self, echo_free));
}
