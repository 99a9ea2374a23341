/* tests/bench/bench-bytes.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/client/proxy.h"
#include "tests/bench/bench.h"
#include "tests/bench/echo-server.h"
#include "tests/python-peer.h"

/* A mebibyte as an argument, which the daemon counts: between our proxy and our daemon, and between
 * Python's, in each serializer; beside the same bytes on a bare socket. And the memory for 50 of them. */

#define SIZE    (1024 * 1024)
#define N_PUTS  20 /* of a round */
#define N_LARGE 50

typedef struct
{
  const char *serializer;
  const char *kind; /* bytes or str */
} Put;

static EchoServer server;
static PythonPeer *peer;

static const Put serpent_bytes = { "serpent", "bytes" };
static const Put serpent_text = { "serpent", "str" };
static const Put marshal_bytes = { "marshal", "bytes" };
static const Put msgpack_bytes = { "msgpack", "bytes" };

static double
since (gint64 began,
       guint  n)
{
  return (double) (g_get_monotonic_time () - began) / G_TIME_SPAN_SECOND / n;
}

/* ---- The floor ---- */

static void
swallow (int fd)
{
  g_autofree char *bytes = g_malloc (SIZE);
  gsize have = 0;
  gssize n;

  while ((n = read (fd, bytes, SIZE)) > 0)
    {
      have += (gsize) n;
      if (have == SIZE)
        {
          have = 0;
          if (write (fd, bytes, 1) != 1)
            break;
        }
    }
  _exit (0);
}

static double
measure_raw (gpointer data,
             guint    n)
{
  g_autofree char *bytes = g_strnfill (SIZE, 'x');
  int fds[2];
  gint64 began;
  pid_t child;

  bench_connect_pair (fds);
  child = fork ();
  if (child == 0)
    {
      close (fds[0]);
      swallow (fds[1]);
    }
  close (fds[1]);

  began = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++)
    {
      char answer;

      for (gsize at = 0; at < SIZE;)
        {
          gssize written = write (fds[0], bytes + at, SIZE - at);

          g_assert_cmpint (written, >, 0);
          at += (gsize) written;
        }
      g_assert_cmpint (read (fds[0], &answer, 1), ==, 1);
    }
  close (fds[0]);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);

  return since (began, n);
}

/* ---- Ours and Python's ---- */

static PyroValue *
make_args (const char *kind,
           gsize       size)
{
  g_autofree char *text = g_strnfill (size, 'x');
  g_autoptr(GBytes) bytes = g_bytes_new (text, size);
  g_autoptr(PyroValue) value = g_str_equal (kind, "str") ? pyro_value_new_string (text) : pyro_value_new_bytes (bytes);

  return pyro_value_new_tuple (&value, 1);
}

static void
put_once (PyroProxy *proxy,
          PyroValue *args,
          gsize      size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PyroValue) value = pyro_proxy_call_sync (proxy, "put", args, NULL, NULL, &error);
  gint64 counted;

  g_assert_no_error (error);
  g_assert_true (pyro_value_get_int64 (value, &counted));
  g_assert_cmpint (counted, ==, (gint64) size);
}

static double
measure_put (gpointer data,
             guint    n)
{
  const Put *put = data;
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (server.uri);
  g_autoptr(PyroValue) args = make_args (put->kind, SIZE);
  gint64 began;

  g_assert_true (pyro_proxy_set_serializer (proxy, put->serializer, NULL));
  put_once (proxy, args, SIZE);
  began = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++)
    put_once (proxy, args, SIZE);

  return since (began, n);
}

static double
ask (gpointer data,
     guint    n)
{
  const Put *put = data;
  g_autofree char *answer = NULL;

  python_peer_ask (peer, "put %s %s %u %u", put->serializer, put->kind, SIZE, n);
  answer = python_peer_read (peer, NULL);
  g_assert_nonnull (answer);

  return g_ascii_strtod (answer, NULL);
}

/* ---- Memory ---- */

