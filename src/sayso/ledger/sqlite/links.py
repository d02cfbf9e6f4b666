"""What linking keeps, in tables: the `sayso.link.store.Store` of a ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import msgspec
import numpy as np

from sayso.ledger.sqlite.connection import Connection
from sayso.ledger.sqlite.keys import SLOT_BITS, UNDATED, first_key
from sayso.link.claims.mention import Mention
from sayso.link.positions import Stand
from sayso.link.positions import keys as stand_keys
from sayso.link.store import Edge
from sayso.types import Claim, Copy, Dispute, OriginKind, Passage, Provenance

_MENTION = (
    "SELECT m.statement, m.mention, v.vector FROM mentions m LEFT JOIN vectors v ON v.statement = m.statement"
)
_IDS = "(SELECT key FROM statements WHERE id IN (SELECT value FROM json_each(?)))"


A_DAY = 24 * 60
"""A day, in minutes."""

MOST_KNOWN = 50_000
"""Mentions that are remembered; past that they are read anew."""


class SqliteLinks:
    """Mentions, edges and claims, on the connection of a writer or a view."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, Mention] = {}

    def keep(self, mention: Mention, keys: Sequence[int]) -> None:
        statement, report = self._connection.execute(
            "SELECT key, report FROM statements WHERE id = ?", (mention.statement,)
        ).fetchone()
        kept, packed = np.array(keys, "<i8").tobytes(), _packed(mention)
        self._connection.execute(
            "INSERT INTO mentions (statement, report, day, keys, mention) VALUES (?, ?, ?, ?, ?)",
            (statement, report, mention.day, kept, packed),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO mention_keys (key, day, statement) VALUES (?, ?, ?)",
            [(key, mention.day or 0, statement) for key in keys],
        )

    def candidates(self, keys: Sequence[int], since: int | None, until: int | None) -> Iterator[Mention]:
        found: set[int] = set()
        for key in keys:
            if since is None or until is None:
                rows = self._connection.execute("SELECT statement FROM mention_keys WHERE key = ?", (key,))
            else:
                rows = self._connection.execute(
                    "SELECT statement FROM mention_keys WHERE key = ?1 AND day BETWEEN ?2 AND ?3 UNION ALL"
                    " SELECT statement FROM mention_keys WHERE key = ?1 AND day = 0",
                    (key, since, until),
                )
            found.update(statement for (statement,) in rows)
        self._learn(found - self._known.keys())
        yield from (self._known[statement] for statement in sorted(found))

    def _learn(self, statements: set[int]) -> None:
        """Remember the mentions with these keys: the same ones are asked for again and again."""
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        for row in self._rows_of(
            f"{_MENTION} WHERE m.statement IN (SELECT value FROM json_each(?))",
            json.dumps(sorted(statements)),
        ):
            self._known[row[0]] = _mention(*row[1:])

    def mentions(self, statements: Iterable[str]) -> Mapping[str, Mention]:
        rows = self._rows(f"{_MENTION} WHERE m.statement IN {_IDS}", statements)
        return {mention.statement: mention for mention in (_mention(*row[1:]) for row in rows)}

    def join(self, edges: Iterable[Edge]) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO edges (one, other, score, why) VALUES"
            " ((SELECT key FROM statements WHERE id = ?), (SELECT key FROM statements WHERE id = ?), ?, ?)",
            list(edges),
        )

    def edges(self, statements: Iterable[str]) -> Sequence[Edge]:
        wanted = json.dumps(sorted(statements))
        rows = self._connection.execute(
            "SELECT a.id, b.id, score, why FROM (SELECT * FROM edges WHERE one IN "
            f"{_IDS} UNION SELECT * FROM edges WHERE other IN {_IDS}) e"
            " JOIN statements a ON a.key = e.one JOIN statements b ON b.key = e.other",
            (wanted, wanted),
        )
        return sorted(Edge(*row) for row in rows)

    def claims(self, statements: Iterable[str]) -> Sequence[Claim]:
        rows = self._rows(
            "SELECT c.id, c.wording, c.reasons, s.id FROM claims c"
            " JOIN claim_statements m ON m.claim = c.id JOIN statements s ON s.key = m.statement"
            f" WHERE c.id IN (SELECT claim FROM claim_statements WHERE statement IN {_IDS})"
            " ORDER BY c.id, m.position",
            statements,
        )
        return [_claim(list(group)) for _, group in groupby(rows, lambda row: row[0])]

    def replace(self, gone: Iterable[str], claims: Iterable[Claim]) -> None:
        self._connection.executemany("DELETE FROM claims WHERE id = ?", [(claim,) for claim in gone])
        made = list(claims)
        self._connection.executemany(
            "INSERT INTO claims (id, wording, reasons, statements, newest) VALUES (?, ?, ?, ?,"
            " (SELECT max(key) FROM statements WHERE id IN (SELECT value FROM json_each(?))))",
            [(c.id, c.wording, _json(c.reasons), len(c.statements), _json(c.statements)) for c in made],
        )
        self._connection.executemany(
            "INSERT INTO claim_statements (claim, statement, position)"
            " VALUES (?, (SELECT key FROM statements WHERE id = ?), ?)",
            [(c.id, statement, place) for c in made for place, statement in enumerate(c.statements)],
        )

    def drop(self, report: str) -> Sequence[str]:
        own = self._rows_of(
            "SELECT m.statement, m.day, m.keys, s.id FROM mentions m JOIN statements s ON s.key = m.statement"
            " JOIN reports r ON r.key = m.report WHERE r.id = ?",
            report,
        )
        touched = {row[3] for row in own}
        for edge in self.edges(sorted(touched)):
            touched.update((edge.one, edge.other))
        for statement, day, keys, _ in own:
            self._known.pop(statement, None)
            self._connection.executemany(
                "DELETE FROM mention_keys WHERE key = ? AND day = ? AND statement = ?",
                [(key, day or 0, statement) for key in np.frombuffer(keys, "<i8").tolist()],
            )
            for command in (
                "DELETE FROM edges WHERE one = ?",
                "DELETE FROM edges WHERE other = ?",
                "DELETE FROM mentions WHERE statement = ?",
            ):
                self._connection.execute(command, (statement,))
        return sorted(touched)

    def weigh(self, provenance: Provenance) -> None:
        """Keep how many outlets and origins a claim has, and the sentence that says so."""
        anonymous = sum(one.counts and one.kind is OriginKind.ANONYMOUS for one in provenance.origins)
        self._connection.execute(
            "UPDATE claims SET outlets = ?, independent = ?, at_least = ?, anonymous = ?, verdict = ?"
            " WHERE id = ?",
            (
                len(provenance.outlets),
                provenance.independent,
                provenance.at_least,
                anonymous,
                provenance.verdict,
                provenance.claim,
            ),
        )

    def dispute(self, disputes: Iterable[Dispute]) -> None:
        """Keep disputes that are not there yet."""
        self._connection.executemany(
            "INSERT INTO disputes (kind, statement, against, denied, evidence, confidence, why) VALUES"
            " (?, (SELECT key FROM statements WHERE id = ?), (SELECT key FROM statements WHERE id = ?),"
            " ?, ?, ?, ?)",
            [
                (
                    one.kind,
                    one.statement,
                    one.against,
                    _json(one.denied) if one.denied else None,
                    _json(one.evidence),
                    round(one.confidence, 4),
                    one.why,
                )
                for one in disputes
            ],
        )

    def opponents(self, report: str) -> list[str]:
        """The ids of the statements of other reports that a report's are at odds with."""
        rows = self._rows_of(
            "WITH own AS (SELECT s.key FROM statements s JOIN reports r ON r.key = s.report WHERE r.id = ?),"
            " others AS (SELECT against AS key FROM disputes WHERE statement IN own"
            " UNION SELECT statement FROM disputes WHERE against IN own)"
            " SELECT id FROM statements WHERE key IN others AND key NOT IN own ORDER BY id",
            report,
        )
        return [identifier for (identifier,) in rows]

    def count_disputes(self, claims: Iterable[str]) -> None:
        """Count anew in how many disputes each claim's statements have a part."""
        self._connection.executemany(
            "WITH own AS (SELECT statement FROM claim_statements WHERE claim = ?1),"
            " at_odds (dispute, other) AS (SELECT key, against FROM disputes WHERE statement IN own UNION ALL"
            " SELECT key, statement FROM disputes WHERE against IN own)"
            " UPDATE claims SET disputes = (SELECT count(DISTINCT coalesce(m.claim, o.dispute))"
            " FROM at_odds o LEFT JOIN claim_statements m ON m.statement = o.other) WHERE id = ?1",
            [(claim,) for claim in claims],
        )

    def keep_fingerprints(self, report: str, fingerprints: Sequence[int]) -> None:
        """Keep a report's fingerprints."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO fingerprints (fingerprint, report)"
            " VALUES (?, (SELECT key FROM reports WHERE id = ?))",
            [(each, report) for each in fingerprints],
        )

    def sharing(self, report: str, days: int, least: int) -> list[str]:
        """The ids of other reports that share ``least`` fingerprints with one, published within ``days`` of
        it or on an unknown day, those that share most first."""
        rows = self._connection.execute(
            "WITH this AS (SELECT key FROM reports WHERE id = ?1) SELECT r.id FROM fingerprints f"
            " JOIN fingerprints o ON o.fingerprint = f.fingerprint AND o.report <> f.report"
            " JOIN reports r ON r.key = o.report"
            " WHERE f.report = (SELECT key FROM this) AND r.current AND (o.report < ?4 OR f.report < ?4"
            f" OR abs((o.report >> {SLOT_BITS}) - (f.report >> {SLOT_BITS})) <= ?2)"
            " GROUP BY r.id HAVING count(*) >= ?3 ORDER BY count(*) DESC, r.id",
            (report, days * A_DAY, least, first_key(UNDATED + 1)),
        )
        return [identifier for (identifier,) in rows]

    def keep_copies(self, copies: Iterable[Copy]) -> None:
        """Keep passages that stand in two reports."""
        self._connection.executemany(
            "INSERT INTO copies (earlier, later, directed, words, passages, why) VALUES"
            " ((SELECT key FROM reports WHERE id = ?), (SELECT key FROM reports WHERE id = ?), ?, ?, ?, ?)",
            [
                (
                    one.earlier.report,
                    one.later.report,
                    int(one.directed),
                    one.words,
                    _json((one.earlier, one.later)),
                    one.why,
                )
                for one in copies
            ],
        )

    def copies(self, reports: Iterable[str]) -> list[Copy]:
        """The passages that any two of these reports share."""
        wanted = json.dumps(sorted(reports))
        ids = "(SELECT key FROM reports WHERE id IN (SELECT value FROM json_each(?)))"
        rows = self._connection.execute(
            f"SELECT passages, words, directed, why FROM copies WHERE earlier IN {ids} AND later IN {ids}"
            " ORDER BY earlier, later, key",
            (wanted, wanted),
        )
        return [_copy(*row) for row in rows]

    def keep_stands(self, stands: Iterable[Stand]) -> None:
        """Keep stances."""
        for one in stands:
            statement = self._connection.execute(
                "SELECT key FROM statements WHERE id = ?", (one.statement,)
            ).fetchone()[0]
            self._connection.execute(
                "INSERT OR REPLACE INTO stands (statement, actor, stance, proposal, stand)"
                " VALUES (?, ?, ?, ?, ?)",
                (statement, one.actor, one.stance, one.proposal.text, msgspec.msgpack.encode(one)),
            )
            self._connection.executemany(
                "INSERT OR IGNORE INTO stand_keys (word, statement) VALUES (?, ?)",
                [(word, statement) for word in stand_keys(one)],
            )

    def drop_text(self, report: str) -> None:
        """Forget a report's fingerprints and the passages that it shares."""
        key = "(SELECT key FROM reports WHERE id = ?)"
        self._connection.execute(f"DELETE FROM fingerprints WHERE report = {key}", (report,))
        self._connection.execute(f"DELETE FROM copies WHERE earlier = {key}", (report,))
        self._connection.execute(f"DELETE FROM copies WHERE later = {key}", (report,))

    def _rows(self, command: str, ids: Iterable[str]) -> list[tuple[Any, ...]]:
        return self._rows_of(command, json.dumps(sorted(ids)))

    def _rows_of(self, command: str, value: str) -> list[tuple[Any, ...]]:
        return list(self._connection.execute(command, (value,)))


def _packed(mention: Mention) -> bytes:
    """A mention without its vector, which is kept once, in ``vectors``."""
    return msgspec.msgpack.encode(replace(mention, vector=b""))


def _mention(blob: bytes, vector: bytes | None) -> Mention:
    return replace(msgspec.msgpack.decode(blob, type=Mention), vector=vector or b"")


def _claim(rows: list[tuple[Any, ...]]) -> Claim:
    identifier, wording, reasons, _ = rows[0]
    statements = tuple(row[3] for row in rows)
    return Claim(identifier, statements, wording, tuple(msgspec.json.decode(reasons, type=list[str])))


def _copy(passages: str, words: int, directed: int, why: str) -> Copy:
    earlier, later = msgspec.json.decode(passages, type=tuple[Passage, Passage])
    return Copy(earlier, later, words, bool(directed), why)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
