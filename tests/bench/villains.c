/* tests/bench/villains.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/bench/villains.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/bench.h"
#include "tests/bench/clients.h"

/* Requests that one sends ahead of their answers: it is to keep the daemon busy, and not to fill the buffers
 * of the system with work for many seconds. */
#define MAX_AHEAD 500

/* Milliseconds between two looks at all of them. */
#define PAUSE_MSEC 1

typedef enum
{
  SILENT,       /* connects, and that is all */
  HALF_A_HELLO,
  HALF_A_CALL,  /* says that much is to come, and sends nothing of it */
  DEAF,         /* asks for much and reads nothing */
  FLOOD,        /* asks without end */
  N_WAYS
} Way;

typedef struct
{
  Way    way;
  int    fd;
  gssize n_sent, n_answered; /* bytes */
} Villain;

static GBytes *hello, *half_a_call, *large, *small;

static gssize
put (Villain *self,
     GBytes  *message,
     gsize    size)
{
  gssize n = send (self->fd, g_bytes_get_data (message, NULL), size, MSG_DONTWAIT | MSG_NOSIGNAL);

  self->n_sent += MAX (n, 0);

  return n;
}

static void
begin (Villain *self,
       PyroUri *uri)
{
  self->fd = bench_connect_to (pyro_uri_get_port (uri));
  self->n_sent = self->n_answered = 0;
  if (self->way == SILENT)
    return;
  put (self, hello, g_bytes_get_size (hello) / (self->way == HALF_A_HELLO ? 2 : 1));
  if (self->way == HALF_A_CALL)
    put (self, half_a_call, g_bytes_get_size (half_a_call) / 2);
}

/* The end of a message that was sent in part is sent first, since each is as long as the other. */
static void
flood (Villain *self)
{
  char answers[65536];
  gsize size = g_bytes_get_size (small);
  gssize n;

  while ((n = recv (self->fd, answers, sizeof answers, MSG_DONTWAIT)) > 0)
    self->n_answered += n;
  while (self->n_sent - self->n_answered < (gssize) size * MAX_AHEAD && put (self, small, size) == (gssize) size)
    ;
}

static void
misbehave (Villain *self,
           PyroUri *uri)
{
  char byte;

  if (self->way != DEAF && self->way != FLOOD && recv (self->fd, &byte, 1, MSG_DONTWAIT | MSG_PEEK) == 0)
    {
      close (self->fd); /* it was told to go, and comes again */
      begin (self, uri);
    }
  else if (self->way == DEAF)
    put (self, large, g_bytes_get_size (large));
  else if (self->way == FLOOD)
    flood (self);
}

static void
run (PyroUri *uri,
     int      leash,
     int      out)
{
  Villain villains[N_VILLAINS];
  struct pollfd watched = { leash, POLLIN, 0 };

  bench_leave ();
  for (guint i = 0; i < N_VILLAINS; i++)
    {
      villains[i].way = (Way) (i % N_WAYS);
      begin (&villains[i], uri);
    }
  g_assert_cmpint (write (out, "x", 1), ==, 1);
  while (poll (&watched, 1, PAUSE_MSEC) == 0)
    for (guint i = 0; i < N_VILLAINS; i++)
      misbehave (&villains[i], uri);
  _exit (0);
}

/* Starts them, and waits until all are there. */
void
villains_start (Villains *self,
                PyroUri  *uri)
{
  int in[2], out[2];
  char byte;

  if (hello == NULL)
    {
      g_autofree char *args = g_strdup_printf ("('%0*d',)", 1 << 20, 0);

      hello = clients_new_hello ();
      half_a_call = clients_new_call ("put", args);
      large = clients_new_call ("get", "(30000,)");
      small = clients_new_call ("add", "(1, 2)");
    }
  g_assert_true (pipe2 (in, O_CLOEXEC) == 0 && pipe2 (out, O_CLOEXEC) == 0);
  self->pid = fork ();
  if (self->pid == 0)
    {
      close (in[1]);
      run (uri, in[0], out[1]);
    }
  close (in[0]);
  close (out[1]);
  self->leash = in[1];
  g_assert_cmpint (read (out[0], &byte, 1), ==, 1);
  close (out[0]);
}

void
villains_stop (Villains *self)
{
  close (self->leash);
  g_assert_cmpint (waitpid (self->pid, NULL, 0), ==, self->pid);
}