/* The most memory that a process ever had, in MiB. */
static double
get_peak (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", pid);
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  line = strstr (text, "VmHWM:");
  g_assert_nonnull (line);

  return g_ascii_strtod (line + strlen ("VmHWM:"), NULL) / 1024;
}

/* A goal: a factor of the payload, and two MiB. What is put is there before. */
static void
print_peaks (const char *serializer,
             double      goal)
{
  g_autoptr(PyroProxy) proxy = pyro_proxy_new (server.uri);
  g_autoptr(PyroValue) args = make_args ("bytes", N_LARGE * SIZE);
  double client, daemon;

  g_assert_true (pyro_proxy_set_serializer (proxy, serializer, NULL));
  g_assert_true (pyro_proxy_bind_sync (proxy, NULL, NULL));
  client = get_peak (getpid ());
  daemon = get_peak (server.pid);
  put_once (proxy, args, N_LARGE * SIZE);
  client = get_peak (getpid ()) - client;
  daemon = get_peak (server.pid) - daemon;
  printf ("  K4: %d MiB in %-10s client %+6.1f MiB, daemon %+6.1f MiB, at most %.1f  %s\n", N_LARGE, serializer,
          client, daemon, goal * N_LARGE + 2, MAX (client, daemon) <= goal * N_LARGE + 2 ? "met" : "NOT MET");
}

int
main (int   argc,
      char *argv[])
{
  BenchRow rows[] = {
    { "1 MiB on a bare socket", measure_raw, NULL, N_PUTS },
    { "ours, bytes in marshal", measure_put, (gpointer) &marshal_bytes, N_PUTS },
    { "ours, bytes in msgpack", measure_put, (gpointer) &msgpack_bytes, N_PUTS },
    { "ours, bytes in serpent", measure_put, (gpointer) &serpent_bytes, N_PUTS },
    { "ours, str in serpent", measure_put, (gpointer) &serpent_text, N_PUTS },
    { "Python, bytes in marshal", ask, (gpointer) &marshal_bytes, N_PUTS },
    { "Python, bytes in msgpack", ask, (gpointer) &msgpack_bytes, N_PUTS },
    { "Python, bytes in serpent", ask, (gpointer) &serpent_bytes, N_PUTS },
    { "Python, str in serpent", ask, (gpointer) &serpent_text, N_PUTS },
  };
  const BenchGoal goals[] = {
    { "K1: marshal, of the raw speed", "ours, bytes in marshal", "1 MiB on a bare socket", 0.70 },
    { "K1: msgpack, of the raw speed", "ours, bytes in msgpack", "1 MiB on a bare socket", 0.70 },
    { "K2: bytes in serpent, of the raw speed", "ours, bytes in serpent", "1 MiB on a bare socket", 0.25 },
    { "K2: bytes in serpent, beside Python", "ours, bytes in serpent", "Python, bytes in serpent", 8 },
    { "K3: str in serpent, of the raw speed", "ours, str in serpent", "1 MiB on a bare socket", 0.40 },
    { "K3: str in serpent, beside Python", "ours, str in serpent", "Python, str in serpent", 8 },
  };
  g_autofree char *text = NULL;

  bench_init (&argc, &argv);
  bench_pin ();
  echo_server_start (&server, "thread", NULL);
  peer = python_peer_new ("bench", "bench-peer.py");
  g_assert_nonnull (peer);
  bench_watch (atoi (peer->greeting + strlen ("ready ")));
  python_peer_ask (peer, "serve");
  text = python_peer_read (peer, NULL);
  bench_watch (atoi (text));

  print_peaks ("marshal", 1.05);
  print_peaks ("serpent", 2.4);
  bench_run (rows, G_N_ELEMENTS (rows));
  bench_print ("1 MiB as an argument, over TCP", rows, G_N_ELEMENTS (rows), goals, G_N_ELEMENTS (goals));

  pyro_uri_unref (server.uri);
  python_peer_free (peer);

  return 0;
}
