/* ui/widgets/call-pane-limit.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/call-pane-private.h"

#include <glib/gi18n.h>

/* The drop-down for how long a call may take says what the particulars say, whoever changes them. */

/* In the order of the drop-down. The first is none: a movement of an instrument may take minutes, to
 * stop waiting does not stop it, and Cancel is always at hand. */
static const gint64 time_limits[] = {
  0,
  2 * G_TIME_SPAN_SECOND,
  10 * G_TIME_SPAN_SECOND,
  60 * G_TIME_SPAN_SECOND,
};

static void
chosen_cb (LensCallPane *self)
{
  guint selected = gtk_drop_down_get_selected (self->time_limit);
  g_autoptr(LensParticulars) particulars = g_signal_group_dup_target (self->limit_signals);

  if (particulars != NULL && selected < G_N_ELEMENTS (time_limits))
    g_object_set (particulars, "time-limit", time_limits[selected], NULL);
}

/* One that is not offered, as the settings and earlier calls may have it, is the last as long as it is chosen. */
static guint
find_row (LensCallPane *self,
          gint64        limit)
{
  GtkStringList *rows = GTK_STRING_LIST (gtk_drop_down_get_model (self->time_limit));
  g_autofree char *text = NULL;
  guint n = G_N_ELEMENTS (time_limits);
  guint at = 0;

  while (at < n && time_limits[at] != limit)
    at++;
  if (at == n)
    /* Translators: a time limit; %g is a number of seconds */
    text = g_strdup_printf (_("%g s"), (double) limit / G_TIME_SPAN_SECOND);
  gtk_string_list_splice (rows, n, g_list_model_get_n_items (G_LIST_MODEL (rows)) - n,
                          (const char *const[]) { text, NULL });

  return at;
}

static void
show_limit (LensCallPane    *self,
            GParamSpec      *pspec,
            LensParticulars *particulars)
{
  g_signal_handlers_block_by_func (self->time_limit, chosen_cb, self);
  gtk_drop_down_set_selected (self->time_limit, find_row (self, lens_particulars_get_time_limit (particulars)));
  g_signal_handlers_unblock_by_func (self->time_limit, chosen_cb, self);
}

void
lens_call_pane_watch_time_limit (LensCallPane    *self,
                                 LensParticulars *particulars)
{
  g_signal_group_set_target (self->limit_signals, particulars);
  show_limit (self, NULL, particulars);
}

void
lens_call_pane_init_time_limit (LensCallPane *self)
{
  self->limit_signals = g_signal_group_new (LENS_TYPE_PARTICULARS);
  g_signal_group_connect_swapped (self->limit_signals, "notify::time-limit", G_CALLBACK (show_limit), self);
  g_signal_connect_object (self->time_limit, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}
