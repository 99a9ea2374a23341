/* ui/models/read-ahead.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/read-ahead.h"

#include "ui/models/classes.h"
#include "ui/models/history.h"
#include "ui/models/interface.h"
#include "ui/models/signatures.h"

/* In the order in which a window asks for them. */
static gpointer
read_all (gpointer data)
{
  lens_signatures_get_default ();
  lens_history_get_default ();
  lens_classes_get_default ();
  lens_interfaces_get_default ();

  return NULL;
}

/**
 * lens_read_ahead:
 *
 * Reads what the user's windows know from before, in a thread. After years that is megabytes, which would hold up the
 * first object that is opened and the first call. Who asks for some of it meanwhile waits for no more than that.
 *
 * Returns: (transfer full): the thread, which nobody has to wait for
 */
GThread *
lens_read_ahead (void)
{
  return g_thread_new ("read-ahead", read_all, NULL);
}
