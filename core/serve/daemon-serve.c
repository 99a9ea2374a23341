/* core/serve/daemon-serve.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What a daemon does with the messages of its clients. */

#include "core/serve/daemon.h"

#include <string.h>

#include "core/codec/codec.h"
#include "core/error.h"
#include "core/limits.h"
#include "core/serve/invocation-private.h"
#include "core/serve/frontier-private.h"
#include "core/wire/answer.h"
#include "core/wire/welcome.h"

#define SURPLUS_REASON "no free workers, increase server threadpool size"

/*
 * _pyro_daemon_make_correlation:
 *
 * Gives out the correlation id of @request, or a new one where it has none.
 */
void
_pyro_daemon_make_correlation (PyroFrame *request,
                               guint8     correlation[PYRO_CORRELATION_SIZE])
{
  const guint8 *given = pyro_frame_get_correlation (request);

  if (given != NULL)
    {
      memcpy (correlation, given, PYRO_CORRELATION_SIZE);
      return;
    }

  for (gsize i = 0; i < PYRO_CORRELATION_SIZE; i += sizeof (guint32))
    {
      guint32 number = g_random_int ();

      memcpy (correlation + i, &number, sizeof number);
    }
  /* version 4 of RFC 4122 */
  correlation[6] = (guint8) ((correlation[6] & 0x0f) | 0x40);
  correlation[8] = (guint8) ((correlation[8] & 0x3f) | 0x80);
}

static void
answer (PyroDaemon *self,
        PyroPeer   *peer,
        PyroFrame  *request,
        PyroFrame  *frame,
        gboolean    last)
{
  if (frame != NULL)
    _pyro_daemon_tap (self, peer, PYRO_TAP_OUT, frame, pyro_frame_get_seq (request));
  peer->ops->deliver (self, peer, request, frame, last);
}

/* Whether the daemon was told to take no messages in this serializer; there must be such a thing. */
static gboolean
is_serializer_refused (PyroDaemon *self,
                       PyroFrame  *request)
{
  const PyroGeneration *generation = pyro_frame_get_generation (request);
  const char *name = pyro_generation_get_serializer_name (generation, pyro_frame_get_serializer_id (request));

  return pyro_generation_has_serializers_accepted (generation) && name != NULL &&
         !g_strv_contains ((const char *const *) self->config->serializers_accepted, name);
}

/* ---- The handshake ---- */

/* Looks up what the object offers. */
static gboolean
find_metadata (PyroDaemon            *self,
               const PyroGeneration  *generation,
               const char            *object,
               PyroMetadata         **metadata,
               GError               **error)
{
  PyroHosted *found;

  if (object == NULL)
    return TRUE;

  found = _pyro_daemon_find (self, object);
  *metadata = found != NULL ? _pyro_hosted_dup_metadata (found, generation) : NULL;
  g_clear_pointer (&found, _pyro_hosted_unref);
  if (*metadata == NULL)
    g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL, "unknown object");

  return *metadata != NULL;
}

static PyroFrame *
welcome (PyroDaemon       *self,
         PyroPeer         *peer,
         PyroFrame        *hello,
         const guint8     *correlation,
         PyroAnnotations  *annotations,
         GError          **error)
{
  g_autoptr(PyroValue) data = NULL;
  g_autoptr(PyroValue) response = NULL;
  g_autoptr(PyroMetadata) metadata = NULL;
  g_autofree char *object = NULL;

  if (is_serializer_refused (self, hello))
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL, "message used serializer that is not accepted: %u",
                   pyro_frame_get_serializer_id (hello));
      return NULL;
    }
  if (peer->surplus)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE, SURPLUS_REASON);
      return NULL;
    }
  if (!pyro_welcome_read_hello (hello, &data, &object, error))
    return NULL;
  if (self->handshake != NULL)
    response = self->handshake (self, peer, data, object, self->handshake_data, error);
  else
    response = pyro_value_new_string ("hello");
  if (response == NULL || !find_metadata (self, pyro_frame_get_generation (hello), object, &metadata, error))
    return NULL;

  return pyro_welcome_new (hello, response, metadata, correlation, annotations, error);
}

