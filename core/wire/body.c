/* core/wire/body.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/wire/body-private.h"

#include "core/limits.h"

/* The memory of a large message goes back to the system when it is freed, and comes from there a page at a
 * time for the next one, which takes as long as to receive it. So the last one is kept, if it is not larger
 * than PYRO_GROW_SIZE: for whichever parser is next to need about as much. */

struct _PyroBody
{
  gsize  capacity;
  guint8 data[];
};

static PyroBody *spare;

/* Whether a message of @capacity bytes may have @self: it may stay for long. */
static gboolean
pyro_body_fits (PyroBody *self,
                gsize     capacity)
{
  return self->capacity >= capacity && self->capacity / 2 <= capacity;
}

/*
 * _pyro_body_new:
 *
 * Returns: room for @capacity bytes or more
 */
PyroBody *
_pyro_body_new (gsize capacity)
{
  PyroBody *self = g_atomic_pointer_exchange (&spare, NULL);

  if (self != NULL && pyro_body_fits (self, capacity))
    return self;

  g_clear_pointer (&self, _pyro_body_free);
  self = g_malloc (sizeof *self + capacity);
  self->capacity = capacity;

  return self;
}

/*
 * _pyro_body_resize:
 * @self: (transfer full):
 *
 * Returns: room for @capacity bytes, with what is in @self at its start
 */
PyroBody *
_pyro_body_resize (PyroBody *self,
                   gsize     capacity)
{
  self = g_realloc (self, sizeof *self + capacity);
  self->capacity = capacity;

  return self;
}

guint8 *
_pyro_body_get_data (PyroBody *self)
{
  return self->data;
}

gsize
_pyro_body_get_capacity (PyroBody *self)
{
  return self->capacity;
}

static void
body_free (gpointer data)
{
  _pyro_body_free (data);
}

/*
 * _pyro_body_free_to_bytes:
 * @self: (transfer full):
 * @size: bytes that are filled
 */
GBytes *
_pyro_body_free_to_bytes (PyroBody *self,
                          gsize     size)
{
  return g_bytes_new_with_free_func (self->data, size, body_free, self);
}

/*
 * _pyro_body_free:
 * @self: (transfer full):
 *
 * May be called in any thread.
 */
void
_pyro_body_free (PyroBody *self)
{
  if (self->capacity <= PYRO_GROW_SIZE)
    self = g_atomic_pointer_exchange (&spare, self);

  g_free (self);
}
