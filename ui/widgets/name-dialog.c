/* ui/widgets/name-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/name-dialog.h"

#include <glib/gi18n.h>

/**
 * LensNameDialog:
 *
 * Asks what is to become of a name, and says while it is typed what is wrong with that, or what it
 * will replace.
 */
struct _LensNameDialog
{
  AdwDialog           parent_instance;

  LensServer         *server;
  LensObject         *object; /* NULL when a name is registered from nothing */
  LensNameDialogKind  kind;

  /* template children */
  GtkButton          *apply_button;
  AdwEntryRow        *name_row;
  AdwEntryRow        *uri_row;
  AdwEntryRow        *tags_row;
  GtkLabel           *verdict;
};

enum {
  DECIDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LensNameDialog, lens_name_dialog, ADW_TYPE_DIALOG)

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* What is wrong with the name, or what it means for another one; NULL if it is free. */
static char *
judge_name (LensNameDialog *self,
            const char     *name,
            gboolean       *bad)
{
  LensObject *there = lens_server_find_object (self->server, name);

  *bad = FALSE;
  if (self->kind == LENS_NAME_DIALOG_TAGS || there == NULL)
    return NULL;

  if (self->kind == LENS_NAME_DIALOG_RENAME)
    {
      *bad = TRUE;
      return there == self->object ? NULL : g_strdup_printf (_("The name “%s” is taken"), name);
    }

  /* Translators: the name of an object, and its URI */
  return g_strdup_printf (_("“%s” leads to %s. That will be replaced."), name, lens_object_get_uri (there));
}

static char *
judge_uri (LensNameDialog *self,
           const char     *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroUri) uri = NULL;

  if (self->kind != LENS_NAME_DIALOG_REGISTER || text[0] == '\0')
    return NULL;

  uri = pyro_uri_parse (text, 0, &error);

  return uri == NULL ? g_strdup (error->message) : NULL;
}

static void
say (LensNameDialog *self,
     const char     *sentence,
     gboolean        bad)
{
  const char *classes[] = { bad ? "error" : "warning", NULL };

  gtk_label_set_text (self->verdict, sentence != NULL ? sentence : "");
  gtk_widget_set_css_classes (GTK_WIDGET (self->verdict), classes);
  gtk_widget_set_visible (GTK_WIDGET (self->verdict), sentence != NULL);
}

static const char *
choose_label (LensNameDialog *self,
              gboolean        replaces)
{
  switch (self->kind)
    {
    case LENS_NAME_DIALOG_RENAME:
      return _("_Rename");

    case LENS_NAME_DIALOG_TAGS:
      return _("_Save");

    case LENS_NAME_DIALOG_REGISTER:
    default:
      return replaces ? _("_Replace") : _("_Register");
    }
}

/* Whether anything would be another than it is. */
static gboolean
has_changes (LensNameDialog *self)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) before = NULL;
  g_auto(GStrv) now = NULL;

  if (self->kind != LENS_NAME_DIALOG_TAGS)
    return TRUE;

  text = g_strjoinv (", ", (char **) lens_object_get_tags (self->object));
  before = lens_tags_parse (text);
  now = lens_tags_parse (gtk_editable_get_text (GTK_EDITABLE (self->tags_row)));

  return !g_strv_equal ((const char *const *) before, (const char *const *) now);
}

static void
changed_cb (LensNameDialog *self)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *uri = dup_text (self->uri_row);
  g_autofree char *about_uri = NULL;
  g_autofree char *about_name = NULL;
  gboolean bad = FALSE;
  gboolean whole = name[0] != '\0' && (self->kind != LENS_NAME_DIALOG_REGISTER || uri[0] != '\0');

  if (self->server == NULL)
    return;

  about_name = judge_name (self, name, &bad);
  about_uri = judge_uri (self, uri);
  say (self, about_uri != NULL ? about_uri : about_name, bad || about_uri != NULL);
  gtk_button_set_label (self->apply_button, choose_label (self, about_name != NULL));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.apply",
                                 whole && !bad && about_uri == NULL && has_changes (self));
}

