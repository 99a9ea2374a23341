/* ui/models/kind.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/kind.h"

#include "ui/models/moment.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

G_DEFINE_ENUM_TYPE (LensKind, lens_kind,
                    G_DEFINE_ENUM_VALUE (LENS_KIND_ANY, "any"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_BOOL, "bool"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_INT, "int"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_FLOAT, "float"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_COMPLEX, "complex"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_STR, "str"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_BYTES, "bytes"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_LIST, "list"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_TUPLE, "tuple"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_SET, "set"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_FROZENSET, "frozenset"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_DICT, "dict"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_RECORD, "record"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_DECIMAL, "Decimal"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_DATETIME, "datetime"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_DATE, "date"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_TIME, "time"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_TIMEDELTA, "timedelta"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_UUID, "UUID"),
                    G_DEFINE_ENUM_VALUE (LENS_KIND_PROXY, "proxy"))

/**
 * lens_kind_get_name:
 * @kind: a kind
 *
 * Returns: what Python calls the type; "any" where there is none
 */
const char *
lens_kind_get_name (LensKind kind)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (LENS_TYPE_KIND);
  GEnumValue *value = g_enum_get_value (klass, (int) kind);

  return value != NULL ? value->value_nick : "any";
}

gboolean
lens_kind_find (const char *name,
                LensKind   *kind)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (LENS_TYPE_KIND);
  GEnumValue *value = g_enum_get_value_by_nick (klass, name);

  if (value != NULL)
    *kind = (LensKind) value->value;

  return value != NULL;
}

gboolean
lens_kind_is_container (LensKind kind)
{
  return kind >= LENS_KIND_LIST && kind <= LENS_KIND_RECORD;
}

/* What a container of this kind is built as. */
PyroValueKind
lens_kind_get_container (LensKind kind)
{
  switch ((guint) kind)
    {
    case LENS_KIND_TUPLE:
      return PYRO_VALUE_TUPLE;

    case LENS_KIND_SET:
      return PYRO_VALUE_SET;

    case LENS_KIND_FROZENSET:
      return PYRO_VALUE_FROZENSET;

    case LENS_KIND_DICT:
    case LENS_KIND_RECORD: /* a dict becomes a record by its key `__class__` */
      return PYRO_VALUE_DICT;

    default:
      return PYRO_VALUE_LIST;
    }
}

LensKind
lens_kind_of_value (PyroValue *value)
{
  static const LensKind kinds[] = {
    [PYRO_VALUE_NONE] = LENS_KIND_ANY,
    [PYRO_VALUE_BOOL] = LENS_KIND_BOOL,
    [PYRO_VALUE_INT] = LENS_KIND_INT,
    [PYRO_VALUE_FLOAT] = LENS_KIND_FLOAT,
    [PYRO_VALUE_COMPLEX] = LENS_KIND_COMPLEX,
    [PYRO_VALUE_STR] = LENS_KIND_STR,
    [PYRO_VALUE_BYTES] = LENS_KIND_BYTES,
    [PYRO_VALUE_LIST] = LENS_KIND_LIST,
    [PYRO_VALUE_TUPLE] = LENS_KIND_TUPLE,
    [PYRO_VALUE_SET] = LENS_KIND_SET,
    [PYRO_VALUE_FROZENSET] = LENS_KIND_FROZENSET,
    [PYRO_VALUE_DICT] = LENS_KIND_DICT,
    [PYRO_VALUE_RECORD] = LENS_KIND_RECORD,
  };

  return kinds[pyro_value_get_kind (value)];
}

static gpointer
refuse (GError     **error,
        guint       *column,
        const char  *sentence)
{
  *column = 1;
  g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE, sentence);

  return NULL;
}

static PyroValue *
read_literal (const char  *text,
              guint       *column,
              GError     **error)
{
  PyroPlace place = { 0 };
  PyroValue *value = pyro_literal_parse (text, -1, &place, error);

  if (value == NULL)
    *column = (guint) g_utf8_strlen (text, (gssize) MIN (place.offset, strlen (text))) + 1;

  return value;
}

/* A literal of one type. */
static PyroValue *
read_only (const char     *text,
           PyroValueKind   wanted,
           const char     *sentence,
           guint          *column,
           GError        **error)
{
  g_autoptr(PyroValue) value = read_literal (text, column, error);

  if (value == NULL)
    return NULL;
  if (pyro_value_get_kind (value) != wanted)
    return refuse (error, column, sentence);

  return g_steal_pointer (&value);
}

