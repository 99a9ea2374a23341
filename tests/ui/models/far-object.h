/* tests/ui/models/far-object.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tests/ui/models/directed-peer.h"
#include "ui/models/request.h"

/* An object that a network (demo/network.py) has, and what is asked of it. */

LensObject *far_object_find    (DirectedPeer *network,
                                const char   *name);
/* Waits until it is known what it offers. */
void        far_object_load    (LensObject   *object);
/* Both. */
LensObject *far_object_open    (DirectedPeer *network,
                                const char   *name);

/* Waits until it is over; returns the longest time in microseconds that the loop was busy at one go. */
gint64      far_request_finish (LensRequest  *request);
