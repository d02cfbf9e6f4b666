"""Noun phrases: what the words for somebody say of who it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sayso.resolve.gender import first_names, folded
from sayso.resolve.nouns import BODIES, COMPANIES, FIRMS, NAMED_BEFORE, NEWS_MEDIA, OUTLETS, PERSONS, TITLES
from sayso.resolve.phrases import AMOUNTS
from sayso.trees import Trees
from sayso.types import EntityKind, Span

_OUTSIDE = frozenset(["acl", "appos", "conj", "cc", "parataxis", "advcl", "case", "punct", "nsubj", "cop"])
"""What hangs on a noun without being part of its own phrase."""
_NAMES = frozenset(
    [
        EntityKind.PERSON,
        EntityKind.ORGANISATION,
        EntityKind.STATE,
        EntityKind.GROUP,
        EntityKind.PLACE,
        EntityKind.FACILITY,
        EntityKind.WORK,
        EntityKind.PRODUCT,
    ]
)
_DEFINITE = frozenset(["the", "this", "that", "these", "those", "his", "her", "its", "their", "both"])
_INDEFINITE = frozenset(["a", "an", "another", "one", "some", "any"])
CLITICS = frozenset(["'s", "’s", "'", "’"])

_UNNAMING = OUTLETS | NEWS_MEDIA | frozenset(["state", "state-run", "government"])
"""Words in small letters that the network takes into a name, and that are not of it."""
_SPEAKING = PERSONS | COMPANIES | BODIES | OUTLETS
_ODD = re.compile(
    r"(?:[a-z]{1,2}-[a-z\d]+|[a-z]+\.[a-z]{2,3}|[a-z]+\d[a-z\d]*|\d+[a-z][a-z\d]*)(?=[\s,;:.!?)]|$)"
)
"""A name in small letters that a digit, a hyphen or a point gives away: "n-tv", "g1", "lenta.ru"."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A noun phrase, in tokens.

    ``head`` governs it; ``first`` up to ``last`` are its own tokens, without relative clauses and
    appositions. ``name`` is the token range of the name in it, or None, and ``named`` what kind of name
    the network took it for. ``before`` are the tokens that stand before the name or the head and are
    no article; ``appositions`` and ``modifiers`` ("for the ministry") are the heads of phrases that
    belong to it. ``lemmas`` are the lemmas of the head and its own modifiers.
    """

    head: int
    first: int
    last: int
    name: tuple[int, int] | None
    named: EntityKind | None
    before: tuple[int, ...]
    appositions: tuple[int, ...]
    modifiers: tuple[int, ...]
    lemmas: frozenset[str]
    lemma: str
    plural: bool
    definite: bool
    indefinite: bool


def naming(trees: Trees, head: int) -> Naming:
    """The noun phrase that a token heads."""
    known = _known(trees)
    if head not in known:
        known[head] = _naming(trees, head)
    return known[head]


@lru_cache(maxsize=1)
def _known(trees: Trees) -> dict[int, Naming]:
    """The phrases of one report so far, by their heads: most are asked for more than once."""
    return {}


def _naming(trees: Trees, head: int) -> Naming:
    tokens = trees.tokens
    if _possessor(trees, head) and tokens[head].relation in ("nsubj", "obj", "iobj", "obl", "root"):
        # "Varn's Mayor Ilka Morrow", where the parser took the town for the head.
        behind = [i for i in trees.children(head, "appos") if i > head]
        if behind:
            return _naming(trees, behind[0])
    own = sorted(trees.below(head, _OUTSIDE))
    first, last = own[0], own[-1] + 1
    for index in range(head - 1, first - 1, -1):  # a clause that was cut out leaves a gap: begin behind it
        if tokens[index].pos in ("VERB", "AUX") and index not in own:
            first = index + 1
            break
    name, kind = _name(trees, head, first)
    if name is None:
        name, kind = _name_behind(trees, head)
        last = max(last, name[1]) if name else last
    upto = name[0] if name else head
    articles = trees.children(head, "det")
    if not articles and tokens[first].pos == "DET":
        articles = [first]
    elif not articles and first > 0 and tokens[first - 1].pos == "DET":
        articles, first = [first - 1], first - 1  # the parser hung it elsewhere
    determiner = {trees.word(i).lower() for i in articles} | {
        tokens[i].lemma for i in trees.children(head, "nmod") if tokens[i].pos == "PRON"
    }
    before = tuple(i for i in own if i < upto and tokens[i].pos not in ("DET", "PUNCT"))
    near = {
        tokens[i].lemma.lower()
        for i in [head, *trees.children(head, "amod", "compound", "nmod", "nummod", "det", "flat")]
        if i <= head or tokens[i].relation == "flat"
    }
    return Naming(
        head,
        first,
        last,
        name,
        kind,
        before,
        tuple(i for i in trees.children(head, "appos") if not _possessor(trees, i))
        or tuple(_loose(trees, head)),
        tuple(i for i in trees.children(head, "nmod", "obl", "appos") if _modifies(trees, head, i)),
        frozenset(near),
        tokens[head].lemma.lower(),
        _plural(trees, head),
        bool(determiner & _DEFINITE),
        bool(determiner & _INDEFINITE) or tokens[head].lemma == "one",
    )


def _name(trees: Trees, head: int, first: int) -> tuple[tuple[int, int] | None, EntityKind | None]:
    """The name that a phrase is, without titles, articles and a genitive's clitic."""
    tokens, entities = trees.tokens, trees.parse.entities
    number = tokens[head].entity
    kind: EntityKind | None = None
    if number >= 0 and entities[number].kind in _NAMES and tokens[head].pos in ("PROPN", "ADJ", "NOUN", "X"):
        kind, start, end = entities[number].kind, entities[number].first, entities[number].last
        if end <= head or (tokens[head].pos == "NOUN" and end > head + 1):
            return None, None
        if end < head + 1:
            return None, None
        if tokens[head].pos == "NOUN" and trees.word(head).islower():
            return None, None
    elif tokens[head].pos == "NOUN":
        return _name_before(trees, head)
    elif tokens[head].pos == "PROPN" and not (number >= 0 and entities[number].kind in AMOUNTS):
        own = [head, *trees.children(head, "flat", "compound")]
        proper = sorted(i for i in own if tokens[i].pos in ("PROPN", "NUM") and i >= first)
        start, end = head, head + 1
        while start - 1 in proper:
            start -= 1
        while end in proper:
            end += 1
        titled = _behind_title(trees, head)
        if titled:
            return titled, EntityKind.PERSON
        people = [t.entity for t in tokens[start:end] if t.entity >= 0]
        if any(entities[n].kind is EntityKind.PERSON for n in people) and len(people) < end - start:
            kind = EntityKind.PERSON  # the network took only a part of it
    else:
        return None, None
    if kind is EntityKind.PERSON or kind is None:
        start = _given(trees, start)
    elif end - start == 1:
        start = _office_before(trees, head, start)
    if kind is EntityKind.PERSON:
        end = max(end, _flat_on(trees, start, end))
        titles = [i for i in range(start, end - 2) if trees.word(i).lower() in PERSONS]
        start = titles[-1] + 1 if titles else start  # "Kelvane President Ilka Morrow" is no name
    while start < end - 1 and (
        trees.word(start) in _UNNAMING
        or trees.word(start).lower() in ("the", "a", "an")
        or tokens[start].pos == "PUNCT"
        or trees.word(start).lower() in TITLES
        or (_possessor(trees, start) and trees.tokens[start].lemma.lower() not in PERSONS)
    ):
        start += 1
    while end > start + 1 and (trees.word(end - 1) in CLITICS or tokens[end - 1].pos == "PUNCT"):
        end -= 1
    places = (EntityKind.STATE, EntityKind.PLACE, EntityKind.GROUP)
    joined = end if kind in places else _joined_on(trees, end)
    person = _person_behind(trees, head, end) if joined == end else None
    if person:
        return person, EntityKind.PERSON
    return (start, joined), kind


