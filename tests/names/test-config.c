/* tests/names/test-config.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/config.h"

#include "core/error.h"
#include "core/limits.h"

static char *debugged; /* the last debug message */

static GLogWriterOutput
catch_debug (GLogLevelFlags   level,
             const GLogField *fields,
             gsize            n_fields,
             gpointer         user_data)
{
  if ((level & G_LOG_LEVEL_MASK) != G_LOG_LEVEL_DEBUG)
    return g_log_writer_default (level, fields, n_fields, user_data);

  for (gsize i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].key, "MESSAGE"))
        g_set_str (&debugged, fields[i].value);
    }

  return G_LOG_WRITER_HANDLED;
}

static void
test_defaults (void)
{
  const char *const environment[] = { "HOME=/", "PYRO=x", "PYROLENS_CACHE=/", "PYRO_", NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroConfig) config = pyro_config_new_from_environment (environment, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (config->host, ==, "localhost");
  g_assert_cmpstr (config->ns_host, ==, "localhost");
  g_assert_cmpuint (config->ns_port, ==, 9090);
  g_assert_cmpuint (config->ns_bcport, ==, 9091);
  g_assert_cmpuint (g_strv_length (config->broadcast_addrs), ==, 2);
  g_assert_cmpstr (config->broadcast_addrs[0], ==, "<broadcast>");
  g_assert_cmpstr (config->broadcast_addrs[1], ==, "0.0.0.0");
  g_assert_cmpstr (config->serializer, ==, "serpent");
  g_assert_cmpint (config->commtimeout, ==, 0);
  g_assert_cmpint (config->ns_lookup_delay, ==, 0);
  g_assert_cmpuint (config->max_message_size, ==, PYRO_MAX_MESSAGE_SIZE);
  g_assert_cmpuint (config->prefer_ip_version, ==, 0);
  g_assert_cmpuint (config->protocol, ==, 0);
  g_assert_null (config->hmac_key);
}

static void
test_all (void)
{
  const char *const environment[] = {
    "PYRO_HOST=0.0.0.0", "PYRO_NS_HOST=::1", "PYRO_NS_PORT=1", "PYRO_NS_BCPORT=65535",
    "PYRO_BROADCAST_ADDRS= 10.0.0.255, ,<broadcast>,", "PYRO_SERIALIZER=json",
    "PYRO_COMMTIMEOUT=1.5", "PYRO_MAX_MESSAGE_SIZE=1024", "PYRO_PREFER_IP_VERSION=6",
    "PYRO_SSL=oFF", "PYRO_COMPRESSION=1", "PYRO_SOCK_REUSE=False", "PYRO_THREADPOOL_SIZE=16",
    "PYRO_SERVERTYPE=multiplex", "PYRO_NATPORT=0", "PYRO_NS_AUTOCLEAN=3",
    "PYRO_NS_LOOKUP_DELAY=0.5",
    "PYRO_PROTOCOL=4", "PYRO_HMAC_KEY=schlüssel",
    NULL
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroConfig) config = pyro_config_new_from_environment (environment, &error);
  g_autoptr(PyroConfig) copy = NULL;

  g_assert_no_error (error);
  copy = pyro_config_copy (config);
  g_assert_cmpstr (copy->host, ==, "0.0.0.0");
  g_assert_cmpstr (copy->ns_host, ==, "::1");
  g_assert_cmpuint (copy->ns_port, ==, 1);
  g_assert_cmpint (copy->ns_lookup_delay, ==, G_TIME_SPAN_SECOND / 2);
  g_assert_cmpuint (copy->ns_bcport, ==, 65535);
  g_assert_cmpuint (g_strv_length (copy->broadcast_addrs), ==, 2);
  g_assert_cmpstr (copy->broadcast_addrs[0], ==, "10.0.0.255");
  g_assert_cmpstr (copy->broadcast_addrs[1], ==, "<broadcast>");
  g_assert_cmpstr (copy->serializer, ==, "json");
  g_assert_cmpint (copy->commtimeout, ==, 1500000);
  g_assert_cmpuint (copy->max_message_size, ==, 1024);
  g_assert_cmpuint (copy->prefer_ip_version, ==, 6);
  g_assert_cmpuint (copy->protocol, ==, 4);
  g_assert_cmpstr (copy->hmac_key, ==, "schlüssel");
}

static void
test_extremes (void)
{
  const char *const environment[] = {
    "PYRO_BROADCAST_ADDRS=", "PYRO_COMMTIMEOUT=1e300", "PYRO_MAX_MESSAGE_SIZE=0",
    "PYRO_NS_PORT=1", "PYRO_NS_PORT=2", "PYRO_PROTOCOL=5", "PYRO_PROTOCOL=auto", NULL
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroConfig) config = pyro_config_new_from_environment (environment, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (config->broadcast_addrs), ==, 0);
  g_assert_cmpint (config->commtimeout, ==, G_GINT64_CONSTANT (1) << 62);
  g_assert_cmpuint (config->max_message_size, ==, G_MAXUINT32);
  g_assert_cmpuint (config->ns_port, ==, 2);
  g_assert_cmpuint (config->protocol, ==, 0);
}

typedef struct
{
  const char *variable;
  const char *message;
} BadCase;

static const BadCase bad_cases[] = {
  { "PYRO_NS_PORT=", "The environment variable PYRO_NS_PORT must be a number from 0 to 65535, not “”" },
  { "PYRO_NS_PORT=65536", "The environment variable PYRO_NS_PORT must be a number from 0 to 65535, not “65536”" },
  { "PYRO_NS_PORT=-1", "The environment variable PYRO_NS_PORT must be a number from 0 to 65535, not “-1”" },
  { "PYRO_NS_BCPORT=9 ", "The environment variable PYRO_NS_BCPORT must be a number from 0 to 65535, not “9 ”" },
  { "PYRO_COMMTIMEOUT=soon", "The environment variable PYRO_COMMTIMEOUT must be a number of seconds, 0 or more, not “soon”" },
  { "PYRO_COMMTIMEOUT=-1", "The environment variable PYRO_COMMTIMEOUT must be a number of seconds, 0 or more, not “-1”" },
  { "PYRO_COMMTIMEOUT=nan", "The environment variable PYRO_COMMTIMEOUT must be a number of seconds, 0 or more, not “nan”" },
  { "PYRO_COMMTIMEOUT=inf", "The environment variable PYRO_COMMTIMEOUT must be a number of seconds, 0 or more, not “inf”" },
  { "PYRO_COMMTIMEOUT=", "The environment variable PYRO_COMMTIMEOUT must be a number of seconds, 0 or more, not “”" },
  { "PYRO_MAX_MESSAGE_SIZE=4294967296", "The environment variable PYRO_MAX_MESSAGE_SIZE must be a number of bytes, up to 4294967295, not “4294967296”" },
  { "PYRO_PREFER_IP_VERSION=5", "The environment variable PYRO_PREFER_IP_VERSION must be 0, 4 or 6, not “5”" },
  { "PYRO_PROTOCOL=0", "The environment variable PYRO_PROTOCOL must be auto, 4 or 5, not “0”" },
  { "PYRO_PROTOCOL=48", "The environment variable PYRO_PROTOCOL must be auto, 4 or 5, not “48”" },
  { "PYRO_SSL=maybe", "The environment variable PYRO_SSL must be 0, off, no, false, 1, yes, on or true, not “maybe”" },
  { "PYRO_MAX_RETRIES=1.5", "The environment variable PYRO_MAX_RETRIES must be a whole number, not “1.5”" },
};

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      const char *const environment[] = { "PYRO_HOST=a", bad_cases[i].variable, NULL };
      g_autoptr(GError) error = NULL;

      g_assert_null (pyro_config_new_from_environment (environment, &error));
      g_assert_error (error, PYRO_ERROR, PYRO_ERROR_VALUE);
      g_assert_cmpstr (error->message, ==, bad_cases[i].message);
    }
}

