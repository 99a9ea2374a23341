/* ui/models/source-reader.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/source-reader.h"

#include <glib/gi18n.h>

#include "ui/models/python-source.h"

/* Signatures and docstrings from a file that the user gave. It is read in a worker: it may be anything, of any size. */

typedef struct
{
  LensObject      *object;
  LensSignatures  *signatures;
  GFile           *file;
  char           **members;

  /* what the worker found, a LensCard for each name that the class has */
  GHashTable      *cards;
  char            *class_name;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->object);
  g_clear_object (&reading->signatures);
  g_clear_object (&reading->file);
  g_strfreev (reading->members);
  g_clear_pointer (&reading->cards, g_hash_table_unref);
  g_free (reading->class_name);
  g_free (reading);
}

static GBytes *
load (GFile         *file,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree char *text = NULL;
  gsize size;

  if (stream == NULL)
    return NULL;

  /* All of it: from another computer it comes in pieces. */
  text = g_malloc (LENS_PYTHON_MAX_SIZE + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), text, LENS_PYTHON_MAX_SIZE + 1, &size, cancellable, error))
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&text), size);
}

static void
take_methods (Reading         *reading,
              GPtrArray       *classes,
              LensPythonClass *klass)
{
  g_autofree char *uri = g_file_get_uri (reading->file);
  g_autoptr(GPtrArray) line = lens_python_source_get_line (classes, klass);

  reading->class_name = g_strdup (klass->name);
  for (char **member = reading->members; *member != NULL; member++)
    {
      LensPythonMethod *method = lens_python_source_find (line, *member);
      LensCard *card;

      if (method == NULL)
        continue;
      card = lens_card_copy (method->card);
      lens_card_set_place (card, uri, lens_card_get_line (method->card), lens_card_get_class_name (method->card));
      g_hash_table_insert (reading->cards, g_strdup (*member), card);
    }
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Reading *reading = data;
  g_autofree char *name = g_file_get_basename (reading->file);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = load (reading->file, cancellable, &error);
  g_autoptr(GPtrArray) classes = NULL;
  LensPythonClass *klass;

  if (bytes == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (g_bytes_get_size (bytes) > LENS_PYTHON_MAX_SIZE)
    {
      /* Translators: %s is the name of a file */
      g_task_return_new_error (task, PYRO_ERROR, PYRO_ERROR_TOO_LARGE, _("%s is too large to be Python source"), name);
      return;
    }

  classes = lens_python_source_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                     cancellable);
  klass = lens_python_source_choose (classes, (const char *const *) reading->members, cancellable);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (klass == NULL)
    {
      /* Translators: %s is the name of a file */
      g_task_return_new_error (task, PYRO_ERROR, PYRO_ERROR_VALUE, _("No class in %s has what this object offers"), name);
      return;
    }

  take_methods (reading, classes, klass);
  g_task_return_boolean (task, TRUE);
}

/**
 * lens_source_reader_read_async:
 * @object: an object whose members are known
 * @signatures: where to keep what is found
 * @file: a Python file, `.py` or `.pyi`
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): is called when it is done
 * @user_data: what @callback gets
 *
 * Reads what the members of an object take. The class of the object is the one in the file that has most of them.
 * Nothing in the file is run.
 */
void
lens_source_reader_read_async (LensObject          *object,
                               LensSignatures      *signatures,
                               GFile               *file,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  g_return_if_fail (LENS_IS_OBJECT (object));
  g_return_if_fail (LENS_IS_SIGNATURES (signatures));
  g_return_if_fail (G_IS_FILE (file));

  g_task_set_source_tag (task, lens_source_reader_read_async);
  reading->object = g_object_ref (object);
  reading->signatures = g_object_ref (signatures);
  reading->file = g_object_ref (file);
  reading->members = lens_object_dup_member_names (object);
  reading->cards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * lens_source_reader_read_finish:
 * @result: the result
 * @error: why nothing was found
 *
 * Keeps what was found.
 *
 * Returns: (transfer full) (nullable): a sentence that says what was found, or %NULL with @error set
 */
char *
lens_source_reader_read_finish (GAsyncResult  *result,
                                GError       **error)
{
  Reading *reading;
  g_autoptr(LensObject) object = NULL;
  g_autoptr(LensSignatures) signatures = NULL;
  GHashTableIter iter;
  gpointer name, card;
  guint n;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  /* The worker may be the last that has the task: what belongs to this thread does not end there. */
  reading = g_task_get_task_data (G_TASK (result));
  object = g_steal_pointer (&reading->object);
  signatures = g_steal_pointer (&reading->signatures);
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  g_hash_table_iter_init (&iter, reading->cards);
  while (g_hash_table_iter_next (&iter, &name, &card))
    lens_signatures_put (signatures, lens_object_get_name (object), name, card);
  n = g_hash_table_size (reading->cards);

  /* Translators: a number of methods and attributes, and the name of a class */
  return g_strdup_printf (ngettext ("%u signature from class %s", "%u signatures from class %s", n), n,
                          reading->class_name);
}
