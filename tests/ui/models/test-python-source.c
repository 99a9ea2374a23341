/* tests/ui/models/test-python-source.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/python-source.h"

#include <string.h>

static const char stock[] =
  "# -*- coding: utf-8 -*-\n"
  "\"\"\"A module.\"\"\"\n"
  "import Pyro5.api as p\n"
  "\n"
  "class Base(object):\n"
  "    def ping(self): 'Answers.'; return 1\n"
  "    def _hidden(self, x): pass\n"
  "\n"
  "@p.expose\n"
  "@p.behavior(instance_mode='single')\n"
  "class Stock(Base, metaclass=abc.ABCMeta):\n"
  "    '''What is traded.\n"
  "\n"
  "       More of it.'''\n"
  "\n"
  "    table = {'a': 1,\n"
  "def not_a_def(x): pass\n"
  "    }\n"
  "    def quote(self, symbol: str, when=None,  # the day, of course\n"
  "              *, places: int = 2, key=lambda a, b: (a, b),\n"
  "              **more) -> dict[str, float]:\n"
  "        r\"\"\"The price of a symbol,\n"
  "        on a day.\n"
  "\n"
  "            indented\n"
  "        \"\"\"\n"
  "        def inner(self, wrong): pass\n"
  "        return \"def quote(self, wrong):\"\n"
  "    @p.oneway\n"
  "    async def log(self, message, /, level='it\\'s', *rest): pass\n"
  "    @staticmethod\n"
  "    def parse(text): pass\n"
  "    @classmethod\n"
  "    def make(cls, n=0x10): ...\n"
  "    @property\n"
  "    def count(self) -> int:\n"
  "        'How many.'\n"
  "    @count.setter\n"
  "    def count(self, value): pass\n"
  "    def old(self, (a, b), c): pass\n"
  "    def generic[T](self, x: T) -> T: ...\n"
  "    def twice(self, a): pass\n"
  "    def twice(self, a, b): pass\n"
  "    if True:\n"
  "        def conditional(self, x \\\n"
  "                        , y): pass\n"
  "    class Inner:\n"
  "        def deep(self, z): pass\n"
  "    def after(self): pass\n"
  "\n"
  "def function(x): pass\n"
  "class Other:\n"
  "    def quote(self, a): pass\n";

static LensPythonClass *
find_class (GPtrArray  *classes,
            const char *name)
{
  for (guint i = 0; i < classes->len; i++)
    if (g_str_equal (((LensPythonClass *) g_ptr_array_index (classes, i))->name, name))
      return g_ptr_array_index (classes, i);
  g_assert_not_reached ();
}

static LensPythonMethod *
find_method (GPtrArray       *classes,
             LensPythonClass *klass,
             const char      *name)
{
  g_autoptr(GPtrArray) line = lens_python_source_get_line (classes, klass);

  return lens_python_source_find (line, name);
}

static void
assert_method (GPtrArray  *classes,
               const char *class_name,
               const char *name,
               const char *signature)
{
  LensPythonMethod *method = find_method (classes, find_class (classes, class_name), name);
  g_autofree char *text = NULL;

  g_test_message ("%s.%s", class_name, name);
  g_assert_nonnull (method);
  text = lens_card_dup_full_signature (method->card);
  g_assert_cmpstr (text, ==, signature);
}

static void
test_outline (void)
{
  g_autoptr(GPtrArray) classes = lens_python_source_read (stock, strlen (stock), NULL);
  LensPythonClass *klass = find_class (classes, "Stock");
  LensPythonMethod *method;

  g_assert_cmpuint (classes->len, ==, 4);
  g_assert_true (klass->exposed);
  g_assert_false (find_class (classes, "Other")->exposed);
  g_assert_cmpstr (klass->docstring, ==, "What is traded.\n\nMore of it.");
  g_assert_cmpuint (klass->line, ==, 11);
  assert_method (classes, "Stock", "quote",
                 "(symbol: str, when=None, *, places: int = 2, key=lambda a, b: (a, b), **more) → dict[str, float]");
  assert_method (classes, "Stock", "log", "(message, /, level='it\\'s', *rest)");
  assert_method (classes, "Stock", "parse", "(text)");
  assert_method (classes, "Stock", "make", "(n=0x10)");
  assert_method (classes, "Stock", "count", "() → int");
  assert_method (classes, "Stock", "old", "(…, c)");
  assert_method (classes, "Stock", "generic", "(x: T) → T");
  assert_method (classes, "Stock", "twice", "(a, b)");
  assert_method (classes, "Stock", "conditional", "(x, y)");
  assert_method (classes, "Stock", "after", "()");
  assert_method (classes, "Stock", "ping", "()");
  assert_method (classes, "Inner", "deep", "(z)");
  g_assert_null (find_method (classes, klass, "deep"));
  g_assert_null (find_method (classes, klass, "inner"));
  g_assert_null (find_method (classes, klass, "not_a_def"));
  g_assert_null (find_method (classes, klass, "function"));

  method = find_method (classes, klass, "quote");
  g_assert_cmpstr (lens_card_get_docstring (method->card), ==, "The price of a symbol,\non a day.\n\n    indented");
  g_assert_cmpuint (lens_card_get_line (method->card), ==, 19);
  g_assert_cmpstr (lens_card_get_class_name (method->card), ==, "Stock");
  g_assert_true (lens_card_get_oneway (find_method (classes, klass, "log")->card));
  g_assert_true (find_method (classes, klass, "count")->property);
  g_assert_cmpstr (lens_card_get_docstring (find_method (classes, klass, "count")->card), ==, "How many.");
  g_assert_cmpstr (lens_card_get_docstring (find_method (classes, klass, "ping")->card), ==, "Answers.");
}

static void
test_stub (void)
{
  static const char stub[] =
    "from typing import overload\r\n"
    "class Camera:\r\n"
    "\tposition: float\r\n"
    "\t@overload\r\n"
    "\tdef take(self, n: int) -> bytes: ...\r\n"
    "\t@overload\r\n"
    "\tdef take(self, n: int, dark: bool = ...) -> list[bytes]: ...\r\n"
    "\tdef stop(self) -> None: ...\r\n";
  g_autoptr(GPtrArray) classes = lens_python_source_read (stub, strlen (stub), NULL);

  assert_method (classes, "Camera", "take", "(n: int, dark: bool = ...) → list[bytes]");
  assert_method (classes, "Camera", "stop", "() → None");
}

/* The class of an object is the one that has what the object exposes. */
static void
test_choose (void)
{
  static const char *const stock_members[] = { "quote", "log", "ping", "gone", NULL };
  static const char *const other_members[] = { "quote", NULL };
  static const char *const nobody[] = { "quote", "a", "b", "c", NULL };
  static const char *const none[] = { NULL };
  g_autoptr(GPtrArray) classes = lens_python_source_read (stock, strlen (stock), NULL);

  g_assert_cmpstr (lens_python_source_choose (classes, stock_members, NULL)->name, ==, "Stock");
  g_assert_cmpstr (lens_python_source_choose (classes, other_members, NULL)->name, ==, "Other");
  g_assert_null (lens_python_source_choose (classes, nobody, NULL));
  g_assert_null (lens_python_source_choose (classes, none, NULL));
}

