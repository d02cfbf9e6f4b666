"""Made-up readings by the thousand: words and names are as common and as rare as in real ones."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate, count

from sayso.types import (
    Act,
    Actor,
    ActorKind,
    Anonymity,
    Block,
    BlockKind,
    Mode,
    Outlet,
    Reading,
    Report,
    Span,
    Statement,
    Voice,
    VoiceRole,
    Words,
)

STATEMENTS = 14
"""In a report: what the 216 reports of news-events have (3,041 of them)."""

WORDS, NAMES, OUTLETS = 60_000, 20_000, 300
CONTENT = 16
"""Words in a content, in the mean."""

COMMON, MIDDLING, RARE = "w1", "w300", f"w{WORDS - 7}"
"""Words of the made-up vocabulary that stand in about every second, every 150th, and one or two in a million
contents."""

FIRST = datetime(2030, 1, 1, tzinfo=UTC)
A_YEAR = 365 * 24 * 60


class Maker:
    """Readings without end, the same ones for the same seed, in order of publication over ``days``."""

    def __init__(self, reports: int, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._minutes = A_YEAR / reports
        # Zipf's law: the k-th most common word is k times as rare as the first.
        self._words = [f"w{n}" for n in range(WORDS)]
        self._word_weights = list(accumulate(1 / (n + 1) for n in range(WORDS)))
        self._names = [f"Name{n % 997} Surname{n}" for n in range(NAMES)]
        self._name_weights = list(accumulate(1 / (n + 1) for n in range(NAMES)))
        self._acts = list(Act)

    def readings(self) -> Iterator[Reading]:
        for number in count():
            yield self._reading(number)

    def _reading(self, number: int) -> Reading:
        chosen = self._random
        outlet = f"Outlet {int(OUTLETS * chosen.random() ** 2)}"
        contents = [" ".join(self._pick(self._words, self._word_weights)) for _ in range(STATEMENTS)]
        speakers = chosen.choices(self._names, cum_weights=self._name_weights, k=STATEMENTS)
        sentences = [f"{who} said {what}." for who, what in zip(speakers, contents, strict=True)]
        text = "\n".join([*sentences, f"No. {number}"])
        published = FIRST + timedelta(minutes=round(number * self._minutes))
        report = Report(
            hashlib.sha256(text.encode()).hexdigest()[:16],
            text,
            tuple(_blocks(sentences)),
            url=f"https://{outlet.replace(' ', '')}.example/{number}",
            outlet=Outlet(outlet, f"{outlet.replace(' ', '').lower()}.example"),
            published=published.isoformat(),
            title=contents[0],
        )
        return self._told(report, speakers, contents, sentences)

    def _told(
        self, report: Report, speakers: Sequence[str], contents: Sequence[str], sentences: Sequence[str]
    ) -> Reading:
        name = report.outlet.name if report.outlet else ""
        publisher = Voice(VoiceRole.PUBLISHER, f"outlet:{name}", name, Anonymity.NAMED, None, ())
        actors = {f"outlet:{name}": Actor(f"outlet:{name}", name, ActorKind.OUTLET)}
        statements, start = [], 0
        for n, (who, what) in enumerate(zip(speakers, contents, strict=True), 1):
            span, content = Span(start, start + len(who)), start + len(who) + 6
            unnamed = self._random.random() < 0.2
            actor = f"anon:{report.id}:{n}" if unnamed else f"person:{who.lower().replace(' ', '-')}"
            called = None if unnamed else who
            actors[actor] = Actor(actor, called, ActorKind.PERSON)
            anonymity = Anonymity.UNNAMED if unnamed else Anonymity.NAMED
            origin = Voice(VoiceRole.ORIGIN, actor, called, anonymity, who, (span,))
            statements.append(
                Statement(
                    f"{report.id}:{n}",
                    Mode.INDIRECT,
                    None,
                    0.9,
                    Words(who, (span,)),
                    Words("said", (Span(span.end + 1, span.end + 5),)),
                    Words(what, (Span(content, content + len(what)),)),
                    (publisher, origin),
                    act=self._random.choice(self._acts),
                    reasons=("It was made up.",),
                )
            )
            start += len(sentences[n - 1]) + 1
        return Reading(report, tuple(statements), tuple(actors.values()))

    def _pick(self, things: list[str], weights: list[float]) -> list[str]:
        number = max(3, round(self._random.gauss(CONTENT, 6)))
        return self._random.choices(things, cum_weights=weights, k=number)


def _blocks(sentences: Sequence[str]) -> Iterator[Block]:
    start = 0
    for sentence in sentences:
        yield Block(BlockKind.BODY, start, start + len(sentence))
        start += len(sentence) + 1
