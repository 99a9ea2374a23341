/* ui/models/explanation.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/explanation.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is known about exceptions that Pyro itself raises, and about those that a call from outside
 * provokes most. The messages are those of Pyro5 5.15, Pyro4 4.82 and CPython. The first row that
 * fits counts. */
static const struct
{
  const char *class_name; /* without its module */
  const char *message;    /* a part of it, or NULL for any */
  const char *sentences;
} explanations[] = {
  { "DaemonError", "unknown object",
    N_("The daemon runs, but it has no object of this id: the server was started anew, or the object was "
       "unregistered. Look the name up again.") },
  { "AttributeError", "remote object does not expose",
    N_("Only members with the decorator @expose can be reached. Add it to the class or the method on the server.") },
  { "AttributeError", "attempt to access private",
    N_("Names that begin with an underscore are never reachable from outside. Pyro refuses them.") },
  { "AttributeError", "unexposed or unknown",
    N_("The object has no such member, or the member has no decorator @expose on the server.") },
  { "TypeError", "missing",
    N_("The method needs more arguments than were sent. Add a row for each that the message names, then call again.") },
  { "TypeError", "unexpected keyword argument",
    N_("The method has no parameter of this name. Send the value by its position, or take the row away.") },
  { "TypeError", "positional argument",
    N_("The number of arguments does not fit the method. The object itself counts as the first one.") },
  { "TypeError", "multiple values for argument",
    N_("One parameter was given twice: by its position and by its name.") },
  { "TypeError", "don't know how to serialize class",
    N_("The result has an instance of a class that the server cannot turn into a message. Register a converter "
       "with register_class_to_dict on the server, or return a dict.") },
  { "TypeError", "not JSON serializable",
    N_("The serializer json cannot carry this result. Use serpent, marshal or msgpack for this call.") },
  { "ValueError", "unmarshallable object",
    N_("The serializer marshal cannot carry this result. Use serpent or msgpack for this call.") },
  { "SerializeError", NULL,
    N_("A value could not be turned into a message, or back. The serializers differ in what they carry: try "
       "another one.") },
  { "ProtocolError", "compress",
    N_("The message was compressed in a way that the other side does not read.") },
  { "ProtocolError", "serializer",
    N_("The server does not accept this serializer. Its configuration SERIALIZERS_ACCEPTED lists those it does.") },
  { "SecurityError", NULL,
    N_("The server refused for a reason of security: a key, a certificate or a serializer that it does not accept.") },
  { "MessageTooLargeError", NULL,
    N_("The message is over MAX_MESSAGE_SIZE. Raise it on both sides, or send the data in parts.") },
  { "TimeoutError", NULL,
    N_("Something took longer than its limit of time. In the server that is COMMTIMEOUT, for its own calls too.") },
  { "ConnectionClosedError", NULL,
    N_("The server itself lost a connection to somebody else while it worked on this call.") },
  { "CommunicationError", "cannot connect",
    N_("The server itself could not reach another object. Look at that one's address.") },
  { "CommunicationError", "too many connections",
    N_("All threads of the server are busy. THREADPOOL_SIZE says how many there are; idle clients keep one each.") },
  { "NamingError", "unknown name",
    N_("The name server does not know this name. The object was not registered, or under another name.") },
  { "NamingError", "already registered",
    N_("Somebody has this name. Remove the old registration first, or register with safe=False.") },
  { "NamingError", "locate the name server",
    N_("The server found no name server. It may need NS_HOST, as broadcasts do not pass routers.") },
  { "PyroError", "protocol",
    N_("The two sides speak different versions of Pyro's protocol.") },
  { "ModuleNotFoundError", NULL,
    N_("A module is not installed where the server runs.") },
  { "RecursionError", NULL,
    N_("A function of the server calls itself without end, or a value contains itself.") },
  { "ZeroDivisionError", NULL,
    N_("A number was divided by zero on the server. One of the arguments may be 0.") },
};

/**
 * lens_explanation_find:
 * @exception: what a remote side raised
 *
 * Finds what is to be said about an exception that is well known.
 *
 * Returns: (nullable): one sentence or two, translated, or %NULL when nothing is known
 */
const char *
lens_explanation_find (PyroException *exception)
{
  const char *class_name, *message;

  g_return_val_if_fail (exception != NULL, NULL);

  class_name = pyro_exception_get_short_class_name (exception);
  message = pyro_exception_get_message (exception);
  for (gsize i = 0; i < G_N_ELEMENTS (explanations); i++)
    if (g_str_equal (explanations[i].class_name, class_name) &&
        (explanations[i].message == NULL || strstr (message, explanations[i].message) != NULL))
      return _(explanations[i].sentences);

  return NULL;
}
