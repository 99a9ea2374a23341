/* ui/models/hits.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/hits.h"

#include "ui/models/positions.h"

#define MAX_AT_ONCE 1000                        /* objects that are looked at where they are asked for */
#define SLICE_TIME (3 * G_TIME_SPAN_MILLISECOND) /* microseconds that a turn of the loop is held up */
#define CLOCK_PERIOD 64                         /* objects that are looked at between two looks at the clock */

/* Positions of hits. */
typedef struct
{
  GArray *named;  /* by their names: these come first */
  GArray *others; /* by something else */
} Split;

/**
 * LensHits:
 *
 * Those of some objects that a text is found in, as `LensNameQuery` reads it: first those that have it in their names,
 * then those that have it elsewhere; both in their order.
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

  Split          shown;      /* the hits that the model has */
  Split          found;      /* those that it will have; nothing where nothing is looked for */
  GArray        *candidates; /* positions of what may be a hit; NULL for all objects */
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

static void
split_open (Split *self)
{
  self->named = lens_positions_new ();
  self->others = lens_positions_new ();
}

static void
split_close (Split *self)
{
  g_clear_pointer (&self->named, g_array_unref);
  g_clear_pointer (&self->others, g_array_unref);
}

static guint
split_count (const Split *self)
{
  return self->named->len + self->others->len;
}

static guint
split_get (const Split *self,
           guint        i)
{
  return i < self->named->len ? lens_positions_get (self->named, i)
                              : lens_positions_get (self->others, i - self->named->len);
}

static guint
lens_hits_get_n_items (GListModel *model)
{
  return split_count (&LENS_HITS (model)->shown);
}

static gpointer
lens_hits_get_item (GListModel *model,
                    guint       position)
{
  LensHits *self = LENS_HITS (model);

  if (position >= split_count (&self->shown))
    return NULL;

  return g_list_model_get_item (self->objects, split_get (&self->shown, position));
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

/* Puts @position where it belongs in @hits, if it is one. */
static void
judge (LensHits *self,
       guint     position,
       Split    *hits)
{
  g_autoptr(LensObject) object = g_list_model_get_item (self->objects, position);
  LensNameHit hit = lens_name_query_judge (self->query, object);

  if (hit == LENS_NAME_HIT_NAME)
    g_array_append_val (hits->named, position);
  else if (hit == LENS_NAME_HIT_OTHER)
    g_array_append_val (hits->others, position);
}

/* Shows @hits in place of what is shown, which @hits has then, and tells of what differs. */
static void
lens_hits_show (LensHits *self,
                Split    *hits)
{
  Split old = self->shown;
  guint n_old = split_count (&old), n_new = split_count (hits);
  guint n = MIN (n_old, n_new);
  guint first = 0, n_same = 0;

  while (first < n && split_get (&old, first) == split_get (hits, first))
    first++;
  while (n_same < n - first && split_get (&old, n_old - 1 - n_same) == split_get (hits, n_new - 1 - n_same))
    n_same++;

  self->shown = *hits;
  *hits = old;
  if (n_old != n_new || first + n_same < n_old)
    g_list_model_items_changed (G_LIST_MODEL (self), first, n_old - first - n_same, n_new - first - n_same);
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
      guint position = self->candidates != NULL ? lens_positions_get (self->candidates, self->at) : self->at;

      if (self->at % CLOCK_PERIOD == 0 && time > 0 && g_get_monotonic_time () >= end)
        break;
      judge (self, position, &self->found);
    }

  return self->at == n_candidates;
}

static void
lens_hits_stop (LensHits *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  split_close (&self->found);
  g_clear_pointer (&self->candidates, g_array_unref);
}

