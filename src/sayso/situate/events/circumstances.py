"""A trigger in its clause → when, where, how many, by which means, and in which of PLOVER's contexts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sayso.situate.events.clauses import Clauses
from sayso.situate.events.lexicon import contexts
from sayso.situate.gathered import Gathered
from sayso.situate.ground import Ground
from sayso.spans import overlap
from sayso.types import EventStatus, Figure, FigureKind, Party, Place, Span, Time, TimeKind
from sayso.words import word_set

MEANS = (
    ("suicide-attack", "suicide"),
    ("unconventional", "chemical sarin chlorine nerve nuclear radiological biological"),
    ("crowd-control", "teargas tear-gas tear baton truncheon lathi pellet"),
    ("drone", "drone uav"),
    ("aerial", "airstrike jet warplane aircraft helicopter plane bomber aerial air-strike"),
    ("heavy-weapons", "missile rocket artillery tank mortar shell shelling howitzer"),
    ("explosives", "bomb bombing explosive mine landmine grenade ied explosion blast detonate"),
    ("firearms", "gun gunman rifle pistol shooting gunfire shot shoot sniper firearm bullet"),
    ("primitive", "knife machete stone rock axe sword arson petrol truck lorry hammer"),
)
"""ASSAULT's modes with the words that tell of each, the most telling first. Where several are named, the
first is taken."""

YEAR = timedelta(days=365)
"""A report looks back on an event that ended longer ago than this before the day of publication."""

OTHER_CLAUSE = frozenset(["ccomp", "parataxis", "csubj", "acl"])
GOING_ON = word_set("begin start continue keep go stop manage come help resume cease")
"""Verbs whose clause is also that of the verb below them."""

WHERE = word_set(
    "in at near inside into to on onto from across around outside over throughout off toward towards along "
    "within beyond through outside between"
)
"""Prepositions of place."""

TOWARDS = word_set("on onto to towards toward from along")
"""Those of them behind which a party is no place."""

UNITS_OF_TIME = word_set("second minute hour day week month year decade century")


class Circumstances:
    """What stands around triggers."""

    def __init__(self, ground: Ground, clauses: Clauses, gathered: Gathered) -> None:
        self.ground, self.clauses, self.trees, self.gathered = ground, clauses, clauses.trees, gathered
        self._times: dict[int, list[Time]] = {}
        self._places: dict[int, list[Place]] = {}
        self._figures: dict[int, list[Figure]] = {}
        for time in gathered.times.all:
            self._keep(self._times, time.spans, time)
        for place in gathered.places:
            self._keep(self._places, place.spans, place)
        for figure in gathered.figures:
            self._keep(self._figures, figure.spans, figure)

    def _keep(self, where: dict[int, list], spans: tuple[Span, ...], thing: object) -> None:  # type: ignore[type-arg]
        for token in self.trees.inside(spans)[:1]:
            where.setdefault(self.trees.number_of_sentence(token), []).append(thing)

    def time(self, token: int) -> Time | None:
        """The date or time of day of the trigger's own clause, the nearest if there are several."""
        near = self._near(self._times, token)
        dated = [t for t in near if t.kind in (TimeKind.DATE, TimeKind.TIME)]
        at = self.trees.tokens[token].start
        return min(dated, key=lambda t: (t.start is None, abs(t.spans[0].start - at)), default=None)

    def places(
        self, token: int, objects: list[int], actors: Iterable[Party], recipients: Iterable[Party]
    ) -> tuple[Place, ...]:
        """The places of the trigger's own clause that say where: behind a preposition of place, as its object
        or before it as part of its name; an actor is none, nor a recipient to or on whom it is done."""
        doers = tuple(sorted({span for party in actors for span in party.spans}))
        others = tuple(sorted({span for party in recipients for span in party.spans}))
        out = []
        for place in self._near(self._places, token):
            head = self.trees.top(self.trees.inside(place.spans))
            case = self.trees.case(head).split(" ")[-1]
            named = not case and (head in objects or self.trees.tokens[head].head in (token, *objects))
            met = case in TOWARDS and overlap(place.spans, others)
            if (case in WHERE or named) and not met and not overlap(place.spans, doers):
                out.append(place)
        return tuple(out)

    def magnitude(self, token: int, objects: list[int], actors: Iterable[Party]) -> tuple[Figure, ...]:
        """The figures that count or measure what the trigger says is done: those of its own words and of its
        object, not of other clauses; lengths of time are none, nor is how many the actors are."""
        doers = {span for party in actors for span in party.spans}
        near = self._near(self._figures, token)
        inside = {i for one in [token, *objects] for i in self.trees.below(one, OTHER_CLAUSE)}
        return tuple(
            figure
            for figure in near
            if set(self.trees.inside(figure.spans)) & inside
            and figure.kind is not FigureKind.PERCENT
            and figure.unit not in UNITS_OF_TIME
            and not any(overlap(figure.spans, (span,)) for span in doers)
        )

    def _near(self, where: dict[int, list], token: int) -> list:  # type: ignore[type-arg]
        found = where.get(self.trees.number_of_sentence(token), [])
        if not found:
            return []
        clause = self.clause(token)
        return [one for one in found if set(self.trees.inside(one.spans)[:1]) & clause]

    def clause(self, token: int) -> set[int]:
        """The tokens of a trigger's clause: below the verb that it is or hangs on, without what stands below
        other verbs; for "continued to attack" below both."""
        path = [token]
        for above in self.trees.above(token):
            begun = self.trees.tokens[path[-1]].relation == "xcomp" and self.clauses.lemma(above) in GOING_ON
            if self.trees.tokens[path[-1]].pos == "VERB" and not begun:
                break
            path.append(above)
        return set(self._below(path[-1], set(path)))

    def _below(self, top: int, path: set[int]) -> Iterator[int]:
        waiting = [top]
        while waiting:
            node = waiting.pop()
            yield node
            for child in self.trees.children(node):
                relation, verb = self.trees.tokens[child].relation, self.trees.tokens[child].pos == "VERB"
                other = relation in OTHER_CLAUSE or (verb and relation not in ("amod", "case", "compound"))
                if child in path or not other:
                    waiting.append(child)

    def means(self, token: int, without: set[int]) -> str | None:
        """The mode of ASSAULT that the words of the clause tell of, apart from those that were its target."""
        if self.clauses.particle(token) == "down":
            return None
        words = {self.clauses.lemma(i) for i in self.clause(token) - without}
        if any(self.clauses.lemma(i) == "air" and self._raid(i + 1) for i in self.clause(token) - without):
            words.add("airstrike")
        for mode, known in MEANS:
            if words & set(known.split()):
                return mode
        return None

    def _raid(self, token: int) -> bool:
        """Whether the word behind "air" makes it an attack; "open-air" is none."""
        return token < len(self.trees.tokens) and self.clauses.lemma(token) in (
            "strike",
            "raid",
            "attack",
            "assault",
            "force",
        )

    def contexts(self, token: int) -> tuple[str, ...]:
        """PLOVER's contexts that the sentence speaks of, in the order of the table."""
        first, last = self.trees.sentence(token)
        found: set[tuple[int, str]] = set()
        for words in (
            [self.clauses.lemma(i) for i in range(first, last)],
            [self.clauses.word(i) for i in range(first, last)],
        ):
            for at, word in enumerate(words):
                for phrase, place, context in contexts().get(word, ()):
                    if len(phrase) == 1 or tuple(words[at : at + len(phrase)]) == phrase:
                        found.add((place, context))
        return tuple(context for _, context in sorted(found))

    def looked_back(self, time: Time | None) -> str | None:
        """Why an event of that time is one of the past that the report looks back on, None if it is not."""
        if time is None:
            return None
        if time.value == "PAST_REF" and "once" in (time.text or "").lower():
            return f"“{time.text}” looks back."
        end = _day(time.end or time.start)
        if end and self.ground.day and end < self.ground.day - YEAR:
            return f"“{time.text}” is over a year before the day of publication."
        if self.ground.day is None and time.value and len(time.value) == 4 and time.value.isdigit():
            return f"“{time.text}” names a year, and the day of publication is not known."
        if self.ground.day is None and "year" in (time.text or "") and "ago" in (time.text or ""):
            return f"“{time.text}” looks back for years."
        return None


def status_in_time(status: EventStatus, why: str | None) -> EventStatus:
    return EventStatus.HISTORICAL if why and status is EventStatus.HAPPENED else status


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
