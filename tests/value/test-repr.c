/* tests/value/test-repr.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "core/value/builder.h"
#include "core/value/literal.h"
#include "core/value/repr.h"
#include "tests/python-peer.h"

#define N_VALUES 50000
#define N_CHARACTERS 0x110000

static PyroValue *
parse (const char *text,
       gsize       size)
{
  g_autoptr(GError) error = NULL;
  /* an exact copy on the heap, so that ASan sees any read past it */
  g_autofree char *exact = g_memdup2 (text, size);
  PyroValue *value = pyro_literal_parse (exact, (gssize) size, NULL, &error);

  if (value == NULL)
    g_error ("%s: %s", error->message, text);

  return value;
}

static void
check_again (const char *text)
{
  g_autoptr(PyroValue) value = parse (text, strlen (text));
  g_autofree char *again = pyro_value_repr (value);

  g_assert_cmpstr (again, ==, text);
}

/* What repr() prints in CPython 3.13 */
static const char *const exact[] = {
  "None", "True", "False", "0", "-1", "123456789012345678901234567890", "-9223372036854775808",
  "1.0", "-0.0", "1e+16", "1234567890123456.0", "1e-05", "0.0001", "5e-324", "1.7976931348623157e+308",
  "inf", "-inf", "nan",
  "0j", "-0j", "2j", "-2j", "1.5j", "1e+16j", "(1+2j)", "(1-0j)", "(-0+2j)", "(-0-2j)", "(-0+0j)", "(-0-0j)",
  "(1.5-1e-05j)", "nanj", "infj", "-infj", "(nan+nanj)", "(inf-infj)", "(-inf+nanj)", "(-0+nanj)",
  "''", "'a'", "\"'\"", "'\"'", "'\\'\"'", "'\\\\'", "'\\n\\r\\t\\x00\\x1b\\x7f'", "'\\x80\\xa0\\xad'", "'äé'",
  "'\\u2028\\ufeff\\ue000'", "'😀'", "'\\U000e0001\\U0010ffff'", "'\\ud800'", "'\\ud83d\\ude00'",
  "b''", "b'a'", "b\"'\"", "b'\\'\"'", "b'\\\\\\n\\x00\\xff'",
  "[]", "[1]", "[1, [2, []]]", "()", "(1,)", "(1, 2)", "((),)", "set()", "{1}", "{1, 'a'}",
  "frozenset()", "frozenset({1})", "{frozenset({1, 2}), frozenset()}", "{}", "{1: 2}", "{'a': [1], (2, 3): None}",
  "{'__class__': 'float', 'value': 'nan'}", "{'__class__': 'a.B', 'x': 1}",
};

static void
test_exact (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (exact); i++)
    check_again (exact[i]);
}

static char *
repr_character (gunichar c)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) value = NULL;
  char text[6];

  pyro_builder_add_string (builder, text, g_unichar_to_utf8 (c, text));
  value = pyro_builder_end (builder, NULL);

  return pyro_value_repr (value);
}

/* ---- What the random values hold ---- */

/* How many values of each kind there were, so that none is left out unnoticed. */
typedef struct
{
  guint values;
  guint large_ints;   /* beyond 64 bits */
  guint floats;
  guint special;      /* floats that are nan or infinite */
  guint complex;
  guint bytes;
  guint astral;       /* texts with a character beyond U+FFFF */
  guint surrogates;   /* texts with a lone surrogate */
  guint containers;
} Census;

static void
count_text (Census    *census,
            PyroValue *value)
{
  gsize size;
  const char *text = pyro_value_get_string (value, &size);
  gboolean astral = FALSE, surrogate = FALSE;

  for (gsize i = 0; i < size; i++)
    {
      astral |= (guchar) text[i] >= 0xf0;
      surrogate |= (guchar) text[i] == 0xed && (guchar) text[i + 1] >= 0xa0;
    }
  census->astral += astral;
  census->surrogates += surrogate;
}

static void
count (Census    *census,
       PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);
  gint64 number;

  census->values++;
  census->large_ints += kind == PYRO_VALUE_INT && !pyro_value_get_int64 (value, &number);
  census->floats += kind == PYRO_VALUE_FLOAT;
  census->special += kind == PYRO_VALUE_FLOAT && !isfinite (pyro_value_get_float (value));
  census->complex += kind == PYRO_VALUE_COMPLEX;
  census->bytes += kind == PYRO_VALUE_BYTES;
  if (kind == PYRO_VALUE_STR)
    count_text (census, value);
  if (!pyro_value_is_container (value))
    return;

  census->containers++;
  for (gsize i = 0; i < pyro_value_get_length (value); i++)
    {
      PyroValue *key = pyro_value_get_key (value, i);

      if (key != NULL)
        count (census, key);
      count (census, pyro_value_get_item (value, i));
    }
}

