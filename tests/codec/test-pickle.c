/* tests/codec/test-pickle.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/codec/trade.h"

static GBytes *
encode (const char *codec,
        PyroValue  *value)
{
  g_autoptr(GError) error = NULL;
  GBytes *payload = pyro_codec_encode (pyro_codec_find (codec), value, &error);

  g_assert_no_error (error);

  return payload;
}

static PyroValue *
decode (GBytes  *payload,
        GError **error)
{
  return pyro_codec_decode (pyro_codec_find ("pickle"), payload, error);
}

/* A value, protocol 2, protocol 4 when that is another one behind its first two bytes. */
static const char *const vectors[][3] = {
  { "None", "8002 4e 2e" }, { "True", "8002 88 2e" }, { "False", "8002 89 2e" },
  { "0", "8002 4b00 2e" }, { "255", "8002 4bff 2e" }, { "256", "8002 4d0001 2e" }, { "65535", "8002 4dffff 2e" },
  { "65536", "8002 4a00000100 2e" }, { "-1", "8002 4affffffff 2e" }, { "2147483647", "8002 4affffff7f 2e" },
  { "-2147483648", "8002 4a00000080 2e" }, { "2147483648", "8002 8a05 0000008000 2e" },
  { "-2147483649", "8002 8a05 ffffff7fff 2e" }, { "9223372036854775807", "8002 8a08 ffffffffffffff7f 2e" },
  { "-9223372036854775808", "8002 8a08 0000000000000080 2e" },
  { "9223372036854775808", "8002 8a09 000000000000008000 2e" },
  { "-9223372036854775809", "8002 8a09 ffffffffffffff7fff 2e" },
  { "1.5", "8002 47 3ff8000000000000 2e" }, { "-0.0", "8002 47 8000000000000000 2e" },
  { "1-2j", "8002 635f5f6275696c74696e5f5f0a636f6d706c65780a 473ff0000000000000 47c000000000000000 86 52 2e",
    "8c08 6275696c74696e73 8c07 636f6d706c6578 93 473ff0000000000000 47c000000000000000 86 52 2e" },
  { "''", "8002 58 00000000 2e", "8c 00 2e" }, { "'ä'", "8002 58 02000000 c3a4 2e", "8c 02 c3a4 2e" },
  { "'\\ud800'", "8002 58 03000000 eda080 2e", "8c 03 eda080 2e" },
  { "b''", "8002 635f5f6275696c74696e5f5f0a62797465730a 29 52 2e", "43 00 2e" },
  { "b'a\\xff'", "8002 635f636f646563730a656e636f64650a 58 03000000 61c3bf 58 06000000 6c6174696e31 86 52 2e",
    "43 02 61ff 2e" },
  { "[]", "8002 5d 2e" }, { "[1]", "8002 5d 4b01 61 2e" }, { "[1, 2]", "8002 5d 28 4b01 4b02 65 2e" },
  { "()", "8002 29 2e" }, { "(1,)", "8002 4b01 85 2e" }, { "(1, 2)", "8002 4b01 4b02 86 2e" },
  { "(1, 2, 3)", "8002 4b01 4b02 4b03 87 2e" }, { "(1, 2, 3, 4)", "8002 28 4b01 4b02 4b03 4b04 74 2e" },
  { "{}", "8002 7d 2e" }, { "{1: 2}", "8002 7d 4b01 4b02 73 2e" },
  { "{1: 2, 3: 4}", "8002 7d 28 4b01 4b02 4b03 4b04 75 2e" },
  { "set()", "8002 635f5f6275696c74696e5f5f0a7365740a 5d 85 52 2e", "8f 2e" },
  { "{1}", "8002 635f5f6275696c74696e5f5f0a7365740a 5d 4b01 61 85 52 2e", "8f 28 4b01 90 2e" },
  { "frozenset()", "8002 635f5f6275696c74696e5f5f0a66726f7a656e7365740a 5d 85 52 2e", "28 91 2e" },
  { "frozenset({1, 2})", "8002 635f5f6275696c74696e5f5f0a66726f7a656e7365740a 5d 28 4b01 4b02 65 85 52 2e",
    "28 4b01 4b02 91 2e" },
  { "{'x': 1, '__class__': 'a.b.C'}", "8002 63612e620a430a 29 81 7d 58 01000000 78 4b01 73 62 2e",
    "8c03 612e62 8c01 43 93 29 81 7d 8c01 78 4b01 73 62 2e" },
  { "{'__class__': 'builtins.ValueError', '__exception__': True, 'args': (1,), 'attributes': {}}",
    "8002 635f5f6275696c74696e5f5f0a56616c75654572726f720a 4b01 85 52 2e",
    "8c08 6275696c74696e73 8c0a 56616c75654572726f72 93 4b01 85 52 2e" },
  { "{'__class__': 'Pyro4.core.URI', 'state': ('P', 'o', None, 'h', 1)}",
    "8002 635079726f342e636f72650a5552490a 29 81 28 5801000000 50 5801000000 6f 4e 5801000000 68 4b01 74 62 2e",
    "8c0a 5079726f342e636f7265 8c03 555249 93 29 81 28 8c0150 8c016f 4e 8c0168 4b01 74 62 2e" },
};

