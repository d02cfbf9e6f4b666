"""Readings, mentions and gists as bytes that cross between machines."""

from __future__ import annotations

import zlib
from dataclasses import replace

import msgspec

from sayso.link.claims.mention import Mention
from sayso.link.stories import Gist
from sayso.types import Reading


def pack_reading(reading: Reading) -> bytes:
    """A reading without its text, which is a column of its own."""
    bare = replace(reading, report=replace(reading.report, text=""))
    return zlib.compress(msgspec.msgpack.encode(bare), 1)


def unpack_reading(blob: bytes, text: str) -> Reading:
    """The reading that was packed, of a report with this text."""
    reading = msgspec.msgpack.decode(zlib.decompress(blob), type=Reading)
    return replace(reading, report=replace(reading.report, text=text))


def pack_whole(reading: Reading) -> bytes:
    """A reading with its text: the blob of `tables.FINGERPRINTS` and `tables.BANDS`."""
    return zlib.compress(msgspec.msgpack.encode(reading), 1)


def unpack_whole(blob: bytes) -> Reading:
    return msgspec.msgpack.decode(zlib.decompress(blob), type=Reading)


def pack_mention(mention: Mention) -> bytes:
    """A mention, its vector included: the blob of `tables.MENTIONS`."""
    return msgspec.msgpack.encode(mention)


def unpack_mention(blob: bytes) -> Mention:
    return msgspec.msgpack.decode(blob, type=Mention)


def pack_gist(gist: Gist) -> bytes:
    """The blob of `tables.GISTS`."""
    return msgspec.msgpack.encode(gist)


def unpack_gist(blob: bytes) -> Gist:
    return msgspec.msgpack.decode(blob, type=Gist)
