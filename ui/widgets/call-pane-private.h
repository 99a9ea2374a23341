/* ui/widgets/call-pane-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/widgets/batch-view.h"
#include "ui/widgets/call-form.h"
#include "ui/widgets/call-pane.h"
#include "ui/widgets/forecast-view.h"
#include "ui/widgets/particulars-view.h"
#include "ui/widgets/result-view.h"
#include "ui/widgets/volley-view.h"

G_BEGIN_DECLS

struct _LensCallPane
{
  AdwNavigationPage  parent_instance;

  LensBrowser       *browser;
  LensMember        *member;
  LensRequest       *request;
  GSignalGroup      *request_signals;
  GSignalGroup      *batch_signals;
  GSignalGroup      *limit_signals;
  GSignalGroup      *form_signals;  /* of the arguments */
  LensBatchEntry    *edited;  /* a call of the batch that is in the form, or NULL */
  GListModel        *objects; /* of all servers */
  guint              revealing; /* the tick callback of that */
  guint              frames;    /* that it waits for */

  /* template children */
  GtkStack          *pages;
  AdwWindowTitle    *header_title;
  GtkLabel          *note;
  LensCallForm      *form;
  LensForecastView  *forecast;
  LensParticularsView *particulars;
  GtkMenuButton     *history_button;
  GtkDropDown       *time_limit;
  GtkStack          *buttons;
  GtkButton         *run_button;
  GtkWidget         *form_buttons;
  GtkWidget         *add_button;
  GtkWidget         *watch_button;
  GtkWidget         *write_button;
  GtkWidget         *other_ways;
  GtkWidget         *cancel_button;
  GtkScrolledWindow *scroller;
  GtkStack          *results;
  LensResultView    *result;
  LensBatchView     *batch;
  GtkButton         *batch_button;
  LensVolleyView    *volley;
  GtkListBox        *hosted;
};

/* call-pane.c */
gboolean     lens_call_pane_is_attribute    (LensCallPane    *self);
gboolean     lens_call_pane_is_running      (LensCallPane    *self);

/* call-pane-limit.c */
void         lens_call_pane_init_time_limit (LensCallPane    *self);
void         lens_call_pane_watch_time_limit (LensCallPane   *self,
                                             LensParticulars *particulars);

/* call-pane-actions.c */
void         lens_call_pane_recall          (LensCallPane    *self,
                                             LensMember      *member,
                                             LensPastCall    *call);
void         lens_call_pane_remember        (LensRequest     *request);
void         lens_call_pane_make_history    (GtkMenuButton   *button,
                                             gpointer         user_data);
void         lens_call_pane_add_when_typed  (LensCallPane    *self);
void         lens_call_pane_install_actions (GtkWidgetClass  *widget_class);

/* call-pane-reveal.c */
void         lens_call_pane_reveal_result   (LensCallPane    *self);

/* call-pane-send.c */
LensRequest *lens_call_pane_make_request    (LensCallPane    *self,
                                             LensRequestVerb  verb) G_GNUC_WARN_UNUSED_RESULT;
void         lens_call_pane_mark_refused    (LensCallPane    *self);
void         lens_call_pane_install_senders (GtkWidgetClass  *widget_class);

/* call-pane-batch.c */
void         lens_call_pane_init_batch      (LensCallPane    *self);
void         lens_call_pane_watch_batch     (LensCallPane    *self);
void         lens_call_pane_install_batch   (GtkWidgetClass  *widget_class);

G_END_DECLS