static void
assert_census (const Census *census)
{
  g_test_message ("%u values: %u integers beyond 64 bits, %u floats (%u nan or infinite), %u complex, "
                  "%u bytes, texts with %u astral characters and %u surrogates, %u containers",
                  census->values, census->large_ints, census->floats, census->special, census->complex,
                  census->bytes, census->astral, census->surrogates, census->containers);
  g_assert_cmpuint (census->values, >=, N_VALUES);
  g_assert_cmpuint (census->large_ints, >, 1000);
  g_assert_cmpuint (census->floats, >, 1000);
  g_assert_cmpuint (census->special, >, 100);
  g_assert_cmpuint (census->complex, >, 1000);
  g_assert_cmpuint (census->bytes, >, 1000);
  g_assert_cmpuint (census->astral, >, 1000);
  g_assert_cmpuint (census->surrogates, >, 1000);
  g_assert_cmpuint (census->containers, >, 1000);
}

/* ---- Both ways ---- */

static guint8 avoided[N_CHARACTERS]; /* whether the two tables of Unicode do not agree */

/* Tells the peer which characters are printable in only one of the two tables of Unicode. */
static void
compare_tables (PythonPeer *peer)
{
  g_autofree guint8 *theirs = g_malloc0 (N_CHARACTERS);
  g_autoptr(GString) avoid = g_string_new (NULL);
  g_autofree char *answer = NULL;
  g_auto(GStrv) ranges = NULL;
  guint n = 0;

  python_peer_ask (peer, "printable");
  answer = python_peer_read (peer, NULL);
  ranges = g_strsplit (answer, ",", -1);
  for (gsize i = 0; ranges[i] != NULL; i++)
    {
      char *end;
      guint64 first = g_ascii_strtoull (ranges[i], &end, 16), last = g_ascii_strtoull (end + 1, NULL, 16);

      g_assert_cmpuint (last, <, N_CHARACTERS);
      memset (theirs + first, 1, last - first + 1);
    }

  for (gunichar c = 0; c < N_CHARACTERS; c++)
    {
      g_autofree char *repr = repr_character (c);
      gboolean ours = repr[1] != '\\' || c == '\\';

      if (ours != theirs[c])
        {
          g_string_append_printf (avoid, "%s%x-%x", n > 0 ? "," : "", c, c);
          avoided[c] = TRUE;
          n++;
        }
      if (c < 0x370)
        g_assert_cmpint (ours, ==, theirs[c]);
    }
  g_test_message ("%u characters are printable in only one of the two tables of Unicode (Python's is %s)",
                  n, peer->greeting + strlen ("ready "));
  g_assert_cmpuint (n, <, 20000);
  python_peer_ask (peer, "avoid %s", avoid->str);
}

/* Python's repr() of a value, read and written again, is the same. */
static void
test_from_python (void)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("value", "peer-repr.py");
  Census census = { 0 };
  guint n = 0;

  if (peer == NULL)
    return;
  compare_tables (peer);
  python_peer_ask (peer, "make 1 %d", N_VALUES);
  for (; n < N_VALUES; n++)
    {
      gsize size;
      g_autofree char *line = python_peer_read (peer, &size);
      g_autoptr(PyroValue) value = parse (line, size);
      g_autofree char *again = pyro_value_repr (value);

      g_assert_cmpstr (again, ==, line);
      count (&census, value);
    }
  g_assert_cmpuint (n, ==, 50000);
  assert_census (&census);
}

static double
random_double (GRand *rand)
{
  static const double special[] = { 0.0, -0.0, 1.0, -1.0, 1e16, 1e15, 1e22, 1e23, 1e-4, 1e-5, 5e-324, 0.1,
                                    INFINITY, -INFINITY, NAN };
  union { guint64 bits; double value; } pattern;

  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0:
      pattern.bits = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
      return pattern.value;

    case 1:
      return special[g_rand_int_range (rand, 0, G_N_ELEMENTS (special))];

    default:
      return g_rand_int_range (rand, -1000000, 1000000) / 100.0;
    }
}