static void
test_vectors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr(PyroValue) value = parse (vectors[i][0]);
      g_autofree char *newer = g_strconcat ("8004", vectors[i][2] != NULL ? vectors[i][2] : vectors[i][1] + 4, NULL);
      const char *const payloads[][2] = {
        { "pickle", vectors[i][1] }, { "cloudpickle", vectors[i][1] }, { "dill", vectors[i][1] }, { "pickle4", newer },
      };

      for (gsize k = 0; k < G_N_ELEMENTS (payloads); k++)
        {
          g_autoptr(GBytes) bytes = from_hex (payloads[k][1]);
          g_autoptr(GBytes) payload = encode (payloads[k][0], value);
          g_autoptr(GError) error = NULL;
          g_autoptr(PyroValue) back = pyro_codec_decode (pyro_codec_find (payloads[k][0]), payload, &error);
          g_autofree char *ours = to_hex (payload);
          g_autofree char *expected = to_hex (bytes);

          g_assert_cmpstr (ours, ==, expected);
          g_assert_no_error (error);
          g_assert_true (pyro_value_identical (value, back));
          check_truncated (pyro_codec_find (payloads[k][0]), payload);
        }
    }
}

/* What a file would be called that a pickle makes, if one were run. */
#define TRAP "pickle-was-run"

#define P(text) text, sizeof text - 1

typedef struct
{
  const char *pickle;
  gsize       size;
  const char *text; /* the value, or what is wrong */
} ReadCase;

static void
check_reads (const ReadCase *cases,
             gsize           n_cases,
             gboolean        good)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr(GBytes) payload = g_bytes_new (cases[i].pickle, cases[i].size);
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) value = decode (payload, &error);
      g_autofree char *text = value != NULL ? canonical (value) : g_strdup (error->message);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_true (good == (value != NULL));
      if (!good)
        g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
    }
}

