/* ui/models/name-change.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/name-change-private.h"

#include <glib/gi18n.h>

/**
 * LensNameChange:
 *
 * A change of what a name server has: for each name what it is before and what it is to be, of which
 * either may be nothing. The other way round it is what undoes it, with URIs and tags as they were.
 *
 * Each name is looked up first. What another program changed meanwhile is left as it is, and said. Where the answer to
 * a change is lost it is looked up again; where that does not tell either, the name may have been changed: that is said,
 * and can be undone.
 */
G_DEFINE_FINAL_TYPE (LensNameChange, lens_name_change, G_TYPE_OBJECT)

static void
item_free (LensNameChangeItem *item)
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
  LensNameChangeItem *item = g_new0 (LensNameChangeItem, 1);

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
  for (guint i = self->items->len; i > 0; i--)
    {
      LensNameChangeItem *item = g_ptr_array_index (self->items, i - 1);

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

  for (guint i = 0; i < self->items->len; i++)
    if (((LensNameChangeItem *) g_ptr_array_index (self->items, i))->applied)
      return TRUE;

  return FALSE;
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
