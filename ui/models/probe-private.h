/* ui/models/probe-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/models/probe.h"

G_BEGIN_DECLS

struct _LensProbe
{
  GObject         parent_instance;

  LensObject     *object;
  LensSignatures *signatures;
  GListStore     *items;
  PyroProxy      *proxy;       /* a connection of its own; NULL unless it runs */
  GCancellable   *cancellable;
  char           *problem;

  guint           position;    /* of the item that is being probed */
  guint           step;
  guint           n_chosen;
  gboolean        running;
};

enum {
  LENS_PROBE_STEP_BOTH,  /* too many, and a keyword */
  LENS_PROBE_STEP_COUNT, /* too many */
  LENS_PROBE_STEP_NONE,  /* no arguments */
};

/* probe.c */
void           lens_probe_set_problem      (LensProbe     *self,
                                            const char    *problem);
void           lens_probe_stop             (LensProbe     *self);

/* probe-run.c */
LensProbeItem *lens_probe_get_item         (LensProbe     *self); /* that is under way */
void           lens_probe_send             (LensProbe     *self);

/* probe-item.c */
LensProbeItem *lens_probe_item_new         (LensMember    *member) G_GNUC_WARN_UNUSED_RESULT;
void           lens_probe_item_set_outcome (LensProbeItem *self,
                                            const char    *outcome);

G_END_DECLS
