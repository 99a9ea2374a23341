/* ui/models/editor-command.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The command with which @executable shows a line of a file; NULL for an editor that is not known. It is one of a
 * desktop entry, with nothing in it to be filled in. */
char *lens_editor_command_new (const char *executable,
                               const char *path,
                               guint       line) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
