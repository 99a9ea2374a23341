/* core/names/name-cleaner.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib-object.h>

#include "core/value/value.h"

G_BEGIN_DECLS

/* How often a cleaner wants to be asked whether it is time, in microseconds. */
#define PYRO_NAME_CLEANER_TICK (2 * G_TIME_SPAN_SECOND)

#define PYRO_TYPE_NAME_CLEANER (pyro_name_cleaner_get_type ())
G_DECLARE_FINAL_TYPE (PyroNameCleaner, pyro_name_cleaner, PYRO, NAME_CLEANER, GObject)

PyroNameCleaner   *pyro_name_cleaner_new    (gint64            interval,
                                             gint64            now,
                                             GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           pyro_name_cleaner_is_due (PyroNameCleaner  *self,
                                             gint64            now);
GPtrArray         *pyro_name_cleaner_begin  (PyroNameCleaner  *self,
                                             PyroValue        *names) G_GNUC_WARN_UNUSED_RESULT;
gboolean           pyro_name_cleaner_report (PyroNameCleaner  *self,
                                             const char       *name,
                                             const char       *uri,
                                             gboolean          reachable,
                                             gint64            now);
void               pyro_name_cleaner_end    (PyroNameCleaner  *self,
                                             gint64            now);
guint              pyro_name_cleaner_get_n_unreachable
                                            (PyroNameCleaner  *self);

G_END_DECLS
