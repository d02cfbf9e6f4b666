import io
import re
from dataclasses import replace
from itertools import pairwise
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export import FORMATS, binary_writer
from sayso.export.brat import CONFIGURATION, standoff
from sayso.types import Span, Words

# brat itself is a web server of 2012 that is on no registry; what follows is its format as it documents it,
# read as its own code reads it: whole lines by Python's idea of a line, fields parted by tabs.
TEXTBOUND = re.compile(r"(\w+) (\d+ \d+(?:;\d+ \d+)*)")
EVENT = re.compile(r"Statement:(T\d+)((?: \w+:[TE]\d+)*)")


def entries(readings) -> dict[str, str]:
    out = io.BytesIO()
    binary_writer("brat")(readings, out)
    with ZipFile(out) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def section(name: str) -> list[str]:
    """The lines of a section of annotation.conf."""
    body = CONFIGURATION.partition(f"[{name}]\n")[2].partition("\n[")[0]
    return [line for line in body.splitlines() if line]


def allowed() -> tuple[set[str], dict[str, tuple[str, str]], dict[str, tuple[set[str], set[str]]]]:
    """What annotation.conf allows: types of words; an event's roles, each with how often it may stand ("?",
    "*") and the type that fills it; attributes, each with what has it and its values."""
    (event,) = section("events")
    kind, _, roles = event.partition("\t")
    described = [re.fullmatch(r"(\w+)([?*]):(\w+)", role).groups() for role in roles.split(", ")]
    attributes = {}
    for line in section("attributes"):
        name, bearers, values = re.fullmatch(r"(\w+)\tArg:([\w|]+), Value:(\S+)", line).groups()
        attributes[name] = (set(bearers.split("|")), set(values.split("|")))
    return {*section("entities"), kind}, {role: (often, of) for role, often, of in described}, attributes


def check(text: str, annotations: str) -> dict[str, list[tuple[int, int]]]:
    """That ``annotations`` are valid brat over ``text`` and use only what annotation.conf allows; the pieces
    of each that has words, by id."""
    types, roles, attributes = allowed()
    lines = annotations.splitlines()
    assert "".join(line + "\n" for line in lines) == annotations
    split = [line.split("\t") for line in lines]
    ids = [fields[0] for fields in split]
    assert len(set(ids)) == len(ids)
    kinds: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, int]]] = {}
    for name, data, *rest in split:
        if name[0] == "T":
            kind, offsets = TEXTBOUND.fullmatch(data).groups()
            assert kind in types
            kinds[name] = kind
            pieces[name] = [tuple(map(int, piece.split())) for piece in offsets.split(";")]
            assert all(left[1] < right[0] for left, right in pairwise(pieces[name]))
            assert rest == [" ".join(text[start:end] for start, end in pieces[name])]
        elif name[0] == "E":
            kinds[name] = "Statement"
    for name, data, *rest in split:
        if name[0] == "E":
            trigger, arguments = EVENT.fullmatch(data).groups()
            assert kinds[trigger] == "Statement"
            told = [argument.split(":") for argument in arguments.split()]
            assert len({role for role, _ in told}) == len(told)
            for role, target in told:
                often, kind = roles[role.rstrip("0123456789")]
                assert kinds[target] == kind
                assert often == "*" or not role[-1].isdigit()
        elif name[0] == "A":
            attribute, bearer, value = data.split(" ")
            bearers, values = attributes[attribute]
            assert kinds[bearer] in bearers
            assert value in values
        elif name[0] == "N":
            assert re.fullmatch(r"Reference T\d+ Sayso:\S+", data)
            assert data.split(" ")[1] in pieces
            assert len(rest) == 1
        elif name[0] == "#":
            note, bearer = data.split(" ")
            assert note == "AnnotatorNotes"
            assert kinds[bearer] == "Statement"
            assert len(rest) == 1
        else:
            assert name[0] == "T"
    return pieces


