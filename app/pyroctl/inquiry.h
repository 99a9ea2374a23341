/* app/pyroctl/inquiry.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/pyroctl/options.h"
#include "core/pyro.h"

G_BEGIN_DECLS

/**
 * CtlStatus:
 * @CTL_DONE: it is done
 * @CTL_RAISED: the remote method raised an exception
 * @CTL_USAGE: the command line is wrong
 * @CTL_FAILED: the communication failed
 * @CTL_INTERRUPTED: the user interrupted it; shells say 128 and the number of the signal
 *
 * The exit statuses. Scripts depend on them.
 */
typedef enum
{
  CTL_DONE        = 0,
  CTL_RAISED      = 1,
  CTL_USAGE       = 2,
  CTL_FAILED      = 3,
  CTL_INTERRUPTED = 130,
} CtlStatus;

/**
 * CtlInquiry:
 *
 * What one run of pyroctl works with: its options, Pyro's configuration, the user's way to interrupt
 * it, and the step it is at.
 *
 * Its functions that return %NULL have told the user why and set the exit status.
 */
typedef struct _CtlInquiry CtlInquiry;

CtlInquiry     *ctl_inquiry_new              (const CtlOptions  *options,
                                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void            ctl_inquiry_free             (CtlInquiry        *self);
const PyroConfig *
                ctl_inquiry_get_config       (CtlInquiry        *self);
const CtlOptions *
                ctl_inquiry_get_options      (CtlInquiry        *self);
gboolean        ctl_inquiry_get_json         (CtlInquiry        *self);
const PyroCodec *
                ctl_inquiry_get_codec        (CtlInquiry        *self,
                                              CtlStatus         *status);
GCancellable   *ctl_inquiry_get_cancellable  (CtlInquiry        *self);
gint64          ctl_inquiry_get_timeout      (CtlInquiry        *self);
void            ctl_inquiry_watch_for_interrupt
                                             (CtlInquiry        *self);

PyroNameServer *ctl_inquiry_open_name_server (CtlInquiry        *self,
                                              CtlStatus         *status) G_GNUC_WARN_UNUSED_RESULT;
PyroProxy      *ctl_inquiry_open_target      (CtlInquiry        *self,
                                              const char        *target,
                                              CtlStatus         *status) G_GNUC_WARN_UNUSED_RESULT;
PyroReply      *ctl_inquiry_send             (CtlInquiry        *self,
                                              PyroProxy         *proxy,
                                              PyroCall          *call,
                                              CtlStatus         *status) G_GNUC_WARN_UNUSED_RESULT;
PyroValue      *ctl_inquiry_read             (CtlInquiry        *self,
                                              PyroReply         *reply,
                                              CtlStatus         *status) G_GNUC_WARN_UNUSED_RESULT;
CtlStatus       ctl_inquiry_fail             (CtlInquiry        *self,
                                              GError            *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlInquiry, ctl_inquiry_free)

G_END_DECLS
