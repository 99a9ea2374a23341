/* tests/wire/test-traceback.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/traceback.h"

#include <string.h>

#include "core/limits.h"

/* The frames as one text, so that a test can say what it expects in one. */
static char *
describe (GPtrArray *frames)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < frames->len; i++)
    {
      const PyroTracebackFrame *frame = g_ptr_array_index (frames, i);
      const char *file = strrchr (frame->file, '/');

      if (frame->section != NULL)
        g_string_append_printf (text, "# %s\n", frame->section);
      g_string_append_printf (text, "%s%s:%u %s: %s\n", pyro_traceback_frame_is_pyro (frame) ? "pyro " : "",
                              file != NULL ? file + 1 : frame->file, frame->line,
                              frame->function != NULL ? frame->function : "-",
                              frame->source != NULL ? frame->source : "-");
      if (frame->repeats > 0)
        g_string_append_printf (text, "and %u more\n", frame->repeats);
      if (frame->locals != NULL)
        g_string_append_printf (text, "%s\n", frame->locals);
    }

  return g_string_free_and_steal (text);
}

static GPtrArray *
parse_text (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  return pyro_traceback_parse ((const char *const *) lines);
}

/* The exceptions in the same way. */
static char *
describe_parts (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr(GPtrArray) parts = pyro_traceback_parse_parts ((const char *const *) lines);
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const PyroTracebackPart *part = g_ptr_array_index (parts, i);

      if (part->sentence != NULL)
        g_string_append_printf (found, "# %s\n", part->sentence);
      for (guint j = 0; j < part->frames->len; j++)
        {
          const PyroTracebackFrame *frame = g_ptr_array_index (part->frames, j);

          g_string_append_printf (found, "%u", frame->line);
          if (frame->markers != NULL)
            g_string_append_printf (found, " %s\n  %s", frame->source, frame->markers);
          g_string_append_c (found, '\n');
        }
      g_string_append_printf (found, "= %s\n", part->raised != NULL ? part->raised : "-");
    }

  return g_string_free_and_steal (found);
}

typedef struct
{
  const char *name;
  const char *frames;
} VectorCase;

#define SERVER "pyro server.py:471 handleRequest: data = method(*vargs, **kwargs)" \
               "  # this is the actual method call to the Pyro object\n"
#define READ "instrument.py:9 read: return self.check(seconds) + 1\n" \
             "instrument.py:13 check: raise ValueError(f\"an exposure of {seconds} s\")\n"

static const VectorCase vector_cases[] = {
  { "nested", SERVER "instrument.py:24 nested: return self.camera.read(-1)\n" READ },
  { "cause",
    "instrument.py:28 cause: return self.camera.read(-2)\n" READ
    "# The above exception was the direct cause of the following exception:\n"
    SERVER "instrument.py:30 cause: raise RuntimeError(\"the camera failed\") from problem\n" },
  { "context",
    "instrument.py:34 context: return {}[\"filter\"]\n"
    "# During handling of the above exception, another exception occurred:\n"
    SERVER "instrument.py:36 context: return self.camera.read(-3)\n" READ },
  { "recursion", SERVER
    "instrument.py:39 recursion: return self.recursion(n - 1)\n"
    "instrument.py:39 recursion: return self.recursion(n - 1)\n"
    "instrument.py:39 recursion: return self.recursion(n - 1)\n"
    "and 992 more\n" },
  { "syntax", SERVER
    "instrument.py:42 syntax: return eval(\"3 +* 4\")\n"
    "<string>:1 -: 3 +* 4\n" },
  { "generated", SERVER
    "instrument.py:45 generated: exec(compile(\"def made():\\n    1 / 0\\nmade()\", \"<generated>\", \"exec\"), {})\n"
    "<generated>:3 <module>: -\n"
    "<generated>:2 made: -\n" },
  { "several-lines", SERVER
    "instrument.py:48 several_lines: return sum(\n"
    "instrument.py:49 <genexpr>: self.camera.read(number)\n" READ },
  { "group", SERVER
    "instrument.py:64 group: raise ExceptionGroup(\"two exposures\", problems)\n"
    "# Exception 1 of the group:\n"
    "instrument.py:61 group: self.camera.read(number)\n" READ
    "# Exception 2 of the group:\n"
    "instrument.py:61 group: self.camera.read(number)\n" READ },
  { "note", SERVER "instrument.py:69 note: raise problem\n" },
  { "unknown", SERVER "instrument.py:72 unknown: return self.no_such_thing\n" },
  { "private",
    "pyro server.py:463 handleRequest: method = _get_attribute(obj, method)\n"
    "pyro server.py:876 _get_attribute: raise AttributeError(\"attempt to access private attribute '%s'\" % attr)\n" },
  { "remote", SERVER
    "instrument.py:76 remote: return other.nested()\n"
    "pyro client.py:510 __call__: return self.__send(self.__name, args, kwargs)\n"
    "pyro client.py:275 _pyroInvoke: raise data"
    "  # if you see this in your traceback, you should probably inspect the remote traceback as well\n" },
};

