/* app/pyroctl/command-remove.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

static char *prefix;
static char *regex;

static const GOptionEntry options[] = {
  { "prefix", 0, 0, G_OPTION_ARG_FILENAME, &prefix, "Remove the names that begin with PREFIX", "PREFIX" },
  { "regex", 0, 0, G_OPTION_ARG_FILENAME, &regex,
    "Remove the names whose beginning matches RE, in Python's syntax", "RE" },
  { NULL }
};

static CtlStatus
run (CtlInquiry  *inquiry,
     char       **arguments)
{
  g_autoptr(PyroNameServer) server = NULL;
  GError *error = NULL;
  guint64 n_removed;
  CtlStatus status;

  if ((arguments[0] != NULL) + (prefix != NULL) + (regex != NULL) != 1)
    {
      ctl_report ("One of NAME, --prefix and --regex has to be given");
      return CTL_USAGE;
    }

  server = ctl_inquiry_open_name_server (inquiry, &status);
  if (server == NULL)
    return status;

  if (!pyro_name_server_remove_sync (server, arguments[0], prefix, regex, &n_removed,
                                     ctl_inquiry_get_cancellable (inquiry), &error))
    return ctl_inquiry_fail (inquiry, error);

  ctl_output_text ("%" G_GUINT64_FORMAT, n_removed);

  return CTL_DONE;
}

const CtlCommand ctl_command_remove = {
  .name = "remove",
  .arguments = "NAME | --prefix PREFIX | --regex RE",
  .summary = "Remove names from the name server",
  .description =
    "Prints how many names were removed. The name server's own name stays.",
  .examples =
    "  pyroctl remove lab.stage\n"
    "  pyroctl remove --prefix lab.\n"
    "  pyroctl remove --regex 'lab\\.(stage|camera)$'",
  .max_arguments = 1,
  .options = options,
  .run = run,
};
