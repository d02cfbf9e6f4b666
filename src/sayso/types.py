"""The nouns of Sayso, each a frozen value.

Offsets are half-open code-point offsets into ``Report.text``, everywhere: ``text[start:end]`` is
exactly what the reader saw. The text is stored once and never rewritten.

Values that are made by the thousand (`Span`, `Token`) are named tuples; msgspec encodes a `Span` as
``[start, end]``. The rest are frozen, slotted dataclasses, encoded field by field.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Span(NamedTuple):
    """A half-open range of code points in ``Report.text``; ``0 <= start < end <= len(text)``."""

    start: int
    end: int


class BlockKind(StrEnum):
    """What a stretch of a published report is. Headline, dek, body, quote and list blocks are read for
    statements (`sayso.parse.READ_KINDS`), each as a paragraph of its own."""

    HEADLINE = "headline"
    DEK = "dek"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    QUOTE = "quote"
    LIST = "list"
    CAPTION = "caption"
    CREDIT = "credit"
    PROMO = "promo"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Block:
    """One typed stretch of a report. Blocks are in text order and never overlap."""

    kind: BlockKind
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes a report: the name as published, and the registrable domain; either may be absent."""

    name: str | None = None
    domain: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published report.

    ``id`` is the first 16 hexadecimal digits of the SHA-256 of ``text`` in UTF-8. ``text`` is NFC with
    ``\\n`` line ends. ``published`` and ``modified`` are ISO 8601, a date or a date with a time, with
    the zone as the page gave it (none when it gave none). ``language`` is an ISO 639-1 code.
    ``notes`` says what is missing or was set right while reading, one sentence each.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    url: str | None = None
    canonical_url: str | None = None
    outlet: Outlet | None = None
    published: str | None = None
    modified: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    notes: tuple[str, ...] = ()


class EntityKind(StrEnum):
    """Kinds of named entity, the OntoNotes 5 inventory under readable names.

    A ``state`` is a place that can act (country, city, region); a ``place`` cannot (a river); a
    ``group`` is a nationality, religion or party.
    """

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    GROUP = "group"
    PLACE = "place"
    FACILITY = "facility"
    DATE = "date"
    TIME = "time"
    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"
    NUMBER = "number"
    ORDINAL = "ordinal"
    EVENT = "event"
    WORK = "work"
    PRODUCT = "product"
    LAW = "law"
    LANGUAGE = "language"


class Token(NamedTuple):
    """One syntactic word, by Universal Dependencies' rules ("don't" is two).

    ``head`` is the index of the governing token in ``Parse.tokens``, -1 for the root of a sentence.
    ``relation`` is a Universal Dependencies relation without subtype, ``pos`` a UPOS tag.
    ``entity`` is an index into ``Parse.entities``, -1 when the token is in none.
    """

    start: int
    end: int
    lemma: str
    pos: str
    head: int
    relation: str
    entity: int


class Sentence(NamedTuple):
    """A sentence: tokens ``first`` up to, not including, ``last`` (indices into ``Parse.tokens``)."""

    first: int
    last: int


class Paragraph(NamedTuple):
    """A block that was read for language: its tokens, ``first`` up to, not including, ``last``, and its
    characters."""

    first: int
    last: int
    start: int
    end: int


class Entity(NamedTuple):
    """A named entity: tokens ``first`` up to, not including, ``last``, and its characters."""

    kind: EntityKind
    first: int
    last: int
    start: int
    end: int


Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What the encoder thinks of each token: for later stages to decode, and no part of any output.

    ``windows`` are the token ranges (first, last) that the encoder read together, in order and
    disjoint; a link is only ever scored within one. ``tags`` is (tokens, tags) unnormalised scores of
    the attribution tags in the order of ``sayso.models.labels.TAGS``. ``links`` is (tokens, roles, width):
    the link vectors by role, in the order of ``sayso.models.labels.LINK_ROLES``. ``transitions`` is
    (1 + tags, tags): what a tag gains at a window's start, then behind each other tag. ``acting`` is
    (tokens,): how far a place name stands for its government, people or team (above 0) rather than for
    the place (below), as a logit, read at the name's syntactic head, the token whose head lies outside of
    the name; it means nothing at any other token. Scores built by hand may leave it empty.
    """

    windows: tuple[tuple[int, int], ...]
    tags: Floats
    links: Floats
    transitions: Floats
    acting: Floats = field(default_factory=lambda: np.zeros(0, np.float32))


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """A report's language: tokens, sentences, paragraphs and entities in text order, and the encoder's
    scores.

    Each sentence's tokens form one tree under one root; no sentence runs over a paragraph's end.
    """

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[Paragraph, ...]
    entities: tuple[Entity, ...]
    scores: Scores


class Mode(StrEnum):
    """How much of the content stands in quotation marks: four fifths or more of its letters and digits,
    less, or none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's words or thoughts, as a report gives them.

    ``source``, ``cue`` and ``content`` are sorted, disjoint spans; ``source`` is empty when the report
    does not say who, ``cue`` when no word marks it, ``content`` never. ``parent`` is the index of the
    attribution in whose content this one stands.
    ``confidence`` is the probability, between 0 and 1, that an annotator would have marked this content
    with this source; it is calibrated on PolNeAR. ``reasons`` are sentences that can be shown to a
    person.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    mode: Mode
    parent: int | None = None
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the report: their spans, and ``text``, the spans' characters joined by " … "."""

    text: str
    spans: tuple[Span, ...]


