/* tests/ui/models/test-table.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/series.h"
#include "ui/models/table-rows.h"

#include <math.h>

static PyroValue *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_literal_parse (text, -1, NULL, &error);

  g_assert_no_error (error);

  return value;
}

static LensTable *
open_table (const char *literal)
{
  g_autoptr(PyroValue) value = parse (literal);

  return lens_table_fits (value) ? lens_table_new (value, NULL) : NULL;
}

/* As CSV: all of it in one text. */
static void
check_table (const char *literal,
             const char *expected)
{
  g_autoptr(LensTable) table = open_table (literal);
  g_autofree char *csv = table != NULL ? lens_table_write_csv (table, NULL, 0) : NULL;

  g_assert_cmpstr (csv, ==, expected);
}

static void
test_shapes (void)
{
  check_table ("[{'a': 1, 'b': 'x'}, {'b': 'y', 'a': 2}]", "a,b\r\n1,x\r\n2,y\r\n");
  check_table ("[{'a': 1}, {'b': None, 'c': [1, 2]}]", "a,b,c\r\n1,,\r\n,,\"[1, 2]\"\r\n");
  check_table ("({7: 1},)", "7\r\n1\r\n");
  check_table ("[(1, 2), [3, 4]]", "[0],[1]\r\n1,2\r\n3,4\r\n");
  check_table ("{'x': [1, 2], 'y': (3, 4)}", "x,y\r\n1,3\r\n2,4\r\n");
  check_table ("[{}]", "\r\n\r\n");

  check_table ("[]", NULL);
  check_table ("[1, 2]", NULL);
  check_table ("[[1], [2, 3]]", NULL);
  check_table ("[{'a': 1}, 5]", NULL);
  check_table ("{'x': [1], 'y': [1, 2]}", NULL);
  check_table ("{'x': 1}", NULL);
  check_table ("{'x': []}", NULL);
  check_table ("'text'", NULL);
}

/* What begins as a table and then is none. */
static void
test_broken_late (void)
{
  g_autoptr(GString) literal = g_string_new ("[");
  g_autoptr(PyroValue) value = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (literal, "{'a': 1},");
  g_string_append (literal, "5]");
  value = parse (literal->str);
  g_assert_true (lens_table_fits (value));
  g_assert_null (lens_table_new (value, NULL));
}

static void
test_csv_quotes (void)
{
  check_table ("[{'a,b': 'say \"hi\"', 'c': 'two\\nlines', 'd': True, 'e': b'x'}]",
               "\"a,b\",c,d,e\r\n\"say \"\"hi\"\"\",\"two\nlines\",True,b'x'\r\n");
}

static void
test_columns (void)
{
  g_autoptr(LensTable) table = open_table ("[{'n': 1, 's': 'x', 'm': 1.5, 'b': True}, {'n': 2, 's': \"it's\", 'm': None, 'b': False}]");
  g_autofree char *quoted = lens_table_dup_text (table, 1, 1);
  g_autofree char *plain = lens_table_dup_text (table, 0, 1);

  g_assert_cmpuint (lens_table_get_n_columns (table), ==, 4);
  g_assert_true (lens_table_is_numeric (table, 0));
  g_assert_false (lens_table_is_numeric (table, 1));
  g_assert_false (lens_table_is_numeric (table, 2));
  g_assert_false (lens_table_is_numeric (table, 3));
  g_assert_cmpstr (plain, ==, "x");
  g_assert_cmpstr (quoted, ==, "it's");
}

static void
test_hidden_columns (void)
{
  g_autoptr(GString) literal = g_string_new ("[{");
  g_autoptr(LensTable) table = NULL;

  for (guint i = 0; i < 130; i++)
    g_string_append_printf (literal, "%u: 0,", i);
  g_string_append (literal, "}]");
  table = open_table (literal->str);
  g_assert_cmpuint (lens_table_get_n_columns (table), ==, LENS_MAX_COLUMNS);
  g_assert_cmpuint (lens_table_get_n_hidden (table), ==, 30);
}

static void
arranged_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  GArray **order = user_data;

  *order = lens_table_arrange_finish (result, &error);
  g_assert_no_error (error);
}

static GArray *
arrange (LensTable  *table,
         int         column,
         gboolean    descending,
         const char *filter)
{
  GArray *order = NULL;

  lens_table_arrange_async (table, column, descending, filter, NULL, arranged_cb, &order);
  while (order == NULL)
    g_main_context_iteration (NULL, TRUE);

  return order;
}

