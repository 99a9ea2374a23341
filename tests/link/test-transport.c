/* tests/link/test-transport.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/link/transport.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/error.h"
#include "core/limits.h"

#define SERPENT 1

/* A transport whose far end is in the test's own hand; the session has no handshake. */
typedef struct
{
  PyroTransport *transport;
  PyroSession   *session; /* unowned */
  int            far;
  guint          n_calls; /* of the callback */
  guint          n_replies;
  guint          n_sent;
  gsize          n_bytes; /* of payloads */
  GError        *error;
  gboolean       asks_again;
} Wire;

static PyroFrame *
new_frame (PyroFrameType  type,
           PyroFrameFlags flags,
           gsize          size)
{
  g_autoptr(GBytes) payload = g_bytes_new_take (g_strnfill (size, 'x'), size);

  return pyro_frame_new (pyro_generation_get_pyro5 (), type, flags, SERPENT, NULL, NULL, payload);
}

static void
send_frame (Wire           *wire,
            PyroFrameFlags  flags,
            gsize           size)
{
  g_autoptr(PyroFrame) frame = new_frame (PYRO_FRAME_INVOKE, flags, size);

  g_assert_cmpuint (pyro_session_send (wire->session, frame, NULL), !=, 0);
  pyro_transport_flush (wire->transport);
}

static void
moved (PyroTransport *transport,
       const GError  *error,
       gpointer       user_data)
{
  Wire *wire = user_data;
  PyroEvent event;

  g_assert_true (transport == wire->transport);
  wire->n_calls++;
  while (pyro_session_next (wire->session, &event))
    {
      if (event.frame != NULL)
        wire->n_bytes += g_bytes_get_size (pyro_frame_get_payload (event.frame));
      g_clear_pointer (&event.frame, pyro_frame_unref);
      wire->n_replies += event.type == PYRO_EVENT_REPLY;
      wire->n_sent += event.type == PYRO_EVENT_SENT;
      if (wire->asks_again && event.type == PYRO_EVENT_REPLY)
        send_frame (wire, 0, 0);
    }
  if (error != NULL)
    {
      g_assert_null (wire->error);
      wire->error = g_error_copy (error);
    }
}

static void
wire_set_up (Wire          *wire,
             gconstpointer  unused)
{
  g_autoptr(GSocket) near = NULL;
  g_autoptr(GError) error = NULL;
  int fds[2];

  g_assert_no_errno (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds));
  near = g_socket_new_from_fd (fds[0], &error);
  g_assert_no_error (error);
  wire->far = fds[1];
  wire->session = pyro_session_new (NULL, PYRO_MAX_MESSAGE_SIZE);
  wire->transport = pyro_transport_new (pyro_channel_new (near, NULL), wire->session, NULL, moved, wire, &error);
  g_assert_no_error (error);
}

static void
wire_tear_down (Wire          *wire,
                gconstpointer  unused)
{
  g_assert_finalize_object (g_steal_pointer (&wire->transport));
  g_clear_error (&wire->error);
  if (wire->far >= 0)
    close (wire->far);
}

static void
spin (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static GBytes *
new_reply (guint16 seq,
           gsize   size)
{
  g_autoptr(PyroFrame) frame = new_frame (PYRO_FRAME_RESULT, 0, size);

  return pyro_frame_encode (frame, seq, NULL);
}

static void
far_send (Wire   *wire,
          GBytes *bytes)
{
  g_assert_cmpint (write (wire->far, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)),
                   ==, g_bytes_get_size (bytes));
}

/* Returns: how many bytes there are to read for the peer, at most @max */
static gsize
far_read (Wire  *wire,
          gsize  max)
{
  gsize sum = 0;

  while (sum < max)
    {
      g_autofree char *buffer = g_malloc (max - sum);
      gssize n = recv (wire->far, buffer, max - sum, MSG_DONTWAIT);

      if (n <= 0)
        break;
      sum += (gsize) n;
    }

  return sum;
}

