/* app/pyroctl/command-register.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include "app/pyroctl/report.h"

static char **tags;
static gboolean safe;

static const GOptionEntry options[] = {
  { "tag", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &tags, "A metadata tag; may be given again", "TAG" },
  { "safe", 0, 0, G_OPTION_ARG_NONE, &safe, "Fail if the name is taken", NULL },
  { NULL }
};

static CtlStatus
run (CtlInquiry  *inquiry,
     char       **arguments)
{
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(PyroNameServer) server = NULL;
  GError *error = NULL;
  CtlStatus status;

  uri = pyro_uri_parse (arguments[1], 0, &error);
  if (uri == NULL)
    {
      ctl_report ("%s", error->message);
      g_error_free (error);
      return CTL_USAGE;
    }

  server = ctl_inquiry_open_name_server (inquiry, &status);
  if (server == NULL)
    return status;

  if (!pyro_name_server_register_sync (server, arguments[0], arguments[1],
                                       (const char *const *) tags, safe,
                                       ctl_inquiry_get_cancellable (inquiry), &error))
    return ctl_inquiry_fail (inquiry, error);

  return CTL_DONE;
}

const CtlCommand ctl_command_register = {
  .name = "register",
  .arguments = "NAME URI [--tag TAG]… [--safe]",
  .summary = "Register a URI under a name",
  .description = "A name that is taken is registered anew, unless --safe is given.",
  .examples =
    "  pyroctl register lab.stage PYRO:obj_1@robot:41234\n"
    "  pyroctl register lab.stage PYRO:obj_1@robot:41234 --safe --tag instrument --tag x",
  .min_arguments = 2,
  .max_arguments = 2,
  .options = options,
  .run = run,
};
