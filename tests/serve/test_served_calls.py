#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Python's own proxies call a daemon in C, and cannot tell it from Python's."""
import marshal
import struct
import threading
import unittest
import uuid

import hosting
from hosting import Batch, Blob, Host, GENERATION, SERIALIZERS, config, context, errors, pyro, wait_until


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.host = Host()

    @classmethod
    def tearDownClass(cls):
        cls.host.close()

    def setUp(self):
        self.thing = self.host.proxy()
        self.addCleanup(self.thing._pyroRelease)
        context.annotations = {}

    def raises(self, kind, text, call, *args, **kwargs):
        with self.assertRaises(kind) as caught:
            call(*args, **kwargs)
        self.assertEqual(str(caught.exception), text)
        return caught.exception

    def counts(self):
        return self.thing.counts()


class Values(Case):
    VALUES = [None, True, 0, -1, 2**40, 2.5, "", "Ünï\u20ac\U0001F600", [], [1, [2, [3]]], {"a": {"b": [None]}}]

    def test_every_serializer(self):
        for name in SERIALIZERS:
            config.SERIALIZER = name
            try:
                with self.subTest(serializer=name), self.host.proxy() as thing:
                    for value in self.VALUES:
                        self.assertEqual(thing.echo(value), value)
                    self.assertEqual(thing.add(40, 2), 42)
                    self.raises(ZeroDivisionError, "integer division or modulo by zero", thing.divide, 1, 0)
                    if name != "marshal":  # with which Python's proxies cannot read an attribute
                        self.assertEqual(thing.temperature, 21.5)
            finally:
                config.SERIALIZER = "serpent"

    def test_what_only_serpent_carries(self):
        for value in [(1, 2), {1, 2}, 10**50, 1 + 2j, uuid.UUID(int=5)]:
            self.assertEqual(str(self.thing.echo(value)), str(value))

    def test_large(self):
        text = "x" * 3000000
        self.assertEqual(self.thing.echo(text), text)
        items = list(range(200000))
        self.assertEqual(self.thing.echo(items), items)

    def test_compressed(self):
        config.COMPRESSION = True
        try:
            for text in ["short", "long " * 100, "large " * 300000]:
                self.assertEqual(self.thing.echo(text), text)
        finally:
            config.COMPRESSION = False
        with Host(COMPRESSION="1") as host, host.proxy() as thing:
            self.assertEqual(thing.echo("long " * 100), "long " * 100)
            self.assertEqual(thing.echo("a"), "a")

    def test_deep(self):
        value = self.thing.deep(150)
        for _ in range(150):
            (value,) = value
        self.assertIsNone(value)
        batch = Batch(self.thing)
        batch.deep(200)  # there is no room for it in the list of results
        with self.assertRaises(TypeError):
            list(batch())
        self.assertEqual(self.thing.add(1, 2), 3)


class Arguments(Case):
    def test_by_place_and_by_name(self):
        for args, kwargs, result in [
            ((1,), {}, [1, 2, (), "k", {}]),
            ((1, 3), {}, [1, 3, (), "k", {}]),
            ((1, 3, 4, 5), {}, [1, 3, (4, 5), "k", {}]),
            ((), {"x": 1, "y": 9}, [1, 9, (), "k", {}]),
            ((1,), {"key": 7, "other": 8}, [1, 2, (), 7, {"other": 8}]),
        ]:
            self.assertEqual(self.thing.arguments(*args, **kwargs), result)

    def test_wrong(self):
        for text, call in [
            ("Thing.add() missing 2 required positional arguments: 'a' and 'b'", lambda t: t.add()),
            ("Thing.add() missing 1 required positional argument: 'b'", lambda t: t.add(1)),
            ("Thing.add() takes 3 positional arguments but 4 were given", lambda t: t.add(1, 2, 3)),
            ("Thing.scale() takes from 2 to 3 positional arguments but 4 were given", lambda t: t.scale(1, 2, 3)),
            ("Thing.nothing() takes 1 positional argument but 2 were given", lambda t: t.nothing(1)),
            ("Thing.add() got an unexpected keyword argument 'c'", lambda t: t.add(1, 2, c=3)),
            ("Thing.add() got multiple values for argument 'a'", lambda t: t.add(1, a=2)),
            ("'str' object cannot be interpreted as an integer", lambda t: t.add("x", 1)),
            ("int too big to convert", None),
        ]:
            if call is None:
                self.raises(OverflowError, text, self.thing.add, 2**70, 1)
            else:
                self.raises(TypeError, text, call, self.thing)


