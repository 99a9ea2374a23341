/* tests/serve/test-conversation.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/serve/conversation.h"

#include "core/value/repr.h"
#include "core/wire/answer.h"
#include "core/wire/call.h"
#include "core/wire/hello.h"
#include "core/wire/welcome.h"

#define MAX_SIZE (1 << 20)

/* ---- A client ---- */

static void
append_frame (GByteArray *bytes,
              PyroFrame  *frame,
              guint16     seq)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) wire = pyro_frame_encode (frame, seq, &error);

  g_assert_no_error (error);
  g_byte_array_append (bytes, g_bytes_get_data (wire, NULL), (guint) g_bytes_get_size (wire));
}

static void
append_hello (GByteArray           *bytes,
              const PyroGeneration *generation,
              GBytes               *key)
{
  g_autoptr(PyroFrame) frame = pyro_hello_new (generation, pyro_codec_find ("serpent"), "thing", NULL, NULL, NULL,
                                               NULL);
  g_autoptr(PyroFrame) sealed = key != NULL ? pyro_frame_with_hmac (frame, key) : pyro_frame_ref (frame);

  append_frame (bytes, sealed, 3);
}

static void
append_call (GByteArray           *bytes,
             const PyroGeneration *generation,
             const char           *method,
             gboolean              oneway,
             guint16               seq)
{
  g_autoptr(PyroCall) call = pyro_call_new ("thing", method, NULL, NULL);
  g_autoptr(PyroCall) directed = pyro_call_with_oneway (call, oneway);
  g_autoptr(PyroFrame) frame = pyro_call_to_frame (directed, generation, pyro_codec_find ("serpent"), NULL);

  append_frame (bytes, frame, seq);
}

static void
append_ping (GByteArray           *bytes,
             const PyroGeneration *generation,
             guint16               seq)
{
  g_autoptr(PyroFrame) frame = pyro_frame_new (generation, PYRO_FRAME_PING, 0, 42, NULL, NULL, NULL);

  append_frame (bytes, frame, seq);
}

/* A whole conversation, as a client that does not wait sends it; the last call is large. */
static GByteArray *
new_script (const PyroGeneration *generation)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autofree char *large = g_strnfill (100000, 'm');

  append_hello (bytes, generation, NULL);
  append_call (bytes, generation, "one", FALSE, 7);
  append_ping (bytes, generation, 8);
  append_call (bytes, generation, "two", TRUE, 9);
  append_call (bytes, generation, large, FALSE, 65535);
  append_call (bytes, generation, "three", FALSE, 0);

  return bytes;
}

/* ---- A daemon ---- */

/* Answers as a daemon does, and takes notes. */
static void
answer (PyroConversation *conversation,
        PyroFrame        *request,
        GString          *notes)
{
  static const guint8 correlation[PYRO_CORRELATION_SIZE] = { 1, 2, 3 };
  g_autoptr(PyroFrame) frame = NULL;
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(PyroMetadata) metadata = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;

  switch ((int) pyro_frame_get_frame_type (request))
    {
    case PYRO_FRAME_CONNECT:
      value = pyro_value_new_string ("hello");
      metadata = pyro_metadata_new ((const char *[]) { "one", NULL }, NULL, NULL);
      frame = pyro_welcome_new (request, value, metadata, correlation, NULL, &error);
      break;
    case PYRO_FRAME_PING:
      frame = pyro_answer_new_pong (request, correlation, NULL);
      break;
    default:
      call = pyro_call_new_from_frame (request, &error);
      g_assert_no_error (error);
      g_string_append_printf (notes, "%.5s ", pyro_call_get_method (call));
      if (!pyro_call_get_oneway (call))
        {
          value = pyro_value_new_string (pyro_call_get_method (call));
          frame = pyro_answer_new (request, 0, value, correlation, NULL, FALSE, &error);
        }
    }
  g_assert_no_error (error);
  pyro_conversation_answer (conversation, request, frame);
}

/* Takes up to @most bytes of the output. */
static void
write_out (PyroConversation *conversation,
           GByteArray       *output,
           gsize             most)
{
  struct iovec vectors[3];
  guint n = pyro_conversation_output (conversation, vectors, G_N_ELEMENTS (vectors));
  gsize sum = 0;

  for (guint i = 0; i < n && sum < most; i++)
    {
      gsize size = MIN (vectors[i].iov_len, most - sum);

      g_byte_array_append (output, vectors[i].iov_base, (guint) size);
      sum += size;
    }
  pyro_conversation_wrote (conversation, sum);
}

