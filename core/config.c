/* core/config.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/config.h"

#include "core/error.h"
#include "core/limits.h"

#include <math.h>

#define NS_PORT   9090 /* Pyro's defaults */
#define NS_BCPORT 9091

G_DEFINE_BOXED_TYPE (PyroConfig, pyro_config, pyro_config_copy, pyro_config_free)

typedef struct
{
  const char *name; /* without the prefix PYRO_ */
  gboolean  (*read) (const char *text,
                     gpointer    field);
  gssize      offset; /* of the field; -1 for what Pyro knows and this library has no use for */
  const char *wanted; /* completes the sentence "PYRO_X must be …" */
} Item;

static gboolean
read_text (const char *text,
           gpointer    field)
{
  if (field != NULL)
    g_set_str ((char **) field, text);

  return TRUE;
}

static gboolean
read_list (const char *text,
           gpointer    field)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) parts = g_strsplit (text, ",", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      if (*g_strstrip (parts[i]) != '\0')
        g_strv_builder_add (builder, parts[i]);
    }

  g_strfreev (*(char ***) field);
  *(char ***) field = g_strv_builder_end (builder);

  return TRUE;
}

static gboolean
read_bool (const char *text,
           gpointer    field)
{
  static const char *const words[] = { "0", "off", "no", "false", "1", "yes", "on", "true" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_ascii_strcasecmp (text, words[i]) == 0)
        {
          if (field != NULL)
            *(gboolean *) field = i >= G_N_ELEMENTS (words) / 2;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
read_port (const char *text,
           gpointer    field)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT16, &value, NULL))
    return FALSE;
  if (field != NULL)
    *(guint16 *) field = (guint16) value;

  return TRUE;
}

static gboolean
read_whole (const char *text,
            gpointer    field)
{
  gint64 value;

  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value, NULL))
    return FALSE;
  if (field != NULL)
    *(gint64 *) field = value;

  return TRUE;
}

static gboolean
read_size (const char *text,
           gpointer    field)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &value, NULL))
    return FALSE;

  /* Pyro4 has 0 for "no limit", and the lengths in a message have 32 bits. */
  *(gsize *) field = value > 0 ? (gsize) value : G_MAXUINT32;

  return TRUE;
}

static gboolean
read_ip_version (const char *text,
                 gpointer    field)
{
  if (!g_str_equal (text, "0") && !g_str_equal (text, "4") && !g_str_equal (text, "6"))
    return FALSE;
  *(guint *) field = (guint) (text[0] - '0');

  return TRUE;
}

static gboolean
read_protocol (const char *text,
               gpointer    field)
{
  if (!g_str_equal (text, "auto") && !g_str_equal (text, "4") && !g_str_equal (text, "5"))
    return FALSE;
  *(guint *) field = g_str_equal (text, "auto") ? 0 : (guint) (text[0] - '0');

  return TRUE;
}

static gboolean
read_seconds (const char *text,
              gpointer    field)
{
  char *end;
  double value = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !isfinite (value) || value < 0)
    return FALSE;
  if (field != NULL)
    *(gint64 *) field = (gint64) MIN (ceil (value * G_TIME_SPAN_SECOND), 0x1p62);

  return TRUE;
}

#define A_BOOL    "0, off, no, false, 1, yes, on or true"
#define A_PORT    "a number from 0 to 65535"
#define A_TIME    "a number of seconds, 0 or more"
#define A_WHOLE   "a whole number"
#define FIELD(f)  G_STRUCT_OFFSET (PyroConfig, f)

/* Pyro5's configuration items (Pyro5/configure.py), and what both generations together need. */
static const Item items[] = {
  { "BROADCAST_ADDRS", read_list, FIELD (broadcast_addrs), NULL },
  { "COMMTIMEOUT", read_seconds, FIELD (commtimeout), A_TIME },
  { "COMPRESSION", read_bool, -1, A_BOOL },
  { "DETAILED_TRACEBACK", read_bool, -1, A_BOOL },
  { "HMAC_KEY", read_text, FIELD (hmac_key), NULL },
  { "HOST", read_text, FIELD (host), NULL },
  { "ITER_STREAMING", read_bool, -1, A_BOOL },
  { "ITER_STREAM_LIFETIME", read_seconds, -1, A_TIME },
  { "ITER_STREAM_LINGER", read_seconds, -1, A_TIME },
  { "LOGFILE", read_text, -1, NULL },
  { "LOGLEVEL", read_text, -1, NULL },
  { "LOGWIRE", read_bool, -1, A_BOOL },
  { "MAX_MESSAGE_SIZE", read_size, FIELD (max_message_size), "a number of bytes, up to 4294967295" },
  { "MAX_RETRIES", read_whole, -1, A_WHOLE },
  { "NATHOST", read_text, -1, NULL },
  { "NATPORT", read_port, -1, A_PORT },
  { "NS_AUTOCLEAN", read_seconds, -1, A_TIME },
  { "NS_BCHOST", read_text, -1, NULL },
  { "NS_BCPORT", read_port, FIELD (ns_bcport), A_PORT },
  { "NS_HOST", read_text, FIELD (ns_host), NULL },
  { "NS_LOOKUP_DELAY", read_seconds, FIELD (ns_lookup_delay), A_TIME },
  { "NS_PORT", read_port, FIELD (ns_port), A_PORT },
  { "POLLTIMEOUT", read_seconds, -1, A_TIME },
  { "PREFER_IP_VERSION", read_ip_version, FIELD (prefer_ip_version), "0, 4 or 6" },
  { "PROTOCOL", read_protocol, FIELD (protocol), "auto, 4 or 5" },
  { "SERIALIZER", read_text, FIELD (serializer), NULL },
  { "SERPENT_BYTES_REPR", read_bool, -1, A_BOOL },
  { "SERVERTYPE", read_text, -1, NULL },
  { "SOCK_NODELAY", read_bool, -1, A_BOOL },
  { "SOCK_REUSE", read_bool, -1, A_BOOL },
  { "SSL", read_bool, -1, A_BOOL },
  { "SSL_CACERTS", read_text, -1, NULL },
  { "SSL_CLIENTCERT", read_text, -1, NULL },
  { "SSL_CLIENTKEY", read_text, -1, NULL },
  { "SSL_CLIENTKEYPASSWD", read_text, -1, NULL },
  { "SSL_REQUIRECLIENTCERT", read_bool, -1, A_BOOL },
  { "SSL_SERVERCERT", read_text, -1, NULL },
  { "SSL_SERVERKEY", read_text, -1, NULL },
  { "SSL_SERVERKEYPASSWD", read_text, -1, NULL },
  { "THREADPOOL_SIZE", read_whole, -1, A_WHOLE },
  { "THREADPOOL_SIZE_MIN", read_whole, -1, A_WHOLE },
};

