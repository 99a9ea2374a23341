/* tests/codec/round-trip.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/codec/round-trip.h"

#include <math.h>

/* Values that the peer is asked about at once. */
#define N_AT_ONCE 500

static void
assert_refusal (const PyroCodec *codec,
                const GError    *error)
{
  g_autofree char *start = g_strconcat (pyro_codec_get_name (codec), " cannot carry ", NULL);

  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_assert_true (g_str_has_prefix (error->message, start));
}

static void
check_from_python (const PyroCodec *codec,
                   PyroValue       *value,
                   const char      *payload_hex,
                   const char      *expected_hex,
                   const char      *arrives)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) payload = from_hex (payload_hex);
  g_autoptr(GBytes) ours = pyro_codec_encode (codec, value, &error);
  g_autoptr(PyroValue) back = NULL;
  g_autoptr(PyroValue) ours_back = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  hex = to_hex (ours);
  g_assert_cmpstr (hex, ==, expected_hex);

  back = pyro_codec_decode (codec, payload, &error);
  g_assert_no_error (error);
  text = canonical (back);
  g_assert_cmpstr (text, ==, arrives);

  /* how a value will arrive */
  ours_back = pyro_codec_decode (codec, ours, &error);
  g_assert_no_error (error);
  g_free (text);
  text = canonical (ours_back);
  g_assert_cmpstr (text, ==, arrives);
}

/* Values that Python makes are read as it reads them, and written as it writes them, or refused as it
 * refuses them. Returns how many were carried although Python refused them: lone surrogates, which its
 * json reads and cannot write. */
guint
round_trip_from_python (const PyroCodec *codec,
                        guint            pyro,
                        guint            n_tries)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-serializers.py");
  guint n_carried = 0, n_refused = 0, n_ours = 0;

  if (peer == NULL)
    return 0;
  python_peer_ask (peer, "make %u %s %u %u", pyro, pyro_codec_get_name (codec), pyro, n_tries);
  for (guint i = 0; i < n_tries; i++)
    {
      g_autofree char *made = python_peer_read (peer, NULL);
      g_autofree char *payload = python_peer_read (peer, NULL);
      g_autofree char *expected = python_peer_read (peer, NULL);
      g_autofree char *arrives = python_peer_read (peer, NULL);
      g_autoptr(PyroValue) value = parse (made);
      g_autoptr(GBytes) ours = NULL;
      g_autoptr(GError) error = NULL;

      if (!g_str_equal (payload, "refused"))
        {
          check_from_python (codec, value, payload, expected, arrives);
          n_carried++;
          continue;
        }
      ours = pyro_codec_encode (codec, value, &error);
      if (ours == NULL)
        assert_refusal (codec, error);
      else
        g_assert_nonnull (strstr (made, "\\ud"));
      n_ours += ours != NULL;
      n_refused += ours == NULL;
    }
  g_test_message ("Pyro%u: %u values carried, %u refused, %u that only Python refuses", pyro, n_carried, n_refused,
                  n_ours);
  g_assert_cmpuint (n_carried, >=, N_ROUND_TRIPS);

  return n_ours;
}

static double
random_double (GRand *rand)
{
  static const double numbers[] = { 0.0, -0.0, 1.5, 1e300, 5e-324, -1e16, NAN, INFINITY, -INFINITY };
  guint64 bits = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
  double number;

  if (g_rand_boolean (rand))
    return numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))];
  memcpy (&number, &bits, sizeof number);

  return number;
}

static void
add_int (GRand       *rand,
         PyroBuilder *builder)
{
  gint64 value = (gint64) ((guint64) g_rand_int (rand) << 32 | g_rand_int (rand));

  if (g_rand_int_range (rand, 0, 4) > 0)
    pyro_builder_add_int (builder, value >> g_rand_int_range (rand, 0, 63));
  else
    add_random_int (rand, builder);
}

/* What json does not carry. */
static void
add_odd (GRand       *rand,
         PyroBuilder *builder)
{
  double real = random_double (rand);
  guint32 word = g_rand_int (rand);

  if (word % 2 == 0)
    pyro_builder_add_complex (builder, real, random_double (rand));
  else
    pyro_builder_add_bytes (builder, &word, word % sizeof word);
}

static void
add_scalar (GRand       *rand,
            PyroBuilder *builder)
{
  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      pyro_builder_add_none (builder);
      break;

    case 1:
      pyro_builder_add_bool (builder, g_rand_boolean (rand));
      break;

    case 2:
    case 3:
      add_int (rand, builder);
      break;

    case 4:
      pyro_builder_add_float (builder, random_double (rand));
      break;

    default:
      add_random_text (rand, builder, TRUE);
    }
}