class Members(Case):
    def test_metadata(self):
        self.thing._pyroBind()
        self.assertIn("echo", self.thing._pyroMethods)
        self.assertIn("__len__", self.thing._pyroMethods)
        self.assertNotIn("hidden", self.thing._pyroMethods)
        self.assertEqual(set(self.thing._pyroOneway), {"note", "note_later", "note_slowly"})
        self.assertEqual(set(self.thing._pyroAttrs), {"temperature", "name"})

    def test_refused(self):
        for name, text in [
            ("_private", "attempt to access private attribute '_private'"),
            ("__init__", "attempt to access private attribute '__init__'"),
            ("____", "attempt to access private attribute '____'"),
            ("hidden", "attempt to access unexposed attribute 'hidden'"),
            ("temperature", "attempt to access unexposed attribute 'temperature'"),
            ("nosuch", "'Thing' object has no attribute 'nosuch'"),
            ("a.b", "'Thing' object has no attribute 'a.b'"),
        ]:
            self.raises(AttributeError, text, self.thing._pyroInvoke, name, (), {})
        self.assertEqual(self.thing._pyroInvoke("__len__", (), {}), 6)

    def test_no_keyword_arguments(self):
        self.raises(TypeError, "Thing.echo() argument after ** must be a mapping, not NoneType",
                    self.thing._pyroInvoke, "echo", (1,), None)

    def test_attributes(self):
        self.assertEqual(self.thing.name, "thing")
        self.thing.temperature = 12
        self.assertEqual(self.thing.temperature, 12.0)
        self.thing.temperature = 21.5
        unknown = "attempt to access unexposed or unknown remote attribute '%s'"
        self.raises(AttributeError, unknown % "name", setattr, self.thing, "name", "x")
        self.raises(AttributeError, unknown % "echo", self.thing._pyroInvoke, "__getattr__", ("echo",), None)
        self.raises(AttributeError, unknown % "_x", self.thing._pyroInvoke, "__getattr__", ("_x",), None)
        self.raises(ValueError, "nothing is that cold", setattr, self.thing, "temperature", -300)
        with self.assertRaises(IndexError):
            self.thing._pyroInvoke("__getattr__", (), None)

    def test_unknown_object(self):
        with self.assertRaises(errors.CommunicationError) as caught:
            self.host.proxy("nobody")._pyroBind()
        self.assertIn("rejected: unknown object", str(caught.exception))


class Exceptions(Case):
    def test_traceback(self):
        error = self.raises(ZeroDivisionError, "integer division or modulo by zero", self.thing.divide, 1, 0)
        text = "".join(error._pyroTraceback)
        self.assertTrue(text.startswith("Traceback (most recent call last):\n  File "), text)
        self.assertIn("thing.c\", line ", text)
        self.assertIn(", in divide\n    return x // y\n", text)
        self.assertTrue(text.endswith("ZeroDivisionError: integer division or modulo by zero\n"), text)
        try:
            self.thing.divide(1, 0)
        except ZeroDivisionError:
            self.assertIn("Remote traceback", "".join(hosting.remote_traceback()))

    def test_classes(self):
        for kind in [ValueError, KeyError, OSError, TimeoutError, StopIteration]:
            self.raises(kind, str(kind("what")), self.thing.raise_class, kind.__name__
                        if kind is not TimeoutError else "builtins.TimeoutError", "what")
        for name in ["NamingError", "DaemonError", "PyroError"]:
            self.raises(getattr(errors, name), "what", self.thing.raise_class, name, "what")
        self.raises(PermissionError, "the door is locked", self.thing.io_error)
        self.assertEqual(self.thing.add(1, 2), 3)

    def test_the_last_words(self):
        for name in ["SecurityError", "SerializeError"]:
            with self.host.proxy() as thing:
                thing._pyroBind()
                before = self.counts()["left"]
                self.raises(getattr(errors, name), "what", thing.raise_class, name, "what")
                wait_until(lambda: self.counts()["left"] == before + 1)
        for name in ["CommunicationError", "ProtocolError", f"{hosting.PREFIX}.errors.TimeoutError"]:
            with self.host.proxy() as thing, self.assertRaises(errors.ConnectionClosedError):
                thing.raise_class(name, "what")

    def test_callback(self):
        self.raises(ValueError, "what", self.thing.callback, "ValueError", "what")
        with self.assertRaises(errors.ConnectionClosedError):
            self.thing.add(1, 2)

    def test_dropped(self):
        self.raises(RuntimeError, "The server did not answer the call", self.thing.drop)

    def test_not_serializable(self):
        config.SERIALIZER = "json"
        try:
            with self.host.proxy() as thing:
                with self.assertRaises(errors.PyroError) as caught:
                    thing.unserializable_exception()
                self.assertIn("Error serializing exception: ", str(caught.exception))
                self.assertIn("Original exception: <class 'ValueError'>", str(caught.exception))
                self.assertEqual(thing.add(1, 2), 3)
        finally:
            config.SERIALIZER = "serpent"


