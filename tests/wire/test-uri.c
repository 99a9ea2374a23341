/* tests/wire/test-uri.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/wire/uri.h"

#include <string.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/value/literal.h"

typedef struct
{
  const char    *text;
  PyroUriScheme  scheme;
  const char    *object;
  const char    *host;
  guint          port;
  const char    *path;
  const char    *canonical; /* NULL: as @text */
} GoodCase;

static const GoodCase good_cases[] = {
  { "PYRO:obj@host:4444", PYRO_URI_PYRO, "obj", "host", 4444 },
  { "pyro:obj@host:4444", PYRO_URI_PYRO, "obj", "host", 4444, NULL, "PYRO:obj@host:4444" },
  { "PyRo:obj@Host:04", PYRO_URI_PYRO, "obj", "Host", 4, NULL, "PYRO:obj@Host:4" },
  { "PYRO:obj_4:2.<x>@127.0.0.1:65535", PYRO_URI_PYRO, "obj_4:2.<x>", "127.0.0.1", 65535 },
  { "PYRO:größe@möbius.example:1", PYRO_URI_PYRO, "größe", "möbius.example", 1 },
  { "PYRO:@@host:1", PYRO_URI_PYRO, "@", "host", 1 },
  { "PYRO:obj@[::1]:9090", PYRO_URI_PYRO, "obj", "::1", 9090 },
  { "PYRO:obj@[fe80::1%eth0]:9090", PYRO_URI_PYRO, "obj", "fe80::1%eth0", 9090 },
  { "PYRO:obj@[::ffff:10.0.0.1]:9090", PYRO_URI_PYRO, "obj", "::ffff:10.0.0.1", 9090 },
  { "PYRO:obj@<<connected-socket>>:0", PYRO_URI_PYRO, "obj", "<<connected-socket>>", 0 },
  { "PYRO:obj@./u:/run/pyro", PYRO_URI_PYRO, "obj", NULL, 0, "/run/pyro" },
  { "PYRO:@./u:\\x5cx00@./u:x", PYRO_URI_PYRO, "@./u:\\x5cx00", NULL, 0, "x" },
  { "PYRO:obj@./u:a name@with spaces", PYRO_URI_PYRO, "obj", NULL, 0, "a name@with spaces" },
  { "PYRONAME:lab.camera", PYRO_URI_PYRONAME, "lab.camera" },
  { "PYRONAME:a@", PYRO_URI_PYRONAME, "a@" },
  { "pyroname:x@host", PYRO_URI_PYRONAME, "x", "host", 9090, NULL, "PYRONAME:x@host:9090" },
  { "PYRONAME:x@host:1", PYRO_URI_PYRONAME, "x", "host", 1 },
  { "PYRONAME:x@[::1]", PYRO_URI_PYRONAME, "x", "::1", 9090, NULL, "PYRONAME:x@[::1]:9090" },
  { "PYRONAME:x@./u:/run/ns", PYRO_URI_PYRONAME, "x", NULL, 0, "/run/ns" },
  { "PYROMETA:b,a,b,,a@host:7", PYRO_URI_PYROMETA, "a,b", "host", 7, NULL, "PYROMETA:a,b@host:7" },
  { "PYROMETA:class:lab.Camera", PYRO_URI_PYROMETA, "class:lab.Camera" },
};

static void
test_good (gconstpointer data)
{
  const GoodCase *good = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroUri) uri = pyro_uri_parse (good->text, 9090, &error);
  g_autoptr(PyroUri) again = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (pyro_uri_get_scheme (uri), ==, good->scheme);
  g_assert_cmpstr (pyro_uri_get_object (uri), ==, good->object);
  g_assert_cmpstr (pyro_uri_get_host (uri), ==, good->host);
  g_assert_cmpuint (pyro_uri_get_port (uri), ==, good->port);
  g_assert_cmpstr (pyro_uri_get_socket_path (uri, NULL), ==, good->path);
  g_assert_cmpint (pyro_uri_has_location (uri), ==, good->host != NULL || good->path != NULL);
  g_assert_cmpint (pyro_uri_get_tags (uri) != NULL, ==, good->scheme == PYRO_URI_PYROMETA);

  text = pyro_uri_to_string (uri);
  g_assert_cmpstr (text, ==, good->canonical != NULL ? good->canonical : good->text);
  again = pyro_uri_parse (text, 1234, &error);
  g_assert_no_error (error);
  g_assert_true (pyro_uri_equal (uri, again));
  g_assert_cmpuint (pyro_uri_hash (uri), ==, pyro_uri_hash (again));
}