static void
check_order (LensTable  *table,
             int         column,
             gboolean    descending,
             const char *filter,
             const char *expected)
{
  g_autoptr(GArray) order = arrange (table, column, descending, filter);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < order->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "", g_array_index (order, guint32, i));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_arrange (void)
{
  g_autoptr(LensTable) table = open_table (
    "[{'k': 3, 't': 'Berlin'}, {'k': None, 't': 'berne'}, {'k': 1.5, 't': 'Aachen'}, {'k': 'x', 't': 'Bonn'},"
    " {'k': nan, 't': 'Berlin'}, {'t': [1, 'Berlin']}, {'k': 1000, 't': 'z'}]");

  check_order (table, -1, FALSE, NULL, "0 1 2 3 4 5 6");
  check_order (table, 0, FALSE, NULL, "2 0 6 4 3 1 5");
  check_order (table, 0, TRUE, NULL, "3 4 6 0 2 1 5");
  check_order (table, 1, FALSE, NULL, "2 0 4 3 1 6 5");
  check_order (table, 1, TRUE, NULL, "5 6 1 3 0 4 2");
  check_order (table, -1, FALSE, "ber", "0 1 4 5");
  check_order (table, 0, FALSE, "berlin", "0 4 5");
  check_order (table, -1, FALSE, "", "0 1 2 3 4 5 6");
  check_order (table, -1, FALSE, "nowhere", "");
}

/* Sorting any numbers gives them in order, and each row once. */
static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) order = lens_table_arrange_finish (result, &error);

  g_assert_null (order);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) user_data = TRUE;
}

/* A sort keeps no table that is closed, and ends with it. */
static void
test_arrange_closed (void)
{
  g_autoptr(GString) literal = g_string_new ("[");
  gboolean over = FALSE;
  LensTable *table;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (literal, "{'a': 'text %u'},", i * 7919 % 100000);
  g_string_append_c (literal, ']');
  table = open_table (literal->str);
  lens_table_arrange_async (table, 0, FALSE, "text", NULL, closed_cb, &over);
  g_assert_finalize_object (table);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_arrange_property (void)
{
  for (guint round = 0; round < 50; round++)
    {
      g_autoptr(GString) literal = g_string_new ("[");
      g_autoptr(LensTable) table = NULL;
      g_autoptr(GArray) order = NULL;
      guint n = (guint) g_test_rand_int_range (1, 200);
      g_autofree gboolean *seen = g_new0 (gboolean, n);

      for (guint i = 0; i < n; i++)
        g_string_append_printf (literal, "(%d,),", g_test_rand_int_range (-20, 20));
      g_string_append_c (literal, ']');
      table = open_table (literal->str);
      order = arrange (table, 0, FALSE, NULL);
      g_assert_cmpuint (order->len, ==, n);
      for (guint i = 0; i < n; i++)
        {
          guint32 row = g_array_index (order, guint32, i);

          g_assert_false (seen[row]);
          seen[row] = TRUE;
          if (i > 0)
            {
              guint32 before = g_array_index (order, guint32, i - 1);
              double a = pyro_value_get_float (lens_table_get_cell (table, before, 0));
              double b = pyro_value_get_float (lens_table_get_cell (table, row, 0));

              g_assert_true (a < b || (a == b && before < row));
            }
        }
    }
}

static void
count_changes (GListModel *model,
               guint       position,
               guint       removed,
               guint       added,
               guint      *changed)
{
  g_assert_cmpuint (position, ==, 0);
  *changed = removed * 100 + added;
}

static void
test_rows (void)
{
  g_autoptr(LensTable) table = open_table ("[{'a': 5}, {'a': 6}, {'a': 7}]");
  g_autoptr(LensTableRows) rows = lens_table_rows_new (table);
  g_autoptr(GArray) order = arrange (table, 0, TRUE, "7");
  g_autoptr(LensTableRow) last = g_list_model_get_item (G_LIST_MODEL (rows), 2);
  g_autofree char *text = lens_table_row_dup_text (last, 0);
  g_autoptr(LensTableRow) only = NULL;
  g_autofree char *csv = NULL;
  guint changed = 0;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 3);
  g_assert_cmpstr (text, ==, "7");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (rows), 3));
  g_signal_connect (rows, "items-changed", G_CALLBACK (count_changes), &changed);
  lens_table_rows_set_order (rows, order);
  g_assert_cmpuint (changed, ==, 301);
  only = g_list_model_get_item (G_LIST_MODEL (rows), 0);
  g_assert_cmpuint (lens_table_row_get_number (only), ==, 2);
  csv = lens_table_write_csv (table, (guint32 *) order->data, order->len);
  g_assert_cmpstr (csv, ==, "a\r\n7\r\n");
  lens_table_rows_set_order (rows, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 3);
}

static gboolean
fits_series (const char *literal)
{
  g_autoptr(PyroValue) value = parse (literal);

  return lens_series_fits (value);
}

