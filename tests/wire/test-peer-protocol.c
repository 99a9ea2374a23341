/* tests/wire/test-peer-protocol.c - what Python's Pyro thinks of our messages, and we of its
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/codec/deflate.h"
#include "core/limits.h"
#include "core/wire/parser.h"
#include "tests/python-peer.h"

#define N_FRAMES 400

/* The payload before it may have been compressed, as it is compared. */
typedef struct
{
  PyroFrame *frame;
  GBytes    *plain;
  guint16    seq;
} Sample;

static GBytes *
random_bytes (GRand *rand,
              gsize  size)
{
  guint8 *data = g_malloc (size);
  guint8 alphabet = (guint8) g_rand_int_range (rand, 1, 256); /* some can be compressed well, some badly */

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (g_rand_int (rand) % alphabet);

  return g_bytes_new_take (data, size);
}

static gsize
random_size (GRand *rand)
{
  switch (g_rand_int_range (rand, 0, 10))
    {
    case 0:
      return 0;
    case 1:
      return (gsize) g_rand_int_range (rand, 32000, 33500); /* about where a message counts as large */
    case 2:
      return (gsize) g_rand_int_range (rand, 60000, 300000);
    default:
      return (gsize) g_rand_int_range (rand, 1, 400);
    }
}

static PyroAnnotations *
random_annotations (GRand *rand)
{
  PyroAnnotations *annotations = pyro_annotations_new ();

  for (gint32 n = g_rand_int_range (rand, 0, 4); n > 0; n--)
    {
      g_autoptr(PyroAnnotations) old = annotations;
      g_autofree char *id = g_strdup_printf ("%c%03u", g_rand_int_range (rand, ' ', '~'), g_rand_int_range (rand, 0, 5));
      g_autoptr(GBytes) data = random_bytes (rand, (gsize) g_rand_int_range (rand, 0, 50));

      annotations = pyro_annotations_with (old, id, data, NULL);
    }

  return annotations;
}

/* Every third message is signed, where that can be. */
static GBytes *
new_key (const PyroGeneration *generation,
         guint16               seq)
{
  return pyro_generation_has_hmac (generation) && seq % 3 == 0 ? g_bytes_new_static ("secret", 6) : NULL;
}

static void
sample_init (Sample               *self,
             const PyroGeneration *generation,
             GRand                *rand)
{
  static const PyroFrameFlags kinds[] = {
    PYRO_FRAME_FLAG_NONE, PYRO_FRAME_FLAG_EXCEPTION, PYRO_FRAME_FLAG_ONEWAY, PYRO_FRAME_FLAG_BATCH,
    PYRO_FRAME_FLAG_EXCEPTION | PYRO_FRAME_FLAG_ITEM_STREAM, PYRO_FRAME_FLAG_KEEP_SERIALIZED,
  };
  gint32 n_serializers = generation == pyro_generation_get_pyro4 () ? 65536 : 256;
  g_autoptr(GBytes) key = NULL;
  PyroFrameFlags flags = kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))];
  g_autoptr(PyroAnnotations) annotations = random_annotations (rand);
  g_autoptr(GBytes) id = random_bytes (rand, PYRO_CORRELATION_SIZE);
  g_autoptr(GBytes) payload = NULL;

  self->seq = (guint16) g_rand_int_range (rand, 0, 65536);
  self->plain = random_bytes (rand, random_size (rand));
  payload = g_bytes_ref (self->plain);
  if (g_rand_boolean (rand) && g_bytes_get_size (payload) > 0)
    {
      flags |= PYRO_FRAME_FLAG_COMPRESSED;
      g_bytes_unref (payload);
      payload = pyro_deflate (self->plain, g_rand_int_range (rand, 1, 10), NULL);
    }

  self->frame = pyro_frame_new (generation,
                                (PyroFrameType) g_rand_int_range (rand, PYRO_FRAME_CONNECT, PYRO_FRAME_PING + 1),
                                flags, (guint16) g_rand_int_range (rand, 0, n_serializers),
                                g_rand_boolean (rand) ? g_bytes_get_data (id, NULL) : NULL,
                                annotations, payload);
  key = new_key (generation, self->seq);
  if (key != NULL)
    {
      g_autoptr(PyroFrame) plain = g_steal_pointer (&self->frame);

      self->frame = pyro_frame_with_hmac (plain, key);
    }
}

static void
sample_clear (Sample *self)
{
  pyro_frame_unref (self->frame);
  g_bytes_unref (self->plain);
}

