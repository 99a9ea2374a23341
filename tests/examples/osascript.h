/* tests/examples/osascript.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "stage.h"

G_BEGIN_DECLS

const char *osascript_install   (Stage *stage);
char       *osascript_dup_notes (Stage *stage) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
