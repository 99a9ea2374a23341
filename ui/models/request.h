/* ui/models/request.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/flow.h"
#include "ui/models/object.h"

G_BEGIN_DECLS

/**
 * LensRequestVerb:
 * @LENS_REQUEST_CALL: calls a method
 * @LENS_REQUEST_READ: reads an attribute
 * @LENS_REQUEST_WRITE: writes an attribute
 */
typedef enum
{
  LENS_REQUEST_CALL,
  LENS_REQUEST_READ,
  LENS_REQUEST_WRITE,
} LensRequestVerb;

/**
 * LensRequestState:
 * @LENS_REQUEST_RUNNING: on its way
 * @LENS_REQUEST_DONE: there is a value (or, for a one-way call, it was sent)
 * @LENS_REQUEST_RAISED: the remote side raised an exception
 * @LENS_REQUEST_FAILED: it could not be carried out: the message says which step failed
 * @LENS_REQUEST_CANCELLED: given up; the method may still be running there
 */
typedef enum
{
  LENS_REQUEST_RUNNING,
  LENS_REQUEST_DONE,
  LENS_REQUEST_RAISED,
  LENS_REQUEST_FAILED,
  LENS_REQUEST_CANCELLED,
} LensRequestState;

#define LENS_TYPE_REQUEST_VERB (lens_request_verb_get_type ())
GType lens_request_verb_get_type (void);

#define LENS_TYPE_REQUEST_STATE (lens_request_state_get_type ())
GType lens_request_state_get_type (void);

#define LENS_TYPE_REQUEST (lens_request_get_type ())
G_DECLARE_FINAL_TYPE (LensRequest, lens_request, LENS, REQUEST, GObject)

/* One call: made, on its way, done. Properties: object, member, verb, line ("add(1, b=2)"), state,
 * state-text (a sentence), value, exception, problem (nullable sentence), started (GDateTime, nullable
 * before it runs), elapsed (microseconds, notifies about ten times a second while it runs),
 * request-size, reply-size (bytes, 0 where it is not known), stream-id (nullable: the reply is an item
 * stream), correlation (text of a UUID). */
LensRequest      *lens_request_new           (LensObject       *object,
                                              LensMember       *member,
                                              LensRequestVerb   verb,
                                              PyroValue        *args,
                                              PyroValue        *kwargs) G_GNUC_WARN_UNUSED_RESULT;
/* The same once more, not yet run. */
LensRequest      *lens_request_new_again     (LensRequest      *self) G_GNUC_WARN_UNUSED_RESULT;
/* The same call of another object. */
LensRequest      *lens_request_new_elsewhere (LensRequest      *self,
                                              LensObject       *object) G_GNUC_WARN_UNUSED_RESULT;
/* Microseconds until it is given up; 0, the default, for never. Before it runs. */
void              lens_request_set_timeout   (LensRequest      *self,
                                              gint64            timeout);
/* How it is sent, the time limit included. */
void              lens_request_set_particulars (LensRequest    *self,
                                              LensParticulars  *particulars);
LensParticulars  *lens_request_get_particulars (LensRequest    *self);
PyroValue        *lens_request_get_args      (LensRequest      *self);
PyroValue        *lens_request_get_kwargs    (LensRequest      *self);
/* The stream of items that came; NULL where none did. It is closed when the request goes. */
LensFlow         *lens_request_get_flow      (LensRequest      *self);
void              lens_request_run           (LensRequest      *self);
void              lens_request_cancel        (LensRequest      *self);
LensObject       *lens_request_get_object    (LensRequest      *self);
LensMember       *lens_request_get_member    (LensRequest      *self);
LensRequestVerb   lens_request_get_verb      (LensRequest      *self);
const char       *lens_request_get_line      (LensRequest      *self);
LensRequestState  lens_request_get_state     (LensRequest      *self);
PyroValue        *lens_request_get_value     (LensRequest      *self);
PyroException    *lens_request_get_exception (LensRequest      *self);
const char       *lens_request_get_problem   (LensRequest      *self);
/* It failed before anything was sent: an argument is to blame, and no connection. */
gboolean          lens_request_is_unsent     (LensRequest      *self);
const char       *lens_request_get_state_text (LensRequest     *self);
const char       *lens_request_get_stream_id (LensRequest      *self);
const char       *lens_request_get_correlation (LensRequest    *self);
PyroReply        *lens_request_get_reply     (LensRequest      *self);
char             *lens_request_dup_summary   (LensRequest      *self) G_GNUC_WARN_UNUSED_RESULT;
char             *lens_request_dup_announcement (LensRequest   *self) G_GNUC_WARN_UNUSED_RESULT;
GDateTime        *lens_request_get_started   (LensRequest      *self);
gint64            lens_request_get_elapsed   (LensRequest      *self);
gsize             lens_request_get_request_size (LensRequest   *self);
gsize             lens_request_get_reply_size (LensRequest     *self);

G_END_DECLS
