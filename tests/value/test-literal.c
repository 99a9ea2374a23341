/* tests/value/test-literal.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/value/literal.h"
#include "core/value/repr.h"
#include "tests/python-peer.h"
#include "tests/value/bad-literals.h"

static PyroValue *
parse (const char        *text,
       gsize              size,
       PyroLiteralFlags   flags,
       PyroPlace         *place,
       GError           **error)
{
  /* an exact copy on the heap, so that ASan sees any read past it */
  g_autofree char *exact = g_memdup2 (text, size);

  return pyro_literal_parse_full (exact, (gssize) size, flags, place, error);
}

static char *
read_and_write (const char       *text,
                PyroLiteralFlags  flags)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = parse (text, strlen (text), flags, NULL, &error);

  if (value == NULL)
    g_error ("%s: %s", error->message, text);

  return pyro_value_repr (value);
}

static char *
ask_python (PythonPeer *peer,
            const char *text)
{
  g_autoptr(GString) hex = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    g_string_append_printf (hex, "%02x", (guchar) *at);
  python_peer_ask (peer, "eval %s", hex->str);

  return python_peer_read (peer, NULL);
}

/* Each form that ast.literal_eval() accepts; Python says what comes out. */
static const char *const good_literals[] = {
  "None", "True", "False", " 1", "\t 1", "\n1", "\r\n1", "\f1", "1\f", "1 ", "1\n", "1\r", "1\n\n  \n# end", "# c\n1",
  "1 # c", "\\\n1", "1\\\n\n", "1 \\\r\n+ 2j", "[1 \\\n, 2]",
  /* integers */
  "0", "00", "0_0", "000_000", "7", "1_000", "12_34_56", "-1", "+1", "- 1", "+0", "-0", "9223372036854775807",
  "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "123456789012345678",
  "1234567890123456789", "99999999999999999999", "-99999999999999999999", "1_000_000_000_000_000_000_000",
  "0x0", "0xff", "0XFF", "0xFf_fF", "0x_f", "0xffffffffffffffffffffffff", "-0x10", "0o17", "0O17", "0o_1_7", "0b101",
  "0B1", "0b_1", "-0b1", "0x7fffffffffffffff", "0x8000000000000000", "-0x8000000000000000",
  /* floats */
  "1.", "1.0", ".5", "0.5", "-.5", "00.5", "08.5", "1e5", "1E5", "1e+5", "1e-5", "1.e5", "1_0.0_1e1_0", ".5_5", "0e0",
  "09e1", "1e400", "-1e400", "1e-400", "-0.0", "0.1", "123456789.123456789", "9007199254740993.0", "1e22", "1e23",
  "8.41e21", "5e-324", "2.4703282292062327e-324", "1.7976931348623157e308", "1.7976931348623159e308",
  "0.000000000000000000000000000000000000000000000001", "179769313486231570000000000000000000000000000.5e264",
  "3.141592653589793238462643383279502884197169399375105820974944592307816406286208998628034825342117067982",
  /* complex numbers */
  "1j", "1J", "0j", "1.5j", "1e5j", "1_0j", "08j", "0777j", ".5j", "1+2j", "1-2j", "1 + 2j", "-1+2j", "-1-2j", "+1+2j",
  "1.5+2.5j", "1e400+1j", "1+1e400j", "(1+2j)", "((1+2j))", "(1)+(2j)", "(1)-(2j)", "(-1)+2j", "-(1)+2j", "-(1)", "-((1))",
  "[1+2j, 3]", "{1+2j: 3j}", "99999999999999999999+1j", "[-\n1]", "(1\n+\n2j)",
  /* text */
  "''", "\"\"", "''''''", "\"\"\"\"\"\"", "'a'", "\"a\"", "'''a'''", "\"\"\"a\"\"\"", "'''a'b''c'''", "'''a\nb'''",
  "'''a\r\nb\rc'''", "'a\"b'", "\"a'b\"", "'tab\there'", "'a' 'b'", "'a'\"b\"'''c'''", "('a'\n'b')", "['a' # c\n 'b']",
  "u'a'", "U'a'", "u'a' 'b'", "r'a\\b'", "R'\\''", "r'\\\\'", "r'a\\\nb'", "r'a\\\r\nb'", "'a\\\nb'", "'a\\\r\nb'",
  "'a\\\rb'", "'''a\\\nb'''", "'\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\\"'", "'\\0'", "'\\01'", "'\\012'", "'\\0123'", "'\\377'",
  "'\\777'", "'\\8'", "'\\18'", "'\\x41\\xff'", "'\\u20ac'", "'\\U0001f600'", "'\\ud800'", "'\\ud83d\\ude00'", "'\\d\\e\\ä'",
  "'\\ '", "'äöü€😀'", "'\\u00e4'", "'abcdefghijklmnopqrstuvwxyz'", "'abcdefg\\nhijklmnopq'", "'12345678'", "'1234567\\''",
  "'\\x00\\x01'", "r'\\x00'", "'a''b'", "'' ''", "'\x7f'", "'\\u2028 \xe2\x80\xa8'",
  /* bytes */
  "b''", "B''", "b'a'", "b\"a\"", "b'''a\nb'''", "br'\\a'", "bR'\\a'", "Br'\\a'", "BR'\\a'", "rb'\\a'", "rB'\\a'", "Rb'\\a'",
  "RB'\\a'", "b'a' b'b'", "b'\\x00\\xff'", "b'\\377'", "b'\\777'", "b'\\u20ac'", "b'\\N'", "b'\\U'", "b'\\n\\q'", "b'a' rb'\\b'",
  "b'''\r\n'''", "b'\\\n'",
  /* containers */
  "[]", "[ ]", "[\n]", "[1]", "[1,]", "[1, 2]", "[1,2,]", "[\n1\n,\n2\n]", "[# c\n1]", "[[], [[]]]", "()", "( )", "(\n)",
  "(1)", "((1))", "(1,)", "(1,2)", "(1,2,)", "((1,),)", "(())", "('a')", "([1])", "({})", "(None)", "((1, 2))", "1,", "1, 2",
  "1, 2,", "1,\n", "(1), (2)", "'a', 'b'", "[1], {}", "([1], 2)", "({1: 2}, 2)", "((), 1)", "(((1,), 2), 3)", "(1, [2, (3,)])",
  "{}", "{ }", "{1}", "{1,}", "{1, 1.0, True}", "{(1, 2)}", "{1: 2}", "{1: 2,}", "{1: 2, 1.0: 3}", "{'a': [1], (1, 2): {}}",
  "{1:2,\n3:4}", "{None: None}", "{1: (2)}", "{(1): 2}", "{(1,): 2}", "{-1: +2}", "set()", "set ( )", "(set)()", "((set))()",
  "[set(), set()]", "{1: set()}", "{'__class__': 'a.B'}", "{'a': 1, 'a': 2}",
};

