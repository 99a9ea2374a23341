/* tests/codec/test-pickle-python.c - pickles from Python and to Python
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include "tests/codec/trade.h"

#define N_READ    4000  /* from Python, in each of the protocols 0 to 5 */
#define N_WRITTEN 20000 /* to Python, in each protocol that is written */
#define N_CALLS   500

static const char *const written[] = { "pickle", "pickle4" };

static PyroValue *
decode_hex (const char *hex)
{
  g_autoptr(GBytes) payload = from_hex (hex);
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_codec_decode (pyro_codec_find ("pickle"), payload, &error);

  if (value == NULL)
    g_error ("%s: %s", error->message, hex);

  return value;
}

/* The number of values that were compared. */
static guint
check_from_python (PythonPeer *peer,
                   const char *request,
                   guint       protocol,
                   guint       count)
{
  guint n = 0;

  python_peer_ask (peer, "%s %u %u %u", request, protocol, protocol + 1, count);
  for (; n < count; n++)
    {
      g_autofree char *theirs = python_peer_read (peer, NULL);
      g_autofree char *hex = python_peer_read (peer, NULL);
      g_autoptr(PyroValue) value = decode_hex (hex);
      g_autofree char *ours = canonical (value);

      g_assert_cmpstr (ours, ==, theirs);
      if (n < 50 && strlen (hex) < 4000)
        {
          g_autoptr(GBytes) payload = from_hex (hex);

          check_truncated (pyro_codec_find ("pickle"), payload);
        }
    }

  return n;
}

static void
test_from_python (void)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-pickle.py");
  guint n = 0;

  if (peer == NULL)
    return;
  for (guint protocol = 0; protocol <= 5; protocol++)
    {
      n += check_from_python (peer, "make", protocol, N_READ);
      check_from_python (peer, "optimize", protocol, N_CALLS);
      check_from_python (peer, "call", protocol, N_CALLS);
    }
  g_assert_cmpuint (n, >=, 20000);
}

static void
add_call (PyroBuilder *builder,
          const char  *name,
          GRand       *rand,
          gsize        n_args)
{
  g_assert_true (pyro_builder_open (builder, PYRO_VALUE_RECORD, NULL));
  pyro_builder_add_string (builder, "__class__", -1);
  pyro_builder_add_string (builder, name, -1);
  pyro_builder_add_string (builder, "args", -1);
  g_assert_true (pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL));
  for (gsize i = 0; i < n_args; i++)
    pyro_builder_add_int (builder, g_rand_int_range (rand, 1, 13));
  g_assert_true (pyro_builder_close (builder, NULL));
  g_assert_true (pyro_builder_close (builder, NULL));
}

static void
add_exception (PyroBuilder *builder,
               GRand       *rand)
{
  g_assert_true (pyro_builder_open (builder, PYRO_VALUE_RECORD, NULL));
  pyro_builder_add_string (builder, "__class__", -1);
  pyro_builder_add_string (builder, g_rand_boolean (rand) ? "builtins.ValueError" : "Pyro4.errors.NamingError", -1);
  pyro_builder_add_string (builder, "__exception__", -1);
  pyro_builder_add_bool (builder, TRUE);
  pyro_builder_add_string (builder, "args", -1);
  g_assert_true (pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL));
  add_random_leaf (rand, builder, TRUE);
  g_assert_true (pyro_builder_close (builder, NULL));
  pyro_builder_add_string (builder, "attributes", -1);
  g_assert_true (pyro_builder_open (builder, PYRO_VALUE_DICT, NULL));
  pyro_builder_add_string (builder, "_pyroTraceback", -1);
  add_random_text (rand, builder, FALSE);
  g_assert_true (pyro_builder_close (builder, NULL));
  g_assert_true (pyro_builder_close (builder, NULL));
}

/* An instance of the peer's own class. */
static void
add_thing (PyroBuilder *builder,
           GRand       *rand)
{
  g_assert_true (pyro_builder_open (builder, PYRO_VALUE_RECORD, NULL));
  pyro_builder_add_string (builder, "x", -1);
  add_random_leaf (rand, builder, TRUE);
  pyro_builder_add_string (builder, "__class__", -1);
  pyro_builder_add_string (builder, "__main__.Thing", -1);
  g_assert_true (pyro_builder_close (builder, NULL));
}

static void
add_random_record (PyroBuilder *builder,
                   GRand       *rand)
{
  switch (g_rand_int_range (rand, 0, 7))
    {
    case 0:
      add_call (builder, "datetime.date", rand, 3);
      break;

    case 1:
      add_call (builder, "datetime.datetime", rand, 7);
      break;

    case 2:
      add_call (builder, "datetime.time", rand, 4);
      break;

    case 3:
      add_call (builder, "datetime.timedelta", rand, 3);
      break;

    case 4:
      add_call (builder, "builtins.range", rand, 3);
      break;

    case 5:
      add_exception (builder, rand);
      break;

    default:
      add_thing (builder, rand);
    }
}

