"""What is proposed, demanded, promised, agreed, rejected, supported or doubted, in the report's words."""

from __future__ import annotations

from sayso.situate.acts.content import Head
from sayso.situate.acts.cues import Cue, followed_by
from sayso.situate.acts.parties import somebody
from sayso.situate.acts.phrases import clause_spans, led_by, noun_spans
from sayso.situate.acts.targets import Targets
from sayso.situate.ground import Ground
from sayso.spans import words
from sayso.types import Act, Party, Span, Words
from sayso.words import word_set

ON_SOMETHING = frozenset(
    [
        Act.DEMAND,
        Act.REQUEST,
        Act.PROPOSE,
        Act.PROMISE,
        Act.AGREE,
        Act.REJECT,
        Act.REFUSE,
        Act.SUPPORT,
        Act.OPPOSE,
        Act.DOUBT,
        Act.INTEND,
    ]
)
"""Acts on a proposal."""

STANDS_FOR = word_set("""
    demand move step proposal idea plan claim charge accusation allegation suggestion offer request
    call condition notion assertion position decision measure option scenario scheme prospect figure
    theory description
""")
"""Nouns that, with "a", stand for what was told right before them ("…, a demand that it rejects")."""

_TAKEN = word_set(
    "tolerate accept allow permit recognise recognize support approve back endorse discuss consider sign"
)
"""Verbs whose object is the proposal: who "will not tolerate" it refuses it."""

_LED = ("for", "to", "on", "upon", "with", "of", "against", "about", "in", "over", "from", "at")
"""Prepositions that lead to a proposal, the likeliest first."""

_BETWEEN = 40
"""How many characters the tree may have given to something else in the middle of a proposal."""

_ASKED = frozenset(["by", "for", "from"])
"""Who asks, and for what."""

_CIRCUMSTANCES = frozenset(["date", "time", "state", "place", "facility"])
_BREAKS = frozenset(",;:–—()\n")
_RELATIVE = frozenset(["which", "that", "who", "whom"])
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON"])
_OPENING = frozenset(["to", "that", "for", "from", "on", "of", "against"])
_CLAUSES = ("xcomp", "ccomp", "acl", "advcl")


