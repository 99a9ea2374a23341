/* app/pyroctl/command-set.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include "app/pyroctl/operands.h"

static CtlStatus
run (CtlInquiry  *inquiry,
     char       **arguments)
{
  g_autoptr(PyroValue) value = ctl_operands_parse (arguments[2]);
  g_autoptr(PyroProxy) proxy = NULL;
  g_autoptr(PyroCall) call = NULL;
  g_autoptr(PyroReply) reply = NULL;
  g_autoptr(PyroValue) answer = NULL;
  CtlStatus status;

  if (value == NULL)
    return CTL_USAGE;

  proxy = ctl_inquiry_open_target (inquiry, arguments[0], &status);
  if (proxy == NULL)
    return status;

  call = pyro_call_new_set (pyro_uri_get_object (pyro_proxy_get_uri (proxy)), arguments[1], value);
  reply = ctl_inquiry_send (inquiry, proxy, call, &status);
  answer = reply != NULL ? ctl_inquiry_read (inquiry, reply, &status) : NULL;

  return answer != NULL ? CTL_DONE : status;
}

const CtlCommand ctl_command_set = {
  .name = "set",
  .arguments = "TARGET ATTRIBUTE ARG",
  .summary = "Set an attribute",
  .description = CTL_ABOUT_ARGUMENTS,
  .examples =
    "  pyroctl set lab.camera gain 2.5\n"
    "  pyroctl set lab.stage position '(3, 4.5)'",
  .min_arguments = 3,
  .max_arguments = 3,
  .takes_target = TRUE,
  .takes_values = TRUE,
  .run = run,
};