static void
test_parameters (void)
{
  static const struct
  {
    const char *text;
    const char *signature;
  } cases[] = {
    { "", "()" },
    { "symbol, when=None", "(symbol, when=None)" },
    { " a , b = ( 1, 2 ) , ", "(a, b=( 1, 2 ))" },
    { "a, /, b, *, c", "(a, /, b, *, c)" },
    { "a, /", "(a, /)" },
    { "*, x: int", "(*, x: int)" },
    { "*args: int, k, **kw: str", "(*args: int, k, **kw: str)" },
    { "s=','", "(s=',')" },
    { "a b", NULL },
    { "1", NULL },
    { "a, , b", NULL },
    { "a, a", NULL },
    { "a)", NULL },
    { "a, b(", NULL },
    { "=1", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(LensCard) card = lens_python_read_parameters (cases[i].text, strlen (cases[i].text),
                                                              LENS_EVIDENCE_EDITED, &error);
      g_autofree char *signature = card != NULL ? lens_card_dup_full_signature (card) : NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (signature, ==, cases[i].signature);
      g_assert_cmpint (card == NULL, ==, error != NULL);
    }
}

/* Files that are no Python, or that somebody made to do harm. */
static void
test_hostile (void)
{
  g_autoptr(GString) text = g_string_new ("class A(A, B):\n def a(self): pass\nclass B(A, B): pass\n");
  g_autofree char *open = g_strnfill (1000000, '(');
  g_autofree char *quotes = g_strnfill (1000000, '"');
  g_autoptr(GPtrArray) classes = NULL;
  static const char *const members[] = { "missing", NULL };

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "%*sclass C%u(C%u):\n", (int) i, "", i, i + 1);
  classes = lens_python_source_read (text->str, text->len, NULL);
  g_assert_null (lens_python_source_choose (classes, members, NULL));
  g_clear_pointer (&classes, g_ptr_array_unref);

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "class D:\n def f(self, %.*s", (int) (i % 50), open);
  g_string_append (text, quotes);
  g_string_append (text, open);
  classes = lens_python_source_read (text->str, text->len, NULL);
  g_clear_pointer (&classes, g_ptr_array_unref);
  classes = lens_python_source_read ("\xff\xfe" "c\0l\0a\0s\0s", 12, NULL);
  g_assert_cmpuint (classes->len, ==, 0);
}

