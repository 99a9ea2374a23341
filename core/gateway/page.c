/* core/gateway/page.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The page for people: a file of HTML, one of CSS, one of JavaScript and a picture. Nothing is ever put into
 * them, so there is nothing to escape, and nothing from elsewhere is loaded. */

#include "core/gateway/gateway-private.h"

#include "core/gateway/gateway-page.h"
#include "core/gateway/response-private.h"

/* No script but the gateway's own, no other site, no frame, no form that leads away. */
#define POLICY \
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " \
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

static const struct
{
  const char *name; /* behind `/pyro/`; no object can have it, as a method would have to follow */
  const char *file;
  const char *content_type;
} files[] = {
  { "", "page.html", "text/html; charset=utf-8" },
  { "$page.css", "page.css", "text/css; charset=utf-8" },
  { "$page.js", "page.js", "text/javascript; charset=utf-8" },
  { "$page.svg", "page.svg", "image/svg+xml" },
};

/*
 * _pyro_page_serve:
 * @name: a part of the page: nothing for the page itself
 *
 * Returns: %FALSE when there is no such part; then the message has not changed
 */
gboolean
_pyro_page_serve (SoupServerMessage *message,
                  guint              status,
                  const char        *name)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = NULL;
      g_autoptr(GBytes) body = NULL;

      if (!g_str_equal (files[i].name, name))
        continue;

      path = g_strconcat ("/org/pyrolens/Pyro/gateway/", files[i].file, NULL);
      body = g_resource_lookup_data (gateway_page_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      if (body == NULL)
        return FALSE;
      soup_message_headers_replace (headers, "Content-Security-Policy", POLICY);
      soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
      soup_message_headers_replace (headers, "Cache-Control", "no-cache");
      _pyro_response_set_body (message, status, files[i].content_type, body);
      return TRUE;
    }

  return FALSE;
}