static void
add_random_int (GRand       *rand,
                PyroBuilder *builder)
{
  g_autoptr(GString) digits = g_string_new (NULL);

  if (g_rand_boolean (rand))
    {
      pyro_builder_add_int (builder, (gint64) ((guint64) g_rand_int (rand) << 32 | g_rand_int (rand))
                                     >> g_rand_int_range (rand, 0, 64));
      return;
    }
  if (g_rand_boolean (rand))
    g_string_append_c (digits, '-');
  for (gint32 i = g_rand_int_range (rand, 1, 200); i > 0; i--)
    g_string_append_c (digits, (char) g_rand_int_range (rand, '0', '9' + 1));
  pyro_builder_add_int_text (builder, digits->str, digits->len);
}

static gunichar
random_character (GRand *rand)
{
  static const gunichar special[] = { '\\', '\'', '"', '\n', '\r', '\t', 0, 0x7f, 0xa0, 0xad, 0xd800, 0xdfff };

  gunichar c;

  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
    case 1:
      return special[g_rand_int_range (rand, 0, G_N_ELEMENTS (special))];

    case 2:
      return (gunichar) g_rand_int_range (rand, 0, 0x370);

    case 3:
      do
        c = (gunichar) g_rand_int_range (rand, 0, N_CHARACTERS);
      while (avoided[c]);
      return c;

    default:
      return (gunichar) g_rand_int_range (rand, ' ', 0x7f);
    }
}

static void
add_random_text (GRand       *rand,
                 PyroBuilder *builder)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (gint32 i = g_rand_int_range (rand, 0, 16); i > 0; i--)
    g_string_append_unichar (text, random_character (rand));
  if (g_rand_boolean (rand))
    pyro_builder_add_string (builder, text->str, (gssize) text->len);
  else
    pyro_builder_add_bytes (builder, text->str, text->len);
}

static void
add_random (GRand       *rand,
            PyroBuilder *builder,
            guint        depth,
            gboolean     hashable)
{
  static const PyroValueKind kinds[] = { PYRO_VALUE_TUPLE, PYRO_VALUE_FROZENSET, PYRO_VALUE_LIST,
                                         PYRO_VALUE_SET, PYRO_VALUE_DICT };
  gint32 kind = g_rand_int_range (rand, depth > 0 ? -5 : 0, 6);
  GError *error = NULL;

  if (kind < 0)
    {
      PyroValueKind container = kinds[hashable ? (-1 - kind) % 2 : -1 - kind];

      g_assert_true (pyro_builder_open (builder, container, &error));
      for (gint32 i = g_rand_int_range (rand, 0, 5); i > 0; i--)
        {
          gboolean keys = container >= PYRO_VALUE_SET;

          add_random (rand, builder, depth - 1, hashable || keys);
          if (container == PYRO_VALUE_DICT)
            add_random (rand, builder, depth - 1, FALSE);
        }
      g_assert_true (pyro_builder_close (builder, &error));
    }
  else if (kind == 0)
    g_rand_boolean (rand) ? pyro_builder_add_none (builder) : pyro_builder_add_bool (builder, g_rand_boolean (rand));
  else if (kind == 1)
    add_random_int (rand, builder);
  else if (kind == 2)
    pyro_builder_add_float (builder, random_double (rand));
  else if (kind == 3)
    pyro_builder_add_complex (builder, random_double (rand), random_double (rand));
  else
    add_random_text (rand, builder);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* repr() with the items of sets in the order of their own texts, as the peer does it. */
static char *
canonical (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);
  gsize n = pyro_value_is_container (value) ? pyro_value_get_length (value) : 0;
  g_autoptr(GPtrArray) items = g_ptr_array_new_null_terminated (n, g_free, TRUE);
  g_autofree char *joined = NULL;

  if (n == 0)
    return pyro_value_repr (value);

  for (gsize i = 0; i < n; i++)
    {
      char *item = canonical (pyro_value_get_item (value, i));

      if (kind == PYRO_VALUE_DICT || kind == PYRO_VALUE_RECORD)
        {
          g_autofree char *key = canonical (pyro_value_get_key (value, i));
          g_autofree char *alone = item;

          item = g_strconcat (key, ": ", alone, NULL);
        }
      g_ptr_array_add (items, item);
    }
  if (kind == PYRO_VALUE_SET || kind == PYRO_VALUE_FROZENSET)
    g_ptr_array_sort (items, compare_texts);
  joined = g_strjoinv (", ", (char **) items->pdata);

  if (kind == PYRO_VALUE_LIST)
    return g_strdup_printf ("[%s]", joined);
  if (kind == PYRO_VALUE_TUPLE)
    return g_strdup_printf ("(%s%s)", joined, n == 1 ? "," : "");
  if (kind == PYRO_VALUE_FROZENSET)
    return g_strdup_printf ("frozenset({%s})", joined);

  return g_strdup_printf ("{%s}", joined);
}

