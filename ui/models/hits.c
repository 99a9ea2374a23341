/* ui/models/hits.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/hits.h"

#define MAX_AT_ONCE 1000                        /* objects that are looked at where they are asked for */
#define SLICE_TIME (3 * G_TIME_SPAN_MILLISECOND) /* microseconds that a turn of the loop is held up */
#define CLOCK_PERIOD 64                         /* objects that are looked at between two looks at the clock */

/**
 * LensHits:
 *
 * Those of some objects that a text is found in, as `LensNameQuery` reads it; in their order.
 *
 * A hundred thousand names are looked at in slices of the main loop. The hits of the text before stay
 * until all are found, and then it is told of one change: were it told of each slice, a list view would make
 * all its rows anew for each.
 */
struct _LensHits
{
  GObject        parent_instance;

  GListModel    *objects;
  LensNameQuery *query;

  GArray        *shown;      /* of positions: the hits that the model has */
  GArray        *found;      /* of positions: those that it will have; NULL when nothing is looked for */
  GArray        *candidates; /* of positions: what may be a hit; NULL for all objects */
  guint          at;         /* the next candidate */
  guint          source;
  gboolean       whole;      /* what is shown are all hits of a query */
};

enum {
  PROP_0,
  PROP_SEARCHING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GType
lens_hits_get_item_type (GListModel *model)
{
  return LENS_TYPE_OBJECT;
}

static guint
lens_hits_get_n_items (GListModel *model)
{
  return LENS_HITS (model)->shown->len;
}

static gpointer
lens_hits_get_item (GListModel *model,
                    guint       position)
{
  LensHits *self = LENS_HITS (model);

  if (position >= self->shown->len)
    return NULL;

  return g_list_model_get_item (self->objects, g_array_index (self->shown, guint, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = lens_hits_get_item_type;
  iface->get_n_items = lens_hits_get_n_items;
  iface->get_item = lens_hits_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LensHits, lens_hits, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GArray *
make_positions (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint));
}

static guint
get_position (GArray *positions,
              guint   i)
{
  return g_array_index (positions, guint, i);
}

static gboolean
is_hit (LensHits *self,
        guint     position)
{
  g_autoptr(LensObject) object = g_list_model_get_item (self->objects, position);

  return lens_name_query_matches (self->query, object);
}

/* Shows @positions in place of what is shown, and tells of what differs. */
static void
lens_hits_show (LensHits *self,
                GArray   *positions)
{
  g_autoptr(GArray) old = g_steal_pointer (&self->shown);
  guint first = 0, n_same = 0;
  guint n = MIN (old->len, positions->len);

  while (first < n && get_position (old, first) == get_position (positions, first))
    first++;
  while (n_same < n - first &&
         get_position (old, old->len - 1 - n_same) == get_position (positions, positions->len - 1 - n_same))
    n_same++;

  self->shown = g_array_ref (positions);
  if (old->len != positions->len || first + n_same < old->len)
    g_list_model_items_changed (G_LIST_MODEL (self), first, old->len - first - n_same,
                                positions->len - first - n_same);
}

static guint
count_candidates (LensHits *self)
{
  return self->candidates != NULL ? self->candidates->len : g_list_model_get_n_items (self->objects);
}

/* Looks at @n candidates, or for @time microseconds; returns whether that were all. */
static gboolean
search (LensHits *self,
        guint     n,
        gint64    time)
{
  gint64 end = time > 0 ? g_get_monotonic_time () + time : G_MAXINT64;
  guint n_candidates = count_candidates (self);
  guint last = n < n_candidates - self->at ? self->at + n : n_candidates;

  for (; self->at < last; self->at++)
    {
      guint position = self->candidates != NULL ? get_position (self->candidates, self->at) : self->at;

      if (self->at % CLOCK_PERIOD == 0 && time > 0 && g_get_monotonic_time () >= end)
        break;
      if (is_hit (self, position))
        g_array_append_val (self->found, position);
    }

  return self->at == n_candidates;
}

static void
lens_hits_stop (LensHits *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->found, g_array_unref);
  g_clear_pointer (&self->candidates, g_array_unref);
}

static void
lens_hits_end (LensHits *self)
{
  g_autoptr(GArray) found = g_steal_pointer (&self->found);
  gboolean slow = self->source != 0;

  lens_hits_stop (self);
  self->whole = TRUE;
  lens_hits_show (self, found);
  if (slow)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
}

static gboolean
search_cb (gpointer user_data)
{
  LensHits *self = user_data;

  if (!search (self, G_MAXUINT, SLICE_TIME))
    return G_SOURCE_CONTINUE;

  lens_hits_end (self);

  return G_SOURCE_REMOVE; /* which it is already */
}

/* Begins anew with all objects, or with @candidates (transfer full). */
static void
lens_hits_begin (LensHits *self,
                 GArray   *candidates)
{
  gboolean was_searching = self->source != 0;
  g_autoptr(GArray) part = NULL;

  lens_hits_stop (self);
  self->candidates = candidates;
  self->found = make_positions ();
  self->at = 0;
  if (search (self, MAX_AT_ONCE, 0))
    {
      lens_hits_end (self);
      if (was_searching)
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
      return;
    }

  self->source = g_idle_add (search_cb, self);
  if (self->shown->len == 0 && self->found->len > 0)
    {
      part = g_array_copy (self->found); /* for whom nothing is shown, some are better than none */
      self->whole = FALSE;
      lens_hits_show (self, part);
    }
  if (!was_searching)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
}

/* The first of @positions that is not before @position. */
static guint
find_position (GArray *positions,
               guint   position)
{
  guint low = 0, high = positions->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_position (positions, middle) < position)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Takes @removed objects from @position out of @positions, puts @fresh in, and returns how many went. */
static guint
splice_positions (GArray *positions,
                  guint   position,
                  guint   removed,
                  guint   added,
                  GArray *fresh)
{
  guint first = find_position (positions, position);
  guint n_gone = find_position (positions, position + removed) - first;

  for (guint i = first + n_gone; i < positions->len; i++)
    g_array_index (positions, guint, i) += added - removed;
  if (n_gone > 0)
    g_array_remove_range (positions, first, n_gone);
  if (fresh != NULL && fresh->len > 0)
    g_array_insert_vals (positions, first, fresh->data, fresh->len);

  return n_gone;
}

static GArray *
list_range (guint position,
            guint n)
{
  GArray *positions = make_positions ();

  for (guint i = 0; i < n; i++, position++)
    g_array_append_val (positions, position);

  return positions;
}

/* The first object that was not looked at; behind all where all candidates were. */
static guint
get_end (LensHits *self)
{
  if (self->candidates == NULL)
    return self->at;

  return self->at < self->candidates->len ? get_position (self->candidates, self->at) : G_MAXUINT;
}

/*
 * Goes on with what is looked for after a change: where it is a small one among what was looked at, whose hits
 * are @fresh, with what comes next; otherwise the search goes back to where the change is.
 */
static void
lens_hits_go_on (LensHits *self,
                 guint     position,
                 guint     removed,
                 guint     added,
                 GArray   *fresh)
{
  guint end = get_end (self);
  gboolean looked_at = fresh != NULL && position < end && removed <= end - position;
  g_autoptr(GArray) all = looked_at ? NULL : list_range (position, added);
  guint n_gone = removed;

  if (!looked_at)
    g_array_set_size (self->found, find_position (self->found, position));
  splice_positions (self->found, position, removed, added, looked_at ? fresh : NULL);

  if (self->candidates != NULL)
    n_gone = splice_positions (self->candidates, position, removed, added, looked_at ? fresh : all);

  if (looked_at)
    self->at += (self->candidates != NULL ? fresh->len : added) - n_gone;
  else
    self->at = MIN (self->at, self->candidates != NULL ? find_position (self->candidates, position) : position);
}

static GArray *
find_hits (LensHits *self,
           guint     position,
           guint     n)
{
  GArray *hits = make_positions ();

  for (guint i = 0; i < n; i++, position++)
    {
      if (is_hit (self, position))
        g_array_append_val (hits, position);
    }

  return hits;
}

static void
objects_changed (LensHits *self,
                 guint     position,
                 guint     removed,
                 guint     added)
{
  gboolean many = added > MAX_AT_ONCE;
  g_autoptr(GArray) fresh = many ? NULL : find_hits (self, position, added);
  guint first = find_position (self->shown, position);
  guint n_gone;

  if (self->source != 0)
    lens_hits_go_on (self, position, removed, added, fresh);

  n_gone = splice_positions (self->shown, position, removed, added, fresh);
  if (n_gone > 0 || (fresh != NULL && fresh->len > 0))
    g_list_model_items_changed (G_LIST_MODEL (self), first, n_gone, fresh != NULL ? fresh->len : 0);

  if (many && self->source == 0)
    {
      g_autoptr(GArray) all = list_range (position, added);
      GArray *candidates = g_array_copy (self->shown);

      splice_positions (candidates, position, 0, 0, all);
      lens_hits_begin (self, candidates);
    }
}

static void
lens_hits_dispose (GObject *object)
{
  lens_hits_stop (LENS_HITS (object));

  G_OBJECT_CLASS (lens_hits_parent_class)->dispose (object);
}

static void
lens_hits_finalize (GObject *object)
{
  LensHits *self = LENS_HITS (object);

  g_clear_object (&self->objects);
  g_clear_pointer (&self->query, lens_name_query_free);
  g_clear_pointer (&self->shown, g_array_unref);

  G_OBJECT_CLASS (lens_hits_parent_class)->finalize (object);
}

static void
lens_hits_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SEARCHING:
      g_value_set_boolean (value, lens_hits_get_searching (LENS_HITS (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_hits_class_init (LensHitsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lens_hits_dispose;
  object_class->finalize = lens_hits_finalize;
  object_class->get_property = lens_hits_get_property;

  /**
   * LensHits:searching:
   *
   * Whether there are objects that were not looked at yet.
   */
  properties[PROP_SEARCHING] =
    g_param_spec_boolean ("searching", NULL, NULL,
                          FALSE,
                          (G_PARAM_READABLE |
                           G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_hits_init (LensHits *self)
{
  self->query = lens_name_query_new (NULL);
  self->shown = make_positions ();
}

/**
 * lens_hits_new:
 * @objects: a list model of `LensObject`
 * @text: (nullable): what to look for, as typed
 *
 * Makes a model of those of @objects that are found.
 *
 * Returns: (transfer full): the model
 */
LensHits *
lens_hits_new (GListModel *objects,
               const char *text)
{
  LensHits *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (objects), NULL);

  self = g_object_new (LENS_TYPE_HITS, NULL);
  self->objects = g_object_ref (objects);
  g_signal_connect_object (objects, "items-changed", G_CALLBACK (objects_changed), self, G_CONNECT_SWAPPED);
  lens_hits_set_text (self, text);

  return self;
}

/**
 * lens_hits_set_text:
 * @text: (nullable): as typed
 *
 * Says what to look for. Of what is typed behind a text only the hits of that are looked at.
 */
void
lens_hits_set_text (LensHits   *self,
                    const char *text)
{
  g_autoptr(LensNameQuery) old = NULL;
  gboolean stricter;

  g_return_if_fail (LENS_IS_HITS (self));

  old = self->query;
  self->query = lens_name_query_new (text);
  stricter = self->source == 0 && self->whole && lens_name_query_is_stricter (self->query, old);
  lens_hits_begin (self, stricter ? g_array_copy (self->shown) : NULL);
}

gboolean
lens_hits_get_searching (LensHits *self)
{
  g_return_val_if_fail (LENS_IS_HITS (self), FALSE);

  return self->source != 0;
}

/**
 * lens_hits_finish:
 *
 * Looks at all that was not looked at yet, because somebody needs to know now.
 */
void
lens_hits_finish (LensHits *self)
{
  g_return_if_fail (LENS_IS_HITS (self));

  if (self->source == 0)
    return;

  search (self, G_MAXUINT, 0);
  lens_hits_end (self);
}
