"""Scores to chunks to linked drafts, on scores written by hand."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.attribute.linking import CONTENT_FIRST, CONTENT_LAST, CUE, SOURCE, TARGET, left_over, linked
from sayso.attribute.tagging import EAGERNESS, Chunk, best_paths, chunks
from sayso.models.labels import LINK_ROLES, TAGS
from sayso.types import Floats, Scores

FORBIDDEN = -1e4


def legal() -> Floats:
    """Only what BIO allows, all of it alike."""
    table = np.zeros((1 + len(TAGS), len(TAGS)), np.float32)
    for column, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            for row, before in enumerate(("start", *TAGS)):
                if before[2:] != tag[2:] or before == "O":
                    table[row, column] = FORBIDDEN
    return table


def scores(tags: Floats, windows: tuple[tuple[int, int], ...], links: Floats | None = None) -> Scores:
    width = np.zeros((len(tags), len(LINK_ROLES), 4), np.float32) if links is None else links
    return Scores(windows, tags.astype(np.float32), width, legal())


def tagged(*wanted: str) -> Floats:
    """Scores that want just these tags."""
    out = np.zeros((len(wanted), len(TAGS)), np.float32)
    out[range(len(wanted)), [TAGS.index(tag) for tag in wanted]] = 5
    return out


def total(path: tuple[int, ...], tags: Floats) -> float:
    table = legal()
    steps = [table[0, path[0]], *(table[1 + a, b] for a, b in itertools.pairwise(path))]
    gained = EAGERNESS * sum(TAGS[tag].startswith("B-") for tag in path)
    return float(sum(steps) + sum(tags[i, tag] for i, tag in enumerate(path))) + gained


@settings(max_examples=20, deadline=None)
@given(arrays(np.float32, (4, len(TAGS)), elements=st.floats(-3, 3, width=32)))
def test_the_path_is_the_best_of_all(tags: Floats) -> None:
    (path,) = best_paths(scores(tags, ((0, 4),)))
    best = max(total(p, tags) for p in itertools.product(range(len(TAGS)), repeat=4))
    assert abs(total(tuple(path.tolist()), tags) - best) < 1e-3


@settings(max_examples=30, deadline=None)
@given(arrays(np.float32, (12, len(TAGS)), elements=st.floats(-3, 3, width=32)))
def test_windows_are_decoded_as_if_alone(tags: Floats) -> None:
    together = best_paths(scores(tags, ((0, 3), (3, 10), (10, 12))))
    alone = [best_paths(scores(tags[a:b], ((0, b - a),)))[0] for a, b in ((0, 3), (3, 10), (10, 12))]
    assert [path.tolist() for path in together] == [path.tolist() for path in alone]


def test_an_inside_tag_never_follows_nothing() -> None:
    found = together(scores(tagged("O", "I-cue", "I-cue", "O"), ((0, 4),)))
    assert found == [[Chunk("cue", 1, 3)]]


def test_no_report_no_chunks() -> None:
    assert together(scores(np.zeros((0, len(TAGS))), ())) == []


def together(found: Scores) -> list[list[Chunk]]:
    """The chunks of a report of one paragraph."""
    return chunks(found, frozenset({0}))


def test_a_chunk_ends_with_its_paragraph() -> None:
    found = scores(tagged("B-content", "I-content", "I-content", "O"), ((0, 4),))
    assert chunks(found, frozenset({0, 2})) == [[Chunk("content", 0, 2), Chunk("content", 2, 3)]]


def test_a_source_that_its_cue_points_at_is_found_though_its_tag_is_weak() -> None:
    tags = tagged("B-source", "B-cue", "B-content")
    tags[0] = 0
    tags[0, TAGS.index("O")] = 1
    alone = together(scores(tags, ((0, 3),)))
    wanted = together(scores(tags, ((0, 3),), pointing(3, (CUE, 1, SOURCE, 0))))
    assert "source" not in {chunk.role for chunk in alone[0]}
    assert Chunk("source", 0, 1) in wanted[0]


def pointing(length: int, *pairs: tuple[int, int, int, int]) -> Floats:
    """Link vectors in which token a as role r scores high with token b as role s: (r, a, s, b)."""
    out = np.zeros((length, len(LINK_ROLES), len(pairs)), np.float32)
    for number, (role, token, other, target) in enumerate(pairs):
        out[token, role, number] = out[target, other, number] = 4
    return out


def test_pieces_at_one_cue_are_one_content() -> None:
    # "Go , she said , now"
    tags = tagged("B-content", "O", "B-source", "B-cue", "O", "B-content")
    links = pointing(6, (CONTENT_FIRST, 0, TARGET, 3), (CONTENT_LAST, 5, TARGET, 3), (CUE, 3, SOURCE, 2))
    (window,) = together(found := scores(tags, ((0, 6),), links))
    (draft,) = linked(window, found, found.windows[0])
    assert draft.content == [Chunk("content", 0, 1), Chunk("content", 5, 6)]
    assert draft.cue == Chunk("cue", 3, 4)
    assert draft.source == Chunk("source", 2, 3)
    assert draft.link > 0.9


def test_two_cues_may_share_a_source() -> None:
    # "she said this and added that"
    tags = tagged("B-source", "B-cue", "B-content", "O", "B-cue", "B-content")
    links = pointing(
        6,
        (CONTENT_FIRST, 2, TARGET, 1),
        (CONTENT_FIRST, 5, TARGET, 4),
        (CUE, 1, SOURCE, 0),
        (CUE, 4, SOURCE, 0),
    )
    (window,) = together(found := scores(tags, ((0, 6),), links))
    first, second = linked(window, found, found.windows[0])
    assert first.source == second.source == Chunk("source", 0, 1)
    assert (first.cue, second.cue) == (Chunk("cue", 1, 2), Chunk("cue", 4, 5))


def test_a_cue_whose_sources_all_score_below_nothing_has_none() -> None:
    tags = tagged("B-source", "B-cue", "B-content")
    links = pointing(3, (CONTENT_FIRST, 2, TARGET, 1), (CUE, 1, SOURCE, 0))
    links[0, SOURCE] = -links[0, SOURCE]
    (window,) = together(found := scores(tags, ((0, 3),), links))
    (draft,) = linked(window, found, found.windows[0])
    assert draft.source is None


def test_a_content_without_a_cue_goes_to_its_source() -> None:
    tags = tagged("B-source", "O", "B-content")
    links = pointing(3, (CONTENT_FIRST, 2, TARGET, 0))
    (window,) = together(found := scores(tags, ((0, 3),), links))
    (draft,) = linked(window, found, found.windows[0])
    assert (draft.source, draft.cue) == (Chunk("source", 0, 1), None)


def test_a_piece_that_wants_another_word_than_its_cue_is_left_out() -> None:
    # "she said this" and a clause whose own cue ("fear") was not found
    tags = tagged("B-source", "B-cue", "B-content", "O", "O", "B-content")
    links = pointing(6, (CONTENT_FIRST, 2, TARGET, 1), (CUE, 1, SOURCE, 0), (CONTENT_FIRST, 5, TARGET, 4))
    (window,) = together(found := scores(tags, ((0, 6),), links))
    (draft,) = linked(window, found, found.windows[0])
    assert draft.content == [Chunk("content", 2, 3)]
    (loose,) = left_over(window, [draft])
    assert (loose.content, loose.loose) == ([Chunk("content", 5, 6)], True)


def test_a_cue_to_which_nothing_goes_is_no_attribution() -> None:
    (window,) = together(found := scores(tagged("B-source", "B-cue", "O"), ((0, 3),)))
    assert linked(window, found, found.windows[0]) == []
