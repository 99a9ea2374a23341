/* app/pyrolens/application-session.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyrolens/application-private.h"

#include <glib/gi18n.h>

/* What is open when the program ends, however it does, is open again when it starts. */

static void
collect_cb (LensApplication *self,
            GPtrArray       *values)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  /* The one that was used last is the first; it is to be on top again. */
  for (GList *l = g_list_last (windows); l != NULL; l = l->prev)
    if (LENS_IS_WINDOW (l->data))
      lens_window_collect (l->data, values);
}

static void
window_changed_cb (LensApplication *self)
{
  if (!self->frozen)
    lens_state_file_touch (self->state);
}

/* A window that is closed while there are others is not wanted any more; the last one is what comes back. */
static gboolean
close_request_cb (LensApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  if (self->frozen || windows == NULL || windows->next != NULL)
    return GDK_EVENT_PROPAGATE;

  return lens_application_freeze (self) ? GDK_EVENT_PROPAGATE : GDK_EVENT_STOP;
}

/* Whoever made it: a window may also come of a tab that is pulled out of another. */
static void
window_added_cb (LensApplication *self,
                 GtkWindow       *window)
{
  if (!LENS_IS_WINDOW (window))
    return;

  self->frozen = FALSE;
  g_signal_connect_object (window, "changed", G_CALLBACK (window_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "close-request", G_CALLBACK (close_request_cb), self, G_CONNECT_SWAPPED);
}

static void
answered_cb (LensApplication *self,
             const char      *response)
{
  if (g_str_equal (response, "quit"))
    g_action_group_activate_action (G_ACTION_GROUP (self), "quit", NULL);
  else
    self->told = FALSE; /* there is time to make room, and to be told again */
}

/* Once, while it can still be mended. Whoever wants to go nevertheless, goes. */
static void
tell (LensApplication *self,
      GtkWindow       *window,
      const GError    *error)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Tabs Cannot Be Kept"), NULL);

  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                /* Translators: %s is a sentence that says why, without its full stop */
                                _("%s. What is open now will not be open again at the next start."), error->message);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "quit", _("_Quit"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "quit", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  self->told = TRUE;
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

/* FALSE where what is open cannot be written down, and the user is asked what to do. */
gboolean
lens_application_freeze (LensApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr(GError) error = NULL;

  if (!lens_state_file_flush (self->state, &error) && window != NULL && !self->told)
    {
      tell (self, window, error);
      return FALSE;
    }
  self->frozen = TRUE;

  return TRUE;
}

void
lens_application_init_session (LensApplication *self)
{
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "pyrolens", "session.pyl", NULL);

  self->state = lens_state_file_new (path);
  g_signal_connect_object (self->state, "collect", G_CALLBACK (collect_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "window-added", G_CALLBACK (window_added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "window-removed", G_CALLBACK (window_changed_cb), self, G_CONNECT_SWAPPED);
}

void
lens_application_restore_session (LensApplication *self)
{
  g_autofree char *problem = NULL;
  g_autoptr(GPtrArray) values = lens_state_file_load (self->state, &problem);
  LensWindow *window = NULL;
  guint at = 0;

  if (self->settings != NULL && !g_settings_get_boolean (self->settings, "restore-session"))
    return;

  while (at < values->len)
    {
      g_autoptr(LensBrowser) browser = lens_browser_new (self->servers);

      window = g_object_new (LENS_TYPE_WINDOW, "application", self, "settings", self->settings, NULL);
      at = lens_window_restore (window, browser, values, at);
      gtk_window_present (GTK_WINDOW (window));
    }
  if (problem != NULL)
    lens_window_warn (window != NULL ? window : lens_application_get_window (self), problem);
}