static void
test_unknown (void)
{
  const char *const environment[] = { "PYRO_HTTPGATEWAY_KEY=secret", "PYRO_NS_HOST=a", NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroConfig) config = NULL;

  g_clear_pointer (&debugged, g_free);
  config = pyro_config_new_from_environment (environment, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (debugged, ==, "PYRO_HTTPGATEWAY_KEY is not known and has no effect");
  g_clear_pointer (&debugged, g_free);
  g_assert_cmpstr (config->ns_host, ==, "a");
}

static void
test_process (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroConfig) config = NULL;

  g_setenv ("PYRO_NS_PORT", "4711", TRUE);
  config = pyro_config_new_from_environment (NULL, &error);
  g_unsetenv ("PYRO_NS_PORT");

  g_assert_no_error (error);
  g_assert_cmpuint (config->ns_port, ==, 4711);
}

int
main (int   argc,
      char *argv[])
{
  g_log_set_writer_func (catch_debug, NULL, NULL);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/config/defaults", test_defaults);
  g_test_add_func ("/config/all", test_all);
  g_test_add_func ("/config/extremes", test_extremes);
  g_test_add_func ("/config/bad", test_bad);
  g_test_add_func ("/config/unknown", test_unknown);
  g_test_add_func ("/config/process", test_process);

  return g_test_run ();
}
