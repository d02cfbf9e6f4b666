import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from sayso.export import writer

ID = "0123456789abcdef"

TEXT = {"type": "string"}
ADDRESS = {"type": "string", "pattern": r"^[a-z]+:[!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]+$"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}


def listed(required: tuple[str, ...] = (), **properties: object) -> dict:
    """A schema's list of objects with these properties and no others."""
    items = {"type": "object", "additionalProperties": False, "properties": properties}
    return {"type": "array", "items": items | {"required": list(required)}}


POINT = {
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
    },
}
PARTY = {"name": TEXT, "rel": TEXT, "uri": ADDRESS, "literal": TEXT}
OBJECT = {
    "uri": ADDRESS,
    "type": {"enum": ["text", "component"]},
    "representationType": {"enum": ["full", "partial"]},
    "language": TEXT,
    "contentCreated": MOMENT,
    "by": TEXT,
    "edNote": TEXT,
    "headlines": listed(("value",), role=TEXT, contentType=TEXT, value=TEXT),
    "descriptions": listed(("value",), role=TEXT, contentType=TEXT, value=TEXT),
    "bodies": listed(("value",), role=TEXT, contentType=TEXT, charCount={"type": "integer"}, value=TEXT),
    "people": listed(**PARTY),
    "organisations": listed(**PARTY),
    "places": listed(**PARTY, geojson=POINT),
    "infoSources": listed(name=TEXT, role=TEXT, uri=ADDRESS, literal=TEXT),
    "events": listed(id=TEXT, **PARTY),
    "renditions": listed(("name",), name=TEXT, href=ADDRESS),
    "standard": {
        "type": "object",
        "additionalProperties": False,
        "properties": {"name": TEXT, "version": TEXT, "schema": ADDRESS},
    },
}
"""What version 3.0 of the standard has for these properties, written down from its schema, which allows no
property that it does not name. The schema itself is IPTC's."""
SCHEMA = {
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {**OBJECT, "associations": listed(("name", "uri"), name=TEXT, **OBJECT)},
}


def written(readings) -> list[dict]:
    out = io.StringIO(newline="")
    writer("ninjs")(readings, out)
    items = [json.loads(line) for line in out.getvalue().split("\n")[:-1]]
    for item in items:
        Draft202012Validator(SCHEMA).validate(item)
    return items


def test_a_report_is_a_news_object(reading):
    (item,) = written([reading])
    assert item["uri"] == f"urn:sayso:report:{ID}"
    assert item["headlines"] == [{"value": "Larkhaven council told of dry reservoir"}]
    assert item["contentCreated"] == "2031-08-14T09:30:00+01:00"
    assert item["bodies"][0]["value"] == reading.report.text
    assert item["renditions"] == [{"name": "page", "href": "https://courier.example/water"}]
    assert [body["name"] for body in item["organisations"]] == ["Larkhaven Water Board"]
    (place,) = item["places"]
    assert place["geojson"]["coordinates"] == [-3.0, 54.5]


def test_a_statement_is_an_association_with_its_chain_outermost_first(reading):
    first, second, _ = written([reading])[0]["associations"]
    assert first["bodies"][0]["value"] == reading.statements[0].content.text
    roles = [source["role"].rpartition(":")[2] for source in second["infoSources"]]
    assert roles == ["publisher", "relay", "origin"]
    assert second["infoSources"][2] == {
        "role": "urn:sayso:terms:origin",
        "uri": f"urn:sayso:actor:anon:{ID}:1",
        "literal": "Dr Tamsin Oyelaran",
    }
    told = {one["role"]: one["value"] for one in first["descriptions"]}
    assert (told["act"], told["certainty"]) == ("warn", "hedged")
    pieces = [reading.report.text[start:end] for start, end in json.loads(told["content spans"])]
    assert " … ".join(pieces) == told["content"]


def test_a_day_alone_is_told_and_no_moment(reading):
    (item,) = written([replace(reading, report=replace(reading.report, published="2031-08-14"))])
    assert "contentCreated" not in item
    assert {"role": "published", "value": "2031-08-14"} in item["descriptions"]


def test_a_property_that_ninjs_lacks_is_caught(reading):
    (item,) = written([reading])
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA).validate(item | {"statements": []})


@given(data=st.data())
def test_odd_text_stays_valid(data, odd):
    reading = data.draw(odd)
    (item,) = written([reading])
    assert item["bodies"][0]["value"] == reading.report.text
    assert [one["uri"] for one in item["associations"]] == [
        f"urn:sayso:statement:{said.id}" for said in reading.statements
    ]
