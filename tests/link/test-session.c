/* tests/link/test-session.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/link/session.h"

#include <gio/gio.h>
#include <string.h>

#include "core/error.h"
#include "core/limits.h"

#define SERPENT 1

/* ---- The other side, in memory ---- */

static PyroFrame *
new_frame (PyroFrameType  type,
           PyroFrameFlags flags,
           guint8         serializer_id,
           const char    *payload)
{
  g_autoptr(GBytes) bytes = g_bytes_new (payload, strlen (payload));

  return pyro_frame_new (pyro_generation_get_pyro5 (), type, flags, serializer_id, NULL, NULL, bytes);
}

static GBytes *
new_bytes (PyroFrameType  type,
           guint8         serializer_id,
           guint16        seq,
           const char    *payload)
{
  g_autoptr(PyroFrame) frame = new_frame (type, PYRO_FRAME_FLAG_NONE, serializer_id, payload);

  return pyro_frame_encode (frame, seq, NULL);
}

static void
put (PyroSession  *session,
     const guint8 *data,
     gsize         size)
{
  while (size > 0)
    {
      gsize room;
      guint8 *at = pyro_session_reserve (session, &room);

      room = MIN (room, size);
      memcpy (at, data, room);
      if (!pyro_session_received (session, room, NULL))
        return;
      data += room;
      size -= room;
    }
}

