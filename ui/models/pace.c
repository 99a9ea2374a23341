/* ui/models/pace.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/pace.h"

#define STEP 16        /* rows that are given at once: about a screen of them */
#define ENOUGH 216     /* rows after which the others are given: more than a list view makes widgets for */
#define STEP_PERIOD 16 /* milliseconds: a frame */

/**
 * LensPace:
 *
 * A list view makes widgets for 200 rows in the very moment that it is told of them, which takes longer
 * than a frame. Through this model it is told of a screen of them, then of some more in each frame, and
 * of a hundred thousand others, for which it makes no widgets, at last.
 *
 * What is not given yet is one run of rows of the model, the gap. What comes elsewhere while there is
 * one is given at once: that is rare.
 */
struct _LensPace
{
  GObject     parent_instance;

  GListModel *model;

  guint       source;
  guint       start;   /* of the gap */
  guint       length;  /* of the gap; 0 where all is given */
  guint       n_given; /* of those that came last */
};

static GType
lens_pace_get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (LENS_PACE (list)->model);
}

static guint
lens_pace_get_n_items (GListModel *list)
{
  LensPace *self = LENS_PACE (list);

  return g_list_model_get_n_items (self->model) - self->length;
}

static gpointer
lens_pace_get_item (GListModel *list,
                    guint       position)
{
  LensPace *self = LENS_PACE (list);

  if (position >= lens_pace_get_n_items (list))
    return NULL;

  return g_list_model_get_item (self->model, position < self->start ? position : position + self->length);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = lens_pace_get_item_type;
  iface->get_n_items = lens_pace_get_n_items;
  iface->get_item = lens_pace_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LensPace, lens_pace, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* Takes the next rows out of the gap, and tells of them and of @removed rows that were before them. */
static void
lens_pace_give (LensPace *self,
                guint     removed)
{
  guint position = self->start;
  guint n = self->n_given >= ENOUGH ? self->length : MIN (self->length, STEP);

  self->start += n;
  self->length -= n;
  self->n_given += n;
  if (self->length == 0)
    g_clear_handle_id (&self->source, g_source_remove);

  if (removed > 0 || n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, n);
}

static gboolean
step_cb (gpointer user_data)
{
  LensPace *self = user_data;
  gboolean last = self->length <= STEP || self->n_given >= ENOUGH;

  if (last)
    self->source = 0; /* before anybody is told, who may cause another */
  lens_pace_give (self, 0);

  return last ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

/* What was removed was in the gap, beside it or around it, and what came is there now. */
static void
change_gap (LensPace *self,
            guint     position,
            guint     removed,
            guint     added)
{
  guint end = self->start + self->length;
  guint before = position < self->start ? MIN (position + removed, self->start) - position : 0;
  guint after = position + removed > end ? position + removed - MAX (position, end) : 0;
  guint head = position > self->start ? position - self->start : 0;
  guint tail = end > position + removed ? end - (position + removed) : 0;

  self->start = MIN (self->start, position);
  self->length = head + added + tail;
  if (added > 0)
    self->n_given = 0;
  lens_pace_give (self, before + after);
}

/* Keeps back @added rows from @position on. */
static void
open_gap (LensPace *self,
          guint     position,
          guint     added)
{
  self->start = position;
  self->length = added;
  self->n_given = 0;
  self->source = g_timeout_add (STEP_PERIOD, step_cb, self);
}

static void
changed_cb (LensPace *self,
            guint     position,
            guint     removed,
            guint     added)
{
  guint end = self->start + self->length;

  if (self->length == 0 && added > STEP)
    {
      open_gap (self, position, added);
      lens_pace_give (self, removed);
    }
  else if (self->length > 0 && position <= end && position + removed >= self->start)
    {
      change_gap (self, position, removed, added);
    }
  else if (self->length > 0 && position > end)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), position - self->length, removed, added);
    }
  else
    {
      if (self->length > 0)
        self->start = self->start + added - removed;
      g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
    }
}

static void
lens_pace_dispose (GObject *object)
{
  LensPace *self = LENS_PACE (object);

  g_clear_handle_id (&self->source, g_source_remove);

  G_OBJECT_CLASS (lens_pace_parent_class)->dispose (object);
}

static void
lens_pace_finalize (GObject *object)
{
  g_clear_object (&LENS_PACE (object)->model);

  G_OBJECT_CLASS (lens_pace_parent_class)->finalize (object);
}

static void
lens_pace_class_init (LensPaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lens_pace_dispose;
  object_class->finalize = lens_pace_finalize;
}

static void
lens_pace_init (LensPace *self)
{
}

/**
 * lens_pace_new:
 * @model: a list model
 *
 * Makes a list model that has the first of what @model has, and by and by the others and what comes to it.
 *
 * Returns: (transfer full): the model
 */
LensPace *
lens_pace_new (GListModel *model)
{
  LensPace *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  self = g_object_new (LENS_TYPE_PACE, NULL);
  self->model = g_object_ref (model);
  if (g_list_model_get_n_items (model) > STEP)
    {
      open_gap (self, 0, g_list_model_get_n_items (model));
      lens_pace_give (self, 0);
    }
  g_signal_connect_object (model, "items-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * lens_pace_finish:
 *
 * Gives all that there is, because somebody needs it now.
 */
void
lens_pace_finish (LensPace *self)
{
  g_return_if_fail (LENS_IS_PACE (self));

  if (self->length == 0)
    return;

  self->n_given = ENOUGH;
  lens_pace_give (self, 0);
}
