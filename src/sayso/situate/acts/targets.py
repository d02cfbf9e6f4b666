"""Whom an act is toward: accused, asked, threatened, criticised, praised, supported, warned."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.situate.acts.content import Head
from sayso.situate.acts.cues import Cue
from sayso.situate.acts.lexicon import Entry
from sayso.situate.acts.parties import somebody
from sayso.situate.acts.phrases import led_by, party_span
from sayso.situate.ground import Ground
from sayso.types import Act, Party, Span
from sayso.words import word_set

TOWARD = frozenset(
    [
        Act.ACCUSE,
        Act.CRITICISE,
        Act.PRAISE,
        Act.DEMAND,
        Act.REQUEST,
        Act.PROPOSE,
        Act.PROMISE,
        Act.THREATEN,
        Act.WARN,
        Act.AGREE,
        Act.REJECT,
        Act.SUPPORT,
        Act.OPPOSE,
        Act.DENY,
        Act.DOUBT,
    ]
)
"""Acts toward somebody."""

_NOUNS = frozenset(["NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"])

_SOMEBODY = word_set("""
    accuse urge beg implore beseech entreat warn caution alert thank congratulate invite exhort counsel advise
    instruct sue indict scold rebuke chide berate
""")
"""Verbs whose object is somebody, whoever that is."""

_POSSESSIVE = frozenset(["'s", "’s", "'", "’"])
_OWNERS = _POSSESSIVE | {"by", "from", "against"}
"""What stands before the one whose deed or plan it is: "a request by", "Russia's attack"."""

_OF = word_set("""
    leadership government leader policy decision conduct behaviour behavior action attitude member record plan
    proposal statement remark response supporter critic head president minister
