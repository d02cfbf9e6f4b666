import io
from zipfile import ZipFile

import pytest
from pyarrow.parquet import read_table

from sayso.export import FORMATS, binary_writer, writer

TEXTS = [name for name, format in FORMATS.items() if not format.binary]
BINARIES = [name for name, format in FORMATS.items() if format.binary]
AFTERWARDS = ("html", "graphml")
"""Formats that are one whole, written when the last reading has come."""


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_format_writes_readings_that_come_one_by_one_to_a_text_file(name, reading):
    out = io.StringIO(newline="")
    writer(name)((one for one in [reading]), out)
    assert out.getvalue().endswith("\n") or name == "html"
    assert len(out.getvalue()) > 100


@pytest.mark.parametrize("name", BINARIES)
def test_a_binary_format_writes_them_to_a_binary_file(name, reading):
    out = io.BytesIO()
    binary_writer(name)((one for one in [reading]), out)
    assert len(out.getvalue()) > 100


class Pipe(io.RawIOBase):
    """Takes bytes, and cannot go back."""

    def __init__(self) -> None:
        self.received = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self.received.extend(data)
        return len(data)


def test_a_zip_can_be_written_to_a_pipe(reading):
    pipe = Pipe()
    binary_writer("brat")([reading], pipe)
    with ZipFile(io.BytesIO(pipe.received)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 3


def test_a_table_can_be_written_to_a_pipe(reading):
    pipe = Pipe()
    binary_writer("parquet")([reading], pipe)
    assert read_table(io.BytesIO(pipe.received)).num_rows == 3


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in AFTERWARDS])
def test_a_reading_is_written_before_the_next_is_asked_for(name, reading):
    out = io.StringIO(newline="")
    written = []

    def coming():
        yield reading
        yield reading
        yield reading
        written.append(out.tell())

    writer(name)(coming(), out)
    assert written[0] > 100


def test_every_format_has_a_suffix_and_is_there_by_its_name():
    for name, format in FORMATS.items():
        assert format.name == name
        assert format.suffix.startswith(".")
        assert format.purpose