typedef struct
{
  const char *text;
  const char *message;
} BadCase;

#define BEGINS "A URI begins with PYRO:, PYRONAME: or PYROMETA:"

static const BadCase bad_cases[] = {
  { "", BEGINS },
  { "PYRO", BEGINS },
  { "obj@host:4444", BEGINS },
  { " PYRO:obj@host:4444", BEGINS },
  { "PYR:obj@host:4444", BEGINS },
  { "PYRO5:obj@host:4444", BEGINS },
  { "http://host:80", BEGINS },
  { "PYROLOC:obj@host:4444", "There is no URI scheme PYROLOC:, only PYRO:, PYRONAME: and PYROMETA:" },
  { "PYRO:", "The URI does not say which object it means" },
  { "PYRO:obj", "PYRO: needs an @ and an address behind it, such as PYRO:object@host:port" },
  { "PYRO:obj@", "PYRO: needs an @ and an address behind it, such as PYRO:object@host:port" },
  { "PYRO:@host:4444", "PYRO: needs an @ and an address behind it, such as PYRO:object@host:port" },
  { "PYRO:an object@host:1", "The name of the object has white space in it" },
  { "PYRO:an\xc2\xa0object@host:1", "The name of the object has white space in it" },
  { "PYRO:obj\n@host:1", "The name of the object has white space in it" },
  { "PYRO:obj@host", "The address “host” has no port" },
  { "PYRO:obj@[::1]", "The address “::1” has no port" },
  { "PYRO:obj@host:", "There is no port behind the colon of the address" },
  { "PYRO:obj@host:port", "The port “port” is no number from 0 to 65535" },
  { "PYRO:obj@host:-1", "The port “-1” is no number from 0 to 65535" },
  { "PYRO:obj@host:65536", "The port “65536” is no number from 0 to 65535" },
  { "PYRO:obj@host:99999999999999999999999", "The port “99999999999999999999” is no number from 0 to 65535" },
  { "PYRO:obj@host:xääääääääääääääääääääää", "The port “xäääääääääääääääääää” is no number from 0 to 65535" },
  { "PYRO:obj@:4444", "There is no host name before the colon of the address" },
  { "PYRO:obj@ho st:4444", "The address has white space in it" },
  { "PYRO:obj@host:4444\n", "The address has white space in it" },
  { "PYRO:obj@b@host:4444", "“b@host” is no host name" },
  { "PYRO:obj@host:80:80", "The address has more than one colon; an IPv6 address is in brackets" },
  { "PYRO:obj@::1:9090", "The address has more than one colon; an IPv6 address is in brackets" },
  { "PYRO:obj@[[::1]]:9090", "An IPv6 address is in one pair of brackets, not in two" },
  { "PYRO:obj@[::1:9090", "The bracket around the IPv6 address is not closed" },
  { "PYRO:obj@[host]:9090", "The text in brackets is no IPv6 address: “host”" },
  { "PYRO:obj@[127.0.0.1]:9090", "The text in brackets is no IPv6 address: “127.0.0.1”" },
  { "PYRO:obj@[1::2::3]:9090", "The text in brackets is no IPv6 address: “1::2::3”" },
  { "PYRO:obj@[]:9090", "The text in brackets is no IPv6 address: “”" },
  { "PYRO:obj@[::1]9090", "Only a colon and a port can follow the IPv6 address" },
  { "PYRO:obj@[::1]:", "There is no port behind the colon of the address" },
  { "PYRO:obj@./u:", "There is no socket path behind ./u:" },
  { "PYRO:obj@./u:\\x00", "There is no socket path behind ./u:" },
  { "PYRO:obj@./u:/a:b", "The path of a Unix socket has no colon" },
  { "PYRO:obj@./u:/a\\x00b", "The path of a Unix socket has no control characters" },
  { "PYRO:obj@./u:/a\tb", "The path of a Unix socket has no control characters" },
  { "PYROMETA:,", "PYROMETA: is followed by tags with commas between them" },
  { "PYROMETA:b,a@", "A tag has no @" },
  { "PYROMETA:@a,b", "A tag has no @" },
  { "PYRO:\xff@host:1", "The URI is not UTF-8 text" },
};

