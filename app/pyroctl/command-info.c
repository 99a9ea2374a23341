/* app/pyroctl/command-info.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include "app/pyroctl/json.h"
#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

/* What the server says of itself, NULL when it says nothing: that is no reason to fail. */
static char *
ask_daemon (CtlInquiry *session,
            PyroProxy  *proxy)
{
  g_autoptr(PyroCall) call = pyro_call_new ("Pyro.Daemon", "info", NULL, NULL);
  g_autoptr(PyroReply) reply =
    pyro_proxy_send_sync (proxy, call, ctl_inquiry_get_cancellable (session), NULL);
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
  g_autoptr(GString) line = g_string_new ("{\"uri\": ");

  ctl_json_append_string (line, uri, -1);
  g_string_append (line, ", \"daemon\": ");
  if (daemon != NULL)
    ctl_json_append_string (line, daemon, -1);
  else
    g_string_append (line, "null");
  g_string_append (line, ", \"methods\": ");
  ctl_json_append_strings (line, pyro_metadata_get_methods (metadata));
  g_string_append (line, ", \"oneway\": ");
  ctl_json_append_strings (line, pyro_metadata_get_oneway (metadata));
  g_string_append (line, ", \"attributes\": ");
  ctl_json_append_strings (line, pyro_metadata_get_attributes (metadata));
  g_string_append_c (line, '}');

  ctl_output_line (line);
}

static CtlStatus
run (CtlInquiry  *session,
     char       **arguments)
{
  CtlStatus status;
  g_autoptr(PyroProxy) proxy = ctl_inquiry_open_target (session, arguments[0], &status);
  g_autofree char *uri = NULL;
  g_autofree char *daemon = NULL;

  if (proxy == NULL)
    return status;

  uri = pyro_uri_to_string (pyro_proxy_get_uri (proxy));
  daemon = ask_daemon (session, proxy);
  if (ctl_inquiry_get_json (session))
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
    CTL_ABOUT_TARGET "\n\n"
    "Prints lines of fields with tabs between them: what it is (uri, daemon, method or attribute),\n"
    "the text, and the word oneway after a method that never answers.",
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
