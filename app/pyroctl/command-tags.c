/* app/pyroctl/command-tags.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

static gboolean clear;

static const GOptionEntry options[] = {
  { "clear", 0, 0, G_OPTION_ARG_NONE, &clear, "Take all tags away", NULL },
  { NULL }
};

static void
output_tags (const char *const *tags,
             gboolean           json)
{
  if (json)
    {
      g_autoptr(yyjson_mut_doc) document = ctl_json_new ();

      ctl_output_json (document, ctl_json_new_strings (document, tags));
      return;
    }

  for (gsize i = 0; tags[i] != NULL; i++)
    {
      g_autofree char *tag = ctl_make_visible (tags[i]);

      ctl_output_text ("%s", tag);
    }
}

static CtlStatus
run (CtlInquiry  *inquiry,
     char       **arguments)
{
  GCancellable *cancellable = ctl_inquiry_get_cancellable (inquiry);
  char **tags = arguments + 1;
  g_autoptr(PyroNameServer) server = NULL;
  g_autoptr(PyroNameEntry) entry = NULL;
  GError *error = NULL;
  CtlStatus status;

  if (clear && tags[0] != NULL)
    {
      ctl_report ("Only one of TAG and --clear can be given");
      return CTL_USAGE;
    }

  server = ctl_inquiry_open_name_server (inquiry, &status);
  if (server == NULL)
    return status;

  if (clear || tags[0] != NULL)
    {
      if (pyro_name_server_set_tags_sync (server, arguments[0], (const char *const *) tags,
                                          cancellable, &error))
        return CTL_DONE;
    }
  else
    {
      entry = pyro_name_server_lookup_sync (server, arguments[0], cancellable, &error);
    }
  if (entry == NULL)
    return ctl_inquiry_fail (inquiry, error);

  output_tags ((const char *const *) entry->tags, ctl_inquiry_get_json (inquiry));

  return CTL_DONE;
}

const CtlCommand ctl_command_tags = {
  .name = "tags",
  .arguments = "NAME [TAG… | --clear]",
  .summary = "Print the metadata tags of a name, or replace them",
  .examples =
    "  pyroctl tags lab.stage\n"
    "  pyroctl tags lab.stage instrument outdoors\n"
    "  pyroctl tags lab.stage --clear",
  .min_arguments = 1,
  .max_arguments = -1,
  .options = options,
  .run = run,
};
