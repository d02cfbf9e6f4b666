"""A trigger in its clause → whether it came to pass: walks from the word up to what it hangs on.

The first governor that settles it does: a negation, a modal verb, an "if", a verb or noun of wanting, of
planning or of preventing. A clause that is only reported ("said that …") is judged by itself.
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.situate.events.clauses import Clauses
from sayso.types import EventStatus
from sayso.words import word_set

NEGATED, HYPOTHETICAL, FUTURE, HAPPENED, HISTORICAL = (
    EventStatus.NEGATED,
    EventStatus.HYPOTHETICAL,
    EventStatus.FUTURE,
    EventStatus.HAPPENED,
    EventStatus.HISTORICAL,
)


def _table(**words: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(text.split()) for name, text in words.items()}


VERBS = _table(
    negated="fail refuse decline deny avoid prevent stop avert foil thwart abandon cancel scrap prohibit ban "
    "forbid bar rule neglect block halt reject oppose resist",
    future="plan intend prepare agree promise pledge vow commit expect schedule set decide order "
    "undertake arrange resolve swear due ready propose offer discuss approve authorise authorize prepared "
    "willing likely about",
    hypothetical="want wish hope seek consider threaten demand urge ask request call propose suggest "
    "recommend advise need try attempt aim ponder weigh mull fear warn invite tell allow permit encourage "
    "press appeal require insist advocate favour favor able free eligible force pressure persuade convince "
    "unwilling reluctant risk expect imagine suspect design back support endorse",
)
"""Governors that say what became of the clause or noun below them. ``future`` holds for "to …" and for a
noun; what is demanded or wished is hypothetical, whether it comes or not."""

NOUNS = _table(
    future="plan decision promise pledge agreement proposal vow commitment preparation intention order deal "
    "schedule resolution offer",
    hypothetical="threat risk fear possibility prospect hope call demand request appeal ability chance "
    "effort attempt need right idea bid option desire willingness readiness pressure case scenario "
    "likelihood talk condition warning debate question",
    negated="refusal failure absence lack ban end denial rejection",
)

MODIFIERS = _table(
    future="planned proposed upcoming scheduled future expected forthcoming intended impending next",
    hypothetical="potential possible eventual hypothetical threatened would-be feared any",
    negated="foiled thwarted averted cancelled canceled failed aborted no neither",
    historical="former past historic decades-old",
)

MODALS = _table(
    future="will shall 'll wo ll going gonna",
    hypothetical="would could may might can should must ought 'd ca",
)

NEGATIONS = frozenset(["not", "n't", "n’t", "never", "neither", "nor", "no"])
CONDITIONAL = frozenset(["if", "unless", "whether", "lest", "until", "provided", "should"])
ABOUT = word_set("for about on against from to")
"""Prepositions by which a verb speaks of what may not be: "called for a truce"."""

SAYING = word_set(
    "say tell report announce add state declare claim confirm insist note explain reveal disclose "
    "warn write believe think know find see show argue maintain allege indicate stress acknowledge"
)
"""Verbs below whose past tense "would" is the future as it was spoken of."""


PLAIN = "Nothing in its clause says that it did not come to pass."


class Judgement(NamedTuple):
    status: EventStatus
    why: str


class Statuses:
    """Judges words by the clauses that they stand in."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses, self.trees, self.tokens = clauses, clauses.trees, clauses.tokens

    def of(self, token: int) -> Judgement:
        """Whether what a word tells of came to pass, by its own clause; times are not looked at."""
        node, steps = token, 0
        while node >= 0 and steps < 12:
            found = self._own(node, node == token) or self._link(node)
            if found:
                return found
            if self.tokens[node].relation == "csubj":
                return Judgement(HYPOTHETICAL, "It is only spoken of as a possible deed.")
            if self._closed(node):
                return self._beside(node)
            node, steps = self.tokens[node].head, steps + 1
        return Judgement(HAPPENED, PLAIN)

    def _beside(self, node: int) -> Judgement:
        """What an "if" says of the clauses coordinated with its own."""
        head = self.tokens[node].head
        if self.tokens[node].relation == "conj" and head >= 0 and self.clauses.marks(head) & CONDITIONAL:
            return Judgement(HYPOTHETICAL, "It stands beside a clause with “if” or the like.")
        return Judgement(HAPPENED, PLAIN)

    def nobody(self, heads: list[int]) -> bool:
        """Whether "no" stands before those who do it, or to whom it is done."""
        return any(self.clauses.word(i) == "no" for head in heads for i in self.trees.children(head, "det"))

    def turned_down(self, token: int) -> bool:
        """Whether it is what somebody refuses to do: the refusal is the event."""
        head = self.tokens[token].head
        governed = self.tokens[token].relation == "xcomp" and head >= 0
        return governed and self.clauses.lemma(head) in ("refuse", "decline")

    def refused(self, token: int) -> bool:
        """Whether a verb says what somebody will not do: "will not release them"."""
        words = {self.clauses.word(i) for i in self.trees.children(token, "aux", "advmod")}
        return bool(words & {"will", "wo", "would"} and words & {"not", "n't", "n’t", "never"})

    def _own(self, node: int, itself: bool) -> Judgement | None:
        """What a word's own dependents say."""
        children = self.trees.children(node)
        verbal = self.tokens[node].pos in ("VERB", "AUX", "ADJ") or any(
            self.tokens[i].relation == "cop" for i in children
        )
        for child in children:
            word, relation = self.clauses.word(child), self.tokens[child].relation
            negates = relation in ("advmod", "det", "cc") and word in NEGATIONS and not self._only(child)
            if negates and (relation != "det" or itself or not verbal):
                return Judgement(NEGATED, f"“{self.trees.word(child)}” negates it.")
        if not itself and not verbal:
            return self._modifiers(node) if self.tokens[node].pos == "NOUN" else None
        for child in children:
            word, relation = self.clauses.word(child), self.tokens[child].relation
            if relation == "mark" and word in CONDITIONAL:
                return Judgement(HYPOTHETICAL, f"It stands in a clause with “{self.trees.word(child)}”.")
            if relation == "aux":
                found = self._modal(node, child)
                if found:
                    return found
        return self._modifiers(node) if itself else None

    def _modal(self, node: int, child: int) -> Judgement | None:
        word = self.clauses.word(child)
        shown = f"“{self.trees.word(child)}” stands with it."
        if word in MODALS["future"]:
            return Judgement(FUTURE, shown)
        if word in ("would", "'d", "’d") and self._told_before(node):
            return Judgement(FUTURE, f"{shown} It was to come when it was spoken of.")
        return Judgement(HYPOTHETICAL, shown) if word in MODALS["hypothetical"] else None

    def _told_before(self, node: int) -> bool:
        """Whether a clause with "would" only says what was announced."""
        top = node
        while self.tokens[top].relation == "conj" and self.tokens[top].head >= 0:
            top = self.tokens[top].head
        head = self.tokens[top].head
        conditional = any(
            self.clauses.marks(i) & CONDITIONAL for i in self.trees.children(node, "advcl")
        ) or any(self.clauses.lemma(i) == "have" for i in self.trees.children(node, "aux"))
        return (
            self.tokens[top].relation in ("ccomp", "parataxis")
            and head >= 0
            and self.clauses.lemma(head) in SAYING
            and not conditional
        )

    def _only(self, child: int) -> bool:
        """ "not only": no negation."""
        return child + 1 < len(self.tokens) and self.clauses.word(child + 1) in ("only", "just", "least")

    def _modifiers(self, node: int) -> Judgement | None:
        for child in self.trees.children(node, "amod", "det", "compound", "nmod"):
            for name, words in MODIFIERS.items():
                if child < node and (self.clauses.word(child) in words):
                    return Judgement(EventStatus(name), f"“{self.trees.word(child)}” stands before it.")
        return None

    def _link(self, node: int) -> Judgement | None:
        """What the governor of a word says of it, by how it hangs on it."""
        head, relation = self.tokens[node].head, self.tokens[node].relation
        if head < 0:
            return None
        marks, lemma, verbal = self.clauses.marks(node), self.clauses.lemma(head), self._verbal(head)
        if relation in ("advcl", "obl", "nmod") and marks & {"without", "instead"}:
            return Judgement(NEGATED, "It is said to be without it, or to stand instead of it.")
        clause = relation in ("xcomp", "ccomp", "advcl", "acl")
        to = "to" in marks or (relation == "xcomp" and not self.clauses.word(node).endswith(("ing", "ed")))
        noun = relation in ("obj", "nmod", "obl", "nsubj")
        if verbal and (clause or noun):
            return self._governed(node, head, to)
        said = relation in ("acl", "ccomp") and "that" in self._introduced(node)
        if self.tokens[head].pos == "NOUN" and ((clause and to) or said or relation == "nmod"):
            for name in ("negated", "future", "hypothetical"):
                if lemma in NOUNS[name]:
                    return Judgement(EventStatus(name), f"It is a matter of “{self.trees.word(head)}”.")
            if to and clause:
                return Judgement(HYPOTHETICAL, f"It is what “{self.trees.word(head)}” is for.")
        return None

    def _introduced(self, node: int) -> set[str]:
        return {self.clauses.word(i) for i in self.trees.children(node, "mark")}

    def _governed(self, node: int, head: int, to: bool) -> Judgement | None:
        relation, lemma, shown = self.tokens[node].relation, self.clauses.lemma(head), self.trees.word(head)
        case = self.trees.case(node)
        if relation == "nsubj" and not self.clauses.passive(head):
            return None
        threatened = case == "with" and lemma == "threaten"
        if (
            relation == "obl"
            and case not in ("for", "about", "on", "against", "from", "to")
            and not threatened
        ):
            return None
        if relation == "advcl":
            if to and "by" not in self.clauses.marks(node):
                if lemma in VERBS["future"]:
                    return Judgement(FUTURE, f"“{shown}” puts it ahead.")
                return Judgement(HYPOTHETICAL, f"It is what “{shown}” was to serve.")
            if not self.clauses.marks(node) & {"from", "against", "for"}:
                return None
        if lemma in VERBS["negated"] and (relation in ("xcomp", "advcl", "obj", "nsubj") or lemma == "deny"):
            return Judgement(NEGATED, f"“{shown}” says that it did not come to pass.")
        if relation in ("ccomp", "advcl") and not to and lemma in SAYING:
            return None
        if self.clauses.word(head) == "going" and to:
            return Judgement(FUTURE, "It is going to come.")
        if lemma in VERBS["future"] and (to or relation in ("obj", "nsubj") or lemma in ("plan", "propose")):
            return Judgement(FUTURE, f"“{shown}” puts it ahead.")
        if lemma in VERBS["hypothetical"] and (to or relation in ("ccomp", "xcomp", "obj", "obl", "nsubj")):
            return Judgement(HYPOTHETICAL, f"It is what “{shown}” is about.")
        return None

    def _verbal(self, head: int) -> bool:
        return self.tokens[head].pos in ("VERB", "AUX", "ADJ")

    def _closed(self, node: int) -> bool:
        """Whether a word's clause ends here: what lies above does not decide whether it came to pass."""
        relation = self.tokens[node].relation
        if relation in ("root", "ccomp", "parataxis", "appos", "csubj"):
            return True
        if relation == "acl":
            return "to" not in self.clauses.marks(node)
        if relation == "advcl" and self.trees.children(node, "nsubj"):
            return True
        if relation == "conj":
            head = self.tokens[node].head
            if "to" in self.clauses.marks(head) and self.clauses.word(node) != self.clauses.lemma(node):
                return True
            own = self.trees.children(node, "nsubj", "aux", "mark")
            return bool(own)
        return False
