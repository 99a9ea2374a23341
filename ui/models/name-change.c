/* ui/models/name-change.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/name-change.h"

#include "ui/models/server-private.h"

#include <glib/gi18n.h>

/**
 * LensNameChange:
 *
 * A change of what a name server has: for each name what it is before and what it is to be, of which
 * either may be nothing. The other way round it is what undoes it, with URIs and tags as they were.
 *
 * Each name is looked up first. What another program changed meanwhile is left as it is, and said.
 */
struct _LensNameChange
{
  GObject         parent_instance;

  LensServer     *server;
  PyroNameServer *names;    /* while it runs: the server lets go of its own connection when it likes */
  GPtrArray      *items;    /* of Item */
  char           *sentence;
  guint           n_done;
};

typedef struct
{
  char          *name;
  PyroNameEntry *before; /* NULL: there is no such name */
  PyroNameEntry *after;
  gboolean       applied; /* by this change: nobody else did it before */
} Item;

G_DEFINE_FINAL_TYPE (LensNameChange, lens_name_change, G_TYPE_OBJECT)

static void change_next (GTask *task);

static void
item_free (Item *item)
{
  g_free (item->name);
  g_clear_pointer (&item->before, pyro_name_entry_free);
  g_clear_pointer (&item->after, pyro_name_entry_free);
  g_free (item);
}

static void
lens_name_change_finalize (GObject *object)
{
  LensNameChange *self = LENS_NAME_CHANGE (object);

  g_clear_object (&self->server);
  g_clear_object (&self->names);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->sentence, g_free);

  G_OBJECT_CLASS (lens_name_change_parent_class)->finalize (object);
}

static void
lens_name_change_class_init (LensNameChangeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lens_name_change_finalize;
}

static void
lens_name_change_init (LensNameChange *self)
{
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
}

static LensNameChange *
lens_name_change_new (LensServer *server,
                      char       *sentence)
{
  LensNameChange *self = g_object_new (LENS_TYPE_NAME_CHANGE, NULL);

  self->server = g_object_ref (server);
  self->sentence = sentence;

  return self;
}

