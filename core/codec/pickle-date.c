/* core/codec/pickle-date.c - dates and times in pickles
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/pickle-private.h"

#include <string.h>

/* Python packs them into a few bytes: of a date two for the year, then month and day; of a time
 * hour, minute, second, and three for the microseconds; of a datetime both. A time zone may follow.
 * Here they are called with what people call them with. */

#define DATE_SIZE 4
#define TIME_SIZE 6

/* In the first byte of a time, or in that of the month: the second of two times that look alike. */
#define FOLD 0x80

static void
set_int (PickleThing *thing,
         guint32      number)
{
  *thing = (PickleThing) { .kind = PICKLE_INT, .u.integer = number };
}

static void
unpack_date (const guint8 *at,
             PickleThing  *numbers)
{
  set_int (&numbers[0], (guint32) at[0] << 8 | at[1]);
  set_int (&numbers[1], at[2] & ~FOLD);
  set_int (&numbers[2], at[3]);
}

static void
unpack_time (const guint8 *at,
             PickleThing  *numbers)
{
  set_int (&numbers[0], at[0] & ~FOLD);
  set_int (&numbers[1], at[1]);
  set_int (&numbers[2], at[2]);
  set_int (&numbers[3], (guint32) at[3] << 16 | (guint32) at[4] << 8 | at[5]);
}

/* The keyword argument fold=1. */
static gboolean
make_fold (PickleMachine *machine,
           PickleThing   *kwargs)
{
  PickleThing entry[2] = { { .kind = PICKLE_TEXT, .size = 4, .u.data = "fold" } };

  set_int (&entry[1], 1);
  *kwargs = (PickleThing) { .kind = PICKLE_OBJECT };
  kwargs->u.object = _pyro_pickle_new_object (machine, PICKLE_DICT, entry, 2);

  return kwargs->u.object != NULL;
}

static gboolean
unpack (PickleMachine     *machine,
        const char        *name,
        const PickleThing *args,
        gsize              date_size,
        gsize              time_size,
        PickleThing       *result)
{
  PickleObject *packed = args->u.object;
  const PickleThing *state = packed->items;
  PickleThing numbers[8], tuple = { .kind = PICKLE_OBJECT }, kwargs = { .kind = PICKLE_ABSENT }, callable;
  gsize n = (date_size > 0 ? 3 : 0) + (time_size > 0 ? 4 : 0);
  const guint8 *data;
  gboolean fold;

  /* A pickle of Python 2 has a str there. */
  if (packed->n_items == 0 || packed->n_items > 1 + (time_size > 0)
      || (state->kind != PICKLE_BYTES && state->kind != PICKLE_TEXT) || state->size != date_size + time_size)
    return TRUE;
  data = (const guint8 *) state->u.data;
  fold = time_size > 0 && (data[date_size > 0 ? 2 : 0] & FOLD) != 0;

  if (date_size > 0)
    unpack_date (data, numbers);
  if (time_size > 0)
    unpack_time (data + date_size, numbers + (date_size > 0 ? 3 : 0));
  if (packed->n_items == 2)
    {
      _pyro_pickle_share_items (packed);
      numbers[n++] = packed->items[1];
    }
  tuple.u.object = _pyro_pickle_new_object (machine, PICKLE_TUPLE, numbers, n);

  return tuple.u.object != NULL && (!fold || make_fold (machine, &kwargs))
         && _pyro_pickle_push_global (machine, "datetime", strlen ("datetime"), name, strlen (name))
         && _pyro_pickle_pop (machine, &callable)
         && _pyro_pickle_new_instance (machine, &callable, &tuple, fold ? &kwargs : NULL, result);
}

static gboolean
call_date (PickleMachine     *machine,
           const PickleThing *args,
           PickleThing       *result)
{
  return unpack (machine, "date", args, DATE_SIZE, 0, result);
}

static gboolean
call_datetime (PickleMachine     *machine,
               const PickleThing *args,
               PickleThing       *result)
{
  return unpack (machine, "datetime", args, DATE_SIZE, TIME_SIZE, result);
}

static gboolean
call_time (PickleMachine     *machine,
           const PickleThing *args,
           PickleThing       *result)
{
  return unpack (machine, "time", args, 0, TIME_SIZE, result);
}

/*
 * _pyro_pickle_find_date:
 *
 * Returns: (nullable): what unpacks an instance of the class @name of the module datetime
 */
PickleCall
_pyro_pickle_find_date (const char *name)
{
  if (g_str_equal (name, "datetime.date"))
    return call_date;
  if (g_str_equal (name, "datetime.datetime"))
    return call_datetime;
  if (g_str_equal (name, "datetime.time"))
    return call_time;

  return NULL;
}
