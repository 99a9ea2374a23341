/* tests/examples/rows-transfer.c - examples of much data: in a call, item by item, beside the payload, unopened
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "rows.h"

#include <string.h>

#include "core/codec/serpent.h"
#include "core/value/builder.h"
#include "core/value/literal.h"
#include "core/wire/blob.h"

#define MEBIBYTE (1024 * 1024)

/* How many octets there are, whichever way the serializer carries them; each is @octet. */
static gsize
count_octets (PyroValue *value,
              guint8     octet)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = pyro_serpent_dup_bytes (value, &error);
  gsize size;
  const guint8 *data;

  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &size);
  for (gsize i = 0; i < size; i++)
    if (data[i] != octet)
      g_error ("octet %" G_GSIZE_FORMAT " is %u", i, data[i]);

  return size;
}

/* Takes all of a stream of octets. */
static gsize
drain (Stage          *stage,
       PyroItemStream *items,
       guint8          octet)
{
  PyroValue *chunk;
  gsize total = 0;

  while ((chunk = next_item (stage, items)) != NULL)
    {
      total += count_octets (chunk, octet);
      pyro_value_unref (chunk);
    }

  return total;
}

static void
transfer (Stage         *stage,
          PyroProxy     *object,
          PyroValueKind  kind)
{
  const gsize size = 5 * MEBIBYTE;
  g_autofree char *letters = g_malloc (size);
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) args = NULL;
  g_autoptr(PyroCall) call = NULL;

  memset (letters, 'x', size);
  g_assert_true (pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL));
  if (kind == PYRO_VALUE_STR)
    pyro_builder_add_string (builder, letters, (gssize) size);
  else
    pyro_builder_add_bytes (builder, letters, size);
  g_assert_true (pyro_builder_close (builder, NULL));
  args = pyro_builder_end (builder, NULL);
  call = pyro_call_new ("example.hugetransfer", "transfer", args, NULL);
  for (int i = 0; i < 10; i++)
    {
      g_autoptr(PyroReply) reply = send_call (stage, object, call);
      g_autoptr(PyroValue) length = pyro_reply_decode (reply, NULL);

      expect_value (length, "5242880");
    }
}

static void
play_hugetransfer (Stage *stage)
{
  PyroProxy *object = stage_serve_uri (stage, "server.py", "example.hugetransfer");
  g_autoptr(PyroItemStream) chunks = NULL;

  transfer (stage, object, PYRO_VALUE_STR);
  transfer (stage, object, PYRO_VALUE_BYTES);
  program_await_count (stage->programs->pdata[0], "received 5242880 bytes", 20);
  chunks = open_items (stage, object, "download_chunks", "52428800");
  g_assert_cmpuint (drain (stage, chunks, 0), ==, 50 * MEBIBYTE);
}

/* As zlib has it. */
static guint32
compute_crc (const guint8 *data,
             gsize         size)
{
  static guint32 table[256];
  guint32 crc = G_MAXUINT32;

  if (table[1] == 0)
    for (guint32 i = 0; i < G_N_ELEMENTS (table); i++)
      {
        table[i] = i;
        for (int bit = 0; bit < 8; bit++)
          table[i] = table[i] >> 1 ^ ((table[i] & 1) != 0 ? 0xedb88320 : 0);
      }
  for (gsize i = 0; i < size; i++)
    crc = crc >> 8 ^ table[(crc ^ data[i]) & 0xff];

  return ~crc;
}

/* A file that comes in the annotations of the items, which are places in it and checksums. */
static void
take_annotations (Stage     *stage,
                  PyroProxy *server,
                  gboolean   checksum)
{
  g_autoptr(PyroItemStream) items = open_items (stage, server, "annotation_stream", checksum ? "True" : "False");
  PyroValue *item;
  gint64 total = 0;

  while ((item = next_item (stage, items)) != NULL)
    {
      GBytes *chunk = pyro_annotations_lookup (pyro_item_stream_get_annotations (items), "FDAT");
      gint64 sum = get_int (pyro_value_get_item (item, 1));
      gsize size;
      const guint8 *data = g_bytes_get_data (chunk, &size);

      g_assert_cmpint (sum, ==, checksum ? (gint64) compute_crc (data, size) : 0);
      total += (gint64) size;
      g_assert_cmpint (get_int (pyro_value_get_item (item, 0)), ==, total);
      pyro_value_unref (item);
    }
  g_assert_cmpint (total, ==, 5000 * 11000);
}