static void
add_random (GRand       *rand,
            PyroBuilder *builder,
            guint        depth,
            gint32       odd,
            gboolean     is_key)
{
  static const PyroValueKind kinds[] = { PYRO_VALUE_LIST, PYRO_VALUE_TUPLE, PYRO_VALUE_SET, PYRO_VALUE_DICT,
                                         PYRO_VALUE_FROZENSET };
  gint32 kind = g_rand_int_range (rand, 0, 8);
  PyroValueKind container;

  if (odd > 0 && g_rand_int_range (rand, 0, odd) == 0)
    {
      add_odd (rand, builder);
      return;
    }
  if (depth == 0 || kind > 4 || (kind == 4 && odd == 0) || (is_key && (odd == 0 || kind % 3 != 1)))
    {
      add_scalar (rand, builder);
      return;
    }

  container = kinds[kind];
  g_assert_true (pyro_builder_open (builder, container, NULL));
  for (gint32 i = g_rand_int_range (rand, 0, 8); i > 0; i--)
    {
      add_random (rand, builder, depth - 1, odd, is_key || (kind > 1));
      if (container == PYRO_VALUE_DICT)
        add_random (rand, builder, depth - 1, odd, FALSE);
    }
  g_assert_true (pyro_builder_close (builder, NULL));
}

static PyroValue *
make_random (GRand *rand)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(GError) error = NULL;
  PyroValue *value;

  add_random (rand, builder, 3, g_rand_boolean (rand) ? 0 : 200, FALSE);
  value = pyro_builder_end (builder, &error);
  g_assert_no_error (error);

  return value;
}

static void
ask (PythonPeer      *peer,
     const PyroCodec *codec,
     guint            pyro,
     GString         *lines,
     GPtrArray       *expected)
{
  g_autofree char *request = g_strdup_printf ("read %u %s", pyro, pyro_codec_get_name (codec));

  check_answers (peer, request, lines, expected);
  g_string_truncate (lines, 0);
  g_ptr_array_set_size (expected, 0);
}

/* What Python reads of a value that we write is what we read of it. */
void
round_trip_to_python (const PyroCodec *codec,
                      guint            pyro)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-serializers.py");
  g_autoptr(GRand) rand = g_rand_new_with_seed (pyro);
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  guint n_carried = 0, n_refused = 0;

  if (peer == NULL)
    return;
  for (guint i = 0; i < 2 * N_ROUND_TRIPS && n_carried < N_ROUND_TRIPS; i++)
    {
      g_autoptr(PyroValue) value = make_random (rand);
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) payload = pyro_codec_encode (codec, value, &error);
      g_autoptr(PyroValue) back = NULL;
      g_autofree char *hex = NULL;

      if (payload == NULL)
        {
          assert_refusal (codec, error);
          n_refused++;
          continue;
        }
      back = pyro_codec_decode (codec, payload, &error);
      g_assert_no_error (error);
      hex = to_hex (payload);
      g_string_append (lines, hex);
      g_string_append_c (lines, '\n');
      g_ptr_array_add (expected, canonical (back));
      n_carried++;
      if (expected->len == N_AT_ONCE)
        ask (peer, codec, pyro, lines, expected);
    }
  ask (peer, codec, pyro, lines, expected);
  g_test_message ("Pyro%u: %u values carried, %u refused", pyro, n_carried, n_refused);
  g_assert_cmpuint (n_carried, >=, N_ROUND_TRIPS);
}

static const char *const calls[] = {
  "('obj', 'method', [], {})",
  "('Pyro.NameServer', 'list', ['a', None, 1.5], {'return_metadata': True})",
  "('obj_ö', 'm', [{'a': [1, 2]}, 5, 'x'], {'k': {'__class__': 'some.Thing', 'value': 1}})",
};

static void
check_call (PythonPeer      *peer,
            const PyroCodec *codec,
            guint            pyro,
            const char      *text)
{
  const char *name = pyro_codec_get_name (codec);
  g_autoptr(PyroValue) call = parse (text), object = NULL, method = NULL, args = NULL, kwargs = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) ours = pyro_codec_encode_call (codec, pyro_value_get_string (pyro_value_get_item (call, 0), NULL),
                                                   pyro_value_get_string (pyro_value_get_item (call, 1), NULL),
                                                   pyro_value_get_item (call, 2), pyro_value_get_item (call, 3),
                                                   &error);
  g_autofree char *hex = NULL, *read = NULL, *theirs_hex = NULL, *expected = NULL;
  g_autoptr(GBytes) theirs = NULL;

  g_assert_no_error (error);
  hex = to_hex (ours);
  python_peer_ask (peer, "call %u %s", pyro, name);
  python_peer_ask (peer, "%s", hex);
  read = python_peer_read (peer, NULL);
  g_assert_cmpstr (read, ==, text);

  python_peer_ask (peer, "dump-call %u %s", pyro, name);
  python_peer_ask (peer, "%s", text);
  theirs_hex = python_peer_read (peer, NULL);
  expected = python_peer_read (peer, NULL);
  g_assert_cmpstr (hex, ==, expected);
  theirs = from_hex (theirs_hex);
  g_assert_true (pyro_codec_decode_call (codec, theirs, &object, &method, &args, &kwargs, &error));
  g_assert_no_error (error);
  g_assert_true (pyro_value_identical (object, pyro_value_get_item (call, 0)));
  g_assert_true (pyro_value_identical (method, pyro_value_get_item (call, 1)));
  g_assert_true (pyro_value_identical (args, pyro_value_get_item (call, 2)));
  g_assert_true (pyro_value_identical (kwargs, pyro_value_get_item (call, 3)));
}

/* Calls that Python reads and writes as we do. */
void
round_trip_calls (const PyroCodec *codec,
                  guint            pyro)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-serializers.py");

  if (peer == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    check_call (peer, codec, pyro, calls[i]);
}
