/* tests/value/notation.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <string.h>

#include "core/value/builder.h"

/* A notation for values that needs no parser under test: items with spaces between them.
 *
 *   N T F   12   -0.5 nan inf   c1:2   'text'   b'bytes'
 *   [list]   (tuple)   {set}   f{frozenset}   d{key value}
 */

static inline const char *add_notation (PyroBuilder *builder, const char *at);

static inline const char *
add_container (PyroBuilder   *builder,
               PyroValueKind  kind,
               const char    *at,
               char           end)
{
  g_autoptr(GError) error = NULL;

  pyro_builder_open (builder, kind, &error);
  g_assert_no_error (error);
  while (*at != end)
    {
      at = add_notation (builder, at);
      at += *at == ' ';
    }
  pyro_builder_close (builder, &error);
  g_assert_no_error (error);

  return at + 1;
}

static inline const char *
add_number (PyroBuilder *builder,
            const char  *at)
{
  gsize size = strcspn (at, " ])}");
  char *end;

  if (strspn (at, "+-0123456789") == size)
    pyro_builder_add_int_text (builder, at, size);
  else
    pyro_builder_add_float (builder, g_ascii_strtod (at, &end));

  return at + size;
}

static inline const char *
add_notation (PyroBuilder *builder,
              const char  *at)
{
  char *end;
  double real;

  switch (*at)
    {
    case 'N':
      pyro_builder_add_none (builder);
      return at + 1;
    case 'T':
    case 'F':
      pyro_builder_add_bool (builder, *at == 'T');
      return at + 1;
    case 'c':
      real = g_ascii_strtod (at + 1, &end);
      pyro_builder_add_complex (builder, real, g_ascii_strtod (end + 1, &end));
      return end;
    case '\'':
      end = strchr (at + 1, '\'');
      pyro_builder_add_string (builder, at + 1, end - at - 1);
      return end + 1;
    case 'b':
      end = strchr (at + 2, '\'');
      pyro_builder_add_bytes (builder, at + 2, (gsize) (end - at) - 2);
      return end + 1;
    case '[':
      return add_container (builder, PYRO_VALUE_LIST, at + 1, ']');
    case '(':
      return add_container (builder, PYRO_VALUE_TUPLE, at + 1, ')');
    case '{':
      return add_container (builder, PYRO_VALUE_SET, at + 1, '}');
    case 'f':
      return add_container (builder, PYRO_VALUE_FROZENSET, at + 2, '}');
    case 'd':
      return add_container (builder, PYRO_VALUE_DICT, at + 2, '}');
    default:
      return add_number (builder, at);
    }
}

static inline PyroValue *
make (const char *notation)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  g_autoptr(GError) error = NULL;
  PyroValue *value;
  const char *end = add_notation (builder, notation);

  g_assert_cmpstr (end, ==, "");
  value = pyro_builder_end (builder, &error);
  g_assert_no_error (error);

  return value;
}
