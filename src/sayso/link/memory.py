"""A `Store` in memory: for tests, benchmarks, and reports that go into no ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.link.claims.mention import Mention
from sayso.link.postings import Postings
from sayso.link.store import Edge
from sayso.types import Claim


class Memory:
    """Everything in dictionaries."""

    def __init__(self) -> None:
        self._mentions: dict[str, Mention] = {}
        self._by_report: dict[str, list[str]] = defaultdict(list)
        self._postings = Postings()
        self._keys: dict[str, tuple[int, ...]] = {}
        self._edges: dict[str, dict[str, Edge]] = defaultdict(dict)
        self._claims: dict[str, Claim] = {}
        self._claim_of: dict[str, str] = {}

    def keep(self, mention: Mention, keys: Sequence[int]) -> None:
        self._mentions[mention.statement] = mention
        self._by_report[mention.report].append(mention.statement)
        self._keys[mention.statement] = tuple(keys)
        self._postings.keep(keys, mention.day, mention.statement)

    def candidates(self, keys: Sequence[int], since: int | None, until: int | None) -> Iterator[Mention]:
        for statement in self._postings.found(keys, since, until):
            yield self._mentions[statement]

    def mentions(self, statements: Iterable[str]) -> Mapping[str, Mention]:
        return {each: self._mentions[each] for each in statements if each in self._mentions}

    def join(self, edges: Iterable[Edge]) -> None:
        for edge in edges:
            self._edges[edge.one][edge.other] = self._edges[edge.other][edge.one] = edge

    def edges(self, statements: Iterable[str]) -> Iterator[Edge]:
        found = {edge for each in statements for edge in self._edges.get(each, {}).values()}
        yield from sorted(found)

    def claims(self, statements: Iterable[str]) -> Iterator[Claim]:
        found = {self._claim_of[each] for each in statements if each in self._claim_of}
        yield from (self._claims[each] for each in sorted(found))

    def all_claims(self) -> Iterator[Claim]:
        """Every claim, by id."""
        yield from (self._claims[each] for each in sorted(self._claims))

    def replace(self, gone: Iterable[str], claims: Iterable[Claim]) -> None:
        for each in gone:
            claim = self._claims.pop(each, None)
            for statement in claim.statements if claim else ():
                self._claim_of.pop(statement, None)
        for claim in claims:
            self._claims[claim.id] = claim
            self._claim_of.update(dict.fromkeys(claim.statements, claim.id))

    def drop(self, report: str) -> Sequence[str]:
        own = self._by_report.pop(report, [])
        touched = set(own)
        for statement in own:
            self._postings.drop(self._keys.pop(statement), self._mentions[statement].day, statement)
            for other in self._edges.pop(statement, {}):
                touched.add(other)
                self._edges[other].pop(statement, None)
            del self._mentions[statement]
        return sorted(touched)
