/* app/pyroctl/command.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/pyroctl/inquiry.h"

G_BEGIN_DECLS

/**
 * CtlCommand:
 * @name: what it is called on the command line
 * @arguments: what follows the name, for the usage line
 * @summary: what it does, in one line
 * @description: (nullable): more about it, for its `--help`
 * @examples: lines for its `--help`
 * @min_arguments: how many arguments it needs
 * @max_arguments: how many it takes, -1 for any number
 * @takes_target: whether its first argument is a TARGET
 * @takes_values: whether there are Python literals among its arguments
 * @options: (nullable): its own options
 * @run: does it; gets the arguments after the name and returns the exit status
 *
 * One of pyroctl's commands.
 */
typedef struct
{
  const char         *name;
  const char         *arguments;
  const char         *summary;
  const char         *description;
  const char         *examples;
  int                 min_arguments;
  int                 max_arguments;
  gboolean            takes_target;
  gboolean            takes_values;
  const GOptionEntry *options;
  CtlStatus         (*run) (CtlInquiry  *inquiry,
                            char       **arguments);
} CtlCommand;

extern const CtlCommand ctl_command_batch;
extern const CtlCommand ctl_command_call;
extern const CtlCommand ctl_command_config;
extern const CtlCommand ctl_command_decode;
extern const CtlCommand ctl_command_doctor;
extern const CtlCommand ctl_command_echo;
extern const CtlCommand ctl_command_gateway;
extern const CtlCommand ctl_command_get;
extern const CtlCommand ctl_command_info;
extern const CtlCommand ctl_command_list;
extern const CtlCommand ctl_command_lookup;
extern const CtlCommand ctl_command_ns;
extern const CtlCommand ctl_command_ping;
extern const CtlCommand ctl_command_register;
extern const CtlCommand ctl_command_remove;
extern const CtlCommand ctl_command_set;
extern const CtlCommand ctl_command_tags;

G_END_DECLS
