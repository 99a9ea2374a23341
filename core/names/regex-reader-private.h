/* core/names/regex-reader-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The inline flags of Python's `re`. */
typedef enum
{
  PYRO_REGEX_IGNORE_CASE = 1 << 0,
  PYRO_REGEX_MULTI_LINE = 1 << 1,
  PYRO_REGEX_DOT_ALL = 1 << 2,
  PYRO_REGEX_VERBOSE = 1 << 3,
  PYRO_REGEX_ASCII = 1 << 4,
} PyroRegexFlags;

/* Reads a pattern as Python's `re` does, and writes one that means the same to PCRE: each construct in
 * the words that do not depend on an option. */
typedef struct
{
  const char     *start;  /* unowned, UTF-8 */
  const char     *at;
  const char     *end;
  GString        *out;
  PyroRegexFlags  flags;
  guint           depth;
  GHashTable     *names;  /* of groups: their numbers */
  GArray         *groups; /* of gboolean: whether the group is closed; the first is 0, the whole */
  GError        **error;
} PyroRegexReader;

/* Characters that something matches. */
typedef struct
{
  guint64 least;
  guint64 most; /* PYRO_REGEX_ENDLESS: any number */
} PyroRegexWidth;

#define PYRO_REGEX_ENDLESS G_MAXUINT32

gboolean _pyro_regex_read_alternatives (PyroRegexReader *self,
                                        PyroRegexWidth  *width);
gboolean _pyro_regex_read_group        (PyroRegexReader *self,
                                        PyroRegexWidth  *width,
                                        gboolean         first,
                                        gboolean        *is_item);
gboolean _pyro_regex_read_class        (PyroRegexReader *self);
gboolean _pyro_regex_read_code         (PyroRegexReader *self,
                                        gunichar        *c,
                                        gboolean        *is_code);
gboolean _pyro_regex_write_char        (PyroRegexReader *self,
                                        gunichar         c,
                                        gboolean         in_class);
gboolean _pyro_regex_write_category    (PyroRegexReader *self,
                                        char             letter,
                                        gboolean         in_class);
void     _pyro_regex_write_code        (PyroRegexReader *self,
                                        gunichar         c);
gboolean _pyro_regex_refuse            (PyroRegexReader *self,
                                        const char      *at,
                                        const char      *format,
                                        ...) G_GNUC_PRINTF (3, 4);
gboolean _pyro_regex_skip              (PyroRegexReader *self,
                                        char             c);

G_END_DECLS
