import io
import re
from dataclasses import replace

import pytest

from sayso.export.text import write
from sayso.types import Reading


def shown(readings: list[Reading], monkeypatch: pytest.MonkeyPatch, columns: int = 80) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = io.StringIO()
    write(readings, out)
    return out.getvalue()


def test_a_report_is_shown_with_its_statements_and_a_summary(reading, monkeypatch):
    assert (
        shown([reading], monkeypatch)
        == """\
Larkhaven council told of dry reservoir
Larkhaven Courier  ·  14 August 2031, 09:30 +01:00

  1  the water board (Larkhaven Water Board)  said                   warn, mixed
     to Ines Corvo
     The reservoir is “as good as empty” … citing Dr Tamsin Oyelaran
     whom: Larkhaven Water Board  ·  what: the board's spreadsheet  ·  how
       sure: hedged, negated, scare-quotes “as good as empty”  ·  said: on
       Sunday = 2031-08-10  ·  when: The long summer = 2031-08-10  ·  how many:
       A1 spreadsheet = 1.5 litre  ·  where: Upper Mere (GB)  ·  hangs on: “as
       good as” (absent)

  2  ↳ Dr Tamsin Oyelaran  citing                                 say?, indirect
       inside 1  ·  Larkhaven Water Board ← one engineer with the board
         (described #1)
       The reservoir is “as good as empty”

  3  no source given                                                say?, direct
     =SUM(A1) was all that the board's spreadsheet showed

 e1  THREATEN (warning)  ·  happened  ·  Larkhaven Water Board  ·  said  ·
     on Sunday = 2031-08-10  ·  in 1

3 statements, 2 sources, 1 without a source: 1 direct, 1 mixed, 1 indirect
2 voices: 1 named, 1 described
Passed on by Larkhaven Water Board (2)
On described voices alone: 2
"""
    )


@pytest.mark.parametrize("columns", [40, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal_or_ends_in_blanks(reading, monkeypatch, columns):
    long = replace(
        reading.statements[0], source=replace(reading.statements[0].source, text="an official " * 20)
    )
    text = shown([replace(reading, statements=(long, *reading.statements[1:]))] * 2, monkeypatch, columns)
    for line in text.splitlines():
        assert len(line) <= min(columns, 100)
        assert line == line.rstrip()


def test_where_the_output_is_no_terminal_there_are_no_escape_codes(reading, monkeypatch):
    assert "\x1b" not in shown([reading], monkeypatch)


def test_no_color_turns_colours_off_on_a_terminal(reading, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured, plain = Terminal(), Terminal()
    write([reading], coloured)
    monkeypatch.setenv("NO_COLOR", "1")
    write([reading], plain)
    colours = re.compile(r"\x1b\[[\d;]*3[0-7]")
    assert colours.search(coloured.getvalue())
    assert not colours.search(plain.getvalue())


def test_a_report_cannot_steer_the_terminal(reading, monkeypatch):
    hostile = replace(reading.report, title="\x1b]0;owned\x07Council \u202etold\x9b31m")
    text = shown([replace(reading, report=hostile)], monkeypatch)
    named = replace(reading.actors[0], name="\x1b[2JBoard")
    voices = tuple(replace(voice, name="\x1b[2JBoard") for voice in reading.statements[0].voices)
    spoken = replace(reading.statements[0], voices=voices)
    hostile = replace(reading, statements=(spoken,), actors=(named, *reading.actors[1:]))
    text += shown([hostile], monkeypatch)
    assert "Board" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_a_report_without_title_outlet_and_date_is_headed_by_its_first_words(reading, monkeypatch):
    bare = replace(reading.report, title=None, outlet=None, published=None)
    lines = shown([replace(reading, report=bare, statements=(), events=())], monkeypatch).splitlines()
    assert lines == [
        "Larkhaven council told of dry reservoir",
        "no outlet  ·  no date",
        "",
        "No statements found",
    ]


def test_each_reading_is_written_before_the_next_is_asked_for(reading, monkeypatch):
    out = io.StringIO()

    def readings():
        yield reading
        assert "3 statements" in out.getvalue()
        yield reading

    write(readings(), out)
    assert out.getvalue().count("3 statements") == 2
