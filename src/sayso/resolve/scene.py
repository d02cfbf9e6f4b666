"""One report's attributions, each with its chain: the cast, the trees and the pronouns brought together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sayso.quotation import quotations
from sayso.resolve.anonymity import kept_back
from sayso.resolve.cast import Met
from sayso.resolve.casting import Casting
from sayso.resolve.chain import (
    Told,
    addressee,
    agency,
    between,
    each_speaker,
    frame,
    origin_of_cited,
    other_speaker,
    relays,
)
from sayso.resolve.coreference import Among, Coreference
from sayso.resolve.described import PRONOUNS
from sayso.resolve.gender import Gender
from sayso.resolve.interview import turns
from sayso.resolve.member import Member
from sayso.resolve.mentions import Mention, MentionKind, mentions
from sayso.resolve.naming import characters, naming
from sayso.resolve.nouns import FIRST_PERSONS_OWN, SPEAKERS
from sayso.resolve.phrases import COUNTS
from sayso.resolve.references import References, reference
from sayso.resolve.table import ActorTable
from sayso.spans import joined
from sayso.trees import Trees
from sayso.types import (
    Actor,
    ActorKind,
    Anonymity,
    Attribution,
    Chain,
    Parse,
    Party,
    Reference,
    Report,
    Span,
    Voice,
    VoiceRole,
)

_FIRST_PERSON = frozenset(["i", "we", "me", "us", "my", "our", "myself", "ourselves", "mine", "ours"])
_SECOND_PERSON = frozenset(["you", "your", "yours", "yourself"])
Means = Callable[[Mention], Met | None]
"""Whom a name or noun means, if anybody."""


class Scene:
    """A report with all that is needed to say who speaks in it."""

    def __init__(self, report: Report, parse: Parse, table: ActorTable, day: date | None) -> None:
        self.report, self.parse = report, parse
        self.trees = Trees(report.text, parse)
        self.cast = Casting(self.trees, report.id, table, day)
        marks = [mark for p in parse.paragraphs for mark in quotations(report.text, p.start, p.end)]
        self._mentions = mentions(report, parse, marks)
        self._mention_at = {mention.head: mention for mention in self._mentions if not mention.parts}
        self._names = sorted(m.head for m in self._mentions if m.kind is MentionKind.NAME and not m.parts)
        self._names_met = 0
        self._coreference = Coreference(report, parse, self._mentions)
        self._publisher = (
            self.cast.outlet(report.outlet.name, report.outlet.domain) if report.outlet else None
        )
        self._agency = agency(self.cast, report)
        self._phrases = References(self.cast, parse, self._mentions)
        self._turns = turns(report, self.cast)
        self._paragraphs = [paragraph.first for paragraph in parse.paragraphs]
        self._asking: set[int] = set()
        self.cast.pronoun = self._whose
        self._attributions: tuple[Attribution, ...] = ()
        self._chains: dict[int, Chain] = {}

    def chains(self, attributions: tuple[Attribution, ...]) -> tuple[Chain, ...]:
        """A chain for each attribution, in their order."""
        self._attributions = attributions
        for index in range(len(attributions)):
            self._chain(index)
        return tuple(self._settled(self._chains[index]) for index in range(len(attributions)))

    def _settled(self, chain: Chain) -> Chain:
        """A chain with the names and ids that its actors have at the report's end: a name can grow."""
        voices = tuple(
            replace(voice, actor=member.id, name=member.name)
            if (member := self._by_id(voice.actor)) and (member.id, member.name) != (voice.actor, voice.name)
            else voice
            for voice in chain.voices
        )
        told = chain.addressee
        member = self._by_id(told.actor) if told else None
        return Chain(voices, replace(told, actor=member.id, name=member.name) if told and member else told)

    def references(self) -> tuple[Reference, ...]:
        """Every phrase that means an actor, in text order; to be asked after `chains`, so that nobody is met
        too early."""
        nouns = [m for m in self._mentions if not m.parts and m.kind is not MentionKind.PRONOUN]
        nouns.sort(key=lambda mention: mention.last - mention.first, reverse=True)
        nouns.sort(key=lambda mention: mention.sentence)
        found = [r for mention in nouns for r in self._phrases.of(mention)]
        for mention in self._mentions:
            if mention.kind is MentionKind.PRONOUN:
                met = [met for _, met in self._group(mention.head)]
                one = None if met else self._pronoun(mention.head, None, self._phrases.met)
                span = Span(mention.start, mention.end)
                found += [reference(span, each) for each in ([one] if one else met)]
        return tuple(sorted(dict.fromkeys(found), key=lambda r: (r.span.start, -r.span.end)))

    def actors(
        self, chains: tuple[Chain, ...], references: tuple[Reference, ...], credited: tuple[Party, ...] = ()
    ) -> tuple[Actor, ...]:
        """The actors that chains and phrases name, and those that these belong to, in the order of coming
        up."""
        named = [v.actor for c in chains for v in c.voices]
        named += [c.addressee.actor for c in chains if c.addressee]
        named += [reference.actor for reference in references]
        named += [party.actor for party in credited]
        out: dict[str, Actor] = {}
        for first in named:
            actor = first
            while actor and actor not in out:
                member = self._by_id(actor)
                entry = member.actor() if member else self.cast.table.get(actor)
                if entry is None or entry.id in out:
                    break
                owner = self._by_id(entry.of)
                entry = replace(entry, of=owner.id) if owner else entry
                out[entry.id] = entry
                actor = entry.of
        return tuple(out.values())

    def _chain(self, index: int) -> Chain:
        if index not in self._chains:
            self._chains[index] = self._made(self._attributions[index])
        return self._chains[index]

    def _made(self, attribution: Attribution) -> Chain:
        voices = [self._publishing()] if self._publisher else []
        parent = None if attribution.parent is None else self._chain(attribution.parent)
        if parent:
            voices = [self._as_relay(voice) for voice in parent.voices]
        elif self._agency and self._agency.met.member is not self._publisher:
            voices.append(self._voice(VoiceRole.RELAY, self._agency.met, self._agency.span))
        trees, cast = self.trees, self.cast
        source = trees.inside(attribution.source)
        top = trees.top(source) if source else None
        self._meet_names(before=source[0] if source else 0)
        inside, cues = frame(trees, attribution), trees.inside(attribution.cue)
        passing = relays(cast, inside, cues, top)
        met = self._speakers(top, passing, parent, attribution) if top is not None else []
        origins = self._behind(met, inside, cues, attribution, top)
        self._phrases.speaking.update(head for head, _, _ in (*met, *origins))
        if origins is not met:
            passing = [Told(head, span, who) for head, span, who in met if who] + passing
        speakers = {who.member.id for _, _, who in origins if who}
        voices = [v for v in voices if v.role is VoiceRole.PUBLISHER or v.actor not in speakers]
        known = {voice.actor for voice in voices if voice.role is not VoiceRole.PUBLISHER}
        if not passing and not parent:
            voices += self._through_before(origins)
        for told in passing:
            if told.met.member.id not in speakers | known:
                voices.append(self._voice(VoiceRole.RELAY, told.met, told.span))
        spoke: set[str] = set()
        for _, span, who in origins:
            if who is None or who.member.id not in spoke:  # one name may be told as two
                voices.append(self._voice(VoiceRole.ORIGIN, who, span))
            spoke.update({who.member.id} if who else ())
        self._keep_back(origins, inside)
        return Chain(tuple(voices), self._addressee(inside, cues, top, passing, parent))

    def _meet_names(self, before: int) -> None:
        """Meet all who are named up to a token, so that a second mention finds them."""
        while self._names_met < len(self._names) and self._names[self._names_met] < before:
            mention = self._mention_at[self._names[self._names_met]]
            if not self._phrases.is_adjective(mention):
                self.cast.meet(mention.head)
            self._names_met += 1

    def _through_before(self, origins: list[tuple[int, Span, Met | None]]) -> list[Voice]:
        """The outlet through which an anonymous voice spoke before, where it speaks again."""
        relays = {who.member.relay for _, _, who in origins if who and who.member.relay}
        found = [member for relay in sorted(filter(None, relays)) if (member := self._by_id(relay))]
        why = "The same voice spoke through it before."
        return [Voice(VoiceRole.RELAY, m.id, m.name, Anonymity.NAMED, None, (), 0.7, why) for m in found]

    def _publishing(self) -> Voice:
        member = self._publisher
        assert member is not None
        why = "The report’s metadata names its publisher."
        return Voice(VoiceRole.PUBLISHER, member.id, member.name, Anonymity.NAMED, None, (), 1.0, why)

    def _as_relay(self, voice: Voice) -> Voice:
        role = VoiceRole.RELAY if voice.role is VoiceRole.ORIGIN else voice.role
        return Voice(
            role,
            voice.actor,
            voice.name,
            voice.anonymity,
            voice.words,
            voice.spans,
            voice.confidence,
            voice.why,
        )

    # Who speaks.

    def _speakers(
        self, top: int, passing: list[Told], parent: Chain | None, attribution: Attribution
    ) -> list[tuple[int, Span, Met | None]]:
        """Each member of the source: its head, its characters, and who it is, if that can be told."""
        relay = passing[0].met.member.id if passing else None
        source = set(self.trees.inside(attribution.source))
        out = []
        for head in each_speaker(self.trees, top):
            if head not in source:
                continue
            out.append(
                (head, self._span(head, attribution, alone=len(source) > 1), self._who(head, relay, parent))
            )
        if len(out) == 1 and (group := self._group(out[0][0])):
            return [(head, out[0][1], met) for head, met in group]
        if len(out) == 1:
            first = attribution.source[0]
            out = [
                (
                    out[0][0],
                    Span(first.start, attribution.source[-1].end) if len(attribution.source) == 1 else first,
                    out[0][2],
                )
            ]
        return out

    def _group(self, head: int) -> list[tuple[int, Met]]:
        """The members of the coordination that a plural pronoun means: "they"."""
        mention = self._mention_at.get(head)
        if self.trees.tokens[head].pos != "PRON" or mention is None:
            return []
        choice = self._coreference.antecedent(mention)
        parts = self._mentions[choice.mention].parts if choice else ()
        out = []
        for part in parts:
            met = self.cast.meet(self._mentions[part].head)
            if choice:
                out.append((head, Met(met.member, choice.confidence, choice.why)))
        return out

    def _span(self, head: int, attribution: Attribution, alone: bool) -> Span:
        span = characters(self.trees, naming(self.trees, head))
        start, end = attribution.source[0].start, attribution.source[-1].end
        return Span(max(span.start, start), min(span.end, end)) if alone else Span(start, end)

    def _who(self, head: int, relay: str | None, parent: Chain | None) -> Met | None:
        token = self.trees.tokens[head]
        word = self.trees.word(head).lower()
        if (token.pos == "PRON" and (word in PRONOUNS or word in COUNTS)) or word in _FIRST_PERSON:
            return self._pronoun(head, parent)
        owners = [self.trees.word(i).lower() for i in self.trees.children(head, "nmod")]
        if token.lemma in FIRST_PERSONS_OWN and set(owners) & _FIRST_PERSON:
            return self._pronoun(next(i for i in self.trees.children(head, "nmod")), parent)
        return self.cast.meet(head, relay)

    def _can_speak(self, pronoun: Mention) -> Among:
        """Whom a pronoun that speaks can mean: no "explosion", and of "he" no party."""
        if self.trees.word(pronoun.head).lower() in ("who", "whom"):
            return lambda _: True
        lives = pronoun.gender in (Gender.MALE, Gender.FEMALE)
        return self._can_be_somebody if lives else self._speaks

    def _can_be_somebody(self, mention: Mention) -> bool:
        if mention.kind is not MentionKind.NAME or mention.parts:
            return self._speaks(mention)
        if self.cast.has_met(mention.head):
            return self.cast.meet(mention.head).member.kind is ActorKind.PERSON
        return not self.cast.is_body(naming(self.trees, mention.head))

    def _speaks(self, mention: Mention) -> bool:
        if mention.kind is not MentionKind.NOMINAL or mention.animate or mention.parts:
            return True
        return self.trees.tokens[mention.head].lemma.lower() in SPEAKERS

    def _whose(self, head: int) -> Member | None:
        """Whom a possessive pronoun means; nobody where the answer would hang on itself."""
        if head in self._asking:
            return None
        self._asking.add(head)
        met = self._pronoun(head, None)
        self._asking.discard(head)
        return met.member if met else None

    def _pronoun(self, head: int, parent: Chain | None, means: Means | None = None) -> Met | None:
        """Whom a pronoun means: the speaker, inside a quotation, or the antecedent that fits best. ``means``
        says whom a name or noun means; without it, whoever it is speaks."""
        word = self.trees.word(head).lower()
        mention = self._mention_at.get(head)
        if word in _FIRST_PERSON:
            speaker = self._speaker_around(head, parent)
            why = f"“{self.trees.word(head)}” is whoever is quoted."
            return Met(speaker, 0.85, why) if speaker else None
        if word in _SECOND_PERSON and self._turns:
            asked = self._speaker_around(head, parent)
            return Met(asked, 0.7, f"“{self.trees.word(head)}” is who is interviewed.") if asked else None
        if mention is None:
            return None
        choice = self._coreference.antecedent(mention, None if means else self._can_speak(mention))
        if choice is None:
            return None
        antecedent = self._mentions[choice.mention]
        if antecedent.parts:
            return None
        if self.trees.tokens[antecedent.head].pos == "PRON":
            met = self._pronoun(antecedent.head, parent, means) if antecedent.head != head else None
            return met and Met(met.member, min(met.confidence, choice.confidence), choice.why)
        met = means(antecedent) if means else self.cast.meet(antecedent.head)
        if met is None:
            return None
        met.member.mentioned(head)
        return Met(met.member, choice.confidence, choice.why)

    def _speaker_around(self, head: int, parent: Chain | None) -> Member | None:
        """Who says the words in which a first person stands."""
        chain = parent
        if chain is None:
            token = self.trees.tokens[head]
            for index, attribution in enumerate(self._attributions):
                if index in self._chains and any(
                    s.start <= token.start and token.end <= s.end for s in attribution.content
                ):
                    chain = self._chains[index]
        origins = [v for v in chain.voices if v.role is VoiceRole.ORIGIN] if chain else []
        if not origins and self._turns:
            turn = self._turns.get(bisect_right(self._paragraphs, head) - 1)
            second = self.trees.word(head).lower() in _SECOND_PERSON
            return (turn.listener if second else turn.speaker) if turn else None
        return self._by_id(origins[-1].actor) if origins else None

    def _by_id(self, actor: str | None) -> Member | None:
        """The member that has an id, or had it before its name grew."""
        if actor is None:
            return None
        return next((m for m in self.cast.members if m.id == actor or actor in m.former), None)

    def _behind(
        self,
        met: list[tuple[int, Span, Met | None]],
        inside: list[int],
        cues: list[int],
        attribution: Attribution,
        top: int | None,
    ) -> list[tuple[int, Span, Met | None]]:
        """Who stands behind an outlet that is the source, where the report says so; else the source."""
        content = self.trees.inside(attribution.content)
        cited = between(self.trees, inside, content, top) if len(met) == 1 and top is not None else None
        if cited is not None and met[0][2] and not set(cues) & set(self.trees.children(cited, "case")):
            span = characters(self.trees, naming(self.trees, cited))
            return [(cited, span, self._who(cited, None, None))]
        if len(met) != 1 or met[0][2] is None or met[0][2].member.kind is not ActorKind.OUTLET or top is None:
            return met
        head = origin_of_cited(self.cast, inside, cues, content)
        if head is None and any("according" in self.trees.word(i).lower() for i in cues):
            further = self.trees.inside(attribution.content[1:])  # "…”, officials said, according to …"
            main = [i for i in content if self.trees.tokens[i].pos == "VERB"]
            main = [i for i in main if self.trees.tokens[i].head not in content]
            head = other_speaker(self.trees, [*inside, *further, *main[:1]], top)
        if head is None or head == top:
            return met
        relay = met[0][2].member.id
        return [
            (other, characters(self.trees, naming(self.trees, other)), self._who(other, relay, None))
            for other in each_speaker(self.trees, head)
        ]

    def _voice(self, role: VoiceRole, met: Met | None, span: Span) -> Voice:
        words = joined(self.report.text, (span,))
        if met is None:
            why = f"Nothing in the report says surely who “{words}” is."
            return Voice(role, None, None, None, words, (span,), 0.0, why)
        member = met.member
        return Voice(
            role, member.id, member.name, member.anonymity, words, (span,), round(met.confidence, 3), met.why
        )

    def _keep_back(self, origins: list[tuple[int, Span, Met | None]], inside: list[int]) -> None:
        """Give the anonymous their condition of anonymity, where their sentence has one."""
        hidden = [who.member for _, _, who in origins if who and who.member.anonymity is not Anonymity.NAMED]
        if not hidden or not inside:
            return
        for number in sorted({self.trees.number_of_sentence(i) for i in inside}):
            first, last = self.parse.sentences[number]
            tokens = self.parse.tokens
            kept = kept_back(self.report.text, tokens[first].start, tokens[last - 1].end)
            if kept:
                for member in hidden:
                    member.condition, member.reason = kept

    def _addressee(
        self, inside: list[int], cues: list[int], top: int | None, passing: list[Told], parent: Chain | None
    ) -> Party | None:
        head = addressee(self.cast, inside, cues, top)
        if head is None:
            interviewer = next((told for told in passing if told.head >= 0), None)
            return self._told_outlet(interviewer) if interviewer else None
        span = characters(self.trees, naming(self.trees, head))
        words = joined(self.report.text, (span,))
        for told in passing:
            if told.head in self.trees.below(head):
                return Party(words, (span,), told.met.member.id, told.met.member.name)
        who = self._who(head, None, parent)
        if who is None or who.member.anonymity is not Anonymity.NAMED:
            return Party(words, (span,))
        return Party(words, (span,), who.member.id, who.member.name)

    def _told_outlet(self, told: Told) -> Party | None:
        """An outlet in whose interview it was said is spoken to, too."""
        above = self.trees.tokens[told.head].head
        if above < 0 or self.trees.tokens[above].lemma not in ("interview", "speak", "talk"):
            return None
        words = joined(self.report.text, (told.span,))
        return Party(words, (told.span,), told.met.member.id, told.met.member.name)