def _flat_on(trees: Trees, first: int, last: int) -> int:
    """The end of a name whose last words the network took for another's: the tree holds them together."""
    tokens = trees.tokens
    while last < len(tokens) and tokens[last].relation == "flat" and first <= tokens[last].head < last:
        last += 1
    return last


def _partners(trees: Trees, first: int, last: int) -> int:
    """The end of a firm's name of several people: "Hale and Orr"."""
    tokens = trees.tokens
    others = [i for i in trees.children(first, "conj") if tokens[i].pos == "PROPN"]
    return max([last, *(_flat_on(trees, i, i + 1) for i in others)])


def _loose(trees: Trees, head: int) -> list[int]:
    """What stands behind a comma as an apposition, but hangs elsewhere: "the clerk, Ann Hale"."""
    tokens, at = trees.tokens, head + 2
    if at >= len(tokens) or trees.word(head + 1) != "," or tokens[head].lemma.lower() not in PERSONS:
        return []
    number = tokens[at].entity
    entity = trees.parse.entities[number] if number >= 0 else None
    person = entity is not None and entity.kind is EntityKind.PERSON and entity.first == at
    beside = (tokens[at].head, tokens[at].relation) == (tokens[head].head, tokens[head].relation)
    return [at] if person and (beside or tokens[at].relation in ("dep", "parataxis", "list")) else []


