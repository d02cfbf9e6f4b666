"""The time expressions of a report, and which of them say when something was said or when it happened.

The rules (`sayso.situate.times.rules`) read a paragraph's characters; the parse says which way a clause looks
and which numbers are years. What is relative is counted from the day of publication or, in a statement's
content, from the day that its words were said on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sayso.situate.ground import Ground
from sayso.situate.times import calendar
from sayso.situate.times.clause import dated, direction, top, verb_above
from sayso.situate.times.finding import Expression, found, joined, lowered
from sayso.situate.times.meaning import Anchor, Meaning
from sayso.spans import joined as joined_words
from sayso.types import NO_TIME, Attribution, Mode, Span, Time, TimeKind

UNKNOWN_DAY = "counts from the day of publication, which is not known to the day"
_YEAR_BEFORE = frozenset(
    [
        "in",
        "since",
        "by",
        "from",
        "until",
        "till",
        "to",
        "and",
        "of",
        "before",
        "after",
        "between",
        "during",
        "through",
        "circa",
        "for",
        "or",
    ]
)
_NEAR_QUARTERS = 8
"""Among how many expressions before it a quarter is looked for that "a year ago" is compared with."""
_LONG_AGO = 14
"""How many days after it was said a saying is no news any more: what it tells of counts from then."""


class Times:
    """All time expressions of a report, resolved; ``all`` has them in text order."""

    def __init__(self, ground: Ground, attributions: tuple[Attribution, ...]) -> None:
        self._ground, self._trees = ground, ground.trees
        self._attributions = attributions
        self._found = self._expressions()
        self._tokens = [self._of(each) for each in self._found]
        self._tops = [top(self._trees, tokens) if tokens else -1 for tokens in self._tokens]
        self._ways = [direction(self._trees, each) if each >= 0 else 0 for each in self._tops]
        self._within = [self._innermost(each) for each in self._found]
        self._times: list[Time | None] = [None] * len(self._found)
        self._dating: set[int] = set()
        self._sayings = [self._saying(index) for index in range(len(attributions))]
        for index, number in enumerate(self._sayings):
            if number is not None and self._is_past(index):
                self._ways[number] = -1  # wherever the tree hangs the day, it was said before now
        for number in range(len(self._found)):
            self._resolved(number)
        self.all: tuple[Time, ...] = tuple(time for time in self._times if time)

    def said(self, index: int) -> Time:
        """When the attribution of this number was said."""
        number = self._sayings[index]
        if number is not None:
            time = self._resolved(number)
            day = self._ground.day
            if day is None or not time.start or time.start[:10] <= day.isoformat():
                return time
            return replace(
                NO_TIME, why=f"“{time.text}” lies behind the day of publication: nothing was said then."
            )
        if not self._attributions[index].cue:
            return replace(NO_TIME, why="No words say that this was said, and so none say when.")
        cue = joined_words(self._ground.text, self._attributions[index].cue)
        return replace(NO_TIME, why=f"Nothing beside “{cue}” says when.")

    def told(self, index: int) -> tuple[Time, ...]:
        """The time expressions in the content of the attribution of this number, in text order."""
        content, number = self._attributions[index].content, self._sayings[index]
        saying = None if number is None else self._times[number]
        return tuple(
            time
            for time in self.all
            if time is not saying and any(_inside(time.spans[0], span) for span in content)
        )

    def _expressions(self) -> list[Expression]:
        small = lowered(self._ground.text)
        out: list[Expression] = []
        for paragraph in self._ground.parse.paragraphs:
            kept = [
                each
                for each in found(self._ground.text, small, paragraph.start, paragraph.end)
                if not each.meaning.weak or self._strong(each, small)
            ]
            out += joined(small, kept)
        return out

    def _strong(self, each: Expression, small: str) -> bool:
        """Whether a weak expression is a time by the parse, or by the word before it where that is silent."""
        tokens = self._of(each)
        verdict = dated(self._ground, tokens)
        if verdict is not None:
            return verdict
        words = small[max(0, each.start - 12) : each.start].split()
        value = each.meaning.value or ""
        if len(value) == 4 and value.isdigit():
            head = self._trees.tokens[tokens[-1]] if tokens else None
            return bool(words) and words[-1] in _YEAR_BEFORE and (head is None or head.relation != "nummod")
        return False

    def _of(self, each: Expression) -> list[int]:
        """The tokens that an expression touches."""
        out, index = [], max(0, self._trees.at(each.start) - 1)
        tokens = self._trees.tokens
        while index < len(tokens) and tokens[index].start < each.end:
            if tokens[index].end > each.start:
                out.append(index)
            index += 1
        return out

    def _innermost(self, each: Expression) -> int | None:
        """The narrowest attribution in whose content an expression stands."""
        span = Span(each.start, each.end)
        around = [
            (sum(one.end - one.start for one in attribution.content), index)
            for index, attribution in enumerate(self._attributions)
            if any(_inside(span, one) for one in attribution.content)
        ]
        return min(around)[1] if around else None

    def _saying(self, index: int) -> int | None:
        """The expression that says when: its clause is the cue's, and it stands in no content but one around
        the cue."""
        attribution = self._attributions[index]
        cue = set(self._trees.inside(attribution.cue))
        if not cue:
            return None
        sentences = {self._trees.number_of_sentence(each) for each in cue}
        near: list[tuple[int, int]] = []
        for number, token in enumerate(self._tops):
            meaning = self._found[number].meaning
            if token < 0 or meaning.kind not in (TimeKind.DATE, TimeKind.TIME):
                continue
            if (meaning.value or "").endswith("_REF"):
                continue  # "is currently preparing" dates no saying
            if self._trees.number_of_sentence(token) not in sentences:
                continue
            # "Accused Israel on Saturday of bombing": the day hangs on the cue, inside of the content.
            behind = max(cue) < token and self._trees.tokens[token].head in cue
            hangs = self._within[number] == index and behind
            if self._inside_content(number, index) and not hangs:
                continue
            if self._governed(token, cue, attribution):
                near.append((min(abs(token - each) for each in cue), number))
        return min(near)[1] if near else None

    def _is_past(self, index: int) -> bool:
        """Whether a cue has a past tense: "said", "has told"."""
        trees = self._trees
        cue = trees.inside(self._attributions[index].cue)
        helpers = {trees.word(j).lower() for i in cue for j in trees.children(i, "aux")}
        helpers |= {trees.word(i).lower() for i in cue}
        verbs = [i for i in cue if trees.tokens[i].pos == "VERB"]
        told = any(
            trees.word(i).lower() not in (lemma := trees.tokens[i].lemma.lower(), f"{lemma}s") for i in verbs
        )
        ahead = helpers & {"will", "would", "'ll", "’ll", "to"}
        return told and not ahead and not any(trees.word(i).lower().endswith("ing") for i in verbs)

    def _inside_content(self, number: int, index: int) -> bool:
        within = self._within[number]
        if within is None:
            return False
        content = self._attributions[within].content
        cue = self._attributions[index].cue
        return within == index or not any(_inside(one, span) for one in cue[:1] for span in content)

    def _governed(self, token: int, cue: set[int], attribution: Attribution) -> bool:
        """Whether a time is the cue's clause's. One that stands outside of the content and hangs on the
        content's verb all the same was hung there by mistake: it has only the cue's left."""
        verb = verb_above(self._trees, token)
        for above in [token, *self._trees.above(token)]:
            if above in cue:
                return True
            if above == verb:
                break
        return verb is not None and verb in self._trees.inside(attribution.content)

    def _resolved(self, number: int) -> Time:
        known = self._times[number]
        if known is not None:
            return known
        each = self._found[number]
        self._dating.add(number)
        anchor, from_where = self._anchor(number)
        self._dating.discard(number)
        time = resolved(self._ground.text, each, anchor, from_where)
        self._times[number] = time
        return time

    def _anchor(self, number: int) -> tuple[Anchor | None, str]:
        """What an expression counts from, and that in words."""
        meaning, index = self._found[number].meaning, self._within[number]
        day, words = self._ground.day, "the day of publication"
        saying = None
        said_at = self._sayings[index] if index is not None else None
        if index is not None and said_at is not None and said_at not in self._dating:
            saying = self._resolved(said_at)
            covered = _day_of(saying)
            direct = self._attributions[index].mode is Mode.DIRECT
            if covered is not None:
                old = day is None or (day - covered).days > _LONG_AGO
                if meaning.spoken or meaning.follows or direct or old:
                    day, words = covered, f"“{saying.text}”, when it was said"
            elif meaning.spoken and direct:
                day, words = None, f"“{saying.text}”, when it was said, which is not known to the day"
        before = self._before(number, saying) if meaning.follows else None
        if before is not None and before[0]:
            start = calendar.days(before[0])
            day = day or (start[0] if start else None)
            words = f"“{before[1]}”" if start else words
        if _is_clock(meaning):
            beside = self._day_beside(number)
            if beside:
                day, words = beside
        if day is None:
            return None, words
        quarter = self._quarter(number) if meaning.quarterly else None
        return Anchor(day, self._ways[number], before[0] if before else None, quarter), words

    def _day_beside(self, number: int) -> tuple[date, str] | None:
        """The one day that the sentence of a time of day names, where it names one: "On Sunday it sank at 9
        a.m."; not the day of a saying."""
        here = self._sentence(number)
        near = [
            other for other in range(max(0, number - 3), min(len(self._found), number + 4)) if other != number
        ]
        days = []
        for other in near:
            same = self._sentence(other) == here and self._within[other] == self._within[number]
            if not same or self._found[other].meaning.kind is not TimeKind.DATE:
                continue
            if other in self._sayings or self._waits(other):
                continue
            time = self._resolved(other)
            if (covered := _day_of(time)) is not None and time.text:
                days.append((covered, f"“{time.text}”, beside it"))
        return days[0] if len({day for day, _ in days}) == 1 else None

    def _sentence(self, number: int) -> int:
        top = self._tops[number]
        return self._trees.number_of_sentence(top) if top >= 0 else -1 - number

    def _quarter(self, number: int) -> str | None:
        """The value of the last quarter of a year that is named, and not itself counted from another."""
        for other in range(number - 1, max(-1, number - 1 - _NEAR_QUARTERS), -1):
            meaning = self._found[other].meaning
            if meaning.kind is TimeKind.DATE and not meaning.quarterly and not meaning.follows:
                value = self._resolved(other).value
                if value and calendar.size(value) == "quarter":
                    return value
        return None

    def _waits(self, number: int) -> bool:
        """Whether an expression, or the saying that it counts from, is being dated: nothing counts from it
        yet."""
        within = self._within[number]
        return number in self._dating or (within is not None and self._sayings[within] in self._dating)

    def _before(self, number: int, saying: Time | None) -> tuple[str | None, str | None] | None:
        """The value and words of the last date before an expression, not that of a saying around it."""
        if saying is not None and saying.value and calendar.days(saying.value):
            return saying.value, saying.text
        spoken = set(self._sayings)
        for other in range(number - 1, max(-1, number - 6), -1):
            if other in spoken or self._waits(other):
                continue
            if self._found[other].meaning.kind not in (TimeKind.DATE, TimeKind.TIME):
                continue
            time = self._resolved(other)
            if time.value and calendar.days(time.value):
                return time.value, time.text
        return None


