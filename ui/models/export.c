/* ui/models/export.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/export.h"

#include "ui/models/media.h"
#include "ui/models/json-text.h"
#include "ui/models/table.h"

#include <glib/gi18n.h>
#include <string.h>

/* Values as files. */

static const struct
{
  const char *name;
  const char *extension;
} formats[] = {
  [LENS_EXPORT_PYTHON] = { "python", "py" },
  [LENS_EXPORT_JSON] = { "json", "json" },
  [LENS_EXPORT_CSV] = { "csv", "csv" },
  [LENS_EXPORT_BYTES] = { "bytes", NULL },
};

#define LINE_WIDTH 100 /* characters of a line of Python */

typedef struct
{
  PyroValue        *value;
  LensExportFormat  format;
  GFile            *file;
} Export;

static void
export_free (Export *self)
{
  pyro_value_unref (self->value);
  g_object_unref (self->file);
  g_free (self);
}

/**
 * lens_export_find:
 * @name: `python`, `json`, `csv` or `bytes`
 * @format: (out): the format of that name
 *
 * Finds a format, as actions name it.
 *
 * Returns: %FALSE if there is none
 */
gboolean
lens_export_find (const char       *name,
                  LensExportFormat *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name))
      {
        *format = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * lens_export_fits:
 * @value: a value
 * @format: a format
 *
 * Tells whether a value can be tried in a format: CSV is for tables, bytes are for bytes.
 *
 * Returns: %TRUE if it can
 */
gboolean
lens_export_fits (PyroValue        *value,
                  LensExportFormat  format)
{
  g_return_val_if_fail (value != NULL, FALSE);

  switch (format)
    {
    case LENS_EXPORT_CSV:
      return lens_table_fits (value);

    case LENS_EXPORT_BYTES:
      return lens_media_is_one (value);

    case LENS_EXPORT_PYTHON:
    case LENS_EXPORT_JSON:
    default:
      return TRUE;
    }
}

/* What may be in the name of a file anywhere. */
static char *
clean_stem (const char *stem)
{
  g_autofree char *clean = g_strdup (stem);

  g_strcanon (clean, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_.", '-');
  g_strstrip (g_strdelimit (clean, "-", ' '));
  g_strdelimit (clean, " ", '-');

  return clean[0] != '\0' && clean[0] != '.' ? g_steal_pointer (&clean) : g_strdup ("result");
}

/**
 * lens_export_dup_name:
 * @value: a value
 * @format: a format it fits
 * @stem: what it is the result of, such as the name of a method
 *
 * Proposes a name for the file.
 *
 * Returns: (transfer full): the name
 */
char *
lens_export_dup_name (PyroValue        *value,
                      LensExportFormat  format,
                      const char       *stem)
{
  g_autofree char *clean = clean_stem (stem);
  const char *extension = formats[format].extension;

  if (extension == NULL)
    {
      g_autoptr(GBytes) bytes = lens_media_dup_bytes (value);

      extension = lens_media_get_extension (bytes != NULL ? lens_media_recognize (bytes) : LENS_MEDIA_DATA);
    }

  return g_strdup_printf ("%s.%s", clean, extension);
}

static GBytes *
take_line (char *text)
{
  gsize size = strlen (text);

  text = g_realloc (text, size + 2);
  text[size] = '\n';
  text[size + 1] = '\0';

  return g_bytes_new_take (text, size + 1);
}

static GBytes *
encode_table (PyroValue  *value,
              GError    **error)
{
  g_autoptr(LensTable) table = lens_table_fits (value) ? lens_table_new (value, NULL) : NULL;
  char *csv;

  if (table == NULL)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("The result is no table"));
      return NULL;
    }
  if (lens_table_get_n_hidden (table) > 0)
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE, _("The table has more than %u columns. Save it as JSON"),
                   LENS_MAX_COLUMNS);
      return NULL;
    }
  csv = lens_table_write_csv (table, NULL, 0);

  return g_bytes_new_take (csv, strlen (csv));
}

/**
 * lens_export_encode:
 * @value: a value
 * @format: a format
 * @error: return location for an error: the value does not fit
 *
 * Writes a value. May be called in any thread.
 *
 * Returns: (transfer full) (nullable): the contents of the file
 */
GBytes *
lens_export_encode (PyroValue         *value,
                    LensExportFormat   format,
                    GError           **error)
{
  GBytes *bytes;

  g_return_val_if_fail (value != NULL, NULL);

  switch (format)
    {
    case LENS_EXPORT_JSON:
      return take_line (lens_json_text_write (value, NULL));

    case LENS_EXPORT_CSV:
      return encode_table (value, error);

    case LENS_EXPORT_BYTES:
      bytes = lens_media_dup_bytes (value);
      if (bytes == NULL)
        g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("The result is no bytes"));
      return bytes;

    case LENS_EXPORT_PYTHON:
    default:
      return take_line (pyro_value_repr_indented (value, LINE_WIDTH));
    }
}

static void
save_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Export *self = task_data;
  GError *error = NULL;
  g_autoptr(GBytes) bytes = lens_export_encode (self->value, self->format, &error);
  gsize size;
  const char *data;

  if (bytes != NULL)
    {
      data = g_bytes_get_data (bytes, &size);
      if (g_file_replace_contents (self->file, data, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable, &error))
        {
          g_task_return_boolean (task, TRUE);
          return;
        }
    }

  g_task_return_error (task, error);
}

/**
 * lens_export_save_async:
 * @value: a value
 * @format: a format it fits
 * @file: where to write it; what is there is replaced
 * @cancellable: (nullable): ends it
 * @callback: is called in the calling thread's main context
 * @user_data: for @callback
 *
 * Writes a value to a file, in a worker.
 */
void
lens_export_save_async (PyroValue           *value,
                        LensExportFormat     format,
                        GFile               *file,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Export *self;

  g_return_if_fail (value != NULL);
  g_return_if_fail (G_IS_FILE (file));

  self = g_new0 (Export, 1);
  self->value = pyro_value_ref (value);
  self->format = format;
  self->file = g_object_ref (file);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lens_export_save_async);
  g_task_set_task_data (task, self, (GDestroyNotify) export_free);
  g_task_run_in_thread (task, save_thread);
}

gboolean
lens_export_save_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, lens_export_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
