/* ui/models/history.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/history.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/**
 * LensHistory:
 *
 * The calls that were made, so that they can be made again.
 *
 * A call is a line that is appended to the file with one write, so that a crash spoils that line at most, and a
 * line that cannot be read is passed over. The file is written anew, beside the old one and renamed, when it
 * has many lines that are not needed any more.
 */
struct _LensHistory
{
  GObject     parent_instance;

  char       *path;   /* NULL for a history that is not kept */
  GHashTable *lists;  /* "object\nmethod" → GListStore of LensPastCall */
  guint       lines;  /* in the file */
  guint       calls;  /* in the lists */
};

G_DEFINE_FINAL_TYPE (LensHistory, lens_history, G_TYPE_OBJECT)

#define MAX_CALLS_OF_METHOD 20
#define MAX_CALLS           2000
#define MAX_LINE            (64 * 1024)        /* bytes of a call; one that is larger is not kept */
#define MAX_FILE            (16 * 1024 * 1024) /* bytes that are read */

static char *
make_key (const char *object,
          const char *method)
{
  return g_strconcat (object, "\n", method, NULL);
}

static GListStore *
get_list (LensHistory *self,
          const char  *object,
          const char  *method)
{
  g_autofree char *key = make_key (object, method);
  GListStore *list = g_hash_table_lookup (self->lists, key);

  if (list == NULL)
    {
      list = g_list_store_new (LENS_TYPE_PAST_CALL);
      g_hash_table_insert (self->lists, g_steal_pointer (&key), list);
    }

  return list;
}

static void
forget_equal (LensHistory  *self,
              GListStore   *list,
              LensPastCall *call)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr(LensPastCall) other = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (!lens_past_call_equal (other, call))
        continue;
      g_list_store_remove (list, i);
      self->calls--;
      return;
    }
}

static void
remember (LensHistory  *self,
          LensPastCall *call)
{
  GListStore *list = get_list (self, lens_past_call_get_object (call), lens_past_call_get_method (call));

  forget_equal (self, list, call);
  g_list_store_insert (list, 0, call);
  self->calls++;
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) > MAX_CALLS_OF_METHOD)
    {
      g_list_store_remove (list, MAX_CALLS_OF_METHOD);
      self->calls--;
    }
}

static int
compare_times (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  return g_date_time_compare (lens_past_call_get_time (*(LensPastCall *const *) a),
                              lens_past_call_get_time (*(LensPastCall *const *) b));
}

/* All calls, oldest first. */
static GPtrArray *
collect (LensHistory *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer list;

  g_hash_table_iter_init (&iter, self->lists);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    for (guint i = g_list_model_get_n_items (list); i > 0; i--)
      g_ptr_array_add (all, g_list_model_get_item (list, i - 1));
  g_ptr_array_sort_with_data (all, compare_times, NULL);

  return all;
}

/* Those of long ago go first. */
static void
bound (LensHistory *self)
{
  g_autoptr(GPtrArray) all = NULL;

  if (self->calls <= MAX_CALLS)
    return;

  all = collect (self);
  for (guint i = 0; self->calls > MAX_CALLS * 3 / 4 && i < all->len; i++)
    {
      LensPastCall *call = g_ptr_array_index (all, i);

      forget_equal (self, get_list (self, lens_past_call_get_object (call), lens_past_call_get_method (call)), call);
    }
}

static void
write_anew (LensHistory *self)
{
  g_autoptr(GPtrArray) all = collect (self);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      g_autofree char *line = lens_past_call_to_text (g_ptr_array_index (all, i));

      g_string_append_printf (text, "%s\n", line);
    }
  if (g_file_set_contents_full (self->path, text->str, (gssize) text->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    self->lines = all->len;
  else
    g_message ("The history cannot be written: %s", error->message);
}

/* One write: what another window of the program appends at the same time stays in one piece. */
static void
append (LensHistory *self,
        const char  *line)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *text = g_strconcat (line, "\n", NULL);
  int file;

  g_mkdir_with_parents (folder, 0700);
  file = g_open (self->path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0 || write (file, text, strlen (text)) < 0)
    g_message ("The history cannot be written: %s", g_strerror (errno));
  else
    self->lines++;
  if (file >= 0)
    g_close (file, NULL);
}

