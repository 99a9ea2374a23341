/* tests/codec/test-serpent.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/codec/serpent.h"
#include "tests/codec/trade.h"

#define HEADER "# serpent utf-8 python3.2\n"
#define N_VALUES 20000

static char *
dup_text (GBytes *payload)
{
  gsize size;
  const char *text = g_bytes_get_data (payload, &size);

  g_assert_cmpmem (text, MIN (size, strlen (HEADER)), HEADER, strlen (HEADER));

  return g_strndup (text + strlen (HEADER), size - strlen (HEADER));
}

static char *
encode (PyroValue *value)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) payload = pyro_codec_encode (pyro_codec_find ("serpent"), value, &error);

  g_assert_no_error (error);

  return dup_text (payload);
}

static PyroValue *
decode (const char  *text,
        GError     **error)
{
  g_autoptr(GBytes) payload = g_bytes_new (text, strlen (text));

  return pyro_codec_decode (pyro_codec_find ("serpent"), payload, error);
}

static void
test_codecs (void)
{
  const char *const *names = pyro_codec_list_names ();

  g_assert_cmpstr (names[0], ==, "serpent");
  for (; *names != NULL; names++)
    g_assert_cmpstr (pyro_codec_get_name (pyro_codec_find (*names)), ==, *names);
  g_assert_null (pyro_codec_find ("yaml"));
  g_assert_null (pyro_codec_find (""));
}

static const char *const written[][2] = {
  { "None", "None" }, { "True", "True" }, { "-5", "-5" }, { "10000000000000000000000", "10000000000000000000000" },
  { "1.0", "1.0" }, { "-0.0", "-0.0" }, { "1e16", "1e+16" }, { "inf", "1e30000" }, { "-inf", "-1e30000" },
  { "nan", "{'__class__':'float','value':'nan'}" },
  { "1+2j", "(1.0+2.0j)" }, { "-1-2j", "(-1.0-2.0j)" }, { "2j", "(0.0+2.0j)" }, { "(-0+0j)", "(-0.0+0.0j)" },
  { "(1-0j)", "(1.0-0.0j)" }, { "1+infj", "(1.0+1e30000j)" }, { "-inf-infj", "(-1e30000-1e30000j)" },
  { "''", "''" }, { "\"it's\"", "\"it's\"" }, { "'ä\\n\\x00\\ud800'", "'ä\\n\\x00\\ud800'" },
  { "b''", "{'data': '', 'encoding': 'base64'}" }, { "b'a'", "{'data': 'YQ==', 'encoding': 'base64'}" },
  { "b'ab'", "{'data': 'YWI=', 'encoding': 'base64'}" }, { "b'abc'", "{'data': 'YWJj', 'encoding': 'base64'}" },
  { "[]", "[]" }, { "[1, [2], 3]", "[1,[2],3]" }, { "()", "()" }, { "(1,)", "(1,)" }, { "(1, 2)", "(1,2)" },
  { "set()", "()" }, { "frozenset()", "()" }, { "{1, 2}", "{1,2}" }, { "frozenset({1})", "{1}" },
  { "{}", "{}" }, { "{'a': 1, 2: 'b', (1, 2): None}", "{'a':1,2:'b',(1,2):None}" }, { "{(None,): 1}", "{(None,):1}" },
  { "{'__class__': 'a.B', 'x': nan}", "{'__class__':'a.B','x':{'__class__':'float','value':'nan'}}" },
};

static void
test_written (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autoptr(PyroValue) value = parse (written[i][0]);
      g_autofree char *text = encode (value);

      g_assert_cmpstr (text, ==, written[i][1]);
    }
}

static void
test_refused (void)
{
  static const char *const refused[][2] = {
    { "{None: 1}", "serpent cannot carry None as a key of a dict or in a set, found at [None]" },
    { "[{None}]", "serpent cannot carry None as a key of a dict or in a set, found at [0][0]" },
    { "{b'a': 1}", "serpent cannot carry bytes as a key of a dict or in a set, found at [b'a']" },
    { "{b'a'}", "serpent cannot carry bytes as a key of a dict or in a set, found at [0]" },
    { "{(1, (b'a',)): 1}", "serpent cannot carry bytes as a key of a dict or in a set, found at [(1, (b'a',))]" },
    { "{nan: 1}", "serpent cannot carry nan as a key of a dict or in a set, found at [nan]" },
    { "{(nan,)}", "serpent cannot carry nan as a key of a dict or in a set, found at [0][0]" },
    { "{frozenset({1})}", "serpent cannot carry a frozenset as a key of a dict or in a set, found at [0]" },
    { "{(frozenset(),): 1}",
      "serpent cannot carry a frozenset as a key of a dict or in a set, found at [(frozenset(),)]" },
    { "nanj", "serpent cannot carry a complex number that has nan in it" },
    { "{1: [nan+1j]}", "serpent cannot carry a complex number that has nan in it, found at [1][0]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(PyroValue) value = parse (refused[i][0]);
      g_autoptr(GError) error = NULL;

      g_assert_null (pyro_codec_encode (pyro_codec_find ("serpent"), value, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
      g_assert_cmpstr (error->message, ==, refused[i][1]);
    }
}

static void
test_unreadable (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (decode (HEADER "[1,2", &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_assert_cmpstr (error->message, ==, "The serpent text cannot be read at line 2, column 5: "
                                       "The [ opened at line 2, column 1 is not closed");
  g_clear_error (&error);
  g_assert_null (decode ("", &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_clear_error (&error);
  g_assert_null (decode ("nan", &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_clear_error (&error);
  g_assert_null (decode ("__import__('os')", &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
}

/* Serpent makes sets of frozensets and tuples of empty sets, and dicts of bytes; and our set order is the
 * text's. So what is compared is the text that is written again. */