static char *
read_vector (const char *name)
{
  g_autofree char *file = g_strdup_printf ("traceback-%s.txt", name);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "wire", "vectors", file, NULL);
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
test_vector (gconstpointer data)
{
  const VectorCase *vector = data;
  g_autofree char *text = read_vector (vector->name);
  g_autoptr(GPtrArray) frames = parse_text (text);
  g_autofree char *found = describe (frames);

  g_assert_cmpstr (found, ==, vector->frames);
}

/* Where the text has addresses in memory only the shape can be told. */
static void
test_detailed (void)
{
  g_autofree char *text = read_vector ("detailed");
  g_autoptr(GPtrArray) frames = parse_text (text);
  const PyroTracebackFrame *frame;
  g_auto(GStrv) locals = NULL;

  g_assert_cmpuint (frames->len, ==, 4);
  frame = g_ptr_array_index (frames, 0);
  g_assert_cmpstr (frame->function, ==, "Daemon.handleRequest");
  g_assert_true (pyro_traceback_frame_is_pyro (frame));
  g_assert_null (frame->locals);

  frame = g_ptr_array_index (frames, 1);
  g_assert_cmpstr (frame->function, ==, "Instrument.nested");
  g_assert_cmpstr (frame->file, ==, "/srv/lab/instrument.py");
  g_assert_cmpuint (frame->line, ==, 24);
  g_assert_cmpstr (frame->source, ==, "return self.camera.read(-1)");
  locals = g_strsplit (frame->locals, "\n", -1);
  g_assert_cmpuint (g_strv_length (locals), ==, 3);
  g_assert_true (g_str_has_prefix (locals[0], "self = <instrument.Instrument object at 0x"));
  g_assert_true (g_str_has_prefix (locals[1], "    self.camera = <instrument.Camera object at 0x"));
  g_assert_cmpstr (locals[2], ==, "    self.label = 'first line\\nsecond line'");

  frame = g_ptr_array_index (frames, 3);
  g_assert_true (g_str_has_prefix (frame->locals, "seconds = -1\nself = <instrument.Camera object at 0x"));
  g_assert_cmpstr (frame->source, ==, "raise ValueError(f\"an exposure of {seconds} s\")");
}

typedef struct
{
  const char *text;
  const char *frames;
} TextCase;

#define RULE "----------------------------------------------------\n"

