/* ui/models/member.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/card.h"
#include "ui/models/particulars.h"
#include "ui/models/timing.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LensMemberKind:
 * @LENS_MEMBER_METHOD: a method that answers
 * @LENS_MEMBER_ONEWAY: a method that never answers
 * @LENS_MEMBER_ATTRIBUTE: an attribute; reading it runs code of the server
 */
typedef enum
{
  LENS_MEMBER_METHOD,
  LENS_MEMBER_ONEWAY,
  LENS_MEMBER_ATTRIBUTE,
} LensMemberKind;

#define LENS_TYPE_MEMBER_KIND (lens_member_kind_get_type ())
GType lens_member_kind_get_type (void);

#define LENS_TYPE_MEMBER (lens_member_get_type ())
G_DECLARE_FINAL_TYPE (LensMember, lens_member, LENS, MEMBER, GObject)

/* Properties: name, kind, arguments, card (nullable: what is known of it), signature ("(symbol, when=None)", or ""),
 * summary (nullable: the beginning of its docstring), notice (nullable sentence: what came of the last call for the
 * form). */
LensMember     *lens_member_new           (const char     *name,
                                           LensMemberKind  kind) G_GNUC_WARN_UNUSED_RESULT;
const char     *lens_member_get_name      (LensMember     *self);
LensMemberKind  lens_member_get_kind      (LensMember     *self);
/* What is typed for the next call. It stays with the member. */
LensArguments  *lens_member_get_arguments (LensMember     *self);
/* Whether anybody has asked for these, or for how they are to be sent. */
gboolean        lens_member_get_shown     (LensMember     *self);
/* What is known of it; its form gets rows for that. */
LensCard       *lens_member_get_card      (LensMember     *self);
void            lens_member_set_card      (LensMember     *self,
                                           LensCard       *card);
const char     *lens_member_get_signature (LensMember     *self);
const char     *lens_member_get_summary   (LensMember     *self);
const char     *lens_member_get_notice    (LensMember     *self);
void            lens_member_set_notice    (LensMember     *self,
                                           const char     *notice);
/* How the next call is sent. */
LensParticulars *lens_member_get_particulars (LensMember   *self);
/* How long its calls took; may be added to. */
LensTiming     *lens_member_get_timing    (LensMember     *self);

G_END_DECLS
