/* core/config-kind.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The kinds of items of a configuration: from text, and back to it as Python prints it. */

#include "core/config.h"

#include <math.h>

#include "core/config-private.h"
#include "core/translation-private.h"

/* The highest protocol of pickle, which Python 3.8 brought. */
#define PICKLE_PROTOCOL_MAX 5

/* ---- Texts ---- */

static gboolean
read_text (const char *text,
           gpointer    field)
{
  g_set_str ((char **) field, text);

  return TRUE;
}

static char *
write_text (gconstpointer field)
{
  const char *text = *(char *const *) field;

  return g_strdup (text != NULL ? text : "None");
}

static void
clear_text (gpointer field)
{
  g_clear_pointer ((char **) field, g_free);
}

static void
copy_text (gpointer field)
{
  *(char **) field = g_strdup (*(char **) field);
}

/* Whoever looks over a shoulder, or reads a bug report, needs no password. */
static char *
write_secret (gconstpointer field)
{
  const char *text = *(char *const *) field;

  return text != NULL && *text != '\0' ? g_strdup ("***") : write_text (field);
}

static gboolean
read_one_of (const char        *text,
             const char *const *words,
             gpointer           field)
{
  return g_strv_contains (words, text) && read_text (text, field);
}

static gboolean
read_server_type (const char *text,
                  gpointer    field)
{
  static const char *const words[] = { "thread", "multiplex", NULL };

  return read_one_of (text, words, field);
}

static gboolean
read_log_level (const char *text,
                gpointer    field)
{
  static const char *const words[] = {
    "DEBUG", "INFO", "WARN", "WARNING", "ERROR", "CRITICAL", "FATAL", "NOTSET", NULL
  };

  if (*text == '\0')
    {
      clear_text (field);
      return TRUE;
    }

  return read_one_of (text, words, field);
}

const PyroConfigKind _pyro_config_text = {
  .read = read_text, .write = write_text, .clear = clear_text, .copy = copy_text, .is_text = TRUE
};
const PyroConfigKind _pyro_config_secret = {
  .read = read_text, .write = write_secret, .clear = clear_text, .copy = copy_text, .is_text = TRUE
};
const PyroConfigKind _pyro_config_server_type = {
  .read = read_server_type, .write = write_text, .clear = clear_text, .copy = copy_text, .is_text = TRUE,
  .wrong_variable = N_("The environment variable %s must be thread or multiplex, not “%s”"),
  .wrong_item = N_("%s must be thread or multiplex, not “%s”")
};
const PyroConfigKind _pyro_config_log_level = {
  .read = read_log_level, .write = write_text, .clear = clear_text, .copy = copy_text, .is_text = TRUE,
  .wrong_variable = N_("The environment variable %s must be DEBUG, INFO, WARNING, ERROR, CRITICAL or nothing, "
                       "not “%s”"),
  .wrong_item = N_("%s must be DEBUG, INFO, WARNING, ERROR, CRITICAL or nothing, not “%s”")
};

/* ---- Lists of texts ---- */

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

/* Addresses and names of serializers: no text of a list has a quote in it that is good for something,
 * so it is enough that the result cannot be misread. */
static char *
write_list (gconstpointer field)
{
  char *const *parts = *(char **const *) field;
  GString *text = g_string_new ("[");

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *part = g_strescape (parts[i], NULL);
      const char *quote = strchr (parts[i], '\'') != NULL ? "\"" : "'";

      g_string_append_printf (text, "%s%s%s%s", i > 0 ? ", " : "", quote, part, quote);
    }

  return g_string_free (g_string_append_c (text, ']'), FALSE);
}

static void
clear_list (gpointer field)
{
  g_clear_pointer ((char ***) field, g_strfreev);
}

static void
copy_list (gpointer field)
{
  *(char ***) field = g_strdupv (*(char ***) field);
}

const PyroConfigKind _pyro_config_list = {
  .read = read_list, .write = write_list, .clear = clear_list, .copy = copy_list
};

/* ---- Yes or no ---- */

static gboolean
read_bool (const char *text,
           gpointer    field)
{
  static const char *const words[] = { "0", "off", "no", "false", "1", "yes", "on", "true" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_ascii_strcasecmp (text, words[i]) == 0)
        {
          *(gboolean *) field = i >= G_N_ELEMENTS (words) / 2;
          return TRUE;
        }
    }

  return FALSE;
}

static char *
write_bool (gconstpointer field)
{
  return g_strdup (*(const gboolean *) field ? "True" : "False");
}

const PyroConfigKind _pyro_config_bool = {
  .read = read_bool, .write = write_bool,
  .wrong_variable = N_("The environment variable %s must be 0, off, no, false, 1, yes, on or true, not “%s”"),
  .wrong_item = N_("%s must be 0, off, no, false, 1, yes, on or true, not “%s”")
};

/* ---- Numbers ---- */

static gboolean
read_port (const char *text,
           gpointer    field)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT16, &value, NULL))
    return FALSE;
  *(guint16 *) field = (guint16) value;

  return TRUE;
}