static void
load (LensHistory *self)
{
  g_autofree char *text = NULL;
  GStatBuf status;
  char *line;

  if (self->path == NULL || g_stat (self->path, &status) != 0 || status.st_size > MAX_FILE ||
      !g_file_get_contents (self->path, &text, NULL, NULL))
    return;

  for (char *next = text; (line = strsep (&next, "\n")) != NULL;)
    {
      g_autoptr(LensPastCall) call = NULL;

      if (*line == '\0')
        continue;
      self->lines++;
      call = strlen (line) <= MAX_LINE ? lens_past_call_new_from_text (line) : NULL;
      if (call != NULL)
        remember (self, call);
    }
  bound (self);
}

static void
lens_history_finalize (GObject *object)
{
  LensHistory *self = LENS_HISTORY (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->lists, g_hash_table_unref);

  G_OBJECT_CLASS (lens_history_parent_class)->finalize (object);
}

static void
lens_history_class_init (LensHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lens_history_finalize;
}

static void
lens_history_init (LensHistory *self)
{
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * lens_history_new:
 * @path: (nullable): the file, or %NULL to keep nothing
 *
 * Opens a history, with what the file has.
 *
 * Returns: (transfer full): the history
 */
LensHistory *
lens_history_new (const char *path)
{
  LensHistory *self = g_object_new (LENS_TYPE_HISTORY, NULL);

  self->path = g_strdup (path);
  load (self);

  return self;
}

/**
 * lens_history_get_default:
 *
 * Gets the history of the user, which all windows have in common.
 *
 * Returns: (transfer none): the history
 */
LensHistory *
lens_history_get_default (void)
{
  static LensHistory *history;

  if (g_once_init_enter_pointer (&history))
    {
      g_autofree char *path = g_build_filename (g_get_user_data_dir (), "pyrolens", "history.pyl", NULL);

      g_once_init_leave_pointer (&history, lens_history_new (path));
    }

  return history;
}

/**
 * lens_history_add:
 * @call: a call that was just made
 *
 * Keeps a call. One that was made before in the same way moves to the front; one whose arguments are very large
 * is kept until the program ends.
 */
void
lens_history_add (LensHistory  *self,
                  LensPastCall *call)
{
  g_autofree char *line = NULL;

  g_return_if_fail (LENS_IS_HISTORY (self));
  g_return_if_fail (LENS_IS_PAST_CALL (call));

  remember (self, call);
  bound (self);
  line = lens_past_call_to_text (call);
  if (self->path == NULL || strlen (line) > MAX_LINE)
    return;

  append (self, line);
  if (self->lines > 2 * MAX (self->calls, MAX_CALLS / 4))
    write_anew (self);
}

/**
 * lens_history_find:
 * @object: the name of an object
 * @method: the name of a method
 *
 * Gets the calls of one method. The list changes when there are more.
 *
 * Returns: (transfer none): a list of #LensPastCall, newest first
 */
GListModel *
lens_history_find (LensHistory *self,
                   const char  *object,
                   const char  *method)
{
  g_return_val_if_fail (LENS_IS_HISTORY (self), NULL);

  return G_LIST_MODEL (get_list (self, object, method));
}

/**
 * lens_history_clear:
 * @object: the name of an object
 * @method: the name of a method
 *
 * Forgets the calls of one method, in the file as well.
 */
void
lens_history_clear (LensHistory *self,
                    const char  *object,
                    const char  *method)
{
  GListStore *list;

  g_return_if_fail (LENS_IS_HISTORY (self));

  list = get_list (self, object, method);
  self->calls -= g_list_model_get_n_items (G_LIST_MODEL (list));
  g_list_store_remove_all (list);
  if (self->path != NULL)
    write_anew (self);
}
