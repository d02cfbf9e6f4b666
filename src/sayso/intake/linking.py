"""What a report has to do with those before it, kept with it: claims, copied text, origins,
disputes, positions, stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.ledger.base import Writer
from sayso.ledger.tracing import traced
from sayso.link.claims.candidates import WINDOW, keys, window
from sayso.link.claims.linker import Linked, Linker
from sayso.link.copies import copied, fingerprints
from sayso.link.disputes import disputed, shown
from sayso.link.positions import stands
from sayso.link.stories.linker import StoryLinker
from sayso.link.stories.scorer import THRESHOLD
from sayso.types import Claim, Dispute, Floats, Reading

SHARED = 2
"""Fingerprints that two reports must share to be looked at for copied passages; one is soon a phrase."""

READINGS = 300
"""Readings that are remembered: reports of one story come close together."""


class Linking:
    """Links reports as a writer keeps them, in the writer's transaction. What comes of it does not depend on
    the order in which they come."""

    def __init__(self, writer: Writer) -> None:
        self._writer, self._links = writer, writer.links
        self._linker = Linker(writer.links)
        self._stories = StoryLinker(writer.story_links)
        self._readings: dict[str, Reading] = {}
        self._opponents: set[str] = set()

    def add(self, reading: Reading, vectors: Floats | None) -> None:
        """Link a report that was kept just now."""
        report = reading.report.id
        self._readings[report] = reading
        linked = self._linker.add(reading, vectors)
        self._links.keep_fingerprints(report, fingerprints(reading.report))
        for other in self._links.sharing(report, WINDOW, SHARED):
            self._links.keep_copies(copied(reading, self._reading(other)))
        self._links.keep_stands(stands(reading))
        self._stories.add(reading)
        disputes = [*reading.disputes, *self._disputes(reading)]
        self._links.dispute(disputes)
        at_odds = {end for one in disputes for end in (one.statement, one.against) if end}
        self._weigh(linked, at_odds | self._opponents)
        self._opponents.clear()

    def remove(self, report: str) -> None:
        """Take a report out before it is replaced by what is added next; its disputes go with its statements,
        and those that they were with are counted anew then."""
        self._readings.pop(report, None)
        self._opponents.update(self._links.opponents(report))
        self._links.drop_text(report)
        self._stories.remove(report)
        self._weigh(self._linker.remove(report), set())

    def appears(self, report: str) -> None:
        """Weigh anew the claims of a report whose text was seen elsewhere too."""
        told = [statement.id for statement in self._reading(report).statements]
        for claim in self._links.claims(told):
            self._links.weigh(traced(self._writer.view, claim, self._reading))

    def _disputes(self, reading: Reading) -> Iterator[Dispute]:
        """How its statements are at odds with those of other reports."""
        report = reading.report.id
        edges = self._writer.story_links.edges([report])
        alike = (edge for edge in edges if edge.score >= THRESHOLD)  # about the same event
        together = {end for edge in alike for end in (edge.one, edge.other)}
        found = self._links.mentions(statement.id for statement in reading.statements)
        for mention in found.values():
            for other in self._links.candidates(keys(mention), *window(mention)):
                dispute = disputed(mention, other, together=other.report in together)
                if dispute:
                    sides = (mention.report, other.report)
                    yield shown(dispute, {report: self._reading(report) for report in sides})

    def _weigh(self, linked: Linked, disputed_statements: set[str]) -> None:
        """Work out anew on whose say-so the claims rest that are new or changed, and who disputes them."""
        for claim in linked.claims:
            self._links.weigh(traced(self._writer.view, claim, self._reading))
        touched = [*linked.claims, *self._links.claims(disputed_statements)]
        self._links.count_disputes(dict.fromkeys(_ids(touched)))

    def _reading(self, report: str) -> Reading:
        known = self._readings.get(report)
        if known is None:
            if len(self._readings) >= READINGS:
                self._readings.clear()
            known = self._readings[report] = self._writer.view.reading(report)
        return known


def _ids(claims: Iterable[Claim]) -> Iterator[str]:
    return (claim.id for claim in claims)
