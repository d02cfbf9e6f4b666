"""What every part of the stage stands on: a report with its trees, its day, and whom its phrases mean."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from functools import cached_property

from sayso.trees import Trees
from sayso.types import ActorKind, EntityKind, Parse, Party, Reference, Report, Resolution, Span

_THINGS = frozenset(
    [
        EntityKind.DATE,
        EntityKind.EVENT,
        EntityKind.FACILITY,
        EntityKind.LAW,
        EntityKind.PLACE,
        EntityKind.PRODUCT,
        EntityKind.QUANTITY,
        EntityKind.TIME,
        EntityKind.WORK,
    ]
)
"""Kinds of name whose pieces are nobody."""

SURE = 0.4
"""From which confidence on a phrase counts among those whom a statement is about; most below are pronouns
that could be somebody else."""


class Ground:
    """One report, as the parts of the stage need it.

    ``day`` is the day of publication, None where it is not known to the day.
    """

    def __init__(self, report: Report, parse: Parse, resolution: Resolution) -> None:
        self.report, self.parse, self.resolution = report, parse, resolution
        self.text = report.text
        self.trees = Trees(report.text, parse)
        self.day = _day(report.published)
        self._things = [(e.start, e.end) for e in parse.entities if e.kind in _THINGS]
        documents = (actor for actor in resolution.actors if actor.kind is ActorKind.DOCUMENT)
        self._documents = {actor.id for actor in documents}
        self._starts = [reference.span.start for reference in resolution.references]

    def about(self, spans: tuple[Span, ...]) -> tuple[Reference, ...]:
        """The phrases inside ``spans`` that surely (`SURE`) mean an actor, in text order; a document is
        a matter, and no actor that something is about."""
        found: list[Reference] = []
        for span in spans:
            first, last = bisect_left(self._starts, span.start), bisect_right(self._starts, span.end)
            inside = (r for r in self.resolution.references[first:last] if r.span.end <= span.end)
            found += [r for r in inside if self._is_meant(r)]
        return tuple(found)

    def _is_meant(self, reference: Reference) -> bool:
        """Whether a phrase surely means somebody."""
        somebody = reference.actor not in self._documents and not self._is_piece(reference.span)
        return somebody and reference.confidence >= SURE

    def _is_piece(self, span: Span) -> bool:
        """Whether a phrase is a piece of a longer name of a day, place or thing: "Strip" of "Gaza Strip"."""
        return any(
            start <= span.start and span.end <= end and end - start > span.end - span.start
            for start, end in self._things
        )

    def means(self, token: int) -> Reference | None:
        """Whom a token means: the narrowest phrase around it that it heads, or that it is the name in."""
        return self._meant.get(token)

    @cached_property
    def _meant(self) -> dict[int, Reference]:
        """Token → the narrowest phrase around it, of those as narrow the first."""
        last = reversed(self.resolution.references)
        widest = sorted(last, key=lambda r: r.span.end - r.span.start, reverse=True)
        return {token: reference for reference in widest for token in self.trees.inside((reference.span,))}

    def party(self, span: Span, token: int) -> Party:
        """The words of ``span``, and whom they mean by their head ``token``, where that is known."""
        found = self.means(token)
        words = self.text[span.start : span.end]
        return Party(words, (span,), found.actor, found.name) if found else Party(words, (span,))


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
