/* core/value/number.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Room for the longest text of a float or of a 64-bit integer, with its NUL. */
#define PYRO_NUMBER_SIZE 32

gsize    pyro_number_format_float (double        value,
                                   char          buffer[PYRO_NUMBER_SIZE]);
gsize    pyro_number_format_int   (gint64        value,
                                   char          buffer[PYRO_NUMBER_SIZE]);

gboolean pyro_number_parse_int64  (const char   *text,
                                   gsize         size,
                                   gint64       *value);
char    *pyro_number_canonicalise (const char   *text,
                                   gsize         size,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;
char    *pyro_number_from_based   (const char   *digits,
                                   gsize         size,
                                   guint         base,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;
char    *pyro_number_to_hex       (const char   *text,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;
int      pyro_number_compare      (const char   *a,
                                   const char   *b);
double   pyro_number_to_double    (const char   *text);
gboolean pyro_number_is_exact     (const char   *text,
                                   double        value);

G_END_DECLS
