"""Through whom the words came: relaying outlets, the agency of a dateline, and to whom they were said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sayso.resolve.cast import Cast, Met
from sayso.resolve.naming import Naming, characters, is_media, naming
from sayso.resolve.nouns import ANYBODY, FIRMS, MEDIA, PERSONS
from sayso.resolve.verbs import ADDRESSED, ISSUING, JUDGING, PASSING_ON, SPEAKING, TELLING
from sayso.trees import Trees
from sayso.types import ActorKind, Attribution, BlockKind, Report, Span

_AGENCY = re.compile(
    r"^[^\n(]{0,60}\((?P<name>[^()\n]{2,30})\)\s*[-–—]{1,2}|^\W{0,3}\((?P<alone>[A-Za-z .]{2,30})\)\s*$"
)
_CREDITED = re.compile(r"\((?P<name>[A-Z][\w .]{1,30})\)\s*$")
_LINE = 200
"""Characters of the longest paragraph that is taken for a line about the report: its time, its agency."""
_SIGNED = re.compile(r"(?:^|\n|\s)(?:[-–—]{1,2}\s*|\()(?P<name>[A-Z][\w .]{1,30}?)\)?\.?\s*$")


class Told(NamedTuple):
    """Somebody in the frame of an attribution: the phrase's head, its characters, and who it is."""

    head: int
    span: Span
    met: Met


def frame(trees: Trees, attribution: Attribution) -> list[int]:
    """The tokens of the sentences that hold the cue and the source, but for the content's."""
    anchors = trees.inside(attribution.cue) or trees.inside(attribution.source)
    content = {i for span in attribution.content for i in trees.inside((span,))}
    numbers = {trees.number_of_sentence(i) for i in anchors}
    sentences = [trees.parse.sentences[number] for number in sorted(numbers)]
    return [i for first, last in sentences for i in range(first, last) if i not in content]


def relays(cast: Cast, inside: list[int], cues: list[int], source: int | None) -> list[Told]:
    """The outlets in a frame through which the words came, the outermost first; ``source`` is the head of
    the source, which is no relay of itself."""
    trees = cast.trees
    if source is None:
        inside = [i for i in inside if trees.case(i) in ("according to", "per", "via")]
    out = [
        Told(head, characters(trees, found), cast.meet(head))
        for head in inside
        if head != source and _can_be_outlet(trees, head)
        for found in [naming(trees, head)]
        if _is_outlet(cast, found) and _passes_on(trees, head, source, cues)
        if not _told_by_another(trees, head, cues, source)
    ]
    return _once(out)


def addressee(cast: Cast, inside: list[int], cues: list[int], source: int | None) -> int | None:
    """The head of the phrase for the one spoken to."""
    trees = cast.trees
    for cue in cues:
        lemma = trees.tokens[cue].lemma.lower()
        if lemma in ADDRESSED:
            found = [i for i in trees.children(cue, "iobj", "obj") if i in inside]
        elif lemma in SPEAKING:
            found = [i for i in trees.children(cue, "obl") if trees.case(i) in ("to", "with") and i in inside]
        else:
            continue
        for head in found:
            if head != source and trees.tokens[head].pos in ("NOUN", "PROPN", "PRON"):
                return head
    return None


def origin_of_cited(cast: Cast, inside: list[int], cues: list[int], content: list[int]) -> int | None:
    """The head of the phrase for those whom an outlet cites: "reported, citing two officials";
    "was quoted by the paper"."""
    trees = cast.trees
    for index in [*cues, *inside]:
        if trees.tokens[index].lemma.lower() not in PASSING_ON:
            continue
        passive = any(trees.tokens[i].lemma == "be" for i in trees.children(index, "aux"))
        for head in trees.children(index, "nsubj" if passive else "obj"):
            if head in inside or (index in cues and head in content[:12]):
                return head
    return None


def other_speaker(trees: Trees, inside: list[int], source: int) -> int | None:
    """Who said what an outlet is the source of: "…, officials said, according to the FT"."""
    for index in inside:
        if trees.tokens[index].lemma.lower() in TELLING and trees.tokens[index].pos == "VERB":
            for head in trees.children(index, "nsubj"):
                if head != source and trees.tokens[head].pos in ("NOUN", "PROPN"):
                    return head
    return None


def between(trees: Trees, inside: list[int], content: list[int], source: int) -> int | None:
    """Who is cited inside of what somebody says: "the coach said that, according to the doctors, …"."""
    for index in inside:
        if content and content[0] < index < content[-1] and "according to" in trees.case(index):
            return index if index != source else None
    return None


def agency(cast: Cast, report: Report) -> Told | None:
    """The agency that a dateline, a byline or a signature at the end gives a report to."""
    for block in report.blocks:
        text = report.text[block.start : block.end]
        if block.kind in (BlockKind.DATELINE, BlockKind.BODY):
            found = _AGENCY.match(text)
            if found:
                group = "name" if found["name"] else "alone"
                return _outlet_at(
                    cast, report, block.start + found.start(group), block.start + found.end(group)
                )
            credited = _CREDITED.search(text) if len(text) <= _LINE else None
            told = credited and _outlet_at(
                cast, report, block.start + credited.start("name"), block.start + credited.end("name")
            )
            if told:
                return told
            if block.kind is BlockKind.BODY:
                break
    bodies = [block for block in report.blocks if block.kind in (BlockKind.BODY, BlockKind.CREDIT)]
    if bodies:
        last = bodies[-1]
        found = _SIGNED.search(report.text, max(last.start, last.end - 40), last.end)
        if found:
            return _outlet_at(cast, report, *found.span("name"))
    return None