/* Where more is read than Python reads, or the signs of zeros are kept. */
static const char *const own_literals[][2] = {
  { "nan", "nan" }, { "-nan", "nan" }, { "+nan", "nan" }, { "inf", "inf" }, { "-inf", "-inf" }, { "+inf", "inf" },
  { "nanj", "nanj" }, { "infj", "infj" }, { "-infj", "-infj" }, { "nan+nanj", "(nan+nanj)" }, { "inf-infj", "(inf-infj)" },
  { "(-inf+2j)", "(-inf+2j)" }, { "[nan, (inf), -(inf)]", "[nan, inf, -inf]" }, { "{nan: nan}", "{nan: nan}" },
  { "-2j", "-2j" }, { "-0j", "-0j" }, { "1-0j", "(1-0j)" }, { "-0+2j", "(-0+2j)" }, { "(-0-0j)", "(-0-0j)" },
  { "-0.0+2j", "(-0+2j)" }, { "(-0)+2j", "(-0+2j)" }, { "0+2j", "2j" }, { "-(0)+2j", "(-0+2j)" },
  { "frozenset()", "frozenset()" }, { "frozenset ( )", "frozenset()" }, { "frozenset({1, 2})", "frozenset({1, 2})" },
  { "frozenset([1, 2, 1])", "frozenset({1, 2})" }, { "frozenset((1, 2))", "frozenset({1, 2})" },
  { "frozenset(())", "frozenset()" }, { "frozenset([])", "frozenset()" }, { "frozenset({})", "frozenset()" },
  { "frozenset((1,))", "frozenset({1})" }, { "{frozenset({frozenset()})}", "{frozenset({frozenset()})}" },
  { "(frozenset({1}), 2)", "(frozenset({1}), 2)" }, { "frozenset({1,})", "frozenset({1})" },
  { "frozenset( { 1 , } )", "frozenset({1})" }, { "frozenset({'a' 'b'})", "frozenset({'ab'})" },
  { "  # c\n  1", "1" }, { "\n 1", "1" }, { "1\\\n", "1" },
};

