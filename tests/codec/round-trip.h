/* tests/codec/round-trip.h - random values between a codec and the serializer of a live Pyro
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tests/codec/trade.h"

/* Values that must have gone each way, for each serializer of each Pyro. */
#define N_ROUND_TRIPS 20000

guint  round_trip_from_python (const PyroCodec *codec,
                               guint            pyro,
                               guint            n_tries);
void   round_trip_to_python   (const PyroCodec *codec,
                               guint            pyro);
void   round_trip_calls       (const PyroCodec *codec,
                               guint            pyro);