static int
compare_tags (gconstpointer a,
              gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Entries have their tags sorted, so that two of them can be compared. */
static PyroNameEntry *
make_entry (const char        *name,
            const char        *uri,
            const char *const *tags)
{
  static const char *const none[] = { NULL };
  g_auto(GStrv) sorted = g_strdupv ((char **) (tags != NULL ? tags : none));
  PyroNameEntry entry = { (char *) name, (char *) uri, sorted };

  qsort (sorted, g_strv_length (sorted), sizeof (char *), compare_tags);

  return pyro_name_entry_copy (&entry);
}

static PyroNameEntry *
copy_entry (const PyroNameEntry *entry)
{
  return entry != NULL ? pyro_name_entry_copy (entry) : NULL;
}

static PyroNameEntry *
entry_of (LensObject *object)
{
  return make_entry (lens_object_get_name (object), lens_object_get_uri (object), lens_object_get_tags (object));
}

/* Takes the entries. */
static void
add_item (LensNameChange *self,
          PyroNameEntry  *before,
          PyroNameEntry  *after)
{
  Item *item = g_new0 (Item, 1);

  item->name = g_strdup (before != NULL ? before->name : after->name);
  item->before = before;
  item->after = after;
  g_ptr_array_add (self->items, item);
}

/**
 * lens_name_change_new_register:
 * @server: a name server
 * @name: a name
 * @uri: the URI it is to lead to
 * @tags: (nullable): its tags
 *
 * Prepares to register a name. What the list has under that name is replaced.
 *
 * Returns: (transfer full): the change
 */
LensNameChange *
lens_name_change_new_register (LensServer        *server,
                               const char        *name,
                               const char        *uri,
                               const char *const *tags)
{
  LensNameChange *self;
  LensObject *there;

  g_return_val_if_fail (LENS_IS_SERVER (server), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (uri != NULL, NULL);

  there = lens_server_find_object (server, name);
  /* Translators: in each of these %s is the name of an object */
  self = lens_name_change_new (server, there != NULL ? g_strdup_printf (_("Replaced “%s”"), name)
                                                     : g_strdup_printf (_("Registered “%s”"), name));
  add_item (self, there != NULL ? entry_of (there) : NULL, make_entry (name, uri, tags));

  return self;
}

/**
 * lens_name_change_new_rename:
 * @server: a name server
 * @object: one of its objects
 * @name: its new name
 *
 * Prepares to register an object under another name. The old one goes when the new one is there.
 *
 * Returns: (transfer full): the change
 */
LensNameChange *
lens_name_change_new_rename (LensServer *server,
                             LensObject *object,
                             const char *name)
{
  LensNameChange *self;

  g_return_val_if_fail (LENS_IS_SERVER (server), NULL);
  g_return_val_if_fail (LENS_IS_OBJECT (object), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  /* Translators: the old and the new name of an object */
  self = lens_name_change_new (server, g_strdup_printf (_("Renamed “%s” to “%s”"),
                                                        lens_object_get_name (object), name));
  add_item (self, NULL, make_entry (name, lens_object_get_uri (object), lens_object_get_tags (object)));
  add_item (self, entry_of (object), NULL);

  return self;
}

/**
 * lens_name_change_new_tags:
 * @server: a name server
 * @object: one of its objects
 * @tags: (nullable): its new tags
 *
 * Prepares to give an object other tags.
 *
 * Returns: (transfer full): the change
 */
LensNameChange *
lens_name_change_new_tags (LensServer        *server,
                           LensObject        *object,
                           const char *const *tags)
{
  LensNameChange *self;

  g_return_val_if_fail (LENS_IS_SERVER (server), NULL);
  g_return_val_if_fail (LENS_IS_OBJECT (object), NULL);

  self = lens_name_change_new (server, g_strdup_printf (_("Changed the tags of “%s”"),
                                                        lens_object_get_name (object)));
  add_item (self, entry_of (object), make_entry (lens_object_get_name (object), lens_object_get_uri (object), tags));

  return self;
}

/**
 * lens_name_change_new_remove:
 * @server: a name server
 * @objects: (element-type LensObject): one or more of its objects
 *
 * Prepares to take names away. The objects themselves stay where they are.
 *
 * Returns: (transfer full): the change
 */
LensNameChange *
lens_name_change_new_remove (LensServer *server,
                             GPtrArray  *objects)
{
  LensNameChange *self;

  g_return_val_if_fail (LENS_IS_SERVER (server), NULL);
  g_return_val_if_fail (objects != NULL && objects->len > 0, NULL);

  self = lens_name_change_new (server, objects->len == 1
    ? g_strdup_printf (_("Removed “%s”"), lens_object_get_name (g_ptr_array_index (objects, 0)))
    : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Removed %u name", "Removed %u names", objects->len),
                       objects->len));
  for (guint i = 0; i < objects->len; i++)
    add_item (self, entry_of (g_ptr_array_index (objects, i)), NULL);

  return self;
}

/**
 * lens_name_change_new_undo:
 *
 * Prepares to bring back what there was before a change that was run, as far as that came.
 *
 * Returns: (transfer full): the change
 */
LensNameChange *
lens_name_change_new_undo (LensNameChange *self)
{
  LensNameChange *undo;

  g_return_val_if_fail (LENS_IS_NAME_CHANGE (self), NULL);

  undo = lens_name_change_new (self->server, g_strdup (_("The names are as they were")));
  for (guint i = self->n_done; i > 0; i--)
    {
      Item *item = g_ptr_array_index (self->items, i - 1);

      if (item->applied)
        add_item (undo, copy_entry (item->after), copy_entry (item->before));
    }

  return undo;
}

const char *
lens_name_change_get_sentence (LensNameChange *self)
{
  g_return_val_if_fail (LENS_IS_NAME_CHANGE (self), NULL);

  return self->sentence;
}

gboolean
lens_name_change_is_done (LensNameChange *self)
{
  g_return_val_if_fail (LENS_IS_NAME_CHANGE (self), FALSE);

  for (guint i = 0; i < self->n_done; i++)
    if (((Item *) g_ptr_array_index (self->items, i))->applied)
      return TRUE;

  return FALSE;
}

static gboolean
same (const PyroNameEntry *a,
      const PyroNameEntry *b)
{
  return a == NULL || b == NULL ? a == b : pyro_name_entry_equal (a, b);
}

/* Takes @error, or NULL when all is done. */
static void
end (GTask  *task,
     GError *error)
{
  LensNameChange *self = g_task_get_source_object (task);

  pyro_proxy_release (pyro_name_server_get_proxy (self->names));
  g_clear_object (&self->names);
  lens_server_refresh (self->server);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
item_done (GTask  *task,
           GError *error)
{
  LensNameChange *self = g_task_get_source_object (task);

  if (error != NULL)
    {
      end (task, error);
      return;
    }

  self->n_done++;
  change_next (task);
}

static void
registered_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GError *error = NULL;

  pyro_name_server_register_finish (PYRO_NAME_SERVER (object), result, &error);
  item_done (user_data, error);
}

static void
tags_set_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GError *error = NULL;

  pyro_name_server_set_tags_finish (PYRO_NAME_SERVER (object), result, &error);
  item_done (user_data, error);
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  LensNameChange *self = g_task_get_source_object (user_data);
  Item *item = g_ptr_array_index (self->items, self->n_done);
  GError *error = NULL;
  guint64 n_removed = 0;

  if (pyro_name_server_remove_finish (PYRO_NAME_SERVER (object), result, &n_removed, &error) && n_removed == 0)
    g_set_error (&error, PYRO_ERROR, PYRO_ERROR_NAMING, _("The name server keeps the name “%s”"), item->name);
  item_done (user_data, error);
}

/* Does what is to be done with a name that is as it is expected to be. */
static void
apply (GTask *task,
       Item  *item)
{
  LensNameChange *self = g_task_get_source_object (task);
  PyroNameServer *names = self->names;
  GCancellable *cancellable = g_task_get_cancellable (task);
  const PyroNameEntry *after = item->after;

  item->applied = TRUE;
  if (after == NULL)
    pyro_name_server_remove_async (names, item->name, NULL, NULL, cancellable, removed_cb, task);
  else if (item->before != NULL && g_str_equal (item->before->uri, after->uri))
    pyro_name_server_set_tags_async (names, item->name, (const char *const *) after->tags, cancellable,
                                     tags_set_cb, task);
  else
    pyro_name_server_register_async (names, item->name, after->uri, (const char *const *) after->tags,
                                     item->before == NULL, cancellable, registered_cb, task);
}

static GError *
make_conflict (Item                *item,
               const PyroNameEntry *now)
{
  g_autofree char *sentence = NULL;

  if (item->before == NULL)
    sentence = g_strdup_printf (_("The name “%s” is taken"), item->name);
  else if (now == NULL)
    sentence = g_strdup_printf (_("The name “%s” is gone already"), item->name);
  else
    sentence = g_strdup_printf (_("Another program changed “%s” meanwhile"), item->name);

  return g_error_new_literal (PYRO_ERROR, PYRO_ERROR_NAMING, sentence);
}

static gboolean
is_unknown_name (const GError *error)
{
  return g_error_matches (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED) &&
         g_strcmp0 (pyro_exception_get_short_class_name (pyro_remote_error_get_exception (error)),
                    "NamingError") == 0;
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  LensNameChange *self = g_task_get_source_object (task);
  Item *item = g_ptr_array_index (self->items, self->n_done);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroNameEntry) now = pyro_name_server_lookup_finish (PYRO_NAME_SERVER (object), result, &error);

  if (error != NULL && !is_unknown_name (error))
    end (task, g_steal_pointer (&error));
  else if (same (now, item->after))
    item_done (task, NULL);
  else if (same (now, item->before))
    apply (task, item);
  else
    end (task, make_conflict (item, now));
}

