import csv
import io
import json
from dataclasses import replace

import pytest

from sayso.export.csv import COLUMNS, FORMULA_STARTS, safe, write

SITUATION = COLUMNS[COLUMNS.index("act") : COLUMNS.index("reasons")]


def rows(readings) -> list[dict[str, str]]:
    out = io.StringIO()
    write(readings, out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_there_is_one_heading_and_a_row_for_each_statement(reading):
    table = rows([reading, reading])
    assert len(table) == 6
    assert tuple(table[0]) == COLUMNS


def test_a_row_holds_statement_and_report(reading):
    row = rows([reading])[1]
    assert row == {
        "report": "0123456789abcdef",
        "url": "https://courier.example/water",
        "outlet": "Larkhaven Courier",
        "published": "2031-08-14T09:30:00+01:00",
        "title": "Larkhaven council told of dry reservoir",
        "statement": "0123456789abcdef:2",
        "parent": "0123456789abcdef:1",
        "mode": "indirect",
        "confidence": "0.610",
        "source": "Dr Tamsin Oyelaran",
        "source_spans": "[[122,140]]",
        "cue": "citing",
        "cue_spans": "[[115,121]]",
        "content": "The reservoir is “as good as empty”",
        "content_spans": "[[56,91]]",
        "relay": "Larkhaven Water Board",
        "relay_actor": "organisation:water-board",
        "origin": "Dr Tamsin Oyelaran",
        "origin_actor": "anon:0123456789abcdef:1",
        "anonymity": "described",
        "addressee": "",
        **dict.fromkeys(SITUATION, ""),
        "act": "say",
        "certainty": "asserted",
        "polarity": "positive",
        "reasons": "",
    }


def test_a_row_holds_the_situation(reading):
    row = rows([reading])[0]
    assert {name: row[name] for name in SITUATION} == {
        "act": "warn",
        "plover": "THREATEN",
        "target": "Larkhaven Water Board",
        "target_actor": "organisation:water-board",
        "proposal": "the board's spreadsheet",
        "certainty": "hedged",
        "polarity": "negative",
        "hedges": "“as good as empty”",
        "said": "on Sunday",
        "said_value": "2031-08-10",
        "times": "The long summer",
        "times_values": "2031-08-10",
        "figures": "A1",
        "figures_values": "1.5",
        "places": "Upper Mere",
        "conditions": "as good as",
    }


def test_offsets_lead_back_to_the_words(reading):
    text = reading.report.text
    for row in rows([reading]):
        pieces = [text[start:end] for start, end in json.loads(row["content_spans"])]
        assert safe(" … ".join(pieces)) == row["content"]


def test_what_is_absent_is_an_empty_cell(reading):
    row = rows([reading])[2]
    assert row["source"] == row["source_spans"] == row["cue"] == row["cue_spans"] == row["parent"] == ""


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_cell_begins_like_a_formula(reading, start):
    title = f'{start}HYPERLINK("https://courier.example","x")'
    hostile = replace(reading.report, title=title, url=title, published=title, outlet=None)
    for row in rows([replace(reading, report=hostile)]):
        assert not any(cell.startswith(FORMULA_STARTS) for cell in row.values())
        assert row["title"] == "'" + title
