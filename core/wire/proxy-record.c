/* core/wire/proxy-record.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The value that is sent instead of an object: a client makes a proxy of it. */

#include "core/wire/proxy-record.h"

#include "core/value/builder.h"
#include "core/wire/generation-private.h"

static void
add_names (PyroBuilder       *builder,
           const char *const *names)
{
  pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL);
  for (gsize i = 0; names[i] != NULL; i++)
    pyro_builder_add_string (builder, names[i], -1);
  pyro_builder_close (builder, NULL);
}

static void
add_part (PyroBuilder  *builder,
          char          part,
          PyroUri      *uri,
          PyroMetadata *metadata)
{
  g_autofree char *text = NULL;

  switch (part)
    {
    case 'U':
      text = pyro_uri_to_string (uri);
      pyro_builder_add_string (builder, text, -1);
      break;
    case 'O':
      add_names (builder, pyro_metadata_get_oneway (metadata));
      break;
    case 'M':
      add_names (builder, pyro_metadata_get_methods (metadata));
      break;
    case 'A':
      add_names (builder, pyro_metadata_get_attributes (metadata));
      break;
    case 'T':
      pyro_builder_add_float (builder, 0);
      break;
    case 'H':
      pyro_builder_add_string (builder, "hello", -1);
      break;
    case 'R':
      pyro_builder_add_int (builder, 0);
      break;
    case 'K': /* a key is never given away */
    case 'S':
      pyro_builder_add_none (builder);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * pyro_proxy_record_new: (skip)
 * @generation: whose clients are to understand it
 * @uri: where the object is
 * @metadata: what it offers
 *
 * Returns: (transfer full): a value of which a client makes a proxy
 */
PyroValue *
pyro_proxy_record_new (const PyroGeneration *generation,
                       PyroUri              *uri,
                       PyroMetadata         *metadata)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();

  pyro_builder_open (builder, PYRO_VALUE_DICT, NULL);
  pyro_builder_add_string (builder, "__class__", -1);
  pyro_builder_add_string (builder, generation->proxy_class, -1);
  pyro_builder_add_string (builder, "state", -1);
  pyro_builder_open (builder, PYRO_VALUE_TUPLE, NULL);
  for (const char *part = generation->proxy_state; *part != '\0'; part++)
    add_part (builder, *part, uri, metadata);
  pyro_builder_close (builder, NULL);
  pyro_builder_close (builder, NULL);

  return pyro_builder_end (builder, NULL);
}