static void
test_from_python (void)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-serpent.py");

  if (peer == NULL)
    return;
  python_peer_ask (peer, "make 1 %d", N_VALUES);
  for (guint i = 0; i < N_VALUES; i++)
    {
      g_autofree char *repr = python_peer_read (peer, NULL);
      g_autofree char *theirs = python_peer_read (peer, NULL);
      g_autoptr(PyroValue) value = parse (repr);
      g_autofree char *ours = encode (value);
      g_autoptr(PyroValue) back = NULL;
      g_autofree char *again = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_cmpstr (ours, ==, theirs);
      back = decode (theirs, &error);
      g_assert_no_error (error);
      again = encode (back);
      /* bytes come back as a dict, which has other blanks */
      if (strstr (theirs, "'encoding': 'base64'") == NULL)
        g_assert_cmpstr (again, ==, theirs);
    }
}

/* What Python reads of a value that serpent wrote, with the items of sets sorted. */
static char *
expect (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);
  gsize n = pyro_value_is_container (value) ? pyro_value_get_length (value) : 0;
  gboolean is_set = kind == PYRO_VALUE_SET || kind == PYRO_VALUE_FROZENSET;
  g_autoptr(GPtrArray) items = g_ptr_array_new_null_terminated (n, g_free, TRUE);
  g_autofree char *joined = NULL;

  if (n == 0)
    return is_set ? g_strdup ("()") : pyro_value_repr (value);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *item = expect (pyro_value_get_item (value, i));

      if (kind == PYRO_VALUE_DICT || kind == PYRO_VALUE_RECORD)
        {
          g_autofree char *key = expect (pyro_value_get_key (value, i));

          g_ptr_array_add (items, g_strconcat (key, ": ", item, NULL));
        }
      else
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
  if (is_set)
    g_ptr_array_sort (items, compare_texts);
  joined = g_strjoinv (", ", (char **) items->pdata);

  return kind == PYRO_VALUE_LIST ? g_strdup_printf ("[%s]", joined)
         : kind != PYRO_VALUE_TUPLE ? g_strdup_printf ("{%s}", joined)
         : g_strdup_printf ("(%s%s)", joined, n == 1 ? "," : "");
}

