/* ui/models/batch-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/batch-list-private.h"

/**
 * LensBatchList:
 *
 * Calls of one object that are sent as one message, in order, and what came of each.
 *
 * The first call that raises an exception is the last one that is made. Calls that are added while the batch is
 * on its way wait for the next time.
 */
enum {
  PROP_0,
  PROP_N_ITEMS,
  PROP_ONEWAY,
  PROP_RUNNING,
  PROP_STATE_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void lens_batch_list_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LensBatchList, lens_batch_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, lens_batch_list_list_init))

static GType
get_item_type (GListModel *model)
{
  return LENS_TYPE_BATCH_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return LENS_BATCH_LIST (model)->entries->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  LensBatchList *self = LENS_BATCH_LIST (model);

  return position < self->entries->len ? g_object_ref (g_ptr_array_index (self->entries, position)) : NULL;
}

static void
lens_batch_list_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

void
lens_batch_list_set_state_text (LensBatchList *self,
                                const char    *text)
{
  if (g_set_str (&self->state_text, text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE_TEXT]);
}

void
lens_batch_list_notify_running (LensBatchList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
changed (LensBatchList *self,
         guint          position,
         guint          removed,
         guint          added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
lens_batch_list_dispose (GObject *object)
{
  LensBatchList *self = LENS_BATCH_LIST (object);

  g_clear_handle_id (&self->deadline, g_source_remove);
  g_clear_weak_pointer (&self->object);

  G_OBJECT_CLASS (lens_batch_list_parent_class)->dispose (object);
}

static void
lens_batch_list_finalize (GObject *object)
{
  LensBatchList *self = LENS_BATCH_LIST (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->sent, g_ptr_array_unref);
  g_clear_pointer (&self->state_text, g_free);

  G_OBJECT_CLASS (lens_batch_list_parent_class)->finalize (object);
}

static void
lens_batch_list_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LensBatchList *self = LENS_BATCH_LIST (object);

  switch (prop_id)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->entries->len);
      break;

    case PROP_ONEWAY:
      g_value_set_boolean (value, self->oneway);
      break;

    case PROP_RUNNING:
      g_value_set_boolean (value, lens_batch_list_get_running (self));
      break;

    case PROP_STATE_TEXT:
      g_value_set_string (value, self->state_text);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_batch_list_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LensBatchList *self = LENS_BATCH_LIST (object);

  switch (prop_id)
    {
    case PROP_ONEWAY:
      lens_batch_list_set_oneway (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_batch_list_class_init (LensBatchListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lens_batch_list_dispose;
  object_class->finalize = lens_batch_list_finalize;
  object_class->get_property = lens_batch_list_get_property;
  object_class->set_property = lens_batch_list_set_property;

  /**
   * LensBatchList:n-items:
   *
   * How many calls it has.
   */
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * LensBatchList:oneway:
   *
   * Whether no answer is wanted.
   */
  properties[PROP_ONEWAY] =
    g_param_spec_boolean ("oneway", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * LensBatchList:running:
   *
   * Whether it is on its way.
   */
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);

  /**
   * LensBatchList:state-text:
   *
   * What came of it, in a sentence; "" before it is sent.
   */
  properties[PROP_STATE_TEXT] = g_param_spec_string ("state-text", NULL, NULL, "", flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_batch_list_init (LensBatchList *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->state_text = g_strdup ("");
}

/**
 * lens_batch_list_new:
 * @object: whose methods are called
 *
 * Makes a batch without calls. It does not keep the object.
 *
 * Returns: (transfer full): the batch
 */
LensBatchList *
lens_batch_list_new (LensObject *object)
{
  LensBatchList *self;

  g_return_val_if_fail (LENS_IS_OBJECT (object), NULL);

  self = g_object_new (LENS_TYPE_BATCH_LIST, NULL);
  g_set_weak_pointer (&self->object, object);

  return self;
}

static const char object_key[] = "lens-batch-list";

/**
 * lens_batch_list_find_for_object:
 * @object: an object
 *
 * Gets the batch that calls of the object are collected in, if there is one.
 *
 * Returns: (transfer none) (nullable): the batch
 */
LensBatchList *
lens_batch_list_find_for_object (LensObject *object)
{
  g_return_val_if_fail (LENS_IS_OBJECT (object), NULL);

  return g_object_get_data (G_OBJECT (object), object_key);
}

/**
 * lens_batch_list_get_for_object:
 * @object: an object
 *
 * Gets the batch that calls of the object are collected in. It stays as long as the object.
 *
 * Returns: (transfer none): the batch
 */
LensBatchList *
lens_batch_list_get_for_object (LensObject *object)
{
  LensBatchList *self;

  g_return_val_if_fail (LENS_IS_OBJECT (object), NULL);

  self = g_object_get_data (G_OBJECT (object), object_key);
  if (self == NULL)
    {
      self = lens_batch_list_new (object);
      g_object_set_data_full (G_OBJECT (object), object_key, self, g_object_unref);
    }

  return self;
}

/**
 * lens_batch_list_get_object:
 *
 * Gets whose methods are called.
 *
 * Returns: (transfer none) (nullable): the object, as long as there is one
 */
LensObject *
lens_batch_list_get_object (LensBatchList *self)
{
  g_return_val_if_fail (LENS_IS_BATCH_LIST (self), NULL);

  return self->object;
}

gboolean
lens_batch_list_get_running (LensBatchList *self)
{
  g_return_val_if_fail (LENS_IS_BATCH_LIST (self), FALSE);

  return self->cancellable != NULL;
}

const char *
lens_batch_list_get_state_text (LensBatchList *self)
{
  g_return_val_if_fail (LENS_IS_BATCH_LIST (self), NULL);

  return self->state_text;
}

gboolean
lens_batch_list_get_oneway (LensBatchList *self)
{
  g_return_val_if_fail (LENS_IS_BATCH_LIST (self), FALSE);

  return self->oneway;
}

void
lens_batch_list_set_oneway (LensBatchList *self,
                            gboolean       oneway)
{
  g_return_if_fail (LENS_IS_BATCH_LIST (self));

  oneway = !!oneway;
  if (self->oneway == oneway)
    return;

  self->oneway = oneway;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONEWAY]);
}

/**
 * lens_batch_list_insert:
 * @position: where; behind all when it is greater
 * @entry: a call
 *
 * Adds a call.
 *
 * Returns: %FALSE if there are %LENS_MAX_BATCH_CALLS
 */
gboolean
lens_batch_list_insert (LensBatchList  *self,
                        guint           position,
                        LensBatchEntry *entry)
{
  g_return_val_if_fail (LENS_IS_BATCH_LIST (self), FALSE);
  g_return_val_if_fail (LENS_IS_BATCH_ENTRY (entry), FALSE);

  if (self->entries->len >= LENS_MAX_BATCH_CALLS)
    return FALSE;

  position = MIN (position, self->entries->len);
  g_ptr_array_insert (self->entries, (int) position, g_object_ref (entry));
  changed (self, position, 0, 1);

  return TRUE;
}

/**
 * lens_batch_list_find:
 * @entry: a call
 *
 * Finds a call.
 *
 * Returns: its position, or %G_MAXUINT
 */
guint
lens_batch_list_find (LensBatchList  *self,
                      LensBatchEntry *entry)
{
  guint position;

  g_return_val_if_fail (LENS_IS_BATCH_LIST (self), G_MAXUINT);

  return g_ptr_array_find (self->entries, entry, &position) ? position : G_MAXUINT;
}

/**
 * lens_batch_list_replace:
 * @entry: a call
 * @by: (nullable): another one, or %NULL to take it away
 *
 * Changes a call for another one.
 */
void
lens_batch_list_replace (LensBatchList  *self,
                         LensBatchEntry *entry,
                         LensBatchEntry *by)
{
  guint position;

  g_return_if_fail (LENS_IS_BATCH_LIST (self));

  position = lens_batch_list_find (self, entry);
  if (position == G_MAXUINT)
    return;

  g_ptr_array_remove_index (self->entries, position);
  if (by != NULL)
    g_ptr_array_insert (self->entries, (int) position, g_object_ref (by));
  changed (self, position, 1, by != NULL);
}

/**
 * lens_batch_list_move:
 * @entry: a call
 * @places: how far down; negative for up
 *
 * Moves a call, as far as there are places.
 *
 * Returns: whether it is elsewhere now
 */
gboolean
lens_batch_list_move (LensBatchList  *self,
                      LensBatchEntry *entry,
                      int             places)
{
  g_autoptr(LensBatchEntry) moved = NULL;
  guint from;
  int to;

  g_return_val_if_fail (LENS_IS_BATCH_LIST (self), FALSE);

  from = lens_batch_list_find (self, entry);
  if (from == G_MAXUINT)
    return FALSE;
  to = CLAMP ((int) from + places, 0, (int) self->entries->len - 1);
  if (to == (int) from)
    return FALSE;

  moved = g_object_ref (entry);
  g_ptr_array_remove_index (self->entries, from);
  changed (self, from, 1, 0);
  g_ptr_array_insert (self->entries, to, g_steal_pointer (&moved));
  changed (self, (guint) to, 0, 1);

  return TRUE;
}