static void
test_bad (gconstpointer data)
{
  const BadCase *bad = data;
  g_autoptr(GError) error = NULL;

  g_assert_null (pyro_uri_parse (bad->text, 9090, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_URI);
  g_assert_cmpstr (error->message, ==, bad->message);
  g_assert_null (pyro_uri_parse (bad->text, 9090, NULL));
}

static void
test_too_long (void)
{
  g_autofree char *object = g_strnfill (PYRO_MAX_URI_SIZE - strlen ("PYRONAME:"), 'x');
  g_autofree char *longest = g_strconcat ("PYRONAME:", object, NULL);
  g_autofree char *longer = g_strconcat (longest, "x", NULL);
  g_autoptr(PyroUri) uri = pyro_uri_parse (longest, 0, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (uri);
  g_assert_null (pyro_uri_parse (longer, 0, &error));
  g_assert_error (error, PYRO_ERROR, PYRO_ERROR_TOO_LARGE);
}

/* Abstract sockets of Linux have names that begin with a NUL. */
static void
test_abstract (void)
{
  g_autoptr(PyroUri) uri = pyro_uri_parse ("PYRO:obj@./u:\\x00lab\\x00camera", 0, NULL);
  g_autofree char *text = pyro_uri_to_string (uri);
  gsize size;
  const char *path = pyro_uri_get_socket_path (uri, &size);

  g_assert_cmpmem (path, size, "\0lab\0camera", 11);
  g_assert_cmpstr (text, ==, "PYRO:obj@./u:\\x00lab\\x00camera");
}

/* A path that looks like an escape survives. */
static void
test_backslashes (void)
{
  g_autoptr(PyroUri) uri = pyro_uri_parse ("PYRO:obj@./u:C:", 0, NULL);
  g_autoptr(PyroUri) odd = pyro_uri_parse ("PYRO:obj@./u:\\x5cx00\\n\\\\x5cx5c\\", 0, NULL);
  g_autofree char *text = pyro_uri_to_string (odd);

  g_assert_null (uri);
  g_assert_cmpstr (pyro_uri_get_socket_path (odd, NULL), ==, "\\x00\\n\\\\x5c\\");
  g_assert_cmpstr (text, ==, "PYRO:obj@./u:\\x5cx00\\n\\\\x5cx5c\\");
}

static void
test_no_default_port (void)
{
  g_autoptr(PyroUri) uri = pyro_uri_parse ("PYRONAME:x@host", 0, NULL);
  g_autofree char *text = pyro_uri_to_string (uri);
  g_autofree char *location = pyro_uri_dup_location (uri);

  g_assert_cmpuint (pyro_uri_get_port (uri), ==, 0);
  g_assert_cmpstr (text, ==, "PYRONAME:x@host");
  g_assert_cmpstr (location, ==, "host");
}

static void
test_tags (void)
{
  g_autoptr(PyroUri) uri = pyro_uri_parse ("PYROMETA:warm,cold,warm,class:Camera", 0, NULL);
  g_autofree char *tags = g_strjoinv (" ", (char **) pyro_uri_get_tags (uri));

  g_assert_cmpstr (tags, ==, "class:Camera cold warm");
}

static void
test_new (void)
{
  g_autoptr(PyroUri) host = pyro_uri_new (PYRO_URI_PYRO, "obj", "host", 4444);
  g_autoptr(PyroUri) ipv6 = pyro_uri_new (PYRO_URI_PYRO, "obj", "::1", 4444);
  g_autoptr(PyroUri) name = pyro_uri_new (PYRO_URI_PYRONAME, "lab.camera", NULL, 0);
  g_autoptr(PyroUri) open = pyro_uri_new (PYRO_URI_PYRONAME, "lab.camera", "host", 0);
  g_autoptr(PyroUri) path = pyro_uri_new_unix (PYRO_URI_PYRO, "obj", "/run/pyro");
  g_autofree char *host_text = pyro_uri_to_string (host);
  g_autofree char *ipv6_text = pyro_uri_to_string (ipv6);
  g_autofree char *name_text = pyro_uri_to_string (name);
  g_autofree char *open_text = pyro_uri_to_string (open);
  g_autofree char *path_text = pyro_uri_to_string (path);

  g_assert_cmpstr (host_text, ==, "PYRO:obj@host:4444");
  g_assert_cmpstr (ipv6_text, ==, "PYRO:obj@[::1]:4444");
  g_assert_cmpstr (name_text, ==, "PYRONAME:lab.camera");
  g_assert_cmpstr (open_text, ==, "PYRONAME:lab.camera@host");
  g_assert_cmpstr (path_text, ==, "PYRO:obj@./u:/run/pyro");
}

static void
test_new_impossible (void)
{
  g_assert_null (pyro_uri_new (PYRO_URI_PYRO, "obj", NULL, 4444));
  g_assert_null (pyro_uri_new (PYRO_URI_PYRO, "", "host", 4444));
  g_assert_null (pyro_uri_new (PYRO_URI_PYRO, "an object", "host", 4444));
  g_assert_null (pyro_uri_new (PYRO_URI_PYRO, "obj", "", 4444));
  g_assert_null (pyro_uri_new (PYRO_URI_PYRO, "obj", "a host", 4444));
  g_assert_null (pyro_uri_new (PYRO_URI_PYRONAME, "obj@host:1", NULL, 0));
  g_assert_null (pyro_uri_new (PYRO_URI_PYRO, "obj@host", "other", 1));
  g_assert_null (pyro_uri_new_unix (PYRO_URI_PYRO, "obj@host", "/run/pyro"));
  g_assert_null (pyro_uri_new_unix (PYRO_URI_PYRO, "obj", ""));
  g_assert_null (pyro_uri_new_unix (PYRO_URI_PYRO, "obj", "a:b"));
}

static void
test_with_object (void)
{
  static const char *const texts[] = {
    "PYRO:obj@host:4444", "PYRO:obj@[::1]:4444", "PYRO:obj@./u:/run/pyro", "PYRO:obj@./u:\\x00pyro",
    "PYRO:obj@<<connected-socket>>:0", "PYRONAME:obj", "PYRONAME:obj@host", "PYROMETA:obj@host:1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(PyroUri) uri = pyro_uri_parse (texts[i], 0, NULL);
      g_autoptr(PyroUri) other = pyro_uri_with_object (uri, "Pyro.Daemon");
      g_autoptr(PyroUri) back = pyro_uri_with_object (other, "obj");
      g_autofree char *text = pyro_uri_to_string (back);

      g_assert_cmpstr (pyro_uri_get_object (other), ==, "Pyro.Daemon");
      g_assert_false (pyro_uri_equal (uri, other));
      g_assert_true (pyro_uri_equal (uri, back));
      g_assert_cmpstr (text, ==, texts[i]);
      g_assert_null (pyro_uri_with_object (uri, "an object"));
      g_assert_null (pyro_uri_with_object (uri, "a@b"));
    }
}

static void
test_not_equal (void)
{
  static const char *const texts[] = {
    "PYRO:a@h:1", "PYRO:b@h:1", "PYRO:a@g:1", "PYRO:a@h:2", "PYRO:a@./u:h", "PYRO:a@./u:g", "PYRO:a@./u:gh",
    "PYRONAME:a", "PYRONAME:a@h:1", "PYROMETA:a", "PYROMETA:a,b", "PYRO:A@h:1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (texts); j++)
      {
        g_autoptr(PyroUri) a = pyro_uri_parse (texts[i], 0, NULL);
        g_autoptr(PyroUri) b = pyro_uri_parse (texts[j], 0, NULL);

        g_assert_cmpint (pyro_uri_equal (a, b), ==, i == j);
      }
}

typedef struct
{
  const char *value;
  const char *uri;
} ValueCase;

#define URI5(state) "{'__class__': 'Pyro5.core.URI', 'state': " state "}"
#define URI4(state) "{'__class__': 'Pyro4.core.URI', 'state': " state "}"
#define PROXY5(state) "{'__class__': 'Pyro5.client.Proxy', 'state': " state "}"
#define PROXY4(state) "{'__class__': 'Pyro4.core.Proxy', 'state': " state "}"

static const ValueCase value_cases[] = {
  { "'PYRO:obj@host:4444'", "PYRO:obj@host:4444" },
  { "'pyroname:x'", "PYRONAME:x" },
  { "'PYRO:obj@./u:\\0lab'", "PYRO:obj@./u:\\x00lab" },
  { "'PYRO:obj@./u:/a\\\\x00'", "PYRO:obj@./u:/a\\x5cx00" }, /* a backslash of the path's own */
  { URI5 ("('PYRO', 'obj', None, 'host', 1234)"), "PYRO:obj@host:1234" },
  { URI5 ("['PYRO', 'obj', None, '::1', 1234]"), "PYRO:obj@[::1]:1234" },
  { URI5 ("('PYRO', 'obj', '/run/pyro', None, None)"), "PYRO:obj@./u:/run/pyro" },
  { URI5 ("('PYRO', 'obj', '\\0lab', None, None)"), "PYRO:obj@./u:\\x00lab" },
  { URI5 ("('PYRONAME', 'n', None, None, None)"), "PYRONAME:n" },
  { URI5 ("('PYRONAME', 'n', None, 'host', None)"), "PYRONAME:n@host" },
  { URI5 ("('PYRONAME', 'n', None, 'host', 9090)"), "PYRONAME:n@host:9090" },
  { URI5 ("('PYROMETA', {'b', 'a'}, None, None, None)"), "PYROMETA:a,b" },
  { URI5 ("('PYROMETA', ['b', 'a', 'b'], None, 'host', 1)"), "PYROMETA:a,b@host:1" },
  { URI4 ("('PYRO', 'obj', None, 'host', 1234)"), "PYRO:obj@host:1234" },
  { PROXY5 ("('PYRO:obj@host:1', (), ('f',), (), 'hello', None)"), "PYRO:obj@host:1" },
  { PROXY4 ("['PYRO:obj@host:1', [], [], [], 0.0, None, 'hello', 0, None]"), "PYRO:obj@host:1" },
  { PROXY4 ("(" URI4 ("('PYRO', 'obj', None, 'host', 1234)") ",)"), "PYRO:obj@host:1234" },
};

static PyroValue *
parse_value (const char *text)
{
  g_autoptr(GError) error = NULL;
  PyroValue *value = pyro_literal_parse (text, -1, NULL, &error);

  g_assert_no_error (error);

  return value;
}

static void
test_value (gconstpointer data)
{
  const ValueCase *wanted = data;
  g_autoptr(PyroValue) value = parse_value (wanted->value);
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroUri) uri = pyro_uri_from_value (value, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = pyro_uri_to_string (uri);
  g_assert_cmpstr (text, ==, wanted->uri);
}

#define IS_NOT(what) "A URI is needed, which this " what " is not"

static const struct
{
  const char *value;
  PyroError   code;
  const char *message;
} bad_value_cases[] = {
  { "None", PYRO_ERROR_VALUE, IS_NOT ("NoneType") },
  { "12", PYRO_ERROR_VALUE, IS_NOT ("int") },
  { "['PYRO:obj@host:1']", PYRO_ERROR_VALUE, IS_NOT ("list") },
  { "'obj'", PYRO_ERROR_URI, BEGINS },
  { "'PYRO:obj\\0@host:1'", PYRO_ERROR_URI, "The name of the object has white space in it" },
  { "'PYRO:\\ud800@host:1'", PYRO_ERROR_URI, "The URI is not UTF-8 text" },
  { "{'__class__': 'lab.Camera'}", PYRO_ERROR_VALUE, IS_NOT ("lab.Camera") },
  { "{'__class__': 'Pyro5.core.URI'}", PYRO_ERROR_VALUE, IS_NOT ("Pyro5.core.URI") },
  { URI5 ("None"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.core.URI") },
  { URI5 ("12"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.core.URI") },
  { URI5 ("'PYRO5'"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.core.URI") },
  { URI5 ("b'PYRO5'"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.core.URI") },
  { URI5 ("('PYRO', 'obj', None, 'host')"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.core.URI") },
  { URI5 ("{1: 1, 2: 2, 3: 3, 4: 4, 5: 5}"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.core.URI") },
  { URI5 ("(1, 'obj', None, 'host', 1)"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.core.URI") },
  { URI5 ("('PYRO', 1, None, 'host', 1)"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.core.URI") },
  { URI5 ("('PYRO', 'obj', 1, 'host', 1)"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.core.URI") },
  { URI5 ("('PYRO', 'obj', None, 1, 1)"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.core.URI") },
  { URI5 ("('PYRO', 'obj', None, 'host', '1')"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.core.URI") },
  { URI5 ("('PYRO', 'obj', None, 'host', 1e0)"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.core.URI") },
  { URI5 ("('PYRO', 'obj', None, 'host', 99999999999999999999)"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.core.URI") },
  { URI5 ("('PYRO', 'obj', None, 'host', -1)"), PYRO_ERROR_URI, "The port “-1” is no number from 0 to 65535" },
  { URI5 ("('PYRO', 'obj', None, 'host', None)"), PYRO_ERROR_URI, "The address “host” has no port" },
  { URI5 ("('PYROMETA', set(), None, None, None)"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.core.URI") },
  { URI5 ("('PYROMETA', {1}, None, None, None)"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.core.URI") },
  { URI5 ("('PYROMETA', {'a': 1}, None, None, None)"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.core.URI") },
  { URI5 ("('PYROLOC', 'a', None, 'host', 1)"), PYRO_ERROR_URI,
    "There is no URI scheme PYROLOC:, only PYRO:, PYRONAME: and PYROMETA:" },
  { PROXY5 ("()"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.client.Proxy") },
  { PROXY5 ("'PYRO:obj@host:1'"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.client.Proxy") },
  { PROXY5 ("(" PROXY5 ("('PYRO:obj@host:1',)") ",)"), PYRO_ERROR_VALUE, IS_NOT ("Pyro5.client.Proxy") },
  { PROXY5 ("('nonsense',)"), PYRO_ERROR_URI, BEGINS },
};

static void
test_bad_values (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_value_cases); i++)
    {
      g_autoptr(PyroValue) value = parse_value (bad_value_cases[i].value);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", bad_value_cases[i].value);
      g_assert_null (pyro_uri_from_value (value, &error));
      g_assert_error (error, PYRO_ERROR, (int) bad_value_cases[i].code);
      g_assert_cmpstr (error->message, ==, bad_value_cases[i].message);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (good_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/uri/good/%02" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &good_cases[i], test_good);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/uri/bad/%02" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &bad_cases[i], test_bad);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (value_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/uri/value/%02" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &value_cases[i], test_value);
    }
  g_test_add_func ("/uri/bad-values", test_bad_values);
  g_test_add_func ("/uri/too-long", test_too_long);
  g_test_add_func ("/uri/abstract", test_abstract);
  g_test_add_func ("/uri/backslashes", test_backslashes);
  g_test_add_func ("/uri/no-default-port", test_no_default_port);
  g_test_add_func ("/uri/tags", test_tags);
  g_test_add_func ("/uri/new", test_new);
  g_test_add_func ("/uri/new-impossible", test_new_impossible);
  g_test_add_func ("/uri/with-object", test_with_object);
  g_test_add_func ("/uri/not-equal", test_not_equal);

  return g_test_run ();
}
