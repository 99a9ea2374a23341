/* tests/codec/test-arrival.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/codec/arrival.h"

#include "core/value/path.h"
#include "tests/codec/trade.h"

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

typedef struct
{
  const char *value;
  const char *arrived; /* NULL: as it is */
  const char *changes;
} Case;

static const Case serpent_cases[] = {
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
    "The receiver makes an instance of mine.Thing of it, or refuses it when it does not know that class\n"
    "['x']: b'' -> {'data': '', 'encoding': 'base64'}: Bytes arrive as a dict with their base64 text, "
    "which the receiver can turn back with serpent.tobytes()\n" },
  { "{'__class__': 'Pyro5.core.URI', 'state': ('PYRO', 'o', None, 'h', 1)}", NULL, "" },
  { "{'__class__': 'builtins.ValueError', '__exception__': True, 'args': (), 'attributes': {}}", NULL, "" },
  { "{'__class__': 'float', 'value': 'nan'}", "nan",
    ": {'__class__': 'float', 'value': 'nan'} -> nan: A record arrives as a float\n" },
};

static const Case json_cases[] = {
  { "[None, True, 1, 2.5, nan, inf, 'text', {'a': []}, 12345678901234567890123456789]", NULL, "" },
  { "(1, {2})", "[1, [2]]",
    ": (1, {2}) -> [1, [2]]: A tuple arrives as a list\n[1]: {2} -> [2]: A set arrives as a list\n" },
  { "set()", "[]", ": set() -> []: An empty set arrives as an empty list\n" },
  { "{1: {None: (), True: 2.5}}", "{'1': {'null': [], 'true': 2.5}}",
    "[1]: 1 -> '1': The key 1 arrives as '1'\n"
    "[1][None]: None -> 'null': The key None arrives as 'null'\n"
    "[1][None]: () -> []: A tuple arrives as a list\n"
    "[1][True]: True -> 'true': The key True arrives as 'true'\n" },
  { "{1: 1, '1': 2}", "{'1': 2}",
    ": {1: 1, '1': 2} -> {'1': 2}: Only 1 of 2 entries arrive, since some become equal\n" },
  { "{'__class__': 'Pyro5.core.URI', 'state': ('PYRO', 'o', None, 'h', 1)}",
    "{'__class__': 'Pyro5.core.URI', 'state': ['PYRO', 'o', None, 'h', 1]}", "" },
  { "{'__class__': 'builtins.ValueError', '__exception__': True, 'args': ('a', (1,)), 'attributes': {}}",
    "{'__class__': 'builtins.ValueError', '__exception__': True, 'args': ['a', [1]], 'attributes': {}}",
    "['args'][1]: (1,) -> [1]: A tuple arrives as a list\n" },
};

static const Case marshal_cases[] = {
  { "[None, (1, {2}), frozenset(), set(), b'x', {b'k': 1, None: 2, (3,): 1j}, '\\ud800']", NULL, "" },
  { "{'__class__': 'mine.Thing', 'x': (1,)}", NULL,
    ": {'__class__': 'mine.Thing', 'x': (1,)} -> {'__class__': 'mine.Thing', 'x': (1,)}: "
    "The receiver makes an instance of mine.Thing of it, or refuses it when it does not know that class\n" },
  { "[{'__class__': 'Pyro5.core.URI'}]", NULL,
    "[0]: {'__class__': 'Pyro5.core.URI'} -> {'__class__': 'Pyro5.core.URI'}: The receiver gets a dict "
    "and no instance of Pyro5.core.URI, as marshal makes instances of whole arguments only\n" },
};

static const Case msgpack_cases[] = {
  { "[None, b'x', 1j, {'a': 1, b'b': 2}, 18446744073709551616]", NULL, "" },
  { "((), {1})", "[[], [1]]",
    ": ((), {1}) -> [[], [1]]: A tuple arrives as a list\n[0]: () -> []: A tuple arrives as a list\n"
    "[1]: {1} -> [1]: A set arrives as a list\n" },
};

static const Case pickle_cases[] = {
  { "[None, b'x', 1j, (1, {2}), frozenset(), set(), {None: 1, (2,): 3}]", NULL, "" },
  { "{'__class__': 'mine.Thing', 'x': (1,)}", "{'x': (1,), '__class__': 'mine.Thing'}",
    ": {'__class__': 'mine.Thing', 'x': (1,)} -> {'__class__': 'mine.Thing', 'x': (1,)}: "
    "The receiver makes an instance of mine.Thing of it, or refuses it when it does not know that class\n" },
};

