/* core/codec/msgpack-date.c - dates as Pyro's extensions of msgpack have them
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/msgpack-private.h"

#include <math.h>
#include <string.h>
#include <time.h>

#include "core/error.h"

/* A date is a day number, where the first of January of year 1 is 1. A datetime without a time zone
 * is a POSIX timestamp, for which Python takes it to be in the local time of the machine; so it
 * changes on the way between machines in different zones. Both are exactly what CPython makes of
 * them: date.fromordinal() and toordinal(), datetime.fromtimestamp() and timestamp(). */

#define MAX_ORDINAL   3652059 /* of the last day of year 9999 */
#define EPOCH_ORDINAL 719163  /* of the first of January 1970 */
#define DAY_SECONDS   86400

/* GLib counts days from the same one. The year is 9999 at most. */
static gint64
get_ordinal (gint64 year,
             gint64 month,
             gint64 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return g_date_get_julian (&date);
}

/* Writes year, month and day. */
static void
put_day (gint64  ordinal,
         gint64 *numbers)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) ordinal);
  numbers[0] = g_date_get_year (&date);
  numbers[1] = g_date_get_month (&date);
  numbers[2] = g_date_get_day (&date);
}

static gboolean
refuse (GError     **error,
        const char  *what)
{
  g_set_error (error, PYRO_ERROR, PYRO_ERROR_SERIALIZE,
               "The msgpack payload has a %s that is not within the years 1 to 9999", what);

  return FALSE;
}

static gboolean
add_record (PyroBuilder   *builder,
            const char    *name,
            const gint64  *numbers,
            gsize          n_numbers,
            gboolean       fold,
            GError       **error)
{
  if (!pyro_builder_open (builder, PYRO_VALUE_RECORD, error))
    return FALSE;
  pyro_builder_add_string (builder, "__class__", -1);
  pyro_builder_add_string (builder, name, -1);
  pyro_builder_add_string (builder, "args", -1);
  if (!pyro_builder_open (builder, PYRO_VALUE_TUPLE, error))
    return FALSE;
  for (gsize i = 0; i < n_numbers; i++)
    pyro_builder_add_int (builder, numbers[i]);
  if (!pyro_builder_close (builder, error))
    return FALSE;
  if (fold)
    {
      pyro_builder_add_string (builder, "kwargs", -1);
      if (!pyro_builder_open (builder, PYRO_VALUE_DICT, error))
        return FALSE;
      pyro_builder_add_string (builder, "fold", -1);
      pyro_builder_add_int (builder, 1);
      if (!pyro_builder_close (builder, error))
        return FALSE;
    }

  return pyro_builder_close (builder, error);
}

/*
 * _pyro_msgpack_add_date:
 *
 * Adds a record of datetime.date.
 */
gboolean
_pyro_msgpack_add_date (PyroBuilder  *builder,
                        gint64        ordinal,
                        GError      **error)
{
  gint64 numbers[3];

  if (ordinal < 1 || ordinal > MAX_ORDINAL)
    return refuse (error, "date");
  put_day (ordinal, numbers);

  return add_record (builder, "datetime.date", numbers, G_N_ELEMENTS (numbers), FALSE, error);
}

/* The time that a clock on the wall shows, in seconds since the first of January 1970. Python calls
 * this local(); that counts from year 1. */
static gboolean
get_local (gint64  timestamp,
           gint64 *local)
{
  time_t when = (time_t) timestamp;
  struct tm parts;

  if (when != timestamp || localtime_r (&when, &parts) == NULL || parts.tm_year < 1 - 1900
      || parts.tm_year > 9999 - 1900)
    return FALSE;
  *local = (get_ordinal (parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday) - EPOCH_ORDINAL) * DAY_SECONDS
           + parts.tm_hour * 3600 + parts.tm_min * 60 + MIN (parts.tm_sec, 59);

  return TRUE;
}

/* Whether a clock showed this time a second time then, because it had been set back. */
static gboolean
find_fold (gint64 timestamp,
           gint64 local)
{
  gint64 before, transition, again;

  if (!get_local (timestamp - DAY_SECONDS, &before))
    return FALSE;
  transition = local - before - DAY_SECONDS;

  return transition < 0 && get_local (timestamp + transition, &again) && again == local;
}

/*
 * _pyro_msgpack_add_datetime:
 *
 * Adds a record of datetime.datetime, in local time.
 */
