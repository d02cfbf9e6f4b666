import copy
import io
import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from sayso.export import schema
from sayso.export.json import decoded, encoded, write, write_lines


def strict(node: object) -> object:
    """The schema with no other fields allowed than those that it names."""
    if isinstance(node, dict):
        node = {key: strict(value) for key, value in node.items()}
        if "properties" in node:
            node["additionalProperties"] = False
    elif isinstance(node, list):
        node = [strict(value) for value in node]
    return node


@pytest.fixture
def validator() -> Draft202012Validator:
    shape = json.loads(schema())
    Draft202012Validator.check_schema(shape)
    return Draft202012Validator(strict(shape))


def written(writer, readings) -> str:
    out = io.StringIO()
    writer(readings, out)
    return out.getvalue()


def test_a_reading_is_as_the_schema_says(reading, validator):
    validator.validate(json.loads(encoded(reading)))


def test_an_empty_reading_is_as_the_schema_says(reading, validator):
    bare = replace(
        reading.report, outlet=None, url=None, title=None, published=None, blocks=(), language=None
    )
    validator.validate(json.loads(encoded(replace(reading, report=bare, statements=()))))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["schema"], "sayso/2"),
        (["report", "id"], "x"),
        (["report", "blocks", 0, "kind"], "picture"),
        (["report", "colour"], "blue"),
        (["statements", 0, "mode"], "shouted"),
        (["statements", 0, "confidence"], 97),
        (["statements", 0, "content"], None),
        (["statements", 0, "content", "spans"], []),
        (["statements", 0, "content", "spans", 0], [1, 2, 3]),
        (["statements", 0, "content", "spans", 0], [1]),
        (["statements", 0, "voices", 0, "role"], "author"),
        (["statements", 0, "voices", 0, "anonymity"], "secret"),
        (["actors", 0, "kind"], "planet"),
        (["actors", 0, "id"], "somebody"),
        (["statements", 0, "act"], "shout"),
        (["statements", 0, "plover"], "SHOUT"),
        (["statements", 0, "certainty"], "certain"),
        (["statements", 0, "said"], None),
        (["statements", 0, "said", "kind"], "season"),
        (["statements", 0, "hedges", 0, "kind"], "plant"),
        (["statements", 0, "figures", 0, "qualifier"], "roughly"),
        (["statements", 0, "figures", 0, "counts"], "sheep"),
        (["statements", 0, "places", 0, "latitude"], "north"),
        (["statements", 0, "conditions", 0, "status"], "met"),
        (["statements", 0, "about", 0, "span"], [1]),
        (["events", 0, "id"], "0123456789abcdef:1"),
        (["events", 0, "kind"], "FIGHT"),
        (["events", 0, "status"], "maybe"),
    ],
)
def test_the_schema_catches_another_shape(reading, validator, path, value):
    thing = copy.deepcopy(json.loads(encoded(reading)))
    place = thing
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not validator.is_valid(thing)


def test_the_schema_names_every_field_that_is_required(reading):
    shapes = [json.loads(schema()), *json.loads(schema())["$defs"].values()]
    for shape in shapes:
        if "properties" in shape:
            assert sorted(shape["required"]) == sorted(shape["properties"])
            assert all("description" in field or "$ref" in field for field in shape["properties"].values())


def test_the_fields_come_in_the_documented_order(reading):
    thing = json.loads(encoded(reading))
    assert list(thing) == ["schema", "report", "statements", "actors", "events", "credits", "disputes"]
    order = (
        "id mode parent confidence source cue content voices addressee target proposal act act_known plover "
        "certainty polarity hedges said times figures places conditions about reasons"
    )
    assert list(thing["statements"][0]) == order.split()
    voice = thing["statements"][0]["voices"][0]
    assert list(voice) == ["role", "actor", "name", "anonymity", "words", "spans", "confidence", "why"]
    assert thing["statements"][2]["source"] is None


def test_words_are_the_characters_at_their_spans(reading):
    thing = json.loads(encoded(reading))
    text = thing["report"]["text"]
    for statement in thing["statements"]:
        parts = ("hedges", "times", "figures", "places", "conditions")
        roles = [statement[role] for role in ("source", "cue", "content", "proposal")]
        for words in (*roles, *(each for part in parts for each in statement[part])):
            if words:
                assert " … ".join(text[start:end] for start, end in words["spans"]) == words["text"]


def test_what_is_written_reads_back_as_the_same_reading(reading):
    assert decoded(encoded(reading)) == reading


def test_fields_of_a_later_version_are_passed_over(reading):
    thing = json.loads(encoded(reading)) | {"weather": []}
    assert decoded(json.dumps(thing)) == reading


def test_a_reading_from_before_there_were_voices_is_read(reading):
    thing = json.loads(encoded(reading))
    del thing["actors"]
    for statement in thing["statements"]:
        for field in list(statement)[7:]:
            del statement[field]
    assert all(not statement.voices for statement in decoded(json.dumps(thing)).statements)


def test_every_actor_that_is_named_is_among_the_actors(reading):
    thing = json.loads(encoded(reading))
    actors = {actor["id"] for actor in thing["actors"]}
    named = [voice for statement in thing["statements"] for voice in statement["voices"]]
    assert {voice["actor"] for voice in named if voice["actor"]} <= actors


def test_one_reading_is_an_object_and_several_are_an_array(reading):
    assert json.loads(written(write, [reading]))["schema"] == "sayso/1"
    assert len(json.loads(written(write, [reading] * 3))) == 3
    assert written(write, []) == ""


def test_each_line_of_jsonl_is_a_reading(reading):
    odd = replace(reading, report=replace(reading.report, title="line\u2028end\x85here\n"))
    lines = written(write_lines, [reading, odd]).split("\n")
    assert [decoded(line) for line in lines[:-1]] == [reading, odd]


def test_line_ends_inside_an_array_stay_as_they_are(reading):
    odd = replace(reading, report=replace(reading.report, title="line\u2028end\x85here\n"))
    assert json.loads(written(write, [odd, odd]))[1]["report"]["title"] == odd.report.title