def test_there_are_a_text_and_its_annotations_for_each_report_and_one_configuration(reading):
    other = replace(reading, report=replace(reading.report, id="f" * 16), statements=())
    files = entries([reading, other, reading])
    names = [f"{name}.{kind}" for name in ("0123456789abcdef", "f" * 16) for kind in ("txt", "ann")]
    assert list(files) == ["annotation.conf", *names]
    assert files["0123456789abcdef.txt"] == reading.report.text
    assert files[f"{'f' * 16}.ann"] == ""


def test_a_statement_is_an_event_over_its_words(reading):
    annotations = standoff(reading)
    pieces = check(reading.report.text, annotations)
    first = reading.statements[0]
    assert pieces["T1"] == list(first.content.spans)
    assert "E1\tStatement:T1 Source:T2 Cue:T3 Addressee:T4 Target:T5\n" in annotations
    assert pieces["T2"] == list(first.source.spans)
    assert pieces["T3"] == list(first.cue.spans)
    assert "Act E1 warn\n" in annotations
    assert "Certainty E1 hedged\n" in annotations
    assert "\tAnnotatorNotes E1\tConfidence 0.97. The cue “said” has a subject.\n" in annotations


def test_chain_and_place_in_another_statement_are_arguments(reading):
    annotations = standoff(reading)
    pieces = check(reading.report.text, annotations)
    line = re.search(r"^E2\t.*$", annotations, re.M)[0]
    source, relay = (re.search(rf" {role}:(T\d+)", line)[1] for role in ("Source", "Relay"))
    assert line.endswith(" Inside:E1")
    assert pieces[relay] == list(reading.statements[0].source.spans)
    assert f"\tReference {relay} Sayso:organisation:water-board\tLarkhaven Water Board\n" in annotations
    assert f"\tAnonymity {source} described\n" in annotations


def test_several_origins_stand_each_beside_the_source(reading):
    first = reading.statements[0]
    text = reading.report.text
    origin = first.voices[-1]
    left, right = (replace(origin, spans=(span,)) for span in ((93, 102), (103, 108)))
    several = replace(first, voices=(left, right))
    annotations = standoff(replace(reading, statements=(several,)))
    check(text, annotations)
    line = re.search(r"^E1\t.*$", annotations, re.M)[0]
    assert re.search(r" Source:T\d+ Cue:T\d+ Origin:T\d+ Origin2:T\d+", line)


def test_words_over_a_line_end_are_given_in_pieces(reading):
    text = "One line\n\nand another\x0band\ta third."
    said = replace(reading.statements[2], content=Words(text, ((0, len(text)),)), voices=(), confidence=0.5)
    odd = replace(reading, report=replace(reading.report, text=text), statements=(said,))
    annotations = standoff(odd)
    pieces = check(text, annotations)
    assert pieces["T1"] == [(0, 8), (10, 21), (22, 25), (26, 34)]
    assert "T1\tStatement 0 8;10 21;22 25;26 34\tOne line and another and a third.\n" in annotations


def test_an_offset_that_is_off_by_one_is_caught(reading):
    annotations = standoff(reading)
    wrong = re.sub(r"^(T1\tStatement )(\d+)", lambda found: found[1] + str(int(found[2]) + 1), annotations)
    with pytest.raises(AssertionError):
        check(reading.report.text, wrong)


def test_a_statement_without_a_visible_word_is_left_out(reading):
    blank = replace(reading.statements[0], content=Words("\n\n", (Span(39, 41),)))
    annotations = standoff(replace(reading, statements=(blank, *reading.statements[1:])))
    check(reading.report.text, annotations)
    assert [line[:2] for line in annotations.splitlines() if line[0] == "E"] == ["E1", "E2"]


def test_the_same_readings_make_the_same_bytes(reading):
    first, second = io.BytesIO(), io.BytesIO()
    for out in (first, second):
        binary_writer("brat")([reading], out)
    assert first.getvalue() == second.getvalue()
    assert FORMATS["brat"].binary


@given(data=st.data())
def test_odd_text_stays_valid(data, odd):
    reading = data.draw(odd)
    files = entries([reading])
    assert files[f"{reading.report.id}.txt"] == reading.report.text
    check(reading.report.text, files[f"{reading.report.id}.ann"])