gboolean
_pyro_msgpack_add_datetime (PyroBuilder  *builder,
                            double        timestamp,
                            GError      **error)
{
  double whole, fraction;
  gint64 seconds, microseconds, local, rest, numbers[7];

  if (!isfinite (timestamp) || fabs (timestamp) > (double) MAX_ORDINAL * DAY_SECONDS)
    return refuse (error, "datetime");
  fraction = modf (timestamp, &whole);
  seconds = (gint64) whole;
  microseconds = (gint64) rint (fraction * 1e6); /* to the nearest, half to even */
  if (microseconds < 0)
    {
      seconds--;
      microseconds += 1000000;
    }
  if (microseconds == 1000000)
    {
      seconds++;
      microseconds = 0;
    }
  if (!get_local (seconds, &local))
    return refuse (error, "datetime");

  rest = (local % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS;
  put_day ((local - rest) / DAY_SECONDS + EPOCH_ORDINAL, numbers);
  numbers[3] = rest / 3600;
  numbers[4] = rest / 60 % 60;
  numbers[5] = rest % 60;
  numbers[6] = microseconds;

  return add_record (builder, "datetime.datetime", numbers, G_N_ELEMENTS (numbers), find_fold (seconds, local), error);
}

/* Finds the whole numbers that a class of the module datetime was called with: from @n_least to
 * @n_most of them; those that are not said are zero. */
static gboolean
get_numbers (PyroValue *record,
             gint64    *numbers,
             gsize      n_least,
             gsize      n_most)
{
  PyroValue *args = pyro_value_lookup_string (record, "args");
  gsize n;

  if (args == NULL || pyro_value_get_kind (args) != PYRO_VALUE_TUPLE)
    return FALSE;
  n = pyro_value_get_length (args);
  if (n < n_least || n > n_most)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      PyroValue *item = pyro_value_get_item (args, i);

      if (pyro_value_get_kind (item) != PYRO_VALUE_INT || !pyro_value_get_int64 (item, &numbers[i]))
        return FALSE;
    }

  return numbers[0] >= 1 && numbers[0] <= 9999 && numbers[1] >= 1 && numbers[1] <= 12 && numbers[2] >= 1
         && numbers[2] <= g_date_get_days_in_month ((GDateMonth) numbers[1], (GDateYear) numbers[0]);
}

/*
 * _pyro_msgpack_get_date:
 *
 * Returns: whether @record is a datetime.date as [func@_pyro_msgpack_add_date] makes it
 */
gboolean
_pyro_msgpack_get_date (PyroValue *record,
                        gint64    *ordinal)
{
  gint64 numbers[3];

  if (pyro_value_get_length (record) != 2 || !get_numbers (record, numbers, 3, 3))
    return FALSE;
  *ordinal = get_ordinal (numbers[0], numbers[1], numbers[2]);

  return TRUE;
}

/* Solves local (timestamp) = @local, as CPython does (PEP 495): where a clock shows a time twice,
 * @fold says which; where it shows it never, the offset before or after counts. */
static gboolean
solve_local (gint64    local,
             gboolean  fold,
             gint64   *timestamp)
{
  gint64 first, second, shown, a, b;

  if (!get_local (local, &shown))
    return FALSE;
  a = shown - local;
  first = local - a;
  if (!get_local (first, &shown))
    return FALSE;
  *timestamp = first;
  if (shown == local)
    {
      gint64 other = first + (fold ? DAY_SECONDS : -DAY_SECONDS), other_shown;

      if (!get_local (other, &other_shown))
        return FALSE;
      b = other_shown - other;
      if (a == b)
        return TRUE;
      second = local - b;
      if (!get_local (second, &other_shown))
        return FALSE;
      if (other_shown == local)
        *timestamp = second;
      return TRUE;
    }

  b = shown - first;
  second = local - b;
  if (!get_local (second, &shown))
    return FALSE;
  if (shown == local)
    *timestamp = second;
  else
    *timestamp = fold ? MIN (first, second) : MAX (first, second);

  return TRUE;
}

/* The one keyword argument that a datetime may have here. */
static gboolean
get_fold (PyroValue *record,
          gboolean  *fold)
{
  PyroValue *kwargs = pyro_value_lookup_string (record, "kwargs"), *value;
  gint64 number;

  *fold = FALSE;
  if (kwargs == NULL)
    return pyro_value_get_length (record) == 2;
  value = pyro_value_lookup_string (kwargs, "fold");
  if (value == NULL || pyro_value_get_length (kwargs) != 1 || pyro_value_get_length (record) != 3
      || !pyro_value_get_int64 (value, &number) || (number != 0 && number != 1))
    return FALSE;
  *fold = number == 1;

  return TRUE;
}

/*
 * _pyro_msgpack_get_datetime:
 *
 * Returns: whether @record is a datetime.datetime without a time zone, and one that has a timestamp
 */
gboolean
_pyro_msgpack_get_datetime (PyroValue *record,
                            double    *timestamp)
{
  gint64 numbers[7] = { 0 }, local, seconds;
  gboolean fold;

  if (!get_fold (record, &fold) || !get_numbers (record, numbers, 3, 7) || numbers[3] < 0 || numbers[3] > 23
      || numbers[4] < 0 || numbers[4] > 59 || numbers[5] < 0 || numbers[5] > 59 || numbers[6] < 0
      || numbers[6] > 999999)
    return FALSE;

  local = (get_ordinal (numbers[0], numbers[1], numbers[2]) - EPOCH_ORDINAL) * DAY_SECONDS
          + numbers[3] * 3600 + numbers[4] * 60 + numbers[5];
  if (!solve_local (local, fold, &seconds))
    return FALSE;
  *timestamp = (double) seconds + (double) numbers[6] / 1e6;

  return TRUE;
}
