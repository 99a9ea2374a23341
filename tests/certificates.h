/* tests/certificates.h - certificates for the tests of TLS, made by certificates.sh
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "core/link/tls.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

static char *certificates_folder; /* NULL where there is no openssl to make them */

/* Makes the certificates. Where that cannot be done, each test is to be skipped. */
static inline void
certificates_set_up (void)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "certificates.sh", NULL);
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  if (openssl == NULL)
    return;

  certificates_folder = g_dir_make_tmp ("pyro-certificates-XXXXXX", &error);
  g_assert_no_error (error);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "sh", script, certificates_folder, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

static inline void
certificates_tear_down (void)
{
  g_autoptr(GDir) folder = NULL;
  const char *name;

  if (certificates_folder == NULL)
    return;

  folder = g_dir_open (certificates_folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autoptr(GFile) file = g_file_new_build_filename (certificates_folder, name, NULL);

      g_assert_true (g_file_delete (file, NULL, NULL));
    }
  g_assert_no_errno (g_rmdir (certificates_folder));
  g_clear_pointer (&certificates_folder, g_free);
}

static inline gboolean
certificates_are_missing (void)
{
  if (certificates_folder != NULL)
    return FALSE;
  g_test_skip ("there is no openssl to make certificates with");

  return TRUE;
}

/* Returns: (transfer full): the path of NAME, or an empty text where @name is NULL */
static inline char *
certificates_path (const char *name)
{
  return name != NULL ? g_build_filename (certificates_folder, name, NULL) : g_strdup ("");
}

/* A client that trusts @authority and shows @name, both without .pem, or NULL for none. */
static inline PyroTls *
certificates_client (const char *authority,
                     const char *name)
{
  g_autoptr(PyroConfig) config = pyro_config_new ();
  g_autofree char *authority_file = authority != NULL ? g_strconcat (authority, ".pem", NULL) : NULL;
  g_autofree char *cert = name != NULL ? g_strconcat (name, ".pem", NULL) : NULL;
  g_autofree char *key = name != NULL ? g_strconcat (name, ".key", NULL) : NULL;
  g_autoptr(GError) error = NULL;
  PyroTls *tls;

  g_free (config->ssl_cacerts);
  config->ssl_cacerts = certificates_path (authority_file);
  g_free (config->ssl_clientcert);
  config->ssl_clientcert = certificates_path (cert);
  g_free (config->ssl_clientkey);
  config->ssl_clientkey = certificates_path (key);
  tls = pyro_tls_new_client (config, &error);
  g_assert_no_error (error);

  return tls;
}