/* Gives the daemon's side the bytes of one read, from a copy that ends where they do, as line.c does it. */
static void
feed (PyroConversation *conversation,
      const guint8     *data,
      gsize             size)
{
  while (size > 0)
    {
      gsize n = size;
      guint8 *direct = pyro_conversation_reserve (conversation, &n);

      n = MIN (n, size);
      if (direct != NULL)
        {
          memcpy (direct, data, n);
          pyro_conversation_received (conversation, n);
        }
      else
        {
          g_autofree guint8 *copy = g_memdup2 (data, n);

          pyro_conversation_feed (conversation, copy, n);
        }
      data += n;
      size -= n;
    }
}

/* Plays the script with @step bytes a read. */
static GByteArray *
play (GByteArray *script,
      gsize       step,
      gsize       write_step,
      GString    *notes)
{
  g_autoptr(PyroConversation) conversation = pyro_conversation_new (FALSE, MAX_SIZE, NULL);
  GByteArray *output = g_byte_array_new ();

  for (gsize at = 0; at < script->len; at += step)
    {
      PyroFrame *request;

      feed (conversation, script->data + at, MIN (step, script->len - at));
      while ((request = pyro_conversation_next (conversation)) != NULL)
        {
          g_assert_null (pyro_conversation_next (conversation)); /* before the last is answered */
          g_assert_true (pyro_conversation_is_busy (conversation));
          answer (conversation, request, notes);
          pyro_frame_unref (request);
          write_out (conversation, output, write_step);
        }
    }
  g_assert_false (pyro_conversation_is_finished (conversation));
  g_assert_false (pyro_conversation_is_partial (conversation));
  g_assert_cmpuint (pyro_conversation_get_n_held (conversation), ==, 0);
  while (pyro_conversation_get_n_unread (conversation) > 0)
    write_out (conversation, output, write_step);

  return output;
}

static void
test_cuts (gconstpointer data)
{
  const PyroGeneration *generation = data;
  g_autoptr(GByteArray) script = new_script (generation);
  g_autoptr(GString) expected_notes = g_string_new (NULL);
  g_autoptr(GByteArray) expected = play (script, script->len, G_MAXSIZE, expected_notes);

  g_assert_cmpstr (expected_notes->str, ==, "one two mmmmm three ");
  for (gsize step = 1; step < script->len; step += step < 300 ? 1 : 997)
    {
      g_autoptr(GString) notes = g_string_new (NULL);
      g_autoptr(GByteArray) output = play (script, step, 1 + step * 7, notes);

      g_assert_cmpstr (notes->str, ==, expected_notes->str);
      g_assert_cmpmem (output->data, output->len, expected->data, expected->len);
    }
}

/* What the client gets, message by message. */
static void
test_answers (gconstpointer data)
{
  const PyroGeneration *generation = data;
  g_autoptr(GByteArray) script = new_script (generation);
  g_autoptr(GString) notes = g_string_new (NULL);
  g_autoptr(GByteArray) output = play (script, script->len, G_MAXSIZE, notes);
  g_autoptr(PyroParser) parser = pyro_parser_new (MAX_SIZE);
  static const guint16 seqs[] = { 3, 7, 8, 65535, 0 };

  pyro_parser_feed (parser, output->data, output->len);
  for (guint i = 0; i < G_N_ELEMENTS (seqs); i++)
    {
      g_autoptr(PyroFrame) frame = NULL;
      g_autoptr(PyroMetadata) metadata = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (pyro_parser_next (parser, &frame, NULL, &error), ==, PYRO_PARSE_FRAME);
      g_assert_no_error (error);
      g_assert_true (pyro_frame_get_generation (frame) == generation);
      g_assert_cmpuint (pyro_frame_get_seq (frame), ==, seqs[i]);
      g_assert_nonnull (pyro_frame_get_correlation (frame));
      if (i > 0)
        continue;
      g_assert_true (pyro_hello_receive (frame, NULL, &metadata, &error));
      g_assert_no_error (error);
      g_assert_true (pyro_metadata_has_method (metadata, "one"));
    }
  g_assert_true (pyro_parser_is_idle (parser));
}