/* What we write, read and written by Python, is the same. */
static void
test_to_python (void)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("value", "peer-repr.py");
  g_autoptr(GRand) rand = g_rand_new_with_seed (2);
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);
  g_autoptr(GString) lines = g_string_new (NULL);
  Census census = { 0 };

  if (peer == NULL)
    return;
  compare_tables (peer);
  for (guint i = 0; i < N_VALUES; i++)
    {
      g_autoptr(PyroBuilder) builder = pyro_builder_new ();
      PyroValue *value;

      add_random (rand, builder, 3, FALSE);
      value = pyro_builder_end (builder, NULL);
      g_assert_nonnull (value);
      g_ptr_array_add (values, value);
      count (&census, value);
      pyro_value_append_repr (value, lines);
      g_string_append_c (lines, '\n');
    }

  python_peer_ask (peer, "read %u", values->len);
  python_peer_write (peer, lines->str, lines->len);
  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *theirs = python_peer_read (peer, NULL);
      g_autofree char *ours = canonical (values->pdata[i]);

      g_assert_cmpstr (theirs, ==, ours);
    }
  g_assert_cmpuint (values->len, ==, 50000);
  assert_census (&census);
}

/* What is read from its repr is the same value, not only an equal one. */
static void
test_reads_back (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);

  for (guint i = 0; i < N_VALUES; i++)
    {
      g_autoptr(PyroBuilder) builder = pyro_builder_new ();
      g_autoptr(PyroValue) value = NULL;
      g_autoptr(PyroValue) back = NULL;
      g_autoptr(PyroValue) indented_back = NULL;
      g_autofree char *text = NULL;
      g_autofree char *indented = NULL;

      add_random (rand, builder, 4, FALSE);
      value = pyro_builder_end (builder, NULL);
      text = pyro_value_repr (value);
      back = parse (text, strlen (text));
      g_assert_true (pyro_value_identical (value, back));
      indented = pyro_value_repr_indented (value, (guint) g_rand_int_range (rand, 1, 80));
      indented_back = parse (indented, strlen (indented));
      g_assert_true (pyro_value_identical (value, indented_back));
    }
}

typedef struct
{
  const char *text;
  guint       width;
  const char *indented;
} IndentedCase;

static const IndentedCase indented_cases[] = {
  { "[1, 2, 3]", 80, "[1, 2, 3]" },
  { "[1, 2, 3]", 9, "[1, 2, 3]" },
  { "[1, 2, 3]", 8, "[\n    1,\n    2,\n    3,\n]" },
  { "[1, 2, 3, 4, 5, 6]", 11, "[\n    1, 2,\n    3, 4,\n    5, 6,\n]" },
  { "('abcdefghij',)", 10, "(\n    'abcdefghij',\n)" },
  { "{'a': 1, 'b': [1, 2, 3, 4]}", 20, "{\n    'a': 1,\n    'b': [\n        1, 2, 3, 4,\n    ],\n}" },
  { "{'a': 1, 'b': [1, 2, 3, 4]}", 22, "{\n    'a': 1,\n    'b': [1, 2, 3, 4],\n}" },
  { "{'a': 1, 'b': [1, 2, 3, 4]}", 27, "{'a': 1, 'b': [1, 2, 3, 4]}" },
  { "frozenset({1, 2})", 10, "frozenset({\n    1, 2,\n})" },
  { "{'äöü'}", 7, "{'äöü'}" },
  { "{'äöü'}", 6, "{\n    'äöü',\n}" },
  { "[]", 1, "[]" },
  { "[set(), {}]", 5, "[\n    set(),\n    {},\n]" },
  { "123456", 3, "123456" },
};

static void
test_indented (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (indented_cases); i++)
    {
      g_autoptr(PyroValue) value = parse (indented_cases[i].text, strlen (indented_cases[i].text));
      g_autofree char *indented = pyro_value_repr_indented (value, indented_cases[i].width);

      g_assert_cmpstr (indented, ==, indented_cases[i].indented);
    }
}

typedef struct
{
  const char *text;
  gsize       max_size;
  const char *cut;
} ShortCase;