def _outlet_at(cast: Cast, report: Report, start: int, end: int) -> Told | None:
    name = report.text[start:end].strip()
    actor = next((a for a in cast.table.named(name) if a.kind is ActorKind.OUTLET), None)
    if actor is None:
        return None
    why = f"The report is credited to {actor.name}."
    return Told(-1, Span(start, end), Met(cast.known(actor), 0.9, why))


def _can_be_outlet(trees: Trees, head: int) -> bool:
    token = trees.tokens[head]
    if token.relation in ("compound", "flat") and trees.tokens[token.head].pos == "PROPN":
        return False
    return token.pos in ("PROPN", "NOUN") and token.relation not in ("amod",)


def _is_outlet(cast: Cast, found: Naming) -> bool:
    """Whether a phrase is an outlet's name, or calls one again ("the paper"), or its reporter."""
    trees = cast.trees
    if cast.is_outlet(found):
        return True
    return is_media(trees, found)


def _passes_on(trees: Trees, head: int, source: int | None, cues: list[int]) -> bool:
    """Whether an outlet stands where those stand that were told, or that passed something on."""
    token = trees.tokens[head]
    case = trees.case(head)
    if "according to" in case or case in ("per", "via"):
        return True
    above = token.head
    if above < 0:
        return False
    if token.relation == "obl" and case in ("on", "in") and above in cues:
        return True  # "on the news site Lantern, she speculated"
    governor = trees.tokens[above]
    lemma = governor.lemma.lower()
    if token.relation == "nsubj":
        return lemma in TELLING and governor.pos == "VERB"
    if token.relation == "nmod":
        if governor.relation == "obj" and trees.tokens[governor.head].lemma.lower() in JUDGING:
            return False  # "…, they said, confirming a report in the FT": the FT's report is another one
        if case in ("'s", "’s"):
            # "Fox News' Ann Hale" was told, or the FT's sources speak.
            told = governor.relation in ("obj", "iobj", "obl")
            return told or lemma in ("source", "report", "interview")
        return lemma in MEDIA or (lemma in PERSONS and governor.relation in ("obj", "iobj", "obl"))
    if token.relation == "compound":
        reporter = (lemma in PERSONS or lemma in MEDIA) and governor.relation in ("obj", "iobj", "obl")
        return reporter and above != source
    if token.relation in ("obj", "iobj"):
        return lemma in TELLING or (token.relation == "iobj" and lemma in ISSUING)
    if token.relation in ("obl", "conj"):
        return lemma in TELLING or lemma in MEDIA or case == "by" or token.relation == "conj"
    return False


def _told_by_another(trees: Trees, head: int, cues: list[int], source: int | None) -> bool:
    """Whether an outlet was told by somebody else in the sentence: "Ann told the FT so, while Bo said …"."""
    verb = trees.tokens[head].head
    if source is None or trees.tokens[head].relation not in ("obj", "iobj", "obl") or verb in cues:
        return False
    if any(trees.word(cue).lower() == "according" for cue in cues):
        return False
    if trees.word(source).lower() in ("which", "that", "who"):
        return False
    subjects = [i for i in trees.children(verb, "nsubj") if trees.tokens[i].pos in ("NOUN", "PROPN")]
    return (
        bool(subjects) and source not in subjects and trees.tokens[verb].relation in ("root", "advcl", "conj")
    )


def _once(found: list[Told]) -> list[Told]:
    """Each outlet once, where it comes up first."""
    seen: set[str] = set()
    out = []
    for told in found:
        if told.met.member.id not in seen:
            seen.add(told.met.member.id)
            out.append(told)
    return out


def each_speaker(trees: Trees, head: int) -> Iterator[int]:
    """The members of a coordination, each by its head: "France and the UK" are two."""
    yield head
    named = [i for i in trees.children(head, "flat", "appos", "nmod") if i == head + 1]
    tokens = trees.tokens
    if not named and tokens[head].pos == "NOUN" and head + 1 < len(tokens):
        named = [head + 1] if tokens[head + 1].pos == "PROPN" else []
    if tokens[head].lemma.lower() in FIRMS and trees.word(head).lower() == tokens[head].lemma:
        named = []  # one firm of two names
    if tokens[head].lemma.lower() in ANYBODY:
        # "Officials in Kiev and diplomats in Paris": the parser joins the second to the place.
        for place in trees.children(head, "nmod"):
            people = [i for i in trees.children(place, "conj") if tokens[i].lemma.lower() in ANYBODY]
            yield from (i for i in people if tokens[place].lemma.lower() not in ANYBODY)
    described = trees.children(head, "appos") if tokens[head].pos == "PROPN" else []
    for other in [c for i in [head, *named] for c in trees.children(i, "conj")]:
        if described and tokens[other].pos == "NOUN" and not trees.children(other, "det"):
            continue  # "Ann Hale, clerk and author of …" is one
        if trees.tokens[other].pos in ("NOUN", "PROPN", "PRON", "NUM"):
            yield other
            yield from (i for i in trees.children(other, "conj") if trees.tokens[i].pos in ("NOUN", "PROPN"))
