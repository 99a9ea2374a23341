/* ui/models/history.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/history.h"

#include "ui/models/record-file.h"

/**
 * LensHistory:
 *
 * The calls that were made, so that they can be made again.
 *
 * A call is a line of a #LensRecordFile, without what may be a secret. The file is written anew when it has
 * many lines that are not needed any more.
 */
struct _LensHistory
{
  GObject         parent_instance;

  LensRecordFile *file;
  GHashTable     *lists;   /* "object\nmethod" → GListStore of LensPastCall */
  guint           calls;   /* in the lists */
  LensForgotten  *forgets; /* takes what the file has of it; NULL but while something is forgotten */
  LensForgotten  *returns; /* is put back when all is there that others wrote; NULL for nothing */
  gboolean        spilt;   /* the file has what may be a secret: an earlier version wrote it */
};

struct _LensForgotten
{
  char      *key;   /* of a method; NULL for all */
  GPtrArray *calls; /* of LensPastCall */
  GArray    *aside; /* of open files */
};

G_DEFINE_FINAL_TYPE (LensHistory, lens_history, G_TYPE_OBJECT)

#define MAX_CALLS_OF_METHOD 20
#define MAX_CALLS           2000

/* Of a call that is in no file, as it is too large, or as the file could not be written. */
static G_DEFINE_QUARK (lens-history-unwritten, unwritten)

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
insert (LensHistory  *self,
        GListStore   *list,
        guint         position,
        LensPastCall *call)
{
  g_list_store_insert (list, position, call);
  self->calls++;
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) > MAX_CALLS_OF_METHOD)
    {
      g_list_store_remove (list, MAX_CALLS_OF_METHOD);
      self->calls--;
    }
}

static void
remember (LensHistory  *self,
          LensPastCall *call)
{
  GListStore *list = get_list (self, lens_past_call_get_object (call), lens_past_call_get_method (call));

  forget_equal (self, list, call);
  insert (self, list, 0, call);
}

static int
compare_times (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  return g_date_time_compare (lens_past_call_get_time (*(LensPastCall *const *) a),
                              lens_past_call_get_time (*(LensPastCall *const *) b));
}

/* Behind what is as old: all that is there now was called since. Not if the same was called since, or so many others
 * that it is not kept. */
static void
remember_again (LensHistory  *self,
                LensPastCall *call)
{
  GListStore *list = get_list (self, lens_past_call_get_object (call), lens_past_call_get_method (call));
  guint position = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr(LensPastCall) other = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (lens_past_call_equal (other, call))
        return;
      if (compare_times (&other, &call, NULL) >= 0)
        position = i + 1;
    }
  if (position < MAX_CALLS_OF_METHOD)
    insert (self, list, position, call);
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

static gboolean
is_written (LensPastCall *call)
{
  return g_object_get_qdata (G_OBJECT (call), unwritten_quark ()) == NULL;
}

/* What the file has comes back from it. */
static void
forget_written (gpointer user_data)
{
  LensHistory *self = user_data;
  GHashTableIter iter;
  gpointer list;

  for (guint i = self->forgets != NULL ? self->forgets->calls->len : 0; i > 0; i--)
    if (is_written (g_ptr_array_index (self->forgets->calls, i - 1)))
      g_ptr_array_remove_index (self->forgets->calls, i - 1);

  g_hash_table_iter_init (&iter, self->lists);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    for (guint i = g_list_model_get_n_items (list); i > 0; i--)
      {
        g_autoptr(LensPastCall) call = g_list_model_get_item (list, i - 1);

        if (!is_written (call))
          continue;
        g_list_store_remove (list, i - 1);
        self->calls--;
      }
}

static gboolean
is_forgotten (LensForgotten *self,
              LensPastCall  *call)
{
  g_autofree char *key = make_key (lens_past_call_get_object (call), lens_past_call_get_method (call));

  return self->key == NULL || g_str_equal (self->key, key);
}

static void
take_record (PyroValue *record,
             gpointer   user_data)
{
  LensHistory *self = user_data;
  g_autoptr(LensPastCall) call = lens_past_call_new_from_value (record);
  g_autoptr(PyroValue) open = NULL;

  if (call == NULL)
    return;
  if (self->forgets != NULL && is_forgotten (self->forgets, call))
    {
      g_ptr_array_add (self->forgets->calls, g_steal_pointer (&call));
      return;
    }

  open = lens_past_call_to_value (call);
  self->spilt |= !pyro_value_identical (open, record);
  remember (self, call);
}