static const ReadCase good[] = {
  /* the call ('o', 'm', (1,), {}) as CPython writes it in protocol 4 */
  { P ("\x80\x04\x95\x12\0\0\0\0\0\0\0(\x8c\x01o\x94\x8c\x01m\x94K\x01\x85\x94}\x94t\x94."), "('o', 'm', (1,), {})" },
  /* lines */
  { P ("I5\n."), "5" }, { P ("I-5\n."), "-5" }, { P ("I00\n."), "False" }, { P ("I01\n."), "True" },
  { P ("I007\n."), "7" }, { P ("L99999999999999999999L\n."), "99999999999999999999" }, { P ("L5\n."), "5" },
  { P ("F1.5\n."), "1.5" }, { P ("F-1e300\n."), "-1e+300" }, { P ("Finf\n."), "inf" }, { P ("Fnan\n."), "nan" },
  { P ("S'it\\'s \\\"\\\\ \\n\\x41\\101\\0\\q'\n."), "'it\\'s \"\\\\ \\nAA\\x00\\\\q'" },
  { P ("S\"it's\"\n."), "\"it's\"" }, { P ("S'\\xff'\n."), "b'\\xff'" }, { P ("S''\n."), "''" },
  { P ("V\xe4\\u20ac\\U0001f600\\ud83d\\ude00\\\\u0041\\x\\\n."), "'ä€😀\\ud83d\\ude00\\\\\\\\u0041\\\\x\\\\'" },
  { P ("(lp0\nI1\na(I2\nI3\ntp1\n\x86."), "([1], (2, 3))" }, { P ("(dp0\nI1\nI2\ns."), "{1: 2}" },
  { P ("(I1\nI2\nd."), "{1: 2}" },
  /* numbers */
  { P ("J\xff\xff\xff\xff."), "-1" }, { P ("\x8a\0."), "0" }, { P ("\x8a\x01\x80."), "-128" },
  { P ("\x8b\x02\0\0\0\0\x80."), "-32768" }, { P ("\x8a\x09\xff\xff\xff\xff\xff\xff\xff\xff\xff."), "-1" },
  { P ("\x8a\x09\0\0\0\0\0\0\0\0\x80."), "-2361183241434822606848" },
  /* texts and bytes */
  { P ("U\x02" "ab."), "'ab'" }, { P ("T\x02\0\0\0" "ab."), "'ab'" }, { P ("U\x02" "a\xff."), "b'a\\xff'" },
  { P ("\x8d\x01\0\0\0\0\0\0\0a."), "'a'" }, { P ("\x8e\x01\0\0\0\0\0\0\0a."), "b'a'" },
  { P ("\x96\x01\0\0\0\0\0\0\0a."), "b'a'" }, { P ("X\x03\0\0\0\xed\xa0\x80."), "'\\ud800'" },
  /* the stack */
  { P ("K\x01" "2\x86."), "(1, 1)" }, { P ("K\x01K\x02" "0."), "1" }, { P ("K\x01(K\x02K\x03" "1."), "1" },
  { P ("K\x01(0."), "1" }, { P ("K\x01K\x02."), "2" }, { P ("K\x01.anything"), "1" },
  { P ("\x95\x02\0\0\0\0\0\0\0K\x01."), "1" }, { P ("\x80\x02K\x01\x80\x05."), "1" },
  /* the memo; what MEMOIZE counts is what is there */
  { P ("K\x07p10\n0g10\n."), "7" }, { P ("K\x07r\x09\0\0\0" "0j\x09\0\0\0."), "7" },
  { P ("K\x07\x94" "0K\x08\x94" "0h\0h\x01\x86."), "(7, 8)" }, { P ("K\x07q\x03K\x08\x94" "0h\x01\x86."), "(7, 8)" },
  { P ("K\x07q\0K\x08q\0" "0h\0\x86."), "(7, 8)" },
  { P ("]q\0K\x01" "a]h\0" "ah\0" "a\x86."), "([1], [[1], [1]])" },
  /* what is put into a list later is in it wherever it is */
  { P ("]q\0]h\0" "a\x86h\0K\x05" "a0."), "([5], [[5]])" },
  /* dicts and sets: the last value of a key counts, and the first of equal keys */
  { P ("]K\x01" "aK\x02" "a."), "[1, 2]" }, { P ("}(K\x01K\x02K\x01K\x03u."), "{1: 3}" },
  { P ("\x8f(K\x01\x88K\x02\x90."), "{1, 2}" }, { P ("(K\x01K\x01\x91."), "frozenset({1})" }, { P ("}(u."), "{}" },
};

static void
test_good (void)
{
  check_reads (good, G_N_ELEMENTS (good), TRUE);
}

#define AT(n) "The pickle cannot be read at byte " #n ": "