static void
test_round_trip (Wire          *wire,
                 gconstpointer  unused)
{
  g_autoptr(GBytes) reply = new_reply (1, 5);

  send_frame (wire, 0, 3);
  g_assert_cmpuint (far_read (wire, 1000), ==, 43); /* written at once, without the main loop */
  g_assert_true (pyro_transport_is_alive (wire->transport));
  spin ();
  g_assert_cmpuint (wire->n_calls, ==, 0);

  far_send (wire, reply);
  spin ();
  g_assert_cmpuint (wire->n_calls, ==, 1);
  g_assert_cmpuint (wire->n_replies, ==, 1);
  g_assert_cmpuint (wire->n_bytes, ==, 5);
}

/* Who is alone is written at once; who comes while others are awaited leaves with those of the same turn.
 * Many replies that came together are handed out together, and what they cause leaves together. */
static void
test_batch (Wire          *wire,
            gconstpointer  unused)
{
  g_autoptr(GByteArray) replies = g_byte_array_new ();

  for (guint i = 1; i <= 100; i++)
    {
      g_autoptr(GBytes) reply = new_reply ((guint16) i, 0);

      send_frame (wire, 0, 0);
      g_byte_array_append (replies, g_bytes_get_data (reply, NULL), 40);
    }
  g_assert_cmpuint (far_read (wire, 100000), ==, 40);
  spin ();
  g_assert_cmpuint (far_read (wire, 100000), ==, 3960);
  wire->n_calls = 0;

  wire->asks_again = TRUE;
  g_assert_cmpint (write (wire->far, replies->data, replies->len), ==, 4000);
  g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (wire->n_calls, ==, 1);
  g_assert_cmpuint (wire->n_replies, ==, 100);
  g_assert_cmpuint (far_read (wire, 100000), ==, 4000);
}

/* A oneway call has no reply: that it is written is told, but not from within flush(). */
static void
test_sent (Wire          *wire,
           gconstpointer  unused)
{
  for (guint i = 0; i < 10; i++)
    send_frame (wire, PYRO_FRAME_FLAG_ONEWAY, 0);
  g_assert_cmpuint (wire->n_calls, ==, 0);
  spin ();
  g_assert_cmpuint (wire->n_sent, ==, 10);
  g_assert_cmpuint (wire->n_calls, ==, 1);
  g_assert_cmpuint (far_read (wire, 100000), ==, 400);
}

/* More than the socket takes is written when there is room, and reading goes on meanwhile. */
static void
test_congestion (Wire          *wire,
                 gconstpointer  unused)
{
  const gsize size = 20 * 1000 * 1000;
  g_autoptr(GBytes) reply = new_reply (1, 5);
  gsize sum = 0;

  send_frame (wire, 0, 0);
  send_frame (wire, 0, size);
  send_frame (wire, PYRO_FRAME_FLAG_ONEWAY, 1);
  far_send (wire, reply);
  spin ();
  g_assert_cmpuint (wire->n_replies, ==, 1);
  g_assert_cmpuint (wire->n_sent, ==, 0);

  while (sum < 40 + 40 + size + 41)
    {
      sum += far_read (wire, 1000 * 1000);
      g_main_context_iteration (NULL, FALSE);
    }
  spin ();
  g_assert_cmpuint (sum, ==, 40 + 40 + size + 41);
  g_assert_cmpuint (wire->n_sent, ==, 1);
}

static gpointer
far_send_large (gpointer data)
{
  Wire *wire = data;
  g_autoptr(GBytes) reply = new_reply (1, 50 * 1000 * 1000);
  const guint8 *at = g_bytes_get_data (reply, NULL);
  gsize left = g_bytes_get_size (reply);

  while (left > 0)
    {
      gssize n = send (wire->far, at, left, MSG_NOSIGNAL);

      g_assert_cmpint (n, >, 0);
      at += n;
      left -= (gsize) n;
    }

  return NULL;
}