static const Item *
find_item (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      if (g_str_equal (items[i].name, name))
        return &items[i];
    }

  return NULL;
}

static gboolean
pyro_config_set (PyroConfig  *self,
                 const char  *name,
                 const char  *text,
                 GError     **error)
{
  const Item *item = find_item (name);

  if (item == NULL)
    {
      g_debug ("PYRO_%s is not known and has no effect", name);
      return TRUE;
    }
  if (item->read (text, item->offset >= 0 ? G_STRUCT_MEMBER_P (self, item->offset) : NULL))
    return TRUE;

  g_set_error (error, PYRO_ERROR, PYRO_ERROR_VALUE,
               "The environment variable PYRO_%s must be %s, not “%s”", name, item->wanted, text);

  return FALSE;
}

/**
 * pyro_config_new:
 *
 * Makes a configuration with Pyro's own defaults, whatever the environment says.
 *
 * Returns: (transfer full): the configuration
 */
PyroConfig *
pyro_config_new (void)
{
  static const char *const broadcast_addrs[] = { "<broadcast>", "0.0.0.0", NULL };
  PyroConfig *self = g_new0 (PyroConfig, 1);

  self->host = g_strdup ("localhost");
  self->ns_host = g_strdup ("localhost");
  self->ns_port = NS_PORT;
  self->ns_bcport = NS_BCPORT;
  self->broadcast_addrs = g_strdupv ((char **) broadcast_addrs);
  self->serializer = g_strdup ("serpent");
  self->max_message_size = PYRO_MAX_MESSAGE_SIZE;

  return self;
}

/**
 * pyro_config_new_from_environment:
 * @environment: (nullable) (array zero-terminated=1): `NAME=VALUE` pairs, such as
 *   [func@GLib.get_environ] gives; %NULL for those of this process
 * @error: return location for an error of the code %PYRO_ERROR_VALUE, which names the variable
 *
 * Makes a configuration from the `PYRO_*` environment variables that [struct@Pyro.Config] names, and
 * the defaults where there is none. The items are those of Pyro5's `configure.py`, and two more; like
 * there, a list is separated by commas, and a bad value is an error even for an item that nothing
 * here uses. Unlike there, a name that is not known is ignored.
 *
 * Returns: (transfer full): the configuration, or %NULL with @error set
 */
PyroConfig *
pyro_config_new_from_environment (const char *const  *environment,
                                  GError            **error)
{
  g_autoptr(PyroConfig) self = pyro_config_new ();
  g_auto(GStrv) own = NULL;

  if (environment == NULL)
    environment = (const char *const *) (own = g_get_environ ());

  for (gsize i = 0; environment[i] != NULL; i++)
    {
      const char *equals = strchr (environment[i], '=');
      g_autofree char *name = NULL;

      if (equals == NULL || !g_str_has_prefix (environment[i], "PYRO_"))
        continue;

      name = g_strndup (environment[i] + strlen ("PYRO_"),
                        (gsize) (equals - environment[i]) - strlen ("PYRO_"));
      if (!pyro_config_set (self, name, equals + 1, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * pyro_config_copy:
 * @self: a configuration
 *
 * Copies a configuration, texts and all.
 *
 * Returns: (transfer full): the copy
 */
PyroConfig *
pyro_config_copy (const PyroConfig *self)
{
  PyroConfig *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->host = g_strdup (self->host);
  copy->ns_host = g_strdup (self->ns_host);
  copy->broadcast_addrs = g_strdupv (self->broadcast_addrs);
  copy->serializer = g_strdup (self->serializer);
  copy->hmac_key = g_strdup (self->hmac_key);

  return copy;
}

/**
 * pyro_config_free:
 * @self: (transfer full): a configuration
 *
 * Frees a configuration.
 */
void
pyro_config_free (PyroConfig *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->host);
  g_free (self->ns_host);
  g_strfreev (self->broadcast_addrs);
  g_free (self->serializer);
  g_free (self->hmac_key);
  g_free (self);
}
