"""What stands inside another's content: found where it is said, not invented where it is not."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from sayso.attribute import attribute
from sayso.attribute.nesting import with_parents
from sayso.parse import parse
from sayso.types import Attribution, Block, BlockKind, Mode, Report, Span

Triple = tuple[str, ...]


class Case(NamedTuple):
    passage: str
    inner: tuple[Triple, ...]


def cases() -> list[Case]:
    """The passages of nested.txt, each with what stands inside another's content."""
    out: list[Case] = []
    for line in Path(__file__).with_name("nested.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            passage, inner = out[-1]
            out[-1] = Case(passage, (*inner, tuple(line.strip().split(" | "))))
        elif line and not line.startswith("#"):
            out.append(Case(line, ()))
    return out


CASES = cases()


def report(text: str) -> Report:
    return Report("0" * 16, text, (Block(BlockKind.BODY, 0, len(text)),))


def found(text: str) -> tuple[Attribution, ...]:
    story = report(text)
    return attribute(story, parse(story))


def triple(text: str, one: Attribution) -> Triple:
    return tuple(" … ".join(text[a:b] for a, b in spans) for spans in (one.source, one.cue, one.content))


def inner(text: str) -> list[Triple]:
    return [triple(text, one) for one in found(text) if one.parent is not None]


def test_most_of_what_is_nested_is_found_and_next_to_nothing_is_invented() -> None:
    # Not all: where the network splits the outer content, or the tree is wrong, it is missed.
    wanted = [(case.passage, one) for case in CASES for one in case.inner]
    got = [(case.passage, one) for case in CASES for one in inner(case.passage)]
    right = set(wanted) & set(got)
    assert len(CASES) >= 60
    assert len(right) >= 0.85 * len(wanted), sorted(set(wanted) - right)
    assert len(set(got) - right) <= 0.1 * len(got), sorted(set(got) - right)