static const ReadCase bad[] = {
  { P (""), AT (0) "it ends too early" },
  { P ("K"), AT (0) "it ends too early" },
  { P ("K\x01"), AT (2) "it ends too early" },
  { P ("\xff."), AT (0) "there is no opcode 0xff" },
  { P ("\x80\x06."), AT (0) "it has protocol 6, which is newer than 5" },
  { P ("."), AT (0) "nothing is on the stack there" }, { P ("0."), AT (0) "nothing is on the stack there" },
  { P ("(."), AT (1) "nothing is on the stack there" }, { P ("K\x01(2."), AT (3) "nothing is on the stack there" },
  { P ("K\x01(a."), AT (3) "nothing is on the stack there" },
  { P ("K\x01(\x85."), AT (3) "nothing is on the stack there" },
  { P ("q\0."), AT (0) "nothing is on the stack there" }, { P ("R."), AT (0) "nothing is on the stack there" },
  { P ("1."), AT (0) "there is no mark on the stack" }, { P ("]e."), AT (1) "there is no mark on the stack" },
  { P ("t."), AT (0) "there is no mark on the stack" },
  { P ("h\0."), AT (0) "nothing has the number 0 in the memo" },
  { P ("K\x01p5\ng4\n."), AT (5) "nothing has the number 4 in the memo" },
  { P ("gx\n."), AT (0) "the memo is numbered by something that is no number" },
  { P ("g-1\n."), AT (0) "the memo is numbered by something that is no number" },
  { P ("g99999999999999999999999\n."), AT (0) "the memo is numbered by something that is no number" },
  { P ("K\x01r\xff\xff\xff\x7f."), AT (2) "the number 2147483647 in the memo is out of order" },
  { P ("K\x01p1025\n."), AT (2) "the number 1025 in the memo is out of order" },
  { P ("j\xff\xff\xff\xff."), AT (0) "nothing has the number 4294967295 in the memo" },
  { P ("X\xff\xff\xff\xff" "a."), AT (0) "it ends too early" },
  { P ("T\xff\xff\xff\xff" "a."), AT (0) "it ends too early" },
  { P ("\x8d\xff\xff\xff\xff\xff\xff\xff\xff."), AT (0) "it ends too early" },
  { P ("\x96\xff\xff\xff\xff\xff\xff\xff\x7f."), AT (0) "it ends too early" },
  { P ("\x8b\xff\xff\xff\xff."), AT (0) "it ends too early" },
  { P ("\x95\xff\xff\xff\xff\xff\xff\xff\xff."), AT (0) "it ends too early" },
  { P ("X\x01\0\0\0\xff."), AT (0) "a text is not valid UTF-8" },
  { P ("I1"), AT (0) "it ends too early" }, { P ("I\n."), AT (0) "an int is not written in decimal digits" },
  { P ("I0x10\n."), AT (0) "an int is not written in decimal digits" },
  { P ("L1LL\n."), AT (0) "an int is not written in decimal digits" },
  { P ("F\n."), AT (0) "a float is not written as one" }, { P ("F 1\n."), AT (0) "a float is not written as one" },
  { P ("F0x1p3\n."), AT (0) "a float is not written as one" },
  { P ("F1.5z\n."), AT (0) "a float is not written as one" },
  { P ("Sabc\n."), AT (0) "a str is not in quotes" }, { P ("S'\n."), AT (0) "a str is not in quotes" },
  { P ("S'abc\"\n."), AT (0) "a str is not in quotes" },
  { P ("S'\\x4'\n."), AT (0) "a str has a backslash with nothing good behind it" },
  { P ("S'\\'\n."), AT (0) "a str has a backslash with nothing good behind it" },
  { P ("V\\u12\n."), AT (0) "a text has a backslash with nothing good behind it" },
  { P ("V\\U00110000\n."), AT (0) "a text has a backslash with nothing good behind it" },
  { P ("(K\x01" "d."), AT (3) "the last key of a dict has no value" },
  { P ("}(K\x01u."), AT (4) "the last key of a dict has no value" },
  { P ("K\x01K\x02" "a."), AT (4) "items are added to something that has none of this kind" },
  { P ("}K\x02" "a."), AT (3) "items are added to something that has none of this kind" },
  { P (")K\x02" "a."), AT (3) "items are added to something that has none of this kind" },
  { P ("]K\x02K\x03s."), AT (5) "items are added to something that has none of this kind" },
  { P ("](K\x02\x90."), AT (4) "items are added to something that has none of this kind" },
  { P ("\x8f(K\x02" "e."), AT (4) "items are added to something that has none of this kind" },
  { P ("}]K\x01s."), "The pickle cannot be read: a list, a set or a dict is a key of a dict, or in a set" },
  { P ("\x8f(\x8f\x90."), "The pickle cannot be read: a list, a set or a dict is a key of a dict, or in a set" },
  { P ("(])\x86\x91."), "The pickle cannot be read: a list, a set or a dict is a key of a dict, or in a set" },
  /* from outside */
  { P ("Pid\n."), AT (0) "it refers to something outside of it by a persistent id" },
  { P ("K\x01Q."), AT (2) "it refers to something outside of it by a persistent id" },
  { P ("\x82\x01."), AT (0) "it refers to the extension registry of a Python" },
  { P ("\x83\x01\0."), AT (0) "it refers to the extension registry of a Python" },
  { P ("\x84\x01\0\0\0."), AT (0) "it refers to the extension registry of a Python" },
  { P ("\x97."), AT (0) "it refers to a buffer outside of it" },
  { P ("C\x01" "a\x98."), AT (3) "it refers to a buffer outside of it" },
  /* names and calls */
  { P ("cos\n"), AT (0) "it ends too early" }, { P ("c\nx\n."), AT (0) "a class has a name that is none" },
  { P ("ca\n\n."), AT (0) "a class has a name that is none" },
  { P ("ca\n\xff\n."), AT (0) "a class has a name that is none" },
  { P ("\x8c\x01" "aX\x02\0\0\0\0b\x93."), AT (10) "a class has a name that is none" },
  { P ("\x8c\x01" "aK\x01\x93."), AT (5) "the name of a class is not text" },
  { P ("ca\nb\nK\x01R."), AT (7) "the arguments of a call are not a tuple" },
  { P ("ca\nb\n]R."), AT (6) "the arguments of a call are not a tuple" },
  { P ("ca\nb\n]\x81."), AT (6) "the arguments of a call are not a tuple" },
  { P ("ca\nb\n)K\x01\x92."), AT (8) "the keyword arguments of a call are not a dict" },
  { P ("K\x01)R."), AT (3) "something is called that is no class and no function" },
  { P ("(o."), AT (1) "something is called that is no class and no function" },
  { P ("K\x01)\x81."), AT (3) "something is made that has no class" },
  { P ("]}b."), AT (2) "something that is no instance gets a state" },
  { P ("ca\nb\n}b."), AT (6) "something that is no instance gets a state" },
  { P ("ca\nb\n)R}b}b."), AT (10) "an instance gets its state twice" },
  { P ("c_codecs\nencode\n\x8c\x02\xc4\x80\x8c\x06latin1\x86R."),
    AT (29) "bytes are written as a text that is not Latin-1" },
  /* cycles */
  { P ("]q\0h\0" "a."), "The pickle cannot be read: something in it is a part of itself, which no value here can be" },
  { P ("}q\0K\x01h\0s."),
    "The pickle cannot be read: something in it is a part of itself, which no value here can be" },
  { P ("]q\0h\0\x85" "a."),
    "The pickle cannot be read: something in it is a part of itself, which no value here can be" },
  { P ("ca\nB\n)\x81q\0}\x8c\x01" "xh\0sb."),
    "The pickle cannot be read: something in it is a part of itself, which no value here can be" },
};

