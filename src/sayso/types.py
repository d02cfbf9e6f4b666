"""The nouns of Sayso, each a frozen value.

Offsets are half-open code-point offsets into ``Report.text``, everywhere: ``text[start:end]`` is
exactly what the reader saw. The text is stored once and never rewritten.

Values that are made by the thousand (`Span`, `Token`) are named tuples; msgspec encodes a `Span` as
``[start, end]``. The rest are frozen, slotted dataclasses, encoded field by field.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
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


if TYPE_CHECKING:
    Floats = NDArray[np.float32]
else:
    Floats = Any
    """An array; NumPy takes 0.1 s to import, which a question to a ledger need not wait for."""


def _no_floats() -> Floats:
    import numpy as np

    return np.zeros(0, np.float32)


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
    acting: Floats = field(default_factory=_no_floats)


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
class Party:
    """Somebody whom a statement or an event is about, or is said to, in the report's words; ``actor`` and
    ``name`` are absent where nothing says who that is ("reporters")."""

    words: str
    spans: tuple[Span, ...]
    actor: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """Through whom an attribution's words came, outermost first, and to whom they were said."""

    voices: tuple[Voice, ...] = ()
    addressee: Party | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A phrase of the report that means an actor: a name, "the minister", "he". ``confidence`` is how sure
    that is, from 0 to 1, ``why`` a sentence that can be shown to a person."""

    span: Span
    actor: str
    name: str | None
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What `sayso.resolve` makes of a report: one chain for each attribution, in their order; every phrase
    that means an actor, in text order; all actors that a chain, a phrase or a credit names, in the order in
    which they come up; and the outlets that the report credits with a part of it."""

    chains: tuple[Chain, ...]
    actors: tuple[Actor, ...]
    references: tuple[Reference, ...] = ()
    credits: tuple[Party, ...] = ()


class Act(StrEnum):
    """What a statement does. The table of cues (`sayso.situate.acts`) says which words do what; a cue that
    it does not know is SAY. CLAIM is to assert without giving evidence, of which the report keeps its
    distance ("claimed", "alleged")."""

    SAY = "say"
    REPORT = "report"
    CONFIRM = "confirm"
    DENY = "deny"
    ACCUSE = "accuse"
    CRITICISE = "criticise"
    PRAISE = "praise"
    DEMAND = "demand"
    REQUEST = "request"
    PROPOSE = "propose"
    PROMISE = "promise"
    THREATEN = "threaten"
    WARN = "warn"
    AGREE = "agree"
    REJECT = "reject"
    REFUSE = "refuse"
    SUPPORT = "support"
    OPPOSE = "oppose"
    DOUBT = "doubt"
    PREDICT = "predict"
    CLAIM = "claim"
    THINK = "think"
    INTEND = "intend"


class Certainty(StrEnum):
    """How a statement's content is put: as a fact; with a doubt of its speaker's ("may"); at the report's
    distance ("reportedly"); hanging on a condition ("if"); as what is not so ("would have"); as to come."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    REPORTED = "reported"
    CONDITIONAL = "conditional"
    HYPOTHETICAL = "hypothetical"
    FUTURE = "future"


class Polarity(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"


class HedgeKind(StrEnum):
    """Whose doubt it is: the speaker's (HEDGE), the report's own (DISTANCE), or the report's by quotation
    marks around one or few words that nobody is quoted with (SCARE_QUOTES)."""

    HEDGE = "hedge"
    DISTANCE = "distance"
    SCARE_QUOTES = "scare-quotes"


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that take away from how sure something is."""

    kind: HedgeKind
    text: str
    spans: tuple[Span, ...]