static void
check_cases (const char *codec,
             const Case *cases,
             gsize       n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr(PyroValue) value = parse (cases[i].value);
      g_autoptr(GError) error = NULL;
      g_autofree char *place = NULL;
      g_autoptr(PyroArrival) arrival = pyro_arrival_new (pyro_codec_find (codec), value, &place, &error);
      g_autoptr(PyroArrival) again = NULL;
      g_autofree char *changes = NULL;
      g_autofree char *arrived = NULL;
      g_autofree char *expected = NULL;

      g_assert_no_error (error);
      g_assert_null (place);
      again = pyro_arrival_ref (arrival);
      changes = list_changes (arrival);
      g_assert_cmpstr (changes, ==, cases[i].changes);
      arrived = pyro_value_repr (pyro_arrival_get_value (arrival));
      expected = cases[i].arrived != NULL ? g_strdup (cases[i].arrived) : pyro_value_repr (value);
      g_assert_cmpstr (arrived, ==, expected);
      g_assert_true (pyro_arrival_is_complete (arrival));
    }
}

static void
test_serpent (void)
{
  check_cases ("serpent", serpent_cases, G_N_ELEMENTS (serpent_cases));
}

static void
test_json (void)
{
  check_cases ("json", json_cases, G_N_ELEMENTS (json_cases));
}

static void
test_marshal (void)
{
  check_cases ("marshal", marshal_cases, G_N_ELEMENTS (marshal_cases));
}

static void
test_msgpack (void)
{
  check_cases ("msgpack", msgpack_cases, G_N_ELEMENTS (msgpack_cases));
}

static void
test_pickle (void)
{
  check_cases ("pickle", pickle_cases, G_N_ELEMENTS (pickle_cases));
}

static const struct
{
  const char *codec;
  const char *value;
  const char *place;
  const char *message;
} refused_cases[] = {
  { "serpent", "{None: 1}", "[None]", "serpent cannot carry None as a key of a dict or in a set, found at [None]" },
  { "serpent", "[1, {'a': (0, {b'k': 2})}]", "[1]['a'][1][b'k']",
    "serpent cannot carry bytes as a key of a dict or in a set, found at [1]['a'][1][b'k']" },
  { "serpent", "[[], {1, None}]", "[1][1]",
    "serpent cannot carry None as a key of a dict or in a set, found at [1][1]" },
  { "serpent", "{(1, b'x'): 1}", "[(1, b'x')]",
    "serpent cannot carry bytes as a key of a dict or in a set, found at [(1, b'x')]" },
  { "json", "[{'b': (0, b'x')}]", "[0]['b'][1]", "json cannot carry bytes, found at [0]['b'][1]" },
  { "json", "{'a': {(1, 2): 3}}", "['a'][(1, 2)]",
    "json cannot carry a tuple as a key of a dict, found at ['a'][(1, 2)]" },
  { "msgpack", "[{1: 2}]", "[0][1]", "msgpack cannot carry an int as a key of a dict, found at [0][1]" },
  { "msgpack", "['\\ud800']", "[0]", "msgpack cannot carry a str with a lone surrogate, found at [0]" },
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused_cases); i++)
    {
      g_autoptr(PyroValue) value = parse (refused_cases[i].value);
      g_autofree char *place = NULL;
      g_autoptr(GError) error = NULL;
      PyroArrival *arrival = pyro_arrival_new (pyro_codec_find (refused_cases[i].codec), value, &place, &error);

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

/* What could be written, but not be read again. */
static void
test_refused_name (void)
{
  g_autofree char *name = g_strnfill (1001, 'n');
  g_autofree char *literal = g_strdup_printf ("[0, {'__class__': 'lab.%s'}]", name);
  g_autoptr(PyroValue) value = parse (literal);
  g_autofree char *place = NULL;
  g_autoptr(GError) error = NULL;
  PyroArrival *arrival = pyro_arrival_new (pyro_codec_find ("pickle"), value, &place, &error);

  g_assert_null (arrival);
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_assert_cmpstr (place, ==, "[1]");
  g_assert_cmpstr (error->message, ==,
                   "pickle cannot carry an instance of a class with a name of more than 1000 bytes, found at [1]");
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
  g_test_add_func ("/arrival/json", test_json);
  g_test_add_func ("/arrival/marshal", test_marshal);
  g_test_add_func ("/arrival/msgpack", test_msgpack);
  g_test_add_func ("/arrival/pickle", test_pickle);
  g_test_add_func ("/arrival/refused", test_refused);
  g_test_add_func ("/arrival/refused-as-a-whole", test_refused_as_a_whole);
  g_test_add_func ("/arrival/refused-name", test_refused_name);
  g_test_add_func ("/arrival/limit", test_limit);
  g_test_add_func ("/arrival/random", test_random);

  return g_test_run ();
}
