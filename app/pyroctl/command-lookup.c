/* app/pyroctl/command-lookup.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include "app/pyroctl/json.h"
#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

static void
output_entry (const PyroNameEntry *entry,
              gboolean             json)
{
  g_autofree char *uri = ctl_make_visible (entry->uri);
  g_autoptr(GString) line = g_string_new (NULL);

  if (json)
    ctl_json_append_entry (line, entry);
  else
    g_string_append (line, uri);

  ctl_output_line (line);
}

static CtlStatus
run (CtlInquiry  *session,
     char       **arguments)
{
  g_autoptr(PyroNameServer) server = NULL;
  g_autoptr(PyroNameEntry) entry = NULL;
  GError *error = NULL;
  CtlStatus status;

  server = ctl_inquiry_open_name_server (session, &status);
  if (server == NULL)
    return status;

  entry = pyro_name_server_lookup_sync (server, arguments[0],
                                        ctl_inquiry_get_cancellable (session), &error);
  if (entry == NULL)
    return ctl_inquiry_fail (session, error);

  output_entry (entry, ctl_inquiry_get_json (session));

  return CTL_DONE;
}

const CtlCommand ctl_command_lookup = {
  .name = "lookup",
  .arguments = "NAME",
  .summary = "Print the URI that is registered under a name",
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