class Oneway(Case):
    def test_notes(self):
        self.assertIsNone(self.thing.note("one"))
        self.assertIsNone(self.thing.note("two"))
        wait_until(lambda: self.thing.notes()[-2:] == ["one", "two"])

    def test_what_takes_long_is_not_in_the_way(self):
        self.thing.note_slowly("at last", 1000)
        self.assertNotIn("at last", self.thing.notes())
        wait_until(lambda: "at last" in self.thing.notes())

    def test_errors_are_dropped(self):
        self.thing._pyroBind()
        self.thing._pyroOneway.update({"divide", "_nothing", "drop"})
        self.assertIsNone(self.thing.divide(1, 0))
        self.assertIsNone(self.thing._pyroInvoke("_nothing", (), {}))
        self.assertIsNone(self.thing.drop())
        self.assertEqual(self.thing.add(1, 2), 3)

    def test_an_answer_where_one_is_wanted(self):
        self.thing._pyroBind()
        self.thing._pyroOneway.clear()
        self.assertEqual(self.thing.note("three"), "noted")

    def test_nobody_waits(self):
        self.thing._pyroBind()
        self.thing._pyroOneway.add("later")
        for _ in range(50):
            self.thing.later(None, 200)
        self.assertEqual(self.thing.add(1, 2), 3)

    def test_more_than_are_let_run(self):
        self.thing._pyroBind()
        self.thing._pyroOneway.add("later")
        for _ in range(250):
            self.thing.later(None, 2)
        self.assertEqual(self.thing.add(1, 2), 3)


class Later(Case):
    def test_answers(self):
        self.assertEqual(self.thing.later({"a": 1}, 20), {"a": 1})
        self.assertEqual(self.thing.worker(20), "slept")

    def test_others_do_not_wait(self):
        results = []

        def slow(method):
            with self.host.proxy() as thing:
                results.append(getattr(thing, method)(1500) if method == "worker" else thing.later("later", 1500))

        threads = [threading.Thread(target=slow, args=(m,)) for m in ["worker", "later"]]
        for thread in threads:
            thread.start()
        for _ in range(20):
            self.assertEqual(self.thing.add(1, 2), 3)
        self.assertEqual(results, [])
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(results), ["later", "slept"])


class Batches(Case):
    def test_results(self):
        batch = Batch(self.thing)
        batch.add(1, 2)
        batch.later("late", 5)
        batch.echo(value=[1])
        batch.worker(1)
        self.assertEqual(list(batch()), [3, "late", [1], "slept"])

    def test_stops_at_an_exception(self):
        batch = Batch(self.thing)
        batch.add(1, 2)
        batch.divide(1, 0)
        batch.note("not made")
        results = batch()
        self.assertEqual(next(results), 3)
        with self.assertRaises(ZeroDivisionError):
            next(results)
        self.assertNotIn("not made", self.thing.notes())

    def test_a_name_that_is_not_there(self):
        for name in ["hidden", "_private", "__getattr__"]:
            calls = [("add", (1, 2), {}), (name, (), {})]
            with self.assertRaises(AttributeError):
                self.thing._pyroInvokeBatch(calls)

    def test_an_iterator_cannot_be_in_it(self):
        batch = Batch(self.thing)
        batch.count(3)
        with self.assertRaises(TypeError):
            list(batch())
        wait_until(lambda: self.counts()["streams"] == 0)

    def test_long(self):
        batch = Batch(self.thing)
        for i in range(3000):
            batch.add(i, 1)
        self.assertEqual(list(batch()), list(range(1, 3001)))

    def test_oneway(self):
        batch = Batch(self.thing)
        batch.note("in a batch")
        batch(oneway=True)
        wait_until(lambda: "in a batch" in self.thing.notes())

    def test_empty(self):
        self.assertEqual(list(self.thing._pyroInvokeBatch([])), [])


