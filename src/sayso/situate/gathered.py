"""What is read from a whole report before its statements are judged."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from sayso.situate.times import Times
from sayso.types import Figure, Place, Span, Time

Found = TypeVar("Found", Figure, Place, Time)


class Gathered(NamedTuple):
    """A report's times, figures and places, each in text order."""

    times: Times
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]


def inside(found: tuple[Found, ...], spans: tuple[Span, ...]) -> tuple[Found, ...]:
    """Those that stand wholly inside the spans."""
    return tuple(
        one
        for one in found
        if any(span.start <= one.spans[0].start and one.spans[-1].end <= span.end for span in spans)
    )