static const TextCase text_cases[] = {
  { "", "" },
  { "java.lang.Exception: no\n\tat Lab.read(Lab.java:12)\n", "" },
  { "  File \"a.py\"", "" },
  { "  File \"a.py\", line ", "" },
  { "  File \"a.py\", line x, in f", "" },
  { "  File \"a.py\", line 1 in f", "" },
  { "  File \"a.py, line 1, in f", "" },
  { "  File \"a.py\", line 99999999999999999999999, in f", "a.py:4294967295 f: -\n" },
  { "  File \"a.py\", line 1, in f\n", "a.py:1 f: -\n" },
  { "  File \"a.py\", line 1, in f\nValueError: no\n    deep text\n", "a.py:1 f: -\n" },
  { "  File \"\", line 1, in \n    \t x  \n    y", ":1 : \t x\n" },
  { "[Previous line repeated 3 more times]\nLocal values:\nSource code:\n", "" },
  { "  File \"a.py\", line 1, in f\n  [Previous line repeated 99999999999 more times]\n",
    "a.py:1 f: -\nand 4294967295 more\n" },
  { "  +-+---------------- 99999999999 ----\n  File \"a.py\", line 1, in f",
    "# Exception 4294967295 of the group:\na.py:1 f: -\n" },
  /* what a relay of Python's own says of the exception it got */
  { "Traceback (most recent call last):\n"
    "  File \"a.py\", line 1, in f\n"
    "    other.f()\n"
    "ValueError: no\n"
    " +--- This exception occured remotely (Pyro) - Remote traceback:\n"
    " | Traceback (most recent call last):\n"
    " |   File \"b.py\", line 2, in g\n"
    " |     h()\n"
    " | ValueError: no\n"
    " +--- End of remote traceback\n",
    "a.py:1 f: other.f()\n# This exception occurred remotely:\nb.py:2 g: h()\n" },
  /* local variables may hold anything */
  { RULE "File \"a.py\", line 1, in f\nSource code:\n    \nLocal values:\n    x = File \"b.py\", line 2, in g\n"
    "two lines\n        self.y = 1\n" RULE "Local values:\n    z = 1\n" RULE,
    "a.py:1 f: -\nx = File \"b.py\", line 2, in g\ntwo lines\n    self.y = 1\n" },
  { "File \"a.py\", line 1, in f\nLocal values:\n", "a.py:1 f: -\n\n" },
};

static void
test_text (gconstpointer data)
{
  const TextCase *text = data;
  g_autoptr(GPtrArray) frames = parse_text (text->text);
  g_autofree char *found = describe (frames);

  g_assert_cmpstr (found, ==, text->frames);
}

#define DURING "During handling of the above exception, another exception occurred:"

static const struct { const char *text; const char *parts; } part_cases[] = {
  { "", "= -\n" },
  { "ValueError: no", "= ValueError: no\n" },
  /* two sentences that are equal, a message of several lines, and an exception that was never raised */
  { "KeyError: 'x'\n\n" DURING "\n\nTraceback (most recent call last):\n  File \"a\", line 1, in f\n    g()\n    ~^^\n"
    "OSError: one\n\n  two\nA note\n\n" DURING "\n\nTraceback (most recent call last):\n  File \"a\", line 2, in f\n"
    "lab.Calm\n",
    "= KeyError: 'x'\n# " DURING "\n1 g()\n  ~^^\n= OSError: one\n\ntwo\nA note\n# " DURING "\n2\n= lab.Calm\n" },
  /* markers are those of the line above only, and no source */
  { "  File \"a\", line 1, in f\n      ^^\n    x\n", "1\n= -\n" },
  { "  File \"a\", line 1, in f\n    x(\n    y\n    ^\nE", "1\n= E\n" },
  { "  File \"a\", line 1, in f\n    x + (\n      ^\n      ~~\nE", "1 x + (\n    ^\n= E\n" },
  { "  File \"a\", line 1, in f\n    x\n  ^\nE", "1\n= E\n" },
  /* text before, and two tracebacks without a sentence */
  { "Sorry:\nTraceback (most recent call last):\n  File \"a\", line 1\nE\nTraceback (most recent call last):\n"
    "  File \"a\", line 2\nF", "1\n= E\n2\n= F\n" },
};

