/* core/client/item-stream-pull.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What a pull says, and what its answer means: the same for pulls that block and that do not. */

#include "core/client/daemon-call-private.h"
#include "core/client/item-stream-private.h"
#include "core/error.h"
#include "core/translation-private.h"

/* ---- Messages ---- */

PyroCall *
_pyro_item_stream_new_pull (PyroItemStream *self)
{
  return _pyro_daemon_call_new ("get_next_stream_item", self->id);
}

PyroCall *
_pyro_item_stream_new_close (PyroItemStream *self)
{
  g_autoptr(PyroCall) call = _pyro_daemon_call_new ("close_stream", self->id);

  return pyro_call_with_oneway (call, TRUE);
}

/*
 * _pyro_item_stream_new_oneway_error:
 *
 * Returns: (transfer full): why there is no stream of a method that nobody hears of again
 */
GError *
_pyro_item_stream_new_oneway_error (const char *method)
{
  return g_error_new (PYRO_ERROR, PYRO_ERROR_VALUE,
                      _("The method “%s” is called one way and returns nothing"), method);
}

/* ---- Pulls ---- */

/*
 * _pyro_item_stream_begin_pull:
 * @cancellable: (nullable): the way to stop waiting
 * @over: (out): whether there is nothing left to pull
 *
 * Returns: %FALSE with @error set when there can be no pull now; else a pull is under way, unless
 *   it is @over
 */
gboolean
_pyro_item_stream_begin_pull (PyroItemStream  *self,
                              GCancellable    *cancellable,
                              gboolean        *over,
                              GError         **error)
{
  *over = FALSE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (self->pulling)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PENDING,
                           _("The item stream is in the middle of a pull already"));
      return FALSE;
    }
  if (self->failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->failure));
      return FALSE;
    }
  if (self->closed)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_STREAM, _("The item stream is closed"));
      return FALSE;
    }

  *over = self->ended;
  self->pulling = !self->ended;

  return TRUE;
}

void
_pyro_item_stream_end_pull (PyroItemStream *self)
{
  self->pulling = FALSE;
}

static void
pyro_item_stream_set_annotations (PyroItemStream *self,
                                  PyroReply      *reply)
{
  g_clear_pointer (&self->annotations, pyro_annotations_unref);
  if (reply != NULL)
    self->annotations = pyro_annotations_ref (pyro_reply_get_annotations (reply));
}

/*
 * _pyro_item_stream_take_item:
 * @item: (transfer full): what came
 *
 * Returns: (transfer full): @item
 */
PyroValue *
_pyro_item_stream_take_item (PyroItemStream *self,
                             PyroReply      *reply,
                             PyroValue      *item)
{
  pyro_item_stream_set_annotations (self, reply);
  _pyro_item_stream_add_item (self);

  return item;
}

/* Pyro says so for a stream that it does not know, whatever became of it. */
static gboolean
is_terminated (PyroException *exception)
{
  const char *name = pyro_exception_get_short_class_name (exception);

  return g_str_equal (name, "PyroError") &&
         g_str_equal (pyro_exception_get_message (exception), "item stream terminated");
}

static void
pyro_item_stream_take_end (PyroItemStream *self,
                           PyroException  *exception)
{
  PyroValue *args = pyro_exception_get_args (exception);

  if (pyro_value_get_length (args) > 0)
    self->outcome = pyro_value_ref (pyro_value_get_item (args, 0));
}

/* Whether a failure shows that nothing reached the daemon. */
static gboolean
is_unsent (const GError *error)
{
  if (error->domain == G_RESOLVER_ERROR)
    return TRUE;
  if (error->domain == PYRO_ERROR)
    return error->code == PYRO_ERROR_REFUSED || error->code == PYRO_ERROR_USAGE;

  return error->domain == G_IO_ERROR &&
         (error->code == G_IO_ERROR_CONNECTION_REFUSED || error->code == G_IO_ERROR_HOST_UNREACHABLE ||
          error->code == G_IO_ERROR_NETWORK_UNREACHABLE || error->code == G_IO_ERROR_NOT_FOUND);
}

/*
 * _pyro_item_stream_take_error:
 * @reply: (nullable): the reply that was no item
 * @error: (inout): why there is no item; cleared when it is that the stream has come to its end
 *
 * Draws the conclusions from a pull without an item.
 */
void
_pyro_item_stream_take_error (PyroItemStream  *self,
                              PyroReply       *reply,
                              GError         **error)
{
  PyroException *exception = pyro_remote_error_get_exception (*error);

  if (exception == NULL)
    {
      if (!is_unsent (*error)) /* an item that cannot be read is lost as well */
        _pyro_item_stream_add_lost (self);
      return;
    }

  pyro_item_stream_set_annotations (self, reply);
  if (g_str_equal (pyro_exception_get_short_class_name (exception), "StopIteration"))
    {
      pyro_item_stream_take_end (self, exception);
      g_clear_error (error);
    }
  else if (is_terminated (exception))
    {
      g_clear_error (error);
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_STREAM,
                           _("The daemon does not have the item stream any more: "
                             "its time is over, or it was closed"));
    }
  _pyro_item_stream_set_ended (self);
}

/*
 * _pyro_item_stream_hand_out:
 * @items: (transfer full): what was pulled
 * @problem: (transfer full) (nullable): what came behind it
 *
 * Hands out what there is. A problem behind items is kept for the next pull, so that none of them is
 * lost; but who gave up himself need not be told.
 *
 * Returns: (transfer full): the items, or %NULL with @error set
 */
GPtrArray *
_pyro_item_stream_hand_out (PyroItemStream  *self,
                            GPtrArray       *items,
                            GError          *problem,
                            GError         **error)
{
  if (problem == NULL)
    return items;

  if (items->len == 0)
    {
      g_ptr_array_unref (items);
      g_propagate_error (error, problem);
      return NULL;
    }

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error_free (problem);
  else
    self->failure = problem;

  return items;
}
