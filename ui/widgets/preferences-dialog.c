/* ui/widgets/preferences-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/preferences-dialog.h"

/**
 * LensPreferencesDialog:
 *
 * What a user may like in another way. All of it holds at once.
 */
struct _LensPreferencesDialog
{
  AdwPreferencesDialog  parent_instance;

  /* template children */
  AdwComboRow          *time_limit;
  AdwComboRow          *serializer;
  AdwComboRow          *style;
  AdwSwitchRow         *search;
  AdwSwitchRow         *restore;
};

G_DEFINE_FINAL_TYPE (LensPreferencesDialog, lens_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

/* In the order of the rows. */
static const int time_limits[] = { 0, 2, 10, 60 };
static const char *const serializers[] = { "serpent", "json", "marshal", "msgpack", NULL };
static const char *const styles[] = { "default", "light", "dark", NULL };

static gboolean
get_time_limit (GValue   *value,
                GVariant *variant,
                gpointer  user_data)
{
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < G_N_ELEMENTS (time_limits); i++)
    if (time_limits[i] == g_variant_get_int32 (variant))
      selected = i;
  g_value_set_uint (value, selected);

  return TRUE;
}

static GVariant *
set_time_limit (const GValue       *value,
                const GVariantType *type,
                gpointer            user_data)
{
  guint selected = g_value_get_uint (value);

  return selected < G_N_ELEMENTS (time_limits) ? g_variant_new_int32 (time_limits[selected]) : NULL;
}

static gboolean
get_name (GValue   *value,
          GVariant *variant,
          gpointer  user_data)
{
  const char *const *names = user_data;
  guint selected = 0;

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], g_variant_get_string (variant, NULL)))
      selected = i;
  g_value_set_uint (value, selected);

  return TRUE;
}

static GVariant *
set_name (const GValue       *value,
          const GVariantType *type,
          gpointer            user_data)
{
  const char *const *names = user_data;
  guint selected = g_value_get_uint (value);

  return selected < g_strv_length ((char **) names) ? g_variant_new_string (names[selected]) : NULL;
}

static void
lens_preferences_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_PREFERENCES_DIALOG);

  G_OBJECT_CLASS (lens_preferences_dialog_parent_class)->dispose (object);
}

static void
lens_preferences_dialog_class_init (LensPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_preferences_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LensPreferencesDialog, time_limit);
  gtk_widget_class_bind_template_child (widget_class, LensPreferencesDialog, serializer);
  gtk_widget_class_bind_template_child (widget_class, LensPreferencesDialog, style);
  gtk_widget_class_bind_template_child (widget_class, LensPreferencesDialog, search);
  gtk_widget_class_bind_template_child (widget_class, LensPreferencesDialog, restore);
}

static void
lens_preferences_dialog_init (LensPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lens_preferences_dialog_new:
 * @settings: where the preferences are
 *
 * Makes a dialog that shows and changes the settings.
 *
 * Returns: (transfer floating): the dialog
 */
LensPreferencesDialog *
lens_preferences_dialog_new (GSettings *settings)
{
  LensPreferencesDialog *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (LENS_TYPE_PREFERENCES_DIALOG, NULL);
  g_settings_bind (settings, "search-at-start", self->search, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "restore-session", self->restore, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "time-limit", self->time_limit, "selected", G_SETTINGS_BIND_DEFAULT,
                                get_time_limit, set_time_limit, NULL, NULL);
  g_settings_bind_with_mapping (settings, "serializer", self->serializer, "selected", G_SETTINGS_BIND_DEFAULT,
                                get_name, set_name, (gpointer) serializers, NULL);
  g_settings_bind_with_mapping (settings, "color-scheme", self->style, "selected", G_SETTINGS_BIND_DEFAULT,
                                get_name, set_name, (gpointer) styles, NULL);

  return self;
}
