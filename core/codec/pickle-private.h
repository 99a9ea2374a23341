/* core/codec/pickle-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "core/codec/trail-private.h"
#include "core/value/builder.h"

G_BEGIN_DECLS

/* The protocols: which Python writes one, and since when all of them read it. */
#define PYRO_PICKLE_OLD    2 /* Python 2; every Python */
#define PYRO_PICKLE_NEW    4 /* Python 3.4 to 3.7; since 3.4 */
#define PYRO_PICKLE_NEWEST 5 /* Python 3.8 and later; since then */

typedef struct _PickleObject PickleObject;
typedef struct _PickleGlobal PickleGlobal;
typedef struct _PickleInstance PickleInstance;
typedef struct _PickleMachine PickleMachine;

typedef enum
{
  PICKLE_ABSENT, /* nothing, in a memo or a field */
  PICKLE_NONE,
  PICKLE_BOOL,
  PICKLE_INT,
  PICKLE_BIG_INT, /* decimal digits */
  PICKLE_FLOAT,
  PICKLE_TEXT,    /* UTF-8, maybe with surrogates */
  PICKLE_BYTES,
  PICKLE_OBJECT,
} PickleKind;

/* What is on the stack of the machine. */
typedef struct
{
  guint8  kind;   /* PickleKind */
  guint8  shared; /* for what has data: it may be reached on other ways as well */
  guint32 size;   /* bytes of data */
  union
  {
    gint64        integer;
    double        real;
    const char   *data; /* unowned: in the payload or in the room */
    PickleObject *object;
  } u;
} PickleThing;

G_STATIC_ASSERT (sizeof (PickleThing) == 16);

typedef enum
{
  PICKLE_LIST,
  PICKLE_TUPLE,
  PICKLE_SET,
  PICKLE_FROZENSET,
  PICKLE_DICT,     /* keys and values in turns */
  PICKLE_COMPLEX,  /* two floats */
  PICKLE_GLOBAL,   /* the name of a class or function */
  PICKLE_INSTANCE, /* what calling one would have made */
} PickleObjectKind;

/* Whether something may be a key of a dict. */
typedef enum
{
  PICKLE_HASHABLE,
  PICKLE_HASHABLE_THERE, /* in Python, but not as a value of ours */
  PICKLE_UNHASHABLE,
} PickleHash;

struct _PickleObject
{
  guint8       kind;    /* PickleObjectKind */
  guint8       hash;    /* PickleHash; what is in it is known by then, or does not count */
  guint8       shared;  /* whether it may be reached on several ways */
  guint8       busy;    /* whether it is being made into a value */
  guint32      cost;    /* of making it into a value; 0 when that did not happen yet */
  guint32      n_items;
  guint32      n_allocated;
  PickleThing *items;
  PyroValue   *made;    /* owned by the maker */
};

struct _PickleGlobal
{
  PickleObject object;
  const char  *name; /* with its module */
  gsize        size; /* bytes of it */
  PyroValue   *text; /* owned by the maker: the name, when it is long */
  /* Makes something plain of a call, or leaves it absent, or refuses it; NULL when only the name
   * counts. */
  gboolean   (*call) (PickleMachine     *machine,
                      const PickleThing *args,
                      PickleThing       *result);
};

/* The items of the object are those that were appended to it. */
struct _PickleInstance
{
  PickleObject  object;
  PickleThing   callable;
  PickleThing   args;    /* a tuple */
  PickleThing   kwargs;  /* a dict, or absent */
  PickleThing   state;   /* or absent */
  PickleObject *entries; /* a dict, or NULL */
};

/* Memory that is freed together. */
typedef struct
{
  gpointer blocks;
  gsize    used;  /* bytes of the first block */
  gsize    size;  /* bytes of the first block */
  guint64  total; /* bytes of all, and of stack and memo */
} PickleRoom;

/* Memory that grows; at first it is a part of the machine. */
typedef struct
{
  gpointer items;
  gsize    n_items;
  gsize    n_allocated;
} PickleArray;

