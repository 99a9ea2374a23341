/* app/pyroctl/command-get.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include "app/pyroctl/output.h"

static CtlStatus
run (CtlInquiry  *inquiry,
     char       **arguments)
{
  CtlStatus status;
  g_autoptr(PyroProxy) proxy = ctl_inquiry_open_target (inquiry, arguments[0], &status);
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(PyroValue) value = NULL;

  if (proxy == NULL)
    return status;

  call = pyro_call_new_get (pyro_uri_get_object (pyro_proxy_get_uri (proxy)), arguments[1]);
  reply = ctl_inquiry_send (inquiry, proxy, call, &status);
  value = reply != NULL ? ctl_inquiry_read (inquiry, reply, &status) : NULL;
  if (value == NULL)
    return status;

  ctl_output_value (value, ctl_inquiry_get_json (inquiry));

  return CTL_DONE;
}

const CtlCommand ctl_command_get = {
  .name = "get",
  .arguments = "TARGET ATTRIBUTE",
  .summary = "Print the value of an attribute",
  .description =
    "Reading an attribute runs code of the object, like a call.",
  .examples =
    "  pyroctl get lab.stage position\n"
    "  pyroctl --json get PYROMETA:instrument,outdoors station",
  .min_arguments = 2,
  .max_arguments = 2,
  .takes_target = TRUE,
  .run = run,
};
