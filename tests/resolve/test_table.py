"""The actor table: what stands in it, and how it is looked up."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import pytest

from sayso.errors import BadSetting
from sayso.resolve.table import ActorTable, extended, packaged
from sayso.types import ActorKind

TABLE = packaged()


def ids(found) -> list[str]:
    return [actor.id for actor in found]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the United States", "state:united-states"),
        ("U.S.", "state:united-states"),
        ("Czech Republic", "state:czechia"),
        ("Burma", "state:myanmar"),
        ("FT", "outlet:financial-times"),
        ("The Financial Times’", "outlet:financial-times"),
        ("Élysée", "organ:france/elysee"),
        ("Elysee Palace", "organ:france/elysee"),
        ("Volodymyr Zelenskyy", "person:volodymyr-zelensky"),
        ("Vladimir Zelensky", "person:volodymyr-zelensky"),
        ("von der Leyen", "person:ursula-von-der-leyen"),
    ],
)
def test_a_name_is_found_in_any_spelling(name, expected):
    assert expected in ids(TABLE.named(name))


@pytest.mark.parametrize("word", ["us", "who", "it", "II", "the"])
def test_a_common_word_is_nobody(word):
    assert TABLE.named(word) == ()


def test_a_name_of_two_gives_both():
    assert set(ids(TABLE.named("the Times"))) >= {"outlet:new-york-times", "outlet:the-times"}


@pytest.mark.parametrize(
    ("seat", "expected"),
    [
        ("Moscow", "state:russia"),
        ("Kyiv", "state:ukraine"),
        ("Kiev", "state:ukraine"),
        ("Beijing", "state:china"),
    ],
)
def test_a_capital_stands_for_its_state(seat, expected):
    assert TABLE.seat(seat).id == expected


def test_adjectives_lead_to_states():
    assert TABLE.demonym("Russian").id == "state:russia"
    assert TABLE.demonym("Franco").id == "state:france"
    assert TABLE.demonym("wooden") is None


def test_any_state_has_organs():
    assert TABLE.organ("state:poland", "army").id == "organ:poland/army"
    assert TABLE.organ("state:russia", "Ministry of Defense").id == "organ:russia/defence-ministry"
    assert TABLE.organ("state:poland", "bakery") is None
    assert TABLE.get("organ:poland/army").of == "state:poland"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2017, 5, 1), "person:donald-trump"),
        (date(2022, 5, 1), "person:joe-biden"),
        (date(2025, 5, 29), "person:donald-trump"),
    ],
)
def test_an_office_is_held_by_whoever_held_it_that_day(day, expected):
    assert TABLE.holder("president", "state:united-states", day).id == expected


def test_without_a_day_an_office_of_many_holders_is_nobodys():
    assert TABLE.holder("president", "state:united-states", None) is None


def test_an_outlet_is_found_by_any_host_of_its_domain():
    assert TABLE.outlet("www.ft.com").id == TABLE.outlet("markets.ft.com").id == "outlet:financial-times"
    assert TABLE.outlet("notft.com") is None


def test_what_the_table_points_to_is_there():
    for entry in TABLE:
        for actor in (entry.actor, *entry.posts):
            assert actor.of is None or TABLE.get(actor.of), actor
        assert re.fullmatch(r"[a-z]+:[a-z0-9]+(?:[-/][a-z0-9]+)*", entry.actor.id)
        assert entry.actor.known


def test_terms_of_office_are_dates_in_order():
    for entry in TABLE:
        for post in entry.posts:
            for day in filter(None, (post.since, post.until)):
                assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", day), post
            assert not post.until or (post.since or "") <= post.until, post


def test_no_two_hold_one_sole_office_at_one_time():
    sole = {"president", "prime minister", "chancellor", "king", "queen", "pope"}
    terms = defaultdict(list)
    for entry in TABLE:
        for post in entry.posts:
            if post.role in sole and post.since:
                terms[post.of, post.role].append(post)
    for posts in terms.values():
        for before, after in pairwise(sorted(posts, key=lambda post: post.since)):
            shared = min(len(before.until or ""), len(after.since))
            assert before.until, (before, after)
            assert before.until[:shared] <= after.since[:shared], (before, after)


def test_it_is_as_large_as_it_says():
    kinds = Counter(entry.actor.kind for entry in TABLE)
    assert kinds[ActorKind.STATE] >= 190
    assert kinds[ActorKind.OUTLET] >= 300
    offices = defaultdict(set)
    for entry in TABLE:
        for post in entry.posts:
            offices[post.of].add(post.role)
    led = {"president", "prime minister", "chancellor", "king", "premier", "supreme leader"}
    foreign = {"foreign minister", "foreign secretary", "secretary of state"}
    defence = {"defence minister", "defence secretary", "secretary of defense"}
    full = [of for of, roles in offices.items() if roles & led and roles & foreign and roles & defence]
    assert len(full) >= 40


def test_ones_own_file_takes_the_place_of_a_packaged_actor(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("id,name,names\nstate:france,Gaul,the Gauls\norganisation:lark,Lark,\n")
    table = extended(own)
    assert table.get("state:france").name == "Gaul"
    assert table.named("France") == ()
    assert ids(table.named("Lark"))[0] == "organisation:lark"
    assert packaged().get("state:france").name == "France"


def test_toml_may_hold_lists(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        '[[actor]]\nid = "state:lark"\nname = "Larkland"\nseats = ["Larkhaven"]\ndemonyms = ["Larkish"]\n'
    )
    table = extended(own)
    assert table.seat("Larkhaven").id == table.demonym("Larkish").id == "state:lark"


def test_a_wrong_row_is_named(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("id,name\nstate:lark,Lark\nlark,Lark\n")
    with pytest.raises(BadSetting, match=r"own\.csv: actor 2: the id “lark”"):
        extended(own)


def test_an_empty_table_knows_nobody():
    table = ActorTable([])
    assert table.named("France") == ()
    assert table.holder("president", "state:france", None) is None
