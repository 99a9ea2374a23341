# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The instruments of a small laboratory, for the demo network: what real Pyro objects look like."""

import array
import collections
import datetime
import decimal
import enum
import math
import threading
import time
import uuid

import Pyro5.api
import Pyro5.core


@Pyro5.api.expose
class Arithmetic:
    """Sums on two numbers of any size."""

    def add(self, a: float, b: float) -> float:
        """The sum of a and b."""
        return a + b

    def subtract(self, a: float, b: float) -> float:
        """What is left of a after b is taken away."""
        return a - b

    def multiply(self, a: float, b: float) -> float:
        """The product of a and b."""
        return a * b

    def divide(self, a: float, b: float) -> float:
        """a divided by b; raises ZeroDivisionError when b is 0."""
        return a / b


class LimitError(Exception):
    """A movement would leave the range of an axis. Pyro has no converter for this class."""

    def __init__(self, axis, wanted, low, high):
        super().__init__(f"{axis} = {wanted} mm is outside {low} to {high} mm")
        self.axis = axis
        self.wanted = wanted


@Pyro5.api.expose
class Stage:
    """The motorised stage of a microscope. Lengths are in millimetres, speeds in mm/s."""

    LIMITS = {"x": (0.0, 100.0), "y": (0.0, 75.0)}

    def __init__(self):
        self._position = (0.0, 0.0)
        self._moving = False

    @property
    def position(self) -> tuple[float, float]:
        """Where the stage is: (x, y). Setting it moves the stage there."""
        return self._position

    @position.setter
    def position(self, value: tuple[float, float]) -> None:
        x, y = value
        self.move_to(x, y)

    @property
    def limits(self) -> dict[str, tuple[float, float]]:
        """The lowest and the highest place of each axis."""
        return dict(self.LIMITS)

    @property
    def moving(self) -> bool:
        """Whether the motors are on."""
        return self._moving

    def move_to(self, x: float, y: float, speed: float = 1.0) -> tuple[float, float]:
        """Moves to (x, y) and returns the place that was reached."""
        if speed <= 0:
            raise ValueError(f"the speed must be above 0 mm/s, not {speed}")
        for axis, wanted in (("x", x), ("y", y)):
            low, high = self.LIMITS[axis]
            if not low <= wanted <= high:
                raise LimitError(axis, wanted, low, high)
        self._position = (float(x), float(y))
        return self._position

    def home(self) -> None:
        """Moves to the origin."""
        self._position = (0.0, 0.0)

    @Pyro5.api.oneway
    def stop(self) -> None:
        """Switches the motors off, at once."""
        self._moving = False