""")
"""Nouns whose "of" names whose they are; behind others it names what was done to whom ("the killing of")."""

_OTHERS = frozenset(["him", "her", "them"])
_NOBODY = frozenset(
    ["it", "this", "that", "what", "which", "something", "anything", "nothing", "there", "itself"]
)


class Targets:
    """Finds the target in a report; ``speakers`` are the actors whose act it is."""

    def __init__(self, ground: Ground, speakers: frozenset[str]) -> None:
        self.ground, self.trees, self.speakers = ground, ground.trees, speakers

    def of_cue(self, act: Act, cue: Cue) -> Party | None:
        """The target that a cue's own words lead to."""
        if act not in TOWARD or cue.anchor is None or cue.entry is None:
            return None
        owned = act is not Act.WARN and cue.entry.words[0] not in ("plead", "beg")
        found = self._first(self._led_to(cue.anchor, cue.entry, act), owned)
        if found is None and act is Act.THREATEN:
            return self._harmed(cue.anchor)
        if found is None and act is Act.ACCUSE:
            return self._first(self._told_of(cue.anchor))
        return found

    def _told_of(self, noun: int) -> Iterator[tuple[int, bool]]:
        """The subject of what an accusation says: "accusations that the army had fired"."""
        for clause in [i for i in self.trees.children(noun, "acl", "ccomp") if i > noun]:
            yield from ((i, False) for i in self.trees.children(clause, "nsubj"))

    def of_content(self, head: Head) -> Party | None:
        """The target of what a content says: whom it blames, or tells what to do."""
        if head.subject is not None:
            return self.party(head.subject)
        if head.entry is not None and head.act in TOWARD:
            return self._first(self._led_to(head.top, head.entry, head.act))
        subjects = self.trees.children(head.top, "nsubj")
        if head.act in (Act.CRITICISE, Act.PRAISE, Act.DENY, Act.ACCUSE) and subjects:
            return self._owner(subjects[0])
        return self._harmed(head.top) if head.act is Act.THREATEN else None

    def _harmed(self, verb: int) -> Party | None:
        """Who is to bear what is threatened: "to cut off aid to the island", "to attack the port's owner"."""
        trees = self.trees
        clauses = [verb, *(i for i in trees.children(verb, "xcomp", "ccomp") if i > verb)]
        leads = ("against", "to", "on", "at", "with")
        found = [
            i
            for clause in clauses
            for i in trees.children(clause, "obj", "obl")
            if trees.tokens[i].relation == "obj" or led_by(trees, clause, i) in leads
        ]
        deeper = [j for i in found for j in trees.children(i, "nmod") if trees.case(j) in leads]
        return self._first((i, False) for i in [*found, *deeper])

    def _first(self, candidates: Iterator[tuple[int, bool]], owned: bool = True) -> Party | None:
        """The first candidate that is somebody, else the first to whom one belongs, where that counts."""
        heads = list(candidates)
        for head, sure in heads:
            if found := self.party(head, sure):
                return found
        if not owned:
            return None
        return next((found for head, _ in heads if (found := self._owner(head))), None)

    def _led_to(self, anchor: int, entry: Entry, act: Act) -> Iterator[tuple[int, bool]]:
        """The nouns that stand where the target of a cue does, and whether each must be somebody."""
        trees, places = self.trees, entry.target
        verb = entry.part == "verb"
        if trees.tokens[anchor].relation == "case":
            yield trees.tokens[anchor].head, False
            return
        sure = entry.words[0] in _SOMEBODY or self._told_to(anchor, act)
        if verb and self.passive(anchor) and ("obj" in places or act is Act.REQUEST):
            yield from ((i, sure) for i in self._subjects(anchor))
            return
        if verb and act not in (Act.PROPOSE, Act.AGREE):
            yield from ((i, sure) for i in trees.children(anchor, "iobj"))
            yield from ((i, sure) for i in trees.children(anchor, "obj"))
        words = {*places, *(entry.words[1:] if act not in (Act.REJECT, Act.WARN, Act.DOUBT) else ())}
        words -= {"as"} if act in (Act.DEMAND, Act.REQUEST, Act.SUPPORT) or "for" in places else {"as", "for"}
        above = trees.tokens[anchor].head if trees.tokens[anchor].relation == "obj" else -1
        around = [anchor, *(trees.children(anchor, "obj") if verb else [above] if above >= 0 else [])]
        for index in around:
            for child in trees.children(index, "obl", "nmod"):
                if words & set(led_by(trees, anchor, child).split()):
                    yield child, False
        if act in (Act.DEMAND, Act.REQUEST, Act.WARN) and verb:
            for clause in trees.children(anchor, "ccomp", "xcomp", "acl", "advcl"):
                if act is Act.WARN and trees.tokens[clause].relation != "xcomp":
                    continue
                yield from ((i, False) for i in trees.children(clause, "nsubj") if clause > anchor)
        if verb and not trees.children(anchor, "obj", "ccomp") and trees.tokens[anchor].relation == "acl":
            yield trees.tokens[anchor].head, False  # "the army, which he condemned"

    def _told_to(self, anchor: int, act: Act) -> bool:
        """Whether a verb's object must be somebody: he is told to do something, or threatened with it."""
        if act in (Act.DEMAND, Act.REQUEST):
            clauses = self.trees.children(anchor, "xcomp")
            return any(
                self.trees.word(m).lower() == "to" for c in clauses for m in self.trees.children(c, "mark")
            )
        return act is Act.THREATEN and any(
            self.trees.case(i) == "with" for i in self.trees.children(anchor, "obl")
        )

    def _subjects(self, anchor: int) -> list[int]:
        """The subjects of a verb; in a relative clause what it is about."""
        token = self.trees.tokens[anchor]
        subjects = self.trees.children(anchor, "nsubj")
        if token.relation == "acl" and (
            not subjects or self.trees.word(subjects[0]).lower() in ("who", "which", "that")
        ):
            return [token.head]
        if not subjects and token.relation in ("conj", "xcomp") and token.head >= 0:
            return self.trees.children(token.head, "nsubj")
        return subjects

    def passive(self, verb: int) -> bool:
        """Whether a verb stands in the passive: with "be" or "get", or as a bare participle behind a noun."""
        trees, token = self.trees, self.trees.tokens[verb]
        word = trees.word(verb).lower()
        if token.pos != "VERB" or word.endswith("ing"):
            return False
        helped = any(trees.tokens[i].lemma in ("be", "get") for i in trees.children(verb, "aux") if i < verb)
        bare = token.relation == "acl" and not trees.children(verb, "nsubj", "obj", "aux", "mark")
        return helped or (bare and word != token.lemma)

    def party(self, head: int, sure: bool = False) -> Party | None:
        """A noun as a party, where it means somebody other than the speaker."""
        trees = self.trees
        word, token = trees.word(head).lower(), trees.tokens[head]
        if word in _NOBODY or token.pos not in _NOUNS:
            return None
        found = self.ground.means(head)
        if found and found.actor in self.speakers:
            if word in _OTHERS and token.relation in ("obj", "iobj", "obl", "nsubj"):
                # Who means himself says "himself": this is somebody else, whoever that is.
                span = Span(token.start, token.end)
                return Party(self.ground.text[span.start : span.end], (span,))
            return None
        if somebody(self.ground, head) or (sure and token.pos != "ADJ"):
            return self.ground.party(party_span(trees, head), head)
        return None

    def _agents(self, head: int) -> list[int]:
        """Who stands behind an object with "by": nobody does by whom an active verb is done, so "rejected a
        request by Ankara" is Ankara's request, whatever the tree says."""
        verb = self.trees.tokens[head].head
        if self.trees.tokens[head].relation != "obj" or verb < 0 or self.passive(verb):
            return []
        return [i for i in self.trees.children(verb, "obl") if i > head and self.trees.case(i) == "by"]

    def _owner(self, head: int) -> Party | None:
        """To whom a thing belongs that somebody condemns or turns down: "Russia's attack", "the EU plan"."""
        trees = self.trees
        lemma = trees.tokens[head].lemma.lower()
        children = trees.children(head, "nmod", "amod", "compound", "obl", "acl") + self._agents(head)
        children.sort(key=lambda i: trees.case(i) not in _POSSESSIVE)
        for child in children:
            case = trees.case(child)
            token = trees.tokens[child]
            mine = token.pos == "PRON" and token.relation == "nmod" and child < head
            named = trees.word(child)[0].isupper() and self.ground.means(child) is not None
            before = named and child < head and token.relation in ("amod", "compound", "nmod")
            its = case in _OWNERS or mine or before or (case == "of" and lemma in _OF)
            if its and (found := self.party(child)):
                return found
            if mine or (case in _POSSESSIVE and token.relation == "nmod"):
                return None  # it is the speaker's own
            if token.relation == "acl":  # "a plan drawn up by the bank"
                for agent in trees.children(child, "obl"):
                    if trees.case(agent) == "by" and (found := self.party(agent)):
                        return found
        return None