class TimeKind(StrEnum):
    """TimeML's types of TIMEX3: a calendar date of any size, a time of day, a length, something recurring."""

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression (TIMEX3), or the place where one would stand.

    ``value`` is TimeML's ("2025-05-28", "2025-W22", "2025-05", "P30D", "PT10H", "PAST_REF"); None where it
    cannot be known. ``start`` and ``end`` are the first and last day of a date, the last included, as ISO
    dates, or its first and last moment where it is a time; None where there is no telling. ``modifier`` is
    TimeML's ("APPROX", "MORE_THAN", "START" …). ``why`` says in a sentence what the value follows from, or
    why there is none. With ``kind`` None there is no expression, and ``text`` and ``spans`` are empty too.
    """

    kind: TimeKind | None
    text: str | None
    spans: tuple[Span, ...]
    value: str | None
    start: str | None = None
    end: str | None = None
    modifier: str | None = None
    why: str = ""


class FigureKind(StrEnum):
    """What a number measures: how many (COUNT), how much money, a share of a hundred (PERCENT), or an amount
    of a unit (MEASURE)."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    MEASURE = "measure"


class Qualifier(StrEnum):
    """How a number is meant to bind."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    UP_TO = "up to"
    MORE_THAN = "more than"
    LESS_THAN = "less than"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts.

    ``spans`` are those of number, qualifier and unit; ``value`` is the number meant, magnitudes worked out
    ("1.5bn" is 1500000000), None for "dozens" and ranges; ``low`` and ``high`` are the least and the most
    that the words allow, None where they set no bound. ``unit`` is an ISO 4217 code for money ("USD"), "%"
    for a share, else the unit's name in the singular ("kilometre"), None for a count. ``counts`` are the
    words for what is counted, ``base`` those for what a share is of.
    """

    kind: FigureKind
    text: str
    spans: tuple[Span, ...]
    value: float | None
    low: float | None
    high: float | None
    qualifier: Qualifier = Qualifier.EXACT
    unit: str | None = None
    counts: Words | None = None
    base: Words | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The name of a place that is meant as a place, not as its government or team.

    ``name`` is the gazetteer's, ``country`` an ISO 3166-1 alpha-2 code, ``geonames`` the GeoNames number,
    ``latitude`` and ``longitude`` decimal degrees (WGS 84). All are None where the name could mean several
    places and nothing decides, or where the gazetteer has none; ``why`` says which, or what decided.
    """

    text: str
    spans: tuple[Span, ...]
    name: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    why: str = ""


class ConditionKind(StrEnum):
    """What ties a content to what it hangs on; with DESPITE and ALTHOUGH it holds all the same."""

    IF = "if"
    ONLY_IF = "only if"
    UNLESS = "unless"
    WITHOUT = "without"
    PROVIDED = "provided"
    AFTER = "after"
    UNTIL = "until"
    IN_RETURN = "in return"
    CONTINGENT = "contingent"
    SUBJECT_TO = "subject to"
    DESPITE = "despite"
    ALTHOUGH = "although"


class ConditionStatus(StrEnum):
    """How the condition stands: not said (OPEN), somebody asks for it (DEMANDED), it is not there (ABSENT),
    or somebody will not grant it (REFUSED)."""

    OPEN = "open"
    DEMANDED = "demanded"
    ABSENT = "absent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a content hangs on, in the report's words, the word that ties it included."""

    kind: ConditionKind
    text: str
    spans: tuple[Span, ...]
    status: ConditionStatus = ConditionStatus.OPEN
    concession: bool = False
    why: str = ""