static PyroValue *
read_float (const char  *text,
            guint       *column,
            GError     **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *lower = g_ascii_strdown (trimmed, -1);
  const char *name = lower + (*lower == '-' || *lower == '+');
  g_autoptr(PyroValue) value = NULL;
  double number;

  if (g_str_equal (name, "inf") || g_str_equal (name, "infinity"))
    return pyro_value_new_float (*lower == '-' ? -INFINITY : INFINITY);
  if (g_str_equal (name, "nan"))
    return pyro_value_new_float (NAN);

  value = read_literal (text, column, error);
  if (value == NULL)
    return NULL;
  if (pyro_value_get_kind (value) == PYRO_VALUE_FLOAT)
    return g_steal_pointer (&value);
  if (pyro_value_get_kind (value) != PYRO_VALUE_INT || !pyro_value_get_number (value, &number))
    return refuse (error, column, _("This is no float"));
  if (isinf (number))
    return refuse (error, column, _("This is too large for a float"));

  return pyro_value_new_float (number);
}

static PyroValue *
read_complex (const char  *text,
              guint       *column,
              GError     **error)
{
  g_autoptr(PyroValue) value = read_literal (text, column, error);
  double number;

  if (value == NULL)
    return NULL;
  if (pyro_value_get_kind (value) == PYRO_VALUE_COMPLEX)
    return g_steal_pointer (&value);
  if (pyro_value_get_kind (value) == PYRO_VALUE_BOOL || !pyro_value_get_number (value, &number))
    return refuse (error, column, _("A complex number is written as 1+2j"));

  return pyro_value_new_complex (number, 0);
}

/* The grammar of Python's decimal.Decimal(). It stays as it was typed: 0.10 is not 0.1. */
static PyroValue *
read_decimal (const char  *text,
              guint       *column,
              GError     **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  const char *at = trimmed + (*trimmed == '-' || *trimmed == '+');
  gsize whole = strspn (at, G_CSET_DIGITS), part = 0, power;

  if (g_ascii_strcasecmp (at, "infinity") == 0 || g_ascii_strcasecmp (at, "inf") == 0 ||
      g_ascii_strcasecmp (at, "nan") == 0 || g_ascii_strcasecmp (at, "snan") == 0)
    return pyro_value_new_string (trimmed);

  at += whole;
  if (*at == '.')
    {
      part = strspn (++at, G_CSET_DIGITS);
      at += part;
    }
  if (whole + part > 0 && (*at == 'e' || *at == 'E'))
    {
      at++;
      at += *at == '-' || *at == '+';
      power = strspn (at, G_CSET_DIGITS);
      at += power;
      if (power == 0)
        whole = part = 0;
    }
  if (whole + part > 0 && *at == '\0')
    return pyro_value_new_string (trimmed);

  refuse (error, column, _("This is no decimal number"));
  *column = (guint) (at - trimmed) + 1;

  return NULL;
}

static PyroValue *
read_uuid (const char  *text,
           guint       *column,
           GError     **error)
{
  g_autofree char *trimmed = g_ascii_strdown (text, -1);

  g_strstrip (trimmed);
  if (!g_uuid_string_is_valid (trimmed))
    return refuse (error, column, _("A UUID has 32 hexadecimal digits: 8-4-4-4-12"));

  return pyro_value_new_string (trimmed);
}

static PyroValue *
read_span (const char  *text,
           guint       *column,
           GError     **error)
{
  double seconds;

  return lens_moment_read_span (text, &seconds, column, error) ? pyro_value_new_float (seconds) : NULL;
}

static PyroValue *
take_text (char *text)
{
  PyroValue *value = text != NULL ? pyro_value_new_string (text) : NULL;

  g_free (text);

  return value;
}

/* What Pyro5 sends instead of a proxy. The client there learns what the object offers when it calls it. */
static PyroValue *
read_proxy (const char  *text,
            guint       *column,
            GError     **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autoptr(PyroUri) uri = pyro_uri_parse (trimmed, 0, error);
  g_autoptr(PyroValue) quoted = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *literal = NULL;
  g_autofree char *record = NULL;

  *column = 1;
  if (uri == NULL)
    return NULL;

  plain = pyro_uri_to_string (uri);
  quoted = pyro_value_new_string (plain);
  literal = pyro_value_repr (quoted);
  record = g_strdup_printf ("{'__class__': 'Pyro5.client.Proxy', 'state': (%s, (), (), (), 'hello', None)}", literal);

  return pyro_literal_parse (record, -1, NULL, error);
}

/**
 * lens_kind_read:
 * @kind: which kind; no container, and not bytes
 * @text: what was typed
 * @column: (out): the character that is wrong, from 1; 0 for none
 * @error: a sentence for the user
 *
 * Reads a value as it is typed.
 *
 * Returns: (transfer full) (nullable): the value, or %NULL with @error set
 */