static void
test_bad (void)
{
  check_reads (bad, G_N_ELEMENTS (bad), FALSE);
}

#define EXCEPTION(name, args, attributes) \
  "{'__class__': '" name "', '__exception__': True, 'args': " args ", 'attributes': " attributes "}"

/* What would be run: names. */
static const ReadCase instances[] = {
  { P ("cos\nsystem\n(S'touch " TRAP "'\ntR."), "{'__class__': 'os.system', 'args': ('touch " TRAP "',)}" },
  { P ("(S'touch " TRAP "'\nios\nsystem\n."), "{'__class__': 'os.system', 'args': ('touch " TRAP "',)}" },
  { P ("(cos\nsystem\nS'touch " TRAP "'\no."), "{'__class__': 'os.system', 'args': ('touch " TRAP "',)}" },
  { P ("\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x14touch " TRAP "\x85R."),
    "{'__class__': 'os.system', 'args': ('touch " TRAP "',)}" },
  { P ("c__builtin__\neval\nS'open(\"" TRAP "\", \"w\")'\n\x85R."),
    "{'__class__': 'builtins.eval', 'args': ('open(\"" TRAP "\", \"w\")',)}" },
  { P ("csubprocess\nPopen\nS'touch'\nS'" TRAP "'\n\x86\x85}S'shell'\nI00\ns\x92."),
    "{'__class__': 'subprocess.Popen', 'args': (('touch', '" TRAP "'),), 'kwargs': {'shell': False}}" },
  /* named, called twice over, by way of getattr */
  { P ("ca\nb\n."), "{'__class__': 'pickle.global', 'name': 'a.b'}" },
  { P ("\x80\x04\x8c\x01" "a\x8c\x03" "b.c\x93."), "{'__class__': 'pickle.global', 'name': 'a.b.c'}" },
  { P ("c__builtin__\ngetattr\nca\nB\nVC\n\x86R)R."), "{'__class__': 'a.B.C'}" },
  { P ("c__builtin__\ngetattr\nVx\nVC\n\x86R."), "{'__class__': 'builtins.getattr', 'args': ('x', 'C')}" },
  { P ("ca\nb\nK\x01\x85RK\x02\x85R."),
    "{'__class__': 'pickle.call', 'callable': {'__class__': 'a.b', 'args': (1,)}, 'args': (2,)}" },
  /* as dill and cloudpickle name types */
  { P ("cdill._dill\n_load_type\nVcomplex\n\x85R(F1.0\nI2\ntR."), "(1+2j)" },
  { P ("cdill._dill\n_load_type\nVset\n\x85R(lI1\na\x85R."), "{1}" },
  { P ("ccloudpickle.cloudpickle\n_builtin_type\nVCodeType\n\x85R."),
    "{'__class__': 'pickle.global', 'name': 'types.CodeType'}" },
  { P ("cdill._dill\n_load_type\nK\x05\x85R."), "{'__class__': 'dill._dill._load_type', 'args': (5,)}" },
  /* attributes, and what is no set of them */
  { P ("ca\nB\n)\x81}Vx\nK\x01sb."), "{'x': 1, '__class__': 'a.B'}" },
  { P ("ca\nB\n)\x81}b."), "{'__class__': 'a.B'}" },
  { P ("ca\nB\n)\x81Nb."), "{'__class__': 'a.B'}" },
  { P ("ca\nB\n)\x81N}Vx\nK\x01s\x86" "b."), "{'x': 1, '__class__': 'a.B'}" },
  { P ("ca\nB\n)\x81}Vx\nK\x01s}Vy\nK\x02s\x86" "b."), "{'x': 1, 'y': 2, '__class__': 'a.B'}" },
  { P ("ca\nB\n)\x81K\x05" "b."), "{'__class__': 'a.B', 'state': 5}" },
  { P ("ca\nB\n)\x81}K\x01K\x02sb."), "{'__class__': 'a.B', 'state': {1: 2}}" },
  { P ("ca\nB\n)\x81}Vargs\nK\x02sb."), "{'__class__': 'a.B', 'state': {'args': 2}}" },
  { P ("ca\nB\n)\x81}V__class__\nK\x02sb."), "{'__class__': 'a.B', 'state': {'__class__': 2}}" },
  { P ("ca\nB\nK\x01\x85\x81}Vx\nK\x02sb."), "{'__class__': 'a.B', 'args': (1,), 'state': {'x': 2}}" },
  /* items */
  { P ("ca\nB\n)\x81(K\x01K\x02" "eK\x03" "a."), "{'__class__': 'a.B', 'items': [1, 2, 3]}" },
  { P ("ca\nB\n)\x81(K\x01K\x02uK\x03K\x04s."), "{'__class__': 'a.B', 'items': [(1, 2), (3, 4)]}" },
  { P ("ca\nB\n)\x81K\x01" "aK\x02K\x03s."), "{'__class__': 'a.B', 'items': [1], 'entries': [(2, 3)]}" },
  { P ("ca\nB\n)\x81(K\x01\x90."), "{'__class__': 'a.B', 'items': [1]}" },
  /* before protocol 2 */
  { P ("ccopy_reg\n_reconstructor\n(ca\nB\nc__builtin__\nobject\nNtR."), "{'__class__': 'a.B'}" },
  { P ("ccopy_reg\n_reconstructor\n(ca\nB\nc__builtin__\nint\nI5\ntR."), "{'__class__': 'a.B', 'args': (5,)}" },
  { P ("ccopy_reg\n__newobj__\n(ca\nB\nI5\ntR."), "{'__class__': 'a.B', 'args': (5,)}" },
  { P ("ccopy_reg\n__newobj_ex__\n(ca\nB\n(I5\nt(dVk\nI6\nstR."),
    "{'__class__': 'a.B', 'args': (5,), 'kwargs': {'k': 6}}" },
  /* plain data by way of calls */
  { P ("c__builtin__\nset\n(lI1\naI1\na\x85R."), "{1}" }, { P ("c__builtin__\nfrozenset\n)R."), "frozenset()" },
  { P ("c__builtin__\nset\nK\x05\x85R."), "{'__class__': 'builtins.set', 'args': (5,)}" },
  { P ("c__builtin__\nset\n(lI1\na\x85\x81."), "{'__class__': 'builtins.set', 'args': ([1],)}" },
  { P ("c__builtin__\ncomplex\n(F1.0\nI2\ntR."), "(1+2j)" },
  { P ("c__builtin__\ncomplex\n(S'1j'\ntR."), "{'__class__': 'builtins.complex', 'args': ('1j',)}" },
  { P ("c_codecs\nencode\n(V\xff\nVlatin1\ntR."), "b'\\xff'" },
  { P ("c_codecs\nencode\n(Va\nVrot13\ntR."), "{'__class__': '_codecs.encode', 'args': ('a', 'rot13')}" },
  { P ("c__builtin__\nbytearray\n(V\xff\nVlatin-1\ntR."), "b'\\xff'" }, { P ("c__builtin__\nbytearray\n)R."), "b''" },
  { P ("c__builtin__\nbytes\n(K\x05tR."), "{'__class__': 'builtins.bytes', 'args': (5,)}" },
  { P ("cdatetime\ndate\n(S'\\x07\\xe4\\x01\\x02'\ntR."), "{'__class__': 'datetime.date', 'args': (2020, 1, 2)}" },
  { P ("cdatetime\ndate\n(I2020\nI1\nI2\ntR."), "{'__class__': 'datetime.date', 'args': (2020, 1, 2)}" },
  { P ("cdatetime\ntime\nC\x06\x81\x02\x03\0\0\x04\x85R."),
    "{'__class__': 'datetime.time', 'args': (1, 2, 3, 4), 'kwargs': {'fold': 1}}" },
  { P ("cuuid\nUUID\n)\x81}Vint\nK\x01sb."),
    "{'__class__': 'uuid.UUID', 'args': ('00000000-0000-0000-0000-000000000001',)}" },
  { P ("cuuid\nUUID\n)\x81}Vint\nI-1\nsb."), "{'int': -1, '__class__': 'uuid.UUID'}" },
  /* exceptions, known by their name or by what Pyro puts into them */
  { P ("cexceptions\nValueError\n(I1\ntR."), EXCEPTION ("builtins.ValueError", "(1,)", "{}") },
  { P ("cexceptions\nStandardError\n)R."), EXCEPTION ("builtins.Exception", "()", "{}") },
  { P ("cPyro4.errors\nNamingError\n)R}Vx\nK\x01sb."), EXCEPTION ("Pyro4.errors.NamingError", "()", "{'x': 1}") },
  { P ("ca\nB\nK\x01\x85R}V_pyroTraceback\n]sb."), EXCEPTION ("a.B", "(1,)", "{'_pyroTraceback': []}") },
  { P ("cstruct\nerror\n)R."), EXCEPTION ("struct.error", "()", "{}") },
  { P ("csqlite3\nOperationalError\n)R."), EXCEPTION ("sqlite3.OperationalError", "()", "{}") },
  { P ("ca\nMyError\n)R."), "{'__class__': 'a.MyError'}" },
  /* what can be a key in Python only */
  { P ("}cuuid\nUUID\n)\x81K\x01s."), "{'__class__': 'builtins.dict', 'items': [({'__class__': 'uuid.UUID'}, 1)]}" },
  { P ("(ca\nb\nK\x01\x86\x91."),
    "{'__class__': 'builtins.frozenset', 'items': [({'__class__': 'pickle.global', 'name': 'a.b'}, 1)]}" },
};

