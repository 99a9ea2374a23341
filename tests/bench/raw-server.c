/* tests/bench/raw-server.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/bench/raw-server.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/bench/bench.h"
#include "tests/bench/clients.h"

#define N_EVENTS 256

/* Where the type and the sequence number are in a message of Pyro5. */
#define TYPE_AT 6
#define SEQ_AT  10
#define HELLO   1

/* One message that was made before. */
typedef struct
{
  char   data[4096];
  gssize size; /* 0 for none: then what came is sent back */
} Canned;

static Canned welcome, answer;

static void
serve_one (int fd)
{
  char data[4096];
  gssize n = recv (fd, data, sizeof data, 0);
  Canned *canned = n > TYPE_AT && data[TYPE_AT] == HELLO ? &welcome : &answer;

  if (n <= 0)
    {
      close (fd);
      return;
    }
  if (canned->size == 0)
    {
      n = send (fd, data, (gsize) n, MSG_NOSIGNAL);
      return;
    }
  memcpy (canned->data + SEQ_AT, data + SEQ_AT, 2);
  n = send (fd, canned->data, (gsize) canned->size, MSG_NOSIGNAL);
}

static void
add (int epoll,
     int fd)
{
  struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };
  const int yes = 1;

  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  epoll_ctl (epoll, EPOLL_CTL_ADD, fd, &event);
}

static void
serve (int listener,
       int leash)
{
  int epoll = epoll_create1 (EPOLL_CLOEXEC);

  add (epoll, listener);
  add (epoll, leash);
  for (;;)
    {
      struct epoll_event events[N_EVENTS];
      int n = epoll_wait (epoll, events, N_EVENTS, -1);

      for (int i = 0; i < n; i++)
        if (events[i].data.fd == leash)
          _exit (0);
        else if (events[i].data.fd == listener)
          add (epoll, accept (listener, NULL, NULL));
        else
          serve_one (events[i].data.fd);
    }
}

/* Starts a server that sends back what it gets. */
void
raw_server_start (RawServer *self)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t size = sizeof address;
  int listener = socket (AF_INET, SOCK_STREAM, 0);
  int leash[2];

  g_assert_cmpint (pipe (leash), ==, 0);
  g_assert_cmpint (bind (listener, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (listen (listener, 1024), ==, 0);
  g_assert_cmpint (getsockname (listener, (struct sockaddr *) &address, &size), ==, 0);
  self->pid = fork ();
  if (self->pid == 0)
    {
      close (leash[1]);
      serve (listener, leash[0]);
    }
  close (listener);
  close (leash[0]);
  self->leash = leash[1];
  self->uri = pyro_uri_new (PYRO_URI_PYRO, "echo", "127.0.0.1", ntohs (address.sin_port));
  bench_watch (self->pid);
}

/* Starts a server that sends what the daemon at @model answers to a handshake and to add(1, 2), whatever
 * is asked: the floor for anything that speaks Pyro. */
void
raw_server_start_canned (RawServer *self,
                         PyroUri   *model)
{
  g_autoptr(GBytes) hello = clients_new_hello ();
  g_autoptr(GBytes) call = clients_new_call ("add", "(1, 2)");
  int fd = bench_connect_to (pyro_uri_get_port (model));

  welcome.size = clients_pass (fd, hello, welcome.data, sizeof welcome.data);
  answer.size = clients_pass (fd, call, answer.data, sizeof answer.data);
  close (fd);
  raw_server_start (self);
  welcome.size = answer.size = 0; /* of this process; the server has its own */
}
