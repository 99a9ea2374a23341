/* core/serve/line.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/link/tunnel.h"
#include "core/serve/conversation.h"

G_BEGIN_DECLS

/* A client's socket, with a TLS tunnel or without: moves bytes between it and a conversation. */
typedef struct
{
  int         fd;     /* owned, -1 once closed */
  PyroTunnel *tunnel; /* owned; NULL for none */
  gboolean    broken; /* nothing can be written any more */
} PyroLine;

typedef enum
{
  PYRO_LINE_END = -1, /* nothing more can come */
  PYRO_LINE_EMPTY,    /* all that was there is read */
  PYRO_LINE_MORE,     /* there may be more */
} PyroLineState;

void          pyro_line_init       (PyroLine         *self,
                                    int               fd,
                                    PyroTunnel       *tunnel);
void          pyro_line_clear      (PyroLine         *self);
PyroLineState pyro_line_read       (PyroLine         *self,
                                    PyroConversation *conversation,
                                    guint8           *buffer,
                                    gsize             size,
                                    int               flags);
gboolean      pyro_line_write      (PyroLine         *self,
                                    PyroConversation *conversation,
                                    int               flags);
gboolean      pyro_line_has_output (PyroLine         *self,
                                    PyroConversation *conversation);

G_END_DECLS