static void
test_instances (void)
{
  check_reads (instances, G_N_ELEMENTS (instances), TRUE);
  g_assert_false (g_file_test (TRAP, G_FILE_TEST_EXISTS));
}

/* Every one of the good ones, cut off at each of its bytes. */
static void
test_truncated (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (instances); i++)
    {
      g_autoptr(GBytes) payload = g_bytes_new_static (instances[i].pickle, instances[i].size);

      check_truncated (pyro_codec_find ("pickle"), payload);
    }
}

static const char *const refused[][2] = {
  { "{'__class__': 'os.system', 'args': ('x',)}", "this instance of os.system" },
  { "[{'__class__': 'os.system', 'args': ('x',), '__exception__': True}]", "this instance of os.system, found at [0]" },
  { "{'a': {'__class__': 'pickle.call', 'callable': 1}}", "this instance of pickle.call, found at ['a']" },
  { "{'__class__': 'pickle.global', 'name': 'os.system'}", "this instance of pickle.global" },
  { "{'__class__': 'builtins.eval', 'x': 1}", "this instance of builtins.eval" },
  { "{'__class__': 'Thing', 'x': 1}", "an instance of a class without a module" },
  { "{'__class__': 'a.B\\nC', 'x': 1}", "an instance of a class whose name is none" },
  { "{'__class__': 'a..B', 'x': 1}", "an instance of a class whose name is none" },
  { "{'__class__': 'a.B', 'state': 1}", "this instance of a.B" },
  { "{'__class__': 'builtins.ValueError', '__exception__': True, 'args': 1}", "this instance of builtins.ValueError" },
  { "{'__class__': 'a.MyError', '__exception__': True, 'args': ()}", "this instance of a.MyError" },
  { "{'__class__': 'Pyro4.core.URI', 'state': (1, 2)}", "this instance of Pyro4.core.URI" },
  { "{'__class__': 'Pyro4.core.Proxy', 'state': ('PYRO:o@h:1', (), (), (), 0, None, 'hello', 0, None)}",
    "this instance of Pyro4.core.Proxy" },
  { "{'__class__': 'datetime.date', 'args': [1, 2, 3]}", "this instance of datetime.date" },
  { "{'__class__': 'datetime.date', 'args': (1, 2, 3), 'x': 1}", "this instance of datetime.date" },
  { "{'__class__': 'datetime.date', 'args': (1, 2, 3), 'items': []}", "this instance of datetime.date" },
  { "{'__class__': 'collections.OrderedDict', 'items': [1]}",
    "something else than a pair among the items of a dict, found at ['items'][0]" },
  { "{'__class__': 'builtins.ValueError', '__exception__': True, 'args': (1, {'__class__': 'a'})}",
    "an instance of a class without a module, found at ['args'][1]" },
  { "{'x': [{'__class__': 'a'}], '__class__': 'a.B'}", "an instance of a class without a module, found at ['x'][0]" },
  { "{'__class__': 'builtins.dict', 'args': ()}", "this instance of builtins.dict" },
};

