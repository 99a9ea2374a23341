/* ui/models/value-search.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/value-search.h"

#include "ui/models/needle.h"

#include <string.h>

/* Finding something in a value: by its path, or by a text that is in it or in its key. */

/* Values between two looks at whether anybody still wants to know. */
#define CANCEL_INTERVAL 4096

typedef struct
{
  PyroValue    *value;
  LensNeedle   *needle;
  GCancellable *cancellable; /* unowned */
  GArray       *trail;       /* where the search is */
  GPtrArray    *hits;
  gsize         n_seen;
  gboolean      more;
} Search;

static void
search_free (Search *self)
{
  pyro_value_unref (self->value);
  lens_needle_free (self->needle);
  g_array_unref (self->trail);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_free (self);
}

/**
 * lens_value_search_is_path:
 * @text: what was typed
 *
 * Tells a path, which begins with a bracket or a dot, from a text to look for.
 *
 * Returns: %TRUE for a path
 */
gboolean
lens_value_search_is_path (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return text[0] == '[' || text[0] == '.';
}

/* Where a step of @path that begins at @at ends: before the next bracket or dot that is in no
 * bracket and no text. */
static const char *
find_step_end (const char *at)
{
  guint depth = 0;
  char quote = 0;

  for (const char *c = at; *c != '\0'; c++)
    {
      if (quote != 0)
        {
          if (*c == '\\' && c[1] != '\0')
            c++;
          else if (*c == quote)
            quote = 0;
        }
      else if (*c == '\'' || *c == '"')
        quote = *c;
      else if (depth == 0 && c > at && (*c == '[' || *c == '.'))
        return c;
      else if (strchr ("([{", *c) != NULL)
        depth++;
      else if (strchr (")]}", *c) != NULL && depth > 0)
        depth--;
    }

  return at + strlen (at);
}

/* A path has passed before: the item is there. */
static guint
find_position (PyroValue *container,
               PyroValue *item)
{
  gsize n = pyro_value_get_length (container);

  for (gsize i = 0; i < n; i++)
    if (pyro_value_get_item (container, i) == item)
      return (guint) i;

  g_return_val_if_reached (0);
}

/**
 * lens_value_search_follow:
 * @value: a value
 * @path: a path, such as `['axes'][0]`; its first name may have a dot before it
 * @error: return location for an error: a sentence that says at which step there is nothing
 *
 * Follows a path through a value.
 *
 * Returns: (transfer full) (nullable): a trail
 */
GArray *
lens_value_search_follow (PyroValue   *value,
                          const char  *path,
                          GError     **error)
{
  g_autoptr(GArray) trail = g_array_new (FALSE, FALSE, sizeof (guint));
  const char *start = path;

  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  if (*start == '.')
    start++;
  if (pyro_value_lookup_path (value, start, error) == NULL)
    return NULL;

  for (const char *at = start; *at != '\0'; )
    {
      const char *end = find_step_end (at);
      g_autofree char *step = g_strndup (at + (*at == '.'), (gsize) (end - at) - (*at == '.'));
      PyroValue *item = pyro_value_lookup_path (value, step, error);
      guint position;

      if (item == NULL)
        return NULL;
      position = find_position (value, item);
      g_array_append_val (trail, position);
      value = item;
      at = end;
    }

  return g_steal_pointer (&trail);
}

static gboolean
goes_on (Search *self)
{
  if (self->more)
    return FALSE;

  return ++self->n_seen % CANCEL_INTERVAL != 0 || !g_cancellable_is_cancelled (self->cancellable);
}

static void
take_hit (Search *self)
{
  if (self->hits->len < LENS_MAX_HITS)
    g_ptr_array_add (self->hits, g_array_copy (self->trail));
  else
    self->more = TRUE;
}

/* The depth of a value is limited, see PYRO_MAX_DEPTH. */
static gboolean
search_items (Search    *self,
              PyroValue *value)
{
  PyroValueKind kind = pyro_value_get_kind (value);
  gboolean keyed = kind == PYRO_VALUE_DICT || kind == PYRO_VALUE_RECORD;
  guint n = (guint) MIN (pyro_value_get_length (value), G_MAXUINT);

  for (guint i = 0; i < n; i++)
    {
      PyroValue *item = pyro_value_get_item (value, i);

      if (!goes_on (self))
        return FALSE;
      g_array_append_val (self->trail, i);
      if ((keyed && lens_needle_matches (self->needle, pyro_value_get_key (value, i))) ||
          lens_needle_matches (self->needle, item))
        take_hit (self);
      if (pyro_value_is_container (item) && !search_items (self, item))
        return FALSE;
      g_array_set_size (self->trail, self->trail->len - 1);
    }

  return TRUE;
}

static void
search_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Search *self = task_data;

  self->cancellable = cancellable;
  if (pyro_value_is_container (self->value))
    search_items (self, self->value);
  g_task_return_pointer (task, g_ptr_array_ref (self->hits), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * lens_value_search_async:
 * @value: a container
 * @text: what is looked for in keys, texts, bytes and numbers
 * @cancellable: (nullable): ends the search
 * @callback: is called in the calling thread's main context
 * @user_data: for @callback
 *
 * Looks for a text, in a worker.
 */
void
lens_value_search_async (PyroValue           *value,
                         const char          *text,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  g_return_if_fail (value != NULL);
  g_return_if_fail (text != NULL);

  search->value = pyro_value_ref (value);
  search->needle = lens_needle_new (text);
  search->trail = g_array_new (FALSE, FALSE, sizeof (guint));
  search->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_task_set_source_tag (task, lens_value_search_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, search_thread);
}

/**
 * lens_value_search_finish:
 * @result: what the callback was given
 * @more: (out) (optional): whether there are more than %LENS_MAX_HITS
 * @error: return location for an error: it was cancelled
 *
 * Ends a search.
 *
 * Returns: (transfer full) (element-type GArray) (nullable): the trails of what was found, in order
 */
GPtrArray *
lens_value_search_finish (GAsyncResult  *result,
                          gboolean      *more,
                          GError       **error)
{
  GPtrArray *hits;

  g_return_val_if_fail (g_async_result_is_tagged (result, lens_value_search_async), NULL);

  hits = g_task_propagate_pointer (G_TASK (result), error);
  if (hits != NULL && more != NULL)
    *more = ((Search *) g_task_get_task_data (G_TASK (result)))->more;

  return hits;
}