/* Says the name of a file on a socket of its own, and gets the file. */
static gsize
download (const char *host,
          guint16     port,
          const char *file)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketConnection) connection = g_socket_client_connect_to_host (client, host, port, NULL, &error);
  g_autofree char *buffer = g_malloc (60000);
  gsize total = 0;
  gssize size;

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), file, strlen (file), NULL,
                             NULL, &error);
  g_assert_no_error (error);
  while ((size = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, 60000, NULL,
                                      &error)) > 0)
    total += (gsize) size;
  g_assert_no_error (error);

  return total;
}

static void
take_by_socket (Stage      *stage,
                PyroProxy  *server,
                const char *method)
{
  g_autoptr(PyroValue) answer = fetch (stage, server, method, "41943040");
  PyroValue *place = pyro_value_get_item (answer, 1);
  gint64 port = get_int (pyro_value_get_item (place, 1));

  g_assert_cmpuint (download (pyro_value_get_string (pyro_value_get_item (place, 0), NULL), (guint16) port,
                              pyro_value_get_string (pyro_value_get_item (answer, 0), NULL)), ==, 40 * MEBIBYTE);
}

static void
play_filetransfer (Stage *stage)
{
  PyroProxy *server = stage_serve_uri (stage, "server.py", "example.filetransfer");

  for (int i = 0; i < 2; i++)
    {
      g_autoptr(PyroValue) data = fetch (stage, server, "get_with_pyro", "10485760");
      g_autoptr(PyroItemStream) chunks = open_items (stage, server, "iterator", "10485760");

      g_assert_cmpuint (count_octets (data, 'x'), ==, 10 * MEBIBYTE);
      g_assert_cmpuint (drain (stage, chunks, 'x'), ==, 10 * MEBIBYTE);
    }
  take_annotations (stage, server, FALSE);
  take_annotations (stage, server, TRUE);
  take_by_socket (stage, server, "prepare_file_blob");
  take_by_socket (stage, server, "prepare_memory_blob");
}

/* The dispatcher passes on what it does not open; Python's own listener does. */
static void
play_blob_dispatch (Stage *stage)
{
  PyroProxy *dispatcher;
  Program *listener;
  const char *const topics[] = { "weather", "sports" };

  stage_serve (stage, "dispatcher/dispatcher.py", NULL);
  listener = stage_run (stage, "listeners/main.py", topics[0], NULL);
  g_free (program_await (listener, "Listener for topic weather waiting for data"));
  stage_await (stage, "New listener for topic weather registered");
  dispatcher = stage_lookup (stage, "example.blobdispatcher");
  for (gsize i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      g_autoptr(PyroValue) info = pyro_value_new_string (topics[i]);
      g_autoptr(PyroValue) data
        = pyro_literal_parse ("{'__class__': 'blobdispatch.CustomData', 'a': 42, 'b': 'hello world', "
                              "'c': '2026-01-02T03:04:05.678901'}", -1, NULL, NULL);
      g_autoptr(PyroBlob) blob = pyro_blob_new (info, data);
      g_autoptr(PyroCall) one
        = pyro_call_new_blob (pyro_uri_get_object (pyro_proxy_get_uri (dispatcher)), "process_blob", blob);
      g_autoptr(PyroReply) reply = send_call (stage, dispatcher, one);
      g_autoptr(PyroValue) processed = pyro_reply_decode (reply, NULL);

      expect_value (processed, "None");
    }
  g_free (program_await (listener, "a=42, b=hello world, c=2026-01-02T03:04:05\\.678901"));
  program_await_count (listener, "Received custom data", 1);
  stage_await (stage, "Dispatching blob with name: sports");
}

const Row transfer_rows[] = {
  { "blob-dispatch", "blob-dispatch", play_blob_dispatch },
  { "filetransfer", "filetransfer", play_filetransfer, TRUE },
  { "hugetransfer", "hugetransfer", play_hugetransfer, TRUE },
  { NULL, NULL, NULL }
};
