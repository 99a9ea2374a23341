# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live name servers of both generations, and what they answer. Prints `ready`, or `skip` and the reason;
then answers each line of its input, and lives until that ends.

operations GENERATION STORAGE KIND COUNT SEED
    makes random calls; `own URI`, then `METHOD, ARGS, KWARGS, RESULT-OR-EXCEPTION` a line, then `end`.
    STORAGE: memory or sql. KIND: any, text (tags are text), or plain (what every storage agrees on)
regexes COUNT
    a pattern, of so many random ones, and a list of the names that match or the text of the error, a line; then `end`
dump GENERATION FILE
    what Python's storage finds in FILE, on one line
fill GENERATION FILE COUNT
    registers names in FILE with Python's storage, with which it is made; `done`
"""
import ast
import os
import random
import re
import sys
import tempfile
import threading
import warnings

# The tags of a PYROMETA: URI are a set. With this seed their order does not depend on that in which they came.
if os.environ.get("PYTHONHASHSEED") != "0":
    os.execve(sys.executable, sys.orig_argv, {**os.environ, "PYTHONHASHSEED": "0"})

for variable in [variable for variable in os.environ if variable.startswith("PYRO_")]:
    del os.environ[variable]

try:
    import Pyro4
    import Pyro4.naming
    import Pyro4.naming_storage
    import Pyro5.api
    import Pyro5.core
    import Pyro5.nameserver
except ImportError as problem:
    print("skip", problem, flush=True)
    sys.exit()

NAMES = ["", "a", "A", "ab", "a.b", "lab.stage", "lab.camera", "Lab.camera", "lab.echo", "lab_echo", "lab%echo",
         "labXecho", "étoile", "日本.語", "a b", " a", "a\nb", "a\0b", "\U0001f680.launch", "x" * 30, "'\"",
         "Pyro.Daemon"]
PLAIN_NAMES = ["a", "ab", "a.b", "lab.stage", "lab.camera", "lab.echo", "lab", "zebra", "q.r.s"]
TAGS = ["a", "b", "c", "class:lab.Stage", "é", "a b", "", "A", "x\0y"]
ODD_TAGS = [5, 2.5, True, b"x", "5"]
URIS = ["PYRO:obj@localhost:1234", "pyro:obj@host:1", "PYRO:a.b@[::1]:99", "PYRO:o@./u:/tmp/sock",
        "PYRO:o@./u:\0abstract", "PYRONAME:other", "PYRONAME:other@host", "PYRONAME:other@host:77",
        "PYROMETA:x,y", "PYROMETA:x,,y@h:1", "PYRO:obj@h: 12 ", "PYRO:obj@h:1_0",
        "PYRO:é@h:1", "PYRO:a@b@c:1", "PYRO:obj@h:99999999999999999999", "PYRO:obj@h:-1", "PYRO:obj@h:1\n",
        "PYRO:obj@[fe80::1%2]:5junk", "PYRONAME:o@[::1]"]
BAD_URIS = ["", "x", "PYRO:obj", "PYRO:obj@", "PYRO:obj@host", "PYRO:obj@host:x", "PYROLOC:a@b:1", "PYRO:@h:1",
            "PYRO: a@b:1", "PYRO:a@./u:", "PYRO:a@./u:x:y", "PYRO:a@[[::1]]:1", "PYRO:a@[zz]:1", "http://x",
            "PYRO:a@h:1__0", "PYRO:a@h:_1", "PYRO:a@h:1_", "PYRO:a@:", "PYRO:a@h:é", "PYROé:a@b:1", "PYRO:a@h\n:1",
            "PYRO:a b@h:1", "PYROMETA:x, y@host", "PYRO:a@[::1]x", "PYRO:a@[::1]:", "PYRO:a@h:+", "PYRO:a@h:\0" "1",
            5, None, ["PYRO:a@b:1"], b"PYRO:a@b:1"]
REGEXES = ["a", "b", "lab", r"lab\..*", ".*", "", "[aA]", "(", "*", "[", r"\q", "a{2,1}", "^a$", "(?i)LAB", r"\w+$",
           5,
           ["a"], ("a",), b"a", r"x+$", "a)", "(?P<n>a)(?P=n)"]
ODD = [None, 0, 1, 5, 2.5, "", "a", b"a", [], ["a"], ("a",), {"a"}, {"a": 1}, (["a"],), True, False, frozenset("ab")]


class Calls:
    """Random calls."""

    def __init__(self, generation, kind, seed):
        self.random = random.Random(seed)
        self.generation = generation
        self.kind = kind
        self.uri_class = Pyro5.core.URI if generation == 5 else Pyro4.URI

    def pick(self, values):
        """One of them. What Pyro4 sends for bytes is a dict, and as tags they are numbers."""
        bytes_too = self.generation == 5 and self.kind == "any"
        return self.random.choice([value for value in values if bytes_too or not isinstance(value, bytes)])

    def odd(self, usual):
        if self.kind != "plain" and self.random.random() < 0.06:
            return self.pick(ODD)
        return usual

    def name(self):
        return self.odd(self.random.choice(PLAIN_NAMES if self.kind == "plain" else NAMES))

    def prefix(self):
        if self.kind == "plain":
            return self.random.choice(["", "a", "lab", "lab.", "zz", None])
        return self.odd(self.random.choice(NAMES + ["l", "la", "lab", "lab.", "%", "é", "\0", ("a", "lab"), ("a", 5)]))

    def uri(self):
        if self.random.random() < 0.15:
            return self.pick(BAD_URIS)
        uri = self.random.choice(URIS)
        if self.random.random() < 0.2 and not uri.endswith(("\n", "junk")):
            return self.uri_class(uri)
        return uri

    def tags(self):
        if self.random.random() < 0.1:
            return self.odd("text")
        some = self.random.sample(TAGS, self.random.randrange(4))
        if self.kind == "any" and self.random.random() < 0.1:
            some += [self.pick(ODD_TAGS), self.pick(ODD_TAGS)]
        return self.odd(self.random.choice([list, tuple, set, frozenset])(some))

    def flag(self):
        return self.random.choice([True, False, 0, 1, 0.0, 3, None])

    def some(self, **choices):
        """Some of these arguments, by position as far as that goes, and by name."""
        values = {key: make() for key, make in choices.items()}
        n = self.random.randrange(len(values) + 1)
        args = list(values.values())[:n]
        kwargs = {key: value for key, value in list(values.items())[n:] if self.random.random() < 0.4}
        if self.random.random() < 0.02:
            kwargs["unheard_of"] = 1
        if self.random.random() < 0.02 and values and self.kind != "plain":
            kwargs[list(values)[0]] = 1
        if self.random.random() < 0.01:
            args += [1] * (6 - len(args))
        return args, kwargs

    def make(self):
        method = self.random.choice(
            ["count", "ping", "lookup", "lookup", "register", "register", "register", "register", "set_metadata",
             "set_metadata", "remove", "list", "list", "list", "yplookup", "yplookup", "_private",
             "lock", "nothing", "__init__", "lock" if self.kind == "plain" else "storage"])
        maybe = lambda make: lambda: None if self.random.random() < 0.6 else make()
        regex = lambda: self.pick(REGEXES)
        if method in ("count", "ping") or method not in (
                "lookup", "register", "set_metadata", "remove", "list", "yplookup"):
            return method, *self.some()
        if method == "lookup":
            return method, *self.some(name=self.name, return_metadata=self.flag)
        if method == "register":
            if self.random.random() < 0.8:
                return method, [self.name(), self.uri(), self.flag(), self.tags()], {}
            return method, *self.some(name=self.name, uri=self.uri, safe=self.flag, metadata=self.tags)
        if method == "set_metadata":
            return method, *self.some(name=self.name, metadata=self.tags)
        if method == "remove":
            if self.random.random() < 0.5:
                return method, [self.name()], {}
            return method, *self.some(name=maybe(self.name), prefix=maybe(self.prefix), regex=maybe(regex))
        if method == "list" and self.generation == 4:
            return method, *self.some(prefix=maybe(self.prefix), regex=maybe(regex), metadata_all=maybe(self.tags),
                                      metadata_any=maybe(self.tags), return_metadata=self.flag)
        if method == "list":
            return method, *self.some(prefix=maybe(self.prefix), regex=maybe(regex), return_metadata=self.flag)
        return method, *self.some(meta_all=maybe(self.tags), meta_any=maybe(self.tags), return_metadata=self.flag)


def plain(value):
    """The value as it is on the wire: instances are dicts. A frozenset says no more than a set."""
    if isinstance(value, (Pyro5.core.URI, Pyro4.URI)):
        return {"__class__": f"{type(value).__module__}.URI", "state": plain(value.__getstate__())}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(plain(item) for item in value)
    return set(value) if isinstance(value, frozenset) else value


def start(generation, storage):
    """A live name server, and a proxy for it."""
    if generation == 5:
        uri, daemon, _ = Pyro5.nameserver.start_ns("127.0.0.1", 0, enableBroadcast=False, storage=storage)
        proxy = Pyro5.api.Proxy(uri)
    else:
        uri, daemon, _ = Pyro4.naming.startNS("127.0.0.1", 0, enableBroadcast=False, storage=storage)
        proxy = Pyro4.Proxy(uri)
    threading.Thread(target=daemon.requestLoop, daemon=True).start()
    return str(uri), daemon, proxy


def call(proxy, method, args, kwargs):
    try:
        return "returned", plain(proxy._pyroInvoke(method, args, kwargs))
    except Exception as problem:
        return "raised", f"{type(problem).__module__}.{type(problem).__name__}", tuple(problem.args)


def operations(generation, storage, kind, count, seed):
    calls = Calls(generation, kind, seed)
    Pyro5.config.SERPENT_BYTES_REPR = True
    with tempfile.TemporaryDirectory() as folder:
        own, daemon, proxy = start(generation, f"sql:{folder}/names" if storage == "sql" else storage)
        with proxy:
            print("own", own, flush=True)
            for _ in range(count):
                method, args, kwargs = calls.make()
                answer = call(proxy, method, args, kwargs)
                print(repr((method, [as_sent(value) for value in args],
                            {key: as_sent(value) for key, value in kwargs.items()}, answer)))
        daemon.shutdown()
    print("end", flush=True)


def as_sent(value):
    """An argument as the daemon decodes it, as a literal: serpent has no empty set."""
    if isinstance(value, (set, frozenset)):
        return set(value) or ()
    return plain(value)


PATTERNS = [
    # plain
    "", "a", "ab", "b", "a|b", "|b", "a|", "ab|abc", "lab.stage", r"lab\.stage", ".", "..", "a.b", ".*b", ".*?b",
    ".+", "a*", "a+", "a?", "a??b", "a*?b", "a+?b", "(a|b)*c", "(?:a|b)+", "(a)(b)?", "((a))", "()", "(|a)b",
    "(a*)*b",
    # counts
    "a{2}", "a{2,}", "a{,2}b", "a{1,2}", "a{1,2}?b", "a{,}b", "a{", "a{}", "a{x}", "a{1", "a{1,", "a{1,x}", "{",
    "a{2}{3}",
    "a{2,1}", "x{0}", "a{0,0}b", "a{01}", "a{65536}", "a{99999999999}", "a*+b", "a++b", "a?+b", "a{1,2}+b", "(?>a*)b",
    # places
    "^", "$", "^a", "a$", "^a$", "^$", r"\Aa", r"a\Z", r"\Z", r"a\b", r"\ba", r"\bab\b", r"\B", r"a\B", r"\Bb",
    "(?m)^b", "(?m)a$", "(?m).*^b", "(?m)a\n^b", "(?m)a$\nb", "a\n$", "a\n", "(?m)a\n$", "(?s)a.b", "a.b$", "(?s).*",
    # sets
    "[ab]", "[^ab]", "[a-c]", "[a-]", "[-a]", "[]a]", "[^]a]", "[a\\]]", "[.]", "[$^]", r"[\w]", r"[\W]", r"[^\W]",
    r"[\d]", r"[\D]", r"[\s]", r"[\S]", r"[\s\S]", r"[\d.]", r"[^\d]", r"[^\s]", r"[\w-]", r"[\b]", r"[\n]",
    r"[\x41]",
    r"[\u0041]",
    r"[\101]", r"[\1]", r"[\12]", r"[\1011]", r"[\477]", r"[\8]", r"[\0]", "[é]", "[à-ü]", "[日本]", r"[a\-c]",
    "[a-c-e]", "[--a]", "[[]", "[[a]", "[&&]",
    "[a||b]",
    "[~~]", "[--]", r"[^\n]", "[a-z0-9_.]+$", "[ ]", "[\t]", "[#]",
    # escapes
    r"\d", r"\D", r"\s", r"\S", r"\w", r"\W", r"\w+", r"\w+$", r"\W+", r"\s+", r"\n", r"\t", r"\x41", r"\x4",
    r"\u00e9",
    r"\U0001f680", r"\0", r"\07", r"\101", r"\400", r"\.", r"\\", r"\-", r"\ ", r"\é", r"\_", r"\/", r"\"", r"\'",
    r"\%",
    r"\q", r"\y", r"\z", r"\e", r"\g", r"\p{L}", r"\Q", r"\R", r"\X", r"\K", r"\h", r"\N{DIGIT ONE}", "\\",
    # references
    r"(a)\1", r"(a|b)\1", r"(a)(b)\2\1", r"\1", r"(a\1)", r"(?P<x>a)(?P=x)", r"(?P<x>a)\1", r"(a)|b\1", r"(a)?\1b",
    r"(?P=x)",
    r"(?P<x>a)(?P<x>b)", r"(?P<1>a)", r"(?P<x", r"(?P<>a)", r"(?Px)", r"(a)\2", r"(a)\10", r"(?P=x", r"(.)\1",
    # looking around
    "(?=a)", "(?=ab)a", "(?!a)", "(?!ab)a", "a(?=b)", "a(?!b)", ".(?<=a)b", ".(?<!a)b", "(?<=a)b", "(?<!a)b",
    "..(?<=ab)",
    "..(?<=a|b)", "..(?<=ab|b)", "..(?<=a*)", "..(?<=a{2})", "(?<=", "(?<x", "(?=a)*b", "(?!a)*a",
    # flags
    "(?i)A", "(?i)a", "(?i)LAB", "(?i)[A-C]", "(?i)[a-c]", "(?i)[^a]", "(?i)[^A-Z]", "(?i)k", "(?i)s", "(?i)i",
    "(?i)I", "(?i)K",
    "(?i)S", "(?i)[i]", "(?i)[k]", "(?i)[s]", "(?i)[a-z]", "(?i)[A-Z]", "(?i)[^i]", "(?i)[^a-z]", "(?i)j", "(?i)_",
    "(?i)\\w", "(?ia)k", "(?ia)i", "(?ia)[a-z]",
    "(?ia)s", "(?a)\\w+$", "(?a)\\d", "(?a)\\s", "(?a)\\W", "(?a)[\\W]", "(?a)[\\S]", "(?a)[\\D]", "(?a)\\b.",
    "(?a)a\\b", "(?u)\\w", "(?L)a", "(?x) a b ", "(?x)a # b\n b",
    "(?x)a\\ b", "(?x)[ ]", "(?x)a *", "(?x) (?i) A", "(?i:A)b", "(?i:a)B", "(?-i:a)", "(?i)a(?-i:b)", "(?s:.)b",
    "(?m-s:^)a", "a(?i)b", "(?i)(?m)a",
    "(?i)|a", "|(?i)a", "((?i)a)", "(?#x)(?i)A", "(?i", "(?i-", "(?i-)", "(?-)", "(?-:a)", "(?z)", "(?ii)A",
    "(?au)a", "(?i)É", "(?i)é", "(?i)日", "(?i)(a)\\1",
    "(?^a)", "(?&x)", "(?R)", "(?1)", "(?|a|b)", "(?'x'a)", "(?<x>a)", "(?P>x)", "(?C)", "(*ACCEPT)", "(*UTF8)a",
    "(*LIMIT_MATCH=1)a", "\\Qa\\E",
    # comments and conditions
    "a(?#b)c", "(?#", "(?#a", "(?(1)a|b)", "(a)?(?(1)b|c)",
    # mistakes
    "(", ")", "a)", "(a", "((a)", "[", "[a", "[a-", "[z-a]", "[\\w-a]", "[a-\\w]", "*", "+", "?", "{2}", "a**",
    "a*+*", "a+*", "a???", "a|*", "(*)", "^*", "$*",
    "\\b*", "(?", "(?P", "(?:", "(?:a", "(?=", "(?!a", "(?>a", "a\n(", "a\nb\n*c*d**", "é(", "日*本**", "x" * 300,
    "(" * 200 + ")" * 200, "(" * 99 + "a" + ")" * 99,
    # names of laboratories
    r"http\.", r"^lab\.", r"(lab|example)\.\w+$", r"[^.]+\.[^.]+$", r"(?!Pyro\.).*", r"lab\.(?!echo)", r".*camera$",
    r"\d+\.\d+",
]
SUBJECTS = ["", "a", "b", "c", "A", "B", "ab", "abc", "aab", "aaab", "aaaaaa", "abab", "ba", "aa", "bb", "cb",
            "a.b", "a b", " a", "a\n", "a\nb", "\n", "\nb",
            "a\n\n", "a\r", "\r\n", "a-", "-a", "]a", "[", "[a", "^", "$", "\\", ".", "#", "&", "|", "~", "_", "__",
            "a_", "0", "1", "12.5", "٣", "²", "½", "Ⅷ", "é", "É", "e\u0301", "\u0301",
            "ü", "日本", "日本.語", "\U0001f680", "\u203fx", "\uff3f", "\x1c", "\x1f", "\x85", "\xa0", "\u1680",
            "\u2028", "\u180e", "\u200b", "\u3000", "\x0b", "\t", "\0", "a\0b", "\x7f", "\x07",
            "ſ", "\u212a", "k", "K", "s", "S", "i", "I", "İ", "ı", "j", "LAB", "lab", "lab.stage", "lab.camera",
            "lab.echo", "labXstage", "example.counter", "Pyro.NameServer", "http.x",
            "a{", "a{}", "a{x}", "a{1", "{", "x", "xx", "AB", "aB", "Ab", "b\na", "a^b", "q", "z", "'", '"', "%",
            "/", "é(", "ª", "ⓐ", "〇", "ʰ", "\u0e01\u0e33", "क्", "x\u0300"]


PIECES = ["a", "b", "c", "A", ".", "\n", "_", "0", "é", "^", "$", "|", "|", "(", "(", ")", ")", ")", "(?:", "(?=",
          "(?!", "(?<=", "(?<!", "(?>",
          "(?i:", "(?s:", "(?m:", "(?x:", "(?a:", "(?-i:", "(?P<n>", "(?P=n)", "(?#x)", "*", "+", "?", "*?", "+?",
          "??", "*+", "{2}", "{1,2}",
          "{,2}", "{", "}", "[ab]", "[^a]", "[a-c]", "[", "]", "-", "[\\w.]", "[^\\W_]", "\\w", "\\W", "\\d", "\\s",
          "\\S", "\\b", "\\B", "\\A", "\\Z",
          "\\1", "\\2", "\\.", "\\n", "\\x61", " ", "#", "lab", "k", "s", "i"]


def patterns(count):
    """The ones above, and random ones."""
    yield from PATTERNS
    chance = random.Random(1)
    for _ in range(count):
        start = chance.choice(["", "", "", "(?i)", "(?m)", "(?s)", "(?x)", "(?a)", "(?im)"])
        yield start + "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 7)))


def regexes(count):
    print(repr(SUBJECTS))
    for pattern in patterns(count):
        try:
            compiled = re.compile(pattern)
            found = [subject for subject in SUBJECTS if compiled.match(subject)]
        except (re.error, OverflowError, RecursionError) as problem:
            found = "invalid regex: " + str(problem)
        print(repr((pattern, found)))
    print("end", flush=True)


def open_storage(generation, file):
    return Pyro5.nameserver.SqlStorage(file) if generation == 5 else Pyro4.naming_storage.SqlStorage(file)


def fill(generation, file, count):
    server = (Pyro5.nameserver if generation == 5 else Pyro4.naming).NameServer(open_storage(generation, file))
    for number in range(count):
        server.register(f"name.{number}", f"PYRO:object{number}@host:{number + 1}",
                        metadata={f"tag{number % 7}", "all"} if number % 3 else None)
    print("done", flush=True)


def dump(generation, file):
    entries = open_storage(generation, file).everything(return_metadata=True)
    print(repr({name: (uri, set(tags)) for name, (uri, tags) in entries.items()}), flush=True)


def main():
    warnings.simplefilter("ignore")
    print("ready", flush=True)
    for line in sys.stdin:
        word, *rest = line.split()
        if word == "operations":
            generation, storage, kind, count, seed = rest
            operations(int(generation), storage, kind, int(count), int(seed))
        elif word == "regexes":
            regexes(int(rest[0]))
        elif word == "fill":
            fill(int(rest[0]), rest[1], int(rest[2]))
        elif word == "dump":
            dump(int(rest[0]), rest[1])


main()