class ActorKind(StrEnum):
    """What an actor is. An ``organ`` is a part of a state (a ministry, an army, a residence that stands
    for it); an ``organisation`` is no state's; an ``office`` is a post whose holder is not known; a
    ``group`` is people taken together; a ``document`` is a text that speaks without a named author."""

    PERSON = "person"
    STATE = "state"
    ORGAN = "organ"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    GROUP = "group"
    OFFICE = "office"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who speaks, or is spoken to.

    ``id`` is ``kind:slug`` ("state:ukraine", "outlet:financial-times"); where ``known``, it is the actor
    table's and means the same in every report; else it is made of the name, and two people of one name
    share it. An anonymous actor has no ``name``, and an id of its own, ``anon:report:number``, in the
    report that it is in. ``of`` is the id of the actor that this one is an organ of or belongs to, ``role``
    the post or description in the table's or the report's words; ``since`` and ``until`` are the ISO dates
    between which the table says that it holds, ``until`` included.

    For the anonymous: ``number`` is how many there are, in the report's words ("two", "one of the two"),
    ``condition`` the words that keep the name back ("on condition of anonymity"), ``reason`` those that
    say why.
    """

    id: str
    name: str | None
    kind: ActorKind
    of: str | None = None
    role: str | None = None
    since: str | None = None
    until: str | None = None
    known: bool = False
    number: str | None = None
    condition: Words | None = None
    reason: Words | None = None


class VoiceRole(StrEnum):
    """A voice's place in the chain: who publishes the report, who passed the words on, whose they are."""

    PUBLISHER = "publisher"
    RELAY = "relay"
    ORIGIN = "origin"


class Anonymity(StrEnum):
    """How much the report says of who it is: a name; a role that narrows it ("a French diplomat"); or
    neither ("sources", "an official")."""

    NAMED = "named"
    DESCRIBED = "described"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Voice:
    """One of those through whom a statement's words came.

    ``actor`` is an actor's id, ``name`` its name; both are absent where nothing says who is meant ("he",
    with nobody before him), and ``anonymity`` then is too. ``words`` and ``spans`` are the report's own
    words for it: absent and empty for a publisher that only the metadata names. ``confidence`` is how
    sure, from 0 to 1, that this actor is meant, ``why`` a sentence that can be shown to a person.
    """

    role: VoiceRole
    actor: str | None
    name: str | None
    anonymity: Anonymity | None
    words: str | None
    spans: tuple[Span, ...]
    confidence: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom it was said, in the report's words; ``actor`` and ``name`` are absent where nothing says
    who that is ("reporters")."""

    words: str
    spans: tuple[Span, ...]
    actor: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """Through whom an attribution's words came, outermost first, and to whom they were said."""

    voices: tuple[Voice, ...] = ()
    addressee: Addressee | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What `sayso.resolve` makes of a report: one chain for each attribution, in their order, and all
    actors that a chain names, in the order in which they come up."""

    chains: tuple[Chain, ...]
    actors: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution as the record keeps it. ``id`` is the report's id, a colon, and the statement's
    number in text order from 1; ``parent`` is the id of the statement in whose content this one stands.
    ``voices`` are those through whom the words came, outermost first: publisher, relays, origins. One
    without any but the publisher is the report's own."""

    id: str
    mode: Mode
    parent: str | None
    confidence: float
    source: Words | None
    cue: Words | None
    content: Words
    voices: tuple[Voice, ...] = ()
    addressee: Addressee | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What ``sayso read`` returns for one report: ``actors`` are all that its statements name."""

    report: Report
    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...] = ()
    schema: str = field(default="sayso/1")