def _name_before(trees: Trees, head: int) -> tuple[tuple[int, int] | None, EntityKind | None]:
    """A body's name that stands before what it is: "the Energia company"."""
    tokens = trees.tokens
    upto = head - 1 if head > 1 and trees.word(head - 1).lower() == "news" else head
    number = tokens[upto - 1].entity if upto else -1
    if tokens[head].lemma.lower() not in NAMED_BEFORE or _plural(trees, head) or number < 0:
        return None, None
    entity = trees.parse.entities[number]
    fits = entity.kind in (EntityKind.ORGANISATION, EntityKind.WORK) and tokens[upto - 1].pos == "PROPN"
    if not fits or entity.last not in (upto, head) or trees.word(entity.first).islower():
        return None, None
    return (entity.first, entity.last), entity.kind


def _office_before(trees: Trees, head: int, start: int) -> int:
    """The start of an office's name that begins with whose it is: "Prime Minister's Bureau"."""
    for index in trees.children(head, "nmod"):
        holder = trees.tokens[index].pos == "PROPN" and trees.tokens[index].lemma.lower() in PERSONS
        if holder and index < start and _possessor(trees, index):
            own = [i for i in trees.below(index) if trees.tokens[i].pos in ("PROPN", "ADJ")]
            return min(own)
    return start


def _given(trees: Trees, start: int) -> int:
    """The start of a person's name, with a first name that the network took for something else."""
    before = start - 1
    if (
        before < 0
        or trees.tokens[before].pos != "PROPN"
        or trees.tokens[before].end + 1 != trees.tokens[start].start
    ):
        return start
    return before if folded(trees.word(before)) in first_names() else start


def _behind_title(trees: Trees, head: int) -> tuple[int, int] | None:
    """The name behind a title with a place in between: "Mayor of Varn Ilka Morrow"."""
    if trees.word(head).lower() not in PERSONS or not trees.children(head, "nmod"):
        return None
    parts = [i for i in trees.children(head, "flat") if trees.tokens[i].pos == "PROPN" and i > head + 1]
    whole = parts and parts == list(range(parts[0], parts[0] + len(parts)))
    return (parts[0], parts[-1] + 1) if whole else None


def _person_behind(trees: Trees, head: int, end: int) -> tuple[int, int] | None:
    """The person's name that follows a title at once, which was taken for a name: "Mayor Ilka Morrow"."""
    number = trees.tokens[end].entity if end < len(trees.tokens) else -1
    if number < 0:
        return None
    entity = trees.parse.entities[number]
    if entity.kind is not EntityKind.PERSON or entity.first != end:
        return None
    related = trees.tokens[end].head == trees.tokens[head].head  # the parser gave one verb two subjects
    related |= any(head in trees.above(i) or i in trees.above(head) for i in range(entity.first, entity.last))
    return (_given(trees, entity.first), entity.last) if related else None


