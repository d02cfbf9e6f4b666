"""Trees → who does what in a clause: subjects and objects, through passives, control and coordination."""

from __future__ import annotations

from sayso.trees import Trees

RELATIVE = frozenset(["who", "which", "that", "whom"])

CONTROLLED = frozenset(
    [
        "accuse",
        "blame",
        "condemn",
        "criticise",
        "criticize",
        "denounce",
        "suspect",
        "fault",
        "punish",
        "ask",
        "urge",
        "force",
        "allow",
        "help",
        "tell",
        "order",
        "persuade",
        "convince",
        "press",
        "pressure",
        "permit",
        "enable",
        "cause",
        "compel",
        "require",
        "invite",
        "warn",
        "instruct",
        "get",
        "see",
    ]
)
"""Verbs whose object, not whose subject, does what the clause below tells of: "accused him of lying"."""

NEAR = 8
"""How many words behind a verb a phrase with a preposition still goes with it ("put the army on alert")."""

BLAMED = frozenset(["of", "for", "by", "over"])


class Clauses:
    """The clauses of a report's trees."""

    def __init__(self, trees: Trees) -> None:
        self.trees, self.tokens = trees, trees.tokens

    def lemma(self, token: int) -> str:
        return self.tokens[token].lemma.lower()

    def word(self, token: int) -> str:
        return self.trees.word(token).lower()

    def marks(self, token: int) -> set[str]:
        """The words that introduce a clause, in lower case."""
        return {self.word(i) for i in self.trees.children(token, "mark", "case")}

    def passive(self, token: int) -> bool:
        """Whether a verb is a passive, or a participle that stands for one."""
        word = self.word(token)
        if word.endswith("ing"):
            return False
        if any(self.lemma(i) in ("be", "get") for i in self.trees.children(token, "aux")):
            return True
        head = self.tokens[token].head
        own = self.trees.children(token, "nsubj", "aux")
        if self.tokens[token].relation == "conj" and not own and self.tokens[head].pos == "VERB":
            return self.passive(head)
        if word == self.lemma(token) or self.tokens[token].relation not in ("acl", "amod", "advcl"):
            return False
        plain = self.trees.children(token, "nsubj", "csubj", "aux", "mark", "obj")
        return not plain

    def subjects(self, token: int, depth: int = 0) -> list[int]:
        """The heads of those who do what a verb says, not expanded by coordination."""
        if depth > 8:
            return []
        if self.passive(token):
            return self.agents(token)
        own = self.trees.children(token, "nsubj")
        own = [i for i in own if i not in self._misread(token)]
        if own:
            return [self.antecedent(token, i) for i in own]
        return self._above(token, depth)

    def _misread(self, token: int) -> list[int]:
        """Subjects behind a verb that has one before it as well: objects that the parser misread."""
        own = self.trees.children(token, "nsubj")
        behind = [i for i in own if i > token]
        return behind if len(behind) < len(own) and not self.trees.children(token, "obj") else []

    def _above(self, token: int, depth: int) -> list[int]:
        """The subjects of a verb that has none of its own."""
        head, relation, word = self.tokens[token].head, self.tokens[token].relation, self.word(token)
        if head < 0:
            return []
        marks = self.marks(token)
        verbal = self.tokens[head].pos in ("VERB", "AUX", "ADJ")
        if relation == "acl":
            if word.endswith("ing") or ("to" not in marks and word == self.lemma(token)):
                stands = self.trees.children(head, "nsubj") if self.trees.children(head, "cop") else []
                return stands or [head]
            return []
        if relation == "conj" and self.tokens[head].pos in ("VERB", "AUX"):
            return self._of(head, depth)
        if relation in ("xcomp", "advcl", "ccomp", "obj") and verbal:
            objects = self.trees.children(head, "obj", "iobj")
            controlled = relation == "xcomp" or "to" in marks or (marks & BLAMED and word.endswith("ing"))
            if objects and controlled and self.lemma(head) in CONTROLLED:
                return objects[:1]
            if relation == "advcl" and not (word.endswith("ing") or "to" in marks):
                return []
            return self._of(head, depth)
        if relation in ("xcomp", "advcl") and self.tokens[head].pos in ("NOUN", "PROPN"):
            return self.subjects(head, depth + 1) if self.trees.children(head, "nsubj") else []
        return []

    def _of(self, head: int, depth: int) -> list[int]:
        """The subjects of a governor, or those of whom a passive governor speaks."""
        return self.patients(head) if self.passive(head) else self.subjects(head, depth + 1)

    def antecedent(self, verb: int, subject: int) -> int:
        """The noun that a relative pronoun stands for."""
        if self.word(subject) in RELATIVE and self.tokens[subject].pos != "DET":
            clause = verb
            while self.tokens[clause].relation in ("conj", "xcomp") and self.tokens[clause].head >= 0:
                clause = self.tokens[clause].head
            if self.tokens[clause].relation == "acl" and self.tokens[clause].head >= 0:
                return self.tokens[clause].head
        return subject

    def agents(self, token: int) -> list[int]:
        """Those by whom it is done."""
        return self.under(token, "by")

    def patients(self, token: int) -> list[int]:
        """The heads of those to whom it is done: the objects, or a passive's subjects."""
        if not self.passive(token):
            found = self.trees.children(token, "obj") or self._misread(token)
            if not found:
                beside = [i for i in self.trees.children(token, "conj") if self.tokens[i].pos == "VERB"]
                found = [i for one in beside[:1] for i in self.trees.children(one, "obj")]
                first = self.tokens[token].head
                if not found and self.tokens[token].relation == "conj" and self.tokens[first].pos == "VERB":
                    found = [i for i in self.trees.children(first, "obj") if i > token]
            if not found and self.tokens[token].relation == "acl" and self._relative_object(token):
                found = [self.tokens[token].head]
            return [self.antecedent(token, i) for i in found]
        own = self.trees.children(token, "nsubj")
        if own:
            return [self.antecedent(token, i) for i in own]
        head, relation = self.tokens[token].head, self.tokens[token].relation
        if relation in ("acl", "amod"):
            return [head]
        if relation in ("advcl", "xcomp") and head >= 0:
            between = [i for i in self.trees.children(head, "obj") if i < token]
            return between or (self.trees.children(head, "nsubj") if self.agents(token) else [])
        if relation == "conj" and head >= 0 and self.tokens[head].pos == "VERB":
            return self.patients(head) if self.passive(head) else self.subjects(head, 1)
        return []

    def _relative_object(self, token: int) -> bool:
        """Whether the noun before a relative clause is its object: "a demand that Russia dismissed"."""
        subjects = self.trees.children(token, "nsubj")
        return bool(subjects) and all(self.word(i) not in RELATIVE for i in subjects)

    def under(self, token: int, preposition: str) -> list[int]:
        """The nouns that hang on a token by a preposition."""
        return [
            i
            for i in self.trees.children(token, "obl", "nmod", "obj", "iobj")
            if self._case(i) == preposition
        ]

    def _case(self, token: int) -> str:
        found = self.trees.children(token, "case")
        return self.word(found[-1]) if found else ""

    def together(self, token: int) -> list[int]:
        """A noun and those coordinated with it."""
        return [token, *(i for i in self.trees.children(token, "conj") if self.tokens[i].pos != "VERB")]

    def particle(self, token: int) -> str:
        """The particles of a verb: "down" of "shot down"."""
        found = [
            i
            for i in self.trees.children(token, "compound", "advmod")
            if self.tokens[i].pos in ("ADP", "ADV") and i == token + 1
        ]
        return self.word(found[0]) if found else ""

    def complements(self, token: int) -> list[int]:
        """The nouns and verbs that say what a verb is about, with the compounds inside of them."""
        heads = self.patients(token)
        heads += self.trees.children(token, "obj", "iobj", "xcomp", "ccomp", "advmod")
        heads += [
            i
            for i in self.trees.children(token, "obl")
            if i - token <= NEAR and "according" not in self.marks(i)
        ]
        if self.passive(token) and self.tokens[token].relation in ("acl", "amod"):
            heads.append(self.tokens[token].head)
        out: list[int] = []
        for head in heads:
            for one in self.together(head):
                out.append(one)
                out += self.trees.children(one, "compound", "amod", "nmod")
        return out
