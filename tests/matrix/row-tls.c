/* tests/matrix/row-tls.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Daemons that speak TLS, and want to see a certificate. */

#include "tests/matrix/feature.h"

#include "tests/name-lookup.h"

static gboolean
tls_is_missing (Cell *cell)
{
  cell->skipped = cell->side->tls_uri == NULL;
  if (cell->skipped)
    g_test_skip ("there is no openssl to make certificates with");

  return cell->skipped;
}

static PyroProxy *
new_tls_proxy (Cell       *cell,
               const char *uri,
               const char *authority,
               const char *name)
{
  PyroProxy *proxy = cell_new_proxy_for (cell, uri);

  pyro_proxy_set_tls (proxy, side_get_tls (authority, name));

  return proxy;
}

static void
check_refused (Cell      *cell,
               PyroProxy *proxy,
               GQuark     domain,
               int        code)
{
  g_autoptr(GError) error = NULL;

  check (cell, !bind_proxy (proxy, cell->way, NULL, &error));
  check_error (cell, &error, domain, code);
}

static void
check_authority (Cell *cell)
{
  g_autoptr(PyroProxy) good = NULL;
  g_autoptr(PyroProxy) bad = NULL;

  if (tls_is_missing (cell))
    return;

  good = new_tls_proxy (cell, cell->side->tls_uri, "ca", "client");
  check_returns (cell, good, "echo", "[1, 'two']", "[1, 'two']");
  check_text (cell, pyro_certificate_get_serial (pyro_proxy_get_certificate (good)), "01F00D");
  check_text (cell, pyro_proxy_get_tls_version (good), "TLSv1.3");
  check_raises (cell, good, "fail", "'text'", "ValueError: ('text', 42)");
  bad = new_tls_proxy (cell, cell->side->tls_uri, "stranger", "client");
  check_refused (cell, bad, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
}

static void
check_client_certificate (Cell *cell)
{
  g_autoptr(PyroProxy) good = NULL;
  g_autoptr(PyroProxy) none = NULL;
  g_autoptr(PyroProxy) bad = NULL;

  if (tls_is_missing (cell))
    return;

  good = new_tls_proxy (cell, cell->side->tls_uri, "ca", "client");
  check_returns (cell, good, "who", "", "'C11E47'");
  none = new_tls_proxy (cell, cell->side->tls_uri, "ca", NULL);
  check_refused (cell, none, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED);
  bad = new_tls_proxy (cell, cell->side->tls_uri, "ca", "strange-client");
  check_refused (cell, bad, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED);
}

static void
check_host_name (Cell *cell)
{
  static const char *const here[] = { "127.0.0.1", NULL };
  g_autoptr(PyroUri) uri = NULL;
  g_autoptr(PyroUri) elsewhere = NULL;
  g_autofree char *text = NULL;
  g_autoptr(PyroProxy) good = NULL;
  g_autoptr(PyroProxy) bad = NULL;

  if (tls_is_missing (cell))
    return;

  uri = pyro_uri_parse (cell->side->tls_uri, 0, NULL);
  elsewhere = pyro_uri_new (PYRO_URI_PYRO, "grid", "elsewhere.test", pyro_uri_get_port (uri));
  text = pyro_uri_to_string (elsewhere);
  good = new_tls_proxy (cell, cell->side->tls_uri, "ca", "client");
  check_returns (cell, good, "echo", "1", "1");
  bad = new_tls_proxy (cell, text, "ca", "client");
  name_lookup_begin (here);
  check_refused (cell, bad, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
  name_lookup_end ();
}

/* It is TLS or it is not, and nobody tries the other. */
static void
check_no_way_down (Cell *cell)
{
  g_autoptr(PyroProxy) plain = NULL;
  g_autoptr(PyroProxy) secure = NULL;
  g_autoptr(PyroProxy) good = NULL;
  g_autoptr(PyroProxy) thing = NULL;
  g_autoptr(PyroValue) value = NULL;
  g_autoptr(GError) error = NULL;

  if (tls_is_missing (cell))
    return;

  plain = cell_new_proxy_for (cell, cell->side->tls_uri);
  check_refused (cell, plain, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  secure = new_tls_proxy (cell, cell->side->uri, "ca", "client");
  check_refused (cell, secure, G_TLS_ERROR, G_TLS_ERROR_NOT_TLS);

  good = new_tls_proxy (cell, cell->side->tls_uri, "ca", "client");
  value = must_call (cell, good, cell_is (cell, NULL, "marshal") ? "thing_uri" : "thing", "");
  thing = pyro_proxy_new_from_value (value, good, &error);
  g_assert_no_error (error);
  check_returns (cell, thing, "double", "21", "42");
  check_text (cell, pyro_proxy_get_tls_version (thing), "TLSv1.3");
}

const Feature tls_features[] = {
  { "TLS: file of authorities", check_authority },
  { "TLS: client certificate", check_client_certificate },
  { "TLS: name of the host", check_host_name },
  { "TLS: no silent way down", check_no_way_down },
  { NULL },
};
