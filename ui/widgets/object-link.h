/* ui/widgets/object-link.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LENS_TYPE_OBJECT_LINK (lens_object_link_get_type ())
G_DECLARE_FINAL_TYPE (LensObjectLink, lens_object_link, LENS, OBJECT_LINK, GtkWidget)

/* A button that opens the object that a value stands for, and is not there for any other value. Property: value. */

G_END_DECLS
