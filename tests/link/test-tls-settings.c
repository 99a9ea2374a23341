/* tests/link/test-tls-settings.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/link/tls.h"

#include "core/error.h"
#include "tests/certificates.h"

/* What may be wrong with the files of the configuration, and how each is said. */

typedef struct
{
  const char *item;
  const char *file; /* %s stands for the folder */
} Setting;

typedef struct
{
  Setting     settings[4];
  const char *message; /* NULL where all is good */
} SettingCase;

#define SERVER_CERT { "SSL_SERVERCERT", "%s/server.pem" }
#define CLIENT_CERT { "SSL_CLIENTCERT", "%s/client.pem" }

static const SettingCase client_settings[] = {
  { { { NULL } }, NULL },
  { { { "SSL_CACERTS", "%s" } }, NULL },
  { { { "SSL_CLIENTCERT", "%s/both.pem" } }, NULL },
  { { CLIENT_CERT, { "SSL_CLIENTKEY", "%s/encrypted.key" }, { "SSL_CLIENTKEYPASSWD", "secret" } }, NULL },
  { { { "SSL_CACERTS", "%s/none" } },
    "The file %s/none of SSL_CACERTS cannot be read: No such file or directory" },
  { { { "SSL_CACERTS", "%s/ca.key" } }, "The file %s/ca.key of SSL_CACERTS holds no certificate in PEM form" },
  { { { "SSL_CLIENTCERT", "%s/none" } },
    "The file %s/none of SSL_CLIENTCERT cannot be read: No such file or directory" },
  { { { "SSL_CLIENTCERT", "%s" } }, "The file %s of SSL_CLIENTCERT holds no certificate in PEM form" },
  { { { "SSL_CLIENTCERT", "%s/ca.key" } },
    "The file %s/ca.key of SSL_CLIENTCERT holds no certificate in PEM form" },
  { { CLIENT_CERT }, "The file %s/client.pem holds no key beside the certificate: the file with the key belongs into "
                     "SSL_CLIENTKEY" },
  { { CLIENT_CERT, { "SSL_CLIENTKEY", "%s/none" } },
    "The file %s/none of SSL_CLIENTKEY cannot be read: No such file or directory" },
  { { CLIENT_CERT, { "SSL_CLIENTKEY", "%s/client.pem" } },
    "The file %s/client.pem of SSL_CLIENTKEY holds no key in PEM form" },
  { { CLIENT_CERT, { "SSL_CLIENTKEY", "%s/server.key" } },
    "The key in %s/server.key does not belong to the certificate in %s/client.pem" },
  { { CLIENT_CERT, { "SSL_CLIENTKEY", "%s/encrypted.key" } },
    "The key in %s/encrypted.key is encrypted: its password belongs into SSL_CLIENTKEYPASSWD" },
  { { CLIENT_CERT, { "SSL_CLIENTKEY", "%s/encrypted.key" }, { "SSL_CLIENTKEYPASSWD", "sesame" } },
    "The password in SSL_CLIENTKEYPASSWD does not open the key in %s/encrypted.key" },
  { { { "SSL_CLIENTKEY", "%s/client.key" } }, "SSL_CLIENTKEY names a key, but SSL_CLIENTCERT no certificate" },
  { { { "SSL_CLIENTCERT", "%s/weak.pem" }, { "SSL_CLIENTKEY", "%s/weak.key" } },
    "The key of the certificate in the file %s/weak.pem of SSL_CLIENTCERT is too short to be safe" },
};

static const SettingCase server_settings[] = {
  { { SERVER_CERT, { "SSL_SERVERKEY", "%s/server.key" } }, NULL },
  { { { NULL } }, "A server with TLS needs a certificate: its file belongs into SSL_SERVERCERT" },
  { { SERVER_CERT }, "The file %s/server.pem holds no key beside the certificate: the file with the key belongs into "
                     "SSL_SERVERKEY" },
  { { SERVER_CERT, { "SSL_SERVERKEY", "%s/encrypted.key" } },
    "The key in %s/encrypted.key is encrypted: its password belongs into SSL_SERVERKEYPASSWD" },
  { { SERVER_CERT, { "SSL_SERVERKEY", "%s/server.key" }, { "SSL_CACERTS", "%s/none" } },
    "The file %s/none of SSL_CACERTS cannot be read: No such file or directory" },
};

static char *
in_folder (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "%s", -1);

  return g_strjoinv (certificates_folder, parts);
}

static void
check_settings (const SettingCase *cases,
                gsize              n_cases,
                PyroTls         *(*make) (const PyroConfig *, GError **))
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr(PyroConfig) config = pyro_config_new ();
      g_autofree char *message = cases[i].message != NULL ? in_folder (cases[i].message) : NULL;
      g_autoptr(PyroTls) tls = NULL;
      g_autoptr(GError) error = NULL;

      for (guint j = 0; j < G_N_ELEMENTS (cases[i].settings) && cases[i].settings[j].item != NULL; j++)
        {
          g_autofree char *text = in_folder (cases[i].settings[j].file);

          g_assert_true (pyro_config_set (config, cases[i].settings[j].item, text, NULL));
        }

      tls = make (config, &error);
      if (message == NULL)
        {
          g_assert_no_error (error);
          g_assert_nonnull (tls);
        }
      else
        {
          g_assert_null (tls);
          g_assert_error (error, PYRO_ERROR, PYRO_ERROR_USAGE);
          g_assert_cmpstr (error->message, ==, message);
        }
    }
}

static void
test_settings (void)
{
  if (certificates_are_missing ())
    return;

  check_settings (client_settings, G_N_ELEMENTS (client_settings), pyro_tls_new_client);
  check_settings (server_settings, G_N_ELEMENTS (server_settings), pyro_tls_new_server);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  certificates_set_up ();
  g_test_add_func ("/tls-settings/all", test_settings);
  status = g_test_run ();
  certificates_tear_down ();

  return status;
}