/* Newest first, as each goes behind what is as old. */
static void
bring_back (LensHistory *self)
{
  LensForgotten *returns = g_steal_pointer (&self->returns);

  for (guint i = returns != NULL ? returns->calls->len : 0; i > 0; i--)
    remember_again (self, g_ptr_array_index (returns->calls, i - 1));
}

static GPtrArray *
collect_records (gpointer user_data)
{
  LensHistory *self = user_data;
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);
  g_autoptr(GPtrArray) all = NULL;

  bring_back (self);
  bound (self);
  all = collect (self);
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (records, lens_past_call_to_value (g_ptr_array_index (all, i)));

  return records;
}

static gboolean
write_anew (LensHistory *self)
{
  return lens_record_file_rewrite (self->file, forget_written, take_record, collect_records, self);
}

static void
lens_history_finalize (GObject *object)
{
  LensHistory *self = LENS_HISTORY (object);

  g_clear_pointer (&self->file, lens_record_file_free);
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

  self->file = lens_record_file_new (path);
  lens_record_file_load (self->file, take_record, self);
  bound (self);
  if (self->spilt)
    write_anew (self);

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
      g_autofree char *path = lens_record_file_make_path ("history.pyl");

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
  g_autoptr(PyroValue) record = NULL;

  g_return_if_fail (LENS_IS_HISTORY (self));
  g_return_if_fail (LENS_IS_PAST_CALL (call));

  remember (self, call);
  bound (self);
  record = lens_past_call_to_value (call);
  if (!lens_record_file_append (self->file, record))
    g_object_set_qdata (G_OBJECT (call), unwritten_quark (), self);
  if (lens_record_file_get_n_lines (self->file) > 2 * MAX (self->calls, MAX_CALLS / 4) ||
      lens_record_file_is_large (self->file))
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

static void
move_calls (LensHistory   *self,
            GListStore    *list,
            LensForgotten *forgotten)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (list)); i > 0; i--)
    g_ptr_array_add (forgotten->calls, g_list_model_get_item (G_LIST_MODEL (list), i - 1));
  self->calls -= g_list_model_get_n_items (G_LIST_MODEL (list));
  g_list_store_remove_all (list);
}

/**
 * lens_history_clear:
 * @object: (nullable): the name of an object
 * @method: (nullable): the name of a method
 *
 * Forgets the calls of one method, or all calls, in the file as well, also those that another program wrote there. What
 * of the file could not be read, of whichever method, is forgotten with them: nobody knows whose it is.
 *
 * Returns: (transfer full): what was forgotten
 */
LensForgotten *
lens_history_clear (LensHistory *self,
                    const char  *object,
                    const char  *method)
{
  LensForgotten *forgotten;
  GHashTableIter iter;
  gpointer key, list;

  g_return_val_if_fail (LENS_IS_HISTORY (self), NULL);
  g_return_val_if_fail ((object == NULL) == (method == NULL), NULL);

  forgotten = g_new0 (LensForgotten, 1);
  forgotten->key = object != NULL ? make_key (object, method) : NULL;
  forgotten->calls = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_iter_init (&iter, self->lists);
  while (g_hash_table_iter_next (&iter, &key, &list))
    if (forgotten->key == NULL || g_str_equal (key, forgotten->key))
      move_calls (self, list, forgotten);

  self->forgets = forgotten;
  write_anew (self);
  self->forgets = NULL;
  forgotten->aside = lens_record_file_take_aside (self->file);

  return forgotten;
}

/**
 * lens_history_put_back:
 * @forgotten: what lens_history_clear() took
 *
 * Has again what was forgotten, beside what was called since.
 */
void
lens_history_put_back (LensHistory   *self,
                       LensForgotten *forgotten)
{
  g_return_if_fail (LENS_IS_HISTORY (self));
  g_return_if_fail (forgotten != NULL);

  lens_record_file_return_aside (self->file, forgotten->aside);
  self->returns = forgotten;
  if (write_anew (self))
    return;

  for (guint i = 0; i < forgotten->calls->len; i++)
    g_object_set_qdata (g_ptr_array_index (forgotten->calls, i), unwritten_quark (), self);
  bring_back (self);
}

guint
lens_forgotten_get_n_calls (LensForgotten *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->calls->len;
}

void
lens_forgotten_free (LensForgotten *self)
{
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_clear_pointer (&self->aside, g_array_unref);
  g_free (self);
}
