"""Voice: one actor: its names and roles, what it said, through whom, where it stands, who answers it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.ask.page import Page, key_of, page
from sayso.export import answers
from sayso.ledger.base import Row
from sayso.serve import links
from sayso.serve.drawings import by_day
from sayso.serve.odds import answered
from sayso.serve.page import Answer, Asked, Table
from sayso.serve.pages.positions import side, topics
from sayso.types import VoiceRole

LIMIT = 25
LOOKED_AT = 300
"""The newest statements, of which it is told through whom they came and which acts they are."""
TOPICS = 6
"""Topics on which its positions are shown; a link leads to all."""
DISPUTES = 12
ROLES = ("origin", "relay")


def voice(asked: Asked) -> Answer:
    """What an actor said, the newest first; with ``as=relay``, what it passed on."""
    identifier = asked.path["actor"]
    actor = asked.desk.view.actor(identifier)
    role = asked.get("as") if asked.get("as") in ROLES else "origin"
    seen = asked.desk.view.spoken_by([actor.id], limit=LOOKED_AT, roles=("origin",))
    passed = asked.desk.view.spoken_by([actor.id], limit=LOOKED_AT, roles=("relay",))
    if not seen and passed and not asked.get("as"):
        role = "relay"
    said = _said(asked, actor.id, str(role))
    speakers = [one for one in asked.desk.view.actors_named(actor.id) if one.id == actor.id]
    speaker = speakers[0] if speakers else None
    positions = [one for one in asked.desk.positions(links.by(actor.id)) if one.actor == actor.id]
    disputed = answered(asked.desk, actor.id, DISPUTES)
    return Answer(
        "voice.html",
        {
            "actor": actor,
            "speaker": speaker,
            "owner": asked.desk.owners(speakers).get(actor.of or ""),
            "role": role,
            "topics": topics(positions)[:TOPICS],
            "side": side,
            "disputed": disputed,
            "its": str(links.by(actor.id)),
            "said": said,
            "roles": asked.desk.roles(
                [*said.rows, *(row for one in disputed for row in (one.answer, one.said))]
            ),
            "looked_at": LOOKED_AT,
            "numbers": {"origin": len(seen), "relay": len(passed)},
            "outlets": _outlets(seen),
            "through": _through(seen),
            "acts": Counter(row.act for row in seen).most_common(),
            "days": by_day(seen),
            "next": asked.here(after=said.next) if said.next else None,
        },
        Table("voice", answers.statements(), said.rows, {"actor": actor.id, "as": role}, said.next),
    )


def _said(asked: Asked, actor: str, role: str) -> Page[Row]:
    found = asked.desk.view.spoken_by(
        [actor], limit=LIMIT + 1, after=key_of(asked.get("after")), roles=(role,)
    )
    return page(found, LIMIT, lambda row: str(row.key))


def _outlets(rows: Sequence[Row]) -> list[tuple[str, int]]:
    names = [row.outlet.name or row.outlet.domain for row in rows if row.outlet]
    return Counter(name for name in names if name).most_common(8)


def _through(rows: Sequence[Row]) -> list[tuple[str, str, int]]:
    """The relays that brought its words: actor, name and number."""
    found = Counter(
        (voice.actor, voice.name)
        for row in rows
        for voice in row.voices
        if voice.role is VoiceRole.RELAY and voice.actor and voice.name
    )
    return [(str(actor), str(name), number) for (actor, name), number in found.most_common(8)]
