/* tests/serve/thing.h - an object that does all that objects can do
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/pyro.h"

G_BEGIN_DECLS

typedef struct
{
  PyroDaemon *daemon;
  GMainLoop  *loop;
  GMutex      lock;
  GPtrArray  *notes;       /* of char * */
  double      temperature;
  int         n_left;      /* atomic */
  int         n_released;  /* atomic */
  int         n_instances; /* atomic */
  int         n_streams;   /* that are not freed; atomic */
} Thing;

extern const PyroClassInfo thing_info;
extern const PyroClassInfo counter_info;

PyroServant *counter_create (PyroPeer  *peer,
                             gpointer   user_data,
                             GError   **error);
PyroServant *failing_create (PyroPeer  *peer,
                             gpointer   user_data,
                             GError   **error);
PyroServant *empty_create   (PyroPeer  *peer,
                             gpointer   user_data,
                             GError   **error);

G_END_DECLS