@Pyro5.api.expose
class Camera:
    """A camera with a slow shutter and a signal lamp."""

    def __init__(self):
        self._gain = 1.0
        self._lamp = True

    @property
    def gain(self) -> float:
        """The amplification of the sensor, from 1 to 16."""
        return self._gain

    @gain.setter
    def gain(self, value: float) -> None:
        if not 1 <= value <= 16:
            raise ValueError(f"the gain goes from 1 to 16, not {value}")
        self._gain = float(value)

    @property
    def lamp(self) -> bool:
        """Whether the signal lamp is lit."""
        return self._lamp

    def expose(self, seconds: float) -> dict:
        """Keeps the shutter open for so many seconds and says what was measured."""
        time.sleep(seconds)
        return {"exposure": seconds, "gain": self._gain, "mean": 12.5 * self._gain}

    def frame(self, width: int, height: int) -> bytes:
        """A picture: width times height grey values of one byte."""
        row = bytes(x * 255 // max(width - 1, 1) for x in range(width))
        return row * height

    def pictures(self, count: int):
        """A stream of small pictures."""
        for _ in range(count):
            yield self.frame(4, 4)

    @Pyro5.api.oneway
    def shutdown_lamp(self) -> None:
        """Switches the signal lamp off."""
        self._lamp = False


class Colour(enum.Enum):
    """What a filter lets through."""

    RED = "red"


Point = collections.namedtuple("Point", "x y")


class Sample:
    """Something on the stage: a class that Pyro sends as a dictionary."""

    def __init__(self, label, mass):
        self.label = label
        self.mass = mass


@Pyro5.api.expose
class Archive:
    """What was measured in the last years."""

    def __init__(self):
        self._entries = {f"run-{n:05}": self._entry(n) for n in range(10_000)}

    @staticmethod
    def _entry(n):
        return {
            "number": n,
            "operator": ("Ada", "Grace", "Maryam")[n % 3],
            "temperature": round(20 + math.sin(n / 50), 3),
            "passed": n % 7 != 0,
            "samples": [{"channel": c, "values": (n, n * c, n - c)} for c in range(3)],
        }

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    def catalogue(self, n: int = 10_000) -> dict:
        """The first n entries."""
        return dict(list(self._entries.items())[:n])

    def entry(self, name: str) -> dict:
        """One entry; raises KeyError when there is none of that name."""
        return self._entries[name]

    def deep(self, n: int) -> list:
        """A list in a list in a list, n levels deep."""
        value = []
        for _ in range(n - 1):
            value = [value]
        return value

    def everything(self) -> dict:
        """One value of each type that Python's Pyro sends."""
        moment = datetime.datetime(2026, 3, 14, 15, 9, 26, 535897)
        return {
            "none": None,
            "yes": True,
            "no": False,
            "int": 42,
            "negative": -7,
            "big": 2**100,
            "float": 1.5,
            "tiny": 5e-324,
            "nan": math.nan,
            "inf": math.inf,
            "minus inf": -math.inf,
            "complex": 1 - 2.5j,
            "text": "Grüße, 世界 🔬",
            "quotes": "it's \"quoted\" \\ and\non two lines",
            "bytes": b"\x00\x01Pyro\xff",
            "bytearray": bytearray(b"abc"),
            "list": [1, [2, [3]]],
            "tuple": (1, "two", 3.0),
            "set": {1},
            "frozenset": frozenset({"a"}),
            "dict": {1: "one", (2, 3): "pair"},
            "empty": [[], (), {}, set(), "", b""],
            "datetime": moment,
            "date": moment.date(),
            "time": moment.time(),
            "timedelta": datetime.timedelta(minutes=90),
            "decimal": decimal.Decimal("0.10"),
            "uuid": uuid.UUID("12345678-1234-5678-1234-567812345678"),
            "array": array.array("i", [1, 2, 3]),
            "deque": collections.deque([1, 2]),
            "counter": collections.Counter("aab"),
            "named tuple": Point(1, 2),
            "enum": Colour.RED,
            "record": Sample("quartz", 2.65),
            "exception": ValueError("not a real one", 7),
            "uri": Pyro5.core.URI("PYRO:lab.stage@127.0.0.1:9999"),
        }


class StormWarning(Exception):
    """An exception of this laboratory, which no Python client can rebuild."""

    def __init__(self, message, speed):
        super().__init__(message, speed)
        self.speed = speed


@Pyro5.api.expose
class Weather:
    """The weather station on the roof. Hardly anything works."""

    def temperature(self) -> float:
        """The temperature of the air: this one works."""
        return 18.25

    def pressure(self) -> float:
        """The pressure of the air; raises ValueError from deep inside."""
        return self._read_register(0x10)

    def wind(self) -> float:
        """The speed of the wind; raises RuntimeError because of an OSError."""
        try:
            self._open_port("/dev/anemometer")
        except OSError as problem:
            raise RuntimeError("the wind cannot be measured") from problem

    def rain(self) -> float:
        """The rain of today; raises a KeyError while another exception is handled."""
        try:
            return 1 / 0
        except ZeroDivisionError:
            return {}["rain"]

    def forecast(self, days: int = 1) -> str:
        """Tomorrow's weather; raises StormWarning, a class of our own."""
        raise StormWarning(f"storm within {days} days", 32.7)

    def sulk(self) -> None:
        """Raises an exception without a message."""
        raise RuntimeError

    def _read_register(self, number):
        return self._decode(self._transfer([number, 0]))

    def _transfer(self, message):
        return [~byte & 0xFF for byte in message]

    def _decode(self, answer):
        return self._check(answer, sum(answer) & 0xFF)

    def _check(self, answer, checksum):
        if checksum != 0:
            raise ValueError(f"the checksum of {answer} is {checksum:#04x}, not 0x00")
        return answer[0] / 10

    def _open_port(self, path):
        raise FileNotFoundError(2, "No such file or directory", path)


@Pyro5.api.expose
class Echo:
    """Answers with what it was given."""

    def echo(self, *args, **kwargs) -> tuple:
        """All arguments: (positional, keyword)."""
        return args, kwargs

    def same(self, value):
        """The one argument."""
        return value

    def annotated(self) -> dict:
        """The annotations of the call, and its correlation id."""
        context = Pyro5.api.current_context
        return {
            "annotations": {key: bytes(data) for key, data in context.annotations.items()},
            "correlation": str(context.correlation_id),
        }


@Pyro5.api.expose
class Counter:
    """Counts."""

    def __init__(self):
        self._count = 0
        self._lock = threading.Lock()

    @property
    def count(self) -> int:
        """How far it has counted. It may be set."""
        return self._count

    @count.setter
    def count(self, value: int) -> None:
        self._count = value

    def increment(self, by: int = 1) -> int:
        """Counts on and returns how far."""
        with self._lock:
            self._count += by
            return self._count