PyroValue *
lens_kind_read (LensKind     kind,
                const char  *text,
                guint       *column,
                GError     **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (column != NULL, NULL);

  *column = 0;
  switch ((guint) kind)
    {
    case LENS_KIND_BOOL:
      return read_only (text, PYRO_VALUE_BOOL, _("Only True or False can stand here"), column, error);

    case LENS_KIND_INT:
      return read_only (text, PYRO_VALUE_INT, _("This is no integer"), column, error);

    case LENS_KIND_FLOAT:
      return read_float (text, column, error);

    case LENS_KIND_COMPLEX:
      return read_complex (text, column, error);

    case LENS_KIND_STR:
      return pyro_value_new_string (text);

    case LENS_KIND_DECIMAL:
      return read_decimal (text, column, error);

    case LENS_KIND_DATETIME:
      return take_text (lens_moment_read_datetime (text, column, error));

    case LENS_KIND_DATE:
      return take_text (lens_moment_read_date (text, column, error));

    case LENS_KIND_TIME:
      return take_text (lens_moment_read_time (text, column, error));

    case LENS_KIND_TIMEDELTA:
      return read_span (text, column, error);

    case LENS_KIND_UUID:
      return read_uuid (text, column, error);

    case LENS_KIND_PROXY:
      return read_proxy (text, column, error);

    default:
      return read_literal (text, column, error);
    }
}

/* The text of a str, where an entry can show it; a lone surrogate cannot be shown. */
static char *
plain_text (PyroValue *value)
{
  gsize size;
  const char *text = pyro_value_get_string (value, &size);

  if (text == NULL || memchr (text, '\0', size) != NULL || !g_utf8_validate (text, (gssize) size, NULL))
    return NULL;

  return g_strndup (text, size);
}

static char *
write_proxy (PyroValue *value)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new_from_value (value, NULL, NULL);

  return proxy != NULL ? pyro_uri_to_string (pyro_proxy_get_uri (proxy)) : NULL;
}

/* What would be typed for the value, were it of the kind. */
static char *
suggest (LensKind   kind,
         PyroValue *value)
{
  switch ((guint) kind)
    {
    case LENS_KIND_ANY:
      return pyro_value_repr (value);

    case LENS_KIND_STR:
      return plain_text (value);

    case LENS_KIND_PROXY:
      return pyro_value_get_kind (value) == PYRO_VALUE_STR ? plain_text (value) : write_proxy (value);

    default:
      return pyro_value_get_kind (value) == PYRO_VALUE_STR ? plain_text (value) : pyro_value_repr (value);
    }
}

/**
 * lens_kind_write:
 * @kind: which kind; no container, and not bytes
 * @value: a value
 *
 * Writes a value as it would be typed. A value of another type is converted where that loses nothing: the
 * text '5' to the integer 5.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL where the kind has none for the value
 */
char *
lens_kind_write (LensKind   kind,
                 PyroValue *value)
{
  g_autofree char *text = suggest (kind, value);
  g_autoptr(PyroValue) again = NULL;
  guint column;

  if (text == NULL)
    return NULL;

  again = lens_kind_read (kind, text, &column, NULL);

  return again != NULL ? g_steal_pointer (&text) : NULL;
}

/* The digits of @number without its sign, one more. */
static char *
increase (const char *digits)
{
  gsize n = strlen (digits);
  g_autofree char *sum = g_strdup (digits);

  while (n > 0 && sum[n - 1] == '9')
    sum[--n] = '0';
  if (n == 0)
    return g_strconcat ("1", sum, NULL);
  sum[n - 1]++;

  return g_steal_pointer (&sum);
}

/* One less; not of 0. */
static char *
decrease (const char *digits)
{
  gsize n = strlen (digits);
  char *rest = g_strdup (digits);

  while (n > 0 && rest[n - 1] == '0')
    rest[--n] = '9';
  rest[n - 1]--;
  if (rest[0] == '0' && rest[1] != '\0')
    memmove (rest, rest + 1, strlen (rest));

  return rest;
}

/**
 * lens_kind_step:
 * @text: an integer as it is typed, of any size; nothing counts as 0
 * @step: 1 or -1
 *
 * Counts an integer up or down. There is no double in it: a spin button would round beyond 2**53.
 *
 * Returns: (transfer full) (nullable): the next one in decimal, or %NULL where @text is none
 */
char *
lens_kind_step (const char *text,
                int         step)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autoptr(PyroValue) value = NULL;
  g_autofree char *digits = NULL;
  g_autofree char *next = NULL;
  gboolean negative;
  guint column;

  value = lens_kind_read (LENS_KIND_INT, trimmed[0] != '\0' ? trimmed : "0", &column, NULL);
  if (value == NULL)
    return NULL;

  digits = pyro_value_dup_int_text (value);
  negative = digits[0] == '-' || (step < 0 && g_str_equal (digits, "0"));
  next = negative == (step < 0) ? increase (digits + (digits[0] == '-'))
                                : decrease (digits + (digits[0] == '-'));

  return g_strconcat (negative && !g_str_equal (next, "0") ? "-" : "", next, NULL);
}