static void
test_good (void)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("value", "peer-repr.py");

  if (peer == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (good_literals); i++)
    {
      g_autofree char *ours = read_and_write (good_literals[i], PYRO_LITERAL_PLAIN);
      g_autofree char *theirs = ask_python (peer, good_literals[i]);

      g_assert_cmpstr (ours, ==, theirs);
    }
}

static void
test_own (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (own_literals); i++)
    {
      g_autofree char *text = read_and_write (own_literals[i][0], PYRO_LITERAL_PLAIN);

      g_assert_cmpstr (text, ==, own_literals[i][1]);
    }
}

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_literals); i++)
    {
      const BadLiteral *bad = &bad_literals[i];
      g_autoptr(GError) error = NULL;
      PyroPlace place = { 0 };

      if (parse (bad->text, strlen (bad->text), PYRO_LITERAL_PLAIN, &place, &error) != NULL)
        g_error ("accepted: %s", bad->text);
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SYNTAX);
      g_assert_cmpstr (error->message, ==, bad->message);
      g_assert_cmpuint (place.line, ==, bad->line);
      g_assert_cmpuint (place.column, ==, bad->column);
      g_assert_cmpuint (place.offset, <=, strlen (bad->text));
      g_assert_null (pyro_literal_parse (bad->text, -1, NULL, NULL));
    }
}

/* Python accepts none of them either, but for what we refuse on purpose. */
static void
test_bad_in_python (void)
{
  g_autoptr(PythonPeer) peer = python_peer_new ("value", "peer-repr.py");
  static const char *const refused[] = { "...", "[...]", "'\\N{BULLET}'", NULL };
  guint n_refused = 0;

  if (peer == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (bad_literals); i++)
    {
      g_autofree char *theirs = ask_python (peer, bad_literals[i].text);

      if (g_strv_contains (refused, bad_literals[i].text))
        n_refused++;
      else if (theirs[0] != '!' && !g_str_has_prefix (bad_literals[i].text, "frozenset"))
        g_error ("Python accepts %s as %s", bad_literals[i].text, theirs);
    }
  g_assert_cmpuint (n_refused, ==, 3);
}

/* A text that was cut off anywhere is read or refused, and nothing is read behind its end. */
static void
test_prefixes (void)
{
  static const char text[] =
    "# c\n[1, -2.5e3, 0xff, (1+2j), 'a\\x41\\u20ac\\'' \"b\" r'\\q', b'\\xff', '''é\n''', {'k': (None, True), 2: "
    "{1, 2}}, set(), frozenset({3, (4,)}), nan, -inf, \\\n [[]], (), (5), 1_000, 12345678901234567890] # end\n";
  gsize size = sizeof text - 1, n_good = 0;

  for (gsize i = 0; i <= size; i++)
    {
      g_autoptr(GError) error = NULL;
      PyroPlace place = { G_MAXSIZE };
      g_autoptr(PyroValue) value = parse (text, i, PYRO_LITERAL_PLAIN, &place, &error);

      if (value != NULL)
        n_good++;
      else
        {
          g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SYNTAX);
          g_assert_cmpuint (place.offset, <=, i);
        }
    }
  g_assert_cmpuint (n_good, ==, strlen (" # end\n") + 1);
}

