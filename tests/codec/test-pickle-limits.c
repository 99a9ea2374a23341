/* tests/codec/test-pickle-limits.c - pickles that ask for too much
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/codec/pickle-private.h"
#include "tests/codec/trade.h"

#define APPEND(pickle, text) g_string_append_len (pickle, text, sizeof text - 1)

static PyroValue *
decode (GString  *pickle,
        GError  **error)
{
  g_autoptr(GBytes) payload = g_bytes_new (pickle->str, pickle->len);

  return pyro_codec_decode (pyro_codec_find ("pickle"), payload, error);
}

static void
assert_too_large (GString    *pickle,
                  const char *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (decode (pickle, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_depth (void)
{
  static const struct { char open; const char *close; } kinds[] = { { ']', "a" }, { '(', "t" }, { '(', "l" } };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint depth = PYRO_MAX_DEPTH; depth <= 100000; depth = depth == PYRO_MAX_DEPTH ? depth + 1 : depth + 99799)
      {
        g_autoptr(GString) pickle = g_string_new (NULL);
        g_autoptr(PyroValue) value = NULL;
        g_autoptr(GError) error = NULL;

        for (guint k = 0; k < depth; k++)
          g_string_append_c (pickle, kinds[i].open);
        for (guint k = kinds[i].open == ']'; k < depth; k++)
          g_string_append (pickle, kinds[i].close);
        g_string_append_c (pickle, '.');
        if (depth > PYRO_MAX_DEPTH)
          {
            assert_too_large (pickle, "A value is nested deeper than 200 levels");
            continue;
          }
        value = decode (pickle, &error);
        g_assert_no_error (error);
        g_assert_cmpuint (pyro_value_get_depth (value), ==, depth);
      }
}

/* A record is deeper than the instance it is made of. */
static void
test_depth_of_instances (void)
{
  for (guint depth = 95; depth <= 105; depth++)
    {
      g_autoptr(GString) pickle = g_string_new (NULL);
      g_autoptr(PyroValue) value = NULL;
      g_autoptr(GError) error = NULL;

      for (guint k = 0; k < depth; k++)
        g_string_append (pickle, "ca\nB\n");
      g_string_append_c (pickle, 'N');
      for (guint k = 0; k < depth; k++)
        g_string_append (pickle, "\x85R");
      g_string_append_c (pickle, '.');
      value = decode (pickle, &error);
      if (depth <= PYRO_MAX_DEPTH / 2)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (pyro_value_get_depth (value), ==, 2 * depth);
        }
      else
        g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
    }
}

/* Tuples of two, each of which is twice the one before it: @levels of them. */
static GString *
double_up (guint levels)
{
  GString *pickle = g_string_new ("K\x01");

  for (guint i = 0; i < levels; i++)
    g_string_append (pickle, "2\x86"); /* DUP, TUPLE2 */

  return pickle;
}

static void
test_shared (void)
{
  g_autoptr(GString) large = double_up (26);
  g_autoptr(GString) too_large = double_up (28);
  g_autoptr(GString) far_too_large = double_up (150);
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;

  g_string_append_c (large, '.');
  g_string_append_c (too_large, '.');
  g_string_append_c (far_too_large, '.');
  value = decode (large, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pyro_value_get_depth (value), ==, 26);
  g_assert_cmpuint (pyro_value_get_memory_size (value), <, 26 * 1024);
  assert_too_large (too_large, "A value has more than 268435456 items in all");
  assert_too_large (far_too_large, "A value has more than 268435456 items in all");
}

