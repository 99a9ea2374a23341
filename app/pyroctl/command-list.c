/* app/pyroctl/command-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

static char *prefix;
static char *regex;
static char *all;
static char *any;

static const GOptionEntry options[] = {
  { "prefix", 0, 0, G_OPTION_ARG_FILENAME, &prefix, "Only names that begin with PREFIX", "PREFIX" },
  { "regex", 0, 0, G_OPTION_ARG_FILENAME, &regex,
    "Only names whose beginning matches RE, in Python's syntax", "RE" },
  { "all", 0, 0, G_OPTION_ARG_FILENAME, &all, "Only names that have all of these tags", "TAG,…" },
  { "any", 0, 0, G_OPTION_ARG_FILENAME, &any, "Only names that have one of these tags", "TAG,…" },
  { NULL }
};

static char **
split_tags (const char *text)
{
  g_auto(GStrv) tags = text != NULL ? g_strsplit (text, ",", -1) : NULL;

  for (gsize i = 0; tags != NULL && tags[i] != NULL; i++)
    g_strstrip (tags[i]);

  return g_steal_pointer (&tags);
}

static CtlStatus
run (CtlInquiry  *inquiry,
     char       **arguments)
{
  g_autoptr(PyroNameServer) server = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  g_auto(GStrv) all_tags = split_tags (all);
  g_auto(GStrv) any_tags = split_tags (any);
  GCancellable *cancellable = ctl_inquiry_get_cancellable (inquiry);
  GError *error = NULL;
  CtlStatus status;

  if ((prefix != NULL) + (regex != NULL) + (all != NULL) + (any != NULL) > 1)
    {
      ctl_report ("Only one of --prefix, --regex, --all and --any can be given");
      return CTL_USAGE;
    }

  server = ctl_inquiry_open_name_server (inquiry, &status);
  if (server == NULL)
    return status;

  if (all != NULL || any != NULL)
    entries = pyro_name_server_yplookup_sync (server, (const char *const *) all_tags,
                                              (const char *const *) any_tags, cancellable, &error);
  else
    entries = pyro_name_server_list_sync (server, prefix, regex, cancellable, &error);
  if (entries == NULL)
    return ctl_inquiry_fail (inquiry, error);

  ctl_output_entries (entries, ctl_inquiry_get_json (inquiry));

  return CTL_DONE;
}

const CtlCommand ctl_command_list = {
  .name = "list",
  .arguments = "[--prefix PREFIX | --regex RE | --all TAG,… | --any TAG,…]",
  .summary = "List the names that the name server knows",
  .description =
    "Prints a line NAME<tab>URI<tab>TAG,TAG… for each name.",
  .examples =
    "  pyroctl list\n"
    "  pyroctl list --prefix lab.\n"
    "  pyroctl --ns robot:9090 list --all instrument,outdoors\n"
    "  pyroctl --json list",
  .options = options,
  .run = run,
};
