"""How a claim's way is laid out to be drawn."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as some

from sayso.serve.layout import LEAVES, ROOTS
from sayso.serve.tree import HIGH, LETTERS, LINES, WIDE, tree
from sayso.types import Origin, OriginKind, Provenance, Step

NAMES = ("Quay Post", "Tide Herald", "Pier News", "Sea Gazette", "Larkhaven Courier")


def origin(number: int, kind: OriginKind, *, words: str = "an official", perhaps=()) -> Origin:
    return Origin(
        f"origin:{number}",
        kind,
        None,
        None,
        None if kind is OriginKind.UNSOURCED else words,
        (),
        (),
        perhaps,
        counts=kind is not OriginKind.UNSOURCED,
        why="A test says so.",
    )


def way(origins, steps, outlets=NAMES) -> Provenance:
    made = tuple(Step(giver, taker, how, (), "A test says so.") for giver, taker, how in steps)
    return Provenance("r:1", tuple(origins), made, tuple(outlets), 1, 1, "A test.")


def slug(name: str) -> str:
    return f"outlet:{name.lower().replace(' ', '-')}"


@some.composite
def ways(draw) -> Provenance:
    """Origins, outlets and steps between them in any direction, circles among them."""
    kinds = draw(some.lists(some.sampled_from(OriginKind), min_size=1, max_size=4))
    origins = [origin(number, kind) for number, kind in enumerate(kinds, 1)]
    nodes = [one.id for one in origins] + [slug(name) for name in NAMES]
    ends = some.tuples(
        some.sampled_from(nodes),
        some.sampled_from(nodes[len(origins) :]),
        some.sampled_from(("told", "copied")),
    )
    return way(origins, draw(some.lists(ends, max_size=12, unique_by=lambda one: one[:2])))


@given(ways())
def test_boxes_stand_apart_and_within_the_drawing(provenance):
    drawn = tree(provenance, {}, {})
    for number, one in enumerate(drawn.nodes):
        assert 0 <= one.x <= drawn.width - WIDE
        assert 0 <= one.y <= drawn.height - HIGH
        for other in drawn.nodes[:number]:
            assert abs(one.x - other.x) >= WIDE or abs(one.y - other.y) >= HIGH


@given(ways())
def test_every_step_is_a_line_from_a_box_to_a_box(provenance):
    drawn = tree(provenance, {}, {})
    assert len(drawn.edges) == len(provenance.steps)
    right = {(node.x + WIDE, node.y + HIGH // 2) for node in drawn.nodes}
    for edge in drawn.edges:
        start = re.match(r"M(\d+) (\d+)C", edge.path)
        end = re.search(r"(\d+) (\d+)$", edge.path)
        assert (int(start[1]), int(start[2])) in right
        x, y = int(end[1]), int(end[2])
        assert any(node.x == x and node.y < y < node.y + HIGH for node in drawn.nodes)


def test_lines_into_one_box_end_apart_and_do_not_cross_there():
    origins = [origin(number, OriginKind.ANONYMOUS) for number in (1, 2, 3)]
    drawn = tree(way(origins, [(one.id, slug("Quay Post"), "told") for one in origins]), {}, {})
    ends = [edge.y for edge in drawn.edges]
    assert ends == sorted(ends)
    assert len(set(ends)) == len(ends)


def test_independent_origins_have_numbers_and_others_none():
    kinds = (OriginKind.ANONYMOUS, OriginKind.UNSOURCED, OriginKind.PUBLIC)
    drawn = tree(way([origin(n, kind) for n, kind in enumerate(kinds, 1)], ()), {}, {})
    assert {node.kind: node.number for node in drawn.nodes} == {
        "anonymous": 1,
        "unsourced": None,
        "public": 2,
    }


def test_copies_and_relays_are_told_apart_from_outlets_that_carry_it():
    steps = (
        ("origin:1", slug("Coastwire"), "told"),
        (slug("Coastwire"), slug("Quay Post"), "cited"),
        (slug("Quay Post"), slug("Pier News"), "copied"),
    )
    drawn = tree(way([origin(1, OriginKind.NAMED)], steps, ("Quay Post", "Pier News")), {}, {})
    seen = {node.label: (node.kind, node.copied) for node in drawn.nodes}
    assert seen["Coastwire"] == ("relay", False)
    assert seen["Quay Post"] == ("outlet", False)
    assert seen["Pier News"] == ("outlet", True)
    assert [edge.word for edge in drawn.edges] == ["told", "cites it", "copies it"]


def test_origins_that_may_be_one_are_joined_once():
    origins = [
        origin(1, OriginKind.ANONYMOUS, perhaps=("origin:2",)),
        origin(2, OriginKind.ANONYMOUS, perhaps=("origin:1",)),
    ]
    assert len(tree(way(origins, ()), {}, {}).perhaps) == 1


def test_of_very_many_outlets_and_origins_some_are_drawn_and_the_others_counted():
    names = [f"Paper {number}" for number in range(40)]
    origins = [origin(number, OriginKind.ANONYMOUS) for number in range(1, ROOTS + 4)]
    drawn = tree(way(origins, [("origin:1", slug(name), "told") for name in names], names), {}, {})
    assert drawn.hidden == 3
    kinds = Counter(node.kind for node in drawn.nodes)
    assert kinds == {"anonymous": ROOTS, "outlet": LEAVES, "more": 1}
    assert f"and {40 - LEAVES} more outlets" in {node.label for node in drawn.nodes}


@given(some.text(min_size=1, max_size=200))
def test_long_words_are_cut_and_stand_whole_in_the_title(words):
    node = tree(way([origin(1, OriginKind.NAMED, words=words)], ()), {}, {}).nodes[0]
    assert len(node.lines) <= LINES
    assert all(len(line) <= LETTERS for line in node.lines) or len(node.lines) == 1
    assert words in node.title
