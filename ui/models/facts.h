/* ui/models/facts.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/object.h"

G_BEGIN_DECLS

#define LENS_TYPE_FACT (lens_fact_get_type ())
G_DECLARE_FINAL_TYPE (LensFact, lens_fact, LENS, FACT, GObject)

const char *lens_fact_get_title (LensFact *self);
const char *lens_fact_get_value (LensFact *self);

#define LENS_TYPE_FACTS (lens_facts_get_type ())
G_DECLARE_FINAL_TYPE (LensFacts, lens_facts, LENS, FACTS, GObject)

/* What a daemon tells of itself: a GListModel of LensFact. Properties: running, problem (nullable sentence). Nothing
 * is sent before lens_facts_ask(); then its own object is asked, and no other one. */
LensFacts  *lens_facts_new         (LensObject *object) G_GNUC_WARN_UNUSED_RESULT;
GListModel *lens_facts_get_items   (LensFacts  *self);
gboolean    lens_facts_get_running (LensFacts  *self);
const char *lens_facts_get_problem (LensFacts  *self);
char       *lens_facts_dup_text    (LensFacts  *self) G_GNUC_WARN_UNUSED_RESULT;
void        lens_facts_ask         (LensFacts  *self);

G_END_DECLS
