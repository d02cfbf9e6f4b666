"""The dependency trees of a content, from the top down, as far as the content goes."""

from __future__ import annotations

from sayso.types import Parse


class Trees:
    """The tokens ``inside``, each with its dependents among them; all words are in lower case."""

    def __init__(self, text: str, parse: Parse, inside: frozenset[int]) -> None:
        self.text, self.parse, self.inside = text, parse, inside
        self.tokens = parse.tokens
        self.children: dict[int, list[int]] = {}
        for index in sorted(inside):
            self.children.setdefault(self.tokens[index].head, []).append(index)

    def under(self, index: int, *relations: str) -> list[int]:
        """The dependents of a token by their relations, in text order."""
        return [i for i in self.children.get(index, []) if self.tokens[i].relation in relations]

    def below(self, head: int) -> set[int]:
        """A token and all below it."""
        out, waiting = set(), [head]
        while waiting:
            index = waiting.pop()
            out.add(index)
            waiting += self.children.get(index, [])
        return out

    def trimmed(self, tokens: set[int]) -> set[int]:
        """Tokens without the punctuation at their ends; a closing bracket stays."""
        order = sorted(tokens)
        while order and self.tokens[order[0]].pos == "PUNCT":
            order.pop(0)
        while order and self.tokens[order[-1]].pos == "PUNCT" and self.word(order[-1]) not in ")]":
            order.pop()
        return set(order)

    def words(self, tokens: list[int]) -> list[str]:
        return [self.word(i) for i in tokens]

    def word(self, index: int) -> str:
        token = self.tokens[index]
        return self.text[token.start : token.end].lower()