/* What is told of a refusal: an exception by what it says. */
static const char *
get_reason (const GError *error)
{
  PyroException *exception = error != NULL ? pyro_remote_error_get_exception (error) : NULL;

  if (exception != NULL)
    return pyro_exception_get_message (exception);

  return error != NULL ? error->message : "refused";
}

static void
serve_hello (PyroDaemon *self,
             PyroPeer   *peer,
             PyroFrame  *hello)
{
  g_autoptr(PyroAnnotations) annotations = pyro_daemon_dup_annotations (self);
  g_autoptr(PyroFrame) frame = NULL;
  g_autoptr(GError) error = NULL;
  guint8 correlation[PYRO_CORRELATION_SIZE];

  _pyro_daemon_make_correlation (hello, correlation);
  if (pyro_generation_get_serializer_name (pyro_frame_get_generation (hello),
                                           pyro_frame_get_serializer_id (hello)) == NULL)
    {
      answer (self, peer, hello, NULL, TRUE); /* without a word, as Python */
      return;
    }

  frame = welcome (self, peer, hello, correlation, annotations, &error);
  if (frame != NULL)
    peer->welcomed = TRUE;
  else
    frame = pyro_welcome_new_refusal (hello, get_reason (error), correlation, annotations);
  answer (self, peer, hello, frame, FALSE);
}

/* ---- Calls ---- */

static PyroServant *
make_instance (PyroHosted      *hosted,
               PyroInvocation  *invocation,
               GError         **error)
{
  PyroPeer *peer = invocation->peer;
  g_autoptr(PyroServant) servant = NULL;

  peer->creating = invocation;
  servant = hosted->create (peer, hosted->user_data, error);
  peer->creating = NULL;
  if (servant == NULL && error != NULL && *error == NULL)
    pyro_set_exception (error, NULL, 0, NULL, "TypeError", "instance creator returned object of different type");

  return g_steal_pointer (&servant);
}

static PyroServant *
dup_single (PyroHosted      *hosted,
            PyroInvocation  *invocation,
            GError         **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&hosted->lock);

  if (hosted->single == NULL)
    hosted->single = make_instance (hosted, invocation, error);

  return hosted->single != NULL ? g_object_ref (hosted->single) : NULL;
}

/* Finds or makes who serves a call. */
static PyroServant *
dup_servant (PyroHosted      *hosted,
             PyroInvocation  *invocation,
             GError         **error)
{
  PyroServant *servant;

  if (hosted->create == NULL)
    {
      servant = _pyro_hosted_dup_servant (hosted);
      if (servant == NULL)
        pyro_set_exception (error, NULL, 0, NULL, "DaemonError",
                            "Weakly registered deleted meanwhile (or finalizer failed?).");
      return servant;
    }
  if (hosted->mode == PYRO_INSTANCE_SINGLE)
    return dup_single (hosted, invocation, error);
  if (hosted->mode == PYRO_INSTANCE_PERCALL)
    return make_instance (hosted, invocation, error);

  servant = _pyro_peer_get_instance (invocation->peer, hosted);
  if (servant != NULL)
    return g_object_ref (servant);
  servant = make_instance (hosted, invocation, error);
  if (servant != NULL)
    _pyro_peer_add_instance (invocation->peer, hosted, servant);

  return servant;
}

/* Reading and writing attributes are methods on the wire. */
static gboolean
find_kind (PyroInvocation  *self,
           GError         **error)
{
  const char *method = pyro_call_get_method (self->call);
  PyroValue *args = pyro_call_get_args (self->call);
  gsize n_wanted;

  if (g_str_equal (method, "__getattr__"))
    self->kind = PYRO_INVOCATION_GET;
  else if (g_str_equal (method, "__setattr__"))
    self->kind = PYRO_INVOCATION_SET;
  if (self->kind == PYRO_INVOCATION_CALL)
    return TRUE;

  n_wanted = self->kind == PYRO_INVOCATION_GET ? 1 : 2;
  if (pyro_value_get_length (args) >= n_wanted)
    self->attribute = pyro_value_dup_utf8 (pyro_value_get_item (args, 0));
  if (self->attribute != NULL)
    return TRUE;
  pyro_set_exception (error, NULL, 0, NULL, "IndexError", "the name of the attribute is missing");

  return FALSE;
}

