/* core/codec/pickle-stack.c - stack, marks and memo of the pickle machine
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/pickle-private.h"

#include "core/limits.h"

/* What is below the last mark cannot be reached until the mark is gone, as in CPython. */
static gsize
get_fence (PickleMachine *self)
{
  return self->n_marks > 0 ? self->marks[self->n_marks - 1] : 0;
}

gboolean
_pyro_pickle_push (PickleMachine     *self,
                   const PickleThing *thing)
{
  if (G_UNLIKELY (self->n_stack == self->stack_allocated)
      && !_pyro_pickle_grow (self, (gpointer *) &self->stack, &self->stack_allocated, self->n_stack + 1,
                             sizeof *self->stack))
    return FALSE;
  self->stack[self->n_stack++] = *thing;

  return TRUE;
}

/*
 * _pyro_pickle_push_object:
 * @object: (nullable): an object; %NULL when it could not be made, and an error says so
 */
gboolean
_pyro_pickle_push_object (PickleMachine *self,
                          PickleObject  *object)
{
  return object != NULL && _pyro_pickle_push (self, &(PickleThing) { .kind = PICKLE_OBJECT, .u.object = object });
}

/*
 * _pyro_pickle_peek:
 *
 * Returns: what is on top of the stack, or %NULL with an error
 */
PickleThing *
_pyro_pickle_peek (PickleMachine *self)
{
  if (G_LIKELY (self->n_stack > get_fence (self)))
    return &self->stack[self->n_stack - 1];
  _pyro_pickle_refuse (self, "nothing is on the stack there");

  return NULL;
}

gboolean
_pyro_pickle_pop (PickleMachine *self,
                  PickleThing   *thing)
{
  PickleThing *top = _pyro_pickle_peek (self);

  if (top == NULL)
    return FALSE;
  *thing = *top;
  self->n_stack--;

  return TRUE;
}

/*
 * _pyro_pickle_drop:
 *
 * Takes away what is on top of the stack, which may be a mark.
 */
gboolean
_pyro_pickle_drop (PickleMachine *self)
{
  PickleThing gone;

  if (self->n_marks == 0 || self->n_stack > get_fence (self))
    return _pyro_pickle_pop (self, &gone);
  self->n_marks--;

  return TRUE;
}

gboolean
_pyro_pickle_mark (PickleMachine *self)
{
  if (self->n_marks == self->marks_allocated
      && !_pyro_pickle_grow (self, (gpointer *) &self->marks, &self->marks_allocated, self->n_marks + 1,
                             sizeof *self->marks))
    return FALSE;
  self->marks[self->n_marks++] = self->n_stack;

  return TRUE;
}

/*
 * _pyro_pickle_pop_mark:
 * @n_items: (out): how many things are above the mark
 *
 * Takes all away down to the last mark.
 *
 * Returns: the things, good until the next push; %NULL with an error when there is no mark
 */
PickleThing *
_pyro_pickle_pop_mark (PickleMachine *self,
                       gsize         *n_items)
{
  gsize mark;

  if (self->n_marks == 0)
    {
      _pyro_pickle_refuse (self, "there is no mark on the stack");
      return NULL;
    }
  mark = self->marks[--self->n_marks];
  *n_items = self->n_stack - mark;
  self->n_stack = mark;

  /* An empty stack need not be allocated. */
  return self->stack != NULL || _pyro_pickle_grow (self, (gpointer *) &self->stack, &self->stack_allocated, 1,
                                                   sizeof *self->stack) ? self->stack + mark : NULL;
}

/*
 * _pyro_pickle_put:
 *
 * Puts what is on top of the stack into the memo. Those who write pickles number what they put in a
 * row, so that a high number is a lie.
 */
gboolean
_pyro_pickle_put (PickleMachine *self,
                  guint64        index)
{
  PickleThing *top = _pyro_pickle_peek (self);

  if (top == NULL)
    return FALSE;
  if (index > self->n_memo + PYRO_MAX_MEMO_GAP)
    return _pyro_pickle_refuse (self, "the number %" G_GUINT64_FORMAT " in the memo is out of order", index);
  if (index >= self->memo_size)
    {
      gsize old_size = self->memo_size;

      if (!_pyro_pickle_grow (self, (gpointer *) &self->memo, &self->memo_size, (gsize) index + 1, sizeof *self->memo))
        return FALSE;
      for (gsize i = old_size; i < self->memo_size; i++)
        self->memo[i] = (PickleThing) { .kind = PICKLE_ABSENT };
    }
  self->n_memo += self->memo[index].kind == PICKLE_ABSENT;
  self->memo[index] = *top;

  return TRUE;
}

gboolean
_pyro_pickle_get (PickleMachine *self,
                  guint64        index)
{
  if (index >= self->memo_size || self->memo[index].kind == PICKLE_ABSENT)
    return _pyro_pickle_refuse (self, "nothing has the number %" G_GUINT64_FORMAT " in the memo", index);
  _pyro_pickle_share (&self->memo[index]);

  return _pyro_pickle_push (self, &self->memo[index]);
}