static void
add_random (GRand       *rand,
            PyroBuilder *builder,
            guint        depth,
            gboolean     is_key)
{
  static const PyroValueKind kinds[] = { PYRO_VALUE_TUPLE, PYRO_VALUE_FROZENSET, PYRO_VALUE_LIST, PYRO_VALUE_SET,
                                         PYRO_VALUE_DICT };
  PyroValueKind kind;
  gint32 n;

  if (depth == 0 || g_rand_boolean (rand))
    {
      if (!is_key && g_rand_int_range (rand, 0, 8) == 0)
        add_random_record (builder, rand);
      else
        add_random_leaf (rand, builder, TRUE);
      return;
    }

  kind = kinds[g_rand_int_range (rand, 0, is_key ? 2 : G_N_ELEMENTS (kinds))];
  n = g_rand_int_range (rand, 0, g_rand_int_range (rand, 0, 1000) == 0 ? 2500 : 5);
  g_assert_true (pyro_builder_open (builder, kind, NULL));
  for (; n > 0; n--)
    {
      if (kind == PYRO_VALUE_DICT)
        add_random (rand, builder, depth - 1, TRUE);
      add_random (rand, builder, depth - 1, is_key || kind == PYRO_VALUE_SET || kind == PYRO_VALUE_FROZENSET);
    }
  g_assert_true (pyro_builder_close (builder, NULL));
}

/* What arrives is the value, and what our own reader says will arrive. */
static void
check_to_python (PythonPeer *peer,
                 const char *codec,
                 guint       count)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < count; i++)
    {
      g_autoptr(PyroBuilder) builder = pyro_builder_new ();
      g_autoptr(PyroValue) value = NULL;
      g_autoptr(PyroValue) back = NULL;
      g_autoptr(GBytes) payload = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *hex = NULL;

      add_random (rand, builder, 3, FALSE);
      value = pyro_builder_end (builder, NULL);
      payload = pyro_codec_encode (pyro_codec_find (codec), value, &error);
      g_assert_no_error (error);
      hex = to_hex (payload);
      back = decode_hex (hex);
      g_assert_true (pyro_value_identical (value, back));
      g_string_append (lines, hex);
      g_string_append_c (lines, '\n');
      g_ptr_array_add (expected, canonical (back));
    }

  check_answers (peer, "read", lines, expected);
  g_assert_cmpuint (expected->len, ==, N_WRITTEN);
}

static void
test_to_python (void)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-pickle.py");

  for (gsize i = 0; peer != NULL && i < G_N_ELEMENTS (written); i++)
    check_to_python (peer, written[i], N_WRITTEN);
}

/* Records in all forms that are written, to Python and back from it. */
static void
test_records (void)
{
  static const char *const records[] = {
    "{'__class__': 'Pyro4.core.URI', 'state': ('PYRO', 'obj', None, 'host', 9090)}",
    "{'__class__': 'Pyro4.core.Proxy', 'state': ({'__class__': 'Pyro4.core.URI', 'state': ('PYRO', 'obj', None, "
      "'host', 9090)}, set(), {'m'}, set(), 0.0, None, 'hello', 0, None)}",
    "{'exception': {'__class__': 'builtins.KeyError', '__exception__': True, 'args': ('k',), 'attributes': {}}, "
      "'__class__': 'Pyro4.futures._ExceptionWrapper'}",
    "{'__class__': 'collections.OrderedDict', 'items': [('b', 1), (2, [3])]}",
    "{'__class__': 'collections.OrderedDict'}",
    "{'__class__': 'collections.deque', 'args': ((), 5), 'items': [1, 2]}",
    "{'__class__': 'collections.defaultdict', 'args': ({'__class__': 'pickle.global', 'name': 'builtins.list'},), "
      "'items': [('a', [1])]}",
    "{'__class__': 'collections.Counter', 'args': ({'a': 2},)}",
    "{'__class__': 'decimal.Decimal', 'args': ('1.50',)}",
    "{'__class__': 'fractions.Fraction', 'args': (1, 3)}",
    "{'__class__': 'uuid.UUID', 'args': ('12345678-1234-5678-1234-567812345678',)}",
    "{'__class__': 'datetime.datetime', 'args': (2020, 1, 2, 3, 4, 5, 6, {'__class__': 'datetime.timezone', 'args': "
      "({'__class__': 'datetime.timedelta', 'args': (0, 3600, 0)},)})}",
    "{'__class__': 'builtins.dict', 'items': [({'__class__': 'decimal.Decimal', 'args': ('1',)}, 2)]}",
    "{'__class__': 'builtins.set', 'items': [{'__class__': 'decimal.Decimal', 'args': ('1',)}]}",
    "{'__class__': '__main__.Thing'}",
    "[{'__class__': 'builtins.OSError', '__exception__': True, 'args': (), 'attributes': {}}]",
  };
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-pickle.py");

  for (gsize i = 0; peer != NULL && i < G_N_ELEMENTS (records); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (written); k++)
      {
        g_autoptr(PyroValue) value = parse (records[i]);
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) payload = pyro_codec_encode (pyro_codec_find (written[k]), value, &error);
        g_autoptr(PyroValue) back = NULL;
        g_autofree char *hex = NULL;
        g_autofree char *theirs = NULL;

        g_assert_no_error (error);
        hex = to_hex (payload);
        back = decode_hex (hex);
        g_assert_true (pyro_value_identical (value, back));
        python_peer_ask (peer, "read 1");
        python_peer_ask (peer, "%s", hex);
        theirs = python_peer_read (peer, NULL);
        g_assert_cmpstr (theirs, ==, records[i]);
      }
}