static char *
write_port (gconstpointer field)
{
  return g_strdup_printf ("%u", *(const guint16 *) field);
}

static gboolean
read_whole (const char *text,
            gint64      min,
            gint64      max,
            int        *field)
{
  gint64 value;

  if (!g_ascii_string_to_signed (text, 10, min, max, &value, NULL))
    return FALSE;
  *field = (int) value;

  return TRUE;
}

static gboolean
read_count (const char *text,
            gpointer    field)
{
  return read_whole (text, 0, G_MAXINT, field);
}

static gboolean
read_threads (const char *text,
              gpointer    field)
{
  return read_whole (text, 1, G_MAXINT, field);
}

/* Python counts negative ones from the highest. */
static gboolean
read_pickle (const char *text,
             gpointer    field)
{
  return read_whole (text, -1, PICKLE_PROTOCOL_MAX, field);
}

static gboolean
read_ip_version (const char *text,
                 gpointer    field)
{
  static const char *const words[] = { "0", "4", "6", NULL };

  return g_strv_contains (words, text) && read_count (text, field);
}

static gboolean
read_protocol (const char *text,
               gpointer    field)
{
  static const char *const words[] = { "4", "5", NULL };

  if (!g_str_equal (text, "auto"))
    return g_strv_contains (words, text) && read_count (text, field);
  *(guint *) field = 0;

  return TRUE;
}

static char *
write_protocol (gconstpointer field)
{
  guint protocol = *(const guint *) field;

  return protocol > 0 ? g_strdup_printf ("%u", protocol) : g_strdup ("auto");
}

static char *
write_whole (gconstpointer field)
{
  return g_strdup_printf ("%d", *(const int *) field);
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

static char *
write_size (gconstpointer field)
{
  return g_strdup_printf ("%" G_GSIZE_FORMAT, *(const gsize *) field);
}

/* A time that is not zero does not become zero, which is for ever. */
static gboolean
read_seconds (const char *text,
              gpointer    field)
{
  char *end;
  double value = g_ascii_strtod (text, &end);
  double rounded = round (value * G_TIME_SPAN_SECOND);

  if (end == text || *end != '\0' || !isfinite (value) || value < 0)
    return FALSE;
  *(gint64 *) field = (gint64) CLAMP (rounded, value > 0 ? 1.0 : 0.0, 0x1p62);

  return TRUE;
}

static char *
write_seconds (gconstpointer field)
{
  gint64 time = *(const gint64 *) field;
  char *text = g_strdup_printf ("%" G_GINT64_FORMAT ".%06d", time / G_TIME_SPAN_SECOND,
                                (int) (time % G_TIME_SPAN_SECOND));
  gsize length = strlen (text);

  while (text[length - 1] == '0' && text[length - 2] != '.')
    text[--length] = '\0';

  return text;
}

const PyroConfigKind _pyro_config_port = {
  .read = read_port, .write = write_port,
  .wrong_variable = N_("The environment variable %s must be a number from 0 to 65535, not “%s”"),
  .wrong_item = N_("%s must be a number from 0 to 65535, not “%s”")
};
const PyroConfigKind _pyro_config_count = {
  .read = read_count, .write = write_whole,
  .wrong_variable = N_("The environment variable %s must be a whole number, 0 or more, not “%s”"),
  .wrong_item = N_("%s must be a whole number, 0 or more, not “%s”")
};
const PyroConfigKind _pyro_config_threads = {
  .read = read_threads, .write = write_whole,
  .wrong_variable = N_("The environment variable %s must be a whole number, 1 or more, not “%s”"),
  .wrong_item = N_("%s must be a whole number, 1 or more, not “%s”")
};
const PyroConfigKind _pyro_config_pickle = {
  .read = read_pickle, .write = write_whole,
  .wrong_variable = N_("The environment variable %s must be a whole number from -1 to 5, not “%s”"),
  .wrong_item = N_("%s must be a whole number from -1 to 5, not “%s”")
};
const PyroConfigKind _pyro_config_ip_version = {
  .read = read_ip_version, .write = write_whole,
  .wrong_variable = N_("The environment variable %s must be 0, 4 or 6, not “%s”"),
  .wrong_item = N_("%s must be 0, 4 or 6, not “%s”")
};
const PyroConfigKind _pyro_config_protocol = {
  .read = read_protocol, .write = write_protocol,
  .wrong_variable = N_("The environment variable %s must be auto, 4 or 5, not “%s”"),
  .wrong_item = N_("%s must be auto, 4 or 5, not “%s”")
};
const PyroConfigKind _pyro_config_size = {
  .read = read_size, .write = write_size,
  .wrong_variable = N_("The environment variable %s must be a number of bytes, up to 4294967295, not “%s”"),
  .wrong_item = N_("%s must be a number of bytes, up to 4294967295, not “%s”")
};
const PyroConfigKind _pyro_config_seconds = {
  .read = read_seconds, .write = write_seconds,
  .wrong_variable = N_("The environment variable %s must be a number of seconds, 0 or more, not “%s”"),
  .wrong_item = N_("%s must be a number of seconds, 0 or more, not “%s”")
};