static void
change_next (GTask *task)
{
  LensNameChange *self = g_task_get_source_object (task);

  if (self->n_done < self->items->len)
    {
      Item *item = g_ptr_array_index (self->items, self->n_done);

      pyro_name_server_lookup_async (self->names, item->name,
                                     g_task_get_cancellable (task), looked_up_cb, task);
      return;
    }

  end (task, NULL);
}

/**
 * lens_name_change_run_async:
 * @cancellable: (nullable): a way to stop between two names
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Makes the change, one name after the other.
 */
void
lens_name_change_run_async (LensNameChange      *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (LENS_IS_NAME_CHANGE (self));
  g_return_if_fail (self->names == NULL);

  self->names = lens_server_make_names (self->server);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lens_name_change_run_async);
  change_next (task);
}

/**
 * lens_name_change_run_finish:
 * @error: why it is not done, or not all of it, in a sentence
 *
 * Ends lens_name_change_run_async().
 *
 * Returns: %TRUE if all is done
 */
gboolean
lens_name_change_run_finish (LensNameChange  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * lens_tags_parse:
 * @text: tags with commas between them
 *
 * Reads typed tags: sorted, each once, without the blanks around them.
 *
 * Returns: (transfer full): the tags
 */
char **
lens_tags_parse (const char *text)
{
  g_auto(GStrv) parts = NULL;
  g_autoptr(GStrvBuilder) tags = g_strv_builder_new ();
  const char *last = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  parts = g_strsplit (text, ",", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    g_strstrip (parts[i]);
  qsort (parts, g_strv_length (parts), sizeof (char *), compare_tags);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      if (parts[i][0] != '\0' && g_strcmp0 (parts[i], last) != 0)
        g_strv_builder_add (tags, parts[i]);
      last = parts[i];
    }

  return g_strv_builder_end (tags);
}