static void
send (PythonPeer *peer,
      Sample     *sample)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) wire = pyro_frame_encode (sample->frame, sample->seq, &error);

  g_assert_no_error (error);
  python_peer_write (peer, g_bytes_get_data (wire, NULL), g_bytes_get_size (wire));
}

/* Reads as a transport does, into the parser's own room. */
static PyroFrame *
receive (PythonPeer *peer,
         PyroParser *parser)
{
  PyroFrame *frame = NULL;
  PyroParseResult result;
  g_autoptr(GError) error = NULL;

  while ((result = pyro_parser_next (parser, &frame, NULL, &error)) == PYRO_PARSE_NEED_MORE)
    {
      gsize room;
      guint8 *into = pyro_parser_reserve (parser, &room);
      gssize n = g_input_stream_read (G_INPUT_STREAM (peer->lines), into, room, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (n, >, 0);
      pyro_parser_commit (parser, (gsize) n);
    }
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, PYRO_PARSE_FRAME);

  return frame;
}

static void
assert_answer (PyroFrame *answer,
               Sample    *sample)
{
  const guint8 *id = pyro_frame_get_correlation (answer);
  const guint8 *wanted_id = pyro_frame_get_correlation (sample->frame);
  gboolean compressed = (pyro_frame_get_flags (answer) & PYRO_FRAME_FLAG_COMPRESSED) != 0;
  g_autoptr(GBytes) key = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) plain = pyro_frame_dup_plain_payload (answer, &error);

  g_assert_no_error (error);
  g_assert_cmpint (pyro_frame_get_frame_type (answer), ==, pyro_frame_get_frame_type (sample->frame));
  g_assert_cmphex (pyro_frame_get_flags (answer) & ~PYRO_FRAME_FLAG_COMPRESSED, ==,
                   pyro_frame_get_flags (sample->frame) & ~PYRO_FRAME_FLAG_COMPRESSED);
  if (pyro_frame_get_generation (answer) == pyro_generation_get_pyro5 ())
    g_assert_cmpint (compressed, ==, sample->seq % 2 == 1 && g_bytes_get_size (sample->plain) > 100);
  else if (compressed) /* Pyro4 does it only when it is worth it */
    g_assert_true (sample->seq % 2 == 1 && g_bytes_get_size (sample->plain) >= 200);
  g_assert_cmpuint (pyro_frame_get_seq (answer), ==, sample->seq);
  g_assert_cmpuint (pyro_frame_get_serializer_id (answer), ==, pyro_frame_get_serializer_id (sample->frame));
  g_assert_cmpint (id != NULL, ==, wanted_id != NULL);
  if (id != NULL)
    g_assert_cmpmem (id, PYRO_CORRELATION_SIZE, wanted_id, PYRO_CORRELATION_SIZE);
  g_assert_true (g_bytes_equal (plain, sample->plain));

  key = new_key (pyro_frame_get_generation (answer), sample->seq);
  g_assert_true (pyro_frame_check_hmac (answer, key, &error));
  if (key == NULL) /* else the payload is signed as it is on the wire, where it may have changed */
    g_assert_true (g_bytes_equal (pyro_frame_get_annotations_block (answer),
                                  pyro_frame_get_annotations_block (sample->frame)));
}

static void
test_echo (gconstpointer data)
{
  const PyroGeneration *generation = pyro_generation_find_major (GPOINTER_TO_UINT (data));
  g_autoptr(PythonPeer) peer = python_peer_new ("wire", generation == pyro_generation_get_pyro4 ()
                                                        ? "peer-protocol-4.py" : "peer-protocol.py");
  g_autoptr(PyroParser) parser = pyro_parser_new (PYRO_MAX_MESSAGE_SIZE);
  g_autoptr(GRand) rand = g_rand_new_with_seed (502);
  guint n_compressed = 0;

  if (peer == NULL)
    return;

  for (guint i = 0; i < N_FRAMES; i++)
    {
      Sample sample;
      g_autoptr(PyroFrame) answer = NULL;

      sample_init (&sample, generation, rand);
      send (peer, &sample);
      answer = receive (peer, parser);
      assert_answer (answer, &sample);
      n_compressed += (pyro_frame_get_flags (answer) & PYRO_FRAME_FLAG_COMPRESSED) != 0;
      sample_clear (&sample);
    }
  g_assert_cmpuint (n_compressed, >, N_FRAMES / 10);
  g_assert_true (pyro_parser_is_idle (parser));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/peer-protocol/pyro5", GUINT_TO_POINTER (5), test_echo);
  g_test_add_data_func ("/peer-protocol/pyro4", GUINT_TO_POINTER (4), test_echo);

  return g_test_run ();
}