static void
add_random (GRand       *rand,
            PyroBuilder *builder,
            guint        depth,
            gboolean     is_key)
{
  static const double numbers[] = { 0.0, -0.0, 1.5, 1e300, 5e-324, -1e16 };
  static const PyroValueKind kinds[] = { PYRO_VALUE_TUPLE, PYRO_VALUE_LIST, PYRO_VALUE_SET, PYRO_VALUE_FROZENSET,
                                         PYRO_VALUE_DICT };
  gint32 kind = g_rand_int_range (rand, depth > 0 ? -5 : 0, 6);
  double number = numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))];
  char text[20];
  int size = 0;

  if (kind < 0)
    {
      PyroValueKind container = kinds[is_key ? 0 : -1 - kind];

      g_assert_true (pyro_builder_open (builder, container, NULL));
      for (gint32 i = g_rand_int_range (rand, 0, 5); i > 0; i--)
        {
          add_random (rand, builder, depth - 1, is_key || container >= PYRO_VALUE_SET);
          if (container == PYRO_VALUE_DICT)
            add_random (rand, builder, depth - 1, FALSE);
        }
      g_assert_true (pyro_builder_close (builder, NULL));
      return;
    }

  switch (kind)
    {
    case 0:
      pyro_builder_add_bool (builder, g_rand_boolean (rand));
      break;

    case 1:
      pyro_builder_add_int (builder, (gint32) g_rand_int (rand));
      break;

    case 2:
      pyro_builder_add_float (builder, number);
      break;

    case 3:
      /* Python loses the sign of a real part that is -0.0, and of an imaginary one */
      pyro_builder_add_complex (builder, number + 1, g_rand_int_range (rand, -5, 5));
      break;

    default:
      for (gint32 i = g_rand_int_range (rand, 0, 10); i > 0; i--)
        size += g_unichar_to_utf8 ((gunichar) g_rand_int_range (rand, 0, 0x370), text + size);
      pyro_builder_add_string (builder, text, size);
    }
}

static void
test_to_python (void)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-serpent.py");
  g_autoptr(GRand) rand = g_rand_new_with_seed (4);
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);

  if (peer == NULL)
    return;
  for (guint i = 0; i < N_VALUES; i++)
    {
      g_autoptr(PyroBuilder) builder = pyro_builder_new ();
      g_autoptr(PyroValue) value = NULL;
      g_autofree char *text = NULL;

      add_random (rand, builder, 3, FALSE);
      value = pyro_builder_end (builder, NULL);
      text = encode (value);
      g_assert_null (strchr (text, '\n'));
      g_string_append (lines, text);
      g_string_append_c (lines, '\n');
      g_ptr_array_add (expected, expect (value));
    }

  python_peer_ask (peer, "read %d", N_VALUES);
  python_peer_write (peer, lines->str, lines->len);
  for (guint i = 0; i < N_VALUES; i++)
    {
      g_autofree char *theirs = python_peer_read (peer, NULL);

      g_assert_cmpstr (theirs, ==, expected->pdata[i]);
    }
}

static void
test_bytes (void)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("codec", "peer-serpent.py");
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);

  if (peer == NULL)
    return;
  for (gsize size = 0; size < 300; size++)
    {
      g_autofree guint8 *data = g_malloc (size + 1);
      g_autoptr(GString) hex = g_string_new (NULL);
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(GBytes) back = NULL;
      g_autoptr(PyroValue) value = NULL;
      g_autoptr(PyroValue) dict = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *ours = NULL;
      g_autofree char *theirs = NULL;

      for (gsize i = 0; i < size; i++)
        {
          data[i] = (guint8) g_rand_int (rand);
          g_string_append_printf (hex, "%02x", data[i]);
        }
      bytes = g_bytes_new (data, size);
      value = pyro_value_new_bytes (bytes);
      ours = encode (value);
      python_peer_ask (peer, "bytes %s", hex->str);
      theirs = python_peer_read (peer, NULL);
      g_assert_cmpstr (ours, ==, theirs);

      dict = decode (theirs, &error);
      g_assert_no_error (error);
      g_assert_cmpint (pyro_value_get_kind (dict), ==, PYRO_VALUE_DICT);
      g_assert_true (pyro_serpent_is_bytes (dict));
      back = pyro_serpent_dup_bytes (dict, &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (back, bytes));
    }
}

