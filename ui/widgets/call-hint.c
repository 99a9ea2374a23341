/* ui/widgets/call-hint.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/call-hint.h"

#include <glib/gi18n.h>

/**
 * LensCallHint:
 *
 * What to choose before there is something to call. It is all that a tab shows of its call pane until then.
 *
 * What to choose among the names is said in the pane that is beside them: in this one only where that of the members is
 * not shown. Who does not say so is taken to show them.
 */
struct _LensCallHint
{
  AdwBin         parent_instance;

  LensBrowser   *browser;
  GSignalGroup  *object_signals;
  gboolean       members_shown;

  /* template children */
  AdwStatusPage *status;
};

enum {
  PROP_0,
  PROP_BROWSER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensCallHint, lens_call_hint, ADW_TYPE_BIN)

static void
say (LensCallHint *self,
     const char   *title,
     const char   *description)
{
  adw_status_page_set_icon_name (self->status, title[0] != '\0' ? "lens-call-symbolic" : NULL);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, description);
}

static void
show (LensCallHint *self)
{
  LensObject *object = self->browser != NULL ? lens_browser_get_object (self->browser) : NULL;
  gboolean quiet = object == NULL && self->members_shown;

  if (quiet)
    say (self, "", _("Calls and their results appear here."));
  else if (object == NULL)
    say (self, _("Choose an Object"), _("Each name is an object of a server."));
  else if (lens_object_get_problem (object) != NULL)
    say (self, _("Nothing to Call"), _("What the object offers cannot be known now."));
  else if (!self->members_shown)
    say (self, _("Open the Object"), _("Enter or a click on its name shows its methods and attributes."));
  else
    say (self, _("Choose a Method"), _("Or an attribute: nothing runs until you say so."));

  if (quiet)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "dim-label");
}

static void
object_changed_cb (LensCallHint *self)
{
  g_signal_group_set_target (self->object_signals,
                             self->browser != NULL ? lens_browser_get_object (self->browser) : NULL);
  show (self);
}

static void
lens_call_hint_dispose (GObject *object)
{
  LensCallHint *self = LENS_CALL_HINT (object);

  g_clear_object (&self->object_signals);
  g_clear_object (&self->browser);
  adw_bin_set_child (ADW_BIN (self), NULL); /* it is a template child, too, and is let go of once */
  gtk_widget_dispose_template (GTK_WIDGET (self), LENS_TYPE_CALL_HINT);

  G_OBJECT_CLASS (lens_call_hint_parent_class)->dispose (object);
}

static void
lens_call_hint_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LensCallHint *self = LENS_CALL_HINT (object);

  switch (prop_id)
    {
    case PROP_BROWSER:
      g_value_set_object (value, self->browser);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_call_hint_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LensCallHint *self = LENS_CALL_HINT (object);

  switch (prop_id)
    {
    case PROP_BROWSER:
      lens_call_hint_set_browser (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_call_hint_class_init (LensCallHintClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_call_hint_dispose;
  object_class->get_property = lens_call_hint_get_property;
  object_class->set_property = lens_call_hint_set_property;

  /**
   * LensCallHint:browser: (nullable)
   *
   * What the tab looks at.
   */
  properties[PROP_BROWSER] =
    g_param_spec_object ("browser", NULL, NULL,
                         LENS_TYPE_BROWSER,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/call-hint.ui");
  gtk_widget_class_bind_template_child (widget_class, LensCallHint, status);
}

static void
lens_call_hint_init (LensCallHint *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->members_shown = TRUE;
  self->object_signals = g_signal_group_new (LENS_TYPE_OBJECT);
  g_signal_group_connect_swapped (self->object_signals, "notify::problem", G_CALLBACK (show), self);
  show (self);
}

/**
 * lens_call_hint_new:
 * @browser: what the tab looks at
 *
 * Makes a hint.
 *
 * Returns: (transfer floating): the hint
 */
LensCallHint *
lens_call_hint_new (LensBrowser *browser)
{
  return g_object_new (LENS_TYPE_CALL_HINT, "browser", browser, NULL);
}

LensBrowser *
lens_call_hint_get_browser (LensCallHint *self)
{
  g_return_val_if_fail (LENS_IS_CALL_HINT (self), NULL);

  return self->browser;
}

void
lens_call_hint_set_browser (LensCallHint *self,
                            LensBrowser  *browser)
{
  g_return_if_fail (LENS_IS_CALL_HINT (self));
  g_return_if_fail (browser == NULL || LENS_IS_BROWSER (browser));

  if (self->browser == browser)
    return;

  if (self->browser != NULL)
    g_signal_handlers_disconnect_by_func (self->browser, object_changed_cb, self);
  g_set_object (&self->browser, browser);
  if (browser != NULL)
    g_signal_connect_object (browser, "notify::object", G_CALLBACK (object_changed_cb), self, G_CONNECT_SWAPPED);
  object_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BROWSER]);
}

/**
 * lens_call_hint_set_members_shown:
 * @shown: whether the members of the object are to be seen beside the hint
 *
 * Says whether there is another pane, in which it is said that an object is to be chosen.
 */
void
lens_call_hint_set_members_shown (LensCallHint *self,
                                  gboolean      shown)
{
  g_return_if_fail (LENS_IS_CALL_HINT (self));

  self->members_shown = shown;
  show (self);
}