/* ---- Ends ---- */

/* Feeds all of @bytes; answers what comes out. Returns: the payload of a refusal, or NULL for silence */
static char *
play_to_the_end (PyroConversation *conversation,
                 GByteArray       *bytes)
{
  g_autoptr(GByteArray) output = g_byte_array_new ();
  g_autoptr(GString) notes = g_string_new (NULL);
  g_autoptr(PyroParser) parser = pyro_parser_new (MAX_SIZE);
  g_autoptr(PyroFrame) last = NULL;
  g_autoptr(PyroFrame) frame = NULL;
  g_autoptr(PyroValue) reason = NULL;
  PyroFrame *request;

  feed (conversation, bytes->data, bytes->len);
  while ((request = pyro_conversation_next (conversation)) != NULL)
    {
      answer (conversation, request, notes);
      pyro_frame_unref (request);
    }
  g_assert_true (pyro_conversation_is_finished (conversation));
  g_assert_null (pyro_conversation_next (conversation));
  while (pyro_conversation_get_n_unread (conversation) > 0)
    write_out (conversation, output, G_MAXSIZE);
  pyro_parser_feed (parser, output->data, output->len);
  while (pyro_parser_next (parser, &frame, NULL, NULL) == PYRO_PARSE_FRAME)
    {
      g_clear_pointer (&last, pyro_frame_unref);
      last = g_steal_pointer (&frame);
    }
  if (last == NULL || pyro_frame_get_frame_type (last) != PYRO_FRAME_CONNECT_FAIL)
    return NULL;

  reason = pyro_codec_decode (pyro_codec_find ("marshal"), pyro_frame_get_payload (last), NULL);

  return pyro_value_dup_utf8 (reason);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *bytes;
    gsize       size;
    const char *reason;
  } cases[] = {
    { "GET / HTTP/1.1\r\n", 16, "invalid data" },
    { "X", 1, "invalid data" },
    { "PYRO\0\5", 6, "invalid protocol version: 5" },
    { "PYRO\1\xf7", 6, "invalid protocol version: 503" },
    { "PYRO\1\xf6\1\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 40,
      "invalid message or protocol version" },
    { "PYRO\1\xf6\4\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x4d\xc5", 40,
      "invalid msg type 4 received (expected: 1)" },
    { "PYRO\1\xf6\7\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x4d\xc5", 40,
      "invalid msg type 7 received (expected: 1)" },
    { "PYRO\1\xf6\1\1\0\0\0\0\xff\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x4d\xc5", 40,
      "message too large (4294967296, max=1048576)" },
    { "PYRO\0\x30\0\1\0\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0", 24, "header checksum mismatch" },
    { "PYRO\0\x30\0\4\0\0\0\0\0\0\0\0\0\1\0\0\0\0\x35\x1e", 24, "invalid msg type 4 received" },
    { "PYRO\0\x30\0\1\0\0\0\0\x10\0\0\0\0\1\0\0\0\0\x35\x1b", 24, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PyroConversation) conversation = pyro_conversation_new (FALSE, MAX_SIZE, NULL);
      g_autoptr(GByteArray) bytes = g_byte_array_new ();
      g_autofree char *reason = NULL;

      g_byte_array_append (bytes, (const guint8 *) cases[i].bytes, (guint) cases[i].size);
      reason = play_to_the_end (conversation, bytes);
      g_assert_cmpstr (reason, ==, cases[i].reason);
      g_assert_false (pyro_conversation_is_open (conversation));
    }
}

/* After the handshake nothing is said to those who say what they must not. */
static void
test_offences (gconstpointer data)
{
  const PyroGeneration *generation = data;
  const PyroGeneration *other = generation == pyro_generation_get_pyro5 () ? pyro_generation_get_pyro4 ()
                                                                           : pyro_generation_get_pyro5 ();

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr(PyroConversation) conversation = pyro_conversation_new (FALSE, MAX_SIZE, NULL);
      g_autoptr(GByteArray) bytes = g_byte_array_new ();
      g_autofree char *reason = NULL;

      append_hello (bytes, generation, NULL);
      if (i == 0)
        append_hello (bytes, generation, NULL);
      else if (i == 1)
        append_ping (bytes, other, 1);
      else if (i == 2)
        g_byte_array_append (bytes, (const guint8 *) "garbage", 7);
      else
        g_byte_array_append (bytes, (const guint8 *) "PYRO\0\5", 6);
      reason = play_to_the_end (conversation, bytes);
      g_assert_null (reason);
      g_assert_true (pyro_conversation_is_open (conversation));
    }
}