static gboolean
check_invocation (PyroInvocation  *self,
                  PyroMetadata    *metadata,
                  GError         **error)
{
  if (!find_kind (self, error) ||
      !_pyro_frontier_check (self->servant, metadata, self->kind, pyro_invocation_get_name (self), error))
    return FALSE;
  if (self->kind != PYRO_INVOCATION_CALL || pyro_call_get_kwargs (self->call) != NULL)
    return TRUE;

  pyro_set_exception (error, NULL, 0, NULL, "TypeError",
                      "%s.%s() argument after ** must be a mapping, not NoneType",
                      pyro_servant_get_class_name (self->servant), pyro_call_get_method (self->call));

  return FALSE;
}

static gboolean
start (PyroInvocation  *self,
       GError         **error)
{
  PyroHosted *hosted = _pyro_daemon_find (self->daemon, pyro_call_get_object (self->call));
  g_autoptr(PyroMetadata) metadata = NULL;

  if (hosted == NULL)
    {
      pyro_set_exception (error, NULL, 0, NULL, "DaemonError", "unknown object");
      return FALSE;
    }

  self->servant = dup_servant (hosted, self, error);
  metadata = self->servant != NULL
             ? _pyro_hosted_dup_metadata (hosted, pyro_frame_get_generation (self->request)) : NULL;
  _pyro_hosted_unref (hosted);
  if (metadata == NULL)
    {
      if (self->servant != NULL)
        pyro_set_exception (error, NULL, 0, NULL, "DaemonError", "unknown object");
      return FALSE;
    }
  if (pyro_call_is_batch (self->call))
    {
      _pyro_batch_run_start (self, self->servant, metadata);
      return TRUE;
    }
  if (!check_invocation (self, metadata, error))
    return FALSE;
  pyro_servant_invoke (self->servant, self);

  return TRUE;
}

/* Nobody waits for a oneway call, and the next message of the client need not: up to a limit. */
static void
release_oneway (PyroInvocation *self)
{
  self->oneway = TRUE;
  if (g_atomic_int_add (&self->peer->n_oneway, 1) >= PYRO_MAX_ONEWAY)
    return;

  self->holds = FALSE;
  self->peer->ops->deliver (self->daemon, self->peer, self->request, NULL, FALSE);
}

