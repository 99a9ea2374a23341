/* core/link/poller.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/link/poller.h"

#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "core/translation-private.h"

/* Descriptors that one dispatch serves. The kernel moves a served descriptor to the end of its
 * ready list, so with more of them than this all get their turn. */
#define BATCH_SIZE 64

struct _PyroPoller
{
  GMainContext *context;
  GSource      *source;
  GPtrArray    *removed;   /* of PyroWatch, to be freed when the batch is done */
  int           epoll_fd;  /* -1 when there is none; then @epoll_errno says why */
  int           epoll_errno;
  guint         ref_count; /* under the lock of the table */
  guint         depth;     /* dispatches within each other */
};

struct _PyroWatch
{
  PyroPoller    *poller;
  PyroWatchFunc  callback;
  gpointer       user_data;
  int            fd;
  GIOCondition   condition;
  gboolean       active;    /* its callback runs */
  gboolean       suspended; /* it waits for nothing until that has returned */
  gboolean       removed;
};

typedef struct
{
  GSource     source;
  PyroPoller *poller; /* unowned: the poller destroys its source before it goes */
  gpointer    tag;
} PollerSource;

/* The pollers there are, by their context. An entry is no reference: it goes with the last user. */
static GHashTable *pollers;
static GMutex pollers_lock;

G_STATIC_ASSERT (EPOLLIN == (int) G_IO_IN && EPOLLPRI == (int) G_IO_PRI &&
                 EPOLLOUT == (int) G_IO_OUT && EPOLLERR == (int) G_IO_ERR &&
                 EPOLLHUP == (int) G_IO_HUP);

static gboolean
poller_source_prepare (GSource *source,
                       int     *timeout)
{
  *timeout = -1;

  return FALSE;
}

static gboolean
poller_source_check (GSource *source)
{
  PollerSource *self = (PollerSource *) source;

  return g_source_query_unix_fd (source, self->tag) != 0;
}

static void
pyro_watch_free (gpointer data)
{
  PyroWatch *self = data;

  pyro_poller_unref (self->poller);
  g_free (self);
}

/* The kernel reports errors and hang-ups whether they are asked for or not, and again and again: a
 * watch that waits for nothing takes them once, to no effect. */
static gboolean
pyro_watch_apply (PyroWatch    *self,
                  int           op,
                  GIOCondition  condition)
{
  struct epoll_event event = { .events = (guint32) condition, .data.ptr = self };

  if (condition == 0)
    event.events = EPOLLONESHOT;

  return epoll_ctl (self->poller->epoll_fd, op, self->fd, &event) == 0;
}

/* Calls back, but not from within the same callback: there the watch waits for nothing, so that the
 * main loop that runs within does not turn in vain. */
static void
pyro_watch_call (PyroWatch    *self,
                 GIOCondition  condition)
{
  if (self->active && !self->suspended)
    {
      pyro_watch_apply (self, EPOLL_CTL_MOD, 0);
      self->suspended = TRUE;
    }
  if (self->active)
    return;

  self->active = TRUE;
  self->callback (condition, self->user_data);
  self->active = FALSE;
  if (self->suspended && !self->removed)
    pyro_watch_apply (self, EPOLL_CTL_MOD, self->condition);
  self->suspended = FALSE;
}

/* A callback may remove any watch, also one whose event is in the same batch: such a watch stays in
 * memory, marked, until the batch is done. It may run the main loop as well, which dispatches what is
 * ready meanwhile: an event of the batch may be stale then. */
static gboolean
poller_source_dispatch (GSource     *source,
                        GSourceFunc  callback,
                        gpointer     user_data)
{
  PyroPoller *self = pyro_poller_ref (((PollerSource *) source)->poller);
  struct epoll_event events[BATCH_SIZE];
  int n = epoll_wait (self->epoll_fd, events, BATCH_SIZE, 0);

  self->depth++;
  for (int i = 0; i < n; i++)
    {
      PyroWatch *watch = events[i].data.ptr;

      if (!watch->removed && watch->condition != 0)
        pyro_watch_call (watch, (GIOCondition) events[i].events);
    }
  if (--self->depth == 0)
    g_ptr_array_set_size (self->removed, 0);

  pyro_poller_unref (self);

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs poller_source_funcs = {
  poller_source_prepare,
  poller_source_check,
  poller_source_dispatch,
  NULL, NULL, NULL
};

static PyroPoller *
pyro_poller_new (GMainContext *context)
{
  PyroPoller *self = g_new0 (PyroPoller, 1);
  PollerSource *source;

  self->ref_count = 1;
  self->context = g_main_context_ref (context);
  self->removed = g_ptr_array_new_with_free_func (pyro_watch_free);
  self->epoll_fd = epoll_create1 (EPOLL_CLOEXEC);
  self->epoll_errno = errno;
  if (self->epoll_fd < 0)
    return self;

  self->source = g_source_new (&poller_source_funcs, sizeof (PollerSource));
  source = (PollerSource *) self->source;
  source->poller = self;
  source->tag = g_source_add_unix_fd (self->source, self->epoll_fd, G_IO_IN);
  g_source_set_static_name (self->source, "[pyro] poller");
  /* Around the dispatch of any other source GLib takes its descriptor out of the poll and puts it back, and
   * wakes the context up for both: four system calls for each message. */
  g_source_set_can_recurse (self->source, TRUE);
  g_source_attach (self->source, context);

  return self;
}

static void
pyro_poller_free (PyroPoller *self)
{
  if (self->source != NULL)
    {
      g_source_destroy (self->source);
      g_source_unref (self->source);
      close (self->epoll_fd);
    }
  g_ptr_array_unref (self->removed);
  g_main_context_unref (self->context);
  g_free (self);
}

/**
 * pyro_poller_get:
 * @context: (nullable): a main context, or %NULL for the global default one
 *
 * Finds the poller of a main context, or makes it. It lives as long as somebody holds a reference
 * or a watch.
 *
 * This function may be called from any thread.
 *
 * Returns: (transfer full): the poller
 */
PyroPoller *
pyro_poller_get (GMainContext *context)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&pollers_lock);
  PyroPoller *self;

  if (context == NULL)
    context = g_main_context_default ();
  if (pollers == NULL)
    pollers = g_hash_table_new (NULL, NULL);

  self = g_hash_table_lookup (pollers, context);
  if (self != NULL && self->epoll_fd >= 0)
    {
      self->ref_count++;
      return self;
    }

  self = pyro_poller_new (context);
  if (self->epoll_fd >= 0)
    g_hash_table_insert (pollers, context, self);

  return self;
}

