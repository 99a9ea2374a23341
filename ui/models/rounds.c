/* ui/models/rounds.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/rounds.h"

#include "ui/models/object-private.h"

#define MAX_AT_ONCE 4                         /* handshakes: dead hosts must not hold up the others */
#define PACE (20 * G_TIME_SPAN_MILLISECOND)   /* microseconds between two handshakes: 50 a second */
#define INTERVAL (30 * G_TIME_SPAN_SECOND)    /* microseconds between two looks at one object */

/**
 * LensRounds:
 *
 * Goes round the objects of a name server and looks whether each can be used. It is polite: a lab's
 * servers are small, and many of the objects may live in one of them.
 */
struct _LensRounds
{
  GObject     parent_instance;

  GHashTable *visits;     /* LensObject → Visit, owned */
  GQueue      fresh;      /* of Visit: never looked at */
  GQueue      later;      /* of Visit, by the time they are due */
  gint64      last_start; /* monotonic, microseconds */

  guint       n_running;
  guint       source;
  gboolean    active;
};

typedef struct
{
  LensObject *object;
  GQueue     *queue; /* the one it is in; NULL while it is being looked at */
  GList       link;
  gint64      due;     /* monotonic, microseconds */
  gulong      handler; /* 0 unless it is being looked at */
} Visit;

G_DEFINE_FINAL_TYPE (LensRounds, lens_rounds, G_TYPE_OBJECT)

static void lens_rounds_plan   (LensRounds *self);
static void lens_rounds_let_go (LensRounds *self,
                                Visit      *visit);

static void
visit_move (Visit  *visit,
            GQueue *queue)
{
  if (visit->queue != NULL)
    g_queue_unlink (visit->queue, &visit->link);
  visit->queue = queue;
  if (queue != NULL)
    g_queue_push_tail_link (queue, &visit->link);
}

static void
visit_free (Visit *visit)
{
  visit_move (visit, NULL);
  g_object_unref (visit->object);
  g_free (visit);
}

static void
object_checked (LensRounds *self,
                LensObject *object)
{
  Visit *visit = g_hash_table_lookup (self->visits, object);

  lens_rounds_let_go (self, visit);
  visit->due = g_get_monotonic_time () + INTERVAL;
  visit_move (visit, &self->later);

  lens_rounds_plan (self);
}

static Visit *
find_next (LensRounds *self)
{
  GQueue *queue = self->fresh.length > 0 ? &self->fresh : &self->later;

  return g_queue_peek_head (queue);
}

/* Only the few objects that are being looked at are listened to: there may be tens of thousands. */
static void
lens_rounds_let_go (LensRounds *self,
                    Visit      *visit)
{
  if (visit->handler == 0)
    return;

  g_clear_signal_handler (&visit->handler, visit->object);
  self->n_running--;
}

static gboolean
visit_cb (gpointer user_data)
{
  LensRounds *self = user_data;
  Visit *visit = find_next (self);

  self->source = 0;
  self->last_start = g_get_monotonic_time ();

  if (visit != NULL)
    {
      g_autoptr(LensObject) object = g_object_ref (visit->object);

      self->n_running++;
      visit_move (visit, NULL);
      visit->handler = g_signal_connect_swapped (object, "checked", G_CALLBACK (object_checked), self);
      lens_object_recheck (object);
    }

  lens_rounds_plan (self);

  return G_SOURCE_REMOVE;
}

static void
lens_rounds_plan (LensRounds *self)
{
  Visit *next = find_next (self);
  gint64 now = g_get_monotonic_time ();
  gint64 start;

  g_clear_handle_id (&self->source, g_source_remove);
  if (!self->active || next == NULL || self->n_running >= MAX_AT_ONCE)
    return;

  start = self->last_start + PACE;
  if (next->queue == &self->later)
    start = MAX (start, next->due);

  self->source = g_timeout_add ((guint) (MAX (start - now, 0) / 1000), visit_cb, self);
}

static void
lens_rounds_dispose (GObject *object)
{
  LensRounds *self = LENS_ROUNDS (object);
  GHashTableIter iter;
  gpointer visit;

  self->active = FALSE;
  g_clear_handle_id (&self->source, g_source_remove);

  g_hash_table_iter_init (&iter, self->visits);
  while (g_hash_table_iter_next (&iter, NULL, &visit))
    lens_rounds_let_go (self, visit);
  g_hash_table_remove_all (self->visits);

  G_OBJECT_CLASS (lens_rounds_parent_class)->dispose (object);
}

static void
lens_rounds_finalize (GObject *object)
{
  LensRounds *self = LENS_ROUNDS (object);

  g_clear_pointer (&self->visits, g_hash_table_unref);

  G_OBJECT_CLASS (lens_rounds_parent_class)->finalize (object);
}

static void
lens_rounds_class_init (LensRoundsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lens_rounds_dispose;
  object_class->finalize = lens_rounds_finalize;
}

static void
lens_rounds_init (LensRounds *self)
{
  self->visits = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) visit_free);
}

/**
 * lens_rounds_new:
 *
 * Makes rounds over nothing, that are not active yet.
 *
 * Returns: (transfer full): the rounds
 */
LensRounds *
lens_rounds_new (void)
{
  return g_object_new (LENS_TYPE_ROUNDS, NULL);
}

/**
 * lens_rounds_set_active:
 * @active: whether to go round
 *
 * Goes on or stops. A look that is under way ends by itself.
 */
void
lens_rounds_set_active (LensRounds *self,
                        gboolean    active)
{
  g_return_if_fail (LENS_IS_ROUNDS (self));

  self->active = active;
  lens_rounds_plan (self);
}

/**
 * lens_rounds_add:
 * @object: an object
 *
 * Takes an object into the rounds; it is looked at before those that were looked at once.
 */
void
lens_rounds_add (LensRounds *self,
                 LensObject *object)
{
  Visit *visit;

  g_return_if_fail (LENS_IS_ROUNDS (self));
  g_return_if_fail (LENS_IS_OBJECT (object));

  if (g_hash_table_contains (self->visits, object))
    return;

  visit = g_new0 (Visit, 1);
  visit->object = g_object_ref (object);
  visit->link.data = visit;
  g_hash_table_insert (self->visits, object, visit);
  visit_move (visit, &self->fresh);

  if (self->fresh.length == 1)
    lens_rounds_plan (self);
}

/**
 * lens_rounds_renew:
 * @object: an object of the rounds
 *
 * Takes an object as one that was never looked at: it is at another address now.
 */
void
lens_rounds_renew (LensRounds *self,
                   LensObject *object)
{
  Visit *visit;

  g_return_if_fail (LENS_IS_ROUNDS (self));

  visit = g_hash_table_lookup (self->visits, object);
  if (visit == NULL)
    return;

  lens_rounds_let_go (self, visit);
  visit_move (visit, &self->fresh);
  lens_rounds_plan (self);
}

/**
 * lens_rounds_remove:
 * @object: an object
 *
 * Takes an object out of the rounds.
 */
void
lens_rounds_remove (LensRounds *self,
                    LensObject *object)
{
  Visit *visit;

  g_return_if_fail (LENS_IS_ROUNDS (self));

  visit = g_hash_table_lookup (self->visits, object);
  if (visit == NULL)
    return;

  lens_rounds_let_go (self, visit);
  g_hash_table_remove (self->visits, object);

  lens_rounds_plan (self);
}