class Proposals:
    """Finds the proposal of an act; ``target`` is left out of it."""

    def __init__(self, ground: Ground, targets: Targets) -> None:
        self.ground, self.trees, self.targets = ground, ground.trees, targets

    def of_cue(self, act: Act, cue: Cue, target: Party | None) -> Words | None:
        """The proposal that a cue's own words lead to."""
        if act not in ON_SOMETHING or cue.anchor is None or cue.entry is None:
            return None
        anchor = cue.anchor
        if act is Act.REFUSE and cue.entry.act in (Act.SAY, Act.CONFIRM, Act.REPORT):  # "would not say"
            return self._words(clause_spans(self.trees, anchor))
        if cue.entry.flag == "control":
            if self._about(anchor):
                return self._words(self._related(anchor))
            followed = followed_by(self.trees, anchor)
            if followed is not None and self.trees.tokens[followed].pos in ("VERB", "AUX"):
                return self._words(self._done(followed))
        return self._words(self._led_to(anchor, cue.entry.words, target))

    def of_content(self, head: Head, target: Party | None) -> Words | None:
        """The proposal in what a content says."""
        if head.act not in ON_SOMETHING:
            return None
        if head.entry is not None:
            if head.entry.flag == "control" and (followed := followed_by(self.trees, head.top)) is not None:
                return self._words(self._done(followed))
            return self._words(self._led_to(head.top, head.entry.words, target))
        if head.act is Act.DEMAND and target is None:
            return self._words(clause_spans(self.trees, head.top, whole=True))
        return self._words(self._done(head.top))

    def _words(self, spans: tuple[Span, ...]) -> Words | None:
        """The words of spans, with what little stands between them, but for a comma or dash."""
        out: list[Span] = []
        for span in spans:
            between = self.ground.text[out[-1].end : span.start] if out else ""
            if out and len(between) <= _BETWEEN and not set(between) & _BREAKS:
                out[-1] = Span(out[-1].start, span.end)
            else:
                out.append(span)
        return words(self.ground.text, tuple(out))

    def _done(self, verb: int) -> tuple[Span, ...]:
        """What is to be done, or not: a verb phrase; the object of a verb of accepting; what a relative
        clause is about, where the object is its pronoun."""
        trees = self.trees
        for child in trees.children(verb, "obj"):
            if trees.word(child).lower() in _RELATIVE and not trees.children(child):
                return self._related(verb)
            if trees.tokens[verb].lemma.lower() in _TAKEN and trees.word(child).lower() != "it":
                return noun_spans(trees, child)
        return clause_spans(trees, verb)

    def _about(self, verb: int) -> bool:
        """Whether a verb's object is a relative pronoun; the tree may call it an adjunct."""
        return any(
            self.trees.word(i).lower() in _RELATIVE and not self.trees.children(i)
            for i in self.trees.children(verb, "obj", "obl", "iobj")
            if i < verb
        )

    def _related(self, verb: int) -> tuple[Span, ...]:
        """What the relative clause around a verb is about; nothing where there is none."""
        at = verb
        while at >= 0 and self.trees.tokens[at].relation != "acl":
            at = self.trees.tokens[at].head
        return self._antecedent(at) if at >= 0 and self.trees.tokens[at].head >= 0 else ()

    def _led_to(self, anchor: int, cue: tuple[str, ...], target: Party | None) -> tuple[Span, ...]:
        """The object, clause or prepositional phrase of a cue."""
        trees = self.trees
        if trees.tokens[anchor].relation == "case":  # "is against the plan"
            head = trees.tokens[anchor].head
            return () if self._is(head, target) else noun_spans(trees, head)
        if trees.tokens[anchor].pos == "VERB" and self.targets.passive(anchor):
            clauses = self._clauses(anchor, target)
            if clauses:
                return clauses
            led = set(cue[1:]) & set(_LED)  # "is opposed to the quarry" is no passive
            if led and (found := self._phrase(anchor, cue, target)):
                return found
            subjects = [i for i in trees.children(anchor, "nsubj") if not self._is(i, target)]
            if subjects and trees.word(subjects[0]).lower() not in _RELATIVE:
                return noun_spans(trees, subjects[0])
            return self._related(anchor)
        objects = [
            i for i in trees.children(anchor, "obj") if not self._is(i, target) and not self._timely(i)
        ]
        objects.sort(key=lambda i: somebody(self.ground, i))  # "granted the mayor an extension"
        if self._about(anchor):
            return self._related(anchor)  # "a report, which they vowed to ignore"
        carried = [i for i in objects if trees.tokens[i].lemma.lower() in cue[1:]]
        for index in carried or [anchor]:
            if clauses := self._clauses(index, target):
                return clauses
        for head in objects:
            if head in carried:
                continue
            return noun_spans(trees, head) + self._strayed(anchor, head)
        above = trees.tokens[anchor].head if trees.tokens[anchor].relation == "obj" else -1
        for index in [*carried, anchor, *([above] if above >= 0 else [])]:  # "voiced doubts on Monday about"
            if found := self._phrase(index, cue, target):
                return found
        who = [trees.word(i).lower() for i in trees.children(anchor, "nsubj")]
        gap = trees.tokens[anchor].relation == "acl" and trees.tokens[anchor].pos == "VERB"
        return self._related(anchor) if gap and who and who[0] not in _RELATIVE else ()

    def _strayed(self, verb: int, noun: int) -> tuple[Span, ...]:
        """Phrases of a noun that asks which the tree gave to its verb: "rejected a demand *by France for a
        pause*"."""
        trees = self.trees
        if trees.tokens[noun].lemma.lower() not in STANDS_FOR:
            return ()
        strayed = [i for i in trees.children(verb, "obl") if i > noun and trees.case(i) in _ASKED]
        return tuple(
            Span(trees.tokens[min(trees.below(i))].start, noun_spans(trees, i)[-1].end) for i in strayed
        )

    def _clauses(self, anchor: int, target: Party | None) -> tuple[Span, ...]:
        """The clause that a cue governs, without the target where that is its subject."""
        trees = self.trees
        noun = trees.tokens[anchor].pos == "NOUN"
        # "Accepted the request, to prove that …": with an object, an infinitive behind it is a purpose.
        held = any(not somebody(self.ground, i) for i in trees.children(anchor, "obj"))
        for clause in trees.children(anchor, *_CLAUSES):
            token = trees.tokens[clause]
            marks = {trees.word(i).lower() for i in trees.children(clause, "mark")}
            loose = token.relation == "advcl" and (held or not marks & _OPENING)
            relative = token.relation == "acl" and (not noun or not marks)
            what_as = any(trees.word(i).lower() == "as" for i in trees.children(clause, "case"))
            if clause < anchor or loose or relative or (held and what_as):  # "the claim as an invention"
                continue
            subjects = trees.children(clause, "nsubj")
            mine = [i for i in subjects if self._is(i, target)]
            spans = clause_spans(trees, clause, whole=bool(subjects) and not mine)
            start = trees.tokens[anchor].end
            return tuple(span for span in spans if span.start >= start) or spans
        return ()

    def _phrase(self, index: int, cue: tuple[str, ...], target: Party | None) -> tuple[Span, ...]:
        """The prepositional phrase that holds the proposal: with the cue's own preposition, if it has one."""
        trees = self.trees
        found: dict[str, int] = {}
        for child in trees.children(index, "obl", "nmod"):
            case = led_by(trees, index, child)
            if (
                child > index
                and trees.tokens[child].pos != "ADP"
                and case in _LED
                and not self._is(child, target)
            ):
                found.setdefault(case, child)
        own = [case for case in cue[1:] if case in _LED]
        order = own or [case for case in _LED if case in ("for", "to", "on", "of", "about", "against", "in")]
        for case in order:
            if case in found and not self._timely(found[case]):
                return noun_spans(trees, found[case])
        return ()

    def _timely(self, head: int) -> bool:
        """Whether a phrase is a time or a place: "on Wednesday" is no proposal."""
        entity = self.trees.tokens[head].entity
        return entity >= 0 and self.ground.parse.entities[entity].kind.value in _CIRCUMSTANCES

    def _is(self, head: int, target: Party | None) -> bool:
        """Whether a noun heads the target."""
        token = self.trees.tokens[head]
        return target is not None and any(s.start <= token.start and token.end <= s.end for s in target.spans)

    def _antecedent(self, clause: int) -> tuple[Span, ...]:
        """What the noun of a relative clause means: itself, or what it stands beside ("a pause – a demand
        that …")."""
        trees = self.trees
        noun = trees.tokens[clause].head
        if trees.tokens[noun].lemma.lower() in STANDS_FOR and self._indefinite(noun):
            beside = self._beside(noun)
            if beside is not None and trees.tokens[beside].pos in ("VERB", "AUX"):
                return clause_spans(trees, beside, without=[noun])
            if beside is not None:
                return noun_spans(trees, beside, without=[noun, clause])
        return noun_spans(trees, noun, without=[clause])

    def _indefinite(self, noun: int) -> bool:
        return any(self.trees.word(i).lower() in ("a", "an") for i in self.trees.children(noun, "det"))

    def _beside(self, noun: int) -> int | None:
        """What a noun behind a comma or dash is put beside: the head of an apposition or, since trees slip
        there, the last phrase before the mark; in both cases up to the phrase that it ends."""
        trees = self.trees
        token = trees.tokens[noun]
        before = min(i for i in trees.below(noun) if trees.tokens[i].pos != "PUNCT") - 1
        if before < trees.sentence(noun)[0] or trees.tokens[before].pos != "PUNCT":
            return None
        if token.relation == "appos" and trees.tokens[token.head].pos in _NOMINAL:
            return self._up(token.head)
        for index in range(before - 1, trees.sentence(noun)[0] - 1, -1):
            if trees.tokens[index].pos in ("NOUN", "PROPN", "VERB") and not self._timely(index):
                return self._up(index)
        return None

    def _up(self, index: int) -> int:
        """The head of the phrase that a word ends: "pause" of "a pause in the fighting"."""
        tokens = self.trees.tokens
        while tokens[index].relation in ("nmod", "compound", "conj", "flat") and tokens[index].head >= 0:
            above = tokens[index].head
            if tokens[above].pos not in _NOMINAL or (above > index and tokens[index].relation == "nmod"):
                break
            index = above
        return index