static LensNameChange *
make_change (LensNameDialog *self)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *uri = dup_text (self->uri_row);
  g_auto(GStrv) tags = lens_tags_parse (gtk_editable_get_text (GTK_EDITABLE (self->tags_row)));

  switch (self->kind)
    {
    case LENS_NAME_DIALOG_RENAME:
      return lens_name_change_new_rename (self->server, self->object, name);

    case LENS_NAME_DIALOG_TAGS:
      return lens_name_change_new_tags (self->server, self->object, (const char *const *) tags);

    case LENS_NAME_DIALOG_REGISTER:
    default:
      return lens_name_change_new_register (self->server, name, uri, (const char *const *) tags);
    }
}

static void
apply_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  g_autoptr(LensNameDialog) self = g_object_ref (LENS_NAME_DIALOG (widget));
  g_autoptr(LensNameChange) change = make_change (self);

  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[DECIDED], 0, change);
}

static void
lens_name_dialog_dispose (GObject *object)
{
  LensNameDialog *self = LENS_NAME_DIALOG (object);

  g_clear_object (&self->server);
  g_clear_object (&self->object);
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_NAME_DIALOG);

  G_OBJECT_CLASS (lens_name_dialog_parent_class)->dispose (object);
}

static void
lens_name_dialog_class_init (LensNameDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lens_name_dialog_dispose;

  /**
   * LensNameDialog::decided:
   * @change: what is to be done
   *
   * The user wants this, and the dialog is closed.
   */
  signals[DECIDED] =
    g_signal_new ("decided", LENS_TYPE_NAME_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, LENS_TYPE_NAME_CHANGE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/name-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LensNameDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, LensNameDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, LensNameDialog, uri_row);
  gtk_widget_class_bind_template_child (widget_class, LensNameDialog, tags_row);
  gtk_widget_class_bind_template_child (widget_class, LensNameDialog, verdict);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.apply", NULL, apply_action);
}

static void
lens_name_dialog_init (LensNameDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (LensNameDialog *self)
{
  g_autofree char *tags = g_strjoinv (", ", (char **) lens_object_get_tags (self->object));

  gtk_editable_set_text (GTK_EDITABLE (self->uri_row), lens_object_get_uri (self->object));
  if (self->kind == LENS_NAME_DIALOG_REGISTER)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->name_row), lens_object_get_name (self->object));
  gtk_editable_set_text (GTK_EDITABLE (self->tags_row), tags);
}

/**
 * lens_name_dialog_new:
 * @kind: what is asked
 * @server: the name server
 * @object: (nullable): the object whose name is changed; for a new name, the one it is to lead to
 *
 * Makes the dialog, to be presented.
 *
 * Returns: (transfer none): the dialog
 */
LensNameDialog *
lens_name_dialog_new (LensNameDialogKind  kind,
                      LensServer         *server,
                      LensObject         *object)
{
  LensNameDialog *self;

  g_return_val_if_fail (LENS_IS_SERVER (server), NULL);
  g_return_val_if_fail (object != NULL || kind == LENS_NAME_DIALOG_REGISTER, NULL);

  self = g_object_new (LENS_TYPE_NAME_DIALOG, NULL);
  self->kind = kind;
  self->server = g_object_ref (server);
  if (g_set_object (&self->object, object))
    fill (self);

  gtk_widget_set_visible (GTK_WIDGET (self->name_row), kind != LENS_NAME_DIALOG_TAGS);
  gtk_widget_set_visible (GTK_WIDGET (self->uri_row), kind == LENS_NAME_DIALOG_REGISTER);
  gtk_widget_set_visible (GTK_WIDGET (self->tags_row), kind != LENS_NAME_DIALOG_RENAME);
  adw_dialog_set_title (ADW_DIALOG (self), kind == LENS_NAME_DIALOG_REGISTER ? _("Register Name")
                                         : kind == LENS_NAME_DIALOG_RENAME ? _("Rename")
                                                                           : _("Edit Tags"));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (kind == LENS_NAME_DIALOG_TAGS ? self->tags_row : self->name_row));
  changed_cb (self);

  return self;
}
