"""Readings, mentions and gists as bytes that cross between machines."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pyarrow as arrow

from sayso.link.claims.mention import Mention
from sayso.link.stories import Gist
from sayso.types import Reading

_CODEC = arrow.Codec("zstd", 1)
_SIZE = 8
"""Bytes before a compressed blob that tell how long it was: the codec has to be told."""


def pack_reading(reading: Reading) -> bytes:
    """A reading without its text, which is a column of its own."""
    bare = replace(reading, report=replace(reading.report, text=""))
    return _compressed(msgspec.msgpack.encode(bare))


def unpack_reading(blob: bytes, text: str) -> Reading:
    """The reading that was packed, of a report with this text."""
    reading = msgspec.msgpack.decode(_decompressed(blob), type=Reading)
    return replace(reading, report=replace(reading.report, text=text))


def pack_whole(reading: Reading) -> bytes:
    """A reading with its text: the blob of `tables.FINGERPRINTS` and, without statements, of
    `tables.BANDS`."""
    return _compressed(msgspec.msgpack.encode(reading))


def unpack_whole(blob: bytes) -> Reading:
    return msgspec.msgpack.decode(_decompressed(blob), type=Reading)


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


def _compressed(plain: bytes) -> bytes:
    packed: bytes = _CODEC.compress(plain, asbytes=True)
    return len(plain).to_bytes(_SIZE, "little") + packed


def _decompressed(blob: bytes) -> bytes:
    size = int.from_bytes(blob[:_SIZE], "little")
    plain: bytes = _CODEC.decompress(memoryview(blob)[_SIZE:], size, asbytes=True)
    return plain
