/* tests/examples/isolation.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "isolation.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <net/route.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define SPACES (CLONE_NEWNET | CLONE_NEWUTS)

static gboolean
write_file (const char *path,
            const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean written = fd >= 0 && write (fd, text, strlen (text)) == (gssize) strlen (text);

  if (fd >= 0)
    close (fd);

  return written;
}

/* Stays the same user in a space of its own, in which it may do what root may. */
static gboolean
become_free (void)
{
  g_autofree char *users = g_strdup_printf ("%u %u 1", geteuid (), geteuid ());
  g_autofree char *groups = g_strdup_printf ("%u %u 1", getegid (), getegid ());
  const char *files[][2] = {
    { "/proc/self/setgroups", "deny" },
    { "/proc/self/uid_map", users },
    { "/proc/self/gid_map", groups },
  };

  if (unshare (SPACES | CLONE_NEWUSER) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    if (!write_file (files[i][0], files[i][1]))
      g_error ("%s cannot be written: %s", files[i][0], g_strerror (errno));

  return TRUE;
}

static void
set_address (struct sockaddr *address,
             const char      *text)
{
  struct sockaddr_in place = { .sin_family = AF_INET };

  inet_pton (AF_INET, text, &place.sin_addr);
  memcpy (address, &place, sizeof place);
}

static gboolean
add_route (int         fd,
           const char *destination)
{
  char device[] = "lo";
  struct rtentry route = { .rt_flags = RTF_UP | RTF_HOST, .rt_dev = device };

  set_address (&route.rt_dst, destination);
  set_address (&route.rt_genmask, "255.255.255.255");

  return ioctl (fd, SIOCADDRT, &route) == 0;
}

/* The loopback device alone, with a second address. A program of Pyro's that looks for an address that
 * others could reach asks by which one 4.2.2.2 would be reached: by that; and what it broadcasts comes back.
 * There is no way to anywhere else, so nothing waits for a name to be resolved. */
static gboolean
set_up_loopback (int fd)
{
  struct ifreq up = { .ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING };
  struct ifreq second = { .ifr_name = "lo:1" };

  set_address (&second.ifr_addr, ISOLATED_ADDRESS);

  return ioctl (fd, SIOCSIFFLAGS, &up) == 0 && ioctl (fd, SIOCSIFADDR, &second) == 0
         && add_route (fd, "4.2.2.2") && add_route (fd, "255.255.255.255");
}

/* From here on this process and what it starts are in a network of their own, on a host whose name is
 * localhost: servers that listen on the host's own address or on a fixed port harm nobody, and meet nobody.
 * To be called before there is a second thread.
 *
 * Returns: (nullable): why that cannot be had here; then it is as it was */
const char *
isolate_network (void)
{
  static char *reason;
  int fd;
  gboolean ready;

  if (unshare (SPACES) != 0 && !become_free ())
    return reason = g_strdup_printf ("there is no network of its own to be had: %s", g_strerror (errno));

  fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  ready = fd >= 0 && sethostname ("localhost", strlen ("localhost")) == 0 && set_up_loopback (fd);
  if (!ready)
    g_error ("The network of its own cannot be set up: %s", g_strerror (errno));
  close (fd);

  return NULL;
}
