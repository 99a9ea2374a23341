/* ui/models/palette.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/palette-private.h"

/**
 * LensPalette:
 *
 * All that can be gone to by its name: objects, their members as far as they are known, and actions.
 *
 * The names are looked at in slices of the main loop, first when the palette is made, and then for each query. A
 * query that only says more than the one before it looks only at what that one left. A query of several words may
 * mean a member of an object that was never open: then the few objects that its first words fit best are asked what
 * they have. That is the handshake that opening them would make; nothing is called.
 */
static GParamSpec *properties[LENS_PALETTE_N_PROPS];

static GType
lens_palette_get_item_type (GListModel *model)
{
  return LENS_TYPE_PALETTE_ITEM;
}

static guint
lens_palette_get_n_items (GListModel *model)
{
  return LENS_PALETTE (model)->shown->len;
}

static gpointer
lens_palette_get_item (GListModel *model,
                       guint       position)
{
  LensPalette *self = LENS_PALETTE (model);

  return position < self->shown->len ? g_object_ref (g_ptr_array_index (self->shown, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = lens_palette_get_item_type;
  iface->get_n_items = lens_palette_get_n_items;
  iface->get_item = lens_palette_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LensPalette, lens_palette, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

void
lens_palette_notify (LensPalette     *self,
                     LensPaletteProp  prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

static void
lens_palette_dispose (GObject *object)
{
  LensPalette *self = LENS_PALETTE (object);

  g_clear_handle_id (&self->slice, g_source_remove);
  g_clear_handle_id (&self->ask, g_source_remove);
  g_clear_object (&self->servers);

  G_OBJECT_CLASS (lens_palette_parent_class)->dispose (object);
}

static void
lens_palette_finalize (GObject *object)
{
  LensPalette *self = LENS_PALETTE (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->left, g_array_unref);
  g_clear_pointer (&self->fits, g_array_unref);
  g_clear_pointer (&self->hits, g_array_unref);
  g_clear_pointer (&self->asked, g_array_unref);
  g_clear_pointer (&self->fuzzy, lens_fuzzy_free);
  g_clear_pointer (&self->left_of, lens_fuzzy_free);
  g_clear_pointer (&self->query, g_free);

  G_OBJECT_CLASS (lens_palette_parent_class)->finalize (object);
}

static void
lens_palette_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  LensPalette *self = LENS_PALETTE (object);

  switch (prop_id)
    {
    case LENS_PALETTE_PROP_N_ITEMS:
      g_value_set_uint (value, self->shown->len);
      break;

    case LENS_PALETTE_PROP_QUERY:
      g_value_set_string (value, self->query);
      break;

    case LENS_PALETTE_PROP_BUSY:
      g_value_set_boolean (value, lens_palette_get_busy (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_palette_class_init (LensPaletteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lens_palette_dispose;
  object_class->finalize = lens_palette_finalize;
  object_class->get_property = lens_palette_get_property;

  /**
   * LensPalette:n-items:
   *
   * The number of hits that are shown.
   */
  properties[LENS_PALETTE_PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * LensPalette:query:
   *
   * What was typed.
   */
  properties[LENS_PALETTE_PROP_QUERY] = g_param_spec_string ("query", NULL, NULL, "", flags);

  /**
   * LensPalette:busy:
   *
   * Whether there are names that were not looked at yet.
   */
  properties[LENS_PALETTE_PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, LENS_PALETTE_N_PROPS, properties);
}

static void
lens_palette_init (LensPalette *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) lens_palette_entry_free);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->fits = g_array_new (FALSE, FALSE, sizeof (guint));
  self->hits = g_array_new (FALSE, FALSE, sizeof (LensPaletteHit));
  self->asked = g_array_new (FALSE, FALSE, sizeof (LensPaletteHit));
  self->query = g_strdup ("");
  self->fuzzy = lens_fuzzy_new ("");
}

/**
 * lens_palette_new:
 * @servers: the servers there are
 *
 * Makes a palette of what there is now.
 *
 * Returns: (transfer full): the palette
 */
LensPalette *
lens_palette_new (LensServers *servers)
{
  LensPalette *self;

  g_return_val_if_fail (LENS_IS_SERVERS (servers), NULL);

  self = g_object_new (LENS_TYPE_PALETTE, NULL);
  self->servers = g_object_ref (servers);
  lens_palette_begin (self);

  return self;
}

/**
 * lens_palette_add_action:
 * @title: what it is called, for the user
 * @keys: (nullable): the keys that do it, for the user
 * @action: its detailed name
 *
 * Adds something that the window does.
 */
void
lens_palette_add_action (LensPalette *self,
                         const char  *title,
                         const char  *keys,
                         const char  *action)
{
  LensPaletteEntry *entry;

  g_return_if_fail (LENS_IS_PALETTE (self));
  g_return_if_fail (title != NULL);
  g_return_if_fail (action != NULL);

  entry = g_new0 (LensPaletteEntry, 1);
  entry->title = g_strdup (title);
  entry->keys = g_strdup (keys != NULL ? keys : "");
  entry->action = g_strdup (action);
  entry->folded = lens_fuzzy_fold (title);
  g_ptr_array_add (self->entries, entry);
}

/**
 * lens_palette_set_query:
 * @query: what was typed
 *
 * Looks for something else. What was found until then shows until all names were looked at.
 */
void
lens_palette_set_query (LensPalette *self,
                        const char  *query)
{
  g_return_if_fail (LENS_IS_PALETTE (self));
  g_return_if_fail (query != NULL);

  if (!g_set_str (&self->query, query))
    return;

  g_clear_pointer (&self->fuzzy, lens_fuzzy_free);
  self->fuzzy = lens_fuzzy_new (query);
  lens_palette_begin (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[LENS_PALETTE_PROP_QUERY]);
}

const char *
lens_palette_get_query (LensPalette *self)
{
  g_return_val_if_fail (LENS_IS_PALETTE (self), NULL);

  return self->query;
}

gboolean
lens_palette_get_busy (LensPalette *self)
{
  g_return_val_if_fail (LENS_IS_PALETTE (self), FALSE);

  return self->slice > 0;
}
