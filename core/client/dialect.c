/* core/client/dialect.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/client/dialect-private.h"

#include <gio/gio.h>

#include "core/error.h"
#include "core/limits.h"
#include "core/translation-private.h"

/* Nobody speaks before the client does, and a daemon understands one generation only. But it answers
 * a greeting in another one with a refusal in its own: so the first answer tells, and a second
 * connection is made in the daemon's generation. */

/* ---- What was found out ---- */

/* A hint and no more: another daemon may listen there by now, and then its answer tells again. */
typedef struct
{
  GMutex      lock;
  GHashTable *generations; /* location → PyroGeneration, unowned */
  GQueue      locations;   /* the keys of @generations, the oldest first */
} Memory;

static Memory memory;

/* Call with the lock held. */
static void
memory_forget (const char *location)
{
  GList *link = g_queue_find_custom (&memory.locations, location, (GCompareFunc) g_strcmp0);

  g_hash_table_remove (memory.generations, location);
  if (link == NULL)
    return;
  g_free (link->data);
  g_queue_delete_link (&memory.locations, link);
}

/*
 * _pyro_dialect_remember:
 * @generation: what the daemon at the location of @uri spoke
 *
 * Remembers it for the next connection to that daemon, of whichever object. Any thread may call it.
 */
void
_pyro_dialect_remember (PyroUri              *uri,
                        const PyroGeneration *generation)
{
  g_autofree char *location = pyro_uri_dup_location (uri);

  g_mutex_lock (&memory.lock);
  if (memory.generations == NULL)
    memory.generations = g_hash_table_new (g_str_hash, g_str_equal);

  if (g_hash_table_lookup (memory.generations, location) != generation)
    {
      memory_forget (location);
      if (generation != pyro_generation_list ()[0]) /* which is tried first anyway */
        {
          if (memory.locations.length >= PYRO_MAX_DIALECTS)
            memory_forget (memory.locations.head->data);
          g_hash_table_insert (memory.generations, location, (gpointer) generation);
          g_queue_push_tail (&memory.locations, g_steal_pointer (&location));
        }
    }
  g_mutex_unlock (&memory.lock);
}

/*
 * _pyro_dialect_recall:
 *
 * Returns: (nullable): what the daemon at the location of @uri spoke when it was last heard, or
 *   %NULL when it is not known or is what is tried first
 */
const PyroGeneration *
_pyro_dialect_recall (PyroUri *uri)
{
  g_autofree char *location = pyro_uri_dup_location (uri);
  const PyroGeneration *generation = NULL;

  g_mutex_lock (&memory.lock);
  if (memory.generations != NULL)
    generation = g_hash_table_lookup (memory.generations, location);
  g_mutex_unlock (&memory.lock);

  return generation;
}

/* ---- One conversation ---- */

/* Whether a conversation on these terms can be held in @generation. */
static gboolean
can_speak (const PyroGeneration *generation,
           const char           *serializer,
           gboolean              has_hmac_key)
{
  const PyroCodec *codec = pyro_codec_find (serializer);
  guint16 id;

  return (!has_hmac_key || pyro_generation_has_hmac (generation))
         && (codec == NULL || pyro_generation_find_serializer_id (generation, codec, &id));
}

/*
 * _pyro_dialect_begin:
 * @uri: with whom
 * @serializer: in which serializer
 * @has_hmac_key: whether messages are signed
 *
 * Chooses what to speak first: what is wanted, or else what the daemon spoke the last time, or else
 * the newest generation that can do what is needed.
 *
 * Returns: %FALSE with %PYRO_ERROR_USAGE when the wanted generation knows no HMAC
 */
gboolean
_pyro_dialect_begin (PyroDialect  *self,
                     PyroUri      *uri,
                     const char   *serializer,
                     gboolean      has_hmac_key,
                     GError      **error)
{
  const PyroGeneration *known = _pyro_dialect_recall (uri);

  self->turned = FALSE;
  self->spoken = self->wanted;
  if (self->wanted != NULL && has_hmac_key && !pyro_generation_has_hmac (self->wanted))
    {
      g_set_error (error, PYRO_ERROR, PYRO_ERROR_USAGE, _("%s has no HMAC keys"),
                   pyro_generation_get_name (self->wanted));
      return FALSE;
    }

  if (self->spoken == NULL && known != NULL && can_speak (known, serializer, has_hmac_key))
    self->spoken = known;
  for (const PyroGeneration *const *next = pyro_generation_list (); self->spoken == NULL; next++)
    if (next[1] == NULL || can_speak (*next, serializer, has_hmac_key))
      self->spoken = *next;

  return TRUE;
}

/* Returns: (nullable): the generation that was not tried */
static const PyroGeneration *
get_other (const PyroGeneration *generation)
{
  for (const PyroGeneration *const *next = pyro_generation_list (); *next != NULL; next++)
    if (*next != generation)
      return *next;

  return NULL;
}

/*
 * _pyro_dialect_turn:
 * @session: the handshake that failed
 * @serializer: in which serializer: nothing is guessed that does not have it
 * @has_hmac_key: whether messages are signed: never try without
 * @error: how it failed
 *
 * Learns from a handshake that failed, and chooses what to speak next. A daemon that goes away
 * without a word may have done so because of what was spoken: what it had to say may be lost when it
 * closes its socket before it has read all of ours.
 *
 * Returns: whether to try again
 */
gboolean
_pyro_dialect_turn (PyroDialect  *self,
                    PyroUri      *uri,
                    PyroSession  *session,
                    const char   *serializer,
                    gboolean      has_hmac_key,
                    const GError *error)
{
  const PyroGeneration *next = pyro_session_get_heard (session);

  if (next != NULL)
    _pyro_dialect_remember (uri, next);
  else if (pyro_session_heard_nothing (session)
           && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    next = get_other (self->spoken);
  if (next != NULL && next != pyro_session_get_heard (session) && !can_speak (next, serializer, has_hmac_key))
    return FALSE;

  if (self->wanted != NULL || self->turned || next == NULL || next == self->spoken
      || (has_hmac_key && !pyro_generation_has_hmac (next)))
    return FALSE;

  self->spoken = next;
  self->turned = TRUE;

  return TRUE;
}
