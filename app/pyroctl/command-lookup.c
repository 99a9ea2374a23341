/* app/pyroctl/command-lookup.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

static void
output_entry (const PyroNameEntry *entry,
              gboolean             json)
{
  if (json)
    {
      g_autoptr(yyjson_mut_doc) document = ctl_json_new ();

      ctl_output_json (document, ctl_json_new_entry (document, entry));
    }
  else
    {
      g_autofree char *uri = ctl_make_visible (entry->uri);

      ctl_output_text ("%s", uri);
    }
}

static CtlStatus
run (CtlInquiry  *inquiry,
     char       **arguments)
{
  g_autoptr(PyroNameServer) server = NULL;
  g_autoptr(PyroNameEntry) entry = NULL;
  GError *error = NULL;
  CtlStatus status;

  server = ctl_inquiry_open_name_server (inquiry, &status);
  if (server == NULL)
    return status;

  entry = pyro_name_server_lookup_sync (server, arguments[0],
                                        ctl_inquiry_get_cancellable (inquiry), &error);
  if (entry == NULL)
    return ctl_inquiry_fail (inquiry, error);

  output_entry (entry, ctl_inquiry_get_json (inquiry));

  return CTL_DONE;
}

const CtlCommand ctl_command_lookup = {
  .name = "lookup",
  .arguments = "NAME",
  .summary = "Print the URI that is registered under a name",
  .examples =
    "  pyroctl lookup lab.stage",
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
