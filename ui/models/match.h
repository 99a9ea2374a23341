/* ui/models/match.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The better, the greater. */
typedef enum
{
  LENS_MATCH_NONE,
  LENS_MATCH_PART,
  LENS_MATCH_START,
  LENS_MATCH_WHOLE,
} LensMatch;

LensMatch lens_match_name (const char *name,
                           const char *text);

G_END_DECLS