/**
 * pyro_poller_ref:
 * @self: a poller
 *
 * Returns: (transfer full): @self
 */
PyroPoller *
pyro_poller_ref (PyroPoller *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&pollers_lock);

  g_return_val_if_fail (self != NULL, NULL);

  self->ref_count++;

  return self;
}

/**
 * pyro_poller_unref:
 * @self: (transfer full): a poller
 */
void
pyro_poller_unref (PyroPoller *self)
{
  g_return_if_fail (self != NULL);

  /* Together under the lock, so that pyro_poller_get() never finds a poller that is on its way out */
  g_mutex_lock (&pollers_lock);
  if (--self->ref_count > 0)
    {
      g_mutex_unlock (&pollers_lock);
      return;
    }
  if (self->epoll_fd >= 0)
    g_hash_table_remove (pollers, self->context);
  if (g_hash_table_size (pollers) == 0)
    g_clear_pointer (&pollers, g_hash_table_unref);
  g_mutex_unlock (&pollers_lock);

  pyro_poller_free (self);
}

static gboolean
set_error_from_errno (GError **error,
                      int      code)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               _("A socket could not be watched: %s"), g_strerror (code));

  return FALSE;
}

/**
 * pyro_poller_add:
 * @self: a poller
 * @fd: a descriptor that stays open until the watch is removed
 * @condition: what to wait for, or 0 for nothing yet; errors and hang-ups come with anything
 * @callback: called when it is so, for as long as it is so
 * @user_data: passed to @callback
 * @error: return location for an error
 *
 * Watches a descriptor. A watch holds the poller. Watches are added, changed and removed where the
 * poller's context runs.
 *
 * Returns: (transfer full): the watch, or %NULL with @error set when the system has no room for it
 */
PyroWatch *
pyro_poller_add (PyroPoller     *self,
                 int             fd,
                 GIOCondition    condition,
                 PyroWatchFunc   callback,
                 gpointer        user_data,
                 GError        **error)
{
  PyroWatch *watch;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (fd >= 0, NULL);
  g_return_val_if_fail (callback != NULL, NULL);

  if (self->epoll_fd < 0)
    {
      set_error_from_errno (error, self->epoll_errno);
      return NULL;
    }

  watch = g_new0 (PyroWatch, 1);
  watch->poller = pyro_poller_ref (self);
  watch->fd = fd;
  watch->condition = condition;
  watch->callback = callback;
  watch->user_data = user_data;
  if (!pyro_watch_apply (watch, EPOLL_CTL_ADD, condition))
    {
      set_error_from_errno (error, errno);
      pyro_watch_free (watch);
      return NULL;
    }

  return watch;
}

/**
 * pyro_watch_set_condition:
 * @self: a watch
 * @condition: what to wait for from now on, or 0 for nothing
 */
void
pyro_watch_set_condition (PyroWatch    *self,
                          GIOCondition  condition)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (!self->removed);

  /* The descriptor is in the set already: nothing is allocated, so nothing can fail. */
  if (condition != self->condition && !self->suspended && !pyro_watch_apply (self, EPOLL_CTL_MOD, condition))
    g_critical ("Descriptor %d was closed while it was watched", self->fd);
  self->condition = condition;
}

/**
 * pyro_watch_remove:
 * @self: (transfer full): a watch
 *
 * Ends a watch. Its callback is not called any more, not even for an event that is already known.
 */
void
pyro_watch_remove (PyroWatch *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (!self->removed);

  pyro_watch_apply (self, EPOLL_CTL_DEL, 0);
  self->removed = TRUE;
  if (self->poller->depth > 0)
    g_ptr_array_add (self->poller->removed, self);
  else
    pyro_watch_free (self);
}
