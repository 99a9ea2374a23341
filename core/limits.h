/* core/limits.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

/* Every limit of the library, with its unit and its reason. A limit is checked before the
 * allocation, the recursion or the inflation that it bounds. */

/* Levels of containers in a value. CPython's own parser stops at 200 brackets ("too many nested
 * parentheses") and serpent refuses to write deeper ones, so nothing that a Python peer can read
 * is lost, and recursion over a value needs no guard of its own. */
#define PYRO_MAX_DEPTH 200

/* Nodes of a value, counted as often as they are reached: 4 GiB of them. One that is reached on
 * many ways (pickle and marshal can say so) could otherwise double at each level, and what walks
 * over the value would never end. */
#define PYRO_MAX_NODES (1 << 28)

/* Decimal digits of an integer. CPython stops at 4300 unless told otherwise; a peer may have told
 * it otherwise, and reading decimal digits is linear. */
#define PYRO_MAX_INT_DIGITS 1000000

/* Digits of an integer written in base 2, 8 or 16: turning them into decimal is quadratic. */
#define PYRO_MAX_BASED_DIGITS 20000

/* The same for all integers beyond 64 bits of one marshal payload: the sum of the squares of their digits
 * of 15 bits. It is half a second, for 35 of the longest integers or 12 million of 128 bits. */
#define PYRO_MAX_MARSHAL_WORK 1000000000

/* Bytes of memory for what a pickle builds before it is a value: as much as the nodes of the largest
 * value. One byte of a pickle can ask for a hundred. */
#define PYRO_MAX_PICKLE_MEMORY ((guint64) PYRO_MAX_NODES * 16)

/* Numbers that a pickle may leave out in its memo. Python leaves out none; a high number would cost
 * as much memory as all that are below it. */
#define PYRO_MAX_MEMO_GAP 1024

/* Bytes of the name of a class or function in a pickle, with its module. */
#define PYRO_MAX_GLOBAL_SIZE 1000

/* Bytes of payload and annotations of one message: Pyro5's default of MAX_MESSAGE_SIZE. */
#define PYRO_MAX_MESSAGE_SIZE ((gsize) 1 << 30)

/* Bytes that one compressed payload may inflate to. Python has no limit here and a message of
 * 1 MiB can grow to 1 GiB. */
#define PYRO_MAX_INFLATED_SIZE ((gsize) 1 << 30)

/* Annotation chunks of one message: Pyro uses at most five of its own. */
#define PYRO_MAX_ANNOTATIONS 1000

/* Frames of a traceback that are looked at. Python stops at 1000 calls unless told otherwise and says
 * in one line that a call repeats itself. */
#define PYRO_MAX_TRACEBACK_FRAMES 10000

/* Exceptions of a traceback that are told apart: those that led to one another, and those of a group. Python
 * itself shows 15 of a group. */
#define PYRO_MAX_TRACEBACK_PARTS 1000

/* Bytes that are kept of what an exception said at the end of its part of a traceback. */
#define PYRO_MAX_TRACEBACK_RAISED 4096

/* Bytes of the text of a traceback that are kept. A line that a payload has once may be in a list of
 * lines any number of times. */
#define PYRO_MAX_TRACEBACK_SIZE (4 * 1024 * 1024)

/* Bytes of text that a payload may become, and how many more for each of its bytes: a byte is four
 * characters at most, and a long text that the payload has once may be in many places of the value. */
#define PYRO_MAX_DISSECTION_SIZE   (1024 * 1024)
#define PYRO_MAX_DISSECTION_GROWTH 16

/* Bytes of the text of a URI: an object id, a host name of at most 253 bytes or a socket path of
 * at most 108, and room for the metadata tags of PYROMETA. */
#define PYRO_MAX_URI_SIZE 8192

/* Bytes that are read from a socket at once when it is not known that more is to come. */
#define PYRO_READ_SIZE ((gsize) 64 * 1024)

/* Bytes by which the buffer of a large message grows as they arrive: a header that lies about its
 * length costs no more than this. */
#define PYRO_GROW_SIZE ((gsize) 4 * 1024 * 1024)

/* Microseconds that somebody may look for bytes, and use a processor up, before waiting for them. */
#define PYRO_MAX_SPIN_TIME (10 * G_TIME_SPAN_MILLISECOND)