static void
lens_hits_end (LensHits *self)
{
  gboolean slow = self->source != 0;
  Split hits = self->found;

  self->found = (Split) { NULL, NULL };
  lens_hits_stop (self);
  self->whole = TRUE;
  lens_hits_show (self, &hits);
  split_close (&hits);
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

  lens_hits_stop (self);
  self->candidates = candidates;
  split_open (&self->found);
  self->at = 0;
  if (search (self, MAX_AT_ONCE, 0))
    {
      lens_hits_end (self);
      if (was_searching)
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
      return;
    }

  self->source = g_idle_add (search_cb, self);
  if (split_count (&self->shown) == 0 && split_count (&self->found) > 0)
    {
      Split part = { g_array_copy (self->found.named), g_array_copy (self->found.others) };

      self->whole = FALSE; /* for whom nothing is shown, some are better than none */
      lens_hits_show (self, &part);
      split_close (&part);
    }
  if (!was_searching)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
}

/* The first object that was not looked at; behind all where all candidates were. */
static guint
get_end (LensHits *self)
{
  if (self->candidates == NULL)
    return self->at;

  return self->at < self->candidates->len ? lens_positions_get (self->candidates, self->at) : G_MAXUINT;
}

/* A small change among the objects that were looked at, whose hits are @fresh: the search goes on with what comes next. */
static void
follow_change (LensHits    *self,
               guint        position,
               guint        removed,
               guint        added,
               const Split *fresh)
{
  g_autoptr(GArray) hits = lens_positions_new_merged (fresh->named, fresh->others);

  lens_positions_splice (self->found.named, position, removed, added, fresh->named);
  lens_positions_splice (self->found.others, position, removed, added, fresh->others);
  if (self->candidates != NULL)
    self->at += hits->len - lens_positions_splice (self->candidates, position, removed, added, hits);
  else
    self->at += added - removed;
}

/* Any other change: the search goes back to where it is. */
static void
go_back (LensHits *self,
         guint     position,
         guint     removed,
         guint     added)
{
  g_autoptr(GArray) all = lens_positions_new_range (position, added);

  g_array_set_size (self->found.named, lens_positions_find (self->found.named, position));
  g_array_set_size (self->found.others, lens_positions_find (self->found.others, position));
  if (self->candidates != NULL)
    {
      lens_positions_splice (self->candidates, position, removed, added, all);
      position = lens_positions_find (self->candidates, position);
    }
  self->at = MIN (self->at, position);
}

/* Tells of both kinds as of one change: between two there would be hits in the model that are no objects any more. */
static void
update_shown (LensHits    *self,
              guint        position,
              guint        removed,
              guint        added,
              const Split *fresh)
{
  guint n_named = self->shown.named->len;
  guint named = lens_positions_find (self->shown.named, position);
  guint others = n_named + lens_positions_find (self->shown.others, position);
  guint n_named_gone = lens_positions_splice (self->shown.named, position, removed, added, fresh->named);
  guint n_others_gone = lens_positions_splice (self->shown.others, position, removed, added, fresh->others);
  guint first = n_named_gone + fresh->named->len > 0 ? named : others;
  guint end = n_others_gone + fresh->others->len > 0 ? others + n_others_gone : named + n_named_gone;

  if (n_named_gone + n_others_gone + split_count (fresh) > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), first, end - first,
                                end - first - n_named_gone - n_others_gone + split_count (fresh));
}

static GArray *
sort_shown (LensHits *self)
{
  return lens_positions_new_merged (self->shown.named, self->shown.others);
}

static void
objects_changed (LensHits *self,
                 guint     position,
                 guint     removed,
                 guint     added)
{
  gboolean many = added > MAX_AT_ONCE;
  Split fresh;

  split_open (&fresh);
  for (guint i = 0; i < added && !many; i++)
    judge (self, position + i, &fresh);

  if (self->source != 0)
    {
      guint end = get_end (self);

      if (!many && position < end && removed <= end - position)
        follow_change (self, position, removed, added, &fresh);
      else
        go_back (self, position, removed, added);
    }
  update_shown (self, position, removed, added, &fresh);
  split_close (&fresh);

  if (many && self->source == 0)
    {
      g_autoptr(GArray) all = lens_positions_new_range (position, added);
      GArray *candidates = sort_shown (self);

      lens_positions_splice (candidates, position, 0, 0, all);
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
  split_close (&self->shown);

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
  split_open (&self->shown);
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
  lens_hits_begin (self, stricter ? sort_shown (self) : NULL);
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