/* Whether the client is closed for what cannot be read of its message: what was to grow without end. */
static gboolean
is_offence (const GError *error)
{
  return g_error_matches (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
}

static void
serve_call (PyroDaemon   *self,
            PyroPeer     *peer,
            PyroFrame    *request,
            PyroCall     *call,
            const GError *failure)
{
  g_autoptr(PyroCall) nothing = NULL;
  g_autoptr(PyroInvocation) invocation = NULL;
  g_autoptr(GError) error = NULL;
  guint8 correlation[PYRO_CORRELATION_SIZE];

  if (call == NULL)
    call = nothing = pyro_call_new ("", "", NULL, NULL);
  _pyro_daemon_make_correlation (request, correlation);
  invocation = _pyro_invocation_new (self, peer, request, call, correlation);
  if ((pyro_frame_get_flags (request) & PYRO_FRAME_FLAG_ONEWAY) != 0)
    release_oneway (invocation);
  if (failure != NULL)
    {
      pyro_invocation_set_callback (invocation, is_offence (failure));
      pyro_invocation_return_error (invocation, failure);
    }
  else if (!start (invocation, &error))
    pyro_invocation_return_error (invocation, error);
}

/* A blob without its label is what a missing key is to Python. */
static PyroCall *
read_call (PyroFrame  *request,
           GError    **error)
{
  g_autoptr(PyroAnnotations) annotations = NULL;

  if ((pyro_frame_get_flags (request) & PYRO_FRAME_FLAG_KEEP_SERIALIZED) != 0)
    {
      annotations = pyro_frame_dup_annotations (request);
      if (pyro_annotations_lookup (annotations, "BLBI") == NULL)
        {
          pyro_set_exception (error, NULL, 0, NULL, "KeyError", "BLBI");
          return NULL;
        }
    }

  return pyro_call_new_from_frame (request, error);
}

/* ---- Large calls, which are read in a worker ---- */

typedef struct
{
  PyroDaemon *daemon;
  PyroPeer   *peer;
  PyroFrame  *request;
  PyroCall   *call;
  GError     *error;
} Reading;

static gboolean
reading_done (gpointer data)
{
  Reading *self = data;

  if (!pyro_peer_is_closed (self->peer))
    serve_call (self->daemon, self->peer, self->request, self->call, self->error);
  g_clear_pointer (&self->call, pyro_call_unref);
  g_clear_error (&self->error);
  pyro_frame_unref (self->request);
  g_object_unref (self->peer);
  g_object_unref (self->daemon);
  g_free (self);

  return G_SOURCE_REMOVE;
}

static void
read_in_worker (gpointer data)
{
  Reading *self = data;

  self->call = read_call (self->request, &self->error);
  _pyro_loop_post (self->daemon->loop, reading_done, self);
}

static gboolean
is_large (PyroFrame *request)
{
  gsize size = g_bytes_get_size (pyro_frame_get_payload (request));

  return size > ((pyro_frame_get_flags (request) & PYRO_FRAME_FLAG_COMPRESSED) != 0 ? PYRO_MAX_INLINE_DEFLATED
                                                                                    : PYRO_MAX_INLINE_PAYLOAD);
}

static void
serve_invoke (PyroDaemon *self,
              PyroPeer   *peer,
              PyroFrame  *request)
{
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(GError) error = NULL;

  if (pyro_generation_get_serializer_name (pyro_frame_get_generation (request),
                                           pyro_frame_get_serializer_id (request)) == NULL)
    {
      answer (self, peer, request, NULL, TRUE);
      return;
    }
  if (is_serializer_refused (self, request))
    {
      pyro_set_exception (&error, NULL, 0, NULL, "SerializeError", "message used serializer that is not accepted: %u",
                          pyro_frame_get_serializer_id (request));
      serve_call (self, peer, request, NULL, error);
      return;
    }
  if (self->threads == NULL && is_large (request))
    {
      Reading *reading = g_new0 (Reading, 1);

      *reading = (Reading) { g_object_ref (self), g_object_ref (peer), pyro_frame_ref (request) };
      _pyro_daemon_run_in_worker (self, read_in_worker, reading);
      return;
    }

  call = read_call (request, &error);
  serve_call (self, peer, request, call, error);
}

static void
serve_ping (PyroDaemon *self,
            PyroPeer   *peer,
            PyroFrame  *request)
{
  g_autoptr(PyroAnnotations) annotations = pyro_daemon_dup_annotations (self);
  g_autoptr(PyroFrame) pong = NULL;
  guint8 correlation[PYRO_CORRELATION_SIZE];

  _pyro_daemon_make_correlation (request, correlation);
  pong = pyro_answer_new_pong (request, correlation, annotations);
  answer (self, peer, request, pong, FALSE);
}

/*
 * _pyro_daemon_serve:
 * @request: what pyro_conversation_next() gave
 *
 * Has a request answered, now or later, where the peer is served.
 */
void
_pyro_daemon_serve (PyroDaemon *self,
                    PyroPeer   *peer,
                    PyroFrame  *request)
{
  _pyro_daemon_tap (self, peer, PYRO_TAP_IN, request, 0);
  switch ((int) pyro_frame_get_frame_type (request))
    {
    case PYRO_FRAME_CONNECT:
      serve_hello (self, peer, request);
      break;
    case PYRO_FRAME_PING:
      serve_ping (self, peer, request);
      break;
    default:
      serve_invoke (self, peer, request);
    }
}