static void
put_bytes (PyroSession *session,
           GBytes      *bytes)
{
  put (session, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
put_frame (PyroSession   *session,
           PyroFrameType  type,
           guint16        seq,
           const char    *payload)
{
  g_autoptr(GBytes) bytes = new_bytes (type, SERPENT, seq, payload);

  put_bytes (session, bytes);
}

/* Returns: the whole output, whose writing is not noted yet */
static GByteArray *
peek_output (PyroSession *session)
{
  GByteArray *output = g_byte_array_new ();
  struct iovec vectors[3];
  guint n = pyro_session_output (session, vectors, G_N_ELEMENTS (vectors));

  for (guint i = 0; i < n; i++)
    g_byte_array_append (output, vectors[i].iov_base, (guint) vectors[i].iov_len);

  return output;
}

/* Writes all there is, in pieces of @step bytes, and says what frames came out: “TYPE:SEQ …”. */
static char *
drain (PyroSession *session,
       gsize        step)
{
  g_autoptr(PyroParser) parser = pyro_parser_new (PYRO_MAX_MESSAGE_SIZE);
  GString *seen = g_string_new (NULL);
  PyroFrame *frame;

  while (TRUE)
    {
      g_autoptr(GByteArray) output = peek_output (session);
      gsize n = MIN (step, output->len);

      if (n == 0)
        break;
      pyro_parser_feed (parser, output->data, n);
      pyro_session_wrote (session, n);
    }
  while (pyro_parser_next (parser, &frame, NULL, NULL) == PYRO_PARSE_FRAME)
    {
      g_string_append_printf (seen, "%s%u:%u", seen->len > 0 ? " " : "",
                              pyro_frame_get_frame_type (frame), pyro_frame_get_seq (frame));
      pyro_frame_unref (frame);
    }
  g_assert_true (pyro_parser_is_idle (parser));

  return g_string_free (seen, FALSE);
}

static void
assert_drains (PyroSession *session,
               const char  *expected)
{
  g_autofree char *seen = drain (session, G_MAXSIZE);

  g_assert_cmpstr (seen, ==, expected);
}

/* Says what events there are: “welcome”, “reply 3=payload”, “sent 2”, “dropped”. */
static char *
take_events (PyroSession *session)
{
  GString *seen = g_string_new (NULL);
  PyroEvent event;

  while (pyro_session_next (session, &event))
    {
      g_autoptr(PyroFrame) frame = event.frame;
      GBytes *payload = frame != NULL ? pyro_frame_get_payload (frame) : NULL;

      if (seen->len > 0)
        g_string_append_c (seen, ' ');
      switch (event.type)
        {
        case PYRO_EVENT_WELCOME:
          g_string_append (seen, "welcome");
          break;
        case PYRO_EVENT_REPLY:
          g_string_append_printf (seen, "reply %u=%.*s", event.token,
                                  (int) g_bytes_get_size (payload),
                                  (const char *) g_bytes_get_data (payload, NULL));
          break;
        case PYRO_EVENT_SENT:
          g_assert_null (frame);
          g_string_append_printf (seen, "sent %u", event.token);
          break;
        case PYRO_EVENT_DROPPED:
        default:
          g_string_append (seen, "dropped");
        }
    }
  g_assert_false (pyro_session_has_event (session));

  return g_string_free (seen, FALSE);
}

static void
assert_events (PyroSession *session,
               const char  *expected)
{
  g_autofree char *seen = take_events (session);

  g_assert_cmpstr (seen, ==, expected);
}

static void
assert_broken (PyroSession *session,
               int          code,
               const char  *message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) ended = pyro_session_ended (session);

  g_assert_false (pyro_session_received (session, 0, &error));
  g_assert_error (error, PYRO_ERROR, code);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpstr (ended->message, ==, message);
  g_clear_error (&error);

  {
    g_autoptr(PyroFrame) ping = new_frame (PYRO_FRAME_PING, 0, 42, "ping");

    g_assert_cmpuint (pyro_session_send (session, ping, &error), ==, 0);
    g_assert_error (error, PYRO_ERROR, code);
  }
}

/* ---- Sessions to begin with ---- */

static PyroSession *
new_greeting (void)
{
  g_autoptr(PyroFrame) hello = new_frame (PYRO_FRAME_CONNECT, 0, SERPENT, "hello");

  return pyro_session_new (hello, PYRO_MAX_MESSAGE_SIZE);
}

static PyroSession *
new_open (void)
{
  PyroSession *session = new_greeting ();

  assert_drains (session, "1:0");
  put_frame (session, PYRO_FRAME_CONNECT_OK, 0, "welcome");
  assert_events (session, "welcome");
  g_assert_true (pyro_session_is_open (session));

  return session;
}

static guint
send_frame (PyroSession    *session,
            PyroFrameType   type,
            PyroFrameFlags  flags)
{
  g_autoptr(PyroFrame) frame = new_frame (type, flags, SERPENT, "call");
  g_autoptr(GError) error = NULL;
  guint token = pyro_session_send (session, frame, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (token, !=, 0);

  return token;
}

static guint
send_call (PyroSession *session)
{
  return send_frame (session, PYRO_FRAME_INVOKE, PYRO_FRAME_FLAG_NONE);
}

/* ---- Handshake ---- */

/* What is sent before the welcome waits for it, and nothing of it is seen before. */
static void
test_greeting (void)
{
  g_autoptr(PyroSession) session = new_greeting ();

  g_assert_false (pyro_session_is_open (session));
  g_assert_cmpuint (send_call (session), ==, 1);
  g_assert_cmpuint (send_frame (session, PYRO_FRAME_PING, 0), ==, 2);
  g_assert_cmpuint (pyro_session_get_n_waiting (session), ==, 2);
  assert_drains (session, "1:0");
  assert_drains (session, "");

  put_frame (session, PYRO_FRAME_CONNECT_OK, 0, "welcome");
  assert_events (session, "welcome");
  assert_drains (session, "4:1 6:2");
  put_frame (session, PYRO_FRAME_RESULT, 1, "one");
  put_frame (session, PYRO_FRAME_PING, 2, "pong");
  assert_events (session, "reply 1=one reply 2=pong");
  g_assert_cmpuint (pyro_session_get_n_waiting (session), ==, 0);
}

/* Without a handshake a session is open from the start, as on a socket that was handed over. */
static void
test_no_greeting (void)
{
  g_autoptr(PyroSession) session = pyro_session_new (NULL, PYRO_MAX_MESSAGE_SIZE);

  g_assert_true (pyro_session_is_open (session));
  send_call (session);
  assert_drains (session, "4:1");
  put_frame (session, PYRO_FRAME_RESULT, 1, "one");
  assert_events (session, "reply 1=one");
}

static void
test_refusal (void)
{
  static const char payload[] = "# serpent utf-8 python3.2\n'unknown object'";
  g_autoptr(PyroSession) session = new_greeting ();
  g_autoptr(PyroSession) early = new_greeting ();
  g_autoptr(GError) error = NULL;

  assert_drains (session, "1:0");
  put_frame (session, PYRO_FRAME_CONNECT_FAIL, 0, payload);
  g_assert_false (pyro_session_received (session, 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "unknown object"));
  assert_events (session, "dropped");
  g_clear_error (&error);

  /* a server with no thread to spare does not wait for the handshake */
  put_frame (early, PYRO_FRAME_CONNECT_FAIL, 0, payload);
  g_assert_false (pyro_session_received (early, 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_REFUSED);
}

static void
test_bad_welcome (void)
{
  static const PyroFrameType types[] = { PYRO_FRAME_CONNECT, PYRO_FRAME_INVOKE, PYRO_FRAME_RESULT,
                                         PYRO_FRAME_PING };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr(PyroSession) session = new_greeting ();
      g_autofree char *message =
        g_strdup_printf ("The peer sent %s instead of an answer to the handshake",
                         pyro_frame_type_get_name (types[i]));

      assert_drains (session, "1:0");
      put_frame (session, types[i], 0, "x");
      assert_broken (session, PYRO_ERROR_PROTOCOL, message);
      assert_events (session, "dropped");
    }

  {
    g_autoptr(PyroSession) session = new_greeting ();

    put_frame (session, PYRO_FRAME_CONNECT_OK, 0, "x"); /* to what? */
    assert_broken (session, PYRO_ERROR_PROTOCOL,
                   "The peer sent CONNECTOK instead of an answer to the handshake");
  }
}

/* ---- Replies ---- */

static void
test_bad_replies (void)
{
  static const struct
  {
    PyroFrameType  type;
    guint8         serializer_id;
    guint16        seq;
    const char    *message;
  } cases[] = {
    { PYRO_FRAME_RESULT, SERPENT, 2, "The peer answered message 2 where message 1 was due" },
    { PYRO_FRAME_RESULT, SERPENT, 0, "The peer answered message 0 where message 1 was due" },
    { PYRO_FRAME_RESULT, 3, 1, "The peer answered in serializer 3 a call in serializer 1" },
    { PYRO_FRAME_PING, SERPENT, 1, "The peer answered with PING where RESULT was due" },
    { PYRO_FRAME_CONNECT_OK, SERPENT, 1, "The peer answered with CONNECTOK where RESULT was due" },
    { PYRO_FRAME_INVOKE, SERPENT, 1, "The peer answered with INVOKE where RESULT was due" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PyroSession) session = new_open ();
      g_autoptr(GBytes) bytes = new_bytes (cases[i].type, cases[i].serializer_id, cases[i].seq, "x");

      send_call (session);
      assert_drains (session, "4:1");
      put_bytes (session, bytes);
      assert_broken (session, PYRO_ERROR_PROTOCOL, cases[i].message);
      assert_events (session, "dropped");
    }
}

static void
test_unasked (void)
{
  g_autoptr(PyroSession) session = new_open ();

  put_frame (session, PYRO_FRAME_RESULT, 1, "x");
  assert_broken (session, PYRO_ERROR_PROTOCOL, "The peer sent RESULT, which nothing asked for");

  {
    g_autoptr(PyroSession) early = new_open ();

    send_call (early);
    put_frame (early, PYRO_FRAME_RESULT, 1, "x"); /* before the call was written */
    assert_broken (early, PYRO_ERROR_PROTOCOL, "The peer sent RESULT, which nothing asked for");
  }
}

/* A good reply before garbage is still a good reply. */
static void
test_good_before_bad (void)
{
  g_autoptr(PyroSession) session = new_open ();
  g_autoptr(GBytes) reply = new_bytes (PYRO_FRAME_RESULT, SERPENT, 1, "one");
  g_autoptr(GByteArray) both = g_byte_array_new ();

  send_call (session);
  assert_drains (session, "4:1");
  g_byte_array_append (both, g_bytes_get_data (reply, NULL), (guint) g_bytes_get_size (reply));
  g_byte_array_append (both, (const guint8 *) "garbage", 7);
  put (session, both->data, both->len);
  assert_events (session, "reply 1=one");
  g_assert_false (pyro_session_received (session, 0, NULL));
}

/* The whole conversation gives the same events wherever the stream is cut, both ways. */
static void
test_every_cut (void)
{
  g_autoptr(GByteArray) stream = g_byte_array_new ();
  static const struct { PyroFrameType type; guint16 seq; const char *payload; } frames[] = {
    { PYRO_FRAME_CONNECT_OK, 0, "welcome" },
    { PYRO_FRAME_RESULT, 1, "one" },
    { PYRO_FRAME_PING, 2, "pong" },
    { PYRO_FRAME_RESULT, 4, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      g_autoptr(GBytes) bytes = new_bytes (frames[i].type, SERPENT, frames[i].seq, frames[i].payload);

      g_byte_array_append (stream, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
    }

  for (gsize step = 1; step <= stream->len; step++)
    {
      g_autoptr(PyroSession) session = new_greeting ();
      g_autofree char *hello = drain (session, step);
      g_autofree char *calls = NULL;
      g_autofree char *events = NULL;
      gsize welcome = 40 + 7;

      g_assert_cmpstr (hello, ==, "1:0");
      send_call (session);
      send_frame (session, PYRO_FRAME_PING, 0);
      send_frame (session, PYRO_FRAME_INVOKE, PYRO_FRAME_FLAG_ONEWAY);
      send_call (session);
      for (gsize at = 0; at < stream->len;)
        {
          /* the replies come only after the calls, which go only after the welcome */
          gsize n = MIN (step, at < welcome ? welcome - at : stream->len - at);
          g_autofree guint8 *chunk = g_memdup2 (stream->data + at, n);

          put (session, chunk, n);
          at += n;
          if (at == welcome)
            calls = drain (session, step);
        }
      g_assert_cmpstr (calls, ==, "4:1 6:2 4:3 4:4");
      events = take_events (session);
      g_assert_cmpstr (events, ==, "welcome sent 3 reply 1=one reply 2=pong reply 4=");
      g_assert_cmpuint (pyro_session_get_n_waiting (session), ==, 0);
    }
}

/* ---- Oneway ---- */

static void
test_oneway (void)
{
  g_autoptr(PyroSession) session = new_open ();
  guint before = send_call (session);
  guint oneway = send_frame (session, PYRO_FRAME_INVOKE, PYRO_FRAME_FLAG_ONEWAY);
  guint after = send_call (session);
  g_autofree char *expected = g_strdup_printf ("sent %u", oneway);

  g_assert_cmpuint (before, ==, 1);
  g_assert_cmpuint (after, ==, 3);
  g_assert_cmpuint (pyro_session_get_n_waiting (session), ==, 3);
  assert_events (session, "");
  pyro_session_wrote (session, 44 + 43); /* all but the last byte of it */
  assert_events (session, "");
  pyro_session_wrote (session, 1);
  assert_events (session, expected);
  assert_drains (session, "4:3");
  put_frame (session, PYRO_FRAME_RESULT, 1, "a");
  put_frame (session, PYRO_FRAME_RESULT, 3, "b");
  assert_events (session, "reply 1=a reply 3=b");
}

/* ---- Withdrawals ---- */

static void
test_withdraw_unsent (void)
{
  g_autoptr(PyroSession) session = new_open ();
  guint tokens[4];

  for (guint i = 0; i < 4; i++)
    tokens[i] = send_call (session);
  g_assert_true (pyro_session_withdraw (session, tokens[1]));
  g_assert_true (pyro_session_withdraw (session, tokens[3]));
  g_assert_false (pyro_session_withdraw (session, tokens[1])); /* gone already */
  g_assert_cmpuint (pyro_session_get_n_waiting (session), ==, 2);
  g_assert_cmpuint (pyro_session_get_n_abandoned (session), ==, 0);
  assert_drains (session, "4:1 4:3");
  put_frame (session, PYRO_FRAME_RESULT, 1, "a");
  put_frame (session, PYRO_FRAME_RESULT, 3, "c");
  assert_events (session, "reply 1=a reply 3=c");
}

static void
test_withdraw_written (void)
{
  g_autoptr(PyroSession) session = new_open ();
  guint first = send_call (session);

  send_call (session);
  assert_drains (session, "4:1 4:2");
  g_assert_false (pyro_session_withdraw (session, first));
  g_assert_false (pyro_session_withdraw (session, first)); /* counts once */
  g_assert_cmpuint (pyro_session_get_n_waiting (session), ==, 1);
  g_assert_cmpuint (pyro_session_get_n_abandoned (session), ==, 1);

  put_frame (session, PYRO_FRAME_RESULT, 1, "late");
  assert_events (session, "dropped");
  g_assert_cmpuint (pyro_session_get_n_abandoned (session), ==, 0);
  put_frame (session, PYRO_FRAME_RESULT, 2, "b");
  assert_events (session, "reply 2=b");
}

/* Half a message has to be finished, or the stream is of no use. */
static void
test_withdraw_half_written (void)
{
  for (guint written = 0; written <= 44; written++)
    {
      g_autoptr(PyroSession) session = new_open ();
      guint first = send_call (session);
      guint second = send_call (session);

      if (written > 0)
        pyro_session_wrote (session, written);
      g_assert_cmpint (pyro_session_withdraw (session, first), ==, written == 0);
      g_assert_cmpuint (pyro_session_get_n_abandoned (session), ==, written == 0 ? 0 : 1);

      {
        g_autoptr(GByteArray) rest = peek_output (session);

        g_assert_cmpuint (rest->len, ==, written == 0 ? 44 : 88 - written);
        pyro_session_wrote (session, rest->len);
      }
      if (written > 0)
        put_frame (session, PYRO_FRAME_RESULT, 1, "late");
      put_frame (session, PYRO_FRAME_RESULT, 2, "b");
      assert_events (session, written > 0 ? "dropped reply 2=b" : "reply 2=b");
      g_assert_false (pyro_session_withdraw (session, second)); /* answered */
      g_assert_cmpuint (pyro_session_get_n_waiting (session), ==, 0);
    }
}

static void
test_withdraw_oneway (void)
{
  g_autoptr(PyroSession) session = new_open ();
  guint first = send_frame (session, PYRO_FRAME_INVOKE, PYRO_FRAME_FLAG_ONEWAY);
  guint second = send_frame (session, PYRO_FRAME_INVOKE, PYRO_FRAME_FLAG_ONEWAY);

  pyro_session_wrote (session, 1);
  g_assert_false (pyro_session_withdraw (session, first));
  g_assert_true (pyro_session_withdraw (session, second));
  g_assert_cmpuint (pyro_session_get_n_abandoned (session), ==, 1);
  pyro_session_wrote (session, 43);
  g_assert_cmpuint (pyro_session_get_n_abandoned (session), ==, 0);
  assert_events (session, "");
}

static void
test_withdraw_before_welcome (void)
{
  g_autoptr(PyroSession) session = new_greeting ();
  guint token = send_call (session);

  g_assert_true (pyro_session_withdraw (session, token));
  assert_drains (session, "1:0");
  put_frame (session, PYRO_FRAME_CONNECT_OK, 0, "welcome");
  assert_events (session, "welcome");
  assert_drains (session, "");
}

/* ---- Numbers ---- */

static void
one_call (PyroSession *session,
          guint16      seq)
{
  g_autofree char *call = g_strdup_printf ("4:%u", seq);
  g_autofree char *reply = g_strdup_printf ("reply %u=x", send_call (session));

  assert_drains (session, call);
  put_frame (session, PYRO_FRAME_RESULT, seq, "x");
  assert_events (session, reply);
}

static void
test_wrap (void)
{
  g_autoptr(PyroSession) session = new_open ();

  for (guint i = 1; i <= 66000; i++)
    one_call (session, (guint16) (i & 0xffff));
}

/* A call that hangs keeps its number, however many others go by: oneway calls need no answer. */
static void
test_wrap_around_one (void)
{
  g_autoptr(PyroSession) session = new_open ();
  g_autofree char *expected = NULL;
  guint hanging;

  for (guint i = 1; i <= 4; i++)
    one_call (session, (guint16) i);
  hanging = send_call (session);
  assert_drains (session, "4:5");
  for (guint i = 0; i < 65535; i++)
    {
      g_autofree char *sent = NULL;
      g_autofree char *call = NULL;

      send_frame (session, PYRO_FRAME_INVOKE, PYRO_FRAME_FLAG_ONEWAY);
      call = drain (session, G_MAXSIZE);
      sent = take_events (session);
      g_assert_cmpstr (call, !=, "4:5");
      g_assert_true (g_str_has_prefix (sent, "sent "));
    }

  put_frame (session, PYRO_FRAME_RESULT, 5, "at last");
  expected = g_strdup_printf ("reply %u=at last", hanging);
  assert_events (session, expected);
}

static void
test_too_many (void)
{
  g_autoptr(PyroSession) session = new_open ();
  g_autoptr(PyroFrame) frame = new_frame (PYRO_FRAME_INVOKE, 0, SERPENT, "call");
  g_autoptr(GError) error = NULL;
  guint first = 0;

  for (guint i = 0; i < PYRO_MAX_IN_FLIGHT; i++)
    {
      guint token = send_call (session);

      if (i == 0)
        first = token;
    }
  g_assert_cmpuint (pyro_session_send (session, frame, &error), ==, 0);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "32767 calls wait for their answers already");
  g_assert_cmpuint (pyro_session_get_n_waiting (session), ==, PYRO_MAX_IN_FLIGHT);

  g_assert_true (pyro_session_withdraw (session, first));
  send_call (session);
}

static void
test_too_large (void)
{
  g_autoptr(PyroFrame) hello = new_frame (PYRO_FRAME_CONNECT, 0, SERPENT, "hello");
  g_autoptr(PyroSession) session = pyro_session_new (hello, 100);
  g_autofree char *payload = g_strnfill (101, 'x');

  assert_drains (session, "1:0");
  put_frame (session, PYRO_FRAME_CONNECT_OK, 0, payload);
  assert_broken (session, PYRO_ERROR_TOO_LARGE,
                 "The peer announced a message of 101 bytes, over the limit of 100");
}

/* ---- The end ---- */

static void
assert_ended (PyroSession *session,
              const char  *message)
{
  g_autoptr(GError) error = pyro_session_ended (session);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_ended (void)
{
  g_autoptr(PyroSession) session = new_greeting ();

  assert_ended (session, "The peer closed the connection without an answer to the handshake");
  assert_drains (session, "1:0");
  assert_ended (session, "The peer closed the connection without an answer to the handshake");
  put (session, (const guint8 *) "PYRO", 4);
  assert_ended (session, "The peer closed the connection in the middle of a message");

  {
    g_autoptr(PyroSession) open = new_open ();

    assert_ended (open, "The peer closed the connection");
    put (open, (const guint8 *) "P", 1);
    assert_ended (open, "The peer closed the connection in the middle of a message");
  }
}

/* What is left in a session goes with it; LeakSanitizer looks. */
static void
test_free_full (void)
{
  g_autoptr(PyroSession) session = new_open ();

  send_call (session);
  assert_drains (session, "4:1");
  send_call (session);
  pyro_session_wrote (session, 3);
  send_call (session);
  put_frame (session, PYRO_FRAME_RESULT, 1, "never taken");
  put (session, (const guint8 *) "PYRO", 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/greeting", test_greeting);
  g_test_add_func ("/session/no-greeting", test_no_greeting);
  g_test_add_func ("/session/refusal", test_refusal);
  g_test_add_func ("/session/bad-welcome", test_bad_welcome);
  g_test_add_func ("/session/bad-replies", test_bad_replies);
  g_test_add_func ("/session/unasked", test_unasked);
  g_test_add_func ("/session/good-before-bad", test_good_before_bad);
  g_test_add_func ("/session/every-cut", test_every_cut);
  g_test_add_func ("/session/oneway", test_oneway);
  g_test_add_func ("/session/withdraw/unsent", test_withdraw_unsent);
  g_test_add_func ("/session/withdraw/written", test_withdraw_written);
  g_test_add_func ("/session/withdraw/half-written", test_withdraw_half_written);
  g_test_add_func ("/session/withdraw/oneway", test_withdraw_oneway);
  g_test_add_func ("/session/withdraw/before-welcome", test_withdraw_before_welcome);
  g_test_add_func ("/session/wrap", test_wrap);
  g_test_add_func ("/session/wrap-around-one", test_wrap_around_one);
  g_test_add_func ("/session/too-many", test_too_many);
  g_test_add_func ("/session/too-large", test_too_large);
  g_test_add_func ("/session/ended", test_ended);
  g_test_add_func ("/session/free-full", test_free_full);

  return g_test_run ();
}
