/* tests/ui/models/mirror.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

/* What a view sees of a model: it applies every change that the model tells of, and has to have what
 * the model has. */
typedef struct
{
  GListModel *model;
  GPtrArray  *seen;
  guint       n_changes;
  guint       n_touched; /* rows that were said to have come or gone */
} Mirror;

static inline void
mirror_changed (GListModel *model,
                guint       position,
                guint       removed,
                guint       added,
                Mirror     *self)
{
  g_assert_cmpuint (position + removed, <=, self->seen->len);
  if (removed > 0)
    g_ptr_array_remove_range (self->seen, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->seen, (int) (position + i), g_list_model_get_item (model, position + i));
  g_assert_cmpuint (self->seen->len, ==, g_list_model_get_n_items (model));

  self->n_changes++;
  self->n_touched += removed + added;
}

static inline void
mirror_check (Mirror *self)
{
  g_assert_cmpuint (self->seen->len, ==, g_list_model_get_n_items (self->model));
  for (guint i = 0; i < self->seen->len; i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (self->model, i);

      g_assert_true (item == g_ptr_array_index (self->seen, i));
    }
  g_assert_null (g_list_model_get_item (self->model, self->seen->len));
}

static inline void
mirror_start (Mirror     *self,
              GListModel *model)
{
  self->model = g_object_ref (model);
  self->seen = g_ptr_array_new_with_free_func (g_object_unref);
  self->n_changes = 0;
  self->n_touched = 0;
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (self->seen, g_list_model_get_item (model, i));
  g_signal_connect (model, "items-changed", G_CALLBACK (mirror_changed), self);
}

static inline void
mirror_stop (Mirror *self)
{
  mirror_check (self);
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_pointer (&self->seen, g_ptr_array_unref);
  g_clear_object (&self->model);
}
