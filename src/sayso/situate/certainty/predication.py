"""A content's main predication: the clause whose truth the content is about, and what its verb group says."""

from __future__ import annotations

from sayso.trees import Trees
from sayso.words import word_set

_NOT = word_set("not n't n’t never nor neither hardly barely scarcely")
_NONE = word_set("no none nobody nothing neither nowhere")
_LACKING = word_set("fail lack")
"""Verbs that say that something is not so."""
_COMING = word_set(
    """
    about aim aiming bound due expect going hope intend intends plan pledge poised prepare promise ready
    scheduled set tipped vow
    """
)
"""Before an infinitive: it is yet to come."""
_SUBORDINATE = frozenset(["acl", "advcl", "ccomp", "csubj", "parataxis"])
_RAISING = word_set("appear begin continue go happen have need seem start tend")
"""Verbs that only colour the infinitive behind them."""
_LIKING = word_set("like love prefer rather")


class Predication:
    """A clause of a content, the main one unless another predicate is given; ``top`` is its predicate, or the
    head of a phrase that has none."""

    def __init__(self, trees: Trees, tokens: list[int], top: int | None = None) -> None:
        self.trees, self.among = trees, frozenset(tokens)
        self.top = self._top(tokens) if top is None else top
        self.chain = self._chain()

    def _top(self, tokens: list[int]) -> int:
        trees = self.trees
        outer = [
            i
            for i in tokens
            if trees.tokens[i].head not in self.among
            and trees.tokens[i].relation not in ("punct", "mark", "cc", "case", "det", "aux", "cop")
        ]
        clauses = [
            i
            for i in outer
            if trees.tokens[i].relation != "advcl"
            and (trees.tokens[i].pos in ("VERB", "AUX") or trees.children(i, "cop", "nsubj"))
        ]
        return (clauses or outer or tokens)[0]

    def _chain(self) -> tuple[int, ...]:
        """The predicate and the infinitives that it only colours: "is going to appeal", "appeared to
        have peaked"."""
        out, at = [self.top], self.top
        while len(out) < 4:
            token = self.trees.tokens[at]
            below = [i for i in self.trees.children(at, "xcomp") if i in self.among]
            passive = any(self.trees.tokens[i].lemma == "be" for i in self.trees.children(at, "aux"))
            colours = token.lemma.lower() in _RAISING | _COMING or self.trees.word(at).lower() in _COMING
            if not below or not (colours or passive or token.pos == "ADJ"):
                break
            at = below[0]
            out.append(at)
        return tuple(out)

    def helpers(self) -> list[str]:
        """The auxiliaries of the predicate in text order, in lower case; an inner one's behind an outer's."""
        return [
            self.trees.word(i).lower()
            for at in self.chain
            for i in self.trees.children(at, "aux")
            if i in self.among
        ]

    def is_clause(self) -> bool:
        """Whether there is a predicate at all."""
        token = self.trees.tokens[self.top]
        return token.pos in ("VERB", "AUX") or bool(self.trees.children(self.top, "cop", "nsubj"))

    def infinitive(self) -> bool:
        """ "To send observers": yet to be done; not "to have seen"."""
        to = any(self.trees.word(i).lower() == "to" for i in self.trees.children(self.top, "mark"))
        return to and "have" not in self.helpers()

    def coming(self) -> bool:
        """Whether it is yet to come: "will open", "is going to appeal", "is to be rebuilt", "plans to
        close"."""
        helping = self.helpers()
        if {"will", "'ll", "’ll", "wo", "shall"} & set(helping):
            return True
        behind = any(i in self.among for i in self.trees.children(self.top, "xcomp"))
        word, lemma = self.trees.word(self.top).lower(), self.trees.tokens[self.top].lemma.lower()
        if behind and (word in _COMING or lemma in _COMING) and "did" not in helping:
            return True
        return lemma == "be" and behind

    def would(self) -> bool:
        liked = self.trees.tokens[self.top].lemma.lower() in _LIKING
        return bool({"would", "'d", "’d"} & set(self.helpers())) and not liked

    def perfect(self) -> bool:
        return "have" in self.helpers() or "'ve" in self.helpers()

    def could(self) -> bool:
        return "could" in self.helpers()

    def negated(self) -> bool:
        """By a word at the predicate, its subject or what there is none of."""
        trees = self.trees
        for at in self.chain:
            own = [i for i in trees.children(at, "advmod", "aux", "cc", "det", "neg") if i in self.among]
            if any(trees.word(i).lower() in _NOT and not self._only(i) for i in own):
                return True
            lemma = trees.tokens[at].lemma.lower()
            if lemma in _LACKING and trees.tokens[at].pos == "VERB":
                return True
        parts = [i for at in self.chain for i in trees.children(at, "nsubj", "obj") if i in self.among]
        if trees.children(self.top, "expl") or not self.is_clause():
            parts.append(self.top)
        near = [j for i in parts for j in (i, *trees.children(i, "det", "advmod")) if j in self.among]
        longer = any(
            trees.words(i, i + 2).lower() == "no longer" for at in self.chain for i in self._words(at)
        )
        return longer or any(trees.word(i).lower() in _NONE for i in near)

    def _words(self, at: int) -> list[int]:
        children = [j for i in self.trees.children(at, "advmod") for j in (i, *self.trees.children(i))]
        return [i for i in children if i + 2 <= len(self.trees.tokens)]

    def _only(self, index: int) -> bool:
        """ "Not only" adds; it denies nothing."""
        behind = index + 1
        return behind < len(self.trees.tokens) and self.trees.word(behind).lower() in (
            "only",
            "just",
            "least",
        )

    def holds(self, index: int) -> bool:
        """Whether a word belongs to the main clause, and not to one below it."""
        trees, at = self.trees, index
        while at not in self.chain:
            token = trees.tokens[at]
            if token.relation in _SUBORDINATE or token.head not in self.among:
                # Beside the predicate: in its sentence, but for a clause below it.
                beside = token.relation not in _SUBORDINATE or token.head not in self.among
                return beside and trees.number_of_sentence(index) == trees.number_of_sentence(self.top)
            at = token.head
        return True
