/* tests/codec/test-arrival.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/codec/arrival.h"

#include "core/error.h"
#include "core/limits.h"
#include "core/value/builder.h"
#include "core/value/literal.h"
#include "core/value/path.h"
#include "core/value/repr.h"
#include "tests/python-peer.h"

static PyroValue *
parse (const char *literal)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_literal_parse (literal, -1, NULL, &error);

  g_assert_no_error (error);

  return value;
}

/* All changes, a line each: where, what, what of it, and the sentence. */
static char *
list_changes (PyroArrival *arrival)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < pyro_arrival_get_n_changes (arrival); i++)
    {
      const PyroChange *change = pyro_arrival_get_change (arrival, i);
      g_autofree char *before = pyro_value_repr (change->before);
      g_autofree char *after = pyro_value_repr (change->after);

      g_string_append_printf (text, "%s: %s -> %s: %s\n", change->path, before, after, change->sentence);
    }

  return g_string_free (text, FALSE);
}

static const struct
{
  const char *value;
  const char *arrived; /* NULL: as it is */
  const char *changes;
} serpent_cases[] = {
  { "None", NULL, "" },
  { "[1, 2.5, True, 'text', 'a\\ud800', -0.0, nan, inf, -inf, 1e300, 2+3j]", NULL, "" },
  { "123456789012345678901234567890", NULL, "" },
  { "{1: 'a', 'b': (), (1, 2): {3}, 2.5: None, True: []}", NULL, "" },
  { "b'ab'", "{'data': 'YWI=', 'encoding': 'base64'}",
    ": b'ab' -> {'data': 'YWI=', 'encoding': 'base64'}: Bytes arrive as a dict with their base64 text, "
    "which the receiver can turn back with serpent.tobytes()\n" },
  { "{'a': [0, b'']}", "{'a': [0, {'data': '', 'encoding': 'base64'}]}",
    "['a'][1]: b'' -> {'data': '', 'encoding': 'base64'}: Bytes arrive as a dict with their base64 text, "
    "which the receiver can turn back with serpent.tobytes()\n" },
  { "set()", "()", ": set() -> (): An empty set arrives as an empty tuple\n" },
  { "[frozenset()]", "[()]", "[0]: frozenset() -> (): An empty frozenset arrives as an empty tuple\n" },
  { "(frozenset({1, (2,)}), {'x': set()})", "({1, (2,)}, {'x': ()})",
    "[0]: frozenset({1, (2,)}) -> {1, (2,)}: A frozenset arrives as a set\n"
    "[1]['x']: set() -> (): An empty set arrives as an empty tuple\n" },
  { "{'__class__': 'mine.Thing', 'x': b''}", "{'__class__': 'mine.Thing', 'x': {'data': '', 'encoding': 'base64'}}",
    ": {'__class__': 'mine.Thing', 'x': b''} -> {'__class__': 'mine.Thing', 'x': b''}: "
    "The receiver makes an instance of mine.Thing of it, or refuses it where that class is not registered\n"
    "['x']: b'' -> {'data': '', 'encoding': 'base64'}: Bytes arrive as a dict with their base64 text, "
    "which the receiver can turn back with serpent.tobytes()\n" },
  { "{'__class__': 'Pyro5.core.URI', 'state': ('PYRO', 'o', None, 'h', 1)}", NULL, "" },
  { "{'__class__': 'builtins.ValueError', '__exception__': True, 'args': (), 'attributes': {}}", NULL, "" },
  { "{'__class__': 'float', 'value': 'nan'}", "nan",
    ": {'__class__': 'float', 'value': 'nan'} -> nan: A record arrives as a float\n" },
};

static void
test_serpent (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (serpent_cases); i++)
    {
      g_autoptr(PyroValue) value = parse (serpent_cases[i].value);
      g_autoptr(GError) error = NULL;
      g_autofree char *place = NULL;
      g_autoptr(PyroArrival) arrival = pyro_arrival_new (pyro_codec_find ("serpent"), value, &place, &error);
      g_autoptr(PyroArrival) again = NULL;
      g_autofree char *changes = NULL;
      g_autofree char *arrived = NULL;
      g_autofree char *expected = NULL;

      g_assert_no_error (error);
      g_assert_null (place);
      again = pyro_arrival_ref (arrival);
      changes = list_changes (arrival);
      g_assert_cmpstr (changes, ==, serpent_cases[i].changes);
      arrived = pyro_value_repr (pyro_arrival_get_value (arrival));
      expected = serpent_cases[i].arrived != NULL ? g_strdup (serpent_cases[i].arrived) : pyro_value_repr (value);
      g_assert_cmpstr (arrived, ==, expected);
      g_assert_true (pyro_arrival_is_complete (arrival));
    }
}

