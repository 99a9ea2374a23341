/* ui/widgets/object-filter.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/object-filter.h"

#include "ui/models/name-query.h"

/**
 * LensObjectFilter:
 *
 * Keeps the objects that a text is found in, as `LensNameQuery` reads it.
 */
struct _LensObjectFilter
{
  GtkFilter      parent_instance;

  char          *text;
  LensNameQuery *query;
};

enum {
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensObjectFilter, lens_object_filter, GTK_TYPE_FILTER)

static gboolean
lens_object_filter_match (GtkFilter *filter,
                          gpointer   item)
{
  return lens_name_query_matches (LENS_OBJECT_FILTER (filter)->query, item);
}

static GtkFilterMatch
lens_object_filter_get_strictness (GtkFilter *filter)
{
  LensObjectFilter *self = LENS_OBJECT_FILTER (filter);

  return lens_name_query_is_empty (self->query) ? GTK_FILTER_MATCH_ALL : GTK_FILTER_MATCH_SOME;
}

static void
lens_object_filter_finalize (GObject *object)
{
  LensObjectFilter *self = LENS_OBJECT_FILTER (object);

  g_free (self->text);
  lens_name_query_free (self->query);

  G_OBJECT_CLASS (lens_object_filter_parent_class)->finalize (object);
}

static void
lens_object_filter_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  LensObjectFilter *self = LENS_OBJECT_FILTER (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_object_filter_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  LensObjectFilter *self = LENS_OBJECT_FILTER (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      lens_object_filter_set_text (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_object_filter_class_init (LensObjectFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkFilterClass *filter_class = GTK_FILTER_CLASS (klass);

  object_class->finalize = lens_object_filter_finalize;
  object_class->get_property = lens_object_filter_get_property;
  object_class->set_property = lens_object_filter_set_property;
  filter_class->get_strictness = lens_object_filter_get_strictness;
  filter_class->match = lens_object_filter_match;

  /**
   * LensObjectFilter:text:
   *
   * The words to look for.
   */
  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL,
                         "",
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_object_filter_init (LensObjectFilter *self)
{
  self->text = g_strdup ("");
  self->query = lens_name_query_new (NULL);
}

LensObjectFilter *
lens_object_filter_new (void)
{
  return g_object_new (LENS_TYPE_OBJECT_FILTER, NULL);
}

const char *
lens_object_filter_get_text (LensObjectFilter *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT_FILTER (self), NULL);

  return self->text;
}

const char *
lens_object_filter_get_problem (LensObjectFilter *self)
{
  g_return_val_if_fail (LENS_IS_OBJECT_FILTER (self), NULL);

  return lens_name_query_get_problem (self->query);
}

/**
 * lens_object_filter_set_text:
 * @text: (nullable): as typed
 *
 * Says what to look for.
 */
void
lens_object_filter_set_text (LensObjectFilter *self,
                             const char       *text)
{
  g_autoptr(LensNameQuery) old = NULL;
  GtkFilterChange change = GTK_FILTER_CHANGE_DIFFERENT;

  g_return_if_fail (LENS_IS_OBJECT_FILTER (self));

  if (!g_set_str (&self->text, text != NULL ? text : ""))
    return;

  old = self->query;
  self->query = lens_name_query_new (self->text);
  if (lens_name_query_is_stricter (self->query, old))
    change = GTK_FILTER_CHANGE_MORE_STRICT;
  else if (lens_name_query_is_stricter (old, self->query))
    change = GTK_FILTER_CHANGE_LESS_STRICT;

  gtk_filter_changed (GTK_FILTER (self), change);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}
