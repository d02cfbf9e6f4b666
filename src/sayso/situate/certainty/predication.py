"""A content's main predication: the clause whose truth the content is about, and what its verb group says."""

from __future__ import annotations

from sayso.trees import Trees
from sayso.words import word_set

_NOT = word_set("not n't n’t never nor neither hardly barely scarcely")
_NONE = word_set("no none nobody nothing neither nowhere")
_LACKING = word_set("lack")
"""Verbs that say that something is not so."""
_LEAVING = word_set("decline fail neglect refuse")
"""Verbs that say that an infinitive is not so: "refused to pay"; not "the talks failed"."""
_UNABLE = word_set("impossible unable unlikely unwilling")
"""Adjectives that deny what stands behind them ("unable to pay"), or are denied ("not impossible")."""
_NEVER = word_set("account circumstance means point time way")
"""Behind "no" they deny the clause: "under no circumstances"."""
_ASKING = word_set("ask demand order propose recommend request require urge")
"""Cues whose clause has its verb as in the infinitive."""
_TURNED = frozenset(["had", "were", "should"])
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
_COLOURING = _RAISING | _COMING | _LEAVING
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
        main = [i for i in clauses if not self._turned(i) and not self._conditional(i)]
        return self._hung_on((main or clauses or outer or tokens)[0])

    def _conditional(self, top: int) -> bool:
        """Whether a clause is a condition that the tree sets beside the main clause."""
        marks = {self.trees.word(i).lower() for i in self.trees.children(top, "mark")}
        return bool(marks & {"if", "unless"})

    def _turned(self, top: int) -> bool:
        """ "Had it rung": the verb before its subject, and no question."""
        trees = self.trees
        subjects = trees.children(top, "nsubj", "expl")
        verbs = [i for i in (top, *trees.children(top, "aux", "cop")) if trees.word(i).lower() in _TURNED]
        turned = bool(subjects and verbs) and verbs[0] < subjects[0]
        return turned and not _is_question(trees, top)

    def _hung_on(self, top: int) -> int:
        """The clause with "would" where the tree puts a turned-round condition above it ("had it rung, they
        would have left")."""
        trees = self.trees
        if not self._turned(top):
            return top
        for i in sorted(trees.below(top)):
            modal = {"would", "could", "might", "will"} & {
                trees.word(j).lower() for j in trees.children(i, "aux")
            }
            if i > top and i in self.among and modal:
                return i
        return top

    def _chain(self) -> tuple[int, ...]:
        """The predicate and the infinitives that it only colours: "is going to appeal", "appeared to
        have peaked"."""
        out, at = [self.top], self.top
        while len(out) < 4:
            token = self.trees.tokens[at]
            below = [i for i in self.trees.children(at, "xcomp") if i in self.among]
            passive = any(self.trees.tokens[i].lemma == "be" for i in self.trees.children(at, "aux"))
            colours = token.lemma.lower() in _COLOURING or self.trees.word(at).lower() in _COMING
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

    def asks(self) -> bool:
        """ "Whether the vault was open", "Was the vault open?"."""
        trees = self.trees
        if any(trees.word(i).lower() == "whether" for i in trees.children(self.top, "mark")):
            return True
        return self.is_clause() and _is_question(trees, self.top)

    def bare(self, cue: frozenset[str]) -> bool:
        """What is demanded: "that the mayor resign"."""
        trees, token = self.trees, self.trees.tokens[self.top]
        plain = token.pos == "VERB" and trees.word(self.top).lower() == token.lemma.lower()
        if not plain or trees.children(self.top, "aux", "expl"):
            return False
        return bool(trees.children(self.top, "nsubj")) and bool(cue & _ASKING)

    def would(self) -> bool:
        liked = self.trees.tokens[self.top].lemma.lower() in _LIKING
        return bool({"would", "'d", "’d"} & set(self.helpers())) and not liked

    def perfect(self) -> bool:
        return "have" in self.helpers() or "'ve" in self.helpers()

    def could(self) -> bool:
        return "could" in self.helpers()

    def negated(self) -> bool:
        """By words at the predicate, its subject or what there is none of; two of them undo each other."""
        return len(self._negations()) % 2 == 1

    def _negations(self) -> set[int]:
        trees, out = self.trees, set()
        for at in self.chain:
            own = [i for i in trees.children(at, "advmod", "aux", "cc", "det", "neg") if i in self.among]
            out |= {i for i in own if trees.word(i).lower() in _NOT and not self._only(i)}
            if self._denies(at):
                out.add(at)
            if trees.tokens[at].lemma == "have" and any(
                [trees.word(i - 2).lower(), trees.word(i - 1).lower()] == ["yet", "to"]
                for i in trees.children(at, "xcomp")
                if i >= at + 3
            ):
                out.add(at)
            longer = [i for i in self._words(at) if trees.words(i, i + 2).lower() == "no longer"]
            out |= set(longer)
            for i in trees.children(at, "obl", "advmod"):
                never = trees.tokens[i].lemma.lower() in _NEVER
                out |= {j for j in trees.children(i, "det") if never and trees.word(j).lower() == "no"}
        parts = [i for at in self.chain for i in trees.children(at, "nsubj", "obj") if i in self.among]
        if trees.children(self.top, "expl") or not self.is_clause():
            parts.append(self.top)
        parts = [i for i in parts if trees.tokens[i].lemma.lower() not in ("doubt", "question")]
        for i in parts:
            near = [j for j in (i, *trees.children(i, "det", "advmod")) if j in self.among]
            out |= {j for j in near if trees.word(j).lower() in _NONE}
            out |= {j for j in near if trees.word(j).lower() == "not" and i != self.top and not self._only(j)}
        return out

    def _denies(self, at: int) -> bool:
        """Whether a predicate says by its own meaning that something is not so."""
        trees, token = self.trees, self.trees.tokens[at]
        lemma = token.lemma.lower()
        behind = trees.children(at, "xcomp", "ccomp", "advcl", "csubj")
        if token.pos == "ADJ" and lemma in _UNABLE:
            denied = any(trees.word(i).lower() in _NOT for i in trees.children(at, "advmod"))
            return bool(behind) or denied
        if token.pos != "VERB":
            return False
        out = any(trees.word(i).lower() == "out" for i in trees.children(at, "compound", "advmod"))
        return lemma in _LACKING or (lemma in _LEAVING and bool(behind)) or (lemma == "rule" and out)

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


def _is_question(trees: Trees, index: int) -> bool:
    """Whether the first mark that ends anything behind a word is a question mark."""
    last = trees.sentence(index)[1]
    ending = (trees.word(i) for i in range(index, last) if trees.word(i)[0] in ".!?;")
    return next(ending, "").startswith("?")
