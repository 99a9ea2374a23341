/* ui/models/moment.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/moment.h"

#include "core/pyro.h"

#include <glib/gi18n.h>
#include <string.h>

/* A text that is read from its left. What is wrong is kept where it was found first. */
typedef struct
{
  const char *text;
  const char *at;
  const char *wrong;
  const char *sentence; /* NULL while nothing is wrong */
} Reading;

static gboolean
fail_at (Reading    *self,
         const char *at,
         const char *sentence)
{
  if (self->sentence == NULL)
    {
      self->wrong = at;
      self->sentence = sentence;
    }

  return FALSE;
}

static gboolean
read_digits (Reading    *self,
             guint       least,
             guint       most,
             guint      *number,
             const char *sentence)
{
  guint n = 0;

  *number = 0;
  while (n < most && g_ascii_isdigit (self->at[n]))
    *number = *number * 10 + (guint) (self->at[n++] - '0');
  if (n < least)
    return fail_at (self, self->at + n, sentence);
  self->at += n;

  return TRUE;
}

static gboolean
read_sign (Reading    *self,
           char        sign,
           const char *sentence)
{
  if (*self->at != sign)
    return fail_at (self, self->at, sentence);
  self->at++;

  return TRUE;
}

static gboolean
read_date (Reading *self,
           GString *out)
{
  const char *start = self->at;
  const char *day_at;
  guint year, month, day;

  if (!read_digits (self, 4, 4, &year, _("A year has four digits")) ||
      !read_sign (self, '-', _("A date is written as 2026-03-14")) ||
      !read_digits (self, 1, 2, &month, _("The month is missing")) ||
      !read_sign (self, '-', _("A date is written as 2026-03-14")))
    return FALSE;

  day_at = self->at;
  if (!read_digits (self, 1, 2, &day, _("The day is missing")))
    return FALSE;
  if (month < 1 || month > 12)
    return fail_at (self, start + 5, _("A month is a number from 1 to 12"));
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return fail_at (self, day_at, _("The month has no such day"));

  g_string_append_printf (out, "%04u-%02u-%02u", year, month, day);

  return TRUE;
}

/* A part of a second: Python has six digits of it, and writes none or all of them. */
static gboolean
read_fraction (Reading *self,
               GString *out)
{
  guint number = 0, n;

  if (*self->at != '.' && *self->at != ',')
    return TRUE;

  self->at++;
  for (n = 0; g_ascii_isdigit (self->at[n]); n++)
    if (n < 6)
      number = number * 10 + (guint) (self->at[n] - '0');
  if (n == 0)
    return fail_at (self, self->at, _("The digits of the part of a second are missing"));
  for (guint i = n; i < 6; i++)
    number *= 10;
  self->at += n;
  if (number > 0)
    g_string_append_printf (out, ".%06u", number);

  return TRUE;
}

static gboolean
read_clock (Reading *self,
            GString *out)
{
  const char *start = self->at;
  guint hour, minute, second = 0;

  if (!read_digits (self, 1, 2, &hour, _("The hour is missing")) ||
      !read_sign (self, ':', _("A time is written as 15:09:26")) ||
      !read_digits (self, 2, 2, &minute, _("Minutes have two digits")))
    return FALSE;
  if (*self->at == ':')
    {
      self->at++;
      if (!read_digits (self, 2, 2, &second, _("Seconds have two digits")))
        return FALSE;
    }
  if (hour > 23)
    return fail_at (self, start, _("An hour is a number from 0 to 23"));
  if (minute > 59 || second > 59)
    return fail_at (self, strchr (start, ':') + 1, _("Minutes and seconds go from 0 to 59"));

  g_string_append_printf (out, "%02u:%02u:%02u", hour, minute, second);

  return read_fraction (self, out);
}

static gboolean
read_zone (Reading *self,
           GString *out)
{
  char sign = *self->at;
  guint hour, minute = 0;

  if (sign == '\0')
    return TRUE;

  if (sign == 'Z' || sign == 'z')
    {
      self->at++;
      g_string_append (out, "+00:00");
      return TRUE;
    }
  if (sign != '+' && sign != '-')
    return fail_at (self, self->at, _("Only a time zone, as +01:00, may follow"));

  self->at++;
  if (!read_digits (self, 2, 2, &hour, _("The hours of a time zone have two digits")))
    return FALSE;
  if (*self->at == ':')
    self->at++;
  if (*self->at != '\0' && !read_digits (self, 2, 2, &minute, _("The minutes of a time zone have two digits")))
    return FALSE;
  if (hour > 23 || minute > 59)
    return fail_at (self, self->at - 1, _("A time zone is less than a day away"));

  g_string_append_printf (out, "%c%02u:%02u", sign, hour, minute);

  return TRUE;
}

static gboolean
read_end (Reading *self)
{
  return *self->at == '\0' || fail_at (self, self->at, _("Nothing may follow here"));
}

static gboolean
read_date_and_clock (Reading *self,
                     GString *out)
{
  if (!read_date (self, out))
    return FALSE;
  if (*self->at == '\0')
    {
      g_string_append (out, "T00:00:00");
      return TRUE;
    }
  if (*self->at != 'T' && *self->at != 't' && *self->at != ' ')
    return fail_at (self, self->at, _("A T or a space must stand between the date and the time"));

  self->at++;
  g_string_append_c (out, 'T');

  return read_clock (self, out) && read_zone (self, out);
}

