/* core/names/responder.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/names/responder.h"

#include <string.h>

/* What a client that looks for a name server broadcasts. The answer is the text of the URI. */
#define REQUEST "GET_NSURI"

/**
 * pyro_responder_is_request:
 * @datagram: (array length=size) (element-type guint8): what came to the broadcast port
 * @size: bytes of @datagram
 *
 * Tells whether somebody looks for a name server. Whatever else comes is not answered.
 *
 * Returns: whether it is a request
 */
gboolean
pyro_responder_is_request (gconstpointer datagram,
                           gsize         size)
{
  return size == strlen (REQUEST) && memcmp (datagram, REQUEST, size) == 0;
}

/* The URI as its callers can reach it, NULL where that is as it is. */
static PyroUri *
dup_reachable (PyroUri    *uri,
               const char *interface)
{
  if (interface == NULL || g_strcmp0 (pyro_uri_get_host (uri), "0.0.0.0") != 0)
    return NULL;

  return pyro_uri_new (pyro_uri_get_scheme (uri), pyro_uri_get_object (uri), interface, pyro_uri_get_port (uri));
}

/**
 * pyro_responder_answer:
 * @uri: the name server's own URI; behind a NAT the internal one, as nobody outside hears a broadcast
 * @interface: (nullable): the address of the interface by which the sender is reached, which stands in
 *   the answer for the host 0.0.0.0; %NULL where that is not known
 * @datagram: (array length=size) (element-type guint8): what came to the broadcast port
 * @size: bytes of @datagram
 *
 * Answers a request for the name server.
 *
 * Returns: (transfer full) (nullable): what goes back to the sender; %NULL for nothing, where @datagram
 *   is no request or @uri cannot be written in ISO-8859-1, as Pyro wants it
 */
GBytes *
pyro_responder_answer (PyroUri       *uri,
                       const char    *interface,
                       gconstpointer  datagram,
                       gsize          size)
{
  g_autoptr(PyroUri) reachable = NULL;
  g_autofree char *text = NULL;
  char *latin;
  gsize latin_size;

  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (datagram != NULL || size == 0, NULL);

  if (!pyro_responder_is_request (datagram, size))
    return NULL;

  reachable = dup_reachable (uri, interface);
  text = pyro_uri_to_string (reachable != NULL ? reachable : uri);
  latin = g_convert (text, -1, "ISO-8859-1", "UTF-8", NULL, &latin_size, NULL);

  return latin != NULL ? g_bytes_new_take (latin, latin_size) : NULL;
}