/* Each base was looked for among all classes, for each member of the object: that took days. */
static void
test_many_bases (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) members = NULL;
  g_autoptr(GPtrArray) classes = NULL;
  g_autoptr(GPtrArray) line = NULL;

  for (guint i = 0; i < 600; i++)
    {
      g_string_append_printf (text, "class C%u(", i);
      for (guint j = 0; j < 1000; j++)
        g_string_append_printf (text, "C%u,", (i + j + 1) % 600);
      g_string_append (text, "):\n def a(self): pass\n");
    }
  for (guint i = 0; i < 200; i++)
    g_strv_builder_take (builder, g_strdup_printf ("missing%u", i));
  members = g_strv_builder_end (builder);

  classes = lens_python_source_read (text->str, text->len, NULL);
  g_assert_cmpuint (classes->len, ==, 600);
  g_assert_null (lens_python_source_choose (classes, (const char *const *) members, NULL));
  line = lens_python_source_get_line (classes, g_ptr_array_index (classes, 0));
  g_assert_cmpuint (line->len, ==, 21);
}

/* A mebibyte of anything is read in the time that it takes, and not in its square: that would be minutes. */
static void
test_bounded (void)
{
  static const char *const pieces[] = {
    "(", "[", "def f(", "def f(self, a=(", "@a\n", "@a.b(", "\"\"\"", "'", "\\\n", "class A:\n", "class A(A, B):\n def f(self): pass\n",
    " ", "\t", "\n", ":", ",", "a,", "a=", "x: y, ", "#", "async def a(", "\xc3\xa4", "*,", "/,", "f'{", "->",
    "class A(B[C[D, ", "def f(self):\n  '''x'''\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    for (guint head = 0; head < 3; head++)
      {
        static const char *const heads[] = { "", "class A:\n def f(self, ", "class A(" };
        g_autoptr(GString) text = g_string_new (heads[head]);
        g_autoptr(GPtrArray) classes = NULL;

        while (text->len < LENS_PYTHON_MAX_SIZE / 4)
          g_string_append (text, pieces[i]);
        classes = lens_python_source_read (text->str, text->len, NULL);
      }
}

static void
test_cancelled (void)
{
  static const char *const members[] = { "quote", NULL };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) classes = lens_python_source_read (stock, strlen (stock), cancellable);
  g_autoptr(GPtrArray) none = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_cmpuint (classes->len, >, 0);
  g_assert_null (lens_python_source_choose (classes, members, cancellable));
  none = lens_python_source_read (stock, strlen (stock), cancellable);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/python-source/outline", test_outline);
  g_test_add_func ("/models/python-source/stub", test_stub);
  g_test_add_func ("/models/python-source/choose", test_choose);
  g_test_add_func ("/models/python-source/parameters", test_parameters);
  g_test_add_func ("/models/python-source/hostile", test_hostile);
  g_test_add_func ("/models/python-source/many-bases", test_many_bases);
  g_test_add_func ("/models/python-source/bounded", test_bounded);
  g_test_add_func ("/models/python-source/cancelled", test_cancelled);

  return g_test_run ();
}