struct _PickleMachine
{
  GBytes       *payload;
  const guint8 *start;
  const guint8 *opcode; /* that is carried out */
  const guint8 *at;
  const guint8 *end;
  guint         protocol;
  gboolean      stopped;
  GError      **error;

  PickleRoom    room;
  PickleArray   stack;
  PickleArray   marks;     /* of sizes that the stack had */
  PickleArray   memo;
  gsize         n_memo;    /* things in the memo, which may have gaps */

  /* What a small pickle needs. */
  PickleThing   own_stack[32];
  gsize         own_marks[16];
  PickleThing   own_memo[32];
  gint64        own_room[128];
};

/* pickle-room.c */
gboolean      _pyro_pickle_refuse        (PickleMachine         *self,
                                          const char            *format,
                                          ...) G_GNUC_PRINTF (2, 3);
gpointer      _pyro_pickle_alloc         (PickleMachine         *self,
                                          gsize                  size);
gboolean      _pyro_pickle_grow          (PickleMachine         *self,
                                          PickleArray           *array,
                                          gconstpointer          own,
                                          gsize                  n_needed,
                                          gsize                  item_size);
void          _pyro_pickle_start         (PickleMachine         *self);
void          _pyro_pickle_clear         (PickleMachine         *self);
PickleObject *_pyro_pickle_new_object    (PickleMachine         *self,
                                          PickleObjectKind       kind,
                                          const PickleThing     *items,
                                          gsize                  n_items);
gboolean      _pyro_pickle_append        (PickleMachine         *self,
                                          PickleObject          *object,
                                          const PickleThing     *items,
                                          gsize                  n_items);
void          _pyro_pickle_share         (PickleThing           *thing);
void          _pyro_pickle_share_items   (PickleObject          *object);

/* pickle-stack.c */
gboolean      _pyro_pickle_grow_stack    (PickleMachine         *self);
gboolean      _pyro_pickle_push_object   (PickleMachine         *self,
                                          PickleObject          *object);
gboolean      _pyro_pickle_pop           (PickleMachine         *self,
                                          PickleThing           *thing);
PickleThing  *_pyro_pickle_peek          (PickleMachine         *self);
gboolean      _pyro_pickle_drop          (PickleMachine         *self);
gboolean      _pyro_pickle_mark          (PickleMachine         *self);
PickleThing  *_pyro_pickle_pop_mark      (PickleMachine         *self,
                                          gsize                 *n_items);
gboolean      _pyro_pickle_put           (PickleMachine         *self,
                                          guint64                index);
gboolean      _pyro_pickle_get           (PickleMachine         *self,
                                          guint64                index);

/* pickle-line.c */
gboolean      _pyro_pickle_take_line     (PickleMachine         *self,
                                          const char           **line,
                                          gsize                 *size);
gboolean      _pyro_pickle_take_index    (PickleMachine         *self,
                                          guint64               *index);
gboolean      _pyro_pickle_run_line      (PickleMachine         *self);
gboolean      _pyro_pickle_push_string   (PickleMachine         *self,
                                          const char            *data,
                                          gsize                  size);

/* pickle-long.c */
gboolean      _pyro_pickle_push_digits   (PickleMachine         *self,
                                          const char            *digits,
                                          gsize                  size);
gboolean      _pyro_pickle_push_long     (PickleMachine         *self,
                                          const guint8          *data,
                                          gsize                  size);
gboolean      _pyro_pickle_append_long   (GString               *out,
                                          PyroValue             *value);

/* pickle-call.c */
gboolean      _pyro_pickle_push_global   (PickleMachine         *self,
                                          const char            *module,
                                          gsize                  module_size,
                                          const char            *name,
                                          gsize                  name_size);
gboolean      _pyro_pickle_call          (PickleMachine         *self,
                                          const PickleThing     *callable,
                                          const PickleThing     *args,
                                          PickleThing           *result);
