# SPDX-FileCopyrightText: 2026 The Pyrolens authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of an X display, many a second: no process is started for one."""
import ctypes
import zlib

ALL_PLANES = 2**64 - 1
AS_PIXELS = 2  # ZPixmap
RESOURCE_MANAGER, STRING = 23, 31  # atoms that X has from the beginning
REPLACE = 0


class Image(ctypes.Structure):
    """The beginning of an XImage."""

    _fields_ = [(name, ctypes.c_int) for name in ("width", "height", "xoffset", "format")] + \
        [("data", ctypes.c_void_p)] + \
        [(name, ctypes.c_int) for name in ("byte_order", "bitmap_unit", "bitmap_bit_order", "bitmap_pad", "depth",
                                           "bytes_per_line", "bits_per_pixel")]


class Screen:
    """The display of this process, from its left upper corner."""

    def __init__(self):
        self.x11 = ctypes.CDLL("libX11.so.6")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x11.XGetImage.restype = ctypes.POINTER(Image)
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(None))
        self.root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display))

    def set_resources(self, text):
        """What programs that start from now on take as the user's wishes, as in "Xft.dpi: 192"."""
        data = text.encode()
        self.x11.XChangeProperty(self.display, self.root, ctypes.c_ulong(RESOURCE_MANAGER), ctypes.c_ulong(STRING), 8,
                                 REPLACE, data, len(data))
        self.x11.XSync(self.display, 0)

    def grab(self, width, height):
        """Blue, green, red and nothing of each pixel."""
        image = self.x11.XGetImage(self.display, self.root, 0, 0, width, height, ctypes.c_ulong(ALL_PLANES), AS_PIXELS)
        assert image, "the display gives no picture"
        try:
            assert image.contents.bits_per_pixel == 32 and image.contents.bytes_per_line == 4 * width
            return ctypes.string_at(image.contents.data, 4 * width * height)
        finally:
            self.x11.XDestroyImage(image)


def save(path, pixels, width, height):
    """As PNG."""
    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
    colours = bytearray(3 * width * height)
    for place in range(3):
        colours[place::3] = pixels[2 - place::4]
    rows = b"".join(b"\0" + colours[at:at + 3 * width] for at in range(0, len(colours), 3 * width))
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 2, 0, 0, 0))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 1))
                     + chunk(b"IEND", b""))
