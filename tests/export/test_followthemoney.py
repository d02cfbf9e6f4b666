import io
import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export import writer
from sayso.export.followthemoney.values import identifier
from sayso.types import ActorKind, EventStatus, Party

followthemoney = pytest.importorskip("followthemoney", reason="followthemoney is not installed: it needs ICU")
model, InvalidData = followthemoney.model, followthemoney.exc.InvalidData

ID = "0123456789abcdef"


def written(readings) -> list[dict]:
    out = io.StringIO(newline="")
    writer("followthemoney")(readings, out)
    return [json.loads(line) for line in out.getvalue().split("\n")[:-1]]


def check(entities: list[dict]) -> None:
    """That FollowTheMoney takes each entity with nothing lost, has what its schema requires, and finds every
    entity that another names, of a kind that may stand there."""
    proxies = {entity["id"]: model.get_proxy(entity) for entity in entities}
    assert len(proxies) == len(entities)
    for entity in entities:
        schema = model.get(entity["schema"])
        assert not schema.abstract
        assert set(entity["properties"]) <= set(schema.properties)
        schema.validate(entity)
        uncleaned = model.get_proxy(entity, cleaned=False)
        assert set(uncleaned.properties) == set(entity["properties"])
        if not schema.is_a("LegalEntity"):  # the anonymous have no name
            assert set(schema.required) <= set(entity["properties"])
        for name, values in entity["properties"].items():
            property = schema.get(name)
            if property.range:
                assert all(proxies[value].schema.is_a(property.range) for value in values)


def by_schema(entities: list[dict]) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for entity in entities:
        found.setdefault(entity["schema"], []).append(entity["properties"])
    return found


def test_every_entity_is_one_of_followthemoneys(reading):
    entities = written([reading])
    check(entities)
    assert Counter(entity["schema"] for entity in entities) == {
        "Article": 1,
        "Note": 3,
        "Mention": 1,
        "UnknownLink": 1,
        "Membership": 1,
        "Event": 1,
        "Organization": 2,
        "Person": 1,
    }


def test_a_report_is_an_article_with_its_text_and_times_in_utc(reading):
    (article,) = by_schema(written([reading]))["Article"]
    assert article["bodyText"] == [reading.report.text]
    assert article["publishedAt"] == ["2031-08-14T08:30:00"]
    assert article["author"] == ["Ines Corvo"]
    assert article["publisher"] == ["Larkhaven Courier"]
    assert article["language"] == ["eng"]


def test_a_statement_is_a_note_on_whose_words_they_are(reading):
    first, second, own = by_schema(written([reading]))["Note"]
    assert first["description"] == [reading.statements[0].content.text]
    assert first["entity"] == ["sayso.actor.organisation.water-board"]
    assert first["proof"] == [f"sayso.report.{ID}"]
    assert second["entity"] == [f"sayso.actor.anon.{ID}.1"]
    assert "entity" not in own


def test_a_chain_is_a_link_and_so_is_what_was_said_to_or_of_somebody(reading):
    (link,) = by_schema(written([reading]))["UnknownLink"]
    assert link["role"] == ["said through"]
    assert link["subject"] == [f"sayso.actor.anon.{ID}.1"]
    assert link["object"] == ["sayso.actor.organisation.water-board"]
    assert link["recordId"] == [f"{ID}:2"]
    outlet = Party("the Courier", (), "outlet:larkhaven-courier", "Larkhaven Courier")
    for field, role in (("addressee", "said to"), ("target", "warn")):
        said = replace(reading.statements[0], addressee=None, target=None)
        said = replace(said, **{field: outlet})
        (link,) = by_schema(written([replace(reading, statements=(said,))]))["UnknownLink"]
        assert link["role"] == [role]
        assert link["object"] == ["sayso.actor.outlet.larkhaven-courier"]


def test_the_anonymous_have_no_name_and_belong_where_the_report_says(reading):
    found = by_schema(written([reading]))
    (person,) = found["Person"]
    assert person == {"summary": ["engineer with the board"]}
    (membership,) = found["Membership"]
    assert membership["organization"] == ["sayso.actor.organisation.water-board"]


def test_a_mention_has_the_name_and_not_what_stands_for_it(reading):
    found = by_schema(written([reading]))
    (mention,) = found["Mention"]
    assert mention["name"] == ["Larkhaven Water Board"]  # "the water board" in the report
    assert mention["resolved"] == ["sayso.actor.organisation.water-board"]


def test_an_actor_of_two_reports_is_one_entity(reading):
    other = replace(reading.report, id="f" * 16)
    board = replace(reading.actors[1], role="supplier")
    again = replace(reading, report=other, statements=(), events=(), actors=(board,))
    entities = written([reading, again])
    check(entities)
    (board,) = [entity for entity in entities if entity["id"] == "sayso.actor.organisation.water-board"]
    assert board["properties"] == {"name": ["Larkhaven Water Board"], "summary": ["supplier"]}


def test_an_event_that_did_not_happen_says_so_in_its_name(reading):
    event = replace(reading.events[0], status=EventStatus.NEGATED)
    (denied,) = by_schema(written([replace(reading, events=(event,))]))["Event"]
    assert denied["name"] == ["THREATEN (warning), negated: said"]


def test_a_states_organ_is_a_public_body_of_its_country(reading):
    state = replace(reading.actors[0], id="state:norway", name="Norway", kind=ActorKind.STATE)
    army = replace(state, id="organ:norway/army", name="Norwegian army", kind=ActorKind.ORGAN, of=state.id)
    entities = written([replace(reading, actors=(*reading.actors, state, army))])
    check(entities)
    bodies = {entity["id"]: entity["properties"] for entity in entities if entity["schema"] == "PublicBody"}
    assert bodies["sayso.actor.organ.norway..army"] == {"name": ["Norwegian army"], "country": ["no"]}


def test_what_its_own_schema_does_not_know_is_caught(reading):
    entities = written([reading])
    entities[0]["properties"]["sourceUrl"] = ["not an address"]
    with pytest.raises(InvalidData):
        check(entities)


@given(st.text(min_size=1), st.text(min_size=1))
def test_ids_are_allowed_and_never_those_of_another(left, right):
    for name in (left, right):
        assert model.get("Note").get("entity").type.validate(identifier("actor", name))
    assert (identifier("actor", left) == identifier("actor", right)) == (left == right)


@given(data=st.data())
def test_odd_text_stays_valid(data, odd):
    check(written([data.draw(odd)]))