gboolean      _pyro_pickle_new_instance  (PickleMachine         *self,
                                          const PickleThing     *callable,
                                          const PickleThing     *args,
                                          const PickleThing     *kwargs,
                                          PickleThing           *result);
gboolean      _pyro_pickle_build         (PickleMachine         *self,
                                          PickleThing           *target,
                                          const PickleThing     *state);

/* pickle-known.c */
typedef gboolean (*PickleCall) (PickleMachine     *machine,
                                const PickleThing *args,
                                PickleThing       *result);

PickleCall    _pyro_pickle_find_call     (const char            *name);

/* pickle-date.c */
PickleCall    _pyro_pickle_find_date     (const char            *name);

/* pickle-names.c */
void          _pyro_pickle_translate     (const char           **module,
                                          const char           **name);
gboolean      _pyro_pickle_is_exception  (const char            *name);

/* pickle-value.c */
typedef struct
{
  PickleMachine *machine;
  PyroBuilder   *builder;
  GPtrArray     *made;      /* of PyroValue, or NULL */
  GHashTable    *texts;     /* of PyroValue, by where their data is, or NULL */
  guint          depth;
  gint64         key_cost;
  GError       **error;
} PickleMaker;

PyroValue    *_pyro_pickle_make_value    (PickleMachine         *machine,
                                          const PickleThing     *thing,
                                          GError               **error);
void          _pyro_pickle_hold          (PickleMaker           *self,
                                          PyroValue             *value);
gboolean      _pyro_pickle_make          (PickleMaker           *self,
                                          PickleThing           *thing,
                                          gint64                *cost);
gboolean      _pyro_pickle_make_items    (PickleMaker           *self,
                                          PickleObject          *object,
                                          PyroValueKind          kind,
                                          gint64                *cost);
gboolean      _pyro_pickle_make_entries  (PickleMaker           *self,
                                          PickleObject          *dict,
                                          gint64                *cost);
gboolean      _pyro_pickle_open          (PickleMaker           *self,
                                          PyroValueKind          kind);
gboolean      _pyro_pickle_close         (PickleMaker           *self);

/* pickle-record.c */
gboolean      _pyro_pickle_make_global   (PickleMaker           *self,
                                          PickleGlobal          *global,
                                          gint64                *cost);
gboolean      _pyro_pickle_make_instance (PickleMaker           *self,
                                          PickleInstance        *instance,
                                          gint64                *cost);
gboolean      _pyro_pickle_make_odd      (PickleMaker           *self,
                                          PickleObject          *object,
                                          gint64                *cost);

/* pickle-reader.c */
PyroValue    *_pyro_pickle_read          (GBytes                *payload,
                                          GError               **error);

/* pickle-writer.c */
typedef struct
{
  guint        protocol;
  GString     *out;
  PyroTrail   *trail;
  GError     **error;
} PickleWriter;

gboolean      _pyro_pickle_write         (PickleWriter          *self,
                                          PyroValue             *value);
void          _pyro_pickle_write_text    (PickleWriter          *self,
                                          const char            *text,
                                          gsize                  size);
void          _pyro_pickle_write_global  (PickleWriter          *self,
                                          const char            *module,
                                          const char            *name);
gboolean      _pyro_pickle_write_items   (PickleWriter          *self,
                                          PyroValue             *items);

/* pickle-instance.c */
gboolean      _pyro_pickle_write_record  (PickleWriter          *self,
                                          PyroValue             *record);

static inline PickleHash
_pyro_pickle_get_hash (const PickleThing *thing)
{
  return thing->kind == PICKLE_OBJECT ? (PickleHash) thing->u.object->hash : PICKLE_HASHABLE;
}

static inline gboolean
_pyro_pickle_push (PickleMachine     *self,
                   const PickleThing *thing)
{
  if (G_UNLIKELY (self->stack.n_items == self->stack.n_allocated) && !_pyro_pickle_grow_stack (self))
    return FALSE;
  ((PickleThing *) self->stack.items)[self->stack.n_items++] = *thing;

  return TRUE;
}

G_END_DECLS
