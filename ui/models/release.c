/* ui/models/release.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/release.h"

/* Bytes of a value up to which it is freed at once. */
#define SMALL_SIZE ((gsize) 1024 * 1024)

static void
release_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  pyro_value_unref (task_data);
  g_task_return_boolean (task, TRUE);
}

/**
 * lens_release_value:
 * @value: (transfer full): a value
 *
 * Gives up a value. To give a hundred megabytes back to the system takes longer than a frame, so a worker does that.
 */
void
lens_release_value (PyroValue *value)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (value != NULL);

  if (pyro_value_get_memory_size (value) <= SMALL_SIZE)
    {
      pyro_value_unref (value);
      return;
    }

  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, lens_release_value);
  g_task_set_task_data (task, value, NULL);
  g_task_run_in_thread (task, release_thread);
}
