"""A claim's way, drawn."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import networkx
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.origins import graphml, svg, text
from sayso.types import Origin, OriginKind, Provenance, Step

OFFICIAL = Origin(
    "origin:1",
    OriginKind.ANONYMOUS,
    None,
    None,
    "a senior <official>",
    ("Larkhaven Courier",),
    ("a:1", "b:1"),
    ("origin:2",),
    why="No name is given.",
)
INSIDER = Origin(
    "origin:2", OriginKind.ANONYMOUS, None, None, "an insider", ("Fellside Gazette",), ("d:1",), ("origin:1",)
)
BARE = Origin(
    "origin:3", OriginKind.UNSOURCED, None, None, None, ("Northreach Wire",), ("e:1",), counts=False
)
WAY = Provenance(
    "a:1",
    (OFFICIAL, INSIDER, BARE),
    (
        Step("origin:1", "outlet:larkhaven-courier", "told", ("a:1",), "It says so."),
        Step("origin:2", "outlet:fellside-gazette", "told", ("d:1",)),
        Step("origin:3", "outlet:northreach-wire", "told", ("e:1",)),
        Step("outlet:larkhaven-courier", "outlet:radio-sund", "cited", ("b:1",), "Radio Sund names it."),
        Step("outlet:radio-sund", "outlet:stell-tribune", "copied", ("c:1",)),
        Step("outlet:fellside-gazette", "outlet:radio-sund", "cited", ("b:2",)),
    ),
    ("Larkhaven Courier", "Radio Sund", "Stell Tribune", "Fellside Gazette", "Northreach Wire"),
    2,
    1,
    "Five outlets carry it & more.",
)


def test_the_tree_is_drawn_with_lines() -> None:
    assert text(WAY) == (
        "Five outlets carry it & more.\n"
        "\n"
        "● unnamed: “a senior <official>” (perhaps the same as unnamed: “an insider”)\n"
        "└─ told Larkhaven Courier\n"
        "   └─ cited by Radio Sund\n"
        "      └─ copied by Stell Tribune\n"
        "● unnamed: “an insider” (perhaps the same as unnamed: “a senior <official>”)\n"
        "└─ told Fellside Gazette\n"
        "   └─ cited by Radio Sund (see above)\n"
        "○ no source\n"
        "└─ given by Northreach Wire\n"
    )


def test_each_line_can_be_opened_down_to_its_statements() -> None:
    lines = text(WAY, ids=True).splitlines()
    assert lines[2].endswith("  [a:1, b:1]")
    assert lines[4].endswith("cited by Radio Sund  [b:1]")


def test_graphml_is_read_by_networkx_with_every_fact() -> None:
    graph = networkx.read_graphml(io.BytesIO(graphml(WAY).encode()))
    assert len(graph) == 3 + len(WAY.outlets)
    assert graph.number_of_edges() == len(WAY.steps)
    assert graph.nodes["origin:1"]["label"] == "unnamed: “a senior <official>”"
    assert graph.nodes["origin:3"]["counts"] == "false"
    assert graph.edges["outlet:radio-sund", "outlet:stell-tribune"]["how"] == "copied"
    assert graph.edges["outlet:larkhaven-courier", "outlet:radio-sund"]["statements"] == "b:1"


def test_the_picture_holds_every_node_and_step_once() -> None:
    root = ElementTree.fromstring(svg(WAY))
    space = "{http://www.w3.org/2000/svg}"
    boxes = list(root.iter(f"{space}rect"))
    assert len(boxes) == 3 + len(WAY.outlets)
    assert len({(box.get("x"), box.get("y")) for box in boxes}) == len(boxes)
    assert (
        len(list(root.iter(f"{space}path"))) == len(WAY.steps) + 1
    )  # and the line between those that may be one
    width, high = (int(root.get(side, "")) for side in ("width", "height"))
    for box in boxes:
        x, y, wide, tall = (int(box.get(name, "")) for name in ("x", "y", "width", "height"))
        assert 0 <= x <= width - wide
        assert 0 <= y <= high - tall
    assert root.findtext(f"{space}title") == WAY.verdict


NODES = st.sampled_from([f"outlet:{letter}" for letter in "abcdef"])
STEPS = st.lists(
    st.builds(
        lambda giver, taker, how: Step(giver, taker, how, ("a:1",), "why"),
        st.one_of(NODES, st.just("origin:1")),
        NODES,
        st.sampled_from(["told", "witnessed", "cited", "copied"]),
    ),
    max_size=12,
)


@given(STEPS, st.text(max_size=60))
def test_any_way_can_be_drawn_circles_too(steps: list[Step], words: str) -> None:
    origin = Origin("origin:1", OriginKind.NAMED, None, None, words, ("A",), ("a:1",), why=words)
    way = Provenance("a:1", (origin,), tuple(steps), ("A", "B"), 1, 1, words)
    nodes = {"origin:1", *(end for step in steps for end in (step.giver, step.taker))}
    assert text(way)
    graph = networkx.read_graphml(io.BytesIO(graphml(way).encode()))
    assert set(graph) == nodes
    boxes = ElementTree.fromstring(svg(way)).iter("{http://www.w3.org/2000/svg}rect")
    assert len(list(boxes)) == len(nodes)