static gboolean
read_clock_and_zone (Reading *self,
                     GString *out)
{
  return read_clock (self, out) && read_zone (self, out);
}

static void
report (const Reading  *self,
        guint          *column,
        GError        **error)
{
  *column = (guint) g_utf8_pointer_to_offset (self->text, self->wrong) + 1;
  g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_SYNTAX, self->sentence);
}

static char *
read_moment (const char  *text,
             gboolean   (*part) (Reading *self, GString *out),
             guint       *column,
             GError     **error)
{
  g_autofree char *trimmed = g_strchomp (g_strdup (text));
  g_autoptr(GString) out = g_string_new (NULL);
  Reading reading = { .text = trimmed, .at = trimmed + strspn (trimmed, " \t") };

  *column = 0;
  if (!part (&reading, out) || !read_end (&reading))
    {
      report (&reading, column, error);
      return NULL;
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}

/**
 * lens_moment_read_date:
 * @text: such as `2026-03-14`
 * @column: (out): the character that is wrong, from 1
 * @error: a sentence for the user
 *
 * Returns: (transfer full) (nullable): what `date.isoformat()` gives, or %NULL with @error set
 */
char *
lens_moment_read_date (const char  *text,
                       guint       *column,
                       GError     **error)
{
  return read_moment (text, read_date, column, error);
}

/**
 * lens_moment_read_time:
 * @text: such as `15:09` or `15:09:26.5+01:00`
 * @column: (out): the character that is wrong, from 1
 * @error: a sentence for the user
 *
 * Returns: (transfer full) (nullable): what `time.isoformat()` gives, or %NULL with @error set
 */
char *
lens_moment_read_time (const char  *text,
                       guint       *column,
                       GError     **error)
{
  return read_moment (text, read_clock_and_zone, column, error);
}

/**
 * lens_moment_read_datetime:
 * @text: such as `2026-03-14 15:09` or `2026-03-14T15:09:26.5Z`
 * @column: (out): the character that is wrong, from 1
 * @error: a sentence for the user
 *
 * Returns: (transfer full) (nullable): what `datetime.isoformat()` gives, or %NULL with @error set
 */
char *
lens_moment_read_datetime (const char  *text,
                           guint       *column,
                           GError     **error)
{
  return read_moment (text, read_date_and_clock, column, error);
}

/* `2 days, `: what str(timedelta) begins with. */
static double
read_days (Reading *self)
{
  char *end;
  gint64 days = g_ascii_strtoll (self->at, &end, 10);
  const char *word = end + strspn (end, " ");

  if (end == self->at || !g_str_has_prefix (word, "day"))
    return 0;

  word += strlen ("day");
  word += *word == 's';
  self->at = word + strspn (word, ", ");

  return (double) days * 86400;
}

static gboolean
read_hours (Reading *self,
            double  *seconds)
{
  g_autoptr(GString) fraction = g_string_new ("0");
  double sign = *self->at == '-' ? -1 : 1;
  guint hours, minutes, rest = 0;

  self->at += *self->at == '-' || *self->at == '+';
  if (!read_digits (self, 1, 6, &hours, _("The hours are missing")) ||
      !read_sign (self, ':', _("A span is written as 1:30:00, or in seconds")) ||
      !read_digits (self, 2, 2, &minutes, _("Minutes have two digits")))
    return FALSE;
  if (*self->at == ':')
    {
      self->at++;
      if (!read_digits (self, 2, 2, &rest, _("Seconds have two digits")) || !read_fraction (self, fraction))
        return FALSE;
    }

  *seconds = sign * (hours * 3600.0 + minutes * 60.0 + rest + g_ascii_strtod (fraction->str, NULL));

  return TRUE;
}

/**
 * lens_moment_read_span:
 * @text: `1:30:00`, `2 days, 1:30:00.5`, or seconds
 * @seconds: (out): how long it is
 * @column: (out): the character that is wrong, from 1
 * @error: a sentence for the user
 *
 * Reads a span of time as `str()` of a `timedelta` writes it.
 *
 * Returns: %TRUE if it is one
 */
gboolean
lens_moment_read_span (const char  *text,
                       double      *seconds,
                       guint       *column,
                       GError     **error)
{
  g_autofree char *trimmed = g_strchomp (g_strdup (text));
  Reading reading = { .text = trimmed, .at = trimmed + strspn (trimmed, " \t") };
  double days, rest = 0;
  char *end;

  *column = 0;
  *seconds = g_ascii_strtod (reading.at, &end);
  if (end != reading.at && *end == '\0' && *seconds - *seconds == 0)
    return TRUE;

  days = read_days (&reading);
  if (*reading.at == '\0' && reading.at > trimmed)
    {
      *seconds = days;
      return TRUE;
    }
  if (!read_hours (&reading, &rest) || !read_end (&reading))
    {
      report (&reading, column, error);
      return FALSE;
    }
  *seconds = days + rest;

  return TRUE;
}