static const ShortCase short_cases[] = {
  { "[1, 2, 3]", 9, "[1, 2, 3]" },
  { "[1, 2, 3]", 8, "[1, 2…" },
  { "[1, 2, 3]", 4, "[…" },
  { "[1, 2, 3]", 3, "…" },
  { "[1, 2, 3]", 2, "" },
  { "'abcdef'", 7, "'abc…" },
  { "'äöüäöü'", 9, "'äö…" },
  { "'äöüäöü'", 8, "'äö…" },
  { "'äöüäöü'", 7, "'ä…" },
  { "'😀😀😀'", 8, "'😀…" },
  { "'😀😀😀'", 9, "'😀…" },
  { "'😀😀😀'", 14, "'😀😀😀'" },
  { "123456789012345678901234567890", 10, "1234567…" },
  { "None", 0, "" },
};

static void
test_short (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (short_cases); i++)
    {
      g_autoptr(PyroValue) value = parse (short_cases[i].text, strlen (short_cases[i].text));
      g_autofree char *cut = pyro_value_repr_short (value, short_cases[i].max_size);

      g_assert_cmpstr (cut, ==, short_cases[i].cut);
    }
}

/* A short repr is the beginning of the long one at every size. */
static void
test_short_is_prefix (void)
{
  const char *text = "{'a': ['äöü', b'\\x00\\xff', 1.5, (1+2j)], ('€', \"'\"): {1: frozenset({'\\ud800', '\\n😀'})}}";
  g_autoptr(PyroValue) value = parse (text, strlen (text));

  for (gsize size = 0; size < strlen (text) + 5; size++)
    {
      g_autofree char *cut = pyro_value_repr_short (value, size);

      g_assert_cmpuint (strlen (cut), <=, size);
      g_assert_true (g_utf8_validate (cut, -1, NULL));
      if (size >= strlen (text))
        g_assert_cmpstr (cut, ==, text);
      else if (size >= strlen ("…"))
        {
          g_assert_true (g_str_has_suffix (cut, "…"));
          g_assert_cmpuint (strlen (cut), >=, size - 3);
          g_assert_true (strncmp (cut, text, strlen (cut) - strlen ("…")) == 0);
        }
    }
}

/* A row of a list shows what a large value begins with, and does not wait for the rest. */
static void
test_short_of_large (void)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(PyroValue) value = NULL;
  const gsize size = 200 << 20;
  char *room = pyro_builder_add_string_room (builder, size);
  g_autofree char *cut = NULL;
  gint64 start, taken;

  memset (room, 'x', size);
  value = pyro_builder_end (builder, NULL);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < 1000; i++)
    {
      g_free (cut);
      cut = pyro_value_repr_short (value, 100);
    }
  taken = g_get_monotonic_time () - start;
  g_assert_cmpuint (strlen (cut), ==, 100);
  g_assert_cmpint (taken, <, G_TIME_SPAN_SECOND); /* it would be many seconds if all of it were looked at */
}

/* Text is looked at in words and longer pieces: each place of them is a place for something special. */
static void
test_places (void)
{
  static const char *const specials[] = { "'", "\"", "\\", "\n", "\x1f", " ", "~", "\x7f", "\xc2\xa0", "é", "'\"" };

  for (gsize size = 0; size < 50; size++)
    for (gsize place = 0; place <= size; place++)
      for (gsize i = 0; i < G_N_ELEMENTS (specials); i++)
        {
          g_autoptr(GString) text = g_string_new (NULL);
          g_autoptr(PyroValue) value = NULL;
          g_autoptr(PyroValue) back = NULL;
          g_autofree char *literal = NULL;

          for (gsize at = 0; at < size; at++)
            g_string_append_c (text, (char) ('a' + at % 26));
          g_string_insert (text, (gssize) place, specials[i]);
          value = pyro_value_new_string (text->str);
          literal = pyro_value_repr (value);
          back = pyro_literal_parse (literal, -1, NULL, NULL);
          g_assert_nonnull (back);
          g_assert_true (pyro_value_equal (back, value));
          /* what is not printable is not in it, and what is needs no escape */
          g_assert_cmpint (strpbrk (literal, "\n\x1f\x7f") == NULL, ==, TRUE);
          g_assert_cmpint (strchr (literal, '\\') != NULL, ==, i == 2 || i == 3 || i == 4 || i == 7 || i == 8 || i == 10);
        }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/repr/exact", test_exact);
  g_test_add_func ("/repr/from-python", test_from_python);
  g_test_add_func ("/repr/to-python", test_to_python);
  g_test_add_func ("/repr/reads-back", test_reads_back);
  g_test_add_func ("/repr/indented", test_indented);
  g_test_add_func ("/repr/short", test_short);
  g_test_add_func ("/repr/short-is-prefix", test_short_is_prefix);
  g_test_add_func ("/repr/short-of-large", test_short_of_large);
  g_test_add_func ("/repr/places", test_places);
  return g_test_run ();
}
