import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, Graph, Namespace, URIRef

from sayso.export import writer
from sayso.export.web_annotation import AROUND, quotation
from sayso.types import Span

OA = Namespace("http://www.w3.org/ns/oa#")
AS = Namespace("http://www.w3.org/ns/activitystreams#")

TERMS = {
    "oa": str(OA),
    "as": str(AS),
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in ("Annotation", "SpecificResource", "TextualBody", "TimeState")},
    **{name: f"oa:{name}" for name in ("TextQuoteSelector", "TextPositionSelector")},
    **{name: f"oa:{name}" for name in ("identifying", "classifying", "describing", "linking")},
    **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix")},
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Person": "foaf:Person",
    "Organization": "foaf:Organization",
    "name": "foaf:name",
    "label": {"@id": "http://www.w3.org/2000/01/rdf-schema#label"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "state": {"@id": "oa:hasState", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "cached": {"@id": "oa:cachedSource", "@type": "@id"},
    "first": {"@id": "as:first", "@type": "@id"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
}
"""The standard's names for what it defines, as its appendix lists them: its context file is on the web, where
no test may go. A name of ours that is missing here would vanish from the graph, and a test would see it."""


def written(readings) -> dict:
    out = io.StringIO(newline="")
    writer("web-annotation")(readings, out)
    return json.loads(out.getvalue())


def graph(document: dict) -> Graph:
    standard, ours = document["@context"]
    assert standard == "http://www.w3.org/ns/anno.jsonld"
    inlined = document | {"@context": [TERMS, ours]}
    return Graph().parse(data=json.dumps(inlined), format="json-ld")


def names(value: object) -> set[str]:
    """All names of properties in a document, but for those of its context."""
    if isinstance(value, list):
        return {name for item in value for name in names(item)}
    if not isinstance(value, dict):
        return set()
    found = {name for name in value if name != "@context"}
    return found.union(*(names(item) for name, item in value.items() if name != "@context"))


def resolved(text: str, target: dict) -> Span:
    """Where both selectors of a target say that it is."""
    quote, position = target["selector"]
    around = quote["prefix"] + quote["exact"] + quote["suffix"]
    assert text.count(around) == 1
    start = text.index(around) + len(quote["prefix"])
    span = Span(start, start + len(quote["exact"]))
    assert span == (position["start"], position["end"])
    return span


def check(document: dict, readings) -> None:
    """That ``document`` is what the standard asks for, and that its selectors find each statement's words."""
    texts = {f"urn:sayso:report:{reading.report.id}": reading.report.text for reading in readings}
    assert {name for name in names(document) if ":" not in name} <= set(TERMS)
    items = document["first"]["items"]
    assert document["total"] == len(items)
    assert len({item["id"] for item in items}) == len(items)
    found = {}
    for item in items:
        copies = {one.get("state", {}).get("cached", one["source"]) for one in item["target"]}
        (text,) = (texts[copy] for copy in copies)
        found[item["id"]] = tuple(resolved(text, one) for one in item["target"])
    for reading in readings:
        for said in reading.statements:
            for part, words in (("content", said.content), ("cue", said.cue), ("source", said.source)):
                assert found.get(f"urn:sayso:annotation:{said.id}:{part}") == (words and words.spans)
    triples = graph(document)
    annotations = set(triples.subjects(RDF.type, OA.Annotation))
    assert annotations == {URIRef(item["id"]) for item in items}
    for annotation in annotations:
        assert list(triples.objects(annotation, OA.hasTarget))
        assert set(triples.objects(annotation, OA.motivatedBy)) <= {
            OA.describing,
            OA.identifying,
            OA.classifying,
            OA.linking,
        }
    for link in triples.subjects(OA.hasPurpose, OA.linking):
        assert triples.value(link, OA.hasSource) in annotations
    for target in triples.objects(None, OA.hasTarget):
        kinds = {triples.value(one, RDF.type) for one in triples.objects(target, OA.hasSelector)}
        assert kinds == {OA.TextQuoteSelector, OA.TextPositionSelector}
        assert triples.value(target, OA.hasSource)


def test_it_is_a_collection_of_web_annotations(reading):
    document = written([reading])
    check(document, [reading])
    assert document["type"] == "AnnotationCollection"
    assert document["first"]["partOf"] == document["id"]
    assert len(document["first"]["items"]) == 3 + 2 + 2 + 1  # contents, sources, cues, a relay


def test_a_statement_is_the_content_with_what_is_known_of_it(reading):
    first = written([reading])["first"]["items"][0]
    told, facts = first["body"]
    assert told["value"].startswith("the water board · Larkhaven Water Board · to Ines Corvo · warn, mixed")
    assert facts["id"] == "urn:sayso:statement:0123456789abcdef:1"
    assert facts["sayso:act"] == "warn"
    assert [voice["sayso:role"] for voice in facts["sayso:voice"]] == ["publisher", "origin"]
    assert facts["sayso:voice"][1]["sayso:actor"] == {"id": "urn:sayso:actor:organisation:water-board"}
    assert first["target"][0]["source"] == "https://courier.example/water"
    assert len(first["target"]) == 2


def test_a_relay_is_an_annotation_of_its_own(reading):
    items = {item["id"]: item for item in written([reading])["first"]["items"]}
    relay = items["urn:sayso:annotation:0123456789abcdef:2:relay:1"]
    agent, link = relay["body"]
    assert agent == {
        "id": "urn:sayso:actor:organisation:water-board",
        "type": "Organization",
        "name": "Larkhaven Water Board",
    }
    assert link["source"] == "urn:sayso:annotation:0123456789abcdef:2:content"


def test_the_anonymous_have_no_name(reading):
    items = {item["id"]: item for item in written([reading])["first"]["items"]}
    agent, _ = items["urn:sayso:annotation:0123456789abcdef:2:source"]["body"]
    assert agent == {"id": "urn:sayso:actor:anon:0123456789abcdef:1", "type": "Person"}


def test_without_an_address_the_text_itself_is_annotated(reading):
    nowhere = replace(reading, report=replace(reading.report, url="larkhaven.txt"))
    document = written([nowhere])
    check(document, [nowhere])
    (target, _) = document["first"]["items"][0]["target"]
    assert target["source"] == "urn:sayso:report:0123456789abcdef"
    assert "state" not in target


def test_no_reading_is_an_empty_collection():
    document = written([])
    assert document["total"] == 0
    assert document["first"]["items"] == []
    graph(document)


def test_a_name_that_the_standard_lacks_is_caught(reading):
    document = written([reading])
    document["first"]["items"][0]["act"] = "say"
    with pytest.raises(AssertionError):
        check(document, [reading])


@given(st.data())
def test_a_quotation_is_found_where_it_stands_however_often_its_words_do(data):
    text = data.draw(st.text("ab ", min_size=1, max_size=300))
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    quote = quotation(text, span)
    around = quote["prefix"] + quote["exact"] + quote["suffix"]
    assert text.find(around) == text.rfind(around) == start - len(quote["prefix"])
    assert quote["exact"] == text[start : span.end]
    assert len(quote["prefix"]) >= min(AROUND, start)


@given(data=st.data())
def test_odd_text_stays_valid(data, odd):
    readings = [data.draw(odd)]
    check(written(readings), readings)
