/* ui/models/activity.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/activity-private.h"

#define MAX_DEEDS 1000 /* about a megabyte of lines; the oldest go */

/**
 * LensActivity:
 *
 * All that was asked of any object by any page. It never makes a result live longer.
 */
struct _LensActivity
{
  GObject     parent_instance;

  GQueue      deeds;    /* of LensDeed, the newest first */
  GHashTable *running;  /* LensRequest or LensBatchList → LensDeed */
};

enum {
  PROP_0,
  PROP_N_ITEMS,
  PROP_NEWEST,
  N_PROPS
};

enum {
  FINISHED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static GType
lens_activity_get_item_type (GListModel *model)
{
  return LENS_TYPE_DEED;
}

static guint
lens_activity_get_n_items (GListModel *model)
{
  return LENS_ACTIVITY (model)->deeds.length;
}

static gpointer
lens_activity_get_item (GListModel *model,
                        guint       position)
{
  LensActivity *self = LENS_ACTIVITY (model);

  return position < self->deeds.length ? g_object_ref (g_queue_peek_nth (&self->deeds, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = lens_activity_get_item_type;
  iface->get_n_items = lens_activity_get_n_items;
  iface->get_item = lens_activity_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LensActivity, lens_activity, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
changed (LensActivity *self,
         guint         position,
         guint         removed,
         guint         added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEWEST]);
}

static void
drop_oldest (LensActivity *self)
{
  while (self->deeds.length > MAX_DEEDS)
    {
      g_object_unref (g_queue_pop_tail (&self->deeds));
      changed (self, self->deeds.length, 1, 0);
    }
}

/* @asked: a request or a batch */
static void
state_changed_cb (LensActivity *self,
                  GParamSpec   *pspec,
                  gpointer      asked)
{
  g_autoptr(LensDeed) deed = NULL;

  deed = g_hash_table_lookup (self->running, asked);
  if (deed == NULL)
    return;

  g_object_ref (deed);
  if (LENS_IS_BATCH_LIST (asked) ? !lens_deed_update_batch (deed, asked) : !lens_deed_update (deed, asked))
    return;

  g_signal_handlers_disconnect_by_func (asked, state_changed_cb, self);
  g_hash_table_remove (self->running, asked);
  g_signal_emit (self, signals[FINISHED], 0, deed);
}

static void
lens_activity_finalize (GObject *object)
{
  LensActivity *self = LENS_ACTIVITY (object);

  g_queue_clear_full (&self->deeds, g_object_unref);
  g_clear_pointer (&self->running, g_hash_table_unref);

  G_OBJECT_CLASS (lens_activity_parent_class)->finalize (object);
}

static void
lens_activity_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  LensActivity *self = LENS_ACTIVITY (object);

  switch (prop_id)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->deeds.length);
      break;

    case PROP_NEWEST:
      g_value_set_object (value, g_queue_peek_head (&self->deeds));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_activity_class_init (LensActivityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = lens_activity_finalize;
  object_class->get_property = lens_activity_get_property;

  /**
   * LensActivity:n-items:
   *
   * The number of requests that are listed.
   */
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * LensActivity:newest: (nullable)
   *
   * The request that was made last.
   */
  properties[PROP_NEWEST] = g_param_spec_object ("newest", NULL, NULL, LENS_TYPE_DEED, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LensActivity::finished:
   * @deed: a request
   *
   * It is known what came of a request.
   */
  signals[FINISHED] =
    g_signal_new ("finished", LENS_TYPE_ACTIVITY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, LENS_TYPE_DEED);
}

static void
lens_activity_init (LensActivity *self)
{
  g_queue_init (&self->deeds);
  self->running = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
}

/**
 * lens_activity_new:
 *
 * Makes an empty list.
 *
 * Returns: (transfer full): the list
 */
LensActivity *
lens_activity_new (void)
{
  return g_object_new (LENS_TYPE_ACTIVITY, NULL);
}

/**
 * lens_activity_get_default:
 *
 * Gets the list of all that this program asks.
 *
 * Returns: (transfer none): the list
 */
LensActivity *
lens_activity_get_default (void)
{
  static LensActivity *activity;

  if (g_once_init_enter_pointer (&activity))
    g_once_init_leave_pointer (&activity, lens_activity_new ());

  return activity;
}

/* Takes @deed. */
static void
add (LensActivity *self,
     LensDeed     *deed,
     gpointer      asked,
     const char   *signal)
{
  g_queue_push_head (&self->deeds, deed);
  g_hash_table_insert (self->running, g_object_ref (asked), g_object_ref (deed));
  g_signal_connect_object (asked, signal, G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  changed (self, 0, 0, 1);
  drop_oldest (self);
}

/**
 * lens_activity_add:
 * @request: a request that is about to run
 *
 * Lists a request.
 */
void
lens_activity_add (LensActivity *self,
                   LensRequest  *request)
{
  g_return_if_fail (LENS_IS_ACTIVITY (self));
  g_return_if_fail (LENS_IS_REQUEST (request));

  add (self, lens_deed_new (request), request, "notify::state");
}

/**
 * lens_activity_add_batch:
 * @batch: a batch that is on its way
 *
 * Lists a batch, as one line.
 */
void
lens_activity_add_batch (LensActivity  *self,
                         LensBatchList *batch)
{
  g_return_if_fail (LENS_IS_ACTIVITY (self));
  g_return_if_fail (LENS_IS_BATCH_LIST (batch));

  add (self, lens_deed_new_for_batch (batch), batch, "notify::running");
}

/**
 * lens_activity_clear:
 *
 * Empties the list. What still runs is not listed when it ends.
 *
 * Returns: (transfer full): what was there, for lens_activity_put_back()
 */
GListModel *
lens_activity_clear (LensActivity *self)
{
  GListStore *store;
  guint n;

  g_return_val_if_fail (LENS_IS_ACTIVITY (self), NULL);

  store = g_list_store_new (LENS_TYPE_DEED);
  n = self->deeds.length;
  for (GList *at = self->deeds.head; at != NULL; at = at->next)
    g_list_store_append (store, at->data);
  g_queue_clear_full (&self->deeds, g_object_unref);
  if (n > 0)
    changed (self, 0, n, 0);

  return G_LIST_MODEL (store);
}

/**
 * lens_activity_put_back:
 * @deeds: what lens_activity_clear() gave
 *
 * Lists these again, behind what came since.
 */
void
lens_activity_put_back (LensActivity *self,
                        GListModel   *deeds)
{
  guint before;
  guint n;

  g_return_if_fail (LENS_IS_ACTIVITY (self));
  g_return_if_fail (G_IS_LIST_MODEL (deeds));

  before = self->deeds.length;
  n = g_list_model_get_n_items (deeds);
  for (guint i = 0; i < n; i++)
    g_queue_push_tail (&self->deeds, g_list_model_get_item (deeds, i));
  if (n > 0)
    changed (self, before, 0, n);
  drop_oldest (self);
}
