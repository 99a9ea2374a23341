/* core/client/connection.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/client/connection.h"

#include "core/client/connection-private.h"
#include "core/error.h"
#include "core/limits.h"

/**
 * PyroConnection:
 *
 * One connection to one daemon: calls go out, their replies come back.
 *
 * A connection belongs to the thread-default main context in which it was made. Its callbacks run
 * there, and it may be used only there. It is opened once and closed once; what wants a fresh
 * connection makes another.
 *
 * Any number of calls may be under way: they are written one behind the other, and a daemon answers
 * them in that order. Cancelling a call, or its time-out, returns at once and never harms the
 * stream: a call of which nothing was written is taken back, and the reply to any other is read and
 * dropped when it comes. Until then it holds up the replies behind it, which
 * [method@Pyro.Connection.has_abandoned] tells.
 */

enum {
  PROP_0,
  PROP_URI,
  PROP_CLOSED,
  PROP_METADATA,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PyroConnection, pyro_connection, G_TYPE_OBJECT)

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    {
      g_source_destroy (*source);
      g_clear_pointer (source, g_source_unref);
    }
}

/* ---- Who waits ---- */

/* Lets the caller of a stolen wait know: that may run any code at all. Consumes all. */
static void
wait_end (PyroWait  *wait,
          PyroReply *reply,
          GError    *error)
{
  g_autofree PyroWait *self = wait;

  self->end (self->task, reply, error);
}

static PyroWait *
pyro_connection_steal_wait (PyroConnection *self,
                            guint           token)
{
  PyroWait *wait = NULL;

  g_hash_table_steal_extended (self->waits, GUINT_TO_POINTER (token), NULL, (gpointer *) &wait);
  if (wait != NULL)
    clear_source (&wait->cancel);

  return wait;
}

static int
compare_waits (gconstpointer a,
               gconstpointer b)
{
  guint token = (*(PyroWait **) a)->token;
  guint other = (*(PyroWait **) b)->token;

  return (token > other) - (token < other);
}

/* Returns: (transfer full): the waits whose deadline is over, in the order of their calls */
static GPtrArray *
pyro_connection_steal_waits (PyroConnection *self,
                             gint64          now)
{
  GPtrArray *waits = g_ptr_array_new ();
  GHashTableIter iter;
  PyroWait *wait;

  g_hash_table_iter_init (&iter, self->waits);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &wait))
    if (wait->deadline <= now)
      {
        clear_source (&wait->cancel);
        g_ptr_array_add (waits, wait);
        g_hash_table_iter_steal (&iter);
      }
  g_ptr_array_sort (waits, compare_waits);

  return waits;
}

static gboolean
wait_cancelled (GCancellable *cancellable,
                gpointer      user_data)
{
  PyroWait *wait = user_data;
  g_autoptr(PyroConnection) self = g_object_ref (wait->connection);
  GError *error = NULL;

  pyro_connection_steal_wait (self, wait->token);
  pyro_session_withdraw (self->session, wait->token);
  g_cancellable_set_error_if_cancelled (cancellable, &error);
  wait_end (wait, NULL, error);

  return G_SOURCE_REMOVE;
}

/* ---- Time ---- */

static void
pyro_connection_expire_waits (PyroConnection *self,
                              gint64          now)
{
  g_autoptr(GPtrArray) waits = pyro_connection_steal_waits (self, now);

  for (guint i = 0; i < waits->len; i++)
    pyro_session_withdraw (self->session, ((PyroWait *) waits->pdata[i])->token);
  for (guint i = 0; i < waits->len; i++)
    {
      PyroWait *wait = waits->pdata[i];

      wait_end (wait, NULL, _pyro_terms_call_timed_out (wait->timeout));
    }
}

/* A connection that is not needed any more stays for the replies that are still to come: a daemon
 * that finds its client gone complains, and an item stream ends with its connection. */
static void
pyro_connection_check_retired (PyroConnection *self)
{
  if (self->retire_at == 0 || self->session == NULL ||
      pyro_session_get_n_waiting (self->session) > 0)
    return;

  if (pyro_session_get_n_abandoned (self->session) == 0 || g_get_monotonic_time () >= self->retire_at)
    pyro_connection_close (self);
}

