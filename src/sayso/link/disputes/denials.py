"""Which statements deny or turn down something, and in which words: `denial`.

The act alone is not enough: "he denied it" and a long quotation in which something is denied have the same
act. So a denial has to show itself, by its cue (`DENYING`, `REJECTING`, `REFUSING`) or by words of its
content that can mean nothing else (`PHRASES`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.link.disputes.wordings import (
    BARE,
    CALLING,
    DENYING,
    FALSE,
    MARKS,
    MUTE,
    PHRASES,
    PLAIN,
    POINTING,
    PRONOUNS,
    REFUSING,
    REJECTING,
    YIELDING,
)
from sayso.spans import merged, trimmed
from sayso.types import Act, DisputeKind, Span, Statement, Words


class Denial(NamedTuple):
    """That a statement denies: by which words of the report (``evidence``), what (``denied``, a part of its
    content or what it holds to be proposed), and what that can point back to: a key of `ACTS`, None where it
    has words of its own. ``why`` is a sentence for a person."""

    kind: DisputeKind
    denied: tuple[Span, ...]
    evidence: tuple[Span, ...]
    points: str | None
    why: str


def denial(statement: Statement) -> Denial | None:
    """How ``statement`` denies or turns down something; None where it does not, or does not show it."""
    return _by_cue(statement) or _by_calling(statement) or _by_phrase(statement)


def pointed(words: str, *, bare_only: bool = True) -> str | None:
    """What ``words`` point back to (a key of `ACTS`): None where they say more than that, unless
    ``bare_only`` is False."""
    found = re.findall(r"[^\W\d_]+", re.split(r"\bas\b|[“\"‘]", words)[0].lower())
    names = re.findall(r"\b[A-Z][^\W\d_]+", words)
    rest = [word for word in found if word not in BARE and word.capitalize() not in names and len(word) > 1]
    if not found or (bare_only and rest):
        return None
    for kind, nouns in POINTING.items():
        if any(word in nouns for word in found):
            return kind
    if "such" in found or (bare_only and any(name.lower() not in BARE for name in names)):
        return "told"  # somebody's name alone means what he said
    return None


def says_noun(words: str) -> bool:
    """Whether ``words`` say by a noun what they point back to: "the claim", not "that"."""
    nouns = frozenset().union(*POINTING.values()) - PRONOUNS
    return any(word in nouns for word in re.findall(r"[^\W\d_]+", words.lower()))


def _by_cue(statement: Statement) -> Denial | None:
    cue = statement.cue
    if cue is None or _negated(cue.text):
        return None
    content, act = statement.content, statement.act
    source = statement.source.text if statement.source else "somebody"
    if content.text.lower().split()[-1:] in (["denial"], ["rebuttal"]):
        return Denial(
            DisputeKind.DENIES, content.spans, content.spans, "told", f"{_capital(source)} denies it."
        )
    if DENYING.search(cue.text) and act is not Act.REFUSE:
        why = f"{_capital(source)} denies it (“{cue.text}”)."
        return Denial(DisputeKind.DENIES, content.spans, cue.spans, pointed(content.text), why)
    if REJECTING.search(cue.text) and act in (Act.REJECT, Act.REFUSE, Act.DENY):
        matter = _matter(statement)
        why = f"{_capital(source)} turns it down (“{cue.text}”)."
        return Denial(DisputeKind.REJECTS, matter.spans, cue.spans, pointed(matter.text), why)
    if act is Act.DOUBT and says_noun(content.text) and pointed(content.text) == "told":
        why = f"{_capital(source)} doubts it (“{cue.text}”)."
        return Denial(DisputeKind.CONTRASTS, content.spans, cue.spans, "told", why)
    if REFUSING.search(cue.text) and act is Act.REFUSE:
        told = f"{cue.text} {content.text[:60]}"
        if YIELDING.search(told) and not MUTE.search(told):
            why = f"{_capital(source)} refuses it (“{cue.text}”)."
            return Denial(DisputeKind.REJECTS, content.spans, cue.spans, pointed(content.text), why)
    return None


def _matter(statement: Statement) -> Words:
    """What is turned down, without as what ("the claim" of "dismissed the claim as a lie")."""
    content, proposal = statement.content, statement.proposal
    return proposal if proposal and re.search(r"(?:^|\s)(?:as|for)\s", content.text) else content


def _by_calling(statement: Statement) -> Denial | None:
    """ "Called the claim nonsense": the content is what is named, and what it is called, in either order."""
    cue, text = statement.cue, statement.content.text
    if cue is None or not CALLING.search(cue.text):
        return None
    found = re.search(rf"(?:^|[\s“\"‘])(?:as\s+)?[“\"‘]?{FALSE}", text, re.IGNORECASE)
    if not found:
        return None
    before = found.start() > found.end() - found.start() or bool(text[: found.start()].strip(MARKS))
    first, last = (0, found.start()) if before else (found.end(), len(text))
    named = text[first:last].strip(MARKS)
    points = pointed(re.split(r"\b(?:that|of|about)\b", named)[0]) if named else None
    if points is None:
        return None
    called = _part(statement, found.start(), found.end())
    why = f"It is called “{found.group().strip(MARKS)}”."
    own = points if pointed(named) else None
    denied = _part(statement, first, last)
    return Denial(DisputeKind.REJECTS, denied, merged((*cue.spans, *called)), own, why)


def _by_phrase(statement: Statement) -> Denial | None:
    text, cue = statement.content.text, statement.cue
    if cue is None or not PLAIN.search(cue.text):
        return None
    for kind, pattern in PHRASES:
        found = re.search(pattern, text, re.IGNORECASE)
        if found and not re.search(r"\b(?:if|whether|not that)\b", text[: found.start()], re.IGNORECASE):
            spans = _part(statement, found.start(), found.end())
            points = pointed(found.group(), bare_only=False) or "told"
            why = f"It says “{found.group().strip(MARKS)}”."
            return Denial(DisputeKind(kind), spans, spans, points, why)
    return None


def _part(statement: Statement, start: int, end: int) -> tuple[Span, ...]:
    """The report's spans for characters ``start`` to ``end`` of the content's text; that of a content of
    several pieces is joined by three characters that the report has not."""
    out, before, text = [], 0, statement.content.text
    for span in statement.content.spans:
        size = span.end - span.start
        first, last = max(start - before, 0), min(end - before, size)
        if first < last and (part := trimmed(text, Span(first + before, last + before))):
            shift = span.start - before
            out.append(Span(part.start + shift, part.end + shift))
        before += size + 3
    return tuple(out)


def _negated(cue: str) -> bool:
    """Whether the cue itself is denied: "did not deny", "neither confirm nor deny", "has not ruled out"."""
    if re.search(r"\b(?:not|n['’]t) accept", cue):
        return False
    return bool(re.search(r"\b(?:not|never|neither|nor|no longer|stopped short of)\b|n['’]t\b", cue))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