/* Calls in flight on one connection: half of what the 16 bits of the sequence number can tell
 * apart. */
#define PYRO_MAX_IN_FLIGHT 32767

/* Calls of one batch: what a daemon makes without a break, while nobody hears how far it is. */
#define PYRO_MAX_BATCH 1000000

/* Differences that are told between a value and what arrives of it: as many as anybody reads. */
#define PYRO_MAX_CHANGES 1000

/* Bytes of a name that a name server keeps, and of one of its tags. Python has no limit; a longer one
 * would be no name any more. */
#define PYRO_MAX_NAME_SIZE 8192

/* Tags of one name. Python has no limit. */
#define PYRO_MAX_TAGS 1000

/* Names that a name server keeps, and bytes of all of them with their URIs and tags. Python has no
 * limit, and whoever can reach it can fill its memory. */
#define PYRO_MAX_NAMES 1000000
#define PYRO_MAX_NAMES_SIZE ((gsize) 1 << 30)

/* Bytes of a regular expression that names are matched with, and how deep its groups nest. */
#define PYRO_MAX_REGEX_SIZE 2000
#define PYRO_MAX_REGEX_DEPTH 100

/* Steps that one name may take to match, and microseconds that all names together may: some regular
 * expressions take a year otherwise, and meanwhile nobody else is answered. */
#define PYRO_MAX_REGEX_STEPS 100000
#define PYRO_MAX_REGEX_TIME (250 * G_TIME_SPAN_MILLISECOND)

/* Names that a name server in memory looks at before others have their turn: more are another thread's. */
#define PYRO_MAX_NAMES_A_TURN 250

/* Changes of a name server's database that one transaction makes durable together. */
#define PYRO_MAX_GROUPED_CHANGES 200

/* Microseconds that a name server's database may be locked by another program: as long as Python's
 * waits. */
#define PYRO_DATABASE_PATIENCE (5 * G_TIME_SPAN_SECOND)

/* Bytes of a name server's answer to a broadcast. Python's peers read 100. */
#define PYRO_MAX_BEACON_SIZE 1024

/* Answers to one broadcast that are looked at. */
#define PYRO_MAX_BEACONS 1000

/* Datagrams that come to a name server's broadcast port and are looked at before others have their turn. */
#define PYRO_MAX_BEACONS_A_TURN 32

/* Addresses that a name server tries at once when it looks for objects that are gone. */
#define PYRO_MAX_PROBES 16

/* Microseconds for each of them unless COMMTIMEOUT says something else: as long as Python's waits. */
#define PYRO_PROBE_TIME (5 * G_TIME_SPAN_SECOND)

/* Microseconds that a connection with a call that was given up may wait for its late reply before
 * it is closed. */
#define PYRO_GRACE_TIME (30 * G_TIME_SPAN_SECOND)

/* Daemons of which it is remembered what generation they speak: one forgotten costs one connection
 * more, the next time. */
#define PYRO_MAX_DIALECTS 1000

/* Connections of one proxy that wait so. Each occupies a thread of a Python daemon, which has 80. */
#define PYRO_MAX_ASIDE 8

/* Bytes of a certificate. OpenSSL takes no longer chain of them from a peer. */
#define PYRO_MAX_CERTIFICATE_SIZE (100 * 1024)

/* Bytes that TLS alone may have to write, as answers to what the peer sends: a handshake has some
 * KiB. One that asks and asks and reads nothing would otherwise fill the memory. */
#define PYRO_MAX_TLS_BACKLOG (64 * 1024)

/* ---- The HTTP gateway ---- */

/* Connections of HTTP clients at once. The next one takes the place of that which keeps the gateway waiting
 * longest, so that many silent clients shut nobody out. */
#define PYRO_MAX_GATEWAY_VISITORS 512

/* Calls at once. More are told to come again: each of them may hold a whole reply in memory. */
#define PYRO_MAX_GATEWAY_ERRANDS 128

/* Connections to one daemon at once: Python's has 80 threads by default, which are for others too. */
#define PYRO_MAX_GATEWAY_CONNECTIONS 16

/* Microseconds that an HTTP client may take to ask, and to take each 8 KiB of the answer. */
#define PYRO_GATEWAY_PATIENCE (30 * G_TIME_SPAN_SECOND)

