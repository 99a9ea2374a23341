/* ui/models/series.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/series.h"

#include <math.h>

/**
 * LensSeries:
 *
 * Numbers in a row, to be drawn. A series of a million numbers is reduced to what the pixels can
 * show before anything is drawn.
 *
 * It emits [signal@Lens.Series::changed] when a number is added.
 */
struct _LensSeries
{
  GObject    parent_instance;

  GArray    *numbers; /* double */
  PyroValue *names;   /* a dict whose keys name the numbers, or NULL */
  double     low;     /* of the finite numbers */
  double     high;
  gboolean   fractional; /* one of them is no whole number */
};

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensSeries, lens_series, G_TYPE_OBJECT)

/* Bytes of the name of a number. */
#define MAX_LABEL_SIZE 60

/* Numbers that are looked at to tell whether there is something to draw; the others come later. */
#define MAX_LOOKED_AT 1000

static gboolean
get_number (PyroValue *value,
            double    *number)
{
  return pyro_value_get_kind (value) != PYRO_VALUE_BOOL && pyro_value_get_number (value, number);
}

static gboolean
has_items (PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);

  return (kind == PYRO_VALUE_LIST || kind == PYRO_VALUE_TUPLE || kind == PYRO_VALUE_DICT) &&
         pyro_value_get_length (value) > 1;
}

/**
 * lens_series_fits:
 * @value: a value
 *
 * Tells whether a value looks like a series: a list, tuple or dict of at least two numbers. Only the
 * first ones are looked at.
 *
 * Returns: %TRUE if a series can be tried
 */
gboolean
lens_series_fits (PyroValue *value)
{
  double number;

  g_return_val_if_fail (value != NULL, FALSE);

  if (!has_items (value))
    return FALSE;

  for (gsize i = 0; i < MIN (pyro_value_get_length (value), MAX_LOOKED_AT); i++)
    if (!get_number (pyro_value_get_item (value, i), &number))
      return FALSE;

  return TRUE;
}

static void
lens_series_finalize (GObject *object)
{
  LensSeries *self = LENS_SERIES (object);

  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->names, pyro_value_unref);

  G_OBJECT_CLASS (lens_series_parent_class)->finalize (object);
}

