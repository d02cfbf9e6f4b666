import io
from dataclasses import replace

import networkx
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sayso.export import writer
from sayso.types import Act, VoiceRole

ID = "0123456789abcdef"
COURIER, BOARD, SOMEBODY = "outlet:larkhaven-courier", "organisation:water-board", f"anon:{ID}:1"


def written(readings) -> networkx.MultiDiGraph:
    out = io.StringIO(newline="")
    writer("graphml")(readings, out)
    etree.fromstring(out.getvalue().encode())
    graph = networkx.read_graphml(io.BytesIO(out.getvalue().encode()), force_multigraph=True)
    assert graph.is_directed()
    return graph


def edges(graph: networkx.MultiDiGraph) -> dict[tuple[str, str, str], dict]:
    found = {(giver, taker, facts["kind"]): facts for giver, taker, facts in graph.edges(data=True)}
    assert len(found) == graph.number_of_edges()
    return found


def test_words_run_from_origin_over_relay_to_publisher(reading):
    graph = written([reading])
    assert set(graph) == {COURIER, BOARD, SOMEBODY}
    found = edges(graph)
    assert set(found) == {(BOARD, COURIER, "said through"), (SOMEBODY, BOARD, "said through")}
    assert found[BOARD, COURIER, "said through"] == {
        "kind": "said through",
        "count": 2,
        "reports": 1,
        "acts": "warn 1, say 1",
        "since": "2031-08-14",
        "until": "2031-08-14",
        "example": f"{ID}:1",
    }


def test_a_node_counts_what_it_said_passed_on_and_published(reading):
    graph = written([reading])
    board = graph.nodes[BOARD]
    assert (board["said"], board["passed_on"], board["published"]) == (1, 1, 0)
    assert graph.nodes[COURIER]["published"] == 3
    assert graph.nodes[COURIER]["kind"] == "outlet"


def test_an_anonymous_voice_is_a_node_with_the_reports_words(reading):
    somebody = written([reading]).nodes[SOMEBODY]
    assert somebody["label"] == "engineer with the board"
    assert somebody["named"] is False
    assert somebody["of"] == BOARD


def test_the_same_way_in_two_reports_is_one_edge(reading):
    later = replace(reading.report, id="f" * 16, published="2031-08-16")
    denied = replace(reading.statements[0], act=Act.DENY)
    again = replace(reading, report=later, statements=(denied,))
    edge = edges(written([reading, again]))[BOARD, COURIER, "said through"]
    assert (edge["count"], edge["reports"]) == (3, 2)
    assert edge["acts"] == "warn 1, say 1, deny 1"
    assert (edge["since"], edge["until"]) == ("2031-08-14", "2031-08-16")


def test_to_whom_and_of_whom_are_edges_of_their_own(reading):
    target = replace(reading.statements[0].target, actor=COURIER)
    said = replace(reading.statements[0], addressee=target, target=target)
    found = edges(written([replace(reading, statements=(said,))]))
    assert {kind for giver, taker, kind in found if (giver, taker) == (BOARD, COURIER)} == {
        "said through",
        "said to",
        "said of",
    }


def test_the_relay_that_was_told_is_no_addressee_too(reading):
    second = reading.statements[1]
    told = replace(reading.statements[0].target, actor=BOARD)
    found = edges(written([replace(reading, statements=(replace(second, addressee=told),))]))
    assert (SOMEBODY, BOARD, "said to") not in found


def test_without_a_publisher_a_chain_ends_at_the_relay(reading):
    voices = tuple(one for one in reading.statements[1].voices if one.role is not VoiceRole.PUBLISHER)
    said = replace(reading.statements[1], voices=voices)
    found = edges(written([replace(reading, statements=(said,))]))
    assert set(found) == {(SOMEBODY, BOARD, "said through")}


def test_no_reading_is_an_empty_graph():
    assert len(written([])) == 0


@given(data=st.data())
def test_odd_text_stays_valid(data, odd):
    reading = data.draw(odd)
    graph = written([reading])
    assert graph.number_of_nodes() <= len(reading.actors)
    assert all(facts["count"] >= 1 for *_, facts in graph.edges(data=True))
