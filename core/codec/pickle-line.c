/* core/codec/pickle-line.c - the opcodes whose argument is a line of text
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/pickle-private.h"

#include <string.h>

#include "core/codec/unicode-private.h"

/* Protocol 0 is made of them, and other protocols may use them. */

gboolean
_pyro_pickle_take_line (PickleMachine  *self,
                        const char    **line,
                        gsize          *size)
{
  const guint8 *end = self->at < self->end ? memchr (self->at, '\n', (gsize) (self->end - self->at)) : NULL;

  if (end == NULL)
    return _pyro_pickle_refuse (self, "it ends too early");
  *line = (const char *) self->at;
  *size = (gsize) (end - self->at);
  self->at = end + 1;

  return *size <= G_MAXINT32 || _pyro_pickle_refuse (self, "a line is too long");
}

/* A number in the memo. */
gboolean
_pyro_pickle_take_index (PickleMachine *self,
                         guint64       *index)
{
  g_autofree char *text = NULL;
  const char *line;
  gsize size;

  if (!_pyro_pickle_take_line (self, &line, &size))
    return FALSE;
  text = g_strndup (line, MIN (size, 20));

  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, index, NULL)
         || _pyro_pickle_refuse (self, "the memo is numbered by something that is no number");
}

/* Protocol 0 has no other form of False and True. */
static gboolean
run_int (PickleMachine *self,
         const char    *line,
         gsize          size)
{
  if (size == 2 && line[0] == '0' && (line[1] == '0' || line[1] == '1'))
    return _pyro_pickle_push (self, &(PickleThing) { .kind = PICKLE_BOOL, .u.integer = line[1] == '1' });

  return _pyro_pickle_push_digits (self, line, size);
}

static gboolean
run_long (PickleMachine *self,
          const char    *line,
          gsize          size)
{
  if (size > 0 && line[size - 1] == 'L')
    size--;

  return _pyro_pickle_push_digits (self, line, size);
}

static gboolean
run_float (PickleMachine *self,
           const char    *line,
           gsize          size)
{
  g_autofree char *text = g_strndup (line, size);
  PickleThing thing = { .kind = PICKLE_FLOAT };
  char *end;

  /* strtod() reads more than Python does: blanks before the number, hexadecimal digits. */
  thing.u.real = g_ascii_strtod (text, &end);
  if (size == 0 || end != text + size || g_ascii_isspace (*text) || memchr (line, 'x', size) != NULL
      || memchr (line, 'X', size) != NULL || memchr (line, '(', size) != NULL)
    return _pyro_pickle_refuse (self, "a float is not written as one");

  return _pyro_pickle_push (self, &thing);
}

/*
 * _pyro_pickle_push_string:
 *
 * A str of Python 2. Other Pythons take it for ASCII text, and refuse it when it is none; here it is
 * bytes then.
 */
gboolean
_pyro_pickle_push_string (PickleMachine *self,
                          const char    *data,
                          gsize          size)
{
  PickleThing thing = { .kind = PICKLE_TEXT, .size = (guint32) size, .u.data = data };

  for (gsize i = 0; i < size; i++)
    if ((guint8) data[i] >= 0x80)
      thing.kind = PICKLE_BYTES;

  return _pyro_pickle_push (self, &thing);
}

static guint
count_digits (const char *at,
              const char *end,
              guint       most,
              gboolean    hexadecimal,
              guint32    *number)
{
  guint n = 0;

  *number = 0;
  for (; n < most && at + n < end; n++)
    {
      int digit = g_ascii_xdigit_value (at[n]);

      if (digit < 0 || (!hexadecimal && digit > 7))
        break;
      *number = *number * (hexadecimal ? 16 : 8) + (guint32) digit;
    }

  return n;
}

/* What stands behind a backslash. Returns: the place behind it; NULL when it is no good. */
static const char *
unescape (const char  *at,
          const char  *end,
          char       **to)
{
  static const char names[] = "abfnrtv\\'\"", meanings[] = "\a\b\f\n\r\t\v\\'\"";
  const char *name;
  guint32 number;
  guint n;

  if (at == end)
    return NULL;
  name = *at != '\0' ? strchr (names, *at) : NULL;
  if (name != NULL)
    {
      *(*to)++ = meanings[name - names];
      return at + 1;
    }
  if (*at == 'x')
    {
      n = count_digits (at + 1, end, 2, TRUE, &number);
      *(*to)++ = (char) number;
      return n == 2 ? at + 3 : NULL;
    }
  n = count_digits (at, end, 3, FALSE, &number);
  if (n > 0)
    {
      *(*to)++ = (char) number;
      return at + n;
    }
  *(*to)++ = '\\';
  *(*to)++ = *at;

  return at + 1;
}

/* The repr() of a str of Python 2. */
static gboolean
run_string (PickleMachine *self,
            const char    *line,
            gsize          size)
{
  const char *at = line + 1, *end = line + size - 1;
  char *room, *to;

  if (size < 2 || (*line != '\'' && *line != '"') || *end != *line)
    return _pyro_pickle_refuse (self, "a str is not in quotes");
  room = to = _pyro_pickle_alloc (self, size);
  if (room == NULL)
    return FALSE;

  while (at != NULL && at < end)
    if (*at == '\\')
      at = unescape (at + 1, end, &to);
    else
      *to++ = *at++;
  if (at == NULL)
    return _pyro_pickle_refuse (self, "a str has a backslash with nothing good behind it");

  return _pyro_pickle_push_string (self, room, (gsize) (to - room));
}

/* Python's codec raw_unicode_escape: Latin-1, and \u and \U. */
static gboolean
run_unicode (PickleMachine *self,
             const char    *line,
             gsize          size)
{
  const char *at = line, *end = line + size;
  char *room = _pyro_pickle_alloc (self, 2 * size), *to = room;
  PickleThing thing = { .kind = PICKLE_TEXT };

  if (room == NULL)
    return FALSE;
  while (at < end)
    {
      guint most = *at != '\\' || at + 1 == end ? 0 : at[1] == 'u' ? 4 : at[1] == 'U' ? 8 : 0;
      guint32 number = (guint8) *at;

      if (most == 0 && *at == '\\' && at + 1 < end)
        *to++ = *at++; /* and what follows, which begins nothing then */
      if (most > 0 && (count_digits (at + 2, end, most, TRUE, &number) < most || number > 0x10ffff))
        return _pyro_pickle_refuse (self, "a text has a backslash with nothing good behind it");
      if (most == 0)
        number = (guint8) *at;
      to += _pyro_unicode_put (to, number);
      at += most > 0 ? most + 2 : 1;
    }
  thing.u.data = room;
  thing.size = (guint32) (to - room);

  return _pyro_pickle_push (self, &thing);
}

/*
 * _pyro_pickle_run_line:
 *
 * Carries out INT, LONG, FLOAT, STRING or UNICODE.
 */
gboolean
_pyro_pickle_run_line (PickleMachine *self)
{
  const char *line;
  gsize size;

  if (!_pyro_pickle_take_line (self, &line, &size))
    return FALSE;

  switch (*self->opcode)
    {
    case 'I':
      return run_int (self, line, size);
    case 'L':
      return run_long (self, line, size);
    case 'F':
      return run_float (self, line, size);
    case 'S':
      return run_string (self, line, size);
    default:
      return run_unicode (self, line, size);
    }
}
