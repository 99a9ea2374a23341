/* tests/examples/key-files.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "key-files.h"

#include <glib/gstdio.h>

/* The example looks for certificates beside Pyro's examples, and knows their serial numbers. Those that
 * come with Pyro have expired. */
static void
make_certificate (Stage      *stage,
                  const char *name)
{
  g_autofree char *folder = key_files_dup_folder (stage);
  g_autofree char *certificate = g_strdup_printf ("%s/%s_cert.pem", folder, name);
  g_autofree char *key = g_strdup_printf ("%s/%s_key.pem", folder, name);
  g_autofree char *number = g_strconcat ("0x", key_files_get_serial (stage, name), NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) openssl
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "openssl", "req", "-x509", "-newkey", "rsa:2048",
                        "-noenc", "-days", "2", "-subj", "/C=NL/O=Razorvine.net/OU=Pyro/CN=localhost", "-set_serial",
                        number, "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out",
                        certificate, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (openssl, NULL, &error));
  g_assert_no_error (error);
}

/* @name: "server" or "client". Returns: the number by which the example knows its certificate */
const char *
key_files_get_serial (Stage      *stage,
                      const char *name)
{
  gboolean old = g_str_equal (stage->generation, "Pyro4");

  if (g_str_equal (name, "server"))
    return old ? "D163AB82B8B74DE6" : "63B5A2EB71E2C78CBE4200C7EAB9634E7B669407";

  return old ? "9BFD9872D96F066C" : "1FABD733200A52DCED0702B7A856773F37AAC0E3";
}

/* Returns: (transfer full): where the files are */
char *
key_files_dup_folder (Stage *stage)
{
  return g_build_filename (stage->root, "certs", NULL);
}

/* Returns: (nullable): why there can be none */
const char *
key_files_make (Stage *stage)
{
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_autofree char *folder = key_files_dup_folder (stage);

  if (openssl == NULL)
    return "there is no openssl to make certificates with";
  g_assert_no_errno (g_mkdir (folder, 0700));
  make_certificate (stage, "server");
  make_certificate (stage, "client");

  return NULL;
}