/* Microseconds that a connection to a daemon is kept without use. */
#define PYRO_GATEWAY_IDLE_TIME (10 * G_TIME_SPAN_SECOND)

/* Microseconds that each step of a call through the gateway may take unless something else is said. */
#define PYRO_GATEWAY_CALL_TIME (60 * G_TIME_SPAN_SECOND)

/* Bytes of the path and query of a URL. */
#define PYRO_MAX_GATEWAY_URL 32768

/* Bytes of the body of an HTTP request: reading that much JSON takes some 10 ms, in which nobody else is
 * served. */
#define PYRO_MAX_GATEWAY_BODY ((gsize) 4 * 1024 * 1024)

/* Arguments of one call: more than anybody's method has. */
#define PYRO_MAX_GATEWAY_ARGUMENTS 1000

/* Bytes of one reply. */
#define PYRO_MAX_GATEWAY_REPLY ((gsize) 64 * 1024 * 1024)

/* Items of an item stream that are put into one reply. */
#define PYRO_MAX_GATEWAY_ITEMS 10000

/* ---- Daemons ---- */

/* Bytes of a payload that is read in the main context; larger ones, and compressed ones that could
 * grow as much, are read in a worker, so that nobody else waits for them. 64 KiB take 0.1 to 0.3 ms. */
#define PYRO_MAX_INLINE_PAYLOAD ((gsize) 64 * 1024)
#define PYRO_MAX_INLINE_DEFLATED ((gsize) 1024)

/* Bytes in memory of what an answer says that is written in the main context; more is written in a worker. */
#define PYRO_MAX_INLINE_VALUE ((gsize) 512 * 1024)

/* Results of a batch, likewise. */
#define PYRO_MAX_INLINE_RESULTS 2000

/* Requests of one connection that are served before the others have their turn, when it alone is
 * at work, and when many are. One takes 5 us or so. */
#define PYRO_MAX_REQUESTS_A_TURN 256
#define PYRO_MIN_REQUESTS_A_TURN 2

/* Bytes of a request and its answer that count as one more, since they take about as long. */
#define PYRO_REQUEST_COST_SIZE ((gsize) 1024)

/* Microseconds after which a turn of a daemon ends, and who waits for the next one: all those who had much
 * to do of late. That is so much in requests, and they are remembered for so many turns. Whoever asks little is
 * served before them, but for no more than that when it is late: nobody knows yet who only begins to ask for much. */
#define PYRO_MAX_TURN_TIME (1 * G_TIME_SPAN_MILLISECOND)
#define PYRO_HEAVY_COST 8
#define PYRO_HEAVY_TURNS 16

/* Turns that the handshake of a new connection has, as if it had had much to do, and that of TLS, where it has. */
#define PYRO_NEWCOMER_TURNS 1
#define PYRO_TLS_HANDSHAKE_TURNS 4

/* Calls of a batch that are made before others have their turn. */
#define PYRO_MAX_BATCH_A_TURN 256

/* Bytes of answers that wait for a connection to take them, above which it is served no more. */
#define PYRO_MAX_UNREAD ((gsize) 256 * 1024)

/* Microseconds that a client has from its connection to its handshake. Python's have no such limit,
 * and a silent client keeps a thread of them for ever. */
#define PYRO_HANDSHAKE_TIME (10 * G_TIME_SPAN_SECOND)

/* Microseconds in which nothing moves, in the middle of a message or while an answer is not taken. */
#define PYRO_STALL_TIME (30 * G_TIME_SPAN_SECOND)

/* Microseconds that running calls have to end when a daemon is closed. */
#define PYRO_DRAIN_TIME (5 * G_TIME_SPAN_SECOND)

/* Connections of a daemon. Beyond it the next ones are told that there are too many, and of those
 * again only so many at a time. */
#define PYRO_MAX_PEERS 20000
#define PYRO_MAX_SURPLUS_PEERS 64

/* Bytes of memory for messages that have come in part, of all connections together. The one that
 * goes over it is closed. */
#define PYRO_MAX_PARTIAL_SIZE ((gsize) 2 << 30)

/* Oneway calls of one connection that are under way, before its next message has to wait. */
#define PYRO_MAX_ONEWAY 100

/* Item streams of one connection, and of a daemon with those that outlived theirs. */
#define PYRO_MAX_STREAMS 1000
#define PYRO_MAX_ALL_STREAMS 100000
