/* tests/examples/key-exchange.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "key-exchange.h"

#include <openssl/bn.h>
#include <openssl/sha.h>
#include <string.h>

#include "core/value/builder.h"

struct _KeyExchange
{
  BN_CTX *context;
  BIGNUM *prime;
  BIGNUM *secret;
};

/* The prime is the one in the example's module, so that it is the same. */
KeyExchange *
key_exchange_new (Stage *stage)
{
  KeyExchange *self = g_new0 (KeyExchange, 1);
  g_autofree char *path = g_build_filename (stage->folder, "diffiehellman.py", NULL);
  g_autofree char *text = NULL;
  const char *number;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  number = strstr (text, "group == 14:");
  g_assert_nonnull (number);
  self->context = BN_CTX_new ();
  g_assert_cmpint (BN_hex2bn (&self->prime, strstr (number, "0x") + 2), >=, 512);
  self->secret = BN_new ();
  g_assert_cmpint (BN_rand (self->secret, 544, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY), ==, 1);

  return self;
}

void
key_exchange_free (KeyExchange *self)
{
  BN_free (self->prime);
  BN_free (self->secret);
  BN_CTX_free (self->context);
  g_free (self);
}

/* Returns: (transfer full): @base to the power of the secret */
static BIGNUM *
raise_to_secret (KeyExchange  *self,
                 const BIGNUM *base)
{
  BIGNUM *power = BN_new ();

  g_assert_cmpint (BN_mod_exp (power, base, self->secret, self->prime, self->context), ==, 1);

  return power;
}

/* Returns: (transfer full): the number of 2,048 bits that may be known */
PyroValue *
key_exchange_get_public (KeyExchange *self)
{
  g_autoptr(PyroBuilder) builder = pyro_builder_new ();
  BIGNUM *base = NULL, *number;
  char *digits;

  BN_dec2bn (&base, "2");
  number = raise_to_secret (self, base);
  digits = BN_bn2dec (number);
  pyro_builder_add_int_text (builder, digits, strlen (digits));
  OPENSSL_free (digits);
  BN_free (number);
  BN_free (base);

  return pyro_builder_end (builder, NULL);
}

/* @other: the number of the other side. Returns: (transfer full): the key that both have now, 32 octets */
GBytes *
key_exchange_get_key (KeyExchange *self,
                      PyroValue   *other)
{
  g_autofree char *digits = pyro_value_dup_int_text (other);
  g_autofree guint8 *octets = NULL;
  guint8 key[SHA256_DIGEST_LENGTH];
  BIGNUM *number = NULL, *shared;
  int size;

  g_assert_cmpint (BN_dec2bn (&number, digits), >, 500);
  shared = raise_to_secret (self, number);
  size = BN_num_bits (shared) / 8 + 1;
  octets = g_malloc0 ((gsize) size);
  g_assert_cmpint (BN_bn2binpad (shared, octets, size), ==, size);
  SHA256 (octets, (gsize) size, key);
  BN_free (shared);
  BN_free (number);

  return g_bytes_new (key, sizeof key);
}

/* Returns: (transfer full): @key as the example prints it */
char *
key_exchange_describe (GBytes *key)
{
  g_autoptr(GString) digits = g_string_new (NULL);
  gsize size;
  const guint8 *octets = g_bytes_get_data (key, &size);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (digits, "%02x", octets[i]);

  return g_strdup (digits->str);
}
