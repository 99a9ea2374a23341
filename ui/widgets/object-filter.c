/* ui/widgets/object-filter.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/object-filter.h"

#include <string.h>

/**
 * LensObjectFilter:
 *
 * Keeps the objects in which all words of a text are found: in the name, in the address or in a
 * tag; a word that begins with `#` in a tag only. Case does not count. A text between slashes, as in
 * `/^lab\.[cs]/`, is one regular expression for the name; while it is not whole, it hides nothing.
 */
struct _LensObjectFilter
{
  GtkFilter   parent_instance;

  char       *text;
  char      **words;  /* of the text, case folded */
};

enum {
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensObjectFilter, lens_object_filter, GTK_TYPE_FILTER)

static gboolean
contains (const char *text,
          const char *word)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, word) != NULL;
}

static gboolean
word_matches (LensObject *object,
              const char *word)
{
  const char *const *tags = lens_object_get_tags (object);
  gboolean only_tags = word[0] == '#';

  if (!only_tags && (contains (lens_object_get_name (object), word) ||
                     contains (lens_object_get_uri (object), word)))
    return TRUE;

  for (gsize i = 0; tags != NULL && tags[i] != NULL; i++)
    if (contains (tags[i], only_tags ? word + 1 : word))
      return TRUE;

  /* A lone `#` is the beginning of a tag that is still being typed. */
  return strcmp (word, "#") == 0;
}

static gboolean
lens_object_filter_match (GtkFilter *filter,
                          gpointer   item)
{
  LensObjectFilter *self = LENS_OBJECT_FILTER (filter);

  for (gsize i = 0; self->words != NULL && self->words[i] != NULL; i++)
    if (self->words[i][0] != '\0' && !word_matches (LENS_OBJECT (item), self->words[i]))
      return FALSE;

  return TRUE;
}

static GtkFilterMatch
lens_object_filter_get_strictness (GtkFilter *filter)
{
  LensObjectFilter *self = LENS_OBJECT_FILTER (filter);

  return self->text[0] == '\0' ? GTK_FILTER_MATCH_ALL : GTK_FILTER_MATCH_SOME;
}

static void
lens_object_filter_finalize (GObject *object)
{
  LensObjectFilter *self = LENS_OBJECT_FILTER (object);

  g_free (self->text);
  g_strfreev (self->words);

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

/**
 * lens_object_filter_set_text:
 * @text: (nullable): words with spaces between them, as typed
 *
 * Says what to look for.
 */
void
lens_object_filter_set_text (LensObjectFilter *self,
                             const char       *text)
{
  g_autofree char *folded = NULL;

  g_return_if_fail (LENS_IS_OBJECT_FILTER (self));

  if (!g_set_str (&self->text, text != NULL ? text : ""))
    return;

  folded = g_utf8_casefold (self->text, -1);
  g_strfreev (self->words);
  self->words = g_strsplit_set (folded, " \t", -1);

  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}
