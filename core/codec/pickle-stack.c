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
  return self->marks.n_items > 0 ? ((gsize *) self->marks.items)[self->marks.n_items - 1] : 0;
}

gboolean
_pyro_pickle_grow_stack (PickleMachine *self)
{
  return _pyro_pickle_grow (self, &self->stack, self->own_stack, self->stack.n_items + 1, sizeof (PickleThing));
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
  if (G_LIKELY (self->stack.n_items > get_fence (self)))
    return (PickleThing *) self->stack.items + self->stack.n_items - 1;
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
  self->stack.n_items--;

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

  if (self->marks.n_items == 0 || self->stack.n_items > get_fence (self))
    return _pyro_pickle_pop (self, &gone);
  self->marks.n_items--;

  return TRUE;
}

gboolean
_pyro_pickle_mark (PickleMachine *self)
{
  PickleArray *marks = &self->marks;

  if (marks->n_items == marks->n_allocated
      && !_pyro_pickle_grow (self, marks, self->own_marks, marks->n_items + 1, sizeof (gsize)))
    return FALSE;
  ((gsize *) marks->items)[marks->n_items++] = self->stack.n_items;

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

  if (self->marks.n_items == 0)
    {
      _pyro_pickle_refuse (self, "there is no mark on the stack");
      return NULL;
    }
  mark = ((gsize *) self->marks.items)[--self->marks.n_items];
  *n_items = self->stack.n_items - mark;
  self->stack.n_items = mark;

  return (PickleThing *) self->stack.items + mark;
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
  PickleThing *top = _pyro_pickle_peek (self), *things;
  PickleArray *memo = &self->memo;

  if (top == NULL)
    return FALSE;
  if (index > self->n_memo + PYRO_MAX_MEMO_GAP)
    return _pyro_pickle_refuse (self, "the number %" G_GUINT64_FORMAT " in the memo is out of order", index);
  if (index >= memo->n_allocated
      && !_pyro_pickle_grow (self, memo, self->own_memo, (gsize) index + 1, sizeof (PickleThing)))
    return FALSE;

  things = memo->items;
  for (; memo->n_items <= index; memo->n_items++)
    things[memo->n_items].kind = PICKLE_ABSENT;
  self->n_memo += things[index].kind == PICKLE_ABSENT;
  things[index] = *top;

  return TRUE;
}

gboolean
_pyro_pickle_get (PickleMachine *self,
                  guint64        index)
{
  PickleThing *things = self->memo.items;

  if (index >= self->memo.n_items || things[index].kind == PICKLE_ABSENT)
    return _pyro_pickle_refuse (self, "nothing has the number %" G_GUINT64_FORMAT " in the memo", index);
  _pyro_pickle_share (&things[index]);

  return _pyro_pickle_push (self, &things[index]);
}