class EventKind(StrEnum):
    """The root types of events of PLOVER (the Political Language Ontology for Verifiable Event Records)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class EventStatus(StrEnum):
    """Whether it came to pass: it did; it is an event of the past that the report looks back on; it is yet
    to come, or planned; it is only thought of; it is said not to be."""

    HAPPENED = "happened"
    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True)
class Event:
    """Something done between parties, coded by PLOVER.

    ``id`` is the report's id, ":e" and a number in text order from 1. ``mode`` is PLOVER's, in lower case
    ("airstrike"), ``contexts`` PLOVER's too. ``cue`` are the words that tell of it. ``statements`` are the
    ids of those that report it, or that are it where it is a speech act (``speech``); without any, the report
    tells of it in its own voice, and gives no words of a speech act. ``magnitude`` are the figures that
    measure it.
    """

    id: str
    kind: EventKind
    mode: str | None
    status: EventStatus
    cue: Words
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    time: Time | None = None
    places: tuple[Place, ...] = ()
    magnitude: tuple[Figure, ...] = ()
    contexts: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    speech: bool = False
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()


NO_TIME = Time(None, None, (), None, why="The report gives no time.")


@dataclass(frozen=True, slots=True)
class Situation:
    """What `sayso.situate` makes of an attribution.

    ``act_known`` is whether the table of cues has the cue; ``plover`` is the PLOVER type of the act where it
    has one. ``target`` is whom it is about (accused, asked, threatened, supported …); ``proposal`` the
    words for what is proposed, demanded, rejected, supported, judged. ``said`` is when it was said,
    ``times`` what the content dates. ``about`` are the actors that the content means, in text order.
    ``reasons`` are sentences that can be shown to a person.
    """

    act: Act = Act.SAY
    act_known: bool = False
    plover: EventKind | None = None
    target: Party | None = None
    proposal: Words | None = None
    certainty: Certainty = Certainty.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    hedges: tuple[Hedge, ...] = ()
    said: Time = NO_TIME
    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    places: tuple[Place, ...] = ()
    conditions: tuple[Condition, ...] = ()
    about: tuple[Reference, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution as the record keeps it. ``id`` is the report's id, a colon, and the statement's
    number in text order from 1; ``parent`` is the id of the statement in whose content this one stands.
    ``voices`` are those through whom the words came, outermost first: publisher, relays, origins. One
    without any but the publisher is the report's own. From ``target`` on the fields are `Situation`'s."""

    id: str
    mode: Mode
    parent: str | None
    confidence: float
    source: Words | None
    cue: Words | None
    content: Words
    voices: tuple[Voice, ...] = ()
    addressee: Party | None = None
    target: Party | None = None
    proposal: Words | None = None
    act: Act = Act.SAY
    act_known: bool = False
    plover: EventKind | None = None
    certainty: Certainty = Certainty.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    hedges: tuple[Hedge, ...] = ()
    said: Time = NO_TIME
    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    places: tuple[Place, ...] = ()
    conditions: tuple[Condition, ...] = ()
    about: tuple[Reference, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one of several reports: ``spans`` are offsets into the text of ``report`` (its id), ``text``
    is what stands there, the spans' characters joined by " … "."""

    report: str
    spans: tuple[Span, ...]
    text: str


class DisputeKind(StrEnum):
    """How two statements are at odds: one denies that the other is so (DENIES); one turns down or calls false
    what the other says, asks or proposes (REJECTS); the report sets them against each other ("however",
    "but", "insisted") (CONTRASTS); they say the opposite of each other (CONTRADICTS); they give different
    figures for one count (FIGURES); they take opposite sides on one proposal (OPPOSES)."""

    DENIES = "denies"
    REJECTS = "rejects"
    CONTRASTS = "contrasts"
    CONTRADICTS = "contradicts"
    FIGURES = "figures"
    OPPOSES = "opposes"


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two statements at odds.

    ``statement`` is the id of the one that disputes (the later one, where they merely differ), ``against``
    of the one disputed; None where the report tells what is denied in the denial's own words only, and then
    ``denied`` are those words. ``evidence`` are the words that show it, at least one passage.
    ``confidence`` is between 0 and 1, ``why`` a sentence that can be shown to a person.
    """

    kind: DisputeKind
    statement: str
    against: str | None
    evidence: tuple[Passage, ...]
    denied: Passage | None = None
    confidence: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements, in one or many reports, that say the same thing.

    ``statements`` are their ids, the earliest published first (ties by the report's id; of one report, what
    is told before the mere matter of a deed, longer before shorter; undated ones last). ``id`` is the first
    one's. ``wording`` is the id of the statement whose words stand for the claim. ``reasons`` say, one
    sentence a pair that was joined, why they are the same.
    """

    id: str
    statements: tuple[str, ...]
    wording: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """A passage that stands in two reports in the same or nearly the same words.

    ``earlier`` and ``later`` are as far as time and credit tell; where they do not (``directed`` is False),
    they are in order of the reports' ids. ``words`` is how many running words they share, ``why`` says which
    way it went and what tells it.
    """

    earlier: Passage
    later: Passage
    words: int
    directed: bool
    why: str


class OriginKind(StrEnum):
    """What stands at the root of a claim: a voice with a name; one without; a public event or document that
    several outlets witnessed or read; nobody, since an outlet gives no source."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    PUBLIC = "public"
    UNSOURCED = "unsourced"


@dataclass(frozen=True, slots=True)
class Origin:
    """One root of a claim, after folding.

    ``id`` is unique within the claim. ``actor``, ``name`` and ``words`` say who it is; None where nobody is
    named. ``outlets`` are the names of those that had it from there themselves (its witnesses), in order of
    time. ``statements`` are the ids of all that come from it. ``perhaps`` are the ids of other origins of the
    claim with which it may be one and the same (two unnamed officials). ``counts`` is whether it is an
    independent origin: unsourced outlets are none. ``why`` is a sentence that can be shown to a person.
    """

    id: str
    kind: OriginKind
    actor: str | None
    name: str | None
    words: str | None
    outlets: tuple[str, ...]
    statements: tuple[str, ...]
    perhaps: tuple[str, ...] = ()
    counts: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step on a claim's way: from whom ``giver`` to whom ``taker`` it passed, both names of nodes
    ("outlet:financial-times", an origin's id). ``how`` is "told", "cited", "copied" or "witnessed";
    ``statements`` are the ids of the statements that show it, ``why`` says what tells it."""

    giver: str
    taker: str
    how: str
    statements: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """How one claim travelled: its origins, the outlets that carry it, and the steps between them, outermost
    giver first. ``independent`` is the number of independent origins, ``at_least`` the number where all that
    may be one are one. ``outlets`` are the names of all that carry it, in order of time. ``verdict`` is one
    plain sentence for a person."""

    claim: str
    origins: tuple[Origin, ...]
    steps: tuple[Step, ...]
    outlets: tuple[str, ...]
    independent: int
    at_least: int
    verdict: str


class Stance(StrEnum):
    """Where an actor stands on something proposed or claimed."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    DEMANDS = "demands"
    REFUSES = "refuses"
    PROPOSES = "proposes"
    PROMISES = "promises"
    DOUBTS = "doubts"
    CONFIRMS = "confirms"
    DENIES = "denies"


@dataclass(frozen=True, slots=True)
class Position:
    """An actor's stance on a proposal or claim at one time.

    ``topic`` is the id shared by all positions on one proposal: the id of the statement that first has it.
    ``proposal`` are the words for it. ``since`` is when it was first said or, failing that, published (ISO
    8601), None where neither is known; ``statements`` are the ids of those that show it, the first reported
    first; ``through`` the names of the outlets and relays that brought it. ``before`` is the stance that the
    same actor took before, where it changed sides. ``confidence`` is between 0 and 1, ``why`` a sentence for
    a person.
    """

    actor: str
    name: str | None
    stance: Stance
    topic: str
    proposal: Passage
    since: str | None
    statements: tuple[str, ...]
    through: tuple[str, ...] = ()
    before: Stance | None = None
    why: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Story:
    """Reports about one event. ``reports`` are their ids, the earliest published first, undated ones last;
    ``id`` is "story:" and the first one's id. ``title`` is the first report's title; ``why`` says what they
    share."""

    id: str
    reports: tuple[str, ...]
    title: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What ``sayso read`` returns for one report: ``actors`` are all that its statements, events and credits
    name; ``credits`` the outlets that had a part in it ("The Associated Press contributed to this report"),
    where it does not say which statements came through them; ``disputes`` the pairs of its statements that
    are at odds."""

    report: Report
    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    credits: tuple[Party, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    schema: str = field(default="sayso/1")
