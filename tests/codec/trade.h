/* tests/codec/trade.h - values that go to Python and come from there
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/codec/codec.h"
#include "core/error.h"
#include "core/limits.h"
#include "core/value/builder.h"
#include "core/value/literal.h"
#include "core/value/repr.h"
#include "tests/python-peer.h"

static inline PyroValue *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_literal_parse (text, -1, NULL, &error);

  if (value == NULL)
    g_error ("%s: %s", error->message, text);

  return value;
}

static inline char *
to_hex (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  char *hex = g_malloc (2 * size + 1);

  for (gsize i = 0; i < size; i++)
    {
      hex[2 * i] = "0123456789abcdef"[data[i] >> 4];
      hex[2 * i + 1] = "0123456789abcdef"[data[i] & 15];
    }
  hex[2 * size] = '\0';

  return hex;
}

/* @hex may have blanks between the bytes. */
static inline GBytes *
from_hex (const char *hex)
{
  GByteArray *bytes = g_byte_array_new ();

  for (; *hex != '\0'; hex++)
    {
      guint8 byte;

      if (*hex == ' ')
        continue;
      g_assert_true (g_ascii_isxdigit (hex[0]) && g_ascii_isxdigit (hex[1]));
      byte = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));
      g_byte_array_append (bytes, &byte, 1);
      hex++;
    }

  return g_byte_array_free_to_bytes (bytes);
}

static inline int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The repr() of a value, but that the items of sets are sorted by their text. The peers have a
 * function of the same name. */
static inline char *
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
      g_autofree char *item = canonical (pyro_value_get_item (value, i));

      if (kind == PYRO_VALUE_DICT || kind == PYRO_VALUE_RECORD)
        {
          g_autofree char *key = canonical (pyro_value_get_key (value, i));

          g_ptr_array_add (items, g_strconcat (key, ": ", item, NULL));
        }
      else
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
  if (kind == PYRO_VALUE_SET || kind == PYRO_VALUE_FROZENSET)
    g_ptr_array_sort (items, compare_texts);
  joined = g_strjoinv (", ", (char **) items->pdata);

  return kind == PYRO_VALUE_LIST ? g_strdup_printf ("[%s]", joined)
         : kind == PYRO_VALUE_FROZENSET ? g_strdup_printf ("frozenset({%s})", joined)
         : kind != PYRO_VALUE_TUPLE ? g_strdup_printf ("{%s}", joined)
         : g_strdup_printf ("(%s%s)", joined, n == 1 ? "," : "");
}

static inline void
add_random_text (GRand       *rand,
                 PyroBuilder *builder,
                 gboolean     surrogates)
{
  char text[400];
  int size = 0;
  gint32 n = g_rand_int_range (rand, 0, 20) == 0 ? g_rand_int_range (rand, 0, 100) : g_rand_int_range (rand, 0, 10);

  for (; n > 0; n--)
    {
      /* Latin and Greek, of which all tables of Unicode agree what is printable */
      gunichar character = (gunichar) g_rand_int_range (rand, 0, 0x370);

      if (surrogates && g_rand_int_range (rand, 0, 30) == 0)
        character = (gunichar) g_rand_int_range (rand, 0xd800, 0xe000);
      size += g_unichar_to_utf8 (character, text + size);
    }
  pyro_builder_add_string (builder, text, size);
}

static inline void
add_random_int (GRand       *rand,
                PyroBuilder *builder)
{
  g_autoptr(GString) digits = g_string_new (g_rand_boolean (rand) ? "-" : NULL);

  for (gint32 n = g_rand_int_range (rand, 1, g_rand_int_range (rand, 0, 10) == 0 ? 1000 : 40); n > 0; n--)
    g_string_append_c (digits, (char) g_rand_int_range (rand, '0', '9' + 1));
  pyro_builder_add_int_text (builder, digits->str, digits->len);
}

static inline void
add_random_leaf (GRand       *rand,
                 PyroBuilder *builder,
                 gboolean     surrogates)
{
  static const double numbers[] = { 0.0, -0.0, 1.5, 1e300, 5e-324, -1e16, G_MAXDOUBLE };
  double number = numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))];
  guint8 data[300];
  gsize size;

  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      pyro_builder_add_none (builder);
      break;

    case 1:
      pyro_builder_add_bool (builder, g_rand_boolean (rand));
      break;

    case 2:
      pyro_builder_add_int (builder, (gint32) g_rand_int (rand) >> g_rand_int_range (rand, 0, 31));
      break;

    case 3:
      add_random_int (rand, builder);
      break;

    case 4:
      pyro_builder_add_float (builder, number);
      break;

    case 5:
      pyro_builder_add_complex (builder, number, numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))]);
      break;

    case 6:
      size = (gsize) g_rand_int_range (rand, 0, g_rand_int_range (rand, 0, 10) == 0 ? sizeof data : 10);
      for (gsize i = 0; i < size; i++)
        data[i] = (guint8) g_rand_int (rand);
      pyro_builder_add_bytes (builder, data, size);
      break;

    default:
      add_random_text (rand, builder, surrogates);
    }
}

/* A payload cut off at each of its bytes can never be read. */
static inline void
check_truncated (const PyroCodec *codec,
                 GBytes          *payload)
{
  for (gsize size = 0; size < g_bytes_get_size (payload); size++)
    {
      g_autoptr(GError) error = NULL;
      /* an exact copy, so that a sanitizer sees any read past it */
      g_autoptr(GBytes) part = g_bytes_new (g_bytes_get_data (payload, NULL), size);

      g_assert_null (pyro_codec_decode (codec, part, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE);
    }
}

/* Asks the peer about payloads, in hexadecimal, a line each: what it reads of each must be what is
 * expected. */
static inline void
check_answers (PythonPeer *peer,
               const char *request,
               GString    *lines,
               GPtrArray  *expected)
{
  python_peer_ask (peer, "%s %u", request, expected->len);
  python_peer_write (peer, lines->str, lines->len);
  for (guint i = 0; i < expected->len; i++)
    {
      g_autofree char *theirs = python_peer_read (peer, NULL);

      g_assert_cmpstr (theirs, ==, (char *) expected->pdata[i]);
    }
}
