/* core/wire/frame-hmac.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Messages that are signed with a key, for the generations that know it. */

#include "core/wire/frame.h"

#include <string.h>

#include "core/error.h"
#include "core/wire/annotations-private.h"
#include "core/wire/frame-private.h"

#define DIGEST_SIZE 20 /* bytes of a SHA-1 */

static int
compare_ids (gconstpointer a,
             gconstpointer b,
             gpointer      user_data)
{
  return strcmp (pyro_annotations_get_id (user_data, *(const guint *) a),
                 pyro_annotations_get_id (user_data, *(const guint *) b));
}

/* The annotations but the signature itself, in the order of their ids; of those with the same id the
 * last one counts. Neither ids nor sizes are signed. */
static void
update_annotations (GHmac                *hmac,
                    const PyroGeneration *generation,
                    PyroAnnotations      *annotations)
{
  guint n = pyro_annotations_get_n (annotations);
  g_autofree guint *order = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_sort_array (order, n, sizeof *order, compare_ids, annotations); /* which is stable */

  for (guint i = 0; i < n; i++)
    {
      const char *id = pyro_annotations_get_id (annotations, order[i]);
      gsize size;
      gconstpointer data = g_bytes_get_data (pyro_annotations_get_data (annotations, order[i]), &size);
      gboolean is_last = i + 1 == n
                         || !g_str_equal (id, pyro_annotations_get_id (annotations, order[i + 1]));

      if (is_last && size > 0 && !g_str_equal (id, generation->hmac_id))
        g_hmac_update (hmac, data, (gssize) size);
    }
}

/* HMAC-SHA1 of the payload as it is on the wire, and of the annotations: Message.hmac() of
 * Pyro4/message.py. */
static void
compute_digest (PyroFrame       *self,
                PyroAnnotations *annotations,
                GBytes          *key,
                guint8           digest[DIGEST_SIZE])
{
  gsize n_key, n_payload;
  const guint8 *key_data = g_bytes_get_data (key, &n_key);
  gconstpointer payload = g_bytes_get_data (pyro_frame_get_payload (self), &n_payload);
  g_autoptr(GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA1, key_data, n_key);
  gsize size = DIGEST_SIZE;

  if (n_payload > 0)
    g_hmac_update (hmac, payload, (gssize) n_payload);
  update_annotations (hmac, pyro_frame_get_generation (self), annotations);
  g_hmac_get_digest (hmac, digest, &size);
  g_assert (size == DIGEST_SIZE);
}

/* Takes the same time wherever they differ, so that nobody can guess a digest byte by byte. */
static gboolean
is_signed (PyroFrame    *self,
           GBytes       *key,
           const guint8 *signature,
           gsize         size)
{
  g_autoptr(PyroAnnotations) annotations = pyro_frame_dup_annotations (self);
  volatile guint8 difference = 0;
  guint8 digest[DIGEST_SIZE];

  if (size != DIGEST_SIZE)
    return FALSE;

  compute_digest (self, annotations, key, digest);
  for (gsize i = 0; i < DIGEST_SIZE; i++)
    difference |= (guint8) (signature[i] ^ digest[i]);

  return difference == 0;
}

/**
 * pyro_frame_with_hmac:
 * @key: what both sides know, at least 1 byte
 *
 * Signs a message of a generation that [method@Pyro.Generation.has_hmac]. The header is not signed.
 *
 * Returns: (transfer full): the same message with a signature as its last annotation
 */
PyroFrame *
pyro_frame_with_hmac (PyroFrame *self,
                      GBytes    *key)
{
  const PyroGeneration *generation;
  g_autoptr(PyroAnnotations) annotations = NULL;
  g_autoptr(PyroAnnotations) all = NULL;
  g_autoptr(GBytes) signature = NULL;
  guint8 digest[DIGEST_SIZE];

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (key != NULL && g_bytes_get_size (key) > 0, NULL);

  generation = pyro_frame_get_generation (self);
  g_return_val_if_fail (pyro_generation_has_hmac (generation), NULL);
  if (pyro_frame_get_annotations_block (self) == NULL)
    return pyro_frame_ref (self); /* it cannot be sent */

  annotations = pyro_frame_dup_annotations (self);
  compute_digest (self, annotations, key, digest);
  signature = g_bytes_new (digest, sizeof digest);
  all = pyro_annotations_with (annotations, generation->hmac_id, signature, NULL);

  return _pyro_frame_with_annotations (self, all);
}

/**
 * pyro_frame_check_hmac:
 * @key: (nullable): what both sides know, at least 1 byte; %NULL for nothing
 * @error: return location for an error
 *
 * Checks the signature of a message that came in. Where there is a key, all messages are signed with
 * it, and where there is none, none is. What looks like a signature is an annotation like any other
 * in a generation that has none.
 *
 * Returns: %TRUE, or %FALSE with %PYRO_ERROR_SECURITY when the peer has another key, or only one of
 *   both has one
 */
gboolean
pyro_frame_check_hmac (PyroFrame  *self,
                       GBytes     *key,
                       GError    **error)
{
  const PyroGeneration *generation;
  const char *problem = NULL;
  const guint8 *signature;
  gsize size = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (key == NULL || g_bytes_get_size (key) > 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  generation = pyro_frame_get_generation (self);
  if (!pyro_generation_has_hmac (generation))
    return TRUE;

  signature = _pyro_annotations_find_in_block (generation, pyro_frame_get_annotations_block (self),
                                               generation->hmac_id, &size);
  if (key == NULL && signature != NULL)
    problem = "The peer signs its messages with an HMAC key, and none was given";
  else if (key != NULL && signature == NULL)
    problem = "An HMAC key was given, but the peer does not sign its messages";
  else if (key != NULL && !is_signed (self, key, signature, size))
    problem = "The HMAC of a message is wrong: the peer has another key, or the message was changed";

  if (problem != NULL)
    g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_SECURITY, problem);

  return problem == NULL;
}