def _joined_on(trees: Trees, end: int) -> int:
    """The end of a name that goes on behind a hyphen: "Anna Hale-Orr"."""
    tokens = trees.tokens
    while (
        end + 1 < len(tokens)
        and trees.word(end) in ("-", "‑")
        and tokens[end - 1].end == tokens[end].start
        and tokens[end].end == tokens[end + 1].start
        and trees.word(end + 1)[0].isupper()
        and tokens[end + 1].pos == "PROPN"
        and tokens[end + 1].relation in ("flat", "compound", "punct")
    ):
        end += 2
    return end


def _name_behind(trees: Trees, head: int) -> tuple[tuple[int, int] | None, EntityKind | None]:
    """The name that follows its noun at once: "the surgeon Ilka Morrow"."""
    tokens, after = trees.tokens, head + 1
    if tokens[head].lemma.lower() in OUTLETS and after < len(tokens):
        odd = _ODD.match(trees.text, tokens[after].start)
        if odd:
            last = after
            while last < len(tokens) and tokens[last].end <= odd.end():
                last += 1
            return (after, last), EntityKind.ORGANISATION
    if tokens[head].pos != "NOUN" or after >= len(tokens) or tokens[after].pos != "PROPN":
        return None, None
    number = tokens[after].entity
    if number >= 0 and trees.parse.entities[number].kind in AMOUNTS:
        return None, None
    begins = number >= 0 and trees.parse.entities[number].first == after
    if begins and trees.parse.entities[number].kind is EntityKind.PERSON:
        # "Tenant Ann Hale"; but not "the plan Ann Hale wrote".
        entity = trees.parse.entities[number]
        tops = [
            i for i in range(entity.first, entity.last) if not entity.first <= tokens[i].head < entity.last
        ]
        beside = tokens[tops[0]].relation != "nsubj" or tokens[tops[0]].head == tokens[head].head
        if beside and entity.last > entity.first + 1:
            return (entity.first, _flat_on(trees, entity.first, entity.last)), entity.kind
    speaks = tokens[head].lemma.lower() in _SPEAKING
    if not (begins and speaks) and head not in (tokens[after].head, *trees.above(after)):
        return None, None
    if begins and speaks:
        entity = trees.parse.entities[number]
        last = _flat_on(trees, entity.first, entity.last)
        if tokens[head].lemma.lower() in FIRMS and entity.kind is EntityKind.PERSON:
            return (entity.first, _partners(trees, entity.first, last)), EntityKind.ORGANISATION
        return (entity.first, last), entity.kind if entity.kind in _NAMES else None
    return _name(trees, after, after)


def _modifies(trees: Trees, head: int, index: int) -> bool:
    """Whether a dependent says whose or of what: a genitive before, a phrase behind."""
    return _possessor(trees, index) or (index > head and trees.tokens[index].relation != "appos")


def is_media(trees: Trees, found: Naming) -> bool:
    """Whether a phrase is "Chinese media", "state television": outlets, and none by name."""
    if trees.word(found.head).lower() not in NEWS_MEDIA or found.name:
        return False
    before = [trees.word(i).lower() for i in trees.children(found.head, "amod", "compound")]
    return bool(before) and "social" not in before


def _possessor(trees: Trees, index: int) -> bool:
    """Whether a noun is a genitive ("Ukraine's")."""
    return any(trees.word(i) in CLITICS for i in trees.children(index, "case"))


def _plural(trees: Trees, head: int) -> bool:
    token = trees.tokens[head]
    word = trees.word(head).lower()
    if token.lemma in ("people", "person", "police", "staff", "crew", "media", "data", "family"):
        return word in ("people", "persons", "police", "staff", "crew", "media", "data")
    counts = [trees.word(i).lower() for i in trees.children(head, "nummod")]
    if counts:
        return counts not in (["one"], ["1"])
    return token.pos == "NOUN" and word != token.lemma.lower() and word.endswith(("s", "en"))


def characters(trees: Trees, found: Naming) -> Span:
    """The characters of a phrase's own tokens."""
    last = found.last
    while last > found.first + 1 and trees.word(last - 1) in CLITICS:
        last -= 1
    return Span(trees.tokens[found.first].start, trees.tokens[last - 1].end)
