/* core/link/tunnel-output.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The half of a tunnel that is written: plain bytes in, bytes for the peer out. */

#include "core/link/tunnel.h"

#include <openssl/crypto.h>
#include <openssl/err.h>

#include "core/link/tunnel-private.h"

/* The most that one TLS record carries: small messages that leave together share one. */
#define RECORD_SIZE (16 * 1024)

/* Puts the next bytes of @vectors into one buffer. */
static gsize
gather (const struct iovec *vectors,
        guint               n_vectors,
        gsize               offset,
        guint8              buffer[RECORD_SIZE])
{
  gsize size = 0;

  for (guint i = 0; i < n_vectors && size < RECORD_SIZE; i++)
    {
      gsize skipped = MIN (offset, vectors[i].iov_len);
      gsize n = MIN (vectors[i].iov_len - skipped, RECORD_SIZE - size);

      if (n > 0)
        memcpy (buffer + size, (const guint8 *) vectors[i].iov_base + skipped, n);
      offset -= skipped;
      size += n;
    }

  return size;
}

/**
 * pyro_tunnel_write:
 * @self: a tunnel whose handshake is done
 * @vectors: (array length=n_vectors): what to say, in plain
 * @n_vectors: the length of @vectors
 *
 * Takes some of what is to be said. It takes nothing before pyro_tunnel_output() is written.
 *
 * Returns: how many bytes were taken
 */
gsize
pyro_tunnel_write (PyroTunnel         *self,
                   const struct iovec *vectors,
                   guint               n_vectors)
{
  guint8 buffer[RECORD_SIZE];
  gsize sum = 0;

  g_return_val_if_fail (self != NULL, 0);

  if (!self->open || self->failure != NULL || (gsize) BIO_pending (self->output) > self->n_written)
    return 0;

  while (sum < PYRO_TUNNEL_WRITE_AHEAD)
    {
      gsize size = gather (vectors, n_vectors, sum, buffer);
      gsize n = 0;

      ERR_clear_error ();
      if (size == 0)
        break;
      if (SSL_write_ex (self->ssl, buffer, size, &n) != 1)
        {
          _pyro_tunnel_fail (self, _pyro_tunnel_describe_failure (self));
          break;
        }
      sum += n;
    }
  OPENSSL_cleanse (buffer, sizeof buffer);

  return sum;
}

/**
 * pyro_tunnel_close:
 * @self: a tunnel
 *
 * Says goodbye. There may be something for pyro_tunnel_output() then.
 */
void
pyro_tunnel_close (PyroTunnel *self)
{
  g_return_if_fail (self != NULL);

  if (!self->open || self->failure != NULL)
    return;

  ERR_clear_error ();
  SSL_shutdown (self->ssl);
  ERR_clear_error ();
}

/**
 * pyro_tunnel_output:
 * @self: a tunnel
 * @data: (out) (array) (transfer none): the bytes to be written next; they stay where they are until
 *   the tunnel is used again
 *
 * Returns: how many they are, 0 when there is nothing to write for now
 */
gsize
pyro_tunnel_output (PyroTunnel    *self,
                    const guint8 **data)
{
  char *start;
  gsize size;

  g_return_val_if_fail (self != NULL, 0);

  size = (gsize) BIO_get_mem_data (self->output, &start);
  *data = (const guint8 *) start + self->n_written;

  return size - self->n_written;
}

/**
 * pyro_tunnel_wrote:
 * @self: a tunnel
 * @size: bytes
 *
 * Says how much of the output was written.
 */
void
pyro_tunnel_wrote (PyroTunnel *self,
                   gsize       size)
{
  g_return_if_fail (self != NULL);

  self->n_written += size;
  if (self->n_written < (gsize) BIO_pending (self->output))
    return;

  (void) BIO_reset (self->output);
  self->n_written = 0;
}
