/* ui/models/palette-scan.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/palette-private.h"

#include <string.h>

/* How a palette collects what there is, and looks at it in slices of the main loop. */

#define MAX_HITS    50   /* more are not looked over; one types another letter */
#define MAX_ASKED   3    /* objects that are asked for their members because of one query */
#define SLICE       4000 /* microseconds of the main loop that one turn may take */
#define CHUNK       64   /* names between two looks at the clock */
#define ASK_DELAY   200  /* milliseconds without a key before an object is asked for its members */

void
lens_palette_entry_free (LensPaletteEntry *entry)
{
  g_free (entry->folded);
  g_clear_object (&entry->object);
  g_clear_object (&entry->member);
  g_free (entry->title);
  g_free (entry->keys);
  g_free (entry->action);
  g_free (entry);
}

static LensPaletteEntry *
get_entry (LensPalette *self,
           guint        number)
{
  return g_ptr_array_index (self->entries, number);
}

static LensPaletteItem *
make_item (LensPaletteEntry *entry)
{
  LensPaletteItem *item;

  if (entry->object == NULL)
    {
      item = lens_palette_item_new (LENS_PALETTE_ACTION, entry->title, entry->keys);
      item->action = g_strdup (entry->action);
    }
  else if (entry->member == NULL)
    item = lens_palette_item_new (LENS_PALETTE_OBJECT, lens_object_get_name (entry->object),
                                  lens_object_get_location (entry->object));
  else
    item = lens_palette_item_new (LENS_PALETTE_MEMBER, lens_member_get_name (entry->member),
                                  lens_object_get_name (entry->object));
  g_set_object (&item->object, entry->object);
  g_set_object (&item->member, entry->member);

  return item;
}

/* What shows anyway stays as it is. */
static void
publish (LensPalette *self)
{
  guint old = self->shown->len;

  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->hits->len; i++)
    g_ptr_array_add (self->shown, make_item (get_entry (self, g_array_index (self->hits, LensPaletteHit, i).entry)));

  g_list_model_items_changed (G_LIST_MODEL (self), 0, old, self->shown->len);
  if (old != self->shown->len)
    lens_palette_notify (self, LENS_PALETTE_PROP_N_ITEMS);
}

static int
compare (LensPalette          *self,
         const LensPaletteHit *a,
         const LensPaletteHit *b)
{
  if (a->score != b->score)
    return a->score > b->score ? -1 : 1;

  return strcmp (get_entry (self, a->entry)->folded, get_entry (self, b->entry)->folded);
}

static void
insert (LensPalette *self,
        GArray      *hits,
        guint        max,
        guint        entry,
        guint        score)
{
  LensPaletteHit hit = { entry, score };
  guint at = hits->len;

  while (at > 0 && compare (self, &hit, &g_array_index (hits, LensPaletteHit, at - 1)) < 0)
    at--;
  if (at >= max)
    return;

  g_array_insert_val (hits, at, hit);
  if (hits->len > max)
    g_array_set_size (hits, max);
}

static void
look_at (LensPalette *self,
         guint        number)
{
  LensPaletteEntry *entry = get_entry (self, number);
  guint score = lens_fuzzy_score (self->fuzzy, entry->folded);

  if (score > 0)
    {
      g_array_append_val (self->fits, number);
      /* Without a word the actions are what one can know nothing of yet. */
      if (!lens_fuzzy_is_empty (self->fuzzy) || entry->object == NULL)
        insert (self, self->hits, MAX_HITS, number, score);
    }
}

static void
add_members (LensPalette *self,
             LensObject  *object)
{
  GListModel *members = lens_object_get_members (object);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      LensPaletteEntry *entry = g_new0 (LensPaletteEntry, 1);
      g_autofree char *name = NULL;

      entry->member = g_list_model_get_item (members, i);
      entry->object = g_object_ref (object);
      name = g_strconcat (lens_object_get_name (object), " ", lens_member_get_name (entry->member), NULL);
      entry->folded = lens_fuzzy_fold (name);
      g_ptr_array_add (self->entries, entry);
    }
}

static void
add_object (LensPalette *self,
            LensObject  *object)
{
  LensPaletteEntry *entry = g_new0 (LensPaletteEntry, 1);

  entry->object = g_object_ref (object);
  entry->folded = lens_fuzzy_fold (lens_object_get_name (object));
  g_ptr_array_add (self->entries, entry);
  add_members (self, object);
}