class Streams(Case):
    def test_to_the_end(self):
        for method in [self.thing.count, lambda n: self.thing.items(tuple(range(n)))]:
            self.assertEqual(list(method(5)), [0, 1, 2, 3, 4])
            self.assertEqual(list(method(0)), [])
        wait_until(lambda: self.counts()["streams"] == 0)

    def test_that_breaks(self):
        stream = self.thing.count_later(2)
        self.assertEqual([next(stream), next(stream)], [0, 1])
        self.raises(ValueError, "the stream broke", next, stream)
        self.raises(errors.PyroError, "item stream terminated", next, stream)
        wait_until(lambda: self.counts()["streams"] == 0)

    def test_closed(self):
        stream = self.thing.count(100)
        self.assertEqual(next(stream), 0)
        stream.close()
        wait_until(lambda: self.counts()["streams"] == 0)

    def test_unknown(self):
        with self.host.proxy("Pyro.Daemon") as daemon:
            self.raises(errors.PyroError, "item stream terminated", daemon.get_next_stream_item, str(uuid.uuid4()))
            self.assertIsNone(daemon.close_stream("none"))

    def test_outlives_its_connection(self):
        stream = self.thing.count(5)
        self.assertEqual(next(stream), 0)
        self.thing._pyroRelease()
        with self.host.proxy("Pyro.Daemon") as daemon:
            self.assertEqual(daemon.get_next_stream_item(stream.streamId), 1)
            daemon.close_stream(stream.streamId)

    def test_times(self):
        with Host(ITER_STREAM_LINGER="0") as host, host.proxy() as thing, host.proxy() as other:
            next(thing.count(5))
            thing._pyroRelease()
            wait_until(lambda: other.counts()["streams"] == 0)
        with Host("--limits", "1000", "80", "0", ITER_STREAM_LIFETIME="0.3") as host, host.proxy() as thing:
            stream = thing.count(5)
            self.assertEqual(next(stream), 0)
            wait_until(lambda: thing.counts()["streams"] == 0)
            self.raises(errors.PyroError, "item stream terminated", next, stream)

    def test_not_streamed(self):
        with Host(ITER_STREAMING="0") as host, host.proxy() as thing:
            with self.assertRaises(errors.ProtocolError) as caught:
                thing.count(3)
            self.assertIn("result of call is an iterator", str(caught.exception))
            with host.proxy() as other:
                self.assertEqual(other.counts()["streams"], 0)

    def test_too_many(self):
        streams = [self.thing.count(1) for _ in range(1000)]
        with self.assertRaises(errors.ProtocolError):
            self.thing.count(1)
        self.thing._pyroRelease()
        del streams
        self.thing._pyroBind()
        with self.host.proxy() as other:
            self.assertEqual(other.add(1, 2), 3)


class Instances(Case):
    def test_modes(self):
        with self.host.proxy("session") as one, self.host.proxy("session") as two:
            first = one.count()[0]
            self.assertEqual(one.count(), (first, 2))
            self.assertNotEqual(two.count()[0], first)
            one._pyroRelease()
            self.assertNotEqual(one.count()[0], first)
        with self.host.proxy("single") as one, self.host.proxy("single") as two:
            number, calls = one.count()
            self.assertEqual(two.count(), (number, calls + 1))
        with self.host.proxy("percall") as one:
            self.assertEqual(one.count()[1], 1)
            self.assertEqual(one.count()[1], 1)
            batch = Batch(one)
            batch.count()
            batch.count()
            results = list(batch())
            self.assertEqual([calls for _, calls in results], [1, 2])

    def test_what_their_maker_knows(self):
        """Of the call that wants one: what the client sent along, and its correlation id."""
        context.correlation_id = uuid.uuid4()
        self.addCleanup(setattr, context, "correlation_id", None)
        for mode in ("session", "single", "percall"):
            with self.subTest(mode=mode), Host() as host, host.proxy(mode) as counter:
                context.annotations = {"MINE": b"12345"}
                self.assertEqual(counter.maker(), (str(context.correlation_id), 5))

    def test_none(self):
        before = self.counts()["instances"]
        self.host.proxy("session")._pyroBind()
        self.assertEqual(self.counts()["instances"], before)
        with self.host.proxy("failing") as failing:
            self.raises(ValueError, "no instance today", failing.count)
        with self.host.proxy("empty") as empty:
            self.raises(TypeError, "instance creator returned object of different type", empty.count)