static void
test_signatures (void)
{
  g_autoptr(GBytes) key = g_bytes_new_static ("key", 3);
  g_autoptr(GBytes) other = g_bytes_new_static ("other", 5);
  const struct
  {
    GBytes     *daemon;
    GBytes     *client;
    const char *reason;
  } cases[] = {
    { key, other, "message hmac mismatch" },
    { key, NULL, "hmac key config not symmetric" },
    { NULL, key, "hmac key config not symmetric" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PyroConversation) conversation = pyro_conversation_new (FALSE, MAX_SIZE, cases[i].daemon);
      g_autoptr(GByteArray) bytes = g_byte_array_new ();
      g_autofree char *reason = NULL;

      append_hello (bytes, pyro_generation_get_pyro4 (), cases[i].client);
      reason = play_to_the_end (conversation, bytes);
      g_assert_cmpstr (reason, ==, cases[i].reason);
    }
}

/* An answer that is larger than a message may be ends the conversation. */
static void
test_too_large (void)
{
  const PyroGeneration *generation = pyro_generation_get_pyro5 ();
  g_autoptr(PyroConversation) conversation = pyro_conversation_new (FALSE, 500, NULL);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GString) notes = g_string_new (NULL);
  g_autoptr(PyroFrame) hello = NULL;
  g_autoptr(PyroFrame) request = NULL;
  g_autoptr(PyroFrame) frame = NULL;
  g_autoptr(GBytes) payload = g_bytes_new_take (g_malloc0 (501), 501);
  gsize n_unread;

  append_hello (bytes, generation, NULL);
  append_call (bytes, generation, "one", FALSE, 1);
  feed (conversation, bytes->data, bytes->len);
  hello = pyro_conversation_next (conversation);
  answer (conversation, hello, notes);
  n_unread = pyro_conversation_get_n_unread (conversation);
  request = pyro_conversation_next (conversation);
  frame = pyro_frame_new (generation, PYRO_FRAME_RESULT, 0, 1, NULL, NULL, payload);
  pyro_conversation_answer (conversation, request, frame);
  g_assert_true (pyro_conversation_is_finished (conversation));
  g_assert_cmpuint (pyro_conversation_get_n_unread (conversation), ==, n_unread);
}

/* Two ends of a pair need no handshake. */
static void
test_greeted (void)
{
  const PyroGeneration *generation = pyro_generation_get_pyro5 ();
  g_autoptr(PyroConversation) conversation = pyro_conversation_new (TRUE, MAX_SIZE, NULL);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(PyroFrame) request = NULL;

  g_assert_null (pyro_conversation_get_generation (conversation));
  append_call (bytes, generation, "one", FALSE, 1);
  feed (conversation, bytes->data, bytes->len);
  request = pyro_conversation_next (conversation);
  g_assert_nonnull (request);
  g_assert_true (pyro_conversation_get_generation (conversation) == generation);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (const PyroGeneration *const *g = pyro_generation_list (); *g != NULL; g++)
    {
      g_autofree char *cuts = g_strconcat ("/conversation/cuts/", pyro_generation_get_name (*g), NULL);
      g_autofree char *answers = g_strconcat ("/conversation/answers/", pyro_generation_get_name (*g), NULL);
      g_autofree char *offences = g_strconcat ("/conversation/offences/", pyro_generation_get_name (*g), NULL);

      g_test_add_data_func (cuts, *g, test_cuts);
      g_test_add_data_func (answers, *g, test_answers);
      g_test_add_data_func (offences, *g, test_offences);
    }
  g_test_add_func ("/conversation/refusals", test_refusals);
  g_test_add_func ("/conversation/signatures", test_signatures);
  g_test_add_func ("/conversation/too-large", test_too_large);
  g_test_add_func ("/conversation/greeted", test_greeted);

  return g_test_run ();
}
