"""The tables that reading a shard writes, as Arrow schemas: what the joins start from."""

from __future__ import annotations

import pyarrow as arrow

_TEXT, _NUMBER, _BYTES = arrow.string(), arrow.int64(), arrow.binary()
_DAY = arrow.int32()


def _schema(*fields: tuple[str, arrow.DataType, bool]) -> arrow.Schema:
    return arrow.schema([arrow.field(name, kind, nullable=null) for name, kind, null in fields])


ARRIVED = _schema(
    ("report", _TEXT, False),
    ("shard", _NUMBER, False),
    ("row", _NUMBER, False),
    ("source", _TEXT, False),
    ("document", _TEXT, False),
    ("newness", _NUMBER, False),
    ("minute", _NUMBER, False),
    ("day", _DAY, True),
    ("url", _TEXT, True),
    ("canonical_url", _TEXT, True),
    ("outlet", _TEXT, True),
    ("domain", _TEXT, True),
    ("published", _TEXT, True),
    ("modified", _TEXT, True),
    ("title", _TEXT, True),
    ("authors", arrow.list_(_TEXT), False),
    ("language", _TEXT, True),
    ("model", _TEXT, True),
    ("words", _NUMBER, False),
    ("statements", _NUMBER, False),
    ("text", _TEXT, True),
    ("reading", _BYTES, True),
)
"""A report as it arrived. ``shard`` and ``row`` number arrivals: the order of the sources. ``document`` is
what its versions share, ``newness`` tells the newer (`sayso.ledger.sqlite.rows`); ``minute`` is that of its
publication (`sayso.ledger.sqlite.keys`), ``day`` its day (`datetime.date.toordinal`). ``text`` and
``reading`` (`sayso.batch.packing`) are null where the same text came earlier in the shard: it was not read
again, and only tells where else it appeared."""

ITEMS = _schema(
    ("item", _TEXT, False),
    ("report", _TEXT, False),
    ("day", _DAY, True),
    ("keys", arrow.list_(_NUMBER), False),
    ("blob", _BYTES, False),
)
"""What meets others that share a key with it: the tables `MENTIONS`, `GISTS`, `FINGERPRINTS`, `BANDS`.
``item`` is a statement's or a report's id, ``day`` the day of publication (null: unknown), ``keys`` are
sorted, ``blob`` is what it is compared by (`sayso.batch.packing`)."""

MENTIONS, GISTS, FINGERPRINTS, BANDS = "mentions", "gists", "fingerprints", "bands"

REFUSED = _schema(
    ("source", _TEXT, False),
    ("kind", _TEXT, False),
    ("problem", _TEXT, False),
    ("remedy", _TEXT, False),
    ("shard", _NUMBER, False),
)
"""A record that could not be read, or was passed over: ``kind`` is the class of the error."""
