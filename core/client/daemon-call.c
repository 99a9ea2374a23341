/* core/client/daemon-call.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The calls of the object that every daemon has. */

#include "core/client/daemon-call-private.h"

#include "core/client/remote-daemon.h"

/*
 * _pyro_daemon_call_new:
 * @method: the name of a method
 * @argument: (nullable): its argument, UTF-8
 *
 * Returns: (transfer full): a call of that method of the daemon
 */
PyroCall *
_pyro_daemon_call_new (const char *method,
                       const char *argument)
{
  g_autoptr(PyroValue) text = argument != NULL ? pyro_value_new_string (argument) : NULL;
  g_autoptr(PyroValue) args = text != NULL ? pyro_value_new_tuple (&text, 1) : NULL;

  return pyro_call_new (PYRO_DAEMON_OBJECT, method, args, NULL);
}