static void
assert_refused (const char       *text,
                gsize             size,
                PyroLiteralFlags  flags,
                PyroError         code,
                gsize             offset,
                const char       *message)
{
  g_autoptr(GError) error = NULL;
  PyroPlace place = { 0 };

  g_assert_null (parse (text, size, flags, &place, &error));
  g_assert_error (error, PYRO_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpuint (place.offset, ==, offset);
}

static void
test_bytes (void)
{
  assert_refused ("'a\0b'", 5, PYRO_LITERAL_PLAIN, PYRO_ERROR_SYNTAX, 2, "A zero byte cannot stand here");
  assert_refused ("1\0", 2, PYRO_LITERAL_PLAIN, PYRO_ERROR_SYNTAX, 1, "A zero byte cannot stand here");
  assert_refused ("'\xff'", 3, PYRO_LITERAL_PLAIN, PYRO_ERROR_SYNTAX, 1,
                  "The byte 0xff cannot stand here: the text is not valid UTF-8");
  assert_refused ("'a\xc3", 3, PYRO_LITERAL_PLAIN, PYRO_ERROR_SYNTAX, 2,
                  "The byte 0xc3 cannot stand here: the text is not valid UTF-8");
  assert_refused ("'\xed\xa0\x80'", 5, PYRO_LITERAL_PLAIN, PYRO_ERROR_SYNTAX, 1,
                  "The byte 0xed cannot stand here: the text is not valid UTF-8");
}

static void
test_place (void)
{
  static const char text[] = "[1,\r\n 'ä€😀',\n\r\n  x]";
  g_autoptr(GError) error = NULL;
  PyroPlace place;

  g_assert_null (parse (text, sizeof text - 1, PYRO_LITERAL_PLAIN, &place, &error));
  g_assert_cmpuint (place.offset, ==, (gsize) (strchr (text, 'x') - text));
  g_assert_cmpuint (place.line, ==, 4);
  g_assert_cmpuint (place.column, ==, 3);

  g_clear_error (&error);
  g_assert_null (pyro_literal_parse ("'ä€😀' x", -1, &place, &error));
  g_assert_cmpuint (place.offset, ==, strlen ("'ä€😀' "));
  g_assert_cmpuint (place.column, ==, 7);
}

static GString *
nest (const char *opening,
      const char *inner,
      const char *closing,
      guint       depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, opening);
  g_string_append (text, inner);
  for (guint i = 0; i < depth; i++)
    g_string_append (text, closing);

  return text;
}

