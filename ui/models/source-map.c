/* ui/models/source-map.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/source-map.h"

#include <string.h>

/**
 * LensSourceMap:
 *
 * Which folders here have the sources that tracebacks of other computers name: `/srv/app` there may
 * be `~/src/app` here. A rule is learned when the user picks the folder for one file, and leads to
 * all files beside it and below.
 *
 * A path from outside never leads out of a folder that the user picked.
 */
struct _LensSourceMap
{
  GObject     parent_instance;

  GSettings  *settings; /* NULL: nothing is remembered */
  GPtrArray  *rules;    /* Rule, the newest first */
};

typedef struct
{
  char  *prefix; /* of remote paths, with the separator at its end */
  GFile *folder;
} Rule;

G_DEFINE_FINAL_TYPE (LensSourceMap, lens_source_map, G_TYPE_OBJECT)

#define KEY "source-folders"
#define MAX_RULES 100

static void
rule_free (Rule *self)
{
  g_free (self->prefix);
  g_object_unref (self->folder);
  g_free (self);
}

static void
lens_source_map_finalize (GObject *object)
{
  LensSourceMap *self = LENS_SOURCE_MAP (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->rules, g_ptr_array_unref);

  G_OBJECT_CLASS (lens_source_map_parent_class)->finalize (object);
}

static void
lens_source_map_class_init (LensSourceMapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lens_source_map_finalize;
}

static void
lens_source_map_init (LensSourceMap *self)
{
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
}

/* The paths of Windows are told with slashes as well. */
static char *
normalize (const char *path)
{
  return g_strdelimit (g_strdup (path), "\\", '/');
}

/* No step up, and nothing that begins anew. */
static gboolean
stays_inside (const char *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);

  if (path[0] == '\0' || path[0] == '/')
    return FALSE;
  for (char **part = parts; *part != NULL; part++)
    if (g_str_equal (*part, "..") || strchr (*part, ':') != NULL)
      return FALSE;

  return TRUE;
}

static void
add_rule (LensSourceMap *self,
          const char    *prefix,
          GFile         *folder,
          gboolean       first)
{
  Rule *rule = g_new0 (Rule, 1);

  rule->prefix = g_strdup (prefix);
  rule->folder = g_object_ref (folder);
  g_ptr_array_insert (self->rules, first ? 0 : -1, rule);
  if (self->rules->len > MAX_RULES)
    g_ptr_array_set_size (self->rules, MAX_RULES);
}

static void
load (LensSourceMap *self)
{
  g_autoptr(GVariantIter) rules = NULL;
  const char *prefix, *uri;

  g_settings_get (self->settings, KEY, "a(ss)", &rules);
  while (g_variant_iter_next (rules, "(&s&s)", &prefix, &uri))
    {
      g_autoptr(GFile) folder = g_file_new_for_uri (uri);

      add_rule (self, prefix, folder, FALSE);
    }
}

static void
save (LensSourceMap *self)
{
  g_auto(GVariantBuilder) rules = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(ss)"));

  if (self->settings == NULL)
    return;

  for (guint i = 0; i < self->rules->len; i++)
    {
      Rule *rule = g_ptr_array_index (self->rules, i);
      g_autofree char *uri = g_file_get_uri (rule->folder);

      g_variant_builder_add (&rules, "(ss)", rule->prefix, uri);
    }
  g_settings_set (self->settings, KEY, "a(ss)", &rules);
}

/**
 * lens_source_map_new:
 * @settings: (nullable): where rules are remembered
 *
 * Makes a map.
 *
 * Returns: (transfer full): the map
 */
LensSourceMap *
lens_source_map_new (GSettings *settings)
{
  LensSourceMap *self = g_object_new (LENS_TYPE_SOURCE_MAP, NULL);

  if (settings != NULL)
    {
      self->settings = g_object_ref (settings);
      load (self);
    }

  return self;
}

/**
 * lens_source_map_get_default:
 *
 * Gets the map that the whole program uses. It forgets when the program is not installed.
 *
 * Returns: (transfer none): the map
 */
LensSourceMap *
lens_source_map_get_default (void)
{
  static LensSourceMap *map;
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;
  g_autoptr(GSettings) settings = NULL;

  if (map != NULL)
    return map;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, "org.pyrolens.Pyrolens", TRUE);
  if (schema != NULL && g_settings_schema_has_key (schema, KEY))
    settings = g_settings_new_full (schema, NULL, NULL);
  map = lens_source_map_new (settings);

  return map;
}

static GFile *
find_in (GFile      *folder,
         const char *path)
{
  g_autoptr(GFile) file = NULL;

  if (!stays_inside (path))
    return NULL;
  file = g_file_resolve_relative_path (folder, path);

  return g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_REGULAR
         ? g_steal_pointer (&file) : NULL;
}

/**
 * lens_source_map_find:
 * @remote_file: a path on another computer
 *
 * Finds the copy of a file here.
 *
 * Returns: (transfer full) (nullable): a file that exists, or %NULL when none is known
 */
GFile *
lens_source_map_find (LensSourceMap *self,
                      const char    *remote_file)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (LENS_IS_SOURCE_MAP (self), NULL);
  g_return_val_if_fail (remote_file != NULL, NULL);

  path = normalize (remote_file);
  for (guint i = 0; i < self->rules->len; i++)
    {
      Rule *rule = g_ptr_array_index (self->rules, i);
      GFile *file = g_str_has_prefix (path, rule->prefix) ? find_in (rule->folder, path + strlen (rule->prefix)) : NULL;

      if (file != NULL)
        return file;
    }

  return NULL;
}

/**
 * lens_source_map_add:
 * @remote_file: a path on another computer
 * @folder: a folder here that has a copy of the file, in it or below it
 *
 * Learns where sources are.
 *
 * Returns: %FALSE if the file is not in the folder
 */
gboolean
lens_source_map_add (LensSourceMap *self,
                     const char    *remote_file,
                     GFile         *folder)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (LENS_IS_SOURCE_MAP (self), FALSE);
  g_return_val_if_fail (remote_file != NULL, FALSE);
  g_return_val_if_fail (G_IS_FILE (folder), FALSE);

  /* The longest end of the path that is in the folder says the most. */
  path = normalize (remote_file);
  for (const char *at = path; at != NULL; at = strchr (at, '/'))
    {
      g_autoptr(GFile) file = NULL;
      g_autofree char *prefix = NULL;

      at += *at == '/';
      file = find_in (folder, at);
      if (file == NULL)
        continue;

      prefix = g_strndup (path, (gsize) (at - path));
      add_rule (self, prefix, folder, TRUE);
      save (self);
      return TRUE;
    }

  return FALSE;
}