static void
test_series (void)
{
  g_autoptr(PyroValue) value = parse ("{'a': 1, 'b': 2.5, 'c': 'x', 'd': inf}");
  g_autoptr(LensSeries) series = lens_series_from_value (value);
  g_autofree char *label = lens_series_dup_label (series, 1);
  double low, high;

  g_assert_true (fits_series ("[1, 2.5]"));
  g_assert_true (fits_series ("{'a': 1, 'b': 2}"));
  g_assert_false (fits_series ("[1]"));
  g_assert_false (fits_series ("[1, 'x']"));
  g_assert_false (fits_series ("[True, False]"));
  g_assert_false (fits_series ("{1, 2}"));
  g_assert_false (fits_series ("5"));

  g_assert_false (lens_series_is_whole (series));
  g_assert_cmpuint (lens_series_get_length (series), ==, 4);
  g_assert_true (isnan (lens_series_get_number (series, 2)));
  g_assert_true (lens_series_get_range (series, &low, &high));
  g_assert_cmpfloat (low, ==, 1);
  g_assert_cmpfloat (high, ==, 2.5);
  g_assert_cmpstr (label, ==, "'b'");
}

/* No peak is lost, whatever the number of pixels. */
static void
test_reduce (void)
{
  g_autoptr(LensSeries) series = lens_series_new ();
  g_autoptr(LensSeries) empty = lens_series_new ();
  g_autoptr(LensSeries) whole = lens_series_new ();
  double low, high;

  g_assert_false (lens_series_get_range (empty, &low, &high));
  lens_series_append (whole, 3);
  lens_series_append (whole, NAN);
  lens_series_append (whole, -1e300);
  g_assert_true (lens_series_is_whole (whole));
  lens_series_append (whole, 0.5);
  g_assert_false (lens_series_is_whole (whole));
  for (guint i = 0; i < 1000; i++)
    lens_series_append (series, i % 97 == 0 ? NAN : i == 500 ? 1e6 : i == 501 ? -1e6 : g_test_rand_double ());

  for (gsize n = 1; n < 1500; n += 37)
    {
      g_autofree LensSpan *spans = g_new (LensSpan, n);
      double lowest = INFINITY, highest = -INFINITY;

      lens_series_reduce (series, spans, n);
      for (gsize i = 0; i < n; i++)
        {
          if (spans[i].low > spans[i].high)
            continue;
          g_assert_true (spans[i].low <= spans[i].first && spans[i].first <= spans[i].high);
          g_assert_true (spans[i].low <= spans[i].last && spans[i].last <= spans[i].high);
          lowest = MIN (lowest, spans[i].low);
          highest = MAX (highest, spans[i].high);
        }
      g_assert_cmpfloat (lowest, ==, -1e6);
      g_assert_cmpfloat (highest, ==, 1e6);
    }
}

static void
test_count (void)
{
  g_autoptr(LensSeries) series = lens_series_new ();
  g_autoptr(LensSeries) same = lens_series_new ();
  g_autoptr(LensSeries) vast = lens_series_new ();
  gsize bins[4];

  for (guint i = 0; i <= 8; i++)
    lens_series_append (series, i);
  lens_series_append (series, NAN);
  g_assert_cmpuint (lens_series_count (series, bins, 4), ==, 3);
  g_assert_cmpuint (bins[0], ==, 2);
  g_assert_cmpuint (bins[3], ==, 3);
  lens_series_append (same, 5);
  lens_series_append (same, 5);
  g_assert_cmpuint (lens_series_count (same, bins, 4), ==, 2);
  lens_series_append (vast, -G_MAXDOUBLE);
  lens_series_append (vast, G_MAXDOUBLE);
  g_assert_cmpuint (lens_series_count (vast, bins, 4), ==, 2);

  g_assert_cmpfloat (lens_series_find_step (10, 5), ==, 2);
  g_assert_cmpfloat (lens_series_find_step (10, 4), ==, 5);
  g_assert_cmpfloat (lens_series_find_step (70, 8), ==, 10);
}

static void
test_series_of_column (void)
{
  g_autoptr(LensTable) table = open_table ("[{'a': 1, 'b': 4}, {'a': 2}, {'a': 3, 'b': 6}]");
  g_autoptr(LensSeries) series = lens_series_from_table (table, 1);

  g_assert_cmpuint (lens_series_get_length (series), ==, 3);
  g_assert_cmpfloat (lens_series_get_number (series, 0), ==, 4);
  g_assert_true (isnan (lens_series_get_number (series, 1)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/table/shapes", test_shapes);
  g_test_add_func ("/models/table/broken-late", test_broken_late);
  g_test_add_func ("/models/table/csv-quotes", test_csv_quotes);
  g_test_add_func ("/models/table/columns", test_columns);
  g_test_add_func ("/models/table/hidden-columns", test_hidden_columns);
  g_test_add_func ("/models/table/arrange", test_arrange);
  g_test_add_func ("/models/table/arrange-closed", test_arrange_closed);
  g_test_add_func ("/models/table/arrange-property", test_arrange_property);
  g_test_add_func ("/models/table/rows", test_rows);
  g_test_add_func ("/models/series/fits", test_series);
  g_test_add_func ("/models/series/reduce", test_reduce);
  g_test_add_func ("/models/series/count", test_count);
  g_test_add_func ("/models/series/column", test_series_of_column);

  return g_test_run ();
}