static void
test_depth (void)
{
  static const struct { const char *opening, *closing; guint levels; } cases[] = {
    { "[", "]", 1 }, { "(", ",)", 1 }, { "{1:", "}", 1 }, { "frozenset({", "})", 1 }, { "frozenset([", "])", 1 },
    { "(", ")", 0 }, { "(1,", ")", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GString) deep = nest (cases[i].opening, "2", cases[i].closing, PYRO_MAX_DEPTH);
      g_autoptr(GString) deeper = nest (cases[i].opening, "2", cases[i].closing, PYRO_MAX_DEPTH + 1);
      g_autoptr(GString) endless = nest (cases[i].opening, "2", cases[i].closing, 100000);
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = parse (deep->str, deep->len, PYRO_LITERAL_PLAIN, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (pyro_value_get_depth (value), ==, cases[i].levels * PYRO_MAX_DEPTH);
      g_assert_null (parse (deeper->str, deeper->len, PYRO_LITERAL_PLAIN, NULL, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
      g_clear_error (&error);
      g_assert_null (parse (endless->str, endless->len, PYRO_LITERAL_PLAIN, NULL, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
      g_clear_error (&error);

      /* without brackets of its own, a tuple is a level more */
      g_string_append_c (deep, ',');
      if (cases[i].levels > 0)
        {
          g_assert_null (parse (deep->str, deep->len, PYRO_LITERAL_PLAIN, NULL, &error));
          g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
        }
    }
}

static char *
repeat (const char *head,
        char        digit,
        gsize       n,
        const char *tail)
{
  g_autofree char *digits = g_strnfill (n, digit);

  return g_strconcat (head, digits, tail, NULL);
}

static void
test_long_numbers (void)
{
  static const struct { const char *head; char digit; gsize n; const char *tail; const char *message; } bad[] = {
    { "", '9', PYRO_MAX_INT_DIGITS + 1, "", "This number has more than 1000000 digits" },
    { "1.", '9', PYRO_MAX_INT_DIGITS, "", "This number has more than 1000000 digits" },
    { "0x", 'f', PYRO_MAX_BASED_DIGITS + 1, "", NULL },
    { "", '9', 400, "+1j", "The real part of this complex number is too large" },
  };
  g_autofree char *longest = repeat ("-", '9', PYRO_MAX_INT_DIGITS, "");
  g_autofree char *based = repeat ("0x", 'f', PYRO_MAX_BASED_DIGITS, "");
  g_autofree char *precise = repeat ("0.", '3', 900000, "e0");
  g_autofree char *back = read_and_write (longest, PYRO_LITERAL_PLAIN);
  g_autofree char *decimal = read_and_write (based, PYRO_LITERAL_PLAIN);
  g_autofree char *third = read_and_write (precise, PYRO_LITERAL_PLAIN);

  g_assert_cmpstr (back, ==, longest);
  g_assert_cmpuint (strlen (decimal), ==, 24083);
  g_assert_true (g_str_has_prefix (decimal, "250988092810539007004183"));
  g_assert_true (g_str_has_suffix (decimal, "248263909375"));
  g_assert_cmpstr (third, ==, "0.3333333333333333");

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = repeat (bad[i].head, bad[i].digit, bad[i].n, bad[i].tail);
      g_autoptr(GError) error = NULL;

      g_assert_null (pyro_literal_parse (text, -1, NULL, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
      if (bad[i].message != NULL)
        g_assert_cmpstr (error->message, ==, bad[i].message);
    }
}

typedef struct
{
  const char *text;
  const char *args;
  const char *kwargs;
} GoodArguments;

static const GoodArguments good_arguments[] = {
  { "", "()", "{}" },
  { "  # nothing\n", "()", "{}" },
  { "1", "(1,)", "{}" },
  { "1,", "(1,)", "{}" },
  { "1, 'a' 'b', [2, 3]", "(1, 'ab', [2, 3])", "{}" },
  { "'AAA', when=None", "('AAA',)", "{'when': None}" },
  { "a=1, b = (2, 3),", "()", "{'a': 1, 'b': (2, 3)}" },
  { "1,\n2,\n a\n=\n3", "(1, 2)", "{'a': 3}" },
  { "(1), -2, 1+2j", "(1, -2, (1+2j))", "{}" },
  { "set(), frozenset()", "(set(), frozenset())", "{}" },
  { "nan, x=nan", "(nan,)", "{'x': nan}" },
  { "größe=1, _x1=2, class=3", "()", "{'größe': 1, '_x1': 2, 'class': 3}" },
  { "ﬁeld=1", "()", "{'field': 1}" }, /* a name is what NFKC makes of it */
  { "a={'a': 1}", "()", "{'a': {'a': 1}}" },
};

static const BadLiteral bad_arguments[] = {
  { "1 2", 1, 3, "A comma is missing before 2" },
  { ",", 1, 1, "A value is missing before this comma" },
  { "1,,2", 1, 3, "A value is missing before this comma" },
  { "a=1, 2", 1, 6, "A value without a name cannot come after one with a name" },
  { "a=1, b=2,\n a=3", 2, 2, "The argument a is given twice" },
  { "ﬁ=1, fi=2", 1, 6, "The argument fi is given twice" },
  { "None=1", 1, 1, "None cannot be the name of an argument" },
  { "a=", 1, 3, "A value is missing: the text ends here" },
  { "a=,", 1, 3, "A value is missing before this comma" },
  { "a==1", 1, 1, "A name cannot stand here: put quotes around a to make it text" },
  { "=1", 1, 1, "= cannot stand here, as formulas are not worked out" },
  { "1=2", 1, 2, "= cannot stand here, as formulas are not worked out" },
  { "a=b", 1, 3, "A name cannot stand here: put quotes around b to make it text" },
  { "*[1]", 1, 1, "* cannot stand here: write the values one by one" },
  { "**{}", 1, 1, "* cannot stand here: write the values one by one" },
  { "1)", 1, 2, "There is no ( that this ) could close" },
  { "[1, 2", 1, 6, "The [ opened at line 1, column 1 is not closed" },
  { "a: 1", 1, 1, "A name cannot stand here: put quotes around a to make it text" },
  { "'a'.b", 1, 4, "A point cannot stand after a value, as it has no attributes here" },
  { "a=1 b=2", 1, 5, "A comma is missing before b" },
};

static void
test_arguments (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good_arguments); i++)
    {
      const GoodArguments *good = &good_arguments[i];
      g_autofree char *exact = g_memdup2 (good->text, strlen (good->text));
      g_autoptr(PyroValue) args = NULL;
      g_autoptr(PyroValue) kwargs = NULL;
      g_autofree char *args_text = NULL;
      g_autofree char *kwargs_text = NULL;
      g_autoptr(GError) error = NULL;

      pyro_literal_parse_arguments (exact, (gssize) strlen (good->text), &args, &kwargs, NULL, &error);
      g_assert_no_error (error);
      args_text = pyro_value_repr (args);
      kwargs_text = pyro_value_repr (kwargs);
      g_assert_cmpstr (args_text, ==, good->args);
      g_assert_cmpstr (kwargs_text, ==, good->kwargs);
      g_assert_cmpint (pyro_value_get_kind (kwargs), ==, PYRO_VALUE_DICT);
    }
}

static void
test_bad_arguments (void)
{
  g_autoptr(GString) deep = nest ("[", "", "]", PYRO_MAX_DEPTH);
  g_autoptr(GError) error = NULL;
  PyroValue *args = NULL, *kwargs = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad_arguments); i++)
    {
      PyroPlace place;

      g_assert_false (pyro_literal_parse_arguments (bad_arguments[i].text, -1, &args, &kwargs, &place, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SYNTAX);
      g_assert_cmpstr (error->message, ==, bad_arguments[i].message);
      g_assert_cmpuint (place.line, ==, bad_arguments[i].line);
      g_assert_cmpuint (place.column, ==, bad_arguments[i].column);
      g_assert_null (args);
      g_assert_null (kwargs);
      g_clear_error (&error);
    }

  /* the tuple of the arguments is a level, too */
  g_assert_false (pyro_literal_parse_arguments (deep->str, -1, &args, &kwargs, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
}

static void
test_serpent (void)
{
  static const char *const good[][2] = {
    { "# serpent utf-8 python3.2\n(1.0+-0.0j)", "(1-0j)" },
    { "(1.0+-1e30000j)", "(1-infj)" },
    { "{'__class__':'float','value':'nan'}", "nan" },
    { "[{ \"value\" : \"nan\" , \"__class__\" : \"float\" }]", "[nan]" },
    { "{'__class__':'float','value':'-inf'}", "-inf" },
    { "{'__class__':'float','value':'inf'}", "inf" },
    { "{'__class__':'float','value':'1.5'}", "{'__class__': 'float', 'value': '1.5'}" },
    { "{'__class__':'floats','value':'nan'}", "{'__class__': 'floats', 'value': 'nan'}" },
    { "{'__class__':'float','value':'nan','x':1}", "{'__class__': 'float', 'value': 'nan', 'x': 1}" },
    { "{'__class__':'float'}", "{'__class__': 'float'}" },
    { "{'value':'nan','value':'nan'}", "{'value': 'nan'}" },
    { "1e30000", "inf" }, { "-1e30000", "-inf" }, { "set()", "set()" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *text = read_and_write (good[i][0], PYRO_LITERAL_SERPENT);

      g_assert_cmpstr (text, ==, good[i][1]);
    }
  assert_refused ("nan", 3, PYRO_LITERAL_SERPENT, PYRO_ERROR_SYNTAX, 0,
                  "A name cannot stand here: put quotes around nan to make it text");
  assert_refused ("frozenset()", 11, PYRO_LITERAL_SERPENT, PYRO_ERROR_SYNTAX, 0,
                  "frozenset(…) cannot stand here, as nothing is called: write the value itself");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/literal/good", test_good);
  g_test_add_func ("/literal/own", test_own);
  g_test_add_func ("/literal/bad", test_bad);
  g_test_add_func ("/literal/bad-in-python", test_bad_in_python);
  g_test_add_func ("/literal/prefixes", test_prefixes);
  g_test_add_func ("/literal/bytes", test_bytes);
  g_test_add_func ("/literal/place", test_place);
  g_test_add_func ("/literal/depth", test_depth);
  g_test_add_func ("/literal/long-numbers", test_long_numbers);
  g_test_add_func ("/literal/arguments", test_arguments);
  g_test_add_func ("/literal/bad-arguments", test_bad_arguments);
  g_test_add_func ("/literal/serpent", test_serpent);
  return g_test_run ();
}