/* One object; FALSE when there is no other. */
static gboolean
collect_one (LensPalette *self)
{
  GListModel *servers = G_LIST_MODEL (self->servers);
  g_autoptr(LensServer) server = g_list_model_get_item (servers, self->server);
  g_autoptr(LensObject) object = NULL;

  if (server == NULL)
    return FALSE;

  object = g_list_model_get_item (lens_server_get_objects (server), self->object);
  if (object != NULL)
    {
      add_object (self, object);
      self->object++;
    }
  else
    {
      self->object = 0;
      self->server++;
    }

  return TRUE;
}

/* One entry; FALSE when all were. */
static gboolean
look_one (LensPalette *self)
{
  guint n = self->left != NULL ? self->left->len : self->entries->len;

  if (self->at >= n)
    return FALSE;

  look_at (self, self->left != NULL ? g_array_index (self->left, guint, self->at) : self->at);
  self->at++;

  return TRUE;
}

static void
loaded_cb (LensPalette *self,
           GParamSpec  *pspec,
           LensObject  *object)
{
  guint before = self->entries->len;

  if (lens_object_get_loading (object))
    return;

  g_signal_handlers_disconnect_by_func (object, loaded_cb, self);
  add_members (self, object);
  if (self->slice > 0 && self->left == NULL)
    return; /* it is still to come to these */

  for (guint i = before; i < self->entries->len; i++)
    look_at (self, i);
  if (self->slice == 0)
    {
      g_clear_pointer (&self->left, g_array_unref);
      publish (self);
    }
}

/* One has stopped typing: the objects that are meant, perhaps, are asked what they have. */
static gboolean
ask_cb (gpointer data)
{
  LensPalette *self = data;

  self->ask = 0;
  for (guint i = 0; i < self->entries->len; i++)
    {
      LensPaletteEntry *entry = get_entry (self, i);
      guint score = entry->object != NULL && entry->member == NULL
                    ? lens_fuzzy_score_first (self->fuzzy, entry->folded) : 0;

      if (score > 0)
        insert (self, self->asked, MAX_ASKED, i, score);
    }
  for (guint i = 0; i < self->asked->len; i++)
    {
      LensObject *object = get_entry (self, g_array_index (self->asked, LensPaletteHit, i).entry)->object;

      if (g_list_model_get_n_items (lens_object_get_members (object)) > 0 || lens_object_get_problem (object) != NULL)
        continue;
      g_signal_handlers_disconnect_by_func (object, loaded_cb, self);
      g_signal_connect_object (object, "notify::loading", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
      if (!lens_object_get_loading (object))
        lens_object_load (object);
    }

  return G_SOURCE_REMOVE;
}

static void
finish (LensPalette *self)
{
  self->slice = 0;
  self->collected = TRUE;
  g_clear_pointer (&self->left, g_array_unref);
  self->left = g_steal_pointer (&self->fits);
  self->fits = g_array_new (FALSE, FALSE, sizeof (guint));
  g_clear_pointer (&self->left_of, lens_fuzzy_free);
  self->left_of = lens_fuzzy_new (self->query);
  publish (self);
  if (lens_fuzzy_get_n_words (self->fuzzy) > 1)
    self->ask = g_timeout_add (ASK_DELAY, ask_cb, self);
  lens_palette_notify (self, LENS_PALETTE_PROP_BUSY);
}

static gboolean
slice_cb (gpointer data)
{
  LensPalette *self = data;
  gint64 end = g_get_monotonic_time () + SLICE;

  do
    for (guint i = 0; i < CHUNK; i++)
      if (!self->collected)
        self->collected = !collect_one (self);
      else if (!look_one (self))
        {
          finish (self);
          return G_SOURCE_REMOVE;
        }
  while (g_get_monotonic_time () < end);

  return G_SOURCE_CONTINUE;
}

void
lens_palette_begin (LensPalette *self)
{
  gboolean narrower = self->collected && self->left != NULL && self->left_of != NULL &&
                      lens_fuzzy_narrows (self->fuzzy, self->left_of);

  if (!narrower)
    g_clear_pointer (&self->left, g_array_unref);
  self->at = 0;
  g_array_set_size (self->fits, 0);
  g_array_set_size (self->hits, 0);
  g_array_set_size (self->asked, 0);
  g_clear_handle_id (&self->ask, g_source_remove);
  if (self->slice == 0)
    {
      self->slice = g_idle_add (slice_cb, self);
      lens_palette_notify (self, LENS_PALETTE_PROP_BUSY);
    }
}
