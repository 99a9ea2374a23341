/* ui/models/bug-report.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/bug-report.h"

#include "ui/models/format.h"

/* A request that went wrong, as Markdown for somebody else's issue tracker. It is not translated: who
 * reads it may not read the language of who wrote it. */

/* Bytes of a reply in hexadecimal. */
#define MAX_HEX_SIZE 512

static void
write_exception (GString     *text,
                 LensRequest *request)
{
  PyroException *exception = lens_request_get_exception (request);
  const char *const *lines = exception != NULL ? pyro_exception_get_traceback (exception) : NULL;

  if (exception == NULL)
    {
      if (lens_request_get_problem (request) != NULL)
        g_string_append_printf (text, "**Problem:** %s\n\n", lens_request_get_problem (request));
      return;
    }

  g_string_append_printf (text, "**Raised:** `%s: %s`\n\n", pyro_exception_get_class_name (exception),
                          pyro_exception_get_message (exception));
  if (lines == NULL || lines[0] == NULL)
    return;
  g_string_append (text, "```\n");
  for (; *lines != NULL; lines++)
    g_string_append_printf (text, "%s\n", *lines);
  g_string_append (text, "```\n\n");
}

static void
write_facts (GString     *text,
             LensRequest *request,
             const char  *version)
{
  LensObject *object = lens_request_get_object (request);
  PyroReply *reply = lens_request_get_reply (request);
  GDateTime *started = lens_request_get_started (request);
  g_autofree char *time = started != NULL ? g_date_time_format_iso8601 (started) : g_strdup ("never");
  g_autofree char *duration = lens_format_duration (lens_request_get_elapsed (request));

  g_string_append_printf (text, "| | |\n|---|---|\n| object | `%s` |\n| sent | %s, answered after %s |\n"
                          "| correlation id | `%s` |\n",
                          lens_object_get_uri (object), time, duration, lens_request_get_correlation (request));
  if (reply != NULL)
    {
      g_autoptr(PyroDissection) dissection = pyro_dissection_new (pyro_reply_get_frame (reply), NULL);

      g_string_append_printf (text, "| reply | %s, %" G_GSIZE_FORMAT " bytes |\n",
                              pyro_dissection_get_summary (dissection), lens_request_get_reply_size (request));
    }
  g_string_append_printf (text, "| client | Pyrolens %s, GLib %u.%u.%u |\n\n", version,
                          glib_major_version, glib_minor_version, glib_micro_version);
}

static void
write_bytes (GString     *text,
             LensRequest *request)
{
  PyroReply *reply = lens_request_get_reply (request);
  GBytes *payload = reply != NULL ? pyro_frame_get_payload (pyro_reply_get_frame (reply)) : NULL;
  gsize size = payload != NULL ? g_bytes_get_size (payload) : 0;
  const guint8 *data = payload != NULL ? g_bytes_get_data (payload, NULL) : NULL;

  if (size == 0)
    return;

  if (size > MAX_HEX_SIZE)
    g_string_append_printf (text, "The first %d of %" G_GSIZE_FORMAT " bytes of the payload:\n\n", MAX_HEX_SIZE, size);
  else
    g_string_append (text, "The payload:\n\n");
  g_string_append (text, "```\n");
  for (gsize i = 0; i < MIN (size, MAX_HEX_SIZE); i++)
    g_string_append_printf (text, "%02x%s", data[i], i % 16 == 15 || i + 1 == MIN (size, MAX_HEX_SIZE) ? "\n" : " ");
  g_string_append (text, "```\n");
}

/**
 * lens_bug_report_write:
 * @request: a request that is done
 * @version: the version of the program
 *
 * Writes what somebody needs to know who is to mend a failing call: the call with its arguments, what
 * was raised with its traceback, when and where, the versions, and the bytes of the reply.
 *
 * Returns: (transfer full): Markdown
 */
char *
lens_bug_report_write (LensRequest *request,
                       const char  *version)
{
  GString *text = g_string_new ("### ");

  g_return_val_if_fail (LENS_IS_REQUEST (request), NULL);
  g_return_val_if_fail (version != NULL, NULL);

  g_string_append_printf (text, "`%s` of `%s`\n\n", lens_request_get_line (request),
                          lens_object_get_name (lens_request_get_object (request)));
  write_exception (text, request);
  write_facts (text, request, version);
  write_bytes (text, request);

  return g_string_free_and_steal (text);
}