static const struct
{
  const char *value;
  const char *place;
  const char *message;
} refused_cases[] = {
  { "{None: 1}", "[None]", "serpent cannot carry None as a key of a dict or in a set (at [None])" },
  { "[1, {'a': (0, {b'k': 2})}]", "[1]['a'][1][b'k']",
    "serpent cannot carry bytes as a key of a dict or in a set (at [1]['a'][1][b'k'])" },
  { "[[], {1, None}]", "[1][1]", "serpent cannot carry None as a key of a dict or in a set (at [1][1])" },
  { "{(1, b'x'): 1}", "[(1, b'x')]",
    "serpent cannot carry bytes as a key of a dict or in a set (at [(1, b'x')])" },
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused_cases); i++)
    {
      g_autoptr(PyroValue) value = parse (refused_cases[i].value);
      g_autofree char *place = NULL;
      g_autoptr(GError) error = NULL;
      PyroArrival *arrival = pyro_arrival_new (pyro_codec_find ("serpent"), value, &place, &error);

      g_assert_null (arrival);
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
      g_assert_cmpstr (place, ==, refused_cases[i].place);
      g_assert_cmpstr (error->message, ==, refused_cases[i].message);
    }
}

/* The value itself is to blame, and then there is no place to name. */
static void
test_refused_as_a_whole (void)
{
  g_autoptr(PyroValue) value = pyro_value_new_complex (1, g_ascii_strtod ("nan", NULL));
  g_autofree char *place = NULL;
  g_autoptr(GError) error = NULL;
  PyroArrival *arrival = pyro_arrival_new (pyro_codec_find ("serpent"), value, &place, &error);

  g_assert_null (arrival);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_assert_cmpstr (place, ==, "");
  g_assert_cmpstr (error->message, ==, "serpent cannot carry a complex number that has nan in it");

  g_clear_error (&error);
  arrival = pyro_arrival_new (pyro_codec_find ("serpent"), value, NULL, &error);
  g_assert_null (arrival);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
}

static void
test_limit (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(PyroArrival) arrival = NULL;

  g_assert_true (pyro_builder_open (builder, PYRO_VALUE_LIST, NULL));
  for (guint i = 0; i < 100000; i++)
    pyro_builder_add_bytes (builder, "x", 1);
  g_assert_true (pyro_builder_close (builder, NULL));
  value = pyro_builder_end (builder, NULL);

  arrival = pyro_arrival_new (pyro_codec_find ("serpent"), value, NULL, NULL);
  g_assert_cmpuint (pyro_arrival_get_n_changes (arrival), ==, PYRO_MAX_CHANGES);
  g_assert_false (pyro_arrival_is_complete (arrival));
  g_assert_cmpuint (pyro_value_get_length (pyro_arrival_get_value (arrival)), ==, 100000);
}

/* Whatever Python's serpent makes of random values, it arrives so: every path leads to what is said to be
 * there, and a value with no changes arrives as it is. */
static void
test_random (void)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-serpent.py");
  guint n_changed = 0;

  if (peer == NULL)
    return;

  python_peer_ask (peer, "make 9 2000");
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *literal = python_peer_read (peer, NULL);
      g_autofree char *written = python_peer_read (peer, NULL);
      g_autoptr(PyroValue) value = pyro_literal_parse (literal, -1, NULL, NULL);
      g_autoptr(PyroArrival) arrival = NULL;
      g_autoptr(GBytes) payload = g_bytes_new (written, strlen (written));
      g_autoptr(PyroValue) received = pyro_codec_decode (pyro_codec_find ("serpent"), payload, NULL);

      if (value == NULL || received == NULL)
        continue; /* what has no form that can be read */
      arrival = pyro_arrival_new (pyro_codec_find ("serpent"), value, NULL, NULL);
      if (arrival == NULL)
        continue; /* keys that Python writes but cannot read */

      g_assert_true (pyro_value_identical (pyro_arrival_get_value (arrival), received));
      for (guint j = 0; j < pyro_arrival_get_n_changes (arrival); j++)
        {
          const PyroChange *change = pyro_arrival_get_change (arrival, j);
          PyroValue *before = pyro_value_lookup_path (value, change->path, NULL);

          g_assert_nonnull (before);
          g_assert_true (pyro_value_identical (before, change->before));
        }
      if (pyro_arrival_get_n_changes (arrival) == 0)
        g_assert_true (pyro_value_identical (value, received));
      else
        n_changed++;
    }
  g_assert_cmpuint (n_changed, >, 200);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrival/serpent", test_serpent);
  g_test_add_func ("/arrival/refused", test_refused);
  g_test_add_func ("/arrival/refused-as-a-whole", test_refused_as_a_whole);
  g_test_add_func ("/arrival/limit", test_limit);
  g_test_add_func ("/arrival/random", test_random);

  return g_test_run ();
}
