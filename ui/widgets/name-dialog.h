/* ui/widgets/name-dialog.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/name-change.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LensNameDialogKind:
 * @LENS_NAME_DIALOG_REGISTER: a name, with all that belongs to it
 * @LENS_NAME_DIALOG_RENAME: another name for an object
 * @LENS_NAME_DIALOG_TAGS: the tags of an object
 */
typedef enum
{
  LENS_NAME_DIALOG_REGISTER,
  LENS_NAME_DIALOG_RENAME,
  LENS_NAME_DIALOG_TAGS,
} LensNameDialogKind;

#define LENS_TYPE_NAME_DIALOG (lens_name_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LensNameDialog, lens_name_dialog, LENS, NAME_DIALOG, AdwDialog)

/* Signal decided(LensNameChange): the user wants this. */
LensNameDialog *lens_name_dialog_new (LensNameDialogKind  kind,
                                      LensServer         *server,
                                      LensObject         *object) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