static gint64
pyro_connection_get_next_deadline (PyroConnection *self,
                                   gint64          now)
{
  gint64 next = self->retire_at > now ? self->retire_at : G_MAXINT64;
  GHashTableIter iter;
  PyroWait *wait;

  if (self->open_task != NULL)
    next = MIN (next, self->open_deadline);
  g_hash_table_iter_init (&iter, self->waits);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &wait))
    next = MIN (next, wait->deadline);

  return next;
}

static gboolean
timer_dispatch (GSource     *source,
                GSourceFunc  callback,
                gpointer     user_data)
{
  g_autoptr(PyroConnection) self = g_object_ref (PYRO_CONNECTION (user_data));
  gint64 now = g_get_monotonic_time ();

  g_source_set_ready_time (source, -1);
  if (self->open_task != NULL && self->open_deadline <= now)
    {
      g_autoptr(GError) error = _pyro_connection_open_timed_out (self);

      _pyro_connection_fail (self, error);
      return G_SOURCE_REMOVE;
    }

  pyro_connection_expire_waits (self, now);
  pyro_connection_check_retired (self);
  if (self->state == PYRO_CONNECTION_CLOSED)
    return G_SOURCE_REMOVE;

  _pyro_connection_schedule (self, pyro_connection_get_next_deadline (self, now));

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs timer_funcs = { NULL, NULL, timer_dispatch, NULL, NULL, NULL };

/*
 * _pyro_connection_schedule:
 * @deadline: in monotonic microseconds
 *
 * Sees to it that the connection wakes up at @deadline at the latest. One timer serves all calls: it
 * is brought forward for them but not put back, and so may find nothing to do.
 */
void
_pyro_connection_schedule (PyroConnection *self,
                           gint64          deadline)
{
  gint64 ready_time;

  if (deadline == G_MAXINT64 || self->state == PYRO_CONNECTION_CLOSED)
    return;

  if (self->timer == NULL)
    {
      self->timer = g_source_new (&timer_funcs, sizeof (GSource));
      g_source_set_static_name (self->timer, "[pyro] deadlines");
      g_source_set_callback (self->timer, NULL, self, NULL);
      g_source_attach (self->timer, self->context);
    }

  ready_time = g_source_get_ready_time (self->timer);
  if (ready_time < 0 || deadline < ready_time)
    g_source_set_ready_time (self->timer, deadline);
}

/* ---- The end ---- */

/*
 * _pyro_connection_fail:
 * @error: why
 *
 * Closes the connection and lets everybody know who waits for something. The state is put in order
 * first: to tell somebody may run any code at all.
 */
void
_pyro_connection_fail (PyroConnection *self,
                       const GError   *error)
{
  g_autoptr(PyroConnection) hold = NULL;
  g_autoptr(GPtrArray) waits = NULL;
  g_autoptr(GTask) open_task = NULL;

  if (self->state == PYRO_CONNECTION_CLOSED)
    return;

  hold = g_object_ref (self);
  self->state = PYRO_CONNECTION_CLOSED;
  open_task = g_steal_pointer (&self->open_task);
  waits = pyro_connection_steal_waits (self, G_MAXINT64);
  clear_source (&self->open_cancel);
  clear_source (&self->timer);
  g_cancellable_cancel (self->connecting);
  if (self->transport != NULL)
    pyro_transport_close (self->transport);
  self->session = NULL;
  g_clear_object (&self->transport);

  for (guint i = 0; i < waits->len; i++)
    wait_end (waits->pdata[i], NULL, g_error_copy (error));
  if (open_task != NULL)
    g_task_return_error (open_task, g_error_copy (error));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLOSED]);
}

/* ---- Messages ---- */

static void
pyro_connection_take_reply (PyroConnection *self,
                            guint           token,
                            PyroFrame      *frame)
{
  PyroWait *wait = pyro_connection_steal_wait (self, token);
  PyroReply *reply = NULL;
  GError *error = NULL;

  if (wait == NULL)
    return;

  if (frame != NULL && pyro_frame_get_frame_type (frame) == PYRO_FRAME_RESULT)
    reply = pyro_reply_new (frame, &error);
  wait_end (wait, reply, error);
}

static void
pyro_connection_take_event (PyroConnection  *self,
                            const PyroEvent *event)
{
  if (event->frame != NULL)
    _pyro_terms_tap_in (&self->terms, G_OBJECT (self), event->frame);
  if (self->session == NULL) /* whoever looks on may have seen enough */
    return;

  switch (event->type)
    {
    case PYRO_EVENT_WELCOME:
      _pyro_connection_take_welcome (self, event->frame);
      break;

    case PYRO_EVENT_REPLY:
    case PYRO_EVENT_SENT:
      pyro_connection_take_reply (self, event->token, event->frame);
      break;

    case PYRO_EVENT_DROPPED:
    default:
      break;
    }
}