static void
lens_series_class_init (LensSeriesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lens_series_finalize;

  /**
   * LensSeries::changed:
   *
   * A number came.
   */
  signals[CHANGED] = g_signal_new ("changed", LENS_TYPE_SERIES, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lens_series_init (LensSeries *self)
{
  self->numbers = g_array_new (FALSE, FALSE, sizeof (double));
  self->low = INFINITY;
  self->high = -INFINITY;
}

/**
 * lens_series_new:
 *
 * Makes a series without numbers.
 *
 * Returns: (transfer full): the series
 */
LensSeries *
lens_series_new (void)
{
  return g_object_new (LENS_TYPE_SERIES, NULL);
}

static void
take_number (LensSeries *self,
             double      number)
{
  g_array_append_val (self->numbers, number);
  if (isfinite (number))
    {
      self->low = MIN (self->low, number);
      self->high = MAX (self->high, number);
      self->fractional |= number != trunc (number);
    }
}

/**
 * lens_series_from_value:
 * @value: a list, tuple or dict of numbers
 *
 * Reads a series. What is no number in it is a gap. May be called in any thread.
 *
 * Returns: (transfer full): the series
 */
LensSeries *
lens_series_from_value (PyroValue *value)
{
  LensSeries *self = lens_series_new ();
  gsize n = pyro_value_get_length (value);

  for (gsize i = 0; i < n; i++)
    {
      double number;

      take_number (self, get_number (pyro_value_get_item (value, i), &number) ? number : NAN);
    }
  if (pyro_value_get_kind (value) == PYRO_VALUE_DICT)
    self->names = pyro_value_ref (value);

  return self;
}

/**
 * lens_series_from_table:
 * @table: a table
 * @column: one of its columns
 *
 * Reads a column of a table as a series. What is no number in it is a gap. May be called in any
 * thread.
 *
 * Returns: (transfer full): the series
 */
LensSeries *
lens_series_from_table (LensTable *table,
                        guint      column)
{
  LensSeries *self = lens_series_new ();
  guint n = lens_table_get_n_rows (table);

  for (guint i = 0; i < n; i++)
    {
      PyroValue *cell = lens_table_get_cell (table, i, column);
      double number;

      take_number (self, cell != NULL && get_number (cell, &number) ? number : NAN);
    }

  return self;
}

/**
 * lens_series_append:
 * @number: a number, or nan for a gap
 *
 * Adds a number.
 */
void
lens_series_append (LensSeries *self,
                    double      number)
{
  g_return_if_fail (LENS_IS_SERIES (self));

  take_number (self, number);
  g_signal_emit (self, signals[CHANGED], 0);
}

gsize
lens_series_get_length (LensSeries *self)
{
  g_return_val_if_fail (LENS_IS_SERIES (self), 0);

  return self->numbers->len;
}

double
lens_series_get_number (LensSeries *self,
                        gsize       index)
{
  g_return_val_if_fail (LENS_IS_SERIES (self), NAN);
  g_return_val_if_fail (index < self->numbers->len, NAN);

  return g_array_index (self->numbers, double, index);
}

/**
 * lens_series_dup_label:
 * @index: which number
 *
 * Gets what a number is called: its key in a dict, else its position.
 *
 * Returns: (transfer full): the label
 */
char *
lens_series_dup_label (LensSeries *self,
                       gsize       index)
{
  g_return_val_if_fail (LENS_IS_SERIES (self), NULL);

  if (self->names != NULL)
    return pyro_value_repr_short (pyro_value_get_key (self->names, index), MAX_LABEL_SIZE);

  return g_strdup_printf ("[%" G_GSIZE_FORMAT "]", index);
}

/**
 * lens_series_get_range:
 * @low: (out): the lowest finite number
 * @high: (out): the highest finite number
 *
 * Gets between what the numbers are.
 *
 * Returns: %FALSE if there is no finite number
 */
gboolean
lens_series_get_range (LensSeries *self,
                       double     *low,
                       double     *high)
{
  g_return_val_if_fail (LENS_IS_SERIES (self), FALSE);

  *low = self->low;
  *high = self->high;

  return self->low <= self->high;
}

/**
 * lens_series_is_whole:
 *
 * Returns: whether all of the finite numbers are whole ones
 */
gboolean
lens_series_is_whole (LensSeries *self)
{
  g_return_val_if_fail (LENS_IS_SERIES (self), FALSE);

  return !self->fractional;
}

/**
 * lens_series_reduce:
 * @spans: (array length=n_spans): what is filled in
 * @n_spans: how many pixels there are
 *
 * Reduces the series to so many spans of numbers that follow each other. No peak is lost. Numbers
 * that are not finite count as gaps.
 */
void
lens_series_reduce (LensSeries *self,
                    LensSpan   *spans,
                    gsize       n_spans)
{
  const double *numbers = (const double *) self->numbers->data;
  gsize n = self->numbers->len;

  for (gsize i = 0; i < n_spans; i++)
    {
      gsize from = (gsize) ((guint64) i * n / n_spans);
      gsize to = (gsize) ((guint64) (i + 1) * n / n_spans);
      LensSpan span = { NAN, NAN, INFINITY, -INFINITY };

      for (gsize j = from; j < to; j++)
        {
          if (!isfinite (numbers[j]))
            continue;
          if (span.low > span.high)
            span.first = numbers[j];
          span.last = numbers[j];
          span.low = MIN (span.low, numbers[j]);
          span.high = MAX (span.high, numbers[j]);
        }
      spans[i] = span;
    }
}

/**
 * lens_series_count:
 * @bins: (array length=n_bins): what is filled in
 * @n_bins: how many parts of the range there are
 *
 * Counts the numbers in each part of the range: a histogram.
 *
 * Returns: the most in one of them
 */
gsize
lens_series_count (LensSeries *self,
                   gsize      *bins,
                   gsize       n_bins)
{
  const double *numbers = (const double *) self->numbers->data;
  double width = self->high - self->low;
  gsize most = 0;

  for (gsize i = 0; i < n_bins; i++)
    bins[i] = 0;

  for (gsize i = 0; i < self->numbers->len; i++)
    {
      gsize bin;

      if (!isfinite (numbers[i]))
        continue;
      /* A range of 0, or one that is too large for a double, has one bin. */
      bin = width > 0 && isfinite (width) ? (gsize) ((numbers[i] - self->low) / width * (double) n_bins) : 0;
      bin = MIN (bin, n_bins - 1);
      bins[bin]++;
      most = MAX (most, bins[bin]);
    }

  return most;
}

/**
 * lens_series_find_step:
 * @extent: how much an axis shows, above 0
 * @most: how many marks there may be on it
 *
 * Finds a round distance for the marks of an axis: 1, 2 or 5 times a power of ten.
 *
 * Returns: the distance
 */
double
lens_series_find_step (double extent,
                       guint  most)
{
  double rough = extent / MAX (most, 1);
  double power = pow (10, floor (log10 (rough)));
  double ratio = rough / power;

  return power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
}
