/* ui/models/name-change-run.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/name-change-private.h"

#include "ui/models/server-private.h"

#include <glib/gi18n.h>

/* How a change of names is made, one name after the other. */

static void change_next (GTask *task);

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
item_done (GTask *task)
{
  LensNameChange *self = g_task_get_source_object (task);

  self->n_done++;
  change_next (task);
}

static gboolean
is_unknown_name (const GError *error)
{
  return g_error_matches (error, PYRO_REMOTE_ERROR, PYRO_REMOTE_ERROR_RAISED) &&
         g_strcmp0 (pyro_exception_get_short_class_name (pyro_remote_error_get_exception (error)),
                    "NamingError") == 0;
}

/* ---- The answer to a change that is lost ---- */

typedef struct
{
  GTask  *task;
  GError *error; /* what happened instead of an answer */
} Doubt;

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Doubt *doubt = user_data;
  g_autoptr(GError) cause = doubt->error;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroNameEntry) now = pyro_name_server_lookup_finish (PYRO_NAME_SERVER (object), result, &error);
  LensNameChange *self = g_task_get_source_object (doubt->task);
  LensNameChangeItem *item = g_ptr_array_index (self->items, self->n_done);

  item->applied = error != NULL && !is_unknown_name (error);
  if (item->applied)
    {
      /* Translators: the name of an object, and a sentence that says what happened */
      end (doubt->task, g_error_new (PYRO_ERROR, PYRO_ERROR_NAMING, _("“%s” may have been changed, the answer is lost: %s"),
                                     item->name, cause->message));
      return;
    }

  item->applied = same (now, item->after);
  if (item->applied)
    item_done (doubt->task);
  else
    end (doubt->task, g_steal_pointer (&cause));
}

/* What the name server, or its library, said itself is no doubt. */
static gboolean
is_answer (const GError *error)
{
  return error->domain == PYRO_REMOTE_ERROR || g_error_matches (error, PYRO_ERROR, PYRO_ERROR_NAMING);
}

/* Takes @error, NULL where the name server said that it is done. */
static void
applied (GTask  *task,
         GError *error)
{
  LensNameChange *self = g_task_get_source_object (task);
  LensNameChangeItem *item = g_ptr_array_index (self->items, self->n_done);
  Doubt *doubt;

  if (error == NULL)
    {
      item->applied = TRUE;
      item_done (task);
      return;
    }
  if (is_answer (error))
    {
      end (task, error);
      return;
    }

  doubt = g_new (Doubt, 1);
  doubt->task = task;
  doubt->error = error;
  pyro_name_server_lookup_async (self->names, item->name, NULL, checked_cb, doubt);
}

/* ---- The change ---- */

static void
registered_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GError *error = NULL;

  pyro_name_server_register_finish (PYRO_NAME_SERVER (object), result, &error);
  applied (user_data, error);
}

static void
tags_set_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GError *error = NULL;

  pyro_name_server_set_tags_finish (PYRO_NAME_SERVER (object), result, &error);
  applied (user_data, error);
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  LensNameChange *self = g_task_get_source_object (user_data);
  LensNameChangeItem *item = g_ptr_array_index (self->items, self->n_done);
  GError *error = NULL;
  guint64 n_removed = 0;

  if (pyro_name_server_remove_finish (PYRO_NAME_SERVER (object), result, &n_removed, &error) && n_removed == 0)
    g_set_error (&error, PYRO_ERROR, PYRO_ERROR_NAMING, _("The name server keeps the name “%s”"), item->name);
  applied (user_data, error);
}

/* Does what is to be done with a name that is as it is expected to be. */
static void
apply (GTask              *task,
       LensNameChangeItem *item)
{
  LensNameChange *self = g_task_get_source_object (task);
  PyroNameServer *names = self->names;
  GCancellable *cancellable = g_task_get_cancellable (task);
  const PyroNameEntry *after = item->after;

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
make_conflict (LensNameChangeItem  *item,
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

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  LensNameChange *self = g_task_get_source_object (task);
  LensNameChangeItem *item = g_ptr_array_index (self->items, self->n_done);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroNameEntry) now = pyro_name_server_lookup_finish (PYRO_NAME_SERVER (object), result, &error);

  if (error != NULL && !is_unknown_name (error))
    end (task, g_steal_pointer (&error));
  else if (same (now, item->after))
    item_done (task);
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
      LensNameChangeItem *item = g_ptr_array_index (self->items, self->n_done);

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
  g_task_set_check_cancellable (task, FALSE); /* what was done all the same is told */
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