def _is_clock(meaning: Meaning) -> bool:
    """Whether an expression is an hour of a day that it does not name: "at 9 a.m."."""
    if meaning.kind is not TimeKind.TIME or meaning.value is not None:
        return False
    return (_counted(meaning, Anchor(date(2000, 1, 5))) or "")[10:12] in ("T0", "T1", "T2")


def _inside(span: Span, around: Span) -> bool:
    return around.start <= span.start and span.end <= around.end


def _day_of(time: Time) -> date | None:
    """The day of a time that is one day or in one."""
    covered = calendar.days((time.value or "")[:10])
    return covered[0] if covered and covered[0] == covered[1] else None


def resolved(text: str, each: Expression, anchor: Anchor | None, from_where: str) -> Time:
    """An expression with its value and days, as far as the anchor lets them be known."""
    meaning, words = each.meaning, text[each.start : each.end]
    value, why = meaning.value, f"“{words}” says it itself."
    if meaning.counting is not None:
        if anchor is None:
            reason = UNKNOWN_DAY if from_where == "the day of publication" else f"counts from {from_where}"
            why = f"“{words}” {reason}."
        else:
            value = _counted(meaning, anchor)
            why = f"“{words}” is counted from {from_where} ({anchor.day.isoformat()})."
            if value is None:
                why = f"“{words}” counted from {from_where} is no day of the calendar."
    elif value is None:
        why = f"“{words}” may be read in two ways."
    elif value.endswith("_REF") or "X" in value:
        why = (
            f"“{words}” does not say how much."
            if value.startswith("P") and "X" in value
            else f"“{words}” names no date."
        )
    start, end = _days(meaning, value, anchor)
    return Time(meaning.kind, words, (Span(each.start, each.end),), value, start, end, meaning.modifier, why)


def _counted(meaning: Meaning, anchor: Anchor) -> str | None:
    try:
        return meaning.counting(anchor) if meaning.counting else None
    except (ValueError, OverflowError):
        return None


def _days(meaning: Meaning, value: str | None, anchor: Anchor | None) -> tuple[str | None, str | None]:
    """First and last day, or moment, of a value."""
    if value is None or meaning.fiscal or meaning.kind is TimeKind.SET:
        return None, None
    if meaning.interval is not None and anchor is not None:
        try:
            first, last = meaning.interval(anchor)
        except (ValueError, OverflowError):
            return None, None
        return first.isoformat() if first else None, last.isoformat() if last else None
    if meaning.kind is TimeKind.DURATION:
        return None, None
    if "T" in value and value[value.index("T") + 1 :][:1].isdigit():
        return value, value
    covered = calendar.days(value)
    return (covered[0].isoformat(), covered[1].isoformat()) if covered else (None, None)