static void
test_refused (void)
{
  static const char *const codecs[] = { "pickle", "pickle4", "cloudpickle", "dill" };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (codecs); k++)
      {
        g_autoptr(PyroValue) value = parse (refused[i][0]);
        g_autofree char *expected = g_strdup_printf ("%s cannot carry %s", codecs[k], refused[i][1]);
        g_autoptr(GError) error = NULL;

        g_assert_null (pyro_codec_encode (pyro_codec_find (codecs[k]), value, &error));
        g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
        g_assert_cmpstr (error->message, ==, expected);
      }
}

/* What only protocol 2 cannot carry. */
static void
test_refused_old (void)
{
  static const char *const cases[][2] = {
    { "{'__class__': 'datetime.time', 'args': (1,), 'kwargs': {'fold': 1}}",
      "pickle cannot carry an instance of datetime.time with keyword arguments in protocol 2" },
    { "[{'__class__': 'commands.Move', 'x': 1}]",
      "pickle cannot carry an instance of commands.Move, which Python takes for subprocess.Move in protocol 2, "
      "found at [0]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PyroValue) value = parse (cases[i][0]);
      g_autoptr(GBytes) newer = encode ("pickle4", value);
      g_autoptr(GError) error = NULL;
      g_autoptr(PyroValue) back = decode (newer, &error);

      g_assert_no_error (error);
      g_assert_true (pyro_value_identical (value, back));
      g_assert_null (pyro_codec_encode (pyro_codec_find ("pickle"), value, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
      g_assert_cmpstr (error->message, ==, cases[i][1]);
    }
}

static void
test_call (void)
{
  g_autoptr(PyroValue) args = parse ("(1,)");
  g_autoptr(PyroValue) kwargs = parse ("{}");
  g_autoptr(PyroValue) bad_args = parse ("([{'__class__': 'a'}],)");
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) old = pyro_codec_encode_call (pyro_codec_find ("pickle"), "o", "m", args, kwargs, &error);
  g_autoptr(GBytes) newer = pyro_codec_encode_call (pyro_codec_find ("pickle4"), "o", "m", args, NULL, &error);
  g_autofree char *old_hex = to_hex (old), *newer_hex = to_hex (newer);
  g_autoptr(PyroValue) object = NULL;
  g_autoptr(PyroValue) method = NULL;
  g_autoptr(PyroValue) args_back = NULL;
  g_autoptr(PyroValue) kwargs_back = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (old_hex, ==, "8002" "28" "58010000006f" "58010000006d" "4b0185" "7d" "742e");
  g_assert_cmpstr (newer_hex, ==, "8004" "28" "8c016f" "8c016d" "4b0185" "4e" "742e");
  g_assert_true (pyro_codec_decode_call (pyro_codec_find ("dill"), newer, &object, &method, &args_back, &kwargs_back,
                                         &error));
  g_assert_no_error (error);
  g_assert_cmpstr (pyro_value_get_string (method, NULL), ==, "m");
  g_assert_true (pyro_value_identical (args, args_back));
  g_assert_cmpint (pyro_value_get_kind (kwargs_back), ==, PYRO_VALUE_NONE);

  g_assert_null (pyro_codec_encode_call (pyro_codec_find ("pickle"), "o", "m", bad_args, NULL, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_assert_cmpstr (error->message, ==,
                   "pickle cannot carry an instance of a class without a module, found at args[0][0]");
}

static void
test_serializers (void)
{
  g_assert_cmpstr (pyro_codec_get_serializer (pyro_codec_find ("pickle4")), ==, "pickle");
  g_assert_cmpstr (pyro_codec_get_serializer (pyro_codec_find ("pickle")), ==, "pickle");
  g_assert_cmpstr (pyro_codec_get_serializer (pyro_codec_find ("dill")), ==, "dill");
  g_assert_cmpstr (pyro_codec_get_name (pyro_codec_find ("pickle4")), ==, "pickle4");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pickle/vectors", test_vectors);
  g_test_add_func ("/pickle/good", test_good);
  g_test_add_func ("/pickle/bad", test_bad);
  g_test_add_func ("/pickle/instances", test_instances);
  g_test_add_func ("/pickle/truncated", test_truncated);
  g_test_add_func ("/pickle/refused", test_refused);
  g_test_add_func ("/pickle/refused-old", test_refused_old);
  g_test_add_func ("/pickle/call", test_call);
  g_test_add_func ("/pickle/serializers", test_serializers);
  return g_test_run ();
}