typedef struct
{
  const char *text;
  gboolean    looks_good;
  const char *bytes; /* NULL for an error */
} BytesCase;

static const BytesCase bytes_cases[] = {
  { "b'abc'", TRUE, "abc" },
  { "{'data': 'YWJj', 'encoding': 'base64'}", TRUE, "abc" },
  { "{'encoding': 'base64', 'data': b'YWJj', 'more': 1}", TRUE, "abc" },
  { "{'data': 'YW\\nJj\\n', 'encoding': 'base64'}", TRUE, "abc" },
  { "{'data': 'YW JjZA = =', 'encoding': 'base64'}", TRUE, "abcd" },
  { "{'data': '', 'encoding': 'base64'}", TRUE, "" },
  { "{'data': 'YWJ', 'encoding': 'base64'}", TRUE, NULL },
  { "{'data': 'Y', 'encoding': 'base64'}", TRUE, NULL },
  { "{'data': 'YWJjY===', 'encoding': 'base64'}", TRUE, NULL },
  { "{'data': 'YQ==YQ==', 'encoding': 'base64'}", TRUE, NULL },
  { "{'data': 'YW-j', 'encoding': 'base64'}", TRUE, NULL },
  { "{'data': 'YWé', 'encoding': 'base64'}", TRUE, NULL },
  { "{'data': '====', 'encoding': 'base64'}", TRUE, NULL },
  { "{'data': 1, 'encoding': 'base64'}", FALSE, NULL },
  { "{'data': 'YWJj', 'encoding': 'base32'}", FALSE, NULL },
  { "{'data': 'YWJj', 'encoding': 'base64\\x00'}", FALSE, NULL },
  { "{'data': 'YWJj', 'encoding': 64}", FALSE, NULL },
  { "{'data': 'YWJj'}", FALSE, NULL },
  { "'YWJj'", FALSE, NULL },
  { "[]", FALSE, NULL },
};

static void
test_bytes_dict (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bytes_cases); i++)
    {
      const BytesCase *test = &bytes_cases[i];
      g_autoptr(PyroValue) value = parse (test->text);
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = pyro_serpent_dup_bytes (value, &error);

      g_assert_cmpint (pyro_serpent_is_bytes (value), ==, test->looks_good);
      if (test->bytes != NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), test->bytes, strlen (test->bytes));
          continue;
        }
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
      g_assert_cmpstr (error->message, ==,
                       test->looks_good ? "A text is not valid base64"
                                        : "A value is neither bytes nor the dict that serpent writes for bytes");
    }
}