/* Python 2 writes an exception with its module or without; it arrives as that of Python 3. */
static void
test_exception_names (void)
{
  static const char *const names[] = { "ValueError", "exceptions.ValueError", "builtins.ValueError" };
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-pickle.py");

  for (gsize i = 0; peer != NULL && i < G_N_ELEMENTS (names); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (written); k++)
      {
        g_autofree char *text = g_strdup_printf ("{'__class__': '%s', '__exception__': True}", names[i]);
        g_autoptr(PyroValue) value = parse (text);
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) payload = pyro_codec_encode (pyro_codec_find (written[k]), value, &error);
        g_autofree char *hex = NULL;
        g_autofree char *theirs = NULL;

        g_assert_no_error (error);
        hex = to_hex (payload);
        python_peer_ask (peer, "read 1");
        python_peer_ask (peer, "%s", hex);
        theirs = python_peer_read (peer, NULL);
        g_assert_cmpstr (theirs, ==, "{'__class__': 'builtins.ValueError', '__exception__': True, 'args': (), "
                                     "'attributes': {}}");
      }
}

static void
test_calls (void)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-pickle.py");
  g_autoptr(PyroValue) args = parse ("([1.5, b'x'], {'ä': None})");
  g_autoptr(PyroValue) kwargs = parse ("{'k': (1, 2)}");

  for (gsize k = 0; peer != NULL && k < 2 * G_N_ELEMENTS (written); k++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) payload = pyro_codec_encode_call (pyro_codec_find (written[k / 2]), "obj", "méthod", args,
                                                          k % 2 ? kwargs : NULL, &error);
      g_autofree char *hex = to_hex (payload);
      g_autofree char *theirs = NULL;

      g_assert_no_error (error);
      python_peer_ask (peer, "take 1");
      python_peer_ask (peer, "%s", hex);
      theirs = python_peer_read (peer, NULL);
      g_assert_cmpstr (theirs, ==, k % 2 ? "('obj', 'méthod', ([1.5, b'x'], {'ä': None}), {'k': (1, 2)})"
                                         : "('obj', 'méthod', ([1.5, b'x'], {'ä': None}), None)");
    }
}

/* Everything that CPython has another name for since Python 2. */
static void
test_names (void)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-pickle.py");
  g_autofree char *count = NULL;
  guint64 n;

  if (peer == NULL)
    return;
  python_peer_ask (peer, "names");
  count = python_peer_read (peer, NULL);
  n = g_ascii_strtoull (count, NULL, 10);
  g_assert_cmpuint (n, >, 100);
  for (guint64 i = 0; i < n; i++)
    {
      g_autofree char *hex = python_peer_read (peer, NULL);
      g_autofree char *theirs = python_peer_read (peer, NULL);
      g_autoptr(PyroValue) value = decode_hex (hex);

      g_assert_cmpstr (pyro_value_get_string (pyro_value_lookup_string (value, "name"), NULL), ==, theirs);
    }
}

/* The same pickle makes a file in Python, and a record here. */
static void
test_trap (void)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-pickle.py");
  g_autofree char *folder = g_dir_make_tmp ("pickle-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "made", NULL);
  g_autofree char *hex = NULL;
  g_autofree char *theirs = NULL;
  g_autoptr(PyroValue) value = NULL;

  if (peer != NULL)
    {
      python_peer_ask (peer, "trap %s", path);
      hex = python_peer_read (peer, NULL);
      value = decode_hex (hex);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      g_assert_true (g_str_has_suffix (pyro_value_get_class_name (value), "open"));

      python_peer_ask (peer, "read 1");
      python_peer_ask (peer, "%s", hex);
      theirs = python_peer_read (peer, NULL);
      g_assert_cmpstr (theirs, ==, "a file was made");
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pickle-python/from-python", test_from_python);
  g_test_add_func ("/pickle-python/to-python", test_to_python);
  g_test_add_func ("/pickle-python/records", test_records);
  g_test_add_func ("/pickle-python/exception-names", test_exception_names);
  g_test_add_func ("/pickle-python/calls", test_calls);
  g_test_add_func ("/pickle-python/names", test_names);
  g_test_add_func ("/pickle-python/trap", test_trap);
  return g_test_run ();
}