static void
test_parts (void)
{
  static const struct { const char *name; const char *parts; } vectors[] = {
    { "cause",
      "28 return self.camera.read(-2)\n         ~~~~~~~~~~~~~~~~^^^^\n9 return self.check(seconds) + 1\n"
      "         ~~~~~~~~~~^^^^^^^^^\n13\n= ValueError: an exposure of -2 s\n"
      "# The above exception was the direct cause of the following exception:\n471\n30\n"
      "= RuntimeError: the camera failed\n" },
    { "group",
      "471\n64\n= ExceptionGroup: two exposures (2 sub-exceptions)\n"
      "# Exception 1 of the group:\n61 self.camera.read(number)\n  ~~~~~~~~~~~~~~~~^^^^^^^^\n"
      "9 return self.check(seconds) + 1\n         ~~~~~~~~~~^^^^^^^^^\n13\n= ValueError: an exposure of -5 s\n"
      "# Exception 2 of the group:\n61 self.camera.read(number)\n  ~~~~~~~~~~~~~~~~^^^^^^^^\n"
      "9 return self.check(seconds) + 1\n         ~~~~~~~~~~^^^^^^^^^\n13\n= ValueError: an exposure of -6 s\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *text = read_vector (vectors[i].name);
      g_autofree char *found = describe_parts (text);

      g_assert_cmpstr (found, ==, vectors[i].parts);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (part_cases); i++)
    {
      g_autofree char *found = describe_parts (part_cases[i].text);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (found, ==, part_cases[i].parts);
    }
}

/* Neither the exceptions nor what one of them says grow without an end. */
static void
test_many_parts (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_auto(GStrv) lines = NULL;
  g_autoptr(GPtrArray) parts = NULL;

  for (guint i = 0; i <= 2 * PYRO_MAX_TRACEBACK_PARTS; i++)
    g_string_append (text, "E: x\n" DURING "\n");
  for (guint i = 0; i < PYRO_MAX_TRACEBACK_RAISED; i++)
    g_string_append (text, "more\n");
  lines = g_strsplit (text->str, "\n", -1);
  parts = pyro_traceback_parse_parts ((const char *const *) lines);
  g_assert_cmpuint (parts->len, ==, PYRO_MAX_TRACEBACK_PARTS);
  for (guint i = 0; i < parts->len; i++)
    g_assert_cmpuint (strlen (((PyroTracebackPart *) g_ptr_array_index (parts, i))->raised), <=, PYRO_MAX_TRACEBACK_RAISED);
}

static void
test_is_pyro (void)
{
  static const struct { const char *file; gboolean pyro; } cases[] = {
    { "/usr/lib/python3/dist-packages/Pyro5/server.py", TRUE },
    { "/usr/lib/python3/dist-packages/Pyro4/core.py", TRUE },
    { "Pyro5/server.py", TRUE },
    { "C:\\Python\\Lib\\site-packages\\Pyro5\\server.py", TRUE },
    { "/home/x/Pyro5-examples/Pyro5/server.py", TRUE },
    { "/home/x/Pyro5-examples/server.py", FALSE },
    { "/home/x/myPyro5/server.py", FALSE },
    { "/home/x/Pyro5", FALSE },
    { "/home/x/pyro5/server.py", FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *file = g_strdup (cases[i].file);
      PyroTracebackFrame frame = { .file = file };

      g_assert_cmpint (pyro_traceback_frame_is_pyro (&frame), ==, cases[i].pyro);
    }
}

static void
test_copy (void)
{
  g_autoptr(GPtrArray) frames = parse_text (text_cases[15].text);
  g_autoptr(GPtrArray) copies = g_ptr_array_copy (frames, (GCopyFunc) (GCallback) pyro_traceback_frame_copy, NULL);
  g_autofree char *first = describe (frames);
  g_autofree char *second = NULL;

  g_ptr_array_set_free_func (copies, (GDestroyNotify) pyro_traceback_frame_free);
  second = describe (copies);
  g_assert_cmpstr (first, ==, second);
}

static void
test_many (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GPtrArray) frames = NULL;

  for (guint i = 0; i <= PYRO_MAX_TRACEBACK_FRAMES; i++)
    g_string_append (text, "  File \"a.py\", line 1, in f\n");
  frames = parse_text (text->str);

  g_assert_cmpuint (frames->len, ==, PYRO_MAX_TRACEBACK_FRAMES);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (vector_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/traceback/vector/", vector_cases[i].name, NULL);

      g_test_add_data_func (path, &vector_cases[i], test_vector);
    }
  g_test_add_func ("/traceback/vector/detailed", test_detailed);
  for (gsize i = 0; i < G_N_ELEMENTS (text_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/traceback/text/%02" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &text_cases[i], test_text);
    }
  g_test_add_func ("/traceback/is-pyro", test_is_pyro);
  g_test_add_func ("/traceback/copy", test_copy);
  g_test_add_func ("/traceback/many", test_many);
  g_test_add_func ("/traceback/parts", test_parts);
  g_test_add_func ("/traceback/many-parts", test_many_parts);

  return g_test_run ();
}