static void
pyro_connection_moved (PyroTransport *transport,
                       const GError  *error,
                       gpointer       user_data)
{
  g_autoptr(PyroConnection) self = g_object_ref (PYRO_CONNECTION (user_data));
  PyroEvent event;

  /* the session is gone as soon as anybody closes the connection */
  while (self->session != NULL && pyro_session_next (self->session, &event))
    {
      g_autoptr(PyroFrame) frame = event.frame;

      pyro_connection_take_event (self, &event);
    }

  if (error != NULL)
    _pyro_connection_fail (self, error);
  else
    pyro_connection_check_retired (self);
}

/*
 * _pyro_connection_take_socket:
 * @socket: a connected socket
 *
 * Begins the conversation.
 */
void
_pyro_connection_take_socket (PyroConnection *self,
                              GSocket        *socket)
{
  g_autoptr(PyroFrame) hello = NULL;
  g_autoptr(GError) error = NULL;

  hello = _pyro_terms_new_hello (&self->terms, &error);
  if (hello != NULL)
    {
      PyroSession *session = pyro_session_new (hello, self->terms.max_size);

      self->transport = pyro_transport_new (socket, session, self->context,
                                            pyro_connection_moved, self, &error);
      self->session = self->transport != NULL ? session : NULL;
    }
  if (self->session == NULL)
    {
      _pyro_connection_fail (self, error);
      return;
    }

  self->state = PYRO_CONNECTION_GREETING;
  _pyro_terms_tap_out (&self->terms, G_OBJECT (self), hello, 0);
  if (self->transport != NULL)
    pyro_transport_flush (self->transport);
}

/*
 * _pyro_connection_opened:
 *
 * The metadata are here: the caller may use the connection from its callback on.
 */
void
_pyro_connection_opened (PyroConnection *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->open_task);

  self->state = PYRO_CONNECTION_OPEN;
  clear_source (&self->open_cancel);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_METADATA]);
  g_task_return_boolean (task, TRUE);
}

/*
 * _pyro_connection_submit:
 * @frame: a message
 * @timeout: microseconds, or 0 for none
 * @task: (transfer full): what waits; its cancellable ends the wait
 * @end: what to do with @task when the message has ended
 *
 * Sends a message, and lets @task wait for its end.
 */
void
_pyro_connection_submit (PyroConnection *self,
                         PyroFrame      *frame,
                         gint64          timeout,
                         GTask          *task,
                         PyroEndFunc     end)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  PyroWait *wait;
  guint token = 0;

  if (self->session == NULL)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "The connection is closed");
  else
    token = pyro_session_send (self->session, frame, &error);
  if (token == 0)
    {
      end (task, NULL, error);
      return;
    }

  wait = g_new0 (PyroWait, 1);
  *wait = (PyroWait) { self, task, end, NULL, timeout, G_MAXINT64, token };
  g_hash_table_insert (self->waits, GUINT_TO_POINTER (token), wait);
  if (timeout > 0)
    {
      wait->deadline = g_get_monotonic_time () + timeout;
      _pyro_connection_schedule (self, wait->deadline);
    }
  if (cancellable != NULL)
    {
      wait->cancel = g_cancellable_source_new (cancellable);
      g_source_set_static_name (wait->cancel, "[pyro] cancel");
      g_source_set_callback (wait->cancel, G_SOURCE_FUNC (wait_cancelled), wait, NULL);
      g_source_attach (wait->cancel, self->context);
    }

  _pyro_terms_tap_out (&self->terms, G_OBJECT (self), frame,
                       pyro_session_get_seq (self->session, token));
  if (self->transport != NULL)
    pyro_transport_flush (self->transport);
}

/*
 * _pyro_connection_is_usable:
 *
 * Returns: whether a call would be answered as soon as the daemon gets to it: the connection is
 *   open, no abandoned call is in the way, and the peer did not close it while nobody looked
 */
gboolean
_pyro_connection_is_usable (PyroConnection *self)
{
  if (self->state != PYRO_CONNECTION_OPEN || self->retire_at > 0 ||
      pyro_session_get_n_abandoned (self->session) > 0)
    return FALSE;

  return pyro_session_get_n_waiting (self->session) > 0 || pyro_transport_is_alive (self->transport);
}