/* What is large and reached in many places is held once: by GET, by a call, as attributes. */
static void
test_shared_once (void)
{
#define USE(text) { text, sizeof text - 1 }
  static const struct { const char *text; gssize size; } uses[] = {
    USE ("h\0a"),                         /* itself */
    USE ("h\0\x85" "a"),                  /* in a tuple */
    USE ("c__builtin__\nset\nh\1\x85Ra"), /* in what was copied from a list */
    USE ("ca\nB\n)\x81h\2ba"),            /* in what are attributes */
    USE ("ca\nB\nh\1\x85Ra"),             /* in arguments */
    USE ("ccopy_reg\n__newobj__\nca\nB\nh\0\x86Ra"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (uses); i++)
    {
      g_autoptr(GString) pickle = g_string_new ("X");
      g_autoptr(PyroValue) value = NULL;
      g_autoptr(GError) error = NULL;
      guint32 size = GUINT32_TO_LE (1 << 14);

      g_string_append_len (pickle, (const char *) &size, sizeof size);
      for (guint k = 0; k < 1 << 14; k++)
        g_string_append_c (pickle, 'x');
      /* the text is 0, a list of it is 1, a dict with it is 2 */
      APPEND (pickle, "q\0" "0]h\0" "aq\1" "0}Va\nh\0sq\2" "0]");
      for (guint k = 0; k < 1000; k++)
        g_string_append_len (pickle, uses[i].text, uses[i].size);
      g_string_append_c (pickle, '.');
      value = decode (pickle, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (pyro_value_get_length (value), ==, 1000);
      g_assert_cmpuint (pyro_value_get_memory_size (value), <, 1 << 20);
    }
}

static void
test_long_names (void)
{
  g_autoptr(GString) pickle = g_string_new ("]ca\n");
  g_autoptr(GString) too_long = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < PYRO_MAX_GLOBAL_SIZE - 2; i++)
    g_string_append_c (pickle, 'b');
  too_long = g_string_new (pickle->str);
  g_string_append (too_long, "b\n.");
  APPEND (pickle, "\nq\0" "0");
  for (guint i = 0; i < 10000; i++)
    APPEND (pickle, "h\0)\x81" "a");
  g_string_append_c (pickle, '.');

  value = decode (pickle, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pyro_value_get_length (value), ==, 10000);
  g_assert_cmpuint (pyro_value_get_memory_size (value), <, 4 << 20);
  g_assert_null (decode (too_long, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
  g_assert_cmpstr (error->message, ==,
                   "The pickle cannot be read at byte 1: a class has a name of more than 1000 bytes");
}

/* A large tuple that is the key of many dicts would be looked at to its end for each of them. */
static void
test_keys (void)
{
  g_autoptr(GString) pickle = double_up (20);

  APPEND (pickle, "q\0" "0]");
  for (guint i = 0; i < 100000; i++)
    APPEND (pickle, "}h\0Nsa");
  g_string_append_c (pickle, '.');
  assert_too_large (pickle, "The keys of dicts and the members of sets in the pickle are larger than 16777216 items "
                            "in all");
}

static void
test_ints (void)
{
  for (guint over = 0; over <= 1; over++)
    {
      gsize size = PYRO_MAX_BASED_DIGITS / 2 + over;
      guint32 little = GUINT32_TO_LE ((guint32) size);
      g_autoptr(GString) pickle = g_string_new ("\x8b");
      g_autoptr(GString) digits = g_string_new ("L");
      g_autoptr(PyroValue) value = NULL;
      g_autoptr(PyroValue) back = NULL;
      g_autoptr(GBytes) payload = NULL;
      g_autoptr(GError) error = NULL;

      g_string_append_len (pickle, (const char *) &little, sizeof little);
      for (gsize i = 0; i < size; i++)
        g_string_append_c (pickle, 0x55);
      g_string_append_c (pickle, '.');
      for (guint i = 0; i < PYRO_MAX_INT_DIGITS + over; i++)
        g_string_append_c (digits, '7');
      g_string_append (digits, "L\n.");
      if (over)
        {
          assert_too_large (pickle, "An int in the pickle has more than 10000 bytes");
          assert_too_large (digits, "An integer has more than 1000000 digits");
          continue;
        }

      value = decode (digits, &error);
      g_assert_no_error (error);
      g_assert_null (pyro_codec_encode (pyro_codec_find ("pickle"), value, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
      g_assert_cmpstr (error->message, ==, "pickle cannot carry an int of so many digits");
      g_clear_error (&error);
      pyro_value_unref (value);
      value = decode (pickle, &error);
      g_assert_no_error (error);
      /* one bit less, so that the sign has room */
      payload = pyro_codec_encode (pyro_codec_find ("pickle"), value, &error);
      g_assert_null (payload);
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
    }
}

/* A machine that has used up its memory does not ask for more. */
static void
test_memory (void)
{
  g_autoptr(GBytes) payload = g_bytes_new (NULL, 0);
  g_autoptr(GError) error = NULL;
  PickleMachine machine;

  machine.payload = payload;
  machine.error = &error;
  _pyro_pickle_start (&machine);
  machine.room.total = PYRO_MAX_PICKLE_MEMORY - 100;
  g_assert_nonnull (_pyro_pickle_alloc (&machine, 16)); /* what is there */
  g_assert_null (_pyro_pickle_alloc (&machine, sizeof machine.own_room));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "The pickle needs more than 4294967296 bytes of memory to be read");
  g_clear_error (&error);
  g_assert_false (_pyro_pickle_grow_stack (&machine));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
  g_assert_true (machine.stack.items == machine.own_stack);
  _pyro_pickle_clear (&machine);
}

/* A million lists in the memo, and marks on the stack. */
static void
test_many (void)
{
  guint n = 1000000;
  g_autoptr(GString) lists = g_string_new ("(");
  g_autoptr(GString) marks = g_string_new (NULL);
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(PyroValue) one = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_string_append (lists, "]\x94");
      g_string_append_c (marks, '(');
    }
  g_string_append (lists, "t.");
  g_string_append (marks, "N.");
  value = decode (lists, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pyro_value_get_length (value), ==, n);
  one = decode (marks, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pyro_value_get_kind (one), ==, PYRO_VALUE_NONE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pickle-limits/depth", test_depth);
  g_test_add_func ("/pickle-limits/depth-of-instances", test_depth_of_instances);
  g_test_add_func ("/pickle-limits/shared", test_shared);
  g_test_add_func ("/pickle-limits/shared-once", test_shared_once);
  g_test_add_func ("/pickle-limits/long-names", test_long_names);
  g_test_add_func ("/pickle-limits/keys", test_keys);
  g_test_add_func ("/pickle-limits/ints", test_ints);
  g_test_add_func ("/pickle-limits/memory", test_memory);
  g_test_add_func ("/pickle-limits/many", test_many);
  return g_test_run ();
}
