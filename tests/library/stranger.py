# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Python program that knows the library through its typelib only: prints what it finds, a line each."""
import sys

import gi
gi.require_version("Pyro", "1.0")
from gi.repository import GLib, Pyro

uri = Pyro.Uri.parse(sys.argv[1], 0)


def value(text):
    return Pyro.literal_parse(text, -1)[0]


def call():
    proxy = Pyro.Proxy.new(uri)
    print(proxy.call_sync("multiply", value("(6, 7)"), None, None).repr())
    proxy.set_sync("scale", value("2.5"), None)
    print(proxy.get_sync("scale", None).repr())
    print(" ".join(proxy.get_metadata().get_methods()), "|", " ".join(proxy.props.metadata.get_attributes()))


def fail():
    proxy = Pyro.Proxy.new(uri)
    for method in "refuse", "nothing":
        try:
            proxy.call_sync(method, None, None, None)
        except GLib.Error as error:
            print(error.domain, error.message.replace(uri.to_string(), "URI"))


def raise_in_a_reply():
    """A caught error has lost its exception, but the reply has it."""
    reply = Pyro.Proxy.new(uri).send_sync(Pyro.Call.new("arithmetic", "refuse", None, None), None)
    codec = Pyro.codec_find("serpent")
    exception = Pyro.Exception.from_value(codec.decode(reply.get_frame().get_payload()))
    print(reply.is_exception(), exception.get_short_class_name(), exception.get_args().repr())


def build():
    builder = Pyro.Builder.new()
    builder.open(Pyro.ValueKind.DICT)
    builder.add_string("numbers", -1)
    builder.open(Pyro.ValueKind.LIST)
    for number in range(3):
        builder.add_int(number)
    builder.add_bytes(b"\0\xff")
    builder.close()
    builder.close()
    built = builder.end()
    numbers = built.lookup_string("numbers")
    print(built.repr(), numbers.get_item(2).get_int64()[1], numbers.get_item(3).dup_bytes().get_data())


def parse():
    frame = Pyro.Call.new("arithmetic", "multiply", value("(1, 2)"), None).to_frame(
        Pyro.Generation.find(502), Pyro.codec_find("serpent"))
    parser = Pyro.Parser.new(1000)
    parser.feed(frame.encode(5).get_data())
    result, parsed, wanted = parser.next()
    print(result == Pyro.ParseResult.FRAME, parsed.get_seq(), parsed.get_size() == frame.get_size())


def exchange():
    exchange = Pyro.Exchange.open(uri, None, None, None, 1 << 20, 0, None)
    reply = exchange.call(Pyro.Call.new("arithmetic", "multiply", value("(8, 9)"), None), 0, None)
    print(reply.decode().repr(), exchange.get_welcome().repr())


def wait():
    loop = GLib.MainLoop()
    proxy = Pyro.Proxy.new(uri)
    changes = []

    def called(source, result):
        print(source.call_finish(result).repr(), changes)
        loop.quit()

    proxy.connect("notify::connected", lambda *args: changes.append(proxy.get_connected()))
    proxy.call_async("multiply", value("('ab', 2)"), None, None, called)
    loop.run()


for step in call, fail, raise_in_a_reply, build, parse, exchange, wait:
    step()