class Objects(Case):
    def test_autoproxy(self):
        for name in [n for n in SERIALIZERS if n != "marshal"]:
            config.SERIALIZER = name
            try:
                with self.host.proxy() as thing:
                    outer, rest = thing.make()
                    inner = rest["inner"][0]
                    self.assertIsInstance(outer, pyro.Proxy)
                    self.assertIsInstance(inner, pyro.Proxy)
                    self.assertEqual(inner.add(1, 2), 3)
                    self.assertIn("echo", outer._pyroMethods)
                    object_id = outer._pyroUri.object
                    self.assertTrue(thing.unregister(object_id))
                    self.assertFalse(thing.unregister(object_id))
                    self.raises(errors.DaemonError, "unknown object", inner.add, 1, 2)
                    outer._pyroRelease()
                    inner._pyroRelease()
            finally:
                config.SERIALIZER = "serpent"

    def test_weak(self):
        self.assertTrue(self.thing.make_weak())

    def test_daemon(self):
        with self.host.proxy("Pyro.Daemon") as daemon:
            self.assertIn("thing", daemon.registered())
            self.assertEqual(daemon.registered()[0], "Pyro.Daemon")
            self.assertIsNone(daemon.ping())
            self.assertTrue(daemon.info().startswith(f"Pyro.Daemon bound on {self.host.location}, NAT None, "))
            meta = daemon.get_metadata("thing")
            self.assertEqual(set(meta), {"methods", "oneway", "attrs"})
            self.assertEqual(set(meta["attrs"]), {"temperature", "name"})
            self.assertIsInstance(meta["methods"], set)
            self.raises(errors.DaemonError, "unknown object", daemon.get_metadata, "nobody")
            self.assertEqual(set(daemon._pyroMethods), {"registered", "ping", "info", "get_metadata",
                                                        "get_next_stream_item", "close_stream"})
            self.assertFalse(self.thing.unregister("Pyro.Daemon"))
        self.thing._pyroBind()
        if GENERATION == "4":
            with self.host.proxy("Pyro.Daemon") as daemon:
                self.assertIsInstance(daemon.get_metadata("thing", as_lists=True)["methods"], list)

    def test_blob(self):
        data = [1, "two", {"three": 3}]
        info, got = self.thing.blob(Blob("label", data))
        self.assertEqual((info, got), ("label", data))
        self.assertEqual(self.thing.blob(1), "no blob")
        large = ["x" * 1000000]
        self.assertEqual(self.thing.forward(Blob(self.host.uri, large)), (self.host.uri, large))


    def test_blob_where_none_is_wanted(self):
        """It is one argument, what is in it."""
        self.assertEqual(self.thing.echo(Blob("label", [1, {"two": 3}])), [1, {"two": 3}])
        self.assertEqual(self.thing.arguments(Blob("label", 5)), [5, 2, (), "k", {}])
        self.raises(TypeError, "Thing.add() missing 1 required positional argument: 'b'", self.thing.add, Blob("", 1))
        self.raises(TypeError, "Thing.nothing() takes 1 positional argument but 2 were given", self.thing.nothing,
                    Blob("", 1))
        with self.assertRaises(AttributeError):
            self.thing._pyroInvoke("hidden", (Blob("", 1),), {})
        label = marshal.dumps(("label", "thing", "echo"))
        size = struct.pack("!I" if GENERATION == "5" else "!H", len(label))
        with self.host.connect() as raw:
            raw.send(hosting.HELLO).reply()
            raw.send(hosting.message(4, b"garbage(", flags=0x20 if GENERATION == "5" else 0x40,
                                     annotations=b"BLBI" + size + label))
            kind, flags = raw.reply()[:2]
            self.assertEqual((kind, flags & 1), (5, 1))
            self.assertEqual(raw.send(hosting.message(6)).reply()[5], b"pong")