/* ---- The object ---- */

static void
pyro_connection_dispose (GObject *object)
{
  PyroConnection *self = PYRO_CONNECTION (object);

  pyro_connection_close (self);

  G_OBJECT_CLASS (pyro_connection_parent_class)->dispose (object);
}

static void
pyro_connection_finalize (GObject *object)
{
  PyroConnection *self = PYRO_CONNECTION (object);

  _pyro_terms_clear (&self->terms);
  g_clear_pointer (&self->waits, g_hash_table_unref);
  g_clear_pointer (&self->metadata, pyro_metadata_unref);
  g_clear_pointer (&self->welcome, pyro_value_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->connecting);

  G_OBJECT_CLASS (pyro_connection_parent_class)->finalize (object);
}

static void
pyro_connection_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PyroConnection *self = PYRO_CONNECTION (object);

  switch (prop_id)
    {
    case PROP_URI:
      g_value_set_boxed (value, self->terms.uri);
      break;

    case PROP_CLOSED:
      g_value_set_boolean (value, pyro_connection_get_closed (self));
      break;

    case PROP_METADATA:
      g_value_set_boxed (value, self->metadata);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pyro_connection_class_init (PyroConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyro_connection_dispose;
  object_class->finalize = pyro_connection_finalize;
  object_class->get_property = pyro_connection_get_property;

  /**
   * PyroConnection:uri:
   *
   * The object to which the connection was made.
   */
  properties[PROP_URI] =
    g_param_spec_boxed ("uri", NULL, NULL,
                        PYRO_TYPE_URI,
                        (G_PARAM_READABLE |
                         G_PARAM_STATIC_STRINGS));

  /**
   * PyroConnection:closed:
   *
   * Whether the connection is gone, from whichever side. It never opens again.
   */
  properties[PROP_CLOSED] =
    g_param_spec_boolean ("closed", NULL, NULL,
                          FALSE,
                          (G_PARAM_READABLE |
                           G_PARAM_EXPLICIT_NOTIFY |
                           G_PARAM_STATIC_STRINGS));

  /**
   * PyroConnection:metadata: (nullable)
   *
   * What the object offers, once the connection is open.
   */
  properties[PROP_METADATA] =
    g_param_spec_boxed ("metadata", NULL, NULL,
                        PYRO_TYPE_METADATA,
                        (G_PARAM_READABLE |
                         G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pyro_connection_init (PyroConnection *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->waits = g_hash_table_new (NULL, NULL);
}

/**
 * pyro_connection_new:
 * @uri: a `PYRO:` URI with a location
 *
 * Makes a connection that is not opened yet.
 *
 * Returns: (transfer full): a new connection in the thread-default context
 */
PyroConnection *
pyro_connection_new (PyroUri *uri)
{
  PyroConnection *self;

  g_return_val_if_fail (uri != NULL, NULL);

  self = g_object_new (PYRO_TYPE_CONNECTION, NULL);
  _pyro_terms_init (&self->terms, uri);

  return self;
}

PyroConnection *
_pyro_connection_new_with_terms (const PyroTerms *terms)
{
  PyroConnection *self = g_object_new (PYRO_TYPE_CONNECTION, NULL);

  _pyro_terms_copy (&self->terms, terms);

  return self;
}

/**
 * pyro_connection_retire:
 * @self: a connection
 *
 * Lets the connection close itself when all its calls are answered, also those that were given up;
 * these have `PYRO_GRACE_TIME` for it.
 */
void
pyro_connection_retire (PyroConnection *self)
{
  g_return_if_fail (PYRO_IS_CONNECTION (self));

  if (self->retire_at > 0 || self->state == PYRO_CONNECTION_CLOSED)
    return;

  self->retire_at = g_get_monotonic_time () + PYRO_GRACE_TIME;
  _pyro_connection_schedule (self, self->retire_at);
  pyro_connection_check_retired (self);
}

/**
 * pyro_connection_close:
 * @self: a connection
 *
 * Closes the connection. What waits fails with %G_IO_ERROR_CLOSED.
 */
void
pyro_connection_close (PyroConnection *self)
{
  g_autoptr(GError) error = NULL;

  g_return_if_fail (PYRO_IS_CONNECTION (self));

  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "The connection was closed");
  _pyro_connection_fail (self, error);
}
