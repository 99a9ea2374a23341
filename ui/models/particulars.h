/* ui/models/particulars.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/arguments.h"

G_BEGIN_DECLS

#define LENS_TYPE_PARTICULARS (lens_particulars_get_type ())
G_DECLARE_FINAL_TYPE (LensParticulars, lens_particulars, LENS, PARTICULARS, GObject)

/* How a call is sent. Properties, all writable: time-limit (microseconds, 0 for none), oneway, serializer (a
 * name), compression, generation (4, 5, or 0 for what the server speaks), handshake (a Python literal, "" for
 * what Pyro says), correlation (a UUID, "" for a new one each time), own-connection. And annotations, a
 * LensArguments whose rows are annotations; withheld (whether there was a handshake value, which was not kept since it
 * may be a secret: it goes when one is set); problem (nullable sentence: the first that is wrong), unusual
 * (how many of them are not as they are unless set). */
LensParticulars *lens_particulars_new              (void) G_GNUC_WARN_UNUSED_RESULT;
/* What those that are made from now on begin with. */
void             lens_particulars_set_usual        (gint64           time_limit,
                                                    const char      *serializer);
LensParticulars *lens_particulars_copy             (LensParticulars *self) G_GNUC_WARN_UNUSED_RESULT;
void             lens_particulars_take_over        (LensParticulars *self,
                                                    LensParticulars *other);
/* As a dict of what is unusual, and back; what is no such dict is left alone. */
PyroValue       *lens_particulars_to_value         (LensParticulars *self,
                                                    gboolean         all) G_GNUC_WARN_UNUSED_RESULT;
void             lens_particulars_from_value       (LensParticulars *self,
                                                    PyroValue       *value);

gint64           lens_particulars_get_time_limit   (LensParticulars *self);
gboolean         lens_particulars_get_oneway       (LensParticulars *self);
const char      *lens_particulars_get_serializer   (LensParticulars *self);
gboolean         lens_particulars_get_own_connection (LensParticulars *self);
const char      *lens_particulars_get_correlation  (LensParticulars *self);
gboolean         lens_particulars_get_withheld     (LensParticulars *self);
void             lens_particulars_set_withheld     (LensParticulars *self,
                                                    gboolean         withheld);
const char      *lens_particulars_get_problem      (LensParticulars *self);
LensArguments   *lens_particulars_get_annotations  (LensParticulars *self);
PyroAnnotations *lens_particulars_dup_annotations  (LensParticulars *self,
                                                    GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* What two calls must have in common to go through one connection. */
char            *lens_particulars_dup_key          (LensParticulars *self) G_GNUC_WARN_UNUSED_RESULT;
void             lens_particulars_equip            (LensParticulars *self,
                                                    PyroProxy       *proxy);

G_END_DECLS
