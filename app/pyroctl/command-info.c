/* app/pyroctl/command-info.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

/* What the server says of itself, NULL when it says nothing: that is no reason to fail. */
static char *
ask_daemon (CtlInquiry *inquiry,
            PyroProxy  *proxy)
{
  g_autoptr(PyroCall) call = pyro_call_new ("Pyro.Daemon", "info", NULL, NULL);
  g_autoptr(PyroReply) reply =
    pyro_proxy_send_sync (proxy, call, ctl_inquiry_get_cancellable (inquiry), NULL);
  g_autoptr(PyroValue) text = reply != NULL ? pyro_reply_decode (reply, NULL) : NULL;

  if (text == NULL || pyro_value_get_kind (text) != PYRO_VALUE_STR)
    return NULL;

  return pyro_value_dup_utf8 (text);
}

static void
output_field (const char *field,
              const char *text,
              const char *mark)
{
  g_autofree char *visible = ctl_make_visible (text);

  ctl_output_text ("%s\t%s%s", field, visible, mark);
}

static void
output_lines (const char   *uri,
              const char   *daemon,
              PyroMetadata *metadata)
{
  const char *const *methods = pyro_metadata_get_methods (metadata);
  const char *const *attributes = pyro_metadata_get_attributes (metadata);

  output_field ("uri", uri, "");
  if (daemon != NULL)
    output_field ("daemon", daemon, "");
  for (gsize i = 0; methods[i] != NULL; i++)
    output_field ("method", methods[i], pyro_metadata_is_oneway (metadata, methods[i]) ? "\toneway" : "");
  for (gsize i = 0; attributes[i] != NULL; i++)
    output_field ("attribute", attributes[i], "");
}

static void
output_json (const char   *uri,
             const char   *daemon,
             PyroMetadata *metadata)
{
  g_autoptr(yyjson_mut_doc) document = ctl_json_new ();
  yyjson_mut_val *object = yyjson_mut_obj (document);

  yyjson_mut_obj_add_str (document, object, "uri", uri);
  yyjson_mut_obj_add_val (document, object, "daemon",
                          daemon != NULL ? yyjson_mut_str (document, daemon)
                                         : yyjson_mut_null (document));
  yyjson_mut_obj_add_val (document, object, "methods",
                          ctl_json_new_strings (document, pyro_metadata_get_methods (metadata)));
  yyjson_mut_obj_add_val (document, object, "oneway",
                          ctl_json_new_strings (document, pyro_metadata_get_oneway (metadata)));
  yyjson_mut_obj_add_val (document, object, "attributes",
                          ctl_json_new_strings (document, pyro_metadata_get_attributes (metadata)));

  ctl_output_json (document, object);
}

static CtlStatus
run (CtlInquiry  *inquiry,
     char       **arguments)
{
  CtlStatus status;
  g_autoptr(PyroProxy) proxy = ctl_inquiry_open_target (inquiry, arguments[0], &status);
  g_autofree char *uri = NULL;
  g_autofree char *daemon = NULL;

  if (proxy == NULL)
    return status;

  uri = pyro_uri_to_string (pyro_proxy_get_uri (proxy));
  daemon = ask_daemon (inquiry, proxy);
  if (ctl_inquiry_get_json (inquiry))
    output_json (uri, daemon, pyro_proxy_get_metadata (proxy));
  else
    output_lines (uri, daemon, pyro_proxy_get_metadata (proxy));

  return CTL_DONE;
}

const CtlCommand ctl_command_info = {
  .name = "info",
  .arguments = "TARGET",
  .summary = "Print what an object offers: its methods and attributes",
  .description =
    "Prints lines of fields with tabs between them: what it is (uri, daemon, method or attribute),\n"
    "the text, and the word oneway after a method that never answers.",
  .examples =
    "  pyroctl info lab.stage\n"
    "  pyroctl --json info PYRO:lab.stage@127.0.0.1:41234",
  .min_arguments = 1,
  .max_arguments = 1,
  .takes_target = TRUE,
  .run = run,
};
