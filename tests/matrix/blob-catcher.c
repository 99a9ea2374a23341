/* tests/matrix/blob-catcher.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/matrix/blob-catcher.h"

#include "core/limits.h"
#include "core/value/literal.h"
#include "core/wire/parser.h"

struct _BlobCatcher
{
  GSocketListener *listener;
  guint16          port;
  GThread         *thread;
};

/* Lists are what Pyro4 has there, and what Pyro5 takes as well. */
#define WELCOME "{'handshake': 'hello', 'meta': {'methods': ['take'], 'oneway': [], 'attrs': []}}"

static PyroFrame *
read_frame (GInputStream *input,
            PyroParser   *parser)
{
  PyroFrame *frame = NULL;
  PyroParseResult result;

  while ((result = pyro_parser_next (parser, &frame, NULL, NULL)) == PYRO_PARSE_NEED_MORE)
    {
      gsize room;
      guint8 *into = pyro_parser_reserve (parser, &room);
      gssize n = g_input_stream_read (input, into, room, NULL, NULL);

      g_assert_cmpint (n, >, 0);
      pyro_parser_commit (parser, (gsize) n);
    }
  g_assert_cmpint (result, ==, PYRO_PARSE_FRAME);

  return frame;
}

static void
answer (GOutputStream *output,
        PyroFrame     *question,
        PyroFrameType  type,
        const char    *literal)
{
  const PyroGeneration *generation = pyro_frame_get_generation (question);
  guint16 serializer = pyro_frame_get_serializer_id (question);
  g_autoptr(PyroValue) value = pyro_literal_parse (literal, -1, NULL, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) payload = pyro_codec_encode (pyro_generation_find_codec (generation, serializer), value, &error);
  g_autoptr(PyroFrame) frame = NULL;
  g_autoptr(GBytes) wire = NULL;

  g_assert_no_error (error);
  frame = pyro_frame_new (generation, type,
                          pyro_frame_get_flags (question) & PYRO_FRAME_FLAG_META_ON_CONNECT, serializer, NULL, NULL,
                          payload);
  wire = pyro_frame_encode (frame, pyro_frame_get_seq (question), NULL);
  g_assert_true (g_output_stream_write_all (output, g_bytes_get_data (wire, NULL), g_bytes_get_size (wire), NULL,
                                            NULL, NULL));
}

static gpointer
catch (gpointer data)
{
  BlobCatcher *self = data;
  g_autoptr(GSocketConnection) connection = g_socket_listener_accept (self->listener, NULL, NULL, NULL);
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr(PyroParser) parser = pyro_parser_new (PYRO_MAX_MESSAGE_SIZE);
  g_autoptr(PyroFrame) hello = read_frame (input, parser);
  g_autoptr(PyroFrame) invocation = NULL;
  g_autoptr(GError) error = NULL;
  PyroBlob *blob;

  answer (output, hello, PYRO_FRAME_CONNECT_OK, WELCOME);
  invocation = read_frame (input, parser);
  blob = pyro_blob_new_from_frame (invocation, &error);
  g_assert_no_error (error);
  answer (output, invocation, PYRO_FRAME_RESULT, "'caught'");

  return blob;
}

BlobCatcher *
blob_catcher_new (void)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr(GSocketAddress) bound = NULL;
  g_autoptr(GError) error = NULL;
  BlobCatcher *self = g_new0 (BlobCatcher, 1);

  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &bound,
                                 &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  self->thread = g_thread_new ("catch", catch, self);

  return self;
}

guint16
blob_catcher_get_port (BlobCatcher *self)
{
  return self->port;
}

/* Frees the catcher. Returns: (transfer full): what it got */
PyroBlob *
blob_catcher_finish (BlobCatcher *self)
{
  PyroBlob *blob = g_thread_join (self->thread);

  g_object_unref (self->listener);
  g_free (self);

  return blob;
}
