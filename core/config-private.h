/* core/config-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/config.h"

G_BEGIN_DECLS

/* A kind of item: how its text is read into a field of the configuration, and written as Python's
 * str() does. What has no @clear owns no memory. */
typedef struct
{
  gboolean    (*read)  (const char    *text,
                        gpointer       field);
  char       *(*write) (gconstpointer  field);
  void        (*clear) (gpointer       field);
  void        (*copy)  (gpointer       field); /* makes a copy of the memory that the field has */
  const char   *wrong_variable;                /* the name and a text that @read refuses, in a sentence */
  const char   *wrong_item;                    /* likewise */
  gboolean      is_text;                       /* @write gives it without quotes, None as such */
} PyroConfigKind;

extern const PyroConfigKind _pyro_config_text;
extern const PyroConfigKind _pyro_config_secret;
extern const PyroConfigKind _pyro_config_list;
extern const PyroConfigKind _pyro_config_server_type;
extern const PyroConfigKind _pyro_config_log_level;
extern const PyroConfigKind _pyro_config_bool;
extern const PyroConfigKind _pyro_config_port;
extern const PyroConfigKind _pyro_config_count;
extern const PyroConfigKind _pyro_config_threads;
extern const PyroConfigKind _pyro_config_pickle;
extern const PyroConfigKind _pyro_config_protocol;
extern const PyroConfigKind _pyro_config_size;
extern const PyroConfigKind _pyro_config_ip_version;
extern const PyroConfigKind _pyro_config_seconds;

G_END_DECLS
