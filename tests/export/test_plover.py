import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sayso.export import writer
from sayso.export.plover import QUADS
from sayso.types import Actor, ActorKind, EventKind, EventStatus, Party, Place, Span, Time, TimeKind

CITATION = ("citation", "url", "title", "language", "publication", "codebook")
DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
WORDS = {"type": "string", "minLength": 1}
ENTITY = {
    "type": "object",
    "properties": {
        "code": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "sector": {"type": "string", "pattern": "^([A-Z]{3}){1,2}$"},
        **dict.fromkeys(("entity_text", "identifier_id", "identifier_text", "office"), WORDS),
    },
    "additionalProperties": False,
}
LOCATION = {
    "type": "object",
    "required": ["extracted_place"],
    "properties": {
        "extracted_place": WORDS,
        "resolved_place_name": WORDS,
        "geonameid": {"type": "integer"},
        "lat": {"type": "number", "minimum": -90, "maximum": 90},
        "lon": {"type": "number", "minimum": -180, "maximum": 180},
        "country_code": {"type": "string", "pattern": "^[A-Z]{3}$"},
    },
    "additionalProperties": False,
}
RECORD = {
    "type": "object",
    "required": ["id", "date", "actor", "event"],
    "properties": {
        "id": WORDS,
        "has_event": {"type": "boolean"},
        "date": {"anyOf": [DAY, {"type": "null"}]},
        "enddate": DAY,
        "actor": {"type": "array", "items": ENTITY},
        "recipient": {"type": "array", "items": ENTITY},
        "event": {"type": "array", "items": {"enum": list(QUADS)}, "minItems": 1},
        "event_loc": {"type": "array", "items": LOCATION},
        "event_text": {"type": "array", "items": WORDS},
        "quad": {"enum": [1, 2, 3, 4]},
        "mode": {"type": "array", "items": WORDS},
        "context": {"type": "array", "items": WORDS},
        "text_info": {
            "type": "object",
            "properties": {"start": {"type": "integer"}, "end": {"type": "integer"}},
            "additionalProperties": False,
        },
        "cite_info": {
            "type": "object",
            "properties": dict.fromkeys(CITATION, WORDS),
            "additionalProperties": False,
        },
        "coder": WORDS,
        "comment": WORDS,
        "status": {"enum": list(EventStatus)},
        "speech": {"type": "boolean"},
        "confidence": {"type": "number"},
        "magnitude": {"type": "array"},
        "statements": {"type": "array", "items": WORDS},
        "reasons": {"type": "array", "items": WORDS},
    },
    "additionalProperties": False,
}
"""The manual's tables 6.1 to 6.6, as far as Sayso fills them, and Sayso's own fields: there is no schema."""


def written(readings) -> list[dict]:
    out = io.StringIO(newline="")
    writer("plover")(readings, out)
    records = [json.loads(line) for line in out.getvalue().split("\n")[:-1]]
    for record in records:
        Draft202012Validator(RECORD).validate(record)
    return records


def coded(reading, *actors: Actor, **changes) -> dict:
    """The one record of the reading's event after ``changes``, with ``actors`` as its actors."""
    text = reading.report.text
    parties = tuple(Party(text[:9], (Span(0, 9),), actor.id, actor.name) for actor in actors)
    event = replace(reading.events[0], **({"actors": parties} if actors else {}), **changes)
    (record,) = written([replace(reading, events=(event,), actors=(*reading.actors, *actors))])
    return record


def test_an_event_is_a_record_with_the_manuals_fields(reading):
    (record,) = written([reading])
    assert record["id"] == "0123456789abcdef:e1"
    assert record["date"] == "2031-08-10"
    assert record["event"] == ["THREATEN"]
    assert record["quad"] == 3
    assert record["mode"] == ["warning"]
    assert record["context"] == ["disaster"]
    assert record["actor"] == [
        {
            "entity_text": "the water board",
            "identifier_id": "organisation:water-board",
            "identifier_text": "Larkhaven Water Board",
        }
    ]
    assert record["cite_info"]["publication"] == "Larkhaven Courier"
    text, info = reading.report.text, record["text_info"]
    assert [text[info["start"] : info["end"]]] == record["event_text"]


@pytest.mark.parametrize(
    ("status", "auxiliary"),
    [("historical", "historical"), ("future", "future"), ("negated", "negation")],
)
def test_what_did_not_happen_says_so_in_its_context(reading, status, auxiliary):
    record = coded(reading, status=EventStatus(status))
    assert record["context"] == ["disaster", auxiliary]


def test_aid_to_come_is_coded_as_the_manual_does(reading):
    record = coded(reading, kind=EventKind.AID, status=EventStatus.FUTURE)
    assert (record["event"], record["quad"]) == (["AGREE"], 1)
    record = coded(reading, kind=EventKind.AID)
    assert (record["event"], record["quad"]) == (["AID"], 2)


def test_without_a_date_of_its_own_an_event_has_the_day_of_publication_and_says_so(reading):
    record = coded(reading, time=None)
    assert record["date"] == "2031-08-14"
    assert "day of publication" in record["comment"]
    undated = replace(reading, report=replace(reading.report, published="2031-08"))
    assert coded(undated, time=None)["date"] is None


def test_more_than_a_day_has_an_end(reading):
    month = Time(TimeKind.DATE, "August", (Span(0, 6),), "2031-08", "2031-08-01", "2031-08-31")
    record = coded(reading, time=month)
    assert (record["date"], record["enddate"]) == ("2031-08-01", "2031-08-31")


def test_an_actor_has_its_countrys_code_however_far_it_is_from_it(reading):
    state = Actor("state:norway", "Norway", ActorKind.STATE, known=True)
    army = Actor("organ:norway/army", "Norwegian army", ActorKind.ORGAN, of=state.id)
    general = Actor("person:liv-dahl", "Liv Dahl", ActorKind.PERSON, of=army.id, role="general")
    codes = [(one.get("code"), one.get("sector")) for one in coded(reading, state, army, general)["actor"]]
    assert codes == [("NOR", None), ("NOR", "MIL"), ("NOR", None)]


def test_belonging_in_a_circle_ends(reading):
    left = Actor("organisation:left", "Left", ActorKind.ORGANISATION, of="organisation:right")
    right = Actor("organisation:right", "Right", ActorKind.ORGANISATION, of="organisation:left")
    assert "code" not in coded(reading, left, right)["actor"][0]


def test_a_place_has_the_geonames_number_and_a_code_of_three_letters(reading):
    place = Place("Upper Mere", (Span(0, 9),), "Upper Mere", "GB", 54.5, -3.0, 7)
    assert coded(reading, places=(place,))["event_loc"] == [
        {
            "extracted_place": "Upper Mere",
            "resolved_place_name": "Upper Mere",
            "geonameid": 7,
            "lat": 54.5,
            "lon": -3.0,
            "country_code": "GBR",
        }
    ]


def test_the_reports_text_is_not_in_it(reading):
    (record,) = written([reading])
    assert "text" not in record


def test_every_type_has_its_quad():
    assert set(QUADS) == set(EventKind)


@given(data=st.data())
def test_odd_text_stays_one_valid_line_an_event(data, odd):
    readings = [data.draw(odd), data.draw(odd)]
    assert [record["id"] for record in written(readings)] == [
        event.id for reading in readings for event in reading.events
    ]
