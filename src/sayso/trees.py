"""A report's dependency trees, from the top down."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from sayso.types import Parse, Span


class Trees:
    """The tokens of a parse with their dependents."""

    def __init__(self, text: str, parse: Parse) -> None:
        self.text, self.parse, self.tokens = text, parse, parse.tokens
        self._children: list[list[int]] = [[] for _ in parse.tokens]
        for index, token in enumerate(parse.tokens):
            if token.head >= 0:
                self._children[token.head].append(index)
        self._words = [text[token.start : token.end] for token in parse.tokens]
        self._starts = [token.start for token in parse.tokens]
        self._relations = [token.relation for token in parse.tokens]
        self._sentence = [0] * len(parse.tokens)
        for number, sentence in enumerate(parse.sentences):
            for index in range(sentence.first, sentence.last):
                self._sentence[index] = number

    def children(self, index: int, *relations: str) -> list[int]:
        """The dependents of a token, with one of the relations if any are given, in text order."""
        found, known = self._children[index], self._relations
        return [i for i in found if known[i] in relations] if relations and found else found

    def below(self, index: int, without: frozenset[str] = frozenset()) -> Iterator[int]:
        """A token and all below it, but for branches whose relation is one of ``without``; no order."""
        yield index
        for child in self._children[index]:
            if self.tokens[child].relation not in without:
                yield from self.below(child, without)

    def above(self, index: int) -> Iterator[int]:
        """The governors of a token, the nearest first."""
        while (index := self.tokens[index].head) >= 0:
            yield index

    def sentence(self, index: int) -> tuple[int, int]:
        """The tokens, first and last, of the sentence that a token is in."""
        return self.parse.sentences[self._sentence[index]]

    def number_of_sentence(self, index: int) -> int:
        return self._sentence[index]

    def word(self, index: int) -> str:
        return self._words[index]

    def words(self, first: int, last: int) -> str:
        """The characters of tokens ``first`` up to, not including, ``last``."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    def case(self, index: int) -> str:
        """The preposition before a noun, in lower case ("according to"), or an empty text."""
        found = self.children(index, "case")
        words = [w for i in found for w in [i, *self.children(i, "fixed")]]
        return " ".join(self.word(i).lower() for i in sorted(words))

    def inside(self, spans: tuple[Span, ...]) -> list[int]:
        """The tokens that stand wholly inside the spans."""
        return [index for span in spans for index in self._run(span)]

    def _run(self, span: Span) -> Iterator[int]:
        index = self.at(span.start)
        while index < len(self.tokens) and self.tokens[index].end <= span.end:
            yield index
            index += 1

    def at(self, start: int) -> int:
        """The first token that begins at a character or behind it."""
        return bisect_left(self._starts, start)

    def top(self, inside: list[int]) -> int:
        """The token among ``inside`` that governs the others: the first whose head is not among them."""
        among = set(inside)
        outer = [i for i in inside if self.tokens[i].head not in among and self.tokens[i].pos != "PUNCT"]
        nominal = [i for i in outer if self.tokens[i].pos in NOMINAL]
        solid = [i for i in nominal if self.tokens[i].pos not in ("DET", "ADJ")]
        solid = solid or [i for i in nominal if self.tokens[i].pos != "DET"]
        return (solid or nominal or outer or inside)[0]


NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"])
"""Parts of speech that can head a noun phrase."""