static void
test_large_reply (Wire          *wire,
                  gconstpointer  unused)
{
  GThread *thread;

  send_frame (wire, 0, 0);
  thread = g_thread_new ("far", far_send_large, wire);
  while (wire->n_replies == 0)
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (thread);
  g_assert_cmpuint (wire->n_bytes, ==, 50 * 1000 * 1000);
}

static void
assert_closed (Wire       *wire,
               GQuark      domain,
               int         code,
               const char *message)
{
  spin ();
  g_assert_error (wire->error, domain, code);
  g_assert_cmpstr (wire->error->message, ==, message);
  g_assert_false (pyro_transport_is_alive (wire->transport));
  pyro_transport_flush (wire->transport); /* to no effect */
  pyro_transport_close (wire->transport);
}

static void
test_end (Wire          *wire,
          gconstpointer  unused)
{
  close (wire->far);
  wire->far = -1;
  g_assert_false (pyro_transport_is_alive (wire->transport)); /* before the main loop knows */
  assert_closed (wire, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "The peer closed the connection");
}

static void
test_end_in_message (Wire          *wire,
                     gconstpointer  unused)
{
  g_assert_cmpint (write (wire->far, "PYRO\x01\xf6", 6), ==, 6);
  close (wire->far);
  wire->far = -1;
  assert_closed (wire, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED,
                 "The peer closed the connection in the middle of a message");
}

/* The last words of a peer are heard, also when writing to it failed before. */
static void
test_last_words (Wire          *wire,
                 gconstpointer  unused)
{
  g_autoptr(GBytes) reply = new_reply (1, 5);

  send_frame (wire, 0, 3);
  far_send (wire, reply);
  close (wire->far);
  wire->far = -1;
  send_frame (wire, 0, 3);
  assert_closed (wire, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "The peer closed the connection");
  g_assert_cmpuint (wire->n_replies, ==, 1);
}

static void
test_garbage (Wire          *wire,
              gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (write (wire->far, "HTTP", 4), ==, 4);
  spin ();
  g_assert_error (wire->error, PYRO_ERROR, PYRO_ERROR_PROTOCOL);
  error = pyro_session_ended (wire->session);
  g_assert_cmpstr (wire->error->message, ==, error->message);
}

static void
close_from_callback (PyroTransport *transport,
                     const GError  *error,
                     gpointer       user_data)
{
  guint *n_calls = user_data;

  ++*n_calls;
  pyro_transport_close (transport);
  g_object_unref (transport);
}

/* Whoever gets the callback may be done with the transport. */
static void
test_close_from_callback (void)
{
  g_autoptr(GSocket) near = NULL;
  PyroTransport *transport;
  guint n_calls = 0;
  int fds[2];

  g_assert_no_errno (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds));
  near = g_socket_new_from_fd (fds[0], NULL);
  transport = pyro_transport_new (pyro_channel_new (near, NULL), pyro_session_new (NULL, 1000), NULL,
                                  close_from_callback, &n_calls, NULL);
  g_object_add_weak_pointer (G_OBJECT (transport), (gpointer *) &transport);
  g_assert_cmpint (write (fds[1], "P", 1), ==, 1);
  spin ();
  g_assert_cmpuint (n_calls, ==, 1);
  g_assert_null (transport);
  close (fds[1]);
}

#define ADD(path, func) \
  g_test_add ("/transport/" path, Wire, NULL, wire_set_up, func, wire_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("round-trip", test_round_trip);
  ADD ("batch", test_batch);
  ADD ("sent", test_sent);
  ADD ("congestion", test_congestion);
  ADD ("large-reply", test_large_reply);
  ADD ("end", test_end);
  ADD ("end-in-message", test_end_in_message);
  ADD ("last-words", test_last_words);
  ADD ("garbage", test_garbage);
  g_test_add_func ("/transport/close-from-callback", test_close_from_callback);

  return g_test_run ();
}