static void
test_call (void)
{
  const PyroCodec *codec = pyro_codec_find ("serpent");
  g_autoptr(PyroValue) args = parse ("(1, 'a')");
  g_autoptr(PyroValue) kwargs = parse ("{'b': [2]}");
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) both = pyro_codec_encode_call (codec, "obj", "it's", args, kwargs, &error);
  g_autoptr(GBytes) one = pyro_codec_encode_call (codec, "ö", "__getattr__", args, NULL, &error);
  g_autofree char *both_text = dup_text (both), *one_text = dup_text (one);
  g_autoptr(PyroValue) object = NULL;
  g_autoptr(PyroValue) method = NULL;
  g_autoptr(PyroValue) args_back = NULL;
  g_autoptr(PyroValue) kwargs_back = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (both_text, ==, "('obj',\"it's\",(1,'a'),{'b':[2]})");
  g_assert_cmpstr (one_text, ==, "('ö','__getattr__',(1,'a'),None)");

  g_assert_true (pyro_codec_decode_call (codec, both, &object, &method, &args_back, &kwargs_back, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (pyro_value_get_string (object, NULL), ==, "obj");
  g_assert_cmpstr (pyro_value_get_string (method, NULL), ==, "it's");
  g_assert_true (pyro_value_identical (args, args_back));
  g_assert_true (pyro_value_identical (kwargs, kwargs_back));
}

static void
test_call_forms (void)
{
  static const struct { const char *text; const char *message; } cases[] = {
    { "('o','m',(),{})", NULL },
    { "['o','m',[],None]", NULL },
    { "('o','<batch>',[('a',(1,),{})],None)", NULL },
    { "'o','m',(),{}", NULL },
    { "('o','m',())", "A call is not made of an object, a method and two kinds of arguments" },
    { "('o','m',(),{},1)", "A call is not made of an object, a method and two kinds of arguments" },
    { "{'o','m','a','k'}", "A call is not made of an object, a method and two kinds of arguments" },
    { "1", "A call is not made of an object, a method and two kinds of arguments" },
    { "(1,'m',(),{})", "The object id of a call is not text" },
    { "('o',None,(),{})", "The method name of a call is not text" },
    { "('o','m','a',{})", "The arguments of a call are neither a list nor a tuple" },
    { "('o','m',(),[])", "The keyword arguments of a call are not a dict" },
    { "('o','m',(),{'__class__':'a.B'})", "The keyword arguments of a call are not a dict" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) payload = g_bytes_new (cases[i].text, strlen (cases[i].text));
      g_autoptr(PyroValue) object = NULL;
      g_autoptr(PyroValue) method = NULL;
      g_autoptr(PyroValue) args = NULL;
      g_autoptr(PyroValue) kwargs = NULL;
      g_autoptr(GError) error = NULL;
      gboolean good = pyro_codec_decode_call (pyro_codec_find ("serpent"), payload, &object, &method, &args, &kwargs,
                                              &error);

      if (cases[i].message == NULL)
        {
          g_assert_no_error (error);
          g_assert_true (good);
          g_assert_cmpstr (pyro_value_get_string (object, NULL), ==, "o");
          continue;
        }
      g_assert_false (good);
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_PROTOCOL);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_null (object);
      g_assert_null (kwargs);
    }
}

static void
test_call_errors (void)
{
  const PyroCodec *codec = pyro_codec_find ("serpent");
  g_autoptr(GString) deep = g_string_new (NULL);
  g_autoptr(PyroValue) too_deep = NULL;
  g_autoptr(PyroValue) none_key = parse ("({None: 1},)");
  g_autoptr(PyroValue) empty = parse ("()");
  g_autoptr(PyroValue) bad_kwargs = parse ("{'a': nanj}");
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < PYRO_MAX_DEPTH; i++)
    g_string_append_c (deep, '[');
  for (guint i = 0; i < PYRO_MAX_DEPTH; i++)
    g_string_append_c (deep, ']');
  too_deep = parse (deep->str);

  g_assert_null (pyro_codec_encode_call (codec, "o", "m", too_deep, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "The arguments are nested deeper than 199 levels");
  g_clear_error (&error);
  g_assert_null (pyro_codec_encode_call (codec, "o", "m", none_key, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_clear_error (&error);
  g_assert_null (pyro_codec_encode_call (codec, "o", "m", empty, bad_kwargs, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codec/find", test_codecs);
  g_test_add_func ("/serpent/written", test_written);
  g_test_add_func ("/serpent/refused", test_refused);
  g_test_add_func ("/serpent/unreadable", test_unreadable);
  g_test_add_func ("/serpent/from-python", test_from_python);
  g_test_add_func ("/serpent/to-python", test_to_python);
  g_test_add_func ("/serpent/bytes", test_bytes);
  g_test_add_func ("/serpent/bytes-dict", test_bytes_dict);
  g_test_add_func ("/serpent/call", test_call);
  g_test_add_func ("/serpent/call-forms", test_call_forms);
  g_test_add_func ("/serpent/call-errors", test_call_errors);
  return g_test_run ();
}
