/* tests/link/test-channel.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/link/channel.h"

#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/limits.h"

#define SHORT_TIME (50 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  PyroChannel *channel;
  PyroSession *session;
  int          far;
} Fixture;

static PyroFrame *
new_frame (PyroFrameType type)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("None", 4);

  return pyro_frame_new (pyro_generation_get_pyro5 (), type, PYRO_FRAME_FLAG_NONE, 1, NULL, NULL, bytes);
}

/* A channel whose session waits for an answer. */
static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(PyroFrame) ping = new_frame (PYRO_FRAME_PING);
  g_autoptr(GSocket) socket = NULL;
  int fds[2];

  g_assert_no_errno (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds));
  socket = g_socket_new_from_fd (fds[0], NULL);
  g_assert_nonnull (socket);
  g_assert_true ((fcntl (fds[0], F_GETFL) & O_NONBLOCK) != 0);
  self->far = fds[1];
  self->channel = pyro_channel_new (socket, NULL);
  self->session = pyro_session_new (NULL, PYRO_MAX_MESSAGE_SIZE);
  g_assert_cmpuint (pyro_session_send (self->session, ping, NULL), !=, 0);
  g_assert_true (pyro_channel_write (self->channel, self->session));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  if (self->far >= 0)
    close (self->far);
  pyro_session_free (self->session);
  pyro_channel_free (self->channel);
}

/* The far side's answer, or a part of it. */
static void
send_answer (Fixture *self,
             gsize    from,
             gsize    size)
{
  g_autoptr(PyroFrame) frame = new_frame (PYRO_FRAME_PING);
  g_autoptr(GBytes) bytes = pyro_frame_encode (frame, 1, NULL);
  gsize whole;
  const char *data = g_bytes_get_data (bytes, &whole);

  size = MIN (size, whole - from);
  g_assert_cmpint (send (self->far, data + from, size, 0), ==, (gssize) size);
}

static gboolean
has_answer (Fixture *self)
{
  PyroEvent event;

  if (!pyro_session_next (self->session, &event))
    return FALSE;
  g_assert_cmpint (event.type, ==, PYRO_EVENT_REPLY);
  pyro_frame_unref (event.frame);

  return TRUE;
}

static gpointer
answer_later (gpointer data)
{
  g_usleep (SHORT_TIME);
  send_answer (data, 0, G_MAXSIZE);

  return NULL;
}

static void
test_waits (Fixture       *self,
            gconstpointer  data)
{
  GThread *thread = g_thread_new ("answer", answer_later, self);
  g_autoptr(GError) error = NULL;

  g_assert_true (pyro_channel_wait_and_read (self->channel, self->session, 0, &error));
  g_assert_no_error (error);
  g_assert_true (has_answer (self));
  g_thread_join (thread);
}

/* Half a message is read and no more is waited for; nothing at all is waited for as long as it is said. */
static void
test_comes_back (Fixture       *self,
                 gconstpointer  data)
{
  gint64 began;

  send_answer (self, 0, 20);
  g_assert_true (pyro_channel_wait_and_read (self->channel, self->session, 0, NULL));
  g_assert_false (has_answer (self));

  /* what does not wait does not, though the socket would for ever */
  g_assert_true (pyro_channel_read (self->channel, self->session, NULL));

  began = g_get_monotonic_time ();
  g_assert_true (pyro_channel_wait_and_read (self->channel, self->session, SHORT_TIME, NULL));
  g_assert_cmpint (g_get_monotonic_time () - began, >=, SHORT_TIME - G_TIME_SPAN_MILLISECOND);
  g_assert_false (has_answer (self));

  send_answer (self, 20, G_MAXSIZE);
  g_assert_true (pyro_channel_wait_and_read (self->channel, self->session, SHORT_TIME, NULL));
  g_assert_true (has_answer (self));
}

static void
test_end (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  send_answer (self, 0, G_MAXSIZE);
  close (self->far);
  self->far = -1;
  g_assert_true (pyro_channel_wait_and_read (self->channel, self->session, 0, &error));
  g_assert_true (has_answer (self));
  g_assert_false (pyro_channel_wait_and_read (self->channel, self->session, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
}

/* Who was heard from just now is not asked after; who was silent for longer is. */
static void
test_is_alive (Fixture       *self,
               gconstpointer  data)
{
  send_answer (self, 0, G_MAXSIZE);
  g_assert_true (pyro_channel_wait_and_read (self->channel, self->session, 0, NULL));
  g_assert_true (pyro_channel_is_alive (self->channel, self->session));
  close (self->far);
  self->far = -1;
  g_usleep (2 * G_TIME_SPAN_MILLISECOND);
  g_assert_false (pyro_channel_is_alive (self->channel, self->session));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/channel/waits", Fixture, NULL, set_up, test_waits, tear_down);
  g_test_add ("/channel/comes-back", Fixture, NULL, set_up, test_comes_back, tear_down);
  g_test_add ("/channel/end", Fixture, NULL, set_up, test_end, tear_down);
  g_test_add ("/channel/is-alive", Fixture, NULL, set_up, test_is_alive, tear_down);

  return g_test_run ();
}