class Context(Case):
    @hosting.only(GENERATION == "4")
    def test_order_of_annotations(self):
        """That of Python's daemon: what the method says, the correlation id, what the daemon says. Only that of a
        stream, which has it first, is another."""
        def ids(block):
            found = []
            while block:
                found.append(block[:4])
                block = block[6 + int.from_bytes(block[4:6], "big"):]
            return found

        with self.host.connect() as raw:
            self.assertEqual(ids(raw.send(hosting.HELLO).reply()[4]), [b"CORR", b"DAEM"])
            for call, wanted in {"'add',(1,2)": [b"CORR", b"DAEM"], "'annotations',()": [b"METH", b"CORR", b"DAEM"],
                                 "'divide',(1,0)": [b"DAEM"], "'count',(1,)": [b"DAEM", b"STRM"]}.items():
                payload = f"('thing',{call},{{}})".encode()
                self.assertEqual(ids(raw.send(hosting.message(4, payload)).reply()[4]), wanted)
            self.assertEqual(ids(raw.send(hosting.message(6)).reply()[4]), [b"CORR", b"DAEM"])

    def test_annotations(self):
        if GENERATION == "4":
            context.annotations = {"MINE": b"12345"}
            self.assertEqual(self.thing.annotations()["MINE"], 5)
        else:
            context.annotations = {"MINE": b"12345"}
            self.assertEqual(self.thing.annotations(), {"MINE": 5})
        response = {k: bytes(v) for k, v in context.response_annotations.items()}
        self.assertEqual(response["METH"], b"from the method")
        self.assertEqual(response["DAEM"], b"from the daemon")
        context.annotations = {}
        self.thing.add(1, 2)
        response = {k: bytes(v) for k, v in context.response_annotations.items()}
        self.assertNotIn("METH", response)
        self.assertEqual(response["DAEM"], b"from the daemon")

    def test_correlation(self):
        context.correlation_id = uuid.uuid4()
        try:
            self.assertEqual(self.thing.correlation(), str(context.correlation_id))
            self.assertEqual(self.thing.nested_correlation(self.host.uri), str(context.correlation_id))
        finally:
            context.correlation_id = None
        made = self.thing.correlation()
        self.assertNotEqual(made, self.thing.correlation())
        self.assertEqual(uuid.UUID(made).version, 4)

    def test_handshake(self):
        self.thing._pyroHandshake = "go away"
        with self.assertRaises(errors.CommunicationError) as caught:
            self.thing._pyroBind()
        self.assertIn("rejected: you are not wanted here", str(caught.exception))
        answers = []

        class Curious(pyro.Proxy):
            def _pyroValidateHandshake(self, response):
                answers.append(response)

        with Curious(self.host.uri) as proxy:
            proxy._pyroHandshake = [1, {"a": 2}]
            proxy._pyroBind()
        self.assertEqual(answers, [([1, {"a": 2}],)])

    def test_leaving(self):
        before = self.counts()
        with self.host.proxy() as other:
            other.track()
            other.track()
            self.assertTrue(other.untrack())
            self.assertEqual(self.counts()["released"], before["released"])
        wait_until(lambda: self.counts()["released"] == before["released"] + 1)
        wait_until(lambda: self.counts()["left"] == before["left"] + 1)

    def test_ping(self):
        with self.host.connect() as raw:
            raw.send(hosting.HELLO).reply()
            ping = hosting.message(6, b"ping", seq=7, serializer=42)
            kind, _, seq, serializer, _, payload, _ = raw.send(ping).reply()
            self.assertEqual((kind, seq, serializer, payload), (6, 7, 42, b"pong"))

    def test_many_at_once(self):
        wrong = []

        def call(number):
            with self.host.proxy() as thing:
                for i in range(100):
                    if thing.add(number, i) != number + i:
                        wrong.append(number)

        threads = [threading.Thread(target=call, args=(n,)) for n in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    hosting.main()
